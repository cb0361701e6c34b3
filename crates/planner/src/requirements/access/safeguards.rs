//! Safeguards that are to be left out, and old versions that are to stay: "no backups", "TLS 1.0", "`IMDSv1`". Here: what was said. Not here:
//! what comes of it (`blueprint/architectures/system`), what people are told (`review/safeguards`).

use cloudwhisper_api::requirements::InsecureWish;

use super::denied;
use crate::catalog::logs;
use crate::language::lexicon::{Concept, Engine, Grammar, Intent, Runtime, Unit};
use crate::requirements::read::{Reading, What};
use crate::requirements::services::holds_failed;
use crate::requirements::versions;
use crate::review::{is_old_engine, is_old_runtime};

/// Each of these wishes with the places where it was said, in a fixed order.
pub(super) fn given_up(reading: &Reading<'_>) -> [(InsecureWish, Vec<usize>); 8] {
    let left_out = |wanted: Concept| -> Vec<usize> {
        let places = denied(reading, wanted).into_iter();
        let meant = |at: &usize| !is_kept(reading, *at) && !is_told(reading, *at) && !is_needed(reading, *at);
        places.filter(meant).collect()
    };
    let said = |wanted: Concept| -> Vec<usize> {
        let live = reading.live().filter(|(_, concept)| *concept == wanted);
        live.map(|(at, _)| at)
            .filter(|at| !is_refused(reading, *at))
            .collect()
    };
    let mut no_logs = [
        left_out(Concept::Logs),
        denied_part(reading, logs::LogGroup::KIND),
    ]
    .concat();
    no_logs.retain(|at| is_all_logging(reading, *at));
    let one_zone = if is_production(reading) {
        [said(Concept::SingleZone), left_out(Concept::Standby)].concat()
    } else {
        Vec::new()
    };
    [
        (
            InsecureWish::NoBackups,
            [left_out(Concept::Backup), denied_recovery(reading)].concat(),
        ),
        (
            InsecureWish::NoDeletionProtection,
            left_out(Concept::DeletionProtection),
        ),
        (InsecureWish::NoLogging, no_logs),
        (InsecureWish::NoDeadLetterQueue, no_dead_letters(reading)),
        (InsecureWish::Imdsv1, said(Concept::OldMetadata)),
        (InsecureWish::OldTls, said(Concept::OldTls)),
        (InsecureWish::OldVersion, old_versions(reading)),
        (InsecureWish::SingleZone, one_zone),
    ]
}

/// "Never delete the backups", "don't skip backups": what is denied is their end.
fn is_kept(reading: &Reading<'_>, at: usize) -> bool {
    const ENDS: [&str; 14] = [
        "los",
        "delet",
        "remov",
        "expir",
        "purg",
        "touch",
        "break",
        "forget",
        "hata",
        "mita",
        "bhool",
        "हटा",
        "मिटा",
        "भूल",
    ];
    let from = reading.thought(at).start.max(at.saturating_sub(3));
    let ends = |place: usize| {
        let word = reading.written(place).to_lowercase();
        reading.concept(place) == Some(Concept::Intent(Intent::Delete))
            || ENDS.iter().any(|end| word.starts_with(end))
    };
    let negation = |place: &usize| {
        matches!(
            reading.concept(*place),
            Some(Concept::Grammar(Grammar::NotBefore | Grammar::NotAfter))
        )
    };
    let twice = (from..at).filter(negation).count() > 1;
    twice || (from..at + 3).filter(|place| *place != at).any(ends)
}

/// "We had no backups last year", "pehle backup nahi tha": what was missing is told, and nothing is asked for.
fn is_told(reading: &Reading<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    const WAS: [&str; 12] = [
        "had", "hadn't", "was", "wasn't", "were", "weren't", "tha", "thi", "thay", "था", "थी", "थे",
    ];
    let within = |place: &usize| {
        let item = reading.items.get(*place);
        item.is_some_and(|item| !matches!(item.what, What::Pause | What::Stop | What::QuestionMark))
    };
    let was = |place: usize| WAS.contains(&reading.written(place).to_lowercase().as_str());
    (at.saturating_sub(NEAR)..at).rev().take_while(within).any(was)
        || (at + 1..at + 1 + NEAR).take_while(within).any(was)
}

/// "We can't go live without backups", "backup ke bina kuch nahi khona": what may not be missing. The other "not" stands before an
/// English "without", and in the same clause behind a Hindi one.
fn is_needed(reading: &Reading<'_>, at: usize) -> bool {
    const NEAR: usize = 7;
    const CLAUSE: [&str; 16] = [
        "jo",
        "jisme",
        "jismein",
        "jiska",
        "jiski",
        "aur",
        "lekin",
        "par",
        "magar",
        "जो",
        "जिसमें",
        "जिसका",
        "जिसकी",
        "और",
        "लेकिन",
        "and",
    ];
    const NOT: [&str; 8] = [
        "can't",
        "cannot",
        "won't",
        "never",
        "mustn't",
        "don't",
        "shouldn't",
        "not",
    ];
    let written = |place: usize| reading.written(place).to_lowercase();
    let says = |place: usize, words: &[&str]| written(place).split(' ').any(|word| words.contains(&word));
    let is_without = |place: &usize| says(*place, &["without", "bina", "बिना"]);
    let Some(without) = (at.saturating_sub(2)..at + 3).find(is_without) else {
        return false;
    };
    let within = |place: &usize| {
        let item = reading.items.get(*place);
        let ends = item.is_none_or(|it| matches!(it.what, What::Pause | What::Stop | What::QuestionMark));
        !ends && !CLAUSE.contains(&written(*place).as_str())
    };
    let denies = |place: usize| {
        let concept = reading.concept(place);
        // "Kuch nahi" is one word of the tables, whatever it stands for there.
        let ends = |not: &str| written(place).split(' ').next_back() == Some(not);
        matches!(
            concept,
            Some(Concept::Grammar(Grammar::NotAfter | Grammar::NotBefore))
        ) || ["nahi", "nhi", "nahin", "mat", "नहीं", "मत"].into_iter().any(ends)
    };
    let mut before = (without.saturating_sub(NEAR)..without).rev().take_while(within);
    let mut behind = (without.max(at) + 1..without.max(at) + 1 + NEAR).take_while(within);
    if says(without, &["without"]) {
        before.any(|place| denies(place) || NOT.contains(&written(place).as_str()))
    } else {
        behind.any(denies)
    }
}

/// "Refuse TLS 1.0", "upgrade from TLS 1.1", "alert if `IMDSv1` is used": spoken of, and not wanted.
fn is_refused(reading: &Reading<'_>, at: usize) -> bool {
    const REFUSES: [&str; 18] = [
        "reject",
        "refus",
        "block",
        "forbid",
        "prevent",
        "ban",
        "drop",
        "from",
        "upgrad",
        "migrat",
        "remov",
        "detect",
        "alert",
        "find",
        "avoid",
        "hata",
        "हटा",
        "rok",
    ];
    let thought = reading.thought(at);
    let before = (thought.start.max(at.saturating_sub(4))..at)
        .rev()
        .take_while(|place| {
            let item = reading.items.get(*place);
            item.is_some_and(|item| item.what != What::Pause)
        });
    let behind = at + 1..thought.end.min(at + 4);
    before.chain(behind).any(|place| {
        let word = reading.written(place).to_lowercase();
        REFUSES.iter().any(|refuses| word.starts_with(refuses))
    })
}

/// Whether the logs that are denied at `at` are all there are: "don't log passwords", "no PII in the logs" and "no logs older than a
/// month" ask for something else.
fn is_all_logging(reading: &Reading<'_>, at: usize) -> bool {
    const SOME: [&str; 6] = ["older", "longer", "beyond", "after", "se", "से"];
    let written = |place: usize| reading.written(place).to_lowercase();
    let article = |place: &usize| reading.concept(*place) == Some(Concept::Grammar(Grammar::Article));
    let articles = (0..at).rev().take_while(article).count();
    let before = at
        .checked_sub(1 + articles)
        .and_then(|place| reading.concept(place));
    let within = before == Some(Concept::Grammar(Grammar::In))
        || reading.concept(at + 1) == Some(Concept::Grammar(Grammar::InAfter));
    let verb = written(at) == "log"
        && reading
            .items
            .get(at + 1)
            .is_some_and(|item| item.what == What::Word);
    !within && !verb && !SOME.contains(&written(at + 1).as_str())
}

/// Where a part of this type is denied by its name: "CloudWatch Logs nahi chahiye".
fn denied_part(reading: &Reading<'_>, kind: &str) -> Vec<usize> {
    let named = reading.items.iter().enumerate();
    let denied = named.filter(|(_, item)| item.denied && item.aws == Some(kind));
    denied.map(|(at, _)| at).collect()
}

/// "No point-in-time recovery": the copies that a table has.
fn denied_recovery(reading: &Reading<'_>) -> Vec<usize> {
    let recovery =
        |what: What| matches!(what, What::Term(Concept::Detail(it)) if it.word == "pointInTimeRecovery");
    let said = reading.items.iter().enumerate();
    let denied = said.filter(|(_, item)| item.denied && recovery(item.what));
    denied.map(|(at, _)| at).collect()
}

fn no_dead_letters(reading: &Reading<'_>) -> Vec<usize> {
    let named = reading.items.iter().enumerate().filter(|(at, item)| {
        item.aws.is_some_and(|kind| kind.starts_with("AWS::SQS::")) && holds_failed(reading.written(*at))
    });
    let (wanted, unwanted): (Vec<_>, Vec<_>) = named.partition(|(_, item)| item.live);
    if !wanted.is_empty() {
        return Vec::new();
    }
    let unwanted = unwanted.into_iter().filter(|(_, item)| item.denied);
    unwanted.map(|(at, _)| at).collect()
}

/// The numbers that are versions which nobody mends any more.
fn old_versions(reading: &Reading<'_>) -> Vec<usize> {
    let numbers = reading
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.live && matches!(item.what, What::Number(_)));
    numbers
        .map(|(at, _)| at)
        .filter(|at| is_old(reading, *at) && !versions::counts(reading, at + 1) && !is_refused(reading, *at))
        .collect()
}

fn is_old(reading: &Reading<'_>, at: usize) -> bool {
    let version = reading.written(at).trim_start_matches(['v', 'V']);
    let product = |before: usize| at.checked_sub(before).and_then(|place| reading.concept(place));
    let product = match product(1) {
        Some(Concept::Unit(Unit::Version)) => product(2),
        it => it,
    };
    match product {
        Some(Concept::Runtime(Runtime::Python)) => is_old_runtime(&format!("python{version}")),
        Some(Concept::Runtime(Runtime::Node)) => {
            let major = version.split('.').next().unwrap_or_default();
            is_old_runtime(&format!("nodejs{major}.x"))
        }
        Some(Concept::Sql(Engine::Postgres)) => is_old_engine("postgres", version),
        Some(Concept::Sql(Engine::Mysql)) => is_old_engine("mysql", version),
        Some(Concept::Sql(Engine::Mariadb)) => is_old_engine("mariadb", version),
        _ => false,
    }
}

/// Whether it is for real: "production".
fn is_production(reading: &Reading<'_>) -> bool {
    const WORDS: [&str; 4] = ["prod", "production", "प्रोडक्शन", "प्रोड"];
    let live = reading.items.iter().enumerate().filter(|(_, item)| item.live);
    live.map(|(at, _)| reading.written(at).to_lowercase())
        .any(|words| words.split([' ', '-']).any(|word| WORDS.contains(&word)))
}
