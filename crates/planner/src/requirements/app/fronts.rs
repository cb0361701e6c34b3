//! Pages that stand before an API: "a single page app in React talking to a Flask API".

use cloudwhisper_api::requirements::Framework;

use super::named::Named;
use super::substitutes;
use crate::language::lexicon::{Concept, Vague};
use crate::requirements::draft::Case;

/// "A single page app in React talking to a Flask API": the application comes first, with the API behind it.
pub(super) fn front_before_api(case: &Case<'_>, named: &Named, api: usize) -> bool {
    let app = case
        .reading
        .live()
        .take_while(|(at, _)| *at < api)
        .any(|(_, concept)| concept == Concept::Vague(Vague::App));
    let backend_of_its_own = named.frameworks.len() + named.runtimes.len() + named.foreign.len() > 1;
    let front = named.frameworks.contains(&Framework::React)
        || named.foreign.iter().any(|name| substitutes::is_front(name));
    (app || is_front(case)) && backend_of_its_own && front
}

/// "React front, Express API": the pages in a word of their own behind what they are written in.
pub(super) fn is_front(case: &Case<'_>) -> bool {
    let pages = |at: usize| {
        matches!(
            case.reading.written(at).to_lowercase().as_str(),
            "front"
                | "frontend"
                | "front end"
                | "front-end"
                | "ui"
                | "client"
                | "spa"
                | "फ्रंट"
                | "फ्रंटएंड"
                | "फ्रंट एंड"
                | "फ्रंटेंड"
        )
    };
    let written_in = |concept: Concept| match concept {
        Concept::Framework(Framework::React) => true,
        Concept::Foreign(name) => substitutes::is_front(name),
        _ => false,
    };
    case.reading
        .live()
        .any(|(at, concept)| written_in(concept) && pages(at + 1))
}
