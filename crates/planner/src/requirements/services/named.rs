//! Services that were named outright, by their sort.

use cloudwhisper_api::requirements::{Compute, Storage};

use super::list::{List, relational};
use super::programs::runs_here;
use super::{BUCKET, CACHE, FUNCTION, HTTP_API, TABLE, TOPIC};
use crate::catalog::{apigatewayv2, sns};
use crate::language::lexicon::Concept;
use crate::requirements::data::Data;
use crate::requirements::draft::{Case, Notes};
use crate::requirements::names::Subject;
use crate::requirements::read::{Reading, What};
use crate::requirements::{company, words};

/// Lists what was named outright; `answered` is what the application was said to run on in an answer.
pub(super) fn named(reading: &Reading<'_>, answered: Option<Compute>, list: &mut List) {
    for (at, item) in reading.items.iter().enumerate().filter(|(_, item)| item.live) {
        if let Some(kind) = item.aws.filter(|kind| runs_here(kind, answered)) {
            let term = reading.written(at).to_lowercase();
            list.sort(kind, &term);
            if kind == TOPIC && is_for_alarms(reading, at) {
                list.set(TOPIC, sns::FOR_ALARMS, "true");
            }
            if kind == HTTP_API && company::HTTP_API.contains(&term.as_str()) {
                list.set(HTTP_API, apigatewayv2::BESIDE_REST, "true");
            }
            if kind == TABLE && term.contains("stream") {
                list.set(TABLE, "stream", "true");
            }
            if kind == TABLE && term.contains("scaling") {
                list.set(TABLE, "autoscaling", "true");
            }
            if kind == CACHE && (term.contains("redis") || term.contains("रेडिस")) {
                list.set(kind, "engine", "redis");
            }
        }
    }
}

/// Warns of services that were named and that the catalogue doesn't have.
pub(super) fn unplanned(case: &Case<'_>, notes: &mut Notes) {
    let reading = &case.reading;
    for item in reading.items.iter().filter(|item| item.live) {
        if let What::Term(Concept::Unplanned(service)) = item.what {
            notes.warn(
                "UNSUPPORTED_SERVICE",
                words::unplanned_service(case.language, service),
            );
        }
    }
}

/// "alarms to an SNS topic": the topic is the one that alarms have anyway.
fn is_for_alarms(reading: &Reading<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    let ends = |place: &usize| reading.stops(*place) || reading.written(*place) == ",";
    let is_alarm = |place: usize| reading.concept(place) == Some(Concept::Alarm);
    let before = (at.saturating_sub(NEAR)..at)
        .rev()
        .take_while(|place| !ends(place));
    let after = (at + 1..=at + NEAR).take_while(|place| !ends(place));
    before.chain(after).any(is_alarm)
}

/// Gives services the names that were said of them.
pub(super) fn given_names(names: &[(Subject, String)], data: &Data, list: &mut List) {
    for (subject, name) in names {
        let kind = match subject {
            Subject::Bucket => BUCKET,
            Subject::Database if data.storage.contains(&Storage::Rds) => relational(list),
            Subject::Table | Subject::Database => TABLE,
            Subject::Function => FUNCTION,
            Subject::Part(kind) if list.has(kind) => kind,
            Subject::Project | Subject::Part(_) => continue,
        };
        list.name(kind, name);
    }
}
