//! Scores a real language model on the labelled corpus: `make eval PARSER=bedrock` or `PARSER=openai`, set up like `cloudwhisper plan`. The same
//! table as that of the rules, with tokens and times. Each prompt costs one or two calls.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a tool for developers, not part of the library"
)]

#[path = "../../crates/planner/tests/support/connections.rs"]
mod connections;
#[path = "../../crates/planner/tests/support/labels.rs"]
mod labels;
#[path = "../../crates/planner/tests/support/one_of.rs"]
mod one_of;
#[path = "../../crates/planner/examples/eval/scoring.rs"]
#[allow(dead_code, reason = "the rules are scored elsewhere")]
mod scoring;

use std::error::Error;
use std::time::Instant;

use clap::{Parser, ValueEnum};
use cloudwhisper::language_model::chain::Chain;
use cloudwhisper::language_model::proposing::propose;
use cloudwhisper::language_model::setup::{ModelArgs, SetUp};
use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_planner::proposal::ask;
use cloudwhisper_planner::requirements::Request;
use scoring::{Named, Parsed, evaluate};
use tokio::runtime::{Builder, Runtime};

#[derive(Debug, Parser)]
struct Args {
    /// Whose model.
    #[arg(long)]
    parser: Provider,
    /// List every miss.
    #[arg(long)]
    verbose: bool,
    #[command(flatten)]
    models: ModelArgs,
    /// Files of the corpus.
    #[arg(required = true)]
    files: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Provider {
    Bedrock,
    Openai,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let provider = match args.parser {
        Provider::Bedrock => ParserProvider::Bedrock,
        Provider::Openai => ParserProvider::OpenAI,
    };
    let Some(SetUp { chain, .. }) = runtime.block_on(args.models.set_up(provider))? else {
        return Err(
            "no such model is set up: name one by --bedrock-model or --openai-model, or in the environment"
                .into(),
        );
    };
    let name = chain.model().to_owned();
    let mut parser = Named(name, |_: &str, request: &Request<'_>| {
        read(&runtime, &chain, request)
    });
    evaluate(&mut parser, &args.files, args.verbose)
}

/// # Errors
/// Where the model can't be asked at all: figures of an outage are of no use.
fn read(runtime: &Runtime, chain: &Chain, request: &Request<'_>) -> Result<Parsed, Box<dyn Error>> {
    let Ok(ask) = ask(request) else {
        return Ok(Parsed::default());
    };
    let begun = Instant::now();
    let asked = runtime.block_on(propose(chain, &ask));
    let latency = Some(begun.elapsed());
    let tokens = Some((asked.tokens.input, asked.tokens.output));
    match asked.understood {
        Ok(proposed) => Ok(Parsed {
            proposal: Some(proposed.proposal),
            unusable: false,
            tokens,
            latency,
        }),
        Err(without) if !without.unavailable().is_about_the_prompt() => {
            Err(format!("the model gave no answer: {without}").into())
        }
        Err(_) => Ok(Parsed {
            proposal: None,
            unusable: true,
            tokens,
            latency,
        }),
    }
}
