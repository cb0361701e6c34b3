//! What numbers, networks and machine sizes say of a service: ports, processors, memory, copies, days, versions.

mod address_ranges;
mod machine_types;
mod role;
mod scaling;

use cloudwhisper_api::amount::Period;
use cloudwhisper_api::requirements::Compute;
use rust_decimal::Decimal;

use super::{DATABASE, List, networks, relational, runner};
use crate::blueprint::architectures::parts::callers::RANGE;
use crate::language::lexicon::{Concept, Time};
use crate::requirements::read::{Reading, What};
use crate::requirements::{machines, versions};
pub(crate) use address_ranges::LOGIN_RANGE;
use address_ranges::{guarded, of_network, of_remote_login, with_prefix};
pub(super) use machine_types::machine_by_size;
use machine_types::{CPU, machine};
use role::{Role, lambda_runtime, role};
pub(super) use scaling::scaling;

fn number(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) => Some(value.normalize()),
        _ => None,
    }
}

fn says_near(reading: &Reading<'_>, at: usize, wanted: Concept) -> bool {
    let thought = reading.thought(at);
    let near = thought.start.max(at.saturating_sub(7))..thought.end.min(at + 7);
    near.into_iter().any(|place| {
        reading.concept(place) == Some(wanted) && reading.items.get(place).is_some_and(|item| item.live)
    })
}

/// "Postgres and two read replicas": the number counts copies, and is no version of what stands before it.
fn counts_a_detail(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.concept(at + 1), Some(Concept::Detail(_)))
}

/// What a number, network or machine size at `at` says of the application.
pub(super) fn sizes(reading: &Reading<'_>, at: usize, compute: Option<Compute>, list: &mut List) {
    match reading
        .items
        .get(at)
        .filter(|item| item.live)
        .map(|item| item.what)
    {
        Some(What::InstanceType) => machine(reading, at, list),
        Some(What::Network) if networks::router(reading, at).is_some() => {}
        Some(What::Network) if networks::is_elsewhere(reading, at) && list.has(TUNNEL) => {}
        Some(What::Network) if of_network(reading, at) => {
            list.set(NETWORK, "cidrBlock", reading.written(at));
        }
        Some(What::Network) if !reading.written(at).ends_with("/0") => {
            let runner = runner(compute.unwrap_or(Compute::Lambda));
            let (kind, property) = if of_remote_login(reading, at) {
                (runner, LOGIN_RANGE)
            } else {
                (
                    guarded(reading, at, compute.is_some(), list).unwrap_or(runner),
                    RANGE,
                )
            };
            list.set(kind, property, with_prefix(reading.written(at)));
        }
        Some(What::Number(_)) => counted(reading, at, compute, list),
        _ => {}
    }
}

const SCALING_GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const SEARCH: &str = "AWS::OpenSearchService::Domain";
const KUBERNETES: &str = "AWS::EKS::Cluster";
const NETWORK: &str = "AWS::EC2::VPC";
const TUNNEL: &str = "AWS::EC2::VPNConnection";

/// How words for the time begin for which a queue hides a message.
pub(super) const HIDDEN: [&str; 4] = ["visib", "विज़िबिलिटी", "विजिबिलिटी", "विज़िबिलिटी"];

/// The smallest task that Fargate has. Source: ECS developer guide, "Task CPU and memory", 2026-11.
const LEAST_CPU_UNITS: Decimal = Decimal::from_parts(256, 0, 0, false, 0);

fn counted(reading: &Reading<'_>, at: usize, compute: Option<Compute>, list: &mut List) {
    let (Some(value), Some(role)) = (number(reading, at), role(reading, at)) else {
        return;
    };
    let runs = compute.is_some();
    let compute = compute.unwrap_or(Compute::Lambda);
    let kind = runner(compute);
    // Where no program is spoken of, a time limit or memory is of something else.
    if !runs && !list.has(kind) && matches!(role, Role::Timeout | Role::Memory(_) | Role::RuntimeVersion(_)) {
        return;
    }
    let serverless = compute == Compute::Lambda;
    match role {
        Role::Copies if versions::is_version(reading, at) || of_a_store(reading, at) => {}
        // "3 r6g.large nodes" of a search domain are no copies of a program.
        Role::Copies
            if reading
                .items
                .get(at + 1)
                .is_some_and(|it| it.what == What::InstanceType)
                && machines::cluster_of_nodes(reading, at).is_some() => {}
        Role::Copies if value.is_integer() && of_others(reading, at, value, list) => {}
        // A cluster's machines, where nothing else runs in copies.
        Role::Copies
            if serverless
                && value.is_integer()
                && value >= Decimal::ONE
                && list.0.iter().any(|service| service.kind == KUBERNETES) =>
        {
            list.set(KUBERNETES, "nodes", value);
        }
        Role::Port if !serverless && is_port(value) => list.set(kind, "port", value),
        Role::Cpu if compute == Compute::Ec2 => list.set(kind, CPU, value),
        // "512 CPU" is in Fargate's own units, of which a processor has 1024.
        Role::Cpu if !serverless && value >= LEAST_CPU_UNITS => list.set(kind, "cpu", value),
        Role::Cpu if !serverless => list.set(kind, "cpu", megabytes(value, 1024)),
        Role::Memory(size) => list.set(kind, "memory", megabytes(value, size)),
        Role::Disk(size) if compute == Compute::Ec2 => {
            list.set(
                kind,
                "volumeSize",
                (megabytes(value, size) / Decimal::from(1024)).round(),
            );
        }
        // A cluster's storage grows by itself.
        Role::DatabaseDisk(size) if relational(list) == DATABASE => {
            let gigabytes = (megabytes(value, size) / Decimal::from(1024)).ceil();
            list.set(DATABASE, "allocatedStorage", gigabytes);
        }
        Role::Copies if !serverless && value.is_integer() && value >= Decimal::ONE => {
            list.set(kind, "count", value);
        }
        // "Visibility timeout" is a queue's.
        Role::Timeout if of_a_queue(reading, at) => {}
        Role::Timeout => list.set(kind, "timeout", seconds(reading, at, value)),
        Role::Retention => retention(reading, at, value, list),
        Role::RuntimeVersion(runtime) if serverless => {
            if let Some(runtime) = lambda_runtime(runtime, reading.written(at)) {
                list.set(kind, "runtime", runtime);
            }
        }
        Role::EngineVersion
            if value < Decimal::ONE_HUNDRED
                && !counts_a_detail(reading, at)
                && reading.written(at).starts_with(|c: char| c.is_ascii_digit()) =>
        {
            list.set(relational(list), "engineVersion", reading.written(at));
        }
        _ => {}
    }
}

/// Notes machines that are no program's own of those that they belong to, where there is one.
fn of_others(reading: &Reading<'_>, at: usize, value: Decimal, list: &mut List) -> bool {
    let after = reading.concept(at + 1);
    let group = machines::group_behind(reading, at + 1);
    if group.is_none() && matches!(after, Some(Concept::Compute(_) | Concept::App(_))) {
        return false;
    }
    let Some(owner) = group.or_else(|| machines::owner(reading, at)) else {
        return false;
    };
    match owner.split("::").nth(1) {
        Some("EKS") => list.set(KUBERNETES, "nodes", value),
        Some("AutoScaling") => list.set(owner, "desiredCapacity", value),
        Some("SageMaker") => list.set(owner, "instanceCount", value),
        Some("ElasticBeanstalk") => list.set(owner, "count", value),
        _ => return false,
    }
    true
}

/// "Redis with 2 replicas behind an API": copies of what keeps data, and not of the program.
fn of_a_store(reading: &Reading<'_>, at: usize) -> bool {
    const STORES: [&str; 6] = [
        "AWS::DocDB::",
        "AWS::ElastiCache::",
        "AWS::MemoryDB::",
        "AWS::Neptune::",
        "AWS::OpenSearchService::",
        "AWS::RDS::",
    ];
    let replica = reading.written(at + 1).to_lowercase().starts_with("replica");
    let mut before = (reading.thought(at).start..at).rev();
    let nearest = before.find_map(|place| reading.items.get(place)?.aws);
    replica && nearest.is_some_and(|kind| STORES.iter().any(|store| kind.starts_with(store)))
}

/// Whether a time is that for which a queue hides a message.
fn of_a_queue(reading: &Reading<'_>, at: usize) -> bool {
    let near = reading.thought(at).start.max(at.saturating_sub(4))..at + 4;
    near.into_iter().any(|place| {
        let word = reading.written(place).to_lowercase();
        HIDDEN.iter().any(|hidden| word.starts_with(hidden))
    })
}

/// A port that an application may listen on; 22 is the machine's own.
fn is_port(value: Decimal) -> bool {
    value.is_integer()
        && value >= Decimal::ONE
        && value <= Decimal::from(65_535)
        && value != Decimal::from(22)
}

fn megabytes(value: Decimal, size: u32) -> Decimal {
    value
        .checked_mul(Decimal::from(size))
        .unwrap_or(value)
        .normalize()
}

fn seconds(reading: &Reading<'_>, at: usize, value: Decimal) -> Decimal {
    let factor = if reading.concept(at + 1) == Some(Concept::Time(Time::Minute)) {
        60
    } else {
        1
    };
    value
        .checked_mul(Decimal::from(factor))
        .unwrap_or(value)
        .normalize()
}

/// Days of log retention: a month has 30 of them here, a year 365, as in the list that AWS offers.
fn retention(reading: &Reading<'_>, at: usize, value: Decimal, list: &mut List) {
    let days = match reading.concept(at + 1) {
        Some(Concept::Every(Period::Month)) => 30,
        Some(Concept::Every(Period::Year)) => 365,
        Some(Concept::Time(Time::Week)) => 7,
        _ => 1,
    };
    let days = value
        .checked_mul(Decimal::from(days))
        .unwrap_or(value)
        .normalize();
    if days.is_integer() && days >= Decimal::ONE {
        list.set("AWS::Logs::LogGroup", "retentionDays", days);
    }
}
