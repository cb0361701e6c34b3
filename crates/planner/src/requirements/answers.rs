//! Answers to earlier questions. Here: which are understood, in three languages. Not here: when a question is asked.

use cloudwhisper_api::amount::Budget;
use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{AppType, Compute, Framework, Storage};
use indexmap::IndexMap;

use super::read::{Reading, What, read};
use super::{alternatives, money, place, scope, words};
use crate::language::lexicon::{Concept, Engine, Grammar, Intent, Runtime, Vague};
use crate::language::normalize::normalize;
use crate::language::tokens::is_domain;
use crate::render::preview;

/// A database, as an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Database {
    Nothing,
    Dynamodb,
    Sql(Engine),
}

/// Something of one's own choice, or deliberately nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choice<T> {
    Nothing,
    This(T),
}

impl<T: Clone> Choice<T> {
    /// What was chosen.
    pub(super) fn chosen(&self) -> Option<T> {
        match self {
            Self::Nothing => None,
            Self::This(choice) => Some(choice.clone()),
        }
    }
}

/// The answers that were given.
#[derive(Clone, Debug, Default)]
pub(super) struct Answers {
    pub(super) app_type: Option<AppType>,
    pub(super) compute: Option<Compute>,
    pub(super) framework: Option<Choice<Framework>>,
    pub(super) public_access: Option<bool>,
    pub(super) database: Option<Database>,
    pub(super) region: Option<String>,
    pub(super) custom_domain: Option<Choice<String>>,
    pub(super) budget: Option<Choice<Budget>>,
    /// Days after which files are deleted.
    pub(super) expire_after: Option<Choice<u32>>,
    /// The type of the one of two services that was chosen.
    pub(super) service: Option<&'static str>,
}

/// What can be answered, and with what.
pub(super) const APP_TYPES: [&str; 4] = ["static-site", "web-app", "api", "container"];
pub(super) const COMPUTES: [&str; 3] = ["lambda", "ecs", "ec2"];
pub(super) const FRAMEWORKS: [&str; 6] = ["react", "nextjs", "express", "flask", "django", "none"];
pub(super) const YES_OR_NO: [&str; 2] = ["true", "false"];
pub(super) const DATABASES: [&str; 4] = ["dynamodb", "postgres", "mysql", "none"];
pub(super) const REGIONS: [&str; 5] = [
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "us-east-1",
    "eu-west-1",
];
const FIELDS: [&str; 10] = [
    "appType",
    "compute",
    "framework",
    "publicAccess",
    "database",
    "region",
    "customDomain",
    "budget",
    "services",
    "expireAfterDays",
];

/// Understands every answer, or says what is wrong with the first that can't be.
pub(super) fn understand(
    answers: &IndexMap<String, String>,
    language: Language,
) -> Result<Answers, UserError> {
    let mut understood = Answers::default();
    for (field, answer) in answers {
        // A value for the template: it goes there as it is.
        if preview::asks_for(field) {
            continue;
        }
        let short: String = answer.chars().take(512).collect();
        let text = normalize(&short);
        let mut reading = read(text.trim(), language);
        scope::apply(&mut reading);
        if field == "storage" && database(&reading).is_none() {
            understood.service = alternatives::answer(&reading);
            if understood.service.is_some() {
                continue;
            }
        }
        let field = field_of(field).ok_or_else(|| words::unknown_answer(language, &FIELDS.join(", ")))?;
        if !understood.take(field, &reading) {
            return Err(words::invalid_answer(language, field, &options(field)));
        }
    }
    Ok(understood)
}

/// Whether an answer is to one of the questions that are asked while a prompt is understood, and no value for the template.
pub(crate) fn is_answer_to_a_question(field: &str) -> bool {
    !preview::asks_for(field) && field_of(field).is_some()
}

fn field_of(key: &str) -> Option<&'static str> {
    let plain = |text: &str| {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase()
    };
    let key = plain(key.strip_prefix("networking.").unwrap_or(key));
    let key = if key == "storage" {
        "database".to_owned()
    } else {
        key
    };
    FIELDS.into_iter().find(|field| plain(field) == key)
}

fn options(field: &str) -> String {
    match field {
        "appType" => APP_TYPES.join(", "),
        "compute" => COMPUTES.join(", "),
        "framework" => FRAMEWORKS.join(", "),
        "publicAccess" => YES_OR_NO.join(", "),
        "database" => DATABASES.join(", "),
        "region" => REGIONS.join(", "),
        "customDomain" => "shop.example.in, none".to_owned(),
        "expireAfterDays" => "365, none".to_owned(),
        "services" => "sqs, kinesis, kafka, redis, ecs, eks".to_owned(),
        _ => "₹500 per month, $10 per month, none".to_owned(),
    }
}

impl Answers {
    /// Takes one answer; `false` if it is none of the field's.
    fn take(&mut self, field: &str, reading: &Reading<'_>) -> bool {
        match field {
            "appType" => set(&mut self.app_type, app_type(reading)),
            "compute" => set(&mut self.compute, compute(reading)),
            "framework" => set(&mut self.framework, framework(reading)),
            "publicAccess" => set(&mut self.public_access, public_access(reading)),
            "database" => set(&mut self.database, database(reading)),
            "region" => set(&mut self.region, place::said(reading).into_iter().next()),
            "customDomain" => set(&mut self.custom_domain, custom_domain(reading)),
            "expireAfterDays" => set(&mut self.expire_after, days(reading)),
            "services" => set(&mut self.service, alternatives::answer(reading)),
            _ => set(&mut self.budget, budget(reading)),
        }
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    *place = value;
    place.is_some()
}

fn is_none(reading: &Reading<'_>) -> bool {
    reading.live().any(|(_, concept)| {
        matches!(
            concept,
            Concept::Intent(Intent::No)
                | Concept::Grammar(Grammar::NotBefore | Grammar::NotAfter | Grammar::Without)
        )
    })
}

fn first<T>(reading: &Reading<'_>, read: impl Fn(Concept) -> Option<T>) -> Option<T> {
    reading.live().find_map(|(_, concept)| read(concept))
}

fn app_type(reading: &Reading<'_>) -> Option<AppType> {
    let outright = first(reading, |concept| match concept {
        Concept::App(kind) | Concept::Leaning(kind) => Some(kind),
        Concept::Docker => Some(AppType::Container),
        _ => None,
    });
    outright.or_else(|| {
        first(reading, |concept| match concept {
            Concept::Vague(Vague::App | Vague::Server) => Some(AppType::WebApp),
            _ => None,
        })
    })
}

fn compute(reading: &Reading<'_>) -> Option<Compute> {
    first(reading, |concept| match concept {
        Concept::Compute(compute) => Some(compute),
        Concept::Function => Some(Compute::Lambda),
        Concept::Docker | Concept::App(AppType::Container) => Some(Compute::Ecs),
        Concept::Vague(Vague::Server) => Some(Compute::Ec2),
        _ => None,
    })
}

fn framework(reading: &Reading<'_>) -> Option<Choice<Framework>> {
    first(reading, |concept| match concept {
        Concept::Framework(framework) => Some(Choice::This(framework)),
        Concept::Runtime(Runtime::Node) => Some(Choice::This(Framework::Express)),
        Concept::Runtime(Runtime::Python) => Some(Choice::This(Framework::Flask)),
        Concept::Foreign(_) => Some(Choice::Nothing),
        _ => None,
    })
    .or_else(|| is_none(reading).then_some(Choice::Nothing))
}

fn public_access(reading: &Reading<'_>) -> Option<bool> {
    if reading.denies(Concept::Public) {
        return Some(false);
    }
    if reading.denies(Concept::Private) {
        return Some(true);
    }
    let said = first(reading, |concept| match concept {
        Concept::Intent(Intent::Yes) | Concept::Public | Concept::World => Some(true),
        Concept::Private => Some(false),
        _ => None,
    });
    said.or_else(|| is_none(reading).then_some(false))
}

fn database(reading: &Reading<'_>) -> Option<Database> {
    first(reading, |concept| match concept {
        Concept::Store(Storage::Dynamodb) => Some(Database::Dynamodb),
        Concept::Sql(engine) => Some(Database::Sql(engine)),
        _ => None,
    })
    .or_else(|| is_none(reading).then_some(Database::Nothing))
}

fn custom_domain(reading: &Reading<'_>) -> Option<Choice<String>> {
    let domain = reading.items.iter().position(|item| item.what == What::Domain);
    let domain = domain
        .map(|at| reading.written(at).to_lowercase())
        .filter(|domain| is_domain(domain));
    domain
        .map(Choice::This)
        .or_else(|| is_none(reading).then_some(Choice::Nothing))
}

/// Days: a whole number from one on.
fn days(reading: &Reading<'_>) -> Option<Choice<u32>> {
    let said = reading.items.iter().find_map(|item| match item.what {
        What::Number(value) if item.live && value.is_integer() => {
            value.normalize().to_string().parse::<u32>().ok()
        }
        _ => None,
    });
    let days = said.filter(|days| *days > 0).map(Choice::This);
    days.or_else(|| is_none(reading).then_some(Choice::Nothing))
}

fn budget(reading: &Reading<'_>) -> Option<Choice<Budget>> {
    match money::said(reading) {
        money::Said::Budget(found) => Some(Choice::This(found.budget)),
        _ => is_none(reading).then_some(Choice::Nothing),
    }
}
