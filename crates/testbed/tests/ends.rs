//! Nothing outlives its owner, however the owner ends.

use anyhow::{Context, Result, ensure};
use cloudwhisper_testbed::{ControlPlane, LocalStack, eventually};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

const SOON: Duration = Duration::from_secs(10);

/// `testbed up` with both parts of its own, whatever this test run has been given.
fn up() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_testbed"));
    command
        .arg("up")
        .env_remove("KUBECONFIG")
        .env_remove("CLOUDWHISPER_AWS_ENDPOINT")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

/// The folder of the kubeconfig that a `testbed up` prints when it is ready.
fn folder_once_ready(up: &mut Child) -> Result<PathBuf> {
    let lines = BufReader::new(up.stdout.take().context("no stdout")?)
        .lines()
        .collect_until_ready()?;
    let kubeconfig = lines
        .iter()
        .find_map(|line| line.strip_prefix("export KUBECONFIG="))
        .context("no KUBECONFIG printed")?;
    ensure!(
        lines
            .iter()
            .any(|line| line.starts_with("export CLOUDWHISPER_AWS_ENDPOINT=http://127.0.0.1:")),
        "{lines:?}"
    );
    Ok(Path::new(kubeconfig).parent().context("no folder")?.to_owned())
}

trait UntilReady {
    fn collect_until_ready(self) -> Result<Vec<String>>;
}

impl<I: Iterator<Item = std::io::Result<String>>> UntilReady for I {
    fn collect_until_ready(mut self) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        while !lines
            .last()
            .is_some_and(|line: &String| line.starts_with("# ready"))
        {
            lines.push(self.next().context("testbed up ended before it was ready")??);
        }
        Ok(lines)
    }
}

/// All descendants of a process: the keepers, and what they keep.
fn descendants(parent: u32) -> Vec<u32> {
    let children =
        std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
    // A thread's children are listed with the thread, so look at all threads.
    let threads = std::fs::read_dir(format!("/proc/{parent}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let of_threads =
        threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    let mut found: Vec<u32> = of_threads
        .chain([children])
        .flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|id| id.parse().ok())
        .collect();
    found.sort_unstable();
    found.dedup();
    let grandchildren: Vec<_> = found.iter().flat_map(|child| descendants(*child)).collect();
    found.extend(grandchildren);
    found
}

/// Whether a process with this id runs. One that has ended but not been waited for yet does not.
fn runs(id: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{id}/stat")).is_ok_and(|stat| {
        !stat
            .rsplit_once(')')
            .is_some_and(|(_, state)| state.trim_start().starts_with(['Z', 'X']))
    })
}

async fn all_end(ids: &[u32]) {
    eventually(SOON, "every process to be gone", || async {
        let left: Vec<_> = ids.iter().filter(|id| runs(**id)).collect();
        if left.is_empty() {
            Ok(())
        } else {
            Err(format!("{left:?} still ran"))
        }
    })
    .await;
}

#[tokio::test]
async fn a_killed_owner_leaves_no_process_and_no_folder_behind() -> Result<()> {
    let mut up = up().spawn()?;
    let folder = folder_once_ready(&mut up)?;
    let ids = descendants(up.id());
    assert_eq!(
        ids.len(),
        6,
        "two keepers, etcd, kube-apiserver, kube-controller-manager, LocalStack"
    );
    assert!(ids.iter().all(|id| runs(*id)));
    up.kill()?; // SIGKILL: nothing of ours can run any more
    up.wait()?;
    all_end(&ids).await;
    eventually(SOON, "the data to be gone", || async { !folder.exists() }).await;
    Ok(())
}

#[tokio::test]
async fn up_ends_when_its_input_is_closed() -> Result<()> {
    let mut up = up().spawn()?;
    let folder = folder_once_ready(&mut up)?;
    let ids = descendants(up.id());
    drop(up.stdin.take());
    assert!(up.wait()?.success());
    assert_eq!(
        ids.iter().filter(|id| runs(**id)).count(),
        0,
        "it returns when everything has ended"
    );
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
    let panicked = tokio::spawn(async move {
        let _owned = (control_plane, localstack);
        panic!("a test failed");
    });
    assert!(panicked.await.is_err());
    assert_eq!(ids.len(), 6);
    assert_eq!(ids.iter().filter(|id| runs(**id)).count(), 0);
    assert!(!folder.exists());
    Ok(())
}
