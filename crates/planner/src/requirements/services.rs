//! Services that were named, with what was said of each: names, sizes, versions, days. Here: the list for the
//! requirements. Not here: what a service needs beside it (`blueprint`).

mod alarms;
mod countries;
mod described;
mod failures;
mod keys;
mod members;
mod mentions;
mod microservices;
mod migration;
mod networks;
pub(super) mod operating_system;
mod properties;
mod rules;
mod runtimes;
mod settings;
mod sizes;
mod visits;
mod windows;
mod wired;

use cloudwhisper_api::requirements::{AppType, Compute, NamedService, Storage};
use indexmap::IndexMap;
use rust_decimal::Decimal;

use self::described::{connected, described, kept, scheduled};
pub(super) use self::mentions::holds_failed;
pub(crate) use self::sizes::LOGIN_RANGE;
use self::sizes::{machine_by_size, scaling, sizes};
pub(super) use self::visits::note_visits;
use super::app::Application;
use super::company;
use super::data::Data;
use super::draft::{Case, Notes};
use super::facts;
use super::names::Subject;
use super::read::{Item, Reading, What};
use super::words;
use crate::catalog::component::Variant;
use crate::catalog::{self, apigateway, apigatewayv2, cloudfront, detail, sns};
use crate::language::lexicon::{Concept, Engine};

const HTTP_API: &str = apigatewayv2::Api::KIND;
const FUNCTION: &str = "AWS::Lambda::Function";
const ECS: &str = "AWS::ECS::Service";
const INSTANCE: &str = "AWS::EC2::Instance";
const DATABASE: &str = "AWS::RDS::DBInstance";
const NODES: &str = "AWS::EKS::Nodegroup";
const CLUSTER: &str = "AWS::RDS::DBCluster";
const SCALING_GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const CACHE: &str = "AWS::ElastiCache::ReplicationGroup";
const TOPIC: &str = "AWS::SNS::Topic";
const TABLE: &str = "AWS::DynamoDB::Table";
const BUCKET: &str = "AWS::S3::Bucket";

/// What the container image that was named is called among a service's properties.
pub(crate) const IMAGE: &str = "image";

/// What stands before the name of an environment variable among a program's properties: `env.STAGE`.
pub(crate) const VARIABLE: &str = "env.";

/// Under which word it is noted of a service what puts something into it or starts it by itself, where that was said: types,
/// parted by spaces.
pub(crate) const FROM: &str = "from";

/// The `CloudFormation` type that runs the application.
fn runner(compute: Compute) -> &'static str {
    match compute {
        Compute::Lambda => FUNCTION,
        Compute::Ecs => ECS,
        Compute::Ec2 => INSTANCE,
    }
}

/// What parts without an application run on: the first of them that runs a program.
pub(super) fn runs(app_type: Option<AppType>, services: &[NamedService]) -> Option<Compute> {
    if app_type.is_some() {
        return None; // a service that runs it by itself
    }
    let runs = |service: &NamedService| {
        [Compute::Lambda, Compute::Ecs, Compute::Ec2]
            .into_iter()
            .find(|compute| runner(*compute) == service.kind)
    };
    services.iter().find_map(runs)
}

/// The type of the SQL database that was named: a cluster of Aurora, else an instance.
fn relational(list: &List) -> &'static str {
    let cluster = list.0.iter().any(|service| service.kind == CLUSTER);
    if cluster { CLUSTER } else { DATABASE }
}

/// The services as they fill up.
struct List(Vec<NamedService>);

impl List {
    /// The service of this type, added where it is new.
    fn of(&mut self, kind: &str) -> Option<&mut NamedService> {
        if !self.0.iter().any(|service| service.kind == kind) {
            self.0.push(NamedService {
                kind: kind.to_owned(),
                name: None,
                properties: IndexMap::new(),
            });
        }
        self.0.iter_mut().find(|service| service.kind == kind)
    }

    /// The service of this type and of the sort that the term says, added where it is new.
    fn sort(&mut self, kind: &str, term: &str) {
        let marked = |variant: &&Variant| variant.marks.iter().any(|mark| term.contains(mark));
        let Some(variant) = catalog::variants(kind).find(marked) else {
            self.of(kind);
            return;
        };
        let is_it = |service: &NamedService| {
            service.kind == kind && service.properties.get(variant.word).map(String::as_str) == variant.value
        };
        if !self.0.iter().any(is_it) {
            let properties = variant
                .value
                .map(|value| (variant.word.to_owned(), value.to_owned()));
            self.0.push(NamedService {
                kind: kind.to_owned(),
                name: None,
                properties: properties.into_iter().collect(),
            });
        }
    }

    fn set(&mut self, kind: &str, property: &str, value: impl std::fmt::Display) {
        if let Some(service) = self.of(kind) {
            service
                .properties
                .entry(property.to_owned())
                .or_insert_with(|| value.to_string());
        }
    }

    fn has(&self, kind: &str) -> bool {
        self.0.iter().any(|service| service.kind == kind)
    }

    /// Gives a name to the first service of this type without one, or adds one more.
    fn name(&mut self, kind: &str, name: &str) {
        let is_it = |service: &NamedService| service.kind == kind && service.name.as_deref() == Some(name);
        if self.0.iter().any(is_it) {
            return;
        }
        if let Some(service) = self
            .0
            .iter_mut()
            .find(|service| service.kind == kind && service.name.is_none())
        {
            service.name = Some(name.to_owned());
        } else {
            self.0.push(NamedService {
                kind: kind.to_owned(),
                name: Some(name.to_owned()),
                properties: IndexMap::new(),
            });
        }
    }
}

/// What was decided before and is said of services.
pub(super) struct Beside<'a> {
    /// Names with what they were given to.
    pub(super) names: &'a [(Subject, String)],
    /// Where data is kept.
    pub(super) data: &'a Data,
    /// The container image to run.
    pub(super) image: Option<&'a str>,
}

/// Lists what was named, and warns of what this release can't plan.
pub(super) fn decide(
    case: &Case<'_>,
    application: &Application,
    beside: &Beside<'_>,
    notes: &mut Notes,
) -> Vec<NamedService> {
    let Beside { names, data, image } = *beside;
    let compute = application.compute;
    let mut list = List(Vec::new());
    let reading = &case.reading;
    let answered = case.answers.compute.and(compute);
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
        if let What::Term(Concept::Unplanned(service)) = item.what {
            notes.warn(
                "UNSUPPORTED_SERVICE",
                words::unplanned_service(case.language, service),
            );
        }
    }
    described(reading, data, &mut list);
    // Copies of a container grow by themselves; machines to grow are only where they were named.
    let named = |kind: &str| {
        reading
            .items
            .iter()
            .any(|item| item.live && item.aws == Some(kind))
    };
    if compute == Some(Compute::Ecs) && !named(SCALING_GROUP) {
        list.0.retain(|service| service.kind != SCALING_GROUP);
    }
    rest_alone(&mut list);
    engine(data, &mut list);
    cluster(reading, data, &mut list);
    // Where no program of ours is built, what data is kept in is a part like others.
    if application.app_type.is_none() || compute.is_none() {
        kept(data, &mut list);
    }
    scheduled(case, &mut list, notes);
    given_names(names, data, &mut list);
    let microservices = if list.has(ECS) || list.has("AWS::EKS::Cluster") {
        microservices::several(reading)
    } else {
        None
    };
    mentions::apply(reading, data, microservices.as_ref(), &mut list);
    another_bucket(reading, &mut list);
    failures::put_aside(&mut list);
    connected(reading, &mut list);
    alarms::add(reading, &mut list, notes);
    alarms::by_topic(reading, &mut list);
    described::directions(reading, &mut list);
    wired::note(reading, data, &mut list);
    migration::note(reading, &mut list);
    details(reading, data, &mut list);
    not_replicated(case, &mut list, notes);
    if list.0.iter().any(|it| {
        it.properties
            .get(detail::OBJECT_LOCK_MODE)
            .is_some_and(|mode| mode == "COMPLIANCE")
    }) {
        notes.warn(
            "OBJECT_LOCK_COMPLIANCE",
            words::locked_for_everybody(case.language),
        );
    }
    if reading.says(Concept::Standby) && data.storage.contains(&Storage::Rds) {
        list.set(relational(&list), "multiAZ", "true");
    }
    let between = scaling(reading, compute, &mut list);
    if let Some(several) = microservices.as_ref().filter(|_| list.has(ECS)) {
        several.add(&mut list.0);
    }
    let is_said = |at: usize| {
        between.is_some_and(|it| it.at == at || it.to == at)
            || microservices.as_ref().is_some_and(|it| it.at == at)
    };
    for at in (0..reading.items.len()).filter(|at| !is_said(*at)) {
        sizes(reading, at, compute, &mut list);
    }
    settings::apply(case, application, &data.storage, &mut list);
    runtimes::apply(reading, compute, &mut list);
    windows::apply(case, data, &mut list);
    countries::apply(reading, &mut list);
    networks::apply(reading, &mut list);
    networks::tunnel(reading, &mut list);
    networks::private_ways(reading, &mut list);
    each_alike(reading, &mut list);
    rotated(&mut list);
    kept_by_itself(reading, data, &mut list);
    if let Some(image) = image.filter(|_| compute.is_some()) {
        list.set(runner(compute.unwrap_or(Compute::Ecs)), IMAGE, image);
    }
    machine_by_size(&mut list, notes);
    variables(case, compute, &mut list);
    if let (Some(Compute::Ecs), Some(path)) = (compute, facts::health_path(reading)) {
        list.set(ECS, "healthCheckPath", path);
    }
    system(case, compute, &mut list, notes);
    if application.app_type == Some(AppType::StaticSite) && denies_content_network(reading) {
        notes.warn("CONTENT_NETWORK_KEPT", words::content_network_kept(case.language));
    }
    list.0
}

/// "Without CDN", "CloudFront nahi chahiye".
fn denies_content_network(reading: &Reading<'_>) -> bool {
    let is_it = |item: &Item| item.aws == Some(cloudfront::Distribution::KIND);
    let denied = reading.items.iter().any(|item| item.denied && is_it(item));
    denied && !reading.items.iter().any(|item| item.live && is_it(item))
}

/// Notes the operating system that was named, of machines; containers bring theirs.
fn system(case: &Case<'_>, compute: Option<Compute>, list: &mut List, notes: &mut Notes) {
    if compute != Some(Compute::Ec2) && !list.has(INSTANCE) {
        return;
    }
    match operating_system::named(&case.reading) {
        Some(operating_system::Named::Planned(said)) => list.set(INSTANCE, "operatingSystem", said),
        Some(operating_system::Named::Other(name)) => {
            notes.warn("SUBSTITUTED", words::other_linux_instead(case.language, name));
        }
        None => {}
    }
}

/// Notes environment variables of the program that reads them: the application, else every function or container.
fn variables(case: &Case<'_>, compute: Option<Compute>, list: &mut List) {
    let Some((key, value)) = case.pairs.variables.first() else {
        return;
    };
    let property = |key: &str| format!("{VARIABLE}{key}");
    if let Some(compute) = compute {
        list.set(runner(compute), &property(key), value);
    }
    let programs = [FUNCTION, ECS, INSTANCE];
    for service in list
        .0
        .iter_mut()
        .filter(|it| programs.contains(&it.kind.as_str()))
    {
        for (key, value) in &case.pairs.variables {
            service
                .properties
                .entry(property(key))
                .or_insert_with(|| value.clone());
        }
    }
}

/// "Three services, each with 1 vCPU and 2 GB": what was noted of the first is said of all.
fn each_alike(reading: &Reading<'_>, list: &mut List) {
    const ALIKE: [&str; 6] = [
        "cpu",
        "memory",
        "count",
        "minCapacity",
        "maxCapacity",
        "autoscaling",
    ];
    let says_each = reading.live().any(|(at, concept)| {
        concept == Concept::Per && reading.written(at).eq_ignore_ascii_case("each")
            || matches!(reading.written(at).to_lowercase().as_str(), "all" | "both")
    });
    let mut services = list.0.iter_mut().filter(|service| service.kind == ECS);
    let Some(first) = services.next().filter(|_| says_each) else {
        return;
    };
    let said: Vec<_> = ALIKE
        .iter()
        .filter_map(|word| Some((*word, first.properties.get(*word)?.clone())))
        .collect();
    for service in services {
        for (word, value) in &said {
            service
                .properties
                .entry((*word).to_owned())
                .or_insert_with(|| value.clone());
        }
    }
}

/// "Secrets Manager with rotation every 60 days": the days are the schedule's.
fn rotated(list: &mut List) {
    const DAYS: &str = "rotationDays";
    const ROTATION: &str = "AWS::SecretsManager::RotationSchedule";
    let days = list
        .0
        .iter()
        .find_map(|service| service.properties.get(DAYS).cloned());
    if let Some(days) = days.filter(|_| list.has(ROTATION)) {
        list.set(ROTATION, DAYS, days);
    }
}

/// "Saved to another bucket", "dusre bucket mein": what comes out of the work on new files is kept apart from them, or it would start it again.
fn another_bucket(reading: &Reading<'_>, list: &mut List) {
    const OTHER: [&str; 12] = [
        "another",
        "other",
        "different",
        "separate",
        "second",
        "dusre",
        "dusri",
        "doosre",
        "doosri",
        "alag",
        "दूसरे",
        "दूसरी",
    ];
    let is_other = |at: usize| OTHER.contains(&reading.written(at).to_lowercase().as_str());
    let other = reading.live().any(|(at, concept)| {
        concept == Concept::Store(Storage::S3) && (at.saturating_sub(2)..at).any(is_other)
    });
    let buckets: Vec<_> = list.0.iter().filter(|it| it.kind == BUCKET).collect();
    let [one] = buckets.as_slice() else { return };
    if other && one.properties.contains_key("onUpload") && !one.properties.contains_key("count") {
        list.0.push(NamedService {
            kind: BUCKET.to_owned(),
            name: None,
            properties: IndexMap::new(),
        });
    }
}

/// "Postgres, backups kept 14 days": a database that is alone and keeps its backups by itself needs no plan beside it.
fn kept_by_itself(reading: &Reading<'_>, data: &Data, list: &mut List) {
    const PLAN: &str = "AWS::Backup::BackupPlan";
    let named = reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some(PLAN));
    let keeps = |it: &NamedService| {
        ["backupDays", windows::BACKUP]
            .iter()
            .any(|word| it.properties.contains_key(*word))
    };
    let database = list.0.iter().find(|it| it.kind == DATABASE || it.kind == CLUSTER);
    let alone = data.storage == [Storage::Rds]
        && list.0.iter().all(|it| {
            it.kind == DATABASE || it.kind == CLUSTER || it.kind == PLAN && it.properties.is_empty()
        });
    if !named && alone && database.is_some_and(keeps) {
        list.0.retain(|it| it.kind != PLAN);
    }
}

/// "three queues": how many of a part were asked for.
fn count_before(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    let number = |at: usize| match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) if value.is_integer() => Some(value.normalize()),
        _ => None,
    };
    let few = |value: &Decimal| *value > Decimal::ONE && *value <= Decimal::TEN;
    at.checked_sub(1).and_then(number).filter(few)
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

/// "with two read replicas": what was said of a part that was asked for.
fn details(reading: &Reading<'_>, data: &Data, list: &mut List) {
    for (at, item) in reading.items.iter().enumerate().filter(|(_, item)| item.live) {
        let What::Term(Concept::Detail(detail)) = item.what else {
            continue;
        };
        let asked = |kind: &str| match kind {
            TABLE => data.storage.contains(&Storage::Dynamodb),
            BUCKET => data.storage.contains(&Storage::S3),
            DATABASE => data.storage.contains(&Storage::Rds),
            _ => false,
        };
        let there = |kind: &&&str| list.0.iter().any(|service| service.kind == **kind);
        if detail.word == "ttlAttribute" && is_of_files(reading, at) {
            continue;
        }
        let kind = detail.kinds.iter().find(there);
        let kind = kind.or_else(|| detail.kinds.iter().find(|kind| asked(kind)));
        let Some(kind) = kind else { continue };
        // Each group of machines has what was said of it.
        let alike = list.0.iter().filter(|it| it.kind == *kind).count();
        if *kind == NODES && alike > 1 {
            continue;
        }
        list.set(kind, detail.word, detail.value);
        if let (Some(word), Some(count)) = (detail.counted, count_before(reading, at)) {
            list.set(kind, word, count);
        }
    }
}

/// One stack makes nothing in two regions: files that were to be copied to another one are told not to be.
fn not_replicated(case: &Case<'_>, list: &mut List, notes: &mut Notes) {
    let buckets = list.0.iter_mut().filter(|it| it.kind == BUCKET);
    let asked = buckets.filter_map(|it| it.properties.shift_remove(detail::REPLICATED));
    if asked.count() > 0 {
        notes.warn(
            "UNSUPPORTED_SERVICE",
            words::unplanned_service(case.language, "S3 cross-region replication"),
        );
    }
}

/// "A bucket whose files disappear after a year": the nearest store before it is one for files.
fn is_of_files(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.thought(at).start..at;
    let nearest = before.rev().find_map(|place| match reading.concept(place)? {
        Concept::Store(Storage::S3) | Concept::Files => Some(true),
        Concept::Store(_) | Concept::Table | Concept::Service => Some(false),
        _ => None,
    });
    nearest == Some(true)
}

/// "API Gateway with API keys and a usage plan": only REST APIs have those, so that no other API is meant unless it was called one.
fn rest_alone(list: &mut List) {
    let rest = [
        apigateway::RestApi::KIND,
        apigateway::USAGE_PLAN.kind,
        apigateway::API_KEY.kind,
    ];
    if rest.iter().any(|kind| list.has(kind)) {
        list.0
            .retain(|it| it.kind != HTTP_API || !it.properties.is_empty());
    }
}

/// Once the compute was chosen in an answer, the other one that the prompt mentioned is no wish any more.
fn runs_here(kind: &str, compute: Option<Compute>) -> bool {
    !matches!(kind, FUNCTION | ECS | INSTANCE) || compute.is_none_or(|compute| runner(compute) == kind)
}

fn engine(data: &Data, list: &mut List) {
    match data.engine {
        Some(Engine::Postgres) => list.set(DATABASE, "engine", "postgres"),
        Some(Engine::Mysql) => list.set(DATABASE, "engine", "mysql"),
        Some(Engine::Mariadb) => list.set(DATABASE, "engine", "mariadb"),
        Some(Engine::Oracle) => list.set(DATABASE, "engine", "oracle"),
        Some(Engine::SqlServer) => list.set(DATABASE, "engine", "sqlserver"),
        Some(Engine::Any) | None => {}
    }
    if !data.storage.contains(&Storage::Rds) {
        list.0.retain(|service| service.kind != DATABASE);
    }
    if !data.storage.contains(&Storage::Dynamodb) {
        list.0.retain(|service| service.kind != TABLE);
    }
}

/// Where Aurora was named, it is the SQL database: what was said of one is said of it.
fn cluster(reading: &Reading<'_>, data: &Data, list: &mut List) {
    let named = reading
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.live && item.aws == Some(CLUSTER));
    let terms: Vec<String> = named.map(|(at, _)| reading.written(at).to_lowercase()).collect();
    let says = |engine: &str| terms.iter().any(|term| term.contains(engine));
    if !list.0.iter().any(|service| service.kind == CLUSTER) {
        return;
    }
    if !data.storage.contains(&Storage::Rds) {
        list.0.retain(|service| service.kind != CLUSTER);
        return;
    }
    list.0.retain(|service| service.kind != DATABASE);
    match data.engine {
        Some(Engine::Mysql | Engine::Mariadb) => list.set(CLUSTER, "engine", "mysql"),
        Some(Engine::Postgres) => list.set(CLUSTER, "engine", "postgres"),
        _ if says("mysql") => list.set(CLUSTER, "engine", "mysql"),
        _ if says("postgres") => list.set(CLUSTER, "engine", "postgres"),
        _ => {}
    }
}

fn given_names(names: &[(Subject, String)], data: &Data, list: &mut List) {
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
