//! AWS's own short names that are everyday words too: Config, Backup, Batch, Transfer, Budgets, SSM, a secret. Here: where one of
//! them names its service, which is in a list with other services, or where nothing else is asked for. Not here: longer names, which
//! always mean the service (the catalogue's terms).

mod names;

use std::ops::Range;

use self::names::{BACKUP, BareName, NAMES};
use super::read::{Reading, What};
use crate::catalog::{self, Service};
use crate::language::lexicon::{self, Concept, Grammar, Intent};

/// One stretch between two commas or "and"s.
struct Member {
    items: Range<usize>,
    /// Whether a comma or an "and" stands before it, and not a colon or the end of a sentence.
    joined: bool,
    is: Is,
}

/// What a stretch is, as far as it tells its neighbours.
#[derive(Clone, Copy)]
enum Is {
    /// A bare name at this place and nothing else; whether it is known to name its service.
    Bare(usize, &'static BareName, bool),
    /// It begins or ends with a service.
    Service(&'static str),
    /// Anything else.
    Other,
}

/// Gives every such word its service.
pub(super) fn settle(reading: &mut Reading<'_>) {
    let has_any = (0..reading.items.len()).any(|at| name_at(reading, at).is_some());
    if !has_any {
        return;
    }
    let mut members = members(reading);
    let alone = members.iter().all(|member| matches!(member.is, Is::Bare(..)))
        && members.iter().any(|member| is_meant(reading, member));
    // What is known of one is known to the next, in both directions.
    for at in (0..members.len()).chain((0..members.len()).rev()) {
        let Some(Member {
            is: Is::Bare(place, name, false),
            joined,
            ..
        }) = members.get(at)
        else {
            continue;
        };
        let (place, name) = (*place, *name);
        let before = at.checked_sub(1).filter(|_| *joined);
        let behind = Some(at + 1).filter(|next| members.get(*next).is_some_and(|it| it.joined));
        let vouches = |neighbour: usize| match members.get(neighbour).map(|it| it.is) {
            Some(Is::Bare(_, _, known)) => known,
            Some(Is::Service(kind)) => name.kind != BACKUP || is_capital(reading, place) || !keeps_data(kind),
            _ => false,
        };
        let known = alone || before.is_some_and(vouches) || behind.is_some_and(vouches);
        if let Some(member) = members.get_mut(at) {
            member.is = Is::Bare(place, name, known);
        }
    }
    for member in members {
        if let Is::Bare(place, name, true) = member.is
            && !reading.items.iter().any(name.belongs)
            && let Some(item) = reading.items.get_mut(place)
        {
            item.what = What::Term(Concept::Service);
            item.aws = Some(name.kind);
        }
    }
}

/// "RDS and backup": the backup is the database's own.
fn keeps_data(kind: &str) -> bool {
    kind == "AWS::EC2::Instance" || catalog::service(kind).is_some_and(Service::stateful)
}

/// Whether a verb asks for it, or a capital says that it is a name.
fn is_meant(reading: &Reading<'_>, member: &Member) -> bool {
    let asks = |at: usize| {
        matches!(
            reading.concept(at),
            Some(Concept::Intent(Intent::Make | Intent::Deploy))
        )
    };
    let capital =
        |at: usize| matches!(member.is, Is::Bare(place, ..) if place == at) && is_capital(reading, at);
    member.items.clone().any(|at| asks(at) || capital(at))
}

fn is_capital(reading: &Reading<'_>, at: usize) -> bool {
    reading.written(at).starts_with(|c: char| c.is_ascii_uppercase())
}

/// The name that stands at `at` by itself, and not in a compound such as `app-config`.
fn name_at(reading: &Reading<'_>, at: usize) -> Option<&'static BareName> {
    let item = reading
        .items
        .get(at)
        .filter(|item| item.aws.is_none() && item.what != What::Name)?;
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '@');
    let before = reading.text.get(..item.span.start)?.chars().next_back();
    let mut behind = reading.text.get(item.span.end..)?.chars();
    let (next, one_more) = (behind.next(), behind.next());
    // A full stop ends a sentence where nothing follows at once.
    let goes_on = next.is_some_and(joins)
        && (next != Some('.') || one_more.is_some_and(char::is_alphanumeric))
        && next != Some('/');
    if before.is_some_and(|c| joins(c) && c != '/') || goes_on {
        return None;
    }
    let written = reading.written(at);
    let folded = lexicon::fold(written);
    NAMES.iter().find(|name| {
        let is_it = |said: &str| lexicon::fold(said) == folded;
        name.said.iter().any(|said| is_it(said))
    })
}

/// The prompt as a list: what stands between its separators. What stands in brackets explains what is before them.
fn members(reading: &Reading<'_>) -> Vec<Member> {
    let mut members = Vec::new();
    let mut start = 0;
    let mut joined = false;
    let mut at = 0;
    let mut add = |items: Range<usize>, joined: bool| {
        if !items.is_empty() {
            let is = what(reading, &items);
            members.push(Member { items, joined, is });
        }
    };
    while at <= reading.items.len() {
        let separates = separator(reading, at);
        let Some(joins) = separates else {
            at += 1;
            continue;
        };
        add(start..at.min(reading.items.len()), joined);
        // Several separators in a row join only where none of them ends the thought.
        joined = if start == at { joined && joins } else { joins };
        at += 1;
        if reading.written(at - 1) == "(" {
            let close = (at..at + BRACKET).find(|place| reading.written(*place) == ")");
            at = close.map_or(at, |close| close + 1);
            joined = close.is_some();
        }
        start = at;
    }
    members
}

/// The most items that are looked for the end of a bracket.
const BRACKET: usize = 24;

/// Whether what stands here divides the prompt, and if so whether it joins what it divides into one list.
fn separator(reading: &Reading<'_>, at: usize) -> Option<bool> {
    match reading.items.get(at).map(|item| item.what) {
        None | Some(What::QuestionMark) => Some(false),
        Some(What::Stop) => Some(matches!(reading.written(at), "\n" | ";")),
        Some(What::Pause) => Some(!matches!(reading.written(at), ":")),
        Some(What::Term(Concept::Grammar(Grammar::And))) => Some(true),
        _ if matches!(reading.written(at), "/" | "+" | "&") => Some(true),
        _ => None,
    }
}

fn what(reading: &Reading<'_>, items: &Range<usize>) -> Is {
    let bare = items.clone().find_map(|at| {
        let name = name_at(reading, at)?;
        (opens(reading, items.start..at, name) && ends(reading, at + 1..items.end, name))
            .then_some(Is::Bare(at, name, false))
    });
    bare.unwrap_or_else(|| {
        let heavy = |at: &usize| !is_light(reading, *at);
        let first = items.clone().find(heavy);
        let last = items.clone().rev().find(heavy);
        let service = [last, first]
            .into_iter()
            .flatten()
            .find_map(|at| service_at(reading, at));
        service.map_or(Is::Other, Is::Service)
    })
}

/// The type of the service at `at`; nothing in it where that is none of ours.
fn service_at(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    let item = reading.items.get(at)?;
    item.aws.or(match item.what {
        What::Term(Concept::Store(_)) => Some("AWS::S3::Bucket"),
        What::Term(Concept::Service | Concept::Unplanned(_) | Concept::Compute(_)) => Some(""),
        _ => None,
    })
}

/// Whether nothing stands before the name that makes another thing of it: "set up Config", "we need SSM", not "the app config".
fn opens(reading: &Reading<'_>, before: Range<usize>, name: &BareName) -> bool {
    let determines = |at: usize| {
        matches!(
            reading.written(at).to_lowercase().as_str(),
            "a" | "an" | "the" | "my" | "our" | "this" | "that"
        )
    };
    if !name.is_noun && before.clone().next_back().is_some_and(determines) {
        return false;
    }
    let asks = |at: &usize| {
        matches!(
            reading.concept(*at),
            Some(Concept::Intent(Intent::Make | Intent::Deploy) | Concept::Grammar(Grammar::With))
        )
    };
    let from = before.clone().rev().find(asks).unwrap_or(before.start);
    (from..before.end).all(|at| is_light(reading, at) || asks(&at))
}

/// Whether nothing stands behind it that it is part of: "Config chahiye", not "config file".
fn ends(reading: &Reading<'_>, behind: Range<usize>, name: &BareName) -> bool {
    let mut rest = behind.skip_while(|at| is_light(reading, *at));
    let Some(at) = rest.next() else { return true };
    let region = matches!(reading.concept(at + 1), Some(Concept::Region(_)))
        || reading.items.get(at + 1).map(|item| item.what) == Some(What::RegionCode);
    match reading.concept(at) {
        Some(Concept::Grammar(Grammar::In)) if region => true,
        Some(Concept::Region(_)) => true,
        Some(Concept::Grammar(Grammar::For | Grammar::With)) => name.is_noun,
        _ => name.is_noun && matches!(reading.written(at), "that" | "which" | "jo" | "जो"),
    }
}

/// What says nothing of the thing beside it: a verb that asks for it, an article, a number, a filler.
fn is_light(reading: &Reading<'_>, at: usize) -> bool {
    match reading.items.get(at).map(|item| item.what) {
        Some(What::Number(_)) => true,
        Some(What::Term(concept)) => {
            matches!(
                concept,
                Concept::Grammar(Grammar::Article | Grammar::Of)
                    | Concept::Intent(Intent::Make | Intent::Deploy | Intent::Yes)
                    | Concept::Filler
            ) && name_at(reading, at).is_none()
        }
        Some(What::Word) => matches!(
            reading.written(at).to_lowercase().as_str(),
            "aws" | "amazon" | "please" | "service" | "up" | "bhi"
        ),
        _ => false,
    }
}
