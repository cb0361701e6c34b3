//! From a request to a model's proposal: what the planner says is asked, and reads what is answered.

use cloudwhisper_api::proposal::Proposal;
use cloudwhisper_planner::proposal::Ask;

use super::Question;
use super::chain::{Asked, Chain, Without};

/// Most tokens of an answer: a proposal of forty services with what was said of each has about 4,000.
const MOST_TOKENS: u32 = 6_000;
/// What the form is for.
const PURPOSE: &str = "Writes down what a person wants to run on AWS, as far as their request says it.";

/// Asks the model of this chain. Neither what is asked nor what is answered is logged.
pub async fn propose(chain: &Chain, ask: &Ask) -> Asked<Proposal> {
    let question = Question {
        system: ask.system.to_owned(),
        user: ask.user.clone(),
        form: ask.tool.to_owned(),
        purpose: PURPOSE.to_owned(),
        schema: ask.schema.clone(),
        most_tokens: MOST_TOKENS,
        repair: None,
    };
    let asked = chain
        .ask(question, |answer| {
            let answer = answer.as_bytes();
            ask.read(answer)
                .map_err(|violations| ask.repair(answer, &violations))
        })
        .await;
    tracing::debug!(
        model = chain.model(),
        asked = %ask.digest(),
        redacted = ask.redacted(),
        calls = asked.calls,
        input_tokens = asked.tokens.input,
        cached_tokens = asked.tokens.cached,
        output_tokens = asked.tokens.output,
        outcome = asked.understood.as_ref().map_or_else(Without::class, |_| "answered"),
        "a language model was asked"
    );
    asked
}
