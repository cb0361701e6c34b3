//! A program that runs only while somebody calls it: AWS Lambda behind Amazon API Gateway.

use cloudwhisper_api::requirements::{Requirements, Storage};

use super::artifact::Host;
use super::parts::callers::Callers as DoorCallers;
use super::parts::foundation::{self, Foundation};
use super::parts::{compute, domain, monitoring, site, wishes};
use super::{Architecture, Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Retention, Value};
use crate::catalog::apigatewayv2::Callers;
use crate::catalog::cloudfront::{self, Signed};
use crate::catalog::{apigateway, apigatewayv2, iam, lambda, wafv2};
use crate::requirements::{FRONT_DOOR, NO_FRONT_DOOR};

/// Lambda behind an HTTP API, behind a REST API where one was named, or behind a content network where nothing may be paid.
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
        let Foundation { key, access } = Foundation::lay(&mut blueprint, design);
        let function = compute::function(&mut blueprint, design, access, key.as_ref());
        if wishes::said(design.requirements, lambda::Function::KIND, &[FRONT_DOOR]) == Some(NO_FRONT_DOOR) {
            blueprint.output("FunctionName", "Name of the function, to call it by", &function);
            foundation::finish(&mut blueprint, design, key.as_ref());
            return blueprint;
        }
        let url = if rest_wanted(design.requirements) {
            let logs = blueprint.add(monitoring::api_log_group(design, key.as_ref()));
            rest_api(&mut blueprint, design, &function, &logs)
        } else if nothing_may_be_paid(design.requirements)
            || wishes::names(design.requirements, lambda::URL.kind)
        {
            free_front_door(&mut blueprint, design, &function)
        } else {
            http_api(&mut blueprint, design, &function, key.as_ref())
        };
        blueprint.output("Url", "Address of the application", url);
        foundation::finish(&mut blueprint, design, key.as_ref());
        blueprint
    }
}

/// Plans of how much each caller may use, a web ACL and a list of addresses are something that only REST APIs have.
fn rest_wanted(requirements: &Requirements) -> bool {
    let names = |kind: &str| wishes::names(requirements, kind);
    let ranged = DoorCallers::range_at_doors(requirements).is_some();
    let acl = names(wafv2::WebAcl::KIND) && !names(cloudfront::Distribution::KIND);
    if (ranged || acl) && !names(apigatewayv2::Api::KIND) {
        return true;
    }
    [
        apigateway::RestApi::KIND,
        apigateway::USAGE_PLAN.kind,
        apigateway::API_KEY.kind,
    ]
    .into_iter()
    .any(|kind| wishes::names(requirements, kind))
        && !wishes::named(requirements, apigatewayv2::Api::KIND)
            .any(|api| api.properties.contains_key(apigatewayv2::BESIDE_REST))
}

fn http_api(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    function: &LogicalId,
    key: Option<&LogicalId>,
) -> Value {
    let (api, stage) = bare_http_api(blueprint, design, function, key);
    domain::for_http_api(blueprint, design, &api, &stage)
}

/// An HTTP API that hands everything to the function, and its stage; the domain leads elsewhere.
pub(super) fn bare_http_api(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    function: &LogicalId,
    key: Option<&LogicalId>,
) -> (LogicalId, LogicalId) {
    let logs = blueprint.add(monitoring::api_log_group(design, key));
    let api = blueprint.add(apigatewayv2::api("Api", &design.requirements.project_name));
    let integration = blueprint.add(apigatewayv2::integration("ApiIntegration", &api, function));
    blueprint.add(apigatewayv2::route(
        "ApiRoute",
        &api,
        &integration,
        callers(design.requirements),
    ));
    let stage = blueprint.add(apigatewayv2::stage("ApiStage", &api, &logs));
    blueprint.add(apigatewayv2::parts::permission(
        "ApiPermission",
        function,
        &api,
        "/*/$default",
    ));
    (api, stage)
}

/// Whether the budget is zero and the front door was left open. API Gateway has been free for an account's first year
/// only, and never for accounts made since 2025-07-15; `CloudFront` is free for ten million requests a month for ever.
pub(super) fn nothing_may_be_paid(requirements: &Requirements) -> bool {
    let zero = requirements
        .budget
        .is_some_and(|budget| budget.amount.value().is_zero());
    zero && !wishes::names(requirements, apigatewayv2::Api::KIND) && !costs_anyway(requirements)
}

/// What is paid by the hour wherever it stands: beside it a front door that takes no plain `POST` saves next to nothing.
const PAID_BY_THE_HOUR: [&str; 14] = [
    "AWS::Batch::",
    "AWS::DocDB::",
    "AWS::EC2::NatGateway",
    "AWS::EKS::",
    "AWS::ElastiCache::",
    "AWS::ElasticLoadBalancingV2::",
    "AWS::MSK::",
    "AWS::MemoryDB::",
    "AWS::Neptune::",
    "AWS::OpenSearchService::",
    "AWS::RDS::",
    "AWS::Redshift::",
    "AWS::SageMaker::",
    "AWS::WAFv2::",
];

fn costs_anyway(requirements: &Requirements) -> bool {
    let paid = |kind: &str| PAID_BY_THE_HOUR.iter().any(|start| kind.starts_with(start));
    requirements.storage.contains(&Storage::Rds) || requirements.services.iter().any(|it| paid(&it.kind))
}

/// A content network before the function's own address, which has no price of its own. The network signs what it sends, so
/// the body of a `POST` or `PUT` has to come with its hash in the header `x-amz-content-sha256`.
fn free_front_door(blueprint: &mut Blueprint, design: &Design<'_>, function: &LogicalId) -> Value {
    const ORIGIN: &str = "function";
    let url = blueprint.add(lambda::url("HandlerUrl", function));
    let access = blueprint.add(cloudfront::origin_access_control("HandlerAccess", Signed::Lambda));
    let signers = site::signers(blueprint, design);
    let origins = vec![cloudfront::https_origin(
        ORIGIN,
        Value::UrlHost(url, "FunctionUrl"),
        &access,
    )];
    let behavior = site::for_signed_only(cloudfront::dynamic(ORIGIN), signers.as_ref());
    let project = &design.requirements.project_name;
    let distribution = cloudfront::distribution("FrontDoor", project, origins, behavior);
    let arn = cloudfront::arn(&distribution.id);
    for permission in lambda::url_permissions("FrontDoorPermission", function, &arn) {
        blueprint.add(permission);
    }
    let distribution = blueprint.add(distribution);
    domain::for_distribution(blueprint, design, &distribution)
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
    blueprint.add(apigatewayv2::parts::permission(
        "ApiPermission",
        function,
        &api,
        "/*/*",
    ));
    for resource in methods.into_iter().chain([deployment, account, role]) {
        blueprint.add(resource);
    }
    domain::for_rest_api(blueprint, design, &api, &stage)
}

/// Not public means that requests have to be signed by somebody of the account who is allowed to call the API.
fn callers(requirements: &Requirements) -> Callers {
    // Whom the addresses or the network let in need not sign as well.
    let ranged = DoorCallers::range_at_doors(requirements).is_some();
    if requirements.networking.public_access || ranged || apigateway::private::is_meant(requirements) {
        Callers::Everyone
    } else {
        Callers::Signed
    }
}
