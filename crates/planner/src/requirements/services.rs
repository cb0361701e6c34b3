//! Services that were named, with what was said of each: names, sizes, versions, days. Here: the list for the
//! requirements. Not here: what a service needs beside it (`blueprint`).

mod alarms;
mod api_sorts;
mod buckets;
mod countries;
mod databases;
mod described;
mod details;
mod failures;
mod front_doors;
mod keys;
mod list;
mod members;
mod mentions;
mod microservices;
mod migration;
mod named;
mod networks;
pub(super) mod operating_system;
mod programs;
mod properties;
mod reach;
mod rules;
mod runtimes;
mod settings;
mod sizes;
mod telephones;
mod visits;
mod windows;
mod wired;

use cloudwhisper_api::requirements::{AppType, Compute, NamedService, Storage};

use self::described::{connected, described, kept, scheduled};
pub(crate) use self::front_doors::{DIRECT, FRONT_DOOR, NONE as NO_FRONT_DOOR};
pub(super) use self::mentions::holds_failed;
pub(crate) use self::reach::OFFLINE;
pub(super) use self::settings::is_rhythm as is_how_often;
pub(crate) use self::sizes::LOGIN_RANGE;
use self::sizes::{machine_by_size, scaling, sizes};
pub(super) use self::visits::note_visits;
use super::app::Application;
use super::data::Data;
use super::draft::{Case, Notes};
use super::names::Subject;
use super::read::{Item, Reading};
use super::{facts, words};
use crate::catalog::{apigatewayv2, cloudfront, detail};
use crate::language::lexicon::Concept;
use buckets::{another_bucket, ask_which_age, deleted, not_replicated, pages_apart};
use databases::{cluster, engine, kept_by_itself};
use details::{details, rotated};
use list::{List, relational};
use named::{given_names, named, unplanned};
pub(super) use programs::runs;
use programs::{each_alike, runner, system, variables};

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

/// What was decided before and is said of services.
pub(super) struct Beside<'a> {
    /// Names with what they were given to.
    pub(super) names: &'a [(Subject, String)],
    /// Where data is kept.
    pub(super) data: &'a Data,
    /// The container image to run.
    pub(super) image: Option<&'a str>,
    /// Whether anyone on the internet may reach it; `None` while that is a question.
    pub(super) public_access: Option<bool>,
}

/// Lists what was named, and warns of what this release can't plan.
pub(super) fn decide(
    case: &Case<'_>,
    application: &Application,
    beside: &Beside<'_>,
    notes: &mut Notes,
) -> Vec<NamedService> {
    let Beside {
        names, data, image, ..
    } = *beside;
    let compute = application.compute;
    let mut list = List(Vec::new());
    let reading = &case.reading;
    let answered = case.answers.compute.and(compute);
    named(reading, answered, &mut list);
    unplanned(case, notes);
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
    api_sorts::rest_alone(&mut list);
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
    failures::put_aside(&mut list);
    connected(reading, &mut list);
    alarms::add(reading, &mut list, notes);
    alarms::by_topic(reading, &mut list);
    described::directions(reading, &mut list);
    telephones::note(reading, &mut list);
    wired::note(reading, data, &mut list);
    another_bucket(reading, &mut list);
    migration::note(reading, &mut list);
    // Before ages that nobody said are taken for granted.
    deleted(reading, &data.storage, &mut list);
    ask_which_age(case, &mut list, notes);
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
    if reading.says(Concept::Standby) {
        if data.storage.contains(&Storage::Rds) {
            list.set(relational(&list), "multiAZ", "true");
        } else if list.has(CACHE) {
            list.set(CACHE, "multiAZ", "true");
        }
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
    runtimes::say_others(reading, &list, notes);
    windows::apply(case, data, &mut list, notes);
    countries::apply(reading, &mut list);
    pages_apart(reading, &mut list);
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
    variables(case, application, &mut list);
    if let (Some(Compute::Ecs), Some(path)) = (compute, facts::health_path(reading)) {
        list.set(ECS, "healthCheckPath", path);
    }
    api_sorts::guardable(reading, &mut list);
    reach::note(reading, application, beside.public_access, &mut list);
    front_doors::note(reading, application, &mut list);
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
