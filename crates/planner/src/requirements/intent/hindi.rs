//! Wishes in Hindi, in either script, that no verb of our tables says: "रखना है", "khula rahe", "log dekh sakein". Here: the forms of the
//! verb in which people say what ought to be. Not here: verbs by their meaning (`lexicon/intents`).

use crate::language::lexicon::fold;

/// What stands behind an infinitive that has to be done: "chalana hai", "रखनी होगी".
const HAS_TO: [&str; 16] = [
    "hai",
    "hain",
    "h",
    "he",
    "hei",
    "hoga",
    "hogi",
    "honge",
    "padega",
    "padegi",
    "है",
    "हैं",
    "होगा",
    "होगी",
    "होंगे",
    "पडेगा",
];
/// Infinitives of what people do with their heads: "lambda seekhna hai" asks for a lesson.
const LEARNT: [&str; 17] = [
    "seekh",
    "sikh",
    "samajh",
    "samjh",
    "jaann",
    "jann",
    "padh",
    "pooch",
    "puch",
    "sunn",
    "batan",
    "सीख",
    "समझ",
    "जानन",
    "पढ",
    "पूछ",
    "बतान",
];
const ENDINGS: [&str; 6] = ["na", "ni", "ne", "ना", "नी", "ने"];
/// What else stands behind an infinitive of who wants to learn.
const WANTS: [&str; 8] = [
    "chahta",
    "chahti",
    "chahte",
    "chahiye",
    "चाहता",
    "चाहती",
    "चाहते",
    "चाहिए",
];
/// What is the matter with a thing that is there.
const TROUBLE: [&str; 25] = [
    "slow",
    "down",
    "hang",
    "crash",
    "error",
    "kharab",
    "dikkat",
    "problem",
    "pareshani",
    "atak",
    "धीमी",
    "धीमा",
    "धीरे",
    "डाउन",
    "हैंग",
    "क्रैश",
    "एरर",
    "खराब",
    "दिक्कत",
    "समस्या",
    "परेशानी",
    "अटक",
    "samajh",
    "samjh",
    "समझ",
];
/// How a tale of what is ends.
const IS: [&str; 22] = [
    "hai",
    "h",
    "hain",
    "gaya",
    "gayi",
    "gai",
    "raha",
    "rahi",
    "है",
    "हैं",
    "गया",
    "गई",
    "गयी",
    "रहा",
    "रही",
    "hogaya",
    "aata",
    "ata",
    "aati",
    "आता",
    "आती",
    "आया",
];
/// Verbs in the form of what ought to be, as they end a thought: "bahar se na dikhe".
const OUGHT: [&str; 62] = [
    "ho",
    "hon",
    "rahe",
    "rahein",
    "rahen",
    "sake",
    "sakein",
    "saken",
    "jaye",
    "jaaye",
    "jae",
    "jayein",
    "mile",
    "milein",
    "chale",
    "chalein",
    "aaye",
    "aye",
    "aae",
    "kare",
    "karein",
    "karen",
    "likhe",
    "bheje",
    "bhejein",
    "bane",
    "dikhe",
    "khule",
    "dale",
    "daale",
    "badhe",
    "pade",
    "pahunche",
    "हो",
    "हों",
    "रहे",
    "रहें",
    "सके",
    "सकें",
    "जाए",
    "जाएं",
    "जाये",
    "मिले",
    "मिलें",
    "चले",
    "चलें",
    "आए",
    "आएं",
    "आये",
    "करे",
    "करें",
    "लिखे",
    "लिखें",
    "भेजे",
    "भेजें",
    "बने",
    "दिखे",
    "खुले",
    "डाले",
    "बढे",
    "पडे",
    "पहुंचे",
];
/// So many words are looked at.
const WORDS: usize = 400;

/// Whether a text says in Hindi that something is to be done or ought to be.
pub(super) fn wishes(text: &str) -> bool {
    let ends = |word: &str| word.ends_with([',', ';', ':', '.', '!', '।', '|', '?']);
    let words: Vec<(String, bool)> = text
        .split_whitespace()
        .take(WORDS)
        .map(|word| {
            let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '।' | '…' | '—'));
            (fold(bare), ends(word))
        })
        .collect();
    let ought = |(word, ends): &(String, bool), last: bool| (*ends || last) && OUGHT.contains(&word.as_str());
    let count = words.len();
    words
        .iter()
        .enumerate()
        .any(|(at, word)| ought(word, at + 1 == count))
        || words.windows(2).any(|pair| match pair {
            [(verb, false), (has_to, _)] => {
                is_infinitive(verb) && HAS_TO.contains(&has_to.as_str()) || tells_then(verb, has_to)
            }
            _ => false,
        })
}

/// "Bill badhe to batao": to be told when something happens is a wish, and no question.
pub(super) fn tells_then(then: &str, verb: &str) -> bool {
    const TOLD: [&str; 6] = ["bata", "बता", "khabar", "खबर", "alert", "inform"];
    matches!(then, "to" | "toh" | "तो") && TOLD.iter().any(|start| verb.starts_with(start))
}

/// "Docker samajhna hai": a lesson is wanted.
pub(super) fn learns(text: &str) -> bool {
    words(text).windows(2).any(|pair| match pair {
        [verb, has_to] => {
            ENDINGS.iter().any(|ending| verb.ends_with(ending))
                && LEARNT.iter().any(|learnt| verb.starts_with(learnt))
                && (HAS_TO.contains(&has_to.as_str()) || WANTS.contains(&has_to.as_str()))
        }
        _ => false,
    })
}

/// "Kal video dekha tha", "login ho gaya": how a tale ends, which wishes for nothing.
pub(super) fn tells(text: &str) -> bool {
    const WAS: [&str; 6] = ["tha", "thi", "the", "था", "थी", "थे"];
    let words = words(text);
    let last = words.last().map(String::as_str).unwrap_or_default();
    IS.contains(&last) || WAS.contains(&last)
}

/// "Website slow hai", "server down ho gaya hai": a complaint.
pub(super) fn complains(text: &str) -> bool {
    let words = words(text);
    words.iter().any(|word| TROUBLE.contains(&word.as_str()))
        && words.iter().rev().take(2).any(|word| IS.contains(&word.as_str()))
}

/// The words as they are compared.
fn words(text: &str) -> Vec<String> {
    let bare = |word: &str| fold(word.trim_matches(|c: char| c.is_ascii_punctuation() || c == '।'));
    text.split_whitespace().take(WORDS).map(bare).collect()
}

/// "rakhna", "करनी", "lagane": the verb's stem with its ending.
fn is_infinitive(word: &str) -> bool {
    /// Ends like one and is none: "kitna hai", "apna hai".
    const OTHERS: [&str; 18] = [
        "kitna",
        "kitni",
        "kitne",
        "itna",
        "itni",
        "apna",
        "apni",
        "apne",
        "purana",
        "purani",
        "कितना",
        "कितनी",
        "कितने",
        "इतना",
        "अपना",
        "अपनी",
        "पुराना",
        "पुरानी",
    ];
    let stem = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending));
    stem.is_some_and(|stem| stem.chars().count() >= 2)
        && !OTHERS.contains(&word)
        && !LEARNT.iter().any(|verb| word.starts_with(verb))
}

#[cfg(test)]
mod tests {
    use super::{complains, learns, wishes};

    #[test]
    fn what_has_to_be_done_and_what_ought_to_be_are_wishes() {
        for text in [
            "मरीज़ों का डेटा महफ़ूज़ रखना है",
            "lambda pe chalana h",
            "API sirf office se khule",
            "बाहर से कोई न देख सके, एपीआई है",
        ] {
            assert!(wishes(text), "{text}");
        }
    }

    #[test]
    fn a_tale_of_what_is_wishes_for_nothing() {
        for text in [
            "docker samajhna hai",
            "mujhe lambda seekhna chahiye",
            "वेबसाइट बहुत धीमी है",
            "server down ho gaya hai",
        ] {
            assert!(learns(text) || complains(text), "{text}");
        }
        for text in ["seekhne wali app", "site down ho to mail kare", "API chahiye"] {
            assert!(!learns(text) && !complains(text), "{text}");
        }
    }

    #[test]
    fn lessons_and_prices_are_none() {
        for text in [
            "lambda seekhna hai",
            "एडब्ल्यूएस समझना है",
            "ec2 kitna hai",
            "lambda accha hai",
        ] {
            assert!(!wishes(text), "{text}");
        }
    }
}
