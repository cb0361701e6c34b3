//! The steps of a workflow: functions that it calls, and containers that it runs until they end.

use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{compute, wishes};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::catalog::events::targets;
use crate::catalog::iam::Statement;
use crate::catalog::{ecs, lambda};
use crate::properties;

/// Seconds before the second try, and how many tries follow the first; each waits twice as long.
const WAIT_SECONDS: i64 = 2;
const TRIES: i64 = 3;
const LONGER: i64 = 2;
/// Name of the last step of a run that failed.
const FAILED: &str = "Failed";
/// What goes wrong with a call and not with the work: it is tried again.
const OF_THE_CALL: [&str; 4] = [
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
];
/// The rule by which Step Functions hears that a container has ended. AWS makes it, once an account and region; it can have no other
/// name. Source: Step Functions Developer Guide, "Run Amazon ECS or Fargate tasks", IAM policies, 2026-11.
const ENDED: &str = "StepFunctionsGetEventsForECSTaskRule";

/// One step.
pub(super) enum Step {
    /// A function that is called with what the step before gave.
    Function(LogicalId),
    /// A container that runs until it ends.
    Container {
        /// Its definition.
        task: LogicalId,
        /// ARN of the cluster that it runs in.
        cluster: Value,
        /// Its subnets and firewall.
        network: Value,
        /// What it takes to run it.
        statements: Vec<Statement>,
    },
}

/// The containers that were said to be run, then the functions, but for the one at the front door where there are others. A new
/// function where there is nothing.
pub(super) fn steps(system: &mut System<'_>) -> Vec<Step> {
    let mut steps = containers(system);
    let mut functions = system.all(lambda::Function::KIND);
    if functions.len() > 1 || !steps.is_empty() {
        functions.retain(|id| id.as_str() != compute::HANDLER);
    }
    if functions.is_empty() && steps.is_empty() {
        let id = system.free_id("WorkerFunction");
        functions.push(lambda::worker(system, id.as_str()));
    }
    steps.extend(functions.into_iter().map(Step::Function));
    steps
}

fn containers(system: &mut System<'_>) -> Vec<Step> {
    let requirements = system.design.requirements;
    if !wishes::comes_from(requirements, ecs::FargateService::KIND, super::StateMachine::KIND) {
        return Vec::new();
    }
    let tasks = system.all(ecs::TaskDefinition::KIND);
    let step = |id: LogicalId| {
        let target = targets::target(system, &id)?;
        let (task, network) = target.container?;
        Some(Step::Container {
            task,
            cluster: target.arn,
            network,
            statements: target.statements,
        })
    };
    tasks.into_iter().filter_map(step).collect()
}

/// What the workflow's role needs for these steps.
pub(super) fn statements(steps: &[Step]) -> Vec<Statement> {
    let arns = steps.iter().filter_map(|step| match step {
        Step::Function(id) => Some(Value::Attribute(id.clone(), "Arn")),
        Step::Container { .. } => None,
    });
    let arns: Vec<Value> = arns.collect();
    let mut all = Vec::new();
    if !arns.is_empty() {
        all.push(Statement::allow(&["lambda:InvokeFunction"], arns));
    }
    for step in steps {
        if let Step::Container { statements, .. } = step {
            all.extend(statements.iter().cloned());
        }
    }
    if steps.iter().any(|step| matches!(step, Step::Container { .. })) {
        // Containers have no name before they run.
        let watch = &["ecs:DescribeTasks", "ecs:StopTask"];
        all.push(Statement::allow(watch, [of_account("ecs", "task/*")]));
        let hear = &["events:DescribeRule", "events:PutRule", "events:PutTargets"];
        all.push(Statement::allow(
            hear,
            [of_account("events", &format!("rule/{ENDED}"))],
        ));
    }
    all
}

fn of_account(service: &str, name: &str) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":{service}:").into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        format!(":{name}").into(),
    ])
}

/// The steps in order; a function gets what the step before it gave.
pub(super) fn definition(steps: &[Step]) -> Value {
    let mut states: Vec<(String, Value)> = Vec::new();
    for (n, step) in steps.iter().enumerate() {
        let mut state = state(step);
        if let Value::Map(state) = &mut state {
            match steps.get(n + 1) {
                Some(next) => state.insert("Next".to_owned(), name(next).into()),
                None => state.insert("End".to_owned(), true.into()),
            };
        }
        states.push((name(step), state));
    }
    let failed =
        properties! { "Type": "Fail", "Error": "StepFailed", "Cause": "A step failed after several tries" };
    states.push((FAILED.to_owned(), failed));
    let first = steps.first().map(name).unwrap_or_default();
    properties! {
        "Comment": comment(steps),
        "StartAt": first,
        "States": Value::map(states),
    }
}

fn comment(steps: &[Step]) -> &'static str {
    let runs = steps.iter().any(|step| matches!(step, Step::Container { .. }));
    if runs {
        "Takes the steps of the application one after the other"
    } else {
        "Calls the functions of the application one after the other"
    }
}

fn name(step: &Step) -> String {
    match step {
        Step::Function(function) => format!("Call {function}"),
        Step::Container { task, .. } => format!("Run {task}"),
    }
}

fn state(step: &Step) -> Value {
    let caught =
        vec![properties! { "ErrorEquals": vec!["States.ALL"], "ResultPath": "$.error", "Next": FAILED }];
    match step {
        Step::Function(function) => properties! {
            "Type": "Task",
            "Resource": integration("lambda:invoke"),
            "Parameters": properties! { "FunctionName": Value::Attribute(function.clone(), "Arn"), "Payload.$": "$" },
            "OutputPath": "$.Payload",
            "Retry": vec![properties! {
                "ErrorEquals": OF_THE_CALL.to_vec(),
                "IntervalSeconds": WAIT_SECONDS,
                "MaxAttempts": TRIES,
                "BackoffRate": LONGER,
            }],
            "Catch": caught,
        },
        // `.sync`: the step lasts as long as the container does.
        Step::Container {
            task,
            cluster,
            network,
            ..
        } => properties! {
            "Type": "Task",
            "Resource": integration("ecs:runTask.sync"),
            "Parameters": properties! {
                "LaunchType": "FARGATE",
                "Cluster": cluster.clone(),
                "TaskDefinition": task,
                "NetworkConfiguration": properties! { "AwsvpcConfiguration": network.clone() },
            },
            "ResultPath": "$.container",
            "Retry": vec![properties! {
                "ErrorEquals": vec!["ECS.AmazonECSException"],
                "IntervalSeconds": WAIT_SECONDS,
                "MaxAttempts": TRIES,
                "BackoffRate": LONGER,
            }],
            "Catch": caught,
        },
    }
}

fn integration(call: &str) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":states:::{call}").into(),
    ])
}
