//! What a person is told when functions log in to a database as a user that only its owner can make. Here: sentences. Not here:
//! when it is so (`blueprint/architectures/parts/database.rs`).

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::Blueprint;
use crate::blueprint::architectures::user_to_make;

/// What to warn of, and the statements that mend it.
pub(super) fn check(blueprint: &Blueprint, language: Language) -> Option<Warning> {
    let statements = user_to_make(blueprint)?;
    let (message, suggestion) = match language {
        Language::English => (
            "Functions log in to the database as the user app (by IAM, without a password), which does not exist until the owner makes it.",
            format!(
                "Once it is deployed, run as the owner from within the network (AWS CloudShell can be opened in the VPC; the password is in \
                 Secrets Manager, output databaseSecretArn): {statements} Or choose securityProfile Hardened, whose functions read the \
                 owner's password by themselves, at the price of an endpoint."
            ),
        ),
        Language::Hindi => (
            "फ़ंक्शन डेटाबेस में app नाम के उपयोगकर्ता के रूप में लॉग इन करते हैं (IAM से, बिना पासवर्ड), और वह तब तक नहीं होता जब तक डेटाबेस का मालिक (owner) उसे न बनाए।",
            format!(
                "डिप्लॉय होने के बाद नेटवर्क के अंदर से मालिक के रूप में चलाइए (AWS CloudShell VPC में खुल सकता है; पासवर्ड Secrets Manager में है, \
                 आउटपुट databaseSecretArn): {statements} या securityProfile Hardened चुनिए, जिसके फ़ंक्शन मालिक का पासवर्ड ख़ुद पढ़ते हैं; \
                 उसमें एक एंडपॉइंट का ख़र्च है।"
            ),
        ),
        Language::Hinglish => (
            "Functions database mein app naam ke user se log in karte hain (IAM se, bina password), aur woh tab tak nahi hota jab tak owner use na banaye.",
            format!(
                "Deploy hone ke baad network ke andar se owner ban kar chalaiye (AWS CloudShell VPC mein khul sakta hai; password Secrets Manager mein \
                 hai, output databaseSecretArn): {statements} Ya securityProfile Hardened chuniye, jiske functions owner ka password khud padhte \
                 hain; usmein ek endpoint ka kharch hai."
            ),
        ),
    };
    Some(Warning {
        code: "DATABASE_USER_NEEDED".to_owned(),
        message: message.to_owned(),
        suggestion,
    })
}
