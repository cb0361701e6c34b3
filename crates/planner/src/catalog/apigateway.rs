//! Amazon API Gateway, REST APIs: a front door with more to set than an HTTP API, at three times the price.

pub(crate) mod allow_list;
pub(crate) mod authorizer;
pub(crate) mod parts;
pub(crate) mod private;
pub(crate) mod relay;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::apigatewayv2::{self, ACCESS_LOG_FORMAT, BURST_LIMIT, Callers, RATE_LIMIT};
use super::plain::Plain;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, tiered};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

pub(crate) use parts::{
    API_KEY, AUTHORIZER, COMPONENTS, USAGE_PLAN, USAGE_PLAN_KEY, WIRES, log_account, quota,
};

const FIRST_STEP_REQUESTS: Decimal = Decimal::from_parts(333_000_000, 0, 0, false, 0);
/// Name of the one stage; it is part of the address.
pub(crate) const STAGE_NAME: &str = "prod";

/// `AWS::ApiGateway::RestApi`.
pub(crate) struct RestApi;

impl RestApi {
    pub(crate) const KIND: &str = "AWS::ApiGateway::RestApi";
}

impl Service for RestApi {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        super::apigatewayv2::Api.description(language)
    }

    fn billed(&self, _api: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let steps = ["rest_requests_first_333m", "rest_requests_next_667m"];
        tiered("API Gateway", steps, usage.api_requests, FIRST_STEP_REQUESTS)
    }
}

pub(crate) const RESOURCE: Plain = Plain {
    kind: "AWS::ApiGateway::Resource",
    tags: Tags::None,
    purpose: [
        "Covers every path of the web address",
        "वेब पते के हर रास्ते को शामिल करता है",
        "Web address ke har raaste ko shaamil karta hai",
    ],
};

pub(crate) const METHOD: Plain = Plain {
    kind: "AWS::ApiGateway::Method",
    tags: Tags::None,
    purpose: [
        "Hands requests to the code, and says who may send them",
        "अनुरोध कोड को देता है और तय करता है कि कौन भेज सकता है",
        "Request code ko deta hai aur tay karta hai ki kaun bhej sakta hai",
    ],
};

pub(crate) const DEPLOYMENT: Plain = Plain {
    kind: "AWS::ApiGateway::Deployment",
    tags: Tags::None,
    purpose: [
        "A fixed version of the API that can go on the air",
        "API का एक पक्का संस्करण जो चालू किया जा सकता है",
        "API ka ek pakka version jo chalu kiya ja sakta hai",
    ],
};

/// `AWS::ApiGateway::Stage`.
pub(crate) struct Stage;

impl Stage {
    pub(crate) const KIND: &str = "AWS::ApiGateway::Stage";
}

impl Service for Stage {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        super::apigatewayv2::STAGE.description(language)
    }

    /// Its cache is billed by the hour, whether anything is in it or not.
    fn billed(&self, stage: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        match stage.properties.get("CacheClusterEnabled") {
            Some(Value::Bool(true)) => vec![billed("API Gateway", "rest_cache_0_5gb", HOURS_PER_MONTH)],
            _ => Vec::new(),
        }
    }
}

pub(crate) const ACCOUNT: Plain = Plain {
    kind: "AWS::ApiGateway::Account",
    tags: Tags::None,
    purpose: [
        "Lets the web address write down its calls",
        "वेब पते को अपनी कॉल लिखकर रखने देता है",
        "Web address ko apni calls likhkar rakhne deta hai",
    ],
};

/// A REST API of this name, in the stack's own region.
pub(crate) fn api(id: &str, name: &str) -> Resource {
    Resource::new(id, RestApi::KIND)
        .with("Name", name)
        .with("EndpointConfiguration", properties! { "Types": vec!["REGIONAL"] })
}

/// Every path below the root.
pub(crate) fn any_path(id: &str, api: &LogicalId) -> Resource {
    Resource::new(id, RESOURCE.kind)
        .with("RestApiId", api)
        .with("ParentId", Value::Attribute(api.clone(), "RootResourceId"))
        .with("PathPart", "{proxy+}")
}

/// Hands every request to this path to the function.
pub(crate) fn method(
    id: &str,
    api: &LogicalId,
    path: Value,
    function: &LogicalId,
    callers: Callers,
) -> Resource {
    let integration = properties! {
        "Type": "AWS_PROXY",
        "IntegrationHttpMethod": "POST",
        "Uri": invocation(function),
    };
    Resource::new(id, METHOD.kind)
        .with("RestApiId", api)
        .with("ResourceId", path)
        .with("HttpMethod", "ANY")
        .with("AuthorizationType", callers.authorization())
        .with("Integration", integration)
}

/// How API Gateway calls a function.
pub(crate) fn invocation(function: &LogicalId) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":apigateway:".into(),
        Pseudo::Region.into(),
        ":lambda:path/2015-03-31/functions/".into(),
        Value::Attribute(function.clone(), "Arn"),
        "/invocations".into(),
    ])
}

/// A version of the API with these methods. AWS never changes one, so other methods need another name: it ends in a
/// fingerprint of them.
pub(crate) fn deployment(id: &str, api: &LogicalId, methods: &[Resource]) -> Resource {
    let fingerprint = hex::encode(Sha256::digest(format!("{methods:?}")));
    let deployment =
        Resource::new(format!("{id} {}", &fingerprint[..8]).as_str(), DEPLOYMENT.kind).with("RestApiId", api);
    methods
        .iter()
        .fold(deployment, |deployment, method| deployment.after(&method.id))
}

/// The one stage: limits, and a line per call in the log.
pub(crate) fn stage(id: &str, api: &LogicalId, deployment: &LogicalId, logs: &LogicalId) -> Resource {
    let limits = properties! {
        "HttpMethod": "*",
        "ResourcePath": "/*",
        "ThrottlingRateLimit": RATE_LIMIT,
        "ThrottlingBurstLimit": BURST_LIMIT,
    };
    Resource::new(id, Stage::KIND)
        .with("RestApiId", api)
        .with("DeploymentId", deployment)
        .with("StageName", STAGE_NAME)
        .with("MethodSettings", vec![limits])
        .with(
            "AccessLogSetting",
            properties! { "DestinationArn": Value::Attribute(logs.clone(), "Arn"), "Format": ACCESS_LOG_FORMAT },
        )
}

/// Lets as many calls through as was said.
pub(crate) fn throttle(system: &mut System<'_>) {
    let Some((rate, burst)) = apigatewayv2::said_limits(system.design.requirements, RestApi::KIND) else {
        return;
    };
    for stage in system.all(Stage::KIND) {
        let settings = system.blueprint.resource_mut(&stage);
        let settings = settings.and_then(|it| it.properties.get_mut("MethodSettings"));
        if let Some(Value::List(settings)) = settings
            && let Some(Value::Map(all)) = settings.first_mut()
        {
            all.insert("ThrottlingRateLimit".to_owned(), rate.into());
            all.insert("ThrottlingBurstLimit".to_owned(), burst.into());
        }
    }
}

/// Hardened: follows each call through the system, and has a cache, whose entries are encrypted, for methods that ask for
/// it; none does by itself, since answers may be one person's own.
pub(crate) fn hardened_stage(stage: Resource) -> Resource {
    let limits = properties! {
        "HttpMethod": "*",
        "ResourcePath": "/*",
        "ThrottlingRateLimit": RATE_LIMIT,
        "ThrottlingBurstLimit": BURST_LIMIT,
        "CacheDataEncrypted": true,
    };
    stage
        .with("TracingEnabled", true)
        .with("CacheClusterEnabled", true)
        .with("CacheClusterSize", "0.5")
        .with("MethodSettings", vec![limits])
}

/// Lets REST APIs write logs. It is one setting for the account and region: other APIs of the account use it too, so
/// it stays when the stack goes.
pub(crate) fn account(id: &str, role: &Resource) -> Resource {
    Resource::new(id, ACCOUNT.kind)
        .kept(Retention::Retain)
        .with("CloudWatchRoleArn", role.attribute("Arn"))
}
