//! Every part that a model may add, added by one: nothing more is open to the internet, and no permission is wider than one thing.

#[path = "support/exposure.rs"]
mod exposure;
#[path = "support/input.rs"]
mod input;

use std::collections::BTreeSet;

use cloudwhisper_api::proposal::{Proposal, ProposedService};
use cloudwhisper_planner::proposal::Suggestion;
use cloudwhisper_planner::{Plan, catalog, plan};
use indexmap::IndexMap;

fn planned(prompt: &str, proposal: Option<&Proposal>) -> Option<Plan> {
    let none = IndexMap::new();
    let mut input = input::input(prompt, &none);
    input.request.suggestion = proposal.map(|proposal| Suggestion {
        proposal,
        model: "test",
        regions: &[],
    });
    plan(&input).expect("it is understood").plan
}

fn of(kind: &str) -> Proposal {
    Proposal {
        services: vec![ProposedService {
            kind: kind.to_owned(),
            ..ProposedService::default()
        }],
        ..Proposal::default()
    }
}

#[test]
fn no_part_that_a_model_adds_opens_anything_or_widens_a_permission() {
    let mut added = 0;
    for prompt in [
        "An API in Node.js with a DynamoDB table",
        "A Flask API in containers, for internal use only",
        "A queue and a Lambda that takes from it",
    ] {
        let without = planned(prompt, None).expect("nothing is open");
        let (ways, wide) = (
            exposure::ways_in(&without.template),
            exposure::breadth(&without.template),
        );
        for kind in catalog::part_kinds() {
            let Some(with) = planned(prompt, Some(&of(kind))) else {
                continue;
            };
            let more: BTreeSet<_> = exposure::ways_in(&with.template)
                .difference(&ways)
                .cloned()
                .collect();
            let wider: BTreeSet<_> = exposure::breadth(&with.template)
                .difference(&wide)
                .cloned()
                .collect();
            assert!(
                more.is_empty() && wider.is_empty(),
                "{prompt}: {kind}: {more:?} {wider:?}"
            );
            added += usize::from(with.template != without.template);
        }
    }
    assert!(added > 100, "only {added} plans had anything added");
}
