//! How long `plan -o json` takes from process start, beside a process that does nothing: `cargo bench --bench plan_startup`. A benchmark and no
//! test, since a busy machine makes any limit in milliseconds a coin toss. The aim is 50 ms.

use std::process::Command;
use std::time::{Duration, Instant};

const RUNS: u32 = 50;

/// The fastest of many says what the program needs; the others what else the machine was doing.
fn fastest(arguments: &[&str]) -> Duration {
    let once = |_| {
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_cloudwhisper"))
            .args(arguments)
            .output();
        assert!(
            output.is_ok_and(|output| output.status.success()),
            "{arguments:?}"
        );
        start.elapsed()
    };
    (0..RUNS).map(once).min().unwrap_or_default()
}

fn main() {
    let nothing = fastest(&["version"]);
    let plan = fastest(&["plan", "Node.js mein API banao database ke saath", "-o", "json"]);
    let ratio = plan.as_secs_f64() / nothing.as_secs_f64();
    println!("plan -o json: {plan:?}, {ratio:.1} times a process that only prints its version ({nothing:?})");
}
