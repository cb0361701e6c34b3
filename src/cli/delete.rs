//! `delete`: says first what becomes of the stack, then deletes exactly the object that it spoke of.

use cloudwhisper_api::deployment_request::{DeletionPolicy, DeploymentRequest};
use kube::ResourceExt;
use kube::api::{DeleteParams, Preconditions};

use super::ask::{confirm, somebody_is_there};
use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{note, show};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Don't ask.
    #[arg(short, long)]
    yes: bool,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    note(&told(&request));
    if !args.yes && !agreed(&args.name)? {
        note("Nothing was deleted.");
        return Ok(Exit::Failed);
    }
    // An object made anew under this name in the meantime is not what the person agreed to.
    let preconditions = Preconditions {
        uid: request.uid(),
        resource_version: None,
    };
    let params = DeleteParams {
        preconditions: Some(preconditions),
        ..DeleteParams::default()
    };
    if let Err(error) = cluster.requests().delete(&args.name, &params).await {
        return Err(cluster.not_done("delete", &args.name, &error).await);
    }
    show(&format!("{} is being deleted.\n", args.name))?;
    Ok(Exit::Done)
}

fn agreed(name: &str) -> Result<bool, Failure> {
    if !somebody_is_there() {
        return Err(
            Failure::usage("there is nobody to ask").remedy("Say --yes to delete without being asked.")
        );
    }
    confirm(&format!("Delete {name}?"))
}

fn told(request: &DeploymentRequest) -> String {
    let deployment = request
        .status
        .as_ref()
        .and_then(|status| status.deployment.as_ref());
    let Some(deployment) = deployment.filter(|deployment| deployment.stack_arn.is_some()) else {
        return format!(
            "{} has no stack on AWS: only the request goes.",
            request.name_any()
        );
    };
    let stack = format!(
        "The stack {} in {}/{}",
        deployment.stack_name, deployment.account, deployment.region
    );
    match request.spec.deletion_policy {
        DeletionPolicy::Retain => format!(
            "{stack} stays, runs on and goes on costing money (spec.deletionPolicy: Retain). \
             To have it deleted too, set deletionPolicy to Delete first."
        ),
        DeletionPolicy::Delete => format!(
            "{stack} is deleted with the request (spec.deletionPolicy: Delete). \
             Resources that hold data are kept by AWS; an Event names them."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, ready};

    #[test]
    fn what_becomes_of_the_stack_is_said_first() {
        let mut kept = ready();
        kept.spec.deletion_policy = DeletionPolicy::Retain;
        let mut deleted = ready();
        deleted.spec.deletion_policy = DeletionPolicy::Delete;
        insta::assert_snapshot!(
            [asked(), kept, deleted]
                .iter()
                .map(told)
                .collect::<Vec<_>>()
                .join("\n")
        );
    }
}
