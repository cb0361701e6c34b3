//! AWS CloudFormation: the calls that we make, and no other.

mod read;

use async_trait::async_trait;
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudformation::types::{Capability, ChangeSetType, OnStackFailure, Parameter, Tag};
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSet, Stack, StackEvent, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{Class, Fault, Revision};
use cloudwhisper_planner::Approved;

use super::fault::fault;
use super::template_bucket::{self, MAX_INLINE_TEMPLATE};

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
    ) -> Result<(), Fault>;
    /// Takes a change set away.
    async fn delete_change_set(&self, stack: &str, name: &str) -> Result<(), Fault>;
    /// Carries out an approved plan; nothing less is taken.
    async fn execute(
        &self,
        stack: &str,
        change_set: &str,
        revision: &Approved<Revision>,
    ) -> Result<(), Fault>;
    /// Deletes a stack by ARN.
    async fn delete_stack(&self, arn: &str) -> Result<(), Fault>;
}

/// The real one, through AWS's SDK.
pub struct Sdk {
    client: Client,
    s3: aws_sdk_s3::Client,
    region: String,
    deploy_role: Option<String>,
    template_bucket: Option<String>,
}

impl Sdk {
    /// CloudFormation of the account and region that `config` leads to.
    pub fn new(config: &aws_config::SdkConfig, account: &CloudAccount) -> Self {
        // Path-style addresses: a test bed's endpoint has no name per bucket, and AWS takes both.
        let s3 =
            aws_sdk_s3::config::Builder::from(config).force_path_style(account.spec.endpoint_url.is_some());
        Self {
            client: Client::new(config),
            s3: aws_sdk_s3::Client::from_conf(s3.build()),
            region: config.region().map(ToString::to_string).unwrap_or_default(),
            deploy_role: account.spec.deploy_role_arn.clone(),
            template_bucket: account.spec.template_bucket.clone(),
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
        template_bucket::upload(
            &self.s3,
            bucket,
            &self.region,
            revision.digest,
            &revision.template,
        )
        .await
        .map(Some)
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
    ) -> Result<(), Fault> {
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
            .on_stack_failure(OnStackFailure::Rollback)
            .description(format!("CloudWhisper revision {}", revision.number))
            // The token is the digest, not a random id: after a crash AWS knows the second call for the first.
            .client_token(token("create", revision))
            .send()
            .await;
        match result {
            Ok(_) => Ok(()),
            Err(error) if code(&error) == Some("AlreadyExistsException") => Ok(()),
            Err(error) => Err(fault("cloudformation:CreateChangeSet", &error)),
        }
    }

    async fn delete_change_set(&self, stack: &str, name: &str) -> Result<(), Fault> {
        match self
            .client
            .delete_change_set()
            .stack_name(stack)
            .change_set_name(name)
            .send()
            .await
        {
            Ok(_) => Ok(()),
            Err(error) if is_missing(&error) => Ok(()),
            Err(error) => Err(fault("cloudformation:DeleteChangeSet", &error)),
        }
    }

    async fn execute(
        &self,
        stack: &str,
        change_set: &str,
        revision: &Approved<Revision>,
    ) -> Result<(), Fault> {
        let result = self
            .client
            .execute_change_set()
            .stack_name(stack)
            .change_set_name(change_set)
            .client_request_token(token("execute", revision.subject()))
            // What a failed deployment has just made goes again, even where it would be kept later: else the next try
            // finds its names taken.
            .retain_except_on_create(true)
            .send()
            .await;
        match result {
            Ok(_) => Ok(()),
            // A pass that crashed after this call has executed it; the next observation sees how far it is.
            Err(error) if code(&error) == Some("TokenAlreadyExistsException") => Ok(()),
            Err(error) => Err(fault("cloudformation:ExecuteChangeSet", &error)),
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
}

fn token(verb: &str, revision: &Revision) -> String {
    format!("{verb}-r{}-{}", revision.number, revision.digest.short(40))
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
