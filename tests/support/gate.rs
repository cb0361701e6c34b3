//! Gates before the operator's two servers. Every call goes through one, and a [`Judge`] says what becomes of it: it may be passed on,
//! held, refused, cut off or answered in part, before or after the server took it. Here: the conversation. Not here: who judges.

mod call;
mod upstream;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use kube::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) use call::{Call, Server};
use upstream::Upstream;

/// What becomes of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is passed on, and so is its answer.
    Pass,
    /// It is not passed on, and whoever asked waits for ever.
    Hold,
    /// It is passed on, and whoever asked waits for ever.
    HoldAnswer,
    /// The server is not asked: this HTTP status, in that server's own form.
    Refuse(u16),
    /// The server is not asked: the connection breaks.
    Reset,
    /// The server is asked, and the connection breaks before its answer.
    ResetAnswer,
    /// The server is asked, and its answer breaks off in the middle.
    Truncate,
    /// A watch goes on for this long at most; then the server says that its version is too old (410 Gone).
    Expire(Duration),
    /// A watch goes on for this long at most; then its connection breaks.
    Break(Duration),
}

/// Says what becomes of calls.
pub(crate) trait Judge: Send + Sync {
    /// What becomes of this one, and how long it is kept waiting before.
    fn judge(&self, call: &Call) -> (Duration, Verdict);
    /// The server took it: its answer was 2xx.
    fn taken(&self, _call: &Call) {}
    /// It is held; with `HoldAnswer`, the server has answered by now.
    fn held(&self) {}
}

/// One gate; it ends with the test.
pub(crate) struct Gate {
    url: String,
}

impl Gate {
    /// Before an API server, whom it talks to as `client` does: whoever comes through the gate needs no credentials.
    pub(crate) async fn before_cluster(client: Client, judge: Arc<dyn Judge>) -> Result<Self> {
        Self::start(Upstream::Cluster(client), judge).await
    }

    /// Before an AWS at an address such as `http://127.0.0.1:4566`.
    pub(crate) async fn before_aws(endpoint: &str, judge: Arc<dyn Judge>) -> Result<Self> {
        let host = endpoint.strip_prefix("http://").context("plain HTTP")?;
        Self::start(Upstream::Aws(host.trim_end_matches('/').to_owned()), judge).await
    }

    async fn start(upstream: Upstream, judge: Arc<dyn Judge>) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let upstream = Arc::new(upstream);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (upstream, judge) = (Arc::clone(&upstream), Arc::clone(&judge));
                // Whoever leaves in the middle, as a killed operator does, ends only their own conversation.
                tokio::spawn(async move { serve(stream, &upstream, &*judge).await });
            }
        });
        Ok(Self { url })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// One call and its answer; then the connection ends, so that each has one of its own.
async fn serve(mut stream: TcpStream, upstream: &Upstream, judge: &dyn Judge) -> Result<()> {
    let request = super::conversation::read_request(&mut stream).await?;
    let call = Call::read(upstream.server(), &request)?;
    let (delay, verdict) = judge.judge(&call);
    if !delay.is_zero() {
        let _ = tokio::time::timeout(delay, std::future::pending::<()>()).await;
    }
    match verdict {
        Verdict::Hold => return hold(judge).await,
        Verdict::Refuse(status) => return Ok(stream.write_all(&upstream.refusal(status)).await?),
        Verdict::Reset => return Ok(()),
        _ => {}
    }
    if let (true, Upstream::Cluster(client)) = (call.is_watch(), upstream) {
        return upstream::watch(client, &call, stream, verdict).await;
    }
    let (status, answer) = upstream.ask(&call, &request).await?;
    if (200..300).contains(&status) {
        judge.taken(&call);
    }
    match verdict {
        Verdict::HoldAnswer => return hold(judge).await,
        Verdict::ResetAnswer => return Ok(()),
        Verdict::Truncate => stream.write_all(upstream::half(&answer)).await?,
        _ => stream.write_all(&answer).await?,
    }
    Ok(stream.shutdown().await?)
}

async fn hold(judge: &dyn Judge) -> Result<()> {
    judge.held();
    std::future::pending().await
}

/// Returns when the client has left.
async fn left(stream: &mut (impl tokio::io::AsyncRead + Unpin)) {
    let mut byte = [0];
    while matches!(stream.read(&mut byte).await, Ok(read) if read > 0) {}
}
