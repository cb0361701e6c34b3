//! Rotation: a new password now and then. A database's own is changed by RDS itself; that of a secret without a database by a
//! small function.

use super::super::component::Part;
use super::super::iam::{self, Statement};
use super::super::plain::Plain;
use super::super::{Resource, Tags, aurora, lambda, logs, rds};
use super::SECRET;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// `CloudFormation` type of a rotation schedule.
pub(crate) const KIND: &str = "AWS::SecretsManager::RotationSchedule";
/// Days between two rotations where nothing else was said, and how many AWS takes.
/// Source: Secrets Manager user guide, "Rotation schedules", 2026-11.
const DAYS: i64 = 30;
const DAYS_TAKEN: (i64, i64) = (1, 1000);
/// Makes a new value and puts it in the old one's place.
const ROTATE: &str = include_str!("rotate.py");
/// How names of functions that rotate begin.
const FUNCTION: &str = "RotationFunction";

pub(crate) const SCHEDULE: Plain = Plain {
    kind: KIND,
    tags: Tags::None,
    purpose: [
        "Changes the password by itself now and then, so that a leaked one is soon worth nothing",
        "पासवर्ड को समय-समय पर अपने आप बदलता है, ताकि लीक हुआ पासवर्ड जल्दी बेकार हो जाए",
        "Password ko samay-samay par apne aap badalta hai, taaki leak hua password jaldi bekaar ho jaye",
    ],
};

/// Whether a function only rotates a secret, so that it is no program of the person's.
pub(crate) fn is_rotator(function: &LogicalId) -> bool {
    function.as_str().starts_with(FUNCTION)
}

/// A schedule for the owner's password of a database where there is one, which RDS changes by itself; else for a secret.
pub(crate) fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let days = ["days", "rotationDays", "automaticallyAfterDays"]
        .iter()
        .find_map(|word| part.number(word, DAYS_TAKEN))
        .unwrap_or(DAYS);
    let id = system.free_id("Rotation");
    let rules = properties! { "AutomaticallyAfterDays": days };
    let schedule = Resource::new(id.as_str(), KIND);
    if let Some(password) = owner_password(system) {
        return system.add(schedule.with("SecretId", password).with("RotationRules", rules));
    }
    let secret = system.all(SECRET).into_iter().next();
    let secret = secret.unwrap_or_else(|| super::build_secret(system, &Part { said: None }));
    let (function, permission) = rotator(system, &secret);
    let schedule = schedule
        .with("SecretId", &secret)
        .with("RotationLambdaARN", Value::Attribute(function, "Arn"))
        .with("RotationRules", rules)
        .after(&permission);
    system.add(schedule)
}

/// Where RDS keeps the owner's password of the first database that has one of its own.
fn owner_password(system: &System<'_>) -> Option<Value> {
    let databases = [rds::Instance::KIND, aurora::Cluster::KIND];
    let managed = |it: &&Resource| it.properties.contains_key("ManageMasterUserPassword");
    databases
        .iter()
        .find_map(|kind| system.blueprint.of_kind(kind).find(managed))
        .map(|database| database.attribute("MasterUserSecret.SecretArn"))
}

/// The function that rotates a secret, and what lets Secrets Manager call it.
fn rotator(system: &mut System<'_>, secret: &LogicalId) -> (LogicalId, LogicalId) {
    const SECRET_ACTIONS: &[&str] = &[
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
    ];
    let id = system.free_id(FUNCTION);
    let group = system.log_group(&format!("{id} Logs"));
    let mut statements = vec![
        Statement::allow(logs::WRITE, [group.attribute("Arn")]),
        Statement::allow(SECRET_ACTIONS, [Value::from(secret)]),
        // A random password belongs to nothing yet: the action knows no resources.
        Statement::allow(&["secretsmanager:GetRandomPassword"], ["*".into()]),
    ];
    statements.extend(system.key_statement());
    let role = iam::role(format!("{id} Role").as_str(), "lambda.amazonaws.com", &statements);
    let code = lambda::Code::Inline(ROTATE);
    let function = lambda::function(id.as_str(), lambda::Runtime::Python, code, &role, &group);
    let function = system.add(function);
    system.add(role);
    system.add(group);
    if system.hardened() {
        harden(system, &function);
    }
    let permission = lambda::permission(
        format!("{function} Permission").as_str(),
        &function,
        "secretsmanager.amazonaws.com",
        Value::from(secret),
    );
    let permission = system.add(permission);
    (function, permission)
}

/// In a network of its own, one at a time, and what fails is put aside.
fn harden(system: &mut System<'_>, function: &LogicalId) {
    system.set(function, "ReservedConcurrentExecutions", 1);
    if let Some(key) = system.key_arn() {
        system.set(function, "KmsKeyArn", key);
    }
    lambda::hardened::put_failures_aside(system, function);
    // The way to Secrets Manager from inside of the network.
    database::reach_secrets(system, function);
}
