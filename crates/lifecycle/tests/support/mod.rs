//! Scenes: what may be observed of one request, with sane defaults. A test states only what differs.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    unused_macros,
    reason = "each test file is a crate of its own and uses its part of the support"
)]

use std::collections::BTreeMap;

use cloudwhisper_api::cloud_account::{CloudAccount, CloudAccountSpec};
use cloudwhisper_api::condition::{READY, RECONCILING, STALLED, reason};
use cloudwhisper_api::deployment_request::{
    ApprovalMode, DeploymentRequest, DeploymentRequestSpec, DeploymentRequestStatus,
};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::{FINALIZER, RECONCILE_REQUESTED_AT};
use cloudwhisper_lifecycle::account::{IdentityFact, decide_account};
use cloudwhisper_lifecycle::offer::parts_with_data;
use cloudwhisper_lifecycle::stack::{Change, ChangeSet, ChangeSetState, Stack, StackEvent, StackStatus};
use cloudwhisper_lifecycle::{
    AccountFact, ChangeSetFact, Class, Decision, DriftFact, Fault, ModelFact, Observed, Outcome, Revision,
    RollbackFact, Settings, Settled, SpendingFact, StackFact, Step, decide, settle,
};
use cloudwhisper_planner::estimate::ExchangeRate;
use jiff::{SignedDuration, Timestamp};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{Condition, Time};
use rust_decimal::Decimal;
use serde_json::json;

pub const T0: Timestamp = Timestamp::constant(1_790_000_000, 0);
pub const API: &str = "Create an API in Node.js with a database";
pub const SITE: &str = "Deploy a static website in Mumbai";
pub const ARN: &str = "arn:aws:cloudformation:ap-south-1:111122223333:stack/cw-orders-0123456789ab/1";

/// Seconds after [`T0`].
pub fn at(seconds: i64) -> Timestamp {
    T0.checked_add(SignedDuration::from_secs(seconds))
        .expect("within time")
}

pub fn spec(fields: serde_json::Value) -> DeploymentRequestSpec {
    serde_json::from_value(fields).expect("a spec")
}

pub fn account() -> CloudAccount {
    let spec: CloudAccountSpec = serde_json::from_value(json!({
        "accountId": "111122223333", "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
        "allowedNamespaces": { "names": ["shop"] }, "allowedRegions": ["ap-south-1", "us-east-1"],
    }))
    .expect("an account");
    let mut account = CloudAccount::new("dev", spec);
    account.metadata.generation = Some(1);
    let identity = IdentityFact::Valid {
        arn: "arn:aws:iam::111122223333:root".into(),
        account_id: "111122223333".into(),
    };
    account.status = Some(decide_account(&account, &identity, T0).status);
    account
}

pub fn fault(class: Class, code: ErrorCode) -> Fault {
    Fault {
        class,
        code,
        reason: "AWS said no (Request ID: 1)".into(),
        action: Some("cloudformation:CreateChangeSet".into()),
    }
}

pub fn event(seconds: i64, id: &str, kind: &str, status: &str, reason: Option<&str>) -> StackEvent {
    StackEvent {
        id: format!("{id}-{status}-{seconds}"),
        at: at(seconds),
        logical_id: id.into(),
        physical_id: None,
        kind: kind.into(),
        status: status.into(),
        reason: reason.map(str::to_owned),
    }
}

/// What may be observed of one request.
#[derive(Clone, Debug)]
pub struct Scene {
    pub observed: Observed,
}

/// A request for an API with a table and an account, that nobody has looked at yet.
pub fn asked() -> Scene {
    let spec = spec(json!({ "prompt": API, "accountRef": { "name": "dev" } }));
    let mut request = DeploymentRequest::new("orders", spec);
    request.metadata.namespace = Some("shop".into());
    request.metadata.uid = Some("01234567-89ab-cdef-0123-456789abcdef".into());
    request.metadata.generation = Some(1);
    Scene {
        observed: Observed {
            request,
            account: AccountFact::Found {
                account: Box::new(account()),
                namespace_labels: BTreeMap::new(),
            },
            dependencies: Vec::new(),
            policies: Vec::new(),
            spending: SpendingFact::NotLooked,
            revision: None,
            deployed: None,
            rollback: RollbackFact::NotAsked,
            stack: StackFact::Absent,
            change_set: ChangeSetFact::Absent,
            drift: DriftFact::NotLooked,
            model: ModelFact::NotAsked,
            settings: Settings {
                stack_name_prefix: "cw".into(),
                exchange_rate: ExchangeRate {
                    inr_per_usd: Decimal::from(88),
                    as_of: "2026-11-01".into(),
                },
            },
        },
    }
}

/// Planned and held, with an empty place for the stack.
pub fn planned() -> Scene {
    asked().pass().pass()
}

/// AWS has checked the plan.
pub fn checked() -> Scene {
    planned()
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set()
}

/// AWS has checked the plan, and the budget approves by itself.
pub fn automatic() -> Scene {
    asked()
        .spec(|spec| {
            spec.approval.mode = ApprovalMode::WithinBudget;
            let budget = json!({ "amount": "100000", "currency": "USD" });
            spec.budget = Some(serde_json::from_value(budget).expect("a budget"));
        })
        .pass()
        .pass()
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set()
}

/// Approved by alice and under way.
pub fn deploying() -> Scene {
    checked().approved().pass().creating()
}

/// Deployed and running.
pub fn running() -> Scene {
    deploying()
        .made(StackStatus::CreateComplete)
        .change_set(ChangeSetState::Executed)
        .pass()
}

/// Runs, and the spec asks for something else, which is planned.
pub fn changed() -> Scene {
    let running = running();
    let deployed = running.observed.revision.clone();
    let mut scene = running.spec(|spec| spec.prompt = SITE.into());
    scene.observed.deployed = deployed;
    scene.observed.change_set = ChangeSetFact::Absent;
    scene.pass()
}

/// Runs, and AWS has checked the update.
pub fn update_checked() -> Scene {
    changed().pass().ready_change_set()
}

/// Runs, and the update is under way.
pub fn updating() -> Scene {
    let mut scene = update_checked().approved().pass();
    scene.observed.deployed = None;
    scene
        .made(StackStatus::UpdateInProgress)
        .change_set(ChangeSetState::Executing)
}

impl Scene {
    pub fn decide(&self) -> Decision {
        decide(&self.observed, T0)
    }

    /// One pass with the step done, as far as the cluster goes: revisions, finalizer and status.
    pub fn pass(self) -> Self {
        self.pass_at(T0)
    }

    pub fn pass_at(mut self, now: Timestamp) -> Self {
        let decision = decide(&self.observed, now);
        match &decision.step {
            Step::WriteRevision(revision) => self.observed.revision = Some(Revision::clone(revision)),
            Step::AddFinalizer => self.observed.request.metadata.finalizers = Some(vec![FINALIZER.into()]),
            Step::RemoveFinalizer => self.observed.request.metadata.finalizers = None,
            Step::Wait
            | Step::CreateChangeSet { .. }
            | Step::DeleteChangeSet { .. }
            | Step::Execute { .. }
            | Step::ContinueRollback(_)
            | Step::DeleteStack { .. }
            | Step::DetectDrift { .. }
            | Step::WriteOutputs { .. }
            | Step::RemoveOutputs { .. }
            | Step::PruneRevisions { .. } => {}
        }
        let outcome = match &decision.step {
            Step::DetectDrift { .. } => Outcome::Detecting("detection-1".into()),
            _ => Outcome::Done,
        };
        let settled = settle(decision, &self.previous(), &outcome, now);
        self.observed.request.status = Some(settled.status);
        self
    }

    /// One pass whose step fails.
    pub fn failing(&self, fault: Fault) -> Settled {
        settle(self.decide(), &self.previous(), &Outcome::Failed(fault), T0)
    }

    pub fn previous(&self) -> DeploymentRequestStatus {
        self.observed.request.status.clone().unwrap_or_default()
    }

    pub fn spec(mut self, change: impl FnOnce(&mut DeploymentRequestSpec)) -> Self {
        change(&mut self.observed.request.spec);
        let generation = self.observed.request.metadata.generation.unwrap_or_default();
        self.observed.request.metadata.generation = Some(generation + 1);
        self
    }

    /// Asked to go back to a revision that is kept.
    pub fn rollback_to(mut self, revision: &Revision) -> Self {
        let number = revision.number;
        self.observed.rollback = RollbackFact::Found(Box::new(revision.clone()));
        self.spec(|spec| spec.rollback_to = Some(number))
    }

    /// Asked to go back to a revision of this number, of which this is known.
    pub fn rollback_fact(mut self, number: i64, fact: RollbackFact) -> Self {
        self.observed.rollback = fact;
        self.spec(|spec| spec.rollback_to = Some(number))
    }

    /// No longer asked to go back.
    pub fn forward(mut self) -> Self {
        self.observed.rollback = RollbackFact::NotAsked;
        self.spec(|spec| spec.rollback_to = None)
    }

    pub fn plan_only(mut self) -> Self {
        self.observed.account = AccountFact::NotAsked;
        self.observed.stack = StackFact::NotLooked;
        self.observed.change_set = ChangeSetFact::NotLooked;
        self.spec(|spec| spec.account_ref = None)
    }

    pub fn revision(&self) -> &Revision {
        self.observed.revision.as_ref().expect("planned")
    }

    /// Approved by alice, exactly the plan of now.
    pub fn approved(self) -> Self {
        let digest = self.revision().digest;
        self.spec(|spec| {
            spec.approval.plan_digest = Some(digest);
            spec.approval.approver = Some("alice".into());
        })
    }

    /// Approved by alice, exactly as the status shows it, with all the data that it parts with.
    pub fn approved_as_shown(self) -> Self {
        let shown = self.previous().plan.expect("a plan is shown");
        let data: Vec<String> = parts_with_data(&shown.resources)
            .into_iter()
            .map(str::to_owned)
            .collect();
        self.approved_by_digest()
            .spec(|spec| spec.approval.accept_data_loss = data)
    }

    /// Approved by alice, exactly as the status shows it, without a word of data.
    pub fn approved_by_digest(self) -> Self {
        let shown = self.previous().plan.expect("a plan is shown").digest;
        self.spec(|spec| {
            spec.approval.plan_digest = Some(shown);
            spec.approval.approver = Some("alice".into());
        })
    }

    pub fn retry_requested(mut self) -> Self {
        let annotations = self.observed.request.metadata.annotations.get_or_insert_default();
        annotations.insert(RECONCILE_REQUESTED_AT.into(), "now".into());
        self
    }

    pub fn deleted(mut self) -> Self {
        self.observed.request.metadata.deletion_timestamp = Some(Time(T0));
        self
    }

    pub fn account_missing(mut self) -> Self {
        self.observed.account = AccountFact::Missing { name: "dev".into() };
        self.observed.stack = StackFact::NotLooked;
        self.observed.change_set = ChangeSetFact::NotLooked;
        self
    }

    pub fn account(mut self, change: impl FnOnce(&mut CloudAccount)) -> Self {
        if let AccountFact::Found { account, .. } = &mut self.observed.account {
            change(account);
        }
        self
    }

    /// The stack, last operated on by this change set.
    pub fn stack(mut self, status: StackStatus, change_set: Option<String>) -> Self {
        self.observed.stack = StackFact::Present(Box::new(Stack {
            arn: ARN.into(),
            name: "cw-orders-0123456789ab".into(),
            status,
            status_reason: None,
            change_set_name: change_set,
            created_at: Some(T0),
            updated_at: None,
            outputs: [("Url", "https://orders.example"), ("TableName", "orders")]
                .map(|(key, value)| (key.into(), value.into()))
                .into(),
            events: Vec::new(),
        }));
        self
    }

    /// The stack, last operated on for the newest revision.
    pub fn made(self, status: StackStatus) -> Self {
        let name = self.revision().change_set_name();
        self.stack(status, Some(name))
    }

    /// The stack, last operated on for a revision before the newest.
    pub fn made_before(self, status: StackStatus) -> Self {
        self.stack(status, Some("cw-r0-aaaaaaaaaaaa".into()))
    }

    pub fn no_change_set(mut self) -> Self {
        self.observed.change_set = ChangeSetFact::Absent;
        self
    }

    /// The operation on the stack has ended this way, and so has its change set.
    pub fn ended(self, status: StackStatus) -> Self {
        self.made(status).change_set(ChangeSetState::Executed)
    }

    pub fn creating(self) -> Self {
        let events = vec![
            event(
                0,
                "cw-orders-0123456789ab",
                "AWS::CloudFormation::Stack",
                "CREATE_IN_PROGRESS",
                None,
            ),
            event(1, "Table", "AWS::DynamoDB::Table", "CREATE_IN_PROGRESS", None),
            event(2, "Table", "AWS::DynamoDB::Table", "CREATE_COMPLETE", None),
            event(3, "Function", "AWS::Lambda::Function", "CREATE_IN_PROGRESS", None),
        ];
        self.made(StackStatus::CreateInProgress)
            .events(events)
            .change_set(ChangeSetState::Executing)
    }

    pub fn events(mut self, events: Vec<StackEvent>) -> Self {
        if let StackFact::Present(stack) = &mut self.observed.stack {
            stack.events = events;
        }
        self
    }

    /// Events of a table whose name is taken.
    pub fn name_taken(self) -> Self {
        self.events(vec![
            event(1, "Role", "AWS::IAM::Role", "CREATE_COMPLETE", None),
            event(
                2,
                "Table",
                "AWS::DynamoDB::Table",
                "CREATE_FAILED",
                Some("Table already exists: orders"),
            ),
            event(
                3,
                "Function",
                "AWS::Lambda::Function",
                "CREATE_FAILED",
                Some("Resource creation cancelled"),
            ),
        ])
    }

    pub fn change_set(mut self, state: ChangeSetState) -> Self {
        let change = |resource: &cloudwhisper_api::plan::PlannedResource| Change {
            logical_id: resource.logical_id.clone(),
            kind: resource.kind.clone(),
            action: "Add".into(),
            replacement: None,
            policy_action: None,
        };
        let revision = self.revision();
        let change_set = ChangeSet {
            arn: "arn:aws:cloudformation:ap-south-1:111122223333:changeSet/x/1".into(),
            name: revision.change_set_name(),
            created_at: None,
            state,
            changes: revision.resources.iter().map(change).collect(),
        };
        self.observed.change_set = ChangeSetFact::Present(Box::new(change_set));
        self
    }

    /// AWS found nothing to change, and so many seconds later the stack's last update began; before it, if negative.
    pub fn empty_change_set_before_update(self, seconds: i64) -> Self {
        let mut scene = self.change_set(ChangeSetState::Empty);
        if let ChangeSetFact::Present(change_set) = &mut scene.observed.change_set {
            change_set.created_at = Some(T0);
        }
        if let StackFact::Present(stack) = &mut scene.observed.stack {
            stack.updated_at = Some(at(seconds));
        }
        scene
    }

    pub fn ready_change_set(self) -> Self {
        self.change_set(ChangeSetState::Ready)
    }

    pub fn also_changes(mut self, id: &str, kind: &str, action: &str, replacement: Option<&str>) -> Self {
        if let ChangeSetFact::Present(change_set) = &mut self.observed.change_set {
            change_set.changes.push(Change {
                logical_id: id.into(),
                kind: kind.into(),
                action: action.into(),
                replacement: replacement.map(str::to_owned),
                policy_action: None,
            });
        }
        self
    }

    /// AWS says what becomes of the resource that it named last.
    pub fn by_policy(mut self, policy_action: &str) -> Self {
        if let ChangeSetFact::Present(change_set) = &mut self.observed.change_set {
            let last = change_set.changes.last_mut().expect("a change");
            last.policy_action = Some(policy_action.into());
        }
        self
    }
}

pub fn condition<'a>(status: &'a DeploymentRequestStatus, kind: &str) -> &'a Condition {
    condition_of(&status.conditions, kind)
}

pub fn condition_of<'a>(conditions: &'a [Condition], kind: &str) -> &'a Condition {
    conditions
        .iter()
        .find(|condition| condition.type_ == kind)
        .expect("every condition is set")
}

/// What holds of every status, whatever was observed.
pub fn hold_status_laws(observed: &Observed, status: &DeploymentRequestStatus) {
    use cloudwhisper_api::condition::{APPROVED, DEPLOYED, IN_SYNC, PARSED, PLANNED, POLICY_PASSED};
    let generation = observed.request.metadata.generation.unwrap_or_default();
    assert_eq!(
        status.observed_generation, generation,
        "the status speaks of this generation"
    );
    for kind in [
        READY,
        RECONCILING,
        STALLED,
        PARSED,
        PLANNED,
        POLICY_PASSED,
        APPROVED,
        DEPLOYED,
        IN_SYNC,
    ] {
        let condition = condition(status, kind);
        assert_eq!(condition.observed_generation, Some(generation), "{kind}");
        assert!(
            !condition.reason.is_empty() && !condition.message.is_empty(),
            "{kind}: {condition:?}"
        );
    }
    assert_eq!(status.conditions.len(), 9);
    let is_true = |kind| condition(status, kind).status == "True";
    let standing = [is_true(READY), is_true(RECONCILING), is_true(STALLED)];
    let count = standing.iter().filter(|holds| **holds).count();
    assert!(count <= 1, "kstatus: {standing:?}");
    assert!(
        count == 1 || condition(status, READY).reason == reason::SUSPENDED,
        "kstatus: {standing:?}"
    );
    assert!(
        !is_true(STALLED) || status.last_error.is_some(),
        "what is stalled says why"
    );
    assert!(status.phase.is_some());
    if let (Some(approval), Some(plan)) = (&status.approval, &status.plan) {
        assert_eq!(
            approval.digest, plan.digest,
            "an approval counts for this plan only"
        );
    }
}

/// Every row: one step, one phase, one reason of `Ready`, and why. The laws of every status are checked beside it.
macro_rules! decides {
    ($($name:ident: $scene:expr => $step:pat, $phase:ident, $reason:literal, because $because:literal;)+) => { $(
        #[test]
        fn $name() {
            let scene: $crate::support::Scene = $scene;
            let decision = scene.decide();
            let ready = $crate::support::condition(&decision.status, "Ready");
            assert!(matches!(decision.step, $step), "because {}: {:?} {ready:?}", $because, decision.step);
            assert_eq!(
                (decision.status.phase, ready.reason.as_str()),
                (Some(cloudwhisper_api::deployment_request::Phase::$phase), $reason),
                "because {}: {ready:?}", $because
            );
            $crate::support::hold_status_laws(&scene.observed, &decision.status);
        }
    )+ };
}
pub(crate) use decides;
