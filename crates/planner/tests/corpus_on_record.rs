//! The labelled corpus is understood as it is on record: what is missed of it is listed, and anything else that is missed fails. Whoever
//! mends one takes it off the list (`INSTA_UPDATE=always`); the whole table is `make eval`'s.
#![allow(clippy::disallowed_methods, reason = "the corpus is read from its files")]

#[path = "support/connections.rs"]
mod connections;
#[path = "support/labels.rs"]
mod labels;
#[path = "support/one_of.rs"]
mod one_of;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use labels::{Corpus, Mark, is_held_out, marks};

fn files() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus");
    let entries = std::fs::read_dir(folder).expect("the corpus");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files
}

/// What is missed of some prompts.
#[derive(Default)]
struct Missed {
    /// Of the tuning part, each label.
    tuning: Vec<String>,
    /// Of what is held out, only how many of which field, so that nobody tunes on those.
    held_out: BTreeMap<String, usize>,
    /// How many labels there are.
    labels: usize,
}

impl Missed {
    fn of(file: &Path) -> Self {
        let text = std::fs::read_to_string(file).expect("a file");
        let corpus: Corpus = serde_saphyr::from_str(&text).expect("the corpus is YAML");
        let mut missed = Self::default();
        for labelled in &corpus.prompts {
            let marks = marks(labelled, &corpus.language).expect("a plan that has JSON");
            missed.labels += marks.len();
            for Mark {
                field, expected, got, ..
            } in marks.into_iter().filter(|mark| !mark.right)
            {
                if is_held_out(&labelled.id) {
                    *missed.held_out.entry(field).or_default() += 1;
                } else {
                    missed
                        .tuning
                        .push(format!("{}: {field}, {expected}, {got}", labelled.id));
                }
            }
        }
        missed
    }

    fn add(&mut self, other: Self) {
        self.labels += other.labels;
        self.tuning.extend(other.tuning);
        for (field, count) in other.held_out {
            *self.held_out.entry(field).or_default() += count;
        }
    }
}

#[test]
fn no_more_is_missed_of_the_corpus_than_is_on_record() {
    let mut missed = Missed::default();
    std::thread::scope(|scope| {
        let files = files().into_iter();
        let all: Vec<_> = files.map(|file| scope.spawn(move || Missed::of(&file))).collect();
        for part in all {
            missed.add(part.join().expect("no panic"));
        }
    });
    missed.tuning.sort();
    let held_out = missed.held_out.iter();
    let held_out = held_out.map(|(field, count)| format!("held out: {field}, {count}"));
    let lines: Vec<String> = missed.tuning.iter().cloned().chain(held_out).collect();
    assert!(missed.labels > 10_000, "the corpus has {} labels", missed.labels);
    insta::assert_snapshot!(lines.join("\n"));
}
