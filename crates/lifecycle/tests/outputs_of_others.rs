//! Parameters that refer to outputs of other requests: what is waited for, what a plan is made from, and what makes a new one.

mod support;

use cloudwhisper_api::condition::{DEPLOYED, READY};
use cloudwhisper_api::deployment_request::{DeploymentRequestSpec, DeploymentRequestStatus};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::stack::{ChangeSetState, StackStatus};
use cloudwhisper_lifecycle::{DependencyFact, Revision, Step, decide};
use support::{Scene, T0, asked, condition};

const VPC: &str = "vpc-0a1b2c3d";
const OTHER_VPC: &str = "vpc-4e5f6a7b";

fn refers_to(value: &str) -> impl FnOnce(&mut DeploymentRequestSpec) {
    let value = value.to_owned();
    move |spec| {
        spec.parameters.insert("NETWORK".into(), value);
    }
}

fn network(outputs: &[(&str, &str)]) -> DependencyFact {
    let outputs = outputs.iter();
    DependencyFact::Ready {
        name: "network".into(),
        outputs: outputs
            .map(|(key, value)| ((*key).into(), (*value).into()))
            .collect(),
    }
}

fn unready() -> DependencyFact {
    DependencyFact::NotReady {
        name: "network".into(),
    }
}

fn beside(mut scene: Scene, fact: DependencyFact) -> Scene {
    scene.observed.dependencies = vec![fact];
    scene
}

/// Asks for an API that is told the network of another request, of which this is known.
fn uses(fact: DependencyFact) -> Scene {
    beside(asked().spec(refers_to("{{ outputs.network.vpcId }}")), fact)
}

/// The same, planned with [`VPC`].
fn planned() -> Scene {
    uses(network(&[("vpcId", VPC)])).pass().pass()
}

fn running() -> Scene {
    let checked = planned()
        .pass()
        .stack(StackStatus::ReviewInProgress, None)
        .ready_change_set();
    let deploying = checked.approved().pass().creating();
    deploying
        .made(StackStatus::CreateComplete)
        .change_set(ChangeSetState::Executed)
        .pass()
}

/// Runs, and nothing is to be done about it.
fn runs_on(scene: &Scene) {
    let decision = scene.decide();
    assert!(matches!(decision.step, Step::Wait), "{:?}", decision.step);
    assert_eq!(condition(&decision.status, READY).status, "True");
    assert_eq!(decision.status.plan.map(|plan| plan.revision), Some(1));
}

fn new_plan(scene: &Scene) -> Box<Revision> {
    match decide(&scene.observed, T0).step {
        Step::WriteRevision(revision) => revision,
        step => panic!("{step:?}"),
    }
}

fn said(status: &DeploymentRequestStatus) -> &str {
    &condition(status, READY).message
}

support::decides! {
    an_output_of_a_missing_request_is_waited_for: uses(DependencyFact::Missing { name: "network".into() }) => Step::Wait, Waiting, "AwaitingDependency",
        because "it may be created a moment later";
    an_output_of_an_unready_request_is_waited_for: uses(unready()) => Step::Wait, Waiting, "AwaitingDependency",
        because "it goes on by itself";
    an_output_that_is_there_holds_nothing_up: uses(network(&[("vpcId", VPC)])) => Step::WriteRevision(_), Planning, "Checking",
        because "everything is there";
    an_output_that_a_ready_request_has_not_is_stalled: uses(network(&[("url", "https://x")])) => Step::Wait, Failed, "AwaitingDependency",
        because "only a person can mend the name";
    a_reference_to_oneself_is_stalled: uses(DependencyFact::Cycle { path: vec!["orders".into(), "orders".into()] }) => Step::Wait, Failed, "AwaitingDependency",
        because "waiting would never end";
    what_is_no_reference_is_stalled: uses(network(&[("vpcId", VPC)])).spec(refers_to("{{ network.vpcId }}")) => Step::Wait, Failed, "InvalidPrompt",
        because "nobody knows what it means";
    going_back_needs_no_output: beside(planned().rollback_to(planned().revision()), unready()) => Step::CreateChangeSet { .. }, Planning, "Checking",
        because "no parameter is read";
    a_plan_in_waiting_waits_for_the_others_too: beside(planned(), unready()) => Step::Wait, Waiting, "AwaitingDependency",
        because "the output may be another one in a moment";
}

#[test]
fn what_is_waited_for_is_said_with_the_field_that_names_it() {
    let missing = uses(DependencyFact::Missing {
        name: "network".into(),
    });
    let status = missing.decide().status;
    assert!(said(&status).contains("\"network\""), "{}", said(&status));
    assert!(
        said(&status).contains("spec.parameters.NETWORK"),
        "{}",
        said(&status)
    );
}

#[test]
fn an_output_that_is_not_there_is_told_with_those_that_are() {
    let error = |fact| {
        let status = uses(fact).decide().status;
        status.last_error.expect("an error")
    };
    let misspelt = error(network(&[("vpcArn", "arn"), ("url", "https://x")]));
    assert_eq!(misspelt.code, ErrorCode::DependencyNotReady);
    assert!(misspelt.message.contains("spec.parameters.NETWORK") && misspelt.message.contains("vpcId"));
    assert!(misspelt.details.contains("url, vpcArn"), "{}", misspelt.details);
    assert!(error(network(&[])).details.contains("no outputs"));
}

#[test]
fn what_is_no_reference_is_told_with_its_place_and_the_right_form() {
    let scene = uses(network(&[])).spec(refers_to("vpc={{ network.vpcId }}"));
    let error = scene.decide().status.last_error.expect("an error");
    assert_eq!(error.code, ErrorCode::InvalidParameter);
    assert!(error.message.contains("character 5") && error.message.contains("{{ network.vpcId }}"));
    assert!(
        error.details.contains("{{ outputs.NAME.KEY }}"),
        "{}",
        error.details
    );
}

#[test]
fn a_plan_is_made_from_what_the_references_stand_for() {
    let scene = uses(network(&[("vpcId", VPC), ("zone", "a")]))
        .spec(refers_to("{{ outputs.network.vpcId }}/{{outputs.network.zone}}"));
    let revision = new_plan(&scene);
    assert!(revision.template.contains(&format!("{VPC}/a")));
    assert!(
        !revision.template.contains("{{"),
        "nothing is left for AWS to look up"
    );
    let told = revision.assumptions.iter();
    let told: Vec<_> = told.filter(|it| it.field == "parameters.NETWORK").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].value, format!("{VPC}/a"));
    assert!(
        told[0].reason.contains("{{ outputs.network.vpcId }}"),
        "{}",
        told[0].reason
    );
    assert!(
        revision.preview.contains("outputs.network.vpcId"),
        "whoever approves sees it"
    );
}

#[test]
fn an_output_that_aws_would_look_up_gets_into_no_template() {
    let scene = uses(network(&[("vpcId", "{{resolve:secretsmanager:db}}")]));
    let decision = scene.decide();
    assert!(matches!(decision.step, Step::Wait));
    let error = decision.status.last_error.expect("an error");
    assert_eq!(error.code, ErrorCode::InvalidParameter);
}

#[test]
fn what_runs_runs_on_while_the_other_request_is_not_to_be_had() {
    let gone = DependencyFact::Missing {
        name: "network".into(),
    };
    let told = |scene: &Scene| {
        runs_on(scene);
        said(&scene.decide().status).to_owned()
    };
    assert!(!told(&running()).contains("network"));
    for (fact, why) in [
        (unready(), "\"network\""),
        (gone, "\"network\""),
        (network(&[]), "the output vpcId"),
    ] {
        let said = told(&beside(running(), fact));
        assert!(said.contains(why) && said.contains("keeps the values"), "{said}");
    }
}

#[test]
fn an_output_that_changes_makes_a_new_plan_that_needs_an_approval_of_its_own() {
    let changed = beside(running(), network(&[("vpcId", OTHER_VPC)]));
    let revision = new_plan(&changed);
    assert_eq!(revision.number, 2);
    assert!(revision.template.contains(OTHER_VPC) && !revision.template.contains(VPC));
    assert_ne!(revision.digest, running().revision().digest);
    let waiting = changed.pass().made_before(StackStatus::CreateComplete);
    let waiting = waiting.pass().ready_change_set();
    let decision = waiting.decide();
    assert!(
        matches!(decision.step, Step::Wait),
        "the old approval does not count"
    );
    assert_eq!(condition(&decision.status, READY).reason, "AwaitingApproval");
    assert_eq!(condition(&decision.status, DEPLOYED).status, "False");
}

#[test]
fn an_output_of_no_consequence_makes_no_new_plan() {
    runs_on(&beside(
        running(),
        network(&[("vpcId", VPC), ("url", "https://new")]),
    ));
}

#[test]
fn a_new_spec_does_not_rest_on_what_was_known_before() {
    let changed = beside(running(), unready()).spec(|spec| spec.prompt = support::SITE.into());
    let decision = changed.decide();
    assert!(matches!(decision.step, Step::Wait));
    assert_eq!(condition(&decision.status, READY).reason, "AwaitingDependency");
    assert!(!decision.status.outputs.is_empty(), "what runs is left alone");
}

#[test]
fn what_a_revision_rests_on_is_read_as_it_was_written() {
    let revision = planned().revision().clone();
    assert_eq!(
        revision.outputs.get("outputs.network.vpcId").map(String::as_str),
        Some(VPC)
    );
    assert_eq!(Revision::from_files(revision.to_files()), Some(revision));
}

#[test]
fn a_value_that_the_plan_cannot_take_stalls_it_with_what_is_expected() {
    let scene = uses(network(&[("vpcId", "two\nlines")]));
    let status = scene.decide().status;
    let error = status.last_error.as_ref().expect("an error");
    assert_eq!(error.code, ErrorCode::InvalidParameter);
    assert!(error.message.contains("spec.parameters.NETWORK"), "{error:?}");
}
