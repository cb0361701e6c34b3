//! Types of machines: whose a type that was named is, and which one has the processors and memory that were said.

use rust_decimal::Decimal;

use super::SEARCH;
use crate::catalog::instance_types::OWNED;
use crate::language::lexicon::Concept;
use crate::requirements::draft::Notes;
use crate::requirements::machines;
use crate::requirements::read::{Reading, What};
use crate::requirements::services::{CLUSTER, DATABASE, INSTANCE, List};
use crate::requirements::words::Reason;

/// Processors that were said of a machine, until they become its type.
pub(super) const CPU: &str = "cpu";
/// Megabytes of memory that were said of a machine, until they become its type.
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
pub(in crate::requirements::services) fn machine_by_size(list: &mut List, notes: &mut Notes) {
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

/// What `SageMaker`'s types begin with, and the one that runs a model.
const LEARNING: &str = "AWS::SageMaker::";
const MODEL: &str = "AWS::SageMaker::Endpoint";

/// Notes the type of machine at `at` of what runs on it.
pub(super) fn machine(reading: &Reading<'_>, at: usize, list: &mut List) {
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
    } else if !is_owned(&size) && machines::is_of_a_database(reading, at) {
        let size = format!("db.{size}");
        if list.has(CLUSTER) && !names_instance(reading) {
            list.set(CLUSTER, "instanceClass", size);
        } else {
            list.set(DATABASE, "dbInstanceClass", size);
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
