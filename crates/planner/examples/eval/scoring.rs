//! Scores whoever reads prompts on the labelled corpus: the rules, a model whose answers were recorded, a client that asks one. Here: the table, the
//! trait of a parser, the cost of one. Not here: what a label is (`tests/support/labels.rs`), which parser is scored (`eval.rs`).
//!
//! Included by path, so that a client with a network can be scored by the same figures. Whoever includes it has the modules `connections`, `labels`
//! and `one_of` beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::time::Duration;

use cloudwhisper_api::proposal::Proposal;
use cloudwhisper_planner::proposal::Suggestion;
use cloudwhisper_planner::requirements::Request;
use indexmap::IndexMap;

use super::labels::{Corpus, Labelled, is_held_out, marks_with, request};

/// Somebody who reads prompts beside the rules.
pub(crate) trait Parser {
    /// What it is called in the table and in assumptions.
    fn name(&self) -> &str;

    /// Reads the prompt with this id.
    ///
    /// # Errors
    /// What ends the evaluation; an answer that can't be used is a [`Parsed`] without a proposal.
    fn parse(&mut self, id: &str, request: &Request<'_>) -> Result<Parsed, Box<dyn Error>>;
}

/// What became of one prompt.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parsed {
    /// What was proposed; `None` leaves it to the rules.
    pub(crate) proposal: Option<Proposal>,
    /// Whether somebody was asked and the answer could not be used.
    pub(crate) unusable: bool,
    /// Tokens of the question and of the answer, where somebody counts them.
    pub(crate) tokens: Option<(u64, u64)>,
    /// How long it took, where somebody measured it.
    pub(crate) latency: Option<Duration>,
}

/// The rules alone.
pub(crate) struct Rules;

impl Parser for Rules {
    fn name(&self) -> &'static str {
        "rules"
    }

    fn parse(&mut self, _: &str, _: &Request<'_>) -> Result<Parsed, Box<dyn Error>> {
        Ok(Parsed::default())
    }
}

/// A parser with its name, as a function.
#[allow(dead_code, reason = "for those who include this with a client")]
pub(crate) struct Named<F>(pub(crate) String, pub(crate) F);

impl<F> Parser for Named<F>
where
    F: FnMut(&str, &Request<'_>) -> Result<Parsed, Box<dyn Error>>,
{
    fn name(&self) -> &str {
        &self.0
    }

    fn parse(&mut self, id: &str, request: &Request<'_>) -> Result<Parsed, Box<dyn Error>> {
        (self.1)(id, request)
    }
}

/// What the answers cost, by language.
#[derive(Clone, Default)]
struct Spent {
    asked: u64,
    unusable: u64,
    tokens: Vec<(u64, u64)>,
    latencies: Vec<Duration>,
}

/// How many labels were met, of how many.
#[derive(Clone, Copy, Default)]
struct Score {
    right: u32,
    all: u32,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }

    fn shown(self) -> String {
        if self.all == 0 {
            return "-".to_owned();
        }
        let percent = f64::from(self.right) * 100.0 / f64::from(self.all);
        format!("{percent:.1} ({}/{})", self.right, self.all)
    }
}

/// Rows by field, columns by language, for the tuning part (`false`) and the held-out part (`true`).
#[derive(Default)]
struct Table {
    scores: BTreeMap<(bool, String, String), Score>,
    languages: BTreeSet<String>,
    spent: BTreeMap<String, Spent>,
}

/// The order of the rows.
const FIELDS: [&str; 25] = [
    "error",
    "language",
    "clarifications",
    "appType",
    "framework",
    "compute",
    "storage",
    "publicAccess",
    "customDomain",
    "budget",
    "region",
    "projectName",
    "usage.apiRequests",
    "usage.lambdaInvocations",
    "usage.storageGB",
    "usage.dataTransferGB",
    "services",
    "counts",
    "connections",
    "without",
    "said",
    "warnings",
    "insecureWishes",
    ALL_FIELDS,
    WHOLE,
];
const ALL_FIELDS: &str = "ALL FIELDS";
const WHOLE: &str = "whole prompts";
const ALL_LANGUAGES: &str = "all";

impl Table {
    fn add(&mut self, held_out: bool, field: &str, language: &str, right: bool) {
        self.languages.insert(language.to_owned());
        for column in [language, ALL_LANGUAGES] {
            let key = (held_out, field.to_owned(), column.to_owned());
            self.scores.entry(key).or_default().add(right);
        }
    }

    fn print(&self, held_out: bool) {
        println!("\n{}", if held_out { "HELD OUT" } else { "TUNING" });
        let columns = || self.languages.iter().map(String::as_str).chain([ALL_LANGUAGES]);
        print!("{:<24}", "exact in percent");
        for column in columns() {
            print!("{column:>19}");
        }
        println!();
        for field in FIELDS {
            let score = |column: &str| {
                let key = (held_out, field.to_owned(), column.to_owned());
                self.scores.get(&key).copied().unwrap_or_default()
            };
            if score(ALL_LANGUAGES).all > 0 {
                print!("{field:<24}");
                for column in columns() {
                    print!("{:>19}", score(column).shown());
                }
                println!();
            }
        }
    }

    fn spend(&mut self, language: &str, parsed: &Parsed) {
        for column in [language, ALL_LANGUAGES] {
            let spent = self.spent.entry(column.to_owned()).or_default();
            spent.asked += u64::from(parsed.unusable || parsed.proposal.is_some());
            spent.unusable += u64::from(parsed.unusable);
            spent.tokens.extend(parsed.tokens);
            spent.latencies.extend(parsed.latency);
        }
    }

    /// Tokens and times, where somebody was asked.
    fn print_spent(&self) {
        if self.spent.values().all(|spent| spent.asked == 0) {
            return;
        }
        println!(
            "\n{:<12}{:>8}{:>10}{:>16}{:>16}{:>12}{:>12}",
            "answers", "asked", "unusable", "tokens in", "tokens out", "p50 ms", "p95 ms"
        );
        for (language, spent) in &self.spent {
            let tokens = |of: fn(&(u64, u64)) -> u64| {
                let sum: u64 = spent.tokens.iter().map(of).sum();
                if spent.tokens.is_empty() {
                    "-".to_owned()
                } else {
                    sum.to_string()
                }
            };
            println!(
                "{language:<12}{:>8}{:>10}{:>16}{:>16}{:>12}{:>12}",
                spent.asked,
                spent.unusable,
                tokens(|it| it.0),
                tokens(|it| it.1),
                percentile(&spent.latencies, 50),
                percentile(&spent.latencies, 95)
            );
        }
    }
}

/// Milliseconds that so many of a hundred stay under; `-` where nothing was measured.
fn percentile(latencies: &[Duration], of_hundred: usize) -> String {
    let mut sorted = latencies.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * of_hundred).div_ceil(100);
    let at = sorted.get(rank.saturating_sub(1));
    at.map_or_else(|| "-".to_owned(), |it| it.as_millis().to_string())
}

/// Scores a parser on these files, prints the table, and what it cost where the parser knows.
///
/// # Errors
/// If a file is no corpus, an id is taken twice, a field is unknown, or the parser gives up.
pub(crate) fn evaluate(
    parser: &mut dyn Parser,
    files: &[String],
    verbose: bool,
) -> Result<(), Box<dyn Error>> {
    let mut table = Table::default();
    let mut ids = BTreeSet::new();
    for file in files {
        let corpus: Corpus = serde_saphyr::from_str(&std::fs::read_to_string(file)?)
            .map_err(|error| format!("{file}: {error}"))?;
        for labelled in &corpus.prompts {
            if !ids.insert(labelled.id.clone()) {
                return Err(format!("{file}: the id {} is taken", labelled.id).into());
            }
            let mut fields = labelled.expect.fields.keys();
            if let Some(unknown) = fields.find(|field| !FIELDS.contains(&field.as_str())) {
                return Err(format!("{}: no field is called {unknown}", labelled.id).into());
            }
            score(parser, labelled, &corpus.language, verbose, &mut table)?;
        }
    }
    println!("{} prompts, read by {}", ids.len(), parser.name());
    table.print(false);
    table.print(true);
    table.print_spent();
    Ok(())
}

fn score(
    parser: &mut dyn Parser,
    labelled: &Labelled,
    language: &str,
    verbose: bool,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let held_out = is_held_out(&labelled.id);
    let nothing = IndexMap::new();
    let parsed = parser.parse(&labelled.id, &request(&labelled.prompt, &nothing))?;
    table.spend(language, &parsed);
    let model = parser.name().to_owned();
    let suggestion = parsed.proposal.as_ref().map(|proposal| Suggestion {
        proposal,
        model: &model,
        regions: &[],
    });
    let marks = marks_with(labelled, language, suggestion)?;
    for mark in &marks {
        table.add(held_out, &mark.field, language, mark.right);
        table.add(held_out, ALL_FIELDS, language, mark.right);
        if verbose && !mark.right {
            println!(
                "{}{}  {}: expected {}, got {}\n    {}",
                labelled.id,
                if held_out { " (held out)" } else { "" },
                mark.field,
                mark.expected,
                mark.got,
                labelled.prompt.replace('\n', " ⏎ ")
            );
        }
    }
    table.add(held_out, WHOLE, language, marks.iter().all(|mark| mark.right));
    Ok(())
}
