//! Stacks by their initials: a MERN app is React, Node.js and a document store. Here: what the letters stand for. Not here: what those mean.

use cloudwhisper_api::requirements::{AppType, Framework, Storage};

use super::read::{Item, Reading, What};
use crate::language::lexicon::{Concept, Engine, Runtime, Vague};

const WEB_APP: Concept = Concept::Leaning(AppType::WebApp);
const REACT: Concept = Concept::Framework(Framework::React);
const MONGO: Concept = Concept::Store(Storage::Dynamodb);

/// Initials, in Latin letters and Devanagari, and what each stands for.
const STACKS: [(&[&str], &[Concept]); 6] = [
    (&["mern", "मर्न"], &[WEB_APP, REACT, MONGO]),
    (&["mean"], &[WEB_APP, Concept::Foreign("Angular"), MONGO]),
    (&["mevn"], &[WEB_APP, Concept::Foreign("Vue"), MONGO]),
    (
        &["pern"],
        &[
            WEB_APP,
            REACT,
            Concept::Runtime(Runtime::Node),
            Concept::Sql(Engine::Postgres),
        ],
    ),
    (
        &["lamp", "lemp", "लैंप"],
        &[WEB_APP, Concept::Foreign("PHP"), Concept::Sql(Engine::Mysql)],
    ),
    (&["jamstack"], &[Concept::Leaning(AppType::StaticSite)]),
];

/// Puts what the first stack stands for behind the prompt.
pub(super) fn spell_out(reading: &mut Reading<'_>) {
    let stack = |at: usize| {
        let written = reading.written(at).to_lowercase();
        let (_, concepts) = STACKS
            .iter()
            .find(|(names, _)| names.contains(&written.as_str()))?;
        let span = reading.items.get(at)?.span.clone();
        is_stack(reading, at).then_some((*concepts, span))
    };
    let Some((concepts, span)) = (0..reading.items.len()).find_map(stack) else {
        return;
    };
    let items = concepts.iter().map(|concept| What::Term(*concept));
    let items = std::iter::once(What::Stop).chain(items);
    reading
        .items
        .extend(items.map(|what| Item::new(what, span.clone())));
}

/// "MERN", "mern stack", "a lamp site": a lamp by itself gives light.
fn is_stack(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at);
    let capitals = written.chars().all(|c| c.is_ascii_uppercase());
    let next = reading.written(at + 1).to_lowercase();
    let thing = matches!(
        reading.concept(at + 1),
        Some(Concept::Vague(Vague::App | Vague::Website | Vague::Project))
    );
    let folded = written.to_lowercase();
    let no_word = matches!(folded.as_str(), "mern" | "mevn" | "pern" | "jamstack");
    capitals || no_word || next.starts_with("stack") || next == "स्टैक" || (thing && folded != "mean")
}
