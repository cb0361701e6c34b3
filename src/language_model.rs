//! Language models: asking one, within limits, for what a prompt means. Here: what is asked and answered, whoever answers. Not here: what
//! is said to a model and what of its answer counts (the planner's, which is pure); each protocol (`openai`, `aws::bedrock`); when to
//! stop asking (`breaker`), asking again (`chain`), which model is asked (`setup`), and the way from a request to a proposal (`proposing`).
//!
//! A model is never trusted: its answer is bytes, and nothing here decides anything by them.

pub mod breaker;
pub mod chain;
pub mod openai;
pub mod proposing;
pub mod setup;

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use cloudwhisper_api::model_answer::{TokenUsage, Unavailable};
use serde_json::Value;

/// What a model is asked: once, or a second time with what was wrong with its first answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What it is to do: the same for every prompt, so that whoever serves the model can keep it.
    pub system: String,
    /// The prompt, as data.
    pub user: String,
    /// The name of what it fills in: a tool's on Bedrock, a schema's elsewhere. Letters, digits and underscores, at most 64.
    pub form: String,
    /// What the form is for, in a sentence.
    pub purpose: String,
    /// JSON schema of the form.
    pub schema: Value,
    /// Most tokens of the answer.
    pub most_tokens: u32,
    /// The round before this one.
    pub repair: Option<Repair>,
}

/// An answer that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What the model answered, cut to a bounded length.
    pub answer: String,
    /// What is wrong with it.
    pub complaint: String,
}

/// What a model answered: not yet known to be of any use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What should be JSON of the schema.
    pub text: String,
    /// What it took.
    pub tokens: TokenUsage,
}

/// Why a model gave no answer. What is said here is for logs and the platform team: never what was asked or answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// Not within its time.
    TimedOut,
    /// Too much was asked of it; it may have said when to come again.
    Throttled {
        /// How long to wait.
        retry_after: Option<Duration>,
    },
    /// It can't be reached, or fails in itself.
    Unreachable(String),
    /// It would not answer this: its own refusal, or a filter's.
    Refused,
    /// Its answer took all the tokens that it may: a second one would end there as well.
    CutOff,
    /// The credentials or the key aren't good, or not for this model.
    NotAllowed(String),
    /// It answered that the question can't be asked so: there is no such model, or it can't fill in forms.
    Unsuitable(String),
}

impl Unanswered {
    /// Whether the same may well be answered a moment later.
    pub fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::TimedOut | Self::Throttled { .. } | Self::Unreachable(_)
        )
    }

    /// Whether it says something about the model's service and not about this question.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::TimedOut | Self::Throttled { .. } | Self::Unreachable(_) | Self::NotAllowed(_) => true,
            // What one prompt brings about must not keep others from being asked.
            Self::Refused | Self::CutOff | Self::Unsuitable(_) => false,
        }
    }

    /// The same as the status has it, without whatever the server said.
    pub fn unavailable(&self) -> Unavailable {
        match self {
            Self::TimedOut => Unavailable::TimedOut,
            Self::Throttled { .. } => Unavailable::Throttled,
            Self::Unreachable(_) => Unavailable::Unreachable,
            Self::Refused => Unavailable::Refused,
            Self::CutOff => Unavailable::Unusable,
            Self::NotAllowed(_) => Unavailable::NotAllowed,
            Self::Unsuitable(_) => Unavailable::Unsuitable,
        }
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TimedOut => f.write_str("no answer in time"),
            Self::Throttled { .. } => f.write_str("too many questions at once"),
            Self::Unreachable(why) => write!(f, "not reachable: {why}"),
            Self::Refused => f.write_str("the model refused to answer"),
            Self::CutOff => f.write_str("its answer has no end within the tokens that it may take"),
            Self::NotAllowed(why) => write!(f, "not allowed: {why}"),
            Self::Unsuitable(why) => write!(f, "the model can't be asked so: {why}"),
        }
    }
}

/// A model that can be asked.
#[async_trait]
pub trait LanguageModel: Send + Sync {
    /// Its name, as whoever serves it knows it.
    fn name(&self) -> &str;

    /// Asks once. Gives up when dropped; how long to wait is the caller's.
    async fn ask(&self, question: &Question) -> Result<Answer, Unanswered>;
}

/// Longest sentence of somebody else's that is kept for the log, in characters.
const LONGEST_REASON: usize = 200;

/// A sentence of whoever serves the model, for one line of a log.
pub(crate) fn reason(text: &str) -> String {
    let plain = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST_REASON);
    plain.collect::<String>().trim().to_owned()
}
