//! Whether a prompt asks for a deployment at all. Here: gibberish, chit-chat, questions, attacks, removals. Not here: what is
//! deployed.

use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar, Intent};

/// Whether something is to be deployed.
pub(super) fn wants_deployment(reading: &Reading<'_>) -> bool {
    let has = |intent: Intent| says(reading, intent);
    if attacks(reading) {
        return false;
    }
    let thing = reading.items.iter().any(|item| item.what.is_thing());
    let wish = has(Intent::Deploy) || has(Intent::Make);
    if has(Intent::Chat) && !(has(Intent::Deploy) && thing) {
        return false;
    }
    if has(Intent::Delete) && !wish {
        return false;
    }
    if asks(reading) && !(has(Intent::Deploy) || wish && !begins_with_question(reading)) {
        return false;
    }
    (thing && (wish || noun_phrase(reading))) || has(Intent::Deploy)
}

/// Whether this is wanted: "do not deploy" isn't.
fn says(reading: &Reading<'_>, intent: Intent) -> bool {
    let denied = |at: usize| {
        at.checked_sub(1).and_then(|at| reading.concept(at)) == Some(Concept::Grammar(Grammar::NotBefore))
    };
    reading
        .live()
        .any(|(at, concept)| concept == Concept::Intent(intent) && !denied(at))
}

/// A wish without a verb, such as "React website, free tier": most of its words mean something.
fn noun_phrase(reading: &Reading<'_>) -> bool {
    let unknown = reading
        .items
        .iter()
        .filter(|item| item.what == What::Word)
        .count();
    let known = reading.items.iter().filter(|item| item.what.is_thing()).count();
    unknown <= 2 + 3 * known
}

fn asks(reading: &Reading<'_>) -> bool {
    reading.says(Concept::Intent(Intent::Ask))
}

fn begins_with_question(reading: &Reading<'_>) -> bool {
    let first = reading
        .items
        .iter()
        .take(3)
        .any(|item| item.what == What::Term(Concept::Intent(Intent::Ask)));
    first
        && reading
            .items
            .iter()
            .rev()
            .take(2)
            .any(|item| item.what == What::QuestionMark)
}

/// An attack, unless the thought is about guarding against one.
fn attacks(reading: &Reading<'_>) -> bool {
    reading
        .live()
        .filter(|(_, concept)| *concept == Concept::Intent(Intent::Attack))
        .any(|(at, _)| {
            let near = at.saturating_sub(4)..(at + 4).min(reading.items.len());
            let guarded = |place| {
                matches!(
                    reading.concept(place),
                    Some(Concept::Intent(Intent::Defend) | Concept::Grammar(Grammar::NotBefore))
                )
            };
            !near.into_iter().any(guarded)
        })
}

impl What {
    /// Whether it is a part of a system, so that naming it says what the prompt is about.
    pub(super) fn is_thing(self) -> bool {
        match self {
            Self::InstanceType => true,
            Self::Term(concept) => matches!(
                concept,
                Concept::App(_)
                    | Concept::Leaning(_)
                    | Concept::Vague(_)
                    | Concept::Framework(_)
                    | Concept::Runtime(_)
                    | Concept::Foreign(_)
                    | Concept::Compute(_)
                    | Concept::Docker
                    | Concept::Database
                    | Concept::Sql(_)
                    | Concept::Store(_)
                    | Concept::Function
                    | Concept::Service
                    | Concept::Unplanned(_)
            ),
            _ => false,
        }
    }
}
