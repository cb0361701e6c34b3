//! What is said of what a language model proposed: that it was taken, or why it wasn't.

use cloudwhisper_api::language::Language;

use super::pick;

/// Why something that a model said was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::requirements) enum Why {
    /// The request says otherwise.
    SaidOtherwise,
    /// The request says that it isn't wanted, or that it is there already.
    Denied,
    /// It is none of the answers to the question that is open.
    NoAnswer,
    /// The request speaks of parts, and of no application.
    NoApplication,
    /// It would open something to the internet that the request doesn't.
    Wider,
    /// It doesn't stand in the request.
    NotInRequest,
    /// It would raise the ceiling on cost.
    DearerCeiling,
    /// It would make the price look lower.
    LooksCheaper,
    /// The region is none of AWS's, or not allowed here.
    Region,
    /// A person has to name it.
    Withheld,
    /// Something else in the plan does the same.
    AlreadyThere,
    /// Nothing may be paid.
    NothingPaid,
    /// It is none of the values that the catalogue has for it.
    NoValue,
    /// Too many were proposed.
    TooMany,
}

/// What a model understood, and nobody said otherwise.
pub(in crate::requirements) fn understood_by(language: Language, model: &str) -> String {
    let model = short(model);
    match language {
        Language::English => {
            format!("Understood by the model {model}; say it in the request if it is otherwise.")
        }
        Language::Hindi => format!("मॉडल {model} ने ऐसा समझा; कुछ और हो तो अनुरोध में लिखिए।"),
        Language::Hinglish => format!("Model {model} ne aisa samjha; kuch aur ho to request mein likhiye."),
    }
}

/// What a model said, and why something else stands.
pub(in crate::requirements) fn not_taken(language: Language, model: &str, said: &str, why: Why) -> String {
    let (model, said) = (short(model), short(said));
    let why = reason(language, why);
    match language {
        Language::English => format!("The model {model} said {said}, which was not taken: {why}"),
        Language::Hindi => format!("मॉडल {model} ने {said} कहा, जो नहीं लिया गया: {why}"),
        Language::Hinglish => format!("Model {model} ne {said} kaha, jo nahi liya gaya: {why}"),
    }
}

/// No more of a model's words than a line has.
fn short(text: &str) -> String {
    const MOST: usize = 64;
    let visible = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    visible.take(MOST).collect()
}

fn reason(language: Language, why: Why) -> String {
    let (english, hindi, hinglish) = match why {
        Why::SaidOtherwise => (
            "the request says otherwise.",
            "अनुरोध में कुछ और कहा गया है।",
            "request mein kuch aur kaha gaya hai.",
        ),
        Why::Denied => (
            "the request doesn't want it, or has it already.",
            "अनुरोध में यह नहीं चाहिए, या पहले से है।",
            "request mein yeh nahi chahiye, ya pehle se hai.",
        ),
        Why::NoAnswer => (
            "it is none of the answers to the open question.",
            "यह खुले सवाल के उत्तरों में से नहीं है।",
            "yeh khule sawaal ke jawaabon mein se nahi hai.",
        ),
        Why::NoApplication => (
            "the request speaks of parts, and of no application.",
            "अनुरोध में हिस्सों की बात है, किसी ऐप्लिकेशन की नहीं।",
            "request mein hisson ki baat hai, kisi application ki nahi.",
        ),
        Why::Wider => (
            "it would open more to the internet than the request does.",
            "इससे अनुरोध से ज़्यादा कुछ इंटरनेट पर खुल जाता।",
            "isse request se zyada kuch internet par khul jata.",
        ),
        Why::NotInRequest => (
            "it doesn't stand in the request.",
            "यह अनुरोध में नहीं लिखा है।",
            "yeh request mein nahi likha hai.",
        ),
        Why::DearerCeiling => (
            "it would raise the ceiling on cost.",
            "इससे खर्च की सीमा बढ़ जाती।",
            "isse kharch ki limit badh jati.",
        ),
        Why::LooksCheaper => (
            "less use than is taken without it would make the price look lower.",
            "कम इस्तेमाल मानने से दाम असल से कम दिखता।",
            "kam istemal maanne se daam asal se kam dikhta.",
        ),
        Why::Region => (
            "the region is not one that may be used here.",
            "यह क्षेत्र (region) यहाँ इस्तेमाल नहीं हो सकता।",
            "yeh region yahan istemal nahi ho sakta.",
        ),
        Why::Withheld => (
            "a model may not add this; name it in the request if you want it.",
            "मॉडल इसे नहीं जोड़ सकता; चाहिए तो अनुरोध में इसका नाम लिखिए।",
            "model ise nahi jod sakta; chahiye to request mein iska naam likhiye.",
        ),
        Why::AlreadyThere => (
            "something else in the request does the same.",
            "अनुरोध की दूसरी चीज़ यही काम करती है।",
            "request ki doosri cheez yahi kaam karti hai.",
        ),
        Why::NothingPaid => (
            "it costs something, and nothing may be paid.",
            "इसमें पैसा लगता है, और कुछ भी खर्च नहीं करना है।",
            "isme paisa lagta hai, aur kuch bhi kharch nahi karna hai.",
        ),
        Why::NoValue => (
            "it is not a value that can be set there.",
            "वहाँ यह मान नहीं रखा जा सकता।",
            "wahan yeh value nahi rakhi ja sakti.",
        ),
        Why::TooMany => (
            "the model proposed more than one plan should have.",
            "मॉडल ने एक योजना के लिए बहुत ज़्यादा चीज़ें बताईं।",
            "model ne ek plan ke liye bahut zyada cheezein batayin.",
        ),
    };
    pick(language, english, hindi, hinglish)
}
