//! AWS Budgets and cost anomaly detection: who is told before a bill becomes a surprise.

use cloudwhisper_api::amount::Currency;

use super::super::component::{Component, Part};
use super::super::plain::Plain;
use super::super::{Resource, Service, Tags, sns};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::estimate::monthly;
use crate::properties;

const BUDGET: &str = "AWS::Budgets::Budget";
const ANOMALIES: &str = "AWS::CE::AnomalyMonitor";
const ANOMALY_MAIL: &str = "AWS::CE::AnomalySubscription";
/// Dollars of an unusual cost that is worth a mail, and of a budget that nobody named.
const ANOMALY_DOLLARS: &str = "10";
const BUDGET_DOLLARS: i64 = 50;
/// Percent of a budget at which somebody is told.
const ALERT_PERCENT: i64 = 80;

const BUDGET_TYPE: Plain = Plain::new(
    BUDGET,
    Tags::None,
    [
        "Tells you when the month's bill comes near the budget",
        "महीने का बिल बजट के पास आने पर बताता है",
        "Mahine ka bill budget ke paas aane par batata hai",
    ],
);
const ANOMALIES_TYPE: Plain = Plain::new(
    ANOMALIES,
    Tags::None,
    [
        "Notices when a service suddenly costs more than usual",
        "कोई सेवा अचानक ज़्यादा खर्च करे तो पहचानता है",
        "Koi service achanak zyada kharch kare to pehchanta hai",
    ],
);
const ANOMALY_MAIL_TYPE: Plain = Plain::new(
    ANOMALY_MAIL,
    Tags::None,
    [
        "Mails you the unusual costs of the day",
        "दिन के असामान्य खर्च आपको मेल करता है",
        "Din ke asamanya kharch aapko mail karta hai",
    ],
);

pub(crate) const TYPES: &[&dyn Service] = &[&BUDGET_TYPE, &ANOMALIES_TYPE, &ANOMALY_MAIL_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[
    Component::by_itself(
        BUDGET,
        [
            "aws budget|aws budgets|budget alert|budget alarm|budget notification|cost alert|cost alarm|billing alert|billing alarm|\
             spend alert|spending alert|cost budget|monthly aws budget|aws cost budget|bill alert|bill alarm|aws bill alarm|aws bill alert|alarm on the bill|alert on the bill|alarm on my bill|alert on my bill",
            "बजट अलर्ट|बिल अलर्ट|बिलिंग अलर्ट",
            "budget alert|bill ka alert|kharch ka alert",
        ],
        build_budget,
    ),
    Component::by_itself(
        ANOMALIES,
        [
            "cost anomaly|cost anomaly detection|aws cost anomaly detection|cost anomaly monitor|cost anomaly alert|\
             anomaly detection for cost|cost anomalies|unusual cost|unusual spend|spend anomaly|spend anomaly detection",
            "असामान्य खर्च",
            "achanak badha kharch",
        ],
        build_anomalies,
    ),
];

/// Who is told about money, in the words of both services.
enum Told {
    /// An address for mail.
    Mail(Value),
    /// A topic.
    Topic(LogicalId),
}

impl Told {
    fn subscriber(&self, kind: &str) -> Value {
        let (how, whom) = match self {
            Self::Mail(address) => ("EMAIL", address.clone()),
            Self::Topic(topic) => ("SNS", topic.into()),
        };
        Value::map([(kind, how.into()), ("Address", whom)])
    }
}

/// The address that was said, else the system's topic, which `service` may then publish to, else an address that only the
/// person knows.
fn told(system: &mut System<'_>, service: &str, source: Value) -> Told {
    if let Some(email) = wishes::email(system.design.requirements) {
        return Told::Mail(email.into());
    }
    if let Some(topic) = system.all(sns::Topic::KIND).into_iter().next() {
        sns::let_publish(system, &topic, service, source);
        system.let_service_use_key(service);
        return Told::Topic(topic);
    }
    Told::Mail(system.blueprint.parameter(Parameter {
        id: "AlertEmail".into(),
        description: "E-mail address that is told about costs",
        pattern: r"[^@\s]+@[^@\s]+\.[^@\s]+",
        answer: "alertEmail",
    }))
}

/// ARN of something of this account's, which no region has.
fn account_arn(service: &str, rest: Vec<Value>) -> Value {
    let mut parts = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":{service}::").into(),
        Pseudo::AccountId.into(),
        ":".into(),
    ];
    parts.extend(rest);
    Value::Concat(parts)
}

fn build_budget(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("CostBudget");
    let said = system.design.requirements.budget.as_ref();
    let amount = said.filter(|budget| budget.currency == Currency::USD && !budget.amount.value().is_zero());
    let amount = amount.map_or_else(
        || BUDGET_DOLLARS.to_string(),
        |budget| monthly(budget).round_dp(2).normalize().to_string(),
    );
    let percent = ["percent", "threshold", "alertPercent"]
        .iter()
        .find_map(|word| part.number(word, (1, 1000)))
        .unwrap_or(ALERT_PERCENT);
    let all = account_arn("budgets", vec!["budget/*".into()]);
    let to = told(system, "budgets.amazonaws.com", all);
    let alert = |kind: &str| {
        properties! {
            "Notification": properties! {
                "NotificationType": kind,
                "ComparisonOperator": "GREATER_THAN",
                "Threshold": percent,
                "ThresholdType": "PERCENTAGE",
            },
            "Subscribers": vec![to.subscriber("SubscriptionType")],
        }
    };
    let data = properties! {
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": properties! { "Amount": amount, "Unit": "USD" },
    };
    let budget = Resource::new(id.as_str(), BUDGET).with("Budget", data).with(
        "NotificationsWithSubscribers",
        vec![alert("ACTUAL"), alert("FORECASTED")],
    );
    system.add(budget)
}

fn build_anomalies(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("CostAnomalies");
    let name = Value::Concat(vec![Pseudo::StackName.into(), "-services".into()]);
    let monitor = Resource::new(id.as_str(), ANOMALIES)
        .with("MonitorName", name.clone())
        .with("MonitorType", "DIMENSIONAL")
        .with("MonitorDimension", "SERVICE");
    let id = system.add(monitor);
    let all = account_arn("ce", vec!["anomalysubscription/*".into()]);
    let to = told(system, "costalerts.amazonaws.com", all);
    // A topic is told at once, an address once a day: AWS takes no other pairs.
    let frequency = match to {
        Told::Mail(_) => "DAILY",
        Told::Topic(_) => "IMMEDIATE",
    };
    let threshold = format!(
        r#"{{"Dimensions":{{"Key":"ANOMALY_TOTAL_IMPACT_ABSOLUTE","MatchOptions":["GREATER_THAN_OR_EQUAL"],"Values":["{ANOMALY_DOLLARS}"]}}}}"#
    );
    let mail = Resource::new(format!("{id} Mail").as_str(), ANOMALY_MAIL)
        .with("SubscriptionName", name)
        .with("Frequency", frequency)
        .with("MonitorArnList", vec![Value::from(&id)])
        .with("Subscribers", vec![to.subscriber("Type")])
        .with("ThresholdExpression", threshold);
    system.add(mail);
    id
}
