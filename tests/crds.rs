//! What the API server makes of our kinds: which objects it refuses and with what words, what it fills in, what it shows.

use std::path::Path;

use anyhow::{Context, Result};
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_testbed::{ADMIN, Namespace};
use kube::Client;
use kube::api::{Api, ApiResource, DynamicObject, ListParams, Patch, PatchParams, PostParams};
use kube::client::Body;
use serde_json::{Value, json};

#[path = "support/cluster.rs"]
mod support;

/// A request with this spec over a prompt.
fn request(spec: Value) -> Value {
    let mut object = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
        "metadata": { "name": "orders", "namespace": "default" },
        "spec": { "prompt": "An API with a database" },
    });
    merge(&mut object["spec"], spec);
    object
}

/// An account with this spec over a good one.
fn account(spec: Value) -> Value {
    let mut object = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "CloudAccount",
        "metadata": { "name": "dev" },
        "spec": { "accountId": "111122223333", "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} } },
    });
    merge(&mut object["spec"], spec);
    object
}

/// A policy with this spec.
fn policy(spec: Value) -> Value {
    let mut object = json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentPolicy",
        "metadata": { "name": "prod", "namespace": "default" },
        "spec": {},
    });
    merge(&mut object["spec"], spec);
    object
}

fn waiver(expires: &str) -> Value {
    policy(json!({ "waivers": [{ "rule": "allowedRegions", "reason": "the move", "expires": expires }] }))
}

fn rule(name: &str, expression: &str) -> Value {
    policy(json!({ "rules": [{ "name": name, "expression": expression, "message": "no" }] }))
}

/// Null takes a field out.
fn merge(into: &mut Value, from: Value) {
    let (Value::Object(into), Value::Object(from)) = (into, from) else {
        panic!("specs are objects")
    };
    for (field, value) in from {
        if value.is_null() {
            into.remove(&field);
        } else {
            into.insert(field, value);
        }
    }
}

fn many(count: usize) -> Value {
    (0..count)
        .map(|number| (format!("key{number}"), json!("value")))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn api(client: Client, object: &Value) -> Api<DynamicObject> {
    if object["kind"] == "CloudAccount" {
        Api::all_with(client, &ApiResource::erase::<CloudAccount>(&()))
    } else {
        let namespace = object["metadata"]["namespace"].as_str().unwrap_or("default");
        let kind = if object["kind"] == "DeploymentPolicy" {
            ApiResource::erase::<DeploymentPolicy>(&())
        } else {
            ApiResource::erase::<DeploymentRequest>(&())
        };
        Api::namespaced_with(client, namespace, &kind)
    }
}

/// Asks the server to create the object, without keeping it.
async fn dry_run(object: Value) -> Result<kube::Result<DynamicObject>> {
    let client = support::installed().await?.client_for(ADMIN).await?;
    let params = PostParams {
        dry_run: true,
        ..PostParams::default()
    };
    let api = api(client, &object);
    Ok(api.create(&params, &serde_json::from_value(object)?).await)
}

/// What the server said when it refused.
fn refusal<T>(answer: kube::Result<T>) -> Result<String> {
    match answer {
        Err(kube::Error::Api(status)) if status.code == 422 => Ok(status.message.clone()),
        Err(error) => Err(error).context("refused, but not for its content"),
        Ok(_) => anyhow::bail!("the server took it"),
    }
}

macro_rules! refuses {
    ($($name:ident: $object:expr => $words:expr, because $reason:literal;)*) => { $(
        #[tokio::test]
        async fn $name() -> Result<()> {
            let said = refusal(dry_run($object).await?)?;
            assert!(said.contains($words), "because {}, it should have said\n  {}\nbut it said\n  {said}", $reason, $words);
            Ok(())
        }
    )* };
}

refuses! {
    a_waiver_ends_on_a_day_of_the_calendar:
        waiver("2026-02-30") => "spec.waivers[0].expires", because "a waiver that never ends is a hole";
    a_waiver_ends_on_a_day: waiver("tomorrow") => "spec.waivers[0].expires", because "a waiver that never ends is a hole";
    a_waiver_has_a_reason:
        policy(json!({ "waivers": [{ "rule": "allowedRegions", "expires": "2027-01-01" }] })) => "reason: Required value",
        because "somebody will ask";
    a_rule_has_a_name_that_waivers_can_name:
        rule("No Tables", "true") => "the name of a rule has lower-case letters", because "waivers name it";
    a_rule_s_expression_is_bounded:
        rule("own", &"a".repeat(1025)) => "may not be more than 1024", because "it is read for every plan";
    two_rules_have_two_names:
        policy(json!({ "rules": [
            { "name": "own", "expression": "true", "message": "no" }, { "name": "own", "expression": "false", "message": "no" },
        ] })) => "Duplicate value", because "a waiver would be for both";
    a_denied_type_is_a_type:
        policy(json!({ "deniedResourceTypes": ["S3"] })) => "spec.deniedResourceTypes[0]", because "it would match nothing, in silence";
    an_allowed_region_is_a_region:
        policy(json!({ "allowedRegions": ["Mumbai"] })) => "spec.allowedRegions[0]", because "it would allow nothing";
    a_limit_is_not_negative:
        policy(json!({ "maxMonthlyCost": { "perRequest": { "amount": "-1", "currency": "USD" } } })) => "must be a number that is not negative",
        because "nothing costs less than nothing";
    a_limit_limits_something:
        policy(json!({ "maxMonthlyCost": {} })) => "maxMonthlyCost needs perRequest, namespace or both", because "nothing would be limited, in silence";
    a_severity_is_one:
        policy(json!({ "minimumSeverityToBlock": "Bad" })) => "Unsupported value", because "it would block nothing";
    a_request_has_a_prompt:
        request(json!({ "prompt": null })) => "spec.prompt: Required value", because "there would be nothing to plan";
    a_prompt_is_not_empty:
        request(json!({ "prompt": "" })) => "should be at least 1 chars long", because "there would be nothing to plan";
    a_prompt_is_bounded:
        request(json!({ "prompt": "a".repeat(16_385) })) => "may not be more than 16384", because "reading it costs time and memory";
    a_prompt_is_bounded_in_every_script:
        request(json!({ "prompt": "क".repeat(5462) })) => "spec.prompt: Forbidden: prompt must be at most 16 KiB",
        because "the planner counts bytes, and nobody wants to read 16 KiB again";
    a_project_name_suits_aws:
        request(json!({ "projectName": "Orders_API" })) => "projectName must be lower-case letters, digits and hyphens",
        because "it becomes part of bucket names";
    a_project_name_does_not_end_with_a_hyphen:
        request(json!({ "projectName": "orders-" })) => "not end with a hyphen", because "names made of it would have two in a row";
    a_region_is_a_region:
        request(json!({ "region": "Mumbai" })) => "region must be the code of an AWS region, such as ap-south-1",
        because "places are for the prompt";
    a_budget_is_not_negative:
        request(json!({ "budget": { "amount": -1, "currency": "USD" } })) => "must be a number that is not negative",
        because "nothing costs less than nothing";
    a_budget_is_a_number:
        request(json!({ "budget": { "amount": "₹5,000", "currency": "INR" } })) => "without currency or commas",
        because "the currency has a field of its own";
    a_budget_has_a_currency:
        request(json!({ "budget": { "amount": 500 } })) => "spec.budget.currency: Required value",
        because "500 rupees and 500 dollars are not alike";
    a_currency_is_one_we_know:
        request(json!({ "budget": { "amount": 500, "currency": "EUR" } })) => "supported values: \"USD\", \"INR\"",
        because "there is no exchange rate for others";
    a_usage_is_not_negative:
        request(json!({ "usage": { "apiRequests": -1 } })) => "spec.usage.apiRequests", because "it is multiplied with prices";
    an_interval_is_a_time:
        request(json!({ "interval": "soon" })) => "interval must be at least 1m, such as 1h or 90m", because "it is a duration";
    an_interval_is_not_too_short:
        request(json!({ "interval": "30s" })) => "interval must be at least 1m", because "AWS throttles who asks too often";
    a_timeout_ends:
        request(json!({ "timeout": "25h" })) => "timeout must be from 1m to 24h", because "nobody waits for longer";
    answers_are_bounded_in_number:
        request(json!({ "answers": many(33) })) => "must have at most 32 items", because "there are never as many questions";
    answers_are_bounded_in_length:
        request(json!({ "answers": { "appType": "a".repeat(1025) } })) => "may not be more than 1024",
        because "an answer is no second prompt";
    an_answer_names_a_field:
        request(json!({ "answers": { "a".repeat(65): "api" } })) => "the keys of answers are fields of status.clarifications",
        because "there is no such question";
    parameters_are_bounded_in_number:
        request(json!({ "parameters": many(65) })) => "must have at most 64 items", because "no plan asks for so many";
    parameters_are_bounded_in_length:
        request(json!({ "parameters": { "peerVpcId": "a".repeat(2049) } })) => "may not be more than 2048",
        because "a file is no parameter";
    a_parameter_has_a_name_that_a_template_takes:
        request(json!({ "parameters": { "peer-vpc": "vpc-1" } })) => "the keys of parameters are a letter, then letters",
        because "neither a template nor a program has such a name";
    a_parameter_s_name_is_bounded:
        request(json!({ "parameters": { "a".repeat(65): "x" } })) => "at most 64, such as peerVpcId or STAGE", because "CloudFormation's names are";
    tags_are_bounded_in_number:
        request(json!({ "tags": many(41) })) => "must have at most 40 items", because "AWS takes 50 and we set some";
    tags_are_bounded_in_length:
        request(json!({ "tags": { "team": "t".repeat(257) } })) => "may not be more than 256", because "AWS takes no more";
    a_tag_has_a_key_that_aws_takes:
        request(json!({ "tags": { "t".repeat(129): "shop" } })) => "the keys of tags have 1 to 128 characters", because "AWS takes no more";
    tags_of_aws_are_left_to_aws:
        request(json!({ "tags": { "Aws:team": "shop" } })) => "may not begin with aws:", because "AWS refuses the whole stack";
    a_tag_is_nothing_that_aws_looks_up:
        request(json!({ "tags": { "x": "{{resolve:secretsmanager:prod/db:SecretString:password}}" } })) => "tags may not hold {{",
        because "whoever reads tags would read the secret";
    a_tag_s_key_is_nothing_that_aws_looks_up:
        request(json!({ "tags": { "{{resolve:ssm:name}}": "x" } })) => "tags may not hold {{", because "whoever reads tags would read it";
    an_artifact_is_not_two:
        request(json!({ "artifact": { "image": "orders:1", "s3": { "bucket": "builds", "key": "orders.zip" } } }))
        => "artifact must have exactly one of image and s3", because "only one can run";
    an_artifact_is_something:
        request(json!({ "artifact": {} })) => "artifact must have exactly one of image and s3", because "the sample app is had by leaving it out";
    a_request_does_not_wait_for_itself:
        request(json!({ "dependsOn": [{ "name": "network" }, { "name": "orders" }] })) => "names this request itself: take it out",
        because "it would wait for ever";
    dependencies_are_bounded:
        request(json!({ "dependsOn": (0..17).map(|number| json!({ "name": format!("n{number}") })).collect::<Vec<_>>() }))
        => "must have at most 16 items", because "each is looked up at every pass";
    a_dependency_is_named_once:
        request(json!({ "dependsOn": [{ "name": "network" }, { "name": "network" }] })) => "Duplicate value",
        because "the list is a map by name";
    an_approval_names_a_whole_digest:
        request(json!({ "approval": { "planDigest": "sha256:abc" } })) => "spec.approval.planDigest", because "a beginning could fit two plans";
    data_that_may_go_is_named_by_logical_id:
        request(json!({ "approval": { "acceptDataLoss": ["*"] } })) => "spec.approval.acceptDataLoss", because "whoever accepts all has read none";
    data_that_may_go_is_named_once:
        request(json!({ "approval": { "acceptDataLoss": ["Table", "Table"] } })) => "Duplicate value", because "the list is a set";
    whoever_approves_as_well_is_named:
        request(json!({ "approval": { "additionalApprovals": [{ "planDigest": format!("sha256:{}", "a".repeat(64)) }] } }))
        => "spec.approval.additionalApprovals[0].approver", because "the name is the key of the list";
    a_plan_takes_five_people_at_most:
        policy(json!({ "requiredApprovals": 6 })) => "spec.requiredApprovals", because "nobody would find them";
    a_plan_takes_one_person_at_least:
        policy(json!({ "requiredApprovals": 0 })) => "spec.requiredApprovals", because "it would read as if nobody had to";
    approving_within_the_budget_needs_one_in_the_spec:
        request(json!({ "approval": { "mode": "WithinBudget" } })) => "approval.mode WithinBudget needs spec.budget",
        because "who may edit the prompt could raise the prompt's";
    a_rollback_goes_to_a_revision:
        request(json!({ "rollbackTo": 0 })) => "spec.rollbackTo", because "revisions count from 1";
    history_keeps_something:
        request(json!({ "historyLimit": 0 })) => "spec.historyLimit", because "there would be nothing to go back to";
    outputs_go_to_a_kind_we_write:
        request(json!({ "writeOutputsTo": { "kind": "Deployment", "name": "x" } })) => "supported values: \"Secret\", \"ConfigMap\"",
        because "we write no others";
    an_account_has_twelve_digits:
        account(json!({ "accountId": "1234" })) => "accountId must have 12 digits", because "AWS's have";
    an_account_has_one_way_in:
        account(json!({ "credentials": { "podIdentity": {}, "secretRef": { "namespace": "ops", "name": "aws" } } }))
        => "credentials must have exactly one of assumeRole, secretRef and podIdentity", because "the other would be ignored";
    an_account_has_a_way_in:
        account(json!({ "credentials": {} })) => "credentials must have exactly one of", because "even the pod's own identity is a choice";
    a_pod_s_identity_assumes_roles_without_saying_so:
        account(json!({ "credentials": { "podIdentity": {}, "assumeRole": { "arn": "arn:aws:iam::111122223333:role/deployer" } } }))
        => "credentials must have exactly one of", because "assumeRole alone says it";
    session_tags_have_different_keys:
        account(assuming(&json!({ "tags": [{ "key": "team", "value": "a" }, { "key": "Team", "value": "b" }] })))
        => "has a key twice", because "AWS doesn't tell them apart";
    session_tags_are_not_aws_s_own:
        account(assuming(&json!({ "tags": [{ "key": "AWS:team", "value": "a" }] }))) => "must not begin with aws:", because "AWS refuses them";
    a_session_has_fifty_tags_at_most:
        account(assuming(&json!({ "tags": tags(51) }))) => "must have at most 50 items", because "AWS takes no more";
    a_session_tag_has_letters_that_aws_takes:
        account(assuming(&json!({ "tags": [{ "key": "team", "value": "a;b" }] }))) => "tags[0].value", because "AWS refuses others";
    a_transitive_tag_is_a_tag:
        account(assuming(&json!({ "tags": tags(1), "transitiveTagKeys": ["stage"] })))
        => "names a key that is not in assumeRole.tags", because "AWS has no such tag to pass on";
    a_session_has_a_name_that_aws_takes:
        account(assuming(&json!({ "sessionName": "platform team" }))) => "assumeRole.sessionName", because "AWS refuses it at the first call";
    a_region_has_one_queue:
        account(json!({ "stackEvents": { "queues": [queue("ap-south-1"), queue("ap-south-1")] } })) => "Duplicate value",
        because "one would never be received from";
    a_queue_has_an_address:
        account(json!({ "stackEvents": { "queues": [{ "region": "ap-south-1", "url": "cw-stack-events" }] } })) => "queues[0].url",
        because "a name says neither account nor region";
    a_role_to_assume_is_of_the_account:
        account(json!({ "credentials": { "assumeRole": { "arn": "arn:aws:iam::999999999999:role/deployer" } } }))
        => "is a role of another account than accountId", because "we would deploy to that one";
    a_deploy_role_is_of_the_account:
        account(json!({ "deployRoleArn": "arn:aws:iam::999999999999:role/cfn" })) => "CloudFormation takes only roles of accountId",
        because "CloudFormation refuses it at the first deployment";
    a_deploy_role_is_named_whole:
        account(json!({ "deployRoleArn": "CloudWhisperDeploy" })) => "spec.deployRoleArn", because "a name says no account";
    a_default_region_is_a_region:
        account(json!({ "defaultRegion": "india" })) => "defaultRegion must be the code of an AWS region", because "AWS has no such endpoint";
    credits_say_how_much_is_left:
        account(json!({ "freeTier": { "plan": "Credits" } })) => "needs remainingUSD", because "estimates count on it";
    twelve_months_end:
        account(json!({ "freeTier": { "plan": "Legacy12Month" } })) => "needs until", because "estimates count on it";
    an_endpoint_is_an_address:
        account(json!({ "endpointURL": "localhost:4566" })) => "spec.endpointURL", because "the scheme decides on TLS";
}

/// A role to assume, with these fields besides.
fn assuming(fields: &Value) -> Value {
    let mut role = json!({ "arn": "arn:aws:iam::111122223333:role/deployer" });
    for (name, value) in fields.as_object().into_iter().flatten() {
        role[name] = value.clone();
    }
    json!({ "credentials": { "assumeRole": role } })
}

fn tags(count: usize) -> Vec<Value> {
    let tag = |number| json!({ "key": format!("k{number}"), "value": "" });
    (0..count).map(tag).collect()
}

fn queue(region: &str) -> Value {
    json!({ "region": region, "url": format!("https://sqs.{region}.amazonaws.com/111122223333/cw-stack-events") })
}

#[tokio::test]
async fn everything_that_the_documentation_shows_is_taken() -> Result<()> {
    let everything = request(json!({
        "prompt": format!("{}!", "क".repeat(5461)),
        "language": "hi",
        "projectName": "orders",
        "accountRef": { "name": "dev" },
        "region": "us-gov-west-1",
        "budget": { "amount": "500", "currency": "INR", "period": "Month" },
        "usage": { "apiRequests": 200_000, "storageGB": 5, "dataTransferGB": "0.5" },
        "answers": { "appType": "api", "publicAccess": "true" },
        "parameters": { "peerVpcId": "{{ outputs.network.vpcId }}", "STAGE": "prod", "a": "" },
        "parser": { "provider": "Auto" },
        "artifact": { "s3": { "bucket": "builds", "key": "orders.zip", "versionId": "3" } },
        "approval": { "mode": "WithinBudget", "planDigest": format!("sha256:{}", "a".repeat(64)), "acceptDataLoss": ["Table", "Bucket2"] },
        "engine": "CloudFormation",
        "deletionPolicy": "Delete",
        "securityProfile": "Hardened",
        "driftPolicy": "Correct",
        "rollbackTo": 3,
        "interval": "1m",
        "timeout": "24h",
        "historyLimit": 10,
        "suspend": false,
        "dependsOn": [{ "name": "network" }],
        "writeOutputsTo": { "kind": "Secret", "name": "orders-outputs" },
        "tags": { "team": "shop", "awsome": "yes" },
    }));
    dry_run(everything).await??;
    let free_tier = json!({ "plan": "Credits", "remainingUSD": "87.5", "expires": "2027-01-31" });
    dry_run(account(json!({
        "credentials": { "assumeRole": { "arn": "arn:aws:iam::111122223333:role/ops/deployer", "externalId": "x-1" } },
        "deployRoleArn": "arn:aws:iam::111122223333:role/cfn",
        "allowedNamespaces": { "selector": { "matchLabels": { "team": "shop" } } },
        "allowedRegions": ["ap-south-1", "us-east-1"],
        "freeTier": free_tier,
        "stackEvents": { "queues": [queue("ap-south-1"), queue("us-east-1")] },
    })))
    .await??;
    let mut tagged = assuming(&json!({
        "externalId": "x-1", "sessionName": "platform@example.com", "tags": tags(50), "transitiveTagKeys": ["k0", "k49"],
    }));
    tagged["credentials"]["assumeRole"]["tags"][0]["value"] = json!("Läden / shop: a+b=c@d");
    tagged["credentials"]["secretRef"] = json!({ "namespace": "cloudwhisper-system", "name": "keys" });
    dry_run(account(tagged)).await??;
    Ok(())
}

#[tokio::test]
async fn every_example_is_taken() -> Result<()> {
    let mut taken = 0;
    for folder in ["examples", "examples/account"] {
        for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))? {
            let path = file?.path();
            if path.extension().is_none_or(|extension| extension != "yaml") {
                continue;
            }
            let yaml = std::fs::read_to_string(&path)?;
            let yaml = yaml.replace("${CLOUDWHISPER_AWS_ENDPOINT}", "http://127.0.0.1:4566");
            for object in serde_saphyr::from_multiple::<Value>(&yaml)? {
                if object["apiVersion"] == "cloudwhisper.dev/v1alpha1" {
                    dry_run(object)
                        .await?
                        .with_context(|| path.display().to_string())?;
                    taken += 1;
                }
            }
        }
    }
    assert!(taken > 0);
    Ok(())
}

#[tokio::test]
async fn amounts_are_numbers_or_texts() -> Result<()> {
    for amount in [json!(0), json!(500), json!("500"), json!("12.50")] {
        dry_run(request(
            json!({ "budget": { "amount": amount, "currency": "USD" } }),
        ))
        .await?
        .with_context(|| format!("{amount}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_left_out_is_filled_in() -> Result<()> {
    let created = dry_run(request(json!({}))).await??;
    let expected = json!({
        "prompt": "An API with a database",
        "language": "auto",
        "parser": { "provider": "Auto" },
        "approval": { "mode": "Manual" },
        "engine": "CloudFormation",
        "deletionPolicy": "Retain",
        "securityProfile": "Baseline",
        "driftPolicy": "Detect",
        "interval": "1h",
        "timeout": "30m",
        "historyLimit": 10,
        "suspend": false,
    });
    assert_eq!(created.data["spec"], expected);
    Ok(())
}

#[tokio::test]
async fn null_is_the_same_as_left_out() -> Result<()> {
    let mut object = request(json!({}));
    object["spec"]["budget"] = Value::Null;
    object["spec"]["engine"] = Value::Null;
    let created = dry_run(object).await??;
    assert_eq!(created.data["spec"]["engine"], "CloudFormation");
    assert!(created.data["spec"].get("budget").is_none());
    Ok(())
}

#[tokio::test]
async fn nobody_has_looked_at_a_new_object() -> Result<()> {
    for object in [request(json!({})), account(json!({}))] {
        let created = dry_run(object).await??;
        assert_eq!(
            created.data["status"],
            json!({ "observedGeneration": -1 }),
            "else Flux calls it ready"
        );
    }
    Ok(())
}

/// A namespace with the request `orders` in it.
async fn created(spec: Value) -> Result<(Namespace, Api<DynamicObject>)> {
    let cluster = support::installed().await?;
    let namespace = Namespace::create(cluster, "crds").await?;
    let mut object = request(spec);
    object["metadata"]["namespace"] = json!(namespace.name());
    let api = api(cluster.client_for(ADMIN).await?, &object);
    api.create(&PostParams::default(), &serde_json::from_value(object)?)
        .await?;
    Ok((namespace, api))
}

async fn edit(api: &Api<DynamicObject>, spec: Value) -> kube::Result<DynamicObject> {
    api.patch(
        "orders",
        &PatchParams::default(),
        &Patch::Merge(json!({ "spec": spec })),
    )
    .await
}

async fn report(api: &Api<DynamicObject>, status: Value) -> kube::Result<DynamicObject> {
    let patch = Patch::Merge(json!({ "status": status }));
    api.patch_status("orders", &PatchParams::default(), &patch).await
}

#[tokio::test]
async fn the_engine_of_a_request_stays() -> Result<()> {
    let (_namespace, api) = created(json!({})).await?;
    let said = refusal(edit(&api, json!({ "engine": "TerraformCloud" })).await)?;
    assert!(
        said.contains("engine cannot be changed: make another DeploymentRequest"),
        "{said}"
    );
    Ok(())
}

#[tokio::test]
async fn the_account_of_a_request_stays_once_there_is_a_stack() -> Result<()> {
    let (_namespace, api) = created(json!({})).await?;
    edit(&api, json!({ "accountRef": { "name": "dev" } }))
        .await
        .context("a plan gets an account")?;
    edit(&api, json!({ "accountRef": { "name": "test" } }))
        .await
        .context("nothing is deployed yet")?;
    let deployment = json!({ "account": "111122223333", "region": "ap-south-1", "stackName": "orders" });
    report(&api, json!({ "deployment": deployment })).await?;
    edit(&api, json!({ "accountRef": { "name": "dev" } }))
        .await
        .context("the stack has a name only")?;
    report(&api, json!({ "deployment": { "stackArn": "arn:aws:cloudformation:ap-south-1:111122223333:stack/orders/1" } })).await?;
    for other in [json!({ "name": "test" }), Value::Null] {
        let said = refusal(edit(&api, json!({ "accountRef": other })).await)?;
        assert!(
            said.contains("spec.accountRef cannot change once a stack exists"),
            "{said}"
        );
    }
    edit(&api, json!({ "prompt": "An API with two databases" }))
        .await
        .context("everything else may change")?;
    Ok(())
}

#[tokio::test]
async fn the_id_of_an_account_stays() -> Result<()> {
    let cluster = support::installed().await?;
    let namespace = Namespace::create(cluster, "crds").await?;
    let client = cluster.client_for(ADMIN).await?;
    let mut object = account(json!({}));
    object["metadata"]["name"] = json!(namespace.name());
    let accounts = api(client, &object);
    accounts
        .create(&PostParams::default(), &serde_json::from_value(object)?)
        .await?;
    let patch = Patch::Merge(json!({ "spec": { "accountId": "444455556666" } }));
    let said = refusal(
        accounts
            .patch(namespace.name(), &PatchParams::default(), &patch)
            .await,
    );
    accounts
        .delete(namespace.name(), &kube::api::DeleteParams::default())
        .await?;
    assert!(said?.contains("accountId cannot be changed: make another CloudAccount"));
    Ok(())
}

#[tokio::test]
async fn a_status_write_changes_no_spec_and_a_spec_write_no_status() -> Result<()> {
    let (_namespace, api) = created(json!({})).await?;
    let both =
        Patch::Merge(json!({ "spec": { "prompt": "Something else" }, "status": { "phase": "Ready" } }));
    let after = api.patch_status("orders", &PatchParams::default(), &both).await?;
    assert_eq!(after.data["spec"]["prompt"], "An API with a database");
    assert_eq!(after.data["status"]["phase"], "Ready");
    let both =
        Patch::Merge(json!({ "spec": { "prompt": "Something else" }, "status": { "phase": "Failed" } }));
    let after = api.patch("orders", &PatchParams::default(), &both).await?;
    assert_eq!(after.data["spec"]["prompt"], "Something else");
    assert_eq!(after.data["status"]["phase"], "Ready");
    Ok(())
}

#[tokio::test]
async fn kubectl_get_shows_what_one_wants_to_know() -> Result<()> {
    let (namespace, api) = created(json!({})).await?;
    report(&api, status()).await?;
    let table = table(&format!(
        "/apis/cloudwhisper.dev/v1alpha1/namespaces/{}/deploymentrequests",
        namespace.name()
    ))
    .await?;
    let shown: Vec<_> = columns(&table)
        .into_iter()
        .zip(table["rows"][0]["cells"].as_array().context("no cells")?.clone())
        .filter(|((name, _), _)| name != "Age")
        .map(|((name, wide), cell)| (name, wide, cell))
        .collect();
    let expected = [
        ("Name", 0, json!("orders")),
        ("Phase", 0, json!("Ready")),
        ("Ready", 0, json!("True")),
        ("Cost (USD)", 0, json!("1.20")),
        ("Cost (INR)", 0, json!("100.00")),
        ("URL", 0, json!("https://orders.example.com")),
        ("Account", 1, json!("111122223333")),
        ("Region", 1, json!("ap-south-1")),
        ("Revision", 1, json!(4)),
        ("Stack", 1, json!("orders-1")),
    ];
    assert_eq!(
        shown,
        expected.map(|(name, wide, cell)| (name.to_owned(), wide, cell))
    );
    Ok(())
}

#[tokio::test]
async fn kubectl_get_shows_accounts() -> Result<()> {
    let names: Vec<_> = columns(&table("/apis/cloudwhisper.dev/v1alpha1/cloudaccounts").await?);
    let expected = [
        ("Name", 0),
        ("Account", 0),
        ("Region", 0),
        ("Ready", 0),
        ("Age", 0),
        ("Identity", 1),
    ];
    assert_eq!(names, expected.map(|(name, wide)| (name.to_owned(), wide)));
    Ok(())
}

#[tokio::test]
async fn kubectl_get_shows_policies() -> Result<()> {
    let names: Vec<_> = columns(&table("/apis/cloudwhisper.dev/v1alpha1/deploymentpolicies").await?);
    let expected = [
        ("Name", 0),
        ("Ready", 0),
        ("Severity", 0),
        ("Max per request", 0),
        ("Max in all", 0),
        ("Age", 0),
        ("Message", 1),
    ];
    assert_eq!(names, expected.map(|(name, wide)| (name.to_owned(), wide)));
    Ok(())
}

#[tokio::test]
async fn a_whole_policy_is_taken() -> Result<()> {
    let whole = policy(json!({
        "allowedRegions": ["ap-south-1"], "allowedResourceTypes": ["AWS::*"], "deniedResourceTypes": ["AWS::EC2::NatGateway", "AWS::RDS::*"],
        "maxMonthlyCost": { "perRequest": { "amount": 5000, "currency": "INR" } }, "minimumSeverityToBlock": "High", "separationOfDuties": true,
        "requiredApprovals": 2,
        "requiredTags": [{ "key": "team" }, { "key": "stage", "values": ["dev", "prod"] }],
        "rules": [{ "name": "no-public-buckets", "expression": "plan.resources.all(r, r.type != 'AWS::EC2::NatGateway')", "message": "no" }],
        "waivers": [{ "rule": "no-public-buckets", "request": "old", "reason": "the move", "expires": "2028-02-29" }],
    }));
    dry_run(whole).await??;
    Ok(())
}

/// What `kubectl get` receives.
async fn table(path: &str) -> Result<Value> {
    let client = support::installed().await?.client_for(ADMIN).await?;
    let mut request = kube::core::Request::new(path).list(&ListParams::default())?;
    request
        .headers_mut()
        .insert("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io".parse()?);
    Ok(client.request(request).await?)
}

/// The name of each column, and 1 where only `-o wide` shows it.
fn columns(table: &Value) -> Vec<(String, i64)> {
    let columns = table["columnDefinitions"].as_array().into_iter().flatten();
    columns
        .map(|column| {
            (
                column["name"].as_str().unwrap_or_default().to_owned(),
                column["priority"].as_i64().unwrap_or(-1),
            )
        })
        .collect()
}

fn status() -> Value {
    let money = json!({ "usd": "1.20", "inr": "100.00" });
    let digest = format!("sha256:{}", "a".repeat(64));
    json!({
        "phase": "Ready",
        "conditions": [
            { "type": "Stalled", "status": "False", "reason": "Deployed", "message": "", "lastTransitionTime": "2026-11-01T00:00:00Z" },
            { "type": "Ready", "status": "True", "reason": "Deployed", "message": "", "lastTransitionTime": "2026-11-01T00:00:00Z" },
        ],
        "plan": {
            "revision": 4, "digest": digest, "resources": [], "artifacts": { "kind": "ConfigMap", "name": "orders-r4" },
            "estimate": {
                "monthly": money, "exchangeRate": "83.33", "pricesAsOf": "2026-10-30", "freeTierSavings": money,
                "breakdown": [], "warnings": [],
            },
        },
        "deployment": { "account": "111122223333", "region": "ap-south-1", "stackName": "orders-1" },
        "outputs": { "url": "https://orders.example.com" },
    })
}

#[tokio::test]
async fn the_server_warns_of_nothing_in_our_definitions() -> Result<()> {
    let client = support::installed().await?.client_for(ADMIN).await?;
    for crd in cloudwhisper_api::crds::crds() {
        let name = crd.metadata.name.clone().unwrap_or_default();
        let params = PatchParams {
            dry_run: true,
            ..PatchParams::apply("test").force()
        };
        let request = kube::core::Request::new("/apis/apiextensions.k8s.io/v1/customresourcedefinitions");
        let request = request.patch(&name, &params, &Patch::Apply(&crd))?;
        let answer = client.send(request.map(Body::from)).await?;
        assert!(answer.status().is_success(), "{}", answer.status());
        let warnings: Vec<_> = answer.headers().get_all("warning").iter().collect();
        assert!(warnings.is_empty(), "{warnings:?}");
    }
    Ok(())
}
