//! Amazon `EventBridge`: rules that start something at set times, and a bus that passes on what happens. Here: rules, buses
//! and archives. Not here: what rules start (`targets.rs`), schedules and pipes (`scheduler.rs`, `pipes.rs`).

pub(crate) mod targets;
pub(crate) mod uploads;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::NamedService;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, guard, sns};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

pub(crate) use targets::WIRES;

/// How often something is started where nothing was said of it.
const DEFAULT_SCHEDULE: &str = "rate(1 day)";
/// More rules on one bus are an oversight or an attack.
const MOST_RULES: usize = 10;
/// Days that events can be played back.
const ARCHIVE_DAYS: i64 = 14;
/// Events of about one kilobyte in a gigabyte.
const EVENTS_PER_GIGABYTE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// The service's name in policies.
const PRINCIPAL: &str = "events.amazonaws.com";

pub(crate) const RULE: Plain = Plain {
    kind: "AWS::Events::Rule",
    tags: Tags::List,
    purpose: [
        "Starts something at set times, or whenever something certain happens",
        "तय समय पर, या कुछ ख़ास होने पर, किसी काम को शुरू करता है",
        "Tay samay par, ya kuch khaas hone par, kisi kaam ko shuru karta hai",
    ],
};

/// `AWS::Events::EventBus`.
pub(crate) struct EventBus;

impl EventBus {
    pub(crate) const KIND: &str = "AWS::Events::EventBus";
}

impl Service for EventBus {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Takes in news of what happens in the application and passes it on to whoever needs it",
                "ऐप्लिकेशन में जो होता है उसकी ख़बर लेकर ज़रूरतमंद हिस्सों तक पहुँचाता है",
                "Application mein jo hota hai uski khabar lekar zaroori hisson tak pahunchata hai",
            ],
        )
    }

    fn billed(&self, _bus: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("EventBridge", "custom_events", usage.api_requests)]
    }
}

/// `AWS::Events::Archive`.
pub(crate) struct Archive;

impl Archive {
    const KIND: &str = "AWS::Events::Archive";
}

impl Service for Archive {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps what happened for some days, so that it can be played back after a mistake",
                "जो हुआ उसे कुछ दिन रखता है, ताकि ग़लती के बाद उसे दोबारा चलाया जा सके",
                "Jo hua use kuch din rakhta hai, taaki galti ke baad use dobara chalaya ja sake",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::None
    }

    fn billed(&self, _archive: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let gigabytes = usage.api_requests / EVENTS_PER_GIGABYTE;
        vec![billed("EventBridge", "archive_processing", gigabytes)]
    }
}

/// Rules come first: a bus brings one of its own, which would be taken for the one that was asked for.
pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: RULE.kind,
        terms: [
            "eventbridge rule|event bridge rule|amazon eventbridge rule|eventbridge scheduled rule|eventbridge schedule rule|\
             eventbridge cron|eventbridge cron rule|cloudwatch event|cloudwatch event rule|cloudwatch events rule|event rule|\
             scheduled rule|schedule rule|cron rule|cron job|cronjob|cron-job|cron|cron schedule|cron expression|cron trigger|\
             scheduled job|scheduled task|scheduled event|scheduled trigger|schedule trigger|time-based trigger|time based trigger|\
             timer trigger|periodic job|periodic task|recurring job|recurring task|nightly job|nightly task|nightly trigger|\
             daily job|daily task|daily trigger|hourly job|hourly task|weekly job|weekly task|monthly job|background schedule",
            "क्रॉन जॉब|क्रोन जॉब|क्रॉन|निर्धारित कार्य|शेड्यूल्ड जॉब|शेड्यूल्ड टास्क|इवेंटब्रिज नियम|समयबद्ध कार्य|रोज़ का काम",
            "time par chalne wala kaam|roz ka kaam|har raat chalne wala job|roz chalne wala job|tay samay ka kaam|scheduled kaam",
        ],
        build: build_rule,
        uses: None,
    },
    Component {
        kind: EventBus::KIND,
        terms: [
            "eventbridge|event bridge|event-bridge|amazon eventbridge|aws eventbridge|event bus|eventbus|event-bus|\
             eventbridge bus|eventbridge event bus|custom event bus|custom bus|eventbridge custom bus|event router|event routing|\
             event broker|event backbone|central event bus|domain event bus|application event bus",
            "इवेंटब्रिज|इवेंट ब्रिज|इवेंट बस|घटना बस",
            "event ki bus|ghatna bus",
        ],
        build: build_bus,
        uses: Some(publish),
    },
];

/// A rule that starts something at set times. Where nothing is said of times it is one for what happens: the bus has that, and
/// what guards an account brings it.
fn build_rule(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let timed = part.text("schedule").is_some();
    let named = |kinds: &[&str]| {
        kinds
            .iter()
            .any(|kind| wishes::names(system.design.requirements, kind))
    };
    // A rule for new files is made with the bucket that tells of them.
    if !timed && part.wants(uploads::WORD) {
        return LogicalId::new(uploads::UPLOAD_RULE);
    }
    if !timed && (named(&[EventBus::KIND]) || named(&guard::TELLING) && named(&[sns::Topic::KIND])) {
        return LogicalId::new("EventBusRule");
    }
    scheduled(system, part)
}

/// How many rules a bus has: as many as were said, less those for set times.
fn rules_of_bus(system: &System<'_>) -> usize {
    let said = wishes::named(system.design.requirements, RULE.kind);
    let news = said.filter(|it| !it.properties.contains_key("schedule"));
    let count = |it: &NamedService| it.properties.get("count").and_then(|it| it.parse::<usize>().ok());
    news.map(|it| count(it).unwrap_or(1))
        .sum::<usize>()
        .clamp(1, MOST_RULES)
}

fn scheduled(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ScheduleRule");
    let rule = Resource::new(id, RULE.kind)
        .with_some("Name", part.name(is_name))
        .with("Description", "Starts the work of the application at set times")
        .with("ScheduleExpression", schedule(part))
        .with("State", "ENABLED");
    let id = system.add(rule);
    let to = targets::said(system, part);
    if part.text("target").is_some() {
        targets::start(system, &id, &to);
    }
    id
}

/// When something is to start, in AWS's words: what was said, else once a day.
pub(crate) fn schedule<'a>(part: &Part<'a>) -> &'a str {
    said_schedule(part).unwrap_or(DEFAULT_SCHEDULE)
}

/// When something was said to start, in AWS's words.
pub(crate) fn said_schedule<'a>(part: &Part<'a>) -> Option<&'a str> {
    let is_schedule = |text: &&str| {
        let inner = ["rate(", "cron(", "at("]
            .iter()
            .find_map(|start| text.strip_prefix(start)?.strip_suffix(')'));
        inner.is_some_and(|it| !it.is_empty() && !it.contains(['(', ')']))
    };
    part.text("schedule").filter(is_schedule)
}

/// A bus with an archive, and a rule that passes on whatever arrives.
fn build_bus(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("EventBus");
    let key = system.key_arn();
    let name = match part.name(is_name) {
        Some(name) => Value::text(name),
        None => Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}").into()]),
    };
    let bus = Resource::new(id, EventBus::KIND)
        .with("Name", name)
        .with("Description", "What happens in the application")
        .with_some("KmsKeyIdentifier", key.clone());
    let archive = Resource::new(format!("{} Archive", bus.id).as_str(), Archive::KIND)
        .with("SourceArn", bus.attribute("Arn"))
        .with("Description", "Plays back what happened")
        .with("RetentionDays", ARCHIVE_DAYS)
        .with_some("KmsKeyIdentifier", key);
    let of_this_account = properties! { "account": vec![Value::from(Pseudo::AccountId)] };
    let rules: Vec<Resource> = (1..=rules_of_bus(system))
        .map(|n| {
            let number = if n == 1 { String::new() } else { format!(" {n}") };
            Resource::new(format!("{} Rule{number}", bus.id).as_str(), RULE.kind)
                .with("Description", "Passes on what happens in the application")
                .with("EventBusName", bus.reference())
                .with("EventPattern", of_this_account.clone())
                .with("State", "ENABLED")
        })
        .collect();
    system.let_service_use_key(PRINCIPAL);
    let id = system.add(bus);
    system.add(archive);
    for rule in rules {
        system.add(rule);
    }
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the event bus for programs", &id);
    if part.text("schedule").is_some() && !any_schedule(system) {
        scheduled(system, part);
    }
    targets::at_least_one(system, targets::NEWS);
    id
}

fn any_schedule(system: &System<'_>) -> bool {
    let mut rules = system.blueprint.of_kind(RULE.kind);
    rules.any(|rule| rule.properties.contains_key("ScheduleExpression"))
}

fn publish(system: &mut System<'_>, program: &LogicalId, bus: &LogicalId) {
    let mut access = Access::default();
    access.tell(system.variable("EVENT_BUS_NAME", bus), bus);
    access.allow(Statement::allow(
        &["events:PutEvents"],
        [Value::Attribute(bus.clone(), "Arn")],
    ));
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a rule or bus.
pub(crate) fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name != "default"
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}
