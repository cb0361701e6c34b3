//! The short worlds, each whole: `make model` checks the longer ones too.

use std::collections::BTreeSet;

use cloudwhisper_model::scenarios;
use stateright::{Checker as _, Model as _};

/// What docs/states.md draws.
const STATES: &str = include_str!("../../../docs/states.md");

#[test]
fn every_law_holds_in_every_short_world_and_phases_follow_as_they_are_drawn() {
    let mut taken = BTreeSet::new();
    for scenario in scenarios::short() {
        let checker = scenario.model().checker().threads(2).spawn_bfs().join();
        let wrong = scenarios::wrong(&checker);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", scenario.name);
        taken.append(&mut checker.model().oracle.transitions());
    }
    let drawn: BTreeSet<String> = STATES
        .lines()
        .map(str::trim)
        .filter(|line| line.contains(" --> "))
        .map(str::to_owned)
        .collect();
    let lines: Vec<String> = taken.iter().map(|line| format!("    {line}")).collect();
    assert_eq!(
        drawn,
        taken,
        "docs/states.md has to draw exactly these:\n{}",
        lines.join("\n")
    );
}
