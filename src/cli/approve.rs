//! `approve`: shows a plan and its price, asks, and approves exactly that plan. Who may, and in whose name, is for the API
//! server to decide.

use cloudwhisper_api::condition;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentRequestStatus, PlanStatus};
use cloudwhisper_api::digest::Digest;
use kube::ResourceExt;
use serde_json::json;

use super::ask::{confirm, somebody_is_there};
use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{note, show};
use super::plan_view::{PlanView, amount};
use super::preview::newest;
use super::table::terminal_width;
use super::words::{Lang, words};

/// How often an approval is tried again when only something beside the plan has changed meanwhile.
const TRIES: usize = 5;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Approve this plan and no other; without a terminal it stands for --yes.
    #[arg(long)]
    digest: Option<Digest>,
    /// Don't ask.
    #[arg(short, long)]
    yes: bool,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let plan = approvable(&request, args.digest)?;
    if request.spec.approval.plan_digest == Some(plan.digest) {
        show(&format!(
            "Revision {} of {} is approved already.\n",
            plan.revision, args.name
        ))?;
        return Ok(Exit::Done);
    }
    show(&text(&request, plan, lang))?;
    if !agreed(args, plan)? {
        note("Nothing was approved.");
        return Ok(Exit::Failed);
    }
    give(&request, plan, cluster).await?;
    show(&format!(
        "\nRevision {} of {} is approved. Follow it with: cloudwhisper status {} --watch\n",
        plan.revision, args.name, args.name
    ))?;
    Ok(Exit::Done)
}

/// The plan that can be approved now; where there is none, why.
fn approvable(request: &DeploymentRequest, wanted: Option<Digest>) -> Result<&PlanStatus, Failure> {
    let name = request.name_any();
    newest(request)?;
    let status = request.status.as_ref();
    let plan = status
        .and_then(|status| status.plan.as_ref())
        .ok_or_else(|| Failure::new(format!("{name} has no plan yet")))?;
    if status.map(|status| status.observed_generation) != request.metadata.generation {
        return Err(Failure::new(format!("{name} has just been changed, and its plan is not made anew yet"))
            .remedy("Try again in a moment. If that doesn't help, ask `cloudwhisper doctor` whether the operator runs."));
    }
    if request.spec.account_ref.is_none() {
        return Err(Failure::new(format!(
            "{name} is for planning only: it names no account to deploy to"
        ))
        .remedy("Set spec.accountRef first."));
    }
    if wanted.is_some_and(|wanted| wanted != plan.digest) {
        return Err(other_plan(&name, plan));
    }
    if status.is_some_and(is_being_checked) {
        return Err(still_checking(&name, plan));
    }
    let broken = status.into_iter().flat_map(|status| &status.conditions);
    if let Some(policy) = broken
        .into_iter()
        .find(|condition| condition.type_ == condition::POLICY_PASSED && condition.status == "False")
        && policy.reason == condition::reason::POLICY_VIOLATION
    {
        return Err(Failure::new(policy.message.clone())
            .exit(Exit::Refused)
            .remedy("A plan that breaks a policy cannot be approved."));
    }
    Ok(plan)
}

/// Whether AWS has not said yet what carrying out the plan would replace or remove.
fn is_being_checked(status: &DeploymentRequestStatus) -> bool {
    status.conditions.iter().any(|condition| {
        condition.type_ == condition::DEPLOYED && condition.reason == condition::reason::CHECKING
    })
}

fn still_checking(name: &str, plan: &PlanStatus) -> Failure {
    Failure::new(format!(
        "AWS is still checking revision {} of {name}: whether it would replace or remove anything is not known yet",
        plan.revision
    ))
    .retryable()
    .remedy(format!(
        "Nothing was approved. It takes seconds: `cloudwhisper status {name} --watch` tells when the plan waits for its approval."
    ))
}

fn other_plan(name: &str, plan: &PlanStatus) -> Failure {
    Failure::new(format!(
        "the plan has changed: it is revision {} now, {}",
        plan.revision, plan.digest
    ))
    .remedy(format!(
        "Nothing was approved. Look at it with `cloudwhisper preview {name}`, then approve again."
    ))
}

fn agreed(args: &Args, plan: &PlanStatus) -> Result<bool, Failure> {
    if args.yes {
        return Ok(true);
    }
    if somebody_is_there() {
        return confirm(&format!(
            "\nApprove this plan for {} per month?",
            amount(&plan.estimate.monthly)
        ));
    }
    if args.digest.is_some() {
        return Ok(true); // whoever names the whole digest has seen the plan
    }
    Err(Failure::usage("there is nobody to ask").remedy(format!(
        "Say --yes, or better name the plan: cloudwhisper approve {} --digest {}",
        args.name, plan.digest
    )))
}

fn text(request: &DeploymentRequest, plan: &PlanStatus, lang: Option<Lang>) -> String {
    let parsed = request.status.as_ref().and_then(|status| status.parsed.as_ref());
    let words = words(lang, parsed.map(|parsed| parsed.language));
    let view = PlanView::of_request(request).render(words, terminal_width());
    format!("{view}\n{} r{}  {}\n", words.plan, plan.revision, plan.digest)
}

/// Writes the approval, provided that the object is still what was read. Status changes all the time without changing the
/// plan, so a conflict is a reason to look again; another plan is a reason to stop.
async fn give(request: &DeploymentRequest, plan: &PlanStatus, cluster: &Cluster) -> Result<(), Failure> {
    let name = request.name_any();
    let mut version = request.resource_version();
    for _ in 0..TRIES {
        // The approver is left out: the API server fills in who calls.
        let patch = json!({
            "metadata": { "resourceVersion": version, "uid": request.uid() },
            "spec": { "approval": { "planDigest": plan.digest } },
        });
        match cluster.try_patch(&name, &patch).await {
            Ok(_) => return Ok(()),
            Err(kube::Error::Api(status)) if status.is_conflict() => {
                let current = cluster.request(&name).await?;
                if current.uid() != request.uid() {
                    return Err(Failure::new(format!(
                        "{name} was deleted and made anew meanwhile; nothing was approved"
                    )));
                }
                approvable(&current, Some(plan.digest))?;
                version = current.resource_version();
            }
            Err(error) => return Err(cluster.not_done("patch", &name, &error).await),
        }
    }
    Err(
        Failure::new(format!("{name} changes all the time; nothing was approved"))
            .remedy("Try again in a moment."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, awaiting_approval};

    fn refused(request: &DeploymentRequest, wanted: Option<Digest>) -> String {
        let failure = approvable(request, wanted)
            .map(|_| ())
            .expect_err("it can't be approved");
        format!(
            "{}: {}\n  {}",
            ExitName(failure.exit),
            failure.message,
            failure.remedy.unwrap_or_default()
        )
    }

    struct ExitName(Exit);
    impl std::fmt::Display for ExitName {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{:?}", self.0)
        }
    }

    #[test]
    fn what_is_shown_is_the_plan_its_price_and_its_digest() {
        let request = awaiting_approval();
        let plan = approvable(&request, None).expect("a plan");
        insta::assert_snapshot!(
            anstream::adapter::strip_str(&text(&request, plan, Some(Lang::En))).to_string()
        );
    }

    #[test]
    fn a_plan_that_cannot_be_approved_says_why() {
        let mut changed = awaiting_approval();
        changed.metadata.generation = Some(9);
        let mut plan_only = awaiting_approval();
        plan_only.spec.account_ref = None;
        let mut checking = awaiting_approval();
        if let Some(status) = &mut checking.status {
            let mut deployed = status.conditions[0].clone();
            deployed.type_ = condition::DEPLOYED.into();
            deployed.reason = condition::reason::CHECKING.into();
            status.conditions.push(deployed);
        }
        let other = Some(Digest::from_bytes([7; 32]));
        let told = [
            refused(&asked(), None),
            refused(&changed, None),
            refused(&plan_only, None),
            refused(&checking, None),
            refused(&awaiting_approval(), other),
        ];
        insta::assert_snapshot!(told.join("\n"));
    }
}
