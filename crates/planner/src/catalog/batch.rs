//! AWS Batch: jobs that run when there is room for them, on Fargate or on machines (`place.rs`). One file, since a queue, what it runs on and what a
//! job is are never asked for without each other.

use rust_decimal::Decimal;

mod place;

use self::place::Runs;
use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, ecs, logs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::image::pull;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// `CloudFormation` type of what a job is.
pub(crate) const JOB: &str = "AWS::Batch::JobDefinition";
/// `CloudFormation` type of what jobs run on.
pub(crate) const PLACE: &str = "AWS::Batch::ComputeEnvironment";
/// `CloudFormation` type of the queue.
pub(crate) const QUEUE: &str = "AWS::Batch::JobQueue";

/// Of one job; Fargate's smallest pair.
const VCPU: &str = "0.25";
const MEGABYTES: &str = "512";
/// Of one job on a machine, which has no parts of a processor to give.
const WHOLE_VCPU: &str = "1";
/// Tries before a job counts as failed.
const TRIES: i64 = 3;
/// Seconds after which a job is given up.
const MOST_SECONDS: i64 = 3600;
/// Hours that jobs run in a month, for the estimate: one each day.
const HOURS: Decimal = Decimal::from_parts(30, 0, 0, false, 0);
/// What a job does until an image takes its place.
const SAMPLE: &str = "print('Put the image of the job into its definition')";

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

pub(crate) const TYPES: &[&dyn Service] = &[&place::TYPE, &QUEUE_TYPE, &JOB_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: QUEUE,
        terms: [
            "aws batch|amazon batch|aws batch queue|batch job queue|batch compute|batch computing|batch processing service|\
             aws batch on fargate|batch on fargate|fargate batch|batch workload|batch workloads|batch processing|batch processing job|long running job|long-running job|heavy job|number crunching|high performance computing jobs|\
             hpc jobs|hpc cluster",
            "एडब्ल्यूएस बैच|बैच प्रोसेसिंग सेवा|बैच प्रोसेसिंग|बैच कंप्यूट",
            "batch ka kaam|batch wala kaam|lambe chalne wale kaam",
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
        build: build_job,
        uses: None,
    },
    Component {
        kind: PLACE,
        terms: [
            "batch compute environment|aws batch compute environment|batch computing environment|environment for batch computing",
            "बैच कंप्यूट एनवायरनमेंट",
            "",
        ],
        build,
        uses: None,
    },
];

/// A definition of a job, with the queue that it goes to: there is one of each, whichever of the two is named, and a workflow starts
/// it as often as it has jobs.
fn build_job(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let there = system.all(JOB).into_iter().next();
    there.unwrap_or_else(|| build(system, part))
}

fn job_bill(job: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let platform = job.properties.get("PlatformCapabilities");
    if platform == Some(&vec!["EC2"].into()) {
        return Vec::new(); // the machines are paid for
    }
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
    let machines = said(system, &["runsOn"]) == Some("ec2") || said(system, &["instanceType"]).is_some();
    let runs_on = if machines {
        Runs::OnMachines
    } else {
        Runs::OnFargate
    };
    let (place, public_address) = place::add(system, &id, runs_on);
    let order = properties! { "ComputeEnvironment": &place, "Order": 1_i64 };
    let queue = Resource::new(id, QUEUE)
        .with_some("JobQueueName", part.name(is_name))
        .with("Priority", 1_i64)
        .with("State", "ENABLED")
        .with("ComputeEnvironmentOrder", vec![order]);
    let id = system.add(queue);
    add_job(system, &id, part, runs_on, public_address);
    let what = "Queue that jobs are put into";
    system.blueprint.output(&format!("{id} Arn"), what, &id);
    id
}

/// What was said of the queue, of the jobs, or of what they run on.
fn said<'a>(system: &System<'a>, words: &[&str]) -> Option<&'a str> {
    let of = |kind| wishes::said(system.design.requirements, kind, words);
    [QUEUE, JOB, PLACE].into_iter().find_map(of)
}

fn add_job(system: &mut System<'_>, id: &LogicalId, part: &Part<'_>, runs_on: Runs, public_address: bool) {
    let log_group = system.log_group(&format!("{id} Logs"));
    let mut starting = vec![Statement::allow(logs::WRITE, [log_group.attribute("Arn")])];
    starting.extend(said(system, &["image"]).into_iter().flat_map(pull));
    let execution = iam::role(
        format!("{id} Execution Role").as_str(),
        containers::TASKS,
        &starting,
    );
    let own = iam::role(format!("{id} Role").as_str(), containers::TASKS, &[]);
    let vcpu = match runs_on {
        Runs::OnFargate => VCPU,
        Runs::OnMachines => WHOLE_VCPU,
    };
    let need = |kind: &str, value: &str| properties! { "Type": kind, "Value": value };
    let log = properties! {
        "LogDriver": "awslogs",
        "Options": properties! {
            "awslogs-group": log_group.reference(),
            "awslogs-region": Pseudo::Region,
            "awslogs-stream-prefix": ecs::CONTAINER,
        },
    };
    let image = said(system, &["image"]).unwrap_or(containers::SAMPLE_IMAGE);
    let mut container = properties! {
        "Image": image,
        "ExecutionRoleArn": execution.attribute("Arn"),
        "JobRoleArn": own.attribute("Arn"),
        "ResourceRequirements": vec![need("VCPU", vcpu), need("MEMORY", MEGABYTES)],
        "ReadonlyRootFilesystem": true,
        "Environment": vec![properties! { "Name": "PROJECT_NAME", "Value": system.project() }],
        "LogConfiguration": log,
    };
    let sample = image == containers::SAMPLE_IMAGE;
    if let Value::Map(entries) = &mut container {
        if sample {
            let command = Value::list(["python", "-u", "-c", SAMPLE]);
            entries.insert("Command".to_owned(), command);
        }
        if runs_on == Runs::OnFargate {
            let processor = if sample { "ARM64" } else { "X86_64" };
            let platform = properties! { "CpuArchitecture": processor, "OperatingSystemFamily": "LINUX" };
            let address = if public_address { "ENABLED" } else { "DISABLED" };
            let network = properties! { "AssignPublicIp": address };
            entries.insert("RuntimePlatform".to_owned(), platform);
            entries.insert("NetworkConfiguration".to_owned(), network);
        }
    }
    let platform = match runs_on {
        Runs::OnFargate => "FARGATE",
        Runs::OnMachines => "EC2",
    };
    let seconds = part.number("timeout", (60, 1_209_600)).unwrap_or(MOST_SECONDS);
    let job = Resource::new(format!("{id} Definition").as_str(), JOB)
        .with("Type", "container")
        .with("PlatformCapabilities", vec![platform])
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
