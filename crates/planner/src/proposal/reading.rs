//! From the bytes of an answer to a proposal, or to everything that is wrong with them. Here: finding the one JSON object, the shape and the
//! bounds of every field. Not here: whether what it says is true of the prompt (`requirements/proposed.rs`).

mod fields;
mod object;

use cloudwhisper_api::proposal::Proposal;
use serde_json::Value;

use super::redaction::Redactions;
use super::violation::Violation;

/// Bytes that an answer has at most. A whole proposal has a few thousand.
const LONGEST: usize = 64 * 1024;

pub(super) fn read(answer: &[u8], redactions: &Redactions) -> Result<Proposal, Vec<Violation>> {
    let whole = |problem: String| {
        vec![Violation {
            path: String::new(),
            problem,
        }]
    };
    if answer.len() > LONGEST {
        return Err(whole(format!(
            "the answer has {} bytes, and may have {LONGEST}",
            answer.len()
        )));
    }
    let text = std::str::from_utf8(answer).map_err(|_| whole("the answer is not UTF-8 text".to_owned()))?;
    let mut object = object::find(text).map_err(whole)?;
    restore(&mut object, redactions);
    fields::proposal(&object)
}

/// Puts back what was taken out, in every text within. Names of fields are ours.
fn restore(value: &mut Value, redactions: &Redactions) {
    match value {
        Value::String(text) => *text = redactions.restore(text),
        Value::Array(values) => values.iter_mut().for_each(|value| restore(value, redactions)),
        Value::Object(entries) => entries.values_mut().for_each(|value| restore(value, redactions)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
