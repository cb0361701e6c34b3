//! Ways into AWS accounts: one session per account, region and state of the account's spec and credentials.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

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
use prometheus_client::metrics::counter::Counter;

use super::clock::{Clock, Era};
use super::cloudformation::Sdk;
use super::counted::{Counted, count};
use super::limits::{Limits, partition};
use super::{CloudFormation, sts};

/// How long credentials of a Secret are used before the Secret is read again.
const SECRET_TTL: Duration = Duration::from_mins(1);

/// One account in one region.
#[derive(Clone)]
pub struct Session {
    /// CloudFormation there.
    pub cloudformation: Arc<dyn CloudFormation>,
    sts: aws_sdk_sts::Client,
    faults: Counter,
}

impl Session {
    /// Who AWS says that we are.
    ///
    /// # Errors
    /// When the credentials don't work or AWS can't be reached.
    pub async fn identity(&self) -> Result<sts::Identity, Fault> {
        count(&self.faults, sts::caller_identity(&self.sts).await)
    }
}

/// Identifies a session: a changed spec makes another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    uid: String,
    generation: i64,
    region: String,
    /// Of the clock.
    era: u64,
}

/// All sessions of this process.
pub struct Sessions {
    kube: Client,
    http: SharedHttpClient,
    limits: Limits,
    faults: Counter,
    clock: Clock,
    open: Mutex<HashMap<Key, (Instant, Session)>>,
}

impl Sessions {
    /// No session yet. `faults` counts the calls to AWS that fail.
    pub fn new(kube: Client, limits: Limits, faults: Counter) -> Self {
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .build_https();
        Self {
            kube,
            http,
            limits,
            faults,
            clock: Clock::default(),
            open: Mutex::default(),
        }
    }

    /// The way into this account and region.
    ///
    /// # Errors
    /// When the Secret with the credentials is missing or incomplete.
    pub async fn session(&self, account: &CloudAccount, region: &str) -> Result<Session, Fault> {
        let era = self.clock.era();
        let key = Key {
            uid: account.uid().unwrap_or_default(),
            generation: account.metadata.generation.unwrap_or_default(),
            region: region.to_owned(),
            era: era.number,
        };
        if let Some(session) = self.reusable(&key) {
            return Ok(session);
        }
        let config = self.config(account, region, era).await?;
        let session = self.over(&config, account, region, era);
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|other, (since, _)| {
            since.elapsed() < SECRET_TTL && (other.uid != key.uid || other.generation == key.generation)
        });
        open.insert(key, (Instant::now(), session.clone()));
        Ok(session)
    }

    fn over(&self, config: &SdkConfig, account: &CloudAccount, region: &str, era: Era) -> Session {
        let allowance = partition("sts", &account.spec.account_id, region, era.number);
        let sts = aws_sdk_sts::config::Builder::from(config).retry_partition(allowance);
        Session {
            cloudformation: Arc::new(Counted {
                inner: Arc::new(Sdk::new(config, account, era.number)),
                faults: self.faults.clone(),
            }),
            sts: aws_sdk_sts::Client::from_conf(sts.build()),
            faults: self.faults.clone(),
        }
    }

    fn reusable(&self, key: &Key) -> Option<Session> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(key)
            .filter(|(since, _)| since.elapsed() < SECRET_TTL)
            .map(|(_, session)| session.clone())
    }

    async fn config(&self, account: &CloudAccount, region: &str, era: Era) -> Result<SdkConfig, Fault> {
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .http_client(self.http.clone())
            .region(Region::new(region.to_owned()))
            .time_source(era)
            .retry_config(self.limits.retries())
            .timeout_config(self.limits.timeouts());
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

#[cfg(test)]
impl Session {
    /// A session with this CloudFormation, for tests of those who ask it. Nobody is asked who we are.
    pub(crate) fn with(cloudformation: Arc<dyn CloudFormation>) -> Self {
        let config = aws_sdk_sts::Config::builder().behavior_version(BehaviorVersion::latest());
        Self {
            cloudformation,
            sts: aws_sdk_sts::Client::from_conf(config.build()),
            faults: Counter::default(),
        }
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

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tokio::net::TcpListener;

    use super::*;

    async fn listening() -> (TcpListener, String) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        (listener, url)
    }

    /// An API server that has one Secret, under every name.
    async fn kube_with_keys() -> Client {
        let (listener, url) = listening().await;
        let secret = json!({
            "apiVersion": "v1", "kind": "Secret", "metadata": { "name": "keys" },
            "data": { "AWS_ACCESS_KEY_ID": "YQ==", "AWS_SECRET_ACCESS_KEY": "Yg==" },
        });
        let pages = axum::Router::new().fallback(move || std::future::ready(secret.to_string()));
        tokio::spawn(async move { axum::serve(listener, pages).await });
        let config = kube::Config::new(url.parse().expect("an address"));
        Client::try_from(config).expect("a client")
    }

    fn account(endpoint: &str) -> CloudAccount {
        let spec = serde_json::from_value(json!({
            "accountId": "111122223333", "defaultRegion": "ap-south-1", "endpointURL": endpoint,
            "credentials": { "secretRef": { "namespace": "cloudwhisper-system", "name": "keys" } },
        }));
        CloudAccount::new("dev", spec.expect("an account"))
    }

    #[tokio::test]
    async fn an_aws_that_takes_the_connection_and_never_answers_is_given_up() {
        let (silent, endpoint) = listening().await;
        tokio::spawn(async move {
            let mut held = Vec::new();
            while let Ok(taken) = silent.accept().await {
                held.push(taken);
            }
        });
        let limits = Limits {
            connect: Duration::from_secs(1),
            attempt: Duration::from_millis(100),
            call: Duration::from_millis(300),
            attempts: 2,
        };
        let faults = Counter::default();
        let sessions = Sessions::new(kube_with_keys().await, limits, faults.clone());
        let session = sessions.session(&account(&endpoint), "ap-south-1").await;
        let session = session.expect("a way in");
        let asked = async {
            let stacks = session.cloudformation.stacks().await.map(|_| ());
            let identity = session.identity().await.map(|_| ());
            [stacks, identity]
        };
        let answers = tokio::time::timeout(Duration::from_secs(20), asked).await;
        for answer in answers.expect("nothing waits for ever") {
            let fault = answer.expect_err("nobody answered");
            assert_eq!(
                (fault.class, fault.code),
                (Class::Transient, ErrorCode::AwsUnreachable)
            );
        }
        assert_eq!(faults.get(), 2, "reads that fail count like writes");
    }

    #[test]
    fn by_default_every_limit_is_set() {
        let timeouts = Limits::default().timeouts();
        assert!(timeouts.connect_timeout().is_some());
        assert!(timeouts.read_timeout().is_some());
        assert!(timeouts.operation_attempt_timeout() < timeouts.operation_timeout());
    }
}
