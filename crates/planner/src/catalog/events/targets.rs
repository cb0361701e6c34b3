//! What rules, schedules and pipes start: functions, state machines, containers, queues, topics, streams.

use super::{PRINCIPAL, RULE};
use crate::blueprint::architectures::parts::{compute, wishes};
use crate::blueprint::architectures::{System, scheduled_task};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::component::{Ends, Part, Wire};
use crate::catalog::iam::{self, Statement};
use crate::catalog::{batch, ecs, firehose, kinesis, lambda, sns, sqs, stepfunctions};
use crate::properties;

/// What does work that is due, best first: a workflow knows which functions it calls.
pub(crate) const WORK: &[&str] = &[
    stepfunctions::StateMachine::KIND,
    batch::QUEUE,
    lambda::Function::KIND,
    ecs::TaskDefinition::KIND,
    sqs::Queue::KIND,
    sns::Topic::KIND,
];
/// What takes news, best first: a queue loses none and hands them to the function behind it.
pub(crate) const NEWS: &[&str] = &[
    stepfunctions::StateMachine::KIND,
    batch::QUEUE,
    sqs::Queue::KIND,
    lambda::Function::KIND,
    kinesis::Stream::KIND,
    sns::Topic::KIND,
];

/// What works on new files, best first: a queue behind would only pass them on.
pub(crate) const FILES: &[&str] = &[
    stepfunctions::StateMachine::KIND,
    lambda::Function::KIND,
    sqs::Queue::KIND,
    sns::Topic::KIND,
];

/// A rule starts one thing only, the best there is; these stand in the order of [`WORK`] and of [`NEWS`] together.
pub(crate) const WIRES: &[Wire] = &[
    starts(stepfunctions::StateMachine::KIND),
    starts(batch::QUEUE),
    starts(lambda::Function::KIND),
    starts(ecs::TaskDefinition::KIND),
    starts(sqs::Queue::KIND),
    starts(kinesis::Stream::KIND),
    starts(sns::Topic::KIND),
];

const fn starts(to: &'static str) -> Wire {
    Wire {
        from: RULE.kind,
        to,
        ends: Ends::One,
        connect,
    }
}

/// Everything of these types that can be started, best first. The function behind a front door is none of them: it takes every call
/// for a request of a visitor. Nor is the one that says who may call.
fn candidates(system: &System<'_>, kinds: &[&str]) -> Vec<LogicalId> {
    let mut found = Vec::new();
    for kind in kinds {
        let mut all = system.all(kind);
        all.retain(|id| is_open(system, id));
        if *kind == lambda::Function::KIND {
            all.retain(|id| id.as_str() != compute::HANDLER && !id.as_str().starts_with(lambda::AUTHORIZER));
        }
        found.extend(all);
    }
    found
}

/// Whether it is there to be started: not a queue for what failed, nor the topic for alarms, nor a container without a
/// place to run.
fn is_open(system: &System<'_>, id: &LogicalId) -> bool {
    match system.blueprint.resource(id).map(|it| it.kind) {
        Some(sqs::Queue::KIND) => sqs::takes_work(system, id),
        Some(sns::Topic::KIND) => id.as_str() != sns::ALARMS,
        Some(ecs::TaskDefinition::KIND) => container(system, id).is_some(),
        kind => kind.is_some(),
    }
}

/// The best that can be started; a new function where there is nothing.
pub(crate) fn at_least_one(system: &mut System<'_>, kinds: &[&str]) -> LogicalId {
    let first = candidates(system, kinds).into_iter().next();
    // A queue or a topic does no work that is due: where only visitors are answered, somebody new does it.
    let door = system
        .all(lambda::Function::KIND)
        .iter()
        .any(|id| id.as_str() == compute::HANDLER);
    let passes_on = |id: &LogicalId| matches!(system.kind_of(id), Some(sqs::Queue::KIND | sns::Topic::KIND));
    let first = first.filter(|id| kinds != WORK || !door || !passes_on(id));
    first.unwrap_or_else(|| {
        let id = system.free_id("WorkerFunction");
        lambda::worker(system, id.as_str())
    })
}

/// The first of this type that news can be handed to.
pub(crate) fn first(system: &System<'_>, kind: &str) -> Option<LogicalId> {
    candidates(system, &[kind]).into_iter().next()
}

/// What was said to be started where it is there, else the best there is; a function that was said is made where there is none.
pub(crate) fn said(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let said = part.text("target").and_then(|it| targets_said(it).next());
    let of_kind = WORK.iter().chain(NEWS).find(|kind| said == Some(**kind));
    let there = of_kind.and_then(|kind| candidates(system, &[*kind]).into_iter().next());
    let function = of_kind.is_some_and(|kind| *kind == lambda::Function::KIND);
    let others = if function { &[lambda::Function::KIND] } else { WORK };
    there.unwrap_or_else(|| at_least_one(system, others))
}

/// The types that are started where these were said, parted by spaces.
fn targets_said(said: &str) -> impl Iterator<Item = &str> {
    said.split_whitespace().map(of_target)
}

/// The type that is started where this one was said.
fn of_target(said: &str) -> &str {
    match said {
        ecs::FargateService::KIND => ecs::TaskDefinition::KIND,
        batch::JOB => batch::QUEUE,
        kind => kind,
    }
}

/// What a target is called by, and what somebody needs to start it.
pub(crate) struct Target {
    /// Its ARN; of a container, its cluster's.
    pub arn: Value,
    /// What a role needs to start it.
    pub statements: Vec<Statement>,
    /// How a container is started, where it is one: its definition and its network.
    pub container: Option<(LogicalId, Value)>,
    /// What a job is, where it is a queue of jobs.
    pub job: Option<LogicalId>,
}

/// What it takes to start this.
pub(crate) fn target(system: &mut System<'_>, id: &LogicalId) -> Option<Target> {
    let kind = system.blueprint.resource(id)?.kind;
    let arn = match kind {
        stepfunctions::StateMachine::KIND | sns::Topic::KIND => Value::from(id),
        _ => Value::Attribute(id.clone(), "Arn"),
    };
    let actions: &'static [&'static str] = match kind {
        stepfunctions::StateMachine::KIND => &["states:StartExecution"],
        lambda::Function::KIND => &["lambda:InvokeFunction"],
        sqs::Queue::KIND => &["sqs:SendMessage"],
        sns::Topic::KIND => &["sns:Publish"],
        kinesis::Stream::KIND => &["kinesis:PutRecord", "kinesis:PutRecords"],
        super::EventBus::KIND => &["events:PutEvents"],
        firehose::DeliveryStream::KIND => &["firehose:PutRecord", "firehose:PutRecordBatch"],
        ecs::TaskDefinition::KIND => return run_task(system, id),
        batch::QUEUE => return submit_job(system, id),
        _ => return None,
    };
    let mut statements = vec![Statement::allow(actions, [arn.clone()])];
    let encrypts = [sqs::Queue::KIND, sns::Topic::KIND, kinesis::Stream::KIND];
    if encrypts.contains(&kind) {
        statements.extend(system.key_statement());
    }
    Some(Target {
        arn,
        statements,
        container: None,
        job: None,
    })
}

fn submit_job(system: &System<'_>, queue: &LogicalId) -> Option<Target> {
    let job = batch::job_of(system, queue)?;
    Some(Target {
        arn: Value::from(queue),
        statements: vec![batch::submit(queue, &job)],
        container: None,
        job: Some(job),
    })
}

/// The cluster and network of the service that runs this container, else those that it is started in.
fn container(system: &System<'_>, task: &LogicalId) -> Option<(Value, Value)> {
    let runs = |service: &&Resource| {
        let definition = service.properties.get("TaskDefinition");
        definition.is_some_and(|it| it.references().contains(&task))
    };
    let Some(service) = system.blueprint.of_kind(ecs::FargateService::KIND).find(runs) else {
        return scheduled_task::place(&system.blueprint);
    };
    let Some(Value::Ref(cluster)) = service.properties.get("Cluster") else {
        return None;
    };
    let network = service
        .properties
        .get("NetworkConfiguration")?
        .get("AwsvpcConfiguration")?;
    Some((Value::Attribute(cluster.clone(), "Arn"), network.clone()))
}

fn run_task(system: &System<'_>, task: &LogicalId) -> Option<Target> {
    let (cluster, network) = container(system, task)?;
    let definition = system.blueprint.resource(task)?;
    let roles: Vec<Value> = ["TaskRoleArn", "ExecutionRoleArn"]
        .iter()
        .filter_map(|role| definition.properties.get(*role).cloned())
        .collect();
    let mut statements = vec![Statement::allow(&["ecs:RunTask"], [Value::from(task)])];
    if !roles.is_empty() {
        statements.push(Statement::allow(&["iam:PassRole"], roles));
    }
    Some(Target {
        arn: cluster,
        statements,
        container: Some((task.clone(), network)),
        job: None,
    })
}

/// Makes a rule start something, unless it starts something better already.
fn connect(system: &mut System<'_>, rule: &LogicalId, to: &LogicalId) {
    let Some(resource) = system.blueprint.resource(rule) else {
        return;
    };
    if resource.properties.contains_key("Targets") {
        return;
    }
    let kinds = if resource.properties.contains_key("ScheduleExpression") {
        WORK
    } else {
        NEWS
    };
    let own = own_targets(system, rule);
    if !own.is_empty() {
        for target in &own {
            start(system, rule, target);
        }
        return;
    }
    let to_kind = system.blueprint.resource(to).map(|it| it.kind);
    let best = candidates(system, kinds);
    let best_kind = best
        .first()
        .and_then(|id| system.blueprint.resource(id))
        .map(|it| it.kind);
    if to_kind != best_kind {
        return;
    }
    let to = if best.contains(to) { Some(to) } else { best.first() };
    let Some(to) = to.cloned() else { return };
    start(system, rule, &to);
}

/// What a rule on a bus starts by what was said. Of several rules each starts something else: the targets in their order where they were
/// said, else the queues where there are enough, else whatever takes news; a rule alone starts all that were said.
fn own_targets(system: &System<'_>, rule: &LogicalId) -> Vec<LogicalId> {
    let said = wishes::said(system.design.requirements, RULE.kind, &["target"]).unwrap_or_default();
    let said = in_order(system, targets_said(said));
    let on_bus = |it: &&Resource| it.properties.contains_key("EventBusName");
    let rules: Vec<&LogicalId> = system
        .blueprint
        .of_kind(RULE.kind)
        .filter(on_bus)
        .map(|it| &it.id)
        .collect();
    let Some(place) = rules.iter().position(|it| *it == rule) else {
        return Vec::new();
    };
    if rules.len() < 2 {
        return said;
    }
    let queues = candidates(system, &[sqs::Queue::KIND]);
    let all = if said.len() >= rules.len() {
        said
    } else if queues.len() >= rules.len() {
        queues
    } else {
        candidates(system, NEWS)
    };
    all.get(place).or(all.last()).cloned().into_iter().collect()
}

/// What else a rule was said to start besides this.
pub(crate) fn said_beside(system: &System<'_>, known: &LogicalId) -> Vec<LogicalId> {
    let said = wishes::said(system.design.requirements, RULE.kind, &["target"]).unwrap_or_default();
    let known = system.kind_of(known).unwrap_or_default();
    in_order(system, targets_said(said).filter(|kind| *kind != known))
}

/// One part for each of these types: the first, and where a type comes again the next.
fn in_order<'a>(system: &System<'_>, kinds: impl Iterator<Item = &'a str>) -> Vec<LogicalId> {
    let mut chosen: Vec<LogicalId> = Vec::new();
    for kind in kinds {
        let open = candidates(system, &[kind]).into_iter();
        chosen.extend(open.into_iter().find(|id| !chosen.contains(id)));
    }
    chosen
}

/// Makes a rule start this, and lets it.
pub(crate) fn start(system: &mut System<'_>, rule: &LogicalId, to: &LogicalId) {
    let Some(target) = target(system, to) else { return };
    let source = Value::Attribute(rule.clone(), "Arn");
    let mut entry = properties! { "Id": to.as_str(), "Arn": target.arn.clone() };
    match system.blueprint.resource(to).map(|it| it.kind) {
        Some(lambda::Function::KIND) => {
            let id = format!("{to} For {rule}");
            system.add(lambda::permission(id.as_str(), to, PRINCIPAL, source));
        }
        Some(sqs::Queue::KIND) => {
            system.let_service_use_key(PRINCIPAL);
            sqs::let_send(system, to, PRINCIPAL, source);
            if is_fifo(system, to) {
                set(
                    &mut entry,
                    "SqsParameters",
                    properties! { "MessageGroupId": rule.as_str() },
                );
            }
        }
        Some(sns::Topic::KIND) => {
            system.let_service_use_key(PRINCIPAL);
            sns::let_publish(system, to, PRINCIPAL, source);
        }
        _ => {
            let starter = starter(system, rule, &target.statements);
            set(&mut entry, "RoleArn", Value::Attribute(starter, "Arn"));
        }
    }
    if let Some((task, network)) = target.container {
        let container = properties! {
            "TaskDefinitionArn": &task,
            "TaskCount": 1_i64,
            "LaunchType": "FARGATE",
            "NetworkConfiguration": properties! { "AwsVpcConfiguration": network },
        };
        set(&mut entry, "EcsParameters", container);
    }
    if let Some(job) = target.job {
        let job = properties! { "JobDefinition": &job, "JobName": "due" };
        set(&mut entry, "BatchParameters", job);
    }
    let mut targets = match system
        .blueprint
        .resource(rule)
        .and_then(|it| it.properties.get("Targets"))
    {
        Some(Value::List(known)) => known.clone(),
        _ => Vec::new(),
    };
    targets.push(entry);
    system.set(rule, "Targets", targets);
}

/// The role with which a rule starts what it starts: one for all of its targets.
fn starter(system: &mut System<'_>, rule: &LogicalId, statements: &[Statement]) -> LogicalId {
    let role = iam::role(format!("{rule} Role").as_str(), PRINCIPAL, statements);
    let Some(known) = system.blueprint.resource_mut(&role.id) else {
        return system.add(role);
    };
    for statement in statements {
        iam::allow(known, statement);
    }
    role.id
}

fn is_fifo(system: &System<'_>, queue: &LogicalId) -> bool {
    let queue = system.blueprint.resource(queue);
    queue.is_some_and(|it| it.properties.contains_key("FifoQueue"))
}

fn set(entry: &mut Value, name: &str, value: Value) {
    if let Value::Map(entries) = entry {
        entries.insert(name.to_owned(), value);
    }
}
