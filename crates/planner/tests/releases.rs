//! How new versions of a container service come out: by the pipeline alone, or by `CodeDeploy` beside the old version.

#[path = "support/planned.rs"]
mod support;

use serde_json::{Value, json};
use support::whole_plan;

const BLUE_GREEN: &str = "A Flask container on ECS Fargate behind an Application Load Balancer, its image in ECR; CodePipeline and CodeBuild \
                          build each commit and CodeDeploy does blue/green deployments";

fn template(prompt: &str) -> Value {
    serde_json::from_str(&whole_plan(prompt).template).expect("JSON")
}

fn one<'a>(template: &'a Value, kind: &str) -> &'a Value {
    let mut all = template["Resources"]
        .as_object()
        .expect("resources")
        .values()
        .filter(|it| it["Type"] == kind);
    let first = all.next().unwrap_or_else(|| panic!("no {kind}"));
    assert!(all.next().is_none(), "more than one {kind}");
    &first["Properties"]
}

/// The pipeline's last action.
fn last_action(template: &Value) -> &Value {
    let stages = one(template, "AWS::CodePipeline::Pipeline")["Stages"].as_array();
    let actions = stages
        .and_then(|it| it.last())
        .and_then(|it| it["Actions"].as_array());
    actions.and_then(|it| it.last()).expect("an action")
}

#[test]
fn codedeploy_leads_visitors_from_one_target_group_to_the_other() {
    let template = template(BLUE_GREEN);
    let service = one(&template, "AWS::ECS::Service");
    assert_eq!(service["DeploymentController"], json!({ "Type": "CODE_DEPLOY" }));
    assert!(
        service["DeploymentConfiguration"]["DeploymentCircuitBreaker"].is_null(),
        "only ECS's own releases take one"
    );
    assert_eq!(
        one(&template, "AWS::CodeDeploy::Application")["ComputePlatform"],
        "ECS"
    );
    let group = one(&template, "AWS::CodeDeploy::DeploymentGroup");
    assert_eq!(group["ECSServices"][0]["ServiceName"]["Fn::GetAtt"][0], "Service");
    let pair = &group["LoadBalancerInfo"]["TargetGroupPairInfoList"][0];
    let names = pair["TargetGroups"].as_array().expect("two groups");
    let ids: Vec<&Value> = names.iter().map(|it| &it["Name"]["Fn::GetAtt"][0]).collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
    let listener = pair["ProdTrafficRoute"]["ListenerArns"][0]["Ref"]
        .as_str()
        .expect("a listener");
    let leads_to =
        &template["Resources"][listener]["Properties"]["DefaultActions"][0]["TargetGroupArn"]["Ref"];
    assert!(
        ids.contains(&leads_to),
        "the visitors' listener leads to one of them"
    );
}

#[test]
fn the_pipeline_hands_over_to_codedeploy_and_its_build_writes_what_that_asks_for() {
    let template = template(BLUE_GREEN);
    let action = last_action(&template);
    assert_eq!(action["ActionTypeId"]["Provider"], "CodeDeployToECS");
    let configuration = &action["Configuration"];
    let build = one(&template, "AWS::CodeBuild::Project")["Source"]["BuildSpec"]
        .as_str()
        .expect("steps");
    for path in ["TaskDefinitionTemplatePath", "AppSpecTemplatePath"] {
        let path = configuration[path].as_str().expect("a path");
        assert!(
            build.contains(&format!("    - {path}\n")),
            "{path} is no artifact of the build"
        );
    }
}

#[test]
fn whoever_hands_releases_over_is_told_what_that_takes_away() {
    let told = |prompt: &str| {
        let warnings = whole_plan(prompt).warnings;
        warnings.into_iter().any(|it| it.code == "RELEASED_BY_CODEDEPLOY")
    };
    assert!(told(BLUE_GREEN));
    assert!(!told(
        "A Flask container on ECS Fargate behind an Application Load Balancer with CodePipeline"
    ));
}

#[test]
fn without_codedeploy_the_pipeline_updates_the_service_itself() {
    let template = template("A Flask container on ECS Fargate with CodePipeline, the image in ECR");
    assert_eq!(last_action(&template)["ActionTypeId"]["Provider"], "ECS");
    assert!(one(&template, "AWS::ECS::Service")["DeploymentController"].is_null());
}

#[test]
fn functions_share_their_live_version_whoever_releases_them() {
    let template = template("Two CodeDeploy applications for a Node.js API on Lambda");
    one(&template, "AWS::Lambda::Alias");
}
