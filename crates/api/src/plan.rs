//! A plan as people and programs read it: resources, price, findings, questions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::Money;

/// Something that we took for granted because it was not said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assumption {
    /// The field of the requirements, such as `compute` or `usage.apiRequests`.
    pub field: String,
    /// The value that we took.
    pub value: String,
    /// Why, in the request's language.
    pub reason: String,
}

/// A question that has to be answered before there can be a plan. The answer goes to `spec.answers` under `field`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clarification {
    /// The key of the answer.
    pub field: String,
    /// The question, in the request's language.
    pub question: String,
    /// The answers that are understood; empty where any text is.
    pub options: Vec<String>,
}

/// Something to know before going on that is no security finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Stable name in capitals, such as `UNSUPPORTED_SERVICE` or `BUDGET_EXCEEDED`.
    pub code: String,
    /// What it is, in the request's language.
    pub message: String,
    /// What can be done, in the request's language.
    pub suggestion: String,
}

/// How bad a finding is; ordered from harmless to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Worth a thought.
    Low,
    /// Should be mended before production.
    Medium,
    /// Blocks automatic approval.
    High,
    /// Blocks automatic approval; data or the account are at risk.
    Critical,
}

/// A result of the security review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Stable id of the rule, such as `CW-NET-001`.
    pub rule: String,
    /// How bad it is.
    pub severity: Severity,
    /// Logical id of the resource, or empty for the whole plan.
    pub resource: String,
    /// What was found or asked for, in the request's language.
    pub message: String,
    /// The secure alternative, which is what the plan does, in the request's language.
    pub suggestion: String,
}

/// What a deployment does to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Action {
    /// It is new.
    Add,
    /// It stays and changes.
    Modify,
    /// It is made anew and the old one is removed.
    Replace,
    /// It goes.
    Remove,
}

/// What becomes of a resource of AWS's that its stack lets go of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Retention {
    /// It is deleted, with whatever it holds.
    Delete,
    /// It stays, in no stack, with its data and its price.
    Retain,
    /// It is deleted, and a snapshot of its data stays, with a price of its own.
    Snapshot,
}

/// One resource of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlannedResource {
    /// Its name within the template.
    pub logical_id: String,
    /// CloudFormation type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name that people call it by: its physical name where one is set, else one made of the project's.
    pub name: String,
    /// What it is for, without jargon, in the request's language.
    pub description: String,
    /// Whether an always-free allowance covers some use of it.
    pub free_tier_eligible: bool,
    /// What the deployment does to it. Absent before AWS has checked the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<Action>,
    /// AWS's own word on replacement: `True`, `False` or `Conditional`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
    /// Whether its data would be lost: a stateful resource that is replaced or removed, and that AWS neither keeps nor makes a
    /// snapshot of as far as is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_at_risk: Option<bool>,
    /// What AWS does with the one that runs, where it is replaced or removed; absent where nobody can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Retention>,
}

/// The price of one resource for one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BreakdownLine {
    /// Its name within the template.
    pub logical_id: String,
    /// CloudFormation type.
    #[serde(rename = "type")]
    pub kind: String,
    /// United States dollars after free tier, a decimal string.
    pub usd: String,
    /// Indian rupees after free tier, a decimal string.
    pub inr: String,
    /// Whether an always-free allowance covers some use of it.
    pub free_tier_eligible: bool,
    /// The allowance in words, in the request's language; `null` where there is none.
    pub free_tier_details: Option<String>,
    /// What was multiplied with what, one line a billed dimension: `10000 requests × 0.20 USD per 1M requests (AWS Price
    /// List, 2025-10-30)`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calculation: Vec<String>,
    /// What no checked price is known of and where to look it up, in the request's language; `usd` is without it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unpriced: Vec<String>,
}

/// A quantity that AWS bills and that no checked price is known of, so that the sum is without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UnpricedQuantity {
    /// Name of the resource within the template.
    pub logical_id: String,
    /// AWS service, such as `SageMaker`.
    pub service: String,
    /// What is billed, such as `notebook_hour`.
    pub dimension: String,
    /// How much of it in a month, in single units, a decimal string.
    pub quantity: String,
    /// Where to look the price up, in the request's language.
    pub look_up: String,
}

/// What a month costs with little and with much use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MoneyRange {
    /// With a tenth of the use that was guessed.
    pub low: Money,
    /// With ten times the use that was guessed.
    pub high: Money,
}

/// Whether the plan fits the budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetCheck {
    /// Whether what has a known price is at most the budget. What has none counts as nothing here and is named in
    /// `unpriced`: while there is any, nobody can say that the plan fits, and mode `WithinBudget` approves nothing.
    pub within: bool,
    /// What would save how much, in the request's language.
    pub suggestions: Vec<String>,
}

/// What the plan costs in a month of 730 hours, without tax.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Estimate {
    /// The sum after free tier, with the use that is expected.
    pub monthly: Money,
    /// Between what and what it lies; absent where all use that matters was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<MoneyRange>,
    /// Rupees per dollar, a decimal string.
    pub exchange_rate: String,
    /// The date of the oldest price used, `YYYY-MM-DD`.
    pub prices_as_of: String,
    /// What the free tier saves.
    pub free_tier_savings: Money,
    /// Each resource that is billed by itself, in template order.
    pub breakdown: Vec<BreakdownLine>,
    /// What the sum is without, because no checked price is known of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unpriced: Vec<UnpricedQuantity>,
    /// What can make the real bill differ, in the request's language.
    pub warnings: Vec<String>,
    /// The budget check; `null` where there is no budget.
    pub budget: Option<BudgetCheck>,
}

impl Estimate {
    /// Names of the resources that the sum leaves out wholly or in part, each once, in template order. While there is any,
    /// nobody can say that the plan fits a budget.
    #[must_use]
    pub fn unpriced_resources(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.unpriced.iter().map(|it| it.logical_id.as_str()).collect();
        names.dedup();
        names
    }
}
