//! What holds of repairs whatever resources failed, in whatever order CloudFormation tells it.

mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use cloudwhisper_api::deployment_request::{AdditionalApproval, RepairStatus};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_lifecycle::Step;
use cloudwhisper_lifecycle::stack::{StackEvent, StackStatus};
use proptest::prelude::*;
use support::{Scene, event, updating};

const STACK: &str = "AWS::CloudFormation::Stack";
const NAME: &str = "cw-orders-0123456789ab";
const IDS: [&str; 6] = ["Function", "Table", "Queue", "Role", "Topic", "Bucket"];

/// What CloudFormation tells of one resource.
#[derive(Clone, Copy, Debug)]
enum Told {
    Failed,
    Cancelled,
    Restored,
    BeforeTheRollback,
}

fn tales() -> impl Strategy<Value = Vec<(usize, Told)>> {
    let told = prop_oneof![
        3 => Just(Told::Failed),
        1 => Just(Told::Cancelled),
        1 => Just(Told::Restored),
        1 => Just(Told::BeforeTheRollback),
    ];
    proptest::collection::vec((0..IDS.len(), told), 0..10)
}

fn events(tales: &[(usize, Told)], end: i64) -> Vec<StackEvent> {
    let resource = |(place, (id, told)): (usize, &(usize, Told))| {
        let (status, reason) = match told {
            Told::Failed | Told::BeforeTheRollback => ("UPDATE_FAILED", Some("No.")),
            Told::Cancelled => ("UPDATE_FAILED", Some("Resource update cancelled")),
            Told::Restored => ("UPDATE_COMPLETE", None),
        };
        let at = 10 + i64::try_from(place).expect("few");
        event(at, IDS[*id], "AWS::Lambda::Function", status, reason)
    };
    let is_before = |(_, (_, told)): &(usize, &(usize, Told))| matches!(told, Told::BeforeTheRollback);
    let (before, since): (Vec<_>, Vec<_>) = tales.iter().enumerate().partition(is_before);
    let mut events: Vec<_> = before.into_iter().map(resource).collect();
    events.push(event(20, NAME, STACK, "UPDATE_ROLLBACK_IN_PROGRESS", None));
    events.extend(since.into_iter().map(resource));
    events.push(event(end, NAME, STACK, "UPDATE_ROLLBACK_FAILED", None));
    events
}

/// Those whose last word since the rollback began is that they failed, and not since another one did.
fn failed(tales: &[(usize, Told)]) -> BTreeSet<&'static str> {
    let since = tales
        .iter()
        .filter(|(_, told)| !matches!(told, Told::BeforeTheRollback));
    let last = |id: usize| since.clone().rfind(|(other, _)| *other == id);
    let all = 0..IDS.len();
    all.filter(|id| matches!(last(*id), Some((_, Told::Failed))))
        .map(|id| IDS[id])
        .collect()
}

fn stuck(tales: &[(usize, Told)], end: i64) -> Scene {
    static ENDED: LazyLock<Scene> =
        LazyLock::new(|| updating().pass().ended(StackStatus::UpdateRollbackFailed));
    ENDED.clone().events(events(tales, end))
}

fn offered(scene: &Scene) -> RepairStatus {
    *scene.decide().status.repair.expect("an offer")
}

fn approved(scene: Scene, digest: Option<Digest>, approver: &str) -> Scene {
    scene.pass().spec(|spec| {
        spec.approval.plan_digest = digest;
        spec.approval.approver = Some(approver.into());
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_offered_to_be_skipped_has_failed_and_nothing_else(tales in tales()) {
        let repair = offered(&stuck(&tales, 50));
        let offered: BTreeSet<&str> = repair.resources.iter().map(|it| it.logical_id.as_str()).collect();
        let failed = failed(&tales);
        prop_assert_eq!(&offered, &failed);
        prop_assert_eq!(repair.resources.len(), failed.len(), "each once");
        prop_assert_eq!(repair.skip_digest.is_some(), !failed.is_empty());
        prop_assert_ne!(Some(repair.digest), repair.skip_digest);
    }

    #[test]
    fn the_digest_changes_with_any_of_them_and_with_the_failure(one in tales(), other in tales()) {
        let (first, second) = (offered(&stuck(&one, 50)), offered(&stuck(&other, 50)));
        prop_assert_eq!(first.digest, second.digest, "trying everything again names no resource");
        prop_assert_eq!(first.skip_digest == second.skip_digest, failed(&one) == failed(&other));
        let again = offered(&stuck(&one, 51));
        prop_assert_ne!(first.digest, again.digest, "another failure is approved anew");
        prop_assert!(first.skip_digest.is_none() || first.skip_digest != again.skip_digest);
    }

    #[test]
    fn what_goes_on_is_what_was_approved_and_nothing_goes_on_without(
        shown in tales(), there in tales(), skips in any::<bool>(), approver in prop_oneof![Just("alice"), Just(" "), Just("")],
        further in any::<bool>(),
    ) {
        let repair = offered(&stuck(&shown, 50));
        let named = if skips { repair.skip_digest } else { Some(repair.digest) };
        let mut scene = approved(stuck(&there, 50), named, approver);
        if let Some(digest) = named.filter(|_| further) {
            scene = scene.spec(|spec| {
                spec.approval.plan_digest = None;
                spec.approval.additional_approvals.push(AdditionalApproval { approver: approver.to_owned(), plan_digest: digest });
            });
        }
        let counts = !approver.trim().is_empty();
        if let Step::ContinueRollback(repair) = scene.decide().step {
            prop_assert!(counts, "nobody has approved it");
            let skip: BTreeSet<&str> = repair.subject().skip().iter().map(String::as_str).collect();
            let was_shown = if skips { failed(&shown) } else { BTreeSet::new() };
            prop_assert_eq!(&skip, &was_shown);
            prop_assert!(skip.is_subset(&failed(&there)), "only what failed is left as it is");
        } else {
            let offered = offered(&stuck(&there, 50));
            let is_one = named.is_some() && (named == Some(offered.digest) || named == offered.skip_digest);
            prop_assert!(!counts || !is_one, "alice has approved exactly this");
        }
    }

    #[test]
    fn without_an_approval_or_with_that_of_the_plan_it_waits(tales in tales()) {
        let scene = stuck(&tales, 50);
        prop_assert!(matches!(scene.decide().step, Step::Wait));
        let plan = scene.revision().digest;
        prop_assert!(matches!(approved(scene, Some(plan), "alice").decide().step, Step::Wait));
    }
}
