//! One template, carried out by LocalStack's CloudFormation in the way that the operator has it carried out by AWS's: a change set that
//! is made, seen and executed.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_cloudformation::types::{Capability, ChangeSetType, Parameter, Stack};
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use cloudwhisper_testbed::{shared_aws, within};

/// Two hundred resources take seconds; nothing waits this long unless it is broken.
const PATIENCE: Duration = Duration::from_mins(3);

/// An account and a region of the test bed's AWS.
pub(crate) struct Place {
    config: SdkConfig,
    endpoint: String,
    region: String,
    account: String,
}

impl Place {
    /// `account`: twelve digits. LocalStack takes an access key of twelve digits for an account.
    pub(crate) async fn new(account: &str, region: &str) -> Result<Self> {
        let endpoint = shared_aws().await?.endpoint_url().to_owned();
        let credentials = aws_credential_types::Credentials::new(account, "made-up", None, None, "test");
        let config = aws_config::defaults(BehaviorVersion::latest())
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .region(Region::new(region.to_owned()))
            .endpoint_url(&endpoint)
            .credentials_provider(credentials)
            .load()
            .await;
        Ok(Self {
            config,
            endpoint,
            region: region.to_owned(),
            account: account.to_owned(),
        })
    }

    fn cloudformation(&self) -> aws_sdk_cloudformation::Client {
        aws_sdk_cloudformation::Client::new(&self.config)
    }

    /// Makes the stack by a change set, and returns its id.
    ///
    /// # Errors
    /// If anything else than `CREATE_COMPLETE` comes of it, with every resource that failed and why.
    pub(crate) async fn create(
        &self,
        stack: &str,
        template: &str,
        parameters: Vec<Parameter>,
    ) -> Result<String> {
        let cloudformation = self.cloudformation();
        let made = cloudformation
            .create_change_set()
            .stack_name(stack)
            .change_set_name("first")
            .change_set_type(ChangeSetType::Create)
            .capabilities(Capability::CapabilityNamedIam)
            .template_url(self.upload(stack, template).await?)
            .set_parameters(Some(parameters))
            .send()
            .await?;
        let id = made.stack_id().context("a stack has an id")?.to_owned();
        within(PATIENCE, "the change set", || self.change_set_is_made(stack)).await?;
        cloudformation
            .execute_change_set()
            .stack_name(stack)
            .change_set_name("first")
            .send()
            .await?;
        self.ends_as(&id, "CREATE_COMPLETE").await?;
        Ok(id)
    }

    /// A secret of this place with any text, as a person would have made one before: the ARN, and the stack that holds it.
    ///
    /// # Errors
    /// As those of [`create`](Self::create).
    pub(crate) async fn secret(&self) -> Result<(String, String)> {
        const MADE: &str = r#"{ "Resources": { "Secret": { "Type": "AWS::SecretsManager::Secret",
            "Properties": { "GenerateSecretString": {} } } } }"#;
        let stack = self.create("made-before", MADE, Vec::new()).await?;
        let answer = self
            .cloudformation()
            .describe_stack_resource()
            .stack_name(&stack)
            .logical_resource_id("Secret")
            .send()
            .await?;
        let detail = answer.stack_resource_detail();
        let arn = detail
            .and_then(|it| it.physical_resource_id())
            .context("an ARN")?;
        Ok((arn.to_owned(), stack))
    }

    /// Deletes the stack, and waits until it is gone.
    ///
    /// # Errors
    /// If anything stays behind, with what and why.
    pub(crate) async fn delete(&self, id: &str) -> Result<()> {
        self.cloudformation().delete_stack().stack_name(id).send().await?;
        self.ends_as(id, "DELETE_COMPLETE").await
    }

    /// A bucket of this place with a package under each of these keys, as a person's build would have left them: its name.
    ///
    /// # Errors
    /// If S3 takes one of them not.
    pub(crate) async fn packages(&self, keys: &[String]) -> Result<String> {
        /// The end of an archive with nothing in it, which is all that there has to be of one.
        const EMPTY_ZIP: [u8; 22] = [
            b'P', b'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        let bucket = format!("packages-{}-{}", self.account, self.region);
        for key in keys {
            self.put(&bucket, key, EMPTY_ZIP.to_vec()).await?;
        }
        Ok(bucket)
    }

    /// The templates are larger than CloudFormation takes in a request, so they come from a bucket.
    async fn upload(&self, stack: &str, template: &str) -> Result<String> {
        let bucket = format!("templates-{}-{}", self.account, self.region);
        self.put(&bucket, stack, template.as_bytes().to_vec()).await?;
        Ok(format!("{}/{bucket}/{stack}", self.endpoint))
    }

    /// Puts an object into a bucket, which is made where it isn't there.
    async fn put(&self, bucket: &str, key: &str, body: Vec<u8>) -> Result<()> {
        let s3 = aws_sdk_s3::Client::from_conf(
            aws_sdk_s3::config::Builder::from(&self.config)
                .force_path_style(true)
                .build(),
        );
        let here = CreateBucketConfiguration::builder()
            .location_constraint(BucketLocationConstraint::from(self.region.as_str()))
            .build();
        let elsewhere = (self.region != "us-east-1").then_some(here);
        if s3.head_bucket().bucket(bucket).send().await.is_err() {
            s3.create_bucket()
                .bucket(bucket)
                .set_create_bucket_configuration(elsewhere)
                .send()
                .await?;
        }
        s3.put_object()
            .bucket(bucket)
            .key(key)
            .body(body.into())
            .send()
            .await?;
        Ok(())
    }

    async fn change_set_is_made(&self, stack: &str) -> Result<()> {
        let answer = self
            .cloudformation()
            .describe_change_set()
            .stack_name(stack)
            .change_set_name("first")
            .send()
            .await?;
        let status = answer
            .status()
            .map(|status| status.as_str().to_owned())
            .unwrap_or_default();
        ensure!(
            status == "CREATE_COMPLETE",
            "{status}: {:?}",
            answer.status_reason()
        );
        Ok(())
    }

    async fn ends_as(&self, id: &str, wanted: &str) -> Result<()> {
        let stack = within(PATIENCE, wanted, || self.settled(id)).await?;
        let status = stack
            .stack_status()
            .map_or("no status", aws_sdk_cloudformation::types::StackStatus::as_str);
        ensure!(status == wanted, "{status}:\n{}", self.failures(id).await?);
        Ok(())
    }

    async fn settled(&self, id: &str) -> Result<Stack> {
        let answer = self
            .cloudformation()
            .describe_stacks()
            .stack_name(id)
            .send()
            .await?;
        let stack = answer.stacks().first().context("no such stack")?;
        let status = stack.stack_status().map(|status| status.as_str().to_owned());
        ensure!(
            !status
                .as_deref()
                .unwrap_or("_IN_PROGRESS")
                .ends_with("_IN_PROGRESS"),
            "{status:?}"
        );
        Ok(stack.clone())
    }

    /// A line for each resource that failed.
    async fn failures(&self, id: &str) -> Result<String> {
        let answer = self
            .cloudformation()
            .describe_stack_events()
            .stack_name(id)
            .send()
            .await?;
        let failed = answer.stack_events().iter().filter_map(|event| {
            let reason = event.resource_status_reason()?;
            Some(format!(
                "  {} ({}): {reason}",
                event.logical_resource_id()?,
                event.resource_type()?
            ))
        });
        Ok(failed.collect::<Vec<_>>().join("\n"))
    }
}
