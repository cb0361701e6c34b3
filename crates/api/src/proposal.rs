//! What a language model may say of a prompt: the fields of the requirements that a person could have meant, each of which it may leave
//! out, and the words of questions. It is a proposal and nothing more: whoever merges it with what the rules read decides what counts.
//!
//! Not here, and never: unsafe wishes that are insisted on, approvals, accounts, permissions, tags. What a model can't say it can't get wrong.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::{Amount, Currency, Period};
use crate::requirements::{AppType, Compute, Framework, Storage};

/// What a language model understood of a prompt. Whatever the person did not say is null, or empty in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Proposal {
    /// The kind of application; null where only parts of a system are wanted, such as a queue and its consumer.
    pub app_type: Option<AppType>,
    /// The framework that the application is written in.
    pub framework: Option<Framework>,
    /// What the application runs on.
    pub compute: Option<Compute>,
    /// Where the application keeps its data.
    pub storage: Vec<Storage>,
    /// How the application is reached.
    pub networking: ProposedNetworking,
    /// The most that it may cost, as the person said it.
    pub budget: ProposedBudget,
    /// AWS region code, such as ap-south-1, where the person said a place.
    pub region: Option<String>,
    /// A short name for the whole, made of words of the person's own: lower case, letters, digits and hyphens.
    pub project_name: Option<String>,
    /// How much it will be used in a month of 30 days.
    pub usage: ProposedUsage,
    /// The AWS services that the person named or described.
    pub services: Vec<ProposedService>,
    /// Questions that are open, worded in the person's language. Only for fields that are listed as open.
    pub questions: Vec<ProposedQuestion>,
}

/// How an application is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ProposedNetworking {
    /// False where only staff or other programs may reach it; true where the person said that everybody may.
    pub public_access: Option<bool>,
    /// A host name of the person's own that stands in the request, such as shop.example.in.
    pub custom_domain: Option<String>,
}

/// A ceiling on cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ProposedBudget {
    /// The amount as it stands in the request; 0 for free of charge only.
    #[schemars(with = "Option<f64>")]
    pub amount: Option<Amount>,
    /// The currency of the amount.
    pub currency: Option<Currency>,
    /// The time that the amount is for.
    pub period: Option<Period>,
}

/// How much something will be used in a month of 30 days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ProposedUsage {
    /// Requests that reach the application in a month.
    pub api_requests: Option<u64>,
    /// Calls of functions in a month, where they are other than the requests.
    pub lambda_invocations: Option<u64>,
    /// Gigabytes kept.
    #[serde(rename = "storageGB")]
    #[schemars(with = "Option<f64>")]
    pub storage_gb: Option<Amount>,
    /// Gigabytes sent to the internet in a month.
    #[serde(rename = "dataTransferGB")]
    #[schemars(with = "Option<f64>")]
    pub data_transfer_gb: Option<Amount>,
}

/// An AWS service that a person named or described.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposedService {
    /// CloudFormation type, such as `AWS::SQS::Queue`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name that the person gave it.
    #[serde(default)]
    pub name: Option<String>,
    /// What else the person said of it.
    #[serde(default)]
    pub properties: Vec<ProposedProperty>,
}

/// Something that was said of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposedProperty {
    /// What it is called, such as timeout, memory, engine or count.
    pub name: String,
    /// The value: numbers without unit, seconds for times, megabytes for memory.
    pub value: String,
}

/// A question in words of the model's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposedQuestion {
    /// The field that is asked about, as it is listed.
    pub field: String,
    /// The question, in the language that the person writes in.
    pub question: String,
}
