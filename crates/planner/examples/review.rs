//! Prints the table of the review's rules: `cargo run -p cloudwhisper-planner --example review > docs/review.md`.

#![expect(
    clippy::disallowed_macros,
    reason = "a program of its own, which prints; the planner is what must not"
)]

fn main() {
    print!("{}", cloudwhisper_planner::review::markdown());
}
