//! /healthz, /readyz and /metrics.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio_util::sync::CancellationToken;

use super::leadership::Leadership;
use super::metrics::Metrics;

#[derive(Clone)]
struct Shared {
    metrics: Arc<Metrics>,
    leadership: Leadership,
    stop: CancellationToken,
}

/// Serves until `stop`.
///
/// # Errors
/// When the address is taken.
pub(super) async fn serve(
    address: SocketAddr,
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
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .with_context(|| format!("can't listen on {address}: choose another --http-address"))?;
    axum::serve(listener, pages)
        .with_graceful_shutdown(stop.cancelled_owned())
        .await?;
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
