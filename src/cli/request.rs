//! `request`: from a prompt to a `DeploymentRequest` in the cluster. Asks what is missing where there is somebody to ask.

use cloudwhisper_api::CLI_FIELD_MANAGER;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{AccountRef, DeletionPolicy, DeploymentRequest};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_planner::{Plan, Planned};
use kube::Api;
use kube::api::PostParams;
use serde_json::{Value, json};

use super::ask::{clarify, confirm, somebody_is_there};
use super::cluster::{Cluster, ClusterArgs};
use super::code::CliCode;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{Format, FormatArgs, json, note, show, yaml};
use super::plan_view::PlanView;
use super::planning::plan_request;
use super::source::SourceArgs;
use super::table::terminal_width;
use super::words::{Lang, words};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    source: SourceArgs,
    /// Name of the request; default: the project's.
    #[arg(long)]
    name: Option<String>,
    /// The cloud account to deploy to, by name; without one nothing is ever deployed.
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// Delete the stack with the request.
    #[arg(long)]
    delete_with_request: bool,
    /// Print the request instead of creating it; needs no cluster.
    #[arg(long)]
    dry_run: bool,
    /// Don't ask whether to create it.
    #[arg(short, long)]
    yes: bool,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) fn run(args: &Args, cluster: &ClusterArgs, lang: Option<Lang>) -> Result<Exit, Failure> {
    let mut request = args.source.read()?;
    if let Some(account) = &args.account {
        request.spec.account_ref = Some(AccountRef {
            name: account.clone(),
        });
    }
    if let Some(name) = &args.name {
        request.metadata.name = Some(name.clone());
    }
    if args.delete_with_request {
        request.spec.deletion_policy = DeletionPolicy::Delete;
    }
    if args.dry_run {
        return match planned(args, &mut request, None, lang)? {
            None => Err(unanswered()),
            Some(plan) => {
                name_it(&mut request, &plan);
                show(&manifest_text(&request, args.format.format)?)?;
                Ok(Exit::Done)
            }
        };
    }
    cluster.run(async |cluster| create(args, request, &cluster, lang).await)
}

async fn create(
    args: &Args,
    mut request: DeploymentRequest,
    cluster: &Cluster,
    lang: Option<Lang>,
) -> Result<Exit, Failure> {
    let account = account(&request, cluster).await?;
    let Some(plan) = planned(args, &mut request, account.as_ref(), lang)? else {
        return Err(unanswered());
    };
    name_it(&mut request, &plan);
    let name = request.metadata.name.clone().unwrap_or_default();
    if !args.yes
        && somebody_is_there()
        && !confirm(&format!("\nAsk for {name} in namespace {}?", cluster.namespace))?
    {
        note("Nothing was created.");
        return Ok(Exit::Failed);
    }
    let params = PostParams {
        field_manager: Some(CLI_FIELD_MANAGER.to_owned()),
        ..PostParams::default()
    };
    let created = match cluster.requests().create(&params, &request).await {
        Ok(created) => created,
        Err(kube::Error::Api(status)) if status.is_already_exists() => return Err(taken(&name, cluster)),
        Err(error) => return Err(cluster.attempt("create").failed(&error)),
    };
    args.format.show(&created, || {
        let next = if request.spec.account_ref.is_some() {
            "approve"
        } else {
            "preview"
        };
        format!(
            "\n{name} is asked for. Nothing is deployed before it is approved.\n\
                 Next: cloudwhisper status {name}, then cloudwhisper {next} {name}\n"
        )
    })?;
    Ok(Exit::Done)
}

/// The account, for its region and its free tier. One that can't be read is no reason to stop: the operator will say.
async fn account(request: &DeploymentRequest, cluster: &Cluster) -> Result<Option<CloudAccount>, Failure> {
    let Some(AccountRef { name }) = &request.spec.account_ref else {
        return Ok(None);
    };
    let accounts: Api<CloudAccount> = Api::all(cluster.client.clone());
    match accounts.get_opt(name).await {
        Ok(Some(account)) => Ok(Some(account)),
        Ok(None) => {
            note(&format!(
                "There is no CloudAccount {name} yet; the plan below does not know its region and free tier."
            ));
            Ok(None)
        }
        Err(kube::Error::Api(status)) if status.is_forbidden() || status.is_not_found() => Ok(None),
        Err(error) => Err(cluster
            .attempt_on("get", "cloudaccounts.cloudwhisper.dev")
            .failed(&error)),
    }
}

/// Plans until no question is open, and shows the plan on stderr. None where nobody is there to answer.
fn planned(
    args: &Args,
    request: &mut DeploymentRequest,
    account: Option<&CloudAccount>,
    lang: Option<Lang>,
) -> Result<Option<Plan>, Failure> {
    loop {
        let planned = plan_request(&args.source.shown_in(request, lang), account)?;
        if planned.plan.is_none() && somebody_is_there() {
            for question in &planned.understood.clarifications {
                let answer = clarify(question)?;
                request.spec.answers.insert(question.field.clone(), answer);
            }
            continue;
        }
        note(view(&planned, lang).trim_end());
        return Ok(planned.plan);
    }
}

fn view(planned: &Planned, lang: Option<Lang>) -> String {
    PlanView::of_planned(planned).render(words(lang, Some(planned.understood.language)), terminal_width())
}

/// The questions were shown already.
fn unanswered() -> Failure {
    Failure::new("a question is open, and nobody is there to answer it")
        .exit(Exit::Clarification)
        .code(ErrorCode::ClarificationNeeded)
        .remedy("Say the answer with --answer, as shown above.")
}

/// A request without a name takes that of its project.
fn name_it(request: &mut DeploymentRequest, plan: &Plan) {
    request
        .metadata
        .name
        .get_or_insert_with(|| plan.requirements.project_name.clone());
}

fn taken(name: &str, cluster: &Cluster) -> Failure {
    Failure::new(format!(
        "there is a request {name} in namespace {} already",
        cluster.namespace
    ))
    .code(CliCode::Conflict)
    .remedy(format!(
        "Choose another name with --name, or change that one: kubectl -n {} edit dr {name}",
        cluster.namespace
    ))
}

/// The request as a person would write it: without what only says a default.
fn manifest_text(request: &DeploymentRequest, format: Format) -> Result<String, Failure> {
    let manifest = manifest(request)?;
    match format {
        Format::Text | Format::Yaml => yaml(&manifest),
        Format::Json => json(&manifest),
    }
}

fn manifest(request: &DeploymentRequest) -> Result<Value, Failure> {
    let internal = |error: serde_json::Error| Failure::internal(&error);
    let bare = serde_json::from_value::<DeploymentRequest>(json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest", "metadata": {}, "spec": { "prompt": "" },
    }));
    let defaults = serde_json::to_value(bare.map_err(internal)?.spec).map_err(internal)?;
    let mut manifest = serde_json::to_value(request).map_err(internal)?;
    if let Some(spec) = manifest["spec"].as_object_mut() {
        spec.retain(|field, value| defaults.get(field) != Some(value));
    }
    if let Some(fields) = manifest.as_object_mut() {
        fields.retain(|_, value| !value.is_null());
    }
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::asked;

    #[test]
    fn a_manifest_says_what_was_said_and_no_defaults() {
        let mut request = asked();
        request.status = None;
        request.metadata = kube::core::ObjectMeta {
            name: request.metadata.name,
            ..kube::core::ObjectMeta::default()
        };
        request
            .spec
            .answers
            .insert("appType".to_owned(), "static-site".to_owned());
        insta::assert_snapshot!(manifest_text(&request, Format::Yaml).unwrap_or_default());
    }
}
