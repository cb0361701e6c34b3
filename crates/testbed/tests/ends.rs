//! Nothing outlives its owner, however the owner ends.

use anyhow::{Context, Result};
use cloudwhisper_testbed::{ControlPlane, LocalStack, eventually};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

const SOON: Duration = Duration::from_secs(10);

/// What a test bed consists of: two keepers, etcd, kube-apiserver, kube-controller-manager, LocalStack.
const PROCESSES: usize = 6;

/// `testbed up` that has printed that it is ready, with both parts of its own, whatever this test run has been given.
fn up() -> Result<(Child, PathBuf)> {
    let mut up = Command::new(env!("CARGO_BIN_EXE_testbed"))
        .arg("up")
        .env_remove("KUBECONFIG")
        .env_remove("CLOUDWHISPER_AWS_ENDPOINT")
        .env_remove("CLOUDWHISPER_TESTBED_KEEP")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut printed = BufReader::new(up.stdout.take().context("no stdout")?).lines();
    let mut line = || {
        printed
            .next()
            .context("`testbed up` ended before it was ready")?
            .context("not text")
    };
    let kubeconfig = line()?;
    let folder = kubeconfig
        .strip_prefix("export KUBECONFIG=")
        .and_then(|file| Path::new(file).parent());
    let folder = folder
        .with_context(|| format!("no kubeconfig in {kubeconfig}"))?
        .to_owned();
    assert!(line()?.starts_with("export CLOUDWHISPER_AWS_ENDPOINT=http://127.0.0.1:"));
    assert!(line()?.starts_with("# ready after "));
    Ok((up, folder))
}

/// Children of a process, their children, and so on.
fn descendants(parent: u32) -> Vec<u32> {
    // The kernel lists a child with the thread that started it.
    let threads = fs::read_dir(format!("/proc/{parent}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<u32> = lists
        .collect::<String>()
        .split_whitespace()
        .filter_map(|id| id.parse().ok())
        .collect();
    children
        .iter()
        .flat_map(|child| [vec![*child], descendants(*child)].concat())
        .collect()
}

/// Whether a process runs. One that has ended, but that nobody has asked about yet (a zombie), does not.
fn runs(id: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    stat.rsplit_once(") ")
        .is_some_and(|(_, state)| !state.starts_with(['Z', 'X']))
}

fn running(ids: &[u32]) -> Vec<u32> {
    ids.iter().copied().filter(|id| runs(*id)).collect()
}

#[tokio::test]
async fn a_killed_owner_leaves_no_process_and_no_folder_behind() -> Result<()> {
    let (mut up, folder) = up()?;
    let ids = descendants(up.id());
    assert_eq!(running(&ids).len(), PROCESSES);
    up.kill()?; // SIGKILL: no code of the owner's runs any more
    up.wait()?;
    eventually(SOON, "every process to be gone", || async {
        let left = running(&ids);
        if left.is_empty() {
            Ok(())
        } else {
            Err(format!("{left:?} still ran"))
        }
    })
    .await;
    eventually(SOON, "the data to be gone", || async { !folder.exists() }).await;
    Ok(())
}

#[tokio::test]
async fn a_killed_keeper_takes_its_processes_along() -> Result<()> {
    let localstack = LocalStack::start().await?;
    let (folder, pids) = (localstack.folder().to_owned(), localstack.pids());
    let of = |name: &str| {
        pids.iter()
            .find(|(found, _)| found == name)
            .map(|(_, id)| *id)
            .with_context(|| format!("no {name}"))
    };
    let (keeper, kept) = (of("keeper")?, of("localstack")?);
    assert!(
        Command::new("kill")
            .args(["-KILL", &keeper.to_string()])
            .status()?
            .success()
    );
    eventually(SOON, "LocalStack to be gone", || async { !runs(kept) }).await;
    fs::remove_dir_all(folder)?; // the one thing that nobody is left to do
    Ok(())
}

#[tokio::test]
async fn up_ends_when_its_input_is_closed() -> Result<()> {
    let (mut up, folder) = up()?;
    let ids = descendants(up.id());
    assert_eq!(running(&ids).len(), PROCESSES);
    drop(up.stdin.take());
    assert!(up.wait()?.success());
    assert_eq!(running(&ids), [0; 0], "it returns when everything has ended");
    assert!(!folder.exists());
    Ok(())
}

#[tokio::test]
async fn what_is_dropped_has_ended_when_the_drop_returns_even_in_a_panic() -> Result<()> {
    let (control_plane, localstack) = tokio::try_join!(ControlPlane::start(), LocalStack::start())?;
    let ids: Vec<_> = control_plane
        .pids()
        .into_iter()
        .chain(localstack.pids())
        .map(|(_, id)| id)
        .collect();
    let folder = control_plane.folder().to_owned();
    assert_eq!(running(&ids).len(), PROCESSES);
    let panicked = tokio::spawn(async move {
        let _owned = (control_plane, localstack);
        panic!("a test failed");
    });
    assert!(panicked.await.is_err());
    assert_eq!(running(&ids), [0; 0]);
    assert!(!folder.exists());
    Ok(())
}
