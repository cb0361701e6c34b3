//! AWS X-Ray: the way of one request through all parts of the application.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Tags, UsageProfile, apigateway, billed, lambda, stepfunctions};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

const GROUP: &str = "AWS::XRay::Group";
const RULE: &str = "AWS::XRay::SamplingRule";
/// Requests that are worth a look: failed ones, and those that took longer than this many seconds.
const WORTH_A_LOOK: &str = "error = true OR fault = true OR responsetime > 3";
/// The least important of all rules is 9999, the default's is behind it.
const PRIORITY: i64 = 5000;
/// One request in this many is written down, for the estimate: the first of each second.
const ONE_IN: i64 = 20;

pub(crate) const TRACES: Metered = Metered {
    kind: GROUP,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Gathers the ways of requests that failed or took long, through all parts of the application",
        "जो अनुरोध विफल हुए या धीमे थे उनका पूरा रास्ता एक जगह दिखाता है",
        "Jo requests fail hui ya dheemi thi unka poora raasta ek jagah dikhata hai",
    ],
    billed: traces,
};

pub(crate) const SAMPLING: Plain = Plain {
    kind: RULE,
    tags: Tags::List,
    purpose: [
        "Says how many requests are followed on their way: the first of each second, which is enough and cheap",
        "तय करता है कि कितने अनुरोधों का रास्ता लिखा जाए: हर सेकंड का पहला, जो काफ़ी और सस्ता है",
        "Tay karta hai ki kitni requests ka raasta likha jaye: har second ki pehli, jo kaafi aur sasta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: GROUP,
        terms: [
            "x-ray|xray|x ray|aws x-ray|aws xray|amazon x-ray|x-ray group|xray group|x-ray tracing|xray tracing|aws x-ray tracing|\
             distributed tracing|request tracing|end-to-end tracing|end to end tracing|trace every request|service map",
            "एक्सरे|एक्स-रे|वितरित ट्रेसिंग",
            "request ka raasta dekhna",
        ],
        build: build_group,
        uses: Some(follow),
    },
    Component {
        kind: RULE,
        terms: [
            "x-ray sampling rule|xray sampling rule|x-ray sampling|xray sampling|trace sampling|trace sampling rule|sampling rule",
            "एक्सरे सैंपलिंग|सैंपलिंग नियम",
            "sampling ka niyam",
        ],
        build: build_rule,
        uses: None,
    },
];

fn traces(_group: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![billed(
        "X-Ray",
        "traces_recorded",
        usage.api_requests / Decimal::from(ONE_IN),
    )]
}

fn build_group(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    for workflow in system.all(stepfunctions::StateMachine::KIND) {
        system.set(&workflow, "TracingConfiguration", properties! { "Enabled": true });
    }
    for stage in system.all(apigateway::Stage::KIND) {
        system.set(&stage, "TracingEnabled", true);
    }
    let id = system.free_id("Traces");
    let group = Resource::new(id.as_str(), GROUP)
        .with("GroupName", stack_name(&id))
        .with("FilterExpression", WORTH_A_LOOK)
        .with(
            "InsightsConfiguration",
            properties! { "InsightsEnabled": true, "NotificationsEnabled": false },
        );
    system.add(group)
}

/// A program sends what it knows of a request's way; a function does so by itself once it is told to.
fn follow(system: &mut System<'_>, program: &LogicalId, _group: &LogicalId) {
    const SEND: &[&str] = &[
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    ];
    let is_function = system
        .blueprint
        .resource(program)
        .is_some_and(|it| it.kind == lambda::Function::KIND);
    if is_function {
        system.set(program, "TracingConfig", properties! { "Mode": "Active" });
    }
    let mut access = Access::default();
    // These know no resources.
    access.allow(Statement::allow(SEND, ["*".into()]));
    system.grant(program, access);
}

fn build_rule(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("TraceSampling");
    let rule = properties! {
        "RuleName": stack_name(&id),
        "Version": 1,
        "Priority": PRIORITY,
        "ReservoirSize": 1,
        "FixedRate": 0,
        "ServiceName": "*",
        "ServiceType": "*",
        "Host": "*",
        "HTTPMethod": "*",
        "URLPath": "*",
        "ResourceARN": "*",
    };
    system.add(Resource::new(id, RULE).with("SamplingRule", rule))
}

/// A name that no other stack of the account has.
fn stack_name(id: &LogicalId) -> Value {
    Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}").into()])
}
