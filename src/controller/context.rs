//! What every pass is handed: caches, ways out, settings. No decision is made here.

use std::sync::Arc;

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::{Note, NoteKind, Settings};
use jiff::Timestamp;
use k8s_openapi::api::core::v1::ConfigMap;
use kube::core::PartialObjectMeta;
use kube::runtime::events::{Event, EventType, Recorder, Reporter};
use kube::runtime::reflector::{ObjectRef, Store};
use kube::{Client, Resource, ResourceExt};
use tokio::sync::Semaphore;

use super::borrowed::Borrowed;
use super::leadership::Leadership;
use super::metrics::Metrics;
use super::poller::Poller;
use super::retry::Retries;
use super::scope::Caches;
use super::unread::Unread;
use crate::aws::Sessions;
use crate::exchange_rate::Rate;

/// Most bytes of an Event's note (events.k8s.io/v1).
const MAX_NOTE: usize = 1024;

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
    /// Cache of revisions: metadata only, their bodies are read where needed.
    pub revisions: Caches<PartialObjectMeta<ConfigMap>>,
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
    /// How often which request failed in a row.
    pub retries: Retries,
    /// What of it can't be read.
    pub unread: Unread,
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
        self.retries.succeeded(&gone.uid().unwrap_or_default());
    }

    /// Writes Events. One that can't be written is logged and not tried again: what counts is in the status.
    ///
    /// Each with a recorder of its own: one that is kept counts a second Event of the same reason as a repetition of the
    /// first and drops what it says, and decisions repeat nothing.
    pub async fn tell<K: Resource<DynamicType = ()>>(&self, about: &K, notes: &[Note]) {
        for note in notes {
            let event = Event {
                type_: match note.kind {
                    NoteKind::Normal => EventType::Normal,
                    NoteKind::Warning => EventType::Warning,
                },
                reason: note.reason.to_owned(),
                note: Some(cut(&note.message, MAX_NOTE).to_owned()),
                action: "Reconcile".to_owned(),
                secondary: None,
            };
            let recorder = Recorder::new(self.client.clone(), Reporter::from(OPERATOR_FIELD_MANAGER));
            if let Err(error) = recorder.publish(&event, &about.object_ref(&())).await {
                tracing::warn!(%error, reason = note.reason, "event not written");
            }
        }
    }
}

/// At most `limit` bytes, cut between characters: Devanagari takes 3 bytes each.
fn cut(text: &str, limit: usize) -> &str {
    if text.len() <= limit {
        return text;
    }
    let end = (0..=limit)
        .rev()
        .find(|&end| text.is_char_boundary(end))
        .unwrap_or(0);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_note_is_cut_between_characters() {
        assert_eq!(cut("ठीक", 4), "ठ");
        assert_eq!(cut("ठीक", 9), "ठीक");
        assert_eq!(cut("", 0), "");
    }
}
