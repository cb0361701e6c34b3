//! What the planner writes is taken by a real CloudFormation engine: a change set for each of the first users' prompts.

mod support;

use anyhow::{Context, Result};
use aws_sdk_cloudformation::types::{Capability, ChangeSetType};
use cloudwhisper_testbed::eventually;
use support::{PATIENCE, World};

const PROMPTS: [&str; 6] = [
    "Mujhe ek React website deploy karni hai, free tier mein",
    "API banao Node.js mein with database, ₹500 per month",
    "Deploy a React website with free tier",
    "Create a REST API with Node.js and database, under $10/month",
    "Ek static website banao portfolio ke liye, ₹200 mahine ke andar, Mumbai region mein",
    "ऑनलाइन दुकान के लिए एक कंटेनर सेवा चाहिए, पोर्ट 8080, डेटाबेस के बिना, बजट ₹4000 प्रति माह",
];

#[tokio::test]
async fn the_plan_of_each_example_prompt_is_accepted_as_a_change_set() -> Result<()> {
    let world = World::without_operator("change-sets").await?;
    let cloudformation = world.cloudformation().await;
    for (number, prompt) in PROMPTS.iter().enumerate() {
        let template = template_of(prompt)?;
        let stack = format!("{}-{number}", world.namespace.stack_prefix());
        cloudformation
            .create_change_set()
            .stack_name(&stack)
            .change_set_name("first")
            .change_set_type(ChangeSetType::Create)
            .capabilities(Capability::CapabilityIam)
            .template_body(template)
            .send()
            .await
            .with_context(|| format!("the plan of: {prompt}"))?;
        let ready = || async {
            let answer = cloudformation
                .describe_change_set()
                .stack_name(&stack)
                .change_set_name("first")
                .send()
                .await?;
            let status = answer
                .status()
                .map(|status| status.as_str().to_owned())
                .unwrap_or_default();
            anyhow::ensure!(
                status == "CREATE_COMPLETE",
                "{status}: {:?}",
                answer.status_reason()
            );
            Ok(answer.changes().len())
        };
        let changes = eventually(PATIENCE, &format!("the change set of: {prompt}"), ready).await;
        assert!(changes > 0, "{prompt}");
    }
    Ok(())
}

/// The template in what `cloudwhisper plan -o json` prints, as a person would get it: no cluster, no account, no network.
fn template_of(prompt: &str) -> Result<String> {
    let answer = std::process::Command::new(env!("CARGO_BIN_EXE_cloudwhisper"))
        .args(["plan", prompt, "-o", "json"])
        .env_clear()
        .output()?;
    let document: serde_json::Value = serde_json::from_slice(&answer.stdout)
        .with_context(|| String::from_utf8_lossy(&answer.stderr).into_owned())?;
    let template = document["artifacts"]["cloudformation"]
        .as_str()
        .map(str::to_owned);
    template.with_context(|| format!("no template: {}", document["error"]))
}
