//! AWS Batch: work that runs to its end, such as a nightly sum, as many at a time as there is room for; paid while it runs.

use super::component::{Component, Part};
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, iam, logs};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers::{SAMPLE_IMAGE, TASKS};
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::image;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;
use rust_decimal::Decimal;

const QUEUE: &str = "AWS::Batch::JobQueue";
/// What a job is, which is what runs with permissions of its own.
pub(crate) const JOB: &str = "AWS::Batch::JobDefinition";
/// Processors that all jobs together may take.
const MOST_PROCESSORS: i64 = 4;
const PROCESSORS: (i64, i64) = (1, 4096);
/// The smallest job that Fargate runs.
const JOB_PROCESSOR: &str = "0.25";
const JOB_MEMORY: &str = "512";
/// Tries of a job, and seconds before one that hangs is ended: an hour.
const TRIES: i64 = 3;
const LONGEST_SECONDS: i64 = 3600;
/// Hours of jobs a month in the estimate: half an hour a day.
const HOURS: Decimal = Decimal::from_parts(15, 0, 0, false, 0);
/// A quarter of a processor, and half a gigabyte.
const QUARTER: Decimal = Decimal::from_parts(25, 0, 0, false, 2);
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

const ENVIRONMENT: Plain = Plain {
    kind: "AWS::Batch::ComputeEnvironment",
    tags: Tags::Map,
    purpose: [
        "Where jobs run: containers that are there only while there is work",
        "जहाँ काम चलते हैं: कंटेनर जो सिर्फ़ काम के समय होते हैं",
        "Jahan jobs chalte hain: containers jo sirf kaam ke samay hote hain",
    ],
};
const QUEUE_TYPE: Plain = Plain {
    kind: QUEUE,
    tags: Tags::Map,
    purpose: [
        "A line of jobs that wait for their turn",
        "कामों की कतार जो अपनी बारी का इंतज़ार करते हैं",
        "Jobs ki line jo apni baari ka intezaar karte hain",
    ],
};
const JOB_TYPE: Metered = Metered {
    kind: JOB,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Says what a job runs, how much processor and memory it gets and how often it is tried",
        "बताता है कि काम क्या चलाए, कितना प्रोसेसर और मेमोरी पाए और कितनी बार कोशिश हो",
        "Batata hai ki job kya chalaye, kitna processor aur memory paaye aur kitni baar koshish ho",
    ],
    billed: job_bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&ENVIRONMENT, &QUEUE_TYPE, &JOB_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: QUEUE,
    terms: [
        "aws batch|amazon batch|aws batch job|batch job|batch job queue|batch compute environment|batch processing|batch processing job|\
         batch compute|batch workload|long running job|long-running job|heavy job|container job|number crunching",
        "एडब्ल्यूएस बैच|बैच जॉब|बैच प्रोसेसिंग|बैच काम",
        "batch ka kaam|batch wala kaam|lambe chalne wale kaam",
    ],
    build,
    uses: Some(uses),
}];

fn job_bill(_job: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    vec![
        billed("ECS Fargate", "fargate_linux_x86_vcpu", HOURS * QUARTER),
        billed("ECS Fargate", "fargate_linux_x86_memory", HOURS * HALF),
    ]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Jobs");
    let hardened = system.hardened();
    let network = if hardened {
        system.network_with_nat()
    } else {
        system.open_network()
    };
    let subnets = if hardened {
        &network.private
    } else {
        &network.public
    };
    let group = system.security_group(&format!("{id} SecurityGroup"), "The jobs", Outbound::Https);
    let resources = properties! {
        "Type": "FARGATE",
        "MaxvCpus": part.number("maxvCpus", PROCESSORS).unwrap_or(MOST_PROCESSORS),
        "Subnets": Value::list(subnets),
        "SecurityGroupIds": vec![group_id(&group)],
    };
    let mut environment = Resource::new(format!("{id} Environment").as_str(), ENVIRONMENT.kind)
        .with("Type", "MANAGED")
        .with("State", "ENABLED")
        .with("ComputeResources", resources);
    environment.depends_on.extend(network.way_out);
    let order = properties! { "Order": 1, "ComputeEnvironment": environment.reference() };
    let queue = Resource::new(id.as_str(), QUEUE)
        .with_some("JobQueueName", part.name(is_name))
        .with("Priority", 1)
        .with("State", "ENABLED")
        .with("ComputeEnvironmentOrder", vec![order]);
    system.add(environment);
    let queue = system.add(queue);
    let job = job(system, &queue, part, !hardened);
    system
        .blueprint
        .output(&format!("{queue} Arn"), "The line that jobs are put into", &queue);
    system
        .blueprint
        .output(&format!("{job} Arn"), "What a job is", &job);
    queue
}

/// The image that was said, else one that says hello and ends.
fn job(system: &mut System<'_>, queue: &LogicalId, part: &Part<'_>, public: bool) -> LogicalId {
    let image = part.text("image").unwrap_or(SAMPLE_IMAGE);
    let logs = system.log_group(&format!("{queue} Logs"));
    let mut starting = vec![iam::Statement::allow(logs::WRITE, [logs.attribute("Arn")])];
    starting.extend(image::pull(image));
    let execution = iam::role(format!("{queue} ExecutionRole").as_str(), TASKS, &starting);
    let role = iam::role(format!("{queue} Role").as_str(), TASKS, &[]);
    let need = |kind: &str, value: &str| properties! { "Type": kind, "Value": value };
    let mut container = properties! {
        "Image": image,
        "ResourceRequirements": vec![need("VCPU", JOB_PROCESSOR), need("MEMORY", JOB_MEMORY)],
        "ExecutionRoleArn": execution.attribute("Arn"),
        "JobRoleArn": role.attribute("Arn"),
        "Environment": vec![properties! { "Name": "PROJECT_NAME", "Value": system.project() }],
        "LogConfiguration": properties! {
            "LogDriver": "awslogs",
            "Options": properties! {
                "awslogs-group": logs.reference(),
                "awslogs-region": Pseudo::Region,
                "awslogs-stream-prefix": "job",
            },
        },
        "NetworkConfiguration": properties! { "AssignPublicIp": if public { "ENABLED" } else { "DISABLED" } },
    };
    if let (true, Value::Map(entries)) = (image == SAMPLE_IMAGE, &mut container) {
        entries.insert(
            "Command".to_owned(),
            Value::list(["python", "-c", "print('The job runs')"]),
        );
    }
    let job = Resource::new(format!("{queue} Definition").as_str(), JOB)
        .with("Type", "container")
        .with("PlatformCapabilities", vec!["FARGATE"])
        .with("ContainerProperties", container)
        .with("RetryStrategy", properties! { "Attempts": TRIES })
        .with(
            "Timeout",
            properties! { "AttemptDurationSeconds": LONGEST_SECONDS },
        )
        .with("PropagateTags", true);
    let job = system.add(job);
    for resource in [execution, role, logs] {
        system.add(resource);
    }
    job
}

/// A program puts jobs into the line.
fn uses(system: &mut System<'_>, program: &LogicalId, queue: &LogicalId) {
    let job = LogicalId::new(&format!("{queue} Definition"));
    if system.blueprint.resource(&job).is_none() {
        return;
    }
    let mut access = Access::default();
    access.tell(system.variable("JOB_QUEUE", queue), queue);
    access.tell(system.variable("JOB_DEFINITION", queue), &job);
    access.allow(iam::Statement::allow(
        &["batch:SubmitJob"],
        [Value::from(queue), Value::from(&job)],
    ));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a line of jobs.
fn is_name(name: &str) -> bool {
    (1..=128).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
