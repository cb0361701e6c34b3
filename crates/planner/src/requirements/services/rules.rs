//! Where the rules on a bus send what happens: "rules send billing events to a queue, stock events to a function and the rest to a
//! workflow". Here: the targets of a sentence about rules, in their order. Not here: how rules are made (`catalog::events`).

use super::List;
use super::mentions::holds_failed;
use super::wired::{BUS, RULE, STARTED};
use crate::requirements::flows;
use crate::requirements::read::Reading;

/// Words before what a rule sends to.
const TO: [&str; 3] = ["to", "into", "onto"];
/// How many words before a part say that something goes there: "to our own inventory function".
const NEAR: usize = 4;

/// Notes of the rule what it sends to, where a sentence names several; of rules in the plural each has one of them.
pub(super) fn note(reading: &Reading<'_>, list: &mut List) {
    if !list.has(BUS) && !list.has(RULE) {
        return;
    }
    for at in 0..reading.items.len() {
        let word = reading.written(at).to_lowercase();
        let plural = word.ends_with("rules");
        if !plural && !word.ends_with("rule") {
            continue;
        }
        let targets = targets(reading, at);
        if targets.len() < 2 {
            continue;
        }
        list.set(RULE, "target", targets.join(" "));
        if plural {
            list.set(RULE, "count", targets.len());
        }
        return;
    }
}

/// What the rules that are spoken of at `rule` send to: whatever stands behind a "to", up to the next verb but the first.
fn targets(reading: &Reading<'_>, rule: usize) -> Vec<&'static str> {
    let end = reading.thought(rule).end;
    let mut from = (rule + 1..end)
        .take(NEAR)
        .find(|at| flows::is_verb(reading, *at))
        .unwrap_or(rule)
        + 1;
    let mut targets = Vec::new();
    for mention in flows::mentions(reading) {
        let part = mention.items;
        if part.start < from || part.end > end {
            continue;
        }
        if (from..part.start).any(|at| flows::is_verb(reading, at)) {
            break;
        }
        let led = part.start.saturating_sub(NEAR).max(from)..part.start;
        let goes = led
            .into_iter()
            .any(|at| TO.contains(&reading.written(at).to_lowercase().as_str()));
        let failed = part.clone().any(|at| holds_failed(reading.written(at)));
        if goes && !failed && STARTED.contains(&mention.kind) {
            targets.push(mention.kind);
        }
        from = part.end;
    }
    targets
}
