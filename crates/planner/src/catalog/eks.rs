//! Amazon EKS: a Kubernetes cluster whose control plane AWS runs.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::plain::{Metered, Plain};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed};
use super::{ec2, iam};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// `CloudFormation` type of a cluster.
pub(crate) const KIND: &str = "AWS::EKS::Cluster";
const NODES: &str = "AWS::EKS::Nodegroup";
const ADDON: &str = "AWS::EKS::Addon";
/// Machines of a cluster that nothing else was said of.
const COUNT: i64 = 2;
/// The smallest machine that leaves room beside Kubernetes' own programs.
const MACHINE: &str = "t4g.medium";
const ADDONS: [&str; 4] = ["vpc-cni", "kube-proxy", "coredns", "eks-pod-identity-agent"];

const CLUSTER: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "A Kubernetes cluster whose brain AWS runs and updates",
        "Kubernetes क्लस्टर जिसका दिमाग AWS चलाता और अपडेट करता है",
        "Kubernetes cluster jiska dimaag AWS chalata aur update karta hai",
    ],
    billed: |_, _| vec![billed("EKS", "cluster_standard_support", HOURS_PER_MONTH)],
};
const NODES_TYPE: Metered = Metered {
    kind: NODES,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "The machines that your containers run on",
        "वे मशीनें जिन पर आपके कंटेनर चलते हैं",
        "Woh machines jin par aapke containers chalte hain",
    ],
    billed: nodes_bill,
};
const ADDON_TYPE: Plain = Plain {
    kind: ADDON,
    tags: Tags::List,
    purpose: [
        "A part that every cluster needs, kept up to date",
        "वह हिस्सा जो हर क्लस्टर को चाहिए, हमेशा नया",
        "Woh hissa jo har cluster ko chahiye, hamesha naya",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&CLUSTER, &NODES_TYPE, &ADDON_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "eks|amazon eks|aws eks|eks cluster|elastic kubernetes service|kubernetes|k8s|kubernetes cluster|k8s cluster|managed kubernetes|\
         kubernetes platform",
        "कुबेरनेटीस|कुबरनेट्स|कुबेरनेट्स क्लस्टर",
        "",
    ],
    build,
    uses: None,
}];

fn nodes_bill(nodes: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let count = nodes
        .properties
        .get("ScalingConfig")
        .and_then(|scaling| scaling.get("DesiredSize"))
        .and_then(Value::as_integer)
        .unwrap_or(COUNT);
    let kind = match nodes.properties.get("InstanceTypes") {
        Some(Value::List(kinds)) => kinds.first().and_then(Value::as_text),
        _ => None,
    };
    let (dimension, times) = kind.and_then(ec2::price).unwrap_or((ec2::UNPRICED, 1));
    vec![billed(
        "EC2",
        dimension,
        HOURS_PER_MONTH * Decimal::from(count * times),
    )]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network_with_nat();
    let id = system.free_id("Kubernetes");
    let role = iam::role(format!("{id} Role").as_str(), "eks.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, "AmazonEKSClusterPolicy");
    let hardened = system.hardened();
    let key = system.key_arn();
    let types = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
    let types: Vec<_> = types
        .into_iter()
        .map(|kind| properties! { "Type": kind })
        .collect();
    let logging = properties! { "ClusterLogging": properties! { "EnabledTypes": types } };
    let encryption = key.map(|key| {
        vec![properties! { "Provider": properties! { "KeyArn": key }, "Resources": vec!["secrets"] }]
    });
    let cluster = Resource::new(id.as_str(), KIND)
        .with_some("Name", part.name(is_name))
        .with("RoleArn", role.attribute("Arn"))
        .with(
            "ResourcesVpcConfig",
            properties! {
                "SubnetIds": Value::list(&network.private),
                "EndpointPrivateAccess": true,
                "EndpointPublicAccess": !hardened,
            },
        )
        .with("AccessConfig", properties! { "AuthenticationMode": "API" })
        .with("Logging", logging)
        .with_some("EncryptionConfig", encryption);
    let id = system.add(cluster);
    system.add(role);
    let nodes = add_nodes(system, part, &id, &network.private, network.way_out.as_ref());
    for name in ADDONS {
        let addon = Resource::new(format!("{id} {name}").as_str(), ADDON)
            .with("ClusterName", &id)
            .with("AddonName", name)
            .after(&nodes);
        system.add(addon);
    }
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the Kubernetes cluster", &id);
    id
}

fn add_nodes(
    system: &mut System<'_>,
    part: &Part<'_>,
    cluster: &LogicalId,
    subnets: &[LogicalId],
    way_out: Option<&LogicalId>,
) -> LogicalId {
    let role = iam::role(format!("{cluster} NodeRole").as_str(), "ec2.amazonaws.com", &[]);
    let role = [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonEC2ContainerRegistryReadOnly",
    ]
    .into_iter()
    .fold(role, iam::with_aws_policy);
    let count = part.number("nodes", (1, 100)).unwrap_or(COUNT);
    let machine = part.text("instanceType").unwrap_or(MACHINE).to_owned();
    let arm = machine.split('.').next().is_some_and(|family| {
        family
            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
            .contains('g')
    });
    let nodes = Resource::new(format!("{cluster} Nodes").as_str(), NODES)
        .kept(Retention::Delete)
        .with("ClusterName", cluster)
        .with("NodeRole", role.attribute("Arn"))
        .with("Subnets", Value::list(subnets))
        .with("InstanceTypes", vec![machine])
        .with(
            "AmiType",
            if arm {
                "AL2023_ARM_64_STANDARD"
            } else {
                "AL2023_x86_64_STANDARD"
            },
        )
        .with(
            "ScalingConfig",
            properties! { "MinSize": 1, "DesiredSize": count, "MaxSize": count * 2 },
        );
    let nodes = match way_out {
        Some(way_out) => nodes.after(way_out),
        None => nodes,
    };
    let nodes = system.add(nodes);
    system.add(role);
    nodes
}

/// Whether AWS takes it as the name of a cluster.
fn is_name(name: &str) -> bool {
    (1..=100).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
