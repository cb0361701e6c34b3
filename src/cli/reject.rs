//! `reject`: takes an approval back. A deployment that AWS is at goes on; nothing new is begun.

use std::fmt::Write;

use cloudwhisper_api::deployment_request::{ApprovalMode, DeploymentRequest, Phase};
use kube::ResourceExt;
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::show;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let now = if request.spec.approval.plan_digest.is_some() {
        let patch = json!({
            // An object that was made anew under this name is another one.
            "metadata": { "uid": request.uid() },
            "spec": { "approval": { "planDigest": null, "approver": null } },
        });
        cluster.patch(&args.name, &patch).await?
    } else {
        request.clone()
    };
    show(&told(&request, &now))?;
    Ok(Exit::Done)
}

/// `now` is the object without its approval: AWS may have begun since it was read.
fn told(request: &DeploymentRequest, now: &DeploymentRequest) -> String {
    let (name, namespace) = (request.name_any(), request.namespace().unwrap_or_default());
    let mut text = match request.spec.approval.plan_digest {
        Some(digest) => format!("The approval of {name} for {digest} is taken back.\n"),
        None => format!("No plan of {name} is approved by a person: there is nothing to take back.\n"),
    };
    if request.spec.approval.mode == ApprovalMode::WithinBudget {
        text.push_str(
            "Plans within the budget are still approved by themselves (spec.approval.mode: WithinBudget).\n",
        );
    }
    if now.status.as_ref().and_then(|status| status.phase) == Some(Phase::Deploying) {
        text.push_str("AWS is deploying already and goes on with it.\n");
    }
    let _ = writeln!(
        text,
        "To ask for something else, change the prompt: kubectl -n {namespace} edit dr {name}"
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{awaiting_approval, deploying};

    #[test]
    fn it_says_what_was_taken_back_and_what_goes_on() {
        let (asked, begun) = (awaiting_approval(), deploying());
        insta::assert_snapshot!([told(&asked, &asked), told(&begun, &begun)].join("----\n"));
        assert!(
            told(&asked, &begun).contains("AWS is deploying already"),
            "it began in the same moment"
        );
    }
}
