//! Several services of containers in one prompt: "three microservices, auth, cart and payment". Here: how many there are and
//! what they are called. Not here: what stands before them (`catalog/elb`).

use cloudwhisper_api::requirements::{Compute, NamedService};
use indexmap::IndexMap;

use super::ECS;
use super::members::members;
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

/// Fewer are one, and more are an oversight.
const COUNTS: std::ops::RangeInclusive<usize> = 2..=10;
/// Longer words are no names of services.
const LONGEST_NAME: usize = 24;

/// Several services that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Several {
    /// Where the number stands.
    pub(super) at: usize,
    /// How many there are.
    count: usize,
    /// Their names, where each was given one.
    names: Vec<String>,
}

impl Several {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// What they are called; none where nobody said.
    pub(super) fn names(&self) -> &Vec<String> {
        &self.names
    }

    /// Adds those that are not in the list yet, and gives them their names.
    pub(super) fn add(&self, list: &mut Vec<NamedService>) {
        while list.iter().filter(|service| service.kind == ECS).count() < self.count {
            list.push(NamedService {
                kind: ECS.to_owned(),
                name: None,
                properties: IndexMap::new(),
            });
        }
        let unnamed = list
            .iter_mut()
            .filter(|service| service.kind == ECS && service.name.is_none());
        for (service, name) in unnamed.zip(&self.names) {
            service.name = Some(name.clone());
        }
    }
}

/// The first number of services in a prompt whose programs run in containers, else the first list of their names.
pub(super) fn several(reading: &Reading<'_>) -> Option<Several> {
    numbered(reading).or_else(|| listed(reading))
}

/// "With services api and worker": no number, and a name for each.
fn listed(reading: &Reading<'_>) -> Option<Several> {
    (0..reading.items.len()).find_map(|at| {
        let plural = reading.written(at).to_lowercase().ends_with("services");
        let is_noun = plural && names_services(reading, at);
        let names = is_noun.then(|| members(reading, at)).flatten()?.names;
        COUNTS.contains(&names.len()).then_some(Several {
            at,
            count: names.len(),
            names,
        })
    })
}

fn numbered(reading: &Reading<'_>) -> Option<Several> {
    (0..reading.items.len()).find_map(|at| {
        let count = count(reading, at)?;
        let noun = (at + 1..at + 3).find(|noun| names_services(reading, *noun))?;
        if noun > at + 1 && !says_container(reading, at + 1) {
            return None;
        }
        Some(Several {
            at,
            count,
            names: names(reading, noun + 1, count).unwrap_or_default(),
        })
    })
}

fn count(reading: &Reading<'_>, at: usize) -> Option<usize> {
    match reading.items.get(at).filter(|item| item.live)?.what {
        What::Number(value) if value.is_integer() => {
            usize::try_from(value).ok().filter(|value| COUNTS.contains(value))
        }
        _ => None,
    }
}

/// "Microservices", "ECS services": copies of one are "tasks" or "instances".
fn names_services(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    match reading.concept(at) {
        Some(Concept::App(_) | Concept::Vague(_)) => {
            ["microservice", "micro service", "service", "माइक्रोसर्विस"]
                .iter()
                .any(|word| written.starts_with(word))
                || written.ends_with(" services")
        }
        Some(Concept::Compute(Compute::Ecs)) => written.ends_with("services"),
        _ => false,
    }
}

/// "Two containerised services": what the services are packed in may stand before them.
fn says_container(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    written.starts_with("container")
        || written == "docker"
        || written == "dockerised"
        || written == "dockerized"
}

/// ", users and orders," or "(auth, cart, payment)": as many single words as there are services.
fn names(reading: &Reading<'_>, from: usize, count: usize) -> Option<Vec<String>> {
    let parts = |at: usize| {
        matches!(
            reading.items.get(at).map(|item| item.what),
            Some(What::Pause | What::Term(Concept::Grammar(Grammar::And)))
        )
    };
    if !parts(from) {
        return None;
    }
    let mut names = Vec::new();
    let mut at = from;
    while names.len() < count {
        while parts(at) {
            at += 1;
        }
        let word = reading.written(at).to_lowercase();
        let is_name = (2..=LONGEST_NAME).contains(&word.len())
            && word.starts_with(|c: char| c.is_ascii_lowercase())
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let item = reading.items.get(at)?;
        let is_grammar = matches!(item.what, What::Term(Concept::Grammar(_)));
        if !is_name || is_grammar || item.aws.is_some() || names.contains(&word) {
            return None;
        }
        names.push(word);
        at += 1;
    }
    Some(names)
}
