//! The keys of a table as they are said: "partition key orderId and sort key createdAt", "GSI byCustomer on customerId", "TTL
//! attribute expiresOn". Here: which attribute is which. Not here: what a table makes of it (`catalog::dynamodb`).

use std::ops::Range;

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

/// Words before a key, with the word that it is noted under.
const KEYS: [(&[&str], &str); 4] = [
    (&["partition", "hash", "primary"], "partitionKey"),
    (&["sort", "range"], "sortKey"),
    (&["pk"], "partitionKey"),
    (&["sk"], "sortKey"),
];
/// What may stand between a key's noun and its name.
const LIGHT: [&str; 22] = [
    "is",
    "be",
    "called",
    "named",
    "=",
    ":",
    "\"",
    "'",
    "`",
    "as",
    "the",
    "on",
    "by",
    "for",
    "of",
    "attribute",
    "field",
    "column",
    "hai",
    "ho",
    "name",
    "set",
];

/// What is said of a table's keys in this clause, in the catalogue's words.
pub(super) fn said(reading: &Reading<'_>, clause: &Range<usize>) -> Vec<(&'static str, String)> {
    let mut said: Vec<(&'static str, String)> = Vec::new();
    let mut of_index = false;
    for at in clause.clone() {
        let word = reading.written(at).to_lowercase();
        if is_index(&word) {
            of_index = true;
            index(reading, at, clause, &mut said);
        } else if word.contains("ttl") || word.contains("time to live") || word.contains("time-to-live") {
            if let Some((name, _)) = name_after(reading, at + 1, clause) {
                note(&mut said, "ttlAttribute", name);
            }
        } else if let Some((noun, kind)) = key_noun(reading, at) {
            let name = name_after(reading, at + noun, clause).or_else(|| name_before(reading, at));
            let Some((name, end)) = name else { continue };
            let kind = match (of_index, kind) {
                (false, kind) => kind,
                (true, "partitionKey") => "globalSecondaryIndex",
                (true, _) => "globalSecondaryIndexSortKey",
            };
            note(&mut said, kind, name + kind_of(reading, end));
        }
    }
    said
}

fn note(said: &mut Vec<(&'static str, String)>, word: &'static str, value: String) {
    if said.iter().all(|(known, _)| *known != word) {
        said.push((word, value));
    }
}

fn is_index(word: &str) -> bool {
    word == "gsi" || word == "gsis" || word.contains("secondary index")
}

/// "Partition key", "sort-key", "pk", "sk": how many items it takes, and which key it is.
fn key_noun(reading: &Reading<'_>, at: usize) -> Option<(usize, &'static str)> {
    let word = reading.written(at).to_lowercase();
    let (first, rest) = word.split_once([' ', '-', '_']).unwrap_or((&word, ""));
    let (_, kind) = KEYS.iter().find(|(words, _)| words.contains(&first))?;
    if matches!(first, "pk" | "sk") || rest == "key" {
        return Some((1, kind));
    }
    let glued = matches!(reading.written(at + 1), "-" | "_");
    let noun = at + 1 + usize::from(glued);
    let key = matches!(
        reading.written(noun).to_lowercase().as_str(),
        "key" | "की" | "कुंजी"
    );
    (rest.is_empty() && key).then_some((noun + 1 - at, *kind))
}

/// "GSI byCustomer on customerId", "GSI on status": an index by its name, or by what it is on.
fn index(reading: &Reading<'_>, at: usize, clause: &Range<usize>, said: &mut Vec<(&'static str, String)>) {
    let on = |place: usize| {
        matches!(
            reading.written(place).to_lowercase().as_str(),
            "on" | "by" | "for" | "over"
        )
    };
    let Some((first, end)) = name_after(reading, at + 1, clause) else {
        return;
    };
    let named = !(at + 1..end).any(on);
    match name_after(reading, end + 1, clause).filter(|_| named && on(end)) {
        Some((key, after)) => {
            note(said, "globalSecondaryIndexName", first);
            note(said, "globalSecondaryIndex", key + kind_of(reading, after));
        }
        None if named => note(said, "globalSecondaryIndexName", first),
        None => note(said, "globalSecondaryIndex", first + kind_of(reading, end)),
    }
}

/// The attribute behind this place, over words that say nothing, and where it ends.
fn name_after(reading: &Reading<'_>, from: usize, clause: &Range<usize>) -> Option<(String, usize)> {
    let light = |place: &usize| LIGHT.contains(&reading.written(*place).to_lowercase().as_str());
    let at = from + (from..clause.end).take(4).take_while(light).count();
    (at < clause.end).then(|| identifier(reading, at)).flatten()
}

/// "orderId as the partition key", "orderId partition key ho".
fn name_before(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let light = |place: &usize| {
        matches!(
            reading.written(*place).to_lowercase().as_str(),
            "as" | "the" | "ko" | "को" | "("
        )
    };
    let words = (at.saturating_sub(2)..at).rev().take_while(light).count();
    let place = at.checked_sub(words + 1)?;
    let (name, _) = identifier(reading, place)?;
    Some((name, at + 2))
}

/// A word that can be the name of an attribute, with what is glued to it: `user_id`. And where it ends.
fn identifier(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let item = reading.items.get(at)?;
    let shapes = matches!(
        item.what,
        What::Pause
            | What::Stop
            | What::QuestionMark
            | What::Number(_)
            | What::Term(
                Concept::Grammar(
                    Grammar::And
                        | Grammar::With
                        | Grammar::For
                        | Grammar::In
                        | Grammar::InAfter
                        | Grammar::Of
                        | Grammar::Article
                ) | Concept::Intent(_)
            )
    );
    let rest = reading.text.get(item.span.start..)?;
    let name: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let end = item.span.start + name.len();
    let after = (at..reading.items.len())
        .find(|place| reading.items.get(*place).is_some_and(|it| it.span.start >= end));
    let last = after.unwrap_or(reading.items.len()).max(at + 1);
    (!shapes && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some((name, last))
}

/// "(number)": the type of a key behind its name, where it is no text.
fn kind_of(reading: &Reading<'_>, end: usize) -> &'static str {
    let number = |place: usize| {
        matches!(
            reading.written(place).to_lowercase().as_str(),
            "number" | "n" | "numeric"
        )
    };
    if reading.written(end) == "(" && number(end + 1) {
        ":N"
    } else {
        ""
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::language::Language;

    use super::*;
    use crate::requirements::read::read;

    fn of(prompt: &str) -> Vec<(&'static str, String)> {
        let reading = read(prompt, Language::English);
        said(&reading, &(0..reading.items.len()))
    }

    fn list(pairs: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
        pairs
            .iter()
            .map(|(word, value)| (*word, (*value).to_owned()))
            .collect()
    }

    #[test]
    fn keys_are_read_in_the_ways_people_say_them() {
        let both = list(&[("partitionKey", "orderId"), ("sortKey", "createdAt")]);
        for prompt in [
            "table Orders with partition key orderId and sort key createdAt",
            "table Orders, partition key: orderId, sort key: createdAt",
            "Orders table, hash key is orderId and range key is createdAt.",
            "orderId as partition key and createdAt as sort key",
            "Orders table jisme partition key \"orderId\" aur sort key \"createdAt\" ho",
        ] {
            assert_eq!(of(prompt), both, "{prompt}");
        }
        assert_eq!(
            of("partition key user_id, sort key ts (number)"),
            list(&[("partitionKey", "user_id"), ("sortKey", "ts:N")])
        );
        assert_eq!(of("primary key email"), list(&[("partitionKey", "email")]));
    }

    #[test]
    fn an_index_has_a_name_or_what_it_is_on() {
        let named = list(&[
            ("globalSecondaryIndexName", "byCustomer"),
            ("globalSecondaryIndex", "customerId"),
        ]);
        assert_eq!(of("a GSI byCustomer on customerId"), named);
        assert_eq!(of("a GSI on status"), list(&[("globalSecondaryIndex", "status")]));
        assert_eq!(
            of("GSI byStatus with partition key status and sort key updatedAt"),
            list(&[
                ("globalSecondaryIndexName", "byStatus"),
                ("globalSecondaryIndex", "status"),
                ("globalSecondaryIndexSortKey", "updatedAt"),
            ])
        );
        assert_eq!(
            of("TTL attribute expiresOn"),
            list(&[("ttlAttribute", "expiresOn")])
        );
    }

    #[test]
    fn what_has_no_name_says_nothing() {
        for prompt in [
            "a table with a GSI and a stream",
            "TTL and backups",
            "the primary database",
            "range of sizes",
        ] {
            assert_eq!(of(prompt), [], "{prompt}");
        }
    }
}
