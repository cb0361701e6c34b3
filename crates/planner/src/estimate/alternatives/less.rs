//! Less of what was said of a part: a smaller machine, one data centre, fewer copies, a smaller disk. Here: taking back what
//! was said. Not here: telling what that changed (`difference`), whether it saves anything.

use cloudwhisper_api::requirements::{NamedService, Requirements};

use crate::blueprint::architectures::{Design, Workload};

/// Words of a part that say one and the same thing: taken back together.
const SAID: [&[&str]; 5] = [
    &[
        "instanceType",
        "instanceClass",
        "dbInstanceClass",
        "nodeType",
        "cacheNodeType",
    ],
    &["multiAZ", "multiAz"],
    &["allocatedStorage", "storageGB", "storage", "volumeSize"],
    &[
        "replicas",
        "readReplica",
        "readReplicas",
        "nodes",
        "numberOfNodes",
        "brokers",
        "shards",
        "shardCount",
        "count",
        "minSize",
        "maxSize",
        "desiredCapacity",
    ],
    &["retentionDays", "retentionInDays", "logRetentionDays"],
];
/// The first of [`SAID`]: sizes, which can also be the next smaller one.
const SIZES: &[&str] = SAID[0];
/// Sizes of one family, each half as large as the next. A `nano` has too little memory for most programs.
const STEPS: [&str; 8] = [
    "micro", "small", "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge",
];

/// Families of Intel's and AMD's machines, and those of AWS's own processor (Graviton) beside them, which cost less for the same
/// size. Source: EC2's list of instance types, 2026-11.
const OF_GRAVITON: [(&str, &str); 14] = [
    ("t2", "t4g"),
    ("t3", "t4g"),
    ("t3a", "t4g"),
    ("m5", "m6g"),
    ("m5a", "m6g"),
    ("m6i", "m6g"),
    ("m7i", "m7g"),
    ("c5", "c6g"),
    ("c6i", "c6g"),
    ("c7i", "c7g"),
    ("r5", "r6g"),
    ("r6i", "r6g"),
    ("r7i", "r7g"),
    ("x2iedn", "x2gd"),
];
/// Parts that run a program of the owner's, which an image may keep on the processor that it was made for.
const PROGRAMS: [&str; 4] = [
    "AWS::EC2::Instance",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::EKS::Cluster",
    "AWS::EKS::Nodegroup",
];

/// Less of one part.
#[derive(Clone, Debug)]
pub(super) struct Less {
    /// Which of the named services.
    at: usize,
    /// Its type, lest another stands there by now.
    kind: String,
    how: How,
}

#[derive(Clone, Copy, Debug)]
enum How {
    /// As if these words had not been said.
    Unsaid(&'static [&'static str]),
    /// The next smaller size of the same family.
    NextSmaller,
    /// The same size with AWS's own processor.
    Graviton,
}

impl Less {
    /// Everything that could be less.
    pub(super) fn all(requirements: &Requirements) -> Vec<Self> {
        let ways = || {
            SAID.into_iter()
                .map(How::Unsaid)
                .chain([How::NextSmaller, How::Graviton])
        };
        let of = |(at, service): (usize, &NamedService)| {
            let kind = service.kind.clone();
            ways().map(move |how| Self {
                at,
                kind: kind.clone(),
                how,
            })
        };
        requirements.services.iter().enumerate().flat_map(of).collect()
    }

    /// The requirements with less; `None` where nothing of the kind was said.
    pub(super) fn of(&self, now: &Design<'_>) -> Option<Requirements> {
        let is_bound = PROGRAMS.contains(&self.kind.as_str()) && !matches!(now.workload, Workload::Sample);
        let mut changed = now.requirements.clone();
        let service = changed.services.get_mut(self.at)?;
        if service.kind != self.kind {
            return None;
        }
        match self.how {
            How::Unsaid(words) => service
                .properties
                .retain(|name, _| !words.contains(&name.as_str())),
            How::Graviton if is_bound => return None,
            How::NextSmaller | How::Graviton => {
                let (_, size) = service
                    .properties
                    .iter_mut()
                    .find(|(name, _)| SIZES.contains(&name.as_str()))?;
                *size = match self.how {
                    How::Graviton => with_graviton(size)?,
                    _ => next_smaller(size)?,
                };
            }
        }
        (changed != *now.requirements).then_some(changed)
    }
}

fn with_graviton(size: &str) -> Option<String> {
    let size = size.trim().to_ascii_lowercase();
    let mut parts: Vec<&str> = size.split('.').collect();
    let family = parts.iter_mut().find_map(|part| {
        let (_, graviton) = OF_GRAVITON.iter().find(|(family, _)| family == part)?;
        Some((part, *graviton))
    });
    let (part, graviton) = family?;
    *part = graviton;
    Some(parts.join("."))
}

fn next_smaller(size: &str) -> Option<String> {
    let size = size.trim().to_ascii_lowercase();
    let step = size.split('.').find(|part| STEPS.contains(part))?;
    let at = STEPS.iter().position(|it| *it == step)?;
    let smaller = STEPS[at.checked_sub(1)?];
    let parts: Vec<&str> = size
        .split('.')
        .map(|part| if part == step { smaller } else { part })
        .collect();
    Some(parts.join("."))
}

#[cfg(test)]
mod tests {
    use super::{next_smaller, with_graviton};

    #[test]
    fn the_next_smaller_size_is_of_the_same_family() {
        for (size, smaller) in [
            ("m5.xlarge", Some("m5.large")),
            ("db.t4g.medium", Some("db.t4g.small")),
            ("R6G.Large.search", Some("r6g.medium.search")),
            ("t3.micro", None),
            ("p5.48xlarge", None),
            ("big", None),
        ] {
            assert_eq!(next_smaller(size).as_deref(), smaller, "{size}");
        }
    }

    #[test]
    fn graviton_has_the_same_size() {
        for (size, other) in [
            ("t3.medium", Some("t4g.medium")),
            ("db.m5.large", Some("db.m6g.large")),
            ("m5.Large.search", Some("m6g.large.search")),
            ("t4g.micro", None),
            ("p5.48xlarge", None),
        ] {
            assert_eq!(with_graviton(size).as_deref(), other, "{size}");
        }
    }
}
