//! Texts that CloudFormation would replace by what they name, a secret too, with the rights of the role that deploys: whatever a person
//! gives, none gets into a template but the planner's own.

#[path = "support/input.rs"]
mod input;
#[path = "support/parts.rs"]
mod parts;

use std::collections::BTreeMap;

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_planner::blueprint::architectures::Workload;
use cloudwhisper_planner::render::cloudformation;
use cloudwhisper_planner::{Plan, plan};
use indexmap::IndexMap;
use proptest::prelude::*;

const PASSWORD: &str = "{{resolve:secretsmanager:prod/db:SecretString:password}}";
const API: &str = "Create an API in Node.js with a database";

/// Where a person may put a text.
#[derive(Clone, Copy, Debug)]
enum Place {
    TagValue,
    TagKey,
    Variable,
    Parameter,
    Answer,
    Project,
    Image,
    Key,
    Prompt(&'static str),
}

/// What is said before the text in a prompt.
const PROMPTS: [&str; 8] = [
    "Create an API in Node.js with a database named ",
    "Create an API in Node.js, env var STAGE=",
    "Create an API in Node.js, tag everything with team=",
    "Docker container on ECS Fargate with image ",
    "An SNS topic named ",
    "An SQS queue called \"",
    "A static website for the domain ",
    "An EC2 server with the parameter store entry named ",
];

const FIELDS: [(Place, &str); 8] = [
    (Place::TagValue, "spec.tags.x"),
    (Place::TagKey, "spec.tags"),
    (Place::Variable, "spec.parameters.STAGE"),
    (Place::Parameter, "spec.parameters.peerVpcId"),
    (Place::Answer, "spec.answers.peerVpcId"),
    (Place::Project, "spec.projectName"),
    (Place::Image, "spec.artifact"),
    (Place::Key, "spec.artifact"),
];

fn given(place: Place, text: &str) -> Result<Option<Plan>, UserError> {
    let none = IndexMap::new();
    let one = |key: &str, value: &str| IndexMap::from([(key.to_owned(), value.to_owned())]);
    let prompt = match place {
        Place::Prompt(before) => format!("{before}{text}"),
        Place::Image => "Docker container on ECS Fargate".to_owned(),
        Place::Answer | Place::Parameter => "VPC peering between our network and another VPC".to_owned(),
        _ => API.to_owned(),
    };
    let entries = match place {
        Place::TagValue => one("x", text),
        Place::TagKey => one(text, "x"),
        Place::Variable => one("STAGE", text),
        _ => one("peerVpcId", text),
    };
    let mut input = input::input(&prompt, &none);
    match place {
        Place::TagValue | Place::TagKey => input.tags = &entries,
        Place::Variable | Place::Parameter => input.request.parameters = &entries,
        Place::Answer => input.request.answers = &entries,
        Place::Project => input.request.project_name = Some(text),
        Place::Image => input.workload = Workload::Image(text.to_owned()),
        Place::Key => {
            input.workload = Workload::Zip {
                bucket: "builds".to_owned(),
                key: text.to_owned(),
                version: None,
            };
        }
        Place::Prompt(_) => {}
    }
    Ok(plan(&input)?.plan)
}

/// Every dynamic reference of a template that isn't one of the planner's own: public parameters of AWS, and secrets that the template
/// refers to.
fn foreign(template: &str) -> Vec<String> {
    let lower = template.to_ascii_lowercase();
    let starts = lower.match_indices("{{resolve:").map(|(at, _)| at);
    let texts = starts.map(|at| template.get(at..).unwrap_or_default());
    let is_own = |text: &&str| {
        if text.starts_with("{{resolve:ssm:/aws/service/") {
            return true;
        }
        let rest = text.strip_prefix("{{resolve:secretsmanager:${");
        let rest = rest.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()));
        rest.is_some_and(|rest| rest.starts_with("}}}") || rest.starts_with("}:SecretString:password}}"))
    };
    texts
        .filter(|text| !is_own(text))
        .map(|text| text.chars().take(80).collect())
        .collect()
}

#[test]
fn a_field_that_holds_one_is_named() {
    for (place, field) in FIELDS {
        let error = given(place, PASSWORD).expect_err(field);
        assert_eq!(error.code, ErrorCode::InvalidParameter, "{field}");
        assert!(error.message.contains(field), "{field}: {error:?}");
    }
}

#[test]
fn the_planner_s_own_are_few_and_known() {
    let mut own = 0;
    for system in parts::systems() {
        let template = cloudformation::template(&system.blueprint(), "a test", &BTreeMap::new()).to_string();
        assert_eq!(foreign(&template), Vec::<String>::new(), "{}", system.name);
        own += template.matches("{{resolve:secretsmanager:").count();
    }
    assert!(own > 0, "passwords of the plan's own secrets are among them");
    assert_eq!(foreign(&format!("{{\"x\":\"{PASSWORD}\"}}")).len(), 1);
}

fn place() -> impl Strategy<Value = Place> {
    let fields = proptest::sample::select(FIELDS.to_vec()).prop_map(|(place, _)| place);
    let prompts = proptest::sample::select(PROMPTS.to_vec()).prop_map(Place::Prompt);
    prop_oneof![fields, prompts]
}

fn text() -> impl Strategy<Value = String> {
    let service = "(secretsmanager|ssm|ssm-secure|SecretsManager)";
    let text = format!(
        "[a-z\"' ]{{0,2}}\\{{{{1,3}}(resolve|Resolve):{service}:[a-z/$]{{1,8}}(:SecretString:password)?\\}}{{1,3}}[a-z]{{0,2}}"
    );
    proptest::string::string_regex(&text).expect("a pattern")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_given_no_template_holds_one_of_a_person_s(place in place(), text in text()) {
        if let Ok(Some(plan)) = given(place, &text) {
            prop_assert_eq!(foreign(&plan.template), Vec::<String>::new());
            let values = plan.parameters.values().chain(plan.tags.values()).chain(plan.tags.keys());
            for value in values {
                prop_assert!(!value.to_ascii_lowercase().contains("{{resolve:"), "{}", value);
            }
        }
    }
}
