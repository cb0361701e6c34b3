//! The short worlds, whole.

use cloudwhisper_model::{Lifecycle, scenarios};
use stateright::{Checker as _, Model as _};

#[test]
fn every_law_holds_in_every_short_world() {
    for (name, mode, deletion, budget) in scenarios::short() {
        let checker = Lifecycle::new(mode, deletion, budget)
            .checker()
            .threads(2)
            .spawn_bfs()
            .join();
        let wrong = scenarios::wrong(&checker);
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}
