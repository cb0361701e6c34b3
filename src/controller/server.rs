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

#[derive(Clone)]
struct Shared {
    metrics: Arc<Metrics>,
    leadership: Leadership,
    stop: CancellationToken,
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

/// Serves until `stop`; an end before that stops the operator.
///
/// # Errors
/// When the server fails.
pub(super) async fn serve(
    listener: TcpListener,
    metrics: Arc<Metrics>,
    leadership: Leadership,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let shared = Shared {
        metrics,
        leadership,
        stop: stop.clone(),
    };
    let pages = Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics_page))
        .with_state(shared);
    let end = stop.clone().drop_guard();
    axum::serve(listener, pages)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await?;
    drop(end);
    Ok(())
}

/// Ready is a pod that could take over: it competes for the Lease and isn't stopping. A standby is ready too, else a
/// rolling update would never see its new pod become ready.
async fn ready(State(shared): State<Shared>) -> impl IntoResponse {
    if shared.stop.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping");
    }
    (
        StatusCode::OK,
        if shared.leadership.is_held() {
            "leading"
        } else {
            "standing by"
        },
    )
}

async fn metrics_page(State(shared): State<Shared>) -> impl IntoResponse {
    (
        [(
            header::CONTENT_TYPE,
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
        )],
        shared.metrics.text(),
    )
}
