//! Prompts that no person would write, and that the schema takes.

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::Phase;
use kube::api::PostParams;
use serde_json::json;

use crate::support::World;
use crate::{SITE, all_is_well_beside};

fn prompts() -> Vec<String> {
    let of = |text: &str| text.to_owned();
    vec![
        of(" \t\n "),
        of("\u{1}\u{7}\u{8}\u{1b}[31m\u{7f}\u{9b}"),
        of("Deploy\u{0} a static\u{0} website"),
        of("\u{202e}iabmuM ni etisbew citats a yolpeD\u{202c}"),
        of("\u{2066}\u{2067}\u{200f}\u{200e}\u{61c}"),
        of("\u{300}\u{301}\u{93e}\u{94d}\u{fe0f}"),
        format!(
            "D\u{300}e\u{301}p\u{302}loy a static website{}",
            "\u{35c}".repeat(500)
        ),
        of("\u{feff}\u{200b}\u{200d}\u{2060}\u{ad}"),
        "\u{1f4a9}\u{200d}".repeat(1000),
        "a".repeat(16_384),
        "क".repeat(5461),
        "website, ".repeat(1820),
        "((((".repeat(4096),
        of("${AWS::AccountId} {\"Ref\": \"AWS::Region\"} !Sub '${x}' {{ outputs.a.b }} {{resolve:ssm:/x}}"),
        of("apiVersion: v1\nkind: Secret\n---\n- *a\n"),
        of("Deploy 99999999999999999999999999999999 websites under -1e309 dollars for ∞ users"),
        of("\u{e000}\u{f8ff}\u{10ffff}\u{fffd}"),
        format!("{SITE}\u{0}\u{202e} and \u{1b}]0;title\u{7}"),
    ]
}

#[tokio::test]
async fn whatever_is_asked_ends_in_a_plan_a_question_or_an_error_that_says_what_to_do() -> Result<()> {
    let world = World::new("odd-prompts").await?;
    let prompts = prompts();
    for (number, prompt) in prompts.iter().enumerate() {
        let mut request = world.request(&format!("odd-{number}"), prompt, &json!({}));
        request.spec.account_ref = None;
        let created = world.rita.create(&PostParams::default(), &request).await;
        created.with_context(|| format!("{prompt:?}"))?;
    }
    for (number, prompt) in prompts.iter().enumerate() {
        let start: String = prompt.chars().take(40).collect();
        let done = world
            .until(
                &format!("odd-{number}"),
                &format!("an end of {start:?}"),
                |request| {
                    let status = request.status.as_ref()?;
                    let ended = matches!(
                        status.phase,
                        Some(Phase::PlanReady | Phase::AwaitingAnswers | Phase::Failed)
                    );
                    (ended && Some(status.observed_generation) == request.metadata.generation).then_some(())
                },
            )
            .await;
        let status = done.status.context("a status")?;
        match status.phase {
            Some(Phase::PlanReady) => assert!(status.plan.is_some(), "{start:?}"),
            Some(Phase::AwaitingAnswers) => assert!(!status.clarifications.is_empty(), "{start:?}"),
            _ => {
                let error = status
                    .last_error
                    .with_context(|| format!("an error of {start:?}"))?;
                assert!(
                    !error.message.is_empty() && !error.details.is_empty(),
                    "{start:?}"
                );
            }
        }
    }
    all_is_well_beside(&world, "odd prompts").await
}
