//! What speaks for a number being a ceiling on cost, and what against: "at most" beside it, a unit behind it, a price that others pay.

use super::{is_pause, number};
use crate::language::lexicon::Concept;
use crate::requirements::read::{Reading, What};

/// "Cut from $100 to $40", "sau dollar se ghat kar chalis": what it was, where another amount says what it is.
pub(super) fn was_before(reading: &Reading<'_>, at: usize) -> bool {
    const CHANGES: [&str; 18] = [
        "cut",
        "reduc",
        "lower",
        "rais",
        "increas",
        "chang",
        "slash",
        "brought",
        "ghat",
        "badh",
        "kam kar",
        "kam ho",
        "badal",
        "घट",
        "बढ़",
        "बदल",
        "कम कर",
        "कम हो",
    ];
    let word = |place: usize| reading.written(place).to_lowercase();
    let changes = |place: usize| CHANGES.iter().any(|change| word(place).starts_with(change));
    let end = reading.thought(at).end.min(at + 7);
    let Some(next) = (at + 1..end).find(|place| number(reading, *place).is_some()) else {
        return false;
    };
    let before = (at.saturating_sub(5)..at).any(changes) && (at + 1..next).any(|place| word(place) == "to");
    let behind =
        (at + 1..next).any(|place| matches!(word(place).as_str(), "se" | "से")) && (at + 1..next).any(changes);
    before || behind
}

/// "Price class 100" is where a content network serves from.
pub(super) fn is_price_class(reading: &Reading<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| reading.written(before).to_lowercase().split(' ').next_back() == Some("class"))
}

/// "We charge customers $9.99", "spent 200 dollars last month on Heroku": what others pay, and what was paid elsewhere. Where a word for a
/// limit stands beside it, it is one all the same.
pub(super) fn is_of_others(reading: &Reading<'_>, at: usize, after: usize) -> bool {
    const VERBS: [&str; 14] = [
        "charge", "charges", "charging", "charged", "earn", "earns", "earning", "sell", "sells", "selling",
        "revenue", "spent", "paid", "raised",
    ];
    let word = |place: usize| reading.written(place).to_lowercase();
    let verb = (at.saturating_sub(5)..at)
        .rev()
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(|place| VERBS.contains(&word(place).as_str()));
    let past = (after..after + 3).any(|place| word(place) == "last");
    (verb || past || is_paid_elsewhere(reading, at, after)) && !limit_beside(reading, at, after)
}

/// "We pay $48 there", "currently paying 90 dollars to Heroku", "abhi 3000 de rahe hain": what it costs today, at somebody else's.
fn is_paid_elsewhere(reading: &Reading<'_>, at: usize, after: usize) -> bool {
    const PAYS: [&str; 14] = [
        "pay",
        "pays",
        "paying",
        "cost",
        "costs",
        "costing",
        "spend",
        "spending",
        "bill",
        "de rahe",
        "dete",
        "lagte",
        "lagta",
        "लगते",
    ];
    const TODAY: [&str; 12] = [
        "there",
        "currently",
        "now",
        "today",
        "presently",
        "already",
        "elsewhere",
        "abhi",
        "vahan",
        "wahan",
        "अभी",
        "वहां",
    ];
    let word = |place: usize| reading.written(place).to_lowercase();
    let before = || {
        (at.saturating_sub(6)..at)
            .rev()
            .take_while(|place| !reading.stops(*place) && number(reading, *place).is_none())
    };
    let behind = || {
        (after..after + 6).take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
    };
    let is_elsewhere = |place: usize| {
        TODAY.contains(&word(place).as_str())
            || matches!(reading.concept(place), Some(Concept::OtherCloud(_)))
    };
    let pays = |place: usize| PAYS.contains(&word(place).as_str());
    let names_budget = before()
        .chain(behind())
        .any(|place| reading.concept(place) == Some(Concept::Budget) && !pays(place));
    // "I can pay 15 dollars now" is what it may cost.
    let offers = before().any(|place| {
        matches!(
            word(place).as_str(),
            "can" | "could" | "will" | "want" | "ready" | "able" | "would"
        )
    });
    before().chain(behind()).any(pays)
        && before().chain(behind()).any(is_elsewhere)
        && !names_budget
        && !offers
}

/// "Min 2, max 8": bounds of how many there are.
pub(super) fn is_of_min_and_max(reading: &Reading<'_>, at: usize) -> bool {
    let near = at.saturating_sub(4)..at + 4;
    let says = |start: &str| {
        near.clone()
            .any(|place| reading.written(place).to_lowercase().starts_with(start))
    };
    says("min") && !says("minut") && says("max")
}

pub(super) fn budget_near(reading: &Reading<'_>, at: usize) -> bool {
    let cue = |place: &usize| reading.concept(*place) == Some(Concept::Budget);
    let before = (0..at)
        .rev()
        .take(7)
        .take_while(|place| !reading.stops(*place) && number(reading, *place).is_none())
        .any(|place| cue(&place));
    let after = (at + 1..at + 5)
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(|place| cue(&place));
    before || after
}

pub(super) fn limit_beside(reading: &Reading<'_>, at: usize, after: usize) -> bool {
    let limit = |place: usize| reading.concept(place) == Some(Concept::Limit);
    let before = (0..at)
        .rev()
        .take(4)
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(limit);
    // "Min 0.5 max 4": a word right before the next number is that number's.
    let behind = (after..after + 4)
        .take_while(|place| !is_pause(reading, *place) && number(reading, *place).is_none())
        .any(|place| limit(place) && number(reading, place + 1).is_none());
    before || behind
}

/// A bare number that has a unit, or a noun that we don't know, is no money.
pub(super) fn counts_something(reading: &Reading<'_>, at: usize) -> bool {
    let next = reading.items.get(at + 1).map(|item| item.what);
    let unit_before = at.checked_sub(1).and_then(|before| reading.concept(before));
    let unit = |concept: Concept| {
        matches!(
            concept,
            Concept::Unit(_)
                | Concept::Time(_)
                | Concept::OtherCurrency
                | Concept::Logs
                | Concept::Files
                | Concept::Vague(_)
                | Concept::App(_)
                | Concept::Compute(_)
        )
    };
    let counted = match next {
        Some(What::Word | What::Name) => true,
        Some(What::Term(Concept::Every(_))) => is_bare_span(reading, at + 1),
        Some(What::Term(concept)) => unit(concept),
        _ => false,
    };
    let reach = at + 1..at + 4;
    let later = reach
        .take_while(|place| !is_pause(reading, *place))
        .any(|place| matches!(reading.concept(place), Some(Concept::Unit(_))));
    counted
        || later
        || matches!(
            unit_before,
            Some(Concept::Unit(_) | Concept::OtherCurrency | Concept::Runtime(_) | Concept::Sql(_))
        )
}

/// "2 days" is a span, "500 per day" and "500 mahine ke andar" are rates.
fn is_bare_span(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.written(at).to_lowercase().as_str(),
        "day" | "days" | "month" | "months" | "year" | "years" | "din" | "दिन"
    )
}
