//! What is asked where a prompt leaves something open, in three languages. A question tells what its options mean, and of no
//! other. Here: sentences. Not here: when they are asked.

use cloudwhisper_api::language::Language;

use super::words::pick;

/// What an option means, in each language.
type Meaning = (&'static str, [&'static str; 3]);

const APP_TYPES: [Meaning; 4] = [
    (
        "static-site",
        [
            "pages only (static-site)",
            "सिर्फ़ पन्ने (static-site)",
            "sirf pages (static-site)",
        ],
    ),
    (
        "web-app",
        [
            "a website with a server behind it (web-app)",
            "सर्वर वाली वेबसाइट (web-app)",
            "server wali website (web-app)",
        ],
    ),
    (
        "api",
        [
            "an API for other programs (api)",
            "दूसरे प्रोग्रामों के लिए API (api)",
            "doosre programs ke liye API (api)",
        ],
    ),
    (
        "container",
        [
            "a container image (container)",
            "कंटेनर इमेज (container)",
            "container image (container)",
        ],
    ),
];
const COMPUTES: [Meaning; 3] = [
    (
        "lambda",
        [
            "Lambda (paid per call)",
            "Lambda (हर कॉल का पैसा)",
            "Lambda (har call ka paisa)",
        ],
    ),
    (
        "ecs",
        [
            "ECS (a container that always runs)",
            "ECS (हमेशा चलता कंटेनर)",
            "ECS (hamesha chalta container)",
        ],
    ),
    (
        "ec2",
        [
            "EC2 (a virtual machine)",
            "EC2 (वर्चुअल मशीन)",
            "EC2 (virtual machine)",
        ],
    ),
];
const DATABASES: [Meaning; 4] = [
    (
        "dynamodb",
        [
            "DynamoDB (key-value, in the free tier)",
            "DynamoDB (key-value, free tier में)",
            "DynamoDB (key-value, free tier mein)",
        ],
    ),
    (
        "postgres",
        [
            "Postgres (relational, paid by the hour)",
            "Postgres (relational, घंटे के हिसाब से पैसा)",
            "Postgres (relational, ghante ke hisaab se paisa)",
        ],
    ),
    (
        "mysql",
        [
            "MySQL (relational, paid by the hour)",
            "MySQL (relational, घंटे के हिसाब से पैसा)",
            "MySQL (relational, ghante ke hisaab se paisa)",
        ],
    ),
    (
        "none",
        [
            "no database (none)",
            "कोई डेटाबेस नहीं (none)",
            "koi database nahi (none)",
        ],
    ),
];

/// The question about a field, with its options told.
pub(super) fn question(language: Language, field: &str, options: &[&str]) -> String {
    let choices = |meanings: &[Meaning]| list(language, meanings, options);
    match (field, language) {
        ("appType", Language::English) => format!("What kind of application is it: {}?", choices(&APP_TYPES)),
        ("appType", Language::Hindi) => format!("यह किस तरह का ऐप्लिकेशन है: {}?", choices(&APP_TYPES)),
        ("appType", Language::Hinglish) => {
            format!("Yeh kis tarah ka application hai: {}?", choices(&APP_TYPES))
        }
        ("compute", Language::English) => format!("What should it run on: {}?", choices(&COMPUTES)),
        ("compute", Language::Hindi) => format!("यह किस पर चले: {}?", choices(&COMPUTES)),
        ("compute", Language::Hinglish) => format!("Yeh kis par chale: {}?", choices(&COMPUTES)),
        ("database", Language::English) => format!("Which database: {}?", choices(&DATABASES)),
        ("database", Language::Hindi) => format!("कौन सा डेटाबेस: {}?", choices(&DATABASES)),
        ("database", Language::Hinglish) => format!("Kaun sa database: {}?", choices(&DATABASES)),
        ("framework", Language::English) => format!("Which framework is it written in: {}?", choices(&[])),
        ("framework", Language::Hindi) => format!("यह किस फ्रेमवर्क में लिखा है: {}?", choices(&[])),
        ("framework", Language::Hinglish) => format!("Yeh kis framework mein likha hai: {}?", choices(&[])),
        ("region", Language::English) => format!(
            "A plan is for one region. In which one should it run: {}?",
            choices(&[])
        ),
        ("region", Language::Hindi) => format!(
            "एक योजना एक ही क्षेत्र (region) की होती है। यह किसमें चले: {}?",
            choices(&[])
        ),
        ("region", Language::Hinglish) => format!(
            "Ek plan ek hi region ka hota hai. Yeh kisme chale: {}?",
            choices(&[])
        ),
        ("storage" | "services", Language::English) => format!("Which of the two: {}?", choices(&[])),
        ("storage" | "services", Language::Hindi) => format!("दोनों में से कौन सा: {}?", choices(&[])),
        ("storage" | "services", Language::Hinglish) => format!("Dono mein se kaun sa: {}?", choices(&[])),
        ("publicAccess", _) => pick(
            language,
            "May anyone on the internet reach it: yes (true) or no (false)?",
            "क्या इंटरनेट पर कोई भी इस तक पहुँच सके: हाँ (true) या नहीं (false)?",
            "Kya internet par koi bhi is tak pahunch sake: haan (true) ya nahi (false)?",
        ),
        ("expireAfterDays", _) => {
            let days = options.first().copied().unwrap_or("365");
            match language {
                Language::English => format!(
                    "Files were to be archived only after they are deleted. After how many days are they deleted, such as {days}? Answer \
                     none to archive them and keep them."
                ),
                Language::Hindi => format!(
                    "फ़ाइलें मिटने के बाद सस्ते भंडार में नहीं जा सकतीं। वे कितने दिन बाद मिटें, जैसे {days}? मिटाए बिना सस्ते भंडार में रखने के लिए none लिखिए।"
                ),
                Language::Hinglish => format!(
                    "Files mitne ke baad saste storage mein nahi ja sakti. Woh kitne din baad mitein, jaise {days}? Mitaye bina saste \
                     storage mein rakhne ke liye none likhiye."
                ),
            }
        }
        ("customDomain", _) => pick(
            language,
            "Which domain name should it have, such as shop.example.in? Answer none to go without one.",
            "इसका डोमेन नाम क्या हो, जैसे shop.example.in? बिना डोमेन के लिए none लिखिए।",
            "Iska domain naam kya ho, jaise shop.example.in? Bina domain ke liye none likhiye.",
        ),
        _ => pick(
            language,
            "What is the ceiling per month, in rupees or dollars, such as ₹500 or $10 per month? Answer none for no ceiling.",
            "महीने में ज़्यादा से ज़्यादा कितना खर्च हो, रुपये या अमेरिकी डॉलर में, जैसे ₹500 या $10 प्रति माह? सीमा न हो तो none लिखिए।",
            "Mahine mein zyada se zyada kitna kharch ho, rupaye ya US dollar mein, jaise ₹500 ya $10 per month? Limit na ho to \
             none likhiye.",
        ),
    }
}

/// The options in words, with "or" before the last; one without a meaning of its own is told as it is.
fn list(language: Language, meanings: &[Meaning], options: &[&str]) -> String {
    let told: Vec<&str> = options
        .iter()
        .map(|option| {
            let meaning = meanings.iter().find(|(name, _)| name == option);
            meaning.map_or(*option, |(_, words)| match language {
                Language::English => words[0],
                Language::Hindi => words[1],
                Language::Hinglish => words[2],
            })
        })
        .collect();
    let or = match language {
        Language::English => "or",
        Language::Hindi => "या",
        Language::Hinglish => "ya",
    };
    match told.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [front @ .., last] => format!("{} {or} {last}", front.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::answers::{APP_TYPES, COMPUTES, DATABASES, FRAMEWORKS, YES_OR_NO};
    use super::*;

    /// Every choice of two or more options of these.
    fn choices<'a>(options: &'a [&'a str]) -> Vec<Vec<&'a str>> {
        let of = |mask: u32| {
            let taken = options.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
            taken.map(|(_, option)| *option).collect::<Vec<_>>()
        };
        (0..1u32 << options.len())
            .map(of)
            .filter(|choice| choice.len() > 1)
            .collect()
    }

    fn words_of(text: &str) -> Vec<String> {
        let word = |c: char| c.is_alphanumeric() || c == '-';
        text.split(|c| !word(c)).map(str::to_lowercase).collect()
    }

    #[test]
    fn a_question_tells_its_options_and_no_others() {
        let regions = ["ap-south-1", "us-east-1", "eu-west-1"];
        let fields: [(&str, &[&str]); 6] = [
            ("appType", &APP_TYPES),
            ("compute", &COMPUTES),
            ("framework", &FRAMEWORKS),
            ("publicAccess", &YES_OR_NO),
            ("database", &DATABASES),
            ("region", &regions),
        ];
        for (field, options) in fields {
            for (choice, language) in choices(options)
                .into_iter()
                .flat_map(|choice| Language::ALL.map(|language| (choice.clone(), language)))
            {
                let question = question(language, field, &choice);
                let words = words_of(&question);
                for option in options {
                    let told = words.iter().any(|word| word == option);
                    assert_eq!(told, choice.contains(option), "{field}, {option}: {question}");
                }
            }
        }
    }

    #[test]
    fn what_is_answered_freely_has_an_example_and_a_way_out() {
        for (field, example) in [("customDomain", "shop.example.in"), ("budget", "₹500")] {
            for language in Language::ALL {
                let question = question(language, field, &[]);
                assert!(
                    question.contains(example) && question.contains("none"),
                    "{question}"
                );
            }
        }
    }
}
