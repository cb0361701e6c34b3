//! Scores the prompt parser and the planner on the labelled corpus: `make eval`.
//!
//! Usage: `eval [--verbose] [--parser rules|recorded=ANSWERS] FILE…`. What a label is stands in `tests/support/labels.rs`; nobody tunes on what is held
//! out. ANSWERS has one JSON object a line, `{"id": …, "answer": …}` with the text that a model answered to the prompt with this id, and beside it
//! `inputTokens`, `outputTokens` and `milliseconds` where they are known. A prompt without an answer is read by the rules.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a tool for developers, not part of the library"
)]

#[path = "../../tests/support/connections.rs"]
mod connections;
#[path = "../../tests/support/labels.rs"]
mod labels;
#[path = "../../tests/support/one_of.rs"]
mod one_of;
mod scoring;

use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

use cloudwhisper_planner::proposal::ask;
use cloudwhisper_planner::requirements::Request;
use scoring::{Parsed, Parser, Rules, evaluate};
use serde::Deserialize;

/// One line of recorded answers.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Recorded {
    id: String,
    answer: String,
    input_tokens: Option<u64>,
    output_tokens: Option<u64>,
    milliseconds: Option<u64>,
}

/// Answers that a model gave before, by the id of the prompt.
struct Records {
    name: String,
    answers: HashMap<String, Recorded>,
}

impl Records {
    fn read(file: &str) -> Result<Self, Box<dyn Error>> {
        let text = std::fs::read_to_string(file)?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let answers: Result<HashMap<_, _>, serde_json::Error> = lines
            .map(|line| serde_json::from_str::<Recorded>(line).map(|it| (it.id.clone(), it)))
            .collect();
        Ok(Self {
            name: file.to_owned(),
            answers: answers.map_err(|error| format!("{file}: {error}"))?,
        })
    }
}

impl Parser for Records {
    fn name(&self) -> &str {
        &self.name
    }

    fn parse(&mut self, id: &str, request: &Request<'_>) -> Result<Parsed, Box<dyn Error>> {
        let (Some(recorded), Ok(ask)) = (self.answers.get(id), ask(request)) else {
            return Ok(Parsed::default());
        };
        let proposal = ask.read(recorded.answer.as_bytes()).ok();
        Ok(Parsed {
            unusable: proposal.is_none(),
            proposal,
            tokens: recorded.input_tokens.zip(recorded.output_tokens),
            latency: recorded.milliseconds.map(Duration::from_millis),
        })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut files, mut verbose, mut parser) = (Vec::new(), false, "rules".to_owned());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--verbose" => verbose = true,
            "--parser" => parser = arguments.next().ok_or("--parser takes rules or recorded=FILE")?,
            option if option.starts_with("--") => return Err(format!("there is no option {option}").into()),
            file => files.push(file.to_owned()),
        }
    }
    match parser.split_once('=') {
        None if parser == "rules" => evaluate(&mut Rules, &files, verbose),
        Some(("recorded", file)) => evaluate(&mut Records::read(file)?, &files, verbose),
        _ => Err(format!("there is no parser {parser}: say rules or recorded=FILE").into()),
    }
}
