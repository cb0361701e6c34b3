//! `history`: what was deployed when, by whose word, and how it ended.

use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentResult, HistoryEntry};
use kube::ResourceExt;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::get::{duration, to_the_second};
use super::output::FormatArgs;
use super::say::{say, words_for};
use super::style::{BAD, CAREFUL, FAINT, GOOD, PLAIN};
use super::table::{Cell, Table, terminal_width};
use super::words::{Lang, Words};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let status = request.status.as_ref();
    let history = status.map_or(&[][..], |status| &status.history);
    args.format
        .show(&history, || text(&request, history, words_for(lang, &request)))?;
    Ok(Exit::Done)
}

/// Place of the deployment that runs: the newest that succeeded. What was tried after it is under way or was taken back.
pub(crate) fn running(history: &[HistoryEntry]) -> Option<usize> {
    let succeeded = |entry: &HistoryEntry| entry.result == DeploymentResult::Succeeded;
    history.iter().position(succeeded)
}

fn text(request: &DeploymentRequest, history: &[HistoryEntry], words: &Words) -> String {
    if history.is_empty() {
        let name = request.name_any();
        let never = say!(
            words.language,
            "{name} has never been deployed.",
            "{name} अब तक डिप्लॉय नहीं हुआ है।",
            "{name} ab tak deploy nahi hua hai.",
        );
        return format!("{never}\n");
    }
    let running = running(history);
    let (approver, approved) = (words.approved_by.to_uppercase(), words.plan.to_uppercase());
    let mut table = Table::new([
        words.revision,
        words.result,
        &approver,
        "USD",
        "INR",
        words.started,
        words.took,
        &approved,
        "",
    ]);
    for (place, entry) in history.iter().enumerate() {
        let HistoryEntry {
            revision,
            rollback_of,
            digest,
            result,
            approver: _, // among everybody
            approvers: _,
            monthly,
            started_at,
            finished_at,
            reason,
        } = entry;
        let style = match result {
            DeploymentResult::Succeeded => GOOD,
            DeploymentResult::InProgress => PLAIN,
            DeploymentResult::RolledBack => CAREFUL,
            DeploymentResult::Failed => BAD,
        };
        let took = finished_at.map(|finished| duration(finished.as_second() - started_at.as_second()));
        let mark = if Some(place) == running { "*" } else { "" };
        let back = rollback_of
            .map(|number| format!(" ← r{number}"))
            .unwrap_or_default();
        table.row([
            format!("r{revision}{mark}{back}").into(),
            Cell::styled(style, words.result(*result)),
            entry.everybody().join(", ").into(),
            Cell::right(&monthly.usd),
            Cell::right(&monthly.inr),
            to_the_second(*started_at).into(),
            took.unwrap_or_default().into(),
            // What was approved, as `status` and `approve` named it.
            Cell::styled(FAINT, format!("sha256:{}", digest.short(12))),
            reason.as_deref().unwrap_or_default().into(),
        ]);
    }
    table.render(terminal_width())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, ready};
    use crate::cli::say::in_each_language;
    use cloudwhisper_api::language::Language;

    #[test]
    fn deployments_are_listed_with_their_end_and_the_running_one_is_marked() {
        let request = ready();
        let history = request
            .status
            .as_ref()
            .map(|status| status.history.clone())
            .unwrap_or_default();
        let text = text(&request, &history, Words::of(Language::English));
        insta::assert_snapshot!(anstream::adapter::strip_str(&text).to_string());
    }

    #[test]
    fn a_deployment_that_went_back_says_where_to() {
        let request = ready();
        let status = request.status.as_ref().expect("a status");
        let mut back = status.history.first().cloned().expect("a deployment");
        (back.revision, back.rollback_of) = (5, Some(1));
        let text = text(&request, &[back], Words::of(Language::English));
        assert!(text.contains("r5* ← r1"), "{text}");
    }

    #[test]
    fn everybody_who_approved_is_named() {
        let request = ready();
        let status = request.status.as_ref().expect("a status");
        let mut entry = status.history.first().cloned().expect("a deployment");
        entry.approvers = vec!["alice".to_owned(), "bob".to_owned()];
        let text = text(&request, &[entry], Words::of(Language::English));
        assert!(text.contains("alice, bob"), "{text}");
    }

    #[test]
    fn what_was_taken_back_does_not_run() {
        let request = ready();
        let mut history = request
            .status
            .as_ref()
            .map(|status| status.history.clone())
            .unwrap_or_default();
        let mut failed = history.first().cloned().expect("a deployment");
        failed.revision = 99;
        failed.result = DeploymentResult::RolledBack;
        history.insert(0, failed.clone());
        history.insert(0, failed);
        let text = text(&request, &history, Words::of(Language::English));
        assert!(text.contains("r99 ") && !text.contains("r99*"), "{text}");
        assert_eq!(text.matches('*').count(), 1, "{text}");
    }

    #[test]
    fn without_a_deployment_it_says_so() {
        insta::assert_snapshot!(in_each_language(|language| text(
            &asked(),
            &[],
            Words::of(language)
        )));
    }
}
