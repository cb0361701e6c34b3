//! The table of the rules, for people to read: `docs/review.md`.

use std::fmt::Write as _;

use super::rule::Rule;
use super::rules;

const HEAD: &str = "# Rules of the security review

Written from `crates/planner/src/review` by `cargo run -p cloudwhisper-planner --example review`; a test compares the two.

Every plan is held against these rules. Ids never change their meaning, so that one can be waived by name. Most rules hold for
every plan that CloudWhisper makes by itself: they are there for whatever a new part of the catalogue, or a person who insists,
may bring. `High` and `Critical` are never approved automatically, whatever the budget says. What the rules say is said in
English, Hindi and Hinglish; this table has the English words.

An unsafe wish (\"a public database\") is built the safe way, with a `Medium` finding that says so. Whoever insists (\"public,
yes, I know\") gets what was asked for, with a `High` one. Never built are a role that may do everything on everything,
versions that nobody mends any more, and public addresses for caches, search indexes and clusters.

";

/// The table of every rule, in Markdown.
pub fn markdown() -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| Rule | Severity | Looks at | Found | Instead |\n|---|---|---|---|---|\n");
    for rule in rules() {
        let Rule {
            id,
            severity,
            message: [message, ..],
            suggestion: [suggestion, ..],
            ..
        } = rule;
        // Writing to a text can't fail.
        let _ = writeln!(
            text,
            "| {id} | {severity:?} | {} | {message} | {suggestion} |",
            looks_at(rule)
        );
    }
    text
}

fn looks_at(rule: &Rule) -> String {
    if rule.is_about_a_wish() {
        return "the wish".to_owned();
    }
    let kinds: Vec<String> = rule
        .kinds()
        .iter()
        .map(|kind| kind.trim_start_matches("AWS::").replace("::", " "))
        .collect();
    if kinds.is_empty() {
        "everything".to_owned()
    } else {
        kinds.join(", ")
    }
}
