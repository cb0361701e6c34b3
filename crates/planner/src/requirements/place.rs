//! Where it runs. Here: regions by code and city. Not here: whether an account may use one (the operator asks its policy).

mod countries;
mod unknown;

use cloudwhisper_api::error::UserError;

use self::countries::{CONTINENTS, COUNTRIES};
use super::draft::{Case, Notes};
use super::purposes;
use super::read::{Reading, What};
use super::scope::Slot;
use super::words::{self, Reason};
use crate::language::lexicon::{Concept, Grammar, Intent, entries};

const DEFAULT: &str = "ap-south-1";

/// The regions that are said and not denied, in order.
pub(super) fn said(reading: &Reading<'_>) -> Vec<String> {
    let mut regions = Vec::new();
    let city = reading.items.iter().enumerate().any(|(at, item)| {
        item.live
            && matches!(item.what, What::Term(Concept::Region(_)) | What::RegionCode)
            && !is_country(reading, at)
    });
    for (at, item) in reading.items.iter().enumerate().filter(|(_, item)| item.live) {
        let region = match item.what {
            What::Term(Concept::Region(_)) if city && is_country(reading, at) => continue,
            What::Term(Concept::Region(code)) => code.to_owned(),
            What::RegionCode => reading.written(at).to_lowercase(),
            _ => continue,
        };
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    if regions.len() > 1 {
        regions = without_continents(reading, regions);
    }
    // "From Frankfurt to Stockholm", "Frankfurt se Stockholm": where it was is not where it runs.
    if regions.len() > 1 {
        let left: Vec<String> = (0..reading.items.len())
            .filter(|at| is_left(reading, *at))
            .filter_map(|at| code_at(reading, at))
            .collect();
        let stays = |region: &String| !left.contains(region);
        if regions.iter().any(stays) {
            regions.retain(stays);
        }
    }
    if regions.len() > 1
        && let Some(place) = where_it_runs(reading)
    {
        return vec![place];
    }
    regions
}

/// "In Europe, in Germany": the smaller place says where.
fn without_continents(reading: &Reading<'_>, regions: Vec<String>) -> Vec<String> {
    let is_continent = |at: usize| CONTINENTS.contains(&reading.written(at).to_lowercase().as_str());
    let smaller: Vec<String> = (0..reading.items.len())
        .filter(|at| !is_continent(*at))
        .filter_map(|at| code_at(reading, at))
        .collect();
    let kept: Vec<String> = regions
        .iter()
        .filter(|region| smaller.contains(region))
        .cloned()
        .collect();
    if kept.is_empty() { regions } else { kept }
}

fn code_at(reading: &Reading<'_>, at: usize) -> Option<String> {
    match reading.items.get(at).filter(|item| item.live)?.what {
        What::Term(Concept::Region(code)) => Some(code.to_owned()),
        What::RegionCode => Some(reading.written(at).to_lowercase()),
        _ => None,
    }
}

/// Whether people leave the region at `at`.
fn is_left(reading: &Reading<'_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .map(|before| reading.written(before).to_lowercase());
    before.is_some_and(|before| before == "from")
        || matches!(reading.written(at + 1).to_lowercase().as_str(), "se" | "से")
}

/// "For the Tokyo office, but run it in Mumbai": a verb that says where it runs wins over where people are.
fn where_it_runs(reading: &Reading<'_>) -> Option<String> {
    let region = |at: usize| code_at(reading, at);
    let follows_verb = |at: usize| {
        reading.concept(at - 1) == Some(Concept::Grammar(Grammar::In))
            && (at.saturating_sub(4)..at).any(|place| {
                matches!(
                    reading.concept(place),
                    Some(Concept::Intent(Intent::Deploy | Intent::Make))
                )
            })
    };
    let mut regions = (1..reading.items.len()).filter(|at| region(*at).is_some());
    let but = reading.says(Concept::Grammar(Grammar::But));
    if reading.says(Concept::Grammar(Grammar::Or)) && !but {
        return None;
    }
    let last = regions.next_back().filter(|at| follows_verb(*at))?;
    // "Run it in Mumbai and in Virginia" is two places; "users in Germany and France, deploy in Paris" is one.
    let joined = (last.saturating_sub(3)..last)
        .any(|place| reading.concept(place) == Some(Concept::Grammar(Grammar::And)));
    let apart = (last.saturating_sub(4)..last).any(|place| {
        reading.stops(place)
            || reading
                .items
                .get(place)
                .is_some_and(|item| item.what == What::Pause)
    });
    if reading.says(Concept::Grammar(Grammar::And)) && !but && (joined || !apart) {
        return None;
    }
    let first_is_elsewhere = regions.all(|at| !follows_verb(at));
    first_is_elsewhere.then(|| region(last)).flatten()
}

/// "India" says where the users are; a city elsewhere in the prompt says where it runs. "India and Virginia" are two places.
fn is_country(reading: &Reading<'_>, at: usize) -> bool {
    let joined = |between: usize, beside: usize| {
        matches!(
            reading.concept(between),
            Some(Concept::Grammar(Grammar::And | Grammar::Or))
        ) && reading.items.get(beside).is_some_and(|item| {
            item.live && matches!(item.what, What::Term(Concept::Region(_)) | What::RegionCode)
        })
    };
    if joined(at + 1, at + 2) || at >= 2 && joined(at - 1, at - 2) {
        return false;
    }
    let written = reading.written(at).to_lowercase();
    COUNTRIES.contains(&written.as_str()) || CONTINENTS.contains(&written.as_str())
}

/// Whether it is a region of AWS's.
pub(super) fn is_known(region: &str) -> bool {
    entries().any(|entry| matches!(entry.concept, Concept::Region(code) if code == region))
}

/// Decides on the region.
pub(super) fn decide(case: &Case<'_>, notes: &mut Notes) -> Result<Option<String>, UserError> {
    if let Some(region) = case.request.region {
        return known(region, case).map(Some);
    }
    if let Some(region) = &case.answers.region {
        return known(region, case).map(Some);
    }
    let said = said(&case.reading);
    if let Some(stray) = stray(case.reading.text, &said) {
        return known(stray, case).map(Some);
    }
    match said.as_slice() {
        [] => Ok(Some(fallback(case, notes))),
        [one] => known(one, case).map(Some),
        [first, ..]
            if case.choice(Slot::Region).is_none()
                && case.reading.says(Concept::Grammar(Grammar::YouDecide)) =>
        {
            known(first, case).map(Some)
        }
        // A table that is in several regions at once: the first is where the rest runs.
        // A system whose data lies in several regions, or that is copied to another: likewise.
        [first, ..] if spans_regions(&case.reading) || is_system(case) => {
            notes.assume("region", first, Reason::FirstOfRegions);
            known(first, case).map(Some)
        }
        several => {
            for region in several {
                known(region, case)?;
            }
            notes.ask("region", &several.iter().map(String::as_str).collect::<Vec<_>>());
            Ok(None)
        }
    }
}

/// A region that AWS does not have, where no other was said. The area of "eu-north-12" is a name of Ireland, and not the region that was
/// meant.
fn stray<'a>(text: &'a str, said: &[String]) -> Option<&'a str> {
    let stray = unknown::said(text).filter(|it| !is_known(&it.to_lowercase()))?;
    let lower = text.to_lowercase();
    match said {
        [] => Some(stray),
        [one] => (!lower.contains(one.as_str())).then_some(stray),
        _ => None,
    }
}

/// Whether so many parts are described that a second region is that of one of them, and no choice was left open.
fn is_system(case: &Case<'_>) -> bool {
    const PARTS: usize = 4;
    case.choice(Slot::Region).is_none() && purposes::parts(&case.reading) >= PARTS
}

fn spans_regions(reading: &Reading<'_>) -> bool {
    let mut live = reading.items.iter().filter(|item| item.live);
    live.any(|item| item.aws == Some("AWS::DynamoDB::GlobalTable"))
}

fn known(region: &str, case: &Case<'_>) -> Result<String, UserError> {
    if is_known(region) {
        Ok(region.to_owned())
    } else {
        Err(words::unsupported_region(
            case.language,
            region,
            &unknown::near(region).join(", "),
        ))
    }
}

fn fallback(case: &Case<'_>, notes: &mut Notes) -> String {
    let (region, reason) = match case.request.default_region {
        Some(region) => (region, Reason::AccountDefault),
        None => (DEFAULT, Reason::Nearest),
    };
    notes.assume("region", region, reason);
    region.to_owned()
}
