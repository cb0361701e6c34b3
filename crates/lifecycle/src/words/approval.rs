//! Said of approvals.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Action, PlannedResource, Retention};
use cloudwhisper_planner::estimate::{dollars, rupees};

use super::retention::fate;
use super::{Said, say};
use crate::retention::holds_data;
use crate::revision::Revision;

/// Why `WithinBudget` does not approve by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAutomatic {
    NoBudget,
    AboveBudget,
    PriceUnknown,
    Finding,
    /// This field of `spec.usage` is said in the prompt only.
    UsageOfPrompt(&'static str),
    RegionOfPrompt,
    DataAtRisk,
    /// What the plan puts back was put back before, and is there again.
    DriftAgain,
}

/// What carrying out a plan takes away of what runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Losses {
    /// Each resource that is made anew or removed, and what becomes of it, as a person reads it.
    pub(crate) taken_away: Vec<String>,
    /// Logical ids of those that hold data.
    pub(crate) data: Vec<String>,
}

impl Losses {
    /// Those that hold data and are not among these.
    pub(crate) fn not_in(&self, accepted: &[String]) -> Vec<&str> {
        let missing = self.data.iter().filter(|id| !accepted.contains(id));
        missing.map(String::as_str).collect()
    }
}

/// The approval is of this plan, and does not name these resources, which hold data.
pub(crate) fn unaccepted(
    language: Language,
    name: &str,
    revision: &Revision,
    losses: &Losses,
    unaccepted: &[&str],
) -> Said {
    let (number, missing) = (revision.number, unaccepted.join(", "));
    let message = say!(
        language,
        "The approval of revision {number} does not say that the data of these may go: {missing}. It has to name each in \
         spec.approval.acceptDataLoss.",
        "revision {number} की स्वीकृति में नहीं लिखा कि इनका डेटा जा सकता है: {missing}। spec.approval.acceptDataLoss में हर एक का नाम होना चाहिए।",
        "Revision {number} ke approval mein nahi likha ki inka data ja sakta hai: {missing}. spec.approval.acceptDataLoss mein har ek \
         ka naam hona chahiye.",
    );
    Said::new(
        with_losses(language, message, losses),
        how(language, name, losses),
    )
}

pub(crate) fn how(language: Language, name: &str, losses: &Losses) -> String {
    let accept = match losses.data.as_slice() {
        [] => String::new(),
        data => format!(" --accept-data-loss {}", data.join(",")),
    };
    say!(
        language,
        "To read it: `cloudwhisper preview {name}`; to approve it: `cloudwhisper approve {name}{accept}`.",
        "पढ़ने के लिए: `cloudwhisper preview {name}`; स्वीकृति के लिए: `cloudwhisper approve {name}{accept}`।",
        "Padhne ke liye: `cloudwhisper preview {name}`; approve karne ke liye: `cloudwhisper approve {name}{accept}`.",
    )
}

/// So many people have to approve it, and nobody has.
pub(crate) fn needed(
    language: Language,
    name: &str,
    revision: &Revision,
    people: usize,
    losses: &Losses,
) -> Said {
    let number = revision.number;
    let usd = dollars(&revision.estimate.monthly.usd);
    let inr = rupees(&revision.estimate.monthly.inr);
    let waits = if people > 1 {
        say!(
            language,
            "The plan of revision {number} ({usd} or {inr} per month) waits for the approvals of {people} people.",
            "revision {number} की योजना ({usd} या {inr} प्रति माह) को {people} लोगों की स्वीकृति की प्रतीक्षा है।",
            "Revision {number} ke plan ({usd} ya {inr} per month) ko {people} logon ke approval ka intezaar hai.",
        )
    } else {
        say!(
            language,
            "The plan of revision {number} ({usd} or {inr} per month) waits for an approval.",
            "revision {number} की योजना ({usd} या {inr} प्रति माह) को स्वीकृति की प्रतीक्षा है।",
            "Revision {number} ke plan ({usd} ya {inr} per month) ko approval ka intezaar hai.",
        )
    };
    Said::new(with_losses(language, waits, losses), how(language, name, losses))
}

/// What carrying out the plan takes away, before anybody is asked to approve it.
fn with_losses(language: Language, message: String, losses: &Losses) -> String {
    if losses.taken_away.is_empty() {
        return message;
    }
    let taken_away = losses.taken_away.join("; ");
    say!(
        language,
        "{message} It takes away what runs now: {taken_away}.",
        "{message} यह अभी चल रहे इन संसाधनों को हटाती या बदलती है: {taken_away}।",
        "{message} Yeh abhi chal rahe in resources ko hatata ya badalta hai: {taken_away}.",
    )
}

/// A resource that is made anew or removed, and what becomes of what it holds:
/// `Table (AWS::DynamoDB::Table), taken out of the stack: AWS keeps it, with its data and its price`.
pub(crate) fn loss(language: Language, resource: &PlannedResource) -> String {
    let loss = without_fate(language, resource);
    match fate(language, resource) {
        Some(fate) => format!("{loss}: {fate}"),
        None => loss,
    }
}

fn without_fate(language: Language, resource: &PlannedResource) -> String {
    let what = format!("{} ({})", resource.logical_id, resource.kind);
    let may_be = resource.replacement.as_deref() == Some("Conditional");
    let is_kept = resource.retention == Some(Retention::Retain);
    match (resource.action, holds_data(&resource.kind)) {
        (Some(Action::Remove), _) if is_kept => say!(
            language,
            "{what}, taken out of the stack",
            "{what}, stack से निकाला जाएगा",
            "{what}, stack se nikala jayega",
        ),
        (Some(Action::Remove), _) => say!(
            language,
            "{what}, removed",
            "{what}, हटाया जाएगा",
            "{what}, hataya jayega",
        ),
        (Some(Action::Replace), true) if may_be => say!(
            language,
            "{what}, possibly replaced by a new and empty one",
            "{what}, शायद नए और ख़ाली से बदला जाएगा",
            "{what}, shayad naye aur khaali se badla jayega",
        ),
        (Some(Action::Replace), true) => say!(
            language,
            "{what}, replaced by a new and empty one",
            "{what}, नए और ख़ाली से बदला जाएगा",
            "{what}, naye aur khaali se badla jayega",
        ),
        (Some(Action::Replace), false) if may_be => say!(
            language,
            "{what}, possibly replaced by a new one",
            "{what}, शायद नए से बदला जाएगा",
            "{what}, shayad naye se badla jayega",
        ),
        (Some(Action::Replace), false) => say!(
            language,
            "{what}, replaced by a new one",
            "{what}, नए से बदला जाएगा",
            "{what}, naye se badla jayega",
        ),
        (Some(Action::Add | Action::Modify) | None, _) => what,
    }
}

pub(crate) fn outdated(language: Language, name: &str, revision: &Revision, losses: &Losses) -> Said {
    let number = revision.number;
    let outdated = say!(
        language,
        "The approval is for another plan: the plan is now that of revision {number}, and nothing is deployed without \
             an approval of exactly that.",
        "स्वीकृति किसी और योजना की है: अब योजना revision {number} की है, और ठीक उसकी स्वीकृति के बिना कुछ डिप्लॉय नहीं होगा।",
        "Approval kisi aur plan ka hai: ab plan revision {number} ka hai, aur theek uske approval ke bina kuch deploy \
             nahi hoga.",
    );
    Said::new(
        with_losses(language, outdated, losses),
        how(language, name, losses),
    )
}

/// The approval was given before AWS said what the plan takes away.
pub(crate) fn unseen(language: Language, name: &str, revision: &Revision, losses: &Losses) -> Said {
    let number = revision.number;
    let taken_away = losses.taken_away.join("; ");
    Said::new(
        say!(
            language,
            "The approval of revision {number} was given before AWS had checked it, and so without knowing that the \
             deployment replaces or removes: {taken_away}. Nothing is deployed without an approval of that too.",
            "revision {number} को स्वीकृति AWS की जाँच से पहले दी गई थी, यानी यह जाने बिना कि डिप्लॉयमेंट इन्हें बदलेगा या हटाएगा: \
             {taken_away}। इसकी भी स्वीकृति के बिना कुछ डिप्लॉय नहीं होगा।",
            "Revision {number} ka approval AWS ki jaanch se pehle diya gaya tha, yaani yeh jaane bina ki deployment inhe \
             badlega ya hatayega: {taken_away}. Iske bhi approval ke bina kuch deploy nahi hoga.",
        ),
        how(language, name, losses),
    )
}

pub(crate) fn nobody(language: Language, name: &str, losses: &Losses) -> Said {
    Said::new(
        say!(
            language,
            "The approval names nobody who approves.",
            "स्वीकृति में स्वीकृति देने वाले का नाम नहीं है।",
            "Approval mein approve karne wale ka naam nahi hai.",
        ),
        how(language, name, losses),
    )
}

pub(crate) fn not_automatic(
    language: Language,
    name: &str,
    revision: &Revision,
    losses: &Losses,
    why: NotAutomatic,
) -> Said {
    let usd = dollars(&revision.estimate.monthly.usd);
    let inr = rupees(&revision.estimate.monthly.inr);
    let message = match why {
        NotAutomatic::NoBudget => say!(
            language,
            "WithinBudget does not approve this plan by itself: spec.budget is not set.",
            "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: spec.budget नहीं लिखा है।",
            "WithinBudget is plan ko apne aap approve nahi karta: spec.budget nahi likha hai.",
        ),
        NotAutomatic::AboveBudget => say!(
            language,
            "WithinBudget does not approve this plan by itself: {usd} ({inr}) per month is above the budget.",
            "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: {usd} ({inr}) प्रति माह बजट से ऊपर है।",
            "WithinBudget is plan ko apne aap approve nahi karta: {usd} ({inr}) per month budget se upar hai.",
        ),
        NotAutomatic::PriceUnknown => {
            let unpriced = revision.estimate.unpriced_resources().join(", ");
            say!(
                language,
                "WithinBudget does not approve this plan by itself: no price is known for {unpriced}, so nobody can say \
                 whether it is within the budget; {usd} ({inr}) per month is the rest.",
                "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: {unpriced} की कीमत मालूम नहीं है, इसलिए बजट में है या नहीं, कहा नहीं जा सकता; \
                 {usd} ({inr}) प्रति माह बाकी का खर्च है।",
                "WithinBudget is plan ko apne aap approve nahi karta: {unpriced} ki keemat pata nahi hai, isliye budget mein hai \
                 ya nahi, kaha nahi ja sakta; {usd} ({inr}) per month baaki ka kharch hai.",
            )
        }
        NotAutomatic::Finding => say!(
            language,
            "WithinBudget does not approve this plan by itself: the security review has a finding that is High or worse.",
            "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: सुरक्षा जाँच में High या उससे गंभीर बात मिली है।",
            "WithinBudget is plan ko apne aap approve nahi karta: security review mein High ya usse gambhir finding hai.",
        ),
        NotAutomatic::UsageOfPrompt(field) => say!(
            language,
            "WithinBudget does not approve this plan by itself: the prompt says less use than is taken for granted, and the \
             price is for that. Whoever may approve can write it into spec.usage.{field}.",
            "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: अनुरोध में उपयोग सामान्य से कम बताया गया है, और कीमत उसी की है। जो स्वीकृति दे \
             सकता है, वह इसे spec.usage.{field} में लिख सकता है।",
            "WithinBudget is plan ko apne aap approve nahi karta: prompt mein use aam se kam bataya gaya hai, aur keemat usi ki \
             hai. Jo approve kar sakta hai, woh ise spec.usage.{field} mein likh sakta hai.",
        ),
        NotAutomatic::RegionOfPrompt => {
            let region = &revision.region;
            say!(
                language,
                "WithinBudget does not approve this plan by itself: {region} is said in the prompt only. Whoever may approve \
                 can write it into spec.region.",
                "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: {region} केवल अनुरोध में बताया गया है। जो स्वीकृति दे सकता है, वह इसे \
                 spec.region में लिख सकता है।",
                "WithinBudget is plan ko apne aap approve nahi karta: {region} sirf prompt mein bataya gaya hai. Jo approve kar \
                 sakta hai, woh ise spec.region mein likh sakta hai.",
            )
        }
        NotAutomatic::DriftAgain => say!(
            language,
            "WithinBudget does not approve this plan by itself: just this was put back before, and somebody or something has changed it \
             again.",
            "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: ठीक यही पहले वापस किया गया था, और किसी ने इसे फिर बदल दिया है।",
            "WithinBudget is plan ko apne aap approve nahi karta: bilkul yahi pehle wapas kiya gaya tha, aur kisi ne ise phir badal diya \
             hai.",
        ),
        NotAutomatic::DataAtRisk => say!(
            language,
            "WithinBudget does not approve this plan by itself: a resource that holds data would be replaced or removed.",
            "WithinBudget इस योजना को अपने आप स्वीकृति नहीं देता: डेटा रखने वाला संसाधन बदला या हटाया जाएगा।",
            "WithinBudget is plan ko apne aap approve nahi karta: data rakhne wala resource badla ya hataya jayega.",
        ),
    };
    Said::new(
        with_losses(language, message, losses),
        how(language, name, losses),
    )
}

/// `approvers` are their names, as a sentence has them.
pub(crate) fn by_people(language: Language, approvers: &str) -> String {
    say!(
        language,
        "{approvers} approved exactly this plan.",
        "{approvers} ने ठीक इसी योजना को स्वीकृति दी।",
        "{approvers} ne theek isi plan ko approve kiya.",
    )
}

pub(crate) fn within_budget(language: Language) -> String {
    say!(
        language,
        "Approved by itself: within the budget, no finding is High or worse, no data is at risk.",
        "अपने आप स्वीकृत: बजट में है, कोई गंभीर बात नहीं, कोई डेटा जोखिम में नहीं।",
        "Apne aap approved: budget mein hai, koi gambhir finding nahi, koi data risk mein nahi.",
    )
}

pub(crate) fn nothing_to_approve(language: Language) -> String {
    say!(
        language,
        "This plan changes nothing about what runs, so there is nothing to approve.",
        "यह योजना चल रही चीज़ों में कुछ नहीं बदलती, इसलिए स्वीकृति की ज़रूरत नहीं।",
        "Yeh plan chal rahi cheezon mein kuch nahi badalta, isliye approval ki zaroorat nahi.",
    )
}

pub(crate) fn not_on_record(language: Language) -> String {
    say!(
        language,
        "This plan runs; who approved it is no longer on record.",
        "यह योजना चल रही है; किसने स्वीकृति दी, इसका अब अभिलेख नहीं है।",
        "Yeh plan chal raha hai; kisne approve kiya, iska ab record nahi hai.",
    )
}
