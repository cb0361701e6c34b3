//! Amazon `EventBridge` Scheduler: starts one thing at a set time, in a time zone of one's own.

mod starts;

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::events::{self, targets};
use super::iam;
use super::plain::Plain;
use super::{Resource, Tags};
use crate::blueprint::architectures::System;
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};
use crate::properties;

/// The service's name in policies.
const PRINCIPAL: &str = "scheduler.amazonaws.com";
/// Tries after the first, and seconds until a start that failed is given up.
const TRIES: i64 = 3;
const GIVE_UP_SECONDS: i64 = 3600;

/// A schedule. Not billed here: the price list has no sourced figure for its starts, of which a schedule has few.
pub(crate) const SCHEDULE: Plain = Plain {
    kind: "AWS::Scheduler::Schedule",
    tags: Tags::None,
    purpose: [
        "Starts a piece of work at the times that you set, and tries again when that fails",
        "आपके तय समय पर काम शुरू करता है, और विफल होने पर दोबारा कोशिश करता है",
        "Aapke tay samay par kaam shuru karta hai, aur fail hone par dobara koshish karta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: SCHEDULE.kind,
    terms: [
        "eventbridge scheduler|event bridge scheduler|amazon eventbridge scheduler|aws eventbridge scheduler|eventbridge schedule|\
         scheduler|aws scheduler|scheduler schedule|job scheduler|task scheduler|scheduling service|managed scheduler|\
         serverless scheduler|one-time schedule|one time schedule",
        "शेड्यूलर|इवेंटब्रिज शेड्यूलर|समय सारिणी सेवा",
        "samay par chalane wala|kaam shuru karne wala scheduler",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let to = targets::said(system, part);
    let id = system.free_id("Schedule");
    let target = targets::target(system, &to);
    let statements = target
        .as_ref()
        .map(|it| it.statements.clone())
        .unwrap_or_default();
    let role = iam::role(format!("{id} Role").as_str(), PRINCIPAL, &statements);
    let mut entry = properties! {
        "RoleArn": role.attribute("Arn"),
        "RetryPolicy": properties! { "MaximumRetryAttempts": TRIES, "MaximumEventAgeInSeconds": GIVE_UP_SECONDS },
    };
    if let (Some(target), Value::Map(entry)) = (target, &mut entry) {
        let job = target.job.as_ref().map(|job| submission(&target.arn, job));
        let (arn, input) = match job {
            Some((arn, input)) => (arn, Some(input)),
            None => (target.arn, None),
        };
        entry.insert("Arn".to_owned(), arn);
        if let Some(input) = input {
            entry.insert("Input".to_owned(), input);
        }
        if let Some((task, network)) = target.container {
            let container = properties! {
                "TaskDefinitionArn": &task,
                "TaskCount": 1_i64,
                "LaunchType": "FARGATE",
                "NetworkConfiguration": properties! { "AwsvpcConfiguration": network },
            };
            entry.insert("EcsParameters".to_owned(), container);
        }
    }
    let key = system.key_arn();
    let schedule = Resource::new(id, SCHEDULE.kind)
        .with_some("Name", part.name(events::is_name))
        .with("Description", "Starts the work of the application at set times")
        .with("FlexibleTimeWindow", properties! { "Mode": "OFF" })
        .with("ScheduleExpression", events::schedule(part))
        .with_some(
            "ScheduleExpressionTimezone",
            part.text("timezone").filter(is_zone),
        )
        .with("State", "ENABLED")
        .with_some("KmsKeyArn", key)
        .with("Target", entry);
    if system.hardened() {
        system.let_service_use_key(PRINCIPAL);
    }
    system.add(role);
    system.add(schedule)
}

/// Starts in AWS's billing month of 730 hours of what starts once a day.
pub(crate) const EVERY_DAY: Decimal = Decimal::from_parts(304_167, 0, 0, false, 4);

/// How often a month each schedule and rule starts this container.
pub(crate) fn starts_of<'a>(
    blueprint: &'a Blueprint,
    task: &'a LogicalId,
) -> impl Iterator<Item = Decimal> + 'a {
    let starters = blueprint.resources().iter().filter(move |it| {
        let target = it.properties.get("Target").or(it.properties.get("Targets"));
        target.is_some_and(|target| target.references().contains(&task))
    });
    let expression = |it: &Resource| Some(it.properties.get("ScheduleExpression")?.as_text()?.to_owned());
    starters.filter_map(expression).map(|it| starts::in_a_month(&it))
}

/// Schedules know no queues of jobs: they make the call that puts a job into one. Its name, and what is said with it.
fn submission(queue: &Value, job: &LogicalId) -> (Value, Value) {
    let call = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":scheduler:::aws-sdk:batch:submitJob".into(),
    ];
    let input = vec![
        r#"{"JobName":"due","JobQueue":""#.into(),
        queue.clone(),
        r#"","JobDefinition":""#.into(),
        job.into(),
        r#""}"#.into(),
    ];
    (Value::Concat(call), Value::Concat(input))
}

/// Whether it has the shape of a time zone's name, such as `Asia/Kolkata`.
fn is_zone(name: &&str) -> bool {
    (1..=50).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c))
}
