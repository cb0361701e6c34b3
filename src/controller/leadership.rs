//! One pod leads: whoever holds the Lease. Every write to AWS asks first whether we still do.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use cloudwhisper_api::OPERATOR_FIELD_MANAGER;
use kube::Client;
use kube_lease_manager::LeaseManagerBuilder;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::Args;

/// Whether we lead.
#[derive(Clone)]
pub struct Leadership {
    held: watch::Receiver<bool>,
    lost: Arc<AtomicBool>,
}

impl Leadership {
    /// Competes for the Lease until `stop`, then gives it back so that the next pod need not wait for it to expire.
    ///
    /// # Errors
    /// When the Lease can't be read or made.
    pub async fn compete(
        client: &Client,
        args: &Args,
        stop: CancellationToken,
    ) -> anyhow::Result<(Self, JoinHandle<()>)> {
        let manager = LeaseManagerBuilder::new(client.clone(), &args.lease_name)
            .with_namespace(&args.namespace)
            .with_field_manager(OPERATOR_FIELD_MANAGER)
            .with_duration(args.lease_seconds)
            .with_grace((args.lease_seconds / 3).max(1))
            .build()
            .await
            .with_context(|| {
                format!(
                    "lease {}/{} can't be read or made",
                    args.namespace, args.lease_name
                )
            })?;
        let (mut states, task) = manager.watch().await;
        let (announce, held) = watch::channel(false);
        let lost = Arc::new(AtomicBool::new(false));
        let mark_lost = Arc::clone(&lost);
        let watching = tokio::spawn(async move {
            loop {
                tokio::select! {
                    changed = states.changed() => {
                        if changed.is_err() { break; }
                        let is_leading = *states.borrow_and_update();
                        let was_leading = announce.send_replace(is_leading);
                        if was_leading && !is_leading {
                            tracing::error!("the lease is lost");
                            mark_lost.store(true, Ordering::Release);
                            stop.cancel();
                        }
                    }
                    () = stop.cancelled() => break,
                }
            }
            // The channel's end tells the manager to release the lease.
            drop(states);
            if !matches!(task.await, Ok(Ok(_))) {
                tracing::warn!("the lease was not given back; it expires by itself");
            }
        });
        Ok((Self { held, lost }, watching))
    }

    /// Waits until we lead; false if `stop` comes first.
    pub async fn won(&self, stop: &CancellationToken) -> bool {
        let mut held = self.held.clone();
        tokio::select! {
            won = held.wait_for(|held| *held) => won.is_ok(),
            () = stop.cancelled() => false,
        }
    }

    /// Whether we lead now.
    pub fn is_held(&self) -> bool {
        *self.held.borrow()
    }

    /// Whether the end came because the Lease went to somebody else.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Acquire)
    }
}
