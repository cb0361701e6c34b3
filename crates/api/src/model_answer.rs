//! What a language model was asked about a prompt and what came of it, as the status and a revision keep it: nobody asks the same again.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::deployment_request::ParserProvider;
use crate::digest::Digest;
use crate::proposal::Proposal;

/// What a language model made of a prompt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ModelAnswer {
    /// Who was asked: `Bedrock` or `OpenAI`.
    pub provider: ParserProvider,
    /// The model, as whoever serves it knows it.
    pub model: String,
    /// sha256 over all that it was asked: the same prompt with the same answers is not asked about again.
    pub asked: Digest,
    /// What it proposed. Absent where it gave no answer that can be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "opaque")]
    pub proposal: Option<Box<Proposal>>,
    /// Why there is no proposal; absent where there is or was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unavailable: Option<Unavailable>,
    /// What it took; nothing where the answer to an equal prompt was there already.
    #[serde(default)]
    pub tokens: TokenUsage,
}

/// One field to the API server, whatever is in it: nobody writes it in parts, and no part of it is an API.
fn opaque(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "x-kubernetes-preserve-unknown-fields": true,
        "x-kubernetes-map-type": "atomic",
    })
}

/// Why a language model's understanding can't be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Unavailable {
    /// It gave no answer in time.
    TimedOut,
    /// Too much was asked of it at once.
    Throttled,
    /// It can't be reached, or fails in itself; also while it isn't asked since it has failed several times.
    Unreachable,
    /// It would not answer this prompt.
    Refused,
    /// What it answered can't be used, the second time neither.
    Unusable,
    /// The operator's credentials or key aren't good for it.
    NotAllowed,
    /// There is no such model, or it can't fill in forms.
    Unsuitable,
    /// The prompt would take more tokens than one may.
    PromptTooLong,
    /// The tokens that the namespace may use in a day are spent.
    BudgetSpent,
}

impl Unavailable {
    /// Whether the same prompt would fare no better another time.
    pub fn is_about_the_prompt(self) -> bool {
        matches!(self, Self::Refused | Self::Unusable | Self::PromptTooLong)
    }

    /// Whether it may well be there a little later without anybody's doing.
    pub fn is_passing(self) -> bool {
        match self {
            Self::TimedOut | Self::Throttled | Self::Unreachable | Self::BudgetSpent => true,
            Self::Refused | Self::Unusable | Self::NotAllowed | Self::Unsuitable | Self::PromptTooLong => {
                false
            }
        }
    }

    /// One word for metrics and logs.
    pub fn word(self) -> &'static str {
        match self {
            Self::TimedOut => "timed_out",
            Self::Throttled => "throttled",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Unusable => "unusable",
            Self::NotAllowed => "not_allowed",
            Self::Unsuitable => "unsuitable",
            Self::PromptTooLong => "prompt_too_long",
            Self::BudgetSpent => "budget_spent",
        }
    }
}

/// Tokens of all calls for one prompt, as whoever serves the model counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TokenUsage {
    /// Read by the model, those from the provider's cache included.
    #[serde(default)]
    pub input: u64,
    /// Of those, read from the provider's cache.
    #[serde(default)]
    pub cached: u64,
    /// Written by the model.
    #[serde(default)]
    pub output: u64,
}

impl TokenUsage {
    /// All of them.
    pub fn total(self) -> u64 {
        self.input.saturating_add(self.output)
    }

    /// Both calls'.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            input: self.input.saturating_add(other.input),
            cached: self.cached.saturating_add(other.cached),
            output: self.output.saturating_add(other.output),
        }
    }
}
