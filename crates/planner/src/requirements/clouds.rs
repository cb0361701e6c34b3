//! Other companies' clouds. Here: whether one is asked for as the place to run. Not here: their services, which are left out by
//! name (`services`).

use cloudwhisper_api::error::UserError;

use super::draft::{Case, Notes};
use super::read::{Reading, What};
use super::words;
use crate::language::lexicon::{Concept, Grammar, Intent, Vague};

/// Words before a cloud that say that it is where things come from, or only like it.
const NO_PLACE: [&str; 19] = [
    "stays",
    "remains",
    "already",
    "from",
    "like",
    "unlike",
    "similar",
    "currently",
    "existing",
    "old",
    "now",
    "leaving",
    "than",
    "alternative",
    "replace",
    "abhi",
    "purana",
    "अभी",
    "पुराना",
];
/// Words that do the same behind it.
const NO_PLACE_AFTER: [&str; 8] = ["se", "से", "jaisa", "jaisi", "जैसा", "जैसी", "alternative", "style"];
/// How far a verb or one of these words may stand away.
const NEAR: usize = 8;

/// Refuses a prompt that wants another cloud alone; warns where it wants AWS as well.
///
/// # Errors
/// `UNSUPPORTED_SERVICE`.
pub(super) fn check(case: &Case<'_>, notes: &mut Notes) -> Result<(), UserError> {
    let reading = &case.reading;
    let places = reading.live().filter_map(|(at, concept)| match concept {
        Concept::OtherCloud(cloud) if is_place(reading, at) => Some(cloud),
        _ => None,
    });
    for cloud in places {
        if !says_aws(reading) {
            return Err(words::only_aws(case.language, cloud));
        }
        notes.warn(
            "UNSUPPORTED_SERVICE",
            words::other_cloud_left_out(case.language, cloud),
        );
    }
    Ok(())
}

/// "on Azure", "to Azure", "Azure par", "an Azure VM".
fn is_place(reading: &Reading<'_>, at: usize) -> bool {
    let written = |place: usize| reading.written(place).to_lowercase();
    let near = at.saturating_sub(3)..at;
    if near
        .into_iter()
        .any(|place| NO_PLACE.contains(&written(place).as_str()))
        || NO_PLACE_AFTER.contains(&written(at + 1).as_str())
    {
        return false;
    }
    let before = at.checked_sub(1);
    let in_it = before.is_some_and(|before| reading.concept(before) == Some(Concept::Grammar(Grammar::In)));
    let moves = |place: usize| match reading.concept(place) {
        Some(Concept::Intent(Intent::Deploy)) => true,
        Some(Concept::Intent(Intent::Make)) => matches!(written(place).as_str(), "migrate" | "move" | "put"),
        _ => false,
    };
    let to_it =
        before.is_some_and(|before| written(before) == "to") && (at.saturating_sub(NEAR)..at).any(moves);
    let its = matches!(
        reading.concept(at + 1),
        Some(
            Concept::Grammar(Grammar::InAfter)
                | Concept::Compute(_)
                | Concept::Vague(Vague::Server)
                | Concept::Intent(Intent::Deploy)
        )
    );
    in_it || to_it || its
}

/// Whether AWS, one of its services or one of its regions is named besides.
fn says_aws(reading: &Reading<'_>) -> bool {
    reading.items.iter().enumerate().any(|(at, item)| {
        let written = reading.written(at).to_lowercase();
        item.live
            && (item.what == What::RegionCode
                || written.split_whitespace().any(|word| {
                    matches!(
                        word,
                        "aws" | "amazon" | "lambda" | "ec2" | "s3" | "dynamodb" | "एडब्ल्यूएस"
                    )
                }))
    })
}
