//! What the commands say of a request in a cluster, in a pipe and at a terminal, from its plan to its second revision.

mod support;

use anyhow::Result;
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_testbed::{ALICE, RITA};
use serde_json::json;
use support::World;
use support::person::Person;

const HINGLISH: &str = "Ek static website banao portfolio ke liye, ₹200 mahine ke andar, Mumbai region mein";

/// What each command prints, in a pipe and then at a terminal.
fn told(person: &Person, commands: &[&[&str]]) -> Result<String> {
    let mut story = Vec::new();
    for command in commands {
        let line = command.join(" ");
        let (piped, terminal) = (
            person.cloudwhisper(command)?,
            person
                .cloudwhisper_at_a_terminal(command)?
                .replace('\u{1b}', "ESC"),
        );
        story.push(format!(
            "$ cloudwhisper {line} | cat\n{piped}\n$ cloudwhisper {line}\n{terminal}\n"
        ));
    }
    Ok(story.concat())
}

/// What differs from run to run, by what it is.
fn masked(world: &World) -> insta::internals::SettingsBindDropGuard {
    let mut settings = insta::Settings::clone_current();
    for (found, stands_for) in [
        (world.account().as_str(), "ACCOUNT-NAME"),
        (world.namespace.name(), "NAMESPACE"),
        (world.namespace.aws_account(), "ACCOUNT"),
        (r"sha256:[0-9a-f]{64}", "DIGEST"),
        (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", "TIME"),
        (r"sha256:[0-9a-f]{12}", "SHORT-DIGEST"),
        (r"[a-z0-9]+\.cloudfront\.net", "SITE.cloudfront.net"),
        (r"\b(t-portfolio)-[0-9a-f]{12}", "$1-ID"),
        (r"(sitebucket)-[0-9a-f]+", "$1-ID"),
        (r"\bE[0-9A-Z]{13}\b", "DISTRIBUTION"),
        // With the room behind it: a figure more moves what stands beside.
        (r" +(\d+m)?\d+s\b *", " SECONDS "),
    ] {
        settings.add_filter(found, stands_for);
    }
    settings.bind_to_scope()
}

#[tokio::test]
async fn each_command_tells_of_a_request_in_its_own_language() -> Result<()> {
    let world = World::new("commands").await?;
    let (rita, alice) = (Person::new(&world, RITA)?, Person::new(&world, ALICE)?);
    let _masked = masked(&world);

    world.ask("portfolio", HINGLISH, json!({})).await?;
    world.phase("portfolio", Phase::AwaitingApproval).await;
    insta::assert_snapshot!(
        "before_the_approval",
        told(
            &rita,
            &[
                &["get"],
                &["status", "portfolio"],
                &["preview", "portfolio"],
                &["outputs", "portfolio"]
            ]
        )?
    );

    alice.cloudwhisper(&["approve", "portfolio", "--yes"])?;
    world.phase("portfolio", Phase::Ready).await;
    insta::assert_snapshot!(
        "while_it_runs",
        told(
            &rita,
            &[
                &["get"],
                &["status", "portfolio"],
                &["outputs", "portfolio"],
                &["history", "portfolio"]
            ]
        )?
    );

    let wider = json!({ "spec": { "prompt": format!("{HINGLISH}, aur orders ke liye ek DynamoDB table") } });
    world.patch(&world.rita, "portfolio", wider).await?;
    world.phase("portfolio", Phase::AwaitingApproval).await;
    insta::assert_snapshot!(
        "a_change_waits",
        told(&rita, &[&["status", "portfolio"], &["diff", "portfolio"]])?
    );
    Ok(())
}
