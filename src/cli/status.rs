//! `status`: where a request stands, and with `--watch` how it goes on until it is ready or has failed.

use std::fmt::Write;
use std::pin::pin;

use anstyle::Style;
use cloudwhisper_api::condition;
use cloudwhisper_api::deployment_request::{
    DeploymentRequest, DeploymentRequestStatus, DeploymentStatus, Phase,
};
use futures::TryStreamExt;
use jiff::Timestamp;
use kube::ResourceExt;
use kube::runtime::{WatchStreamExt, watcher};
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::get::{duration, to_the_second};
use super::output::{Format, FormatArgs, note, show};
use super::plan_view::{amount, section};
use super::say::{say, spoken, words_for};
use super::style::{BAD, CAREFUL, FAINT, GOOD, HEADING, PLAIN, paint};
use super::table::{Cell, Table, terminal_width};
use super::words::{Lang, Words};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Follow it until it is ready (exit code 0) or has failed (1).
    #[arg(short, long)]
    watch: bool,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let ended = if args.watch {
        follow(&request, cluster, lang, args.format.format).await?
    } else {
        None
    };
    let (request, exit) = ended.unwrap_or((request, Exit::Done));
    let document = json!({
        "name": request.name_any(),
        "namespace": request.namespace(),
        "generation": request.metadata.generation,
        "status": request.status,
    });
    args.format.show(&document, || {
        text(
            &request,
            Timestamp::now(),
            words_for(lang, &request),
            terminal_width(),
        )
    })?;
    Ok(exit)
}

/// Tells of every change until the request has come to an end, or is gone.
async fn follow(
    request: &DeploymentRequest,
    cluster: &Cluster,
    lang: Option<Lang>,
    format: Format,
) -> Result<Option<(DeploymentRequest, Exit)>, Failure> {
    let name = request.name_any();
    let mut seen = pin!(watcher::watch_object(cluster.requests(), &name).default_backoff());
    let mut told = String::new();
    let mut last = request.clone();
    loop {
        let current = match seen.try_next().await {
            Ok(Some(Some(current))) => current,
            Ok(Some(None)) => {
                note(&say!(
                    spoken(lang, &last),
                    "{name} is gone",
                    "{name} अब नहीं है",
                    "{name} ab nahi hai"
                ));
                return Ok(Some((last, Exit::Done)));
            }
            Ok(None) => {
                return Err(Failure::new(say!(
                    spoken(lang, &last),
                    "the API server ended the watch",
                    "API server ने देखना बंद कर दिया",
                    "API server ne watch band kar diya",
                )));
            }
            Err(
                watcher::Error::WatchError(status)
                | watcher::Error::InitialListFailed(kube::Error::Api(status)),
            ) if status.is_forbidden() || status.code == 401 => {
                return Err(cluster.attempt("watch").failed(&kube::Error::Api(status)));
            }
            Err(_) => {
                let lost = say!(
                    spoken(lang, &last),
                    "the connection to the API server was lost; trying again",
                    "API server से संपर्क टूट गया; फिर कोशिश हो रही है",
                    "API server se connection toot gaya; phir koshish ho rahi hai",
                );
                note(&paint(CAREFUL, &lost));
                continue;
            }
        };
        let line = progress_line(&current, words_for(lang, &current));
        if line != told {
            tell(&line, format)?;
            told = line;
        }
        if let Some(exit) = ended(&current) {
            return Ok(Some((current, exit)));
        }
        last = current;
    }
}

/// Progress is for people: where a document was asked for, stdout is kept for it.
fn tell(line: &str, format: Format) -> Result<(), Failure> {
    match format {
        Format::Text => show(&format!("{line}\n")),
        Format::Json | Format::Yaml => {
            note(line);
            Ok(())
        }
    }
}

/// Whether nothing more will happen by itself, and how it ended. What an older generation says does not count.
fn ended(request: &DeploymentRequest) -> Option<Exit> {
    let status = request.status.as_ref()?;
    if Some(status.observed_generation) != request.metadata.generation {
        return None;
    }
    let holds = |kind: &str| {
        status
            .conditions
            .iter()
            .any(|condition| condition.type_ == kind && condition.status == "True")
    };
    if holds(condition::READY) {
        Some(Exit::Done)
    } else if holds(condition::STALLED) || status.phase == Some(Phase::Failed) {
        Some(Exit::Failed)
    } else {
        None
    }
}

/// One line about where it is now.
fn progress_line(request: &DeploymentRequest, words: &Words) -> String {
    let Some(status) = &request.status else {
        return words.plan_is_being_made.to_owned();
    };
    let Some(phase) = status.phase else {
        return words.plan_is_being_made.to_owned();
    };
    let mut line = paint(style_of(phase), &words.phase(phase));
    let deployment = status.deployment.as_ref();
    if let Some(progress) = deployment.and_then(|deployment| deployment.progress.as_ref())
        && matches!(phase, Phase::Deploying | Phase::RollingBack | Phase::Deleting)
    {
        let _ = write!(line, "  [{}/{}]", progress.done, progress.total);
        if let Some(current) = &progress.current {
            let _ = write!(line, "  {current}");
        }
        if let Some(stack_status) = deployment.and_then(|deployment| deployment.stack_status.as_ref()) {
            let _ = write!(line, "  {}", paint(FAINT, stack_status));
        }
    } else if let Some(message) = ready_message(status) {
        let _ = write!(line, "  {message}");
    }
    line
}

fn ready_message(status: &DeploymentRequestStatus) -> Option<&str> {
    let ready = status
        .conditions
        .iter()
        .find(|condition| condition.type_ == condition::READY)?;
    Some(ready.message.as_str()).filter(|message| !message.is_empty())
}

/// The colour of a phase.
pub(crate) fn style_of(phase: Phase) -> Style {
    match phase {
        Phase::Ready | Phase::PlanReady => GOOD,
        Phase::Failed | Phase::RollingBack => BAD,
        Phase::AwaitingAnswers
        | Phase::AwaitingApproval
        | Phase::Suspended
        | Phase::Waiting
        | Phase::Deleting => CAREFUL,
        Phase::Planning | Phase::Deploying => PLAIN,
    }
}

fn text(request: &DeploymentRequest, now: Timestamp, words: &Words, width: Option<usize>) -> String {
    let first = progress_line(request, words);
    let mut text = format!("{}  {first}\n", paint(HEADING, &request.name_any()));
    let Some(status) = &request.status else {
        return text;
    };
    text.push_str(&facts(request, status, now, words, width));
    if let Some(error) = &status.last_error {
        let told = format!("  {}\n  → {}\n", paint(BAD, &error.message), error.details);
        let _ = write!(text, "\n{}", section(words.problem, &told));
    }
    if !status.outputs.is_empty() {
        let mut outputs = Table::default().indented(2);
        for (name, value) in &status.outputs {
            outputs.row([Cell::styled(FAINT, name), value.into()]);
        }
        let _ = write!(text, "\n{}", section(words.outputs, &outputs.render(width)));
    }
    let _ = write!(
        text,
        "\n{}",
        section(words.conditions, &conditions(status, &first, width))
    );
    if let Some(next) = next_step(request, status) {
        let _ = write!(text, "\n{}", section(words.next, &next));
    }
    text
}

fn facts(
    request: &DeploymentRequest,
    status: &DeploymentRequestStatus,
    now: Timestamp,
    words: &Words,
    width: Option<usize>,
) -> String {
    let mut table = Table::default().indented(2);
    let mut fact = |label: &str, value: String| table.row([Cell::styled(FAINT, label), value.into()]);
    if let Some(plan) = &status.plan {
        let monthly = &plan.estimate.monthly;
        fact(words.plan, format!("r{}  {}", plan.revision, plan.digest));
        fact(words.monthly, amount(monthly));
    }
    if let Some(approvers) = so_far(request) {
        fact(words.approved_so_far, approvers);
    }
    if let Some(approval) = &status.approval {
        let who = if approval.automatic {
            words.automatically.to_owned()
        } else {
            approval.everybody().join(", ")
        };
        fact(
            words.approved_by,
            format!("{who}, {}", to_the_second(approval.at)),
        );
    }
    if let Some(deployment) = status.deployment.as_deref() {
        let DeploymentStatus {
            account,
            region,
            stack_name,
            stack_status,
            progress,
            eta,
            ..
        } = deployment;
        let stack_status = stack_status.as_deref().unwrap_or("-");
        fact(
            words.stack,
            format!("{stack_name}  {stack_status}  {account}/{region}"),
        );
        if let Some(progress) = progress {
            let current = progress.current.as_deref().unwrap_or_default();
            let left = eta
                .map(|eta| duration(eta.as_second() - now.as_second()))
                .map(|left| format!("  ~{left}"));
            let line = format!(
                "{}/{}  {current}{}",
                progress.done,
                progress.total,
                left.unwrap_or_default()
            );
            fact(words.progress, line.trim_end().to_owned());
        }
    }
    table.render(width)
}

/// Who has approved the plan, while that is too few.
pub(crate) fn so_far(request: &DeploymentRequest) -> Option<String> {
    let status = request.status.as_ref()?;
    let plan = status.plan.as_ref().filter(|_| status.approval.is_none())?;
    let waits = status.phase == Some(Phase::AwaitingApproval);
    let approvers = request.spec.approval.approvers(plan.digest);
    (waits && !approvers.is_empty()).then(|| approvers.join(", "))
}

/// Every condition; what `said` says already is not said again.
fn conditions(status: &DeploymentRequestStatus, said: &str, width: Option<usize>) -> String {
    let mut table = Table::default().indented(2);
    for condition in &status.conditions {
        let good = (condition.status == "True")
            == !matches!(
                condition.type_.as_str(),
                condition::STALLED | condition::RECONCILING
            );
        let style = if good { GOOD } else { CAREFUL };
        table.row([
            condition.type_.as_str().into(),
            Cell::styled(style, &condition.status),
            condition.reason.as_str().into(),
            Cell::styled(
                FAINT,
                if said.contains(&condition.message) {
                    ""
                } else {
                    &condition.message
                },
            ),
        ]);
    }
    table.render(width)
}

/// What the person can do now, as a command.
fn next_step(request: &DeploymentRequest, status: &DeploymentRequestStatus) -> Option<String> {
    let (name, namespace) = (request.name_any(), request.namespace().unwrap_or_default());
    match status.phase? {
        Phase::AwaitingApproval => Some(format!("  cloudwhisper approve {name}\n")),
        Phase::AwaitingAnswers => {
            let mut text = String::new();
            for question in &status.clarifications {
                let _ = writeln!(text, "  {} [{}]", question.question, question.options.join(" | "));
                let patch = json!({ "spec": { "answers": { (question.field.clone()): question.options.first().map_or("…", String::as_str) } } });
                let _ = writeln!(
                    text,
                    "    kubectl -n {namespace} patch dr {name} --field-manager cloudwhisper --type merge -p '{patch}'"
                );
            }
            Some(text)
        }
        Phase::Suspended => Some(format!("  cloudwhisper resume {name}\n")),
        Phase::Deploying | Phase::RollingBack => Some(format!("  cloudwhisper status {name} --watch\n")),
        Phase::Planning
        | Phase::PlanReady
        | Phase::Ready
        | Phase::Failed
        | Phase::Deleting
        | Phase::Waiting => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, at, awaiting_approval, deploying, failed, half_approved, ready};
    use cloudwhisper_api::language::Language;

    fn told(request: &DeploymentRequest, language: Language) -> String {
        let text = text(request, at(7200), Words::of(language), None);
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn each_phase_tells_where_it_stands_and_what_comes_next() {
        let requests = [asked(), awaiting_approval(), deploying(), ready(), failed()];
        let told: Vec<_> = requests
            .iter()
            .map(|request| told(request, Language::English))
            .collect();
        insta::assert_snapshot!(told.join("\n----\n"));
    }

    #[test]
    fn the_same_in_hindi() {
        insta::assert_snapshot!(told(&deploying(), Language::Hindi));
    }

    #[test]
    fn who_has_approved_is_told_while_more_are_waited_for_and_after() {
        let half = half_approved();
        let mut both = deploying();
        let approval = both.status.as_mut().and_then(|status| status.approval.as_mut());
        approval.expect("an approval").approvers = vec!["alice".to_owned(), "bob".to_owned()];
        for (language, so_far, by) in [
            (Language::English, "Approved so far by  alice", "alice, bob, 2026"),
            (Language::Hindi, "अब तक मंज़ूरी दी", "alice, bob, 2026"),
            (
                Language::Hinglish,
                "Ab tak manzoori di  alice",
                "alice, bob, 2026",
            ),
        ] {
            let (half, both) = (told(&half, language), told(&both, language));
            assert!(half.contains(so_far), "{half}");
            assert!(!half.contains("bob"), "bob has approved another plan: {half}");
            assert!(both.contains(by) && !both.contains(so_far), "{both}");
        }
    }

    #[test]
    fn a_watch_ends_where_nothing_more_happens_by_itself() {
        let stale = DeploymentRequest {
            metadata: kube::core::ObjectMeta {
                generation: Some(9),
                ..ready().metadata
            },
            ..ready()
        };
        let cases = [
            (&asked(), None, "a person may answer"),
            (&awaiting_approval(), None, "a person may approve"),
            (&deploying(), None, "CloudFormation is at work"),
            (&ready(), Some(Exit::Done), "it runs"),
            (&failed(), Some(Exit::Failed), "only a person can mend it"),
            (&stale, None, "the status speaks of an older spec"),
        ];
        for (request, expected, because) in cases {
            assert_eq!(ended(request), expected, "{because}");
        }
    }
}
