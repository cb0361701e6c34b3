//! One pod leads: whoever holds the Lease. Every write to AWS asks first whether we still do.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use k8s_openapi::api::coordination::v1::{Lease, LeaseSpec};
use kube::{Api, Client};
use kube_lease_manager::LeaseManagerBuilder;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::Args;

/// A field manager has 128 characters at most, and the random part takes 17 of them.
const LONGEST_POD_NAME: usize = 100;

/// Whether we lead.
#[derive(Clone)]
pub struct Leadership {
    held: watch::Receiver<bool>,
    lost: Arc<AtomicBool>,
    leases: Api<Lease>,
    name: Arc<str>,
    identity: Arc<str>,
}

impl Leadership {
    /// Competes for the Lease until `release`, then gives it back so that the next pod need not wait for it to expire.
    /// A lease that is lost before cancels `stop`; `stop` alone gives nothing back, for passes may still be under way.
    ///
    /// # Errors
    /// When the Lease can't be read or made.
    pub async fn compete(
        client: &Client,
        args: &Args,
        stop: CancellationToken,
        release: CancellationToken,
    ) -> anyhow::Result<(Self, JoinHandle<()>)> {
        let identity = identity();
        let manager = LeaseManagerBuilder::new(client.clone(), &args.lease_name)
            .with_namespace(&args.lease_namespace)
            .with_identity(&identity)
            // Two who take a free Lease at once are told apart by the conflict of their field managers, so no two may share one.
            .with_field_manager(&identity)
            .with_duration(args.lease_seconds)
            .with_grace((args.lease_seconds / 3).max(1))
            .build()
            .await
            .with_context(|| {
                format!(
                    "lease {}/{} can't be read or made",
                    args.lease_namespace, args.lease_name
                )
            })?;
        let (states, task) = manager.watch().await;
        let (announce, held) = watch::channel(false);
        let lost = Arc::new(AtomicBool::new(false));
        let keeper = Keeper {
            announce,
            lost: Arc::clone(&lost),
            stop,
            release,
        };
        let given_back = async move {
            let given_back = matches!(task.await, Ok(Ok(_)));
            if !given_back {
                tracing::warn!("the lease was not given back; it expires by itself");
            }
        };
        let keeping = tokio::spawn(keeper.keep(states, given_back));
        let leadership = Self {
            held,
            lost,
            leases: Api::namespaced(client.clone(), &args.lease_namespace),
            name: args.lease_name.as_str().into(),
            identity: identity.into(),
        };
        Ok((leadership, keeping))
    }

    /// Waits until we lead; false if `stop` comes first.
    pub async fn won(&self, stop: &CancellationToken) -> bool {
        let mut held = self.held.clone();
        tokio::select! {
            won = held.wait_for(|held| *held) => won.is_ok(),
            () = stop.cancelled() => false,
        }
    }

    /// Whether the Lease is ours on the server, and not about to expire unnoticed. What we were told last may be old: a process
    /// that was stopped for a while, or cut off from the API server, is not told that somebody else leads.
    ///
    /// # Errors
    /// When the Lease can't be read; then nobody knows, and nothing may be written.
    pub async fn confirmed(&self) -> Result<bool, kube::Error> {
        if !self.is_held() {
            return Ok(false);
        }
        let lease = self.leases.get(&self.name).await?;
        Ok(lease
            .spec
            .is_some_and(|spec| is_ours(&spec, &self.identity, Timestamp::now())))
    }

    /// Whether we led when we were told last.
    pub fn is_held(&self) -> bool {
        *self.held.borrow()
    }

    /// Whether the end came because the Lease went to somebody else.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Acquire)
    }
}

/// Whether this Lease is held by `identity` at this time.
fn is_ours(spec: &LeaseSpec, identity: &str, now: Timestamp) -> bool {
    let seconds = spec.lease_duration_seconds.map_or(0, i64::from);
    let renewed = spec.renew_time.as_ref().map(|time| time.0);
    let lasts =
        renewed.is_some_and(|renewed| now.duration_since(renewed) < SignedDuration::from_secs(seconds));
    spec.holder_identity.as_deref() == Some(identity) && lasts
}

/// The pod's name for people, and something that no other process has: a pod may be started anew under its name.
fn identity() -> String {
    use std::hash::{BuildHasher, RandomState};
    let pod = std::env::var("HOSTNAME").unwrap_or_else(|_| "cloudwhisper".to_owned());
    let pod: String = pod.chars().take(LONGEST_POD_NAME).collect();
    format!("{pod}-{:016x}", RandomState::new().hash_one(std::process::id()))
}

/// Tells whether the Lease is held, and when to give it back.
struct Keeper {
    announce: watch::Sender<bool>,
    lost: Arc<AtomicBool>,
    /// Cancelled by us when the Lease is lost.
    stop: CancellationToken,
    /// Cancelled for us when nothing is under way any more.
    release: CancellationToken,
}

impl Keeper {
    /// `states` is the manager's word, `given_back` its end. The end of the word before `release` is a loss: nobody renews.
    async fn keep(self, mut states: watch::Receiver<bool>, given_back: impl Future<Output = ()>) {
        loop {
            tokio::select! {
                changed = states.changed() => {
                    let is_leading = changed.is_ok() && *states.borrow_and_update();
                    let was_leading = self.announce.send_replace(is_leading);
                    if changed.is_err() || (was_leading && !is_leading) {
                        tracing::error!("the lease is lost");
                        self.lost.store(true, Ordering::Release);
                        self.stop.cancel();
                    }
                    if changed.is_err() {
                        break;
                    }
                }
                () = self.release.cancelled() => break,
            }
        }
        // Nobody may write any more, and only then may somebody else: the channel's end tells the manager to give it back.
        self.announce.send_replace(false);
        drop(states);
        given_back.await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Scene {
        states: watch::Sender<bool>,
        held: watch::Receiver<bool>,
        lost: Arc<AtomicBool>,
        stop: CancellationToken,
        release: CancellationToken,
        keeping: JoinHandle<()>,
    }

    /// Leads; its manager gives the Lease back by looking whether `held` is false by then.
    async fn leading() -> Scene {
        let (states, told) = watch::channel(false);
        let (announce, mut held) = watch::channel(false);
        let (lost, stop, release) = (Arc::default(), CancellationToken::new(), CancellationToken::new());
        let keeper = Keeper {
            announce,
            lost: Arc::clone(&lost),
            stop: stop.clone(),
            release: release.clone(),
        };
        let (manager, seen) = (states.clone(), held.clone());
        let keeping = tokio::spawn(keeper.keep(told, async move {
            manager.closed().await;
            assert!(!*seen.borrow(), "announced before it is given back");
        }));
        states.send(true).expect("the keeper listens");
        held.wait_for(|held| *held).await.expect("it leads");
        Scene {
            states,
            held,
            lost,
            stop,
            release,
            keeping,
        }
    }

    #[tokio::test]
    async fn the_lease_is_kept_while_passes_end_and_given_back_after_that() {
        let scene = leading().await;
        scene.stop.cancel();
        tokio::task::yield_now().await;
        tokio::task::yield_now().await;
        assert!(
            !scene.keeping.is_finished() && *scene.held.borrow(),
            "passes are under way"
        );
        scene.release.cancel();
        scene.keeping.await.expect("in this order");
        assert!(!*scene.held.borrow() && !scene.lost.load(Ordering::Acquire));
    }

    #[tokio::test]
    async fn a_lease_that_goes_to_somebody_else_stops_us() {
        let mut scene = leading().await;
        scene.states.send(false).expect("the keeper listens");
        scene.held.wait_for(|held| !*held).await.expect("told");
        scene.stop.cancelled().await;
        assert!(scene.lost.load(Ordering::Acquire));
        scene.release.cancel();
        scene.keeping.await.expect("it ends");
    }

    #[test]
    fn a_lease_is_ours_while_it_names_us_and_has_not_expired() {
        use k8s_openapi::apimachinery::pkg::apis::meta::v1::MicroTime;
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(1);
        let ago = |seconds: i64| now - SignedDuration::from_secs(seconds);
        let lease = |holder: &str, renewed: Timestamp| LeaseSpec {
            holder_identity: Some(holder.to_owned()),
            renew_time: Some(MicroTime(renewed)),
            lease_duration_seconds: Some(15),
            ..LeaseSpec::default()
        };
        assert!(is_ours(&lease("us", ago(14)), "us", now));
        assert!(
            !is_ours(&lease("us", ago(15)), "us", now),
            "somebody may take it now"
        );
        assert!(!is_ours(&lease("them", ago(1)), "us", now));
        assert!(!is_ours(&LeaseSpec::default(), "us", now));
    }

    #[test]
    fn no_two_processes_have_the_same_identity() {
        assert_ne!(identity(), identity());
        assert!(identity().len() <= 128);
    }

    #[tokio::test]
    async fn a_manager_that_ends_by_itself_is_a_lost_lease() {
        let (announce, held) = watch::channel(false);
        let (states, told) = watch::channel(true);
        let (lost, stop) = (Arc::new(AtomicBool::new(false)), CancellationToken::new());
        let keeper = Keeper {
            announce,
            lost: Arc::clone(&lost),
            stop: stop.clone(),
            release: CancellationToken::new(),
        };
        drop(states);
        keeper.keep(told, std::future::ready(())).await;
        assert!(stop.is_cancelled() && lost.load(Ordering::Acquire) && !*held.borrow());
    }
}
