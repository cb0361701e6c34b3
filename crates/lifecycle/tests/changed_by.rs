//! Who has changed what a plan is made from is kept by an admission policy, which has a list of its own of what that is. Here it is held
//! against the operator's.

use std::collections::BTreeSet;

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::crds::crds;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::decide::inputs;
use serde_json::{Value, json};

const POLICY: &str = include_str!("../../../config/policies/changed-by.yaml");

fn request(field: Option<(&str, &Value)>) -> DeploymentRequest {
    let mut spec = json!({ "prompt": "An API with a database" });
    if let Some((field, value)) = field {
        spec[field] = value.clone();
    }
    DeploymentRequest::new("orders", serde_json::from_value(spec).expect("a spec"))
}

/// The account that the request asks for.
fn account(request: &DeploymentRequest) -> Option<CloudAccount> {
    let name = &request.spec.account_ref.as_ref()?.name;
    let spec = json!({
        "accountId": "111122223333", "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
        "allowedNamespaces": { "names": ["shop"] },
    });
    Some(CloudAccount::new(
        name,
        serde_json::from_value(spec).expect("an account"),
    ))
}

/// Another value than the one that counts where nobody says anything. A new field of the spec wants one here.
fn another(field: &str) -> Value {
    match field {
        "prompt" => json!("A static site"),
        "language" => json!("hi"),
        "projectName" => json!("shop"),
        "accountRef" => json!({ "name": "dev" }),
        "region" => json!("us-east-1"),
        "budget" => json!({ "amount": "5", "currency": "USD" }),
        "usage" => json!({ "apiRequests": 5 }),
        "answers" => json!({ "appType": "api" }),
        "parameters" => json!({ "LOG_LEVEL": "debug" }),
        "parser" => json!({ "provider": "Rules" }),
        "artifact" => json!({ "image": "nginx" }),
        "approval" => json!({ "mode": "WithinBudget" }),
        "engine" => json!("TerraformCloud"),
        "deletionPolicy" => json!("Delete"),
        "securityProfile" => json!("Hardened"),
        "driftPolicy" => json!("Correct"),
        "rollbackTo" => json!(1),
        "interval" | "timeout" => json!("2h"),
        "historyLimit" => json!(3),
        "suspend" => json!(true),
        "dependsOn" => json!([{ "name": "network" }]),
        "writeOutputsTo" => json!({ "kind": "Secret", "name": "outputs" }),
        "tags" => json!({ "team": "shop" }),
        new => panic!("does spec.{new} make a new plan? then config/policies/changed-by.yaml has to name it"),
    }
}

fn fields_of_the_spec() -> BTreeSet<String> {
    let request = crds()
        .into_iter()
        .find(|crd| crd.spec.names.kind == "DeploymentRequest");
    let versions = request.expect("our kind").spec.versions.into_iter();
    let schemas = versions.filter_map(|version| {
        version
            .schema?
            .open_api_v3_schema?
            .properties?
            .remove("spec")?
            .properties
    });
    schemas.flat_map(std::collections::BTreeMap::into_keys).collect()
}

fn fields_in_the_policy() -> BTreeSet<String> {
    let compared = POLICY.split("object.?spec.?").skip(1).filter_map(|rest| {
        let (field, rest) = rest.split_once(" != oldObject.?spec.?")?;
        rest.starts_with(field).then(|| field.to_owned())
    });
    compared.collect()
}

#[test]
fn whoever_changes_what_a_plan_is_made_from_is_put_on_record_and_nobody_else() {
    let fields = fields_of_the_spec();
    assert!(fields.len() > 20, "{fields:?}");
    let digest = |request: &DeploymentRequest| {
        inputs(request, account(request).as_ref(), &request.spec.parameters, None)
    };
    let before = digest(&request(None));
    let makes_a_plan: BTreeSet<String> = fields
        .into_iter()
        .filter(|field| digest(&request(Some((field, &another(field))))) != before)
        .collect();
    assert_eq!(fields_in_the_policy(), makes_a_plan);
}

#[test]
fn both_policies_compute_the_same() {
    let computed: Vec<Vec<&str>> = POLICY
        .split("  variables:\n")
        .skip(1)
        .map(|rest| {
            let lines = rest.lines().map(str::trim).filter(|line| !line.starts_with('#'));
            lines
                .take_while(|line| *line != "mutations:" && *line != "- name: given")
                .collect()
        })
        .collect();
    let [mutating, validating] = computed.as_slice() else {
        panic!("two policies");
    };
    assert!(mutating.len() > 20);
    assert_eq!(mutating, validating);
}
