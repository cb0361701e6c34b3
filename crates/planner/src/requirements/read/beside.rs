//! Names that stand beside the thing that they belong to: "queue `orders`", "table uploads", "named logs and media".

use std::ops::Range;

use super::given::quoted;
use super::{What, is_in_compound};
use crate::language::lexicon::{self, Concept};
use crate::language::tokens::{Shape, Token};

/// Whether a name may follow without a word between: a part of a system was spoken of.
pub(super) fn takes_name(what: What, aws: Option<&str>) -> bool {
    aws.is_some()
        || matches!(
            what,
            What::Term(
                Concept::Table | Concept::Function | Concept::Database | Concept::Store(_) | Concept::Sql(_)
            )
        )
}

/// Whether a noun is of several things, whose names make a list.
pub(super) fn is_several(noun: Option<&Token>) -> bool {
    const ENDINGS: [&str; 10] = [
        "queues",
        "topics",
        "tables",
        "functions",
        "buckets",
        "streams",
        "lambdas",
        "groups",
        "services",
        "repositories",
    ];
    noun.is_some_and(|noun| ENDINGS.contains(&noun.folded.as_str()))
}

/// Compounds that say of what sort a part is.
const KINDS_OF: [&str; 12] = [
    "add-on",
    "add-ons",
    "auto-scaling",
    "cross-region",
    "event-driven",
    "multi-az",
    "on-demand",
    "pay-per-request",
    "point-in-time",
    "read-only",
    "real-time",
    "server-side",
];

/// "Queue `orders`", "Lambda function invoice-writer (Python)": in quotes, or a compound of words that nothing follows which it
/// could belong to.
pub(super) fn name_beside(text: &str, tokens: &[Token], at: usize) -> Option<(Range<usize>, usize)> {
    const LONGEST: usize = 64;
    let first = tokens.get(at)?;
    let is_name = |span: &Range<usize>| {
        let name = text.get(span.clone()).unwrap_or_default();
        name.len() <= LONGEST
            && name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    if let Shape::Mark(quote @ ('"' | '\'')) = first.shape {
        return quoted(text, tokens, at, quote).filter(|(span, _)| is_name(span));
    }
    if let Some(name) = table_beside(text, tokens, at) {
        return Some((name, at + 1));
    }
    let compound = is_in_compound(first) && first.span.start == first.stretch.start;
    let written = text.get(first.stretch.clone())?;
    // What a FIFO queue or topic is called ends so.
    let plain = written
        .strip_suffix(".fifo")
        .unwrap_or(written)
        .chars()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
    if first.shape != Shape::Word || !compound || !plain || !is_name(&first.stretch) {
        return None;
    }
    let after = at
        + tokens
            .get(at..)?
            .iter()
            .take_while(|it| it.span.start < first.stretch.end)
            .count();
    // "DynamoDB on-demand": how it is, and not what it is called.
    let describes = KINDS_OF.contains(&written);
    // "pg15", "node20": an engine or a language with its release.
    let is_release = after == at + 2
        && lexicon::longest(tokens, at).is_some()
        && matches!(tokens.get(at + 1).map(|it| &it.shape), Some(Shape::Number(_)));
    let known = is_release
        || describes
        || (at..after).any(|place| lexicon::longest(tokens, place).is_some_and(|(_, length)| length > 1));
    let ends = tokens.get(after).is_none_or(|next| {
        matches!(next.shape, Shape::Mark(_))
            || matches!(
                next.folded.as_str(),
                "with"
                    | "and"
                    | "that"
                    | "which"
                    | "for"
                    | "in"
                    | "on"
                    | "via"
                    | "by"
                    | "using"
                    | "from"
                    | "to"
                    | "when"
            )
    });
    (!known && ends).then(|| (first.stretch.clone(), after))
}

/// "Named acme-logs and acme-media": a compound behind a name, with a comma or an "and" between, is one more. With it: what stands
/// between, and where it ends.
pub(super) fn further_name(
    text: &str,
    tokens: &[Token],
    at: usize,
) -> Option<(Range<usize>, Range<usize>, usize)> {
    let joins = |place: usize| {
        tokens.get(place).is_some_and(|it| {
            it.shape == Shape::Mark(',') || matches!(it.folded.as_str(), "and" | "&" | "aur" | "और")
        })
    };
    let count = (at..at + 2).take_while(|place| joins(*place)).count();
    let between = tokens.get(at).filter(|_| count > 0)?.span.start..tokens.get(at + count - 1)?.span.end;
    let first = tokens.get(at + count)?;
    let is_compound = is_in_compound(first) && first.span.start == first.stretch.start;
    let (name, after) = name_beside(text, tokens, at + count).filter(|_| is_compound)?;
    Some((between, name, after))
}

/// "Writes a row to table uploads", "the `DynamoDB` table orders": behind the bare noun, where a preposition or the service's name
/// stands before it, is what the thing is called.
fn table_beside(text: &str, tokens: &[Token], at: usize) -> Option<Range<usize>> {
    /// What is said of such a thing in one word.
    const SAID: [&str; 26] = [
        "format",
        "form",
        "view",
        "layout",
        "mode",
        "depth",
        "design",
        "storage",
        "access",
        "policy",
        "backup",
        "backups",
        "stream",
        "streams",
        "items",
        "name",
        "names",
        "size",
        "count",
        "data",
        "events",
        "messages",
        "alarms",
        "metrics",
        "encryption",
        "pricing",
    ];
    let word = |place: Option<usize>| place.and_then(|it| tokens.get(it)).map(|it| it.folded.as_str());
    let preposition = |word: Option<&str>| matches!(word, Some("to" | "into" | "in" | "from" | "onto"));
    let before = word(at.checked_sub(2));
    let behind = match word(at.checked_sub(1)) {
        Some("table") => preposition(before) || matches!(before, Some("dynamodb" | "dynamo" | "ddb" | "db")),
        Some("queue") => matches!(before, Some("sqs" | "fifo")),
        Some("topic") => before == Some("sns"),
        _ => false,
    };
    let name = tokens.get(at)?;
    let ends = tokens.get(at + 1).is_none_or(|next| {
        matches!(next.shape, Shape::Mark(_))
            || matches!(next.folded.as_str(), "and" | "with" | "for" | "that" | "which")
    });
    let written = text.get(name.span.clone())?;
    let plain = written.len() > 2 && written.chars().all(|c| c.is_ascii_lowercase());
    let is_grammar = matches!(
        lexicon::longest(tokens, at).map(|(entry, _)| entry.concept),
        Some(
            Concept::Grammar(_)
                | Concept::Filler
                | Concept::Detail(_)
                | Concept::Intent(_)
                | Concept::Service
                | Concept::Per
        )
    );
    (behind && ends && plain && !is_grammar && !is_in_compound(name) && !SAID.contains(&written))
        .then(|| name.span.clone())
}
