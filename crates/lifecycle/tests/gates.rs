//! What holds a request up before there is anything to deploy.

mod support;

use cloudwhisper_api::condition::{DEPLOYED, PARSED, PLANNED, READY};
use cloudwhisper_api::deployment_request::{Engine, ParserProvider};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::{Language, LanguageChoice};
use cloudwhisper_lifecycle::stack::StackStatus;
use cloudwhisper_lifecycle::{AccountFact, DependencyFact, StackFact, Step, WakeUp};
use support::{Scene, T0, asked, at, changed, checked, condition, deploying, planned, running};

fn ready(name: &str) -> DependencyFact {
    DependencyFact::Ready {
        name: name.into(),
        outputs: indexmap::IndexMap::new(),
    }
}

fn depending(fact: DependencyFact) -> Scene {
    let mut scene = asked();
    scene.observed.dependencies = vec![ready("a"), fact];
    scene
}

fn account_says_no() -> Scene {
    asked().account(|account| {
        use cloudwhisper_api::error::ErrorCode::CredentialsInvalid;
        use cloudwhisper_lifecycle::account::{IdentityFact, decide_account};
        let fault = support::fault(cloudwhisper_lifecycle::Class::UserFixable, CredentialsInvalid);
        account.status = Some(decide_account(account, &IdentityFact::Unknown(fault), T0).status);
    })
}

support::decides! {
    suspended_requests_do_nothing: asked().spec(|spec| spec.suspend = true) => Step::Wait, Suspended, "Suspended",
        because "somebody said so";
    suspended_deployments_are_not_executed: checked().approved().spec(|spec| spec.suspend = true) => Step::Wait, Suspended, "Suspended",
        because "somebody said so, after the approval";
    a_missing_dependency_is_waited_for: depending(DependencyFact::Missing { name: "b".into() }) => Step::Wait, Waiting, "AwaitingDependency",
        because "it may be created a moment later";
    an_unready_dependency_is_waited_for: depending(DependencyFact::NotReady { name: "b".into() }) => Step::Wait, Waiting, "AwaitingDependency",
        because "it goes on by itself";
    ready_dependencies_hold_nothing_up: depending(ready("b")) => Step::WriteRevision(_), Planning, "Checking",
        because "everything is there";
    a_cycle_is_stalled: depending(DependencyFact::Cycle { path: vec!["orders".into(), "b".into(), "orders".into()] }) => Step::Wait, Failed, "AwaitingDependency",
        because "waiting would never end";
    a_missing_account_is_stalled: asked().account_missing() => Step::Wait, Failed, "AccountUnusable",
        because "only a person can create it";
    an_account_nobody_has_checked_is_waited_for: asked().account(|account| account.status = None) => Step::Wait, Waiting, "AccountUnusable",
        because "it is checked in a moment";
    an_account_that_aws_refuses_is_stalled: account_says_no() => Step::Wait, Failed, "AccountUnusable",
        because "its owner has to mend it";
    an_account_for_other_namespaces_is_stalled: asked().account(|account| account.spec.allowed_namespaces.names.clear()) => Step::Wait, Failed, "AccountUnusable",
        because "empty means none";
    a_region_that_is_not_allowed_is_stalled: planned().account(|account| account.spec.allowed_regions = vec!["us-east-1".into()]) => Step::Wait, Failed, "AccountUnusable",
        because "the platform team said where";
    terraform_cloud_is_planned_but_not_carried_out: asked().spec(|spec| spec.engine = Engine::TerraformCloud).pass() => Step::Wait, Failed, "Unsupported",
        because "the plan is of use all the same";
    an_empty_prompt_is_stalled: asked().spec(|spec| spec.prompt = " ".into()) => Step::Wait, Failed, "InvalidPrompt",
        because "there is nothing to plan";
    an_ambiguous_prompt_is_asked_about: asked().spec(|spec| spec.prompt = "Deploy my app".into()) => Step::Wait, AwaitingAnswers, "AwaitingAnswers",
        because "guessing would cost money";
}

#[test]
fn the_account_is_named_in_what_is_said_of_it() {
    let is_named = |scene: &Scene, code| {
        let error = scene.decide().status.last_error.expect("an error");
        assert_eq!(error.code, code);
        assert!(error.message.contains("\"dev\""), "{}", error.message);
        assert!(!error.details.is_empty());
    };
    is_named(&asked().account_missing(), ErrorCode::AccountNotFound);
    is_named(&account_says_no(), ErrorCode::AccountNotReady);
    let closed = asked().account(|account| account.spec.allowed_namespaces.names.clear());
    is_named(&closed, ErrorCode::AccountNotAllowed);
}

#[test]
fn a_namespace_may_be_allowed_by_its_labels() {
    let selector =
        serde_json::from_value(serde_json::json!({ "matchLabels": { "team": "shop" } })).expect("selector");
    let mut scene = asked().account(|account| {
        account.spec.allowed_namespaces.names.clear();
        account.spec.allowed_namespaces.selector = Some(selector);
    });
    assert!(matches!(scene.decide().step, Step::Wait));
    if let AccountFact::Found { namespace_labels, .. } = &mut scene.observed.account {
        namespace_labels.insert("team".into(), "shop".into());
    }
    assert!(matches!(scene.decide().step, Step::WriteRevision(_)));
}

#[test]
fn answers_complete_a_plan() {
    let asked = asked().spec(|spec| spec.prompt = "Deploy my app".into());
    let questions = asked.decide().status.clarifications;
    assert!(!questions.is_empty());
    let answered = asked.pass().spec(|spec| {
        for question in &questions {
            let answer = question.options.first().cloned().unwrap_or_else(|| "yes".into());
            spec.answers.insert(question.field.clone(), answer);
        }
    });
    assert!(
        matches!(answered.decide().step, Step::WriteRevision(_)),
        "{:?}",
        answered.decide().status.clarifications
    );
    assert!(answered.decide().status.clarifications.is_empty());
}

#[test]
fn before_there_is_a_plan_the_prompt_or_the_spec_tells_the_language() {
    const HINDI: &str = "Node.js में डेटाबेस के साथ API बनाओ";
    const HINGLISH: &str = "Node.js mein database ke saath API banao";
    let said = |prompt: &str, language| {
        let waits = depending(DependencyFact::Missing { name: "b".into() }).spec(|spec| {
            spec.prompt = prompt.into();
            spec.language = language;
        });
        condition(&waits.decide().status, READY).message.clone()
    };
    for (prompt, language, words) in [
        (HINDI, LanguageChoice::Auto, "की प्रतीक्षा है"),
        (HINGLISH, LanguageChoice::Auto, "ka intezaar hai"),
        (HINDI, LanguageChoice::Hi, "की प्रतीक्षा है"),
        ("A Node.js API", LanguageChoice::Hi, "ka intezaar hai"),
        ("A Node.js API", LanguageChoice::Auto, "Waiting for"),
        (HINGLISH, LanguageChoice::En, "Waiting for"),
    ] {
        let message = said(prompt, language);
        assert!(message.contains(words), "{prompt}, {language:?}: {message}");
    }
}

#[test]
fn what_is_said_is_said_in_the_language_of_the_prompt() {
    let hindi = asked().spec(|spec| spec.prompt = "Node.js में डेटाबेस के साथ API बनाओ".into());
    let status = hindi.decide().status;
    assert_eq!(
        status.parsed.as_ref().map(|parsed| parsed.language),
        Some(Language::Hindi)
    );
    assert!(
        condition(&status, READY).message.contains("योजना"),
        "{:?}",
        condition(&status, READY)
    );
}

#[test]
fn what_runs_stays_ready_while_it_is_suspended_and_the_spec_is_the_same() {
    let suspended = running().spec(|spec| spec.suspend = true);
    assert_eq!(condition(&suspended.decide().status, READY).status, "True");
    assert_eq!(condition(&suspended.decide().status, DEPLOYED).status, "True");
    let changed = suspended.spec(|spec| spec.prompt = support::SITE.into());
    assert_eq!(condition(&changed.decide().status, READY).status, "False");
    assert_eq!(condition(&changed.decide().status, DEPLOYED).status, "Unknown");
    assert!(
        changed.decide().status.plan.is_none(),
        "the plan is for what the spec says now"
    );
}

#[test]
fn a_deployed_request_no_longer_minds_its_dependencies() {
    let mut scene = running();
    scene.observed.dependencies = vec![DependencyFact::NotReady { name: "b".into() }];
    assert_eq!(condition(&scene.decide().status, READY).status, "True");
}

#[test]
fn the_stack_is_watched_even_while_the_request_is_held_up() {
    let scene = deploying()
        .pass()
        .spec(|spec| spec.prompt = "Deploy my app".into());
    assert!(matches!(scene.decide().wake, WakeUp::StackOr(_)));
    let ended = scene.pass().stack(
        StackStatus::CreateComplete,
        Some(deploying().revision().change_set_name()),
    );
    let status = ended.decide().status;
    assert_eq!(status.history[0].finished_at, Some(T0));
    assert_eq!(
        status.outputs.get("url").map(String::as_str),
        Some("https://orders.example")
    );
}

#[test]
fn auto_reads_with_the_rules_and_says_so() {
    let status = asked().decide().status;
    assert_eq!(
        status.parsed.as_ref().map(|parsed| parsed.provider),
        Some(ParserProvider::Rules)
    );
    assert!(condition(&status, PARSED).message.contains("no language model"));
    assert_eq!(condition(&status, PLANNED).status, "True");
}

#[test]
fn a_plan_that_moves_takes_the_shell_along_and_leaves_what_runs() {
    let shell = checked()
        .spec(|spec| spec.region = Some("us-east-1".into()))
        .pass();
    assert!(matches!(shell.decide().step, Step::DeleteStack { .. }));
    let mut gone = shell.pass();
    gone.observed.stack = StackFact::Absent;
    let gone = gone.no_change_set().pass();
    assert_eq!(gone.previous().deployment.expect("place").region, "us-east-1");
    assert!(matches!(gone.decide().step, Step::CreateChangeSet { .. }));

    let runs = changed()
        .spec(|spec| spec.region = Some("us-east-1".into()))
        .pass();
    let decision = runs.decide();
    assert!(matches!(decision.step, Step::Wait));
    assert_eq!(condition(&decision.status, READY).reason, "Unsupported");
    assert_eq!(decision.status.deployment.expect("place").region, "ap-south-1");
}

#[test]
fn a_new_exchange_rate_makes_no_new_plan() {
    let mut scene = checked();
    scene.observed.settings.exchange_rate.inr_per_usd = rust_decimal::Decimal::from(99);
    assert_eq!(scene.decide().status, scene.pass_at(at(0)).previous());
}
