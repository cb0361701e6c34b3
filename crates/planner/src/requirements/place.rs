//! Where it runs. Here: regions by code and city. Not here: whether an account may use one (the operator asks its policy).

use cloudwhisper_api::error::UserError;

use super::draft::{Case, Notes};
use super::read::{Reading, What};
use super::scope::Slot;
use super::words::{self, Reason};
use crate::language::lexicon::{Concept, entries};

const DEFAULT: &str = "ap-south-1";

/// The regions that are said and not denied, in order.
pub(super) fn said(reading: &Reading<'_>) -> Vec<String> {
    let mut regions = Vec::new();
    for (at, item) in reading.items.iter().enumerate().filter(|(_, item)| item.live) {
        let region = match item.what {
            What::Term(Concept::Region(code)) => code.to_owned(),
            What::RegionCode => reading.written(at).to_lowercase(),
            _ => continue,
        };
        if !regions.contains(&region) {
            regions.push(region);
        }
    }
    // A country says less than a city of it: "India, Hyderabad region".
    if regions.len() > 1
        && let Some(at) = regions.iter().position(|region| region == DEFAULT)
        && regions.iter().any(|r| r == "ap-south-2")
    {
        let only_country = !reading.text.to_lowercase().contains("mumbai");
        if only_country {
            regions.remove(at);
        }
    }
    regions
}

/// Whether it is a region of AWS's.
pub(super) fn is_known(region: &str) -> bool {
    entries().any(|entry| entry.concept == Concept::Region(region_code(region)))
}

/// The table's own copy of a code, or nothing.
fn region_code(region: &str) -> &'static str {
    entries()
        .find_map(|entry| match entry.concept {
            Concept::Region(code) if code == region => Some(code),
            _ => None,
        })
        .unwrap_or("")
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
    match said.as_slice() {
        [] => Ok(Some(fallback(case, notes))),
        [one] => known(one, case).map(Some),
        [first, ..] if case.choice(Slot::Region).is_none() && is_hosting_place(case) => {
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

/// One of several places is the one with the word "region" beside it; nobody says it of the places of their users.
fn is_hosting_place(case: &Case<'_>) -> bool {
    case.reading
        .says(Concept::Grammar(crate::language::lexicon::Grammar::YouDecide))
}

fn known(region: &str, case: &Case<'_>) -> Result<String, UserError> {
    if is_known(region) {
        Ok(region.to_owned())
    } else {
        Err(words::unsupported_region(case.language))
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
