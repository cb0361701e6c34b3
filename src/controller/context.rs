//! What every pass is handed: caches, ways out, settings. No decision is made here.

use std::sync::Arc;

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::Settings;
use jiff::Timestamp;
use kube::runtime::reflector::{ObjectRef, Store};
use kube::{Client, ResourceExt};
use tokio::sync::Semaphore;

use super::borrowed::Borrowed;
use super::echo::Echoes;
use super::events::Events;
use super::kept::Revisions;
use super::leadership::Leadership;
use super::metrics::Metrics;
use super::models::Models;
use super::poller::Poller;
use super::retry::Retries;
use super::scope::Caches;
use super::unread::Unread;
use crate::aws::Sessions;
use crate::exchange_rate::Rate;

/// What every pass is handed.
pub struct Context {
    /// The API server.
    pub client: Client,
    /// Ways into AWS accounts.
    pub sessions: Arc<Sessions>,
    /// Cache of requests.
    pub requests: Caches<DeploymentRequest>,
    /// Cache of accounts.
    pub accounts: Store<CloudAccount>,
    /// Which of them aren't this shard's; none in an operator that serves every label.
    pub borrowed: Option<Borrowed>,
    /// Which revisions there are, by what is served: their bodies are read where needed.
    pub revisions: Vec<Revisions>,
    /// Cache of policies.
    pub policies: Caches<DeploymentPolicy>,
    /// So many passes over requests at the same time, in all namespaces together.
    pub turns: Semaphore,
    /// Settings that decisions depend on, as the operator was started with them.
    pub settings: Settings,
    /// Rupees for a dollar, which may change while it runs.
    pub rate: Rate,
    /// Whether we still lead.
    pub leadership: Leadership,
    /// The one that looks at CloudFormation.
    pub poller: Poller,
    /// What our own writes will be heard as.
    pub echoes: Echoes,
    /// How often which request failed in a row.
    pub retries: Retries,
    /// Language models that may read prompts.
    pub models: Models,
    /// What of it can't be read.
    pub unread: Unread,
    /// Where Events are written.
    pub events: Events,
    /// Counters.
    pub metrics: Arc<Metrics>,
}

impl Context {
    /// The time, in whole seconds like every time in Kubernetes. A pass asks once.
    pub fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }

    /// A request is gone: nothing is looked at or remembered for it any more.
    pub fn forget(&self, gone: &DeploymentRequest) {
        self.poller.forget(&ObjectRef::from_obj(gone));
        self.echoes.forget(&ObjectRef::from_obj(gone));
        self.models.forget(&ObjectRef::from_obj(gone));
        self.retries.succeeded(&gone.uid().unwrap_or_default());
    }
}
