//! From a request to a model's proposal: what the planner says is asked, and reads what is answered.

use cloudwhisper_api::proposal::Proposal;
use cloudwhisper_planner::proposal::{Ask, repair};

use super::Question;
use super::chain::{Asked, Chain};

/// Most tokens of an answer: a proposal of forty services with what was said of each has about 4,000.
const MOST_TOKENS: u32 = 6_000;
/// What the form is for.
const PURPOSE: &str = "Writes down what a person wants to run on AWS, as far as their request says it.";

/// What a model answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What it proposes, with what was kept back from it.
    pub proposal: Proposal,
    /// Its own words, which hold nothing that was kept back: [`Ask::read`] makes the same of them again.
    pub text: String,
}

fn question(ask: &Ask) -> Question {
    Question {
        system: ask.system.to_owned(),
        user: ask.user.clone(),
        form: ask.tool.to_owned(),
        purpose: PURPOSE.to_owned(),
        schema: ask.schema.clone(),
        most_tokens: MOST_TOKENS,
        repair: None,
    }
}

/// Asks the model of this chain. Neither what is asked nor what is answered is logged.
pub async fn propose(chain: &Chain, ask: &Ask) -> Asked<Proposed> {
    let asked = chain
        .ask(question(ask), |text| {
            let proposal = ask.read(text.as_bytes());
            proposal
                .map(|proposal| Proposed {
                    proposal,
                    text: text.to_owned(),
                })
                .map_err(|violations| repair(&violations))
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
        outcome = asked.understood.as_ref().map_or_else(|without| without.unavailable().word(), |_| "answered"),
        "a language model was asked"
    );
    asked
}
