//! Said of faults of steps and observations. What comes again by itself is said without AWS's own words: they differ from
//! call to call, and a status that differs is written again.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;

use super::{Said, say};
use crate::fault::{Class, Fault};
use crate::root_cause::for_people;

/// A fault as a person reads it.
pub(crate) fn error(fault: &Fault, language: Language) -> UserError {
    let said = match fault.class {
        Class::Transient => transient(fault, language),
        Class::Terminal | Class::UserFixable => lasting(fault, language),
    };
    UserError {
        code: fault.code,
        message: said.message,
        details: said.remedy,
        retryable: fault.class == Class::Transient,
    }
}

fn transient(fault: &Fault, language: Language) -> Said {
    let message = match fault.code {
        ErrorCode::AwsThrottled => say!(
            language,
            "AWS asks for fewer calls at the moment.",
            "AWS अभी कम कॉल चाहता है।",
            "AWS abhi kam calls chahta hai.",
        ),
        ErrorCode::AwsUnreachable => say!(
            language,
            "AWS cannot be reached at the moment.",
            "AWS से अभी संपर्क नहीं हो पा रहा है।",
            "AWS se abhi contact nahi ho pa raha hai.",
        ),
        _ => say!(
            language,
            "Something did not work that mostly works the next time.",
            "कुछ काम नहीं हुआ, जो अगली बार प्रायः हो जाता है।",
            "Kuch kaam nahi hua, jo agli baar aksar ho jata hai.",
        ),
    };
    Said::new(
        message,
        say!(
            language,
            "It is tried again by itself.",
            "अपने आप फिर कोशिश की जाएगी।",
            "Apne aap phir koshish ki jayegi.",
        ),
    )
}

fn lasting(fault: &Fault, language: Language) -> Said {
    let reason = for_people(&fault.reason);
    let action = fault.action.as_deref().map(for_people).unwrap_or_default();
    match fault.code {
        // What the API server or a credentials provider says names ServiceAccounts, Secrets and roles of the platform: that
        // is for the log and the account's own status.
        ErrorCode::AccessDenied if !action.is_empty() => Said::new(
            say!(
                language,
                "{action} is not allowed here.",
                "यहाँ {action} की अनुमति नहीं है।",
                "Yahan {action} allowed nahi hai.",
            ),
            say!(
                language,
                "Ask your platform team to allow it; the operator's log has the details. It is tried again by itself.",
                "अपनी platform team से इसकी अनुमति माँगिए; विवरण operator के log में है। अपने आप फिर कोशिश की जाएगी।",
                "Apni platform team se ise allow karwayein; details operator ke log mein hain. Apne aap phir koshish ki jayegi.",
            ),
        ),
        ErrorCode::CredentialsExpired | ErrorCode::CredentialsInvalid => Said::new(
            say!(
                language,
                "The credentials of the account do not work.",
                "खाते के credentials काम नहीं करते।",
                "Account ke credentials kaam nahi karte.",
            ),
            say!(
                language,
                "Ask the owner of the account to renew them; it is tried again by itself.",
                "खाते के मालिक से उन्हें नया करवाइए; अपने आप फिर कोशिश की जाएगी।",
                "Account ke owner se unhe renew karwayein; apne aap phir koshish ki jayegi.",
            ),
        ),
        ErrorCode::QuotaExceeded => Said::new(
            say!(
                language,
                "A quota of the account is used up. {reason}",
                "खाते का एक quota पूरा हो गया है। {reason}",
                "Account ka ek quota poora ho gaya hai. {reason}",
            ),
            say!(
                language,
                "Delete what is not needed, or ask AWS for more under Service Quotas; it is tried again by itself.",
                "जो ज़रूरी नहीं वह हटाइए, या AWS Service Quotas में बढ़वाइए; अपने आप फिर कोशिश की जाएगी।",
                "Jo zaroori nahi woh delete karein, ya AWS Service Quotas mein badhwayein; apne aap phir koshish ki jayegi.",
            ),
        ),
        ErrorCode::Internal | ErrorCode::AccessDenied => Said::new(
            say!(
                language,
                "The cluster or AWS refused what CloudWhisper has to do.",
                "CloudWhisper को जो करना है, उसे cluster या AWS ने अस्वीकार किया।",
                "CloudWhisper ko jo karna hai, use cluster ya AWS ne refuse kiya.",
            ),
            say!(
                language,
                "Ask your platform team: the operator's log has the details. It is tried again by itself.",
                "अपनी platform team से पूछिए: विवरण operator के log में है। अपने आप फिर कोशिश की जाएगी।",
                "Apni platform team se poochhein: details operator ke log mein hain. Apne aap phir koshish ki jayegi.",
            ),
        ),
        _ => Said::new(
            say!(
                language,
                "That was refused: {reason}",
                "इसे अस्वीकार किया गया: {reason}",
                "Ise refuse kiya gaya: {reason}",
            ),
            say!(
                language,
                "Mend the cause; to try again change the request or run `cloudwhisper reconcile`.",
                "कारण ठीक कीजिए; फिर कोशिश के लिए अनुरोध बदलिए या `cloudwhisper reconcile` चलाइए।",
                "Kaaran theek karein; phir koshish ke liye request badlein ya `cloudwhisper reconcile` chalayein.",
            ),
        ),
    }
}

pub(crate) fn not_looked(language: Language) -> Said {
    Said::new(
        say!(
            language,
            "AWS has not been asked yet.",
            "AWS से अभी पूछा नहीं गया है।",
            "AWS se abhi poocha nahi gaya hai.",
        ),
        say!(
            language,
            "It is looked at in a moment.",
            "थोड़ी देर में देखा जाएगा।",
            "Thodi der mein dekha jayega.",
        ),
    )
}
