//! The credentials that an account names, kept until shortly before their end or until AWS no longer takes them. Three ways in: keys of a
//! Secret, the operator's own identity, and a role that is assumed with either. Not here: what is done with them (`session`).

use std::fmt;
use std::sync::Arc;
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

/// The credentials of now. Whoever asks while they are fetched waits for the same answer.
pub(super) struct Kept {
    source: Source,
    time: SharedTimeSource,
    patience: Duration,
    current: Mutex<Option<Current>>,
}

#[derive(Clone)]
struct Current {
    credentials: Credentials,
    renew_at: Option<SystemTime>,
}

impl Kept {
    /// None fetched yet. `patience` bounds each fetch.
    pub(super) fn new(source: Source, time: SharedTimeSource, patience: Duration) -> Arc<Self> {
        Arc::new(Self {
            source,
            time,
            patience,
            current: Mutex::default(),
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
        let mut current = self.current.lock().await;
        let now = self.time.now();
        let kept = current.clone();
        if let Some(kept) = &kept
            && kept.renew_at.is_none_or(|renew_at| now < renew_at)
        {
            return Ok(kept.credentials.clone());
        }
        match (self.fetch().await, kept) {
            (Ok(fetched), _) => {
                *current = Some(self.until_renewal(fetched.clone(), now));
                Ok(fetched)
            }
            (Err(fault), Some(kept)) if fault.class == Class::Transient && !has_ended(&kept, now) => {
                Ok(kept.credentials)
            }
            (Err(fault), _) => Err(fault),
        }
    }

    /// Fetches others, whatever is kept: whether a role can still be assumed shows only there. What is kept stays if none can be had.
    ///
    /// # Errors
    /// What keeps the source from giving any.
    pub(super) async fn renew(&self) -> Result<(), Fault> {
        let mut current = self.current.lock().await;
        let fetched = self.fetch().await?;
        *current = Some(self.until_renewal(fetched, self.time.now()));
        Ok(())
    }

    /// Calls AWS; once more with other credentials where it no longer takes those that were kept.
    ///
    /// # Errors
    /// Those of the call.
    pub(super) async fn ask<'a, T, F>(&self, call: F) -> Result<T, Fault>
    where
        T: Send,
        F: Fn() -> BoxFuture<'a, Result<T, Fault>> + Send + Sync,
    {
        let answer = call().await;
        match answer {
            Err(fault) if self.are_refused(&fault).await => call().await,
            answer => answer,
        }
    }

    /// Whether this fault is of the credentials and there were some to throw away: expired, exchanged or taken back.
    async fn are_refused(&self, fault: &Fault) -> bool {
        let of_credentials = matches!(
            fault.code,
            ErrorCode::CredentialsExpired | ErrorCode::CredentialsInvalid
        );
        of_credentials && self.current.lock().await.take().is_some()
    }

    async fn fetch(&self) -> Result<Credentials, Fault> {
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
        let late = |_| no_credentials(&CredentialsError::provider_timed_out(self.patience));
        tokio::time::timeout(self.patience, fetched).await.map_err(late)?
    }

    /// Credentials that are short-lived from the start are used for half of their time.
    fn until_renewal(&self, credentials: Credentials, now: SystemTime) -> Current {
        let of_secret = matches!(self.source, Source::Secret { .. }).then_some(now + SECRET_TTL);
        let before_end = credentials.expiry().map(|end| {
            let left = end.duration_since(now).unwrap_or_default();
            end - BEFORE_END.min(left / 2)
        });
        Current {
            credentials,
            renew_at: before_end.into_iter().chain(of_secret).min(),
        }
    }
}

fn has_ended(current: &Current, now: SystemTime) -> bool {
    current.credentials.expiry().is_some_and(|end| end <= now)
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
