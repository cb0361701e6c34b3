//! The short worlds, each whole: `make model` checks the longer ones too.

use cloudwhisper_model::scenarios;
use stateright::{Checker as _, Model as _};

#[test]
fn every_law_holds_in_every_short_world() {
    for scenario in scenarios::short() {
        let checker = scenario.model().checker().threads(2).spawn_bfs().join();
        let wrong = scenarios::wrong(&checker);
        assert!(wrong.is_empty(), "{}: {wrong:#?}", scenario.name);
    }
}
