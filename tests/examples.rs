//! The examples, as the README has people take them: by kubectl, from prompt to `Ready`.

mod support;

use std::io::Write;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, ensure};
use cloudwhisper_testbed::{ALICE, RITA};
use serde_json::json;
use support::World;
use tempfile::TempPath;

/// Name, file, and the answer to its question where it has one.
const EXAMPLES: [(&str, &str, Option<&str>); 4] = [
    ("orders", "orders-api.yaml", None),
    ("portfolio", "portfolio-site.yaml", None),
    ("dukaan", "dukaan-container.yaml", None),
    (
        "mera-app",
        "ambiguous.yaml",
        Some(r#"{"spec":{"answers":{"appType":"static-site"}}}"#),
    ),
];

/// A person at a terminal.
struct Person {
    kubeconfig: TempPath,
    namespace: String,
}

impl Person {
    fn new(world: &World, user: &str) -> Result<Self> {
        Ok(Self {
            kubeconfig: world.bed.cluster.kubeconfig_for(user)?,
            namespace: world.namespace.name().to_owned(),
        })
    }

    /// What the command prints.
    fn runs(&self, program: &str, args: &[&str], stdin: &str) -> Result<String> {
        let mut command = Command::new(program);
        command
            .args(["--namespace", &self.namespace])
            .args(args)
            .env("KUBECONFIG", &self.kubeconfig)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("starting {program}"))?;
        let mut input = child.stdin.take().context("it has a stdin")?;
        input.write_all(stdin.as_bytes())?;
        drop(input);
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&stderr);
        ensure!(status.success(), "{program} {}: {said}", args.join(" "));
        Ok(String::from_utf8(stdout)?)
    }

    fn kubectl(&self, args: &[&str]) -> Result<String> {
        self.runs("kubectl", args, "")
    }

    fn waits_for(&self, name: &str, what: &str) -> Result<String> {
        let request = format!("deploymentrequest/{name}");
        let what = format!("--for={what}");
        self.kubectl(&["wait", &request, &what, "--timeout=120s"])
    }

    /// `kubectl apply` of the file. Only the account is this test's own, and the label by which its operator knows it.
    fn applies(&self, file: &str, world: &World) -> Result<()> {
        let path = format!("{}/examples/{file}", env!("CARGO_MANIFEST_DIR"));
        let own = json!({
            "metadata": { "labels": { "cloudwhisper.dev/test": self.namespace } },
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
        let manifest = self.kubectl(&local)?;
        self.runs("kubectl", &["apply", "-f", "-"], &manifest)?;
        Ok(())
    }
}

#[tokio::test]
async fn each_example_is_applied_answered_approved_and_becomes_ready() -> Result<()> {
    let world = World::new("examples").await?;
    let (rita, alice) = (Person::new(&world, RITA)?, Person::new(&world, ALICE)?);
    for (_, file, _) in EXAMPLES {
        rita.applies(file, &world)?;
    }
    for (name, _, answer) in EXAMPLES {
        if let Some(answer) = answer {
            rita.waits_for(name, "jsonpath={.status.phase}=AwaitingAnswers")?;
            rita.kubectl(&["patch", "deploymentrequest", name, "--type=merge", "-p", answer])?;
        }
        rita.waits_for(name, "jsonpath={.status.phase}=AwaitingApproval")?;
        alice.runs(
            env!("CARGO_BIN_EXE_cloudwhisper"),
            &["approve", name, "--yes"],
            "",
        )?;
    }
    for (name, ..) in EXAMPLES {
        rita.waits_for(name, "condition=Ready")
            .with_context(|| world.log())?;
    }
    let table = rita.kubectl(&["get", "dr"])?;
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
