//! What numbers, networks and machine sizes say of a service: ports, processors, memory, copies, days, versions.

use cloudwhisper_api::amount::Period;
use cloudwhisper_api::requirements::{AppType, Compute};
use rust_decimal::Decimal;

use super::{CLUSTER, DATABASE, INSTANCE, List, networks, relational, runner};
use crate::catalog::instance_types::OWNED;
use crate::language::lexicon::{Concept, Grammar, Runtime, Time, Unit, Vague};
use crate::requirements::app::nodes;
use crate::requirements::draft::Notes;
use crate::requirements::machines;
use crate::requirements::read::{Reading, What};
use crate::requirements::usage::{Room, room_for};
use crate::requirements::versions;
use crate::requirements::words::Reason;

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
            let property = if of_remote_login(reading, at) {
                LOGIN_RANGE
            } else {
                "allowedCidr"
            };
            list.set(
                runner(compute.unwrap_or(Compute::Lambda)),
                property,
                with_prefix(reading.written(at)),
            );
        }
        Some(What::Number(_)) => counted(reading, at, compute, list),
        _ => {}
    }
}

/// Where remote login was asked to be possible from. No port is opened for it: the review says what takes its place.
pub(crate) const LOGIN_RANGE: &str = "sshCidr";

/// Whether a range is remote login's: that is the nearest noun before it, or behind it where nothing stands before.
fn of_remote_login(reading: &Reading<'_>, at: usize) -> bool {
    let noun = |place: &usize| {
        let web = ["http", "https", "web", "website", "port 443", "port 80"];
        matches!(
            reading.concept(*place),
            Some(
                Concept::Ssh
                    | Concept::App(_)
                    | Concept::Leaning(_)
                    | Concept::Vague(_)
                    | Concept::Compute(_)
                    | Concept::Tls
                    | Concept::PlainHttp
                    | Concept::Public
                    | Concept::Private
            )
        ) || web.contains(&reading.written(*place).to_lowercase().as_str())
    };
    let pause = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        what == Some(What::Pause)
    };
    let thought = reading.thought(at);
    let is_login = |place: usize| reading.concept(place) == Some(Concept::Ssh);
    let beside = (thought.start..at)
        .rev()
        .take_while(|place| !pause(place))
        .find(noun);
    let behind = || {
        (at + 1..thought.end.min(at + 5))
            .take_while(|place| !pause(place))
            .find(noun)
    };
    let before = || (thought.start..at).rev().find(noun);
    beside.or_else(behind).or_else(before).is_some_and(is_login)
}

const SCALING_GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const SEARCH: &str = "AWS::OpenSearchService::Domain";
const KUBERNETES: &str = "AWS::EKS::Cluster";
const NETWORK: &str = "AWS::EC2::VPC";
const TUNNEL: &str = "AWS::EC2::VPNConnection";
/// What `SageMaker`'s types begin with, and the one that runs a model.
const LEARNING: &str = "AWS::SageMaker::";
const MODEL: &str = "AWS::SageMaker::Endpoint";

/// Whether a range of private addresses is the network's own: the network is named in the same thought, and nobody else.
fn of_network(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at);
    let private = ["10.", "172.", "192.168."]
        .iter()
        .any(|start| written.starts_with(start));
    let named = reading.thought(at).any(|place| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.live && item.aws == Some(NETWORK))
    });
    private && written.contains('/') && named
}

/// Said sizes of a machine, until they become its type.
const CPU: &str = "cpu";
const MEMORY: &str = "memory";

/// Machines by vCPU and memory in megabytes: the burstable family, which costs least.
const MACHINES: [(u32, u32, &str); 6] = [
    (2, 1024, "t4g.micro"),
    (2, 2048, "t4g.small"),
    (2, 4096, "t4g.medium"),
    (2, 8192, "t4g.large"),
    (4, 16_384, "t4g.xlarge"),
    (8, 32_768, "t4g.2xlarge"),
];

/// "4 vCPU and 16 GB": the smallest machine with at least that.
pub(super) fn machine_by_size(list: &mut List, notes: &mut Notes) {
    let Some(service) = list.0.iter_mut().find(|service| service.kind == INSTANCE) else {
        return;
    };
    let mut take = |property| {
        service
            .properties
            .shift_remove(property)
            .and_then(|value| value.parse::<Decimal>().ok())
    };
    let (cpu, memory) = (take(CPU), take(MEMORY));
    if (cpu.is_none() && memory.is_none()) || service.properties.contains_key("instanceType") {
        return;
    }
    let fits = |(cpus, megabytes, _): &&(u32, u32, &str)| {
        cpu.is_none_or(|cpu| cpu <= Decimal::from(*cpus))
            && memory.is_none_or(|memory| memory <= Decimal::from(*megabytes))
    };
    let (_, _, size) = MACHINES
        .iter()
        .find(fits)
        .unwrap_or(&MACHINES[MACHINES.len() - 1]);
    notes.assume("services.instanceType", size, Reason::SmallestThatFits);
    service
        .properties
        .insert("instanceType".to_owned(), (*size).to_owned());
}

fn machine(reading: &Reading<'_>, at: usize, list: &mut List) {
    let size = reading.written(at).to_lowercase();
    if size.starts_with("db.") {
        match database_of(reading, at) {
            DATABASE if list.has(CLUSTER) && !names_instance(reading) => {
                list.set(CLUSTER, "instanceClass", size);
            }
            DATABASE => list.set(DATABASE, "dbInstanceClass", size),
            other => list.set(other, "instanceClass", size),
        }
    } else if size.starts_with("cache.") {
        list.set("AWS::ElastiCache::ReplicationGroup", "cacheNodeType", size);
    } else if size.starts_with("ra3.") || size.starts_with("dc2.") {
        list.set("AWS::Redshift::Cluster", "nodeType", size);
    } else if size.ends_with(".search") {
        list.set(SEARCH, "instanceType", size);
    } else if let Some(cluster) = machines::cluster_of_nodes(reading, at).filter(|_| !is_owned(&size)) {
        // "3 r6g.large nodes": what the cluster's own sort of machine is called begins or ends otherwise.
        if cluster == SEARCH {
            list.set(SEARCH, "instanceType", format!("{size}.search"));
        } else if cluster.starts_with("AWS::ElastiCache::") {
            list.set(cluster, "cacheNodeType", format!("cache.{size}"));
        }
    } else if let Some((_, owner)) = OWNED
        .iter()
        .find(|(start, _)| *start != "ml." && size.starts_with(start))
    {
        list.set(owner, "instanceType", size);
    } else {
        let owner = machines::owner(reading, at).unwrap_or(INSTANCE);
        let owner = if size.starts_with("ml.") && !owner.starts_with(LEARNING) {
            MODEL
        } else {
            owner
        };
        list.set(owner, "instanceType", size);
    }
}

/// Whether a database that is no cluster was named beside one.
fn names_instance(reading: &Reading<'_>) -> bool {
    let rds = |at: usize| reading.written(at).to_lowercase().starts_with("rds");
    (0..reading.items.len()).any(|at| {
        reading
            .items
            .get(at)
            .is_some_and(|it| it.live && it.aws == Some(DATABASE))
            && rds(at)
    })
}

/// Whether the size itself says whose machine it is.
fn is_owned(size: &str) -> bool {
    OWNED.iter().any(|(start, _)| size.starts_with(start))
}

/// The type of the database whose machines are spoken of at `at`: the nearest before it, else an SQL one.
fn database_of(reading: &Reading<'_>, at: usize) -> &'static str {
    const OTHERS: [&str; 2] = ["AWS::DocDB::DBCluster", "AWS::Neptune::DBCluster"];
    let nearest = reading.thought(at).start..at;
    let nearest = nearest.rev().find_map(|place| {
        let item = reading.items.get(place).filter(|item| item.live)?;
        match item.what {
            What::Term(Concept::Sql(_)) => Some(DATABASE),
            _ if item.aws == Some(CLUSTER) => Some(DATABASE),
            _ => item.aws.filter(|kind| OTHERS.contains(kind)),
        }
    });
    nearest.unwrap_or(DATABASE)
}

fn with_prefix(network: &str) -> String {
    if network.contains('/') {
        network.to_owned()
    } else {
        format!("{network}/32")
    }
}

/// How words for the time begin for which a queue hides a message.
pub(super) const HIDDEN: [&str; 4] = ["visib", "विज़िबिलिटी", "विजिबिलिटी", "विज़िबिलिटी"];

/// The smallest task that Fargate has. Source: ECS developer guide, "Task CPU and memory", 2026-11.
const LEAST_CPU_UNITS: Decimal = Decimal::from_parts(256, 0, 0, false, 0);

/// What a number is for.
enum Role {
    Port,
    Cpu,
    Memory(u32),
    Disk(u32),
    DatabaseDisk(u32),
    Copies,
    Timeout,
    Retention,
    RuntimeVersion(Runtime),
    EngineVersion,
}

fn role(reading: &Reading<'_>, at: usize) -> Option<Role> {
    let before = noun_before(reading, at);
    let after = match reading.items.get(at + 1).map(|item| item.what) {
        Some(What::InstanceType) => Some(Concept::Unit(Unit::Copies)), // "three t3.large"
        // "3 node t3.large", "दो नोड का": machines of a cluster.
        Some(What::Term(Concept::Runtime(Runtime::Node))) if nodes::is_machine(reading, at + 1) => {
            Some(Concept::Unit(Unit::Copies))
        }
        // "3 Node.js containers"
        Some(What::Term(Concept::Runtime(_) | Concept::Framework(_) | Concept::Foreign(_))) => {
            reading.concept(at + 2)
        }
        // "Two vulnerable machines"
        Some(What::Word) if counts_copies(reading.concept(at + 2)) => reading.concept(at + 2),
        _ => reading.concept(at + 1),
    };
    let measured = matches!(
        after,
        Some(Concept::Unit(_) | Concept::Every(_) | Concept::Currency(_) | Concept::Time(_))
    );
    // "PostgreSQL 16 instance": one of that version.
    let one = matches!(
        reading.written(at + 1).to_lowercase().as_str(),
        "instance" | "machine"
    );
    if let (Some(Concept::Sql(engine)), true) = (before, one)
        && engine != crate::language::lexicon::Engine::Any
    {
        return Some(Role::EngineVersion);
    }
    if is_multiplier(reading, at) {
        return Some(Role::Copies);
    }
    // "Python 3.11 Lambda": a release, whatever follows it.
    if let (Some(Concept::Runtime(runtime)), Some(written)) = (before, Some(reading.written(at)))
        && lambda_runtime(runtime, written).is_some()
        && !measured
    {
        return Some(Role::RuntimeVersion(runtime));
    }
    Some(match (before, after) {
        (Some(Concept::Unit(Unit::Port)), _) | (_, Some(Concept::Unit(Unit::Port))) => Role::Port,
        (_, Some(Concept::Unit(Unit::Cpu))) => Role::Cpu,
        (_, Some(Concept::Unit(Unit::Megabytes(size)))) => match room_for(reading, at, at + 1) {
            Room::Memory => Role::Memory(size),
            Room::Storage | Room::Disk if of_database(reading, at) => Role::DatabaseDisk(size),
            Room::Disk => Role::Disk(size),
            Room::Storage | Room::Transfer => return None,
        },
        (
            _,
            Some(
                Concept::Unit(Unit::Copies)
                | Concept::Compute(_)
                | Concept::App(AppType::Container)
                | Concept::Vague(Vague::Server),
            ),
        ) => Role::Copies,
        (Some(Concept::Unit(Unit::Copies)), _) if !measured => Role::Copies,
        (_, Some(Concept::Time(Time::Second | Time::Minute)))
            if says_near(reading, at, Concept::Unit(Unit::Timeout)) =>
        {
            Role::Timeout
        }
        (_, Some(Concept::Every(_) | Concept::Time(Time::Week)))
            if says_near(reading, at, Concept::Logs)
                && !is_of_backups(reading, at)
                && !is_of_others(reading, at) =>
        {
            Role::Retention
        }
        (Some(Concept::Runtime(runtime)), _) if !measured => Role::RuntimeVersion(runtime),
        (Some(Concept::Sql(_)), _) if !measured => Role::EngineVersion,
        _ => return None,
    })
}

fn counts_copies(concept: Option<Concept>) -> bool {
    matches!(
        concept,
        Some(Concept::Unit(Unit::Copies) | Concept::Compute(Compute::Ec2 | Compute::Ecs))
    )
}

/// "2x t3.small", "m6i.large x2", "containers × 3": so many of them.
fn is_multiplier(reading: &Reading<'_>, at: usize) -> bool {
    let times = |place: usize| matches!(reading.written(place).to_lowercase().as_str(), "x" | "×" | "*");
    let copied = |place: usize| {
        reading
            .items
            .get(place)
            .is_some_and(|it| it.what == What::InstanceType)
            || matches!(
                reading.concept(place),
                Some(
                    Concept::Compute(_)
                        | Concept::App(AppType::Container)
                        | Concept::Unit(Unit::Copies)
                        | Concept::Vague(Vague::Server)
                )
            )
    };
    times(at + 1) && copied(at + 2) || at >= 2 && times(at - 1) && copied(at - 2)
}

/// "Backups for 30 days, logs for 6 months": between its own commas a number is of what stands with it.
fn is_of_backups(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at);
    let own = (thought.start..at)
        .rev()
        .take_while(|place| reading.written(*place) != ",");
    let own: Vec<Option<Concept>> = own.map(|place| reading.concept(place)).collect();
    own.contains(&Some(Concept::Backup)) && !own.contains(&Some(Concept::Logs))
}

/// "Cache 1 day, logs 1 year": logs have a time of their own between other commas.
fn is_of_others(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at);
    let apart = |place: &usize| {
        reading.written(*place) != "," && reading.concept(*place) != Some(Concept::Grammar(Grammar::And))
    };
    let own = |at: usize| {
        let before = (thought.start..at).rev().take_while(apart);
        before.chain((at..thought.end).take_while(apart))
    };
    let says = |at: usize| own(at).any(|place| reading.concept(place) == Some(Concept::Logs));
    let is_time = |place: usize| {
        number(reading, place).is_some()
            && matches!(
                reading.concept(place + 1),
                Some(Concept::Every(_) | Concept::Time(Time::Week))
            )
    };
    let near = thought.start.max(at.saturating_sub(7))..thought.end.min(at + 8);
    !says(at)
        && near
            .into_iter()
            .any(|place| place != at && is_time(place) && says(place))
}

/// Whether gigabytes are an SQL database's: one is named a few words away, and nearer than anything else that holds data.
fn of_database(reading: &Reading<'_>, at: usize) -> bool {
    let thought = reading.thought(at);
    let near = thought.start.max(at.saturating_sub(5))..thought.end.min(at + 6);
    let holds = |place: &usize| {
        matches!(
            reading.concept(*place),
            Some(Concept::Sql(_) | Concept::Store(_) | Concept::Files | Concept::Database)
        ) && reading.items.get(*place).is_some_and(|item| item.live)
    };
    let nearest = near.filter(holds).min_by_key(|place| place.abs_diff(at));
    nearest.is_some_and(|place| matches!(reading.concept(place), Some(Concept::Sql(_))))
}

/// The concept before a number, over "is", "on", a colon or "version".
fn noun_before(reading: &Reading<'_>, at: usize) -> Option<Concept> {
    let light = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        matches!(
            what,
            Some(What::Pause | What::Term(Concept::Grammar(_) | Concept::Unit(Unit::Version)))
        )
    };
    (0..at)
        .rev()
        .take(3)
        .find(|place| !light(place))
        .and_then(|place| reading.concept(place))
}

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
        Role::EngineVersion if value < Decimal::ONE_HUNDRED && !counts_a_detail(reading, at) => {
            list.set(relational(list), "engineVersion", reading.written(at));
        }
        _ => {}
    }
}

/// Notes machines that are no program's own of those that they belong to, where there is one.
fn of_others(reading: &Reading<'_>, at: usize, value: Decimal, list: &mut List) -> bool {
    let after = reading.concept(at + 1);
    if matches!(after, Some(Concept::Compute(_) | Concept::App(_))) {
        return false;
    }
    let Some(owner) = machines::owner(reading, at) else {
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

/// "From 2 to 10 tasks", or only that there are to be more when there is more to do.
pub(super) fn scaling(
    reading: &Reading<'_>,
    compute: Option<Compute>,
    list: &mut List,
) -> Option<machines::Between> {
    let says = reading.live().any(
        |(_, concept)| matches!(concept, Concept::Detail(detail) if detail.word == machines::AUTOSCALING),
    );
    let between = machines::between(reading);
    let of_machines = [between.map(|it| it.at), Some(0)]
        .into_iter()
        .flatten()
        .find_map(|at| machines::owner(reading, at));
    let kind = match of_machines {
        Some(kind) if kind.starts_with("AWS::EKS::") => KUBERNETES,
        Some(kind) if kind.starts_with("AWS::SageMaker::") => kind,
        Some(SCALING_GROUP) => SCALING_GROUP,
        _ => match compute {
            Some(Compute::Ecs) => runner(Compute::Ecs),
            Some(Compute::Ec2) if says || between.is_some() => SCALING_GROUP,
            _ if list.0.iter().any(|it| it.kind == runner(Compute::Ecs)) => runner(Compute::Ecs),
            _ => return None,
        },
    };
    if let Some(between) = between {
        list.set(kind, "minCapacity", between.least);
        list.set(kind, "maxCapacity", between.most);
    } else if says {
        list.set(kind, machines::AUTOSCALING, "true");
    }
    between
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

fn lambda_runtime(runtime: Runtime, version: &str) -> Option<String> {
    match runtime {
        Runtime::Node => version
            .split('.')
            .next()?
            .parse::<u8>()
            .ok()
            .filter(|major| (12..40).contains(major))
            .map(|major| format!("nodejs{major}.x")),
        Runtime::Python => version
            .strip_prefix("3.")
            .and_then(|minor| minor.parse::<u8>().ok())
            .map(|minor| format!("python3.{minor}")),
    }
}
