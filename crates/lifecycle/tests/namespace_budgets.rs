//! What a namespace may spend in all: claims, what runs, and that no order of events lets two approvals through where one fits.

mod support;

use std::sync::Arc;

use cloudwhisper_api::condition::{APPROVED, DEPLOYED, POLICY_PASSED, READY};
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::{
    AdditionalApproval, ApprovalMode, DeploymentRequestStatus, DeploymentResult,
};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use cloudwhisper_lifecycle::policy::{Spending, is_summed};
use cloudwhisper_lifecycle::{Outcome, SpendingFact, Step, WakeUp, decide, settle};
use proptest::prelude::*;
use serde_json::json;
use support::{Scene, asked, at, checked, condition, running, update_checked};

fn limited(mut scene: Scene, usd: u32) -> Scene {
    let spec = json!({ "maxMonthlyCost": { "namespace": { "amount": usd, "currency": "USD" } } });
    let spec = serde_json::from_value(spec).expect("a policy");
    scene.observed.policies = vec![Arc::new(DeploymentPolicy::new("prod", spec))];
    scene
}

/// A plan of this price, as far as everybody reads it.
fn costing(mut scene: Scene, usd: u32) -> Scene {
    if let Some(revision) = &mut scene.observed.revision {
        revision.estimate.monthly.usd = format!("{usd}.00");
        revision.estimate.unpriced.clear();
    }
    scene
}

/// With what the others have, and with its own as its status says.
fn beside(mut scene: Scene, others: &[Spending]) -> Scene {
    let own = Spending::of(&scene.observed.request);
    scene.observed.spending = SpendingFact::Known(others.iter().cloned().chain([own]).collect());
    scene
}

/// Somebody has written into the status of the request "news" what that has.
fn untold(mut scene: Scene) -> Scene {
    let request = "news".to_owned();
    scene.observed.spending = SpendingFact::Forged { request };
    scene
}

/// Another request, of which something of this price runs.
fn other(usd: u32) -> Spending {
    let mut request = running().observed.request;
    request.metadata.uid = Some("other".into());
    let mut spending = Spending::of(&request);
    spending.claim = None;
    spending.runs[0].usd = format!("{usd}.00");
    spending
}

fn approved(usd: u32) -> Scene {
    costing(limited(checked().approved(), 100), usd)
}

support::decides! {
    an_approval_is_a_claim_first: beside(approved(60), &[]) => Step::Wait, Waiting, "AwaitingBudget",
        because "whoever approves at the same moment has to be able to see it";
    and_a_deployment_once_it_is_on_record: beside(beside(approved(60), &[]).pass(), &[other(40)]) => Step::Execute { .. }, Deploying, "Deploying",
        because "everything fits together";
    what_others_have_and_nobody_can_tell_grants_nothing: untold(beside(approved(60), &[]).pass()) => Step::Wait, Waiting, "AwaitingBudget",
        because "somebody else than the operator has written into one of their statuses";
    what_does_not_fit_is_blocked: beside(approved(60), &[other(41)]) => Step::Wait, Failed, "BudgetExceeded",
        because "the namespace has no room";
    nor_where_only_the_sum_of_many_is_too_much: beside(beside(approved(60), &[]).pass(), &[other(20), other(21)]) => Step::Wait, Failed, "BudgetExceeded",
        because "all of them count";
    a_claim_that_is_not_on_record_counts_for_nothing: beside(beside(approved(60), &[]).pass(), &[]).without_own_claim() => Step::Wait, Waiting, "AwaitingBudget",
        because "the cache was behind: it has been given up meanwhile";
    while_nobody_could_read_the_sum_nothing_runs: approved(60) => Step::Wait, Waiting, "AwaitingBudget",
        because "what isn't known isn't room";
    an_update_that_costs_no_more_needs_no_room: beside(costing(limited(update_checked().approved(), 0), 0), &[other(500)]) => Step::Execute { .. }, Deploying, "Deploying",
        because "it adds nothing to the sum";
    an_update_that_costs_more_needs_room: beside(costing(limited(update_checked().approved(), 100), 60), &[other(500)]) => Step::Wait, Failed, "BudgetExceeded",
        because "the namespace has no room";
    what_runs_is_not_touched_by_a_lower_limit: beside(limited(running(), 0), &[other(500)]) => Step::Wait, Ready, "Deployed",
        because "a policy is no order to tear down";
}

trait OwnClaim {
    fn without_own_claim(self) -> Self;
}

impl OwnClaim for Scene {
    fn without_own_claim(mut self) -> Self {
        if let SpendingFact::Known(all) = &mut self.observed.spending {
            for spending in all {
                spending.claim = None;
            }
        }
        self
    }
}

#[test]
fn what_nobody_can_tell_yet_is_looked_at_again_soon_and_not_at_once() {
    let untold = untold(beside(approved(60), &[]).pass()).decide();
    assert_eq!(untold.wake, WakeUp::At(at(5)));
}

#[test]
fn who_can_not_be_told_of_is_named_with_what_to_do_and_nothing_is_claimed_from_what_nobody_knows() {
    for (language, knows_nobody) in [
        (Language::English, "nobody can tell"),
        (Language::Hindi, "पता नहीं चल सकता"),
        (Language::Hinglish, "pata nahi chal sakta"),
    ] {
        let mut scene = untold(approved(60));
        if let Some(revision) = &mut scene.observed.revision {
            revision.language = language;
        }
        let decision = scene.decide();
        for kind in [READY, DEPLOYED] {
            let said = condition(&decision.status, kind);
            assert_eq!(said.reason, "AwaitingBudget");
            for part in [knows_nobody, " news", "deploymentrequests/status", "shop"] {
                assert!(said.message.contains(part), "{kind}, {part}: {}", said.message);
            }
        }
        assert_eq!(condition(&decision.status, APPROVED).status, "True", "it is");
        assert_eq!(
            decision.status.approval, None,
            "a claim is a statement about the sum"
        );
    }
}

#[test]
fn a_claim_that_is_on_record_stays_there_while_nobody_can_tell() {
    let scene = beside(approved(60), &[]).pass();
    let claim = scene.previous().approval.expect("a claim");
    let untold = untold(scene).pass();
    assert_eq!(untold.previous().approval, Some(claim), "its turn is kept");
    let granted = beside(untold, &[]).decide();
    assert!(
        matches!(granted.step, Step::Execute { .. }),
        "by itself, once it is over"
    );
}

#[test]
fn what_is_blocked_says_how_much_there_is_and_keeps_its_approval() {
    let scene = beside(approved(60), &[other(41)]);
    let decision = scene.decide();
    let status = &decision.status;
    let error = status.last_error.clone().expect("an error");
    assert_eq!(error.code, ErrorCode::BudgetExceeded);
    for figure in ["prod/maxMonthlyCost.namespace", "$100", "$41.00", "$60.00"] {
        assert!(error.message.contains(figure), "{figure}: {}", error.message);
    }
    assert_eq!(condition(status, POLICY_PASSED).reason, "PolicyViolation");
    assert_eq!(condition(status, APPROVED).status, "False");
    assert_eq!(status.approval, None, "the claim is given up");
    assert!(matches!(decision.wake, WakeUp::At(_)));
    let freed = beside(scene.pass(), &[]).pass();
    assert_eq!(condition(&freed.previous(), READY).reason, "AwaitingBudget");
    assert!(
        matches!(beside(freed, &[]).decide().step, Step::Execute { .. }),
        "the approval counts again"
    );
}

#[test]
fn of_two_claims_the_later_gives_way_and_the_earlier_waits_for_that() {
    let mine = beside(approved(60), &[]).pass();
    let claim = Spending::of(&mine.observed.request);
    let of_other = |seconds| {
        let mut other = claim.clone();
        other.uid = "other".into();
        other.claim.as_mut().expect("a claim").at = at(seconds);
        other
    };
    let earlier = beside(mine.clone(), &[of_other(-1)]).decide();
    assert_eq!(condition(&earlier.status, READY).reason, "BudgetExceeded");
    let later = beside(mine.clone(), &[of_other(1)]).decide();
    assert_eq!(condition(&later.status, READY).reason, "AwaitingBudget");
    assert!(later.status.approval.is_some() && matches!(later.wake, WakeUp::At(_)));
}

#[test]
fn what_nobody_can_read_is_taken_for_too_much() {
    let mut unreadable = other(1);
    unreadable.runs[0].usd = "?".into();
    let decision = beside(approved(1), &[unreadable]).decide();
    assert_eq!(condition(&decision.status, READY).reason, "BudgetExceeded");
}

#[test]
fn what_was_taken_back_runs_no_more_and_what_failed_may() {
    let mut request = running().observed.request;
    let history = &mut request.status.as_mut().expect("a status").history;
    let mut newer = history[0].clone();
    for (result, runs) in [
        (DeploymentResult::RolledBack, 1),
        (DeploymentResult::Failed, 2),
        (DeploymentResult::InProgress, 2),
        (DeploymentResult::Succeeded, 1),
    ] {
        newer.result = result;
        let mut request = running().observed.request;
        request
            .status
            .as_mut()
            .expect("a status")
            .history
            .insert(0, newer.clone());
        assert_eq!(Spending::of(&request).runs.len(), runs, "{result:?}");
    }
}

#[test]
fn the_namespace_is_read_only_where_it_matters() {
    let summed = |scene: &Scene| {
        let policies = scene.observed.policies.iter().map(|policy| &**policy);
        is_summed(&scene.observed.request, policies)
    };
    assert!(!summed(&limited(checked(), 100)), "nothing is approved");
    assert!(summed(&approved(1)));
    let without_a_first = approved(1).spec(|spec| {
        let first = std::mem::take(&mut spec.approval);
        spec.approval.additional_approvals = first
            .plan_digest
            .map(|plan_digest| AdditionalApproval {
                approver: "bob".into(),
                plan_digest,
            })
            .into_iter()
            .collect();
    });
    assert!(summed(&without_a_first));
    assert!(!summed(&checked().approved()), "nothing is limited");
    assert!(summed(&limited(
        asked().spec(|spec| spec.approval.mode = ApprovalMode::WithinBudget),
        1
    )));
}

/// Two requests, each with a pass of its own under way, over one API server.
struct World {
    scenes: [Scene; 2],
    stored: [DeploymentRequestStatus; 2],
    executed: [bool; 2],
    time: i64,
}

/// How far a pass is.
enum At {
    Begin,
    Read(Scene),
    Listed(Scene),
}

impl World {
    fn new(limit: u32, prices: [u32; 2]) -> Self {
        let scene = |price: u32, uid: &str| {
            let mut scene = costing(limited(checked().approved(), limit), price);
            scene.observed.request.metadata.uid = Some(uid.into());
            scene
        };
        let scenes = [scene(prices[0], "a"), scene(prices[1], "b")];
        let stored = [scenes[0].previous(), scenes[1].previous()];
        Self {
            scenes,
            stored,
            executed: [false; 2],
            time: 0,
        }
    }

    fn spending(&self) -> Vec<Spending> {
        let of = |who: usize| {
            let mut request = self.scenes[who].observed.request.clone();
            request.status = Some(self.stored[who].clone());
            Spending::of(&request)
        };
        vec![of(0), of(1)]
    }

    /// The next part of a pass: read the request, list the namespace, or act and report.
    fn go_on(&mut self, who: usize, pass: At, dies: bool) -> At {
        self.time += 1;
        match pass {
            At::Begin => {
                let mut scene = self.scenes[who].clone();
                scene.observed.request.status = Some(self.stored[who].clone());
                At::Read(scene)
            }
            At::Read(mut scene) => {
                scene.observed.spending = SpendingFact::Known(self.spending());
                At::Listed(scene)
            }
            At::Listed(scene) => {
                let decision = decide(&scene.observed, at(self.time));
                if matches!(decision.step, Step::Execute { .. }) {
                    self.executed[who] = true;
                }
                if !dies {
                    let settled = settle(decision, &scene.previous(), &Outcome::Done, at(self.time));
                    self.stored[who] = settled.status;
                }
                At::Begin
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_events_spends_more_than_the_limit(
        order in prop::collection::vec((0_usize..2, prop::bool::weighted(0.1)), 0..40),
        prices in [1_u32..100, 1..100],
        limit in 50_u32..150,
    ) {
        let mut world = World::new(limit, prices);
        let mut passes = [At::Begin, At::Begin];
        // Any order with deaths before the report, then a fair one.
        let fair = (0..24).map(|turn| ((turn / 3) % 2, false));
        for (who, dies) in order.into_iter().chain(fair) {
            if !world.executed[who] || !matches!(passes[who], At::Begin) {
                let pass = std::mem::replace(&mut passes[who], At::Begin);
                passes[who] = world.go_on(who, pass, dies);
            }
            let spent: u32 = (0..2).filter(|who| world.executed[*who]).map(|who| prices[who]).sum();
            prop_assert!(spent <= limit, "{spent} of {limit}");
        }
        let fits = |spent: u32| spent <= limit;
        let count = world.executed.iter().filter(|it| **it).count();
        if fits(prices[0] + prices[1]) {
            prop_assert_eq!(count, 2);
        } else if fits(prices[0].min(prices[1])) {
            prop_assert_eq!(count, 1, "one of them gets its turn");
        } else {
            prop_assert_eq!(count, 0);
        }
    }
}
