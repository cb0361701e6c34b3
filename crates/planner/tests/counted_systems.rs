//! How many of each part a long prompt brings: what is said in numbers, in lists, per service, and of one network among several.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::{Blueprint, Value};
use support::{planned, whole_plan};

const SUBNET: &str = "AWS::EC2::Subnet";
const QUEUE: &str = "AWS::SQS::Queue";

fn count(blueprint: &Blueprint, kind: &str) -> usize {
    blueprint.of_kind(kind).count()
}

/// Every count of a prompt that is not the one that was asked for.
fn wrong(prompt: &str, counts: &[(&str, usize)]) -> Vec<String> {
    let blueprint = planned(prompt);
    let mut wrong = Vec::new();
    for (kind, wanted) in counts {
        let there = count(&blueprint, kind);
        if there != *wanted {
            wrong.push(format!("{kind}: {there}, not {wanted}"));
        }
    }
    wrong
}

/// Asserts that each prompt brings as many of each type as stand beside it.
fn all_right(prompts: &[(&str, &[(&str, usize)])]) {
    for (prompt, counts) in prompts {
        assert_eq!(wrong(prompt, counts), Vec::<String>::new(), "{prompt}");
    }
}

#[test]
fn networks_have_the_parts_that_were_said() {
    all_right(&[
        (
            "VPC 10.9.0.0/16 with 3 public and 3 private subnets, one NAT gateway and an ECS Fargate service",
            &[(SUBNET, 6), ("AWS::EC2::NatGateway", 1)],
        ),
        (
            "A VPC with two public subnets, four private subnets and a NAT gateway per availability zone",
            &[
                (SUBNET, 6),
                ("AWS::EC2::NatGateway", 2),
                ("AWS::EC2::RouteTable", 3),
            ],
        ),
        (
            "VPC across three availability zones with an EKS cluster and 3 NAT gateways",
            &[(SUBNET, 6), ("AWS::EC2::NatGateway", 3)],
        ),
        (
            "A VPC with one public subnet and one private subnet, and a t3.micro instance",
            &[(SUBNET, 2)],
        ),
        // A load balancer and a database want two zones each.
        (
            "A VPC with 1 public and 1 private subnet, an ALB, an ECS service and RDS Postgres",
            &[(SUBNET, 4)],
        ),
        ("A VPC with an RDS MySQL database", &[(SUBNET, 2)]),
    ]);
}

#[test]
fn another_number_of_parts_than_was_said_is_told() {
    let told = |prompt: &str| {
        let warnings = whole_plan(prompt).warnings;
        warnings.iter().filter(|it| it.code == "SUBNETS_DIFFER").count()
    };
    // Two zones for the database and for the load balancer.
    assert_eq!(
        told("A VPC with 1 public and 1 private subnet, an ALB, an ECS service and RDS Postgres"),
        2
    );
    // Eight parts of a small network are all that AWS takes.
    assert_eq!(told("A VPC 10.0.0.0/25 with 4 public and 8 private subnets"), 1);
    assert_eq!(
        told("A VPC with 3 public and 3 private subnets and RDS Postgres"),
        0
    );
}

#[test]
fn every_network_has_a_part_in_each_zone_for_what_takes_only_one() {
    let blueprint =
        planned("VPC with 2 public and 6 private subnets over 3 availability zones and an EFS file system");
    assert_eq!(count(&blueprint, SUBNET), 8);
    // AWS takes one mount target for each zone.
    assert_eq!(count(&blueprint, "AWS::EFS::MountTarget"), 3);
    let mut ranges: Vec<String> = blueprint
        .of_kind(SUBNET)
        .map(|it| format!("{:?}", it.properties.get("CidrBlock")))
        .collect();
    ranges.sort();
    ranges.dedup();
    assert_eq!(ranges.len(), 8, "no two have the same addresses");
}

#[test]
fn several_networks_are_laid_out_and_connected_each() {
    let prompt = "Two VPCs, prod 10.0.0.0/16 and shared 10.50.0.0/16, each with 2 public and 2 private subnets, connected through a \
                  transit gateway. VPC flow logs on both VPCs.";
    all_right(&[
        (
            prompt,
            &[
                ("AWS::EC2::VPC", 2),
                (SUBNET, 8),
                ("AWS::EC2::InternetGateway", 2),
                ("AWS::EC2::TransitGatewayAttachment", 2),
                ("AWS::EC2::FlowLog", 2),
            ],
        ),
        (
            "A hub VPC (10.100.0.0/16) with two public and two private subnets and two spoke VPCs, 10.101.0.0/16 and 10.102.0.0/16, \
             each with two private subnets, joined by a transit gateway",
            &[
                ("AWS::EC2::VPC", 3),
                (SUBNET, 8),
                ("AWS::EC2::TransitGatewayAttachment", 3),
            ],
        ),
    ]);
    let blueprint = planned("Two VPCs, 10.1.0.0/16 and 10.2.0.0/16, connected with VPC peering");
    let peering = support::only(&blueprint, "AWS::EC2::VPCPeeringConnection");
    for end in ["VpcId", "PeerVpcId"] {
        assert!(support::refers(
            peering.properties.get(end),
            "AWS::EC2::VPC",
            &blueprint
        ));
    }
    let ranges: Vec<_> = blueprint
        .of_kind("AWS::EC2::VPC")
        .filter_map(|it| it.properties.get("CidrBlock"))
        .collect();
    assert_eq!(ranges, [&Value::from("10.1.0.0/16"), &Value::from("10.2.0.0/16")]);
}

#[test]
fn one_network_that_is_spoken_of_often_is_one() {
    all_right(&[
        (
            "A VPC with two private subnets. The database stands in the VPC, in the two private subnets; flow logs for the VPC.",
            &[("AWS::EC2::VPC", 1), ("AWS::EC2::FlowLog", 1)],
        ),
        (
            "A VPC 10.0.0.0/16 with subnets 10.0.1.0/24 and 10.0.2.0/24 and a VPN to our office network 192.168.0.0/24",
            &[("AWS::EC2::VPC", 1)],
        ),
    ]);
}

#[test]
fn a_tunnel_ends_at_the_crossing_and_knows_its_router() {
    let blueprint = planned(
        "A VPC, a transit gateway, and a site-to-site VPN with a customer gateway at 203.0.113.12 (BGP ASN 65010) on the transit gateway",
    );
    let router = support::only(&blueprint, "AWS::EC2::CustomerGateway");
    assert_eq!(router.properties.get("IpAddress"), Some(&"203.0.113.12".into()));
    assert_eq!(router.properties.get("BgpAsn"), Some(&65010_i64.into()));
    assert_eq!(count(&blueprint, "AWS::EC2::VPNGateway"), 0);
    assert_eq!(
        count(&blueprint, "AWS::Lambda::Function"),
        0,
        "an address is no application"
    );
}

#[test]
fn endpoints_lead_to_what_was_said_and_build_none_of_it() {
    let blueprint = planned(
        "A VPC with interface endpoints for Secrets Manager, SQS and ECR, and gateway endpoints for S3 and DynamoDB",
    );
    // The registry has two.
    assert_eq!(count(&blueprint, "AWS::EC2::VPCEndpoint"), 6);
    for kind in [
        QUEUE,
        "AWS::S3::Bucket",
        "AWS::DynamoDB::Table",
        "AWS::SecretsManager::Secret",
        "AWS::ECR::Repository",
    ] {
        assert_eq!(count(&blueprint, kind), 0, "{kind}");
    }
}

#[test]
fn groups_of_machines_have_what_was_said_of_each() {
    let blueprint = planned(
        "EKS cluster with 2 managed node groups: general (m6i.large, 2 to 6 nodes) and spot (c6i.xlarge, 0 to 10 nodes)",
    );
    let groups: Vec<_> = blueprint.of_kind("AWS::EKS::Nodegroup").collect();
    let of = |n: usize, property: &str| groups.get(n).and_then(|it| it.properties.get(property));
    assert_eq!(groups.len(), 2);
    assert_eq!(of(0, "InstanceTypes"), Some(&vec!["m6i.large"].into()));
    assert_eq!(of(1, "InstanceTypes"), Some(&vec!["c6i.xlarge"].into()));
    assert_eq!(of(0, "CapacityType"), Some(&"ON_DEMAND".into()));
    assert_eq!(of(1, "CapacityType"), Some(&"SPOT".into()));
    let most = |n: usize| of(n, "ScalingConfig").and_then(|it| it.get("MaxSize")?.as_integer());
    assert_eq!((most(0), most(1)), (Some(6), Some(10)));
    let plan = whole_plan("EKS with a node group apps (m5.xlarge, min 3 max 9)");
    assert_eq!(plan.requirements.budget, None, "bounds of machines are no money");
}

#[test]
fn lists_name_their_members_whatever_the_words_mean() {
    all_right(&[
        (
            "ECR repositories: api, web, worker",
            &[
                ("AWS::ECR::Repository", 3),
                ("AWS::Lambda::Function", 0),
                ("AWS::ApiGatewayV2::Api", 0),
            ],
        ),
        (
            "Three S3 buckets (raw, curated, analytics) and a Glue crawler over the curated bucket",
            &[("AWS::S3::Bucket", 3)],
        ),
        (
            "One Lambda per endpoint: get-projects, create-project and delete-project, and a DynamoDB single table",
            &[("AWS::Lambda::Function", 3), ("AWS::DynamoDB::Table", 1)],
        ),
        (
            "An S3 bucket for training data and S3 bucket for model artifacts",
            &[("AWS::S3::Bucket", 2)],
        ),
    ]);
}

#[test]
fn what_each_service_has_is_there_once_for_each() {
    all_right(&[
        (
            "Five services (catalog, cart, orders, payments, users) on ECS Fargate behind one ALB, each service has its own ECR repository \
             and its own DynamoDB table",
            &[
                ("AWS::ECS::Service", 5),
                ("AWS::ElasticLoadBalancingV2::LoadBalancer", 1),
                ("AWS::ECR::Repository", 5),
                ("AWS::DynamoDB::Table", 5),
            ],
        ),
        (
            "An EKS cluster and an ECR repository per service for our three services (billing, search, media)",
            &[("AWS::ECR::Repository", 3), ("AWS::OpenSearchService::Domain", 0)],
        ),
        (
            "Three SQS queues (packing, billing, shipping), each with its own dead-letter queue and its own consumer Lambda",
            &[(QUEUE, 6), ("AWS::Lambda::Function", 3)],
        ),
        (
            "An ECS Fargate service \"web\" with 3 tasks and an ECS Fargate service \"worker\" with 2 tasks",
            &[("AWS::ECS::Service", 2), ("AWS::ECS::Cluster", 1)],
        ),
    ]);
}

#[test]
fn rules_on_a_bus_are_for_what_happens_and_each_starts_something_else() {
    let blueprint = planned(
        "A custom EventBridge bus with three EventBridge rules that route events to three SQS queues (stock, billing, shipping)",
    );
    let rules: Vec<_> = blueprint.of_kind("AWS::Events::Rule").collect();
    assert_eq!(rules.len(), 3);
    let mut targets: Vec<_> = rules
        .iter()
        .flat_map(|rule| {
            rule.properties
                .get("Targets")
                .map(Value::references)
                .unwrap_or_default()
        })
        .collect();
    targets.sort();
    targets.dedup();
    assert_eq!(targets.len(), 3);
    assert!(
        rules
            .iter()
            .all(|rule| !rule.properties.contains_key("ScheduleExpression"))
    );
    all_right(&[(
        "GuardDuty, Security Hub and Macie with an EventBridge rule that sends findings of high severity to an SNS topic",
        &[("AWS::Events::Rule", 1), ("AWS::Lambda::Function", 0)],
    )]);
}

#[test]
fn alarms_are_as_many_as_were_said() {
    all_right(&[
        (
            "A Node.js API on Lambda with DynamoDB, an SQS queue and two CloudWatch alarms",
            &[("AWS::CloudWatch::Alarm", 2)],
        ),
        (
            "A Step Functions workflow, two SQS queues, a Lambda function, and 4 alarms",
            &[("AWS::CloudWatch::Alarm", 4)],
        ),
    ]);
}

#[test]
fn a_system_of_many_parts_is_planned_without_a_question() {
    for (prompt, code) in [
        (
            "Our SaaS for dentists: every practice is a tenant with its own subdomain, users sign in, patients are in a relational database, \
             x-ray images are stored, SMS reminders go out the day before",
            "DOMAIN_NEEDED",
        ),
        (
            "Readers browse the catalogue on a public website and log in, librarians use an internal application over an encrypted tunnel, \
             both share one relational database with nightly backups, and all changes to the account are recorded",
            "ONE_DOOR",
        ),
    ] {
        let plan = whole_plan(prompt);
        assert!(
            plan.warnings.iter().any(|it| it.code == code),
            "{code}: {:?}",
            plan.warnings
        );
    }
    let plan = whole_plan(
        "Drivers see free charging points in an app, sign in, and readings are kept as time series",
    );
    assert_eq!(plan.requirements.budget, None, "free points cost nothing of ours");
}
