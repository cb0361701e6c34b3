//! What every function of a hardened plan has, whatever calls it: a place in the private network, a share of the account's
//! executions that it can't exceed, and a queue for what it couldn't work on.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{AVERAGE_SECONDS, Function};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Value};
use crate::catalog::iam::Statement;
use crate::catalog::sqs;
use crate::estimate::UsageProfile;
use crate::properties;

/// Seconds of AWS's billing month of 730 hours.
const SECONDS_PER_MONTH: Decimal = Decimal::from_parts(2_628_000, 0, 0, false, 0);
/// How many times more is called at the busiest time than on average: a guess that leaves room.
const BUSIEST: Decimal = Decimal::TEN;
/// The fewest and the most executions at once that a function is given. An account has 1,000 once it is in use, of which AWS
/// keeps 100 for functions without a share of their own.
/// Source: Lambda developer guide, "Configuring reserved concurrency for a function", 2026-11.
const AT_ONCE: (i64, i64) = (10, 500);

/// Gives every function what it lacks.
pub(crate) fn harden(system: &mut System<'_>) {
    let at_once = executions_at_once(system);
    for function in system.all(Function::KIND) {
        if !has(system, &function, "ReservedConcurrentExecutions") {
            system.set(&function, "ReservedConcurrentExecutions", at_once);
        }
        if !has(system, &function, "DeadLetterConfig") {
            put_failures_aside(system, &function);
        }
        if !has(system, &function, "VpcConfig") {
            move_inside(system, &function);
        }
    }
}

fn has(system: &System<'_>, function: &LogicalId, property: &str) -> bool {
    let function = system.blueprint.resource(function);
    function.is_some_and(|it| it.properties.contains_key(property))
}

/// What the busiest second is likely to need.
fn executions_at_once(system: &System<'_>) -> i64 {
    let calls = UsageProfile::of(system.design.requirements).lambda_invocations;
    let busy = (calls / SECONDS_PER_MONTH * AVERAGE_SECONDS * BUSIEST).ceil();
    busy.to_i64().unwrap_or(AT_ONCE.1).clamp(AT_ONCE.0, AT_ONCE.1)
}

/// What was sent to the function without waiting for an answer, and failed each time, is kept in a queue.
pub(crate) fn put_failures_aside(system: &mut System<'_>, function: &LogicalId) {
    let failed = sqs::add_for_failures(system, &format!("{function} Failed"));
    let arn = Value::Attribute(failed, "Arn");
    let mut access = Access::default();
    access.allow(Statement::allow(&["sqs:SendMessage"], [arn.clone()]));
    access.statements.extend(system.key_statement());
    system.grant(function, access);
    system.set(function, "DeadLetterConfig", properties! { "TargetArn": arn });
}

/// Into the private subnets, from where it can call out and nobody can call in.
fn move_inside(system: &mut System<'_>, function: &LogicalId) {
    if system.firewall_of(function).is_some() {
        system.network_with_nat();
    }
}
