//! What a person is told of a number that AWS doesn't take, in three languages.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::catalog::plain::say;
use crate::catalog::setting::Measure;
use crate::catalog::spoken::spoken;
use crate::catalog::{kinesis, lambda, rds, sqs};
use crate::plan::not_in_plan;

/// A setting with its bounds.
pub(super) struct Bound<'a> {
    pub(super) kind: &'a str,
    pub(super) word: &'static str,
    pub(super) measure: Measure,
    pub(super) limits: (i64, i64),
}

/// What people call settings: English, Hindi, Hinglish. The others go by the word that they are noted under.
const CALLED: [(&str, [&str; 3]); 8] = [
    ("timeout", ["time limit", "समय सीमा", "samay seema"]),
    ("memory", ["memory", "मेमोरी", "memory"]),
    (
        "ephemeralStorage",
        ["temporary storage", "अस्थायी जगह", "temporary storage"],
    ),
    ("retentionDays", ["retention", "रखने का समय", "rakhne ka samay"]),
    ("retentionSeconds", ["retention", "रखने का समय", "rakhne ka samay"]),
    ("delaySeconds", ["delay", "देरी", "deri"]),
    (
        "backupDays",
        ["backup retention", "बैकअप रखने का समय", "backup rakhne ka samay"],
    ),
    (
        "passwordLength",
        ["password length", "पासवर्ड की लंबाई", "password ki lambai"],
    ),
];

/// A way to have more all the same: of which type, under which word, what to say.
const WAYS_OUT: [(&str, &str, [&str; 3]); 8] = [
    (lambda::Function::KIND, "timeout", LONGER_WORK),
    (lambda::Function::KIND, "memory", LARGER_WORK),
    (lambda::Function::KIND, "ephemeralStorage", LARGER_WORK),
    (sqs::Queue::KIND, "retentionDays", KEPT_LONGER),
    (sqs::Queue::KIND, "retentionSeconds", KEPT_LONGER),
    (
        sqs::Queue::KIND,
        "delaySeconds",
        [
            "For a longer delay ask for a Step Functions workflow that waits, or a schedule.",
            "ज़्यादा देरी के लिए Step Functions का इंतज़ार करने वाला वर्कफ़्लो या शेड्यूल माँगिए।",
            "Zyada deri ke liye Step Functions ka wait karne wala workflow ya schedule maangiye.",
        ],
    ),
    (kinesis::Stream::KIND, "retentionDays", KEPT_LONGER),
    (
        rds::Instance::KIND,
        "backupDays",
        [
            "To keep copies longer ask for AWS Backup, which keeps them for years.",
            "प्रतियाँ ज़्यादा समय रखने के लिए AWS Backup माँगिए, जो उन्हें बरसों रखता है।",
            "Copies zyada samay rakhne ke liye AWS Backup maangiye, jo unhe barson rakhta hai.",
        ],
    ),
];
const LONGER_WORK: [&str; 3] = [
    "For longer work ask for an ECS Fargate task, or cut it into steps of a Step Functions workflow.",
    "लंबे काम के लिए ECS Fargate टास्क माँगिए, या उसे Step Functions के चरणों में बाँटिए।",
    "Lambe kaam ke liye ECS Fargate task maangiye, ya use Step Functions ke steps mein baantiye.",
];
const LARGER_WORK: [&str; 3] = [
    "For more ask for an ECS Fargate task or an EC2 server, or work on smaller pieces.",
    "ज़्यादा चाहिए तो ECS Fargate टास्क या EC2 सर्वर माँगिए, या छोटे टुकड़ों में काम कीजिए।",
    "Zyada chahiye to ECS Fargate task ya EC2 server maangiye, ya chhote tukdon mein kaam kijiye.",
];
const KEPT_LONGER: [&str; 3] = [
    "To keep it longer, have it written to an S3 bucket or a DynamoDB table as well.",
    "ज़्यादा समय रखने के लिए इसे S3 बकेट या DynamoDB तालिका में भी लिखवाइए।",
    "Zyada samay rakhne ke liye ise S3 bucket ya DynamoDB table mein bhi likhwaiye.",
];
/// Where there is no other way.
const WITHIN: [&str; 3] = [
    "Say a value within these bounds.",
    "इन सीमाओं के भीतर का मान बताइए।",
    "In seemaon ke andar ka value bataiye.",
];

/// A number outside of the bounds of a setting.
pub(super) fn beyond(bound: &Bound<'_>, said: i64, language: Language) -> Warning {
    let Bound {
        kind,
        word,
        measure,
        limits: (least, most),
    } = bound;
    let of = spoken(kind);
    let what = CALLED.iter().find(|(it, _)| it == word);
    let what = what.map_or(*word, |(_, called)| say(language, *called));
    let [least, most, wanted] = [*least, *most, said].map(|it| amount(it, *measure, language));
    let message = match language {
        Language::English => {
            format!(
                "AWS's limit: the {what} of a {of} goes from {least} to {most}. You said {wanted}; the plan keeps to the limit."
            )
        }
        Language::Hindi => {
            format!(
                "AWS की सीमा: {of} की {what} {least} से {most} तक होती है। आपने {wanted} कहा; योजना सीमा में रहती है।"
            )
        }
        Language::Hinglish => {
            format!(
                "AWS ki seema: {of} ki {what} {least} se {most} tak hoti hai. Aapne {wanted} kaha; plan seema mein rehta hai."
            )
        }
    };
    let way = WAYS_OUT
        .iter()
        .find(|(of, named, _)| of == kind && named == word && said > bound.limits.1);
    not_in_plan::warning(message, say(language, way.map_or(WITHIN, |(.., way)| *way)))
}

/// A span that a web firewall has no window of, with what it counts instead.
pub(super) fn window(said: i64, window: i64, limit: i64, language: Language) -> Warning {
    let [said, window] = [said, window].map(|it| amount(it, Measure::Seconds, language));
    let message = match language {
        Language::English => {
            format!(
                "AWS WAF counts requests over 1, 2, 5 or 10 minutes, and not over {said}. The plan lets {limit} through in {window}."
            )
        }
        Language::Hindi => {
            format!(
                "AWS WAF अनुरोध 1, 2, 5 या 10 मिनट में गिनता है, {said} में नहीं। योजना {window} में {limit} आने देती है।"
            )
        }
        Language::Hinglish => {
            format!(
                "AWS WAF requests 1, 2, 5 ya 10 minute mein ginta hai, {said} mein nahi. Plan {window} mein {limit} aane deta hai."
            )
        }
    };
    let suggestion = [
        "Say a limit for one of these spans.",
        "इनमें से किसी समय के लिए सीमा बताइए।",
        "Inmein se kisi samay ke liye limit bataiye.",
    ];
    not_in_plan::warning(message, say(language, suggestion))
}

/// A span that API Gateway has no quota for, with what it counts instead.
pub(super) fn quota(said: i64, (limit, span): (i64, &str), language: Language) -> Warning {
    let span = match span {
        "MONTH" => say(language, ["month", "महीने", "mahine"]),
        "WEEK" => say(language, ["week", "हफ़्ते", "hafte"]),
        _ => say(language, ["day", "दिन", "din"]),
    };
    let message = match language {
        Language::English => {
            format!(
                "API Gateway counts a caller's quota by the day, the week or the month. Instead of {said} as you said it, the plan gives {limit} a {span}."
            )
        }
        Language::Hindi => {
            format!(
                "API Gateway का कोटा दिन, हफ़्ते या महीने में गिना जाता है। आपके बताए {said} की जगह योजना हर {span} {limit} देती है।"
            )
        }
        Language::Hinglish => {
            format!(
                "API Gateway ka quota din, hafte ya mahine mein gina jata hai. Aapke bataye {said} ki jagah plan har {span} {limit} deta hai."
            )
        }
    };
    let suggestion = [
        "To hold callers back within shorter times, say a rate limit per second as well.",
        "कम समय में रोकने के लिए प्रति सेकंड की रेट लिमिट भी बताइए।",
        "Kam samay mein rokne ke liye per second ki rate limit bhi bataiye.",
    ];
    not_in_plan::warning(message, say(language, suggestion))
}

/// A number with its unit, in the largest unit that it is whole in: "15 minutes", "10 GB".
fn amount(value: i64, measure: Measure, language: Language) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 3600;
    const DAY: i64 = 86_400;
    let whole = |unit: i64| value >= unit && value % unit == 0;
    let (count, unit) = match measure {
        Measure::Seconds if whole(DAY) => (value / DAY, Some(DAYS)),
        Measure::Seconds if whole(HOUR) => (value / HOUR, Some(["hours", "घंटे", "ghante"])),
        Measure::Seconds if whole(MINUTE) => (value / MINUTE, Some(["minutes", "मिनट", "minute"])),
        Measure::Seconds => (value, Some(["seconds", "सेकंड", "second"])),
        Measure::Days => (value, Some(DAYS)),
        Measure::Megabytes if whole(1024) => (value / 1024, Some(["GB"; 3])),
        Measure::Megabytes => (value, Some(["MB"; 3])),
        Measure::Gigabytes => (value, Some(["GB"; 3])),
        Measure::PerSecond => (value, Some(["per second", "प्रति सेकंड", "per second"])),
        Measure::Percent => (value, Some(["%"; 3])),
        Measure::Count => (value, None),
    };
    let unit = unit.map(|unit| say(language, unit)).unwrap_or_default();
    let unit = match language {
        Language::English if count == 1 => unit.strip_suffix('s').unwrap_or(unit),
        _ => unit,
    };
    format!("{count} {unit}").trim_end().to_owned()
}

const DAYS: [&str; 3] = ["days", "दिन", "din"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_in_the_largest_unit_that_they_are_whole_in() {
        for (value, measure, told) in [
            (900, Measure::Seconds, "15 minutes"),
            (1, Measure::Seconds, "1 second"),
            (43_200, Measure::Seconds, "12 hours"),
            (90, Measure::Seconds, "90 seconds"),
            (1_209_600, Measure::Seconds, "14 days"),
            (10_240, Measure::Megabytes, "10 GB"),
            (128, Measure::Megabytes, "128 MB"),
            (70, Measure::Percent, "70 %"),
            (1000, Measure::Count, "1000"),
        ] {
            assert_eq!(amount(value, measure, Language::English), told);
        }
        assert_eq!(amount(900, Measure::Seconds, Language::Hindi), "15 मिनट");
    }
}
