//! An SQL database as a part of a system: built where one was named, and used by programs whatever they run on. Not here:
//! what a database needs beside it (`database.rs`).

use super::{ID, Secrets, access, add_secrets_endpoint, described, firewall, place};
use crate::blueprint::architectures::{Profile, System};
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
    let copies = part.number("readReplicas", (0, MOST_COPIES));
    let copies = copies.unwrap_or_else(|| i64::from(part.wants("readReplica")));
    let copies = if database.engine.takes_copies() { copies } else { 0 };
    let standby = design.profile == Profile::Hardened;
    let copies: Vec<Resource> = (1..=copies)
        .map(|n| rds::replica(&instance, n, standby))
        .collect();
    system.add(instance);
    for copy in copies {
        let host = copy.attribute("Endpoint.Address");
        let copy = system.add(copy);
        let what = "Host name of the copy of the database that is only read";
        system.blueprint.output(&format!("{copy} Host"), what, host);
    }
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
