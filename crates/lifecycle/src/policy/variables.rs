//! What rules can read: `plan` and `request`. Money as whole cents and paise, since it is never a float here.

use std::collections::HashMap;

use cel::Value as Cel;
use cloudwhisper_api::plan::Severity;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use serde_json::{Map, Value, json};

use super::Asked;
use crate::revision::Revision;

/// How large the values are, by which the cost of a rule is bounded before it is evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// Members of the longest list or map.
    pub(super) longest: u64,
    /// Values in all.
    pub(super) values: u64,
}

/// The values, made once a rule asks for them.
pub(super) struct Lazy<'a> {
    plan: &'a Revision,
    asked: Asked<'a>,
    made: Option<(Size, Cel, Cel)>,
}

impl<'a> Lazy<'a> {
    pub(super) fn new(plan: &'a Revision, asked: Asked<'a>) -> Self {
        Self {
            plan,
            asked,
            made: None,
        }
    }

    /// Their size, `plan` and `request`.
    pub(super) fn get(&mut self) -> &(Size, Cel, Cel) {
        let Self { plan, asked, made } = self;
        made.get_or_insert_with(|| {
            let plan = plan_value(plan);
            let request = json!({ "name": asked.name, "namespace": asked.namespace });
            (size(&plan), to_cel(&plan), to_cel(&request))
        })
    }
}

fn plan_value(plan: &Revision) -> Value {
    let template: Value = serde_json::from_str(&plan.template).unwrap_or_default();
    let properties = |id: &str| {
        let properties = template
            .get("Resources")
            .and_then(|all| all.get(id)?.get("Properties"));
        properties.cloned().unwrap_or_else(|| Value::Object(Map::new()))
    };
    let resources = plan.resources.iter().map(|resource| {
        json!({
            "logicalId": resource.logical_id,
            "type": resource.kind,
            "name": resource.name,
            "freeTierEligible": resource.free_tier_eligible,
            "properties": properties(&resource.logical_id),
        })
    });
    let findings = plan.findings.iter().map(|finding| {
        json!({
            "rule": finding.rule,
            "severity": severity(finding.severity),
            "resource": finding.resource,
        })
    });
    json!({
        "region": plan.region,
        "account": plan.account.as_deref().unwrap_or_default(),
        "engine": plan.engine,
        "resources": resources.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
        "parameters": plan.parameters,
        "tags": plan.tags,
        "estimate": {
            "usdCents": hundredths(&plan.estimate.monthly.usd),
            "inrPaise": hundredths(&plan.estimate.monthly.inr),
            "unpriced": plan.estimate.unpriced_resources(),
        },
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Info",
        Severity::Low => "Low",
        Severity::Medium => "Medium",
        Severity::High => "High",
        Severity::Critical => "Critical",
    }
}

/// Rounded up, so that what is above a limit is never taken to be at it. What is no number is taken for the largest.
fn hundredths(amount: &str) -> i64 {
    let amount = amount.parse::<Decimal>().ok();
    let hundredths = amount.and_then(|amount| amount.checked_mul(Decimal::ONE_HUNDRED));
    hundredths.and_then(|it| it.ceil().to_i64()).unwrap_or(i64::MAX)
}

fn size(value: &Value) -> Size {
    let (own, members): (u64, Vec<Size>) = match value {
        Value::Array(list) => (count(list.len()), list.iter().map(size).collect()),
        Value::Object(map) => (count(map.len()), map.values().map(size).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (0, Vec::new()),
    };
    Size {
        longest: members.iter().map(|it| it.longest).max().unwrap_or(0).max(own),
        values: members
            .iter()
            .fold(1, |sum: u64, it| sum.saturating_add(it.values)),
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Whole numbers as `int`, so that they compare with the numbers that people write.
fn to_cel(value: &Value) -> Cel {
    match value {
        Value::Null => Cel::Null,
        Value::Bool(value) => Cel::Bool(*value),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Cel::Int(whole),
            None => Cel::Float(number.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(list) => list.iter().map(to_cel).collect::<Vec<_>>().into(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), to_cel(value)))
            .collect::<HashMap<String, Cel>>()
            .into(),
    }
}
