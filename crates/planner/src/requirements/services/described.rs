//! Parts that stand in no word of their own: what was said by purpose, what is due again and again, and where data is kept
//! without an application that keeps it. Here: from these to the list. Not here: how they are found (`purposes`, `schedules`).

use cloudwhisper_api::requirements::{NamedService, Storage};
use indexmap::IndexMap;

use super::{BUCKET, FUNCTION, HTTP_API, List, TABLE, relational};
use crate::catalog::events::uploads;
use crate::catalog::{sns, stepfunctions};
use crate::language::lexicon::Concept;
use crate::language::lexicon::purposes::{MONTH_END, ON_UPLOAD};
use crate::requirements::connections;
use crate::requirements::data::Data;
use crate::requirements::draft::{Case, Notes};
use crate::requirements::purposes;
use crate::requirements::read::{Item, Reading, What};
use crate::requirements::schedules;
use crate::requirements::topics;

const SCHEDULE: &str = "AWS::Scheduler::Schedule";
const RULE: &str = "AWS::Events::Rule";
const QUEUE: &str = "AWS::SQS::Queue";
const TOPIC: &str = "AWS::SNS::Topic";

/// Parts that were described, and data that no application keeps.
pub(super) fn described(reading: &Reading<'_>, data: &Data, list: &mut List) {
    let has = |kind: &str| list.has(kind) || purposes::wants(reading, kind);
    // Who subscribes to a graph hears of changes over the connection that it has.
    let subscribes = has("AWS::AppSync::GraphQLApi");
    for purpose in purposes::wanted(reading) {
        if subscribes && purpose.kind == HTTP_API {
            continue;
        }
        list.sort(purpose.kind, purpose.sort);
        if purpose.kind == SCHEDULE && purpose.sort == MONTH_END {
            list.set(SCHEDULE, "schedule", "cron(0 18 L * ? *)");
        }
        if purpose.kind == QUEUE && purpose.sort.starts_with("fifo") {
            list.set(QUEUE, "fifo", "true");
        }
        if purpose.kind == BUCKET && purpose.sort == ON_UPLOAD {
            list.set(BUCKET, "onUpload", "true");
        }
    }
    let is_bucket =
        |item: &Item| item.what == What::Term(Concept::Store(Storage::S3)) || item.aws == Some(BUCKET);
    if topics::bucket_tells_queue(reading, is_bucket) {
        list.set(BUCKET, uploads::WORD, "true");
        list.set(BUCKET, uploads::TO, QUEUE);
    }
    // What waits in a line that was only described has nobody of its own yet who takes it out.
    let waits = purposes::wants(reading, QUEUE) && !reading.items.iter().any(|item| item.aws == Some(QUEUE));
    if waits && !list.0.iter().any(|service| purposes::runs_code(&service.kind)) {
        list.of(FUNCTION);
    }
    if !data.storage.contains(&Storage::S3) {
        list.0.retain(|service| service.kind != BUCKET);
    }
}

/// Without an application that brings them, the places for data are parts as others are.
pub(super) fn kept(data: &Data, list: &mut List) {
    for storage in &data.storage {
        let kind = match storage {
            Storage::S3 => BUCKET,
            Storage::Dynamodb => TABLE,
            Storage::Rds => relational(list),
        };
        list.of(kind);
    }
}

/// Work that is due again and again: the rule that was named starts it, else a schedule for each.
pub(super) fn scheduled(case: &Case<'_>, list: &mut List, notes: &mut Notes) {
    let schedules = schedules::decide(case, notes);
    // Work that is due goes to a workflow before a function, unless it has nothing to do with it.
    let beside_workflow = list.has(FUNCTION) && list.has(stepfunctions::StateMachine::KIND);
    let mut place = list
        .0
        .iter()
        .position(|service| matches!(service.kind.as_str(), SCHEDULE | RULE));
    let (by_themselves, started): (Vec<_>, Vec<_>) = schedules.iter().partition(|schedule| {
        let target = schedule.target;
        target.is_some_and(|kind| schedules::BY_ITSELF.contains(&kind) && list.has(kind))
    });
    // "Glue jobs scheduled every 6 hours": the word asks for no scheduler beside.
    let names_one = (0..case.reading.items.len()).any(|at| {
        let item = case.reading.items.get(at);
        item.is_some_and(|it| it.live && it.aws == Some(SCHEDULE))
            && !case.reading.written(at).eq_ignore_ascii_case("scheduled")
    });
    if started.is_empty() && !by_themselves.is_empty() && !names_one {
        list.0.retain(|service| service.kind != SCHEDULE);
        place = None;
    }
    for schedule in by_themselves {
        if let Some(kind) = schedule.target {
            list.set(kind, "schedule", &schedule.expression);
        }
    }
    for schedule in &started {
        let at = place.take().unwrap_or_else(|| {
            list.0.push(NamedService {
                kind: SCHEDULE.to_owned(),
                name: None,
                properties: IndexMap::new(),
            });
            list.0.len() - 1
        });
        if let Some(service) = list.0.get_mut(at) {
            service
                .properties
                .insert("schedule".to_owned(), schedule.expression.clone());
            let function = (schedule.is_deed && beside_workflow).then_some(FUNCTION);
            if let Some(target) = schedule.target.or(function) {
                service.properties.insert("target".to_owned(), target.to_owned());
            }
        }
    }
    let untimed = schedules.is_empty() && list.has(SCHEDULE) && beside_workflow;
    if untimed && schedules::is_deed_of_scheduler(&case.reading) {
        list.set(SCHEDULE, "target", FUNCTION);
    }
    if (!started.is_empty() || list.has(SCHEDULE))
        && !list.0.iter().any(|service| purposes::runs_code(&service.kind))
    {
        list.of(FUNCTION);
    }
}

/// What a function with a name uses, where its sentence says so.
pub(super) fn connected(reading: &Reading<'_>, list: &mut List) {
    for (name, kinds) in connections::of_functions(reading) {
        let is_it = |service: &&mut NamedService| {
            service.kind == FUNCTION && service.name.as_deref() == Some(name.as_str())
        };
        if let Some(service) = list.0.iter_mut().find(is_it) {
            let kinds: Vec<&str> = kinds.into_iter().collect();
            service.properties.insert("uses".to_owned(), kinds.join(" "));
        }
    }
}

/// Which way the messages of each topic go, but of the alarms' own, which programs have no business with.
pub(super) fn directions(reading: &Reading<'_>, list: &mut List) {
    let is_own = |service: &&mut NamedService| {
        service.kind == TOPIC && !service.properties.contains_key(sns::FOR_ALARMS)
    };
    let count = list.0.iter_mut().filter(is_own).count();
    let said = topics::said(reading, count);
    for (service, said) in list.0.iter_mut().filter(is_own).zip(said) {
        for (word, holds) in [
            (sns::HEARD, said.heard),
            (sns::TOLD, said.told),
            (sns::BY_MAIL, said.mails),
        ] {
            if holds {
                service.properties.insert(word.to_owned(), "true".to_owned());
            }
        }
    }
}
