//! What proxies and stubs before LocalStack have in common: listening, passing a request on, and answers in AWS's form. Not here: what each
//! of them does with a conversation.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Listens before `upstream`, such as `http://127.0.0.1:4566`, until the test ends; each connection is served with what they share and
/// `upstream`'s host and port. Returns where it listens.
pub(super) async fn listen<S, F>(
    upstream: &str,
    shared: &Arc<S>,
    serve: impl Fn(TcpStream, Arc<S>, Arc<str>) -> F + Send + Sync + 'static,
) -> Result<String>
where
    S: Send + Sync + 'static,
    F: Future<Output = Result<()>> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let upstream = upstream.strip_prefix("http://").context("plain HTTP")?;
    let upstream: Arc<str> = upstream.trim_end_matches('/').into();
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, Arc::clone(&shared), Arc::clone(&upstream)));
        }
    });
    Ok(url)
}

/// The answer to a request, after which the connection is closed.
pub(super) async fn passed_on(upstream: &str, request: &[u8]) -> Result<Vec<u8>> {
    let mut upstream = TcpStream::connect(upstream).await?;
    upstream.write_all(&closing(request)).await?;
    let mut answer = Vec::new();
    upstream.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// An answer of one's own, such as with `200 OK`.
pub(super) fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// The same head with another body.
pub(super) fn with_body(head: &str, body: &str) -> String {
    let is_length = |line: &&str| line.to_lowercase().starts_with("content-length:");
    let length = format!("content-length: {}", body.len());
    let head = head
        .split("\r\n")
        .map(|line| if is_length(&line) { length.as_str() } else { line });
    let head: Vec<_> = head.collect();
    format!("{}\r\n\r\n{body}", head.join("\r\n"))
}

/// What a test that failed while it held it has left is looked at all the same.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
