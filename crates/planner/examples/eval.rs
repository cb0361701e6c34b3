//! Scores the prompt parser and the planner on the labelled corpus: `make eval`.
//!
//! Usage: `eval [--verbose] FILE…`. What a label is stands in `tests/support/labels.rs`; nobody tunes on what is held out.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a tool for developers, not part of the library"
)]

#[path = "../tests/support/connections.rs"]
mod connections;
#[path = "../tests/support/labels.rs"]
mod labels;
#[path = "../tests/support/one_of.rs"]
mod one_of;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use labels::{Corpus, Labelled, is_held_out, marks};

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
}

fn main() -> Result<(), Box<dyn Error>> {
    let (options, files): (Vec<_>, Vec<_>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let verbose = options.iter().any(|option| option == "--verbose");
    let mut table = Table::default();
    let mut ids = BTreeSet::new();
    for file in &files {
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
            score(labelled, &corpus.language, verbose, &mut table)?;
        }
    }
    println!("{} prompts", ids.len());
    table.print(false);
    table.print(true);
    Ok(())
}

fn score(
    labelled: &Labelled,
    language: &str,
    verbose: bool,
    table: &mut Table,
) -> Result<(), Box<dyn Error>> {
    let held_out = is_held_out(&labelled.id);
    let marks = marks(labelled, language)?;
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
