//! `doctor`: is everything there that a request needs? Here: the checks in order and how they are told. Not here: what each looks
//! at (`checks`).

mod checks;
mod guardrails;
mod language_models;
mod words;

use cloudwhisper_api::language::Language;
use kube::Client;
use serde::Serialize;

use super::cluster::{Cluster, ClusterArgs, block_on};
use super::exit::Exit;
use super::failure::Failure;
use super::output::FormatArgs;
use super::style::{BAD, FAINT, GOOD};
use super::table::{Cell, Table, terminal_width};
use super::words::Lang;
use crate::language_model::setup::ModelArgs;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Namespace of the operator.
    #[arg(long, value_name = "NAMESPACE", default_value = "cloudwhisper-system")]
    operator_namespace: String,
    /// Lease of the operator.
    #[arg(long, value_name = "LEASE", default_value = "cloudwhisper-operator")]
    lease_name: String,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    models: ModelArgs, // last, for its heading is that of whatever follows
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
enum Verdict {
    Ok,
    Failed,
    /// You may not look, or there is nothing to look at. No reason to fail.
    Unknown,
}

/// One line of the answer.
#[derive(Clone, Debug, Serialize)]
struct Check {
    name: &'static str,
    verdict: Verdict,
    /// What was found.
    found: String,
    /// What to do about it.
    remedy: Option<String>,
}

impl Check {
    fn ok(name: &'static str, found: impl Into<String>) -> Self {
        Self {
            name,
            verdict: Verdict::Ok,
            found: found.into(),
            remedy: None,
        }
    }

    fn unknown(name: &'static str, found: impl Into<String>) -> Self {
        Self {
            name,
            verdict: Verdict::Unknown,
            found: found.into(),
            remedy: None,
        }
    }

    fn failed(name: &'static str, found: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            name,
            verdict: Verdict::Failed,
            found: found.into(),
            remedy: Some(remedy.into()),
        }
    }

    fn of_failure(name: &'static str, failure: Failure) -> Self {
        Self {
            name,
            verdict: Verdict::Failed,
            found: failure.message,
            remedy: failure.remedy,
        }
    }
}

pub(crate) fn run(args: &Args, cluster: &ClusterArgs, lang: Option<Lang>) -> Result<Exit, Failure> {
    let language = super::words::words(lang, None).language;
    let checks = block_on(async {
        let mut checks = match cluster.connect(lang).await {
            Ok(cluster) => examine(args, &cluster, language).await,
            Err(failure) => vec![Check::of_failure("kubeconfig", failure)],
        };
        checks.extend(language_models::language_models(&args.models, language).await);
        Ok(checks)
    })?;
    args.format.show(&checks, || text(&checks, language))?;
    let healthy = checks.iter().all(|check| check.verdict != Verdict::Failed);
    Ok(if healthy { Exit::Done } else { Exit::Failed })
}

async fn examine(args: &Args, cluster: &Cluster, language: Language) -> Vec<Check> {
    let mut checks = vec![Check::ok(
        "kubeconfig",
        format!("{}, namespace {}", cluster.server, cluster.namespace),
    )];
    checks.push(checks::server(cluster, language).await);
    if checks.iter().any(|check| check.verdict == Verdict::Failed) {
        return checks; // nothing else can be asked
    }
    let installed = checks::definitions(cluster, language).await;
    let usable = installed.verdict != Verdict::Failed;
    checks.push(installed);
    if usable {
        checks.push(checks::policies(cluster, language).await);
        checks.push(checks::may_ask(cluster, language).await);
        checks.push(checks::may_approve(cluster, language).await);
        checks.push(checks::accounts(cluster, language).await);
        checks.push(guardrails::guardrails(cluster, language).await);
    }
    checks.push(checks::operator(cluster, &args.operator_namespace, &args.lease_name, language).await);
    checks
}

fn text(checks: &[Check], language: Language) -> String {
    let mut table = Table::default();
    for Check {
        name,
        verdict,
        found,
        remedy,
    } in checks
    {
        let verdict = match verdict {
            Verdict::Ok => Cell::styled(GOOD, "ok"),
            Verdict::Failed => Cell::styled(BAD, "failed"),
            Verdict::Unknown => Cell::styled(FAINT, "-"),
        };
        table.row([verdict, words::title(language, name).into(), found.into()]);
        if let Some(remedy) = remedy {
            for line in remedy.lines() {
                table.row(["".into(), "".into(), format!("→ {line}").into()]);
            }
        }
    }
    table.render(terminal_width())
}

/// A client for what isn't requests.
fn client(cluster: &Cluster) -> Client {
    cluster.client.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_says_how_it_is_and_what_to_do() {
        let checks = [
            Check::ok("kubeconfig", "https://127.0.0.1:6443, namespace shop"),
            Check::failed(
                "definitions",
                "deploymentrequests are not installed",
                "cloudwhisper crds | kubectl apply --server-side -f -",
            ),
            Check::unknown("accounts", "you may not list them"),
        ];
        insta::assert_snapshot!(anstream::adapter::strip_str(&text(&checks, Language::English)).to_string());
    }
}
