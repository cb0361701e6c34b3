//! Whether everything that was said is in the plan: each measure, name and address of the prompt is looked for among what is to be
//! made. What is found nowhere is told, in the person's own words: nothing is dropped without a word.
//!
//! A number is found where the template has it, in the unit of the place: "2 GB" as 2048, "5 minutes" as 300. That it stands there
//! for another reason can't be told apart, so this says too little at times; it must not say too much.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Warning};
use cloudwhisper_api::requirements::{Requirements, Usage};
use rust_decimal::Decimal;

use super::content_network;
use super::limits::Refused;
use super::{not_in_plan, quoted};
use crate::blueprint::{Blueprint, Resource, Value};
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
    blueprint: &Blueprint,
    requirements: &Requirements,
    (understood, assumptions): (&Understood, &[Assumption]),
    tags: &BTreeMap<String, String>,
    (warnings, refused): (&[Warning], &[Refused]),
) -> Option<Warning> {
    if understood.facts.is_empty() {
        return None;
    }
    let usage = usage(&requirements.usage);
    let wishes = wishes(requirements);
    let mut made = Made::default();
    for resource in blueprint.resources() {
        made.read_resource(resource);
    }
    for (key, value) in tags {
        made.text(key);
        made.read_text("value", value);
    }
    for said in understood.assumptions.iter().chain(assumptions) {
        made.read_text("assumption", &said.value);
        made.sized |= said.field.ends_with("instanceType");
    }
    for amount in &usage {
        made.read_text("size", amount);
    }
    for text in wishes.iter().map(String::as_str).chain([
        requirements.region.as_str(),
        requirements.project_name.as_str(),
        requirements
            .networking
            .custom_domain
            .as_deref()
            .unwrap_or_default(),
    ]) {
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
        .filter(|fact| !made.has(fact) && !warned(fact) && !refused.iter().any(|it| it.is(fact)))
        .map(|fact| fact.words.as_str())
        .collect();
    (!unused.is_empty()).then(|| words(understood.language, &unused))
}

/// The figures of the usage, as texts.
fn usage(usage: &Usage) -> Vec<String> {
    let counts = [usage.api_requests, usage.lambda_invocations];
    let sizes = [usage.storage_gb, usage.data_transfer_gb];
    let counts = counts.into_iter().flatten().map(|it| it.to_string());
    counts
        .chain(sizes.into_iter().flatten().map(|it| it.to_string()))
        .collect()
}

/// What was asked for in one word each, in the words of the contract.
fn wishes(requirements: &Requirements) -> Vec<String> {
    let written = [
        serde_json::to_value(requirements.app_type),
        serde_json::to_value(requirements.framework),
        serde_json::to_value(requirements.compute),
    ];
    let texts = written.into_iter().flatten();
    texts.filter_map(|it| it.as_str().map(str::to_owned)).collect()
}

/// What is to be made, as far as it can be looked up. It borrows, since there are thousands of it.
#[derive(Default)]
struct Made<'a> {
    /// Numbers, with the properties that hold them.
    numbers: HashMap<Decimal, Vec<&'a str>>,
    /// How many there are of each type.
    counts: HashMap<&'static str, u32>,
    /// Every text.
    texts: Vec<&'a str>,
    /// Every text without its signs, in lower case, a line each: made when the first name is looked for.
    plain: OnceCell<String>,
    /// A machine was chosen by its processors and memory.
    sized: bool,
}

impl<'a> Made<'a> {
    fn read_resource(&mut self, resource: &'a Resource) {
        self.text(resource.id.as_str());
        *self.counts.entry(resource.kind).or_default() += 1;
        for (name, value) in &resource.properties {
            self.text(name);
            self.read(name, value);
        }
    }

    fn read(&mut self, name: &'a str, value: &'a Value) {
        match value {
            Value::Map(entries) => {
                for (key, value) in entries {
                    self.text(key);
                    self.read(key, value);
                }
            }
            // What is put together is of the property that holds it.
            Value::List(values) | Value::Concat(values) => {
                for value in values {
                    self.read(name, value);
                }
            }
            Value::Base64(value) => self.read(name, value),
            Value::Integer(number) => self.note(name, Decimal::from(*number)),
            Value::Text(text) => self.read_text(name, text),
            Value::SsmParameter(text) => self.read_text(name, text),
            Value::Ref(id) | Value::Attribute(id, _) | Value::UrlHost(id, _) => self.text(id.as_str()),
            Value::Bool(_)
            | Value::Parameter(_)
            | Value::Pseudo(_)
            | Value::AvailabilityZone(_)
            | Value::Secret(_) => {}
        }
    }

    fn read_text(&mut self, name: &'a str, text: &'a str) {
        self.text(text);
        if text.len() <= LONGEST {
            for number in text.split(|c: char| !c.is_ascii_digit() && c != '.') {
                self.number(name, number.trim_matches('.'));
            }
        }
    }

    fn number(&mut self, name: &'a str, text: &str) {
        if text.is_empty() {
            return;
        }
        // "8.0.43" is a version of 8 and of 8.0.
        if text.contains('.') && is_any(name, &OF_VERSION) {
            for (dot, _) in text.match_indices('.') {
                self.number("", text.get(..dot).unwrap_or_default());
            }
        }
        let number = match text.parse::<i64>() {
            Ok(number) => Some(Decimal::from(number)),
            Err(_) => text.parse().ok(),
        };
        if let Some(number) = number {
            self.note(name, number);
        }
    }

    fn note(&mut self, name: &'a str, number: Decimal) {
        let names = self.numbers.entry(number.normalize()).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }

    fn text(&mut self, text: &'a str) {
        self.texts.push(text);
    }

    fn names(&self, name: &str) -> bool {
        let all = self.plain.get_or_init(|| {
            let mut all = String::with_capacity(self.texts.iter().map(|text| text.len() + 1).sum());
            for text in &self.texts {
                plain(text, &mut all);
                all.push('\n');
            }
            all
        });
        let mut sought = String::new();
        plain(name, &mut sought);
        all.contains(&sought)
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
            Measure::Name(name) => self.names(name),
        }
    }

    /// Whether a time stands where the words beside it have it, such as backups.
    fn has_time(&self, value: Decimal, fact: &Fact) -> bool {
        self.stands_in(value, subject(fact, &TIMES).unwrap_or(&OF_TIME))
    }

    /// Whether a property with one of these in its name has this number.
    fn stands_in(&self, value: Decimal, parts: &[&str]) -> bool {
        let names = self.numbers.get(&value.normalize());
        names.is_some_and(|names| names.iter().any(|name| is_any(name, parts)))
    }

    /// Logs are kept for one of the spans that AWS offers: the shortest that is long enough.
    fn keeps_logs(&self, days: Decimal) -> bool {
        let offered = i64::try_from(days.ceil().mantissa())
            .ok()
            .map(logs::allowed_retention);
        offered.is_some_and(|offered| {
            let names = self.numbers.get(&Decimal::from(offered));
            names.is_some_and(|names| names.contains(&"RetentionInDays"))
        })
    }
}

/// Whether one of these is in the name of a property.
fn is_any(name: &str, parts: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    parts.iter().any(|part| name.contains(part))
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

/// Adds the letters and digits alone, so that a name is found however the place spells it.
fn plain(text: &str, to: &mut String) {
    for c in text.chars() {
        // Templates are ASCII but for what people wrote themselves.
        if c.is_ascii_alphanumeric() {
            to.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            to.extend(c.to_lowercase());
        }
    }
}

fn words(language: Language, unused: &[&str]) -> Warning {
    let list = quoted::first(MOST, unused);
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
            "Ek sentence mein bataiye ki yeh kis hisse ki baat hai (jaise \"queue mein messages 7 din rahein\"), ya ise haath se set karein.",
        ),
    };
    not_in_plan::warning(message, suggestion)
}
