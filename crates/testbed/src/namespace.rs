//! A place of its own for each test.

use crate::{ADMIN, Cluster, random};
use anyhow::{Context, Result};
use k8s_openapi::{api::core::v1::Namespace as Object, apimachinery::pkg::apis::meta::v1::ObjectMeta};
use kube::{Api, Client, Config, api::DeleteParams};
use std::time::Duration;

/// A foreign cluster that does not answer within this time keeps the namespace; its label tells whose it was.
const PATIENCE: Duration = Duration::from_secs(5);

/// A namespace that no other test uses, with an AWS account number and a stack prefix to match.
///
/// When it is dropped, a foreign cluster (see [`Cluster::is_throwaway`]) is asked to delete it. Our own is not: it ends with the tests, and
/// deleting would only make the operators of other tests see objects go.
pub struct Namespace {
    name: String,
    account: String,
    foreign: Option<Config>,
}

impl Namespace {
    /// Creates `prefix-` and eight random characters.
    ///
    /// # Errors
    /// If the server refuses, for instance because `prefix` is no label (RFC 1123) or has more than 50 characters.
    pub async fn create(cluster: &Cluster, prefix: &str) -> Result<Self> {
        let suffix = random::hex(4)?;
        let name = format!("{prefix}-{suffix}");
        let config = cluster.config_for(ADMIN).await?;
        let labels = [("cloudwhisper.dev/testbed".to_owned(), "true".to_owned())].into();
        let object = Object {
            metadata: ObjectMeta {
                name: Some(name.clone()),
                labels: Some(labels),
                ..ObjectMeta::default()
            },
            ..Object::default()
        };
        let namespaces: Api<Object> = Api::all(Client::try_from(config.clone())?);
        namespaces
            .create(&kube::api::PostParams::default(), &object)
            .await
            .with_context(|| format!("creating namespace {name}"))?;
        // 12 digits, the first of them not 0: LocalStack keeps accounts apart, and takes such an access key for the account's number.
        let account = format!(
            "{:012}",
            100_000_000_000 + u64::from(u32::from_str_radix(&suffix, 16)?)
        );
        Ok(Self {
            name,
            account,
            foreign: (!cluster.is_throwaway()).then_some(config),
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Begins the names of this test's stacks and whatever else is unique in an AWS account: letters, digits and hyphens.
    pub fn stack_prefix(&self) -> &str {
        &self.name
    }

    /// An AWS account number of this test's own. As access key id it makes LocalStack work in that account, where nobody else's stacks,
    /// tables and queues are. (Names of S3 buckets are shared by all accounts, as in AWS.)
    pub fn aws_account(&self) -> &str {
        &self.account
    }
}

impl Drop for Namespace {
    /// A thread with a runtime of its own, because the test's may be ending, or be blocked by this very call.
    fn drop(&mut self) {
        let Some(config) = self.foreign.take() else { return };
        let name = self.name.clone();
        let deleted = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let namespaces: Api<Object> = Api::all(Client::try_from(config)?);
                tokio::time::timeout(PATIENCE, namespaces.delete(&name, &DeleteParams::background()))
                    .await??;
                anyhow::Ok(())
            })
        });
        if !matches!(deleted.join(), Ok(Ok(()))) {
            eprintln!("namespace {} was left behind", self.name);
        }
    }
}
