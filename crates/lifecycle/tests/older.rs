//! What earlier releases wrote is read by this one: revisions of every format that there has been, and an object with its status.
//!
//! The fixtures follow the sources of the commits that their formats are from: `1bdf96b` (template and preview, the digest is the plan's
//! alone), `79323e0` (beside them an AWS CDK app and Terraform), `7a9a8ff` (the digest binds the way into the account). Their digests were
//! computed by those commits' rules, outside of this code. A new format gets a fixture of the one before it; these stay as they are.

mod support;

use cloudwhisper_api::condition::PLANNED;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_lifecycle::decide::way_in;
use cloudwhisper_lifecycle::revision::Files;
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{Revision, Step};
use k8s_openapi::api::core::v1::ConfigMap;
use serde_json::Value;
use support::{SITE, Scene, condition, running};

const REVISIONS: [(&str, &str); 3] = [
    (
        "template and preview",
        include_str!("fixtures/revisions/1-template-and-preview.json"),
    ),
    (
        "CDK and Terraform",
        include_str!("fixtures/revisions/2-cdk-and-terraform.json"),
    ),
    ("way in", include_str!("fixtures/revisions/3-way-in.json")),
];
const REQUEST: &str = include_str!("fixtures/request-of-the-first-release.json");

fn files(fixture: &str) -> Files {
    let map: ConfigMap = serde_json::from_str(fixture).expect("a ConfigMap");
    map.into()
}

fn revision((name, fixture): (&str, &str)) -> Revision {
    Revision::from_files(files(fixture)).unwrap_or_else(|| panic!("{name} is read"))
}

#[test]
fn a_revision_of_every_earlier_format_is_read_whole() {
    for fixture in REVISIONS {
        let revision = revision(fixture);
        let name = fixture.0;
        assert_eq!(revision.number, 1, "{name}");
        assert_eq!(revision.resources.len(), 14, "{name}");
        assert_eq!(revision.estimate.monthly.usd, "0.01", "{name}");
        assert!(
            !revision.preview.is_empty() && revision.template.contains("AWS::DynamoDB::Table"),
            "{name}"
        );
        assert_eq!(revision.way_in.is_some(), name == "way in");
        assert_eq!(revision.cdk.is_empty(), name == "template and preview");
    }
}

/// The digest of those days holds just as today's does.
#[test]
fn a_revision_of_an_earlier_format_that_was_edited_is_none() {
    for (name, fixture) in REVISIONS {
        for (file, from, to) in [
            (Revision::TEMPLATE, "AWS::DynamoDB::Table", "AWS::DynamoDB::Elbat"),
            (Revision::METADATA, "111122223333", "999988887777"),
            (Revision::METADATA, "\"usd\":\"0.01\"", "\"usd\":\"0.00\""),
        ] {
            let mut files = files(fixture);
            let text = files.text.get_mut(file).expect("the file");
            assert!(text.contains(from), "{name}: {from}");
            *text = text.replacen(from, to, 1);
            assert_eq!(Revision::from_files(files), None, "{name}: {from} → {to}");
        }
    }
}

/// A site runs as revision 2, and revision 1 is an earlier release's.
fn going_back(kept: &Revision) -> Scene {
    let scene = running()
        .spec(|spec| spec.prompt = SITE.into())
        .pass()
        .ready_change_set()
        .approved()
        .pass()
        .ended(StackStatus::UpdateComplete)
        .pass()
        .no_change_set();
    let second = scene.observed.revision.clone();
    let mut scene = scene.rollback_to(kept);
    scene.observed.deployed = second;
    scene
}

#[test]
fn what_an_earlier_release_planned_is_gone_back_to_word_for_word_and_deployed_once_approved() {
    for fixture in REVISIONS {
        let kept = revision(fixture);
        let asked = going_back(&kept);
        let Step::WriteRevision(taken_up) = asked.decide().step else {
            panic!("{}: {:?}", fixture.0, asked.decide().step);
        };
        assert_eq!((taken_up.number, taken_up.rollback_of), (3, Some(1)));
        assert_eq!(
            (&taken_up.template, &taken_up.estimate),
            (&kept.template, &kept.estimate)
        );
        assert_eq!(
            taken_up.way_in,
            Some(way_in(&support::account())),
            "bound to the way in of today"
        );
        assert_ne!(
            taken_up.digest, kept.digest,
            "an approval of those days was for another way in, or for none"
        );
        assert_eq!(
            Revision::from_files(taken_up.to_files()).as_ref(),
            Some(&*taken_up),
            "what is written is today's format"
        );

        let planned = asked.pass();
        let shown = planned.previous();
        let said = &condition(&shown, PLANNED).message;
        assert!(said.contains("revision 1"), "{said}");
        let check = planned.decide().step;
        assert!(
            matches!(&check, Step::CreateChangeSet { kind: ChangeSetKind::Update, revision, .. } if revision.template == kept.template),
            "{check:?}"
        );
        let checked = planned.ready_change_set();
        assert_eq!(checked.decide().status.phase, Some(Phase::AwaitingApproval));
        let approved = checked.approved();
        let Step::Execute { offer, .. } = approved.decide().step else {
            panic!("approved");
        };
        assert_eq!(offer.subject().revision().template, kept.template);
        let runs = approved.pass().ended(StackStatus::UpdateComplete).pass();
        assert_eq!(runs.previous().phase, Some(Phase::Ready));
        let history = runs.previous().history;
        assert_eq!((history[0].revision, history[0].rollback_of), (3, Some(1)));
    }
}

/// Nothing of it counts as unreadable, and nothing is lost when it is written again.
#[test]
fn an_object_of_the_first_release_is_read_with_all_of_its_status() {
    let written: Value = serde_json::from_str(REQUEST).expect("JSON");
    let request: DeploymentRequest = serde_json::from_str(REQUEST).expect("a request");
    let mut read = serde_json::to_value(request.status.as_ref().expect("a status")).expect("JSON");
    // `null` says the same as nothing.
    read["parsed"]
        .as_object_mut()
        .expect("an object")
        .retain(|_, value| !value.is_null());
    assert_eq!(read, written["status"]);
}

/// What runs under an earlier release's name for its change set runs on, and its history is shown; the plan of today waits for an approval.
#[test]
fn what_an_earlier_release_has_deployed_runs_on() {
    let request: DeploymentRequest = serde_json::from_str(REQUEST).expect("a request");
    let before = request.status.clone().expect("a status");
    let named = before
        .deployment
        .as_ref()
        .and_then(|deployment| deployment.change_set.clone());
    let mut scene = running()
        .stack(StackStatus::CreateComplete, named)
        .no_change_set();
    scene.observed.request.spec = request.spec.clone();
    scene.observed.request.status = request.status;
    scene.observed.revision = Some(revision(REVISIONS[0]));
    let decision = scene.decide();
    let Step::WriteRevision(anew) = &decision.step else {
        panic!("what it was made from has more in it today: {:?}", decision.step);
    };
    assert_eq!(anew.number, 2);
    assert_eq!(
        decision.status.history, before.history,
        "who approved what is still told"
    );
    assert_eq!(decision.status.phase, Some(Phase::Planning));
    let waits = scene.pass().ready_change_set().decide();
    assert_eq!(
        waits.status.phase,
        Some(Phase::AwaitingApproval),
        "an approval of another plan carries nothing out"
    );
    assert!(matches!(waits.step, Step::Wait), "{:?}", waits.step);
}
