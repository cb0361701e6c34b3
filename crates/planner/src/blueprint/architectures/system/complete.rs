//! Completing a blueprint: every part that was named and isn't there, then the connections.

use cloudwhisper_api::requirements::{NamedService, Requirements};

use super::programs::PROGRAMS;
use super::{System, fed};
use crate::blueprint::architectures::parts::compute::HANDLER;
use crate::blueprint::architectures::parts::{database, monitoring, wishes};
use crate::blueprint::architectures::{Design, scheduled_task};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::component::{Component, Ends, Part, Variant, Wire};
use crate::catalog::events::uploads;
use crate::catalog::secrets::rotation;
use crate::catalog::{
    self, apigateway, apigatewayv2, cloudfront, dynamodb, ecs, kinesis, lambda, setting, sns, sqs,
    vpc_endpoint, wafv2,
};

/// More of one part than this are an oversight or an attack.
const MOST: usize = 10;

/// Adds what was named beside what is there, and connects everything.
pub(crate) fn complete(blueprint: Blueprint, design: &Design<'_>) -> Blueprint {
    let before = blueprint.resources().len();
    let mut system = System { blueprint, design };
    database::copy_for_reading(&mut system);
    for component in catalog::components() {
        add_missing(&mut system, component);
    }
    // Nothing but the application is connected already, unless something was said of how.
    let connected = system.blueprint.resources().len() == before
        && !design.requirements.services.is_empty()
        && !is_wired(design.requirements);
    if !connected {
        connect(&mut system);
    }
    lambda::keep_offline(&mut system);
    if system.hardened() {
        // After the connections: what is added here serves one resource alone.
        lambda::hardened::harden(&mut system);
        cloudfront::hardened::harden(&mut system);
        apigateway::parts::harden(&mut system);
        wafv2::harden(&mut system);
    }
    cloudfront::settle(&mut system);
    apigateway::throttle(&mut system);
    apigateway::allow_list::keep(&mut system);
    apigateway::private::keep(&mut system);
    wafv2::allow_list::keep(&mut system);
    apigatewayv2::throttle(&mut system);
    if !connected || system.hardened() {
        finish(&mut system);
    }
    system.blueprint
}

/// Whether what an application has by itself was said to be connected: its files or its table start something, or its files are handed
/// out.
fn is_wired(requirements: &Requirements) -> bool {
    uploads::are_told(requirements)
        || wishes::comes_from(requirements, lambda::Function::KIND, dynamodb::Table::KIND)
        || cloudfront::files::are_said(requirements)
}

/// Lets programs use what is there, and connects the parts with each other.
fn connect(system: &mut System<'_>) {
    add_worker(system);
    // Who is fed by something doesn't write into it, which is known when everything else is connected.
    let feeds = |component: &&'static Component| fed::FEEDING.contains(&component.kind);
    for component in catalog::components().filter(|it| !feeds(it)) {
        let_use(system, component);
    }
    for wire in catalog::wires() {
        for (from, to) in pairs(system, wire) {
            (wire.connect)(system, &from, &to);
        }
    }
    uploads::connect(system);
    for component in catalog::components().filter(feeds) {
        let_use(system, component);
    }
}

/// Lets programs use every part of this type.
fn let_use(system: &mut System<'_>, component: &Component) {
    let Some(uses) = component.uses else { return };
    for it in system.all(component.kind) {
        for program in programs(system) {
            // What calls a program is known to it by being called.
            if !knows(system, &program, &it)
                && may_use(system, &program, component.kind)
                && !system.blueprint.leads_to(&it, &program)
            {
                if fed::only_takes(system, &program, &it) {
                    fed::take(system, &program, &it);
                } else if fed::would_start_again(system, &program, &it) {
                    uploads::keep_apart(system, &program, &it);
                } else {
                    uses(system, &program, &it);
                }
            }
        }
    }
}

fn add_missing(system: &mut System<'_>, component: &Component) {
    add_sort(system, component, None);
    for variant in catalog::variants(component.kind).filter(|variant| variant.value.is_some()) {
        add_sort(system, component, Some(variant));
    }
}

/// The sort of a part that was said; `None` is the usual one.
fn sort_said(service: &NamedService) -> Option<&'static Variant> {
    let value = |word| service.properties.get(word).map(String::as_str);
    catalog::variants(&service.kind)
        .find(|variant| variant.value.is_some() && value(variant.word) == variant.value)
}

/// The sort of a part that is there; `None` is the usual one.
fn sort_of(resource: &Resource) -> Option<&'static Variant> {
    let is_it = |variant: &Variant, value: &str| {
        if variant.property.is_empty() {
            let start = resource.id.as_str().get(..value.len());
            return start.is_some_and(|start| start.eq_ignore_ascii_case(value));
        }
        resource.properties.get(variant.property).and_then(Value::as_text) == Some(value)
    };
    catalog::variants(resource.kind).find(|variant| variant.value.is_some_and(|value| is_it(variant, value)))
}

fn add_sort(system: &mut System<'_>, component: &Component, sort: Option<&'static Variant>) {
    // A container that runs at set times has a definition, and no service that keeps it running.
    if component.kind == ecs::FargateService::KIND && scheduled_task::is_meant(system.design.requirements) {
        return;
    }
    let mut said: Vec<&NamedService> = wishes::named(system.design.requirements, component.kind)
        .filter(|it| sort_said(it) == sort)
        .collect();
    // The topic that alarms have is that which was said to be theirs, whichever was said first.
    said.sort_by_key(|it| !it.properties.contains_key(sns::FOR_ALARMS));
    if said.is_empty() {
        return;
    }
    let there = if catalog::is_shared(component.kind) {
        0
    } else {
        let all = system.blueprint.of_kind(component.kind);
        all.filter(|it| sort_of(it) == sort && answers(it, &said)).count()
    };
    // Of a service of containers the number is its copies.
    let counted = said
        .iter()
        .filter(|_| component.kind != ecs::FargateService::KIND)
        .filter_map(|it| it.properties.get("count")?.parse::<usize>().ok())
        .max();
    let wanted = said.len().max(counted.unwrap_or_default()).min(MOST);
    let known = system.blueprint.of_kind(component.kind);
    let known = known.filter(|it| sort_of(it) == sort && answers(it, &said));
    let known: Vec<LogicalId> = known.take(there).map(|it| it.id.clone()).collect();
    for (id, said) in known.iter().zip(&said) {
        settle(system, id, said);
    }
    for n in there..wanted {
        // What was said of the last is said of those that were only counted; a name is only one's own.
        let unnamed = || said.iter().rev().find(|it| it.name.is_none());
        let part = Part {
            said: said.get(n).or_else(unnamed).copied(),
        };
        let id = (component.build)(system, &part);
        if let Some(said) = part.said {
            settle(system, &id, said);
        }
    }
}

/// Sets what numbers said of a part.
fn settle(system: &mut System<'_>, id: &LogicalId, said: &NamedService) {
    if let Some(resource) = system.blueprint.resource_mut(id) {
        setting::settle(resource, said);
    }
}

/// Whether something that is there is what was named: neither a rotator nor the alarms' topic is, unless that was meant.
fn answers(it: &Resource, said: &[&NamedService]) -> bool {
    let is_alarms = it.kind == sns::Topic::KIND && it.id.as_str() == sns::ALARMS;
    let meant = || {
        said.iter()
            .any(|said| said.properties.contains_key(sns::FOR_ALARMS))
    };
    // Ways to services that were named are each looked for by the part itself: one that is there may lead to another service.
    let leads_elsewhere = it.kind == vpc_endpoint::KIND
        && said
            .iter()
            .any(|said| said.properties.contains_key(vpc_endpoint::SERVICES));
    !rotation::is_rotator(&it.id) && !leads_elsewhere && (!is_alarms || meant())
}

/// Somebody has to take what queues and streams bring. A front door that answers visitors can't: it would take a message for
/// a request, answer it, and so lose it.
fn add_worker(system: &mut System<'_>) {
    let mut functions = system.all(lambda::Function::KIND);
    functions.retain(|it| !rotation::is_rotator(it));
    let takes = wishes::comes_from(
        system.design.requirements,
        lambda::Function::KIND,
        sqs::Queue::KIND,
    );
    let is_busy = |it: &LogicalId| it.as_str() == HANDLER || !takes && sns::direction::publishes(system, it);
    let only_door = functions.len() == 1 && functions.iter().all(is_busy);
    let queues = system.all(sqs::Queue::KIND);
    let streams = |table: &Resource| table.properties.contains_key("StreamSpecification");
    let changes = system.blueprint.of_kind(dynamodb::Table::KIND).any(streams);
    let brings =
        queues.iter().any(|queue| sqs::takes_work(system, queue)) || is_read_by_nobody(system) || changes;
    let brings = brings || sns::direction::starts_function(system);
    if only_door && brings {
        lambda::build(system, &Part { said: None });
    }
}

/// Whether there is a stream that neither a delivery to files nor a computation over it takes from.
fn is_read_by_nobody(system: &System<'_>) -> bool {
    const READERS: [&str; 2] = [
        "AWS::KinesisFirehose::DeliveryStream",
        "AWS::KinesisAnalyticsV2::Application",
    ];
    let streams = !system.all(kinesis::Stream::KIND).is_empty();
    streams && READERS.iter().all(|reader| system.all(reader).is_empty())
}

fn programs(system: &System<'_>) -> Vec<LogicalId> {
    let all = PROGRAMS.iter().flat_map(|kind| system.all(kind));
    all.filter(|it| !rotation::is_rotator(it)).collect()
}

/// Keys and settings are no store: whoever uses what they protect or describe needs them.
const EVERYBODYS: [&str; 3] = ["AWS::KMS::Key", "AWS::SSM::Parameter", "AWS::XRay::Group"];

/// Whether a program has business with parts of a type: every program has, but a function of whose sentence says what it uses.
fn may_use(system: &System<'_>, program: &LogicalId, kind: &str) -> bool {
    let name = system.text_of(program, "FunctionName");
    let said = wishes::named(system.design.requirements, lambda::Function::KIND)
        .filter(|service| service.name.is_some() && service.name == name)
        .find_map(|service| service.properties.get("uses"));
    said.is_none_or(|uses| EVERYBODYS.contains(&kind) || uses.split(' ').any(|used| used == kind))
}

/// Whether a program has been told of something already.
fn knows(system: &System<'_>, program: &LogicalId, it: &LogicalId) -> bool {
    system.blueprint.resource(program).is_some_and(|program| {
        program
            .properties
            .values()
            .any(|value| value.references().contains(&it))
    })
}

/// Which starts are connected with which ends. The function behind a front door is busy with visitors; what comes from
/// queues and schedules goes to the others, where there are any.
fn pairs(system: &System<'_>, wire: &Wire) -> Vec<(LogicalId, LogicalId)> {
    // What failed is worked on by nobody: such a queue takes no worker away from one for work.
    let mut starts = system.all(wire.from);
    starts.retain(|id| fed::is_for_work(system, id));
    let mut ends = system.all(wire.to);
    ends.retain(|id| !rotation::is_rotator(id));
    if wire.to == lambda::Function::KIND && ends.len() > 1 {
        ends.retain(|id| id.as_str() != HANDLER);
        let heard = [sqs::Queue::KIND, sns::Topic::KIND].contains(&wire.from);
        let others = |id: &LogicalId| !sns::direction::publishes(system, id);
        if heard && ends.iter().any(others) {
            ends.retain(others);
        }
    }
    match wire.ends {
        Ends::All => starts
            .iter()
            .flat_map(|from| ends.iter().map(|to| (from.clone(), to.clone())))
            .collect(),
        Ends::One => starts
            .iter()
            .enumerate()
            .filter_map(|(n, from)| Some((from.clone(), ends.get(n).or(ends.last())?.clone())))
            .collect(),
    }
}

/// Alarms for the new parts, and outputs that say where they are.
fn finish(system: &mut System<'_>) {
    // Nothing else is encrypted here, and a key of one's own is paid whether it is used or not.
    let told = monitoring::is_told(system.design.requirements);
    let rings = told && monitoring::can_ring(&system.blueprint, system.design);
    let key = if rings { system.key() } else { None };
    monitoring::watch(&mut system.blueprint, system.design, key.as_ref());
}
