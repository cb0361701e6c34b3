//! What the doctor says, in English, Hindi and Hinglish. Commands and the API server's own words stay as they are.

use std::time::Duration;

use cloudwhisper_api::language::Language;

use crate::cli::say::say;

/// The name of a check, as a person reads it; programs read the English one.
pub(super) fn title(language: Language, name: &'static str) -> &'static str {
    let (hindi, hinglish) = match name {
        "definitions" => ("परिभाषाएँ", "definitions"),
        "policies" => ("नीतियाँ", "policies"),
        "you may ask" => ("आप माँग सकते हैं", "aap maang sakte hain"),
        "you may approve" => ("आप स्वीकृति दे सकते हैं", "aap approve kar sakte hain"),
        "accounts" => ("खाते", "accounts"),
        "guardrails" => ("नियम", "guardrails"),
        _ => (name, name),
    };
    match language {
        Language::English => name,
        Language::Hindi => hindi,
        Language::Hinglish => hinglish,
    }
}

pub(super) fn answers(language: Language, model: &str, took: Duration, tokens: u64) -> String {
    let seconds = took.as_secs_f64();
    say!(
        language,
        "{model} answered in {seconds:.1} s; the question took {tokens} tokens",
        "{model} ने {seconds:.1} सेकंड में जवाब दिया; सवाल में {tokens} टोकन लगे",
        "{model} ne {seconds:.1} second mein jawab diya; sawaal mein {tokens} tokens lage",
    )
}

pub(super) fn set_up_model(language: Language) -> String {
    say!(
        language,
        "Check the addresses that CLOUDWHISPER_BEDROCK_ENDPOINT_URL and CLOUDWHISPER_OPENAI_BASE_URL give.",
        "CLOUDWHISPER_BEDROCK_ENDPOINT_URL और CLOUDWHISPER_OPENAI_BASE_URL के पते जाँचिए।",
        "CLOUDWHISPER_BEDROCK_ENDPOINT_URL aur CLOUDWHISPER_OPENAI_BASE_URL ke address check karein.",
    )
}

pub(super) fn mend_model(language: Language) -> String {
    say!(
        language,
        "Check the model's name, its key or credentials, and the right bedrock:InvokeModel; until then the rules read prompts alone.",
        "मॉडल का नाम, उसकी key या credentials, और अधिकार bedrock:InvokeModel जाँचिए; तब तक अनुरोध केवल नियमों से पढ़े जाएँगे।",
        "Model ka naam, uski key ya credentials, aur right bedrock:InvokeModel check karein; tab tak prompts sirf rules se padhe jayenge.",
    )
}

pub(super) fn upgrade(language: Language, oldest_minor: u32) -> String {
    say!(
        language,
        "Approvals are guarded by policies that need Kubernetes 1.{oldest_minor}: upgrade the cluster.",
        "स्वीकृतियों की रक्षा करने वाली नीतियों को Kubernetes 1.{oldest_minor} चाहिए: cluster को अपग्रेड कीजिए।",
        "Approvals ki raksha karne wali policies ko Kubernetes 1.{oldest_minor} chahiye: cluster ko upgrade karein.",
    )
}

pub(super) fn not_installed(language: Language, what: &str) -> String {
    say!(
        language,
        "{what} is not installed",
        "{what} इंस्टॉल नहीं है",
        "{what} install nahi hai",
    )
}

pub(super) fn not_compared(language: Language, what: &str, why: &str) -> String {
    say!(
        language,
        "{what} (not compared: {why})",
        "{what} (मिलान नहीं हुआ: {why})",
        "{what} (milaan nahi hua: {why})",
    )
}

pub(super) fn as_ours(language: Language, what: &str) -> String {
    say!(
        language,
        "{what}, as this version has them",
        "{what}, जैसी इस संस्करण में हैं",
        "{what}, jaise is version mein hain",
    )
}

pub(super) fn older(language: Language, field: &str, fields: usize) -> String {
    say!(
        language,
        "older than this program: {field} is missing ({fields} fields in all)",
        "इस प्रोग्राम से पुरानी: {field} नहीं है (कुल {fields} fields)",
        "is program se purane: {field} nahi hai (kul {fields} fields)",
    )
}

pub(super) fn install_policies(language: Language) -> String {
    say!(
        language,
        "kubectl apply --server-side -f config/policies/ (from CloudWhisper's release)",
        "kubectl apply --server-side -f config/policies/ (CloudWhisper की release से)",
        "kubectl apply --server-side -f config/policies/ (CloudWhisper ki release se)",
    )
}

pub(super) fn forgery_passes(language: Language) -> String {
    say!(
        language,
        "an approval in somebody else's name is not refused",
        "किसी और के नाम से दी गई स्वीकृति रोकी नहीं जाती",
        "kisi aur ke naam se diya gaya approval roka nahi jaata",
    )
}

pub(super) fn other_policy(language: Language, message: &str) -> String {
    say!(
        language,
        "somebody else's policy refuses what is tried out: {message}",
        "किसी और की नीति जाँच को रोकती है: {message}",
        "kisi aur ki policy jaanch ko rokti hai: {message}",
    )
}

pub(super) fn cannot_try(language: Language, namespace: &str) -> String {
    say!(
        language,
        "you may not create requests in {namespace}, so they can't be tried out",
        "आप {namespace} में अनुरोध नहीं बना सकते, इसलिए जाँच नहीं हो सकती",
        "aap {namespace} mein request nahi bana sakte, isliye jaanch nahi ho sakti",
    )
}

pub(super) fn guarded(language: Language) -> String {
    say!(
        language,
        "approvals are guarded, and authors are named",
        "स्वीकृतियाँ सुरक्षित हैं, और अनुरोध करने वाले का नाम लिखा जाता है",
        "approvals surakshit hain, aur request karne wale ka naam likha jaata hai",
    )
}

pub(super) fn author_unnamed(language: Language) -> String {
    say!(
        language,
        "the author of a request is not written down",
        "अनुरोध करने वाले का नाम नहीं लिखा जाता",
        "request karne wale ka naam nahi likha jaata",
    )
}

pub(super) fn may_create(language: Language, namespace: &str) -> String {
    say!(
        language,
        "create requests in {namespace}",
        "{namespace} में अनुरोध बनाना",
        "{namespace} mein request banana",
    )
}

pub(super) fn may_not_create(language: Language, namespace: &str) -> (String, String) {
    let found = say!(
        language,
        "you may not create requests in {namespace}",
        "आप {namespace} में अनुरोध नहीं बना सकते",
        "aap {namespace} mein request nahi bana sakte",
    );
    let remedy = say!(
        language,
        "Ask an administrator for the role `edit` or `cloudwhisper-requester` there, or choose another namespace with -n.",
        "administrator से वहाँ `edit` या `cloudwhisper-requester` role माँगिए, या -n से दूसरा namespace चुनिए।",
        "Administrator se wahan `edit` ya `cloudwhisper-requester` role maangein, ya -n se doosra namespace chunein.",
    );
    (found, remedy)
}

pub(super) fn may_approve(language: Language, namespace: &str, may: bool) -> String {
    if may {
        return say!(
            language,
            "approve plans in {namespace}",
            "{namespace} में योजनाओं को स्वीकृति देना",
            "{namespace} mein plan approve karna",
        );
    }
    say!(
        language,
        "no: somebody with the verb `approve` in {namespace} has to",
        "नहीं: {namespace} में जिसके पास `approve` का अधिकार है, वही दे सकता है",
        "nahi: {namespace} mein jiske paas `approve` ka adhikar hai, wahi kar sakta hai",
    )
}

pub(super) fn start_it(language: Language) -> String {
    say!(
        language,
        "Start it: cloudwhisper controller, or its Deployment in the cluster.",
        "इसे शुरू कीजिए: cloudwhisper controller, या cluster में इसका Deployment।",
        "Ise shuru karein: cloudwhisper controller, ya cluster mein iska Deployment.",
    )
}

pub(super) fn never_ran(language: Language, lease: &str) -> String {
    say!(
        language,
        "it has never run: there is no lease {lease}",
        "यह कभी नहीं चला: lease {lease} नहीं है",
        "yeh kabhi nahi chala: lease {lease} nahi hai",
    )
}

pub(super) fn no_leases(language: Language, namespace: &str) -> String {
    say!(
        language,
        "you may not get leases in {namespace}",
        "आप {namespace} में lease नहीं देख सकते",
        "aap {namespace} mein lease nahi dekh sakte",
    )
}

pub(super) fn nobody_leads(language: Language) -> String {
    say!(
        language,
        "nobody holds the lease: no operator runs",
        "lease किसी के पास नहीं है: कोई operator नहीं चल रहा",
        "lease kisi ke paas nahi hai: koi operator nahi chal raha",
    )
}

pub(super) fn leads(language: Language, holder: &str, ago: &str) -> String {
    say!(
        language,
        "{holder} leads, renewed {ago} ago",
        "{holder} चला रहा है, {ago} पहले नवीनीकृत",
        "{holder} chala raha hai, {ago} pehle renew hua",
    )
}

pub(super) fn silent(language: Language, holder: &str, ago: &str) -> String {
    say!(
        language,
        "{holder} has been silent for {ago} by this computer's clock",
        "इस कंप्यूटर की घड़ी से {holder} {ago} से चुप है",
        "is computer ki ghadi se {holder} {ago} se chup hai",
    )
}

pub(super) fn never_renewed(language: Language, holder: &str) -> String {
    say!(
        language,
        "{holder} has never renewed its lease",
        "{holder} ने अपना lease कभी नवीनीकृत नहीं किया",
        "{holder} ne apna lease kabhi renew nahi kiya",
    )
}

pub(super) fn no_accounts(language: Language) -> String {
    say!(
        language,
        "none: requests can be planned, but not deployed",
        "कोई नहीं: योजना बन सकती है, पर डिप्लॉय नहीं हो सकता",
        "koi nahi: plan ban sakta hai, par deploy nahi ho sakta",
    )
}

pub(super) fn may_not_list_accounts(language: Language) -> String {
    say!(
        language,
        "you may not list cloudaccounts",
        "आप cloudaccounts की सूची नहीं देख सकते",
        "aap cloudaccounts ki list nahi dekh sakte",
    )
}

pub(super) fn not_looked_at(language: Language) -> String {
    say!(
        language,
        "not looked at yet",
        "अभी जाँचा नहीं गया",
        "abhi jaancha nahi gaya",
    )
}

pub(super) fn ready(language: Language, names: &str) -> String {
    say!(language, "{names} ready", "{names} तैयार", "{names} taiyaar")
}

pub(super) fn see_accounts(language: Language) -> String {
    say!(
        language,
        "See `kubectl describe cloudaccount`.",
        "`kubectl describe cloudaccount` देखिए।",
        "`kubectl describe cloudaccount` dekhein.",
    )
}

pub(super) fn no_guardrails(language: Language) -> String {
    say!(
        language,
        "no deploymentpolicies in this namespace",
        "इस namespace में कोई deploymentpolicies नहीं",
        "is namespace mein koi deploymentpolicies nahi",
    )
}

pub(super) fn may_not_list_guardrails(language: Language) -> String {
    say!(
        language,
        "you may not list deploymentpolicies",
        "आप deploymentpolicies की सूची नहीं देख सकते",
        "aap deploymentpolicies ki list nahi dekh sakte",
    )
}

pub(super) fn see_guardrails(language: Language) -> String {
    say!(
        language,
        "No plan of the namespace can be approved until it is mended: see `kubectl describe deploymentpolicy`.",
        "इसे ठीक करने तक namespace की किसी योजना को स्वीकृति नहीं मिल सकती: `kubectl describe deploymentpolicy` देखिए।",
        "Ise theek karne tak namespace ke kisi plan ko approval nahi mil sakta: `kubectl describe deploymentpolicy` dekhein.",
    )
}

pub(super) fn may_not_read(language: Language) -> String {
    say!(
        language,
        "you may not read them",
        "आप उन्हें नहीं देख सकते",
        "aap unhe nahi dekh sakte",
    )
}
