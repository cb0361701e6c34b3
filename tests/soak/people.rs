//! People who ask, approve in pairs, change their minds, go back and delete, again and again. Each of them waits for what they asked for.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::{ALICE, BOB};
use kube::Api;
use kube::api::DeleteParams;
use serde_json::{Value, json};

use crate::faults::{Dice, Faults};
use crate::support::World;

/// Once nothing goes wrong any more, what was asked for comes within this time: a pass comes again after 75 s at most, and several share
/// a small machine.
const RECOVERY: Duration = Duration::from_mins(2);
const LOOK: Duration = Duration::from_millis(200);
const PROMPTS: [&str; 4] = [
    "Deploy a static website in Mumbai",
    "A queue for jobs, in Mumbai",
    "An SNS topic for alerts and a queue for jobs, in Mumbai",
    "DynamoDB table for orders, in Mumbai",
];

/// A plan that both approved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Approval {
    pub(crate) stack: String,
    pub(crate) revision: i64,
}

/// What all of them have done.
#[derive(Default)]
pub(crate) struct Deeds {
    approved: Mutex<Vec<Approval>>,
    /// Lives that came to their end.
    pub(crate) lives: AtomicUsize,
    /// The longest that anything took once nothing went wrong any more, in milliseconds.
    pub(crate) slowest: AtomicUsize,
}

impl Deeds {
    fn note(&self, approval: Approval) {
        let mut approved = self.approved.lock().unwrap_or_else(PoisonError::into_inner);
        approved.push(approval);
    }

    /// Every approval, in order.
    pub(crate) fn approved(&self) -> Vec<Approval> {
        self.approved
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

/// Where they live.
#[derive(Clone, Copy)]
pub(crate) struct Town<'a> {
    pub(crate) world: &'a World,
    /// As the second one who approves.
    pub(crate) bob: &'a Api<DeploymentRequest>,
    pub(crate) faults: &'a Faults,
    pub(crate) deeds: &'a Deeds,
}

impl Town<'_> {
    /// One life after another until `until`; the last one is lived to its end.
    pub(crate) async fn person(self, number: usize, seed: u64, until: Instant) -> Result<()> {
        let mut dice = Dice(seed ^ (number as u64) << 32);
        let mut life = 0;
        while life == 0 || Instant::now() < until {
            let name = format!("p{number}-{life}");
            Box::pin(self.life(&name, &mut dice))
                .await
                .with_context(|| format!("{name}; the operator said:\n{}", self.log_of(&name)))?;
            self.deeds.lives.fetch_add(1, Ordering::Relaxed);
            life += 1;
        }
        Ok(())
    }

    /// A request's whole life.
    async fn life(self, name: &str, dice: &mut Dice) -> Result<()> {
        let first = dice.throw(PROMPTS.len() as u64);
        let second = (first + 1 + dice.throw(PROMPTS.len() as u64 - 1)) % PROMPTS.len() as u64;
        let prompt = |which: u64| PROMPTS[usize::try_from(which).unwrap_or_default()];
        let retains = dice.throw(4) == 0;
        let policy = if retains { "Retain" } else { "Delete" };
        let spec = json!({ "deletionPolicy": policy, "historyLimit": 10 });
        self.world.ask(name, prompt(first), spec).await?;
        if dice.throw(3) == 0 {
            // Somebody changes their mind before both approve: what was shown first is never carried out.
            self.comes_to(name, Phase::AwaitingApproval).await?;
            if dice.throw(2) == 0 {
                self.world.approve(name).await?;
            }
            self.change(name, json!({ "prompt": prompt(second) })).await?;
            self.comes_to(name, Phase::AwaitingApproval).await?;
            self.change(name, json!({ "prompt": prompt(first) })).await?;
        }
        let begun_with = self.deploy(name, dice).await?;
        self.change(name, json!({ "prompt": prompt(second) })).await?;
        self.deploy(name, dice).await?;
        let back = if dice.throw(2) == 0 {
            json!({ "rollbackTo": begun_with.revision })
        } else {
            json!({ "prompt": prompt(first) })
        };
        self.change(name, back).await?;
        let stack = self.deploy(name, dice).await?.stack;
        let begun = self.world.operations(&stack).await?;
        ensure!(
            begun.len() == 3,
            "3 approvals, and CloudFormation carried out {begun:?}"
        );
        self.delete(name).await?;
        let cloudformation = self.world.cloudformation().await;
        let asked = cloudformation.describe_stacks().stack_name(&stack);
        let is_there = asked.send().await.is_ok();
        ensure!(
            is_there == retains,
            "deletionPolicy {policy}, and the stack is there: {is_there}"
        );
        Ok(())
    }

    async fn change(self, name: &str, spec: Value) -> Result<()> {
        let change = json!({ "spec": spec });
        self.world.patch(&self.world.rita, name, change).await?;
        Ok(())
    }

    /// Both approve what is shown, one after the other or as good as at once, and wait until it runs.
    async fn deploy(self, name: &str, dice: &mut Dice) -> Result<Approval> {
        let shown = self.comes_to(name, Phase::AwaitingApproval).await?;
        let status = shown.status.context("a status")?;
        let digest = status.plan.as_ref().context("a plan")?.digest;
        let approval = Approval {
            stack: status.deployment.context("a place")?.stack_name,
            revision: status.plan.context("a plan")?.revision,
        };
        self.world.approve(name).await?;
        if dice.throw(2) == 0 {
            self.comes_to(name, Phase::AwaitingApproval).await?;
        }
        let also = json!({ "additionalApprovals": [{ "approver": BOB, "planDigest": digest }] });
        let also = json!({ "spec": { "approval": also } });
        self.world.patch(self.bob, name, also).await?;
        self.deeds.note(approval.clone());
        let ready = self.comes_to(name, Phase::Ready).await?;
        let status = ready.status.context("a status")?;
        let runs = status.deployment.and_then(|deployment| deployment.revision);
        ensure!(
            runs == Some(approval.revision),
            "approved {approval:?}, and {runs:?} is said to run"
        );
        let by = status.history.first().map(|newest| newest.everybody().to_vec());
        ensure!(
            by.as_deref() == Some(&[ALICE.to_owned(), BOB.to_owned()]),
            "approved by both, and by {by:?} as history has it"
        );
        Ok(approval)
    }

    async fn delete(self, name: &str) -> Result<()> {
        self.world.rita.delete(name, &DeleteParams::default()).await?;
        self.comes("to be gone", async || {
            let request = self.world.rita.get_opt(name).await?;
            ensure!(request.is_none(), "{:?}", request.map(|it| it.status));
            Ok(())
        })
        .await
    }

    async fn comes_to(self, name: &str, phase: Phase) -> Result<DeploymentRequest> {
        self.comes(&format!("{phase:?}"), async || {
            let request = self.world.rita.get(name).await?;
            let status = request.status.as_ref().context("no status")?;
            let is_newest = Some(status.observed_generation) == request.metadata.generation;
            ensure!(
                status.phase == Some(phase) && is_newest,
                "{:?}, newest: {is_newest}, {:?}",
                status.phase,
                status.last_error
            );
            Ok(request)
        })
        .await
    }

    /// While something goes wrong it may take as long as it likes.
    async fn comes<T>(self, what: &str, look: impl AsyncFn() -> Result<T>) -> Result<T> {
        let began = Instant::now();
        loop {
            let seen = look().await;
            let calm = self.faults.calm().unwrap_or_default().min(began.elapsed());
            match seen {
                Ok(seen) => {
                    let took = usize::try_from(calm.as_millis()).unwrap_or(usize::MAX);
                    self.deeds.slowest.fetch_max(took, Ordering::Relaxed);
                    return Ok(seen);
                }
                Err(seen) if calm > RECOVERY => {
                    bail!(
                        "not {what} {calm:?} after anything went wrong, {:?} after it was asked for: {seen:#}",
                        began.elapsed()
                    )
                }
                Err(_) => {}
            }
            let _ = tokio::time::timeout(LOOK, std::future::pending::<()>()).await;
        }
    }

    /// What the operator said of it last.
    fn log_of(self, name: &str) -> String {
        let log = self.world.log();
        let mut lines: Vec<_> = log
            .lines()
            .rev()
            .filter(|line| line.contains(name))
            .take(60)
            .collect();
        lines.reverse();
        lines.join("\n")
    }
}
