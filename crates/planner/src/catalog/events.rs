//! Amazon EventBridge: something happens at a time, or because something else happened.

use super::component::{Component, Ends, Part, Wire};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, lambda, sns, sqs, stepfunctions};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

const RULE: &str = "AWS::Events::Rule";
const BUS: &str = "AWS::Events::EventBus";
const ARCHIVE: &str = "AWS::Events::Archive";
const SCHEDULE: &str = "AWS::Scheduler::Schedule";
const PIPE: &str = "AWS::Pipes::Pipe";
/// Every night at 2 in India: what nobody said otherwise.
const NIGHTLY: &str = "cron(30 20 * * ? *)";
/// Days that events are kept for being sent again.
const ARCHIVE_DAYS: i64 = 30;
/// Tries of a target before an event is given up, and seconds that they may take.
const RETRIES: i64 = 3;
const OLDEST_SECONDS: i64 = 3600;

const RULE_TYPE: Plain = Plain {
    kind: RULE,
    tags: Tags::List,
    purpose: [
        "Starts something at set times, or when an event fits",
        "तय समय पर, या घटना के मेल खाने पर, कुछ शुरू करता है",
        "Tay samay par, ya event ke match hone par, kuch shuru karta hai",
    ],
};

const BUS_TYPE: Metered = Metered {
    kind: BUS,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Takes in the events of your programs and hands each to whoever waits for its kind",
        "आपके प्रोग्रामों की घटनाएँ लेता है और हर एक को उस तक पहुँचाता है जो उसका इंतज़ार करता है",
        "Aapke programs ke events leta hai aur har ek ko us tak pahunchata hai jo uska intezaar karta hai",
    ],
    billed: bus_bill,
};

const ARCHIVE_TYPE: Plain = Plain {
    kind: ARCHIVE,
    tags: Tags::None,
    purpose: [
        "Keeps events for a month, so that they can be sent once more",
        "घटनाओं को एक महीने रखता है ताकि उन्हें दोबारा भेजा जा सके",
        "Events ko ek mahine rakhta hai taaki unhe dobara bheja ja sake",
    ],
};

const SCHEDULE_TYPE: Plain = Plain {
    kind: SCHEDULE,
    tags: Tags::None,
    purpose: [
        "Starts a task by the clock, in your own time zone",
        "आपके समय क्षेत्र में घड़ी के हिसाब से काम शुरू करता है",
        "Aapke time zone mein ghadi ke hisaab se kaam shuru karta hai",
    ],
};

const PIPE_TYPE: Plain = Plain {
    kind: PIPE,
    tags: Tags::Map,
    purpose: [
        "Takes what arrives at one place to the next, without a program in between",
        "एक जगह आने वाली चीज़ को बिना किसी प्रोग्राम के अगली जगह पहुँचाता है",
        "Ek jagah aane wali cheez ko bina kisi program ke agli jagah pahunchata hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&RULE_TYPE, &BUS_TYPE, &ARCHIVE_TYPE, &SCHEDULE_TYPE, &PIPE_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: BUS,
        terms: [
            "event bus|custom event bus|eventbridge bus|eventbridge event bus|custom bus|message bus",
            "इवेंट बस",
            "",
        ],
        build: build_bus,
        uses: Some(use_bus),
    },
    Component {
        kind: RULE,
        terms: [
            "eventbridge|event bridge|amazon eventbridge|aws eventbridge|eventbridge rule|event rule|cloudwatch event|cloudwatch events|\
             cron job|cronjob|cron|scheduled job|scheduled task|scheduled function|scheduled lambda|scheduled event|nightly job|daily job|\
             every night|nightly|every morning|every hour|hourly job|weekly job|on a schedule|runs on a schedule|periodic job",
            "इवेंटब्रिज|क्रॉन जॉब|हर रात|हर सुबह|हर घंटे|तय समय पर",
            "har raat|har subah|har ghante|roz raat|tay samay par|roz subah",
        ],
        build: build_rule,
        uses: None,
    },
    Component {
        kind: SCHEDULE,
        terms: [
            "scheduler|eventbridge scheduler|eventbridge schedule|amazon eventbridge scheduler|task scheduler|job scheduler",
            "शेड्यूलर",
            "",
        ],
        build: build_schedule,
        uses: None,
    },
    Component {
        kind: PIPE,
        terms: ["eventbridge pipe|eventbridge pipes|event pipe", "", ""],
        build: build_pipe,
        uses: None,
    },
];

pub(crate) const WIRES: &[Wire] = &[
    Wire {
        from: RULE,
        to: lambda::Function::KIND,
        ends: Ends::One,
        connect: rule_starts_function,
    },
    Wire {
        from: RULE,
        to: stepfunctions::KIND,
        ends: Ends::One,
        connect: rule_starts_workflow,
    },
    Wire {
        from: RULE,
        to: sqs::Queue::KIND,
        ends: Ends::One,
        connect: rule_fills_queue,
    },
    Wire {
        from: RULE,
        to: sns::Topic::KIND,
        ends: Ends::One,
        connect: rule_tells_topic,
    },
];

fn bus_bill(_bus: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![billed("EventBridge", "custom_events", usage.api_requests)]
}

fn build_bus(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("EventBus");
    let stack_name = Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}").into()]);
    let name = part.name(is_name).map_or(stack_name, Value::from);
    let bus = Resource::new(id.as_str(), BUS)
        .with("Name", name)
        .with_some("KmsKeyIdentifier", system.key_arn());
    let id = system.add(bus);
    let archive = Resource::new(format!("{id} Archive").as_str(), ARCHIVE)
        .with("SourceArn", Value::Attribute(id.clone(), "Arn"))
        .with("RetentionDays", ARCHIVE_DAYS);
    system.add(archive);
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the event bus", &id);
    id
}

fn use_bus(system: &mut System<'_>, program: &LogicalId, bus: &LogicalId) {
    let mut access = Access::default();
    access.tell(system.variable("EVENT_BUS", bus), bus);
    access.allow(Statement::allow(
        &["events:PutEvents"],
        [Value::Attribute(bus.clone(), "Arn")],
    ));
    system.grant(program, access);
}

/// A rule by the clock, or for the events of the system's own bus where it has one and no time was said.
fn build_rule(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Rule");
    let rule = Resource::new(id.as_str(), RULE).with("State", "ENABLED");
    let bus = system.all(BUS).into_iter().next();
    let rule = match (part.text("schedule"), bus) {
        (None, Some(bus)) => {
            let pattern = properties! { "account": vec![Pseudo::AccountId] };
            rule.with("EventBusName", &bus).with("EventPattern", pattern)
        }
        (said, _) => rule.with("ScheduleExpression", said.unwrap_or(NIGHTLY)),
    };
    system.add(rule)
}

fn add_target(
    system: &mut System<'_>,
    rule: &LogicalId,
    target: &LogicalId,
    arn: Value,
    role: Option<Value>,
) {
    let mut entry = properties! {
        "Id": target.as_str(),
        "Arn": arn,
        "RetryPolicy": properties! { "MaximumRetryAttempts": RETRIES, "MaximumEventAgeInSeconds": OLDEST_SECONDS },
    };
    if let (Value::Map(entries), Some(role)) = (&mut entry, role) {
        entries.insert("RoleArn".to_owned(), role);
    }
    let Some(rule) = system.blueprint.resource_mut(rule) else {
        return;
    };
    let targets = rule
        .properties
        .entry("Targets")
        .or_insert_with(|| Value::List(Vec::new()));
    if let Value::List(targets) = targets {
        targets.push(entry);
    }
}

fn rule_starts_function(system: &mut System<'_>, rule: &LogicalId, function: &LogicalId) {
    add_target(
        system,
        rule,
        function,
        Value::Attribute(function.clone(), "Arn"),
        None,
    );
    let permission = lambda::permission(
        format!("{function} From {rule}").as_str(),
        function,
        "events.amazonaws.com",
        Value::Attribute(rule.clone(), "Arn"),
    );
    system.add(permission);
}

fn rule_starts_workflow(system: &mut System<'_>, rule: &LogicalId, workflow: &LogicalId) {
    let arn = Value::from(workflow);
    let statement = Statement::allow(&["states:StartExecution"], [arn.clone()]);
    let role = iam::role(
        format!("{rule} Role").as_str(),
        "events.amazonaws.com",
        &[statement],
    );
    add_target(system, rule, workflow, arn, Some(role.attribute("Arn")));
    if system.blueprint.resource(&role.id).is_none() {
        system.add(role);
    }
}

/// Only where nothing else is started: a queue beside a function is the function's.
fn rule_fills_queue(system: &mut System<'_>, rule: &LogicalId, queue: &LogicalId) {
    if !sqs::takes_work(system, queue) || has_targets(system, rule) {
        return;
    }
    sqs::let_send(
        system,
        queue,
        "events.amazonaws.com",
        Value::Attribute(rule.clone(), "Arn"),
    );
    add_target(system, rule, queue, Value::Attribute(queue.clone(), "Arn"), None);
}

fn rule_tells_topic(system: &mut System<'_>, rule: &LogicalId, topic: &LogicalId) {
    if has_targets(system, rule) {
        return;
    }
    sns::let_publish(
        system,
        topic,
        "events.amazonaws.com",
        Value::Attribute(rule.clone(), "Arn"),
    );
    add_target(system, rule, topic, Value::from(topic), None);
}

fn has_targets(system: &System<'_>, rule: &LogicalId) -> bool {
    system
        .blueprint
        .resource(rule)
        .is_some_and(|rule| rule.properties.contains_key("Targets"))
}

/// A schedule needs a target from the start: the system's workflow, else a function, which is made where there is none.
fn build_schedule(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Schedule");
    let (arn, action): (Value, &'static [&'static str]) =
        match system.all(stepfunctions::KIND).into_iter().next() {
            Some(workflow) => (Value::from(&workflow), &["states:StartExecution"]),
            None => {
                let function = system.all(lambda::Function::KIND).into_iter().next_back();
                let function = function.unwrap_or_else(|| lambda::worker(system, "ScheduledFunction", None));
                (Value::Attribute(function, "Arn"), &["lambda:InvokeFunction"])
            }
        };
    let role = iam::role(
        format!("{id} Role").as_str(),
        "scheduler.amazonaws.com",
        &[Statement::allow(action, [arn.clone()])],
    );
    let target = properties! {
        "Arn": arn,
        "RoleArn": role.attribute("Arn"),
        "RetryPolicy": properties! { "MaximumRetryAttempts": RETRIES, "MaximumEventAgeInSeconds": OLDEST_SECONDS },
    };
    let schedule = Resource::new(id.as_str(), SCHEDULE)
        .with("ScheduleExpression", part.text("schedule").unwrap_or(NIGHTLY))
        .with("FlexibleTimeWindow", properties! { "Mode": "OFF" })
        .with_some("KmsKeyArn", system.key_arn())
        .with("Target", target);
    let id = system.add(schedule);
    system.add(role);
    id
}

/// A pipe from a queue to the workflow or function; both are made where there are none.
fn build_pipe(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    const TAKE: &[&str] = &[
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
    ];
    let id = system.free_id("Pipe");
    let queue = system.all(sqs::Queue::KIND).into_iter().next();
    let queue = queue.unwrap_or_else(|| sqs::build(system, &Part { said: None }));
    let (target, action): (Value, &'static [&'static str]) =
        match system.all(stepfunctions::KIND).into_iter().next() {
            Some(workflow) => (Value::from(&workflow), &["states:StartExecution"]),
            None => {
                let function = system.all(lambda::Function::KIND).into_iter().next_back();
                let function = function.unwrap_or_else(|| lambda::worker(system, "PipeFunction", None));
                (Value::Attribute(function, "Arn"), &["lambda:InvokeFunction"])
            }
        };
    let source = Value::Attribute(queue, "Arn");
    let mut statements = vec![
        Statement::allow(TAKE, [source.clone()]),
        Statement::allow(action, [target.clone()]),
    ];
    statements.extend(system.key_statement());
    let role = iam::role(format!("{id} Role").as_str(), "pipes.amazonaws.com", &statements);
    let starts_workflow = action[0].starts_with("states");
    let pipe = Resource::new(id.as_str(), PIPE)
        .with("RoleArn", role.attribute("Arn"))
        .with("Source", source)
        .with("Target", target)
        .with_some(
            "TargetParameters",
            starts_workflow.then(|| {
                properties! { "StepFunctionStateMachineParameters": properties! { "InvocationType": "FIRE_AND_FORGET" } }
            }),
        )
        .with_some("KmsKeyIdentifier", system.key_arn());
    let id = system.add(pipe);
    system.add(role);
    id
}

/// Whether AWS takes it as the name of a bus.
fn is_name(name: &str) -> bool {
    (1..=256).contains(&name.len())
        && name != "default"
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}
