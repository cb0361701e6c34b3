//! `delete`: says first what becomes of the stack, then deletes exactly the object that it spoke of.

use cloudwhisper_api::deployment_request::{DeletionPolicy, DeploymentRequest};
use cloudwhisper_api::language::Language;
use kube::ResourceExt;
use kube::api::{DeleteParams, Preconditions};

use super::ask::{confirm, somebody_is_there};
use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{note, show};
use super::say::{nobody_to_ask, say, spoken};
use super::words::Lang;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Don't ask.
    #[arg(short, long)]
    yes: bool,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let (name, language) = (&args.name, spoken(lang, &request));
    note(&told(&request, language));
    if !args.yes && !agreed(name, language)? {
        note(&say!(
            language,
            "Nothing was deleted.",
            "कुछ नहीं हटाया गया।",
            "Kuch delete nahi hua."
        ));
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
    let begun = say!(
        language,
        "{name} is being deleted.",
        "{name} हटाया जा रहा है।",
        "{name} delete ho raha hai.",
    );
    show(&format!("{begun}\n"))?;
    Ok(Exit::Done)
}

fn agreed(name: &str, language: Language) -> Result<bool, Failure> {
    if !somebody_is_there() {
        return Err(Failure::usage(nobody_to_ask(language)).remedy(say!(
            language,
            "Say --yes to delete without being asked.",
            "बिना पूछे हटाने के लिए --yes कहिए।",
            "Bina poochhe delete karne ke liye --yes kahein.",
        )));
    }
    let question = say!(
        language,
        "Delete {name}?",
        "{name} को हटाएँ?",
        "{name} ko delete karein?"
    );
    confirm(&question, language)
}

fn told(request: &DeploymentRequest, language: Language) -> String {
    let deployment = request
        .status
        .as_ref()
        .and_then(|status| status.deployment.as_ref());
    let Some(deployment) = deployment.filter(|deployment| deployment.stack_arn.is_some()) else {
        let name = request.name_any();
        return say!(
            language,
            "{name} has no stack on AWS: only the request goes.",
            "AWS पर {name} का कोई stack नहीं है: केवल अनुरोध हटेगा।",
            "AWS par {name} ka koi stack nahi hai: sirf request delete hogi.",
        );
    };
    let stack = format!(
        "{} ({}/{})",
        deployment.stack_name, deployment.account, deployment.region
    );
    match request.spec.deletion_policy {
        DeletionPolicy::Retain => say!(
            language,
            "The stack {stack} stays, runs on and goes on costing money (spec.deletionPolicy: Retain). To have it deleted too, \
             set deletionPolicy to Delete first.",
            "stack {stack} रहेगा, चलता रहेगा और उसका ख़र्च होता रहेगा (spec.deletionPolicy: Retain)। उसे भी हटाने के लिए पहले deletionPolicy \
             को Delete कीजिए।",
            "Stack {stack} rahega, chalta rahega aur uska kharch hota rahega (spec.deletionPolicy: Retain). Use bhi delete karne ke \
             liye pehle deletionPolicy ko Delete karein.",
        ),
        DeletionPolicy::Delete => say!(
            language,
            "The stack {stack} is deleted with the request (spec.deletionPolicy: Delete). Resources that hold data are kept by \
             AWS; an Event names them.",
            "stack {stack} अनुरोध के साथ हटेगा (spec.deletionPolicy: Delete)। डेटा वाले संसाधन AWS में रहते हैं; एक Event उनके नाम बताता है।",
            "Stack {stack} request ke saath delete hoga (spec.deletionPolicy: Delete). Data wale resources AWS mein rehte hain; ek \
             Event unke naam batata hai.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, ready};
    use crate::cli::say::in_each_language;

    #[test]
    fn what_becomes_of_the_stack_is_said_first() {
        let mut kept = ready();
        kept.spec.deletion_policy = DeletionPolicy::Retain;
        let mut deleted = ready();
        deleted.spec.deletion_policy = DeletionPolicy::Delete;
        let requests = [asked(), kept, deleted];
        insta::assert_snapshot!(in_each_language(|language| {
            let told = requests.each_ref().map(|request| told(request, language));
            told.join("\n")
        }));
    }
}
