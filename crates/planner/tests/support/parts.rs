//! Systems of a few parts: each part of the catalogue by itself and beside a function, and each connection.

use cloudwhisper_api::requirements::{NamedService, Networking, Requirements, Usage};
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::catalog;

const FUNCTION: &str = "AWS::Lambda::Function";

/// Parts that were asked for, and how far security goes.
pub(crate) struct System {
    /// For people, and for names of files.
    pub(crate) name: String,
    /// Types that were asked for.
    pub(crate) kinds: Vec<&'static str>,
    profile: Profile,
}

impl System {
    /// What was asked for, and nothing else.
    pub(crate) fn requirements(&self) -> Requirements {
        let service = |kind: &&str| NamedService {
            kind: (*kind).to_owned(),
            name: None,
            properties: indexmap::IndexMap::new(),
        };
        Requirements {
            app_type: None,
            framework: None,
            compute: None,
            storage: Vec::new(),
            networking: Networking {
                public_access: true,
                custom_domain: None,
            },
            budget: None,
            region: "us-east-1".to_owned(),
            project_name: "orders".to_owned(),
            usage: Usage::default(),
            services: self.kinds.iter().map(service).collect(),
            insecure_wishes: Vec::new(),
        }
    }

    /// The resources.
    pub(crate) fn blueprint(&self) -> Blueprint {
        design(&Design {
            requirements: &self.requirements(),
            workload: &Workload::Sample,
            profile: self.profile,
        })
    }
}

/// Every part alone and beside a function, and both ends of every connection, in both profiles.
pub(crate) fn systems() -> Vec<System> {
    let alone = catalog::part_kinds().map(|kind| vec![kind]);
    let used = catalog::part_kinds()
        .filter(|kind| *kind != FUNCTION)
        .map(|kind| vec![kind, FUNCTION]);
    let connected = catalog::connected_kinds()
        .filter(|(from, to)| *from != FUNCTION && *to != FUNCTION)
        .map(|(from, to)| vec![from, to]);
    let wishes: Vec<_> = alone.chain(used).chain(connected).collect();
    let in_profile = |(profile, suffix): (Profile, &'static str)| {
        wishes.iter().map(move |kinds| System {
            name: format!(
                "{}-{suffix}",
                kinds.join("+").replace("::", "-").replace("AWS-", "")
            ),
            kinds: kinds.clone(),
            profile,
        })
    };
    [(Profile::Baseline, "baseline"), (Profile::Hardened, "hardened")]
        .into_iter()
        .flat_map(in_profile)
        .collect()
}
