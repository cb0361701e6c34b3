//! Ways into AWS accounts: one session per account, region and state of the account's spec. Not here: where its credentials come from and how
//! long they are good (`credentials`).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use aws_config::identity::IdentityCache;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_sdk_cloudformation::config::SharedHttpClient;
use aws_smithy_async::time::SharedTimeSource;
use cloudwhisper_api::cloud_account::{CloudAccount, Credentials};
use cloudwhisper_lifecycle::Fault;
use futures::future::BoxFuture;
use kube::{Client, ResourceExt};
use prometheus_client::metrics::counter::Counter;

use super::clock::{Clock, Era};
use super::cloudformation::Sdk;
use super::credentials::{Kept, Source};
use super::limits::{Limits, partition};
use super::reauthenticating::{Reauthenticating, count};
use super::stack_events::Queue;
use super::{CloudFormation, StackEvents, sts};
use crate::outgoing;

/// How long a session is kept, used or not.
const LIFETIME: Duration = Duration::from_hours(1);

/// One account in one region.
#[derive(Clone)]
pub struct Session {
    /// CloudFormation there.
    pub cloudformation: Arc<dyn CloudFormation>,
    /// What `EventBridge` tells of stacks there, where the account names a queue.
    pub stack_events: Option<Arc<dyn StackEvents>>,
    sts: aws_sdk_sts::Client,
    credentials: Arc<Kept>,
    faults: Counter,
}

impl Session {
    /// Who AWS says that we are.
    ///
    /// # Errors
    /// When the credentials don't work or AWS can't be reached.
    pub async fn identity(&self) -> Result<sts::Identity, Fault> {
        let ask = || Box::pin(sts::caller_identity(&self.sts)) as BoxFuture<'_, _>;
        count(&self.faults, self.credentials.ask(ask).await)
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
        let http = outgoing::aws_http();
        Self {
            kube,
            http,
            limits,
            faults,
            clock: Clock::default(),
            open: Mutex::default(),
        }
    }

    /// The way into this account and region, with credentials of now.
    ///
    /// # Errors
    /// When there are none: the Secret is missing or incomplete, or AWS does not let us assume the role.
    pub async fn session(&self, account: &CloudAccount, region: &str) -> Result<Session, Fault> {
        let session = self.kept(account, region).await;
        let fetched = session.credentials.get().await.map(|_| ());
        self.got(session, fetched)
    }

    /// The same with credentials that are fetched for this very call: those that are kept don't tell whether a role can still be
    /// assumed.
    ///
    /// # Errors
    /// Those of [`Sessions::session`].
    pub async fn checked(&self, account: &CloudAccount, region: &str) -> Result<Session, Fault> {
        let session = self.kept(account, region).await;
        let fetched = session.credentials.renew().await;
        self.got(session, fetched)
    }

    /// What the API server refuses is no call to AWS that failed.
    fn got(&self, session: Session, fetched: Result<(), Fault>) -> Result<Session, Fault> {
        let of_aws = |fault: &Fault| {
            fault
                .action
                .as_deref()
                .is_some_and(|action| action.starts_with("sts:"))
        };
        if fetched.as_ref().is_err_and(of_aws) {
            self.faults.inc();
        }
        fetched.map(|()| session)
    }

    async fn kept(&self, account: &CloudAccount, region: &str) -> Session {
        let era = self.clock.era();
        let key = Key {
            uid: account.uid().unwrap_or_default(),
            generation: account.metadata.generation.unwrap_or_default(),
            region: region.to_owned(),
            era: era.number,
        };
        if let Some(session) = self.reusable(&key) {
            return session;
        }
        let session = self.open(account, region, era).await;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|other, (since, _)| {
            let same_spec = other.uid != key.uid || other.generation == key.generation;
            since.elapsed() < LIFETIME && other.era == key.era && same_spec
        });
        // Whoever was faster has credentials already.
        let (_, session) = open.entry(key).or_insert((Instant::now(), session));
        session.clone()
    }

    fn reusable(&self, key: &Key) -> Option<Session> {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.get(key)
            .filter(|(since, _)| since.elapsed() < LIFETIME)
            .map(|(_, session)| session.clone())
    }

    async fn open(&self, account: &CloudAccount, region: &str, era: Era) -> Session {
        let (config, credentials) = self.way_in(account, region, era).await;
        let queue = Queue::of(account, region, &config, &credentials, era.number);
        Session {
            stack_events: queue.map(|queue| Arc::new(queue) as _),
            cloudformation: Arc::new(Reauthenticating {
                inner: Arc::new(Sdk::new(&config, account, era.number)),
                credentials: Arc::clone(&credentials),
                faults: self.faults.clone(),
            }),
            sts: sts_client(&config, account, region, era),
            credentials,
            faults: self.faults.clone(),
        }
    }

    async fn way_in(&self, account: &CloudAccount, region: &str, era: Era) -> (SdkConfig, Arc<Kept>) {
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .http_client(self.http.clone())
            .region(Region::new(region.to_owned()))
            .time_source(era)
            // Credentials are kept by us, who can throw them away when AWS refuses them.
            .identity_cache(IdentityCache::no_cache())
            .retry_config(self.limits.retries())
            .timeout_config(self.limits.timeouts());
        if let Some(endpoint) = &account.spec.endpoint_url {
            loader = loader.endpoint_url(endpoint);
        }
        let Credentials {
            assume_role,
            secret_ref,
            pod_identity: _, // what is left if there is nothing else
        } = &account.spec.credentials;
        let keep = |source| Kept::new(source, SharedTimeSource::new(era), self.limits.call);
        let (config, own) = if let Some(place) = secret_ref {
            let own = keep(Source::Secret {
                kube: self.kube.clone(),
                place: place.clone(),
            });
            (loader.credentials_provider(own.provider()).load().await, own)
        } else {
            let config = loader.load().await;
            let own = keep(Source::Own(config.credentials_provider()));
            (with(&config, &own), own)
        };
        let Some(role) = assume_role else {
            return (config, own);
        };
        let assumed = keep(Source::Role {
            client: sts_client(&config, account, region, era),
            role: role.clone(),
            by: own,
        });
        (with(&config, &assumed), assumed)
    }
}

fn with(config: &SdkConfig, credentials: &Arc<Kept>) -> SdkConfig {
    let config = config.to_builder();
    config.credentials_provider(credentials.provider()).build()
}

fn sts_client(config: &SdkConfig, account: &CloudAccount, region: &str, era: Era) -> aws_sdk_sts::Client {
    let allowance = partition("sts", &account.spec.account_id, region, era.number);
    let config = aws_sdk_sts::config::Builder::from(config).retry_partition(allowance);
    aws_sdk_sts::Client::from_conf(config.build())
}

#[cfg(test)]
impl Session {
    /// A session with this CloudFormation, for tests of those who ask it. Nobody is asked who we are.
    pub(crate) fn with(cloudformation: Arc<dyn CloudFormation>) -> Self {
        let config = aws_sdk_sts::Config::builder().behavior_version(BehaviorVersion::latest());
        Self {
            cloudformation,
            stack_events: None,
            sts: aws_sdk_sts::Client::from_conf(config.build()),
            credentials: Kept::meaningless(),
            faults: Counter::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::error::ErrorCode;
    use cloudwhisper_lifecycle::Class;
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
