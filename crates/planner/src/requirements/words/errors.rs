//! Why there is no plan, and what to say instead.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;

use super::pick;

fn error(code: ErrorCode, message: String, details: String) -> UserError {
    UserError {
        code,
        message,
        details,
        retryable: false,
    }
}

fn examples(language: Language) -> String {
    pick(
        language,
        "Say what to build, for example: \"Deploy a React website, free tier only\" or \"Create an API in Node.js with a \
         database, under $10 per month\".",
        "बताइए कि क्या बनाना है, जैसे: \"एक React वेबसाइट डिप्लॉय करो, मुफ़्त में\" या \"डेटाबेस के साथ Node.js में API बनाओ, \
         बजट ₹500 प्रति माह\"।",
        "Bataiye kya banana hai, jaise: \"Ek React website deploy karo, free tier mein\" ya \"Node.js mein API banao database \
         ke saath, ₹500 per month ke andar\".",
    )
}

/// Nothing was written.
pub(in crate::requirements) fn empty(language: Language) -> UserError {
    let message = pick(
        language,
        "The prompt is empty.",
        "कुछ लिखा नहीं गया है।",
        "Prompt khaali hai.",
    );
    error(ErrorCode::PromptEmpty, message, examples(language))
}

/// More was written than is read.
pub(in crate::requirements) fn too_long(language: Language) -> UserError {
    let message = pick(
        language,
        "The prompt is longer than 16 KiB.",
        "लिखा हुआ 16 KiB से लंबा है।",
        "Prompt 16 KiB se lamba hai.",
    );
    let details = pick(
        language,
        "Describe what is needed in fewer words, or split it into several requests.",
        "कम शब्दों में लिखिए, या कई अनुरोधों में बाँटिए।",
        "Kam shabdon mein likhiye, ya kai requests mein baantiye.",
    );
    error(ErrorCode::PromptTooLong, message, details)
}

/// Nothing in the prompt is to be built.
pub(in crate::requirements) fn not_understood(language: Language) -> UserError {
    let message = pick(
        language,
        "This could not be read as something to deploy.",
        "इसमें डिप्लॉय करने लायक कुछ समझ नहीं आया।",
        "Isme deploy karne layak kuch samajh nahi aaya.",
    );
    error(ErrorCode::PromptNotUnderstood, message, examples(language))
}

/// The prompt has a secret in it, which has no place there.
pub(in crate::requirements) fn secret(language: Language) -> UserError {
    let message = pick(
        language,
        "The prompt holds something that looks like a key, token or password.",
        "लिखे हुए में कोई कुंजी, टोकन या पासवर्ड जैसा कुछ है।",
        "Prompt mein koi key, token ya password jaisa kuch hai.",
    );
    let details = pick(
        language,
        "Take it out, and change it at its provider if the prompt is kept anywhere: in a request in the cluster, in Git, in a \
         shell's history. Passwords are never needed here: they are generated and kept in Secrets Manager.",
        "उसे हटाइए, और अगर यह लिखा हुआ कहीं सहेजा गया है (cluster के किसी अनुरोध में, Git में, shell की history में) तो उसके प्रदाता के यहाँ बदल \
         दीजिए। पासवर्ड की ज़रूरत नहीं: वे अपने आप बनते हैं और Secrets Manager में रहते हैं।",
        "Use hata dijiye, aur agar prompt kahin save hai (cluster ki kisi request mein, Git mein, shell ki history mein) to uske \
         provider ke yahan badal dijiye. Password ki zarurat nahi: woh apne aap bante hain aur Secrets Manager mein rehte hain.",
    );
    error(ErrorCode::PromptContainsSecret, message, details)
}

/// An answer is none of the options.
pub(in crate::requirements) fn invalid_answer(language: Language, field: &str, options: &str) -> UserError {
    let message = match language {
        Language::English => format!("The answer for {field} is not understood."),
        Language::Hindi => format!("{field} का उत्तर समझ नहीं आया।"),
        Language::Hinglish => format!("{field} ka jawab samajh nahi aaya."),
    };
    let details = match language {
        Language::English => format!("Answer with one of: {options}."),
        Language::Hindi => format!("इनमें से एक लिखिए: {options}।"),
        Language::Hinglish => format!("Inme se ek likhein: {options}."),
    };
    error(ErrorCode::InvalidAnswer, message, details)
}

/// An answer is to a question that nobody asked; `fields` are those that were.
pub(in crate::requirements) fn unknown_answer(language: Language, fields: &str) -> UserError {
    let message = pick(
        language,
        "An answer is given for a field that is never asked about.",
        "ऐसे विषय का उत्तर दिया गया है जो पूछा नहीं जाता।",
        "Aise field ka jawab diya gaya hai jo poocha nahi jata.",
    );
    let details = match language {
        Language::English => format!("Fields that can be answered: {fields}."),
        Language::Hindi => format!("इन विषयों के उत्तर दिए जा सकते हैं: {fields}।"),
        Language::Hinglish => format!("In fields ke jawab diye ja sakte hain: {fields}."),
    };
    error(ErrorCode::InvalidAnswer, message, details)
}

/// The region is none of AWS's; `near` lists those that are most alike.
pub(in crate::requirements) fn unsupported_region(language: Language, region: &str, near: &str) -> UserError {
    // Of what a person wrote, only so much as a code has.
    let region: String = region.chars().take(32).collect();
    let message = match language {
        Language::English => {
            format!("The region that was asked for, {region}, is not one of AWS's that we know.")
        }
        Language::Hindi => format!("माँगा गया क्षेत्र (region) {region} AWS के ज्ञात क्षेत्रों में नहीं है।"),
        Language::Hinglish => {
            format!("Jo region maanga gaya hai, {region}, woh AWS ke jaane hue regions mein nahi hai.")
        }
    };
    let details = match language {
        Language::English => {
            format!(
                "Choose one of AWS's: {near} are most alike. Or ap-south-1 (Mumbai), ap-southeast-1 (Singapore), us-east-1 (Virginia)."
            )
        }
        Language::Hindi => {
            format!(
                "AWS का कोई क्षेत्र चुनिए: {near} सबसे मिलते-जुलते हैं। या ap-south-1 (मुंबई), ap-southeast-1 (सिंगापुर), us-east-1 (वर्जीनिया)।"
            )
        }
        Language::Hinglish => {
            format!(
                "AWS ka koi region chuniye: {near} sabse milte-julte hain. Ya ap-south-1 (Mumbai), ap-southeast-1 (Singapore), us-east-1 (Virginia)."
            )
        }
    };
    error(ErrorCode::UnsupportedRegion, message, details)
}

/// The prompt wants another company's cloud, and nothing on AWS.
pub(in crate::requirements) fn only_aws(language: Language, cloud: &str) -> UserError {
    let message = match language {
        Language::English => format!("CloudWhisper plans for AWS only, and this asks for {cloud}."),
        Language::Hindi => format!("CloudWhisper केवल AWS के लिए योजना बनाता है, और यहाँ {cloud} माँगा गया है।"),
        Language::Hinglish => {
            format!("CloudWhisper sirf AWS ke liye plan banata hai, aur yahan {cloud} maanga gaya hai.")
        }
    };
    let details = pick(
        language,
        "Ask for the same on AWS, for example \"Deploy a Node.js API on AWS\".",
        "यही AWS पर माँगिए, जैसे \"AWS पर Node.js API डिप्लॉय करो\"।",
        "Yahi AWS par maangein, jaise \"AWS par Node.js API deploy karo\".",
    );
    error(ErrorCode::UnsupportedService, message, details)
}
