//! Where data is kept. Here: databases and files, from what was named. Not here: their sizes (`services`).

use cloudwhisper_api::requirements::{AppType, Storage};

use super::answers::{DATABASES, Database};
use super::app::substitutes;
use super::draft::{Case, Notes};
use super::intent;
use super::names::Subject;
use super::purposes;
use super::read::{Item, Reading, What};
use super::scope::Slot;
use super::words::{self, Reason};
use crate::catalog::aurora;
use crate::language::lexicon::{Concept, Engine, Grammar, Unit};

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
    let mut data = database(case, app_type, names, notes);
    if wants_files(case, app_type, &data, notes) {
        data.storage.push(Storage::S3);
    }
    data.storage.sort_unstable();
    data.storage.dedup();
    data
}

fn database(
    case: &Case<'_>,
    app_type: Option<AppType>,
    names: &[(Subject, String)],
    notes: &mut Notes,
) -> Data {
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
            if names_mongo(&case.reading) {
                notes.warn("SUBSTITUTED", words::dynamo_instead_of_mongo(case.language));
            }
        }
    }
    if storage.is_empty() && names.iter().any(|(subject, _)| *subject == Subject::Table) {
        storage.push(Storage::Dynamodb); // only DynamoDB's tables are resources with names
    }
    if engine.is_some() || is_relational(case) || storage.is_empty() && describes_relational(case) {
        storage.push(Storage::Rds);
    }
    if storage.is_empty() && names_database(&case.reading) {
        notes.assume("storage", "dynamodb", Reason::DatabaseIsDynamo);
        storage.push(Storage::Dynamodb);
    }
    if storage.is_empty() && keeps_what_it_gets(case, app_type) {
        notes.assume("storage", "dynamodb", Reason::DatabaseIsDynamo);
        storage.push(Storage::Dynamodb);
    }
    if storage.is_empty() && purposes::wants(&case.reading, purposes::TABLE) {
        storage.push(Storage::Dynamodb);
    }
    Data { storage, engine }
}

/// Whether a database is spoken of, and not only what opens one that stands elsewhere: "the database password".
fn names_database(reading: &Reading<'_>) -> bool {
    const KEYS: [&str; 12] = [
        "password",
        "passwords",
        "credential",
        "credentials",
        "secret",
        "secrets",
        "url",
        "host",
        "username",
        "पासवर्ड",
        "सीक्रेट",
        "यूजरनेम",
    ];
    let word = |place: usize| reading.written(place).to_lowercase();
    // "डेटाबेस का पासवर्ड": Hindi's "of" stands between.
    let of = |at: usize| usize::from(reading.concept(at) == Some(Concept::Grammar(Grammar::Of)));
    let opens_it = |at: usize| KEYS.contains(&word(at + 1 + of(at + 1)).as_str());
    reading
        .live()
        .any(|(at, concept)| concept == Concept::Database && !opens_it(at) && !is_moved(reading, at))
}

/// "Migrate the old database": what a move copies from or to is there already, unless it is named.
fn is_moved(reading: &Reading<'_>, at: usize) -> bool {
    const MOVE: &str = "AWS::DMS::ReplicationInstance";
    let thought = reading.thought(at);
    let named = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.live && item.aws == Some(MOVE))
    };
    let mut described = reading
        .purposes
        .iter()
        .filter(|it| it.live && it.purpose.kind == MOVE);
    thought.clone().any(named) || described.any(|it| thought.contains(&it.items.start))
}

/// "An API that takes orders and stores them": records are kept, in no place that was named.
fn keeps_what_it_gets(case: &Case<'_>, app_type: Option<AppType>) -> bool {
    const KEEP: [&str; 10] = [
        "stores",
        "store",
        "saves",
        "save",
        "persists",
        "persist",
        "records",
        "record",
        "remembers",
        "storing",
    ];
    /// What stands before the verb, so that no shop and no vinyl is meant.
    const BEFORE: [&str; 15] = [
        "that", "which", "and", "to", "it", "must", "should", "will", "can", "who", "we", "i", "also",
        "then", "just",
    ];
    /// What is spared and not kept.
    const SPARED: [&str; 6] = ["costs", "resources", "hours", "bucks", "credits", "expenses"];
    if !matches!(app_type, Some(AppType::Api | AppType::WebApp)) {
        return false;
    }
    let reading = &case.reading;
    let word = |at: usize| reading.written(at).to_lowercase();
    let elsewhere = reading.says(Concept::Store(Storage::S3))
        || reading.says(Concept::Files)
        || reading.denies(Concept::Database)
        || holds_data_otherwise(reading);
    let records = |at: usize| {
        let noun = (at + 1..at + 4).take_while(|place| !reading.stops(*place));
        noun.into_iter().any(|place| {
            let plain = matches!(
                reading.items.get(place).map(|item| item.what),
                Some(What::Word | What::Term(Concept::Unit(_) | Concept::Leaning(_)))
            );
            let word = word(place);
            matches!(word.as_str(), "them" | "it")
                || plain && word.ends_with('s') && !SPARED.contains(&word.as_str())
        })
    };
    let is_verb = |at: usize| {
        let before = at.checked_sub(1).map(word);
        KEEP.contains(&word(at).as_str())
            && before.is_some_and(|before| before.split(' ').any(|it| BEFORE.contains(&it)))
            && !reading.items.get(at).is_some_and(|item| item.denied)
    };
    !elsewhere && (0..reading.items.len()).any(|at| is_verb(at) && records(at))
}

/// Whether a service was named that keeps data without being one of the seed's stores.
fn holds_data_otherwise(reading: &Reading<'_>) -> bool {
    const HOLDERS: [&str; 14] = [
        "AWS::Athena::",
        "AWS::DAX::",
        "AWS::DocDB::",
        "AWS::EFS::",
        "AWS::ElastiCache::",
        "AWS::FSx::",
        "AWS::Glue::",
        "AWS::Kinesis",
        "AWS::MemoryDB::",
        "AWS::MSK::",
        "AWS::Neptune::",
        "AWS::OpenSearch",
        "AWS::Redshift",
        "AWS::Timestream::",
    ];
    let mut kinds = reading.items.iter().filter(|it| it.live).filter_map(|it| it.aws);
    kinds.any(|kind| HOLDERS.iter().any(|start| kind.starts_with(start)))
}

/// "Image from the ECR repo": what a container runs is no file of anybody's.
fn is_of_containers(reading: &Reading<'_>, at: usize) -> bool {
    const NEAR: usize = 6;
    let image = matches!(
        reading.written(at).to_lowercase().as_str(),
        "image" | "images" | "इमेज"
    );
    let near = at.saturating_sub(NEAR)..at + NEAR;
    let registry = |place: usize| {
        let item = reading.items.get(place).filter(|item| item.live);
        item.is_some_and(|it| it.aws == Some("AWS::ECR::Repository") || it.what == What::Image)
    };
    image && near.into_iter().any(registry)
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
    matches!(case.reading.written(at).to_lowercase().as_str(), "sql" | "एसक्यूएल")
        && ASKED_IN_SQL
            .iter()
            .any(|kind| named(kind) || purposes::wants(&case.reading, kind))
}

/// `MongoDB` by its name, whose drivers don't speak with `DynamoDB`.
fn names_mongo(reading: &Reading<'_>) -> bool {
    reading.live().any(|(at, concept)| {
        let written = reading.written(at).to_lowercase();
        concept == Concept::Store(Storage::Dynamodb)
            && ["mongo", "मोंगो"].iter().any(|it| written.starts_with(it))
    })
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

/// "A database that scales itself", "joins across tables": an SQL database by what it does.
fn describes_relational(case: &Case<'_>) -> bool {
    let kinds = [aurora::Cluster::KIND, "AWS::RDS::DBInstance"];
    kinds.iter().any(|kind| purposes::wants(&case.reading, kind))
}

/// "Store 5 TB of backups": room for so much, and nothing that runs.
pub(super) fn is_all(reading: &Reading<'_>) -> bool {
    const KEEP: [&str; 24] = [
        "dump",
        "park",
        "stash",
        "put",
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
        .any(|(_, concept)| intent::is_of_an_application(concept) || concept == Concept::Ssh);
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
    let files =
        |(at, concept): (usize, Concept)| concept == Concept::Files && !is_of_containers(&case.reading, at);
    if case.reading.live().any(files) || purposes::wants(&case.reading, purposes::BUCKET) {
        return true;
    }
    if (case.reading.says(Concept::Room) || is_all(&case.reading)) && data.storage.is_empty() {
        notes.assume("storage", "s3", Reason::RoomIsS3);
        return true;
    }
    false
}
