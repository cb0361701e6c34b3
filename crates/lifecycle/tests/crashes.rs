//! The operator dies between any two effects, and CloudFormation goes its way meanwhile: nothing is lost, and nothing is
//! executed twice. The stack here is a model of CloudFormation, as small as can be.

mod support;

use std::collections::BTreeSet;

use cloudwhisper_api::FINALIZER;
use cloudwhisper_api::deployment_request::{ApprovalMode, DeletionPolicy, DeploymentResult, Phase};
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{ChangeSetFact, Outcome, Revision, StackFact, Step, decide, settle};
use proptest::prelude::*;
use support::{Scene, asked, at};

struct World {
    scene: Scene,
    executed: Vec<String>,
    clock: i64,
}

impl World {
    fn new() -> Self {
        Self {
            scene: asked(),
            executed: Vec::new(),
            clock: 0,
        }
    }

    /// One pass. A crash comes after the effect and before the status.
    fn pass(&mut self, crashes: bool) -> bool {
        self.clock += 1;
        let now = at(self.clock);
        let decision = decide(&self.scene.observed, now);
        let waits = matches!(decision.step, Step::Wait);
        self.take_effect(&decision.step);
        if !crashes {
            let settled = settle(decision, &self.scene.previous(), &Outcome::Done, now);
            self.scene.observed.request.status = Some(settled.status);
        }
        waits
    }

    fn take_effect(&mut self, step: &Step) {
        let scene = self.scene.clone();
        let has_stack = matches!(scene.observed.stack, StackFact::Present(_));
        self.scene = match step {
            Step::Wait
            | Step::WriteOutputs { .. }
            | Step::RemoveOutputs { .. }
            | Step::PruneRevisions { .. }
            | Step::DetectDrift { .. } => scene,
            Step::WriteRevision(revision) => {
                let mut scene = scene.no_change_set();
                scene.observed.revision = Some(Revision::clone(revision));
                scene
            }
            Step::AddFinalizer => finalizers(scene, Some(vec![FINALIZER.into()])),
            Step::RemoveFinalizer => finalizers(scene, None),
            Step::CreateChangeSet { .. } if has_stack => scene.ready_change_set(),
            Step::CreateChangeSet { .. } => scene
                .stack(StackStatus::ReviewInProgress, None)
                .ready_change_set(),
            Step::DeleteChangeSet { .. } => scene.no_change_set(),
            Step::Execute { offer, .. } => {
                self.executed.push(offer.subject().revision().change_set_name());
                let creates = matches!(&scene.observed.stack, StackFact::Present(stack)
                    if stack.status == StackStatus::ReviewInProgress);
                let status = if creates {
                    StackStatus::CreateInProgress
                } else {
                    StackStatus::UpdateInProgress
                };
                scene.made(status).change_set(ChangeSetState::Executing)
            }
            Step::ContinueRollback(_) => scene.made(StackStatus::UpdateRollbackInProgress),
            Step::DeleteStack { .. } => {
                let mut scene = scene.no_change_set();
                scene.observed.stack = StackFact::Absent;
                scene
            }
        };
    }

    /// CloudFormation finishes what it is at.
    fn finish(&mut self) {
        let StackFact::Present(stack) = &self.scene.observed.stack else {
            return;
        };
        let done = match stack.status {
            StackStatus::CreateInProgress => StackStatus::CreateComplete,
            StackStatus::UpdateInProgress => StackStatus::UpdateComplete,
            _ => return,
        };
        let name = stack.change_set_name.clone();
        self.scene = self.scene.clone().stack(done, name);
        if let ChangeSetFact::Present(change_set) = &mut self.scene.observed.change_set
            && change_set.state == ChangeSetState::Executing
        {
            change_set.state = ChangeSetState::Executed;
        }
    }

    fn until_it_rests(&mut self) {
        for _ in 0..12 {
            self.pass(false);
            self.finish();
        }
    }

    fn approve(&mut self) {
        self.scene = self.scene.clone().approved();
    }
}

fn finalizers(mut scene: Scene, finalizers: Option<Vec<String>>) -> Scene {
    scene.observed.request.metadata.finalizers = finalizers;
    scene
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_crashes_when_it_is_deployed_once_and_updated_once(
        crashes in proptest::collection::vec((any::<bool>(), any::<bool>()), 24),
    ) {
        let mut world = World::new();
        let (before, after) = crashes.split_at(12);
        for prompt in [support::API, support::SITE] {
            world.scene = world.scene.clone().spec(|spec| spec.prompt = prompt.into());
            for (crash, finish) in before {
                world.pass(*crash);
                if *finish { world.finish() }
            }
            world.until_it_rests();
            prop_assert_eq!(world.scene.previous().phase, Some(Phase::AwaitingApproval));
            world.approve();
            for (crash, finish) in after {
                world.pass(*crash);
                if *finish { world.finish() }
            }
            world.until_it_rests();
            prop_assert_eq!(world.scene.previous().phase, Some(Phase::Ready));
        }
        let unique: BTreeSet<&String> = world.executed.iter().collect();
        prop_assert_eq!((world.executed.len(), unique.len()), (2, 2), "{:?}", world.executed);
        let history = world.scene.previous().history;
        prop_assert_eq!(history.len(), 2);
        prop_assert!(history.iter().all(|entry| entry.result == DeploymentResult::Succeeded && entry.approver == "alice"));
    }

    #[test]
    fn whatever_crashes_what_approved_itself_says_so(
        crashes in proptest::collection::vec((any::<bool>(), any::<bool>()), 24),
    ) {
        let mut world = World::new();
        let (first, second) = crashes.split_at(12);
        for (prompt, crashes) in [(support::API, first), (support::SITE, second)] {
            world.scene = world.scene.clone().spec(|spec| {
                spec.prompt = prompt.into();
                spec.approval.mode = ApprovalMode::WithinBudget;
                spec.budget = serde_json::from_value(serde_json::json!({ "amount": "1000", "currency": "USD" })).ok();
            });
            for (crash, finish) in crashes {
                world.pass(*crash);
                if *finish { world.finish() }
            }
            world.until_it_rests();
            prop_assert_eq!(world.scene.previous().phase, Some(Phase::Ready));
        }
        prop_assert_eq!(world.executed.len(), 2, "{:?}", world.executed);
        let history = world.scene.previous().history;
        prop_assert_eq!(history.len(), 2);
        for entry in history {
            prop_assert_eq!(entry.approver.as_str(), "cloudwhisper:within-budget");
        }
    }

    #[test]
    fn whatever_crashes_a_deleted_request_leaves_no_stack(
        crashes in proptest::collection::vec((any::<bool>(), any::<bool>()), 0..20),
        when in 0..20_usize,
    ) {
        let mut world = World::new();
        for (index, (crash, finish)) in crashes.iter().enumerate() {
            if index == 6 && world.scene.observed.revision.is_some() {
                world.approve();
            }
            if index == when {
                break;
            }
            world.pass(*crash);
            if *finish { world.finish() }
        }
        world.scene = world.scene.clone().spec(|spec| spec.deletion_policy = DeletionPolicy::Delete).deleted();
        world.until_it_rests();
        prop_assert!(world.scene.observed.request.metadata.finalizers.is_none());
        prop_assert!(matches!(world.scene.observed.stack, StackFact::Absent));
    }
}
