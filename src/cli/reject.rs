//! `reject`: takes an approval back, that of everybody or with `--own` one's own. A deployment that AWS is at goes on; nothing new is
//! begun.

use cloudwhisper_api::deployment_request::{ApprovalMode, ApprovalSpec, DeploymentRequest, Phase};
use cloudwhisper_api::language::Language;
use kube::ResourceExt;
use serde_json::{Map, Value, json};

use super::cluster::{Cluster, caller};
use super::exit::Exit;
use super::failure::Failure;
use super::output::show;
use super::say::{say, spoken};
use super::words::Lang;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Take back your own approval only; those of others stand. Without it all are taken back, so that nothing is approved.
    #[arg(long)]
    own: bool,
}

/// How often it is tried again when something else has changed meanwhile.
const TRIES: usize = 5;

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let language = spoken(lang, &request);
    if args.own {
        let caller = caller(cluster).await?;
        let (before, now) = take_own_back(request, &caller, cluster, language).await?;
        show(&told_own(&before, &now, &caller, language))?;
        return Ok(Exit::Done);
    }
    let now = if is_begun(&request.spec.approval) {
        let patch = json!({
            // An object that was made anew under this name is another one.
            "metadata": { "uid": request.uid() },
            "spec": { "approval": {
                "planDigest": null, "approver": null, "acceptDataLoss": null, "additionalApprovals": null,
            } },
        });
        cluster.patch(&args.name, &patch).await?
    } else {
        request.clone()
    };
    show(&told(&request, &now, language))?;
    Ok(Exit::Done)
}

fn is_begun(approval: &ApprovalSpec) -> bool {
    approval.plan_digest.is_some() || !approval.additional_approvals.is_empty()
}

/// What takes the caller's own approval out of this; none where there is none.
fn without_own(approval: &ApprovalSpec, caller: &str) -> Option<Value> {
    let mut patch = Map::new();
    if approval.plan_digest.is_some() && approval.approver.as_deref() == Some(caller) {
        for field in ["planDigest", "approver", "acceptDataLoss"] {
            patch.insert(field.to_owned(), Value::Null);
        }
    }
    let (own, others): (Vec<_>, Vec<_>) = approval
        .additional_approvals
        .iter()
        .partition(|further| further.approver == caller);
    if !own.is_empty() {
        patch.insert("additionalApprovals".to_owned(), json!(others));
    }
    (!patch.is_empty()).then_some(Value::Object(patch))
}

/// The request before and after, provided that nobody else has written an approval meanwhile.
async fn take_own_back(
    mut request: DeploymentRequest,
    caller: &str,
    cluster: &Cluster,
    language: Language,
) -> Result<(DeploymentRequest, DeploymentRequest), Failure> {
    let name = request.name_any();
    for _ in 0..TRIES {
        let Some(approval) = without_own(&request.spec.approval, caller) else {
            return Ok((request.clone(), request));
        };
        let patch = json!({
            "metadata": { "uid": request.uid(), "resourceVersion": request.resource_version() },
            "spec": { "approval": approval },
        });
        match cluster.try_patch(&name, &patch).await {
            Ok(now) => return Ok((request, now)),
            Err(kube::Error::Api(status)) if status.is_conflict() => request = cluster.request(&name).await?,
            Err(error) => return Err(cluster.not_done("patch", &name, &error).await),
        }
    }
    Err(Failure::new(say!(
        language,
        "{name} changes all the time; nothing was taken back",
        "{name} लगातार बदल रहा है; कुछ वापस नहीं लिया गया",
        "{name} lagataar badal raha hai; kuch wapas nahi liya gaya",
    ))
    .retryable()
    .remedy(say!(
        language,
        "Try again in a moment.",
        "थोड़ी देर में फिर कोशिश कीजिए।",
        "Thodi der mein phir koshish karein.",
    )))
}

fn told_own(before: &DeploymentRequest, now: &DeploymentRequest, caller: &str, language: Language) -> String {
    let name = before.name_any();
    let mut sentences = vec![match without_own(&before.spec.approval, caller) {
        Some(_) => say!(
            language,
            "Your approval of {name} is taken back.",
            "{name} को दी गई आपकी स्वीकृति वापस ली गई।",
            "{name} ko diya gaya aapka approval wapas liya gaya.",
        ),
        None => say!(
            language,
            "You ({caller}) have not approved {name}: there is nothing to take back.",
            "आपने ({caller}) {name} को स्वीकृति नहीं दी है: वापस लेने को कुछ नहीं है।",
            "Aapne ({caller}) {name} ko approve nahi kiya hai: wapas lene ko kuch nahi hai.",
        ),
    }];
    let approval = &now.spec.approval;
    let first = approval.plan_digest.and(approval.approver.clone());
    let further = approval.additional_approvals.iter();
    let others: Vec<String> = first
        .into_iter()
        .chain(further.map(|further| further.approver.clone()))
        .collect();
    if !others.is_empty() {
        let others = others.join(", ");
        sentences.push(say!(
            language,
            "Those of others stand: {others}.",
            "औरों की स्वीकृति बनी हुई है: {others}।",
            "Auron ka approval bana hua hai: {others}.",
        ));
    }
    sentences.extend(goes_on(now, language));
    sentences.join("\n") + "\n"
}

/// What AWS has begun goes on.
fn goes_on(now: &DeploymentRequest, language: Language) -> Option<String> {
    let phase = now.status.as_ref().and_then(|status| status.phase);
    (phase == Some(Phase::Deploying)).then(|| {
        say!(
            language,
            "AWS is deploying already and goes on with it.",
            "AWS डिप्लॉय करना शुरू कर चुका है और उसे पूरा करेगा।",
            "AWS deploy karna shuru kar chuka hai aur use poora karega.",
        )
    })
}

/// `now` is the object without its approval: AWS may have begun since it was read.
fn told(request: &DeploymentRequest, now: &DeploymentRequest, language: Language) -> String {
    let (name, namespace) = (request.name_any(), request.namespace().unwrap_or_default());
    let approval = &request.spec.approval;
    let named = approval.plan_digest;
    let further = approval.additional_approvals.first();
    let digest = named.or_else(|| further.map(|further| further.plan_digest));
    let mut sentences = vec![match digest {
        Some(digest) => say!(
            language,
            "The approval of {name} for {digest} is taken back.",
            "{name} की {digest} को दी गई स्वीकृति वापस ली गई।",
            "{name} ka {digest} ko diya gaya approval wapas liya gaya.",
        ),
        None => say!(
            language,
            "No plan of {name} is approved by a person: there is nothing to take back.",
            "{name} की किसी योजना को किसी व्यक्ति ने स्वीकृति नहीं दी है: वापस लेने को कुछ नहीं है।",
            "{name} ke kisi plan ko kisi insaan ne approve nahi kiya hai: wapas lene ko kuch nahi hai.",
        ),
    }];
    if request.spec.approval.mode == ApprovalMode::WithinBudget {
        sentences.push(say!(
            language,
            "Plans within the budget are still approved by themselves (spec.approval.mode: WithinBudget).",
            "बजट के अंदर की योजनाएँ अब भी अपने आप स्वीकृत होती हैं (spec.approval.mode: WithinBudget)।",
            "Budget ke andar ke plan ab bhi apne aap approve hote hain (spec.approval.mode: WithinBudget).",
        ));
    }
    sentences.extend(goes_on(now, language));
    sentences.push(say!(
        language,
        "To ask for something else, change the prompt: kubectl -n {namespace} edit dr {name}",
        "कुछ और माँगने के लिए अनुरोध बदलिए: kubectl -n {namespace} edit dr {name}",
        "Kuch aur maangne ke liye prompt badlein: kubectl -n {namespace} edit dr {name}",
    ));
    sentences.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{awaiting_approval, deploying, half_approved};
    use crate::cli::say::in_each_language;

    #[test]
    fn one_s_own_approval_goes_and_those_of_others_stand() {
        let request = half_approved();
        let approval = &request.spec.approval;
        let first = json!({ "planDigest": null, "approver": null, "acceptDataLoss": null });
        assert_eq!(without_own(approval, "alice"), Some(first));
        let further = json!({ "additionalApprovals": [] });
        assert_eq!(without_own(approval, "bob"), Some(further));
        assert_eq!(without_own(approval, "carol"), None);
        assert_eq!(without_own(&awaiting_approval().spec.approval, "alice"), None);
        let mut now = half_approved();
        now.spec.approval.plan_digest = None;
        insta::assert_snapshot!(in_each_language(|language| {
            [
                told_own(&request, &now, "alice", language),
                told_own(&request, &request, "carol", language),
            ]
            .join("\n")
        }));
    }

    #[test]
    fn it_says_what_was_taken_back_and_what_goes_on() {
        let (asked, begun) = (awaiting_approval(), deploying());
        insta::assert_snapshot!(in_each_language(|language| {
            [told(&asked, &asked, language), told(&begun, &begun, language)].join("\n")
        }));
        assert!(
            told(&asked, &begun, Language::English).contains("AWS is deploying already"),
            "it began in the same moment"
        );
    }
}
