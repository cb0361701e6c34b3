//! The smallest HTTP client that can ask a server on this machine something: one request, one connection, no TLS.

use anyhow::{Context, Result, bail};
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// A loopback server that is silent for this long is taken for dead.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the server said.
#[derive(Debug)]
pub struct Response {
    /// HTTP status code.
    pub status: u16,
    /// The body, as text.
    pub body: String,
}

/// Sends one request to an `http://host:port/path` address and reads the whole answer.
///
/// # Errors
/// If the address has another form, nobody answers within 20 s, or the answer isn't HTTP.
pub async fn http(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Result<Response> {
    let address = url
        .strip_prefix("http://")
        .with_context(|| format!("{url} does not begin with http://"))?;
    let (authority, path) = address.split_once('/').unwrap_or((address, ""));
    let mut request = format!(
        "{method} /{path} HTTP/1.0\r\nHost: {authority}\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.extend([name, ": ", value, "\r\n"]);
    }
    request.extend(["\r\n", body]);

    let answer = timeout(PATIENCE, exchange(authority, request.as_bytes()))
        .await
        .with_context(|| format!("{url} did not answer within {} s", PATIENCE.as_secs()))?
        .with_context(|| format!("asking {url}"))?;
    parse(&answer).with_context(|| format!("{url} did not answer in HTTP"))
}

async fn exchange(authority: &str, request: &[u8]) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(authority).await?;
    stream.write_all(request).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn parse(answer: &[u8]) -> Result<Response> {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        bail!("no end of headers")
    };
    let status = head
        .split(' ')
        .nth(1)
        .context("no status line")?
        .parse()
        .context("no status code")?;
    Ok(Response {
        status,
        body: body.to_owned(),
    })
}
