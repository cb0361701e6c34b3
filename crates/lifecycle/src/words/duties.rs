//! Said where a policy wants somebody else to approve than who asked, or has changed what is asked for.

use cloudwhisper_api::language::Language;

use super::approvers::names;
use super::{Said, say};

pub(crate) fn same_person(language: Language, policy: &str, approver: &str) -> Said {
    Said::new(
        say!(
            language,
            "{approver} asked for this and has approved it; the policy {policy} wants somebody else to approve.",
            "{approver} ने ही यह माँगा और स्वीकृत किया है; नीति {policy} चाहती है कि स्वीकृति कोई और दे।",
            "{approver} ne hi yeh maanga aur approve kiya hai; policy {policy} chahti hai ki approve koi aur kare.",
        ),
        say!(
            language,
            "Ask somebody else who may approve in this namespace.",
            "इस namespace में स्वीकृति दे सकने वाले किसी और व्यक्ति से कहिए।",
            "Is namespace mein approve kar sakne wale kisi aur se kahein.",
        ),
    )
}

/// `concerned` are all who may not approve: who asked, and whoever has changed it since.
pub(crate) fn changed_it(language: Language, policy: &str, approver: &str, concerned: &[String]) -> Said {
    let concerned = names(language, concerned);
    Said::new(
        say!(
            language,
            "{approver} has changed the prompt, or what else the plan is made from, since something was last deployed, and has approved it; \
             the policy {policy} wants somebody else to approve.",
            "पिछले डिप्लॉयमेंट के बाद {approver} ने ही अनुरोध, या योजना का कोई और आधार, बदला है और स्वीकृत भी किया है; नीति {policy} चाहती है कि \
             स्वीकृति कोई और दे।",
            "Pichhle deployment ke baad {approver} ne hi prompt, ya plan ka koi aur aadhaar, badla hai aur approve bhi kiya hai; policy \
             {policy} chahti hai ki approve koi aur kare.",
        ),
        say!(
            language,
            "Ask somebody who may approve in this namespace and is none of these: {concerned}.",
            "इस namespace में स्वीकृति दे सकने वाले किसी ऐसे व्यक्ति से कहिए जो इनमें से न हो: {concerned}।",
            "Is namespace mein approve kar sakne wale kisi aise vyakti se kahein jo inme se na ho: {concerned}.",
        ),
    )
}

pub(crate) fn nobody_asked(language: Language, policy: &str) -> Said {
    Said::new(
        say!(
            language,
            "The policy {policy} wants somebody else to approve than who asked, and who asked is not on record.",
            "नीति {policy} चाहती है कि स्वीकृति माँगने वाले के अलावा कोई और दे, और किसने माँगा यह दर्ज नहीं है।",
            "Policy {policy} chahti hai ki approve maangne wale ke alawa koi aur kare, aur kisne maanga yeh record mein nahi hai.",
        ),
        say!(
            language,
            "Make the request anew, with the admission policies of CloudWhisper in force.",
            "CloudWhisper की admission policies लागू होने पर request फिर से बनाइए।",
            "CloudWhisper ki admission policies lagoo hone par request phir se banayein.",
        ),
    )
}

pub(crate) fn by_nobody(language: Language, policy: &str, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "The policy {policy} wants a person to approve, and not who asked, so that WithinBudget approves nothing by itself.",
            "नीति {policy} चाहती है कि स्वीकृति कोई व्यक्ति दे, और माँगने वाला नहीं, इसलिए WithinBudget अपने आप कुछ स्वीकृत नहीं करता।",
            "Policy {policy} chahti hai ki approve koi insaan kare, aur maangne wala nahi, isliye WithinBudget apne aap kuch approve nahi karta.",
        ),
        say!(
            language,
            "To approve it: `cloudwhisper approve {name}`.",
            "स्वीकृति के लिए: `cloudwhisper approve {name}`।",
            "Approve karne ke liye: `cloudwhisper approve {name}`.",
        ),
    )
}
