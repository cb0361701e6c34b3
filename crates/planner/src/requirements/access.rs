//! Who may reach it, and which wishes are unsafe. Here: what was said. Not here: the findings (`review`).

use cloudwhisper_api::requirements::{AppType, InsecureWish, Storage};

use super::answers::YES_OR_NO;
use super::callers;
use super::draft::{Case, Notes};
use super::read::{Reading, What};
use super::words::Reason;
use crate::language::lexicon::Concept;

/// Whether anyone on the internet may reach the application.
pub(super) fn public_access(case: &Case<'_>, app_type: Option<AppType>, notes: &mut Notes) -> Option<bool> {
    if case.answers.public_access.is_some() {
        return case.answers.public_access;
    }
    let reading = &case.reading;
    let of_application = |wanted: Concept| {
        reading.live().any(|(at, concept)| {
            concept == wanted && store_beside(reading, at).is_none() && !is_of_network(reading, at)
        })
    };
    let denied = |wanted: Concept| {
        let of_app = |at: usize| store_beside(reading, at).is_none();
        reading
            .items
            .iter()
            .enumerate()
            .any(|(at, item)| item.denied && item.what == What::Term(wanted) && of_app(at))
    };
    let public = of_application(Concept::Public)
        || of_application(Concept::World) && !reading.says(Concept::Ssh)
        || denied(Concept::Private);
    let private = of_application(Concept::Private) || denied(Concept::Public) || callers::only_ours(reading);
    match (public, private) {
        (true, true) => {
            notes.ask("publicAccess", &YES_OR_NO);
            None
        }
        (true, false) => Some(true),
        (false, true) => Some(false),
        (false, false) => {
            if app_type.is_some() {
                notes.assume("publicAccess", true, Reason::PublicByDefault);
            }
            Some(true)
        }
    }
}

/// "Two public and two private subnets" says nothing of the application.
fn is_of_network(reading: &Reading<'_>, at: usize) -> bool {
    let subnet = |place: usize| {
        let written = reading.written(place).to_lowercase();
        written.contains("subnet") || written.contains("सबनेट")
    };
    let joins = |place: &usize| {
        !subnet(*place)
            && matches!(
                reading.items.get(*place).map(|item| item.what),
                Some(What::Number(_) | What::Term(Concept::Grammar(_) | Concept::Public | Concept::Private))
            )
    };
    let next = at + 1 + (at + 1..at + 5).take_while(joins).count();
    subnet(next)
}

/// The database or bucket that "public" or "private" at `at` is about: the nearest noun, if it is one.
fn store_beside(reading: &Reading<'_>, at: usize) -> Option<Concept> {
    let thought = reading.thought(at);
    let noun = |place: usize| reading.concept(place).filter(|concept| is_noun(*concept));
    let pause = |place: &usize| {
        reading
            .items
            .get(*place)
            .is_none_or(|item| item.what != What::Pause)
    };
    let after = (at + 1..thought.end.min(at + 4)).take_while(pause).find_map(noun);
    let before = (thought.start..at).rev().take(6).take_while(pause).find_map(noun);
    after
        .filter(|concept| is_store(*concept))
        .or_else(|| before.filter(|concept| is_store(*concept)))
}

fn is_noun(concept: Concept) -> bool {
    is_store(concept)
        || matches!(
            concept,
            Concept::App(_) | Concept::Leaning(_) | Concept::Vague(_) | Concept::Compute(_) | Concept::Ssh
        )
}

fn is_store(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Database | Concept::Sql(_) | Concept::Store(_) | Concept::Files | Concept::Ssh
    )
}

/// The unsafe wishes, in a fixed order.
pub(super) fn insecure_wishes(reading: &Reading<'_>) -> Vec<InsecureWish> {
    let open_to_all: Vec<Concept> = reading
        .live()
        .filter(|(_, concept)| matches!(concept, Concept::Public | Concept::World))
        .filter_map(|(at, _)| store_beside(reading, at))
        .chain(open_network(reading))
        .collect();
    let opens = |test: fn(Concept) -> bool| open_to_all.iter().copied().any(test);
    let wishes = [
        (
            opens(|c| {
                matches!(
                    c,
                    Concept::Database | Concept::Sql(_) | Concept::Store(Storage::Dynamodb)
                )
            }),
            InsecureWish::PublicDatabase,
        ),
        (
            opens(|c| matches!(c, Concept::Store(Storage::S3) | Concept::Files)),
            InsecureWish::PublicBucket,
        ),
        (opens(|c| c == Concept::Ssh), InsecureWish::OpenSsh),
        (reading.says(Concept::FullRights), InsecureWish::WildcardIam),
        (
            reading.denies(Concept::Encryption) || reading.says(Concept::Unencrypted),
            InsecureWish::NoEncryption,
        ),
        (
            reading.denies(Concept::Tls) || reading.says(Concept::PlainHttp),
            InsecureWish::NoTls,
        ),
    ];
    wishes
        .into_iter()
        .filter(|(wished, _)| *wished)
        .map(|(_, wish)| wish)
        .collect()
}

/// What `0.0.0.0/0` stands beside.
fn open_network<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Concept> + 'a {
    let open =
        reading.items.iter().enumerate().filter(|(at, item)| {
            item.live && item.what == What::Network && reading.written(*at).ends_with("/0")
        });
    open.filter_map(|(at, _)| store_beside(reading, at))
}
