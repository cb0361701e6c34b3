//! Where data is kept. Here: databases and files, from what was named. Not here: their sizes (`services`).

use cloudwhisper_api::requirements::{AppType, Storage};

use super::answers::{DATABASES, Database};
use super::app::substitutes;
use super::draft::{Case, Notes};
use super::names::Subject;
use super::purposes;
use super::read::{Item, Reading, What};
use super::scope::Slot;
use super::words::Reason;
use crate::catalog::aurora;
use crate::language::lexicon::{Concept, Engine, Unit};

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
    let engine = engine.or_else(|| of_ready_made(case, notes));
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

/// `WordPress` and its like can't do without the database that they were made for.
fn of_ready_made(case: &Case<'_>, notes: &mut Notes) -> Option<Engine> {
    let reading = &case.reading;
    let other = reading.says(Concept::Store(Storage::Dynamodb))
        || is_relational(case)
        || reading.denies(Concept::Database);
    // An image of Lightsail brings the program and its database.
    let ready = |item: &Item| item.live && item.aws.is_some_and(|kind| kind.starts_with("AWS::Lightsail::"));
    if reading.items.iter().any(ready) {
        return None;
    }
    let own_program = reading
        .live()
        .any(|(_, concept)| matches!(concept, Concept::Framework(_) | Concept::Runtime(_)));
    if other || own_program {
        return None;
    }
    let engine = reading.live().find_map(|(_, concept)| match concept {
        Concept::Foreign(name) => substitutes::sql_of(name),
        _ => None,
    })?;
    notes.assume("storage", "rds", Reason::ReadyMadeNeedsSql);
    Some(engine)
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

/// "Store 5 TB of backups": room for so much, and nothing that runs.
pub(super) fn is_all(reading: &Reading<'_>) -> bool {
    const KEEP: [&str; 20] = [
        "store",
        "stores",
        "storing",
        "keep",
        "keeping",
        "save",
        "saving",
        "archive",
        "hold",
        "back",
        "rakhna",
        "rakho",
        "rakhne",
        "save",
        "store",
        "रखना",
        "रखो",
        "रखने",
        "सहेजना",
        "स्टोर",
    ];
    let is_verb = |at: usize| KEEP.contains(&reading.written(at).to_lowercase().as_str());
    let keeps =
        (0..reading.items.len()).any(|at| reading.items.get(at).is_some_and(|item| item.live) && is_verb(at));
    let so_much = (1..reading.items.len()).any(|at| {
        let number = matches!(
            reading.items.get(at - 1).map(|item| item.what),
            Some(What::Number(_))
        );
        number && matches!(reading.concept(at), Some(Concept::Unit(Unit::Megabytes(_))))
    });
    let data = reading.live().any(|(_, concept)| {
        matches!(
            concept,
            Concept::Backup | Concept::Files | Concept::Room | Concept::Logs
        )
    });
    let runs = reading
        .live()
        .filter(|(at, _)| !is_verb(*at))
        .any(|(_, concept)| {
            matches!(
                concept,
                Concept::App(_)
                    | Concept::Leaning(_)
                    | Concept::Vague(_)
                    | Concept::Framework(_)
                    | Concept::Runtime(_)
                    | Concept::Foreign(_)
                    | Concept::Compute(_)
                    | Concept::Docker
                    | Concept::Database
                    | Concept::Sql(_)
                    | Concept::Store(_)
                    | Concept::Function
                    | Concept::Ssh
            )
        });
    let parts = reading
        .items
        .iter()
        .filter(|item| item.live)
        .filter_map(|item| item.aws);
    let mut parts = parts.chain(purposes::wanted(reading).map(|wanted| wanted.kind));
    let only_backups = parts.all(|kind| kind.starts_with("AWS::Backup::") || kind == purposes::BUCKET);
    keeps && so_much && data && !runs && only_backups
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
    if (case.reading.says(Concept::Room) || is_all(&case.reading)) && data.storage.is_empty() {
        notes.assume("storage", "s3", Reason::RoomIsS3);
        return true;
    }
    false
}
