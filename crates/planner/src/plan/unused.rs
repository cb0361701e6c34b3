//! Whether everything that was said is in the plan: each measure, name and address of the prompt is looked for among what is to be
//! made. What is found nowhere is told, in the person's own words: nothing is dropped without a word.
//!
//! A number is found where the template has it, in the unit of the place: "2 GB" as 2048, "5 minutes" as 300. That it stands there
//! for another reason can't be told apart, so this says too little at times; it must not say too much.

use std::collections::{BTreeMap, HashMap, HashSet};

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Warning};
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;
use serde_json::Value;

use super::content_network;
use crate::catalog::logs;
use crate::requirements::{Fact, Measure, Understood};

/// More are told of by their number.
const MOST: usize = 8;
/// Longer texts are programs, whose numbers mean something else.
const LONGEST: usize = 400;
/// Words in the names of properties that hold a time.
const OF_TIME: [&str; 18] = [
    "age",
    "backup",
    "cooldown",
    "days",
    "deadline",
    "delay",
    "duration",
    "expir",
    "grace",
    "interval",
    "period",
    "retention",
    "rotation",
    "schedule",
    "seconds",
    "timeout",
    "transition",
    "ttl",
];

/// Words in the names of properties that hold a version.
const OF_VERSION: [&str; 4] = ["version", "runtime", "imageid", "family"];
/// What a time is of, as people say it and as the names of properties do.
const TIMES: [(&str, &[&str]); 4] = [
    ("backup", &["backup", "snapshot", "deleteafter"]),
    ("बैकअप", &["backup", "snapshot", "deleteafter"]),
    ("visibility", &["visibility"]),
    ("rotat", &["rotat", "schedule", "days"]),
];
/// The same of counts.
const COUNTS: [(&str, &[&str]); 5] = [
    ("concurren", &["concurren"]),
    ("batch size", &["batchsize"]),
    ("burst", &["burst"]),
    ("iops", &["iops"]),
    ("shard", &["shard", "nodegroups"]),
];

/// A warning of what was said and is not in this plan.
pub(super) fn check(
    template: &str,
    requirements: &Requirements,
    (understood, assumptions): (&Understood, &[Assumption]),
    tags: &BTreeMap<String, String>,
    warnings: &[Warning],
) -> Option<Warning> {
    if understood.facts.is_empty() {
        return None;
    }
    let template: Value = serde_json::from_str(template).ok()?;
    let mut made = Made::default();
    made.read_resources(template.get("Resources"));
    for said in [&understood.assumptions[..], assumptions].concat() {
        made.read("assumption", &Value::String(said.value.clone()));
        made.sized |= said.field.ends_with("instanceType");
    }
    if let Ok(Value::Object(mut fields)) = serde_json::to_value(requirements) {
        // What was noted of parts is not yet built.
        fields.remove("services");
        if let Some(usage) = fields.remove("usage") {
            made.read("size", &usage);
        }
        for text in fields.values().filter_map(Value::as_str) {
            made.text(text);
        }
    }
    for text in [
        Some(&requirements.region),
        Some(&requirements.project_name),
        requirements.networking.custom_domain.as_ref(),
    ]
    .into_iter()
    .flatten()
    .chain(tags.values())
    {
        made.text(text);
    }
    let no_alarm = warnings.iter().any(|it| it.code == content_network::SILENT);
    let warned = |fact: &Fact| match &fact.measure {
        // Whom to tell is of no use where nothing rings, which is told.
        Measure::Name(name) if no_alarm && name.contains('@') => true,
        Measure::Name(name) => warnings.iter().any(|it| it.message.contains(name.as_str())),
        _ => false,
    };
    let unused: Vec<&str> = understood
        .facts
        .iter()
        .filter(|fact| !made.has(fact) && !warned(fact))
        .map(|fact| fact.words.as_str())
        .collect();
    (!unused.is_empty()).then(|| words(understood.language, &unused))
}

/// What is to be made, as far as it can be looked up.
#[derive(Default)]
struct Made {
    /// Numbers, with the properties that hold them.
    numbers: HashMap<Decimal, HashSet<String>>,
    /// How many there are of each type.
    counts: HashMap<String, u32>,
    /// Every text without its signs, in lower case.
    texts: Vec<String>,
    /// A machine was chosen by its processors and memory.
    sized: bool,
}

impl Made {
    fn read_resources(&mut self, resources: Option<&Value>) {
        let resources = resources.and_then(Value::as_object).into_iter().flatten();
        for (id, resource) in resources {
            self.text(id);
            if let Some(kind) = resource.get("Type").and_then(Value::as_str) {
                *self.counts.entry(kind.to_owned()).or_default() += 1;
            }
            if let Some(properties) = resource.get("Properties") {
                self.read("", properties);
            }
        }
    }

    fn read(&mut self, name: &str, value: &Value) {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    self.text(key);
                    let key = key.to_ascii_lowercase();
                    // What is put together is of the property that holds it.
                    let inner = if key.starts_with("fn::") || key == "ref" {
                        name
                    } else {
                        &key
                    };
                    self.read(inner, value);
                }
            }
            Value::Array(entries) => entries.iter().for_each(|entry| self.read(name, entry)),
            Value::Number(number) => self.number(name, &number.to_string()),
            Value::String(text) => {
                self.text(text);
                if text.len() <= LONGEST {
                    for number in text.split(|c: char| !c.is_ascii_digit() && c != '.') {
                        self.number(name, number.trim_matches('.'));
                    }
                }
            }
            Value::Bool(_) | Value::Null => {}
        }
    }

    fn number(&mut self, name: &str, text: &str) {
        // "8.0.43" is a version of 8 and of 8.0.
        if OF_VERSION.iter().any(|part| name.contains(part)) {
            for (dot, _) in text.match_indices('.') {
                self.number("", text.get(..dot).unwrap_or_default());
            }
        }
        if let Ok(number) = text.parse::<Decimal>() {
            self.numbers
                .entry(number.normalize())
                .or_default()
                .insert(name.to_owned());
        }
    }

    fn text(&mut self, text: &str) {
        self.texts.push(plain(text));
    }

    fn has(&self, fact: &Fact) -> bool {
        match &fact.measure {
            Measure::Number(value) => {
                let so_many = |count: &u32| {
                    Decimal::from(*count) == *value || Decimal::from(*count) == *value + Decimal::ONE
                };
                if let Some(parts) = subject(fact, &COUNTS) {
                    return self.stands_in(*value, parts);
                }
                self.numbers.contains_key(value)
                    // A processor is 1024 units on Fargate, and a copy more than its replicas.
                    || self.numbers.contains_key(&(*value * Decimal::from(1024)).normalize())
                    || self.numbers.contains_key(&(*value + Decimal::ONE))
                    || self.counts.values().any(so_many)
                    || self.sized
            }
            Measure::Seconds(value) => {
                let units = [1, 60, 3600].map(|unit| *value / Decimal::from(unit));
                let milliseconds = *value * Decimal::ONE_THOUSAND;
                units
                    .into_iter()
                    .chain([milliseconds])
                    .any(|value| self.has_time(value, fact))
            }
            Measure::Days(value) => {
                let units = [1, 24, 1440, 86_400].map(|unit| *value * Decimal::from(unit));
                let longer =
                    [Decimal::from(7), Decimal::from(30), Decimal::from(365)].map(|unit| *value / unit);
                units
                    .into_iter()
                    .chain(longer)
                    .any(|value| self.has_time(value, fact))
                    || self.keeps_logs(*value)
            }
            Measure::Megabytes(value) => {
                let units = [1, 1024, 1_048_576].map(|unit| *value / Decimal::from(unit));
                let bytes = *value * Decimal::from(1_048_576);
                let thousands = (*value / Decimal::from(1024)) * Decimal::ONE_THOUSAND;
                self.sized
                    || units
                        .into_iter()
                        .chain([bytes, thousands])
                        .any(|value| self.numbers.contains_key(&value.round_dp(6).normalize()))
            }
            Measure::Name(name) => {
                let name = plain(name);
                self.texts.iter().any(|text| text.contains(&name))
            }
        }
    }

    /// Whether a time stands where the words beside it have it, such as backups.
    fn has_time(&self, value: Decimal, fact: &Fact) -> bool {
        self.stands_in(value, subject(fact, &TIMES).unwrap_or(&OF_TIME))
    }

    /// Whether a property with one of these in its name has this number.
    fn stands_in(&self, value: Decimal, parts: &[&str]) -> bool {
        let names = self.numbers.get(&value.normalize());
        names.is_some_and(|names| {
            names
                .iter()
                .any(|name| parts.iter().any(|part| name.contains(part)))
        })
    }

    /// Logs are kept for one of the spans that AWS offers: the shortest that is long enough.
    fn keeps_logs(&self, days: Decimal) -> bool {
        let offered = i64::try_from(days.ceil().mantissa())
            .ok()
            .map(logs::allowed_retention);
        offered.is_some_and(|offered| {
            let names = self.numbers.get(&Decimal::from(offered));
            names.is_some_and(|names| names.contains("retentionindays"))
        })
    }
}

/// Pieces of the names of properties that hold what the words speak of, where they say so.
fn subject(
    fact: &Fact,
    subjects: &[(&'static str, &'static [&'static str])],
) -> Option<&'static [&'static str]> {
    let words = fact.words.to_lowercase();
    let subject = subjects.iter().find(|(word, _)| words.contains(word));
    subject.map(|(_, parts)| *parts)
}

/// Letters and digits alone, so that a name is found however the place spells it.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn words(language: Language, unused: &[&str]) -> Warning {
    let quoted: Vec<String> = unused
        .iter()
        .take(MOST)
        .map(|words| format!("“{words}”"))
        .collect();
    let more = unused.len().saturating_sub(MOST);
    let list = quoted.join(", ")
        + &if more > 0 {
            format!(", +{more}")
        } else {
            String::new()
        };
    let (message, suggestion) = match language {
        Language::English => (
            format!("Nothing in this plan takes up what you said here: {list}."),
            "Say in one sentence which part it is of (for example \"the queue keeps messages for 7 days\"), or set it by hand.",
        ),
        Language::Hindi => (
            format!("आपकी यह बात इस योजना में कहीं नहीं आई: {list}।"),
            "एक वाक्य में बताइए कि यह किस हिस्से की बात है (जैसे \"queue में संदेश 7 दिन रहें\"), या इसे हाथ से सेट कीजिए।",
        ),
        Language::Hinglish => (
            format!("Aapki yeh baat is plan mein kahin nahi aayi: {list}."),
            "Ek sentence mein batao ki yeh kis hisse ki baat hai (jaise \"queue mein messages 7 din rahein\"), ya ise haath se set karo.",
        ),
    };
    Warning {
        code: "NOT_IN_PLAN".to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}
