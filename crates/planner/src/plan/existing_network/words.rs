//! Said of a network that is there already.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::existing_network::{MOST_SUBNETS, Unfit};

/// Stable code of the warning.
const STANDS_IN: &str = "EXISTING_NETWORK";
/// Characters of an id that are quoted.
const QUOTED: usize = 60;

fn error(message: String, details: &str) -> UserError {
    UserError {
        code: ErrorCode::InvalidParameter,
        message,
        details: details.to_owned(),
        retryable: false,
    }
}

/// Subnets without their network.
pub(super) fn no_vpc(language: Language) -> UserError {
    match language {
        Language::English => error(
            "Subnets are given, and not the network that they are in.".to_owned(),
            "Give spec.parameters.vpcId too, such as vpc-0a1b2c3d4e5f60718.",
        ),
        Language::Hindi => error(
            "subnets दिए हैं, पर वह नेटवर्क नहीं जिसमें वे हैं।".to_owned(),
            "spec.parameters.vpcId भी दीजिए, जैसे vpc-0a1b2c3d4e5f60718।",
        ),
        Language::Hinglish => error(
            "Subnets diye hain, par woh network nahi jismein woh hain.".to_owned(),
            "spec.parameters.vpcId bhi dijiye, jaise vpc-0a1b2c3d4e5f60718.",
        ),
    }
}

/// Too few subnets, or too many.
pub(super) fn subnets(language: Language, key: &str) -> UserError {
    match language {
        Language::English => error(
            format!(
                "A network that is there already needs spec.parameters.{key} with 2 to {MOST_SUBNETS} subnets."
            ),
            "Write their ids with commas between, each in a zone of its own, such as subnet-0a1b2c3d,subnet-4e5f6a7b.",
        ),
        Language::Hindi => error(
            format!("पहले से मौजूद नेटवर्क के लिए spec.parameters.{key} में 2 से {MOST_SUBNETS} subnets चाहिए।"),
            "उनकी id अल्पविराम के साथ लिखिए, हर एक अलग ज़ोन में, जैसे subnet-0a1b2c3d,subnet-4e5f6a7b।",
        ),
        Language::Hinglish => error(
            format!(
                "Pehle se maujood network ke liye spec.parameters.{key} mein 2 se {MOST_SUBNETS} subnets chahiye."
            ),
            "Unki id comma ke saath likhiye, har ek alag zone mein, jaise subnet-0a1b2c3d,subnet-4e5f6a7b.",
        ),
    }
}

/// One subnet for two.
pub(super) fn twice(language: Language, key: &str, id: &str) -> UserError {
    let id: String = id.chars().take(QUOTED).collect();
    match language {
        Language::English => error(
            format!("spec.parameters.{key} names {id} twice, and every subnet has to be another one."),
            "Write the ids of subnets in different zones, such as subnet-0a1b2c3d,subnet-4e5f6a7b.",
        ),
        Language::Hindi => error(
            format!("spec.parameters.{key} में {id} दो बार है, और हर subnet अलग होना चाहिए।"),
            "अलग-अलग ज़ोन के subnets की id लिखिए, जैसे subnet-0a1b2c3d,subnet-4e5f6a7b।",
        ),
        Language::Hinglish => error(
            format!("spec.parameters.{key} mein {id} do baar hai, aur har subnet alag hona chahiye."),
            "Alag-alag zone ke subnets ki id likhiye, jaise subnet-0a1b2c3d,subnet-4e5f6a7b.",
        ),
    }
}

/// The plan can't stand there.
pub(super) fn unfit(language: Language, unfit: &Unfit) -> UserError {
    let ids = match unfit {
        Unfit::Needs(ids) => ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Unfit::Public => return subnets(language, "publicSubnetIds"),
        Unfit::Nothing => return nothing(language),
    };
    match language {
        Language::English => error(
            format!(
                "The plan can't stand in a network that is there already: {ids} change that network, or need its routes or addresses."
            ),
            "Take vpcId and the subnets out of spec.parameters, or ask for it without those parts.",
        ),
        Language::Hindi => error(
            format!(
                "योजना पहले से मौजूद नेटवर्क में नहीं रह सकती: {ids} उस नेटवर्क को बदलते हैं, या उन्हें उसके routes या पते चाहिए।"
            ),
            "vpcId और subnets को spec.parameters से हटाइए, या इन हिस्सों के बिना माँगिए।",
        ),
        Language::Hinglish => error(
            format!(
                "Plan pehle se maujood network mein nahi reh sakta: {ids} us network ko badalte hain, ya unhe uske routes ya addresses chahiye."
            ),
            "vpcId aur subnets ko spec.parameters se hataiye, ya in hisson ke bina maangiye.",
        ),
    }
}

fn nothing(language: Language) -> UserError {
    match language {
        Language::English => error(
            "Nothing but a network is asked for, and one is given.".to_owned(),
            "Say what is to stand in it, or take vpcId out of spec.parameters.",
        ),
        Language::Hindi => error(
            "केवल नेटवर्क माँगा गया है, और एक दिया भी गया है।".to_owned(),
            "बताइए उसमें क्या रहेगा, या vpcId को spec.parameters से हटाइए।",
        ),
        Language::Hinglish => error(
            "Sirf network maanga gaya hai, aur ek diya bhi gaya hai.".to_owned(),
            "Batayein usmein kya rahega, ya vpcId ko spec.parameters se hataiye.",
        ),
    }
}

/// What has to be so in that network.
pub(super) fn stands_in(language: Language, vpc: &str) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!("Everything stands in the network {vpc}, which is there already; none is made."),
            "Its ways out are up to it: programs in private subnets reach AWS's services and the internet only through its own gateways \
             and endpoints.",
        ),
        Language::Hindi => (
            format!("सब कुछ पहले से मौजूद नेटवर्क {vpc} में रहेगा; नया नहीं बनेगा।"),
            "बाहर जाने के रास्ते उसी के हैं: निजी subnets के प्रोग्राम AWS की सेवाओं और इंटरनेट तक केवल उसके अपने gateways और endpoints से पहुँचते हैं।",
        ),
        Language::Hinglish => (
            format!("Sab kuch pehle se maujood network {vpc} mein rahega; naya nahi banega."),
            "Bahar jaane ke raaste usi ke hain: private subnets ke program AWS ki services aur internet tak sirf uske apne gateways aur \
             endpoints se pahunchte hain.",
        ),
    };
    Warning {
        code: STANDS_IN.to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}
