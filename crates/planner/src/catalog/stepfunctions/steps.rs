//! The steps of a workflow: functions that it calls, and containers, crawlers and jobs that it runs until they end.

mod glue;

use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{compute, wishes};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::catalog::events::targets;
use crate::catalog::iam::Statement;
use crate::catalog::{analytics, batch, ecs, lambda};
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
/// The rules by which Step Functions hears that a container or a job has ended. AWS makes them, once an account and region; they can have
/// no other names. Source: Step Functions Developer Guide, "Run Amazon ECS or Fargate tasks" and "Run AWS Batch workloads", IAM policies,
/// 2026-11.
const TASK_ENDED: &str = "rule/StepFunctionsGetEventsForECSTaskRule";
const JOB_ENDED: &str = "rule/StepFunctionsGetEventsForBatchJobsRule";

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
    /// A job that is put into its queue and waited for.
    Job {
        /// The queue.
        queue: LogicalId,
        /// Its definition.
        job: LogicalId,
    },
    /// A crawler that is started and asked until it has ended.
    Crawler(LogicalId),
    /// A job of Glue that is started and waited for.
    Glue(LogicalId),
}

/// The containers and jobs that were said to be run, then the functions, but for the one at the front door where there are others. A new
/// function where there is nothing.
pub(super) fn steps(system: &mut System<'_>) -> Vec<Step> {
    let mut steps = containers(system);
    steps.extend(jobs(system));
    steps.extend(said(system, analytics::CRAWLER).into_iter().map(Step::Crawler));
    steps.extend(said(system, analytics::JOB).into_iter().map(Step::Glue));
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

fn jobs(system: &System<'_>) -> Vec<Step> {
    let said = |kind: &str| wishes::comes_from(system.design.requirements, kind, super::StateMachine::KIND);
    if !said(batch::JOB) && !said(batch::QUEUE) {
        return Vec::new();
    }
    let step = |queue: LogicalId| {
        let job = batch::job_of(system, &queue)?;
        Some(Step::Job { queue, job })
    };
    system.all(batch::QUEUE).into_iter().filter_map(step).collect()
}

/// Everything of a type that was said to be run by a workflow.
fn said(system: &System<'_>, kind: &str) -> Vec<LogicalId> {
    if wishes::comes_from(system.design.requirements, kind, super::StateMachine::KIND) {
        system.all(kind)
    } else {
        Vec::new()
    }
}

/// What the workflow's role needs for these steps.
pub(super) fn statements(steps: &[Step]) -> Vec<Statement> {
    let arns = steps.iter().filter_map(|step| match step {
        Step::Function(id) => Some(Value::Attribute(id.clone(), "Arn")),
        Step::Container { .. } | Step::Job { .. } | Step::Crawler(_) | Step::Glue(_) => None,
    });
    let arns: Vec<Value> = arns.collect();
    let mut all = Vec::new();
    if !arns.is_empty() {
        all.push(Statement::allow(&["lambda:InvokeFunction"], arns));
    }
    for step in steps {
        match step {
            Step::Function(_) => {}
            Step::Container { statements, .. } => all.extend(statements.iter().cloned()),
            Step::Job { queue, job } => all.push(batch::submit(queue, job)),
            Step::Crawler(crawler) => all.push(glue::crawl(crawler)),
            Step::Glue(job) => all.push(glue::run(job)),
        }
    }
    // Containers and jobs have no name before they run.
    let hear = &["events:DescribeRule", "events:PutRule", "events:PutTargets"];
    if steps.iter().any(|step| matches!(step, Step::Container { .. })) {
        let watch = &["ecs:DescribeTasks", "ecs:StopTask"];
        all.push(Statement::allow(watch, [of_account("ecs", "task/*")]));
        all.push(Statement::allow(hear, [of_account("events", TASK_ENDED)]));
    }
    if steps.iter().any(|step| matches!(step, Step::Job { .. })) {
        let end = &["batch:TerminateJob"];
        all.push(Statement::allow(end, [of_account("batch", "job/*")]));
        // AWS describes jobs by account, never one alone.
        all.push(Statement::allow(&["batch:DescribeJobs"], ["*".into()]));
        all.push(Statement::allow(hear, [of_account("events", JOB_ENDED)]));
    }
    all
}

fn of_account(service: &str, name: &str) -> Value {
    named_in_account(service, vec![name.into()])
}

/// ARN of something whose name is put together.
fn named_in_account(service: &str, name: Vec<Value>) -> Value {
    let mut arn = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":{service}:").into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":".into(),
    ];
    arn.extend(name);
    Value::Concat(arn)
}

/// Name of the step that takes the others at the same time.
const AT_ONCE: &str = "At once";

/// The steps in order, where a function gets what the step before it gave; or each of them at the same time, where each gets what the
/// workflow got.
pub(super) fn definition(steps: &[Step], parallel: bool) -> Value {
    let parallel = parallel && steps.len() > 1;
    let mut states: Vec<(String, Value)> = Vec::new();
    if parallel {
        let state = properties! {
            "Type": "Parallel",
            "Branches": steps.iter().map(branch).collect::<Vec<_>>(),
            "Catch": caught(),
            "End": true,
        };
        states.push((AT_ONCE.to_owned(), state));
    } else {
        for (n, step) in steps.iter().enumerate() {
            let next = steps.get(n + 1).map(name);
            states.extend(states_of(step, next));
        }
    }
    let failed =
        properties! { "Type": "Fail", "Error": "StepFailed", "Cause": "A step failed after several tries" };
    states.push((FAILED.to_owned(), failed));
    let first = if parallel {
        AT_ONCE.to_owned()
    } else {
        steps.first().map(name).unwrap_or_default()
    };
    properties! {
        "Comment": comment(steps, parallel),
        "StartAt": first,
        "States": Value::map(states),
    }
}

/// One step as a branch of its own. It can't lead out of the branch, so that what goes wrong is caught where the branches end.
fn branch(step: &Step) -> Value {
    let states = states_of(step, None).into_iter().map(|(name, mut state)| {
        if let Value::Map(entries) = &mut state {
            entries.shift_remove("Catch");
        }
        (name, state)
    });
    properties! { "StartAt": name(step), "States": Value::map(states.collect::<Vec<_>>()) }
}

/// How many states a definition has, those of its branches too.
pub(super) fn count(definition: &Value) -> usize {
    let Some(Value::Map(states)) = definition.get("States") else {
        return 0;
    };
    let branches = states.values().filter_map(|state| match state.get("Branches") {
        Some(Value::List(branches)) => Some(branches.iter().map(count).sum::<usize>()),
        _ => None,
    });
    states.len() + branches.sum::<usize>()
}

/// A state with what comes behind it: the next one, or the end.
fn followed(mut state: Value, next: Option<String>) -> Value {
    if let Value::Map(entries) = &mut state {
        match next {
            Some(next) => entries.insert("Next".to_owned(), next.into()),
            None => entries.insert("End".to_owned(), true.into()),
        };
    }
    state
}

fn comment(steps: &[Step], parallel: bool) -> &'static str {
    if parallel {
        return "Takes the steps of the application at the same time";
    }
    let calls = |step: &Step| matches!(step, Step::Function(_));
    if steps.iter().all(calls) {
        "Calls the functions of the application one after the other"
    } else {
        "Takes the steps of the application one after the other"
    }
}

fn name(step: &Step) -> String {
    match step {
        Step::Function(function) => format!("Call {function}"),
        Step::Container { task, .. } => format!("Run {task}"),
        Step::Job { job, .. } | Step::Glue(job) => format!("Run {job}"),
        Step::Crawler(crawler) => glue::start(crawler),
    }
}

/// Whatever goes wrong ends the run as a failure.
fn caught() -> Vec<Value> {
    vec![properties! { "ErrorEquals": vec!["States.ALL"], "ResultPath": "$.error", "Next": FAILED }]
}

/// The states of a step, before the one that is called `next`.
fn states_of(step: &Step, next: Option<String>) -> Vec<(String, Value)> {
    let caught = caught();
    let state = match step {
        Step::Crawler(crawler) => return glue::states(crawler, next.as_deref()),
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
        Step::Job { queue, job } => properties! {
            "Type": "Task",
            "Resource": integration("batch:submitJob.sync"),
            "Parameters": properties! { "JobName": "step", "JobQueue": queue, "JobDefinition": job },
            "ResultPath": "$.job",
            "Catch": caught,
        },
        Step::Glue(job) => properties! {
            "Type": "Task",
            "Resource": integration("glue:startJobRun.sync"),
            "Parameters": properties! { "JobName": job },
            "ResultPath": "$.job",
            "Catch": caught,
        },
    };
    vec![(name(step), followed(state, next))]
}

fn integration(call: &str) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":states:::{call}").into(),
    ])
}
