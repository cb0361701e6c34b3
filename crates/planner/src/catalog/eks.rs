//! Amazon EKS: a Kubernetes cluster whose control plane AWS runs, on machines of one's own or on Fargate.

mod addons;
mod types;

use cloudwhisper_api::requirements::NamedService;

use super::component::{Component, Part};
use super::iam;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::properties;

pub(crate) use types::TYPES;

/// `CloudFormation` type of a cluster.
pub(crate) const KIND: &str = "AWS::EKS::Cluster";
/// `CloudFormation` type of a group of its machines.
pub(crate) const NODES: &str = "AWS::EKS::Nodegroup";
/// `CloudFormation` type of a program of the cluster's own.
pub(crate) const ADDON: &str = "AWS::EKS::Addon";
/// `CloudFormation` type of what runs without machines.
pub(crate) const FARGATE: &str = "AWS::EKS::FargateProfile";
const ACCESS: &str = "AWS::EKS::AccessEntry";
/// Machines of a cluster that nothing else was said of.
const COUNT: i64 = 2;
/// The smallest machine that leaves room beside Kubernetes' own programs.
const MACHINE: &str = "t4g.medium";
/// Gigabytes of a machine's disk: AWS's own default.
const DISK_GB: i64 = 20;
/// Machines that may be asked for.
const LIMITS: (i64, i64) = (1, 100);
/// More groups of machines are an oversight or an attack.
const MOST_GROUPS: usize = 6;

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: KIND,
        terms: [
            "eks|amazon eks|aws eks|eks cluster|elastic kubernetes service|kubernetes|k8s|kubernetes cluster|k8s cluster|\
             managed kubernetes|managed kubernetes cluster|kubernetes service|kubernetes platform|kubernetes environment",
            "ईकेएस|कुबेरनेटीस|कुबरनेट्स|कुबेरनेट्स|कुबेरनेट्स क्लस्टर|कुबरनेटीज़",
            "kubernetes wala cluster",
        ],
        build,
        uses: None,
    },
    Component {
        kind: NODES,
        terms: [
            "node group|nodegroup|eks node group|eks nodegroup|managed node group|managed nodegroup|eks managed node group|\
             worker node|worker nodes|node pool|node pools|worker node pool|pool of nodes|pools of nodes|pool of worker nodes|\
             pools of worker nodes|pool of workers|pools of workers|eks worker nodes|eks nodes|kubernetes nodes|kubernetes node group",
            "नोड ग्रुप|वर्कर नोड",
            "",
        ],
        build: of_cluster,
        uses: None,
    },
    Component {
        kind: FARGATE,
        terms: [
            "fargate profile|eks fargate|eks fargate profile|eks on fargate|eks cluster on fargate|eks with fargate|\
             eks cluster with fargate|fargate for eks|fargate pods|kubernetes on fargate|serverless kubernetes",
            "फारगेट प्रोफाइल",
            "",
        ],
        build: of_cluster,
        uses: None,
    },
    Component {
        kind: ADDON,
        terms: [
            "eks addon|eks add-on|eks addons|eks add-ons|kubernetes addon|kubernetes add-ons|coredns|vpc cni|aws load balancer controller",
            "ईकेएस ऐडऑन|कुबेरनेट्स ऐडऑन",
            "kubernetes ka addon",
        ],
        build: of_cluster,
        uses: None,
    },
];

/// A part of a cluster that was named without one: the whole cluster.
fn of_cluster(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let cluster = system.all(KIND).into_iter().next();
    cluster.unwrap_or_else(|| build(system, part))
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let network = system.network_with_nat();
    let id = system.free_id("Kubernetes");
    let role = iam::role(format!("{id} Role").as_str(), "eks.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, "AmazonEKSClusterPolicy");
    let id = system.add(cluster(system.hardened(), part, &id, &role, &network.private));
    if let (Some(key), Some(cluster)) = (system.key_arn(), system.blueprint.resource_mut(&id)) {
        let secrets = properties! { "Provider": properties! { "KeyArn": key }, "Resources": vec!["secrets"] };
        cluster
            .properties
            .insert("EncryptionConfig", vec![secrets].into());
    }
    system.add(role);
    add_owner(system, &id);
    let names = |kind| wishes::names(system.design.requirements, kind);
    let runs_on = said(system, &["runsOn"]);
    let fargate = names(FARGATE) || runs_on == Some("fargate");
    let machines = names(NODES) || runs_on == Some("ec2") || !fargate;
    let profile = fargate.then(|| add_profile(system, &id, &network.private));
    let nodes = if machines {
        add_groups(system, &id, &network.private, network.way_out.as_ref())
    } else {
        None
    };
    addons::add(system, &id, nodes.as_ref(), profile.as_ref());
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the Kubernetes cluster", &id);
    id
}

/// What was said of the cluster, or of any part of it.
fn said<'a>(system: &System<'a>, words: &[&str]) -> Option<&'a str> {
    let of = |kind| wishes::said(system.design.requirements, kind, words);
    [KIND, NODES, FARGATE, ADDON].into_iter().find_map(of)
}

/// A number that was said of the cluster, or of its machines.
fn number(system: &System<'_>, words: &[&str]) -> Option<i64> {
    let of = |kind| wishes::number(system.design.requirements, kind, words, LIMITS);
    [KIND, NODES].into_iter().find_map(of)
}

fn cluster(
    hardened: bool,
    part: &Part<'_>,
    id: &LogicalId,
    role: &Resource,
    subnets: &[LogicalId],
) -> Resource {
    // In Baseline plans the log says who did what; the rest costs more than it tells.
    let kinds: &[&str] = if hardened {
        &["api", "audit", "authenticator", "controllerManager", "scheduler"]
    } else {
        &["audit", "authenticator"]
    };
    let types: Vec<Value> = kinds.iter().map(|kind| properties! { "Type": *kind }).collect();
    Resource::new(id.clone(), KIND)
        .with_some("Name", part.name(is_name))
        .with_some(
            "Version",
            part.text("version").filter(|said| is_minor_version(said)),
        )
        .with("RoleArn", role.attribute("Arn"))
        .with(
            "ResourcesVpcConfig",
            properties! {
                "SubnetIds": Value::list(subnets),
                "EndpointPrivateAccess": true,
                "EndpointPublicAccess": !hardened,
            },
        )
        // Whoever makes the stack would have every right in the cluster otherwise, and nobody else any.
        .with(
            "AccessConfig",
            properties! { "AuthenticationMode": "API", "BootstrapClusterCreatorAdminPermissions": false },
        )
        // A version that is kept beyond its time costs six times as much.
        .with("UpgradePolicy", properties! { "SupportType": "STANDARD" })
        .with(
            "Logging",
            properties! { "ClusterLogging": properties! { "EnabledTypes": types } },
        )
}

/// "1.33", as EKS wants it. Which ones it has changes every few months: AWS says so when it checks the plan.
fn is_minor_version(said: &str) -> bool {
    let minor = said.strip_prefix("1.").unwrap_or_default();
    minor.len() == 2 && minor.chars().all(|digit| digit.is_ascii_digit())
}

/// A role that people of the account, as far as their own rights say so, take on to govern the cluster.
fn add_owner(system: &mut System<'_>, cluster: &LogicalId) {
    let account = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":iam::".into(),
        Pseudo::AccountId.into(),
        ":root".into(),
    ]);
    let trust = iam::policy([properties! {
        "Effect": "Allow",
        "Principal": properties! { "AWS": account },
        "Action": "sts:AssumeRole",
    }]);
    let mut role = Resource::new(format!("{cluster} Owner Role").as_str(), iam::ROLE.kind)
        .with("AssumeRolePolicyDocument", trust);
    let arn = Value::Attribute(cluster.clone(), "Arn");
    iam::allow(&mut role, &iam::Statement::allow(&["eks:DescribeCluster"], [arn]));
    let policy = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy".into(),
    ]);
    let rights = properties! { "PolicyArn": policy, "AccessScope": properties! { "Type": "cluster" } };
    let arn = role.attribute("Arn");
    let entry = Resource::new(format!("{cluster} Owner").as_str(), ACCESS)
        .with("ClusterName", cluster)
        .with("PrincipalArn", arn.clone())
        .with("AccessPolicies", vec![rights]);
    system.add(role);
    system.add(entry);
    let what = "Role that governs the cluster: aws eks update-kubeconfig --name NAME --role-arn ROLE";
    system
        .blueprint
        .output(&format!("{cluster} Owner Role"), what, arn);
}

/// Containers of these two namespaces run without a machine of one's own.
fn add_profile(system: &mut System<'_>, cluster: &LogicalId, subnets: &[LogicalId]) -> LogicalId {
    let role = iam::role(
        format!("{cluster} Pod Role").as_str(),
        "eks-fargate-pods.amazonaws.com",
        &[],
    );
    let role = iam::with_aws_policy(role, "AmazonEKSFargatePodExecutionRolePolicy");
    let spaces = ["default", "kube-system"].map(|name| properties! { "Namespace": name });
    let profile = Resource::new(format!("{cluster} Fargate").as_str(), FARGATE)
        .with("ClusterName", cluster)
        .with("PodExecutionRoleArn", role.attribute("Arn"))
        .with("Subnets", Value::list(subnets))
        .with("Selectors", Value::list(spaces));
    system.add(role);
    system.add(profile)
}

/// Every group of machines that was said, or one.
fn add_groups(
    system: &mut System<'_>,
    cluster: &LogicalId,
    subnets: &[LogicalId],
    way_out: Option<&LogicalId>,
) -> Option<LogicalId> {
    let role = iam::role(format!("{cluster} NodeRole").as_str(), "ec2.amazonaws.com", &[]);
    let role = [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEKS_CNI_Policy",
        "AmazonEC2ContainerRegistryReadOnly",
    ]
    .into_iter()
    .fold(role, iam::with_aws_policy);
    let requirements = system.design.requirements;
    let named: Vec<&NamedService> = wishes::named(requirements, NODES).collect();
    let counted = named
        .iter()
        .filter_map(|it| it.properties.get("count")?.parse::<usize>().ok());
    let groups = counted.max().unwrap_or(1).max(named.len()).clamp(1, MOST_GROUPS);
    // Where there are several, what was said of the cluster's machines alone is said of none of them.
    let alone = groups == 1;
    let mut first = None;
    for n in 0..groups {
        let said = named
            .get(n)
            .or(named.last().filter(|it| it.name.is_none()))
            .copied();
        let name = format!(
            "{cluster} Nodes{}",
            if n == 0 {
                String::new()
            } else {
                format!(" {}", n + 1)
            }
        );
        let mut nodes = nodes(system, cluster, &name, said, alone)
            .with("NodeRole", role.attribute("Arn"))
            .with("Subnets", Value::list(subnets));
        nodes.depends_on.extend(way_out.cloned());
        let nodes = system.add(nodes);
        first.get_or_insert(nodes);
    }
    system.add(role);
    first
}

/// A group of machines. `alone`: what was said of the cluster is said of it.
fn nodes(
    system: &System<'_>,
    cluster: &LogicalId,
    name: &str,
    group: Option<&NamedService>,
    alone: bool,
) -> Resource {
    let own = |words: &[&str]| {
        let properties = &group?.properties;
        words
            .iter()
            .find_map(|word| properties.get(*word))
            .map(|it| it.trim())
    };
    let text = |words: &[&str]| own(words).or_else(|| said(system, words).filter(|_| alone));
    let whole = |words: &[&str], least: i64| {
        let value = own(words).and_then(|it| it.parse::<i64>().ok());
        let value = value.map(|it| it.clamp(least, LIMITS.1));
        value.or_else(|| number(system, words).filter(|_| alone))
    };
    let least = whole(&["minCapacity", "minSize"], 0);
    let most = whole(&["maxCapacity", "maxSize"], 1);
    let nodes = if alone {
        whole(&["nodes", "count", "desiredCapacity"], 1)
    } else {
        whole(&["nodes", "desiredCapacity"], 1)
    };
    let count = nodes.or(least).unwrap_or(COUNT).min(most.unwrap_or(LIMITS.1));
    let most = most.unwrap_or(count * 2).max(1);
    let machine = text(&["instanceType"]).filter(|it| super::instance_types::is_instance_type(it));
    let machine = machine.unwrap_or(MACHINE).to_owned();
    let image = match super::ec2::Processor::of(&machine) {
        super::ec2::Processor::Arm64 => "AL2023_ARM_64_STANDARD",
        super::ec2::Processor::X86 => "AL2023_x86_64_STANDARD",
    };
    let called = group
        .and_then(|it| it.name.as_deref())
        .filter(|name| is_name(name));
    let spot = text(&["spot"]).is_some() || called.is_some_and(|name| name.contains("spot"));
    Resource::new(name, NODES)
        .with_some("NodegroupName", called)
        .with("ClusterName", cluster)
        .with("InstanceTypes", vec![machine])
        .with("AmiType", image)
        .with("DiskSize", DISK_GB)
        .with("CapacityType", if spot { "SPOT" } else { "ON_DEMAND" })
        .with(
            "ScalingConfig",
            properties! { "MinSize": least.unwrap_or(1).min(count), "DesiredSize": count, "MaxSize": most },
        )
}

/// Whether AWS takes it as the name of a cluster.
fn is_name(name: &str) -> bool {
    (1..=100).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
