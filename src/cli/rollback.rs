//! `rollback`: asks for the plan of an earlier revision, and tells how to approve it. The operator makes it a new revision.

use std::time::Duration;

use cloudwhisper_api::condition;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentResult, HistoryEntry, PlanStatus};
use cloudwhisper_api::language::Language;
use cloudwhisper_lifecycle::Revision;
use kube::ResourceExt;
use kube::runtime::wait::await_condition;
use serde_json::json;

use super::ask::{confirm, somebody_is_there};
use super::cluster::Cluster;
use super::diff::{Pair, deployed};
use super::exit::Exit;
use super::failure::Failure;
use super::history::running;
use super::output::{note, show};
use super::plan_view::{Body, PlanView};
use super::say::{nobody_to_ask, say, spoken, words_for};
use super::table::terminal_width;
use super::words::{Lang, Words};

/// Label of a revision: the UID of its request.
const REQUEST_UID: &str = "cloudwhisper.dev/request-uid";
/// How long the operator and AWS have to say what there is to approve. AWS takes seconds.
const PATIENCE: Duration = Duration::from_mins(1);

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Go back to this revision; default: the last that succeeded before the one that runs.
    #[arg(long, value_name = "REVISION")]
    to: Option<i64>,
    /// Show the plan and change nothing.
    #[arg(long)]
    dry_run: bool,
    /// Don't ask.
    #[arg(short, long)]
    yes: bool,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let (name, language) = (&args.name, spoken(lang, &request));
    let number = match args.to {
        Some(number) => number,
        None => previous(&request, language)?,
    };
    let kept = kept(&request, number, cluster, language).await?;
    if is_what_runs(&request, number) {
        show(&format!("{}\n", nothing_to_do(name, number, language)))?;
        return Ok(Exit::Done);
    }
    let pair = Pair::read(&request, None, Some(number), cluster, language).await?;
    show(&text(&kept, &pair, words_for(lang, &request)))?;
    if args.dry_run {
        return Ok(Exit::Done);
    }
    if !agreed(args, number, language)? {
        note(&say!(
            language,
            "Nothing was changed.",
            "कुछ बदला नहीं गया।",
            "Kuch badla nahi gaya."
        ));
        return Ok(Exit::Failed);
    }
    let patch = json!({
        // An object that was made anew under this name is another one.
        "metadata": { "uid": request.uid() },
        "spec": { "rollbackTo": number },
    });
    let asked = cluster.patch(name, &patch).await?;
    let generation = asked.metadata.generation.unwrap_or_default();
    let settled = await_condition(cluster.requests(), name, |current: Option<&DeploymentRequest>| {
        current.is_some_and(|current| is_told(current, generation))
    });
    let settled = match tokio::time::timeout(PATIENCE, settled).await {
        Ok(Ok(settled)) => settled,
        Ok(Err(_)) | Err(_) => None,
    };
    show(&format!("\n{}\n", next(settled.as_ref(), name, number, language)))?;
    Ok(Exit::Done)
}

/// The last revision that succeeded before the one that runs.
fn previous(request: &DeploymentRequest, language: Language) -> Result<i64, Failure> {
    let history = request.status.as_ref().map_or(&[][..], |status| &status.history);
    let succeeded = |entry: &&HistoryEntry| entry.result == DeploymentResult::Succeeded;
    let earlier = running(history).and_then(|place| history.get(place + 1..));
    let earlier = earlier.and_then(|earlier| earlier.iter().find(succeeded));
    let name = request.name_any();
    earlier.map(|entry| entry.revision).ok_or_else(|| {
        Failure::new(say!(
            language,
            "{name} has nothing to go back to: no other deployment of it has succeeded",
            "{name} के पास लौटने को कुछ नहीं है: इसका कोई और डिप्लॉयमेंट सफल नहीं हुआ",
            "{name} ke paas lautne ko kuch nahi hai: iska koi aur deployment safal nahi hua",
        ))
        .remedy(say!(
            language,
            "`cloudwhisper history {name}` lists the deployments; --to N goes back to any revision that is kept.",
            "`cloudwhisper history {name}` डिप्लॉयमेंट बताता है; --to N किसी भी रखी हुई revision पर लौटता है।",
            "`cloudwhisper history {name}` deployments batata hai; --to N kisi bhi rakhi hui revision par lautta hai.",
        ))
    })
}

/// The revision, whole and as it was written.
async fn kept(
    request: &DeploymentRequest,
    number: i64,
    cluster: &Cluster,
    language: Language,
) -> Result<Revision, Failure> {
    let map_name = Revision::config_map_name(&request.name_any(), number);
    let map = cluster.revision(&map_name).await?;
    let is_ours = map.labels().get(REQUEST_UID) == request.uid().as_ref();
    let revision = Revision::from_files(map.into());
    let revision = revision.filter(|revision| is_ours && revision.number == number);
    revision.ok_or_else(|| {
        Failure::new(say!(
            language,
            "there is no going back to revision {number}: the ConfigMap {map_name} was changed by hand, or is of another request",
            "revision {number} पर लौटना संभव नहीं: ConfigMap {map_name} हाथ से बदला गया है, या किसी और अनुरोध का है",
            "revision {number} par lautna mumkin nahi: ConfigMap {map_name} haath se badla gaya hai, ya kisi aur request ka hai",
        ))
        .remedy(say!(
            language,
            "Choose another revision with --to.",
            "--to से दूसरी revision चुनिए।",
            "--to se doosri revision chunein.",
        ))
    })
}

/// Whether that revision runs and is what the request asks for: then there is nothing to go back.
fn is_what_runs(request: &DeploymentRequest, number: i64) -> bool {
    let plan = request.status.as_ref().and_then(|status| status.plan.as_ref());
    deployed(request) == Some(number) && plan.is_some_and(|plan| plan.revision == number)
}

fn nothing_to_do(name: &str, number: i64, language: Language) -> String {
    say!(
        language,
        "Revision {number} of {name} is what runs: there is nothing to do.",
        "{name} की revision {number} ही चल रही है: करने को कुछ नहीं है।",
        "{name} ki revision {number} hi chal rahi hai: karne ko kuch nahi hai.",
    )
}

fn text(kept: &Revision, pair: &Pair, words: &Words) -> String {
    let view = PlanView {
        requirements: Some(&kept.requirements),
        assumptions: &kept.assumptions,
        warnings: &kept.warnings,
        clarifications: &[],
        body: Some(Body {
            resources: &kept.resources,
            estimate: &kept.estimate,
            findings: &kept.findings,
        }),
    };
    format!(
        "{}\n{}\n{} r{}  {}\n",
        view.render(words, terminal_width()),
        pair.text(words),
        words.plan,
        kept.number,
        kept.digest
    )
}

fn agreed(args: &Args, number: i64, language: Language) -> Result<bool, Failure> {
    if args.yes {
        return Ok(true);
    }
    let name = &args.name;
    if somebody_is_there() {
        let question = say!(
            language,
            "Go back to revision {number}? It still has to be approved.",
            "revision {number} पर लौटें? उसे स्वीकृति देना बाकी रहेगा।",
            "Revision {number} par lautein? Use approve karna baaki rahega.",
        );
        return confirm(&format!("\n{question}"), language);
    }
    Err(Failure::usage(nobody_to_ask(language)).remedy(say!(
        language,
        "Say --yes: cloudwhisper rollback {name} --to {number} --yes",
        "--yes कहिए: cloudwhisper rollback {name} --to {number} --yes",
        "--yes kahein: cloudwhisper rollback {name} --to {number} --yes",
    )))
}

/// Whether the operator has said what becomes of it, and AWS what it takes away.
fn is_told(current: &DeploymentRequest, generation: i64) -> bool {
    let status = current.status.as_ref();
    status.is_some_and(|status| {
        status.observed_generation >= generation
            && !status
                .conditions
                .iter()
                .any(|told| told.type_ == condition::DEPLOYED && told.reason == condition::reason::CHECKING)
    })
}

/// What there is to do now.
fn next(settled: Option<&DeploymentRequest>, name: &str, number: i64, language: Language) -> String {
    let status = settled.and_then(|settled| settled.status.as_ref());
    let Some(status) = status else {
        return say!(
            language,
            "{name} is asked to go back to revision {number}. Follow it with: cloudwhisper status {name} --watch",
            "{name} से revision {number} पर लौटने को कहा गया है। आगे देखने के लिए: cloudwhisper status {name} --watch",
            "{name} se revision {number} par lautne ko kaha gaya hai. Aage dekhne ke liye: cloudwhisper status {name} --watch",
        );
    };
    let told = |kind: &str| status.conditions.iter().find(|told| told.type_ == kind);
    if told(condition::DEPLOYED).is_some_and(|deployed| deployed.status == "True") {
        return nothing_to_do(name, number, language);
    }
    let is_back = |plan: &&PlanStatus| plan.rollback_of == Some(number) || plan.revision == number;
    match status.plan.as_deref().filter(is_back) {
        Some(plan) if told(condition::APPROVED).is_none_or(|approved| approved.status != "True") => {
            let (now, digest) = (plan.revision, plan.digest);
            say!(
                language,
                "The plan of revision {number} is revision {now} now, and waits for its approval:\n  \
                 cloudwhisper approve {name} --digest {digest}",
                "revision {number} की योजना अब revision {now} है, और स्वीकृति की प्रतीक्षा में है:\n  \
                 cloudwhisper approve {name} --digest {digest}",
                "Revision {number} ka plan ab revision {now} hai, aur approval ke intezaar mein hai:\n  \
                 cloudwhisper approve {name} --digest {digest}",
            )
        }
        _ => told(condition::READY).map_or_else(String::new, |ready| ready.message.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, awaiting_approval, failed, ready};
    use crate::cli::say::in_each_language;

    #[test]
    fn without_a_number_it_is_the_last_that_succeeded_before_the_one_that_runs() {
        let back = |request: &DeploymentRequest| previous(request, Language::English).ok();
        let mut request = ready();
        assert_eq!(back(&request), Some(1), "revision 3 was taken back");
        let status = request.status.as_mut().expect("a status");
        let mut newer = status.history[1].clone();
        newer.revision = 5;
        status.history.insert(0, newer); // a failed try after the one that runs
        assert_eq!(back(&request), Some(1));
        request.status.as_mut().expect("a status").history.truncate(3);
        assert_eq!(back(&request), None, "only one has succeeded");
        assert_eq!(back(&asked()), None);
    }

    #[test]
    fn what_runs_and_is_asked_for_is_left_alone() {
        assert!(is_what_runs(&ready(), 4));
        assert!(!is_what_runs(&ready(), 1));
        let mut waiting = ready();
        waiting
            .status
            .as_mut()
            .expect("a status")
            .plan
            .as_mut()
            .expect("a plan")
            .revision = 5;
        assert!(
            !is_what_runs(&waiting, 4),
            "another plan waits, which going back drops"
        );
    }

    #[test]
    fn the_operator_s_word_is_waited_for() {
        let mut request = awaiting_approval();
        assert!(is_told(&request, 1));
        assert!(!is_told(&request, 2), "of an earlier spec");
        let status = request.status.as_mut().expect("a status");
        let mut deployed = status.conditions[0].clone();
        deployed.type_ = condition::DEPLOYED.into();
        deployed.reason = condition::reason::CHECKING.into();
        status.conditions.push(deployed);
        assert!(!is_told(&request, 1), "AWS has not said what is lost");
    }

    #[test]
    fn what_comes_next_is_said_in_each_language() {
        let mut waiting = awaiting_approval();
        let plan = waiting.status.as_mut().expect("a status").plan.as_mut();
        plan.expect("a plan").rollback_of = Some(1);
        let mut runs = ready();
        let status = runs.status.as_mut().expect("a status");
        let mut deployed = status.conditions[0].clone();
        deployed.type_ = condition::DEPLOYED.into();
        status.conditions.push(deployed);
        insta::assert_snapshot!(in_each_language(|language| {
            let refused = previous(&asked(), language).expect_err("nothing ran").text();
            [
                next(None, "orders", 1, language),
                next(Some(&waiting), "orders", 1, language),
                next(Some(&runs), "orders", 4, language),
                next(Some(&failed()), "orders", 1, language),
                anstream::adapter::strip_str(&refused).to_string(),
            ]
            .join("\n")
        }));
    }
}
