//! Amazon API Gateway, HTTP APIs: the front door of an API, at a third of the price of a REST API.

pub(crate) mod authorizer;
pub(crate) mod parts;
pub(crate) mod relay;
mod websocket;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;

use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, tiered};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

pub(crate) use parts::{COMPONENTS, VARIANTS, callers, function, log_group, permission};
pub(crate) use websocket::is_websocket;

const FIRST_STEP_REQUESTS: Decimal = Decimal::from_parts(300_000_000, 0, 0, false, 0);
/// Requests per second that everybody together may make, and at once: a mistake or an attack then costs little.
pub(crate) const RATE_LIMIT: i64 = 50;
pub(crate) const BURST_LIMIT: i64 = 100;
/// One line of JSON per call.
pub(crate) const ACCESS_LOG_FORMAT: &str = concat!(
    r#"{"requestId":"$context.requestId","time":"$context.requestTime","ip":"$context.identity.sourceIp","#,
    r#""method":"$context.httpMethod","path":"$context.path","status":"$context.status","#,
    r#""bytes":"$context.responseLength","latency":"$context.responseLatency","#,
    r#""error":"$context.integrationErrorMessage"}"#,
);

/// Property of an HTTP API that was named beside a REST API, so that neither stands for the other.
pub(crate) const BESIDE_REST: &str = "besideRest";

/// `AWS::ApiGatewayV2::Api`.
pub(crate) struct Api;

impl Api {
    pub(crate) const KIND: &str = "AWS::ApiGatewayV2::Api";
}

impl Service for Api {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "The web address that takes requests over an encrypted connection and hands them to your code",
                "वेब पता, जो सुरक्षित कनेक्शन पर अनुरोध लेकर आपके कोड को देता है",
                "Web address, jo surakshit connection par request lekar aapke code ko deta hai",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::Map
    }

    fn billed(&self, api: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        if is_websocket(api) {
            // One connection a message, each of a minute: what a page that is looked at leaves.
            return vec![
                billed("API Gateway", "websocket_messages_first_1b", usage.api_requests),
                billed("API Gateway", "websocket_connection_minutes", usage.api_requests),
            ];
        }
        let steps = ["http_requests_first_300m", "http_requests_over_300m"];
        tiered("API Gateway", steps, usage.api_requests, FIRST_STEP_REQUESTS)
    }
}

pub(crate) const INTEGRATION: Plain = Plain {
    kind: "AWS::ApiGatewayV2::Integration",
    tags: Tags::None,
    purpose: [
        "Connects the web address with the code",
        "वेब पते को कोड से जोड़ता है",
        "Web address ko code se jodta hai",
    ],
};

pub(crate) const ROUTE: Plain = Plain {
    kind: "AWS::ApiGatewayV2::Route",
    tags: Tags::None,
    purpose: [
        "Says which requests go where, and who may send them",
        "तय करता है कि कौन-सा अनुरोध कहाँ जाए और कौन भेज सकता है",
        "Tay karta hai ki kaun-si request kahan jaye aur kaun bhej sakta hai",
    ],
};

pub(crate) const STAGE: Plain = Plain {
    kind: "AWS::ApiGatewayV2::Stage",
    tags: Tags::Map,
    purpose: [
        "Puts the API on the air, limits how fast it may be called and notes each call",
        "API को चालू करता है, कॉल की रफ़्तार सीमित रखता है और हर कॉल लिखता है",
        "API ko chalu karta hai, call ki raftaar seemit rakhta hai aur har call likhta hai",
    ],
};

/// Who may call an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Callers {
    /// Anyone on the internet.
    Everyone,
    /// Only people and programs of the AWS account that are allowed to, by signed requests.
    Signed,
}

impl Callers {
    /// How API Gateway calls the way that they are known by.
    pub(crate) fn authorization(self) -> &'static str {
        match self {
            Self::Everyone => "NONE",
            Self::Signed => "AWS_IAM",
        }
    }
}

/// An HTTP API of this name.
pub(crate) fn api(id: &str, name: &str) -> Resource {
    Resource::new(id, Api::KIND)
        .with("Name", name)
        .with("ProtocolType", "HTTP")
}

/// Hands whole requests to a function.
pub(crate) fn integration(id: &str, api: &LogicalId, function: &LogicalId) -> Resource {
    Resource::new(id, INTEGRATION.kind)
        .with("ApiId", api)
        .with("IntegrationType", "AWS_PROXY")
        .with("IntegrationUri", Value::Attribute(function.clone(), "Arn"))
        .with("PayloadFormatVersion", "2.0")
}

/// Sends every request to the integration.
pub(crate) fn route(id: &str, api: &LogicalId, integration: &LogicalId, callers: Callers) -> Resource {
    Resource::new(id, ROUTE.kind)
        .with("ApiId", api)
        .with("RouteKey", "$default")
        .with("AuthorizationType", callers.authorization())
        .with(
            "Target",
            Value::Concat(vec!["integrations/".into(), integration.into()]),
        )
}

/// Calls in a second and in a rush that were said to be let through to APIs of this type; `None` where nothing was said.
pub(crate) fn said_limits(requirements: &Requirements, kind: &str) -> Option<(i64, i64)> {
    /// What an account lets through by itself. Source: API Gateway developer guide, "Quotas", 2026-11.
    const MOST: (i64, i64) = (10_000, 5000);
    let rate = wishes::number(requirements, kind, &["rateLimit"], (1, MOST.0));
    let burst = wishes::number(requirements, kind, &["burstLimit"], (1, MOST.1));
    rate.or(burst)?;
    let rate = rate.unwrap_or(RATE_LIMIT);
    Some((rate, burst.unwrap_or_else(|| rate.clamp(BURST_LIMIT, MOST.1))))
}

/// Lets as many calls through as was said.
pub(crate) fn throttle(system: &mut System<'_>) {
    let Some((rate, burst)) = said_limits(system.design.requirements, Api::KIND) else {
        return;
    };
    for stage in system.all(STAGE.kind) {
        let limits = properties! { "ThrottlingRateLimit": rate, "ThrottlingBurstLimit": burst };
        system.set(&stage, "DefaultRouteSettings", limits);
    }
}

/// The one stage, without a name in the address; every change goes live at once.
pub(crate) fn stage(id: &str, api: &LogicalId, logs: &LogicalId) -> Resource {
    Resource::new(id, STAGE.kind)
        .with("ApiId", api)
        .with("StageName", "$default")
        .with("AutoDeploy", true)
        .with(
            "DefaultRouteSettings",
            properties! { "ThrottlingRateLimit": RATE_LIMIT, "ThrottlingBurstLimit": BURST_LIMIT },
        )
        .with(
            "AccessLogSettings",
            properties! { "DestinationArn": Value::Attribute(logs.clone(), "Arn"), "Format": ACCESS_LOG_FORMAT },
        )
}
