//! What the comments say, in each language.

use cloudwhisper_api::language::Language;

use super::Stack;
use crate::blueprint::{LogicalId, Resource, Retention};
use crate::catalog;
use crate::catalog::plain::say;

/// What the file is and how it is used.
pub(super) fn head(stack: &Stack<'_>) -> String {
    let project = stack.project;
    match stack.language {
        Language::English => format!(
            "{project}, planned by CloudWhisper as an AWS CDK app. Each part stands below with what it is for and what AWS \
             gives for it at no charge. `npm ci` installs what it needs, `npx cdk synth` shows the CloudFormation template, \
             `npx cdk deploy` makes it all."
        ),
        Language::Hindi => format!(
            "{project}: CloudWhisper की योजना, AWS CDK ऐप के रूप में। हर हिस्से के ऊपर लिखा है कि वह किस काम का है और AWS उसमें \
             क्या मुफ़्त देता है। `npm ci` ज़रूरी पैकेज लाता है, `npx cdk synth` CloudFormation टेम्पलेट दिखाता है, `npx cdk deploy` सब \
             कुछ बना देता है।"
        ),
        Language::Hinglish => format!(
            "{project}: CloudWhisper ki yojna, AWS CDK app ke roop mein. Har hisse ke upar likha hai ki woh kis kaam ka hai aur \
             AWS usmein kya free deta hai. `npm ci` zaroori packages lata hai, `npx cdk synth` CloudFormation template dikhata \
             hai, `npx cdk deploy` sab kuch bana deta hai."
        ),
    }
}

/// What the common tags are.
pub(super) fn tags(language: Language) -> &'static str {
    say(
        language,
        [
            "Everything carries these tags, so that bills and searches can tell whose it is.",
            "हर चीज़ पर ये टैग लगते हैं, ताकि बिल और खोज में पता चले कि वह किसकी है।",
            "Har cheez par ye tags lagte hain, taaki bill aur search mein pata chale ki woh kiski hai.",
        ],
    )
}

/// Why a value is asked for.
pub(super) fn parameter(id: &LogicalId, language: Language) -> String {
    let option = format!("`npx cdk deploy --parameters {id}=…`");
    match language {
        Language::English => format!("Only you know this value: {option}"),
        Language::Hindi => format!("यह मान सिर्फ़ आप जानते हैं: {option}"),
        Language::Hinglish => format!("Ye value sirf aap jaante hain: {option}"),
    }
}

/// What a resource of this type is for; the type itself where the catalogue doesn't know it.
pub(super) fn purpose(kind: &str, language: Language) -> String {
    match catalog::service(kind) {
        Some(service) => service.description(language).to_owned(),
        None => kind.to_owned(),
    }
}

/// What AWS gives for it at no charge.
pub(super) fn free_tier(resource: &Resource, stack: &Stack<'_>) -> String {
    let line = stack
        .breakdown
        .iter()
        .find(|line| resource.id.as_str() == line.logical_id);
    match line.map(|line| &line.free_tier_details) {
        Some(Some(details)) => {
            let free = say(stack.language, ["Free tier", "मुफ़्त सीमा", "Free tier"]);
            format!("{free}: {details}")
        }
        Some(None) => say(
            stack.language,
            [
                "Free tier: none of its use is free",
                "मुफ़्त सीमा: इसके उपयोग में कुछ भी मुफ़्त नहीं है",
                "Free tier: iske upyog mein kuch bhi free nahi hai",
            ],
        )
        .to_owned(),
        None => say(
            stack.language,
            [
                "It costs nothing itself",
                "इसका अपना कोई ख़र्च नहीं है",
                "Iska apna koi kharch nahi hai",
            ],
        )
        .to_owned(),
    }
}

/// What becomes of its data.
pub(super) fn retention(retention: Retention, language: Language) -> &'static str {
    match retention {
        Retention::Delete => "",
        Retention::Retain => say(
            language,
            [
                "It stays when the stack is deleted",
                "स्टैक हटाने पर भी यह रहता है",
                "Stack delete karne par bhi ye rehta hai",
            ],
        ),
        Retention::Snapshot => say(
            language,
            [
                "A snapshot of its data stays when the stack is deleted",
                "स्टैक हटाने पर इसके डेटा का स्नैपशॉट रहता है",
                "Stack delete karne par iske data ka snapshot rehta hai",
            ],
        ),
    }
}

/// What the outputs are.
pub(super) fn outputs(language: Language) -> &'static str {
    say(
        language,
        [
            "What the stack tells you once it runs",
            "चलने के बाद स्टैक आपको क्या बताता है",
            "Chalne ke baad stack aapko kya batata hai",
        ],
    )
}
