//! Where data is kept. Here: databases and files, from what was named. Not here: their sizes (`services`).

use cloudwhisper_api::requirements::{AppType, Storage};

use super::answers::{DATABASES, Database};
use super::draft::{Case, Notes};
use super::names::Subject;
use super::purposes;
use super::scope::Slot;
use super::words::Reason;
use crate::catalog::aurora;
use crate::language::lexicon::{Concept, Engine};

/// Where data is kept, and by which SQL engine.
pub(super) struct Data {
    pub(super) storage: Vec<Storage>,
    pub(super) engine: Option<Engine>,
}

/// Decides where data is kept.
pub(super) fn decide(
    case: &Case<'_>,
    app_type: Option<AppType>,
    names: &[(Subject, String)],
    notes: &mut Notes,
) -> Data {
    let mut data = database(case, names, notes);
    if wants_files(case, app_type, &data, notes) {
        data.storage.push(Storage::S3);
    }
    data.storage.sort_unstable();
    data.storage.dedup();
    data
}

fn database(case: &Case<'_>, names: &[(Subject, String)], notes: &mut Notes) -> Data {
    if let Some(answer) = case.answers.database {
        return match answer {
            Database::Nothing => Data {
                storage: Vec::new(),
                engine: None,
            },
            Database::Dynamodb => Data {
                storage: vec![Storage::Dynamodb],
                engine: None,
            },
            Database::Sql(engine) => Data {
                storage: vec![Storage::Rds],
                engine: Some(engine),
            },
        };
    }
    if case
        .choice(Slot::Database)
        .is_some_and(|choice| choice.first != Concept::Database && choice.second != Concept::Database)
    {
        notes.ask("database", &DATABASES);
        return Data {
            storage: Vec::new(),
            engine: None,
        };
    }
    let engines = case.reading.live().filter_map(|(at, concept)| match concept {
        Concept::Sql(Engine::Any) if is_query_language(case, at) => None,
        Concept::Sql(engine) => Some(engine),
        _ => None,
    });
    let engine = engines.max_by_key(|engine| *engine != Engine::Any);
    let mut storage = Vec::new();
    if case.reading.says(Concept::Store(Storage::Dynamodb)) {
        storage.push(Storage::Dynamodb);
        if !names_dynamo(case) {
            notes.assume("storage", "dynamodb", Reason::MongoIsDynamo);
        }
    }
    if storage.is_empty() && names.iter().any(|(subject, _)| *subject == Subject::Table) {
        storage.push(Storage::Dynamodb); // only DynamoDB's tables are resources with names
    }
    if engine.is_some() || is_relational(case) {
        storage.push(Storage::Rds);
    }
    if storage.is_empty() && case.reading.says(Concept::Database) {
        notes.assume("storage", "dynamodb", Reason::DatabaseIsDynamo);
        storage.push(Storage::Dynamodb);
    }
    if storage.is_empty() && purposes::wants(&case.reading, purposes::TABLE) {
        storage.push(Storage::Dynamodb);
    }
    Data { storage, engine }
}

/// "Analysts query it with SQL": the language in which files or a warehouse are asked, not a database of its own.
fn is_query_language(case: &Case<'_>, at: usize) -> bool {
    const ASKED_IN_SQL: [&str; 4] = [
        "AWS::Athena::WorkGroup",
        "AWS::Glue::Database",
        "AWS::Redshift::Cluster",
        "AWS::RedshiftServerless::Workgroup",
    ];
    let named = |kind: &str| {
        let mut live = case.reading.items.iter().filter(|item| item.live);
        live.any(|item| item.aws == Some(kind))
    };
    case.reading.written(at).eq_ignore_ascii_case("sql")
        && ASKED_IN_SQL
            .iter()
            .any(|kind| named(kind) || purposes::wants(&case.reading, kind))
}

fn names_dynamo(case: &Case<'_>) -> bool {
    case.reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some("AWS::DynamoDB::Table"))
}

/// Aurora, which is an SQL database by its own name.
fn is_relational(case: &Case<'_>) -> bool {
    case.reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some(aurora::Cluster::KIND))
}

fn wants_files(case: &Case<'_>, app_type: Option<AppType>, data: &Data, notes: &mut Notes) -> bool {
    if case.reading.says(Concept::Store(Storage::S3)) {
        return true;
    }
    if case.reading.denies(Concept::Store(Storage::S3)) || app_type == Some(AppType::StaticSite) {
        return false;
    }
    if case.reading.says(Concept::Files) || purposes::wants(&case.reading, purposes::BUCKET) {
        return true;
    }
    if case.reading.says(Concept::Room) && data.storage.is_empty() {
        notes.assume("storage", "s3", Reason::RoomIsS3);
        return true;
    }
    false
}
