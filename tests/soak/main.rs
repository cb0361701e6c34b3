//! Several people use the operator for a while, through a network in which everything goes wrong that can: answers are late, refused
//! (429, 500, 503), cut off, lost or never come, sessions of the role are taken back, watches break or are too old (410), stack events are
//! lost or told twice, and the operator's clock jumps. Then faults stop, and all must have come to its right end: nothing lost, nothing
//! unapproved, nothing leaked.
//!
//! `make soak MINUTES=30 SEED=7`. The seed is printed; what befalls the nth call of a kind follows from it.

#[path = "../support/mod.rs"]
mod support;

mod events;
mod faults;
mod people;
mod process;

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_testbed::{BOB, within};
use events::{Events, REGION};
use faults::{Faults, Weather};
use futures::future::{Either, select};
use kube::Api;
use kube::api::PostParams;
use people::{Approval, Deeds, Town};
use process::Footprint;
use serde_json::json;
use support::gate::Gate;
use support::{OPERATOR, World};

/// Seconds by which the operator's clock jumps to and fro: more than its Lease lasts, which keeps it from writing until it has renewed it.
const CLOCK_STEP: u64 = 20;
/// The same where there is little time.
const SHORT_CLOCK_STEP: u64 = 5;
/// Seconds between two looks of its own at CloudFormation; stack events have it look sooner.
const POLL: &str = "2";
/// Seconds of its Lease.
const LEASE: u32 = 15;
/// What may stay open when all is over: idle connections, and what the runtime has opened once.
const FEW: usize = 24;
/// Resident memory may be so much more at the end than in the first minute of the process, in MiB: allocators give back late.
const GROWTH: usize = 32;

/// How long, with whom and by which seed.
struct Soak {
    name: &'static str,
    people: usize,
    lasts: Duration,
    seed: u64,
    clock_step: u64,
    /// Whether some calls are never answered.
    silent: bool,
}

impl Soak {
    async fn run(self) -> Result<()> {
        let step = self.clock_step;
        println!(
            "soak of {:.1} minutes by {} people, clock steps of {step} s; SEED={}",
            self.lasts.as_secs_f32() / 60.0,
            self.people,
            self.seed
        );
        let folder = tempfile::tempdir()?;
        let clock = process::clock(folder.path())?;
        let faults = Arc::new(Faults::new(self.seed));
        let mut world = World::without_operator(self.name).await?;
        let operator = world.bed.cluster.client_for(OPERATOR).await?;
        let cluster = Gate::before_cluster(operator, faults.clone()).await?;
        let aws = Gate::before_aws(world.bed.aws.endpoint_url(), faults.clone()).await?;
        world.reach_cluster_by(cluster.url())?;
        let events = Events::begin(&world).await?;
        let role = format!("arn:aws:iam::{}:role/cloudwhisper", world.namespace.aws_account());
        world
            .change_account(json!({
                "endpointURL": aws.url(),
                "credentials": { "assumeRole": { "arn": role } },
                "stackEvents": { "queues": [{ "region": REGION, "url": events.url }] },
            }))
            .await?;
        both_approve(&world).await?;
        world.poll_every(POLL);
        world.hold_lease_for(LEASE);
        world.environment(&[("LD_PRELOAD", &clock), ("CLOCK_STEP_SECONDS", &step.to_string())]);
        world.start_operator()?;
        let before = quiet(&world).await?;

        let (began, deeds) = (Instant::now(), Deeds::default());
        let bob = Api::namespaced(world.bed.cluster.client_for(BOB).await?, world.namespace.name());
        let town = Town {
            world: &world,
            bob: &bob,
            faults: &faults,
            deeds: &deeds,
        };
        let until = began + self.lasts;
        let lives = (0..self.people).map(|person| town.person(person, self.seed, until));
        let lives = Box::pin(futures::future::try_join_all(lives));
        let kept = Box::pin(self.keep_running(&town, began));
        let beside = Box::pin(futures::future::try_join(kept, events.tell(self.seed)));
        let lived = match select(lives, beside).await {
            Either::Left((lived, _)) => lived.map(|_| ()),
            Either::Right((beside, _)) => beside.map(|_| ()),
        };
        let (calls, happened) = faults.happened();
        println!("of {calls} calls: {happened:#?}");
        lived?;
        let after = quiet(&world).await?;
        println!(
            "{} lives, {} approvals, {} s; the longest that anything took once nothing went wrong: {} ms",
            deeds.lives.load(Ordering::Relaxed),
            deeds.approved().len(),
            began.elapsed().as_secs(),
            deeds.slowest.load(Ordering::Relaxed)
        );
        println!("before: {before:?}\nafter:  {after:?}");
        only_what_was_approved(&faults, &deeds.approved())?;
        for used in ["AssumeRole", "DeleteMessageBatch"] {
            let taken = faults.taken_of(used);
            println!("{used}: {taken} times");
            ensure!(taken > 0, "nobody ever asked for {used}");
        }
        let left = world.rita.list(&kube::api::ListParams::default()).await?.items;
        ensure!(left.is_empty(), "{} requests are left", left.len());
        nothing_leaked(before, after)
    }

    /// As a kubelet would: an operator that ends, as it does when its Lease is lost, is started again. In the second half the Lease is left
    /// alone, so that one process lives long and what it leaks adds up. When the time is over, nothing goes wrong any more.
    async fn keep_running(&self, town: &Town<'_>, began: Instant) -> Result<()> {
        let mut starts = 1;
        loop {
            if began.elapsed() < self.lasts {
                town.faults.begin(Weather {
                    leases: began.elapsed() < self.lasts / 2,
                    silent: self.silent,
                });
            } else {
                town.faults.end();
            }
            // Not a failure if it is late: it goes on.
            let looked = Duration::from_secs(10).min(self.lasts / 4);
            let ended = within(looked, "the operator to end", || {
                std::future::ready(town.world.has_ended())
            })
            .await;
            let now = Footprint::of(town.world).await;
            let lives = town.deeds.lives.load(Ordering::Relaxed);
            println!(
                "{:>4} s: {now:?}, {starts} starts, {lives} lives",
                began.elapsed().as_secs()
            );
            if ended.is_ok() {
                starts += 1;
                town.world.start_again().context("starting the operator again")?;
            }
        }
    }
}

/// Two people have to approve each plan.
async fn both_approve(world: &World) -> Result<()> {
    let policies: Api<DeploymentPolicy> = Api::namespaced(world.admin.clone(), world.namespace.name());
    let spec = serde_json::from_value(json!({ "requiredApprovals": 2 }))?;
    let policy = DeploymentPolicy::new("both", spec);
    policies.create(&PostParams::default(), &policy).await?;
    Ok(())
}

/// What AWS took was approved, each revision once; and CloudFormation's own events, which each life has counted, say the same.
fn only_what_was_approved(faults: &Faults, approved: &[Approval]) -> Result<()> {
    let executed = faults.executed();
    let distinct: HashSet<_> = executed.iter().collect();
    println!(
        "{} executions accepted by AWS of {} change sets, {} approvals",
        executed.len(),
        distinct.len(),
        approved.len()
    );
    for execution in &distinct {
        let is_it = |approval: &&Approval| {
            let name = format!("cw-r{}-", approval.revision);
            approval.stack == execution.stack && execution.change_set.starts_with(&name)
        };
        let approvals = approved.iter().filter(is_it).count();
        ensure!(approvals == 1, "{approvals} approvals of {execution:?}");
    }
    ensure!(
        distinct.len() == approved.len(),
        "{} change sets for {} approvals",
        distinct.len(),
        approved.len()
    );
    Ok(())
}

fn nothing_leaked(before: Footprint, after: Footprint) -> Result<()> {
    for (what, before, after, more) in [
        ("files", before.files, after.files, FEW),
        ("sockets", before.sockets, after.sockets, FEW),
        ("tasks", before.tasks, after.tasks, FEW),
        ("MiB", before.resident, after.resident, GROWTH),
    ] {
        ensure!(after <= before + more, "{what}: {before} before, {after} after");
    }
    Ok(())
}

/// What the operator uses once nothing is in progress any more.
async fn quiet(world: &World) -> Result<Footprint> {
    let seen = within(support::PATIENCE, "an operator at rest", || async {
        let seen = Footprint::of(world).await.context("it starts")?;
        if seen.watched > 0 {
            bail!("{seen:?}");
        }
        Ok(seen)
    });
    Ok(seen.await?)
}

/// A number of the environment.
fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    text.trim().parse().ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn through_faults_everything_comes_to_its_right_end() -> Result<()> {
    let soak = Soak {
        name: "soak-short",
        people: 2,
        lasts: Duration::from_secs(20),
        seed: 7,
        clock_step: SHORT_CLOCK_STEP,
        silent: false,
    };
    Box::pin(soak.run()).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes as long as MINUTES says: make soak"]
async fn for_as_long_as_it_is_told_to() -> Result<()> {
    let soak = Soak {
        name: "soak",
        people: number("PEOPLE")
            .and_then(|people| people.try_into().ok())
            .unwrap_or(4),
        lasts: Duration::from_secs(60 * number("MINUTES").unwrap_or(30)),
        seed: number("SEED").unwrap_or_else(|| u64::from(std::process::id())),
        clock_step: number("CLOCK_STEP_SECONDS").unwrap_or(CLOCK_STEP),
        silent: true,
    };
    Box::pin(soak.run()).await
}
