//! What the operator's own code says of what it has seen. Asked once of each: the same facts lead to the same decision.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use cloudwhisper_api::cloud_account::{CloudAccount, CloudAccountSpec};
use cloudwhisper_api::deployment_policy::{DeploymentPolicy, DeploymentPolicySpec};
use cloudwhisper_api::deployment_request::DeploymentRequestStatus;
use cloudwhisper_api::drift::{DriftDifference, DriftState};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::account::{IdentityFact, decide_account};
use cloudwhisper_lifecycle::drift::{DriftReport, PropertyDifference, ResourceDrift};
use cloudwhisper_lifecycle::observed::RollbackFact;
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{
    AccountFact, ChangeSetFact, Class, Decision, DriftFact, Fault, ModelFact, Observed, Outcome, Recheck,
    Revision, Settings, SpendingFact, StackFact, Step, WakeUp, decide, settle,
};
use cloudwhisper_planner::estimate::ExchangeRate;
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::json;

use crate::aws;
use crate::cluster::{FORBIDDEN, HOURS, Rule, START};
use crate::kept::Kept;
use crate::operator::{ChangeSetSeen, DriftSeen, RollbackSeen, Seen, StackSeen, Wake};

/// A step as the model carries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of `Step`")]
pub enum Deed {
    Wait,
    WriteRevision(Kept<Revision>),
    AddFinalizer,
    RemoveFinalizer,
    CreateChangeSet {
        kind: ChangeSetKind,
        revision: Kept<Revision>,
    },
    DeleteChangeSet {
        name: String,
    },
    Execute {
        arn: String,
    },
    ContinueRollback {
        arn: String,
        skip: Vec<String>,
    },
    DeleteStack {
        arn: String,
    },
    DetectDrift {
        arn: String,
    },
    WriteOutputs,
    PruneRevisions {
        below: i64,
        keep: Option<i64>,
    },
}

impl Deed {
    /// Whether it is written to AWS, and so needs the lease.
    pub fn is_on_aws(&self) -> bool {
        match self {
            Self::CreateChangeSet { .. }
            | Self::DeleteChangeSet { .. }
            | Self::Execute { .. }
            | Self::ContinueRollback { .. }
            | Self::DeleteStack { .. }
            | Self::DetectDrift { .. } => true,
            Self::Wait
            | Self::WriteRevision(_)
            | Self::AddFinalizer
            | Self::RemoveFinalizer
            | Self::WriteOutputs
            | Self::PruneRevisions { .. } => false,
        }
    }
}

/// A step, and what is read once more directly before it.
#[derive(Debug)]
struct Decided {
    deed: Arc<Deed>,
    recheck: Recheck,
}

/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// It is done.
    Done,
    /// AWS has begun to compare, under this serial.
    Detecting(u8),
    /// It was done before, or what it was decided from is no more.
    Overtaken,
    /// Nobody knows, or it was refused for now.
    Failed,
}

/// What a pass leaves behind.
#[derive(Debug)]
pub struct Left {
    /// The status to show.
    pub status: Kept<DeploymentRequestStatus>,
    /// When to look again.
    pub wake: Wake,
}

/// The operator's code with a memory.
#[derive(Debug)]
pub struct Oracle {
    account: CloudAccount,
    /// Those that always stand.
    policies: Vec<Arc<DeploymentPolicy>>,
    /// The one that comes and goes.
    coming: Arc<DeploymentPolicy>,
    decided: Mutex<HashMap<Seen, Arc<Decided>>>,
    ends: Mutex<HashMap<(Seen, End), Arc<Left>>>,
}

impl Oracle {
    /// The code, where each plan takes the approvals of so many people, and a policy with this rule comes and goes.
    pub fn requiring(approvals: u8, rule: Rule) -> Self {
        let policy = (approvals > 1).then(|| Arc::new(jointly("prod", approvals)));
        let coming = match rule {
            Rule::Forbids => forbidding(),
            Rule::TwoPeople => jointly("two", 2),
        };
        Self {
            account: account(),
            policies: policy.into_iter().collect(),
            coming: Arc::new(coming),
            decided: Mutex::default(),
            ends: Mutex::default(),
        }
    }

    /// The step that follows from what was seen.
    pub fn deed(&self, seen: &Seen) -> Arc<Deed> {
        Arc::clone(&self.step(seen).deed)
    }

    /// What is read once more directly before that step.
    pub fn recheck(&self, seen: &Seen) -> Recheck {
        self.step(seen).recheck
    }

    fn step(&self, seen: &Seen) -> Arc<Decided> {
        remembered(&self.decided, seen, || {
            let step = self.decide(seen).step;
            Decided {
                recheck: step.recheck(),
                deed: Arc::new(deed(step)),
            }
        })
    }

    /// How the pass ends if the step ends so.
    pub fn end(&self, seen: &Seen, end: End) -> Arc<Left> {
        remembered(&self.ends, &(seen.clone(), end), || {
            let outcome = match end {
                End::Done => Outcome::Done,
                End::Detecting(serial) => Outcome::Detecting(serial.to_string()),
                End::Overtaken => Outcome::Overtaken,
                End::Failed => Outcome::Failed(unanswered()),
            };
            let previous = seen.object.request().status.unwrap_or_default();
            let settled = settle(self.decide(seen), &previous, &outcome, now(seen));
            let wake = match settled.wake {
                _ if settled.retry => Wake::Timed,
                WakeUp::Now => Wake::Now,
                WakeUp::Change => Wake::Change,
                WakeUp::StackOr(_) | WakeUp::At(_) => Wake::Timed,
            };
            Left {
                status: Kept::new(settled.status),
                wake,
            }
        })
    }

    /// How many different situations the operator's code has decided.
    pub fn decided(&self) -> usize {
        self.decided.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Which phase followed which in every pass that was decided, as a Mermaid state diagram has it; `[*]` is before the first and after
    /// the end.
    pub fn transitions(&self) -> BTreeSet<String> {
        let ends = self.ends.lock().unwrap_or_else(PoisonError::into_inner);
        let name = |status: Option<&DeploymentRequestStatus>| {
            let phase = status.and_then(|status| status.phase);
            phase.map_or_else(|| "[*]".to_owned(), |phase| format!("{phase:?}"))
        };
        let lines = ends.iter().filter_map(|((seen, end), left)| {
            let goes = *end == End::Done && *self.deed(seen) == Deed::RemoveFinalizer;
            let from = name(seen.object.status.as_deref());
            let to = name((!goes).then_some(&*left.status));
            (from != to).then(|| format!("{from} --> {to}"))
        });
        lines.collect()
    }

    fn decide(&self, seen: &Seen) -> Decision {
        let stack = match &seen.stack {
            StackSeen::NotLooked => StackFact::NotLooked,
            StackSeen::Unreachable => StackFact::Unknown(unanswered()),
            StackSeen::Absent => StackFact::Absent,
            StackSeen::Deleted(serial) => StackFact::Present(Box::new(aws::deleted(*serial))),
            StackSeen::There(stack) => StackFact::Present(Box::new(stack.described())),
        };
        let change_set = match &seen.change_set {
            ChangeSetSeen::NotLooked => ChangeSetFact::NotLooked,
            ChangeSetSeen::Absent => ChangeSetFact::Absent,
            ChangeSetSeen::There(one) => ChangeSetFact::Present(Box::new(one.described())),
        };
        let observed = Observed {
            request: seen.object.request(),
            account: AccountFact::Found {
                account: Box::new(self.account.clone()),
                namespace_labels: BTreeMap::new(),
            },
            dependencies: Vec::new(),
            revision: seen.revision.as_ref().map(Kept::clone_value),
            deployed: seen.deployed.as_ref().map(Kept::clone_value),
            policies: {
                let comes = seen.policy.map(|_| Arc::clone(&self.coming));
                self.policies.iter().cloned().chain(comes).collect()
            },
            spending: SpendingFact::NotLooked,
            rollback: match &seen.rollback {
                RollbackSeen::NotAsked => RollbackFact::NotAsked,
                RollbackSeen::Missing(kept) => RollbackFact::Missing { kept: kept.clone() },
                RollbackSeen::Found(revision) => RollbackFact::Found(Box::new(revision.clone_value())),
            },
            stack,
            change_set,
            drift: match seen.drift {
                DriftSeen::NotLooked => DriftFact::NotLooked,
                DriftSeen::Lost => DriftFact::Lost,
                DriftSeen::UnderWay => DriftFact::UnderWay,
                DriftSeen::Found(drift) => DriftFact::Found(Box::new(report(drift))),
            },
            model: ModelFact::NotAsked,
            settings: Settings {
                stack_name_prefix: "cw".to_owned(),
                exchange_rate: ExchangeRate {
                    inr_per_usd: Decimal::from(88),
                    as_of: "2026-11-01".to_owned(),
                },
            },
        };
        decide(&observed, now(seen))
    }
}

fn remembered<K: Clone + Eq + std::hash::Hash, V>(
    memory: &Mutex<HashMap<K, Arc<V>>>,
    key: &K,
    ask: impl FnOnce() -> V,
) -> Arc<V> {
    let known = memory
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(key)
        .cloned();
    if let Some(known) = known {
        return known;
    }
    let value = Arc::new(ask()); // not under the lock: planning takes its time
    let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(memory.entry(key.clone()).or_insert(value))
}

fn deed(step: Step) -> Deed {
    match step {
        Step::Wait => Deed::Wait,
        Step::WriteRevision(revision) => Deed::WriteRevision(Kept::new(*revision)),
        Step::AddFinalizer => Deed::AddFinalizer,
        Step::RemoveFinalizer => Deed::RemoveFinalizer,
        Step::CreateChangeSet { kind, revision, .. } => Deed::CreateChangeSet {
            kind,
            revision: Kept::new(*revision),
        },
        Step::DeleteChangeSet { name, .. } => Deed::DeleteChangeSet { name },
        Step::Execute { change_set, .. } => Deed::Execute { arn: change_set },
        Step::ContinueRollback(repair) => Deed::ContinueRollback {
            arn: repair.subject().arn().to_owned(),
            skip: repair.subject().skip().to_vec(),
        },
        Step::DeleteStack { arn } => Deed::DeleteStack { arn },
        Step::DetectDrift { arn } => Deed::DetectDrift { arn },
        Step::WriteOutputs { .. } | Step::RemoveOutputs { .. } => Deed::WriteOutputs,
        Step::PruneRevisions { below, keep } => Deed::PruneRevisions { below, keep },
    }
}

fn now(seen: &Seen) -> Timestamp {
    let since = SignedDuration::from_hours(HOURS * i64::from(seen.hours))
        + SignedDuration::from_secs(seen.seconds.into());
    START.checked_add(since).unwrap_or(START)
}

fn unanswered() -> Fault {
    Fault {
        class: Class::Transient,
        code: ErrorCode::AwsUnreachable,
        reason: "timed out".to_owned(),
        action: Some("cloudformation:DescribeStacks".to_owned()),
    }
}

/// What a detection tells of what was changed by hand: one property of one resource.
fn report(drift: u8) -> DriftReport {
    let resource = ResourceDrift {
        logical_id: "Handler".to_owned(),
        kind: "AWS::Lambda::Function".to_owned(),
        state: DriftState::Modified,
        differences: vec![PropertyDifference {
            path: "/MemorySize".to_owned(),
            difference: DriftDifference::Changed,
            expected: Some("128".to_owned()),
            actual: Some(drift.to_string()),
        }],
    };
    DriftReport {
        incomplete: None,
        resources: (drift != 0).then_some(resource).into_iter().collect(),
    }
}

fn jointly(name: &str, approvals: u8) -> DeploymentPolicy {
    let spec = DeploymentPolicySpec {
        required_approvals: Some(approvals),
        ..DeploymentPolicySpec::default()
    };
    DeploymentPolicy::new(name, spec)
}

fn forbidding() -> DeploymentPolicy {
    #[allow(clippy::expect_used, reason = "written here")]
    let spec = serde_json::from_value(json!({ "deniedResourceTypes": [FORBIDDEN] })).expect("a policy");
    DeploymentPolicy::new("no-tables", spec)
}

fn account() -> CloudAccount {
    let spec = json!({
        "accountId": "111122223333", "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
        "allowedNamespaces": { "names": ["shop"] },
    });
    #[allow(clippy::expect_used, reason = "written here")]
    let spec: CloudAccountSpec = serde_json::from_value(spec).expect("an account");
    let mut account = CloudAccount::new("dev", spec);
    account.metadata.generation = Some(1);
    let identity = IdentityFact::Valid {
        arn: "arn:aws:iam::111122223333:root".to_owned(),
        account_id: "111122223333".to_owned(),
    };
    account.status = Some(decide_account(&account, &identity, START).status);
    account
}
