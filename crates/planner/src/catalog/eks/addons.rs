//! Programs of a cluster's own, which AWS keeps up to date.

use super::{ADDON, said};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Resource};
use crate::catalog::iam;
use crate::properties;

/// What every cluster needs.
const ADDONS: [&str; 4] = ["vpc-cni", "kube-proxy", "coredns", "eks-pod-identity-agent"];
const DNS: &str = "coredns";
const POD_ROLES: &str = "eks-pod-identity-agent";
/// A program of the cluster's own that is there where it was asked for.
struct Wish {
    /// Under which word the wish is noted.
    word: &'static str,
    /// AWS's name of the add-on.
    name: &'static str,
    /// Whose rights it works with: its service account, and AWS's policy for it.
    rights: Option<(&'static str, &'static str)>,
}

/// Add-ons that need machines, and the rights that AWS's own guide gives each. Source: EKS user guide, "Amazon EKS add-ons",
/// 2026-11.
const WISHES: [Wish; 4] = [
    Wish {
        word: "ebsCsi",
        name: "aws-ebs-csi-driver",
        rights: Some(("ebs-csi-controller-sa", "service-role/AmazonEBSCSIDriverPolicy")),
    },
    Wish {
        word: "efsCsi",
        name: "aws-efs-csi-driver",
        rights: Some(("efs-csi-controller-sa", "service-role/AmazonEFSCSIDriverPolicy")),
    },
    Wish {
        word: "observability",
        name: "amazon-cloudwatch-observability",
        rights: Some(("cloudwatch-agent", "CloudWatchAgentServerPolicy")),
    },
    Wish {
        word: "metricsServer",
        name: "metrics-server",
        rights: None,
    },
];

/// Adds what every cluster needs and what was asked for. The names are of the machines and of the place without machines.
pub(super) fn add(
    system: &mut System<'_>,
    cluster: &LogicalId,
    nodes: Option<&LogicalId>,
    profile: Option<&LogicalId>,
) {
    for name in ADDONS
        .into_iter()
        .filter(|name| nodes.is_some() || *name != POD_ROLES)
    {
        let where_it_runs = (name == DNS && nodes.is_none()).then_some(r#"{"computeType":"Fargate"}"#);
        let mut addon = Resource::new(format!("{cluster} {name}").as_str(), ADDON)
            .with("ClusterName", cluster)
            .with("AddonName", name)
            .with_some("ConfigurationValues", where_it_runs);
        addon.depends_on.extend(nodes.or(profile).cloned());
        system.add(addon);
    }
    let Some(nodes) = nodes else { return };
    for wish in WISHES {
        if said(system, &[wish.word]) == Some("true") {
            add_wish(system, cluster, nodes, &wish);
        }
    }
}

/// An add-on with a role of its own, which only its own service account takes on.
fn add_wish(system: &mut System<'_>, cluster: &LogicalId, nodes: &LogicalId, wish: &Wish) {
    let id = format!("{cluster} {}", wish.name);
    let mut addon = Resource::new(id.as_str(), ADDON)
        .with("ClusterName", cluster)
        .with("AddonName", wish.name)
        .after(nodes);
    if let Some((account, policy)) = wish.rights {
        let trust = iam::policy([properties! {
            "Effect": "Allow",
            "Principal": properties! { "Service": "pods.eks.amazonaws.com" },
            "Action": vec!["sts:AssumeRole", "sts:TagSession"],
        }]);
        let role = Resource::new(format!("{id} Role").as_str(), iam::ROLE.kind)
            .with("AssumeRolePolicyDocument", trust);
        let role = iam::with_aws_policy(role, policy);
        let identity = properties! { "ServiceAccount": account, "RoleArn": role.attribute("Arn") };
        addon = addon
            .with("PodIdentityAssociations", vec![identity])
            .after(&LogicalId::new(&format!("{cluster} {POD_ROLES}")));
        system.add(role);
    }
    system.add(addon);
}
