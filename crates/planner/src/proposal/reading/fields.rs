//! Each field of an answer, with its bounds. Everything that is wrong is told, not the first thing alone.

use cloudwhisper_api::amount::{Amount, Currency, Period};
use cloudwhisper_api::proposal::{
    Proposal, ProposedBudget, ProposedNetworking, ProposedProperty, ProposedQuestion, ProposedService,
    ProposedUsage,
};
use cloudwhisper_api::requirements::{AppType, Compute, Framework, Storage};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::language::normalize::is_unseen;
use crate::proposal::violation::Violation;

/// Characters that a text may have.
const TYPE: usize = 128;
const NAME: usize = 64;
const HOST: usize = 253;
const REGION: usize = 32;
const VALUE: usize = 128;
const QUESTION: usize = 300;
/// Entries that a list may have.
const STORES: usize = 3;
const SERVICES: usize = 40;
const PROPERTIES: usize = 12;
const QUESTIONS: usize = 10;
/// More than anybody uses in a month.
const MOST_USE: u64 = 1_000_000_000_000;
/// So many violations are told.
const MOST: usize = 20;

/// The proposal that an object is.
pub(super) fn proposal(object: &Value) -> Result<Proposal, Vec<Violation>> {
    let mut walk = Walk::default();
    let proposal = whole(&mut walk, object);
    if walk.violations.is_empty() {
        Ok(proposal)
    } else {
        walk.violations.truncate(MOST);
        Err(walk.violations)
    }
}

fn whole(walk: &mut Walk, object: &Value) -> Proposal {
    let known = [
        "appType",
        "framework",
        "compute",
        "storage",
        "networking",
        "budget",
        "region",
        "projectName",
        "usage",
        "services",
        "questions",
    ];
    let Some(fields) = walk.object(Some(object), "", &known) else {
        return Proposal::default();
    };
    Proposal {
        app_type: walk.one_of::<AppType>(fields, "appType", "web-app, api, static-site, container"),
        framework: walk.one_of::<Framework>(fields, "framework", "react, nextjs, express, flask, django"),
        compute: walk.one_of::<Compute>(fields, "compute", "lambda, ecs, ec2"),
        storage: stores(walk, fields),
        networking: networking(walk, fields),
        budget: budget(walk, fields),
        region: walk.text(fields, "", "region", REGION),
        project_name: walk.text(fields, "", "projectName", NAME),
        usage: usage(walk, fields),
        services: services(walk, fields),
        questions: questions(walk, fields),
    }
}

fn stores(walk: &mut Walk, fields: &Map<String, Value>) -> Vec<Storage> {
    let mut stores = Vec::new();
    for value in walk.list(fields, "storage", STORES) {
        match serde_json::from_value::<Storage>(value.clone()) {
            Ok(store) if !stores.contains(&store) => stores.push(store),
            Ok(_) => {}
            Err(_) => walk.tell("storage", "each is one of s3, rds, dynamodb"),
        }
    }
    stores
}

fn networking(walk: &mut Walk, fields: &Map<String, Value>) -> ProposedNetworking {
    let known = ["publicAccess", "customDomain"];
    let Some(fields) = walk.object(fields.get("networking"), "networking", &known) else {
        return ProposedNetworking::default();
    };
    ProposedNetworking {
        public_access: match present(fields, "publicAccess") {
            None => None,
            Some(Value::Bool(public)) => Some(*public),
            Some(_) => {
                walk.tell("networking.publicAccess", "must be true, false or null");
                None
            }
        },
        custom_domain: walk.text(fields, "networking.", "customDomain", HOST),
    }
}

fn budget(walk: &mut Walk, fields: &Map<String, Value>) -> ProposedBudget {
    let known = ["amount", "currency", "period"];
    let Some(fields) = walk.object(fields.get("budget"), "budget", &known) else {
        return ProposedBudget::default();
    };
    ProposedBudget {
        amount: walk.amount(fields, "budget.", "amount"),
        currency: walk.choice::<Currency>(fields, "budget.", "currency", "USD, INR"),
        period: walk.choice::<Period>(fields, "budget.", "period", "Day, Month, Year"),
    }
}

fn usage(walk: &mut Walk, fields: &Map<String, Value>) -> ProposedUsage {
    let known = ["apiRequests", "lambdaInvocations", "storageGB", "dataTransferGB"];
    let Some(fields) = walk.object(fields.get("usage"), "usage", &known) else {
        return ProposedUsage::default();
    };
    ProposedUsage {
        api_requests: walk.count(fields, "usage.", "apiRequests"),
        lambda_invocations: walk.count(fields, "usage.", "lambdaInvocations"),
        storage_gb: walk.amount(fields, "usage.", "storageGB"),
        data_transfer_gb: walk.amount(fields, "usage.", "dataTransferGB"),
    }
}

fn services(walk: &mut Walk, fields: &Map<String, Value>) -> Vec<ProposedService> {
    let mut services = Vec::new();
    for (at, value) in walk.list(fields, "services", SERVICES).iter().enumerate() {
        let path = format!("services[{at}]");
        let Some(fields) = walk.object(Some(value), &path, &["type", "name", "properties"]) else {
            walk.tell(&path, "must be an object");
            continue;
        };
        let inner = format!("{path}.");
        let kind = walk.text(fields, &inner, "type", TYPE);
        let kind = kind.filter(|kind| is_type(kind));
        if kind.is_none() {
            walk.tell(
                &format!("{inner}type"),
                "must be a CloudFormation type such as AWS::SQS::Queue",
            );
        }
        let name = walk.text(fields, &inner, "name", NAME);
        let mut properties = Vec::new();
        for (at, value) in walk
            .list_at(fields, &inner, "properties", PROPERTIES)
            .iter()
            .enumerate()
        {
            let path = format!("{inner}properties[{at}]");
            let Some(fields) = walk.object(Some(value), &path, &["name", "value"]) else {
                walk.tell(&path, "must be an object");
                continue;
            };
            let inner = format!("{path}.");
            let name = walk.required(fields, &inner, "name", NAME);
            let value = walk.required(fields, &inner, "value", VALUE);
            if let (Some(name), Some(value)) = (name, value) {
                properties.push(ProposedProperty { name, value });
            }
        }
        if let Some(kind) = kind {
            services.push(ProposedService {
                kind,
                name,
                properties,
            });
        }
    }
    services
}

fn questions(walk: &mut Walk, fields: &Map<String, Value>) -> Vec<ProposedQuestion> {
    let mut questions = Vec::new();
    for (at, value) in walk.list(fields, "questions", QUESTIONS).iter().enumerate() {
        let path = format!("questions[{at}]");
        let Some(fields) = walk.object(Some(value), &path, &["field", "question"]) else {
            walk.tell(&path, "must be an object");
            continue;
        };
        let inner = format!("{path}.");
        let field = walk.required(fields, &inner, "field", NAME);
        let question = walk.required(fields, &inner, "question", QUESTION);
        if let (Some(field), Some(question)) = (field, question) {
            questions.push(ProposedQuestion { field, question });
        }
    }
    questions
}

/// `AWS::SQS::Queue`: three words of letters and digits.
fn is_type(kind: &str) -> bool {
    let words: Vec<&str> = kind.split("::").collect();
    let is_word = |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric());
    words.len() == 3 && words.first() == Some(&"AWS") && words.iter().all(is_word)
}

/// What is there and not null.
fn present<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    fields.get(name).filter(|value| !value.is_null())
}

#[derive(Default)]
struct Walk {
    violations: Vec<Violation>,
}

impl Walk {
    fn tell(&mut self, path: &str, problem: &str) {
        if self.violations.len() <= MOST {
            self.violations.push(Violation {
                path: path.to_owned(),
                problem: problem.to_owned(),
            });
        }
    }

    /// An object without fields that nobody knows; `None` where it is absent or null, or none.
    fn object<'a>(
        &mut self,
        value: Option<&'a Value>,
        path: &str,
        known: &[&str],
    ) -> Option<&'a Map<String, Value>> {
        let fields = match value? {
            Value::Object(fields) => fields,
            Value::Null => return None,
            _ => {
                self.tell(path, "must be an object");
                return None;
            }
        };
        let unknown = fields.keys().filter(|key| !known.contains(&key.as_str()));
        for key in unknown.take(MOST) {
            let key: String = key
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .take(NAME)
                .collect();
            let problem = format!("there is no field {key}; the fields are {}", known.join(", "));
            self.tell(path, &problem);
        }
        Some(fields)
    }

    fn list<'a>(&mut self, fields: &'a Map<String, Value>, name: &str, most: usize) -> &'a [Value] {
        self.list_at(fields, "", name, most)
    }

    fn list_at<'a>(
        &mut self,
        fields: &'a Map<String, Value>,
        path: &str,
        name: &str,
        most: usize,
    ) -> &'a [Value] {
        match present(fields, name) {
            None => &[],
            Some(Value::Array(values)) if values.len() <= most => values,
            Some(Value::Array(_)) => {
                self.tell(
                    &format!("{path}{name}"),
                    &format!("may have at most {most} entries"),
                );
                &[]
            }
            Some(_) => {
                self.tell(&format!("{path}{name}"), "must be a list");
                &[]
            }
        }
    }

    fn required(
        &mut self,
        fields: &Map<String, Value>,
        path: &str,
        name: &str,
        most: usize,
    ) -> Option<String> {
        if present(fields, name).is_none() {
            self.tell(&format!("{path}{name}"), "is missing");
        }
        self.text(fields, path, name, most)
    }

    /// A text of at most so many characters, without control characters. An empty one is none.
    fn text(&mut self, fields: &Map<String, Value>, path: &str, name: &str, most: usize) -> Option<String> {
        let Some(Value::String(text)) = present(fields, name) else {
            if present(fields, name).is_some() {
                self.tell(&format!("{path}{name}"), "must be a text");
            }
            return None;
        };
        let text = text.trim();
        if text.chars().count() > most {
            self.tell(
                &format!("{path}{name}"),
                &format!("may have at most {most} characters"),
            );
            return None;
        }
        if text.chars().any(is_invisible) {
            self.tell(
                &format!("{path}{name}"),
                "must be one line without control characters",
            );
            return None;
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn one_of<T: DeserializeOwned>(
        &mut self,
        fields: &Map<String, Value>,
        name: &str,
        options: &str,
    ) -> Option<T> {
        self.choice(fields, "", name, options)
    }

    fn choice<T: DeserializeOwned>(
        &mut self,
        fields: &Map<String, Value>,
        path: &str,
        name: &str,
        options: &str,
    ) -> Option<T> {
        let value = present(fields, name)?;
        let choice = serde_json::from_value(value.clone()).ok();
        if choice.is_none() {
            self.tell(
                &format!("{path}{name}"),
                &format!("must be null or one of {options}"),
            );
        }
        choice
    }

    fn count(&mut self, fields: &Map<String, Value>, path: &str, name: &str) -> Option<u64> {
        let value = present(fields, name)?;
        let count = value.as_u64().filter(|count| *count <= MOST_USE);
        if count.is_none() {
            self.tell(
                &format!("{path}{name}"),
                "must be null or a whole number from 0 to 10^12",
            );
        }
        count
    }

    fn amount(&mut self, fields: &Map<String, Value>, path: &str, name: &str) -> Option<Amount> {
        let value = present(fields, name)?;
        let amount = serde_json::from_value::<Amount>(value.clone())
            .ok()
            .filter(|amount| amount.value() <= MOST_USE.into());
        if amount.is_none() {
            self.tell(
                &format!("{path}{name}"),
                "must be null or a number from 0 to 10^12",
            );
        }
        amount
    }
}

/// Control characters, ends of lines, and what is not seen. Joiners are: Hindi is written with them.
fn is_invisible(character: char) -> bool {
    let joins = matches!(character, '\u{200c}' | '\u{200d}');
    let ends = matches!(character, '\u{2028}' | '\u{2029}');
    character.is_control() || ends || (is_unseen(character) && !joins)
}
