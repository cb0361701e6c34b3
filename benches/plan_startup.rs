//! How long `plan -o json` takes from process start, beside a process that does nothing: `cargo bench --bench plan_startup`. Printed as
//! Markdown, for `benches/results/`. A benchmark and no test, since a busy machine makes any limit in milliseconds a coin toss. The aim
//! is 20 ms.

use std::process::Command;
use std::time::{Duration, Instant};

const RUNS: usize = 60;

/// One of each language: each has parts of the lexicon that the others don't wait for.
const PROMPTS: [&str; 3] = [
    "Create a REST API with Node.js and database, under $10/month",
    "API banao Node.js mein with database, ₹500 per month",
    "Node.js में API बनाओ डेटाबेस के साथ, ₹५०० प्रति माह के अंदर",
];

/// The fastest of many runs, which says what the program needs, and the middle one, which says what else the machine was doing.
fn measure(arguments: &[&str]) -> (Duration, Duration) {
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
    let mut times: Vec<Duration> = (0..RUNS).map(once).collect();
    times.sort_unstable();
    (times[0], times[RUNS / 2])
}

fn main() {
    println!("| From process start | fastest ms | p50 ms |\n|---|---|---|");
    let row = |what: &str, arguments: &[&str]| {
        let (fastest, middle) = measure(arguments);
        println!(
            "| {what} | {:.1} | {:.1} |",
            fastest.as_secs_f64() * 1e3,
            middle.as_secs_f64() * 1e3
        );
    };
    row("`version`, which does nothing", &["version"]);
    for prompt in PROMPTS {
        row(
            &format!("`plan '{prompt}' -o json`"),
            &["plan", prompt, "-o", "json"],
        );
    }
}
