//! A proxy before LocalStack that stops the conversation at a moment of the test's choice: the request or its answer is held for
//! ever, so that whoever asked can be killed at exactly that point.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

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
    upstream: String,
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
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let upstream = upstream.strip_prefix("http://").context("plain HTTP")?;
        let shared = Arc::new(Shared {
            upstream: upstream.trim_end_matches('/').to_owned(),
            stop: Mutex::new(stop),
            stopped: Notify::new(),
            taken: Mutex::default(),
            refused: AtomicUsize::new(0),
        });
        let accepting = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let shared = Arc::clone(&accepting);
                tokio::spawn(async move { shared.serve(stream).await });
            }
        });
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

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    /// One request and its answer; then the connection ends, so that each has one of its own.
    async fn serve(&self, mut client: TcpStream) -> Result<()> {
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
        let mut upstream = TcpStream::connect(&self.upstream).await?;
        upstream.write_all(&closing(&request)).await?;
        let mut answer = Vec::new();
        upstream.read_to_end(&mut answer).await?;
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
    let answer = format!(
        "HTTP/1.1 400 Bad Request\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    client.write_all(answer.as_bytes()).await?;
    Ok(client.shutdown().await?)
}

/// One request, head and body.
pub(super) async fn read_request(stream: &mut TcpStream) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let read = stream.read_buf(&mut bytes).await?;
        anyhow::ensure!(read > 0, "the client left");
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length:"))
            .map_or(Ok(0), |length| length.trim().parse::<usize>())?;
        if bytes.len() >= end + 4 + length {
            return Ok(bytes);
        }
    }
}

/// The same request, asking AWS to close the connection after its answer.
pub(super) fn closing(request: &[u8]) -> Vec<u8> {
    let line = request
        .windows(2)
        .position(|two| two == b"\r\n")
        .unwrap_or_default();
    let (first, rest) = request.split_at(line);
    [first, b"\r\nConnection: close", rest].concat()
}
