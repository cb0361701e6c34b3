//! What `CloudFormation` can't do about mail that arrives: take it in where SES does not, and make a rule set the active one.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::Blueprint;
use crate::blueprint::architectures::parts::wishes;
use crate::catalog::ses::receiving;

/// The warning about it, where mail is to be received.
pub(super) fn check(
    blueprint: &Blueprint,
    requirements: &Requirements,
    language: Language,
) -> Option<Warning> {
    if is_elsewhere(requirements) {
        return Some(elsewhere(language, &requirements.region));
    }
    blueprint
        .of_kind(receiving::RULE_SET)
        .next()
        .map(|_| inactive(language))
}

/// Whether mail was to be received where SES takes none in.
fn is_elsewhere(requirements: &Requirements) -> bool {
    !receiving::is_received_in(&requirements.region) && kinds().any(|kind| wishes::names(requirements, kind))
}

fn kinds() -> impl Iterator<Item = &'static str> {
    [receiving::RULE, receiving::RULE_SET].into_iter()
}

/// Whether [`check`] says already why a type that was named is not there.
pub(super) fn explains(requirements: &Requirements, kind: &str) -> bool {
    kinds().any(|it| it == kind) && is_elsewhere(requirements)
}

fn elsewhere(language: Language, region: &str) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!("Amazon SES does not receive mail in {region}, so nothing here does."),
            "Ask for a region that does, such as ap-south-1 (Mumbai), us-east-1 (Virginia) or eu-west-1 (Ireland).",
        ),
        Language::Hindi => (
            format!("Amazon SES {region} में मेल नहीं लेता, इसलिए यहाँ कोई मेल नहीं आएगी।"),
            "ऐसा क्षेत्र माँगिए जहाँ वह लेता है, जैसे ap-south-1 (मुंबई), us-east-1 (वर्जीनिया) या eu-west-1 (आयरलैंड)।",
        ),
        Language::Hinglish => (
            format!("Amazon SES {region} mein mail nahi leta, isliye yahan koi mail nahi aayegi."),
            "Aisa region maangiye jahan woh leta hai, jaise ap-south-1 (Mumbai), us-east-1 (Virginia) ya eu-west-1 (Ireland).",
        ),
    };
    Warning {
        code: "MAIL_IS_RECEIVED_ELSEWHERE".to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}

/// Source: `CloudFormation`'s coverage of SES: no resource type makes a rule set active (aws/aws-cdk issue 10321, open in 2026-11).
fn inactive(language: Language) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            "No mail arrives yet when this is built: one rule set of an account is active, and CloudFormation can't say which.",
            "Then enter the MX record from the outputs at your domain, confirm the domain in SES, and run: aws ses \
             set-active-receipt-rule-set --rule-set-name NAME. If another set is active already, move this rule into it instead.",
        ),
        Language::Hindi => (
            "बन जाने पर भी अभी कोई मेल नहीं आएगी: खाते में एक ही नियम-सूची चालू होती है, और CloudFormation यह नहीं बता सकता कि कौन सी।",
            "फिर आउटपुट का MX रिकॉर्ड अपने डोमेन पर डालिए, SES में डोमेन पक्का कीजिए, और चलाइए: aws ses set-active-receipt-rule-set \
             --rule-set-name NAME। कोई और सूची पहले से चालू हो तो यह नियम उसी में रखिए।",
        ),
        Language::Hinglish => (
            "Ban jaane par bhi abhi koi mail nahi aayegi: account mein ek hi rule set active hota hai, aur CloudFormation yeh nahi keh \
             sakta ki kaun sa.",
            "Phir output ka MX record apne domain par daaliye, SES mein domain confirm kijiye, aur chalaiye: aws ses \
             set-active-receipt-rule-set --rule-set-name NAME. Koi aur set pehle se active ho to yeh rule usi mein rakhiye.",
        ),
    };
    Warning {
        code: "MAIL_RULES_NOT_ACTIVE".to_owned(),
        message: message.to_owned(),
        suggestion: suggestion.to_owned(),
    }
}
