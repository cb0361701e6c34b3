//! What every pass is handed: caches, ways out, settings. No decision is made here.

use std::sync::Arc;

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::condition::reason;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::{Note, NoteKind, Settings};
use jiff::Timestamp;
use kube::runtime::events::{Event, EventType, Recorder, Reporter};
use kube::runtime::reflector::{ObjectRef, Store};
use kube::{Client, Resource, ResourceExt};
use tokio::sync::Semaphore;

use super::borrowed::Borrowed;
use super::echo::Echoes;
use super::kept::Revisions;
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
        self.echoes.forget(&ObjectRef::from_obj(gone));
        self.retries.succeeded(&gone.uid().unwrap_or_default());
    }

    /// Writes Events; see [`tell`].
    pub async fn tell<K: Resource<DynamicType = ()>>(&self, about: &K, notes: &[Note]) {
        tell(&self.client, about, notes).await;
    }
}

/// Writes Events. One that can't be written is not tried again: what counts is in the status. But a namespace that is being
/// deleted takes no Event, and its requests are gone soon: what AWS keeps of them is then told by the log alone, which has all that
/// the Event would have said; but for what is said of a prompt, since that may quote it.
///
/// Each with a recorder of its own: one that is kept counts a second Event of the same reason as a repetition of the
/// first and drops what it says, and decisions repeat nothing.
async fn tell<K: Resource<DynamicType = ()>>(client: &Client, about: &K, notes: &[Note]) {
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
        let recorder = Recorder::new(client.clone(), Reporter::from(OPERATOR_FIELD_MANAGER));
        if let Err(error) = recorder.publish(&event, &about.object_ref(&())).await {
            let said = (!is_of_prompt(note)).then_some(note.message.as_str());
            tracing::warn!(%error, reason = note.reason, note = said, "event not written");
        }
    }
}

/// Whether a note is about the words of a prompt, which no log has.
fn is_of_prompt(note: &Note) -> bool {
    matches!(note.reason, reason::INVALID_PROMPT | reason::AWAITING_ANSWERS)
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
    use std::io;
    use std::sync::{Mutex, PoisonError};

    use axum::http::StatusCode;
    use cloudwhisper_api::condition::event;
    use serde_json::json;
    use tracing_subscriber::fmt::MakeWriter;

    use super::*;

    #[test]
    fn a_note_is_cut_between_characters() {
        assert_eq!(cut("ठीक", 4), "ठ");
        assert_eq!(cut("ठीक", 9), "ठीक");
        assert_eq!(cut("", 0), "");
    }

    /// A log that is read afterwards.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl<'a> MakeWriter<'a> for Log {
        type Writer = Self;

        fn make_writer(&'a self) -> Self {
            self.clone()
        }
    }

    /// An API server as it is to a namespace that is being deleted.
    async fn forbidding() -> Client {
        let forbidden = json!({
            "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "Forbidden", "code": 403,
            "message": "unable to create new content in namespace shop because it is being terminated",
        });
        let answer = move || std::future::ready((StatusCode::FORBIDDEN, forbidden.to_string()));
        let pages = axum::Router::new().fallback(answer);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, pages).await });
        let url = format!("http://{address}").parse().expect("an address");
        Client::try_from(kube::Config::new(url)).expect("a client")
    }

    #[tokio::test]
    async fn what_no_event_can_tell_the_log_tells_but_for_words_of_prompts() {
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).finish();
        let _scope = tracing::subscriber::set_default(subscriber);
        let spec = serde_json::from_value(json!({ "prompt": "a shop for my aunt" })).expect("a spec");
        let mut request = DeploymentRequest::new("orders", spec);
        request.metadata.namespace = Some("shop".into());
        let note = |reason, message: &str| Note {
            kind: NoteKind::Warning,
            reason,
            message: message.to_owned(),
        };
        let notes = [
            note(
                event::STACK_DELETED,
                "AWS kept what holds data: Table `orders-1X`.",
            ),
            note(reason::AWAITING_ANSWERS, "What is \"a shop for my aunt\"?"),
        ];
        tell(&forbidding().await, &request, &notes).await;
        let told = log.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let told = String::from_utf8(told).expect("text");
        assert!(
            told.contains("Forbidden") && told.contains("StackDeleted"),
            "{told}"
        );
        assert!(
            told.contains("AWS kept what holds data: Table `orders-1X`."),
            "{told}"
        );
        assert!(
            told.contains("AwaitingAnswers") && !told.contains("my aunt"),
            "{told}"
        );
    }
}
