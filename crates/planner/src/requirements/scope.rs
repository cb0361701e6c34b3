//! What "not", "no wait", "or", "for" and "in" do to the items around them. Here: marks on items and the alternatives that
//! are left open or to us. Not here: what a live item means for the requirements.

mod correction;
mod denial;
pub(super) mod endpoints;
mod existing;
pub(super) mod lists;
mod theirs;

use std::ops::Range;

use self::correction::take_back;
use self::denial::{deny, spare};
use super::draft::{Case, Notes};
use super::purposes;
use super::read::{Reading, What};
use super::words::Reason;
use crate::language::lexicon::{Concept, Grammar, Intent};

/// What can be said only once, so that two of it are a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// The kind of application.
    App,
    /// The framework.
    Framework,
    /// What it runs on.
    Compute,
    /// The database.
    Database,
    /// The region.
    Region,
    /// Public or private.
    Access,
}

/// The slot of a concept.
pub(super) fn slot(concept: Concept) -> Option<Slot> {
    use cloudwhisper_api::requirements::Storage;
    Some(match concept {
        Concept::App(_) | Concept::Leaning(_) => Slot::App,
        Concept::Framework(_) | Concept::Runtime(_) | Concept::Foreign(_) => Slot::Framework,
        Concept::Compute(_) | Concept::Docker | Concept::Windows => Slot::Compute,
        Concept::Database | Concept::Sql(_) | Concept::Store(Storage::Dynamodb | Storage::Rds) => {
            Slot::Database
        }
        Concept::Region(_) => Slot::Region,
        Concept::Public | Concept::Private => Slot::Access,
        _ => return None,
    })
}

/// Things that a "not" can be about.
fn is_content(concept: Concept) -> bool {
    slot(concept).is_some()
        || matches!(
            concept,
            Concept::Vague(_)
                | Concept::Store(_)
                | Concept::Files
                | Concept::Room
                | Concept::Table
                | Concept::Function
                | Concept::Service
                | Concept::Unplanned(_)
                | Concept::OtherCloud(_)
                | Concept::Detail(_)
                | Concept::World
                | Concept::CustomDomain
                | Concept::Ssh
                | Concept::Tls
                | Concept::PlainHttp
                | Concept::Encryption
                | Concept::Unencrypted
                | Concept::FullRights
                | Concept::OldTls
                | Concept::OldMetadata
                | Concept::DeletionProtection
                | Concept::SingleZone
                | Concept::Insists
                | Concept::Logs
                | Concept::Alarm
                | Concept::Mail
                | Concept::Backup
                | Concept::Standby
                | Concept::Free
                | Concept::Budget
        )
}

/// Alternatives that the prompt leaves open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OpenChoice {
    pub(super) slot: Slot,
    pub(super) first: Concept,
    pub(super) second: Concept,
}

/// One of two alternatives that were left to us, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    slot: Slot,
    written: String,
    reason: Reason,
}

impl Chosen {
    /// Notes which of the two was taken, unless the request decides it beside its prompt.
    pub(super) fn assume(&self, case: &Case<'_>, notes: &mut Notes) {
        let (field, decided) = match self.slot {
            Slot::Database => ("storage", case.answers.database.is_some()),
            Slot::Framework => ("framework", case.answers.framework.is_some()),
            Slot::Region => {
                let decided = case.answers.region.is_some() || case.request.region.is_some();
                ("region", decided)
            }
            Slot::App | Slot::Compute | Slot::Access => return, // never left to us
        };
        if !decided {
            notes.assume(field, &self.written, self.reason);
        }
    }
}

/// The alternatives of a prompt: those that stay open, and those that were left to us.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Choices {
    pub(super) open: Vec<OpenChoice>,
    pub(super) chosen: Vec<Chosen>,
}

/// Marks the items and returns the alternatives.
pub(super) fn apply(reading: &mut Reading<'_>) -> Choices {
    people(reading);
    lists::spell(reading);
    spare(reading);
    take_back(reading);
    existing::leave(reading);
    deny(reading);
    set_aside(reading);
    theirs::take_out(reading);
    endpoints::take_out(reading);
    purposes::settle(reading);
    let chosen = leave_one(reading);
    Choices {
        open: open_choices(reading),
        chosen,
    }
}

impl Reading<'_> {
    fn grammar(&self, at: usize) -> Option<Grammar> {
        match self.concept(at)? {
            Concept::Grammar(grammar) => Some(grammar),
            _ => None,
        }
    }

    fn content(&self, at: usize) -> Option<Concept> {
        self.concept(at).filter(|concept| is_content(*concept))
    }

    /// The content items that touch, beginning at `at`.
    fn run_from(&self, at: usize) -> Range<usize> {
        at..(at..self.items.len())
            .find(|place| self.content(*place).is_none())
            .unwrap_or(self.items.len())
    }

    /// The content items that touch, ending just before `end`.
    fn run_until(&self, end: usize) -> Range<usize> {
        let from = (0..end)
            .rev()
            .take_while(|place| self.content(*place).is_some())
            .last()
            .unwrap_or(end);
        from..end
    }
}

/// "Log phone se bill dekhe": in Hinglish "log" are people, where they do something and nothing is kept.
fn people(reading: &mut Reading<'_>) {
    const REACH: usize = 7;
    const DEEDS: [&str; 30] = [
        "apna",
        "apni",
        "apne",
        "jo",
        "sake",
        "saken",
        "sakein",
        "sakte",
        "paye",
        "payein",
        "dekhe",
        "dekhein",
        "dekh",
        "dekhenge",
        "bhare",
        "bharein",
        "kare",
        "karein",
        "karen",
        "karte",
        "karenge",
        "kharide",
        "kharidein",
        "daale",
        "daalein",
        "padhe",
        "padhein",
        "aate",
        "aayenge",
        "lenge",
    ];
    const KEPT: [&str; 10] = [
        "rakh",
        "rakhe",
        "rakho",
        "rakhna",
        "save",
        "store",
        "retention",
        "group",
        "file",
        "cloudwatch",
    ];
    for at in 0..reading.items.len() {
        if reading.concept(at) != Some(Concept::Logs) || reading.written(at).to_lowercase() != "log" {
            continue;
        }
        let near: Vec<String> = (at.saturating_sub(1)..at + REACH)
            .map(|place| reading.written(place).to_lowercase())
            .collect();
        let says = |words: &[&str]| {
            let mut said = near.iter().flat_map(|written| written.split(' '));
            said.any(|word| words.contains(&word))
        };
        let number = |place: usize| {
            let item = reading.items.get(place);
            item.is_some_and(|item| matches!(item.what, What::Number(_)))
        };
        // "Log 30 din rakhe" keeps logs, and "2 lakh log" are counted as people already.
        let counted = number(at + 1) || at.checked_sub(1).is_some_and(number);
        if says(&DEEDS)
            && !says(&KEPT)
            && !counted
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Word;
            item.aws = None;
        }
    }
}

/// How many words may stand between a "not" and its noun.
const REACH: usize = 4;

fn is_light(reading: &Reading<'_>, at: usize) -> bool {
    match reading.items.get(at).map(|item| item.what) {
        Some(
            What::Word
            | What::Term(Concept::Filler | Concept::Intent(Intent::Make | Intent::Deploy | Intent::Yes)),
        ) => true,
        Some(What::Term(Concept::Grammar(grammar))) => {
            matches!(
                grammar,
                Grammar::Article | Grammar::Of | Grammar::For | Grammar::ForAfter | Grammar::In
            )
        }
        _ => false,
    }
}

/// "for X", "X ke liye", "in X", "X mein", "X ka Y": X says what the thing is for or made with.
fn set_aside(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let places = match reading.grammar(at) {
            Some(Grammar::With) if is_postposition(reading, at) => reading.run_until(at),
            Some(Grammar::For | Grammar::In | Grammar::With) => noun_after(reading, at),
            Some(Grammar::InAfter) => means(reading, reading.run_until(at)),
            Some(Grammar::ForAfter) => reading.run_until(at),
            Some(Grammar::Of) if reading.content(at + 1).is_some() => reading.run_until(at),
            _ => continue,
        };
        for place in places {
            if let Some(item) = reading.items.get_mut(place) {
                item.aside = true;
            }
        }
    }
}

/// "Backend node me", "node backend ecs pe": the backend is what there is to be, and only what stands behind it the means.
fn means(reading: &Reading<'_>, run: Range<usize>) -> Range<usize> {
    let topic = |at: &usize| {
        matches!(
            reading.concept(*at),
            Some(Concept::App(_) | Concept::Leaning(_) | Concept::Vague(_))
        )
    };
    match run.clone().rev().find(topic) {
        Some(last) if last + 1 < run.end => last + 1..run.end,
        _ => run,
    }
}

/// "Postgres ke saath": Hindi's "with" stands behind its noun.
fn is_postposition(reading: &Reading<'_>, with: usize) -> bool {
    const BEHIND: [&str; 4] = ["saath", "sath", "samet", "k s"];
    let written = reading.written(with).to_lowercase();
    !written.is_ascii() || BEHIND.iter().any(|word| written.contains(word))
}

fn noun_after(reading: &Reading<'_>, at: usize) -> Range<usize> {
    let words = (at + 1..at + 1 + REACH)
        .take_while(|place| is_light(reading, *place))
        .count();
    reading.run_from(at + 1 + words)
}

/// "lambda or ecs?": two live items of a slot with "or" between them.
fn open_choices(reading: &Reading<'_>) -> Vec<OpenChoice> {
    if reading.says(Concept::Grammar(Grammar::YouDecide)) {
        return Vec::new();
    }
    (0..reading.items.len())
        .filter(|at| reading.grammar(*at) == Some(Grammar::Or))
        .filter_map(|at| choice_at(reading, at))
        .collect()
}

/// "Postgres or DynamoDB, whichever is cheaper": of two databases, frameworks or regions that are left to us one stays: the first, unless
/// the second alone costs nothing while nobody uses it.
fn leave_one(reading: &mut Reading<'_>) -> Vec<Chosen> {
    if !reading.says(Concept::Grammar(Grammar::YouDecide)) {
        return Vec::new();
    }
    let choices: Vec<_> = (0..reading.items.len())
        .filter(|at| reading.grammar(*at) == Some(Grammar::Or))
        .filter_map(|at| Some((choice_at(reading, at)?.slot, between_or(reading, at)?)))
        .filter(|(slot, _)| matches!(slot, Slot::Database | Slot::Framework | Slot::Region))
        .collect();
    for (_, [first, second]) in &choices {
        let other = if is_cheaper(reading, *second) {
            *first
        } else {
            *second
        };
        let places: Vec<_> = reading
            .live()
            .filter(|(_, concept)| Some(*concept) == reading.concept(other))
            .map(|(at, _)| at)
            .collect();
        for at in places {
            reading.take_out(at);
        }
    }
    let chosen = choices.into_iter().filter_map(|(slot, [first, second])| {
        let (kept, reason) = if is_cheaper(reading, second) {
            (second, Reason::CheaperOfTwo)
        } else {
            (first, Reason::FirstOfTwo)
        };
        // Of "A or B or C" the second choice is between two that are gone.
        let live = reading.items.get(kept).is_some_and(|item| item.live);
        live.then(|| Chosen {
            slot,
            written: reading.written(kept).to_owned(),
            reason,
        })
    });
    chosen.collect()
}

/// It costs nothing while nobody uses it.
fn is_cheaper(reading: &Reading<'_>, at: usize) -> bool {
    use cloudwhisper_api::requirements::Storage;
    reading.concept(at) == Some(Concept::Store(Storage::Dynamodb))
}

fn choice_at(reading: &Reading<'_>, or: usize) -> Option<OpenChoice> {
    let live = |place: usize| {
        reading
            .content(place)
            .filter(|_| reading.items.get(place).is_some_and(|item| item.live))
    };
    let [before, after] = between_or(reading, or)?;
    let (first, second) = (live(before)?, live(after)?);
    let shared = slot(first)?;
    (slot(second) == Some(shared) && first != second).then_some(OpenChoice {
        slot: shared,
        first,
        second,
    })
}

/// The items on both sides of an "or", over words that say little.
pub(super) fn between_or(reading: &Reading<'_>, or: usize) -> Option<[usize; 2]> {
    let skip = |place: &usize| {
        is_light(reading, *place) || reading.grammar(*place).is_some_and(|g| g == Grammar::InAfter)
    };
    let after = or + 1 + (or + 1..or + 3).take_while(skip).count();
    let before = or.checked_sub(1 + (0..or).rev().take(2).take_while(skip).count())?;
    Some([before, after])
}
