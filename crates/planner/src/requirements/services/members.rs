//! "the tables users, orders and products", "raw and curated buckets": how many of a part a list counts, and what it calls them.

use std::ops::Range;

use crate::language::lexicon::{Concept, Grammar, Intent, Unit};
use crate::requirements::read::{Reading, What};
use crate::requirements::scope::lists;

/// Nouns that a list can count. Names of services end in "s" as well, and are none of these.
const PLURALS: [&str; 32] = [
    "registries",
    "filters",
    "permission sets",
    "sets",
    "vaults",
    "buckets",
    "canaries",
    "projects",
    "caches",
    "databases",
    "endpoints",
    "functions",
    "groups",
    "jobs",
    "lambdas",
    "machines",
    "parameters",
    "pipelines",
    "pools",
    "queues",
    "repos",
    "repositories",
    "resolvers",
    "roles",
    "schedules",
    "secrets",
    "services",
    "streams",
    "tables",
    "topics",
    "users",
    "workflows",
];
/// A member of a list that says something of each: "thumbnailer with 1024 MB, and notifier with 256 MB".
#[derive(Debug, PartialEq)]
pub(super) struct Described {
    /// What it is called.
    pub(super) name: String,
    /// The items that speak of it.
    pub(super) said: std::ops::Range<usize>,
}

/// The members that are described one by one behind the noun at `at` and a colon; empty where there are fewer than two.
pub(super) fn described(reading: &Reading<'_>, at: usize) -> Vec<Described> {
    let opens = |place: usize| matches!(reading.written(place), ":" | "-" | "–" | "—" | "(");
    // "Do queue banao: ...": a verb may stand before the colon.
    let verb = matches!(reading.concept(at + 1), Some(Concept::Intent(_)));
    let at = at + usize::from(verb && opens(at + 2));
    if !opens(at + 1) {
        return Vec::new();
    }
    let separates = |place: usize| {
        matches!(reading.written(place), "," | ";")
            || reading.concept(place) == Some(Concept::Grammar(Grammar::And))
    };
    let begins = |place: usize| {
        let item = reading.items.get(place).filter(|it| it.live && it.aws.is_none());
        let word = item.is_some_and(|it| matches!(it.what, What::Word | What::Name));
        let noun = item.is_some_and(|it| matches!(it.what, What::Term(concept) if is_noun(concept)));
        let next = end_of_name(reading, place);
        let with = matches!(reading.concept(next), Some(Concept::Grammar(Grammar::With)))
            || matches!(
                reading.written(next).to_lowercase().as_str(),
                "(" | "jisme" | "jismein" | "jiska" | "jiski" | "जिसमें" | "जिसका" | "जिसकी"
            );
        let number = matches!(reading.items.get(next).map(|it| it.what), Some(What::Number(_)));
        let described = with || word && number;
        let word = word || noun;
        let apart = place == at + 2 || place.checked_sub(1).is_some_and(separates);
        word && described && apart
    };
    let end = reading.thought(at + 1).end;
    let starts: Vec<usize> = (at + 2..end).filter(|place| begins(*place)).take(MOST).collect();
    // A list of names, of which only some have brackets behind them, is counted as one.
    let all = heading(reading, at).map_or(0, |list| list.count);
    if starts.len() < all.max(2) {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    let member = |(from, to): (&usize, usize)| Described {
        name: name_at(reading, *from),
        said: *from..to,
    };
    starts.iter().zip(ends).map(member).collect()
}

/// The name that begins at `at`, with what is glued to it: "create-ticket".
fn name_at(reading: &Reading<'_>, at: usize) -> String {
    let from = reading.items.get(at).map_or(0, |item| item.span.start);
    let rest = reading.text.get(from..).unwrap_or_default();
    rest.chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        .collect()
}

/// The first item behind the name that begins at `at`.
fn end_of_name(reading: &Reading<'_>, at: usize) -> usize {
    let end = reading.items.get(at).map_or(0, |item| item.span.start) + name_at(reading, at).len();
    let behind = (at + 1..at + 8).find(|place| {
        reading
            .items
            .get(*place)
            .is_none_or(|item| item.span.start >= end)
    });
    behind.unwrap_or(at + 1)
}

/// Nouns after which a list follows without a word between: the others are followed by what they do.
const NAMED_OUTRIGHT: [&str; 5] = ["tables", "queues", "topics", "repositories", "groups"];
/// Longer lists are an oversight or an attack.
const MOST: usize = 10;

/// The members of a list.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Members {
    /// How many there are; at least two.
    pub(super) count: usize,
    /// What each is called; empty where the list says what they are for.
    pub(super) names: Vec<String>,
    /// What stands in brackets behind a name: "general (m6i.large)".
    pub(super) own: Vec<(String, Range<usize>)>,
}

/// The list that belongs to the part at `at`, before it or after it; `None` if there is none.
pub(super) fn members(reading: &Reading<'_>, at: usize) -> Option<Members> {
    let written = reading.written(at).to_lowercase();
    let noun = written.split_whitespace().next_back()?;
    let behind = lists::after_each(reading, at + 1);
    if behind > at + 1 {
        return after(reading, behind - 1, "");
    }
    // "Config rules for drift" are what the recorder looks at.
    let rules = || {
        let item = reading.items.get(at);
        noun == "rules" && item.is_some_and(|it| it.aws == Some("AWS::Events::Rule"))
    };
    if !PLURALS.contains(&noun) && !rules() {
        return heading(reading, at);
    }
    after(reading, at, noun).or_else(|| before(reading, at))
}

/// "Lambda: on-upload (starts the work), on-complete, thumbnailer": names alone behind a service and a colon, to the end of the line;
/// "its own function (orders-fn, payments-fn)": or in brackets.
fn heading(reading: &Reading<'_>, at: usize) -> Option<Members> {
    let in_brackets = reading.written(at + 1) == "(";
    if reading.written(at + 1) != ":" && !in_brackets {
        return None;
    }
    let mut place = at + 2;
    let mut list: Vec<(String, Range<usize>)> = Vec::new();
    while list.len() < MOST && is_name(reading, place) {
        let end = end_of_name(reading, place);
        let inside = brackets_at(reading, end);
        let behind = inside.as_ref().map_or(end, |inside| inside.end + 1);
        list.push((name_at(reading, place), inside.unwrap_or(end..end)));
        place = separators(reading, behind);
        if place == behind {
            break;
        }
    }
    // In brackets only what can be nothing but a name: "(on demand, encrypted)" says what the part is like.
    let compounds = || list.iter().all(|(name, _)| name.contains(['-', '_']));
    let ends = if in_brackets {
        reading.written(place) == ")" && compounds()
    } else {
        place >= reading.items.len() || reading.stops(place)
    };
    (list.len() > 1 && ends).then(|| Members {
        count: list.len(),
        names: list.iter().map(|(name, _)| name.clone()).collect(),
        own: list
            .into_iter()
            .filter(|(_, inside)| !inside.is_empty())
            .collect(),
    })
}

/// Whether the word at `at` can be what somebody calls a part: a compound, or a noun; "versioned" says what a part is like.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let Some(item) = reading.items.get(at).filter(|it| it.live) else {
        return false;
    };
    let plain = match item.what {
        What::Name => true,
        What::Word => !reading.written(at).to_lowercase().ends_with("ed"),
        What::Term(concept) => is_noun(concept),
        _ => false,
    };
    is_compound_at(reading, at) || plain && !is_part(reading, at)
}

/// What is counted or meant otherwise elsewhere, and is a name in a list of parts: "orders with …".
fn is_noun(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Unit(Unit::Visits | Unit::Users | Unit::Requests)
            | Concept::App(_)
            | Concept::Leaning(_)
            | Concept::Vague(_)
            | Concept::Mail
            | Concept::Logs
            | Concept::Files
            | Concept::Alarm
            | Concept::Budget
            | Concept::Service
            | Concept::Filler
    )
}

/// "queues called orders and billing", "services: web, api and worker", "buckets for logs and media", "tables users, orders".
fn after(reading: &Reading<'_>, at: usize, noun: &str) -> Option<Members> {
    let (from, words, names) = match reading.items.get(at + 1)?.what {
        What::Pause if matches!(reading.written(at + 1), ":" | "(" | "-" | "–" | "—") => {
            (at + 2, 2, true)
        }
        What::Term(Concept::Grammar(Grammar::NameBefore)) => (at + 2, 1, true),
        What::Term(Concept::Grammar(Grammar::For)) => (at + 2, 3, false),
        _ if NAMED_OUTRIGHT.contains(&noun) => (at + 1, 1, true),
        _ if is_plain_list(reading, at + 1) => (at + 1, 1, true),
        // "Lambda functions create-ticket and close-ticket": compounds are names.
        What::Word if is_compound_at(reading, at + 1) => (at + 1, 4, true),
        _ => return None,
    };
    let mut list: Vec<(usize, usize)> = Vec::new();
    let mut brackets: Vec<Range<usize>> = Vec::new();
    let mut place = from + usize::from(matches!(reading.written(from), "\"" | "'"));
    while list.len() < MOST {
        let end = place
            + (place..place + words)
                .take_while(|at| is_word(reading, *at) || is_deed(reading, *at))
                .count();
        if end == place || is_part(reading, end) {
            break;
        }
        list.push((place, end));
        place = end;
        let inside = brackets_at(reading, place).filter(|_| names);
        place = inside.as_ref().map_or(place, |inside| inside.end + 1);
        brackets.push(inside.unwrap_or(end..end));
        let next = separators(reading, place);
        if next == place {
            break;
        }
        place = next;
    }
    let called = |(from, to): &(usize, usize)| {
        let words: Vec<String> = (*from..*to).map(|at| reading.written(at).to_owned()).collect();
        words.join("-")
    };
    let own = list.iter().map(called).zip(brackets);
    (list.len() > 1).then(|| Members {
        count: list.len(),
        own: own.filter(|(_, inside)| !inside.is_empty()).collect(),
        names: if names {
            list.iter().map(called).collect()
        } else {
            Vec::new()
        },
    })
}

/// "Lambda functions resize, notify and cleanup;": single words up to the end of the sentence or line, with an "and" before the last. What
/// functions do has objects: "functions resize and store the pictures".
fn is_plain_list(reading: &Reading<'_>, from: usize) -> bool {
    let is_and = |at: usize| reading.concept(at) == Some(Concept::Grammar(Grammar::And));
    let is_quote = |at: usize| matches!(reading.written(at), "\"" | "'");
    let mut at = from;
    let (mut count, mut joined) = (0, false);
    while count < MOST {
        at += usize::from(is_quote(at));
        if !is_word(reading, at) && !is_deed(reading, at) {
            return false;
        }
        count += 1;
        at = end_of_name(reading, at);
        at += usize::from(is_quote(at));
        if joined && reading.written(at) == "," {
            return count > 1; // the "and" stood before the last
        }
        if reading.written(at) == "," {
            at += 1;
            if is_and(at) {
                joined = true;
                at += 1;
            }
        } else if is_and(at) {
            joined = true;
            at += 1;
        } else {
            break;
        }
    }
    let ends = reading.stops(at)
        || at >= reading.items.len()
        || matches!(
            reading.written(at).to_lowercase().as_str(),
            ";" | ")" | "\n" | "behind" | "on" | "in" | "each" | "under" | "with" | "for"
        )
        || matches!(
            reading.concept(at),
            Some(Concept::Grammar(Grammar::In | Grammar::With | Grammar::InAfter))
        );
    ends && joined && count > 1
}

/// "Publish", "release", "deploy" between commas: what a function is called by what it does.
fn is_deed(reading: &Reading<'_>, at: usize) -> bool {
    let intent = matches!(
        reading.concept(at),
        Some(Concept::Intent(Intent::Deploy | Intent::Make))
    );
    let one = !reading.written(at).contains(' ');
    let joined = |place: usize| {
        matches!(reading.written(place), "," | ";" | "\"" | "'" | ")")
            || reading.stops(place)
            || reading.concept(place) == Some(Concept::Grammar(Grammar::And))
    };
    let listed = joined(at + 1) && at.checked_sub(1).is_some_and(joined);
    intent && one && listed
}

/// What stands in the brackets that open at `at`.
fn brackets_at(reading: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 32;
    if reading.written(at) != "(" {
        return None;
    }
    let end = (at + 1..at + LONGEST).find(|place| reading.written(*place) == ")")?;
    Some(at + 1..end)
}

/// Whether the word at `at` is joined to the next by a hyphen or an underscore.
fn is_compound_at(reading: &Reading<'_>, at: usize) -> bool {
    let end = reading.items.get(at).map(|item| item.span.end);
    let next = end.and_then(|end| reading.text.get(end..)).unwrap_or_default();
    next.starts_with(['-', '_'])
}

/// "raw, curated and processed buckets", "users aur orders ki tables": an "and" stands before the last one.
fn before(reading: &Reading<'_>, at: usize) -> Option<Members> {
    let end = match reading.concept(at.checked_sub(1)?) {
        Some(Concept::Grammar(Grammar::Of)) => at - 1,
        _ => at,
    };
    let start = |end: usize| {
        let words = (end.saturating_sub(2)..end).rev();
        end - words.take_while(|at| is_word(reading, *at)).count()
    };
    let is_and = |at: usize| reading.concept(at) == Some(Concept::Grammar(Grammar::And));
    let is_comma = |at: usize| reading.written(at) == ",";
    let mut first = start(end);
    if first == end || !is_and(first.checked_sub(1)?) {
        return None;
    }
    let mut count = 1;
    while count < MOST {
        let Some(mut end) = first.checked_sub(1).filter(|at| is_and(*at) || is_comma(*at)) else {
            break;
        };
        if is_and(end) && end > 0 && is_comma(end - 1) {
            end -= 1;
        }
        let from = start(end);
        if from == end {
            break;
        }
        count += 1;
        first = from;
    }
    (count > 1).then(|| Members {
        count,
        ..Members::default()
    })
}

/// The place after commas and an "and", which part members from each other.
fn separators(reading: &Reading<'_>, at: usize) -> usize {
    let is_separator = |at: &usize| {
        reading.written(*at) == "," || reading.concept(*at) == Some(Concept::Grammar(Grammar::And))
    };
    let is_quote = |at: &usize| matches!(reading.written(*at), "\"" | "'");
    at + (at..at + 4)
        .take_while(|at| is_separator(at) || is_quote(at))
        .count()
}

/// Whether a part of the system stands here.
fn is_part(reading: &Reading<'_>, at: usize) -> bool {
    let item = reading.items.get(at);
    item.is_some_and(|item| item.aws.is_some() || matches!(item.what, What::Term(Concept::Store(_))))
}

/// Whether this can be a word of a member: no part of the system, no number, no word that shapes the sentence.
fn is_word(reading: &Reading<'_>, at: usize) -> bool {
    let Some(item) = reading.items.get(at).filter(|item| item.live) else {
        return false;
    };
    let is_quote = matches!(reading.written(at), "\"" | "'");
    !is_quote
        && !is_part(reading, at)
        && match item.what {
            What::Word | What::Name => true,
            What::Term(concept) => !matches!(
                concept,
                Concept::Grammar(_)
                    | Concept::Intent(_)
                    | Concept::Every(_)
                    | Concept::Per
                    | Concept::Currency(_)
                    | Concept::Budget
                    | Concept::Region(_)
                    | Concept::Table
                    | Concept::Detail(_)
            ),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirements::read::read;

    fn of(prompt: &str) -> Option<Members> {
        let reading = read(prompt, cloudwhisper_api::language::Language::English);
        (0..reading.items.len()).find_map(|at| members(&reading, at))
    }

    #[test]
    fn a_list_after_its_noun_counts_and_names() {
        for prompt in [
            "SQS queues called orders, returns and billing",
            "SQS queues: orders, returns, and billing",
            "the SQS queues orders, returns and billing with retries",
        ] {
            let members = of(prompt).unwrap_or_default();
            assert_eq!(members.names, ["orders", "returns", "billing"], "{prompt}");
            assert_eq!(members.count, 3, "{prompt}");
        }
    }

    #[test]
    fn a_list_of_purposes_counts_only() {
        let counted = |count| {
            Some(Members {
                count,
                ..Members::default()
            })
        };
        assert_eq!(of("S3 buckets for logs, backups and media"), counted(3));
        assert_eq!(of("Raw, curated and processed S3 buckets"), counted(3));
        assert_eq!(
            of("raw zone and curated zone S3 buckets with a crawler"),
            counted(2)
        );
        assert_eq!(
            of("Lambda functions for image resizing and text extraction"),
            counted(2)
        );
    }

    #[test]
    fn members_may_be_described_one_by_one() {
        for prompt in [
            "Two Lambda functions: thumbnailer with 1024 MB, 60 seconds, and notifier with 256 MB",
            "Lambda functions: thumbnailer (1024 MB, Python 3.12) and notifier (256 MB)",
            "do Lambda function banao: thumbnailer jisme 1024 MB ho aur notifier jisme 256 MB ho",
        ] {
            let reading = read(prompt, cloudwhisper_api::language::Language::English);
            let found: Vec<String> = (0..reading.items.len())
                .map(|at| described(&reading, at))
                .find(|found| !found.is_empty())
                .into_iter()
                .flatten()
                .map(|it| it.name)
                .collect();
            assert_eq!(found, ["thumbnailer", "notifier"], "{prompt}");
        }
    }

    #[test]
    fn what_is_no_list_of_members_counts_nothing() {
        for prompt in [
            "Lambda functions process orders and send mails",
            "S3 buckets for logs and a DynamoDB table",
            "sessions and Lambda functions",
            "S3 buckets, SQS queues and SNS topics",
            "an SQS queue, orders and returns",
            "Lambda functions for search and SQS queues",
        ] {
            assert_eq!(of(prompt), None, "{prompt}");
        }
    }
}
