//! An SQL database as a part of a system: built where one was named, and used by programs whatever they run on. Not here:
//! what a database needs beside it (`database.rs`).

use super::{ID, Secrets, access, add_secrets_endpoint, described, firewall, place};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::architectures::{Design, Profile, System};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::component::Part;
use crate::catalog::{lambda, rds, vpc_endpoint};

/// Copies for reading that a database may be asked to have.
const MOST_COPIES: i64 = 5;
/// Days that RDS keeps its own backups. Source: RDS user guide, "Backup retention period", 2026-11.
const BACKUP_DAYS: (i64, i64) = (1, 35);

/// A database as a part of a system, with a copy for reading where one was asked for.
pub(crate) fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key();
    let network = system.network();
    let id = system.free_id(ID);
    let database = described(system.design, part.said);
    let design = system.design;
    let instance = place(
        &mut system.blueprint,
        design,
        &network,
        key.as_ref(),
        &(id.clone(), &database),
    );
    let instance = instance.with_some("BackupRetentionPeriod", part.number("backupDays", BACKUP_DAYS));
    let host = instance.attribute("Endpoint.Address");
    let secret = instance.attribute("MasterUserSecret.SecretArn");
    let copies = copies(design, part, &instance);
    system.add(instance);
    add_copies(system, copies);
    let outputs = [
        ("Host", "Host name of the database, inside of the network", host),
        (
            "SecretArn",
            "Where the password of the database's owner is kept",
            secret,
        ),
    ];
    for (name, what, value) in outputs {
        system.blueprint.output(&format!("{id} {name}"), what, value);
    }
    id
}

/// The copies for reading that were asked for, of an engine that can have any.
fn copies(design: &Design<'_>, part: &Part<'_>, instance: &Resource) -> Vec<Resource> {
    let count = part.number("readReplicas", (0, MOST_COPIES));
    let count = count.unwrap_or_else(|| i64::from(part.wants("readReplica")));
    let engine = described(design, part.said).engine;
    let count = if engine.takes_copies() { count } else { 0 };
    let standby = design.profile == Profile::Hardened;
    (1..=count).map(|n| rds::replica(instance, n, standby)).collect()
}

fn add_copies(system: &mut System<'_>, copies: Vec<Resource>) {
    for copy in copies {
        let host = copy.attribute("Endpoint.Address");
        let copy = system.add(copy);
        let what = "Host name of the copy of the database that is only read";
        system.blueprint.output(&format!("{copy} Host"), what, host);
    }
}

/// Adds the copies for reading of the application's own database, which its architecture has built.
pub(crate) fn copy_for_reading(system: &mut System<'_>) {
    let said = wishes::named(system.design.requirements, rds::Instance::KIND).next();
    let mut databases = system.blueprint.of_kind(rds::Instance::KIND).cloned();
    let (Some(instance), None) = (databases.next(), databases.next()) else {
        return;
    };
    drop(databases);
    let copies = copies(system.design, &Part { said }, &instance);
    add_copies(system, copies);
}

/// Lets a program into a database. What stands in for another one (a copy, a member of a cluster) is reached by that.
pub(crate) fn use_database(system: &mut System<'_>, program: &LogicalId, database: &LogicalId) {
    let Some(resource) = system.blueprint.resource(database).cloned() else {
        return;
    };
    if rds::is_follower(&resource) {
        return;
    }
    let Some(group) = firewall(&resource) else { return };
    let port = rds::Engine::of(&resource).port();
    system.reach(program, &group, port);
    let secrets = if rds::Engine::of(&resource).takes_iam() {
        secrets_for(system, program)
    } else {
        reach_secrets(system, program)
    };
    let names = |name: &str| system.variable(name, database);
    let access = access(&resource, secrets, &names);
    system.grant(program, access);
}

/// Whether a program can reach Secrets Manager: a function in a private network needs a way there, which only hardened
/// plans pay for.
fn secrets_for(system: &mut System<'_>, program: &LogicalId) -> Secrets {
    let is_function = system
        .blueprint
        .resource(program)
        .is_some_and(|it| it.kind == lambda::Function::KIND);
    if !is_function {
        return Secrets::Reachable;
    }
    if !system.hardened() {
        return Secrets::OutOfReach;
    }
    reach_secrets(system, program)
}

/// Gives a function in the private network a way to Secrets Manager, whatever it costs: for what has no login but a password.
/// Other programs have one already.
pub(crate) fn reach_secrets(system: &mut System<'_>, program: &LogicalId) -> Secrets {
    if system.kind_of(program) != Some(lambda::Function::KIND) {
        return Secrets::Reachable;
    }
    let Some(clients) = system.firewall_of(program) else {
        return Secrets::OutOfReach;
    };
    let network = system.network();
    let service = vpc_endpoint::service_name("secretsmanager");
    let there = system
        .blueprint
        .of_kind(vpc_endpoint::KIND)
        .find(|it| it.properties.get("ServiceName") == Some(&service));
    match there.map(|it| it.properties.get("SecurityGroupIds").cloned()) {
        None => add_secrets_endpoint(&mut system.blueprint, &network, &clients),
        Some(Some(Value::List(groups))) => {
            if let Some(Value::Attribute(group, _)) = groups.first() {
                system.let_through(&clients, group, 443);
            }
            Secrets::Reachable
        }
        Some(_) => Secrets::OutOfReach,
    }
}
