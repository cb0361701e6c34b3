//! `reject`: takes an approval back. A deployment that AWS is at goes on; nothing new is begun.

use cloudwhisper_api::deployment_request::{ApprovalMode, DeploymentRequest, Phase};
use cloudwhisper_api::language::Language;
use kube::ResourceExt;
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::show;
use super::say::{say, spoken};
use super::words::Lang;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let now = if request.spec.approval.plan_digest.is_some() {
        let patch = json!({
            // An object that was made anew under this name is another one.
            "metadata": { "uid": request.uid() },
            "spec": { "approval": { "planDigest": null, "approver": null, "acceptDataLoss": null } },
        });
        cluster.patch(&args.name, &patch).await?
    } else {
        request.clone()
    };
    show(&told(&request, &now, spoken(lang, &request)))?;
    Ok(Exit::Done)
}

/// `now` is the object without its approval: AWS may have begun since it was read.
fn told(request: &DeploymentRequest, now: &DeploymentRequest, language: Language) -> String {
    let (name, namespace) = (request.name_any(), request.namespace().unwrap_or_default());
    let mut sentences = vec![match request.spec.approval.plan_digest {
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
    if now.status.as_ref().and_then(|status| status.phase) == Some(Phase::Deploying) {
        sentences.push(say!(
            language,
            "AWS is deploying already and goes on with it.",
            "AWS डिप्लॉय करना शुरू कर चुका है और उसे पूरा करेगा।",
            "AWS deploy karna shuru kar chuka hai aur use poora karega.",
        ));
    }
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
    use crate::cli::examples::{awaiting_approval, deploying};
    use crate::cli::say::in_each_language;

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
