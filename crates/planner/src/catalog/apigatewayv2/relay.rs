//! HTTP APIs that hand requests on by themselves, with no program between: into a queue or a stream, to a workflow or an event bus. Here: which
//! API is one, and how it calls the service. Not here: APIs before a function (`parts.rs`), how REST APIs do it (`apigateway/relay.rs`).

use cloudwhisper_api::requirements::{AppType, Requirements, Storage};

use super::{Api, INTEGRATION};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Resource};
use crate::catalog::events::{EventBus, targets};
use crate::catalog::{apigateway, dynamodb, iam, kinesis, s3, sqs, stepfunctions};
use crate::properties;

/// What an HTTP API can hand requests to by itself, with the name of the call. Source: API Gateway Developer Guide, "Integration
/// subtype reference for HTTP APIs", 2026-11.
const CALLS: [(&str, &str); 4] = [
    (sqs::Queue::KIND, "SQS-SendMessage"),
    (stepfunctions::StateMachine::KIND, "StepFunctions-StartExecution"),
    (kinesis::Stream::KIND, "Kinesis-PutRecord"),
    (EventBus::KIND, "EventBridge-PutEvents"),
];
/// What the caller sent.
const BODY: &str = "$request.body";
/// A name for one request that no other has.
const REQUEST: &str = "$context.requestId";

/// Whether all that the API does, of whichever sort it is, is to hand requests on: it was said to go straight to a service, and nothing was said that only a
/// program of its own could do.
pub(crate) fn is_meant(requirements: &Requirements) -> bool {
    let listed = |storage: &Storage| match storage {
        Storage::Dynamodb => wishes::names(requirements, dynamodb::Table::KIND),
        Storage::S3 => wishes::names(requirements, s3::Bucket::KIND),
        Storage::Rds => false,
    };
    requirements.app_type == Some(AppType::Api)
        && requirements.framework.is_none()
        && requirements.networking.custom_domain.is_none()
        && requirements.storage.iter().all(listed)
        && (said(requirements).is_some() || apigateway::relay::said(requirements).is_some())
}

/// What the HTTP API was said to hand requests to, and the name of the call.
fn said(requirements: &Requirements) -> Option<(&'static str, &'static str)> {
    let handed = |(kind, _): &&(&str, &str)| wishes::comes_from(requirements, kind, Api::KIND);
    let named = wishes::names(requirements, Api::KIND);
    CALLS.iter().find(handed).filter(|_| named).copied()
}

/// Whether an HTTP API can hand requests to a service of this type by itself.
pub(crate) fn reaches(kind: &str) -> bool {
    CALLS.iter().any(|(known, _)| *known == kind)
}

/// What the API hands requests to, and the name of the call.
pub(super) fn target(system: &System<'_>) -> Option<(LogicalId, &'static str)> {
    let requirements = system.design.requirements;
    let (kind, call) = said(requirements).filter(|_| is_meant(requirements))?;
    Some((targets::first(system, kind)?, call))
}

/// The call to a service, with a role that may make this one.
pub(super) fn integration(
    system: &mut System<'_>,
    api: &LogicalId,
    (to, call): (&LogicalId, &'static str),
) -> LogicalId {
    let statements = targets::target(system, to)
        .map(|it| it.statements)
        .unwrap_or_default();
    let role = iam::role(
        format!("{api} Role").as_str(),
        "apigateway.amazonaws.com",
        &statements,
    );
    let fifo = system
        .blueprint
        .resource(to)
        .is_some_and(|it| it.properties.contains_key("FifoQueue"));
    let parameters = match call {
        "SQS-SendMessage" if fifo => {
            properties! { "QueueUrl": to, "MessageBody": BODY, "MessageGroupId": "api" }
        }
        "SQS-SendMessage" => properties! { "QueueUrl": to, "MessageBody": BODY },
        "StepFunctions-StartExecution" => properties! { "StateMachineArn": to, "Input": BODY },
        "Kinesis-PutRecord" => properties! { "StreamName": to, "Data": BODY, "PartitionKey": REQUEST },
        _ => properties! { "EventBusName": to, "Source": "api", "DetailType": "Request", "Detail": BODY },
    };
    let integration = Resource::new(format!("{api} Integration").as_str(), INTEGRATION.kind)
        .with("ApiId", api)
        .with("IntegrationType", "AWS_PROXY")
        .with("IntegrationSubtype", call)
        .with("CredentialsArn", role.attribute("Arn"))
        .with("PayloadFormatVersion", "1.0")
        .with("RequestParameters", parameters);
    system.add(role);
    system.add(integration)
}
