//! Ways into AWS accounts: one session per account, region and state of the account's spec and credentials.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use aws_config::retry::RetryConfig;
use aws_config::sts::AssumeRoleProvider;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_sdk_cloudformation::config::SharedHttpClient;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use cloudwhisper_api::cloud_account::{CloudAccount, SecretRef};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};
use k8s_openapi::api::core::v1::Secret;
use kube::{Api, Client, ResourceExt};

use super::cloudformation::Sdk;
use super::{CloudFormation, sts};

/// How long credentials of a Secret are used before the Secret is read again.
const SECRET_TTL: Duration = Duration::from_mins(1);
/// Attempts per call, the first included.
const ATTEMPTS: u32 = 5;

/// One account in one region.
#[derive(Clone)]
pub struct Session {
    /// CloudFormation there.
    pub cloudformation: Arc<dyn CloudFormation>,
    sts: aws_sdk_sts::Client,
}

impl Session {
    /// Who AWS says that we are.
    ///
    /// # Errors
    /// When the credentials don't work or AWS can't be reached.
    pub async fn identity(&self) -> Result<sts::Identity, Fault> {
        sts::caller_identity(&self.sts).await
    }
}

/// Identifies a session: a changed spec makes another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    uid: String,
    generation: i64,
    region: String,
}

/// All sessions of this process.
pub struct Sessions {
    kube: Client,
    http: SharedHttpClient,
    open: Mutex<HashMap<Key, (Instant, Session)>>,
}

impl Sessions {
    /// No session yet.
    pub fn new(kube: Client) -> Self {
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .build_https();
        Self {
            kube,
            http,
            open: Mutex::default(),
        }
    }

    /// The way into this account and region.
    ///
    /// # Errors
    /// When the Secret with the credentials is missing or incomplete.
    pub async fn session(&self, account: &CloudAccount, region: &str) -> Result<Session, Fault> {
        let key = Key {
            uid: account.uid().unwrap_or_default(),
            generation: account.metadata.generation.unwrap_or_default(),
            region: region.to_owned(),
        };
        if let Some(session) = self.reusable(&key) {
            return Ok(session);
        }
        let config = self.config(account, region).await?;
        let session = Session {
            cloudformation: Arc::new(Sdk::new(&config, account)),
            sts: aws_sdk_sts::Client::new(&config),
        };
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|other, (since, _)| {
            since.elapsed() < SECRET_TTL && (other.uid != key.uid || other.generation == key.generation)
        });
        open.insert(key, (Instant::now(), session.clone()));
        Ok(session)
    }

    fn reusable(&self, key: &Key) -> Option<Session> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(key)
            .filter(|(since, _)| since.elapsed() < SECRET_TTL)
            .map(|(_, session)| session.clone())
    }

    async fn config(&self, account: &CloudAccount, region: &str) -> Result<SdkConfig, Fault> {
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .http_client(self.http.clone())
            .region(Region::new(region.to_owned()))
            .retry_config(RetryConfig::adaptive().with_max_attempts(ATTEMPTS));
        if let Some(endpoint) = &account.spec.endpoint_url {
            loader = loader.endpoint_url(endpoint);
        }
        let credentials = &account.spec.credentials;
        if let Some(secret) = &credentials.secret_ref {
            return Ok(loader
                .credentials_provider(self.secret(secret).await?)
                .load()
                .await);
        }
        let own = loader.load().await;
        let Some(role) = &credentials.assume_role else {
            return Ok(own);
        };
        let mut provider = AssumeRoleProvider::builder(&role.arn)
            .session_name("cloudwhisper")
            .configure(&own);
        if let Some(external_id) = &role.external_id {
            provider = provider.external_id(external_id);
        }
        let provider = aws_credential_types::provider::SharedCredentialsProvider::new(provider.build().await);
        Ok(own.into_builder().credentials_provider(provider).build())
    }

    async fn secret(&self, secret_ref: &SecretRef) -> Result<Credentials, Fault> {
        let SecretRef { namespace, name } = secret_ref;
        let secrets: Api<Secret> = Api::namespaced(self.kube.clone(), namespace);
        let secret = secrets
            .get_opt(name)
            .await
            .map_err(|error| crate::controller::fault::kube_fault("get secrets", &error))?
            .ok_or_else(|| unusable(format!("Secret {namespace}/{name} does not exist")))?;
        let value = |key: &str| -> Option<String> {
            let bytes = secret.data.as_ref()?.get(key)?;
            Some(String::from_utf8_lossy(&bytes.0).trim().to_owned()).filter(|text| !text.is_empty())
        };
        let required =
            |key: &str| value(key).ok_or_else(|| unusable(format!("Secret {namespace}/{name} has no {key}")));
        Ok(Credentials::new(
            required("AWS_ACCESS_KEY_ID")?,
            required("AWS_SECRET_ACCESS_KEY")?,
            value("AWS_SESSION_TOKEN"),
            None,
            "Secret",
        ))
    }
}

fn unusable(reason: String) -> Fault {
    Fault {
        class: Class::UserFixable,
        code: ErrorCode::CredentialsInvalid,
        reason,
        action: None,
    }
}
