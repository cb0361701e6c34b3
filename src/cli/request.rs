//! `request`: from a prompt to a `DeploymentRequest` in the cluster. Asks what is missing where there is somebody to ask.

use cloudwhisper_api::CLI_FIELD_MANAGER;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{AccountRef, DeletionPolicy, DeploymentRequest};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
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
use super::say::{say, spoken};
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
    let mut request = args.source.read(lang)?;
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
            None => Err(unanswered(spoken(lang, &request))),
            Some(plan) => {
                name_it(&mut request, &plan);
                show(&manifest_text(&request, args.format.format)?)?;
                Ok(Exit::Done)
            }
        };
    }
    cluster.run(lang, async |cluster| create(args, request, &cluster, lang).await)
}

async fn create(
    args: &Args,
    mut request: DeploymentRequest,
    cluster: &Cluster,
    lang: Option<Lang>,
) -> Result<Exit, Failure> {
    let language = spoken(lang, &request);
    let account = account(&request, cluster, language).await?;
    let Some(plan) = planned(args, &mut request, account.as_ref(), lang)? else {
        return Err(unanswered(language));
    };
    name_it(&mut request, &plan);
    let name = request.metadata.name.clone().unwrap_or_default();
    if !args.yes && somebody_is_there() && !agreed(&name, cluster, language)? {
        return Ok(Exit::Failed);
    }
    let params = PostParams {
        field_manager: Some(CLI_FIELD_MANAGER.to_owned()),
        ..PostParams::default()
    };
    let created = match cluster.requests().create(&params, &request).await {
        Ok(created) => created,
        Err(kube::Error::Api(status)) if status.is_already_exists() => {
            return Err(taken(&name, &cluster.namespace, language));
        }
        Err(error) => return Err(cluster.attempt("create").failed(&error)),
    };
    args.format.show(&created, || {
        format!(
            "\n{}\n",
            asked_for(&name, request.spec.account_ref.is_some(), language)
        )
    })?;
    Ok(Exit::Done)
}

fn agreed(name: &str, cluster: &Cluster, language: Language) -> Result<bool, Failure> {
    let namespace = &cluster.namespace;
    let question = say!(
        language,
        "Ask for {name} in namespace {namespace}?",
        "namespace {namespace} में {name} का अनुरोध करें?",
        "Namespace {namespace} mein {name} ki request karein?",
    );
    let agreed = confirm(&format!("\n{question}"), language)?;
    if !agreed {
        note(&say!(
            language,
            "Nothing was created.",
            "कुछ नहीं बनाया गया।",
            "Kuch nahi banaya gaya."
        ));
    }
    Ok(agreed)
}

fn asked_for(name: &str, has_account: bool, language: Language) -> String {
    let next = if has_account { "approve" } else { "preview" };
    say!(
        language,
        "{name} is asked for. Nothing is deployed before it is approved.\n\
         Next: cloudwhisper status {name}, then cloudwhisper {next} {name}",
        "{name} का अनुरोध कर दिया गया। स्वीकृति से पहले कुछ डिप्लॉय नहीं होगा।\n\
         आगे: cloudwhisper status {name}, फिर cloudwhisper {next} {name}",
        "{name} ki request ho gayi. Approve hone se pehle kuch deploy nahi hoga.\n\
         Aage: cloudwhisper status {name}, phir cloudwhisper {next} {name}",
    )
}

/// The account, for its region and its free tier. One that can't be read is no reason to stop: the operator will say.
async fn account(
    request: &DeploymentRequest,
    cluster: &Cluster,
    language: Language,
) -> Result<Option<CloudAccount>, Failure> {
    let Some(AccountRef { name }) = &request.spec.account_ref else {
        return Ok(None);
    };
    let accounts: Api<CloudAccount> = Api::all(cluster.client.clone());
    match accounts.get_opt(name).await {
        Ok(Some(account)) => Ok(Some(account)),
        Ok(None) => {
            note(&say!(
                language,
                "There is no CloudAccount {name} yet; the plan below does not know its region and free tier.",
                "CloudAccount {name} अभी नहीं है; नीचे की योजना उसका region और free tier नहीं जानती।",
                "CloudAccount {name} abhi nahi hai; neeche ka plan uska region aur free tier nahi jaanta.",
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
                let answer = clarify(question, planned.understood.language)?;
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
fn unanswered(language: Language) -> Failure {
    Failure::new(say!(
        language,
        "a question is open, and nobody is there to answer it",
        "एक प्रश्न बाकी है, और उत्तर देने के लिए कोई नहीं है",
        "ek sawaal baaki hai, aur jawab dene ke liye koi nahi hai",
    ))
    .exit(Exit::Clarification)
    .code(ErrorCode::ClarificationNeeded)
    .remedy(say!(
        language,
        "Say the answer with --answer, as shown above.",
        "उत्तर --answer से दीजिए, जैसा ऊपर दिखाया गया है।",
        "Jawab --answer se dein, jaisa upar dikhaya gaya hai.",
    ))
}

/// A request without a name takes that of its project.
fn name_it(request: &mut DeploymentRequest, plan: &Plan) {
    request
        .metadata
        .name
        .get_or_insert_with(|| plan.requirements.project_name.clone());
}

fn taken(name: &str, namespace: &str, language: Language) -> Failure {
    Failure::new(say!(
        language,
        "there is a request {name} in namespace {namespace} already",
        "namespace {namespace} में {name} नाम का अनुरोध पहले से है",
        "namespace {namespace} mein {name} naam ki request pehle se hai",
    ))
    .code(CliCode::Conflict)
    .remedy(say!(
        language,
        "Choose another name with --name, or change that one: kubectl -n {namespace} edit dr {name}",
        "--name से दूसरा नाम चुनिए, या उसी को बदलिए: kubectl -n {namespace} edit dr {name}",
        "--name se doosra naam chunein, ya usi ko badlein: kubectl -n {namespace} edit dr {name}",
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
    use crate::cli::say::in_each_language;

    #[test]
    fn what_comes_next_is_said_in_the_language_of_the_prompt() {
        insta::assert_snapshot!(in_each_language(|language| {
            let taken = taken("orders", "shop", language);
            let open = unanswered(language);
            let told = [
                asked_for("orders", true, language),
                taken.message,
                taken.remedy.unwrap_or_default(),
                open.message,
                open.remedy.unwrap_or_default(),
            ];
            told.join("\n")
        }));
        assert_eq!(spoken(None, &asked()), Language::Hinglish);
        assert_eq!(spoken(Some(Lang::En), &asked()), Language::English);
    }

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
