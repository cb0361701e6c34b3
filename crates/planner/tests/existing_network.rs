//! A network that is there already, by the parameters `vpcId`, `privateSubnetIds` and `publicSubnetIds`; and the outputs by which a plan's
//! own network can be used so by another plan.

#[path = "support/input.rs"]
mod input;

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_planner::blueprint::architectures::Profile;
use cloudwhisper_planner::{Plan, plan};
use indexmap::IndexMap;
use serde_json::Value;

const CONTAINERS: &str = "Docker container on ECS Fargate with nginx and a Postgres database";
const FUNCTION: &str = "Create an API in Node.js with a Postgres database";
const MACHINE: &str = "an EC2 server that runs my program, with MySQL";
const VPC: (&str, &str) = ("vpcId", "vpc-0a1b2c3d");
const PRIVATE: (&str, &str) = (
    "privateSubnetIds",
    "subnet-0a1b2c3d, subnet-1a1b2c3d,subnet-2a1b2c3d",
);
const PUBLIC: (&str, &str) = ("publicSubnetIds", "subnet-3a1b2c3d,subnet-4a1b2c3d");

/// What a network is made of.
const OWN: [&str; 9] = [
    "AWS::EC2::VPC",
    "AWS::EC2::Subnet",
    "AWS::EC2::RouteTable",
    "AWS::EC2::Route",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::EC2::NatGateway",
    "AWS::EC2::FlowLog",
];

fn given(prompt: &str, profile: Profile, parameters: &[(&str, &str)]) -> Result<Plan, UserError> {
    let none = IndexMap::new();
    let parameters: IndexMap<String, String> = parameters
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect();
    let mut input = input::input(prompt, &none);
    input.request.parameters = &parameters;
    input.profile = profile;
    let planned = plan(&input)?;
    Ok(planned
        .plan
        .unwrap_or_else(|| panic!("{prompt}: {:?}", planned.understood.clarifications)))
}

fn whole(prompt: &str, profile: Profile) -> Plan {
    given(prompt, profile, &[VPC, PRIVATE, PUBLIC]).unwrap_or_else(|error| panic!("{prompt}: {error:?}"))
}

fn template(plan: &Plan) -> Value {
    serde_json::from_str(&plan.template).expect("JSON")
}

fn error(parameters: &[(&str, &str)], prompt: &str) -> UserError {
    let error = given(prompt, Profile::Baseline, parameters).expect_err("it can't be");
    assert_eq!(error.code, ErrorCode::InvalidParameter, "{error:?}");
    error
}

#[test]
fn nothing_of_a_network_is_made_and_everything_stands_in_the_one_that_is_there() {
    for prompt in [CONTAINERS, FUNCTION, MACHINE] {
        for profile in [Profile::Baseline, Profile::Hardened] {
            let plan = whole(prompt, profile);
            let kinds: Vec<&str> = plan.resources.iter().map(|it| it.kind.as_str()).collect();
            for kind in OWN {
                assert!(!kinds.contains(&kind), "{prompt} ({profile:?}) makes {kind}");
            }
            let kept = plan
                .resources
                .iter()
                .any(|it| it.kind == "AWS::EC2::SecurityGroup");
            assert!(kept, "{prompt}: firewalls are the plan's own");
            assert_eq!(plan.parameters["VpcId"], VPC.1, "{prompt}");
            let asked = plan.missing_parameters.iter();
            let mut asked = asked.map(|it| it.id.as_str());
            assert!(asked.all(|id| id == "BalancerCertificateArn"), "{prompt}");
            let codes: Vec<&str> = plan.warnings.iter().map(|it| it.code.as_str()).collect();
            assert!(codes.contains(&"EXISTING_NETWORK"), "{codes:?}");
            let outputs = template(&plan)["Outputs"].clone();
            assert!(outputs["VpcId"].is_null(), "{prompt}: it is another's to tell");
        }
    }
}

#[test]
fn the_plan_refers_to_each_subnet_by_a_parameter_of_its_own() {
    let plan = whole(CONTAINERS, Profile::Baseline);
    let template = template(&plan);
    let resources = template["Resources"].as_object().expect("resources");
    let of_kind = |kind: &str| resources.values().find(|it| it["Type"] == kind).expect(kind);
    let ids = |value: &Value| -> Vec<String> {
        let ids = value.as_array().expect("a list").iter();
        ids.map(|id| plan.parameters[id["Ref"].as_str().expect("a reference")].clone())
            .collect()
    };
    let subnets = &of_kind("AWS::RDS::DBSubnetGroup")["Properties"]["SubnetIds"];
    assert_eq!(
        ids(subnets),
        ["subnet-0a1b2c3d", "subnet-1a1b2c3d", "subnet-2a1b2c3d"]
    );
    let subnets = &of_kind("AWS::ElasticLoadBalancingV2::LoadBalancer")["Properties"]["Subnets"];
    assert_eq!(ids(subnets), ["subnet-3a1b2c3d", "subnet-4a1b2c3d"]);
    let group = &of_kind("AWS::EC2::SecurityGroup")["Properties"]["VpcId"];
    assert_eq!(group["Ref"], "VpcId");
    assert_eq!(
        template["Parameters"]["VpcId"]["AllowedPattern"],
        "^vpc-[0-9a-f]{8,17}$"
    );
}

#[test]
fn each_format_says_the_same() {
    let plan = whole(CONTAINERS, Profile::Baseline);
    let artifacts = plan.artifacts();
    let terraform = artifacts.terraform();
    assert!(terraform.variables_tf.contains("vpc_id") && terraform.main_tf.contains("var.vpc_id"));
    assert!(
        terraform.main_tf.contains("var.private_subnet_id_1"),
        "{}",
        terraform.main_tf
    );
    assert!(!terraform.main_tf.contains("aws_vpc\"") && !terraform.main_tf.contains("aws_subnet\""));
    let cdk = artifacts.cdk();
    assert!(
        cdk.contains("CfnParameter(this, 'VpcId'") && !cdk.contains("ec2.CfnVPC("),
        "{cdk}"
    );
    assert!(artifacts.cloudformation().contains("VpcId"));
    assert!(
        artifacts.preview().contains(VPC.1),
        "whoever approves sees where it stands"
    );
}

#[test]
fn a_gateway_that_is_not_made_costs_nothing() {
    let own = given(CONTAINERS, Profile::Hardened, &[]).expect("a plan");
    let nat = |plan: &Plan| {
        let mut lines = plan.estimate.breakdown.iter();
        lines.any(|line| line.kind == "AWS::EC2::NatGateway")
    };
    let there = whole(CONTAINERS, Profile::Hardened);
    assert!(nat(&own) && !nat(&there));
    let dollars = |plan: &Plan| plan.estimate.monthly.usd.parse::<f64>().expect("a number");
    assert!(dollars(&there) < dollars(&own));
}

#[test]
fn what_is_missing_or_wrong_of_a_network_is_told() {
    let subnets = error(&[VPC], FUNCTION);
    assert!(subnets.message.contains("privateSubnetIds"), "{subnets:?}");
    error(&[VPC, ("privateSubnetIds", "subnet-0a1b2c3d")], FUNCTION);
    error(&[PRIVATE], FUNCTION);
    let public = error(&[VPC, PRIVATE], CONTAINERS);
    assert!(public.message.contains("publicSubnetIds"), "{public:?}");
    let id = error(&[("vpcId", "my-network"), PRIVATE], FUNCTION);
    assert!(id.details.contains("^vpc-"), "{id:?}");
    let id = error(&[VPC, ("privateSubnetIds", "subnet-0a1b2c3d,mine")], FUNCTION);
    assert!(id.message.contains("mine"), "{id:?}");
}

#[test]
fn a_subnet_that_is_named_twice_is_one_subnet() {
    let twice = "subnet-1a1b2c3d, subnet-1a1b2c3d";
    let private = error(&[VPC, ("privateSubnetIds", twice)], FUNCTION);
    assert!(
        private.message.contains("privateSubnetIds") && private.message.contains("subnet-1a1b2c3d twice"),
        "{private:?}"
    );
    let public = [
        VPC,
        ("privateSubnetIds", "subnet-1a1b2c3d,subnet-2a1b2c3d"),
        ("publicSubnetIds", twice),
    ];
    let public = error(&public, FUNCTION);
    assert!(public.message.contains("publicSubnetIds"), "{public:?}");
}

#[test]
fn what_needs_the_routes_of_its_own_network_cannot_stand_in_another() {
    let all = [VPC, PRIVATE, PUBLIC];
    let peering = error(
        &all,
        "Lambda function with a Postgres database, and VPC peering with another VPC",
    );
    assert!(peering.message.contains("Peering"), "{peering:?}");
    error(&all, "A VPC with public and private subnets in two zones");
}

#[test]
fn a_plan_without_a_network_says_that_it_takes_none() {
    let plan = whole("a static website", Profile::Baseline);
    let told = plan.warnings.iter().find(|it| it.code == "PARAMETER_NOT_TAKEN");
    assert!(told.is_some_and(|it| it.message.contains("vpcId")), "{told:?}");
}

#[test]
fn a_plan_s_own_network_is_told_in_outputs_that_another_plan_can_take() {
    let plan = given(
        "A VPC with public and private subnets in two zones",
        Profile::Baseline,
        &[],
    );
    let template = template(&plan.expect("a plan"));
    assert_eq!(template["Outputs"]["VpcId"]["Value"]["Ref"], "Network");
    for name in ["PrivateSubnetIds", "PublicSubnetIds"] {
        let value = template["Outputs"][name]["Value"]["Fn::Sub"]
            .as_str()
            .unwrap_or_default();
        assert_eq!(value.matches("${").count(), 2, "{name}: {value}");
        assert_eq!(value.matches(',').count(), 1, "{name}: {value}");
    }
}

#[test]
fn subnets_that_nothing_stands_in_are_no_parameters_and_told() {
    let plan = whole(FUNCTION, Profile::Baseline);
    let parameters: Vec<&str> = plan.parameters.keys().map(String::as_str).collect();
    let private = ["PrivateSubnetId1", "PrivateSubnetId2", "PrivateSubnetId3"];
    assert_eq!(parameters, [&private[..], &["VpcId"]].concat());
    let told = plan.warnings.iter().find(|it| it.code == "PARAMETER_NOT_TAKEN");
    let told = &told.expect("nothing of it is in public").message;
    assert!(
        told.contains("publicSubnetIds") && !told.contains("vpcId"),
        "{told}"
    );
    let codes = |prompt| {
        whole(prompt, Profile::Baseline)
            .warnings
            .into_iter()
            .map(|it| it.code)
    };
    assert!(codes(CONTAINERS).all(|code| code != "PARAMETER_NOT_TAKEN"));
}
