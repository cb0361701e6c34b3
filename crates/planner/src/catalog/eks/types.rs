//! What EKS's types are for and what they cost.

use rust_decimal::Decimal;

use super::{ACCESS, ADDON, COUNT, DISK_GB, FARGATE, KIND, NODES};
use crate::blueprint::{Resource, Value};
use crate::catalog::plain::{Metered, Plain};
use crate::catalog::{Billed, HOURS_PER_MONTH, Service, Tags, UsageProfile, billed, ec2};

/// Processors and gigabytes that containers on Fargate take together, for the estimate: Kubernetes' own two and one more,
/// each of the smallest size.
const CONTAINERS: i64 = 3;

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
const FARGATE_TYPE: Metered = Metered {
    kind: FARGATE,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Runs the cluster's containers without machines to look after",
        "क्लस्टर के कंटेनर बिना मशीन सँभाले चलाता है",
        "Cluster ke containers bina machine sambhale chalata hai",
    ],
    billed: profile_bill,
};
const ACCESS_TYPE: Plain = Plain {
    kind: ACCESS,
    tags: Tags::List,
    purpose: [
        "Says who may govern the cluster",
        "बताता है कि क्लस्टर कौन सँभाल सकता है",
        "Batata hai ki cluster kaun sambhal sakta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&CLUSTER, &NODES_TYPE, &ADDON_TYPE, &FARGATE_TYPE, &ACCESS_TYPE];

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
    vec![
        ec2::hours(kind, HOURS_PER_MONTH * Decimal::from(count)),
        billed("EBS", "gp3_storage", Decimal::from(DISK_GB * count)),
    ]
}

fn profile_bill(_profile: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let hours = HOURS_PER_MONTH * Decimal::from(CONTAINERS);
    let half = Decimal::new(5, 1);
    vec![
        billed("ECS Fargate", "fargate_linux_x86_vcpu", hours * half * half),
        billed("ECS Fargate", "fargate_linux_x86_memory", hours * half),
    ]
}
