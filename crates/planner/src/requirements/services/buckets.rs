//! What is said of buckets: another one for results, copies in other regions, files that disappear.

use std::collections::BTreeSet;

use cloudwhisper_api::requirements::{NamedService, Storage};
use indexmap::IndexMap;

use super::list::List;
use super::wired::DISTRIBUTION;
use super::{BUCKET, properties};
use crate::catalog::cloudfront::PAGES_APART;
use crate::catalog::detail;
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::draft::{Case, Notes};
use crate::requirements::read::{Reading, What};
use crate::requirements::words;

/// "Saved to another bucket", "dusre bucket mein": what comes out of the work on new files is kept apart from them, or it would start it again.
pub(super) fn another_bucket(reading: &Reading<'_>, list: &mut List) {
    const OTHER: [&str; 12] = [
        "another",
        "other",
        "different",
        "separate",
        "second",
        "dusre",
        "dusri",
        "doosre",
        "doosri",
        "alag",
        "दूसरे",
        "दूसरी",
    ];
    let is_other = |at: usize| OTHER.contains(&reading.written(at).to_lowercase().as_str());
    let other = reading.live().any(|(at, concept)| {
        concept == Concept::Store(Storage::S3) && (at.saturating_sub(2)..at).any(is_other)
    });
    let buckets: Vec<_> = list.0.iter().filter(|it| it.kind == BUCKET).collect();
    let [one] = buckets.as_slice() else { return };
    if (other || called(reading).len() > 1)
        && one.properties.contains_key("onUpload")
        && !one.properties.contains_key("count")
    {
        list.0.push(NamedService {
            kind: BUCKET.to_owned(),
            name: None,
            properties: IndexMap::new(),
        });
    }
}

/// "CloudFront serves the static front end" beside a bucket whose files disappear: the pages stay, and so lie in a bucket of their own.
pub(super) fn pages_apart(reading: &Reading<'_>, list: &mut List) {
    const PAGES: [&str; 12] = [
        "static",
        "front",
        "frontend",
        "front-end",
        "website",
        "site",
        "spa",
        "pages",
        "ui",
        "वेबसाइट",
        "साइट",
        "स्टैटिक",
    ];
    let is_network = |at: usize| {
        let item = reading.items.get(at);
        item.is_some_and(|it| it.live && it.aws == Some(DISTRIBUTION))
    };
    let says_pages = |at: usize| {
        let said = reading.written(at).to_lowercase();
        said.split(' ').any(|word| PAGES.contains(&word))
    };
    let mut networks = (0..reading.items.len()).filter(|at| is_network(*at));
    let hands_out = networks.any(|at| reading.thought(at).any(says_pages));
    let mut buckets = list.0.iter().filter(|it| it.kind == BUCKET).peekable();
    let disappear =
        buckets.peek().is_some() && buckets.all(|it| it.properties.contains_key("expireAfterDays"));
    if hands_out && disappear && list.has(DISTRIBUTION) {
        list.set(DISTRIBUTION, PAGES_APART, "true");
    }
}

/// What buckets are called that files come into or go to: "to bucket raw", "into the processed bucket", each once. A word behind counts
/// where the thought ends or turns elsewhere, or it is a verb: "to the bucket trigger a function".
fn called(reading: &Reading<'_>) -> BTreeSet<String> {
    const WHITHER: [&str; 7] = ["to", "into", "in", "from", "of", "between", "onto"];
    const SAYS_NOTHING: [&str; 14] = [
        "the", "a", "an", "same", "this", "that", "its", "my", "our", "your", "their", "new", "private",
        "one",
    ];
    let written = |at: usize| reading.written(at).to_lowercase();
    let is_label = |at: &usize| {
        let item = reading.items.get(*at);
        item.is_some_and(|it| it.live && may_label(it.what)) && !SAYS_NOTHING.contains(&written(*at).as_str())
    };
    let turns = |at: usize| {
        let ends = reading
            .items
            .get(at)
            .is_none_or(|it| matches!(it.what, What::Pause | What::Stop | What::QuestionMark));
        ends || reading.concept(at) == Some(Concept::Grammar(Grammar::And))
            || WHITHER.contains(&written(at).as_str())
    };
    let before = |at: usize| {
        let label = at.checked_sub(1).filter(is_label)?;
        let goes = (label.saturating_sub(2)..label).any(|at| WHITHER.contains(&written(at).as_str()));
        goes.then_some(label)
    };
    let buckets = reading
        .live()
        .filter(|(_, concept)| *concept == Concept::Store(Storage::S3));
    buckets
        .filter_map(|(at, _)| before(at).or(Some(at + 1).filter(|next| is_label(next) && turns(next + 1))))
        .map(written)
        .collect()
}

/// Whether a bucket can be called so: by any word but those that join others, and those for stores themselves.
fn may_label(what: What) -> bool {
    match what {
        What::Word | What::Name => true,
        What::Term(concept) => !matches!(concept, Concept::Grammar(_) | Concept::Filler | Concept::Store(_)),
        _ => false,
    }
}

/// After how many days files are deleted.
const EXPIRES: &str = "expireAfterDays";
/// After how many days files go to a cheaper place.
const ARCHIVED: &str = "archiveAfterDays";

/// "A place for uploaded invoices that are deleted after 30 days", "files ek saal rakho phir delete kar do, S3 mein": of the only bucket
/// such words are said wherever they stand, where their sentence speaks of nothing else that keeps things.
pub(super) fn deleted(reading: &Reading<'_>, storage: &[Storage], list: &mut List) {
    let buckets = list.0.iter().filter(|it| it.kind == BUCKET).count();
    let known = list.0.iter().any(|it| it.properties.contains_key(EXPIRES));
    if !storage.contains(&Storage::S3) || buckets > 1 || known {
        return;
    }
    let keeps_else = |at: usize| {
        let concept = reading.concept(at);
        let other = reading.items.get(at).and_then(|item| item.aws);
        matches!(
            concept,
            Some(
                Concept::Logs
                    | Concept::Backup
                    | Concept::Table
                    | Concept::Database
                    | Concept::Sql(_)
                    | Concept::Store(Storage::Dynamodb)
            )
        ) || other.is_some_and(|kind| !matches!(kind, BUCKET | super::FUNCTION))
    };
    let mut from = 0;
    while from < reading.items.len() {
        let thought = from..reading.thought(from).end.max(from + 1);
        from = thought.end;
        if thought.clone().any(keeps_else) {
            continue;
        }
        let said = properties::said(reading, BUCKET, &thought).into_iter();
        if let Some((_, days)) = said.into_iter().find(|(word, _)| *word == EXPIRES) {
            list.set(BUCKET, EXPIRES, days);
            return;
        }
    }
}

/// Files can't go to a cheaper place once they are deleted: where both were said the wrong way round, which of them is meant is
/// asked.
pub(super) fn ask_which_age(case: &Case<'_>, list: &mut List, notes: &mut Notes) {
    let days = |it: &NamedService, word: &str| it.properties.get(word)?.parse::<u32>().ok();
    for bucket in list.0.iter_mut().filter(|it| it.kind == BUCKET) {
        let (Some(archived), Some(deleted)) = (days(bucket, ARCHIVED), days(bucket, EXPIRES)) else {
            continue;
        };
        if archived < deleted {
            continue;
        }
        let kept = match &case.answers.expire_after {
            None => {
                notes.ask(EXPIRES, &[&deleted.to_string(), "none"]);
                continue;
            }
            Some(answer) => answer.chosen(),
        };
        match kept {
            None => {
                bucket.properties.shift_remove(EXPIRES);
            }
            Some(days) => {
                bucket.properties.insert(EXPIRES.to_owned(), days.to_string());
                if days <= archived {
                    bucket.properties.shift_remove(ARCHIVED);
                }
            }
        }
    }
}

/// One stack makes nothing in two regions: files that were to be copied to another one are told not to be.
pub(super) fn not_replicated(case: &Case<'_>, list: &mut List, notes: &mut Notes) {
    let buckets = list.0.iter_mut().filter(|it| it.kind == BUCKET);
    let asked = buckets.filter_map(|it| it.properties.shift_remove(detail::REPLICATED));
    if asked.count() > 0 {
        notes.warn(
            "UNSUPPORTED_SERVICE",
            words::unplanned_service(case.language, "S3 cross-region replication"),
        );
    }
}

/// "A bucket whose files disappear after a year": the nearest store before it is one for files.
pub(super) fn is_of_files(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.thought(at).start..at;
    let nearest = before.rev().find_map(|place| match reading.concept(place)? {
        Concept::Store(Storage::S3) | Concept::Files => Some(true),
        Concept::Store(_) | Concept::Table | Concept::Service => Some(false),
        _ => None,
    });
    nearest == Some(true)
}
