//! The examples, as the README has people take them: by kubectl, from prompt to `Ready`.

mod support;

use anyhow::{Context, Result};
use cloudwhisper_testbed::{ALICE, RITA};
use serde_json::json;
use support::World;
use support::person::Person;

/// Name, file, and the answer to its question where it has one.
const EXAMPLES: [(&str, &str, Option<&str>); 5] = [
    ("orders", "orders-api.yaml", None),
    ("portfolio", "portfolio-site.yaml", None),
    ("dukaan", "dukaan-container.yaml", None),
    (
        "mera-app",
        "ambiguous.yaml",
        Some(r#"{"spec":{"answers":{"appType":"static-site"}}}"#),
    ),
    // Waits for the first one to run.
    ("deliveries", "deliveries-api.yaml", None),
];

fn waits_for(person: &Person, name: &str, what: &str) -> Result<String> {
    let request = format!("deploymentrequest/{name}");
    let what = format!("--for={what}");
    person.kubectl(&["wait", &request, &what, "--timeout=120s"], "")
}

/// `kubectl apply` of the file. Only the account is this test's own, and the label by which its operator knows it.
fn applies(person: &Person, file: &str, world: &World) -> Result<()> {
    let path = format!("{}/examples/{file}", env!("CARGO_MANIFEST_DIR"));
    let own = json!({
        "metadata": { "labels": { "cloudwhisper.dev/test": world.namespace.name() } },
        "spec": { "accountRef": { "name": world.account() } },
    });
    let patch = own.to_string();
    let local = [
        "patch",
        "--local",
        "-f",
        &path,
        "--type=merge",
        "-p",
        &patch,
        "-o",
        "yaml",
    ];
    let manifest = person.kubectl(&local, "")?;
    person.kubectl(&["apply", "-f", "-"], &manifest)?;
    Ok(())
}

#[tokio::test]
async fn each_example_is_applied_answered_approved_and_becomes_ready() -> Result<()> {
    let world = World::new("examples").await?;
    let (rita, alice) = (Person::new(&world, RITA)?, Person::new(&world, ALICE)?);
    for (_, file, _) in EXAMPLES {
        applies(&rita, file, &world)?;
    }
    for (name, _, answer) in EXAMPLES {
        if let Some(answer) = answer {
            waits_for(&rita, name, "jsonpath={.status.phase}=AwaitingAnswers")?;
            rita.kubectl(
                &["patch", "deploymentrequest", name, "--type=merge", "-p", answer],
                "",
            )?;
        }
        waits_for(&rita, name, "jsonpath={.status.phase}=AwaitingApproval")?;
        alice.cloudwhisper(&["approve", name, "--yes"])?;
    }
    for (name, ..) in EXAMPLES {
        waits_for(&rita, name, "condition=Ready").with_context(|| world.log())?;
    }
    let table = rita.kubectl(&["get", "dr"], "")?;
    let mut lines = table.lines();
    let columns = lines.next().unwrap_or_default();
    for column in ["NAME", "PHASE", "READY", "COST (USD)", "COST (INR)", "URL", "AGE"] {
        assert!(columns.contains(column), "{columns}");
    }
    let rows: Vec<_> = lines.collect();
    assert_eq!(rows.len(), EXAMPLES.len(), "{table}");
    for row in rows {
        assert!(
            row.contains("Ready") && row.contains("True") && row.contains("http"),
            "{row}"
        );
    }
    Ok(())
}
