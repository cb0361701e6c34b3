//! Said while something else has to happen first.

use cloudwhisper_api::language::Language;

use super::{Said, say};

pub(crate) fn suspended(language: Language) -> Said {
    Said::new(
        say!(
            language,
            "The request is suspended: nothing is planned or deployed; what runs, runs on.",
            "अनुरोध रोका हुआ है: कोई योजना या डिप्लॉयमेंट नहीं होगा; जो चल रहा है, चलता रहेगा।",
            "Request roka hua hai: koi plan ya deployment nahi hoga; jo chal raha hai, chalta rahega.",
        ),
        say!(
            language,
            "Set spec.suspend to false to go on.",
            "आगे बढ़ने के लिए spec.suspend को false कीजिए।",
            "Aage badhne ke liye spec.suspend ko false karein.",
        ),
    )
}

pub(crate) fn cycle(language: Language, path: &[String]) -> Said {
    let path = path.join(" → ");
    Said::new(
        say!(
            language,
            "What this request waits for leads back to it: {path}. None of them can ever be first.",
            "यह अनुरोध जिसकी प्रतीक्षा करता है, वह इसी पर लौट आता है: {path}। इनमें से कोई पहला नहीं हो सकता।",
            "Yeh request jiska intezaar karti hai, woh isi par laut aata hai: {path}. Inmein se koi pehla nahi ho sakta.",
        ),
        say!(
            language,
            "Take one of them out of spec.dependsOn, or the reference to its outputs out of spec.parameters.",
            "इनमें से एक को spec.dependsOn से, या उसके outputs का संदर्भ spec.parameters से हटाइए।",
            "Inmein se ek ko spec.dependsOn se, ya uske outputs ka reference spec.parameters se hatayein.",
        ),
    )
}

/// `field` is where it is named.
pub(crate) fn dependency_missing(language: Language, name: &str, field: &str) -> Said {
    Said::new(
        say!(
            language,
            "Waiting for the request \"{name}\", which does not exist in this namespace.",
            "\"{name}\" अनुरोध की प्रतीक्षा है, जो इस namespace में नहीं है।",
            "Request \"{name}\" ka intezaar hai, jo is namespace mein nahi hai.",
        ),
        say!(
            language,
            "Create it, or take it out of {field}.",
            "उसे बनाइए, या {field} से हटाइए।",
            "Use banayein, ya {field} se hatayein.",
        ),
    )
}

pub(crate) fn dependency_not_ready(language: Language, name: &str) -> Said {
    Said::new(
        say!(
            language,
            "Waiting until the request \"{name}\" is ready.",
            "\"{name}\" अनुरोध के तैयार होने की प्रतीक्षा है।",
            "Request \"{name}\" ke ready hone ka intezaar hai.",
        ),
        say!(
            language,
            "It goes on by itself then.",
            "उसके बाद काम अपने आप आगे बढ़ेगा।",
            "Uske baad kaam apne aap aage badhega.",
        ),
    )
}
