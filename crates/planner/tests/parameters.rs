//! Values for what a plan asks of its owner: `spec.parameters` give template parameters their values and programs their variables, and
//! nothing that is given is dropped without a word.

#[path = "support/input.rs"]
mod input;

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::plan::Warning;
use cloudwhisper_planner::{Plan, plan};
use indexmap::IndexMap;
use serde_json::Value;

const API: &str = "Create an API in Node.js with a database";
const PEERING: &str = "VPC peering between our network and another VPC";

fn map(pairs: &[(&str, &str)]) -> IndexMap<String, String> {
    let pairs = pairs.iter();
    pairs
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn given(prompt: &str, answers: &[(&str, &str)], parameters: &[(&str, &str)]) -> Result<Plan, UserError> {
    let (none, answers, parameters) = (IndexMap::new(), map(answers), map(parameters));
    let mut input = input::input(prompt, &none);
    input.request.answers = &answers;
    input.request.parameters = &parameters;
    let planned = plan(&input)?;
    Ok(planned
        .plan
        .unwrap_or_else(|| panic!("{prompt}: {:?}", planned.understood.clarifications)))
}

fn with(prompt: &str, parameters: &[(&str, &str)]) -> Plan {
    given(prompt, &[], parameters).unwrap_or_else(|error| panic!("{prompt}: {error:?}"))
}

/// What the functions of a plan are told under this name.
fn variable(plan: &Plan, name: &str) -> Vec<Value> {
    let template: Value = serde_json::from_str(&plan.template).expect("JSON");
    let resources = template["Resources"].as_object().expect("resources");
    let functions = resources
        .values()
        .filter(|it| it["Type"] == "AWS::Lambda::Function");
    let told = functions.map(|it| it["Properties"]["Environment"]["Variables"][name].clone());
    told.filter(|value| !value.is_null()).collect()
}

fn not_taken(plan: &Plan) -> Option<&Warning> {
    plan.warnings.iter().find(|it| it.code == "PARAMETER_NOT_TAKEN")
}

#[test]
fn a_parameter_is_given_by_its_name_in_the_template_or_by_that_of_its_answer() {
    for key in ["PeerVpcId", "peerVpcId"] {
        let plan = with(PEERING, &[(key, " vpc-0a1b2c3d ")]);
        assert_eq!(
            plan.parameters.get("PeerVpcId").map(String::as_str),
            Some("vpc-0a1b2c3d")
        );
        assert!(plan.missing_parameters.iter().all(|it| it.answer != "peerVpcId"));
        assert_eq!(not_taken(&plan), None);
    }
}

#[test]
fn what_is_given_as_a_parameter_wins_over_an_answer_and_says_so() {
    let answers = [("peerVpcId", "vpc-11111111")];
    let plan = given(PEERING, &answers, &[("peerVpcId", "vpc-22222222")]).expect("a plan");
    assert_eq!(plan.parameters["PeerVpcId"], "vpc-22222222");
    let said = plan
        .assumptions
        .iter()
        .find(|it| it.field == "parameters")
        .expect("it is said");
    assert_eq!(said.value, "peerVpcId");
    assert!(said.reason.contains("wins over answers"), "{}", said.reason);
    let both = [("peerVpcId", "vpc-11111111"), ("PeerVpcId", "vpc-22222222")];
    let plan = with(PEERING, &both);
    assert_eq!(plan.parameters["PeerVpcId"], "vpc-22222222");
    let told = &not_taken(&plan).expect("one of the two has no effect").message;
    assert!(told.contains("peerVpcId"), "{told}");
}

#[test]
fn a_value_that_a_parameter_cannot_have_is_an_error_that_says_what_is_expected() {
    let error = given(PEERING, &[], &[("peerVpcId", "my network")]).expect_err("it is none");
    assert_eq!(error.code, ErrorCode::InvalidParameter);
    assert!(
        error.message.contains("peerVpcId") && error.message.contains("my network"),
        "{error:?}"
    );
    assert!(error.details.contains("^vpc-[0-9a-f]{8,17}$"), "{error:?}");
}

#[test]
fn a_name_in_capitals_is_a_variable_of_the_program_and_wins_over_the_prompt() {
    let plan = with(API, &[("STAGE", "prod"), ("FEATURES", "a=1; b=\"2\" $HOME")]);
    assert_eq!(variable(&plan, "STAGE"), ["prod"]);
    assert_eq!(variable(&plan, "FEATURES"), ["a=1; b=\"2\" $HOME"]);
    assert_eq!(not_taken(&plan), None);
    let said = format!("{API}, env var STAGE=dev");
    assert_eq!(variable(&with(&said, &[]), "STAGE"), ["dev"]);
    assert_eq!(variable(&with(&said, &[("STAGE", "prod")]), "STAGE"), ["prod"]);
}

#[test]
fn containers_and_machines_are_told_as_well() {
    for prompt in [
        "Docker container on ECS Fargate with nginx",
        "an EC2 server that runs my program",
    ] {
        let plan = with(prompt, &[("STAGE", "blue-green")]);
        assert!(plan.template.contains("blue-green"), "{prompt}");
        assert_eq!(not_taken(&plan), None, "{prompt}");
    }
}

#[test]
fn what_nothing_takes_is_told_with_what_the_plan_takes() {
    let plan = with(
        PEERING,
        &[
            ("peerVpcID", "vpc-0a1b2c3d"),
            ("appType", "api"),
            ("STAGE", "prod"),
        ],
    );
    let told = not_taken(&plan).expect("a warning");
    for key in ["peerVpcID", "appType", "STAGE"] {
        assert!(told.message.contains(key), "{told:?}");
    }
    assert!(
        told.suggestion.contains("peerVpcId") && told.suggestion.contains("spec.answers"),
        "{told:?}"
    );
    let site = with("a static website", &[("STAGE", "prod")]);
    assert!(not_taken(&site).is_some(), "no program reads it");
}

#[test]
fn what_the_plan_sets_itself_stays_and_is_told() {
    let plan = with(API, &[("PROJECT_NAME", "mine"), ("AWS_REGION", "us-east-1")]);
    assert_eq!(variable(&plan, "PROJECT_NAME"), ["orders"]);
    let told = &not_taken(&plan).expect("a warning").message;
    assert!(
        told.contains("PROJECT_NAME") && told.contains("AWS_REGION"),
        "{told}"
    );
}

#[test]
fn what_a_connection_tells_a_program_stays_too() {
    let queue = "A Lambda function that sends orders to an SQS queue and publishes to an SNS topic";
    let given = [("QUEUE_URL", "mine"), ("TOPIC_ARN", "mine"), ("STAGE", "prod")];
    let plan = with(queue, &given);
    for name in ["QUEUE_URL", "TOPIC_ARN"] {
        let told = variable(&plan, name);
        assert!(
            !told.is_empty() && told.iter().all(|value| value != "mine"),
            "{name}: {told:?}"
        );
    }
    assert_eq!(variable(&plan, "STAGE"), ["prod"]);
    let told = &not_taken(&plan).expect("a warning").message;
    assert!(
        told.contains("QUEUE_URL") && told.contains("TOPIC_ARN") && !told.contains("STAGE"),
        "{told}"
    );
}

#[test]
fn a_machine_is_told_a_value_with_quotes_and_backslashes_as_it_is() {
    let server = "an EC2 server that runs my program";
    let plan = with(server, &[("PATHS", r"C:\data\"), ("STAGE", "prod")]);
    assert_eq!(not_taken(&plan), None);
    let line = serde_json::to_string("PATHS=\"C:\\\\data\\\\\"\nSTAGE=prod\n").expect("JSON");
    assert!(
        plan.template.contains(line.trim_matches('"')),
        "{}",
        plan.template
    );
}

#[test]
fn nothing_that_aws_would_look_up_gets_into_a_template() {
    for value in ["{{resolve:secretsmanager:db}}", "{{ outputs.network.vpcId }}"] {
        let error = given(API, &[], &[("STAGE", value)]).expect_err(value);
        assert_eq!(error.code, ErrorCode::InvalidParameter, "{value}");
    }
    let error = given(API, &[], &[("STAGE", "a\nb")]).expect_err("two lines");
    assert_eq!(error.code, ErrorCode::InvalidParameter);
}
