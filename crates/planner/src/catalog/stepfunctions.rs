//! AWS Step Functions: takes one step after the other, tries again what failed and says what became of it. Here: the workflow, its role
//! and its log. Not here: what its steps are (`steps.rs`).

mod steps;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use self::steps::steps;
use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};
use crate::estimate::{Base, Guess};
use crate::properties;

/// Gigabyte-hours of an express run, for the estimate: a second with the 64 MB that AWS bills at least.
const EXPRESS_GB_HOURS: Decimal = Decimal::from_parts(17_361, 0, 0, false, 9);
static RUN_SECONDS: Guess = Guess {
    field: "usage.secondsPerRun",
    value: "1",
    reason: [
        "How long a run of the workflow takes was not said.",
        "वर्कफ़्लो एक बार चलने में कितना समय लेता है, नहीं बताया गया।",
        "Workflow ek baar chalne mein kitna samay leta hai, nahi bataya gaya.",
    ],
    of: Base::Requests,
};
static RUNS: Guess = Guess {
    field: "usage.workflowRunsPerRequest",
    value: "0.01",
    reason: [
        "How often the workflow runs was not said; one request in a hundred is taken to start it.",
        "वर्कफ़्लो कितनी बार चलता है, नहीं बताया गया; सौ में से एक अनुरोध उसे चलाता है, ऐसा माना गया है।",
        "Workflow kitni baar chalta hai, nahi bataya gaya; sau mein se ek request use chalati hai, aisa maana gaya hai.",
    ],
    of: Base::Requests,
};
/// What people's requests come in by.
const FRONT_DOORS: [&str; 5] = [
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
    "AWS::AppSync::GraphQLApi",
    "AWS::CloudFront::Distribution",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
];
/// AWS knows no resources for these actions: they set up that the service may write to a log group.
const LOG_ACTIONS: &[&str] = &[
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
];
const TRACE_ACTIONS: &[&str] = &[
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
];

/// Under which word it is noted of a workflow that its steps are taken at the same time.
pub(crate) const PARALLEL: &str = "parallel";

/// `AWS::StepFunctions::StateMachine`.
pub(crate) struct StateMachine;

impl StateMachine {
    pub(crate) const KIND: &str = "AWS::StepFunctions::StateMachine";
}

impl Service for StateMachine {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Runs the steps of a longer piece of work in order and tries again when one fails",
                "लंबे काम के चरण क्रम से चलाता है और कोई चरण विफल हो तो दोबारा कोशिश करता है",
                "Lambe kaam ke steps kram se chalata hai aur koi step fail ho to dobara koshish karta hai",
            ],
        )
    }

    /// A run begins and ends, and each step is a transition.
    fn billed_in(&self, machine: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        let definition = machine.properties.get("Definition");
        let steps = definition.map_or(Decimal::TWO, |it| Decimal::from(steps::count(it)) + Decimal::ONE);
        // Behind a front door one request in a hundred starts a run: most only read. Without one, requests are its runs.
        let behind_door = FRONT_DOORS
            .iter()
            .any(|kind| blueprint.of_kind(kind).next().is_some());
        let of_runs = |it: Billed| if behind_door { it.guessed(&RUNS) } else { it };
        let runs = if behind_door {
            usage.api_requests / Decimal::ONE_HUNDRED
        } else {
            usage.api_requests
        };
        if machine
            .properties
            .get("StateMachineType")
            .and_then(Value::as_text)
            == Some("EXPRESS")
        {
            let duration = billed(
                "Step Functions",
                "express_duration_first_1000",
                runs * EXPRESS_GB_HOURS,
            );
            return vec![
                of_runs(billed("Step Functions", "express_requests", runs)),
                duration.guessed(&RUN_SECONDS),
            ];
        }
        let transitions = billed("Step Functions", "standard_transitions", runs * steps);
        vec![of_runs(transitions)]
    }
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: StateMachine::KIND,
    terms: [
        "step functions|step function|stepfunctions|stepfunction|step-functions|aws step functions|aws step function|\
         amazon step functions|step functions state machine|step functions workflow|step function workflow|state machine|\
         statemachine|state-machine|sfn|workflow|workflow engine|workflow orchestration|workflow orchestrator|\
         serverless workflow|orchestrator|orchestration|orchestration service|saga|saga pattern|saga orchestration|\
         saga orchestrator|business process workflow|approval workflow|order workflow|long-running workflow|\
         long running workflow|multi-step workflow|multi step workflow|multi-step process|multi step process",
        "स्टेप फ़ंक्शंस|स्टेप फंक्शन|स्टेप फ़ंक्शन|वर्कफ़्लो|वर्कफ्लो|स्टेट मशीन|कार्यप्रवाह|ऑर्केस्ट्रेशन",
        "kaam ka kram|step by step kaam|karya pravah",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let steps = steps(system);
    let key = system.key_arn();
    let id = system.free_id("StateMachine");
    let express = part
        .text("type")
        .is_some_and(|it| it.eq_ignore_ascii_case("express"));
    // Its name begins as those do that AWS lets its services write to.
    let logs = system.log_group(&format!("{id} Logs")).with(
        "LogGroupName",
        Value::Concat(vec![
            "/aws/vendedlogs/states/".into(),
            Pseudo::StackName.into(),
            format!("-{id}").into(),
        ]),
    );
    let mut statements = steps::statements(&steps);
    statements.push(Statement::allow(LOG_ACTIONS, ["*".into()]));
    if system.hardened() {
        statements.push(Statement::allow(TRACE_ACTIONS, ["*".into()]));
        statements.extend(system.key_statement());
    }
    let role = iam::role(format!("{id} Role").as_str(), "states.amazonaws.com", &statements);
    let log_to =
        properties! { "CloudWatchLogsLogGroup": properties! { "LogGroupArn": logs.attribute("Arn") } };
    let logging = properties! {
        "Level": if system.hardened() { "ALL" } else { "ERROR" },
        "IncludeExecutionData": false,
        "Destinations": vec![log_to],
    };
    let encryption = key.map(|key| {
        properties! { "Type": "CUSTOMER_MANAGED_KMS_KEY", "KmsKeyId": key, "KmsDataKeyReusePeriodSeconds": 300_i64 }
    });
    let machine = Resource::new(id, StateMachine::KIND)
        .with_some("StateMachineName", part.name(is_name))
        .with("StateMachineType", if express { "EXPRESS" } else { "STANDARD" })
        .with("RoleArn", role.attribute("Arn"))
        .with("Definition", steps::definition(&steps, part.wants(PARALLEL)))
        .with("LoggingConfiguration", logging)
        .with(
            "TracingConfiguration",
            properties! { "Enabled": system.hardened() },
        )
        .with_some("EncryptionConfiguration", encryption);
    system.add(logs);
    system.add(role);
    let id = system.add(machine);
    system
        .blueprint
        .output(&format!("{id} Arn"), "Name of the workflow for programs", &id);
    id
}

/// How many workflows run this container.
pub(crate) fn runs_of(blueprint: &Blueprint, task: &LogicalId) -> usize {
    let runs = |machine: &&Resource| {
        let definition = machine.properties.get("Definition");
        definition.is_some_and(|it| it.references().contains(&task))
    };
    blueprint.of_kind(StateMachine::KIND).filter(runs).count()
}

/// A program starts it, unless it is itself a step.
fn uses(system: &mut System<'_>, program: &LogicalId, machine: &LogicalId) {
    let calls = |machine: &Resource| {
        let definition = machine.properties.get("Definition");
        definition.is_some_and(|it| it.references().contains(&program))
    };
    if system.blueprint.resource(machine).is_some_and(calls) {
        return;
    }
    let mut access = Access::default();
    access.tell(system.variable("STATE_MACHINE_ARN", machine), machine);
    access.allow(Statement::allow(
        &["states:StartExecution"],
        [Value::from(machine)],
    ));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a state machine.
fn is_name(name: &str) -> bool {
    (1..=80).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
