//! `make model`: checks the whole, world by world, and says how many states that were.

use std::process::ExitCode;
use std::time::Instant;

use cloudwhisper_api::deployment_request::{ApprovalMode, DeletionPolicy};
use cloudwhisper_model::moves::Budget;
use cloudwhisper_model::{Lifecycle, scenarios};
use stateright::{Checker, Model};

fn main() -> ExitCode {
    let mut failed = false;
    for (name, mode, deletion, budget) in scenarios::whole() {
        failed |= !check(name, mode, deletion, budget);
    }
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn check(name: &str, mode: ApprovalMode, deletion: DeletionPolicy, budget: Budget) -> bool {
    let began = Instant::now();
    println!("==> {name}");
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let checker = Lifecycle::new(mode, deletion, budget)
        .checker()
        .threads(threads)
        .spawn_bfs()
        .join();
    let found = scenarios::wrong(&checker);
    println!(
        "    {} states, {} moves, {} moves deep, {} decisions, {:.0} s",
        checker.unique_state_count(),
        checker.state_count(),
        checker.max_depth(),
        checker.model().oracle.decided(),
        began.elapsed().as_secs_f64(),
    );
    for (law, way) in &found {
        println!("    BROKEN: {law}");
        for (number, made) in way.iter().enumerate() {
            println!("      {:>3} {made}", number + 1);
        }
    }
    found.is_empty()
}
