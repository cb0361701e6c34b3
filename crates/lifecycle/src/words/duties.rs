//! Said where a policy wants somebody else to approve than who asked.

use cloudwhisper_api::language::Language;

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
