//! Signing in with Google: the pool knows Google, the application lists it, and Google's secret is in no text of ours.

#[path = "support/planned.rs"]
mod support;

use serde_json::{Value, json};
use support::answered_plan as planned;

const PROVIDER: &str = "AWS::Cognito::UserPoolIdentityProvider";

#[test]
fn the_pool_knows_google_and_its_application_lists_it() {
    for prompt in [
        "Node.js API with Cognito and Google sign-in",
        "web app where users log in with Google",
        "web app whose students log in through Cognito with Google",
        "Node.js API banao, google se login ho",
        "Node.js API बनाओ, गूगल से लॉगिन के साथ",
    ] {
        let plan = planned(prompt, &[]);
        let template: Value = serde_json::from_str(&plan.template).expect("JSON");
        let resources = template["Resources"].as_object().expect("resources");
        let (id, provider) = resources
            .iter()
            .find(|(_, it)| it["Type"] == PROVIDER)
            .unwrap_or_else(|| panic!("{prompt}: {:?}", plan.requirements.services));
        assert_eq!(provider["Properties"]["ProviderType"], "Google");
        assert_eq!(provider["Properties"]["UserPoolId"]["Ref"], "UserPool");
        let client = &resources["UserPoolClient"];
        assert_eq!(
            client["Properties"]["SupportedIdentityProviders"],
            json!(["COGNITO", "Google"])
        );
        assert_eq!(
            client["DependsOn"],
            json!([id]),
            "AWS refuses an application that names what is not there"
        );
        assert!(
            template["Outputs"]["UserPoolGoogleRedirectUri"].is_object(),
            "what Google has to be told"
        );
    }
}

#[test]
fn what_google_gives_is_asked_for_and_its_secret_is_named_alone() {
    let prompt = "Node.js API with Cognito and Google sign-in";
    let needed: Vec<&str> = planned(prompt, &[])
        .missing_parameters
        .iter()
        .map(|it| it.answer)
        .collect();
    assert_eq!(needed, ["googleClientId", "googleClientSecretArn"]);

    let arn = "arn:aws:secretsmanager:ap-south-1:111122223333:secret:google-AbCdEf";
    let id = "1234567890-abcdef.apps.googleusercontent.com";
    let plan = planned(prompt, &[("googleClientId", id), ("googleClientSecretArn", arn)]);
    assert!(plan.missing_parameters.is_empty());
    assert_eq!(
        plan.parameters.get("GoogleClientSecretArn").map(String::as_str),
        Some(arn)
    );
    let template: Value = serde_json::from_str(&plan.template).expect("JSON");
    let details = &template["Resources"]["UserPoolGoogle"]["Properties"]["ProviderDetails"];
    let secret = json!({ "Fn::Sub": "{{resolve:secretsmanager:${GoogleClientSecretArn}}}" });
    assert_eq!(details["client_secret"], secret);
    assert_eq!(details["client_id"]["Ref"], "GoogleClientId");
    let artifacts = plan.artifacts();
    let terraform = &artifacts.terraform().main_tf;
    assert!(
        terraform.contains("data.aws_secretsmanager_secret_version.google_client_secret_arn.secret_string"),
        "{terraform}"
    );
    assert!(
        terraform.contains("secret_id = var.google_client_secret_arn"),
        "{terraform}"
    );
    assert!(
        !terraform.contains("{{resolve:secretsmanager"),
        "Terraform resolves nothing of that"
    );
    assert!(
        artifacts.cdk().contains("{{resolve:secretsmanager:"),
        "{}",
        artifacts.cdk()
    );
}

#[test]
fn a_pool_without_google_is_as_it_was() {
    let plan = planned("Node.js API with Cognito", &[]);
    assert!(!plan.template.contains(PROVIDER));
    assert!(
        plan.template
            .contains(r#""SupportedIdentityProviders":["COGNITO"]"#),
        "{}",
        plan.template
    );
    assert!(plan.missing_parameters.is_empty());
}

#[test]
fn a_companys_sign_in_is_no_google_and_both_stand_beside_each_other() {
    let providers = |prompt: &str| -> Vec<String> {
        let template: Value = serde_json::from_str(&planned(prompt, &[]).template).expect("JSON");
        let resources = template["Resources"].as_object().cloned().unwrap_or_default();
        let of_pools = resources.into_iter().filter(|(_, it)| it["Type"] == PROVIDER);
        of_pools
            .map(|(_, it)| it["Properties"]["ProviderType"].to_string())
            .collect()
    };
    assert_eq!(
        providers("Node.js API with Cognito and a SAML provider"),
        ["\"SAML\""]
    );
    assert_eq!(
        providers("Node.js API with Cognito and Google sign-in"),
        ["\"Google\""]
    );
    let mut both = providers("Node.js API with a cognito saml provider and Google sign-in");
    both.sort();
    assert_eq!(both, ["\"Google\"", "\"SAML\""]);
}
