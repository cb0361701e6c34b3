//! A program that runs only while somebody calls it: AWS Lambda behind Amazon API Gateway.

use cloudwhisper_api::requirements::Requirements;

use super::artifact::Host;
use super::parts::{compute, database, domain, encryption, monitoring, storage, wishes};
use super::{Architecture, Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Retention, Value};
use crate::catalog::apigatewayv2::Callers;
use crate::catalog::{apigateway, apigatewayv2, iam, lambda};

/// Lambda behind an HTTP API, or behind a REST API where one was named.
pub(crate) struct Serverless;

impl Architecture for Serverless {
    fn fits(&self, _requirements: &Requirements) -> bool {
        true
    }

    fn host(&self) -> Host {
        Host::Function
    }

    fn blueprint(&self, design: &Design<'_>) -> Blueprint {
        let mut blueprint = Blueprint::default();
        let key = encryption::own_key(&mut blueprint, design);
        let mut access = encryption::access(key.as_ref());
        access.extend(storage::add(&mut blueprint, design, key.as_ref()));
        let function = compute::function(&mut blueprint, design, access, key.as_ref());
        let logs = blueprint.add(monitoring::api_log_group(design, key.as_ref()));
        let url = if rest_wanted(design.requirements) {
            rest_api(&mut blueprint, design, &function, &logs)
        } else {
            http_api(&mut blueprint, design, &function, &logs)
        };
        let topic = monitoring::topic(&mut blueprint, design.requirements, key.as_ref());
        monitoring::alarms(&mut blueprint, topic.as_ref());
        blueprint.output("Url", "Address of the application", url);
        storage::outputs(&mut blueprint);
        database::outputs(&mut blueprint);
        blueprint
    }
}

/// Plans of how much each caller may use are something that only REST APIs have.
fn rest_wanted(requirements: &Requirements) -> bool {
    [
        apigateway::RestApi::KIND,
        apigateway::USAGE_PLAN.kind,
        apigateway::API_KEY.kind,
    ]
    .into_iter()
    .any(|kind| wishes::names(requirements, kind))
}

fn http_api(blueprint: &mut Blueprint, design: &Design<'_>, function: &LogicalId, logs: &LogicalId) -> Value {
    let api = blueprint.add(apigatewayv2::api("Api", &design.requirements.project_name));
    let integration = blueprint.add(apigatewayv2::integration("ApiIntegration", &api, function));
    blueprint.add(apigatewayv2::route(
        "ApiRoute",
        &api,
        &integration,
        callers(design.requirements),
    ));
    let stage = blueprint.add(apigatewayv2::stage("ApiStage", &api, logs));
    blueprint.add(may_call(function, &api, "/*/$default"));
    domain::for_http_api(blueprint, design, &api, &stage)
}

fn rest_api(blueprint: &mut Blueprint, design: &Design<'_>, function: &LogicalId, logs: &LogicalId) -> Value {
    let callers = callers(design.requirements);
    let api = blueprint.add(apigateway::api("Api", &design.requirements.project_name));
    let paths = blueprint.add(apigateway::any_path("ApiPaths", &api));
    let root = Value::Attribute(api.clone(), "RootResourceId");
    let methods = [
        apigateway::method("ApiRootMethod", &api, root, function, callers),
        apigateway::method("ApiPathsMethod", &api, Value::from(&paths), function, callers),
    ];
    let deployment = apigateway::deployment("ApiDeployment", &api, &methods);
    let role = iam::with_aws_policy(
        iam::role("ApiLogsRole", "apigateway.amazonaws.com", &[]),
        "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    );
    // The account's setting refers to it, and stays too.
    let role = role.kept(Retention::Retain);
    let account = apigateway::account("ApiLogsAccount", &role);
    let stage = apigateway::stage("ApiStage", &api, &deployment.id, logs).after(&account.id);
    let stage = match design.profile {
        Profile::Baseline => stage,
        Profile::Hardened => apigateway::hardened_stage(stage),
    };
    let stage = blueprint.add(stage);
    blueprint.add(may_call(function, &api, "/*/*"));
    for resource in methods.into_iter().chain([deployment, account, role]) {
        blueprint.add(resource);
    }
    domain::for_rest_api(blueprint, design, &api, &stage)
}

/// Not public means that requests have to be signed by somebody of the account who is allowed to call the API.
fn callers(requirements: &Requirements) -> Callers {
    if requirements.networking.public_access {
        Callers::Everyone
    } else {
        Callers::Signed
    }
}

fn may_call(function: &LogicalId, api: &LogicalId, calls: &str) -> Resource {
    let source = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":execute-api:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":".into(),
        api.into(),
        calls.into(),
    ]);
    lambda::permission("ApiPermission", function, "apigateway.amazonaws.com", source)
}
