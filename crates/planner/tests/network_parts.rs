//! What systems are made of whose network, front doors and guards were named: prompt in, blueprint out.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::blueprint::architectures::Profile;
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Resource, Value};
use support::{planned as plan, planned_as as plan_as, whole_plan};

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const TARGETS: &str = "AWS::ElasticLoadBalancingV2::TargetGroup";
const DISTRIBUTION: &str = "AWS::CloudFront::Distribution";
const ROUTE: &str = "AWS::ApiGatewayV2::Route";
const WEB_ACL: &str = "AWS::WAFv2::WebACL";

fn count(blueprint: &Blueprint, kind: &str) -> usize {
    blueprint.of_kind(kind).count()
}

fn texts<'a>(blueprint: &'a Blueprint, kind: &'a str, property: &'a str) -> Vec<&'a str> {
    let text = |it: &'a Resource| it.properties.get(property).and_then(Value::as_text);
    blueprint.of_kind(kind).filter_map(text).collect()
}

#[test]
fn the_networks_own_addresses_are_honoured() {
    let blueprint = plan("VPC with CIDR 10.20.0.0/16 with public subnets and private subnets");
    assert_eq!(texts(&blueprint, "AWS::EC2::VPC", "CidrBlock"), ["10.20.0.0/16"]);
    let mut subnets = texts(&blueprint, "AWS::EC2::Subnet", "CidrBlock");
    subnets.sort_unstable();
    assert_eq!(
        subnets,
        ["10.20.0.0/24", "10.20.1.0/24", "10.20.2.0/24", "10.20.3.0/24"]
    );
}

#[test]
fn pieces_of_the_network_are_there_once_however_often_they_are_named() {
    let blueprint = plan(
        "A VPC with a public subnet, a private subnet, an internet gateway, a NAT gateway, route tables, \
         network ACLs and a second VPC subnet with VPC flow logs",
    );
    for kind in [
        "AWS::EC2::VPC",
        "AWS::EC2::InternetGateway",
        "AWS::EC2::NatGateway",
        "AWS::EC2::NetworkAcl",
        "AWS::EC2::FlowLog",
    ] {
        assert_eq!(count(&blueprint, kind), 1, "{kind}");
    }
    assert_eq!(count(&blueprint, "AWS::EC2::Subnet"), 4);
}

#[test]
fn both_sorts_of_subnet_are_heard_in_each_language() {
    for prompt in [
        "a VPC with public and private subnets",
        "ek VPC chahiye jisme public aur private subnet ho",
        "वीपीसी चाहिए जिसमें पब्लिक और प्राइवेट सबनेट हों",
    ] {
        let blueprint = plan(prompt);
        assert_eq!(count(&blueprint, "AWS::EC2::Subnet"), 4, "{prompt}");
        assert_eq!(count(&blueprint, "AWS::EC2::InternetGateway"), 1, "{prompt}");
    }
}

#[test]
fn private_subnets_alone_need_no_way_to_the_internet() {
    let blueprint = plan("a VPC with private subnets");
    assert_eq!(count(&blueprint, "AWS::EC2::InternetGateway"), 0);
    assert_eq!(count(&blueprint, "AWS::EC2::Subnet"), 2);
}

#[test]
fn programs_stand_behind_a_nat_gateway_that_was_named() {
    let blueprint = plan("Container app on ECS Fargate with a NAT gateway");
    let service = blueprint.of_kind("AWS::ECS::Service").next();
    let placement = service.and_then(|it| {
        it.properties
            .get("NetworkConfiguration")?
            .get("AwsvpcConfiguration")
    });
    let public = placement.and_then(|it| it.get("AssignPublicIp")?.as_text());
    assert_eq!(public, Some("DISABLED"));
    let subnets = placement.and_then(|it| it.get("Subnets"));
    let subnets = subnets.map(Value::references).unwrap_or_default();
    assert!(
        subnets.contains(&&LogicalId::new("PrivateSubnet1")),
        "{subnets:?}"
    );
}

#[test]
fn both_sorts_of_load_balancer_can_be_asked_for_in_one_breath() {
    let blueprint = plan("an application load balancer and a network load balancer");
    let mut sorts = texts(&blueprint, BALANCER, "Type");
    sorts.sort_unstable();
    assert_eq!(sorts, ["application", "network"]);
}

#[test]
fn a_machine_behind_a_load_balancer_lets_in_nobody_else() {
    let blueprint = plan("web app on EC2 behind a load balancer for www.example.in with CloudFront");
    let targets = blueprint.of_kind(TARGETS).next();
    assert_eq!(
        targets.and_then(|it| it.properties.get("TargetType")?.as_text()),
        Some("instance")
    );
    let open: Vec<_> = blueprint
        .of_kind("AWS::EC2::SecurityGroupIngress")
        .filter(|it| it.id.as_str().starts_with("MachineSecurityGroup"))
        .filter(|it| !it.properties.contains_key("SourceSecurityGroupId"))
        .collect();
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_domain_leads_to_the_content_network_before_the_load_balancer() {
    let blueprint = plan("web app on EC2 behind a load balancer for www.example.in with CloudFront");
    assert_eq!(count(&blueprint, DISTRIBUTION), 1);
    let names = texts(&blueprint, "AWS::Route53::RecordSet", "Name");
    assert!(
        names.contains(&"www.example.in") && names.contains(&"origin.www.example.in"),
        "{names:?}"
    );
    let record = blueprint.resource(&LogicalId::new("DomainRecord"));
    let target = record
        .and_then(|it| it.properties.get("AliasTarget"))
        .map(Value::references);
    let kinds: Vec<_> = target
        .into_iter()
        .flatten()
        .filter_map(|id| blueprint.resource(id))
        .map(|it| it.kind)
        .collect();
    assert!(kinds.contains(&DISTRIBUTION), "{kinds:?}");
}

#[test]
fn the_first_output_is_where_the_application_is() {
    for prompt in [
        "web app on EC2 behind a load balancer",
        "API Gateway with a Lambda function and an SQS queue",
        "a load balancer in front of an ECS service",
    ] {
        let blueprint = plan(prompt);
        let first = blueprint.outputs().first().map(|it| it.id.as_str());
        assert_eq!(first, Some("Url"), "{prompt}");
    }
}

#[test]
fn connections_that_stay_open_are_heard_of_when_they_begin_and_end() {
    let blueprint = plan("chat app with a WebSocket API on Lambda");
    let keys = texts(&blueprint, ROUTE, "RouteKey");
    for key in ["$connect", "$disconnect", "$default"] {
        assert!(keys.contains(&key), "{keys:?}");
    }
}

#[test]
fn an_authorizer_stands_before_every_route_of_its_api() {
    let blueprint = plan("HTTP API on Lambda with a Lambda authorizer");
    assert_eq!(texts(&blueprint, ROUTE, "AuthorizationType"), ["CUSTOM"]);
}

#[test]
fn a_content_network_is_guarded_only_where_aws_takes_it() {
    let guarded = |prompt: &str| {
        let blueprint = plan(prompt);
        let scopes: Vec<String> = texts(&blueprint, WEB_ACL, "Scope")
            .into_iter()
            .map(str::to_owned)
            .collect();
        scopes
    };
    assert_eq!(
        guarded("static website with CloudFront and AWS WAF in us-east-1"),
        ["CLOUDFRONT"]
    );
    assert_eq!(
        guarded("static website with CloudFront and AWS WAF in ap-south-1"),
        ["REGIONAL"]
    );
}

#[test]
fn hardened_front_doors_are_encrypted_guarded_and_logged() {
    let blueprint = plan_as("a CloudFront distribution and a load balancer", Profile::Hardened);
    let listeners = texts(&blueprint, "AWS::ElasticLoadBalancingV2::Listener", "Protocol");
    assert_eq!(listeners, ["HTTPS"]);
    let distribution = blueprint.of_kind(DISTRIBUTION).next();
    let config = distribution.and_then(|it| it.properties.get("DistributionConfig"));
    for setting in ["Logging", "WebACLId", "ViewerCertificate"] {
        assert!(config.is_some_and(|it| it.get(setting).is_some()), "{setting}");
    }
}

#[test]
fn hardened_balancers_and_apis_of_the_internet_have_a_web_acl_before_them() {
    for (prompt, guarded) in [
        ("a container service in Python", 1),
        ("REST API on API Gateway with Lambda", 1),
        ("an internal load balancer, not public", 0),
    ] {
        let blueprint = plan_as(prompt, Profile::Hardened);
        let guards = blueprint.of_kind("AWS::WAFv2::WebACLAssociation").count();
        assert_eq!(guards, guarded, "{prompt}");
    }
}

#[test]
fn hardened_functions_stand_inside_and_put_failures_aside_within_a_share() {
    let blueprint = plan_as("an API in Node.js and a Lambda worker", Profile::Hardened);
    let functions: Vec<_> = blueprint.of_kind("AWS::Lambda::Function").collect();
    assert!(!functions.is_empty());
    for function in functions {
        for property in ["VpcConfig", "DeadLetterConfig", "ReservedConcurrentExecutions"] {
            assert!(
                function.properties.contains_key(property),
                "{} {property}",
                function.id
            );
        }
    }
    assert_eq!(blueprint.of_kind("AWS::EC2::NatGateway").count(), 1, "a way out");
}

#[test]
fn a_hardened_machine_has_no_address_and_a_load_balancer_before_it() {
    let blueprint = plan_as("a web app on EC2", Profile::Hardened);
    let balancers = blueprint.of_kind("AWS::ElasticLoadBalancingV2::LoadBalancer");
    assert_eq!(balancers.count(), 1);
    let mut addresses = blueprint.of_kind("AWS::EC2::EIP");
    assert!(addresses.all(|it| !it.properties.contains_key("InstanceId")));
    let target = blueprint
        .of_kind("AWS::ElasticLoadBalancingV2::TargetGroup")
        .next();
    let targets = target
        .and_then(|it| it.properties.get("Targets"))
        .map(Value::references);
    assert_eq!(targets.map(|it| it.len()), Some(1), "the machine");
}

#[test]
fn pages_and_api_share_the_domain_of_the_content_network() {
    let blueprint = plan(
        "REST API on API Gateway with Lambda, an S3 bucket and CloudFront for shop.example.in in us-east-1",
    );
    let names = texts(&blueprint, "AWS::Route53::RecordSet", "Name");
    assert!(
        names.contains(&"shop.example.in") && names.contains(&"api.shop.example.in"),
        "{names:?}"
    );
    let distribution = blueprint.of_kind(DISTRIBUTION).next();
    let config = distribution.and_then(|it| it.properties.get("DistributionConfig"));
    let Some(Value::List(behaviors)) = config.and_then(|it| it.get("CacheBehaviors")) else {
        panic!("{config:?}");
    };
    let path = behaviors.first().and_then(|it| it.get("PathPattern")?.as_text());
    assert_eq!(path, Some("/api/*"));
}

#[test]
fn a_guard_that_a_content_network_cant_have_here_is_told_of() {
    let told = |prompt: &str| {
        let warnings = whole_plan(prompt).warnings;
        warnings
            .into_iter()
            .any(|it| it.code == "CONTENT_NETWORK_UNGUARDED")
    };
    assert!(told("static site with CloudFront and WAF in Mumbai"));
    assert!(told(
        "React app on S3 behind CloudFront with WAF, and a REST API with Lambda, in Frankfurt"
    ));
    assert!(!told("static site with CloudFront and WAF in us-east-1"));
    assert!(!told("a REST API with Lambda and WAF in Mumbai"));
    assert!(!told("static site with CloudFront in Mumbai"));
}

#[test]
fn each_dns_record_has_a_name_of_its_own() {
    let blueprint = plan("A REST API on Lambda for example.com with three DNS records in Route 53");
    let names: Vec<String> = blueprint
        .of_kind("AWS::Route53::RecordSet")
        .map(|it| format!("{:?}", it.properties.get("Name")))
        .collect();
    let apart: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(apart.len(), names.len(), "{names:?}");
}
