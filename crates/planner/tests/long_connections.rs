//! The twenty long prompts of `tests/corpus/long.yaml`: as many of each part as were said, joined as was said.

#[path = "support/connections.rs"]
mod connections;
#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/one_of.rs"]
mod one_of;
#[path = "support/planned.rs"]
mod support;

use connections::Connections;
use corpus::{Labelled, prompts};
use support::whole_plan;

/// What of a prompt's labels its plan doesn't keep.
fn missing(labelled: &Labelled) -> Vec<String> {
    let template = serde_json::from_str(&whole_plan(&labelled.prompt).template).expect("JSON");
    let plan = Connections::of(&template);
    let counts = labelled.expect.counts.iter().filter_map(|(kind, wanted)| {
        let there = plan.count(kind);
        (there != *wanted).then(|| format!("{wanted} of {kind}"))
    });
    let joins = labelled.expect.connections.iter().filter_map(|[one, other]| {
        let mut pairs = one
            .types()
            .iter()
            .flat_map(|one| other.types().iter().map(move |it| (one, it)));
        let made = pairs.any(|(one, other)| plan.joins(one, other));
        (!made).then(|| format!("{} to {}", one.shown(), other.shown()))
    });
    counts.chain(joins).collect()
}

#[test]
fn each_plan_has_as_many_parts_as_were_said_and_joins_them_as_was_said() {
    let text = include_str!("../../../tests/corpus/long.yaml");
    let prompts = prompts(text);
    let labels: usize = prompts.iter().map(|it| it.expect.connections.len()).sum();
    assert!(labels > 200, "the corpus says {labels} connections");
    for labelled in &prompts {
        assert_eq!(missing(labelled), Vec::<String>::new(), "{}", labelled.id);
    }
}
