//! Everything that any part of the catalogue is billed by has a price in the two regions that the list is whole for; what
//! has none is in a list here, with where it was looked for.

#[expect(dead_code, reason = "blueprints are designed here, for each region")]
#[path = "support/parts.rs"]
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Estimate;
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices, Query, estimate};
use cloudwhisper_planner::requirements::Guessed;

/// What AWS tells on its pages only, and no dated copy of them was found of.
const WITHOUT_A_SOURCE: &[(&str, &str)] = &[
    // Which model an agent talks by is the owner's choice.
    ("Bedrock", "agent_model_tokens"),
    // The stored copies of the pricing feed have these figures without saying which is whose, and public pages disagree.
    ("FSx", "ontap_single_az_storage"),
    ("FSx", "ontap_single_az_throughput"),
];

fn priced(system: &parts::System, region: &str) -> Estimate {
    let mut requirements = system.requirements();
    region.clone_into(&mut requirements.region);
    let wanted = Design {
        network: None,
        requirements: &requirements,
        workload: &Workload::Sample,
        profile: Profile::Baseline,
    };
    estimate(&Query {
        blueprint: &design(&wanted),
        design: &wanted,
        free_tier: &FreeTier::AlwaysFreeOnly,
        exchange_rate: &ExchangeRate::default(),
        prices: &Prices::default(),
        language: Language::English,
        guessed: Guessed::default(),
    })
}

#[test]
fn what_has_no_price_is_known_and_told() {
    let mut missing: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for region in ["us-east-1", "ap-south-1"] {
        for system in parts::systems() {
            let estimate = priced(&system, region);
            for what in &estimate.unpriced {
                missing
                    .entry((what.service.clone(), what.dimension.clone()))
                    .or_default()
                    .insert(region.to_owned());
                let line = estimate
                    .breakdown
                    .iter()
                    .find(|line| line.logical_id == what.logical_id);
                let line = line.expect("a resource without a price stands in the breakdown");
                assert!(line.unpriced.contains(&what.look_up), "{line:?}");
            }
            let said = estimate
                .warnings
                .iter()
                .any(|it| it.contains("The real price is higher"));
            assert_eq!(said, !estimate.unpriced.is_empty(), "{}", system.name);
        }
    }
    let known: BTreeSet<(String, String)> = WITHOUT_A_SOURCE
        .iter()
        .map(|(service, dimension)| ((*service).to_owned(), (*dimension).to_owned()))
        .collect();
    assert_eq!(missing.into_keys().collect::<BTreeSet<_>>(), known);
}

#[test]
fn mumbai_is_priced_by_mumbais_list_as_far_as_there_is_one() {
    let mut borrowed: BTreeSet<String> = BTreeSet::new();
    for system in parts::systems() {
        let estimate = priced(&system, "ap-south-1");
        let warnings = estimate.warnings.into_iter();
        borrowed.extend(warnings.filter_map(|it| {
            let rest = it.strip_prefix("No checked price of ")?;
            Some(rest.split(" in ap-south-1").next()?.to_owned())
        }));
    }
    insta::assert_yaml_snapshot!(borrowed);
}
