//! /healthz, /readyz and /metrics.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::leadership::Leadership;
use super::metrics::Metrics;
use super::unread::Unread;

/// What the pages tell of.
#[derive(Clone)]
pub(super) struct Pages {
    pub(super) metrics: Arc<Metrics>,
    pub(super) leadership: Leadership,
    pub(super) unread: Unread,
    /// Ends them.
    pub(super) stop: CancellationToken,
}

/// Takes the address. Before anything else is begun: a pod that nobody can ask for its health has to say so at once.
///
/// # Errors
/// When the address is taken.
pub(super) async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("can't listen on {address}: choose another --http-address"))
}

/// Serves until told to stop; an end before that stops the operator.
///
/// # Errors
/// When the server fails.
pub(super) async fn serve(listener: TcpListener, pages: Pages) -> anyhow::Result<()> {
    let stop = pages.stop.clone();
    let router = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics_page))
        .with_state(pages);
    let end = stop.clone().drop_guard();
    axum::serve(listener, router)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await?;
    drop(end);
    Ok(())
}

/// Ready is a pod that could take over: it competes for the Lease and isn't stopping. A standby is ready too, else a
/// rolling update would never see its new pod become ready. A namespace that can't be read is told of and no reason to take the pod away
/// from the others.
async fn ready(State(pages): State<Pages>) -> impl IntoResponse {
    if pages.stop.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping".to_owned());
    }
    let standing = if pages.leadership.is_held() {
        "leading"
    } else {
        "standing by"
    };
    let mut lines = vec![standing.to_owned()];
    lines.extend(pages.unread.lines());
    (StatusCode::OK, lines.join("\n"))
}

async fn metrics_page(State(pages): State<Pages>) -> impl IntoResponse {
    (
        [(
            header::CONTENT_TYPE,
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
        )],
        pages.metrics.text(),
    )
}
