//! Containers, virtual machines and databases: what they are made of, and what holds for all of them.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may write templates where a person wants to look at them"
)]

#[path = "support/combinations.rs"]
mod combinations;

use std::collections::BTreeMap;

use cloudwhisper_api::requirements::{
    AppType, Compute, NamedService, Networking, Requirements, Storage, Usage,
};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::blueprint::{Blueprint, Resource, Value};
use cloudwhisper_planner::render::cloudformation::{template, to_yaml};

/// A request that differs from the plainest one in what a test says.
#[derive(Clone)]
struct Asked {
    requirements: Requirements,
    workload: Workload,
    profile: Profile,
}

fn asked(compute: Compute) -> Asked {
    let app_type = if compute == Compute::Ecs {
        AppType::Container
    } else {
        AppType::Api
    };
    let requirements = Requirements {
        app_type: Some(app_type),
        framework: None,
        compute: Some(compute),
        storage: Vec::new(),
        networking: Networking {
            public_access: true,
            custom_domain: None,
        },
        budget: None,
        region: "ap-south-1".to_owned(),
        project_name: "orders".to_owned(),
        usage: Usage::default(),
        services: Vec::new(),
        insecure_wishes: Vec::new(),
        insisted_wishes: Vec::new(),
    };
    Asked {
        requirements,
        workload: Workload::Sample,
        profile: Profile::Baseline,
    }
}

impl Asked {
    fn storing(mut self, storage: &[Storage]) -> Self {
        self.requirements.storage = storage.to_vec();
        self
    }

    fn under(mut self, domain: &str) -> Self {
        self.requirements.networking.custom_domain = Some(domain.to_owned());
        self
    }

    fn private(mut self) -> Self {
        self.requirements.networking.public_access = false;
        self
    }

    fn in_region(mut self, region: &str) -> Self {
        region.clone_into(&mut self.requirements.region);
        self
    }

    fn hardened(mut self) -> Self {
        self.profile = Profile::Hardened;
        self
    }

    fn running(mut self, workload: Workload) -> Self {
        self.workload = workload;
        self
    }

    fn saying(mut self, kind: &str, properties: &[(&str, &str)]) -> Self {
        let properties = properties
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        let named = NamedService {
            kind: kind.to_owned(),
            name: None,
            properties: properties.collect(),
        };
        self.requirements.services.push(named);
        self
    }

    fn blueprint(&self) -> Blueprint {
        let Self {
            requirements,
            workload,
            profile,
        } = self;
        design(&Design {
            network: None,
            requirements,
            workload,
            profile: *profile,
        })
    }
}

fn image() -> Workload {
    Workload::Image("111122223333.dkr.ecr.ap-south-1.amazonaws.com/shop/orders:1.4".to_owned())
}

fn zip() -> Workload {
    Workload::Zip {
        bucket: "acme-builds".to_owned(),
        key: "orders.zip".to_owned(),
        version: Some("v1".to_owned()),
    }
}

/// Everything that leads to different resources here, by name.
fn all() -> Vec<(String, Asked)> {
    const ALL: [Storage; 3] = [Storage::S3, Storage::Rds, Storage::Dynamodb];
    let mut all = Vec::new();
    for (name, compute) in [("containers", Compute::Ecs), ("machine", Compute::Ec2)] {
        let kind = if compute == Compute::Ecs {
            "AWS::ECS::Service"
        } else {
            "AWS::EC2::Instance"
        };
        let plain = asked(compute);
        let sized = plain.clone().saying(
            kind,
            &[
                ("port", "3000"),
                ("cpu", "1"),
                ("memory", "2GB"),
                ("instanceType", "t3.small"),
                ("max", "4"),
            ],
        );
        let variants = [
            ("plain", plain.clone()),
            ("image", plain.clone().running(image())),
            ("zip", plain.clone().running(zip())),
            ("sized", sized),
            (
                "mysql",
                plain
                    .clone()
                    .saying("AWS::RDS::DBInstance", &[("engine", "MySQL 8")]),
            ),
            (
                "postgres16",
                plain.clone().saying(
                    "AWS::RDS::DBInstance",
                    &[("engine", "postgres"), ("engineVersion", "16")],
                ),
            ),
            (
                "postgres17",
                plain.clone().saying(
                    "AWS::RDS::DBInstance",
                    &[("engine", "postgres"), ("engineVersion", "17")],
                ),
            ),
            (
                "alarmed",
                plain
                    .clone()
                    .saying("AWS::SNS::Topic", &[("email", "ops@example.in")]),
            ),
        ];
        for (variant, asked) in variants {
            for (storage, stores) in [("", &[][..]), ("-rds", &ALL[1..2]), ("-all", &ALL[..])] {
                let asked = asked.clone().storing(stores);
                all.extend(exposures(&format!("{name}-{variant}{storage}"), &asked));
            }
        }
    }
    all
}

fn exposures(name: &str, asked: &Asked) -> Vec<(String, Asked)> {
    let mut all = Vec::new();
    for region in ["us-east-1", "ap-south-1"] {
        let here = asked.clone().in_region(region);
        let exposures = [
            ("public", here.clone()),
            ("private", here.clone().private()),
            ("domain", here.clone().under("shop.example.in")),
            ("private-domain", here.private().under("shop.example.in")),
        ];
        for (exposure, asked) in exposures {
            all.push((format!("{name}-{exposure}-{region}"), asked.clone()));
            all.push((format!("{name}-{exposure}-{region}-hardened"), asked.hardened()));
        }
    }
    all
}

/// Checks every combination, of this file and of all architectures together.
fn every(law: impl Fn(&Blueprint) -> Result<(), String>) {
    for (name, asked) in all() {
        assert_eq!(law(&asked.blueprint()), Ok(()), "{name}");
    }
    for combination in combinations::combinations() {
        assert_eq!(law(&combination.blueprint()), Ok(()), "{}", combination.name);
    }
}

fn is_started_by_a_schedule(blueprint: &Blueprint) -> bool {
    let answers = [
        "AWS::ECS::Service",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "AWS::CloudFront::Distribution",
        "AWS::EC2::Instance",
        "AWS::Lambda::Function",
    ];
    blueprint.of_kind("AWS::Scheduler::Schedule").next().is_some()
        && answers
            .iter()
            .all(|kind| blueprint.of_kind(kind).next().is_none())
}

fn text<'a>(resource: &'a Resource, property: &str) -> Option<&'a str> {
    resource.properties.get(property).and_then(Value::as_text)
}

fn list<'a>(resource: &'a Resource, property: &str) -> &'a [Value] {
    match resource.properties.get(property) {
        Some(Value::List(values)) => values,
        _ => &[],
    }
}

fn check(holds: bool, resource: &Resource) -> Result<(), String> {
    if holds {
        Ok(())
    } else {
        Err(format!("{}: {:?}", resource.id, resource.properties))
    }
}

fn written(asked: &Asked) -> serde_json::Value {
    template(
        &asked.blueprint(),
        "orders, planned by CloudWhisper",
        &BTreeMap::new(),
    )
}

#[test]
fn containers_are_as_reviewed() {
    insta::assert_snapshot!(to_yaml(&written(&asked(Compute::Ecs).storing(&[Storage::Rds]))));
}

#[test]
fn a_virtual_machine_is_as_reviewed() {
    let asked = asked(Compute::Ec2)
        .storing(&[Storage::S3])
        .under("shop.example.in");
    insta::assert_snapshot!(to_yaml(&written(&asked)));
}

/// For looking at templates, and for linters that want files: writes them where `CLOUDWHISPER_TEMPLATES` says.
#[test]
fn templates_are_written_where_it_is_asked_for() {
    let Some(folder) = std::env::var_os("CLOUDWHISPER_TEMPLATES") else {
        return;
    };
    for (name, asked) in all() {
        let file = std::path::Path::new(&folder).join(format!("{name}.json"));
        std::fs::write(file, written(&asked).to_string()).expect("the folder can be written");
    }
}

#[test]
fn every_graph_holds_together() {
    every(|blueprint| blueprint.check().map_err(|error| error.to_string()));
}

#[test]
fn the_primary_url_comes_first() {
    every(|blueprint| match blueprint.outputs().first() {
        Some(output) if output.id.as_str() == "Url" => Ok(()),
        // What a schedule starts is called by nobody, so nothing that answers may be there.
        _ if is_started_by_a_schedule(blueprint) => Ok(()),
        other => Err(format!("{other:?}")),
    });
}

#[test]
fn the_world_comes_in_by_the_front_door_alone() {
    every(|blueprint| {
        for rule in blueprint.of_kind("AWS::EC2::SecurityGroupIngress") {
            let open = text(rule, "CidrIp") == Some("0.0.0.0/0") || rule.properties.contains_key("CidrIpv6");
            let front = format!("{:?}", rule.properties["GroupId"]);
            let is_front = front.contains("BalancerSecurityGroup") || front.contains("MachineSecurityGroup");
            check(!open || is_front, rule)?;
            let port = rule.properties["FromPort"].as_integer();
            check(port == rule.properties["ToPort"].as_integer(), rule)?;
            check(!open || !matches!(port, Some(22 | 3389 | 3306 | 5432)), rule)?;
        }
        for group in blueprint.of_kind("AWS::EC2::SecurityGroup") {
            check(!group.properties.contains_key("SecurityGroupIngress"), group)?;
            check(!list(group, "SecurityGroupEgress").is_empty(), group)?;
        }
        Ok(())
    });
}

#[test]
fn only_the_content_network_reaches_a_load_balancer_without_a_certificate() {
    let blueprint = asked(Compute::Ecs).blueprint();
    let into =
        |rule: &&Resource| format!("{:?}", rule.properties["GroupId"]).contains("BalancerSecurityGroup");
    let rules: Vec<&Resource> = blueprint
        .of_kind("AWS::EC2::SecurityGroupIngress")
        .filter(into)
        .collect();
    assert_eq!(rules.len(), 1);
    assert_eq!(text(rules[0], "SourcePrefixListId"), Some("pl-9aa247f3"));
}

#[test]
fn a_database_is_private_encrypted_and_keeps_a_snapshot() {
    use cloudwhisper_planner::blueprint::Retention;
    every(|blueprint| {
        for database in blueprint.of_kind("AWS::RDS::DBInstance") {
            let is = |property: &str, value| database.properties.get(property) == Some(&Value::Bool(value));
            check(
                is("PubliclyAccessible", false) && is("StorageEncrypted", true),
                database,
            )?;
            check(is("ManageMasterUserPassword", true), database)?;
            check(!database.properties.contains_key("MasterUserPassword"), database)?;
            check(database.retention == Retention::Snapshot, database)?;
        }
        for group in blueprint.of_kind("AWS::RDS::DBSubnetGroup") {
            check(
                list(group, "SubnetIds")
                    .iter()
                    .all(|it| format!("{it:?}").contains("Private")),
                group,
            )?;
        }
        Ok(())
    });
}

#[test]
fn a_machine_gives_its_permissions_to_no_stranger() {
    every(|blueprint| {
        for machine in blueprint.of_kind("AWS::EC2::Instance") {
            let tokens = machine.properties["MetadataOptions"]
                .get("HttpTokens")
                .and_then(Value::as_text);
            check(tokens == Some("required"), machine)?;
            check(!machine.properties.contains_key("KeyName"), machine)?;
            let encrypted = format!("{:?}", machine.properties["BlockDeviceMappings"]);
            check(encrypted.contains(r#""Encrypted": Bool(true)"#), machine)?;
        }
        Ok(())
    });
}

#[test]
fn every_subnet_has_its_route_table() {
    every(|blueprint| {
        for subnet in blueprint.of_kind("AWS::EC2::Subnet") {
            let mut associations = blueprint.of_kind("AWS::EC2::SubnetRouteTableAssociation");
            check(
                associations.any(|it| it.properties["SubnetId"] == Value::from(&subnet.id)),
                subnet,
            )?;
        }
        Ok(())
    });
}

#[test]
fn there_is_no_nat_gateway_where_nobody_pays_for_it() {
    for (name, asked) in all() {
        let gateways = asked.blueprint().of_kind("AWS::EC2::NatGateway").count();
        let wanted = asked.profile == Profile::Hardened;
        assert_eq!(gateways, usize::from(wanted), "{name}");
    }
}

#[test]
fn no_role_may_do_everything_or_something_to_everything() {
    // Actions that know no resources, by AWS's own reference.
    const WITHOUT_RESOURCES: [&str; 4] = [
        "ecr:GetAuthorizationToken",
        "ec2:Describe",
        "ssmmessages:",
        "xray:Put",
    ];
    every(|blueprint| {
        for role in blueprint.of_kind("AWS::IAM::Role") {
            let Some(policies) = role.properties.get("Policies") else {
                continue;
            };
            for statement in statements(policies) {
                let (actions, resources) = (texts(statement, "Action"), texts(statement, "Resource"));
                check(!actions.iter().any(|it| it.contains('*')), role)?;
                let known = |action: &&str| WITHOUT_RESOURCES.iter().any(|it| action.starts_with(it));
                check(!resources.contains(&"*") || actions.iter().all(known), role)?;
            }
        }
        Ok(())
    });
}

fn statements(policies: &Value) -> Vec<&Value> {
    let Value::List(policies) = policies else {
        return Vec::new();
    };
    policies
        .iter()
        .filter_map(|policy| policy.get("PolicyDocument")?.get("Statement"))
        .flat_map(|statements| match statements {
            Value::List(statements) => statements.iter().collect(),
            other => vec![other],
        })
        .collect()
}

fn texts<'a>(statement: &'a Value, key: &str) -> Vec<&'a str> {
    match statement.get(key) {
        Some(Value::List(values)) => values.iter().filter_map(Value::as_text).collect(),
        Some(value) => value.as_text().into_iter().collect(),
        None => Vec::new(),
    }
}

#[test]
fn containers_listen_where_they_were_asked_to() {
    let said = asked(Compute::Ecs).saying("AWS::ECS::Service", &[("port", "3000"), ("count", "3")]);
    let template = written(&said);
    let resources = &template["Resources"];
    assert_eq!(resources["Targets"]["Properties"]["Port"], 3000);
    assert_eq!(resources["Service"]["Properties"]["DesiredCount"], 3);
    let container = &resources["TaskDefinition"]["Properties"]["ContainerDefinitions"][0];
    assert_eq!(container["PortMappings"][0]["ContainerPort"], 3000);
    assert!(
        container["Environment"]
            .to_string()
            .contains(r#"{"Name":"PORT","Value":"3000"}"#)
    );
}

#[test]
fn the_cheaper_processor_is_taken_where_the_program_is_known_to_run_on_it() {
    let architecture = |asked: &Asked| {
        let template = written(asked);
        let task = template["Resources"]["TaskDefinition"]["Properties"].clone();
        task["RuntimePlatform"]["CpuArchitecture"]
            .as_str()
            .map(str::to_owned)
    };
    let sample = asked(Compute::Ecs);
    assert_eq!(architecture(&sample).as_deref(), Some("ARM64"));
    assert_eq!(architecture(&sample.running(image())).as_deref(), Some("X86_64"));

    let machine =
        |asked: &Asked| written(asked)["Resources"]["Machine"]["Properties"]["InstanceType"].clone();
    let sample = asked(Compute::Ec2);
    assert_eq!(machine(&sample), "t4g.micro");
    assert_eq!(machine(&sample.clone().running(image())), "t3.micro");
    assert_eq!(
        machine(&sample.saying("AWS::EC2::Instance", &[("instanceType", "t3.small")])),
        "t3.small"
    );
}

#[test]
fn a_range_of_addresses_that_was_named_is_kept_to() {
    for (compute, kind) in [
        (Compute::Ecs, "AWS::ECS::Service"),
        (Compute::Ec2, "AWS::EC2::Instance"),
    ] {
        let said = asked(compute).saying(kind, &[("allowedCidr", "203.0.113.0/24")]);
        let blueprint = said.blueprint();
        let ranges: Vec<&str> = blueprint
            .of_kind("AWS::EC2::SecurityGroupIngress")
            .filter_map(|rule| text(rule, "CidrIp"))
            .collect();
        assert_eq!(ranges, ["203.0.113.0/24"], "{kind}");
        assert_eq!(
            blueprint.of_kind("AWS::CloudFront::Distribution").count(),
            0,
            "{kind}"
        );
    }
}

#[test]
fn a_port_to_log_in_by_is_no_port_to_open() {
    for port in ["22", "3389", "5432"] {
        let said = asked(Compute::Ec2).saying("AWS::EC2::Instance", &[("port", port)]);
        let blueprint = said.blueprint();
        let open: Vec<i64> = blueprint
            .of_kind("AWS::EC2::SecurityGroupIngress")
            .filter_map(|rule| rule.properties["FromPort"].as_integer())
            .collect();
        assert_eq!(open, [80], "{port}");
    }
}

#[test]
fn a_certificate_of_a_content_network_is_asked_for_where_it_cannot_be_made() {
    let parameters = |region: &str| -> Vec<&'static str> {
        let blueprint = asked(Compute::Ec2)
            .under("shop.example.in")
            .in_region(region)
            .blueprint();
        blueprint
            .parameters()
            .iter()
            .map(|parameter| parameter.answer)
            .collect()
    };
    assert_eq!(parameters("us-east-1"), ["hostedZoneId"]);
    assert_eq!(parameters("ap-south-1"), ["hostedZoneId", "certificateArn"]);
}

#[test]
fn functions_with_a_database_stand_beside_it_without_a_way_to_the_internet() {
    let mut asked = asked(Compute::Lambda).storing(&[Storage::Rds, Storage::Dynamodb]);
    asked.requirements.app_type = Some(AppType::Api);
    let blueprint = asked.blueprint();
    assert_eq!(blueprint.of_kind("AWS::RDS::DBInstance").count(), 1);
    assert_eq!(blueprint.of_kind("AWS::EC2::InternetGateway").count(), 0);
    assert_eq!(
        blueprint.of_kind("AWS::EC2::VPCEndpoint").count(),
        1,
        "the free one to the table"
    );
}
