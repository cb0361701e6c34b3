//! Less of what was said of a part: a smaller machine, one data centre, fewer copies, a smaller disk. Here: taking back what
//! was said, and telling what that changed by comparing the two blueprints. Not here: whether it saves anything.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{NamedService, Requirements};

use crate::blueprint::{Blueprint, Value};
use crate::catalog::is_size;

/// Words of a part that say one and the same thing: taken back together.
const SAID: [&[&str]; 4] = [
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
];
/// The first of [`SAID`]: sizes, which can also be the next smaller one.
const SIZES: &[&str] = SAID[0];
/// Sizes of one family, each half as large as the next. A `nano` has too little memory for most programs.
const STEPS: [&str; 8] = [
    "micro", "small", "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge",
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
}

impl Less {
    /// Everything that could be less.
    pub(super) fn all(requirements: &Requirements) -> Vec<Self> {
        let ways = || SAID.into_iter().map(How::Unsaid).chain([How::NextSmaller]);
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
    pub(super) fn of(&self, now: &Requirements) -> Option<Requirements> {
        let mut changed = now.clone();
        let service = changed.services.get_mut(self.at)?;
        if service.kind != self.kind {
            return None;
        }
        match self.how {
            How::Unsaid(words) => service
                .properties
                .retain(|name, _| !words.contains(&name.as_str())),
            How::NextSmaller => {
                let (_, size) = service
                    .properties
                    .iter_mut()
                    .find(|(name, _)| SIZES.contains(&name.as_str()))?;
                *size = next_smaller(size)?;
            }
        }
        (changed != *now).then_some(changed)
    }
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

/// What the second has instead of the first, in a clause: `t4g.micro instead of t3.medium`. `None` where nothing that people
/// have a word for differs.
pub(super) fn difference(language: Language, before: &Blueprint, after: &Blueprint) -> Option<String> {
    let mut leaves = Vec::new();
    let mut fewer = None;
    for resource in before.resources() {
        let Some(other) = after.resource(&resource.id) else {
            fewer = fewer.or(Some(resource.kind));
            continue;
        };
        for (name, value) in &resource.properties {
            compare(name, value, other.properties.get(name), &mut leaves);
        }
    }
    let instead = |new: &str, old: &str| match language {
        Language::English => format!("{new} instead of {old}"),
        Language::Hindi => format!("{old} की जगह {new}"),
        Language::Hinglish => format!("{old} ki jagah {new}"),
    };
    let size = leaves.iter().find_map(|leaf| match leaf {
        Leaf {
            old: Value::Text(old),
            new: Value::Text(new),
            ..
        } if is_size(old) && is_size(new) => Some(instead(new, old)),
        _ => None,
    });
    let zones = || {
        leaves
            .iter()
            .any(Leaf::is_standby)
            .then(|| one_data_centre(language).to_owned())
    };
    let number = || {
        leaves.iter().find_map(|leaf| {
            let (old, new) = (number(leaf.old)?, number(leaf.new)?);
            let unit = if leaf.is_disk() { " GB" } else { "" };
            (new < old).then(|| {
                format!(
                    "{} ({})",
                    instead(&format!("{new}{unit}"), &format!("{old}{unit}")),
                    leaf.name
                )
            })
        })
    };
    let gone = || fewer.map(|kind| without(language, kind));
    size.or_else(zones).or_else(number).or_else(gone)
}

/// A property that differs.
struct Leaf<'a> {
    name: &'a str,
    old: &'a Value,
    new: &'a Value,
}

impl Leaf<'_> {
    fn is_standby(&self) -> bool {
        let on = Value::Bool(true);
        (self.name.starts_with("MultiAZ") || self.name == "ZoneAwarenessEnabled") && *self.old == on
    }

    fn is_disk(&self) -> bool {
        ["VolumeSize", "AllocatedStorage", "StorageCapacity"].contains(&self.name)
    }
}

fn compare<'a>(name: &'a str, old: &'a Value, new: Option<&'a Value>, leaves: &mut Vec<Leaf<'a>>) {
    match (old, new) {
        (Value::Map(old), Some(Value::Map(new))) => {
            for (name, value) in old {
                compare(name, value, new.get(name), leaves);
            }
        }
        (Value::List(old), Some(Value::List(new))) => {
            for (old, new) in old.iter().zip(new) {
                compare(name, old, Some(new), leaves);
            }
        }
        (old, Some(new)) if old != new => leaves.push(Leaf { name, old, new }),
        _ => {}
    }
}

fn number(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn one_data_centre(language: Language) -> &'static str {
    match language {
        Language::English => "One data centre instead of two",
        Language::Hindi => "दो की जगह एक डेटा सेंटर",
        Language::Hinglish => "Do ki jagah ek data centre",
    }
}

fn without(language: Language, kind: &str) -> String {
    match language {
        Language::English => format!("One {kind} less"),
        Language::Hindi => format!("एक {kind} कम"),
        Language::Hinglish => format!("Ek {kind} kam"),
    }
}

#[cfg(test)]
mod tests {
    use super::next_smaller;

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
}
