//! REST APIs as parts of a system, with plans of how much each caller may use, and with people who are signed in.

use super::allow_list::POLICY;
use super::{DEPLOYMENT, METHOD, RestApi, STAGE_NAME, Stage, relay};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::domain;
use crate::blueprint::{LogicalId, Resource, Retention, Value};
use crate::catalog::apigatewayv2::{self, Callers};
use crate::catalog::component::{Component, Ends, Part, Wire};
use crate::catalog::plain::Plain;
use crate::catalog::{Tags, iam};
use crate::properties;

const USER_POOL: &str = "AWS::Cognito::UserPool";
/// Calls a second that one caller may make, and at once: a fifth of what everybody together may.
const CALLER_RATE: i64 = 10;
const CALLER_BURST: i64 = 20;
/// Calls that one caller may make in a day.
const CALLS_PER_DAY: i64 = 10_000;

pub(crate) const USAGE_PLAN: Plain = Plain {
    kind: "AWS::ApiGateway::UsagePlan",
    tags: Tags::List,
    purpose: [
        "Says how much each caller of the API may use it",
        "तय करता है कि API को बुलाने वाला हर कोई उसे कितना बरत सकता है",
        "Tay karta hai ki API ko call karne wala har koi use kitna istemal kar sakta hai",
    ],
};

pub(crate) const API_KEY: Plain = Plain {
    kind: "AWS::ApiGateway::ApiKey",
    tags: Tags::List,
    purpose: [
        "Tells one caller of the API from the others",
        "API को बुलाने वाले एक को बाकियों से अलग पहचानता है",
        "API ko call karne wale ek ko baakiyon se alag pehchanta hai",
    ],
};

pub(crate) const USAGE_PLAN_KEY: Plain = Plain {
    kind: "AWS::ApiGateway::UsagePlanKey",
    tags: Tags::None,
    purpose: [
        "Says which plan a caller of the API has",
        "बताता है कि API को बुलाने वाले के पास कौन-सा प्लान है",
        "Batata hai ki API ko call karne wale ke paas kaun-sa plan hai",
    ],
};

pub(crate) const AUTHORIZER: Plain = Plain {
    kind: "AWS::ApiGateway::Authorizer",
    tags: Tags::None,
    purpose: [
        "Lets only people who are signed in call the API",
        "केवल साइन इन किए हुए लोगों को API बुलाने देता है",
        "Sirf sign in kiye hue logon ko API call karne deta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: RestApi::KIND,
        terms: [
            "api gateway rest api|rest api gateway|rest api on api gateway|rest api in api gateway|api gateway rest|\
             api gateway v1|amazon api gateway rest api|rest api with api gateway",
            "रेस्ट एपीआई गेटवे",
            "",
        ],
        build,
        uses: None,
    },
    Component {
        kind: USAGE_PLAN.kind,
        terms: [
            "usage plan|api usage plan|api gateway usage plan|api quota|usage plan with api key|usage plan and api key|\
             api key and usage plan|api keys and usage plans|api throttling plan|per client quota|\
             api key auth|api key authentication|api key protection|api key for each client|api key for each customer|\
             api key for each partner|api key per client|api key per customer|api key per partner|rate limit per client|\
             rate limit per customer|rate limiting per client|rate limiting per customer|quota per customer|quota per client",
            "उपयोग योजना|यूसेज प्लान",
            "",
        ],
        build: usage_plan,
        uses: None,
    },
    Component {
        kind: API_KEY.kind,
        terms: [
            "api gateway api key|api gateway key|api key on api gateway",
            "एपीआई गेटवे की चाबी",
            "api gateway ki key",
        ],
        build: api_key,
        uses: None,
    },
];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: USER_POOL,
    to: RestApi::KIND,
    ends: Ends::All,
    connect: signed_in,
}];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    add(system)
}

/// Hardened: nobody may call without being known, by a signature, by signing in, or at least by a key.
pub(crate) fn harden(system: &mut System<'_>) {
    for api in system.all(RestApi::KIND) {
        let open = |it: &LogicalId| {
            let properties = system.blueprint.resource(it).map(|it| &it.properties);
            properties.is_some_and(|it| {
                it.get("AuthorizationType").and_then(Value::as_text) == Some("NONE")
                    && !it.contains_key("ApiKeyRequired")
            })
        };
        if methods(system, &api).iter().any(open) {
            plan_of(system, &Part { said: None }, &api);
        }
    }
}

/// A REST API that hands everything to a function, or what is sent to it straight to a service where that was said.
fn add(system: &mut System<'_>) -> LogicalId {
    let service = relay::target(system);
    let id = system.free_id("Api");
    let id = if id.as_str() == "Api" {
        id
    } else {
        system.free_id("RestApi")
    };
    let name = |what: &str| format!("{id} {what}");
    let logs = apigatewayv2::log_group(system, &id);
    let api = system.add(super::api(id.as_str(), system.project()));
    let methods = match service {
        Some(to) => {
            let callers = callers(system);
            vec![relay::method(system, &name("RootMethod"), (&api, &to), callers)]
        }
        None => to_function(system, &api),
    };
    let deployment = super::deployment(&name("Deployment"), &api, &methods);
    let account = log_account(system);
    let stage = super::stage(&name("Stage"), &api, &deployment.id, &logs).after(&account);
    let stage = if system.hardened() {
        super::hardened_stage(stage)
    } else {
        stage
    };
    let stage = system.add(stage);
    for resource in methods.into_iter().chain([deployment]) {
        system.add(resource);
    }
    let url = if domain::is_taken(&system.blueprint) {
        domain::rest_api_address(&api, &stage)
    } else {
        domain::for_rest_api(&mut system.blueprint, system.design, &api, &stage)
    };
    system.blueprint.front_door(&api, "the API", url);
    api
}

/// Who may call it: of one that only a network reaches, whoever is in there.
fn callers(system: &System<'_>) -> Callers {
    if super::private::is_meant(system.design.requirements) {
        return Callers::Everyone;
    }
    apigatewayv2::callers(system)
}

/// Every request goes to the function behind the API, which may be called.
fn to_function(system: &mut System<'_>, api: &LogicalId) -> Vec<Resource> {
    let function = apigatewayv2::function(system);
    let callers = callers(system);
    let name = |what: &str| format!("{api} {what}");
    let paths = system.add(super::any_path(&name("Paths"), api));
    let root = Value::Attribute(api.clone(), "RootResourceId");
    let paths = Value::from(&paths);
    let permission = apigatewayv2::permission(&name("Permission"), &function, api, "/*/*");
    system.add(permission);
    vec![
        super::method(&name("RootMethod"), api, root, &function, callers),
        super::method(&name("PathsMethod"), api, paths, &function, callers),
    ]
}

/// The account's setting that lets APIs write logs, once.
pub(crate) fn log_account(system: &mut System<'_>) -> LogicalId {
    let id = LogicalId::new("ApiLogsAccount");
    if system.blueprint.resource(&id).is_some() {
        return id;
    }
    let role = iam::with_aws_policy(
        iam::role("ApiLogsRole", "apigateway.amazonaws.com", &[]),
        "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    );
    // The account's setting refers to it, and stays too.
    let role = role.kept(Retention::Retain);
    let account = super::account(id.as_str(), &role);
    system.add(role);
    system.add(account)
}

/// The first REST API, which is added where there is none.
fn rest_api(system: &mut System<'_>) -> LogicalId {
    let first = system.all(RestApi::KIND).into_iter().next();
    first.unwrap_or_else(|| add(system))
}

/// A plan, a first caller of it, and an API that asks callers for their key.
fn usage_plan(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let api = rest_api(system);
    plan_of(system, part, &api)
}

/// Spans of time that are said, with the one of AWS's that is counted instead and by how much it is longer: times, and parts of it.
/// Source: API Gateway API reference, `QuotaSettings`, 2026-11.
const PERIODS: [(&str, &str, i64, i64); 6] = [
    ("DAY", "DAY", 1, 1),
    ("WEEK", "WEEK", 1, 1),
    ("MONTH", "MONTH", 1, 1),
    ("MINUTE", "DAY", 1440, 1),
    ("HOUR", "DAY", 24, 1),
    ("YEAR", "MONTH", 1, 12),
];

/// What AWS counts where so many calls were said for this span: how many, at least one, over which of its spans.
pub(crate) fn quota(calls: i64, span: &str) -> (i64, &'static str) {
    let row = PERIODS.iter().find(|(said, ..)| *said == span);
    let (_, counted, times, parts) = row.copied().unwrap_or(PERIODS[0]);
    ((calls.saturating_mul(times) / parts).max(1), counted)
}

fn plan_of(system: &mut System<'_>, part: &Part<'_>, api: &LogicalId) -> LogicalId {
    let id = system.free_id("UsagePlan");
    let stage = system
        .blueprint
        .of_kind(Stage::KIND)
        .find(|it| it.properties.get("RestApiId") == Some(&Value::from(api)))
        .map_or_else(|| STAGE_NAME.into(), Resource::reference);
    let limit = part.number("quota", (1, i64::MAX)).unwrap_or(CALLS_PER_DAY);
    let (limit, period) = quota(limit, part.text("quotaPeriod").unwrap_or_default());
    let rate = part.number("rateLimit", (1, 10_000));
    // A rush is let through as long as a second's calls are.
    let burst = part.number("burstLimit", (1, 5000));
    let burst = burst.unwrap_or_else(|| rate.unwrap_or(CALLER_BURST).clamp(CALLER_BURST, 5000));
    let plan = Resource::new(id, USAGE_PLAN.kind)
        .with("Description", "What one caller may use")
        .with("ApiStages", vec![properties! { "ApiId": api, "Stage": stage }])
        .with(
            "Throttle",
            properties! { "RateLimit": rate.unwrap_or(CALLER_RATE), "BurstLimit": burst },
        )
        .with("Quota", properties! { "Limit": limit, "Period": period });
    let plan = system.add(plan);
    let key = Resource::new(format!("{plan} Caller").as_str(), API_KEY.kind)
        .with("Description", "The first caller of the API")
        .with("Enabled", true);
    let key = system.add(key);
    let member = Resource::new(format!("{plan} Member").as_str(), USAGE_PLAN_KEY.kind)
        .with("KeyType", "API_KEY")
        .with("KeyId", &key)
        .with("UsagePlanId", &plan);
    system.add(member);
    for method in methods(system, api) {
        system.set(&method, "ApiKeyRequired", true);
    }
    redeploy(system, api);
    let what = "Id of the first caller's key; aws apigateway get-api-key --include-value shows it";
    system.blueprint.output(&format!("{plan} KeyId"), what, &key);
    plan
}

/// A key without a plan would open nothing.
fn api_key(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    usage_plan(system, part);
    let keys = system.all(API_KEY.kind);
    keys.into_iter()
        .next_back()
        .unwrap_or_else(|| LogicalId::new("UsagePlan"))
}

pub(super) fn methods(system: &System<'_>, api: &LogicalId) -> Vec<LogicalId> {
    let of_api = |it: &&Resource| it.properties.get("RestApiId") == Some(&Value::from(api));
    let methods = system.blueprint.of_kind(METHOD.kind).filter(of_api);
    methods.map(|it| it.id.clone()).collect()
}

/// Gives the deployment of an API the name that its methods have by now.
pub(super) fn redeploy(system: &mut System<'_>, api: &LogicalId) {
    let mut methods: Vec<Resource> = methods(system, api)
        .iter()
        .filter_map(|id| system.blueprint.resource(id).cloned())
        .collect();
    // Who may call takes effect with a deployment, too.
    let limited = |it: &&Resource| it.properties.contains_key(POLICY);
    methods.extend(system.blueprint.resource(api).filter(limited).cloned());
    let of_api = |it: &&Resource| it.properties.get("RestApiId") == Some(&Value::from(api));
    let Some(old) = system.blueprint.of_kind(DEPLOYMENT.kind).find(of_api) else {
        return;
    };
    let old = old.id.clone();
    let new = super::deployment(&format!("{api} Deployment"), api, &methods).id;
    if let Some(deployment) = system.blueprint.resource_mut(&old) {
        deployment.id = new.clone();
    }
    for stage in system.all(Stage::KIND) {
        let names = |it: &Resource| it.properties.get("DeploymentId") == Some(&Value::from(&old));
        if system.blueprint.resource(&stage).is_some_and(names) {
            system.set(&stage, "DeploymentId", &new);
        }
    }
}

/// What stands before an API and asks callers who they are.
pub(super) fn authorizer_id(api: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{api} Authorizer"))
}

/// Only people who are signed in to this pool.
pub(super) fn signed_in(system: &mut System<'_>, pool: &LogicalId, api: &LogicalId) {
    let id = authorizer_id(api);
    if system.blueprint.resource(&id).is_some() {
        return;
    }
    let authorizer = Resource::new(id, AUTHORIZER.kind)
        .with("RestApiId", api)
        .with("Name", "signed-in")
        .with("Type", "COGNITO_USER_POOLS")
        .with("IdentitySource", "method.request.header.Authorization")
        .with("ProviderARNs", vec![Value::Attribute(pool.clone(), "Arn")]);
    let authorizer = system.add(authorizer);
    guard(system, api, &authorizer, "COGNITO_USER_POOLS");
}

/// Puts the authorizer before every method of the API.
pub(super) fn guard(system: &mut System<'_>, api: &LogicalId, authorizer: &LogicalId, kind: &str) {
    for method in methods(system, api) {
        system.set(&method, "AuthorizationType", kind);
        system.set(&method, "AuthorizerId", authorizer);
    }
    redeploy(system, api);
}
