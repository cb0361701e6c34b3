//! AWS App Runner: a container image at an address, with nothing else to look after. AWS takes no new customers for it since
//! 30 April 2026 (App Runner developer guide, "availability change", seen 2026-11); accounts that used it before go on, and
//! to others the deployment says so. ECS on Fargate does the same.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam;
use super::plain::{Metered, Plain};
use super::{HOURS_PER_MONTH, Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// `CloudFormation` type of the service.
pub(crate) const SERVICE: &str = "AWS::AppRunner::Service";
const CONNECTOR: &str = "AWS::AppRunner::VpcConnector";
/// AWS's own sample, and its port.
const SAMPLE_IMAGE: &str = "public.ecr.aws/aws-containers/hello-app-runner:latest";
const SAMPLE_PORT: i64 = 8000;
/// The smallest size: 1024ths of a processor, and megabytes.
const CPU: i64 = 256;
const MEMORY: i64 = 512;
const MINUTES_PER_HOUR: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

const SERVICE_TYPE: Metered = Metered {
    kind: SERVICE,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Runs a container image at an address of its own; for accounts that use App Runner already",
        "कंटेनर इमेज को अपने पते पर चलाता है; उन खातों के लिए जो App Runner पहले से इस्तेमाल करते हैं",
        "Container image ko apne address par chalata hai; un accounts ke liye jo App Runner pehle se use karte hain",
    ],
    billed: |service, usage| {
        let size = |name: &str, each: i64| {
            let configuration = service.properties.get("InstanceConfiguration");
            let text = configuration.and_then(|it| it.get(name)?.as_text());
            let units: Option<Decimal> = text.and_then(|text| text.parse().ok());
            units.unwrap_or(Decimal::from(each)) / Decimal::from(1024)
        };
        // Memory is paid all the time; the processor for at least a minute whenever somebody comes.
        let busy = (usage.api_requests / MINUTES_PER_HOUR).min(HOURS_PER_MONTH);
        vec![
            billed(
                "App Runner",
                "provisioned_gb_hour",
                HOURS_PER_MONTH * size("Memory", MEMORY),
            ),
            billed("App Runner", "vcpu_hour", busy * size("Cpu", CPU)),
        ]
    },
};
const CONNECTOR_TYPE: Plain = Plain {
    kind: CONNECTOR,
    tags: Tags::List,
    purpose: [
        "Lets the service reach what stands in the private network",
        "सेवा को निजी नेटवर्क में रखी चीज़ों तक पहुँचने देता है",
        "Service ko private network mein rakhi cheezon tak pahunchne deta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&SERVICE_TYPE, &CONNECTOR_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: SERVICE,
    terms: [
        "app runner|apprunner|aws app runner|aws apprunner|app runner service|apprunner service",
        "ऐप रनर|एप रनर",
        "",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("AppRunner");
    let role = iam::role(
        format!("{id} Role").as_str(),
        "tasks.apprunner.amazonaws.com",
        &[],
    );
    let settings = vec![properties! { "Name": "PROJECT_NAME", "Value": system.project() }];
    let image = properties! {
        "ImageIdentifier": SAMPLE_IMAGE,
        "ImageRepositoryType": "ECR_PUBLIC",
        "ImageConfiguration": properties! {
            "Port": SAMPLE_PORT.to_string(), "RuntimeEnvironmentVariables": settings,
        },
    };
    let encryption = system.key_arn().map(|key| properties! { "KmsKey": key });
    let service = Resource::new(id, SERVICE)
        .with_some("ServiceName", part.name(is_name))
        .with(
            "SourceConfiguration",
            properties! { "AutoDeploymentsEnabled": false, "ImageRepository": image },
        )
        .with(
            "InstanceConfiguration",
            properties! { "Cpu": CPU.to_string(), "Memory": MEMORY.to_string(), "InstanceRoleArn": role.attribute("Arn") },
        )
        .with_some("EncryptionConfiguration", encryption);
    let url = Value::Concat(vec!["https://".into(), service.attribute("ServiceUrl")]);
    system.add(role);
    let id = system.add(service);
    system.blueprint.front_door(&id, "the App Runner service", url);
    id
}

/// Tells the service something more, once.
pub(crate) fn tell(service: &mut Resource, settings: &[(String, Value)]) {
    let mut place = service.properties.get_mut("SourceConfiguration");
    for name in [
        "ImageRepository",
        "ImageConfiguration",
        "RuntimeEnvironmentVariables",
    ] {
        place = match place {
            Some(Value::Map(entries)) => entries.get_mut(name),
            _ => return,
        };
    }
    let Some(Value::List(list)) = place else { return };
    for (name, value) in settings {
        let is_it = |entry: &Value| entry.get("Name").and_then(Value::as_text) == Some(name);
        if !list.iter().any(is_it) {
            list.push(properties! { "Name": name.as_str(), "Value": value.clone() });
        }
    }
}

/// The firewall before what the service sends into the private network, which it is led into from now on.
pub(crate) fn firewall(system: &mut System<'_>, service: &LogicalId) -> LogicalId {
    let group = LogicalId::new(&format!("{service} SecurityGroup"));
    if system.blueprint.resource(&group).is_some() {
        return group;
    }
    let network = system.network();
    let group = system.security_group(group.as_str(), "The App Runner service", Outbound::Https);
    let connector = Resource::new(format!("{service} Connector").as_str(), CONNECTOR)
        .with("Subnets", Value::list(&network.private))
        .with("SecurityGroups", vec![group_id(&group)]);
    let arn = connector.attribute("VpcConnectorArn");
    system.add(connector);
    let way = properties! { "EgressType": "VPC", "VpcConnectorArn": arn };
    system.set(
        service,
        "NetworkConfiguration",
        properties! { "EgressConfiguration": way },
    );
    group
}

/// Whether AWS takes it as the name of a service.
fn is_name(name: &str) -> bool {
    (4..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
