//! Asking a model within its limits: one try more where a failure may pass, one round more where an answer can't be used, none at all while
//! it rests. What is left undone is said by its reason, and the caller goes by its rules then.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use cloudwhisper_api::model_answer::{TokenUsage, Unavailable};
use tokio::time::{Instant, sleep, timeout_at};

use super::breaker::Breaker;
use super::{Answer, LanguageModel, Question, Repair, Unanswered};

/// Wait before the second try of a call, where the server says nothing of it.
const PAUSE: Duration = Duration::from_millis(250);
/// Longest part of an unusable answer that is sent back, in bytes.
const LONGEST_ANSWER: usize = 8 * 1024;
/// Bytes of text for one token, on the careful side: English has about four, Devanagari two to three (tokenizers of Claude, Nova,
/// GPT-4o and Llama 3, rounded down, 2026-11-22; a guard before the call and no bill: afterwards the server's own count holds).
const BYTES_PER_TOKEN: u64 = 2;

/// What asking may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For one prompt with all its rounds and tries.
    pub deadline: Duration,
    /// Tokens for one prompt, all rounds together.
    pub tokens_per_request: u64,
}

impl Default for Limits {
    /// A form is filled in within seconds, of about 3,000 tokens.
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(20),
            tokens_per_request: 30_000,
        }
    }
}

/// Why the model's understanding can't be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Without {
    /// It did not answer.
    Unanswered(Unanswered),
    /// It has failed several times in a row and isn't asked for so long.
    Resting(Duration),
    /// Its answers could not be used, the second one neither.
    Unusable,
    /// So many tokens would be more than a prompt may take.
    TooManyTokens(u64),
}

impl Without {
    /// The same as the status has it, without what is said of it.
    pub fn unavailable(&self) -> Unavailable {
        match self {
            Self::Unanswered(why) => why.unavailable(),
            Self::Resting(_) => Unavailable::Unreachable,
            Self::Unusable => Unavailable::Unusable,
            Self::TooManyTokens(_) => Unavailable::PromptTooLong,
        }
    }
}

impl fmt::Display for Without {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unanswered(why) => why.fmt(f),
            Self::Resting(time) => write!(
                f,
                "it failed several times and isn't asked for {} s",
                time.as_secs()
            ),
            Self::Unusable => f.write_str("its answers could not be used"),
            Self::TooManyTokens(tokens) => write!(f, "{tokens} tokens are more than a prompt may take"),
        }
    }
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<T> {
    /// What the answer was read as.
    pub understood: Result<T, Without>,
    /// What all calls took that were answered.
    pub tokens: TokenUsage,
    /// Calls that were made.
    pub calls: u32,
}

/// A model with its limits. All questions go through one of these, so that it knows how the model does.
pub struct Chain {
    model: Arc<dyn LanguageModel>,
    limits: Limits,
    breaker: Mutex<Breaker>,
}

impl Chain {
    /// Asks this model.
    pub fn new(model: Arc<dyn LanguageModel>, limits: Limits) -> Self {
        Self {
            model,
            limits,
            breaker: Mutex::default(),
        }
    }

    /// The model's name.
    pub fn model(&self) -> &str {
        self.model.name()
    }

    /// The most tokens that a prompt may take, all rounds together.
    pub fn tokens_per_request(&self) -> u64 {
        self.limits.tokens_per_request
    }

    /// Whether nobody may ask at the moment, since it has failed several times.
    pub fn rests(&self) -> bool {
        self.breaker().rests(Instant::now().into_std())
    }

    /// Asks until `read` can use the answer: twice at most, within the limits. What `read` complains of is sent back to the model.
    pub async fn ask<T>(
        &self,
        mut question: Question,
        read: impl Fn(&str) -> Result<T, String> + Send,
    ) -> Asked<T> {
        let deadline = Instant::now() + self.limits.deadline;
        let mut asked = Asked {
            understood: Err(Without::Unusable),
            tokens: TokenUsage::default(),
            calls: 0,
        };
        for round in 0..2 {
            let most = asked.tokens.total().saturating_add(at_most(&question));
            if most > self.limits.tokens_per_request {
                // The first answer could not be used; there is no room for another.
                if round == 0 {
                    asked.understood = Err(Without::TooManyTokens(most));
                }
                return asked;
            }
            let answer = match self.answer(&question, deadline, &mut asked.calls).await {
                Ok(answer) => answer,
                Err(without) => {
                    asked.understood = Err(without);
                    return asked;
                }
            };
            asked.tokens = asked.tokens.and(answer.tokens);
            match read(&answer.text) {
                Ok(understood) => {
                    asked.understood = Ok(understood);
                    return asked;
                }
                Err(complaint) => {
                    question.repair = Some(Repair {
                        answer: cut(answer.text),
                        complaint,
                    });
                }
            }
        }
        asked
    }

    /// One answer, after one try more at most.
    async fn answer(
        &self,
        question: &Question,
        deadline: Instant,
        calls: &mut u32,
    ) -> Result<Answer, Without> {
        let mut before: Option<Unanswered> = None;
        loop {
            let now = Instant::now().into_std();
            if let Err(rest) = self.breaker().admit(now, self.limits.deadline) {
                return Err(before.map_or(Without::Resting(rest), Without::Unanswered));
            }
            *calls += 1;
            let answer = timeout_at(deadline, self.model.ask(question)).await;
            let why = match answer.unwrap_or(Err(Unanswered::TimedOut)) {
                Ok(answer) => {
                    self.breaker().succeeded();
                    return Ok(answer);
                }
                Err(why) => why,
            };
            if why.is_outage() {
                self.breaker().failed(Instant::now().into_std());
            } else {
                self.breaker().succeeded();
            }
            let pause = match &why {
                Unanswered::Throttled { retry_after } => retry_after.unwrap_or(PAUSE),
                _ => PAUSE,
            };
            // Compared and not added: a server may say any number of seconds.
            let in_time = deadline
                .checked_duration_since(Instant::now())
                .is_some_and(|left| pause < left);
            if before.is_some() || !why.is_passing() || !in_time {
                return Err(Without::Unanswered(why));
            }
            before = Some(why);
            sleep(pause).await;
        }
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The most tokens that one call with this question can take, roughly.
fn at_most(question: &Question) -> u64 {
    let repair = question
        .repair
        .as_ref()
        .map_or(0, |repair| repair.answer.len() + repair.complaint.len());
    let bytes = question.system.len() + question.user.len() + question.schema.to_string().len() + repair;
    (bytes as u64 / BYTES_PER_TOKEN).saturating_add(question.most_tokens.into())
}

fn cut(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(LONGEST_ANSWER));
    text
}

#[cfg(test)]
mod tests;
