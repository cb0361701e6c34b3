//! "ECR repositories: api, web and worker": what stands in a list behind its noun is names, whatever else the words mean. Here: which
//! lists those are. Not here: what is made of the names (`services/members`).

use std::ops::Range;

use crate::language::lexicon::{Concept, Grammar, Vague};
use crate::requirements::read::{Reading, What};

/// Nouns whose list holds names. Databases and caches are told apart by what they are.
const HEADS: [&str; 24] = [
    "buckets",
    "buses",
    "functions",
    "groups",
    "jobs",
    "lambdas",
    "microservices",
    "namespaces",
    "pipelines",
    "projects",
    "queues",
    "repos",
    "repositories",
    "roles",
    "rules",
    "schedules",
    "secrets",
    "services",
    "streams",
    "tables",
    "topics",
    "users",
    "workflows",
    "machines",
];
/// Longer lists are an oversight or an attack.
const MOST: usize = 24;

/// Turns the members of such lists into plain words.
pub(super) fn spell(reading: &mut Reading<'_>) {
    let lists: Vec<Vec<usize>> = (0..reading.items.len())
        .filter(|at| is_head(reading, *at))
        .map(|at| members(reading, after_each(reading, at + 1)))
        .collect();
    for at in lists.into_iter().flatten() {
        if let Some(item) = reading.items.get_mut(at) {
            item.what = What::Word;
            item.aws = None;
        }
        let is_of = |items: &Range<usize>| items.contains(&at);
        reading.purposes.retain(|wanted| !is_of(&wanted.items));
    }
}

/// "One function per endpoint: …": the list behind says of what there is one each.
pub(in crate::requirements) fn after_each(reading: &Reading<'_>, at: usize) -> usize {
    let is_colon = |place: &usize| reading.written(*place) == ":";
    if reading.written(at).eq_ignore_ascii_case("per") {
        let opens = |place: &usize| is_colon(place) || reading.written(*place) == "(";
        return (at + 2..at + 5).find(opens).unwrap_or(at);
    }
    // "Functions, each with its own role and an alarm: …".
    if reading.written(at) == "," && reading.written(at + 1).eq_ignore_ascii_case("each") {
        let thought = at + 2..reading.thought(at).end.min(at + FAR);
        return thought.into_iter().find(is_colon).unwrap_or(at);
    }
    at
}

/// How far behind a noun the list may begin that says what each of them has first.
const FAR: usize = 32;

fn is_head(reading: &Reading<'_>, at: usize) -> bool {
    if after_each(reading, at + 1) > at + 1 && reading.items.get(at).is_some_and(|item| item.aws.is_some()) {
        return true;
    }
    let written = reading.written(at).to_lowercase();
    let noun = written.split_whitespace().next_back().unwrap_or_default();
    let names_parts = reading.items.get(at).is_some_and(|item| item.aws.is_some())
        || matches!(
            reading.concept(at),
            Some(Concept::Table | Concept::Function | Concept::Compute(_))
        )
        || noun == "microservices";
    // "Five services (cart, orders, …)".
    let counted = || {
        let number = |at: usize| matches!(reading.items.get(at).map(|it| it.what), Some(What::Number(_)));
        matches!(
            reading.concept(at),
            Some(Concept::Vague(Vague::Project) | Concept::App(_))
        ) && at.checked_sub(1).is_some_and(number)
    };
    HEADS.contains(&noun) && !written.contains("aws") && (names_parts || counted())
}

/// The places of what a list names; none where it is no list of names.
fn members(reading: &Reading<'_>, from: usize) -> Vec<usize> {
    let bracket = reading.written(from) == "(";
    if !bracket && !matches!(reading.written(from), ":" | "-" | "–" | "—") {
        return Vec::new();
    }
    let mut members = Vec::new();
    let mut count = 0;
    let mut place = from + 1;
    while count < MOST {
        let end = name_at(reading, place);
        if end == place {
            return Vec::new();
        }
        members.extend(place..end);
        count += 1;
        place = end;
        // "general (m6i.large)": what it is stands in brackets.
        if reading.written(place) == "(" {
            let end = (place..place + MOST).find(|at| reading.written(*at) == ")");
            let Some(end) = end else { return Vec::new() };
            place = end + 1;
        }
        let separators = (place..place + 2)
            .take_while(|at| separates(reading, *at))
            .count();
        if separators == 0 {
            break;
        }
        if !bracket && name_at(reading, place + separators) == place + separators {
            break;
        }
        place += separators;
    }
    let closed = !bracket || reading.written(place) == ")";
    if count > 1 && closed { members } else { Vec::new() }
}

/// Where the name that begins at `at` ends: one word, or words that hyphens join; `at` where there is none.
fn name_at(reading: &Reading<'_>, at: usize) -> usize {
    let joined = |place: usize| {
        let end = reading.items.get(place).map(|item| item.span.end);
        let next = reading.items.get(place + 1).map(|item| item.span.start);
        let between = end.zip(next).and_then(|(end, next)| reading.text.get(end..next));
        between.is_some_and(|between| matches!(between, "-" | "_"))
    };
    let is_word = |place: usize| {
        let item = reading.items.get(place).filter(|item| item.live);
        item.is_some_and(|item| matches!(item.what, What::Word | What::Name | What::Term(_)))
    };
    let mut end = at;
    while is_word(end) && joined(end) {
        end += 1;
    }
    if end > at && is_word(end) {
        return end + 1;
    }
    if is_name(reading, at) { at + 1 } else { at }
}

fn separates(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.written(at), "," | "/") || reading.concept(at) == Some(Concept::Grammar(Grammar::And))
}

/// A single word in small letters that is no store by its product's name.
fn is_name(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at);
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    let item = reading.items.get(at).filter(|item| item.live);
    written.starts_with(|c: char| c.is_ascii_lowercase())
        && written.chars().all(small)
        && item.is_some_and(|item| match item.what {
            What::Word | What::Name => true,
            What::Term(concept) => !matches!(
                concept,
                Concept::Grammar(_)
                    | Concept::Store(_)
                    | Concept::Sql(_)
                    | Concept::Intent(_)
                    | Concept::Every(_)
                    | Concept::Per
                    | Concept::Region(_)
            ),
            _ => false,
        })
}
