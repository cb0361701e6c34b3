//! Said of what the platform team's policies forbid.

use cloudwhisper_api::amount::{Currency, Money};
use cloudwhisper_api::deployment_policy::MonthlyLimit;
use cloudwhisper_api::language::Language;
use cloudwhisper_planner::estimate::{dollars, rupees};

use super::{Said, say};
use crate::policy::{Verdict, Violation, Waived};

fn ask_owner(language: Language) -> String {
    say!(
        language,
        "Or ask your platform team for a waiver.",
        "या अपनी platform team से छूट (waiver) माँगिए।",
        "Ya apni platform team se waiver maangein.",
    )
}

fn either(language: Language, remedy: &str) -> String {
    format!("{remedy} {}", ask_owner(language))
}

pub(crate) fn region(language: Language, region: &str, allowed: &[String]) -> Said {
    let allowed = allowed.join(", ");
    let remedy = say!(
        language,
        "Set spec.region to one of {allowed}.",
        "spec.region को इनमें से एक कीजिए: {allowed}।",
        "spec.region ko inme se ek karein: {allowed}.",
    );
    Said::new(
        say!(
            language,
            "Plans of this namespace may not be for the region {region}.",
            "इस namespace की योजनाएँ region {region} के लिए नहीं हो सकतीं।",
            "Is namespace ke plans region {region} ke liye nahi ho sakte.",
        ),
        either(language, &remedy),
    )
}

pub(crate) fn resource_type(language: Language, id: &str, kind: &str) -> Said {
    let remedy = say!(
        language,
        "Change the prompt so that the plan needs no {kind}.",
        "prompt बदलिए ताकि योजना को {kind} की ज़रूरत न हो।",
        "Prompt badlein taaki plan ko {kind} ki zaroorat na ho.",
    );
    Said::new(
        say!(
            language,
            "{id} is of type {kind}, which is not allowed in this namespace.",
            "{id} का प्रकार {kind} है, जिसकी इस namespace में अनुमति नहीं है।",
            "{id} ka type {kind} hai, jo is namespace mein allowed nahi hai.",
        ),
        either(language, &remedy),
    )
}

pub(crate) fn above(language: Language, estimate: &str, most: &str) -> Said {
    let remedy = say!(
        language,
        "Ask for less in the prompt, or say smaller figures in spec.usage where they are true.",
        "prompt में कम माँगिए, या जहाँ सच हो वहाँ spec.usage में छोटे आँकड़े दीजिए।",
        "Prompt mein kam maangein, ya jahan sach ho wahan spec.usage mein chhote figures dein.",
    );
    Said::new(
        say!(
            language,
            "The plan costs {estimate} per month, and a request of this namespace may cost {most} at most.",
            "योजना का ख़र्च {estimate} प्रति माह है, और इस namespace में एक request का ख़र्च अधिक से अधिक {most} हो सकता है।",
            "Plan ka kharch {estimate} per month hai, aur is namespace mein ek request ka kharch zyada se zyada {most} ho sakta hai.",
        ),
        either(language, &remedy),
    )
}

/// An approved plan that has a claim on what the namespace may spend, or is about to.
pub(crate) fn claimed(language: Language) -> String {
    say!(
        language,
        "The plan is approved; it is being looked at whether it fits into what this namespace may spend.",
        "योजना स्वीकृत है; देखा जा रहा है कि वह इस namespace की ख़र्च सीमा में आती है या नहीं।",
        "Plan approved hai; dekha ja raha hai ki woh is namespace ki kharch limit mein aata hai ya nahi.",
    )
}

/// An approved plan, while somebody writes into the status of `request` what that has of the namespace's sum.
pub(crate) fn spending_untold(language: Language, namespace: &str, request: &str) -> Said {
    Said::new(
        say!(
            language,
            "The plan is approved, but nobody can tell what is left of this namespace's budget: somebody else than the operator writes \
             into the status of {request}.",
            "योजना स्वीकृत है, पर इस namespace के बजट में कितना बचा है यह पता नहीं चल सकता: operator के अलावा कोई और {request} का status \
             लिख रहा है।",
            "Plan approved hai, par is namespace ke budget mein kitna bacha hai yeh pata nahi chal sakta: operator ke alawa koi aur \
             {request} ka status likh raha hai.",
        ),
        say!(
            language,
            "If this does not end by itself, stop whoever does that: the operator alone needs update and patch on \
             deploymentrequests/status in {namespace} (ask your platform team who else has them). The approval then counts by itself.",
            "अगर यह अपने आप न रुके, तो लिखने वाले को रोकिए: {namespace} में deploymentrequests/status पर update और patch सिर्फ़ operator को \
             चाहिए (platform team से पूछिए कि और किसके पास हैं)। स्वीकृति तब अपने आप लागू होगी।",
            "Agar yeh apne aap na ruke, to likhne wale ko rokein: {namespace} mein deploymentrequests/status par update aur patch sirf \
             operator ko chahiye (platform team se poochhein ki aur kiske paas hain). Approval tab apne aap lagoo hoga.",
        ),
    )
}

/// `others` is what everything else in the namespace costs, in the limit's currency.
pub(crate) fn namespace_full(
    language: Language,
    policy: &str,
    monthly: &Money,
    limit: MonthlyLimit,
    others: Option<&str>,
) -> Said {
    let in_currency = |amount: &str| match limit.currency {
        Currency::USD => dollars(amount),
        Currency::INR => rupees(amount),
    };
    let most = in_currency(&limit.amount.to_string());
    let own = match limit.currency {
        Currency::USD => dollars(&monthly.usd),
        Currency::INR => rupees(&monthly.inr),
    };
    let message = match others.map(in_currency) {
        Some(others) => say!(
            language,
            "{policy}/maxMonthlyCost.namespace: this namespace may spend {most} per month; {others} of it are approved or running, and \
             the plan costs {own}.",
            "{policy}/maxMonthlyCost.namespace: यह namespace प्रति माह {most} ख़र्च कर सकता है; उसमें से {others} स्वीकृत या चालू है, और \
             योजना का ख़र्च {own} है।",
            "{policy}/maxMonthlyCost.namespace: yeh namespace per month {most} kharch kar sakta hai; usme se {others} approved ya chalu \
             hai, aur plan ka kharch {own} hai.",
        ),
        None => say!(
            language,
            "{policy}/maxMonthlyCost.namespace: this namespace may spend {most} per month, and what something in it costs can't be read.",
            "{policy}/maxMonthlyCost.namespace: यह namespace प्रति माह {most} ख़र्च कर सकता है, और उसमें किसी चीज़ का ख़र्च पढ़ा नहीं जा सकता।",
            "{policy}/maxMonthlyCost.namespace: yeh namespace per month {most} kharch kar sakta hai, aur usme kisi cheez ka kharch padha \
             nahi ja sakta.",
        ),
    };
    Said::new(
        message,
        say!(
            language,
            "Delete what is no longer needed, or ask your platform team to raise the limit; the approval then counts by itself.",
            "जिसकी ज़रूरत नहीं उसे हटाइए, या अपनी platform team से सीमा बढ़वाइए; स्वीकृति तब अपने आप लागू होगी।",
            "Jiski zaroorat nahi use delete karein, ya apni platform team se limit badhwayein; approval tab apne aap lagoo hoga.",
        ),
    )
}

pub(crate) fn unpriced(language: Language, id: &str) -> Said {
    Said::new(
        say!(
            language,
            "{id} has no known price, so nobody can say that the plan is within the limit of this namespace.",
            "{id} की क़ीमत ज्ञात नहीं है, इसलिए कोई नहीं कह सकता कि योजना इस namespace की सीमा के भीतर है।",
            "{id} ka price pata nahi hai, isliye koi nahi keh sakta ki plan is namespace ki limit ke andar hai.",
        ),
        say!(
            language,
            "Look its price up and ask your platform team for a waiver.",
            "उसकी क़ीमत देखिए और अपनी platform team से छूट (waiver) माँगिए।",
            "Uska price dekhein aur apni platform team se waiver maangein.",
        ),
    )
}

pub(crate) fn tag(language: Language, key: &str, values: &[String]) -> Said {
    let values = values.join(", ");
    let remedy = if values.is_empty() {
        say!(
            language,
            "Set spec.tags.{key}.",
            "spec.tags.{key} लिखिए।",
            "spec.tags.{key} likhein.",
        )
    } else {
        say!(
            language,
            "Set spec.tags.{key} to one of {values}.",
            "spec.tags.{key} को इनमें से एक कीजिए: {values}।",
            "spec.tags.{key} ko inme se ek karein: {values}.",
        )
    };
    Said::new(
        say!(
            language,
            "The tag {key} is missing, or has a value that is not allowed in this namespace.",
            "tag {key} नहीं है, या उसका मान इस namespace में मान्य नहीं है।",
            "Tag {key} nahi hai, ya uski value is namespace mein allowed nahi hai.",
        ),
        either(language, &remedy),
    )
}

/// What the rule's author wrote says what to do as well.
pub(crate) fn own_rule(language: Language, policy: &str, message: &str) -> Said {
    let remedy = say!(
        language,
        "To read the rule: `kubectl describe deploymentpolicy {policy}`.",
        "नियम पढ़ने के लिए: `kubectl describe deploymentpolicy {policy}`।",
        "Rule padhne ke liye: `kubectl describe deploymentpolicy {policy}`.",
    );
    Said::new(message.to_owned(), either(language, &remedy))
}

pub(crate) fn unusable_rule(language: Language, policy: &str, rule: &str, why: &str) -> Said {
    Said::new(
        say!(
            language,
            "The rule can't be checked, so that no plan passes it ({why}).",
            "नियम की जाँच नहीं हो सकती, इसलिए कोई योजना उससे पास नहीं होती ({why})।",
            "Rule check nahi ho sakta, isliye koi plan usse pass nahi hota ({why}).",
        ),
        say!(
            language,
            "Your platform team has to mend rule {rule} of DeploymentPolicy {policy}.",
            "आपकी platform team को DeploymentPolicy {policy} का नियम {rule} ठीक करना होगा।",
            "Aapki platform team ko DeploymentPolicy {policy} ka rule {rule} theek karna hoga.",
        ),
    )
}

/// `deniedResourceTypes of policy prod: …`, with the resource in brackets where the sentence may not name it.
pub(crate) fn broken(violation: &Violation) -> String {
    let Violation {
        policy,
        rule,
        message,
        ..
    } = violation;
    match &violation.resource {
        Some(resource) => format!("{policy}/{rule} ({resource}): {message}"),
        None => format!("{policy}/{rule}: {message}"),
    }
}

pub(crate) fn all_broken(language: Language, told: &[String], count: usize) -> String {
    let more = count.saturating_sub(told.len());
    let told = told.join(" ");
    let said = say!(
        language,
        "The plan breaks the policy of its namespace: {told}",
        "योजना अपने namespace की नीति तोड़ती है: {told}",
        "Plan apne namespace ki policy todta hai: {told}",
    );
    if more == 0 {
        return said;
    }
    say!(
        language,
        "{said} And {more} more.",
        "{said} और {more} अन्य।",
        "{said} Aur {more} aur.",
    )
}

/// What is said of a plan that runs, or is being carried out, when the policies no longer allow it.
pub(crate) fn runs_on(language: Language, broken: &str) -> String {
    say!(
        language,
        "{broken} What runs is left as it is; no change to it is carried out until this is mended.",
        "{broken} जो चल रहा है वह वैसा ही रहेगा; यह ठीक होने तक उसमें कोई बदलाव लागू नहीं होगा।",
        "{broken} Jo chal raha hai woh waisa hi rahega; yeh theek hone tak usme koi badlav deploy nahi hoga.",
    )
}

/// What is said of a plan that the policies let pass by an exception.
pub(crate) fn waived(language: Language, verdict: &Verdict) -> Option<String> {
    let each = |waived: &Waived| {
        let Violation { policy, rule, .. } = &waived.violation;
        let resource = waived.violation.resource.as_deref();
        let resource = resource.map(|id| format!(" ({id})")).unwrap_or_default();
        let (until, reason) = (waived.until.strftime("%Y-%m-%d"), &waived.reason);
        say!(
            language,
            "{policy}/{rule}{resource} until {until}: {reason}",
            "{policy}/{rule}{resource} {until} तक: {reason}",
            "{policy}/{rule}{resource} {until} tak: {reason}",
        )
    };
    if verdict.waived.is_empty() {
        return None;
    }
    let all: Vec<_> = verdict.waived.iter().map(each).collect();
    let all = all.join("; ");
    Some(say!(
        language,
        "By waiver: {all}.",
        "छूट (waiver) से: {all}।",
        "Waiver se: {all}.",
    ))
}
