//! Events: what a person would want to read later. Passes hand them over and go on; they are written beside the passes, those of one
//! object in their order. What counts is in the status, so nothing waits for an Event but the operator's end. Of an object that goes no status
//! stays: what its last pass tells is in the log before it goes.

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::time::Duration;

use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use cloudwhisper_api::condition::reason;
use cloudwhisper_lifecycle::{Note, NoteKind};
use k8s_openapi::api::core::v1::ObjectReference;
use kube::runtime::events::{Event, EventType, Recorder, Reporter};
use kube::{Client, Resource};
use tokio::sync::{mpsc, oneshot};

/// Most bytes of an Event's note (events.k8s.io/v1).
const MAX_NOTE: usize = 1024;
/// Events that are written at the same time, each of another object.
const WRITERS: usize = 4;
/// What a writer may be behind with, in passes. A pass that finds its queue full waits, so that an API server that is slow with Events
/// slows the operator down and does not fill its memory.
const BEHIND: usize = 256;
/// How long the operator's end waits for what isn't written yet. The Lease is held meanwhile.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a writer finds in its queue.
enum Entry {
    Told(Told),
    /// Answered once everything before it is written.
    Until(oneshot::Sender<()>),
}

/// What one pass has to tell.
struct Told {
    about: ObjectReference,
    notes: Vec<Note>,
}

/// Where Events are handed over. They are written until the last of these is dropped. Cheap to clone.
#[derive(Clone)]
pub struct Events {
    queues: Vec<mpsc::Sender<Entry>>,
}

impl Events {
    /// Starts to write what it is handed. Must be called within a runtime.
    pub fn start(client: &Client) -> Self {
        let queues = (0..WRITERS).map(|_| {
            let (queue, entries) = mpsc::channel(BEHIND);
            tokio::spawn(write(client.clone(), entries));
            queue
        });
        Self {
            queues: queues.collect(),
        }
    }

    /// Hands over what is to be told about an object. Waits only if far too much is unwritten.
    pub async fn tell<K: Resource<DynamicType = ()>>(&self, about: &K, notes: Vec<Note>) {
        if notes.is_empty() {
            return;
        }
        let about = about.object_ref(&());
        let Some(queue) = self.queue(&about) else {
            return;
        };
        let told = Told { about, notes };
        if queue.send(Entry::Told(told)).await.is_err() {
            tracing::error!("events are written no more"); // a writer ends only with the last `Events`
        }
    }

    /// Waits until everything that was handed over is written, at most five seconds.
    pub async fn written(&self) {
        let all = self.queues.iter().map(|queue| async {
            let (answer, answered) = oneshot::channel();
            if queue.send(Entry::Until(answer)).await.is_ok() {
                let _ = answered.await; // a writer that is gone has nothing left
            }
        });
        if tokio::time::timeout(PATIENCE, futures::future::join_all(all))
            .await
            .is_err()
        {
            tracing::warn!("some events were not written before the end");
        }
    }

    /// One object has one writer, so that its Events stand in the order in which things happened.
    fn queue(&self, about: &ObjectReference) -> Option<&mpsc::Sender<Entry>> {
        let sum = BuildHasherDefault::<DefaultHasher>::default().hash_one(about.uid.as_deref());
        let at = usize::try_from(sum % WRITERS as u64).ok()?;
        self.queues.get(at)
    }
}

async fn write(client: Client, mut entries: mpsc::Receiver<Entry>) {
    while let Some(entry) = entries.recv().await {
        match entry {
            Entry::Told(told) => publish(&client, &told).await,
            Entry::Until(answer) => {
                let _ = answer.send(()); // whoever asked has given up
            }
        }
    }
}

/// Writes Events. One that can't be written is not tried again: what counts is in the status. But a namespace that is being
/// deleted takes no Event, and its requests are gone soon: what AWS keeps of them is then told by the log alone, which has all that
/// the Event would have said; but for what is said of a prompt, since that may quote it.
///
/// Each with a recorder of its own: one that is kept counts a second Event of the same reason as a repetition of the
/// first and drops what it says, and decisions repeat nothing.
async fn publish(client: &Client, Told { about, notes }: &Told) {
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
        if let Err(error) = recorder.publish(&event, about).await {
            let said = loggable(note);
            let (namespace, name) = (about.namespace.as_deref(), about.name.as_deref());
            tracing::warn!(%error, namespace, name, reason = note.reason, note = said, "event not written");
        }
    }
}

/// Tells the log what is to be told of an object that is let go of next. With it goes its status, and an operator that is killed before it
/// has written the Events leaves nothing else behind.
pub fn log_farewell(notes: &[Note]) {
    for note in notes {
        tracing::info!(
            reason = note.reason,
            note = loggable(note),
            "the object is let go of"
        );
    }
}

/// What a note says, as far as the log may have it.
fn loggable(note: &Note) -> Option<&str> {
    (!is_of_prompt(note)).then_some(note.message.as_str())
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
    use std::sync::{Arc, Mutex, PoisonError};

    use axum::http::StatusCode;
    use cloudwhisper_api::condition::event;
    use cloudwhisper_api::deployment_request::DeploymentRequest;
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
        serving(axum::Router::new().fallback(answer)).await
    }

    async fn serving(pages: axum::Router) -> Client {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, pages).await });
        let url = format!("http://{address}").parse().expect("an address");
        Client::try_from(kube::Config::new(url)).expect("a client")
    }

    fn asked(name: &str) -> DeploymentRequest {
        let spec = serde_json::from_value(json!({ "prompt": "a shop for my aunt" })).expect("a spec");
        let mut request = DeploymentRequest::new(name, spec);
        request.metadata.namespace = Some("shop".into());
        request.metadata.uid = Some(name.to_owned());
        request
    }

    fn note(reason: &'static str, message: &str) -> Note {
        Note {
            kind: NoteKind::Warning,
            reason,
            message: message.to_owned(),
        }
    }

    #[tokio::test]
    async fn what_no_event_can_tell_the_log_tells_but_for_words_of_prompts() {
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt().with_writer(log.clone()).finish();
        let _scope = tracing::subscriber::set_default(subscriber);
        let notes = [
            note(
                event::STACK_DELETED,
                "AWS kept what holds data: Table `orders-1X`.",
            ),
            note(reason::AWAITING_ANSWERS, "What is \"a shop for my aunt\"?"),
        ];
        let events = Events::start(&forbidding().await);
        events.tell(&asked("orders"), notes.into()).await;
        events.written().await;
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

    /// An API server that takes every Event, and what it was sent.
    async fn taking() -> (Client, Arc<Mutex<Vec<String>>>) {
        let taken = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&taken);
        let pages = axum::Router::new().fallback(move |body: String| {
            let event: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
            let note = event["note"].as_str().unwrap_or_default().to_owned();
            notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
            std::future::ready(body)
        });
        (serving(pages).await, taken)
    }

    #[tokio::test]
    async fn everything_is_written_before_the_end_and_in_order_for_each_object() {
        let (client, taken) = taking().await;
        let events = Events::start(&client);
        for number in 0..20 {
            for name in ["orders", "blog", "mails"] {
                let said = note(reason::AWAITING_APPROVAL, &format!("{name} {number}"));
                events.tell(&asked(name), vec![said]).await;
            }
        }
        events.written().await;
        let taken = taken.lock().unwrap_or_else(PoisonError::into_inner);
        for name in ["orders", "blog", "mails"] {
            let of_it: Vec<&String> = taken.iter().filter(|note| note.starts_with(name)).collect();
            let expected: Vec<String> = (0..20).map(|number| format!("{name} {number}")).collect();
            assert_eq!(of_it, expected.iter().collect::<Vec<_>>());
        }
    }
}
