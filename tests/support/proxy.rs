//! A proxy before LocalStack that stops the conversation at a moment of the test's choice: the request or its answer is held for
//! ever, so that whoever asked can be killed at exactly that point.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use anyhow::Result;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::Notify;

use super::conversation::{answer, listen, lock, passed_on, read_request};

/// Where the conversation stops, each time it comes there, until [`Proxy::go_on`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Nowhere.
    Nowhere,
    /// A request with this text is not passed on.
    Before(&'static str),
    /// A request with this text is passed on, and AWS's answer to it is kept back.
    After(&'static str),
    /// An answer with this text is kept back.
    Answer(&'static str),
    /// A request with this text is refused with this error code of AWS's.
    Refuse(&'static str, &'static str),
}

struct Shared {
    stop: Mutex<Stop>,
    stopped: Notify,
    /// Requests that AWS took (status 2xx).
    taken: Mutex<Vec<String>>,
    /// Requests that were refused.
    refused: AtomicUsize,
}

/// The proxy; it ends with the test.
pub(crate) struct Proxy {
    shared: Arc<Shared>,
    url: String,
}

impl Proxy {
    /// Between whoever uses [`Proxy::url`] and `upstream`, such as `http://127.0.0.1:4566`.
    pub(crate) async fn start(upstream: &str, stop: Stop) -> Result<Self> {
        let shared = Arc::new(Shared {
            stop: Mutex::new(stop),
            stopped: Notify::new(),
            taken: Mutex::default(),
            refused: AtomicUsize::new(0),
        });
        let serve = |stream, shared: Arc<Shared>, upstream: Arc<str>| async move {
            shared.serve(stream, &upstream).await
        };
        let url = listen(upstream, &shared, serve).await?;
        Ok(Self { shared, url })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Waits until the conversation has stopped.
    pub(crate) async fn stopped(&self) {
        self.shared.stopped.notified().await;
    }

    /// From now on the conversation stops there.
    pub(crate) fn stop_at(&self, stop: Stop) {
        *lock(&self.shared.stop) = stop;
    }

    /// From now on nothing is held any more. What is held stays so.
    pub(crate) fn go_on(&self) {
        self.stop_at(Stop::Nowhere);
    }

    /// How many requests were refused.
    pub(crate) fn refused(&self) -> usize {
        self.shared.refused.load(Ordering::Relaxed)
    }

    /// How many requests with this text AWS has taken.
    pub(crate) fn taken(&self, text: &str) -> usize {
        let taken = lock(&self.shared.taken);
        taken.iter().filter(|request| request.contains(text)).count()
    }
}

impl Shared {
    /// One request and its answer; then the connection ends, so that each has one of its own.
    async fn serve(&self, mut client: TcpStream, upstream: &str) -> Result<()> {
        let request = read_request(&mut client).await?;
        let text = String::from_utf8_lossy(&request).into_owned();
        let stop = *lock(&self.stop);
        if matches!(stop, Stop::Before(at) if text.contains(at)) {
            return self.hold().await;
        }
        if let Stop::Refuse(at, code) = stop
            && text.contains(at)
        {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return refuse(&mut client, code).await;
        }
        let answer = passed_on(upstream, &request).await?;
        if answer.starts_with(b"HTTP/1.1 2") {
            lock(&self.taken).push(text.clone());
        }
        let answered = String::from_utf8_lossy(&answer);
        let holds = match stop {
            Stop::Nowhere | Stop::Before(_) | Stop::Refuse(..) => false,
            Stop::After(at) => text.contains(at),
            Stop::Answer(at) => answered.contains(at),
        };
        if holds {
            return self.hold().await;
        }
        client.write_all(&answer).await?;
        client.shutdown().await?;
        Ok(())
    }

    async fn hold(&self) -> Result<()> {
        self.stopped.notify_one();
        std::future::pending().await
    }
}

async fn refuse(client: &mut TcpStream, code: &str) -> Result<()> {
    let body = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>Not now</Message></Error><RequestId>1</RequestId></ErrorResponse>"
    );
    let answer = answer("400 Bad Request", &body);
    client.write_all(answer.as_bytes()).await?;
    Ok(client.shutdown().await?)
}
