//! `make model`: checks the whole, world by world, and says how many states that were. An argument is a part of the names of those to
//! check.

use std::process::ExitCode;
use std::time::Instant;

use cloudwhisper_model::scenarios::{self, Scenario};
use stateright::{Checker, Model};

fn main() -> ExitCode {
    let mut held = true;
    let only = std::env::args().nth(1).unwrap_or_default();
    for scenario in scenarios::whole()
        .into_iter()
        .filter(|it| it.name.contains(&only))
    {
        held &= check(&scenario);
    }
    if held {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Whether every law holds in this world.
fn check(scenario: &Scenario) -> bool {
    println!("==> {}", scenario.name);
    let began = Instant::now();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let checker = scenario.model().checker().threads(threads).spawn_bfs().join();
    let wrong = scenarios::wrong(&checker);
    println!(
        "    {} states, {} moves, {} moves deep, {} situations decided, {:.0} s",
        checker.unique_state_count(),
        checker.state_count(),
        checker.max_depth(),
        checker.model().oracle.decided(),
        began.elapsed().as_secs_f64(),
    );
    for (law, way) in &wrong {
        println!("    BROKEN: {law}");
        for (number, made) in way.iter().enumerate() {
            println!("      {:>3} {made}", number + 1);
        }
    }
    wrong.is_empty()
}
