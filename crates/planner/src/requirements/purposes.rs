//! Parts that are wanted for what they do. Here: which of the phrases that were found are meant, and what parts a prompt
//! holds altogether. Not here: the phrases (`lexicon/purposes`), what is listed for the plan (`services`).

mod denied;
mod evidence;

use std::collections::BTreeSet;

use cloudwhisper_api::requirements::{AppType, Storage};

use self::denied::is_denied;
use self::evidence::{evidence, is_application, is_login_alone, is_serverless_api};
use super::read::{Reading, What};
use super::schedules;
use crate::language::lexicon::Concept;
use crate::language::lexicon::purposes::{Purpose, Weight};

pub(super) use evidence::is_graph_alone;

pub(super) const TABLE: &str = "AWS::DynamoDB::Table";
pub(super) const BUCKET: &str = "AWS::S3::Bucket";
pub(super) const FUNCTION: &str = "AWS::Lambda::Function";
const MAIL: &str = "AWS::SES::EmailIdentity";
const POOL: &str = "AWS::Cognito::UserPool";
pub(super) const GRAPH: &str = "AWS::AppSync::GraphQLApi";
const DASHBOARD: &str = "AWS::CloudWatch::Dashboard";
const CACHE: &str = "AWS::ElastiCache::ReplicationGroup";
const SEARCH: &str = "AWS::OpenSearchService::Domain";
const STREAM: &str = "AWS::Kinesis::Stream";
const MACHINE: &str = "AWS::EC2::Instance";
const SCHEDULE: &str = "AWS::Scheduler::Schedule";
const FARGATE: &str = "AWS::ECS::Service";

/// What runs a person's code: where one was named, the work that is described is its work.
const PROGRAMS: [&str; 12] = [
    FUNCTION,
    FARGATE,
    "AWS::EC2::Instance",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::Batch::JobDefinition",
    "AWS::Batch::JobQueue",
    "AWS::EKS::Cluster",
    "AWS::Glue::Job",
    "AWS::KinesisAnalyticsV2::Application",
    "AWS::ElasticBeanstalk::Environment",
    "AWS::AppRunner::Service",
    "AWS::MWAA::Environment",
];

/// Types that do the same as the first of each row: where one was named, the description is of it.
const ALIKE: &[(&str, &[&str])] = &[
    (MACHINE, &PROGRAMS),
    (FUNCTION, &PROGRAMS),
    (
        FARGATE,
        &[
            FARGATE,
            "AWS::Batch::JobDefinition",
            "AWS::Batch::JobQueue",
            "AWS::EKS::Cluster",
            "AWS::AppRunner::Service",
        ],
    ),
    (
        CACHE,
        &[
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::MemoryDB::Cluster",
            "AWS::DAX::Cluster",
        ],
    ),
    (
        SEARCH,
        &["AWS::OpenSearchServerless::Collection", "AWS::Athena::WorkGroup"],
    ),
    (
        STREAM,
        &[
            "AWS::MSK::Cluster",
            "AWS::MSK::ServerlessCluster",
            "AWS::KinesisFirehose::DeliveryStream",
            "AWS::KinesisVideo::Stream",
        ],
    ),
    ("AWS::RedshiftServerless::Workgroup", &["AWS::Redshift::Cluster"]),
    ("AWS::EFS::FileSystem", &["AWS::FSx::FileSystem"]),
    ("AWS::Timestream::InfluxDBInstance", &[TABLE]),
];

/// Words that say a kind of application by themselves, and in the phrase for this part don't.
const CLAIMED: [(&str, &[&str]); 3] = [
    (DASHBOARD, &["dashboard", "dashboards", "डैशबोर्ड"]),
    (
        "AWS::Cognito::UserPool",
        &["login", "sign up", "sign-up", "signup", "user login", "लॉगिन"],
    ),
    ("AWS::SageMaker::Endpoint", &["endpoint"]),
];

/// Whether a part of this type was described and denied, and described nowhere else: "kuch queue nahi". Asks the reading as it is now.
pub(super) fn denies(reading: &Reading<'_>, kind: &str) -> bool {
    let of_kind = |n: &usize| reading.purposes.get(*n).is_some_and(|it| it.purpose.kind == kind);
    let denied = (0..reading.purposes.len())
        .filter(of_kind)
        .any(|n| is_denied(reading, n));
    denied && !wants(reading, kind)
}

/// Decides which phrases are meant: not those that are denied, nor a weak one in an application that needs no such part.
pub(super) fn settle(reading: &mut Reading<'_>) {
    for n in 0..reading.purposes.len() {
        if is_denied(reading, n)
            && let Some(wanted) = reading.purposes.get_mut(n)
        {
            wanted.live = false;
        }
    }
    let evidence = evidence(reading);
    let application = is_application(reading);
    let needs_pool = is_serverless_api(reading) || is_login_alone(reading);
    let needs_graph = is_graph_alone(reading);
    for wanted in &mut reading.purposes {
        if application && wanted.purpose.weight == Weight::Weak {
            wanted.live &= evidence.is_enough()
                || needs_pool && wanted.purpose.kind == POOL
                || needs_graph && wanted.purpose.kind == GRAPH;
        }
    }
    claim(reading);
    name_by_context(reading);
}

/// Everyday words that are a part's name beside another part's: which, beside what, what they name.
const BESIDE: [(&[&str], &[&str], &str); 2] = [
    (&["group", "groups"], &IDENTITIES, "AWS::IAM::Group"),
    (&["user", "users"], &IDENTITIES, "AWS::IAM::User"),
];
const IDENTITIES: [&str; 4] = [
    "AWS::IAM::Role",
    "AWS::IAM::Group",
    "AWS::IAM::User",
    "AWS::IAM::ManagedPolicy",
];

/// "IAM for a team: two groups, three users": users are people of an application elsewhere, and of the account here.
fn name_by_context(reading: &mut Reading<'_>) {
    let said = reading.text.to_lowercase();
    if !said
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "iam")
    {
        return;
    }
    let mut places = Vec::new();
    for at in (0..reading.items.len()).filter(|at| reading.items.get(*at).is_some_and(|item| item.live)) {
        let word = reading.written(at).to_lowercase();
        let Some((_, beside, kind)) = BESIDE.iter().find(|(words, _, _)| words.contains(&word.as_str()))
        else {
            continue;
        };
        let thought = reading.thought(at);
        let is_beside = |place: usize| {
            let item = reading.items.get(place);
            item.is_some_and(|item| item.live && item.aws.is_some_and(|kind| beside.contains(&kind)))
        };
        let counted = at
            .checked_sub(1)
            .and_then(|at| reading.items.get(at))
            .map(|item| item.what);
        let is_counted = matches!(counted, Some(What::Number(_))) || word == "groups";
        if is_counted && thought.into_iter().any(is_beside) {
            places.push((at, *kind));
        }
    }
    for (at, kind) in places {
        if let Some(item) = reading.items.get_mut(at) {
            item.what = What::Term(Concept::Service);
            item.aws = Some(kind);
        }
    }
}

/// A dashboard with alarms is no web application, and who signs in needs no page of ours.
fn claim(reading: &mut Reading<'_>) {
    let mut places = Vec::new();
    for wanted in reading.purposes.iter().filter(|wanted| wanted.live) {
        let Some((_, words)) = CLAIMED.iter().find(|(kind, _)| *kind == wanted.purpose.kind) else {
            continue;
        };
        let claimed = wanted
            .items
            .clone()
            .filter(|at| words.contains(&reading.written(*at).to_lowercase().as_str()));
        places.extend(claimed);
    }
    for at in places {
        if let Some(item) = reading.items.get_mut(at) {
            item.what = What::Term(Concept::Filler);
            item.aws = None;
        }
    }
}

/// Every part that is wanted for what it does, each sort once, without those that were named by name.
pub(super) fn wanted<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = &'static Purpose> + 'r {
    let named = named(reading);
    let in_containers = is_of_containers(reading);
    let mut seen: Vec<(&str, &str)> = Vec::new();
    reading
        .purposes
        .iter()
        .filter(|wanted| wanted.live)
        .map(|wanted| wanted.purpose)
        .filter(move |purpose| !stands_for_another(purpose.kind, &named))
        .filter(move |purpose| !(in_containers && purpose.kind == FUNCTION))
        .filter(move |purpose| {
            let key = (purpose.kind, purpose.sort);
            let new = !seen.contains(&key);
            seen.push(key);
            new
        })
}

/// "Queue se padhne wala container worker": what works is the container, where no application besides is spoken of.
fn is_of_containers(reading: &Reading<'_>) -> bool {
    let apps = || {
        reading
            .live()
            .filter(|(_, concept)| matches!(concept, Concept::App(_) | Concept::Framework(_)))
    };
    apps().next().is_some() && apps().all(|(_, concept)| concept == Concept::App(AppType::Container))
}

fn stands_for_another(kind: &str, named: &BTreeSet<&'static str>) -> bool {
    let alike = ALIKE.iter().find(|(first, _)| *first == kind);
    alike.is_some_and(|(_, others)| others.iter().any(|other| *other != kind && named.contains(other)))
}

/// Whether a part of this type is wanted for what it does.
pub(super) fn wants(reading: &Reading<'_>, kind: &str) -> bool {
    wanted(reading).any(|purpose| purpose.kind == kind)
}

/// Whether a part of this type does work by itself.
pub(super) fn runs_code(kind: &str) -> bool {
    PROGRAMS.contains(&kind) || kind == "AWS::StepFunctions::StateMachine"
}

/// The types that were named by name.
fn named(reading: &Reading<'_>) -> BTreeSet<&'static str> {
    let live = reading.items.iter().filter(|item| item.live);
    live.filter_map(|item| item.aws).collect()
}

/// How many different parts the prompt holds, by name and by purpose.
pub(super) fn parts(reading: &Reading<'_>) -> usize {
    let stored = reading.live().filter_map(|(_, concept)| match concept {
        Concept::Store(Storage::S3) => Some(BUCKET),
        Concept::Store(Storage::Dynamodb) => Some(TABLE),
        Concept::Sql(_) | Concept::Database | Concept::Store(Storage::Rds) => Some("AWS::RDS::DBInstance"),
        Concept::Alarm => Some("AWS::CloudWatch::Alarm"),
        Concept::Backup => Some("AWS::Backup::BackupPlan"),
        Concept::Detail(detail) => Some(detail.word),
        _ => None,
    });
    let mut kinds = named(reading);
    kinds.extend(stored);
    kinds.extend(wanted(reading).map(|purpose| purpose.kind));
    kinds.extend(schedules::any(reading).then_some(SCHEDULE));
    kinds.len()
}
