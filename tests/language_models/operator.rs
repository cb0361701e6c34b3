//! The operator with a language model: on a real API server, with the rights of its `ServiceAccount` and nothing more.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use cloudwhisper_api::RECONCILE_REQUESTED_AT;
use cloudwhisper_api::condition::{PARSED, READY};
use cloudwhisper_api::deployment_request::{DeploymentRequest, ParserProvider, Phase};
use cloudwhisper_api::model_answer::Unavailable;
use cloudwhisper_testbed::language_model::{Reply, StubLanguageModel};
use cloudwhisper_testbed::{apply_yaml, within};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::Api;
use kube::api::ListParams;
use serde_json::{Value, json};

use crate::support::{PATIENCE, SYSTEM, World, condition};
use crate::{BOTH, PROMPT, Protocol, QUEUE, form, with_queue};

/// Requests with the same words.
const EQUAL: usize = 100;

/// A world whose operator is told of this model by its environment, as a chart would.
async fn world(
    name: &str,
    protocol: Protocol,
    stub: &StubLanguageModel,
    more: &[(&str, &str)],
) -> Result<World> {
    let mut world = World::without_operator(name).await?;
    let store = world.namespace.name().to_owned();
    let variables = protocol.environment(stub);
    let variables: Vec<(&str, &str)> = variables
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .chain([("CLOUDWHISPER_MODEL_STORE", store.as_str())])
        .chain(more.iter().copied())
        .collect();
    world.environment(&variables);
    Ok(world)
}

/// Asks for a plan and nothing else.
async fn ask(world: &World, name: &str, prompt: &str, spec: Value) -> Result<()> {
    let mut spec = spec;
    spec["accountRef"] = Value::Null;
    world.ask(name, prompt, spec).await.map(|_| ())
}

/// Asks for a pass now, as `cloudwhisper reconcile` does.
async fn ask_again(world: &World, name: &str) -> Result<()> {
    let asked = json!({ "metadata": { "annotations": { RECONCILE_REQUESTED_AT: "now" } } });
    world.patch(&world.rita, name, asked).await.map(|_| ())
}

/// Waits until that pass has been.
async fn asked_again(world: &World, name: &str) -> DeploymentRequest {
    world
        .until(name, "the pass that was asked for", |request| {
            let handled = request.status.as_ref()?.last_handled_reconcile_at.as_deref();
            (handled == Some("now")).then_some(())
        })
        .await
}

fn has(request: &DeploymentRequest, kind: &str) -> bool {
    let plan = request.status.as_ref().and_then(|status| status.plan.as_ref());
    plan.is_some_and(|plan| plan.resources.iter().any(|it| it.kind == kind))
}

fn reader(request: &DeploymentRequest) -> Option<ParserProvider> {
    Some(request.status.as_ref()?.parsed.as_ref()?.provider)
}

fn unavailable(request: &DeploymentRequest) -> Option<Unavailable> {
    request.status.as_ref()?.model.as_ref()?.unavailable
}

fn tokens(request: &DeploymentRequest) -> u64 {
    let model = request.status.as_ref().and_then(|status| status.model.as_ref());
    model.map_or(0, |model| model.tokens.total())
}

/// Every answer that the operator of this world keeps.
async fn answers(world: &World) -> Result<Vec<String>> {
    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), SYSTEM);
    let mut answers = Vec::new();
    for digit in "0123456789abcdef".chars() {
        let map = maps
            .get_opt(&format!("{}-answers-{digit}", world.namespace.name()))
            .await?;
        answers.extend(
            map.and_then(|map| map.data)
                .into_iter()
                .flatten()
                .map(|(_, text)| text),
        );
    }
    Ok(answers)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_status_shows_what_the_model_understood_and_nobody_is_asked_twice() -> Result<()> {
    for protocol in BOTH {
        Box::pin(asked_once(protocol)).await?;
    }
    Ok(())
}

async fn asked_once(protocol: Protocol) -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    stub.always(with_queue());
    let mut world = world("model", protocol, &stub, &[]).await?;
    world.start_operator()?;
    ask(&world, "meters", PROMPT, json!({})).await?;
    let planned = world.phase("meters", Phase::PlanReady).await;
    assert!(has(&planned, QUEUE), "{protocol:?}");
    let expected = match protocol {
        Protocol::Bedrock => ParserProvider::Bedrock,
        Protocol::OpenAi => ParserProvider::OpenAI,
    };
    assert_eq!(reader(&planned), Some(expected));
    assert_eq!(condition(&planned, PARSED), ("True".into(), "Understood".into()));
    assert!(tokens(&planned) > 0);
    assert_eq!(stub.heard().len(), 1);

    // The same words of another, in the same life and in the next one; and the first once more.
    ask(&world, "again", PROMPT, json!({})).await?;
    let again = world.phase("again", Phase::PlanReady).await;
    assert!(has(&again, QUEUE));
    assert_eq!(tokens(&again), 0, "they were used for the first");
    world.kill_operator()?;
    world.start_operator()?;
    ask(&world, "later", &format!("  {PROMPT}\r\n"), json!({})).await?;
    assert!(has(&world.phase("later", Phase::PlanReady).await, QUEUE));
    world
        .patch(
            &world.rita,
            "meters",
            json!({ "spec": { "region": "us-east-1" } }),
        )
        .await?;
    let moved = world.phase("meters", Phase::PlanReady).await;
    assert!(has(&moved, QUEUE) && reader(&moved) == Some(expected));
    assert_eq!(stub.heard().len(), 1);

    // With the rules alone it is another plan, and back again the answer is still there.
    let parser = |provider: &str| json!({ "spec": { "parser": { "provider": provider } } });
    world.patch(&world.rita, "again", parser("Rules")).await?;
    let by_rules = world.phase("again", Phase::PlanReady).await;
    assert!(!has(&by_rules, QUEUE) && reader(&by_rules) == Some(ParserProvider::Rules));
    world.patch(&world.rita, "again", parser(protocol.name())).await?;
    assert!(has(&world.phase("again", Phase::PlanReady).await, QUEUE));
    assert_eq!(stub.heard().len(), 1);

    let maps: Api<ConfigMap> = Api::namespaced(world.admin.clone(), SYSTEM);
    let used = maps.get(&format!("{}-usage", world.namespace.name())).await?;
    let used = used.data.context("data")?;
    let used: Value = serde_json::from_str(&used["used.json"])?;
    assert_eq!(used["tokens"][world.namespace.name()], tokens(&planned));
    let metrics = world.page("/metrics").await.context("metrics")?;
    assert!(
        metrics.contains("cloudwhisper_language_model_answers_total{source=\"Store\"} 1"),
        "{metrics}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_in_the_model_s_words_and_is_asked_once() -> Result<()> {
    const WORDED: &str = "Is it a website for people, or does another program talk to it?";
    let stub = StubLanguageModel::start().await?;
    stub.always(form(
        &json!({ "questions": [{ "field": "appType", "question": WORDED }] }),
    ));
    let mut world = world("model-asks", Protocol::OpenAi, &stub, &[]).await?;
    world.start_operator()?;
    ask(&world, "app", "Deploy my application", json!({})).await?;
    let asked = world.phase("app", Phase::AwaitingAnswers).await;
    let status = asked.status.as_ref().context("a status")?;
    let questions = &status.clarifications;
    assert_eq!((questions.len(), questions[0].question.as_str()), (1, WORDED));
    assert!(!questions[0].options.is_empty(), "the options are ours");
    world.kill_operator()?;
    world.start_operator()?;
    ask_again(&world, "app").await?;
    asked_again(&world, "app").await;
    assert_eq!(stub.heard().len(), 1, "the object holds what it said");
    let answered = json!({ "spec": { "answers": { "appType": "api" } } });
    world.patch(&world.rita, "app", answered).await?;
    let planned = world.phase("app", Phase::PlanReady).await;
    assert_eq!(reader(&planned), Some(ParserProvider::OpenAI));
    assert_eq!(stub.heard().len(), 2, "the answer is something to read");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_prompts_are_one_call() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    stub.always(with_queue());
    let mut world = world("model-equal", Protocol::OpenAi, &stub, &[]).await?;
    for number in 0..EQUAL {
        ask(&world, &format!("meters-{number}"), PROMPT, json!({})).await?;
    }
    world.start_operator()?;
    let planned = || async {
        let all = world.rita.list(&ListParams::default()).await?.items;
        let planned = all.iter().filter(|request| has(request, QUEUE)).count();
        anyhow::ensure!(planned == EQUAL, "{planned} are planned");
        anyhow::Ok(())
    };
    within(5 * PATIENCE, "all of them to be planned", planned).await?;
    assert_eq!(stub.heard().len(), 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn not_more_are_asked_at_once_than_may_be() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    stub.always(Reply::After(Duration::from_millis(300), Box::new(with_queue())));
    let two = [("CLOUDWHISPER_MODEL_CONCURRENCY", "2")];
    let mut world = world("model-turns", Protocol::OpenAi, &stub, &two).await?;
    world.start_operator()?;
    for number in 2..8 {
        let prompt = format!("{PROMPT}, for {number} cities");
        ask(&world, &format!("meters-{number}"), &prompt, json!({})).await?;
    }
    for number in 2..8 {
        let planned = world.phase(&format!("meters-{number}"), Phase::PlanReady).await;
        assert_eq!(reader(&planned), Some(ParserProvider::OpenAI), "{number}");
    }
    assert_eq!((stub.most_at_once(), stub.heard().len()), (2, 6));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_model_down_the_rules_plan_and_say_so() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    let mut world = world("model-down", Protocol::OpenAi, &stub, &[]).await?;
    stub.always(Reply::Failure(503));
    world.start_operator()?;
    ask(&world, "meters", PROMPT, json!({})).await?;
    let planned = world.phase("meters", Phase::PlanReady).await;
    assert_eq!(reader(&planned), Some(ParserProvider::Rules));
    assert_eq!(unavailable(&planned), Some(Unavailable::Unreachable));
    let status = planned.status.as_ref().context("a status")?;
    let warnings = &status.parsed.as_ref().context("parsed")?.warnings;
    let warning = warnings.iter().find(|it| it.code == "MODEL_UNAVAILABLE");
    let message = &warning.context("a warning")?.message;
    assert!(message.contains("llama3.2"), "{message}");

    // Now that it is back, nothing changes for what is planned, and another prompt is read by it.
    stub.always(with_queue());
    ask_again(&world, "meters").await?;
    let same = asked_again(&world, "meters").await;
    assert_eq!(same.status.and_then(|it| it.plan).map(|it| it.revision), Some(1));
    let other = json!({ "spec": { "prompt": format!("{PROMPT}, for two cities") } });
    world.patch(&world.rita, "meters", other).await?;
    assert_eq!(
        reader(&world.phase("meters", Phase::PlanReady).await),
        Some(ParserProvider::OpenAI)
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_asked_for_by_name_is_waited_for_and_told_of() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    let mut world = world("model-named", Protocol::OpenAi, &stub, &[]).await?;
    stub.always(Reply::Forbidden);
    world.start_operator()?;
    let parser = |provider: &str| json!({ "parser": { "provider": provider } });
    ask(&world, "meters", PROMPT, parser("OpenAI")).await?;
    let refused = world.phase("meters", Phase::Failed).await;
    assert_eq!(
        condition(&refused, READY),
        ("False".into(), "ModelUnavailable".into())
    );
    assert_eq!(unavailable(&refused), Some(Unavailable::NotAllowed));
    let heard = stub.heard().len();
    ask(&world, "elsewhere", PROMPT, parser("Bedrock")).await?;
    let none = world.phase("elsewhere", Phase::Failed).await;
    let error = none.status.and_then(|it| it.last_error).context("an error")?;
    assert!(error.details.contains("CLOUDWHISPER_BEDROCK_MODEL"), "{error:?}");
    assert_eq!(stub.heard().len(), heard, "it isn't asked in vain");

    // The platform team mends the key, and somebody asks for another try.
    stub.always(with_queue());
    ask_again(&world, "meters").await?;
    let planned = world.phase("meters", Phase::PlanReady).await;
    assert_eq!(reader(&planned), Some(ParserProvider::OpenAI));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_namespace_that_has_spent_its_tokens_is_planned_by_the_rules() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    stub.always(with_queue());
    let no_tokens = [("CLOUDWHISPER_MODEL_TOKENS_PER_DAY", "100")];
    let mut world = world("model-spent", Protocol::OpenAi, &stub, &no_tokens).await?;
    world.start_operator()?;
    ask(&world, "meters", PROMPT, json!({})).await?;
    let planned = world.phase("meters", Phase::PlanReady).await;
    assert_eq!(reader(&planned), Some(ParserProvider::Rules));
    assert_eq!(unavailable(&planned), Some(Unavailable::BudgetSpent));
    ask(
        &world,
        "named",
        PROMPT,
        json!({ "parser": { "provider": "OpenAI" } }),
    )
    .await?;
    let waits = world
        .until("named", "what it waits for", |request| {
            (condition(request, READY).1 == "ModelUnavailable").then_some(())
        })
        .await;
    assert_eq!(condition(&waits, "Reconciling").0, "True", "it is asked tomorrow");
    assert!(stub.heard().is_empty());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operator_of_some_namespaces_keeps_answers_with_the_rights_for_it() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    stub.always(with_queue());
    let mut world = world("model-scoped", Protocol::OpenAi, &stub, &[]).await?;
    let own = world.namespace.name().to_owned();
    world.act_namespaced().await?;
    world.serve_by_role(&own).await?;
    world.start_operator()?;
    // Without the rights it plans all the same.
    ask(&world, "meters", PROMPT, json!({})).await?;
    assert!(has(&world.phase("meters", Phase::PlanReady).await, QUEUE));
    assert!(answers(&world).await?.is_empty());
    assert!(world.log().contains("can't be kept"), "the log says it");

    let yaml = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/config/rbac/language-models.yaml"
    ))?;
    let yaml = yaml
        .replace("cloudwhisper-operator", &own)
        .replace("cloudwhisper-models", &own);
    apply_yaml(&world.admin, &yaml).await?;
    ask(&world, "more", &format!("{PROMPT}, for two cities"), json!({})).await?;
    world.phase("more", Phase::PlanReady).await;
    assert_eq!(answers(&world).await?.len(), 1);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_private_is_neither_sent_nor_kept_and_stands_in_the_plan() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    stub.always(with_queue());
    let mut world = world("model-private", Protocol::OpenAi, &stub, &[]).await?;
    world.start_operator()?;
    let private = format!("{PROMPT}, alarms to priya.sharma@jalboard.in");
    ask(&world, "meters", &private, json!({})).await?;
    let planned = world.phase("meters", Phase::PlanReady).await;
    assert_eq!(reader(&planned), Some(ParserProvider::OpenAI));
    let sent = format!("{:?}", stub.heard());
    let kept = answers(&world).await?;
    assert_eq!(kept.len(), 1);
    let kept = kept.concat();
    let log = world.log();
    for (place, text) in [("the model", sent), ("the store", kept), ("the log", log)] {
        assert!(!text.contains("jalboard"), "{place} has it");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_hangs_holds_up_nobody_else() -> Result<()> {
    let stub = StubLanguageModel::start().await?;
    let long = Duration::from_secs(30);
    stub.always(Reply::After(long, Box::new(with_queue())));
    let patience = [("CLOUDWHISPER_MODEL_TIMEOUT_SECONDS", "2")];
    let mut world = world("model-hangs", Protocol::OpenAi, &stub, &patience).await?;
    world.start_operator()?;
    ask(&world, "meters", PROMPT, json!({})).await?;
    world
        .until("meters", "what it waits for", |request| {
            (condition(request, READY).1 == "AskingModel").then_some(())
        })
        .await;
    ask(
        &world,
        "rules",
        PROMPT,
        json!({ "parser": { "provider": "Rules" } }),
    )
    .await?;
    world.phase("rules", Phase::PlanReady).await;
    let begun = Instant::now();
    let planned = world.phase("meters", Phase::PlanReady).await;
    assert!(begun.elapsed() < long, "it is not waited out");
    assert_eq!(unavailable(&planned), Some(Unavailable::TimedOut));
    Ok(())
}
