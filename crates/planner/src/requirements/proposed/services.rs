//! The services that a model read. One that the rules read keeps everything that was said of it, and may get what was not; one that they didn't
//! read is added, where nothing speaks against it. None is ever taken away.

use cloudwhisper_api::proposal::{ProposedProperty, ProposedService};
use cloudwhisper_api::requirements::{Compute, NamedService, Storage};
use indexmap::IndexMap;

use super::stores::store_of;
use super::{application, model, proposal, stores};
use crate::catalog;
use crate::catalog::spoken::spoken;
use crate::language::lexicon::Concept;
use crate::proposal::{is_part, is_withheld, property};
use crate::requirements::draft::{Case, Notes};
use crate::requirements::money::{self, Payment};
use crate::requirements::purposes;
use crate::requirements::words::{self, Why};

const FIELD: &str = "services";
/// So many services a model adds at most, and so many of one type.
const MOST: usize = 12;
const MOST_OF_A_TYPE: usize = 3;
/// So many types that can't be planned are told.
const MOST_TOLD: usize = 5;

/// Types that do the same work: where the request has one, no model adds another.
const ALIKE: [&[&str]; 12] = [
    &[
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBCluster",
        "AWS::DSQL::Cluster",
        "AWS::RDS::DBProxy",
    ],
    &["AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable"],
    &[
        "AWS::ElastiCache::ReplicationGroup",
        "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ServerlessCache",
        "AWS::MemoryDB::Cluster",
        "AWS::DAX::Cluster",
    ],
    &["AWS::MSK::Cluster", "AWS::MSK::ServerlessCluster"],
    &[
        "AWS::OpenSearchService::Domain",
        "AWS::OpenSearchServerless::Collection",
    ],
    &["AWS::Redshift::Cluster", "AWS::RedshiftServerless::Workgroup"],
    &["AWS::EFS::FileSystem", "AWS::FSx::FileSystem"],
    &[
        "AWS::ECS::Service",
        "AWS::ECS::TaskDefinition",
        "AWS::ECS::Cluster",
    ],
    &[
        "AWS::Batch::JobQueue",
        "AWS::Batch::JobDefinition",
        "AWS::Batch::ComputeEnvironment",
    ],
    &[
        "AWS::EC2::Instance",
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::EC2::LaunchTemplate",
        "AWS::AutoScaling::ScalingPolicy",
    ],
    &["AWS::Events::Rule", "AWS::Scheduler::Schedule"],
    &["AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard"],
];

/// Types that cost nothing worth asking about: all that is added where nothing may be paid.
const FREE: [&str; 10] = [
    "AWS::CloudWatch::Alarm",
    "AWS::Cognito::UserPool",
    "AWS::DynamoDB::Table",
    "AWS::Events::Rule",
    "AWS::Lambda::Function",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::Scheduler::Schedule",
    "AWS::StepFunctions::StateMachine",
];

/// Merges the model's services into the rules' list.
pub(in crate::requirements) fn services(
    case: &Case<'_>,
    storage: &[Storage],
    list: &mut Vec<NamedService>,
    notes: &mut Notes,
) {
    let Some(proposal) = proposal(case) else {
        return;
    };
    let ruled: Vec<String> = list.iter().map(|service| service.kind.clone()).collect();
    let (mut added, mut told): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for service in &proposal.services {
        let kind = service.kind.as_str();
        if ruled.iter().any(|it| it == kind) {
            told_more(case, service, list, notes);
            continue;
        }
        if !is_part(kind) {
            // What comes along with others is no loss; what nobody plans is.
            if catalog::service(kind).is_none() && !told.contains(&kind) && told.len() < MOST_TOLD {
                told.push(kind);
                let name: String = spoken(kind).chars().take(64).collect();
                notes.warn(
                    "UNSUPPORTED_SERVICE",
                    words::unplanned_service(case.language, &name),
                );
            }
            continue;
        }
        if let Some(why) = speaks_against(case, kind, storage, &ruled, &added) {
            if !told.contains(&kind) {
                told.push(kind);
                notes.not_taken(model(case), FIELD, "-", kind, why);
            }
            continue;
        }
        added.push(kind);
        list.push(new(case, service, notes));
    }
}

/// A service with what the model said of it, as far as the catalogue has it.
fn new(case: &Case<'_>, said: &ProposedService, notes: &mut Notes) -> NamedService {
    let name = said.name.as_deref().filter(|name| stands_as_name(case, name));
    let mut properties = IndexMap::new();
    // Sizes and qualities cost something; where nothing may be paid, ours do.
    let may_cost = money::payment(case) == Payment::Allowed;
    for entry in said.properties.iter().filter(|_| may_cost) {
        if let Some(value) = fit(said, entry) {
            properties.entry(entry.name.clone()).or_insert(value);
        }
    }
    let mut words = vec![said.kind.clone()];
    words.extend(name.map(str::to_owned));
    words.extend(properties.iter().map(|(word, value)| format!("{word}={value}")));
    notes.understood_by(model(case), FIELD, words.join(" "));
    NamedService {
        kind: said.kind.clone(),
        name: name.map(str::to_owned),
        properties,
    }
}

fn fit(service: &ProposedService, said: &ProposedProperty) -> Option<String> {
    property(&service.kind, &said.name)?.value(&said.value)
}

/// Adds to the only service of this type what nobody said of it.
fn told_more(case: &Case<'_>, said: &ProposedService, list: &mut [NamedService], notes: &mut Notes) {
    let mut of_kind = list.iter_mut().filter(|it| it.kind == said.kind);
    let (Some(service), None) = (of_kind.next(), of_kind.next()) else {
        return; // which of several is meant nobody knows
    };
    for entry in &said.properties {
        let Some(property) = property(&said.kind, &entry.name) else {
            continue;
        };
        let field = format!("{FIELD}.{}.{}", said.kind, entry.name);
        let stands = service.properties.get(&entry.name).cloned();
        match (property.value(&entry.value), stands) {
            (Some(value), None) if money::payment(case) != Payment::Allowed => {
                notes.not_taken(model(case), &field, "-", &value, Why::NothingPaid);
            }
            (Some(value), None) => {
                notes.understood_by(model(case), &field, &value);
                service.properties.insert(entry.name.clone(), value);
            }
            (Some(value), Some(stands)) if value != stands => {
                notes.not_taken(model(case), &field, &stands, &value, Why::SaidOtherwise);
            }
            (None, stands) => {
                let stands = stands.unwrap_or_else(|| "-".to_owned());
                notes.not_taken(model(case), &field, &stands, &entry.value, Why::NoValue);
            }
            (Some(_), Some(_)) => {}
        }
    }
}

fn speaks_against(
    case: &Case<'_>,
    kind: &str,
    storage: &[Storage],
    ruled: &[String],
    added: &[&str],
) -> Option<Why> {
    let alike = ALIKE.iter().find(|kinds| kinds.contains(&kind));
    let same_work = |other: &str| other != kind && alike.is_some_and(|kinds| kinds.contains(&other));
    let kept = store_of(kind).is_some_and(|store| !storage.contains(&store));
    if is_withheld(kind) {
        Some(Why::Withheld)
    } else if is_denied(case, kind) {
        Some(Why::Denied)
    } else if kept || ruled.iter().any(|it| same_work(it)) || added.iter().any(|it| same_work(it)) {
        Some(Why::AlreadyThere) // a store that was not taken was told of already
    } else if money::payment(case) != Payment::Allowed && !FREE.contains(&kind) {
        Some(Why::NothingPaid)
    } else if added.len() >= MOST || added.iter().filter(|it| **it == kind).count() >= MOST_OF_A_TYPE {
        Some(Why::TooMany)
    } else {
        None
    }
}

/// Whether the request speaks of it only to say that it isn't wanted, or is there already: of the type itself, or of its whole service.
fn is_denied(case: &Case<'_>, kind: &str) -> bool {
    let reading = &case.reading;
    let service = |kind: &str| kind.rsplit_once("::").map(|(service, _)| service.to_owned());
    let own = service(kind);
    let same = |other: &str| other == kind || own.as_deref() != Some("AWS::EC2") && service(other) == own;
    let heard = |live: bool| {
        let mut items = reading.items.iter().filter(|item| item.live == live);
        items.any(|item| item.aws.is_some_and(same))
    };
    let by_word = match kind {
        "AWS::Lambda::Function" => application::is_denied(case, Compute::Lambda),
        "AWS::EC2::Instance" | "AWS::AutoScaling::AutoScalingGroup" => {
            application::is_denied(case, Compute::Ec2)
        }
        "AWS::CloudWatch::Alarm" => reading.denies(Concept::Alarm),
        _ if kind.starts_with("AWS::ECS::") => application::is_denied(case, Compute::Ecs),
        _ => store_of(kind).is_some_and(|store| stores::is_denied(case, store)),
    };
    let data = [
        "AWS::DocDB::",
        "AWS::Neptune::",
        "AWS::Cassandra::",
        "AWS::DSQL::",
        "AWS::Timestream::",
    ];
    let no_database = data.iter().any(|start| kind.starts_with(start)) && reading.denies(Concept::Database);
    heard(false) && !heard(true) || by_word || no_database || purposes::denies(reading, kind)
}

/// Whether a name stands in the request as one: letters and digits with a sign between them, as programs call their things.
fn stands_as_name(case: &Case<'_>, name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let signed = name.chars().any(|c| "-_".contains(c));
    let words = case.reading.text.split(|c: char| !plain(c));
    signed && name.chars().all(plain) && words.map(|word| word.trim_matches('.')).any(|word| word == name)
}
