//! REST APIs that hand requests on by themselves, with no program between: beside what an HTTP API reaches (`apigatewayv2/relay.rs`)
//! into a topic or a table. Here: how a REST API calls each service. Not here: which API is one.
//!
//! Source: API Gateway developer guide, "AWS integrations for REST APIs" and "Mapping template examples", 2026-11.

use cloudwhisper_api::requirements::Requirements;

use super::{METHOD, RestApi};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Resource, Value};
use crate::catalog::apigatewayv2::{self, Callers};
use crate::catalog::events::{EventBus, targets};
use crate::catalog::iam::{self, Statement};
use crate::catalog::{dynamodb, kinesis, sns, sqs, stepfunctions};
use crate::properties;

/// What a REST API can hand requests to by itself.
pub(crate) const KINDS: [&str; 6] = [
    sqs::Queue::KIND,
    stepfunctions::StateMachine::KIND,
    kinesis::Stream::KIND,
    EventBus::KIND,
    sns::Topic::KIND,
    dynamodb::Table::KIND,
];
/// Where the content type of the call goes, and those that services take; a value of its own stands in quotes.
const CONTENT: &str = "integration.request.header.Content-Type";
const FORM: &str = "'application/x-www-form-urlencoded'";
const JSON: &str = "'application/x-amz-json-1.1'";
/// What the caller sent, within a form.
const BODY_IN_FORM: &str = "$util.urlEncode($input.body)";
/// What the caller sent, as a text within JSON, where a single quote may not be escaped.
const BODY_IN_JSON: &str = r#"$util.escapeJavaScript($input.body).replaceAll("\\'", "'")"#;
/// A name for one request that no other has.
const REQUEST: &str = "$context.requestId";
/// What the service answers, and what the caller is told then.
const ANSWERS: [(Option<&str>, &str); 3] =
    [(None, "200"), (Some(r"4\d{2}"), "400"), (Some(r"5\d{2}"), "500")];

/// What this system's REST API was said to hand requests to; an API that was called no sort is one where no other was named.
pub(crate) fn said(requirements: &Requirements) -> Option<&'static str> {
    let unsorted = !wishes::names(requirements, apigatewayv2::Api::KIND);
    let handed = |kind: &&&str| {
        wishes::comes_from(requirements, kind, RestApi::KIND)
            || unsorted && wishes::comes_from(requirements, kind, apigatewayv2::Api::KIND)
    };
    let rest = wishes::names(requirements, RestApi::KIND);
    KINDS.iter().find(handed).filter(|_| rest).copied()
}

/// What this system's REST API hands requests to.
pub(super) fn target(system: &System<'_>) -> Option<LogicalId> {
    let requirements = system.design.requirements;
    let kind = said(requirements).filter(|_| apigatewayv2::relay::is_meant(requirements))?;
    if kind == dynamodb::Table::KIND {
        return system.all(kind).into_iter().next();
    }
    targets::first(system, kind)
}

/// Hands what is sent to the root of the API on, with a role that may do this one thing.
pub(super) fn method(
    system: &mut System<'_>,
    id: &str,
    (api, to): (&LogicalId, &LogicalId),
    callers: Callers,
) -> Resource {
    let statements = statements(system, to);
    let role = iam::role(
        format!("{api} Role").as_str(),
        "apigateway.amazonaws.com",
        &statements,
    );
    let call = Call::of(system, to);
    let answers = ANSWERS.map(|(pattern, status)| {
        let pattern = pattern.map(|it| ("SelectionPattern", it));
        Value::map([("StatusCode", status)].into_iter().chain(pattern))
    });
    let told = ANSWERS.map(|(_, status)| properties! { "StatusCode": status });
    let integration = properties! {
        "Type": "AWS",
        "IntegrationHttpMethod": "POST",
        "Uri": call.uri,
        "Credentials": role.attribute("Arn"),
        "PassthroughBehavior": "NEVER",
        "RequestParameters": call.headers,
        "RequestTemplates": properties! { "application/json": Value::Concat(call.body) },
        "IntegrationResponses": Value::list(answers),
    };
    system.add(role);
    Resource::new(id, METHOD.kind)
        .with("RestApiId", api)
        .with("ResourceId", Value::Attribute(api.clone(), "RootResourceId"))
        .with("HttpMethod", "POST")
        .with("AuthorizationType", callers.authorization())
        .with("Integration", integration)
        .with("MethodResponses", Value::list(told))
}

/// What the role of the API needs.
fn statements(system: &mut System<'_>, to: &LogicalId) -> Vec<Statement> {
    if system.kind_of(to) != Some(dynamodb::Table::KIND) {
        return targets::target(system, to)
            .map(|it| it.statements)
            .unwrap_or_default();
    }
    let put = Statement::allow(&["dynamodb:PutItem"], [Value::Attribute(to.clone(), "Arn")]);
    [put].into_iter().chain(system.key_statement()).collect()
}

/// A call to a service, in API Gateway's words.
struct Call {
    uri: Value,
    /// Headers that it needs.
    headers: Value,
    body: Vec<Value>,
}

impl Call {
    fn of(system: &System<'_>, to: &LogicalId) -> Self {
        let form = |uri, body| Self {
            uri,
            headers: Value::map([(CONTENT, FORM)]),
            body,
        };
        let json = |action: &str, body| Self {
            uri: uri(vec![action.into()]),
            headers: Value::map([(CONTENT, JSON)]),
            body,
        };
        let group = |property| {
            let is_fifo = system
                .blueprint
                .resource(to)
                .is_some_and(|it| it.properties.contains_key(property));
            if is_fifo { "&MessageGroupId=api" } else { "" }
        };
        let body_in = |open: &str, close: &str| Value::from(format!("{open}{BODY_IN_JSON}{close}"));
        match system.kind_of(to) {
            Some(sns::Topic::KIND) => form(
                uri(vec![":sns:action/Publish".into()]),
                vec![
                    "Action=Publish&TopicArn=$util.urlEncode('".into(),
                    to.into(),
                    format!("')&Message={BODY_IN_FORM}{}", group("FifoTopic")).into(),
                ],
            ),
            Some(stepfunctions::StateMachine::KIND) => json(
                ":states:action/StartExecution",
                vec![
                    r#"{"stateMachineArn": ""#.into(),
                    to.into(),
                    body_in(r#"", "input": ""#, r#""}"#),
                ],
            ),
            Some(kinesis::Stream::KIND) => json(
                ":kinesis:action/PutRecord",
                vec![
                    r#"{"StreamName": ""#.into(),
                    to.into(),
                    format!(r#"", "Data": "$util.base64Encode($input.body)", "PartitionKey": "{REQUEST}"}}"#)
                        .into(),
                ],
            ),
            Some(EventBus::KIND) => {
                let mut call = json(
                    ":events:action/PutEvents",
                    vec![
                        r#"{"Entries": [{"EventBusName": ""#.into(),
                        to.into(),
                        body_in(
                            r#"", "Source": "api", "DetailType": "Request", "Detail": ""#,
                            r#""}]}"#,
                        ),
                    ],
                );
                // This service goes by a header of its own, whatever the address says.
                let target = ("integration.request.header.X-Amz-Target", "'AWSEvents.PutEvents'");
                call.headers = Value::map([(CONTENT, JSON), target]);
                call
            }
            Some(dynamodb::Table::KIND) => json(
                ":dynamodb:action/PutItem",
                vec![
                    r#"{"TableName": ""#.into(),
                    to.into(),
                    format!(r#"", "Item": {{{}"#, keys(system, to)).into(),
                    body_in(r#""body": {"S": ""#, r#""}}}"#),
                ],
            ),
            _ => form(
                uri(vec![
                    ":sqs:path/".into(),
                    Pseudo::AccountId.into(),
                    "/".into(),
                    Value::Attribute(to.clone(), "QueueName"),
                ]),
                vec![
                    format!(
                        "Action=SendMessage&MessageBody={BODY_IN_FORM}{}",
                        group("FifoQueue")
                    )
                    .into(),
                ],
            ),
        }
    }
}

fn uri(action: Vec<Value>) -> Value {
    let service = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":apigateway:".into(),
        Pseudo::Region.into(),
    ];
    Value::Concat(service.into_iter().chain(action).collect())
}

/// The keys of an entry: one called `id` is the request's own, which no other has; what was said is looked for in what was sent.
fn keys(system: &System<'_>, table: &LogicalId) -> String {
    let Some(table) = system.blueprint.resource(table) else {
        return String::new();
    };
    let list = |property: &str| match table.properties.get(property) {
        Some(Value::List(entries)) => entries.as_slice(),
        _ => &[],
    };
    let name = |entry: &Value| {
        entry
            .get("AttributeName")
            .and_then(Value::as_text)
            .map(str::to_owned)
    };
    let sort = |key: &str| {
        let definitions = list("AttributeDefinitions").iter();
        let mut of_key = definitions.filter(|it| name(it).as_deref() == Some(key));
        let sort = of_key
            .next()
            .and_then(|it| it.get("AttributeType")?.as_text().map(str::to_owned));
        sort.unwrap_or_else(|| "S".to_owned())
    };
    let keys = list("KeySchema").iter().filter_map(name);
    keys.map(|key| {
        let sort = sort(&key);
        if key == "id" {
            format!(r#""id": {{"{sort}": "{REQUEST}"}}, "#)
        } else {
            format!(r#""{key}": {{"{sort}": "$util.escapeJavaScript($input.path('$.{key}'))"}}, "#)
        }
    })
    .collect()
}
