//! The credentials that an account names, kept until shortly before their end or until AWS no longer takes them. Three ways in: keys of a
//! Secret, the operator's own identity, and a role that is assumed with either. Not here: what is done with them (`session`).

use std::fmt;
use std::sync::{Arc, Mutex as Lock, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use aws_smithy_async::time::SharedTimeSource;
use cloudwhisper_api::cloud_account::{AssumeRole, SecretRef};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};
use futures::future::BoxFuture;
use k8s_openapi::api::core::v1::Secret;
use kube::{Api, Client};
use tokio::sync::Mutex;

use super::fault::{NoCredentials, no_credentials};
use super::sts;

/// How long keys of a Secret are used before the Secret is read again: nobody watches Secrets, and a key that was exchanged may go on
/// working for a while.
const SECRET_TTL: Duration = Duration::from_mins(1);
/// So long before their end credentials are renewed: a call that is tried again must not outlive them.
const BEFORE_END: Duration = Duration::from_mins(5);
/// What part of its patience a fetch has that others can do without: there are credentials that are still good.
const EARLY: u32 = 20;
/// How long a source that is out of reach is left alone while there are credentials that are still good.
const NEXT_TRY: Duration = Duration::from_secs(30);

/// Where credentials come from.
pub(super) enum Source {
    /// Keys of a Secret, read by the operator.
    Secret {
        /// The API server.
        kube: Client,
        /// The Secret.
        place: SecretRef,
    },
    /// The operator's own identity, by AWS's default chain; none where that could not be set up.
    Own(Option<SharedCredentialsProvider>),
    /// A role that is assumed.
    Role {
        /// STS, with the credentials of `by`.
        client: aws_sdk_sts::Client,
        /// The role.
        role: AssumeRole,
        /// Whose rights it is assumed with.
        by: Arc<Kept>,
    },
}

/// The credentials of now. Where there are none that are still good, whoever asks waits for the same fetch and has its answer; else one
/// call at a time fetches others, and the rest goes on with what is kept.
pub(super) struct Kept {
    source: Source,
    time: SharedTimeSource,
    patience: Duration,
    /// Held by whoever fetches, and never for a look at what is kept.
    fetching: Mutex<()>,
    state: Lock<State>,
}

#[derive(Clone, Default)]
struct State {
    current: Option<Current>,
    /// How many fetches have ended.
    fetches: u64,
    /// What the last of them failed with.
    failed: Option<Fault>,
}

#[derive(Clone)]
struct Current {
    credentials: Credentials,
    renew_at: Option<SystemTime>,
    /// Tells them from those that were kept before and after.
    serial: u64,
}

impl Current {
    fn is_due(&self, now: SystemTime) -> bool {
        self.renew_at.is_some_and(|renew_at| renew_at <= now)
    }

    fn has_ended(&self, now: SystemTime) -> bool {
        self.credentials.expiry().is_some_and(|end| end <= now)
    }
}

impl State {
    fn good(&self, now: SystemTime) -> Option<Current> {
        self.current.clone().filter(|current| !current.has_ended(now))
    }
}

impl Kept {
    /// None fetched yet. `patience` bounds each fetch; one that can wait has a twentieth of it.
    pub(super) fn new(source: Source, time: SharedTimeSource, patience: Duration) -> Arc<Self> {
        Arc::new(Self {
            source,
            time,
            patience,
            fetching: Mutex::default(),
            state: Lock::default(),
        })
    }

    /// The same for the SDK, whose own cache has to be off.
    pub(super) fn provider(self: &Arc<Self>) -> SharedCredentialsProvider {
        SharedCredentialsProvider::new(Provider(Arc::clone(self)))
    }

    /// Credentials that AWS takes, as far as anybody knows.
    ///
    /// # Errors
    /// When there are none and none can be fetched. While the source is out of reach, those that have not ended yet are good enough.
    pub(super) async fn get(&self) -> Result<Credentials, Fault> {
        self.current().await.map(|current| current.credentials)
    }

    /// Fetches others, whatever is kept: whether a role can still be assumed shows only there. What is kept stays if none can be had.
    ///
    /// # Errors
    /// What keeps the source from giving any.
    pub(super) async fn renew(&self) -> Result<(), Fault> {
        let _turn = self.fetching.lock().await;
        self.fetched(self.patience).await.map(|_| ())
    }

    /// Calls AWS; once more with other credentials where it no longer takes those that were kept.
    ///
    /// # Errors
    /// Those of the call, and what keeps credentials for it away.
    pub(super) async fn ask<'a, T, F>(&self, call: F) -> Result<T, Fault>
    where
        T: Send,
        F: Fn() -> BoxFuture<'a, Result<T, Fault>> + Send + Sync,
    {
        let used = self.current().await?.serial;
        match call().await {
            Err(fault) if is_of_credentials(&fault) => {
                self.throw_away(used);
                call().await
            }
            answer => answer,
        }
    }

    /// Throws away these and no others: of the calls that are refused together, one may have fetched others already.
    fn throw_away(&self, serial: u64) {
        self.state().current.take_if(|current| current.serial == serial);
    }

    async fn current(&self) -> Result<Current, Fault> {
        let (known, now) = (self.state().clone(), self.time.now());
        match known.good(now) {
            Some(good) if good.is_due(now) => self.ahead(good).await,
            Some(good) => Ok(good),
            None => self.anew(known.fetches).await,
        }
    }

    /// Others, since none are good. `fetches` had ended before: of one that has failed since, the answer holds for all who waited for it.
    async fn anew(&self, fetches: u64) -> Result<Current, Fault> {
        let _turn = self.fetching.lock().await;
        let known = self.state().clone();
        match (known.good(self.time.now()), known.failed) {
            (Some(good), _) => Ok(good),
            (None, Some(fault)) if known.fetches != fetches => Err(fault),
            (None, _) => self.fetched(self.patience).await,
        }
    }

    /// Others before these end: fetched by one call, and not for long.
    async fn ahead(&self, good: Current) -> Result<Current, Fault> {
        let Ok(_turn) = self.fetching.try_lock() else {
            return Ok(good);
        };
        match self.fetched(self.patience / EARLY).await {
            Err(fault) if fault.class == Class::Transient => {
                self.postpone(good.serial);
                Ok(good)
            }
            answer => answer,
        }
    }

    fn postpone(&self, serial: u64) {
        let next = self.time.now() + NEXT_TRY;
        if let Some(current) = &mut self.state().current
            && current.serial == serial
        {
            current.renew_at = current.credentials.expiry().into_iter().chain([next]).min();
        }
    }

    /// Only by whoever holds `fetching`.
    async fn fetched(&self, patience: Duration) -> Result<Current, Fault> {
        let fetched = self.fetch(patience).await;
        let mut state = self.state();
        state.fetches += 1;
        state.failed = fetched.as_ref().err().cloned();
        let current = self.until_renewal(fetched?, self.time.now(), state.fetches);
        state.current = Some(current.clone());
        Ok(current)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Boxed: a role is assumed with credentials that are fetched likewise.
    fn fetch(&self, patience: Duration) -> BoxFuture<'_, Result<Credentials, Fault>> {
        let fetched = async {
            match &self.source {
                Source::Secret { kube, place } => secret(kube, place).await,
                Source::Own(Some(provider)) => {
                    let provided = provider.provide_credentials().await;
                    provided.map_err(|error| no_credentials(&error))
                }
                Source::Own(None) => Err(no_credentials(&CredentialsError::not_loaded_no_source())),
                Source::Role { client, role, by } => {
                    by.ask(|| Box::pin(sts::assume_role(client, role))).await
                }
            }
        };
        let late = move |_| no_credentials(&CredentialsError::provider_timed_out(patience));
        Box::pin(async move { tokio::time::timeout(patience, fetched).await.map_err(late)? })
    }

    /// Credentials that are short-lived from the start are used for half of their time.
    fn until_renewal(&self, credentials: Credentials, now: SystemTime, serial: u64) -> Current {
        let of_secret = matches!(self.source, Source::Secret { .. }).then_some(now + SECRET_TTL);
        let before_end = credentials.expiry().map(|end| {
            let left = end.duration_since(now).unwrap_or_default();
            end - BEFORE_END.min(left / 2)
        });
        Current {
            credentials,
            renew_at: before_end.into_iter().chain(of_secret).min(),
            serial,
        }
    }
}

/// Whether they had expired, or were exchanged or taken back.
fn is_of_credentials(fault: &Fault) -> bool {
    matches!(
        fault.code,
        ErrorCode::CredentialsExpired | ErrorCode::CredentialsInvalid
    )
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept") // what is kept is nobody's to read
    }
}

#[derive(Debug)]
struct Provider(Arc<Kept>);

impl ProvideCredentials for Provider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(async {
            let provided = self.0.get().await;
            provided.map_err(|fault| CredentialsError::provider_error(NoCredentials(fault)))
        })
    }
}

async fn secret(kube: &Client, SecretRef { namespace, name }: &SecretRef) -> Result<Credentials, Fault> {
    let secrets: Api<Secret> = Api::namespaced(kube.clone(), namespace);
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

fn unusable(reason: String) -> Fault {
    Fault {
        class: Class::UserFixable,
        code: ErrorCode::CredentialsInvalid,
        reason,
        action: None,
    }
}

#[cfg(test)]
impl Kept {
    /// Keys that mean nothing and never end.
    pub(super) fn meaningless() -> Arc<Self> {
        let provider = SharedCredentialsProvider::new(Credentials::new("a", "b", None, None, "test"));
        let time = SharedTimeSource::new(aws_smithy_async::time::SystemTimeSource::new());
        Self::new(Source::Own(Some(provider)), time, Duration::from_secs(5))
    }
}

#[cfg(test)]
mod tests;
