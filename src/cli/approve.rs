//! `approve`: shows a plan and its price, asks, and approves exactly that plan; where somebody has already, joins them. Who may, and in
//! whose name, is for the API server to decide.

mod data_loss;
mod joint;
mod repair;

use cloudwhisper_api::condition;
use cloudwhisper_api::deployment_request::{
    DeploymentRequest, DeploymentRequestStatus, PlanStatus, RepairStatus,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use kube::ResourceExt;
use serde_json::json;

use super::ask::{confirm, somebody_is_there};
use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{note, show};
use super::plan_view::{PlanView, amount, compared, section};
use super::preview::{losses, newest, no_plan};
use super::say::{nobody_to_ask, say, spoken, words_for};
use super::table::terminal_width;
use super::words::Lang;
use joint::Standing;

/// How often an approval is tried again when only something beside the plan has changed meanwhile.
const TRIES: usize = 5;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Approve this plan and no other; without a terminal it stands for --yes.
    #[arg(long)]
    digest: Option<Digest>,
    /// The data of these resources may go, by logical id; each that is replaced or removed and holds data has to be named.
    #[arg(long, value_name = "ID", value_delimiter = ',', num_args = 1..)]
    accept_data_loss: Vec<String>,
    /// Where a rollback failed: go on without what could not be restored.
    #[arg(long)]
    skip_failed: bool,
    /// Don't ask.
    #[arg(short, long)]
    yes: bool,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let language = spoken(lang, &request);
    if let Some(offered) = broken(&request) {
        return repair::run(args, &request, offered, cluster, language).await;
    }
    if args.skip_failed {
        return Err(nothing_failed(&args.name, language));
    }
    let plan = approvable(&request, args.digest, language)?;
    let (name, number) = (&args.name, plan.revision);
    let required = joint::required(cluster).await;
    let begun =
        request.spec.approval.plan_digest == Some(plan.digest) && data_loss::is_accepted(&request, plan);
    let standing = if begun {
        joint::standing(&request, plan.digest, required, cluster).await?
    } else {
        Standing::First
    };
    if let Some(already) = joint::already(&request, plan, &standing, required, language) {
        show(&format!("{already}\n"))?;
        return Ok(Exit::Done);
    }
    show(&text(&request, plan, lang))?;
    data_loss::check(name, plan, &args.accept_data_loss, language)?;
    if !agreed(args, plan, language)? {
        note(&say!(
            language,
            "Nothing was approved.",
            "कुछ स्वीकृत नहीं हुआ।",
            "Kuch approve nahi hua."
        ));
        return Ok(Exit::Failed);
    }
    let now = match &standing {
        Standing::Open { caller } => joint::join(&request, plan.digest, caller, cluster).await?,
        Standing::First | Standing::Given | Standing::Whole => {
            give(args, &request, plan, cluster, language).await?
        }
    };
    let done = joint::so_far(&now, plan.digest, required, language);
    let done = done.unwrap_or_else(|| approved(name, number, language));
    show(&format!("\n{done}\n"))?;
    Ok(Exit::Done)
}

fn approved(name: &str, number: i64, language: Language) -> String {
    say!(
        language,
        "Revision {number} of {name} is approved. Follow it with: cloudwhisper status {name} --watch",
        "{name} की revision {number} को स्वीकृति दी गई। आगे देखने के लिए: cloudwhisper status {name} --watch",
        "{name} ki revision {number} approve ho gayi. Aage dekhne ke liye: cloudwhisper status {name} --watch",
    )
}

/// The ways on, where a rollback failed: then these are what there is to approve, and no plan.
fn broken(request: &DeploymentRequest) -> Option<&RepairStatus> {
    request.status.as_ref()?.repair.as_deref()
}

fn nothing_failed(name: &str, language: Language) -> Failure {
    Failure::usage(say!(
        language,
        "no rollback of {name} has failed: there is nothing to skip",
        "{name} का कोई rollback असफल नहीं हुआ: छोड़ने को कुछ नहीं है",
        "{name} ka koi rollback fail nahi hua: chhodne ko kuch nahi hai",
    ))
}

/// The plan that can be approved now; where there is none, why.
fn approvable(
    request: &DeploymentRequest,
    wanted: Option<Digest>,
    language: Language,
) -> Result<&PlanStatus, Failure> {
    let name = request.name_any();
    newest(request, language)?;
    let status = request.status.as_ref();
    let plan = status
        .and_then(|status| status.plan.as_ref())
        .ok_or_else(|| Failure::new(no_plan(language, &name)))?;
    if status.map(|status| status.observed_generation) != request.metadata.generation {
        return Err(just_changed(&name, language));
    }
    if request.spec.account_ref.is_none() {
        return Err(plan_only(&name, language));
    }
    if wanted.is_some_and(|wanted| wanted != plan.digest) {
        return Err(other_plan(&name, plan, language));
    }
    if status.is_some_and(is_being_checked) {
        return Err(still_checking(&name, plan, language));
    }
    let broken = status.into_iter().flat_map(|status| &status.conditions);
    if let Some(policy) = broken
        .into_iter()
        .find(|condition| condition.type_ == condition::POLICY_PASSED && condition.status == "False")
        && policy.reason == condition::reason::POLICY_VIOLATION
    {
        let remedy = say!(
            language,
            "A plan that breaks a policy cannot be approved.",
            "नीति तोड़ने वाली योजना को स्वीकृति नहीं दी जा सकती।",
            "Policy todne wale plan ko approve nahi kiya ja sakta.",
        );
        return Err(Failure::new(policy.message.clone())
            .exit(Exit::Refused)
            .remedy(remedy));
    }
    Ok(plan)
}

/// Whether AWS has not said yet what carrying out the plan would replace or remove.
fn is_being_checked(status: &DeploymentRequestStatus) -> bool {
    status.conditions.iter().any(|condition| {
        condition.type_ == condition::DEPLOYED && condition.reason == condition::reason::CHECKING
    })
}

fn just_changed(name: &str, language: Language) -> Failure {
    Failure::new(say!(
        language,
        "{name} has just been changed, and its plan is not made anew yet",
        "{name} अभी-अभी बदला गया है, और उसकी नई योजना अब तक नहीं बनी",
        "{name} abhi-abhi badla gaya hai, aur uska naya plan ab tak nahi bana",
    ))
    .remedy(say!(
        language,
        "Try again in a moment. If that doesn't help, ask `cloudwhisper doctor` whether the operator runs.",
        "थोड़ी देर में फिर कोशिश कीजिए। न हो तो `cloudwhisper doctor` से पूछिए कि operator चल रहा है या नहीं।",
        "Thodi der mein phir koshish karein. Na ho to `cloudwhisper doctor` se poochhein ki operator chal raha hai ya nahi.",
    ))
}

fn plan_only(name: &str, language: Language) -> Failure {
    Failure::new(say!(
        language,
        "{name} is for planning only: it names no account to deploy to",
        "{name} केवल योजना के लिए है: इसमें डिप्लॉय करने का कोई खाता नहीं लिखा है",
        "{name} sirf plan ke liye hai: isme deploy karne ka koi account nahi likha hai",
    ))
    .remedy(say!(
        language,
        "Set spec.accountRef first.",
        "पहले spec.accountRef लिखिए।",
        "Pehle spec.accountRef likhein.",
    ))
}

fn still_checking(name: &str, plan: &PlanStatus, language: Language) -> Failure {
    let number = plan.revision;
    Failure::new(say!(
        language,
        "AWS is still checking revision {number} of {name}: whether it would replace or remove anything is not known yet",
        "AWS अभी {name} की revision {number} जाँच रहा है: वह कुछ बदलेगी या हटाएगी, यह अब तक मालूम नहीं",
        "AWS abhi {name} ki revision {number} jaanch raha hai: woh kuch badlegi ya hatayegi, yeh ab tak pata nahi",
    ))
    .retryable()
    .remedy(say!(
        language,
        "Nothing was approved. It takes seconds: `cloudwhisper status {name} --watch` tells when the plan waits for its approval.",
        "कुछ स्वीकृत नहीं हुआ। इसमें कुछ सेकंड लगते हैं: `cloudwhisper status {name} --watch` बताता है कि योजना कब स्वीकृति की प्रतीक्षा में है।",
        "Kuch approve nahi hua. Isme kuch second lagte hain: `cloudwhisper status {name} --watch` batata hai ki plan kab approval \
         ke intezaar mein hai.",
    ))
}

fn other_plan(name: &str, plan: &PlanStatus, language: Language) -> Failure {
    let (number, digest) = (plan.revision, plan.digest);
    Failure::new(say!(
        language,
        "the plan has changed: it is revision {number} now, {digest}",
        "योजना बदल गई है: अब वह revision {number} है, {digest}",
        "plan badal gaya hai: ab woh revision {number} hai, {digest}",
    ))
    .remedy(say!(
        language,
        "Nothing was approved. Look at it with `cloudwhisper preview {name}`, then approve again.",
        "कुछ स्वीकृत नहीं हुआ। उसे `cloudwhisper preview {name}` से देखिए, फिर स्वीकृति दीजिए।",
        "Kuch approve nahi hua. Use `cloudwhisper preview {name}` se dekhein, phir approve karein.",
    ))
}

fn agreed(args: &Args, plan: &PlanStatus, language: Language) -> Result<bool, Failure> {
    if args.yes {
        return Ok(true);
    }
    if somebody_is_there() {
        let question = question(plan, language);
        return confirm(&format!("\n{question}"), language);
    }
    if args.digest.is_some() {
        return Ok(true); // whoever names the whole digest has seen the plan
    }
    let (name, digest) = (&args.name, plan.digest);
    Err(Failure::usage(nobody_to_ask(language)).remedy(say!(
        language,
        "Say --yes, or better name the plan: cloudwhisper approve {name} --digest {digest}",
        "--yes कहिए, या बेहतर, योजना का नाम दीजिए: cloudwhisper approve {name} --digest {digest}",
        "--yes kahein, ya behtar, plan ka naam dein: cloudwhisper approve {name} --digest {digest}",
    )))
}

fn question(plan: &PlanStatus, language: Language) -> String {
    let price = amount(&plan.estimate.monthly);
    say!(
        language,
        "Approve this plan for {price} per month?",
        "{price} प्रति माह की इस योजना को स्वीकृति दें?",
        "{price} per month ke is plan ko approve karein?",
    )
}

fn text(request: &DeploymentRequest, plan: &PlanStatus, lang: Option<Lang>) -> String {
    let words = words_for(lang, request);
    let losses = losses(plan, words.language);
    let view = PlanView::of_request(request).render(words, terminal_width());
    let losses = if losses.is_empty() {
        String::new()
    } else {
        let list = format!("  {}\n", losses.join("\n  "));
        format!("\n{}", section(words.takes_away, &list))
    };
    let delta = plan.monthly_delta.as_ref();
    let delta = delta.map_or_else(String::new, |delta| {
        format!("\n{}\n", compared(delta, words.language))
    });
    format!(
        "{view}{losses}{delta}\n{} r{}  {}\n",
        words.plan, plan.revision, plan.digest
    )
}

/// Writes the approval, provided that the object is still what was read. Status changes all the time without changing the
/// plan, so a conflict is a reason to look again; another plan is a reason to stop.
async fn give(
    args: &Args,
    request: &DeploymentRequest,
    plan: &PlanStatus,
    cluster: &Cluster,
    language: Language,
) -> Result<DeploymentRequest, Failure> {
    let name = request.name_any();
    let mut now = request.clone();
    // What was accepted for an earlier plan goes.
    let accepted = Some(&args.accept_data_loss).filter(|ids| !ids.is_empty());
    for _ in 0..TRIES {
        // What somebody else has named is taken out before it is named anew: the API server takes nobody's word for another's.
        let is_named = data_loss::is_named(&now, &args.accept_data_loss);
        // The approver is left out: the API server fills in who calls.
        let approval = if is_named {
            json!({ "acceptDataLoss": null })
        } else {
            json!({ "planDigest": plan.digest, "acceptDataLoss": accepted })
        };
        let patch = json!({
            "metadata": { "resourceVersion": now.resource_version(), "uid": request.uid() },
            "spec": { "approval": approval },
        });
        match cluster.try_patch(&name, &patch).await {
            Ok(without) if is_named => now = without,
            Ok(approved) => return Ok(approved),
            Err(kube::Error::Api(status)) if status.is_conflict() => {
                now = cluster.request(&name).await?;
                if now.uid() != request.uid() {
                    return Err(Failure::new(say!(
                        language,
                        "{name} was deleted and made anew meanwhile; nothing was approved",
                        "{name} इस बीच हटाकर नया बनाया गया; कुछ स्वीकृत नहीं हुआ",
                        "{name} is beech delete karke naya banaya gaya; kuch approve nahi hua",
                    )));
                }
                approvable(&now, Some(plan.digest), language)?;
            }
            Err(error) => return Err(cluster.not_done("patch", &name, &error).await),
        }
    }
    Err(changes_all_the_time(&name, language))
}

fn changes_all_the_time(name: &str, language: Language) -> Failure {
    Failure::new(say!(
        language,
        "{name} changes all the time; nothing was approved",
        "{name} लगातार बदल रहा है; कुछ स्वीकृत नहीं हुआ",
        "{name} lagataar badal raha hai; kuch approve nahi hua",
    ))
    .remedy(say!(
        language,
        "Try again in a moment.",
        "थोड़ी देर में फिर कोशिश कीजिए।",
        "Thodi der mein phir koshish karein.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{asked, awaiting_approval};
    use crate::cli::say::in_each_language;

    fn refused(request: &DeploymentRequest, wanted: Option<Digest>, language: Language) -> String {
        let failure = approvable(request, wanted, language)
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
        let plan = approvable(&request, None, Language::English).expect("a plan");
        insta::assert_snapshot!(
            anstream::adapter::strip_str(&text(&request, plan, Some(Lang::En))).to_string()
        );
    }

    #[test]
    fn the_question_is_asked_in_the_language_of_whoever_is_asked() {
        let request = awaiting_approval();
        let plan = request.status.as_ref().and_then(|status| status.plan.as_ref());
        let plan = plan.expect("a plan");
        insta::assert_snapshot!(in_each_language(|language| question(plan, language)));
        assert_eq!(spoken(None, &request), Language::English);
        // The planner would say a plan for this prompt in Latin letters, so that is what everything is said in.
        assert_eq!(spoken(Some(Lang::Hi), &request), Language::Hinglish);
        assert_eq!(spoken(Some(Lang::HiLatn), &request), Language::Hinglish);
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
        insta::assert_snapshot!(in_each_language(|language| {
            let told = [
                refused(&asked(), None, language),
                refused(&changed, None, language),
                refused(&plan_only, None, language),
                refused(&checking, None, language),
                refused(&awaiting_approval(), other, language),
            ];
            told.join("\n")
        }));
    }
}
