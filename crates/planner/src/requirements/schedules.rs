//! Work that is due again and again. Here: which rhythms in a prompt start something, when by UTC, and what they start. Not
//! here: the words of rhythms (`language/rhythm`), the rule or schedule itself (the catalogue).

use std::ops::Range;

use cloudwhisper_api::language::Language;

use super::draft::{Case, Notes};
use super::flows;
use super::place;
use super::read::{Reading, What};
use super::words::Reason;
use crate::catalog::analytics::{CRAWLER, JOB};
use crate::language::lexicon::{Concept, Grammar, singular};
use crate::language::rhythm::{Due, Rhythm, expression};

/// A piece of work with its time.
pub(super) struct Schedule {
    /// As AWS writes it, by UTC.
    pub(super) expression: String,
    /// The type of what is started, where the sentence names it.
    pub(super) target: Option<&'static str>,
    /// Whether it is a deed of its own, which no part is named for.
    pub(super) is_deed: bool,
}

/// Minutes by which clocks in India are ahead of UTC.
const INDIA: i32 = 330;
/// More schedules than this are an oversight.
const MOST: usize = 5;

/// What can be started, by the type that a prompt names it with.
const STARTED: [&str; 7] = [
    WORKFLOW,
    "AWS::Lambda::Function",
    "AWS::ECS::Service",
    "AWS::Batch::JobDefinition",
    "AWS::Batch::JobQueue",
    "AWS::SQS::Queue",
    "AWS::SNS::Topic",
];
/// What only passes on what a program does.
const PASSES_ON: [&str; 2] = ["AWS::SQS::Queue", "AWS::SNS::Topic"];
/// What starts, and is not started.
const STARTERS: [&str; 2] = ["AWS::Scheduler::Schedule", "AWS::Events::Rule"];

/// What starts by itself at times of its own, so that nothing else has to start it.
pub(super) const BY_ITSELF: [&str; 2] = [CRAWLER, JOB];
/// What starts other parts in their order, crawlers and jobs among them.
const WORKFLOW: &str = "AWS::StepFunctions::StateMachine";

/// Words of work that somebody has done by a machine. Singular; verbs with their forms.
const WORK: &[&str] = &[
    "function",
    "lambda",
    "job",
    "script",
    "स्क्रिप्ट",
    "task",
    "run",
    "program",
    "worker",
    "workflow",
    "csv",
    "gets",
    "receives",
    "report",
    "summary",
    "digest",
    "mail",
    "email",
    "newsletter",
    "export",
    "import",
    "copy",
    "copies",
    "fetch",
    "fetches",
    "send",
    "calculate",
    "compute",
    "aggregate",
    "clean",
    "cleanup",
    "purge",
    "delete",
    "refresh",
    "sync",
    "load",
    "etl",
    "train",
    "retrain",
    "generate",
    "make",
    "process",
    "processes",
    "batch",
    "batches",
    "container",
    "crawl",
    "crawler",
    "invoice",
    "poll",
    "pull",
    "update",
    "read",
    "archive",
    "spreadsheet",
    "start",
    "trigger",
    "machine",
    "statement",
    "step",
    "scrape",
    "scraper",
    "download",
    "upload",
    "check",
    "calculates",
    "write",
    "move",
    "close",
    "reconcile",
    "pipeline",
    "genome",
    "looked",
    "collect",
    "transcode",
    "add",
    "mailed",
    "emailed",
    "deleted",
    "removed",
    "removes",
    "purged",
    "cleaned",
    "exported",
    "imported",
    "archived",
    "refreshed",
    "recalculated",
    "retrained",
    "summarised",
    "summarized",
    "aggregated",
    "reconciled",
    "चले",
    "चलाओ",
    "चलना",
    "फंक्शन",
    "रिपोर्ट",
    "बने",
    "भेजो",
    "भेजे",
    "काम",
    "जॉब",
    "chale",
    "chalao",
    "chalana",
    "chalna",
    "chalaye",
    "bhejo",
    "bheje",
    "bhej",
    "kaam",
    "bane",
    "banaye",
    "laaye",
    "nikale",
    "save",
    "lekar",
    "leke",
    "saaf",
    "safai",
    "jaanch",
    "likhe",
    "bhejna",
    "banana",
    "लेकर",
    "सहेजे",
    "सहेजो",
    "साफ",
    "सफाई",
    "जांच",
    "जांचे",
    "लिखे",
    "भेजना",
    "बनाए",
    "करे",
];

/// Words that say that the rhythm is of something else: people, devices, safeguards, prices, amounts.
const NOT_WORK: &[&str] = &[
    "backup",
    "backed",
    "snapshot",
    "canary",
    "rotate",
    "rotated",
    "rotation",
    "rotates",
    "password",
    "secret",
    "sensor",
    "mqtt",
    "telemetry",
    "device",
    "meter",
    "position",
    "gps",
    "quota",
    "limit",
    "budget",
    "request",
    "hit",
    "visit",
    "cost",
    "fee",
    "salary",
    "open",
    "opens",
    "disk",
    "backups",
    "volume",
    "under",
    "heartbeat",
    "patrol",
    "active",
    "बैकअप",
    "अनुरोध",
    "बजट",
    "kharcha",
    "rent",
    "within",
    "maintenance",
    "मेंटेनेंस",
    "रखरखाव",
    "rakhrakhav",
];

/// Words of work that may be a whole workflow's as well.
const OF_ANY: &[&str] = &[
    "aggregate",
    "aggregated",
    "batch",
    "batches",
    "container",
    "crawl",
    "crawler",
    "etl",
    "job",
    "load",
    "machine",
    "pipeline",
    "process",
    "processes",
    "refresh",
    "refreshed",
    "retrain",
    "retrained",
    "run",
    "script",
    "start",
    "step",
    "task",
    "train",
    "transcode",
    "trigger",
    "workflow",
];
/// What was spoken of before.
const KNOWN: &[&str] = &[
    "it",
    "them",
    "they",
    "this",
    "these",
    "everything",
    "workflow",
    "pipeline",
    "saga",
    "flow",
    "orchestration",
];

/// How many words beside a rhythm say what it is of.
const REACH: usize = 14;
/// How near the work must stand to a rhythm that is often said of other things: "a weekly report".
const NEAR: usize = 5;

/// The work that is due.
pub(super) fn decide(case: &Case<'_>, notes: &mut Notes) -> Vec<Schedule> {
    let reading = &case.reading;
    let mut schedules: Vec<Schedule> = Vec::new();
    let mut of_day = None;
    for (due, items) in &reading.due {
        if !is_work(reading, due, items) || schedules.len() == MOST {
            continue;
        }
        let ahead = due.ahead.unwrap_or_else(|| ahead(case));
        if due.ahead.is_none() && matches!(due.rhythm, Rhythm::At { .. }) {
            of_day = Some(ahead);
        }
        let expression = expression(due.rhythm, ahead);
        if schedules.iter().all(|schedule| schedule.expression != expression) {
            let target = target(reading, items).map(|(_, kind)| kind);
            let is_deed = is_a_deed(reading, items.start);
            schedules.push(Schedule {
                expression,
                target,
                is_deed,
            });
        }
    }
    if let Some(ahead) = of_day {
        let zone = if ahead == INDIA { "IST" } else { "UTC" };
        notes.assume("services.timezone", zone, Reason::ClockOfThePrompt);
    }
    schedules
}

/// Whose clock a time of day is read by, where none was named: India's where the prompt is of there.
pub(super) fn ahead(case: &Case<'_>) -> i32 {
    let said = place::said(&case.reading);
    let region = case.request.region.or(said.first().map(String::as_str));
    let in_india = match region {
        Some(region) => region.starts_with("ap-south-"),
        None => matches!(case.language, Language::Hindi | Language::Hinglish),
    };
    if in_india { INDIA } else { 0 }
}

/// Whether anything is started again and again.
pub(super) fn any(reading: &Reading<'_>) -> bool {
    reading
        .due
        .iter()
        .any(|(due, items)| is_work(reading, due, items))
}

/// Whether work is started in this rhythm.
fn is_work(reading: &Reading<'_>, due: &Due, items: &Range<usize>) -> bool {
    let clause = clause(reading, items);
    let denied = items
        .clone()
        .any(|at| reading.items.get(at).is_some_and(|item| item.denied));
    let other = clause
        .clone()
        .filter(|at| at.abs_diff(items.start) <= NEAR || at.abs_diff(items.end) <= NEAR)
        .any(|at| says(reading, at, NOT_WORK) || matches!(reading.concept(at), Some(Concept::Currency(_))));
    if denied || other && !is_done_by_a_program(reading, due, &clause) {
        return false;
    }
    let distance = match (due.clock.is_some(), due.rhythm) {
        (true, _) => return true,
        (false, Rhythm::At { .. } | Rhythm::Minutes(_)) => REACH,
        (false, Rhythm::Hours(_) | Rhythm::Days(_)) => NEAR,
    };
    let near = |at: &usize| {
        (items.start.saturating_sub(distance)..items.start).contains(at)
            || (items.end..items.end + distance).contains(at)
    };
    clause.filter(near).any(|at| {
        says(reading, at, WORK)
            || is_doing(reading, at, items.start)
            || reading
                .items
                .get(at)
                .is_some_and(|item| starts(item.aws).is_some())
    })
}

/// "Roz raat 2 baje database ka backup, Lambda se", "a backup every night by a Lambda": at its hour a program does what is else a
/// safeguard that AWS keeps.
fn is_done_by_a_program(reading: &Reading<'_>, due: &Due, clause: &Range<usize>) -> bool {
    let by = |at: usize| {
        let behind = matches!(reading.written(at + 1).to_lowercase().as_str(), "se" | "से");
        let before = (at.saturating_sub(3)..at).any(|place| {
            matches!(
                reading.written(place).to_lowercase().as_str(),
                "by" | "using" | "via"
            )
        });
        behind || before
    };
    let program = |at: usize| {
        let item = reading.items.get(at).filter(|item| item.live);
        item.is_some_and(|item| item.aws == Some("AWS::Lambda::Function")) && by(at)
    };
    due.clock.is_some() && clause.clone().any(program)
}

/// The words around a rhythm up to the next full stop; a comma ends them only behind it.
fn clause(reading: &Reading<'_>, items: &Range<usize>) -> Range<usize> {
    let thought = reading.thought(items.start);
    let from = thought.start.max(items.start.saturating_sub(REACH));
    let to = thought.end.max(items.end).min(items.end + REACH);
    from..to
}

/// The words around a rhythm up to the next comma or "and" on either side.
fn segment(reading: &Reading<'_>, items: &Range<usize>, clause: &Range<usize>) -> Range<usize> {
    let goes_on = |at: &usize| {
        !matches!(reading.written(*at), "," | ";")
            && reading.concept(*at) != Some(Concept::Grammar(Grammar::And))
    };
    let from = (clause.start..items.start).rev().take_while(goes_on).last();
    let to = (items.end..clause.end).take_while(goes_on).last();
    from.unwrap_or(items.start)..to.map_or(items.end, |last| last + 1)
}

fn says(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let written = reading.written(at).to_lowercase();
    written.split([' ', '-', '/']).any(|word| {
        let word = crate::language::lexicon::fold(word);
        words.contains(&word.as_str()) || singular(&word).is_some_and(|word| words.contains(&word))
    })
}

/// "A Lambda reading a bucket every hour": work by its form in "-ing". Not so where a number stands between, which says how much
/// comes: "processing 5000 orders every hour".
fn is_doing(reading: &Reading<'_>, at: usize, rhythm: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    let Some(stem) = written.strip_suffix("ing") else {
        return false;
    };
    let work = |verb: &str| WORK.contains(&verb);
    let is_number = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| matches!(item.what, What::Number(_)))
    };
    (work(stem) || work(&format!("{stem}e"))) && !(at..rhythm).any(is_number)
}

fn starts(kind: Option<&'static str>) -> Option<&'static str> {
    kind.filter(|kind| STARTED.contains(kind) || BY_ITSELF.contains(kind))
}

/// Whether the part at `at` is what the work that is due is done by.
pub(super) fn is_started(reading: &Reading<'_>, at: usize) -> bool {
    reading.due.iter().any(|(due, items)| {
        is_work(reading, due, items) && target(reading, items).is_some_and(|(place, _)| place == at)
    })
}

/// What the sentence says is started, and where: the nearest that is named behind the rhythm, else before it. "Mail digests by SES every
/// morning": a topic that is named further off is not what mails them. A workflow starts what starts by itself elsewhere.
fn target(reading: &Reading<'_>, items: &Range<usize>) -> Option<(usize, &'static str)> {
    let clause = clause(reading, items);
    let parts: Vec<(usize, &'static str)> = flows::mentions(reading)
        .iter()
        .filter(|it| clause.contains(&it.items.start) && !STARTERS.contains(&it.kind))
        .map(|it| (it.items.start, it.kind))
        .collect();
    let beside = |within: Range<usize>| {
        let there = || parts.iter().copied().filter(|(at, _)| within.contains(at));
        let behind = there().filter(|(at, _)| *at >= items.end);
        let mut before: Vec<_> = there().filter(|(at, _)| *at < items.end).collect();
        before.reverse();
        nearest(behind).or_else(|| nearest(before))
    };
    // "A crawler nightly and a Lambda every hour": each has its own.
    let nearest = beside(segment(reading, items, &clause)).or_else(|| beside(clause.clone()))?;
    if BY_ITSELF.contains(&nearest.1) {
        let workflow = parts.iter().copied().find(|(_, kind)| *kind == WORKFLOW);
        return workflow.or(Some(nearest));
    }
    Some(nearest)
}

/// The first that can be started; what only passes on is it only if nothing comes before it.
fn nearest(parts: impl IntoIterator<Item = (usize, &'static str)>) -> Option<(usize, &'static str)> {
    let mut parts = parts.into_iter().enumerate();
    parts.find_map(|(n, (at, kind))| {
        let kind = starts(Some(kind)).filter(|kind| n == 0 || !PASSES_ON.contains(kind))?;
        Some((at, kind))
    })
}

/// Whether the sentence at `at` has something done at set times by nothing that is named: "a scheduler frees seats", "old carts
/// are purged every night". A function does it, whatever else there is to be started: a workflow that the sentence doesn't speak of has
/// work of its own.
fn is_a_deed(reading: &Reading<'_>, at: usize) -> bool {
    let sentence = reading.thought(at);
    let mentions = flows::mentions(reading);
    let mut parts = mentions.iter().filter(|it| sentence.contains(&it.items.start));
    let is_known = parts.any(|it| starts(Some(it.kind)).is_some())
        || sentence.clone().any(|at| says(reading, at, KNOWN));
    let is_done = |at: usize| {
        let by = reading.written(at).to_lowercase().ends_with("ed") && says(reading, at + 1, &["by"]);
        (by || says(reading, at, WORK)) && !says(reading, at, OF_ANY)
    };
    !is_known && sentence.into_iter().any(is_done)
}

/// Whether a scheduler is named without a time, and something is done by it.
pub(super) fn is_deed_of_scheduler(reading: &Reading<'_>) -> bool {
    let mentions = flows::mentions(reading);
    let mut schedulers = mentions.iter().filter(|it| STARTERS.first() == Some(&it.kind));
    schedulers.any(|it| is_a_deed(reading, it.items.start))
}
