//! Who uses what, where the sentence says so: "a function named resize reads the bucket". Here: what stands in the clause of a
//! function with a name. Not here: permissions (the catalogue), functions without a name, which may use every store (ADR 8).

use std::collections::BTreeSet;

use cloudwhisper_api::requirements::Storage;

use super::names::{self, Subject};
use super::purposes;
use super::read::{Reading, What};
use crate::language::lexicon::Concept;

/// Both types of an SQL database: a clause that names one means whichever is planned.
const SQL: [&str; 2] = ["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"];

/// Every function that was given a name, with the types of what its clause says it uses; nothing where that says nothing.
pub(super) fn of_functions(reading: &Reading<'_>) -> Vec<(String, BTreeSet<&'static str>)> {
    let is_named = |at: &usize| {
        let item = reading.items.get(*at);
        item.is_some_and(|item| item.live && item.what == What::Name)
            && names::subject(reading, *at) == Subject::Function
    };
    let functions: Vec<usize> = (0..reading.items.len()).filter(is_named).collect();
    let clause = |n: usize, at: usize| {
        let next = functions.get(n + 1).copied().unwrap_or(reading.items.len());
        at..reading.thought(at).end.min(next)
    };
    let uses = functions.iter().enumerate().map(|(n, at)| {
        let name = reading.written(*at).trim().to_owned();
        (name, used(reading, &clause(n, *at)))
    });
    uses.filter(|(_, used)| !used.is_empty()).collect()
}

/// The parts that are spoken of in a clause, besides what runs code.
fn used(reading: &Reading<'_>, clause: &std::ops::Range<usize>) -> BTreeSet<&'static str> {
    let mut kinds = BTreeSet::new();
    for item in reading
        .items
        .get(clause.clone())
        .unwrap_or_default()
        .iter()
        .filter(|item| item.live)
    {
        kinds.extend(item.aws);
        match item.what {
            What::Term(Concept::Store(Storage::S3) | Concept::Files) => {
                kinds.insert(purposes::BUCKET);
            }
            What::Term(Concept::Store(Storage::Dynamodb) | Concept::Table) => {
                kinds.insert(purposes::TABLE);
            }
            What::Term(Concept::Sql(_) | Concept::Database) => kinds.extend(SQL),
            _ => {}
        }
    }
    let said = reading.purposes.iter().filter(|wanted| {
        wanted.live && clause.contains(&wanted.items.start) && wanted.items.end <= clause.end
    });
    kinds.extend(said.map(|wanted| wanted.purpose.kind));
    kinds.retain(|kind| !purposes::runs_code(kind));
    kinds
}
