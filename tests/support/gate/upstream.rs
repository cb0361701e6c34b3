//! The servers behind the gates, and answers in their form.

use anyhow::{Context as _, Result};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use futures::StreamExt;
use kube::Client;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Call, Server, Verdict, left};

/// The largest answer of a test bed that is no stream.
const LARGEST: usize = 64 << 20;
/// A watch that nothing ends but its server.
const LONG: std::time::Duration = std::time::Duration::from_hours(1);
/// Headers of one connection, which are not passed on: the client makes its own.
const HOP: [&str; 6] = [
    "host",
    "connection",
    "content-length",
    "transfer-encoding",
    "authorization",
    "accept-encoding",
];

/// A server.
pub(super) enum Upstream {
    /// The API server, as this client reaches it.
    Cluster(Client),
    /// AWS, by host and port.
    Aws(String),
}

impl Upstream {
    pub(super) fn server(&self) -> Server {
        match self {
            Self::Cluster(_) => Server::Cluster,
            Self::Aws(_) => Server::Aws,
        }
    }

    /// Passes a call on; the HTTP status and the whole answer as bytes of a connection that ends with it.
    pub(super) async fn ask(&self, call: &Call, request: &[u8]) -> Result<(u16, Vec<u8>)> {
        match self {
            Self::Cluster(client) => {
                let (parts, body) = client.send(as_request(call)?).await?.into_parts();
                let body = axum::body::to_bytes(Body::new(body), LARGEST).await?;
                let length = format!("Content-Length: {}\r\n", body.len());
                let head = head(parts.status, &parts.headers, &length);
                Ok((parts.status.as_u16(), [head.as_bytes(), &body].concat()))
            }
            Self::Aws(host) => {
                let mut upstream = TcpStream::connect(host).await?;
                upstream
                    .write_all(&super::super::conversation::closing(request))
                    .await?;
                let mut answer = Vec::new();
                upstream.read_to_end(&mut answer).await?;
                let status = answer.get(9..12).and_then(|code| std::str::from_utf8(code).ok());
                let status = status
                    .and_then(|code| code.parse().ok())
                    .context("a status line")?;
                Ok((status, answer))
            }
        }
    }

    /// A refusal as this server would word it.
    pub(super) fn refusal(&self, status: u16) -> Vec<u8> {
        let reason = match status {
            // As AWS refuses a session that is over or was taken back.
            403 => ("Forbidden", "ExpiredToken"),
            429 => ("TooManyRequests", "Throttling"),
            503 => ("ServiceUnavailable", "ServiceUnavailable"),
            _ => ("InternalError", "InternalFailure"),
        };
        let (kind, body) = match self {
            Self::Cluster(_) => (
                "application/json",
                json!({
                    "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
                    "message": "not now", "reason": reason.0, "code": status,
                })
                .to_string(),
            ),
            Self::Aws(_) => (
                "text/xml",
                format!(
                    "<ErrorResponse><Error><Type>Receiver</Type><Code>{}</Code><Message>Not now</Message></Error>\
                     <RequestId>1</RequestId></ErrorResponse>",
                    reason.1
                ),
            ),
        };
        format!(
            "HTTP/1.1 {status} Not Now\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    }
}

/// The same call for the client, which has an address and credentials of its own.
fn as_request(call: &Call) -> Result<Request<kube::client::Body>> {
    let mut request = Request::builder().method(call.method.as_str()).uri(&call.path);
    for (name, value) in &call.headers {
        if !HOP.contains(&name.as_str()) {
            request = request.header(name, value);
        }
    }
    Ok(request.body(kube::client::Body::from(call.body.clone()))?)
}

fn head(status: StatusCode, headers: &HeaderMap, length: &str) -> String {
    let mut head = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in headers {
        if !HOP.contains(&name.as_str()) {
            head.extend([name.as_str(), ": ", value.to_str().unwrap_or_default(), "\r\n"]);
        }
    }
    head + length + "Connection: close\r\n\r\n"
}

/// The head of an answer and the first half of its body.
pub(super) fn half(answer: &[u8]) -> &[u8] {
    let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
    let body = head.map_or(0, |end| end + 4);
    &answer[..body + (answer.len() - body) / 2]
}

/// Passes a watch on, event by event, until the server, the client or the verdict ends it.
pub(super) async fn watch(client: &Client, call: &Call, stream: TcpStream, verdict: Verdict) -> Result<()> {
    let (parts, body) = client.send(as_request(call)?).await?.into_parts();
    let (mut listens, mut speaks) = stream.into_split();
    let head = head(parts.status, &parts.headers, "Transfer-Encoding: chunked\r\n");
    speaks.write_all(head.as_bytes()).await?;
    let mut events = Body::new(body).into_data_stream();
    let (lasts, last): (_, Option<Vec<u8>>) = match verdict {
        Verdict::Expire(lasts) => (lasts, Some(gone())),
        Verdict::Break(lasts) => (lasts, None),
        _ => (LONG, None),
    };
    let ends = tokio::time::timeout(lasts, std::future::pending::<()>());
    tokio::pin!(ends);
    loop {
        tokio::select! {
            event = events.next() => match event {
                Some(Ok(event)) => speaks.write_all(&chunk(&event)).await?,
                _ => break,
            },
            () = left(&mut listens) => return Ok(()),
            _ = &mut ends => {
                let Some(last) = last else { return Ok(()) };
                speaks.write_all(&chunk(&Bytes::from(last))).await?;
                break;
            }
        }
    }
    speaks.write_all(b"0\r\n\r\n").await?;
    Ok(speaks.shutdown().await?)
}

fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}

/// What the API server says to a watch from a version that it does not keep any more.
fn gone() -> Vec<u8> {
    let status = json!({ "type": "ERROR", "object": {
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "message": "too old resource version", "reason": "Expired", "code": 410,
    } });
    format!("{status}\n").into_bytes()
}
