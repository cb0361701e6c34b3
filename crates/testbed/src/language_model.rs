//! A STUB of language models: it understands nothing, and answers what a test tells it to, in the wire protocols of Amazon Bedrock's
//! Converse API (`/model/ID/converse`) and of `OpenAI`'s chat completions (`…/chat/completions`). Neither can be had where tests run.
//!
//! Like the real ones it refuses questions that break its protocol: without a form to fill in, with roles that don't take turns, with a
//! schema that isn't strict. Shapes after the API references of both, read 2026-11-22.

mod bedrock;
mod openai;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::Result;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use futures::StreamExt;
use futures::stream;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What the stub answers. Each is told in the protocol that was asked in.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The form, filled in with this: of the schema or not.
    Form(Value),
    /// Text where a form was asked for. `OpenAI`'s forms are text, so that it may be one.
    Text(String),
    /// The answer ends here since it has taken all its tokens.
    CutOff(String),
    /// The model doesn't want to answer.
    Refusal,
    /// A filter has held the answer back.
    Filtered,
    /// Too many questions; with how many seconds to wait, if it says so.
    Throttled(Option<u64>),
    /// The service fails with this status (500, 502, 503, …).
    Failure(u16),
    /// What the question was signed with is no longer good.
    Expired,
    /// Whoever asks may not use the model.
    Forbidden,
    /// There is no such model.
    NoSuchModel,
    /// Status 200, and an error in the body.
    ErrorWithin,
    /// Status 200, and what is no JSON in the body.
    Garbage(Vec<u8>),
    /// The next one, after this time.
    After(Duration, Box<Reply>),
    /// The next one, in pieces with this time between them.
    Trickle(Duration, Box<Reply>),
    /// Half of the next one, and the connection ends.
    HangUp(Box<Reply>),
}

/// One question as it arrived.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The model's id or name.
    pub model: String,
    /// The `Authorization` header.
    pub authorization: Option<String>,
    /// The whole body.
    pub body: Value,
    /// The system prompt.
    pub system: String,
    /// All other text of the conversation.
    pub said: String,
}

#[derive(Default)]
struct Script {
    next: VecDeque<Reply>,
    always: Option<Reply>,
    heard: Vec<Heard>,
    open: usize,
    most_open: usize,
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Script>>);

impl Shared {
    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Answers in the protocol's own words, and counts who waits for an answer meanwhile.
    async fn answer(&self, heard: Heard, told: impl Fn(Reply) -> Told) -> Response {
        let reply = self.next(heard);
        let response = tell(reply, told).await;
        self.script().open -= 1;
        response
    }

    fn next(&self, heard: Heard) -> Reply {
        let mut script = self.script();
        script.heard.push(heard);
        script.open += 1;
        script.most_open = script.most_open.max(script.open);
        let always = script.always.clone();
        script.next.pop_front().or(always).unwrap_or(Reply::Failure(500))
    }
}

/// The stub, as long as this lives.
pub struct StubLanguageModel {
    address: String,
    shared: Shared,
    server: JoinHandle<()>,
}

impl StubLanguageModel {
    /// Listens on a free port of 127.0.0.1. Answers 500 to what it wasn't told to answer.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let shared = Shared::default();
        let pages = Router::new()
            .route("/model/{id}/converse", post(bedrock::converse))
            .route("/v1/chat/completions", post(openai::complete))
            .with_state(shared.clone());
        let server = tokio::spawn(async move {
            // Ends with the test.
            let _ = axum::serve(listener, pages).await;
        });
        Ok(Self {
            address,
            shared,
            server,
        })
    }

    /// Where Bedrock is.
    pub fn bedrock(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where `OpenAI` is.
    pub fn openai(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Answers these next, one after the other.
    pub fn replies(&self, replies: impl IntoIterator<Item = Reply>) {
        self.shared.script().next.extend(replies);
    }

    /// Answers this whenever nothing else is next.
    pub fn always(&self, reply: Reply) {
        self.shared.script().always = Some(reply);
    }

    /// How many waited for an answer at the same time, at most.
    pub fn most_at_once(&self) -> usize {
        self.shared.script().most_open
    }

    /// What it was asked so far.
    pub fn heard(&self) -> Vec<Heard> {
        self.shared.script().heard.clone()
    }
}

impl Drop for StubLanguageModel {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// An answer of one of the protocols, before anything happens to it on the way.
struct Told {
    status: StatusCode,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Told {
    fn json(status: u16, body: &Value) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: Vec::new(),
            body: body.to_string().into_bytes(),
        }
    }

    fn with(mut self, header: &'static str, value: &impl ToString) -> Self {
        self.headers.push((header, value.to_string()));
        self
    }
}

/// What happens on the way, and the answer itself in the protocol's own words.
async fn tell(reply: Reply, told: impl Fn(Reply) -> Told) -> Response {
    match reply {
        Reply::After(time, reply) => {
            tokio::time::sleep(time).await;
            response(told(*reply), Body::from)
        }
        Reply::Trickle(time, reply) => response(told(*reply), |bytes| trickling(&bytes, time)),
        Reply::HangUp(reply) => response(told(*reply), |mut bytes| {
            bytes.truncate(bytes.len() / 2);
            let half = Ok(Bytes::from(bytes));
            let end = Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset));
            Body::from_stream(stream::iter([half, end]))
        }),
        reply => response(told(reply), Body::from),
    }
}

fn trickling(bytes: &[u8], time: Duration) -> Body {
    let pieces: Vec<Bytes> = bytes.chunks(16).map(Bytes::copy_from_slice).collect();
    let slowly = stream::iter(pieces).then(move |piece| async move {
        tokio::time::sleep(time).await;
        Ok::<_, Infallible>(piece)
    });
    Body::from_stream(slowly)
}

fn response(told: Told, body: impl FnOnce(Vec<u8>) -> Body) -> Response {
    let mut response = Response::builder()
        .status(told.status)
        .header("content-type", "application/json");
    for (name, value) in told.headers {
        response = response.header(name, value);
    }
    response.body(body(told.body)).unwrap_or_default()
}

fn authorization(headers: &HeaderMap) -> Option<String> {
    let value = headers.get("authorization")?;
    value.to_str().ok().map(str::to_owned)
}

/// What is wrong with a conversation: a person's turn first and last, and each after another's.
fn out_of_turn(messages: &Value, first: usize) -> Option<String> {
    let messages = messages.as_array()?;
    let roles: Vec<_> = messages
        .iter()
        .skip(first)
        .map(|message| message["role"].as_str().unwrap_or_default())
        .collect();
    let expected = ["user", "assistant"].iter().cycle();
    let in_turn = roles.iter().zip(expected).all(|(role, turn)| role == turn);
    (!in_turn || roles.len() % 2 == 0).then(|| format!("roles must alternate: {roles:?}"))
}
