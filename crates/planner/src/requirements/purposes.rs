//! Parts that are wanted for what they do. Here: which of the phrases that were found are meant, and what parts a prompt
//! holds altogether. Not here: the phrases (`lexicon/purposes`), what is listed for the plan (`services`).

use std::collections::BTreeSet;

use cloudwhisper_api::requirements::{AppType, Compute, Framework, Storage};

use super::read::{Item, Reading, Wanted, What};
use super::schedules;
use super::topics;
use crate::language::lexicon::purposes::{Purpose, Weight, is_customer};
use crate::language::lexicon::{Concept, Grammar, Vague};

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

/// How far before and behind a phrase a "not" denies it.
const REACH: usize = 2;

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

fn is_denied(reading: &Reading<'_>, n: usize) -> bool {
    let Some(wanted) = reading.purposes.get(n) else {
        return false;
    };
    let (start, end) = (wanted.items.start, wanted.items.end.min(reading.items.len()));
    let says = |at: usize, denial: &[Grammar]| matches!(reading.concept(at), Some(Concept::Grammar(grammar)) if denial.contains(&grammar));
    let before = [Grammar::NotBefore, Grammar::Without];
    let thought = reading.thought(start);
    let denies = (start..end).any(|at| says(at, &before));
    let taken_back = !denies && (start..end).any(|at| reading.items.get(at).is_some_and(|item| item.denied));
    let front = (start.saturating_sub(REACH).max(thought.start)..start).any(|at| says(at, &before));
    let within = (start + 1..end).any(|at| says(at, &before)) && !wanted.purpose.denies();
    let behind = (end..(end + REACH).min(thought.end)).any(|at| says(at, &[Grammar::NotAfter]));
    taken_back
        || front
        || within
        || behind
        || is_of_machines_or_logs(reading, n)
        || mails_by_topic(reading, n)
        || (wanted.purpose.kind == "AWS::SNS::Topic" && topics::notifies_a_part(reading, &wanted.items))
        || mails_alarms(reading, n)
        || is_shown_to_customers(reading, n)
        || is_put_in_files(reading, n)
        || is_of_names(reading, n)
        || is_of_events(reading, n)
}

/// "Farmers see a live dashboard": what an application shows to those who use it; CloudWatch's are for those who run it.
fn is_shown_to_customers(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == DASHBOARD) else {
        return false;
    };
    let start = wanted.items.start;
    let before = reading.thought(start).start.max(start.saturating_sub(NEAR))..start;
    before
        .into_iter()
        .any(|at| is_customer(&reading.written(at).to_lowercase()))
}

/// "Writes a report to S3": where files are kept is no table.
fn is_put_in_files(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == TABLE) else {
        return false;
    };
    let end = wanted.items.end;
    (end.saturating_sub(1)..end + NEAR).any(|at| {
        matches!(reading.written(at).to_lowercase().as_str(), "to" | "into" | "in")
            && (at + 1..at + NEAR).any(|place| reading.concept(place) == Some(Concept::Store(Storage::S3)))
    })
}

/// "An A record and an MX record": records of a zone of names, which no table keeps.
fn is_of_names(reading: &Reading<'_>, n: usize) -> bool {
    const SORTS: [&str; 8] = ["a", "aaaa", "mx", "txt", "cname", "ns", "srv", "alias"];
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == TABLE) else {
        return false;
    };
    let says_zone = reading
        .items
        .iter()
        .any(|it| it.live && it.aws.is_some_and(|kind| kind.starts_with("AWS::Route53::")));
    let mut words = wanted
        .items
        .clone()
        .filter_map(|at| Some((at.checked_sub(1)?, at)));
    says_zone
        && words.any(|(before, at)| {
            let before = reading.written(before).to_lowercase();
            let sort = before.split(' ').next_back().unwrap_or_default();
            matches!(reading.written(at).to_lowercase().as_str(), "record" | "records")
                && SORTS.contains(&sort)
        })
}

/// "Rules on the bus send billing events to a queue": where events have a bus, it is no vehicle that sends its readings.
fn is_of_events(reading: &Reading<'_>, n: usize) -> bool {
    const DEVICES: &str = "AWS::IoT::TopicRule";
    let has_bus = reading
        .items
        .iter()
        .any(|it| it.live && it.aws == Some("AWS::Events::EventBus"));
    let wanted = reading
        .purposes
        .get(n)
        .filter(|it| has_bus && it.purpose.kind == DEVICES);
    wanted.is_some_and(|it| {
        it.items
            .clone()
            .any(|at| reading.written(at).to_lowercase().ends_with("bus"))
    })
}

/// "Alert mail ops@example.in pe bhejo": alarms have their own way to people.
fn mails_alarms(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    let of_mail = |it: &&Wanted| it.purpose.kind == MAIL && it.purpose.is_hindi();
    let Some(wanted) = reading.purposes.get(n).filter(of_mail) else {
        return false;
    };
    let thought = reading.thought(wanted.items.start);
    let near =
        thought.start.max(wanted.items.start.saturating_sub(NEAR))..thought.end.min(wanted.items.end + NEAR);
    near.into_iter()
        .any(|at| reading.concept(at) == Some(Concept::Alarm))
}

/// "An SNS topic that mails soc@example.com": the topic does it.
fn mails_by_topic(reading: &Reading<'_>, n: usize) -> bool {
    let Some(wanted) = reading
        .purposes
        .get(n)
        .filter(|it| it.purpose.kind == "AWS::SES::EmailIdentity")
    else {
        return false;
    };
    let last = reading.items.len();
    let end = wanted.items.end.min(last);
    let address = (end.saturating_sub(1)..(end + 2).min(last))
        .any(|at| reading.items.get(at).is_some_and(|it| it.what == What::Email));
    let topic = reading.thought(wanted.items.start).any(|at| {
        reading
            .items
            .get(at)
            .is_some_and(|it| it.live && it.aws == Some("AWS::SNS::Topic"))
    });
    address && topic
}

/// "Nobody logs in by SSH", "the balancer's logs in a bucket": no people of an application sign in there.
fn is_of_machines_or_logs(reading: &Reading<'_>, n: usize) -> bool {
    const NEAR: usize = 3;
    const NOUNS: [&str; 12] = [
        "and",
        "the",
        "of",
        "all",
        "access",
        "audit",
        "error",
        "application",
        "app",
        "flow",
        "our",
        ",",
    ];
    let Some(wanted) = reading.purposes.get(n).filter(|it| it.purpose.kind == POOL) else {
        return false;
    };
    let last = reading.items.len();
    let near = wanted.items.end.min(last)..(wanted.items.end + NEAR).min(last);
    let by_shell = near.clone().any(|at| reading.concept(at) == Some(Concept::Ssh));
    let are_logs = reading.concept(wanted.items.start) == Some(Concept::Logs);
    let in_a_place = near.clone().any(|at| {
        let item = reading.items.get(at);
        item.is_some_and(|it| it.aws.is_some() || matches!(it.what, What::Term(Concept::Store(_))))
    });
    let before = wanted
        .items
        .start
        .checked_sub(1)
        .map(|at| reading.written(at).to_lowercase());
    let is_noun = before.as_deref().is_none_or(|word| NOUNS.contains(&word));
    let by_root = before.as_deref() == Some("root");
    by_shell || by_root || (are_logs && (in_a_place || is_noun))
}

/// What speaks for a description of parts.
struct Evidence {
    parts: usize,
    kinds: usize,
}

impl Evidence {
    /// Two parts of which one is sure, or three.
    fn is_enough(&self) -> bool {
        self.parts > 0 && self.kinds > 1 || self.kinds > 2
    }
}

fn evidence(reading: &Reading<'_>) -> Evidence {
    let services = reading.items.iter().filter(|item| item.live);
    let named: BTreeSet<_> = services
        .filter(|item| item.what == What::Term(Concept::Service))
        .filter_map(|item| item.aws)
        .filter(|kind| !super::app::SURROUNDINGS.contains(kind))
        .collect();
    let live = || reading.purposes.iter().filter(|wanted| wanted.live);
    let sure = live().filter(|wanted| wanted.purpose.weight == Weight::Strong);
    let due = schedules::any(reading).then_some(SCHEDULE);
    let parts: BTreeSet<_> = named
        .iter()
        .copied()
        .chain(due)
        .chain(sure.map(|wanted| wanted.purpose.kind))
        .collect();
    let kinds: BTreeSet<_> = live()
        .map(|wanted| wanted.purpose.kind)
        .chain(parts.iter().copied())
        .collect();
    Evidence {
        parts: parts.len(),
        kinds: kinds.len(),
    }
}

fn is_application(reading: &Reading<'_>) -> bool {
    reading.live().any(|(_, concept)| {
        matches!(
            concept,
            Concept::App(_)
                | Concept::Leaning(_)
                | Concept::Framework(_)
                | Concept::Vague(Vague::App | Vague::Website)
        )
    })
}

/// "An API with login": pages keep who is signed in by themselves; functions behind an API have nothing to keep it in, and the API asks
/// a pool of users. Machines and containers run a program that may bring its own.
fn is_serverless_api(reading: &Reading<'_>) -> bool {
    let says = |wanted: &dyn Fn(Concept) -> bool| reading.live().any(|(_, concept)| wanted(concept));
    let api = says(&|it| it == Concept::App(AppType::Api));
    let other = says(&|it| {
        matches!(
            it,
            Concept::App(AppType::WebApp | AppType::StaticSite | AppType::Container)
                | Concept::Vague(Vague::Website)
                | Concept::Framework(Framework::Django | Framework::Nextjs | Framework::React)
                | Concept::Compute(Compute::Ecs | Compute::Ec2)
                | Concept::Docker
        )
    });
    api && !other
}

/// "A GraphQL API": nothing says in what a program of one's own would be written, nor where it runs, so the graph's service is the API.
pub(super) fn is_graph_alone(reading: &Reading<'_>) -> bool {
    let graph = reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some(GRAPH))
        || reading
            .purposes
            .iter()
            .any(|wanted| wanted.live && wanted.purpose.kind == GRAPH);
    let says_more = |concept: Concept| {
        matches!(
            concept,
            Concept::App(AppType::WebApp | AppType::StaticSite | AppType::Container)
                | Concept::Leaning(_)
                | Concept::Vague(Vague::Website | Vague::App | Vague::Server)
                | Concept::Framework(_)
                | Concept::Runtime(_)
                | Concept::Foreign(_)
                | Concept::Compute(_)
                | Concept::Function
                | Concept::Docker
        )
    };
    let gateway = |item: &Item| item.live && item.aws.is_some_and(|kind| kind.starts_with("AWS::ApiGateway"));
    graph && !reading.items.iter().any(gateway) && !reading.live().any(|(_, concept)| says_more(concept))
}

/// Words beside a wish that want nothing more.
const IDLE: [&str; 14] = [
    "just",
    "only",
    "simple",
    "feature",
    "facility",
    "bas",
    "sirf",
    "suvidha",
    "facility",
    "बस",
    "सिर्फ",
    "केवल",
    "सुविधा",
    "व्यवस्था",
];

/// "Login for our users": people who sign in, and nothing that they sign in to.
fn is_login_alone(reading: &Reading<'_>) -> bool {
    let spoken_for = |at: usize| {
        let mut pools = reading.purposes.iter().filter(|it| it.purpose.kind == POOL);
        pools.any(|it| it.live && it.items.contains(&at))
    };
    let is_login = |at: usize| {
        let words = CLAIMED.iter().find(|(kind, _)| *kind == POOL);
        words.is_some_and(|(_, words)| words.contains(&reading.written(at).to_lowercase().as_str()))
    };
    (0..reading.items.len()).all(|at| {
        let Some(item) = reading.items.get(at) else {
            return true;
        };
        let other = match item.what {
            What::Word => {
                let word = reading.written(at).to_lowercase();
                word.chars().any(char::is_alphabetic) && !IDLE.contains(&word.as_str())
            }
            What::Term(Concept::Vague(Vague::Project)) => false,
            what => what.is_thing(),
        };
        !other || spoken_for(at) || is_login(at)
    })
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
