//! AWS Step Functions: steps one after the other, each tried again when it fails, with a record of every run.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::Metered;
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, lambda};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::compute::HANDLER;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// `CloudFormation` type of a workflow.
pub(crate) const KIND: &str = "AWS::StepFunctions::StateMachine";
/// Steps of one run, for the estimate.
const STEPS: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

const MACHINE: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Runs steps one after the other, tries again what fails, and keeps a record of every run",
        "कदम एक के बाद एक चलाता है, जो विफल हो उसे फिर आज़माता है, और हर बार का हिसाब रखता है",
        "Kadam ek ke baad ek chalata hai, jo fail ho use phir try karta hai, aur har run ka hisaab rakhta hai",
    ],
    billed: transitions,
};

pub(crate) const TYPES: &[&dyn Service] = &[&MACHINE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "step functions|step function|aws step functions|stepfunctions|state machine|step functions state machine|\
         step functions workflow|workflow|orchestration|workflow orchestration|orchestrator|saga|approval workflow|multi-step workflow",
        "स्टेप फ़ंक्शन|स्टेट मशीन|वर्कफ़्लो|वर्कफ्लो",
        "work flow|kadam dar kadam",
    ],
    build,
    uses: Some(uses),
}];

fn transitions(_machine: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![billed(
        "Step Functions",
        "standard_transitions",
        usage.lambda_invocations * STEPS,
    )]
}

/// A workflow that calls the functions of the system one after the other.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    const WRITE_LOGS: &[&str] = &[
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
    ];
    let id = system.free_id("Workflow");
    let mut functions = system.all(lambda::Function::KIND);
    functions.retain(|function| function.as_str() != HANDLER);
    if functions.is_empty() {
        functions.push(lambda::worker(system, "StepFunction", None));
    }
    let arns: Vec<Value> = functions
        .iter()
        .map(|function| Value::Attribute(function.clone(), "Arn"))
        .collect();
    let logs = system.log_group(&format!("{id} Logs"));
    let mut statements = vec![
        Statement::allow(&["lambda:InvokeFunction"], arns),
        // Delivery of logs knows no resources.
        Statement::allow(WRITE_LOGS, ["*".into()]),
    ];
    if system.hardened() {
        statements.push(Statement::allow(
            &["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
            ["*".into()],
        ));
    }
    let role = iam::role(format!("{id} Role").as_str(), "states.amazonaws.com", &statements);
    let destination = properties! {
        "CloudWatchLogsLogGroup": properties! { "LogGroupArn": logs.attribute("Arn") },
    };
    let machine = Resource::new(id.as_str(), KIND)
        .with_some("StateMachineName", part.name(is_name))
        .with("StateMachineType", "STANDARD")
        .with("RoleArn", role.attribute("Arn"))
        .with("Definition", definition(&functions))
        .with(
            "LoggingConfiguration",
            properties! { "Level": "ALL", "IncludeExecutionData": true, "Destinations": vec![destination] },
        )
        .with(
            "TracingConfiguration",
            properties! { "Enabled": system.hardened() },
        );
    let id = system.add(machine);
    system.add(role);
    system.add(logs);
    system
        .blueprint
        .output(&format!("{id} Arn"), "Name of the workflow for programs", &id);
    id
}

/// Each function is a step; a step is tried three times, then the run fails where everybody sees it.
fn definition(functions: &[LogicalId]) -> Value {
    let steps = functions.iter().enumerate().map(|(n, function)| {
        let retry = properties! {
            "ErrorEquals": vec!["Lambda.ServiceException", "Lambda.TooManyRequestsException", "States.Timeout"],
            "IntervalSeconds": 2,
            "MaxAttempts": 3,
            "BackoffRate": 2,
        };
        let catch = properties! { "ErrorEquals": vec!["States.ALL"], "Next": "Failed" };
        let mut step = properties! {
            "Type": "Task",
            "Resource": Value::Attribute(function.clone(), "Arn"),
            "Retry": vec![retry],
            "Catch": vec![catch],
        };
        if let Value::Map(entries) = &mut step {
            match functions.get(n + 1) {
                Some(next) => entries.insert("Next".to_owned(), next.as_str().into()),
                None => entries.insert("End".to_owned(), true.into()),
            };
        }
        (function.as_str().to_owned(), step)
    });
    let failed = (
        "Failed".to_owned(),
        properties! { "Type": "Fail", "Error": "StepFailed" },
    );
    let first = functions.first().map_or("Failed", |function| function.as_str());
    properties! { "StartAt": first, "States": Value::map(steps.chain([failed])) }
}

/// A program starts runs; a step of the workflow doesn't, since it would wait for itself.
fn uses(system: &mut System<'_>, program: &LogicalId, workflow: &LogicalId) {
    let is_step = system.blueprint.resource(workflow).is_some_and(|workflow| {
        workflow
            .properties
            .values()
            .any(|value| value.references().contains(&program))
    });
    if is_step {
        return;
    }
    let mut access = Access::default();
    access.tell(system.variable("WORKFLOW_ARN", workflow), workflow);
    access.allow(Statement::allow(
        &["states:StartExecution"],
        [Value::from(workflow)],
    ));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a workflow.
fn is_name(name: &str) -> bool {
    (1..=80).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
