//! Said of why a deployment failed.

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;

use super::{Said, say};

/// `what` is the resource, `reason` AWS's own words, both fit for people.
pub(crate) fn cause(
    language: Language,
    code: ErrorCode,
    what: &str,
    reason: &str,
    action: Option<&str>,
) -> Said {
    match code {
        ErrorCode::NameTaken => Said::new(
            say!(
                language,
                "{what}: the name is taken. {reason}",
                "{what}: यह नाम पहले से लिया हुआ है। {reason}",
                "{what}: yeh naam pehle se liya hua hai. {reason}",
            ),
            say!(
                language,
                "Ask for another name in the prompt, or leave the name out: AWS then makes a unique one.",
                "prompt में दूसरा नाम लिखिए, या नाम मत लिखिए: तब AWS अपने आप अनोखा नाम बनाता है।",
                "Prompt mein doosra naam likhein, ya naam na likhein: tab AWS khud unique naam banata hai.",
            ),
        ),
        ErrorCode::AccessDenied => {
            let action = action.unwrap_or("this");
            Said::new(
                say!(
                    language,
                    "{what}: the account does not allow {action}. {reason}",
                    "{what}: खाते में {action} की अनुमति नहीं है। {reason}",
                    "{what}: account mein {action} allowed nahi hai. {reason}",
                ),
                say!(
                    language,
                    "Ask the owner of the account to allow {action}, then run `cloudwhisper reconcile`.",
                    "खाते के मालिक से {action} की अनुमति लीजिए, फिर `cloudwhisper reconcile` चलाइए।",
                    "Account ke owner se {action} allow karwayein, phir `cloudwhisper reconcile` chalayein.",
                ),
            )
        }
        ErrorCode::QuotaExceeded => Said::new(
            say!(
                language,
                "{what}: a quota of the account is used up. {reason}",
                "{what}: खाते का एक quota पूरा हो गया है। {reason}",
                "{what}: account ka ek quota poora ho gaya hai. {reason}",
            ),
            say!(
                language,
                "Delete what is not needed or ask AWS for more under Service Quotas, then run `cloudwhisper reconcile`.",
                "जो ज़रूरी नहीं वह हटाइए या AWS Service Quotas में बढ़वाइए, फिर `cloudwhisper reconcile` चलाइए।",
                "Jo zaroori nahi woh delete karein ya AWS Service Quotas mein badhwayein, phir `cloudwhisper reconcile` chalayein.",
            ),
        ),
        ErrorCode::AwsThrottled => Said::new(
            say!(
                language,
                "{what}: AWS asked for fewer calls. {reason}",
                "{what}: AWS ने कम कॉल माँगे। {reason}",
                "{what}: AWS ne kam calls maange. {reason}",
            ),
            say!(
                language,
                "Run `cloudwhisper reconcile` in a few minutes.",
                "कुछ मिनट बाद `cloudwhisper reconcile` चलाइए।",
                "Kuch minute baad `cloudwhisper reconcile` chalayein.",
            ),
        ),
        ErrorCode::ValidationFailed => Said::new(
            say!(
                language,
                "{what}: AWS does not accept a value. {reason}",
                "{what}: AWS एक मान स्वीकार नहीं करता। {reason}",
                "{what}: AWS ek value accept nahi karta. {reason}",
            ),
            say!(
                language,
                "Correct what the prompt or the answers say about it.",
                "prompt या उत्तरों में इसके बारे में लिखा ठीक कीजिए।",
                "Prompt ya answers mein iske baare mein likha theek karein.",
            ),
        ),
        _ => Said::new(
            say!(
                language,
                "{what} could not be set up. {reason}",
                "{what} नहीं बन सका। {reason}",
                "{what} set up nahi ho saka. {reason}",
            ),
            say!(
                language,
                "Mend the cause or change the prompt; to try the same again run `cloudwhisper reconcile`.",
                "कारण ठीक कीजिए या prompt बदलिए; वही फिर करने के लिए `cloudwhisper reconcile` चलाइए।",
                "Kaaran theek karein ya prompt badlein; wahi phir karne ke liye `cloudwhisper reconcile` chalayein.",
            ),
        ),
    }
}

pub(crate) fn undeleted(language: Language, what: &str, reason: &str) -> Said {
    Said::new(
        say!(
            language,
            "{what} could not be deleted. {reason}",
            "{what} नहीं हटाया जा सका। {reason}",
            "{what} delete nahi ho saka. {reason}",
        ),
        say!(
            language,
            "Mend the cause, then run `cloudwhisper reconcile`.",
            "कारण ठीक कीजिए, फिर `cloudwhisper reconcile` चलाइए।",
            "Kaaran theek karein, phir `cloudwhisper reconcile` chalayein.",
        ),
    )
}

pub(crate) fn the_stack(language: Language) -> String {
    say!(language, "The stack", "stack", "Stack")
}

pub(crate) fn the_plan(language: Language) -> String {
    say!(language, "The plan", "योजना", "Plan")
}

pub(crate) fn no_reason(language: Language) -> String {
    say!(
        language,
        "AWS gave no reason.",
        "AWS ने कारण नहीं बताया।",
        "AWS ne kaaran nahi bataya.",
    )
}
