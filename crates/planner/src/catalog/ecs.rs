//! Amazon ECS on Fargate: containers without a machine to look after.

mod parts;
pub(crate) mod spot;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::plain::{Plain, say};
use super::{
    Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, scheduler, stepfunctions,
};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Value};
use crate::properties;

pub(crate) use parts::COMPONENTS;

/// Units of processor and of memory: 1,024 are one vCPU, or one gigabyte.
const UNIT: Decimal = Decimal::from_parts(1024, 0, 0, false, 0);
/// Minutes that a run of a task takes which a schedule starts, for the estimate.
pub(crate) const RUN_MINUTES: i64 = 15;
const MINUTES_PER_HOUR: Decimal = Decimal::from_parts(60, 0, 0, false, 0);
/// Name of the one container within its task.
pub(crate) const CONTAINER: &str = "app";
/// Seconds that a new container has before its health counts.
pub(crate) const GRACE_SECONDS: i64 = 60;

pub(crate) const CLUSTER: Plain = Plain {
    kind: "AWS::ECS::Cluster",
    tags: Tags::List,
    purpose: [
        "Holds your containers together; it costs nothing itself",
        "आपके कंटेनरों को एक साथ रखता है; इसका अपना कोई खर्च नहीं",
        "Aapke containers ko ek saath rakhta hai; iska apna koi kharch nahi",
    ],
};

/// `AWS::ECS::TaskDefinition`.
pub(crate) struct TaskDefinition;

impl TaskDefinition {
    pub(crate) const KIND: &str = "AWS::ECS::TaskDefinition";
}

impl Service for TaskDefinition {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Says what your container runs, how much processor and memory it gets and where its log goes",
                "तय करता है कि आपका कंटेनर क्या चलाए, कितना प्रोसेसर और मेमोरी पाए और लॉग कहाँ जाए",
                "Tay karta hai ki aapka container kya chalaye, kitna processor aur memory paaye aur log kahan jaye",
            ],
        )
    }

    /// What a service keeps running is billed with the service. What a schedule starts is paid while it runs; a workflow is taken to
    /// start it once a day.
    fn billed_in(&self, task: &Resource, blueprint: &Blueprint, _usage: &UsageProfile) -> Vec<Billed> {
        let in_service = blueprint.of_kind(FargateService::KIND).any(|it| {
            let definition = it.properties.get("TaskDefinition");
            definition.is_some_and(|it| it.references().contains(&&task.id))
        });
        if in_service {
            return Vec::new();
        }
        let by_workflows = scheduler::EVERY_DAY * Decimal::from(stepfunctions::runs_of(blueprint, &task.id));
        let starts: Decimal = scheduler::starts_of(blueprint, &task.id).sum::<Decimal>() + by_workflows;
        while_it_runs(task, starts * Decimal::from(RUN_MINUTES) / MINUTES_PER_HOUR)
    }
}

/// The processor and memory of a task that runs so many hours a month.
fn while_it_runs(task: &Resource, hours: Decimal) -> Vec<Billed> {
    let (processor, memory) = if is_arm(task) {
        ("fargate_linux_arm_vcpu", "fargate_linux_arm_memory")
    } else {
        ("fargate_linux_x86_vcpu", "fargate_linux_x86_memory")
    };
    vec![
        billed("ECS Fargate", processor, hours * units(task, "Cpu") / UNIT),
        billed("ECS Fargate", memory, hours * units(task, "Memory") / UNIT),
    ]
}

/// `AWS::ECS::Service`.
pub(crate) struct FargateService;

impl FargateService {
    pub(crate) const KIND: &str = "AWS::ECS::Service";
}

impl Service for FargateService {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps your container running, starts it anew when it fails and goes back when a new version does not work",
                "आपका कंटेनर चलता रखता है, रुकने पर दोबारा चलाता है और नया संस्करण न चले तो पुराने पर लौटता है",
                "Aapka container chalta rakhta hai, rukne par dobara chalata hai aur naya version na chale to purane par lautta hai",
            ],
        )
    }

    /// The size stands in the task definition, the number of copies here.
    fn billed_in(&self, service: &Resource, blueprint: &Blueprint, _usage: &UsageProfile) -> Vec<Billed> {
        let referred = service
            .properties
            .get("TaskDefinition")
            .map(Value::references)
            .unwrap_or_default();
        let Some(task) = referred.first().and_then(|id| blueprint.resource(id)) else {
            return Vec::new();
        };
        let count = service
            .properties
            .get("DesiredCount")
            .and_then(Value::as_integer)
            .unwrap_or(1);
        let hours = HOURS_PER_MONTH * Decimal::from(count);
        let mut bill = while_it_runs(task, hours);
        if has_public_address(service) {
            bill.push(billed("Public IPv4", "in_use_address", hours));
        }
        bill
    }
}

fn units(task: &Resource, property: &str) -> Decimal {
    let text = task.properties.get(property).and_then(Value::as_text);
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn is_arm(task: &Resource) -> bool {
    let platform = task.properties.get("RuntimePlatform");
    platform
        .and_then(|it| it.get("CpuArchitecture"))
        .and_then(Value::as_text)
        == Some("ARM64")
}

fn has_public_address(service: &Resource) -> bool {
    let network = service
        .properties
        .get("NetworkConfiguration")
        .and_then(|it| it.get("AwsvpcConfiguration"));
    network
        .and_then(|it| it.get("AssignPublicIp"))
        .and_then(Value::as_text)
        == Some("ENABLED")
}

/// What is particular to one task.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// Processor and memory, in units of 1/1,024.
    pub size: (i64, i64),
    /// Runs on the cheaper of the two processors.
    pub arm: bool,
    /// May write nowhere but in `/tmp`.
    pub read_only: bool,
    /// The one container, made by [`container`].
    pub container: Value,
}

/// The one container of a task; it answers at the port, where it has one.
pub(crate) fn container(
    image: &str,
    port: Option<i64>,
    environment: Vec<(String, Value)>,
    logs: &Resource,
) -> Value {
    let environment = environment
        .into_iter()
        .map(|(name, value)| properties! { "Name": name, "Value": value });
    let logs = properties! {
        "LogDriver": "awslogs",
        "Options": properties! {
            "awslogs-group": logs.reference(),
            "awslogs-region": Pseudo::Region,
            "awslogs-stream-prefix": CONTAINER,
        },
    };
    let mut container = properties! { "Name": CONTAINER, "Image": image, "Essential": true };
    if let Value::Map(entries) = &mut container {
        if let Some(port) = port {
            let mapping = properties! { "ContainerPort": port, "Protocol": "tcp" };
            entries.insert("PortMappings".to_owned(), Value::list([mapping]));
        }
        entries.insert("Environment".to_owned(), Value::list(environment));
        entries.insert("LogConfiguration".to_owned(), logs);
        // Hands on the signal to stop, which programs that are not made to be a system's first one ignore.
        let parameters = properties! { "InitProcessEnabled": true };
        entries.insert("LinuxParameters".to_owned(), parameters);
    }
    container
}

/// What one copy of the program is.
pub(crate) fn task_definition(
    id: &str,
    task: Task,
    execution_role: &Resource,
    task_role: &Resource,
) -> Resource {
    let (cpu, memory) = task.size;
    let mut container = task.container;
    let mut definition = Resource::new(id, TaskDefinition::KIND)
        .with("RequiresCompatibilities", vec!["FARGATE"])
        .with("NetworkMode", "awsvpc")
        .with("Cpu", cpu.to_string())
        .with("Memory", memory.to_string())
        .with(
            "RuntimePlatform",
            properties! {
                "CpuArchitecture": if task.arm { "ARM64" } else { "X86_64" },
                "OperatingSystemFamily": "LINUX",
            },
        )
        .with("ExecutionRoleArn", execution_role.attribute("Arn"))
        .with("TaskRoleArn", task_role.attribute("Arn"));
    if let (true, Value::Map(entries)) = (task.read_only, &mut container) {
        entries.insert("ReadonlyRootFilesystem".to_owned(), true.into());
        let mount = properties! { "SourceVolume": "tmp", "ContainerPath": "/tmp" };
        entries.insert("MountPoints".to_owned(), Value::list([mount]));
        definition = definition.with("Volumes", vec![properties! { "Name": "tmp" }]);
    }
    definition.with("ContainerDefinitions", vec![container])
}

/// Where a service's copies stand.
#[derive(Clone, Debug)]
pub(crate) struct Placement<'a> {
    /// The subnets.
    pub subnets: &'a [LogicalId],
    /// The firewall before each copy.
    pub group: &'a LogicalId,
    /// Whether each has an address of its own on the internet.
    pub public_address: bool,
}

/// A place for services, whose containers are counted and measured where `insights` are wanted.
pub(crate) fn cluster(id: &str, insights: bool) -> Resource {
    let insights = if insights { "enabled" } else { "disabled" };
    let setting = properties! { "Name": "containerInsights", "Value": insights };
    Resource::new(id, CLUSTER.kind).with("ClusterSettings", vec![setting])
}

/// So many copies of a task.
pub(crate) fn service(
    id: &str,
    (cluster, task): (&LogicalId, &LogicalId),
    count: i64,
    placement: &Placement<'_>,
) -> Resource {
    let network = properties! {
        "AssignPublicIp": if placement.public_address { "ENABLED" } else { "DISABLED" },
        "Subnets": Value::list(placement.subnets),
        "SecurityGroups": vec![Value::Attribute(placement.group.clone(), "GroupId")],
    };
    let deployment = properties! {
        "DeploymentCircuitBreaker": properties! { "Enable": true, "Rollback": true },
        "MinimumHealthyPercent": 100_i64,
        "MaximumPercent": 200_i64,
    };
    Resource::new(id, FargateService::KIND)
        .with("Cluster", cluster)
        .with("LaunchType", "FARGATE")
        .with("TaskDefinition", task)
        .with("DesiredCount", count)
        .with(
            "NetworkConfiguration",
            properties! { "AwsvpcConfiguration": network },
        )
        .with("DeploymentConfiguration", deployment)
        .with("EnableECSManagedTags", true)
        .with("PropagateTags", "SERVICE")
}

/// Puts a service behind a load balancer whose targets listen on this port.
pub(crate) fn behind(service: Resource, targets: &LogicalId, port: i64) -> Resource {
    let target = properties! { "ContainerName": CONTAINER, "ContainerPort": port, "TargetGroupArn": targets };
    service
        .with("LoadBalancers", vec![target])
        .with("HealthCheckGracePeriodSeconds", GRACE_SECONDS)
}
