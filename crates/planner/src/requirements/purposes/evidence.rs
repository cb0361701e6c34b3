//! What a prompt is about: an application, which needs few parts that it isn't told to have, or a system of parts. Here: what speaks
//! for parts, and the applications that need a part all the same.

use std::collections::BTreeSet;

use cloudwhisper_api::requirements::{AppType, Compute, Framework};

use super::{CLAIMED, GRAPH, POOL, SCHEDULE};
use crate::language::lexicon::purposes::Weight;
use crate::language::lexicon::{Concept, Vague};
use crate::requirements::app::SURROUNDINGS;
use crate::requirements::read::{Item, Reading, What};
use crate::requirements::schedules;

/// What speaks for a description of parts.
pub(super) struct Evidence {
    parts: usize,
    kinds: usize,
}

impl Evidence {
    /// Two parts of which one is sure, or three.
    pub(super) fn is_enough(&self) -> bool {
        self.parts > 0 && self.kinds > 1 || self.kinds > 2
    }
}

pub(super) fn evidence(reading: &Reading<'_>) -> Evidence {
    let services = reading.items.iter().filter(|item| item.live);
    let named: BTreeSet<_> = services
        .filter(|item| item.what == What::Term(Concept::Service))
        .filter_map(|item| item.aws)
        .filter(|kind| !SURROUNDINGS.contains(kind))
        .collect();
    let live = || reading.purposes.iter().filter(|wanted| wanted.live);
    let sure = live().filter(|wanted| wanted.purpose.weight == Weight::Strong);
    let due = schedules::any(reading).then_some(SCHEDULE);
    let parts: BTreeSet<_> = named
        .iter()
        .copied()
        .chain(due)
        .chain(sure.map(|wanted| wanted.purpose.kind))
        .collect();
    let kinds: BTreeSet<_> = live()
        .map(|wanted| wanted.purpose.kind)
        .chain(parts.iter().copied())
        .collect();
    Evidence {
        parts: parts.len(),
        kinds: kinds.len(),
    }
}

pub(super) fn is_application(reading: &Reading<'_>) -> bool {
    reading.live().any(|(_, concept)| {
        matches!(
            concept,
            Concept::App(_)
                | Concept::Leaning(_)
                | Concept::Framework(_)
                | Concept::Vague(Vague::App | Vague::Website)
        )
    })
}

/// "An API with login": pages keep who is signed in by themselves; functions behind an API have nothing to keep it in, and the API asks
/// a pool of users. Machines and containers run a program that may bring its own.
pub(super) fn is_serverless_api(reading: &Reading<'_>) -> bool {
    let says = |wanted: &dyn Fn(Concept) -> bool| reading.live().any(|(_, concept)| wanted(concept));
    let api = says(&|it| it == Concept::App(AppType::Api));
    let other = says(&|it| {
        matches!(
            it,
            Concept::App(AppType::WebApp | AppType::StaticSite | AppType::Container)
                | Concept::Vague(Vague::Website)
                | Concept::Framework(Framework::Django | Framework::Nextjs | Framework::React)
                | Concept::Compute(Compute::Ecs | Compute::Ec2)
                | Concept::Docker
        )
    });
    api && !other
}

/// "A GraphQL API": nothing says in what a program of one's own would be written, nor where it runs, so the graph's service is the API.
pub(in crate::requirements) fn is_graph_alone(reading: &Reading<'_>) -> bool {
    let graph = reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some(GRAPH))
        || reading
            .purposes
            .iter()
            .any(|wanted| wanted.live && wanted.purpose.kind == GRAPH);
    let says_more = |concept: Concept| {
        matches!(
            concept,
            Concept::App(AppType::WebApp | AppType::StaticSite | AppType::Container)
                | Concept::Leaning(_)
                | Concept::Vague(Vague::Website | Vague::App | Vague::Server)
                | Concept::Framework(_)
                | Concept::Runtime(_)
                | Concept::Foreign(_)
                | Concept::Compute(_)
                | Concept::Function
                | Concept::Docker
        )
    };
    let gateway = |item: &Item| item.live && item.aws.is_some_and(|kind| kind.starts_with("AWS::ApiGateway"));
    graph && !reading.items.iter().any(gateway) && !reading.live().any(|(_, concept)| says_more(concept))
}

/// Words beside a wish that want nothing more.
const IDLE: [&str; 14] = [
    "just",
    "only",
    "simple",
    "feature",
    "facility",
    "bas",
    "sirf",
    "suvidha",
    "facility",
    "बस",
    "सिर्फ",
    "केवल",
    "सुविधा",
    "व्यवस्था",
];

/// "Login for our users": people who sign in, and nothing that they sign in to.
pub(super) fn is_login_alone(reading: &Reading<'_>) -> bool {
    let spoken_for = |at: usize| {
        let mut pools = reading.purposes.iter().filter(|it| it.purpose.kind == POOL);
        pools.any(|it| it.live && it.items.contains(&at))
    };
    let is_login = |at: usize| {
        let words = CLAIMED.iter().find(|(kind, _)| *kind == POOL);
        words.is_some_and(|(_, words)| words.contains(&reading.written(at).to_lowercase().as_str()))
    };
    (0..reading.items.len()).all(|at| {
        let Some(item) = reading.items.get(at) else {
            return true;
        };
        let other = match item.what {
            What::Word => {
                let word = reading.written(at).to_lowercase();
                word.chars().any(char::is_alphabetic) && !IDLE.contains(&word.as_str())
            }
            What::Term(Concept::Vague(Vague::Project)) => false,
            what => what.is_thing(),
        };
        !other || spoken_for(at) || is_login(at)
    })
}
