//! AWS Batch: jobs that run when there is room for them, on Fargate. One file, since a queue, what it runs on and what a
//! job is are never asked for without each other.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, ecs, logs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// `CloudFormation` type of what a job is.
pub(crate) const JOB: &str = "AWS::Batch::JobDefinition";
/// `CloudFormation` type of what jobs run on.
pub(crate) const PLACE: &str = "AWS::Batch::ComputeEnvironment";
/// `CloudFormation` type of the queue.
pub(crate) const QUEUE: &str = "AWS::Batch::JobQueue";

/// Processors that all jobs together may have at once, as a limit to what they cost.
const MOST_VCPU: i64 = 4;
/// Of one job; Fargate's smallest pair.
const VCPU: &str = "0.25";
const MEGABYTES: &str = "512";
/// Tries before a job counts as failed.
const TRIES: i64 = 3;
/// Seconds after which a job is given up.
const MOST_SECONDS: i64 = 3600;
/// Hours that jobs run in a month, for the estimate: one each day.
const HOURS: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// What a job does until an image takes its place.
const SAMPLE: &str = "print('Put the image of the job into its definition')";

const PLACE_TYPE: Plain = Plain {
    kind: PLACE,
    tags: Tags::Map,
    purpose: [
        "Where jobs run: nothing stands there, and nothing is paid, while there are none",
        "जहाँ काम चलते हैं: काम न हो तो न कुछ चलता है, न कोई खर्च",
        "Jahan jobs chalte hain: job na ho to na kuch chalta hai, na koi kharch",
    ],
};
const QUEUE_TYPE: Plain = Plain {
    kind: QUEUE,
    tags: Tags::Map,
    purpose: [
        "Keeps jobs in order until there is room for them",
        "कामों को क्रम से रखती है जब तक उनके लिए जगह न हो",
        "Jobs ko line mein rakhti hai jab tak unke liye jagah na ho",
    ],
};
const JOB_TYPE: Metered = Metered {
    kind: JOB,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Says what a job runs, how large it is and how often it is tried",
        "तय करता है कि काम क्या चलाए, कितना बड़ा हो और कितनी बार कोशिश हो",
        "Tay karta hai ki job kya chalaye, kitna bada ho aur kitni baar koshish ho",
    ],
    billed: job_bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&PLACE_TYPE, &QUEUE_TYPE, &JOB_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: QUEUE,
        terms: [
            "aws batch|amazon batch|aws batch queue|batch job queue|batch compute|batch computing|batch processing service|\
             aws batch on fargate|batch on fargate|fargate batch|batch workload|batch workloads|high performance computing jobs|\
             hpc jobs|hpc cluster",
            "एडब्ल्यूएस बैच|बैच प्रोसेसिंग सेवा|बैच कंप्यूट",
            "",
        ],
        build,
        uses: Some(uses),
    },
    Component {
        kind: JOB,
        terms: [
            "batch job|aws batch job|batch job definition|aws batch job definition|batch container job|containerized batch job|\
             containerised batch job",
            "बैच जॉब|बैच काम",
            "",
        ],
        build,
        uses: None,
    },
    Component {
        kind: PLACE,
        terms: [
            "batch compute environment|aws batch compute environment",
            "बैच कंप्यूट एनवायरनमेंट",
            "",
        ],
        build,
        uses: None,
    },
];

fn job_bill(job: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let needs = job
        .properties
        .get("ContainerProperties")
        .and_then(|it| it.get("ResourceRequirements"));
    let number = |kind: &str| {
        let Some(Value::List(needs)) = needs else {
            return None;
        };
        let is_it = |need: &&Value| need.get("Type").and_then(Value::as_text) == Some(kind);
        needs
            .iter()
            .find(is_it)?
            .get("Value")?
            .as_text()?
            .parse::<Decimal>()
            .ok()
    };
    let gigabytes = number("MEMORY").unwrap_or_default() / Decimal::from(1024);
    vec![
        billed(
            "ECS Fargate",
            "fargate_linux_arm_vcpu",
            HOURS * number("VCPU").unwrap_or_default(),
        ),
        billed("ECS Fargate", "fargate_linux_arm_memory", HOURS * gigabytes),
    ]
}

/// A queue, what it runs on, and what a job is; whichever of them was named.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("JobQueue");
    let group = system.security_group(&format!("{id} SecurityGroup"), "The jobs", Outbound::Https);
    let site = system.site();
    let spot = part.wants("spot");
    let resources = properties! {
        "Type": if spot { "FARGATE_SPOT" } else { "FARGATE" },
        "MaxvCpus": part.number("maxvCpus", (1, 10_000)).unwrap_or(MOST_VCPU),
        "Subnets": Value::list(&site.subnets),
        "SecurityGroupIds": vec![group_id(&group)],
    };
    let place = Resource::new(format!("{id} Place").as_str(), PLACE)
        .with("Type", "MANAGED")
        .with("State", "ENABLED")
        .with("ReplaceComputeEnvironment", false)
        .with("ComputeResources", resources);
    let place = match &site.network.way_out {
        Some(way_out) => place.after(way_out),
        None => place,
    };
    let place = system.add(place);
    let order = properties! { "ComputeEnvironment": &place, "Order": 1_i64 };
    let queue = Resource::new(id, QUEUE)
        .with_some("JobQueueName", part.name(is_name))
        .with("Priority", 1_i64)
        .with("State", "ENABLED")
        .with("ComputeEnvironmentOrder", vec![order]);
    let id = system.add(queue);
    add_job(system, &id, part, site.public_address);
    let what = "Queue that jobs are put into";
    system.blueprint.output(&format!("{id} Arn"), what, &id);
    id
}

fn add_job(system: &mut System<'_>, id: &LogicalId, part: &Part<'_>, public_address: bool) {
    let log_group = system.log_group(&format!("{id} Logs"));
    let may_write = Statement::allow(logs::WRITE, [log_group.attribute("Arn")]);
    let execution = iam::role(
        format!("{id} Execution Role").as_str(),
        containers::TASKS,
        &[may_write],
    );
    let own = iam::role(format!("{id} Role").as_str(), containers::TASKS, &[]);
    let need = |kind: &str, value: &str| properties! { "Type": kind, "Value": value };
    let log = properties! {
        "LogDriver": "awslogs",
        "Options": properties! {
            "awslogs-group": log_group.reference(),
            "awslogs-region": Pseudo::Region,
            "awslogs-stream-prefix": ecs::CONTAINER,
        },
    };
    let container = properties! {
        "Image": containers::SAMPLE_IMAGE,
        "Command": Value::list(["python", "-u", "-c", SAMPLE]),
        "ExecutionRoleArn": execution.attribute("Arn"),
        "JobRoleArn": own.attribute("Arn"),
        "ResourceRequirements": vec![need("VCPU", VCPU), need("MEMORY", MEGABYTES)],
        "RuntimePlatform": properties! { "CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX" },
        "NetworkConfiguration": properties! { "AssignPublicIp": if public_address { "ENABLED" } else { "DISABLED" } },
        "ReadonlyRootFilesystem": true,
        "Environment": vec![properties! { "Name": "PROJECT_NAME", "Value": system.project() }],
        "LogConfiguration": log,
    };
    let seconds = part.number("timeout", (60, 1_209_600)).unwrap_or(MOST_SECONDS);
    let job = Resource::new(format!("{id} Definition").as_str(), JOB)
        .with("Type", "container")
        .with("PlatformCapabilities", vec!["FARGATE"])
        .with("ContainerProperties", container)
        .with("RetryStrategy", properties! { "Attempts": TRIES })
        .with("Timeout", properties! { "AttemptDurationSeconds": seconds })
        .with("PropagateTags", true);
    system.add(job);
    for resource in [execution, own, log_group] {
        system.add(resource);
    }
}

/// The definition of what the jobs in a queue are.
pub(crate) fn job_of(system: &System<'_>, queue: &LogicalId) -> Option<LogicalId> {
    let id = LogicalId::new(&format!("{queue} Definition"));
    system.blueprint.resource(&id).is_some().then_some(id)
}

/// What it takes to put jobs into a queue.
pub(crate) fn submit(queue: &LogicalId, job: &LogicalId) -> Statement {
    Statement::allow(&["batch:SubmitJob"], [Value::from(queue), Value::from(job)])
}

/// A program puts jobs into the queue; a job is no program that does so.
fn uses(system: &mut System<'_>, program: &LogicalId, queue: &LogicalId) {
    let is_job = system
        .blueprint
        .resource(program)
        .is_some_and(|it| it.kind == JOB);
    let Some(job) = job_of(system, queue).filter(|_| !is_job) else {
        return;
    };
    let mut access = Access::default();
    access.tell(system.variable("JOB_QUEUE", queue), queue);
    access.tell(system.variable("JOB_DEFINITION", queue), &job);
    access.allow(submit(queue, &job));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a queue.
fn is_name(name: &str) -> bool {
    (1..=128).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
