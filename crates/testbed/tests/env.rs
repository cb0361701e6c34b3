//! What the environment names is used in place of what we would start, and `testbed exec` hands it on.

use anyhow::{Context, Result};
use std::{
    fs,
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Command, Output},
};

/// A kubeconfig for a cluster that need not exist.
fn kubeconfig(folder: &Path, server: &str) -> Result<String> {
    let file = folder.join("kubeconfig");
    let text = format!(
        r#"{{ "apiVersion": "v1", "kind": "Config", "current-context": "c",
            "clusters": [{{ "name": "mine", "cluster": {{ "server": "{server}" }} }}],
            "users": [{{ "name": "me", "user": {{ "token": "t" }} }}],
            "contexts": [{{ "name": "c", "context": {{ "cluster": "mine", "user": "me" }} }}] }}"#
    );
    fs::write(&file, text)?;
    Ok(file.to_str().context("a path in Unicode")?.to_owned())
}

fn exec(kubeconfig: &str, command: &[&str]) -> Result<Output> {
    Ok(Command::new(env!("CARGO_BIN_EXE_testbed"))
        .args(["exec", "--"])
        .args(command)
        .env("KUBECONFIG", kubeconfig)
        .env("CLOUDWHISPER_AWS_ENDPOINT", "http://127.0.0.1:9")
        .env("CLOUDWHISPER_TESTBED_DIR", "/nowhere") // so that nothing can be started
        .env_remove("CLOUDWHISPER_TESTBED_ANY_CLUSTER")
        .output()?)
}

#[test]
fn a_cluster_and_an_endpoint_that_are_named_are_used_as_they_are() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kubeconfig = kubeconfig(folder.path(), "https://127.0.0.1:6443")?;
    let output = exec(
        &kubeconfig,
        &["sh", "-c", "echo $KUBECONFIG $CLOUDWHISPER_AWS_ENDPOINT"],
    )?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stdout).trim(),
        format!("{kubeconfig} http://127.0.0.1:9")
    );
    Ok(())
}

#[test]
fn exec_exits_as_its_command_did() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kubeconfig = kubeconfig(folder.path(), "https://localhost:6443")?;
    assert_eq!(exec(&kubeconfig, &["sh", "-c", "exit 7"])?.status.code(), Some(7));
    let killed = exec(&kubeconfig, &["sh", "-c", "kill -9 $$"])?.status;
    assert_eq!(
        (killed.code(), killed.signal()),
        (Some(137), None),
        "as a shell reports it"
    );
    Ok(())
}

#[test]
fn a_cluster_elsewhere_is_refused_because_tests_write_to_all_of_it() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let output = exec(&kubeconfig(folder.path(), "https://prod.example.com")?, &["true"])?;
    assert!(!output.status.success());
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(
        message.contains("https://prod.example.com, which is not on this machine"),
        "{message}"
    );
    assert!(
        message.contains("CLOUDWHISPER_TESTBED_ANY_CLUSTER=1"),
        "{message}"
    );
    Ok(())
}

#[test]
fn without_make_testbed_the_remedy_is_named() -> Result<()> {
    let output = Command::new(env!("CARGO_BIN_EXE_testbed"))
        .args(["exec", "--", "true"])
        .env_remove("KUBECONFIG")
        .env_remove("CLOUDWHISPER_AWS_ENDPOINT")
        .env("CLOUDWHISPER_TESTBED_DIR", "/nowhere")
        .output()?;
    assert!(!output.status.success());
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("run `make testbed` once"), "{message}");
    Ok(())
}
