//! Where data is kept: databases and files that a model read where the rules read none, or only that there is one.

use cloudwhisper_api::requirements::{AppType, Storage};

use super::{model, proposal};
use crate::language::lexicon::{Concept, Engine};
use crate::requirements::data::Data;
use crate::requirements::draft::{Case, Known, Notes, tag};
use crate::requirements::money::{self, Payment};
use crate::requirements::words::Why;

const FIELD: &str = "storage";
/// The rules ask for it under this name.
const ASKED: &str = "database";

/// Adds what the model read to what the rules decided. A store that was said stays, alone in its kind: a database beside one that was named is
/// another system, not another reading.
pub(in crate::requirements) fn stores(
    case: &Case<'_>,
    app_type: Option<AppType>,
    ruled: Data,
    notes: &mut Notes,
) -> Data {
    let mut data = ruled;
    for store in said(case) {
        if data.storage.contains(&store) {
            continue;
        }
        if let Some(why) = speaks_against(case, app_type, &data, store, notes) {
            let stands: Vec<String> = data.storage.iter().map(|it| tag(*it)).collect();
            notes.not_taken(model(case), FIELD, &stands.join(", "), &tag(store), why);
            continue;
        }
        if store != Storage::S3 {
            // A default stood in for it, or a question.
            data.storage.retain(|it| *it == Storage::S3);
            notes.settle(ASKED);
            notes.forget(FIELD);
        }
        data.storage.push(store);
        notes.understood_by(model(case), FIELD, tag(store));
    }
    data.storage.sort_unstable();
    data
}

/// The stores that the model said, as such or as services.
fn said(case: &Case<'_>) -> Vec<Storage> {
    let Some(proposal) = proposal(case) else {
        return Vec::new();
    };
    let of_services = proposal
        .services
        .iter()
        .filter_map(|service| store_of(&service.kind));
    let mut stores: Vec<Storage> = Vec::new();
    for store in proposal.storage.iter().copied().chain(of_services) {
        if !stores.contains(&store) {
            stores.push(store);
        }
    }
    stores
}

/// The store that a type is.
pub(super) fn store_of(kind: &str) -> Option<Storage> {
    match kind {
        "AWS::S3::Bucket" => Some(Storage::S3),
        "AWS::DynamoDB::Table" => Some(Storage::Dynamodb),
        "AWS::RDS::DBInstance" | "AWS::RDS::DBCluster" => Some(Storage::Rds),
        _ => None,
    }
}

fn speaks_against(
    case: &Case<'_>,
    app_type: Option<AppType>,
    data: &Data,
    store: Storage,
    notes: &Notes,
) -> Option<Why> {
    if is_denied(case, store) {
        return Some(Why::Denied);
    }
    if store == Storage::S3 {
        return (app_type == Some(AppType::StaticSite)).then_some(Why::AlreadyThere);
    }
    let has_one = data.storage.iter().any(|it| *it != Storage::S3);
    let known = notes.known(FIELD, ASKED);
    if case.answers.database.is_some() || has_one && known == Known::Said {
        return Some(Why::SaidOtherwise);
    }
    let paid = store == Storage::Rds && money::payment(case) != Payment::Allowed;
    paid.then_some(Why::NothingPaid)
}

/// "No database", "without S3", "RDS nahi chahiye".
pub(super) fn is_denied(case: &Case<'_>, store: Storage) -> bool {
    let reading = &case.reading;
    let denies = |concept| reading.denies(concept);
    denies(Concept::Store(store))
        || match store {
            Storage::S3 => denies(Concept::Files),
            Storage::Dynamodb => denies(Concept::Database) || denies(Concept::Table),
            Storage::Rds => {
                let engines = [Engine::Any, Engine::Postgres, Engine::Mysql, Engine::Mariadb];
                denies(Concept::Database) || engines.iter().any(|engine| denies(Concept::Sql(*engine)))
            }
        }
}
