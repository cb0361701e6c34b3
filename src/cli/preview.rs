//! `preview`: the plan in plain language, as it is kept with its revision.

use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentResult, HistoryEntry, PlanStatus};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use cloudwhisper_lifecycle::Revision;
use cloudwhisper_lifecycle::offer::{is_taken_away, taken_away};
use cloudwhisper_lifecycle::revision::Files;
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::FormatArgs;
use super::plan_view::compared;
use super::say::{say, spoken};
use super::status::so_far;
use super::style::{HEADING, paint};
use super::words::{Lang, Words};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// An earlier revision; default: the newest.
    #[arg(long)]
    revision: Option<i64>,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let language = spoken(lang, &request);
    let newest = newest(&request, language)?;
    let number = args.revision.unwrap_or(newest.0);
    let map = cluster.revision(&newest.name_of(number)).await?;
    let preview = Files::from(map).take(Revision::PREVIEW).unwrap_or_default();
    let pending = pending(&request).filter(|plan| plan.revision == number);
    let taken_away: Vec<_> = pending
        .iter()
        .flat_map(|plan| &plan.resources)
        .filter(|it| is_taken_away(it))
        .collect();
    let delta = pending.and_then(|plan| plan.monthly_delta.as_ref());
    let document =
        json!({ "revision": number, "takesAway": taken_away, "monthlyDelta": delta, "preview": preview });
    args.format.show(&document, || {
        let losses = pending.map(|plan| losses(plan, language)).unwrap_or_default();
        let words = Words::of(language);
        let opening = if was_built(&request) {
            delta.map(|delta| compared(delta, language))
        } else {
            Some(words.nothing_built.to_owned())
        };
        let so_far = so_far(&request).filter(|_| pending.is_some());
        let so_far = so_far.map(|approvers| format!("{}: {approvers}", words.approved_so_far));
        let opening: Vec<&str> = opening.iter().chain(&so_far).map(String::as_str).collect();
        painted(&text(&opening, &losses, &preview, words))
    })?;
    Ok(Exit::Done)
}

/// Markdown with its headings and strong words painted. Every character stays, so that piped output is Markdown still.
fn painted(markdown: &str) -> String {
    let lines = markdown.split('\n').map(|line| {
        if line.starts_with('#') {
            return paint(HEADING, line);
        }
        let parts: Vec<&str> = line.split("**").collect();
        if parts.len().is_multiple_of(2) {
            // A pair of asterisks that none closes is text.
            return line.to_owned();
        }
        let strong = |(n, part): (usize, &&str)| match n % 2 {
            0 => (*part).to_owned(),
            _ => paint(HEADING, &format!("**{part}**")),
        };
        parts.iter().enumerate().map(strong).collect()
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// What the preview can't know comes first: it was written before anything was built, and before AWS said what is lost.
fn text(opening: &[&str], losses: &[String], preview: &str, words: &Words) -> String {
    let mut sections: Vec<String> = opening.iter().copied().map(str::to_owned).collect();
    if !losses.is_empty() {
        sections.push(format!("## {}\n\n{}", words.takes_away, losses.join("\n")));
    }
    sections.push(format!("{}\n", preview.trim_end()));
    sections.join("\n\n")
}

/// Whether any plan of the request is being or has been carried out, in part at least.
fn was_built(request: &DeploymentRequest) -> bool {
    request.status.as_ref().is_some_and(|status| {
        let begun = status
            .deployment
            .as_ref()
            .and_then(|deployment| deployment.revision);
        begun.is_some() || !status.history.is_empty()
    })
}

/// The plan of now, unless it has been carried out: then it takes away nothing any more.
fn pending(request: &DeploymentRequest) -> Option<&PlanStatus> {
    let status = request.status.as_ref()?;
    let plan = status.plan.as_ref()?;
    let done =
        |entry: &HistoryEntry| entry.revision == plan.revision && entry.result == DeploymentResult::Succeeded;
    (!status.history.iter().any(done)).then_some(plan)
}

/// What carrying out the plan takes away of what runs, as a list.
pub(crate) fn losses(plan: &PlanStatus, language: Language) -> Vec<String> {
    let lost = taken_away(&plan.resources, language).into_iter();
    lost.map(|loss| format!("- {loss}")).collect()
}

/// A revision by its number and the name of its `ConfigMap`.
#[derive(Clone, Debug)]
pub(crate) struct Newest<'a>(pub(crate) i64, &'a str);

impl Newest<'_> {
    /// The name under which another revision of the same request is kept.
    pub(crate) fn name_of(&self, number: i64) -> String {
        let stem = self.1.strip_suffix(&format!("-r{}", self.0)).unwrap_or(self.1);
        format!("{stem}-r{number}")
    }
}

/// The newest revision of a request; where there is none, why, and what to do about it.
pub(crate) fn newest(request: &DeploymentRequest, language: Language) -> Result<Newest<'_>, Failure> {
    let status = request.status.as_ref();
    if let Some(plan) = status.and_then(|status| status.plan.as_ref()) {
        return Ok(Newest(plan.revision, &plan.artifacts.name));
    }
    if let Some(error) = status.and_then(|status| status.last_error.as_deref()) {
        return Err(error.clone().into());
    }
    let name = request.metadata.name.as_deref().unwrap_or_default();
    if status.is_some_and(|status| !status.clarifications.is_empty()) {
        return Err(Failure::new(say!(
            language,
            "{name} has no plan yet: a question is open",
            "{name} की अभी कोई योजना नहीं है: एक प्रश्न बाकी है",
            "{name} ka abhi koi plan nahi hai: ek sawaal baaki hai",
        ))
        .exit(Exit::Clarification)
        .code(ErrorCode::ClarificationNeeded)
        .remedy(say!(
            language,
            "See `cloudwhisper status {name}`.",
            "`cloudwhisper status {name}` देखिए।",
            "`cloudwhisper status {name}` dekhein.",
        )));
    }
    Err(Failure::new(no_plan(language, name)).remedy(say!(
        language,
        "Is the operator running? `cloudwhisper doctor` looks.",
        "क्या operator चल रहा है? `cloudwhisper doctor` देखता है।",
        "Kya operator chal raha hai? `cloudwhisper doctor` dekhta hai.",
    )))
}

/// Nothing has been planned so far.
pub(crate) fn no_plan(language: Language, name: &str) -> String {
    say!(
        language,
        "{name} has no plan yet",
        "{name} की अभी कोई योजना नहीं है",
        "{name} ka abhi koi plan nahi hai",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, awaiting_approval, ready};
    use crate::cli::say::in_each_language;

    #[test]
    fn painting_keeps_the_markdown() {
        let markdown = "# orders\n\n**$1.00** a month, **at most**\n- 2 ** 3\n- `**`";
        let shown = painted(markdown);
        assert_eq!(anstream::adapter::strip_str(&shown).to_string(), markdown);
        let bold = |text: &str| paint(HEADING, text);
        assert_eq!(
            shown,
            format!(
                "{}\n\n{} a month, {}\n- 2 ** 3\n- `**`",
                bold("# orders"),
                bold("**$1.00**"),
                bold("**at most**")
            )
        );
    }

    #[test]
    fn other_revisions_are_kept_under_the_same_stem() {
        let request = ready();
        let newest = newest(&request, Language::English).expect("a plan");
        assert_eq!(
            (newest.name_of(2), newest.name_of(12)),
            ("orders-r2".to_owned(), "orders-r12".to_owned())
        );
    }

    #[test]
    fn what_is_lost_is_named_before_the_preview_as_long_as_it_is_still_there() {
        let request = awaiting_approval();
        let plan = pending(&request).expect("it waits");
        insta::assert_snapshot!(in_each_language(|language| {
            text(&[], &losses(plan, language), "# orders\n", Words::of(language))
        }));
        assert!(pending(&ready()).is_none(), "it was carried out");
        assert_eq!(
            text(&[], &[], "# orders\n\n", Words::of(Language::English)),
            "# orders\n"
        );
    }

    #[test]
    fn that_nothing_has_been_built_is_said_as_long_as_it_is_true() {
        assert!(was_built(&ready()), "it runs");
        let mut request = awaiting_approval();
        let status = request.status.as_mut().expect("a status");
        status.history.clear();
        status.deployment = None;
        assert!(!was_built(&request));
        let told = in_each_language(|language| {
            let words = Words::of(language);
            text(&[words.nothing_built], &[], "# orders\n", words)
        });
        insta::assert_snapshot!(told);
    }

    #[test]
    fn a_request_with_an_open_question_has_no_plan() {
        let failure = newest(&asked(), Language::English)
            .map(|_| ())
            .expect_err("no plan");
        assert_eq!(failure.exit, Exit::Clarification);
    }
}
