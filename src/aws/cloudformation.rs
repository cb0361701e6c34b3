//! AWS CloudFormation: the calls that we make, and no other.

mod drift;
mod read;

use async_trait::async_trait;
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudformation::types::{
    Capability, ChangeSetType, DeploymentMode, OnStackFailure, Parameter, Tag,
};
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSet, MAX_INLINE_TEMPLATE, Stack, StackEvent, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{Class, DriftFact, Fault, Offer, Repair, Revision};
use cloudwhisper_planner::{Approvable as _, Approved};

use super::fault::fault;
use super::limits::partition;
use super::template_bucket::TemplateBucket;

/// What became of a write that AWS does not refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// AWS has taken it.
    Now,
    /// There was nothing to do: it was done before. Where that has led is looked at, not claimed.
    Before,
}

/// CloudFormation as the controller sees it. Reads answer `None` where AWS has nothing of that name.
#[async_trait]
pub trait CloudFormation: Send + Sync {
    /// One stack by name or ARN, without events.
    async fn stack(&self, name: &str) -> Result<Option<Stack>, Fault>;
    /// Names and statuses of all stacks that are not deleted, in bulk.
    async fn stacks(&self) -> Result<Vec<(String, StackStatus)>, Fault>;
    /// Events of a stack's last operation, oldest first.
    async fn events(&self, stack: &str) -> Result<Vec<StackEvent>, Fault>;
    /// One change set.
    async fn change_set(&self, stack: &str, name: &str) -> Result<Option<ChangeSet>, Fault>;
    /// Lets AWS check a plan. A change set of the same name that is there already is the same one.
    async fn create_change_set(
        &self,
        stack: &str,
        kind: ChangeSetKind,
        revision: &Revision,
    ) -> Result<Written, Fault>;
    /// Takes a change set away.
    async fn delete_change_set(&self, stack: &str, name: &str) -> Result<Written, Fault>;
    /// Carries out an approved plan; nothing less is taken. `change_set` is its ARN.
    async fn execute(&self, stack: &str, change_set: &str, offer: &Approved<Offer>)
    -> Result<Written, Fault>;
    /// Goes on with a rollback that failed, as approved; nothing less is taken.
    async fn continue_rollback(&self, repair: &Approved<Repair>) -> Result<Written, Fault>;
    /// Deletes a stack by ARN.
    async fn delete_stack(&self, arn: &str) -> Result<(), Fault>;
    /// Begins to compare what runs with what was deployed: the id of that. None where AWS is at it already.
    async fn detect_drift(&self, arn: &str) -> Result<Option<String>, Fault>;
    /// How far the comparison of this id is and, at its end, what was found.
    async fn drift(&self, arn: &str, detection: &str) -> Result<DriftFact, Fault>;
}

/// The real one, through AWS's SDK.
pub struct Sdk {
    client: Client,
    s3: aws_sdk_s3::Client,
    region: String,
    deploy_role: Option<String>,
    template_bucket: Option<String>,
    endpoint: Option<String>,
}

impl Sdk {
    /// CloudFormation of the account and region that `config` leads to, in this era of the clock.
    pub fn new(config: &aws_config::SdkConfig, account: &CloudAccount, era: u64) -> Self {
        let region = config.region().map(ToString::to_string).unwrap_or_default();
        let allowance = |service| partition(service, &account.spec.account_id, &region, era);
        let cloudformation = aws_sdk_cloudformation::config::Builder::from(config)
            .retry_partition(allowance("cloudformation"));
        // Path-style addresses: a test bed's endpoint has no name per bucket, and AWS takes both.
        let s3 = aws_sdk_s3::config::Builder::from(config)
            .force_path_style(account.spec.endpoint_url.is_some())
            .retry_partition(allowance("s3"));
        Self {
            client: Client::from_conf(cloudformation.build()),
            s3: aws_sdk_s3::Client::from_conf(s3.build()),
            region,
            deploy_role: account.spec.deploy_role_arn.clone(),
            template_bucket: account.spec.template_bucket.clone(),
            endpoint: account.spec.endpoint_url.clone(),
        }
    }

    async fn template_url(&self, revision: &Revision) -> Result<Option<String>, Fault> {
        if revision.template.len() <= MAX_INLINE_TEMPLATE {
            return Ok(None);
        }
        let bucket = self.template_bucket.as_deref().ok_or_else(|| Fault {
            class: Class::UserFixable,
            code: ErrorCode::ValidationFailed,
            reason: format!(
                "the template has {} bytes; above {MAX_INLINE_TEMPLATE} it has to go through a bucket: set \
                 spec.templateBucket of the CloudAccount",
                revision.template.len()
            ),
            action: Some("s3:PutObject".to_owned()),
        })?;
        let bucket = TemplateBucket {
            client: &self.s3,
            name: bucket,
            region: &self.region,
            endpoint: self.endpoint.as_deref(),
        };
        bucket.upload(revision.digest, &revision.template).await.map(Some)
    }
}

#[async_trait]
impl CloudFormation for Sdk {
    async fn stack(&self, name: &str) -> Result<Option<Stack>, Fault> {
        match self.client.describe_stacks().stack_name(name).send().await {
            Ok(answer) => Ok(answer.stacks().first().map(read::stack)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(fault("cloudformation:DescribeStacks", &error)),
        }
    }

    async fn stacks(&self) -> Result<Vec<(String, StackStatus)>, Fault> {
        let mut pages = self.client.describe_stacks().into_paginator().send();
        let mut stacks = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|error| fault("cloudformation:DescribeStacks", &error))?;
            stacks.extend(
                page.stacks()
                    .iter()
                    .map(read::stack)
                    .map(|stack| (stack.name, stack.status)),
            );
        }
        // AWS leaves deleted stacks out of this list, LocalStack does not.
        stacks.retain(|(_, status)| *status != StackStatus::DeleteComplete);
        Ok(stacks)
    }

    async fn events(&self, stack: &str) -> Result<Vec<StackEvent>, Fault> {
        let mut pages = self
            .client
            .describe_stack_events()
            .stack_name(stack)
            .into_paginator()
            .send();
        let mut events = Vec::new();
        while let Some(page) = pages.next().await {
            match page {
                Ok(page) => events.extend(page.stack_events().iter().filter_map(read::event)),
                Err(error) if is_missing(&error) => break,
                Err(error) => return Err(fault("cloudformation:DescribeStackEvents", &error)),
            }
            // AWS tells the newest first; what happened before the last operation began is of no interest.
            if let Some(start) = events.iter().position(read::begins_operation) {
                events.truncate(start + 1);
                break;
            }
        }
        events.reverse();
        Ok(events)
    }

    async fn change_set(&self, stack: &str, name: &str) -> Result<Option<ChangeSet>, Fault> {
        let mut found: Option<ChangeSet> = None;
        let mut next = None;
        loop {
            let request = self
                .client
                .describe_change_set()
                .stack_name(stack)
                .change_set_name(name);
            match request.set_next_token(next.take()).send().await {
                Ok(page) => {
                    next = page.next_token().map(str::to_owned);
                    match &mut found {
                        Some(change_set) => change_set.changes.extend(read::changes(&page)),
                        None => found = Some(read::change_set(&page)),
                    }
                }
                Err(error) if is_missing(&error) => return Ok(None),
                Err(error) => return Err(fault("cloudformation:DescribeChangeSet", &error)),
            }
            if next.is_none() {
                return Ok(found);
            }
        }
    }

    async fn create_change_set(
        &self,
        stack: &str,
        kind: ChangeSetKind,
        revision: &Revision,
    ) -> Result<Written, Fault> {
        let url = self.template_url(revision).await?;
        let inline = url.is_none().then(|| revision.template.clone());
        let parameter = |(key, value): (&String, &String)| {
            Parameter::builder()
                .parameter_key(key)
                .parameter_value(value)
                .build()
        };
        let tag = |(key, value): (&String, &String)| Tag::builder().key(key).value(value).build();
        let result = self
            .client
            .create_change_set()
            .stack_name(stack)
            .change_set_name(revision.change_set_name())
            .change_set_type(match kind {
                ChangeSetKind::Create => ChangeSetType::Create,
                ChangeSetKind::Update => ChangeSetType::Update,
            })
            .set_template_body(inline)
            .set_template_url(url)
            .set_parameters(Some(revision.parameters.iter().map(parameter).collect()))
            .set_tags(Some(revision.tags.iter().map(tag).collect()))
            .set_capabilities(Some(
                revision
                    .capabilities
                    .iter()
                    .map(|name| Capability::from(name.as_str()))
                    .collect(),
            ))
            .set_role_arn(self.deploy_role.clone())
            // What was changed behind its back CloudFormation sees in this mode alone.
            .set_deployment_mode(puts_back(kind, revision).then_some(DeploymentMode::RevertDrift))
            .on_stack_failure(OnStackFailure::Rollback)
            .description(format!("CloudWhisper revision {}", revision.number))
            // The token is the digest, not a random id: after a crash AWS knows the second call for the first.
            .client_token(format!(
                "create-r{}-{}",
                revision.number,
                revision.digest.short(64)
            ))
            .send()
            .await;
        match result {
            Ok(_) => Ok(Written::Now),
            Err(error) if code(&error) == Some("AlreadyExistsException") => Ok(Written::Before),
            Err(error) => Err(fault("cloudformation:CreateChangeSet", &error)),
        }
    }

    async fn delete_change_set(&self, stack: &str, name: &str) -> Result<Written, Fault> {
        match self
            .client
            .delete_change_set()
            .stack_name(stack)
            .change_set_name(name)
            .send()
            .await
        {
            Ok(_) => Ok(Written::Now),
            Err(error) if is_missing(&error) => Ok(Written::Before),
            Err(error) => Err(fault("cloudformation:DeleteChangeSet", &error)),
        }
    }

    async fn execute(
        &self,
        stack: &str,
        change_set: &str,
        offer: &Approved<Offer>,
    ) -> Result<Written, Fault> {
        let number = offer.subject().revision().number;
        let result = self
            .client
            .execute_change_set()
            .stack_name(stack)
            .change_set_name(change_set)
            .client_request_token(execution_token(number, change_set))
            // What a failed deployment has just made goes again, even where it would be kept later: else the next try
            // finds its names taken.
            .retain_except_on_create(true)
            .send()
            .await;
        match result {
            Ok(_) => Ok(Written::Now),
            // A pass that crashed after this call has executed it; the next observation sees how far it is.
            Err(error) if code(&error) == Some("TokenAlreadyExistsException") => Ok(Written::Before),
            Err(error) => Err(fault("cloudformation:ExecuteChangeSet", &error)),
        }
    }

    async fn continue_rollback(&self, repair: &Approved<Repair>) -> Result<Written, Fault> {
        let repair = repair.subject();
        let skip = (!repair.skip().is_empty()).then(|| repair.skip().to_vec());
        let result = self
            .client
            .continue_update_rollback()
            .stack_name(repair.arn())
            .set_resources_to_skip(skip)
            .set_role_arn(self.deploy_role.clone())
            // The digest is of this failure and no other: after a crash AWS knows the second call for the first.
            .client_request_token(format!("continue-{}", repair.digest().short(64)))
            .send()
            .await;
        match result {
            Ok(_) => Ok(Written::Now),
            Err(error) if code(&error) == Some("TokenAlreadyExistsException") => Ok(Written::Before),
            Err(error) => Err(fault("cloudformation:ContinueUpdateRollback", &error)),
        }
    }

    async fn delete_stack(&self, arn: &str) -> Result<(), Fault> {
        match self
            .client
            .delete_stack()
            .stack_name(arn)
            .set_role_arn(self.deploy_role.clone())
            .send()
            .await
        {
            Ok(_) => Ok(()),
            Err(error) if is_missing(&error) => Ok(()),
            Err(error) => Err(fault("cloudformation:DeleteStack", &error)),
        }
    }

    async fn detect_drift(&self, arn: &str) -> Result<Option<String>, Fault> {
        drift::detect(&self.client, arn).await
    }

    async fn drift(&self, arn: &str, detection: &str) -> Result<DriftFact, Fault> {
        drift::found(&self.client, arn, detection).await
    }
}

/// Whether a change set is to be made that puts drift back: of a stack that is there, and for a revision that does.
fn puts_back(kind: ChangeSetKind, revision: &Revision) -> bool {
    kind == ChangeSetKind::Update && revision.corrects.is_some()
}

/// The same for a second call about the same change set, which AWS then knows for the first, and another for a change set
/// that was made anew under the same name. AWS takes 128 letters, digits and hyphens.
fn execution_token(number: i64, change_set: &str) -> String {
    let id = change_set.rsplit('/').next().unwrap_or_default();
    let id = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(64);
    format!("execute-r{number}-{}", id.collect::<String>())
}

fn code<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> Option<&str> {
    error.as_service_error()?.code()
}

/// CloudFormation says "does not exist" with a `ValidationError`, so that its text has to be read.
fn is_missing<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    let Some(service_error) = error.as_service_error() else {
        return false;
    };
    match service_error.code() {
        Some("ChangeSetNotFound" | "ChangeSetNotFoundException" | "StackNotFoundException") => true,
        Some("ValidationError") => service_error
            .message()
            .is_some_and(|text| text.contains("does not exist")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, PoisonError};

    use axum::http::StatusCode;
    use cloudwhisper_planner::{Approval, check};

    use super::*;

    /// A server that speaks CloudFormation's wire protocol, always answers the same and remembers what it was asked.
    struct Stub {
        cloudformation: Sdk,
        asked: Arc<Mutex<Vec<String>>>,
    }

    impl Stub {
        async fn answering(status: StatusCode, code: &str, message: &str) -> Self {
            let body = format!(
                "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>\
                 <RequestId>1</RequestId></ErrorResponse>"
            );
            let asked: Arc<Mutex<Vec<String>>> = Arc::default();
            let heard = Arc::clone(&asked);
            let pages = axum::Router::new().fallback(move |request: String| {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                std::future::ready((status, body.clone()))
            });
            let config = crate::aws::stub::served(pages).await;
            let account = serde_json::from_value(serde_json::json!({
                "accountId": "111122223333", "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
            }))
            .expect("an account");
            Self {
                cloudformation: Sdk::new(&config, &CloudAccount::new("dev", account), 0),
                asked,
            }
        }

        fn tokens(&self) -> Vec<String> {
            let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            let token = |request: &String| {
                let (_, after) = request.split_once("ClientRequestToken=")?;
                after.split('&').next().map(str::to_owned)
            };
            asked.iter().filter_map(token).collect()
        }
    }

    fn revision() -> Revision {
        use cloudwhisper_api::deployment_request::DeploymentRequest;
        use cloudwhisper_lifecycle::{
            AccountFact, ChangeSetFact, Observed, Settings, SpendingFact, StackFact, Step, decide,
        };
        let spec =
            serde_json::from_value(serde_json::json!({ "prompt": "Deploy a static website in Mumbai" }));
        let observed = Observed {
            request: DeploymentRequest::new("site", spec.expect("a spec")),
            account: AccountFact::NotAsked,
            policies: Vec::new(),
            spending: SpendingFact::NotLooked,
            dependencies: Vec::new(),
            revision: None,
            deployed: None,
            rollback: cloudwhisper_lifecycle::RollbackFact::NotAsked,
            stack: StackFact::NotLooked,
            change_set: ChangeSetFact::NotLooked,
            drift: DriftFact::NotLooked,
            model: cloudwhisper_lifecycle::ModelFact::NotAsked,
            settings: Settings {
                stack_name_prefix: "cw".into(),
                exchange_rate: cloudwhisper_planner::estimate::ExchangeRate::default(),
            },
        };
        match decide(&observed, jiff::Timestamp::UNIX_EPOCH).step {
            Step::WriteRevision(revision) => *revision,
            other => panic!("expected a plan, not {other:?}"),
        }
    }

    fn approved() -> Approved<Offer> {
        let revision = revision();
        let approval = Approval {
            digest: revision.digest,
            approver: "alice".into(),
        };
        check(Offer::new(revision, &[]), &approval).expect("approved")
    }

    const ARN: &str = "arn:aws:cloudformation:ap-south-1:111122223333:changeSet/cw-r1-abc/";

    #[tokio::test]
    async fn an_execution_of_long_ago_is_not_claimed_and_each_change_set_has_a_token_of_its_own() {
        let stub = Stub::answering(StatusCode::BAD_REQUEST, "TokenAlreadyExistsException", "again").await;
        for id in ["11111111-aaaa", "11111111-aaaa", "22222222-bbbb"] {
            let answer = stub
                .cloudformation
                .execute("cw", &format!("{ARN}{id}"), &approved())
                .await;
            assert_eq!(answer, Ok(Written::Before));
        }
        assert_eq!(
            stub.tokens(),
            [
                "execute-r1-11111111-aaaa",
                "execute-r1-11111111-aaaa",
                "execute-r1-22222222-bbbb"
            ]
        );
    }

    /// A rollback that failed at a function, approved by alice to go on without it.
    fn approved_repair() -> Approved<Repair> {
        use cloudwhisper_lifecycle::stack::StackEvent;
        let event = |id: &str, kind: &str, status: &str| StackEvent {
            id: format!("{id}-{status}"),
            at: jiff::Timestamp::UNIX_EPOCH,
            logical_id: id.into(),
            physical_id: None,
            kind: kind.into(),
            status: status.into(),
            reason: Some("The role cannot be assumed".into()),
        };
        let stack = Stack {
            arn: "arn:aws:cloudformation:ap-south-1:111122223333:stack/cw/1".into(),
            name: "cw".into(),
            status: StackStatus::UpdateRollbackFailed,
            status_reason: None,
            change_set_name: None,
            created_at: None,
            updated_at: None,
            outputs: std::collections::BTreeMap::new(),
            events: vec![
                event("cw", "AWS::CloudFormation::Stack", "UPDATE_ROLLBACK_IN_PROGRESS"),
                event("Function", "AWS::Lambda::Function", "UPDATE_FAILED"),
                event("cw", "AWS::CloudFormation::Stack", "UPDATE_ROLLBACK_FAILED"),
            ],
        };
        let repair = Repair::ways_on(&stack).pop().expect("a way on");
        let approval = Approval {
            digest: repair.digest(),
            approver: "alice".into(),
        };
        check(repair, &approval).expect("approved")
    }

    /// LocalStack has no `ContinueUpdateRollback` (2026-11): a stub that speaks the wire protocol.
    #[tokio::test]
    async fn a_stub_is_told_to_go_on_with_a_rollback_and_what_to_leave_as_it_is() {
        let stub = Stub::answering(StatusCode::BAD_REQUEST, "TokenAlreadyExistsException", "again").await;
        let repair = approved_repair();
        let answer = stub.cloudformation.continue_rollback(&repair).await;
        assert_eq!(
            answer,
            Ok(Written::Before),
            "what was accepted before is not claimed"
        );
        let token = format!("continue-{}", repair.subject().digest().short(64));
        assert_eq!(stub.tokens(), [token]);
        let asked = stub.asked.lock().unwrap_or_else(PoisonError::into_inner).join("");
        for part in [
            "Action=ContinueUpdateRollback",
            "stack%2Fcw%2F1",
            "ResourcesToSkip.member.1=Function",
        ] {
            assert!(asked.contains(part), "{part}: {asked}");
        }
        let refused = Stub::answering(StatusCode::FORBIDDEN, "AccessDenied", "no").await;
        let fault = refused
            .cloudformation
            .continue_rollback(&repair)
            .await
            .expect_err("refused");
        assert_eq!(
            fault.action.as_deref(),
            Some("cloudformation:ContinueUpdateRollback")
        );
    }

    /// LocalStack has no drift detection (2026-11): a stub that speaks the wire protocol.
    #[tokio::test]
    async fn a_stub_is_told_to_compare_with_what_is_there_where_that_is_put_back() {
        use cloudwhisper_lifecycle::revision::Correction;
        let corrects = Correction {
            drift: revision().digest,
            runs: revision().digest,
            again: false,
        };
        let correction = Revision {
            corrects: Some(corrects),
            ..revision()
        };
        for (kind, revision, reverts) in [
            (ChangeSetKind::Update, &correction, true),
            // A stack that has to be made has not drifted.
            (ChangeSetKind::Create, &correction, false),
            (ChangeSetKind::Update, &revision(), false),
        ] {
            let stub = Stub::answering(StatusCode::BAD_REQUEST, "AlreadyExistsException", "there").await;
            let made = stub.cloudformation.create_change_set("cw", kind, revision).await;
            assert_eq!(made, Ok(Written::Before));
            let asked = stub.asked.lock().unwrap_or_else(PoisonError::into_inner).join("");
            assert_eq!(asked.contains("DeploymentMode=REVERT_DRIFT"), reverts, "{asked}");
        }
    }

    #[tokio::test]
    async fn a_change_set_that_is_there_already_was_not_made_now() {
        let stub = Stub::answering(StatusCode::BAD_REQUEST, "AlreadyExistsException", "it is there").await;
        let made = stub
            .cloudformation
            .create_change_set("cw", ChangeSetKind::Update, &revision())
            .await;
        assert_eq!(made, Ok(Written::Before));
        let gone = Stub::answering(StatusCode::NOT_FOUND, "ChangeSetNotFound", "it is gone").await;
        let gone = gone.cloudformation.delete_change_set("cw", "cw-r1-abc").await;
        assert_eq!(gone, Ok(Written::Before));
    }

    #[tokio::test]
    async fn a_server_s_own_trouble_is_tried_again_whatever_it_calls_it() {
        for (status, class) in [
            (StatusCode::BAD_GATEWAY, Class::Transient),
            (StatusCode::TOO_MANY_REQUESTS, Class::Transient),
            (StatusCode::BAD_REQUEST, Class::Terminal),
        ] {
            let stub = Stub::answering(status, "NobodyForesaw", "this").await;
            let fault = stub.cloudformation.delete_stack("cw").await.expect_err("refused");
            assert_eq!(fault.class, class, "{status}");
        }
    }
}
