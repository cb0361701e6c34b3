//! Languages that functions were asked for in, besides the two that the samples are written in: "a Java 21 Lambda", "Lambda in Go".
//! Here: which function they are said of. Not here: what Lambda calls them (`catalog/lambda/runtimes.rs`).

use cloudwhisper_api::requirements::Compute;

use super::{FUNCTION, List};
use crate::catalog::lambda::runtimes;
use crate::language::lexicon::Concept;
use crate::requirements::draft::Notes;
use crate::requirements::read::{Reading, What};
use crate::requirements::words::Reason;

/// Under which word a function's runtime is noted.
const RUNTIME: &str = "runtime";

/// The runtime that the language at `at` means, with the version behind it.
pub(super) fn at(reading: &Reading<'_>, at: usize) -> Option<&'static str> {
    said(reading, at).map(|(runtime, _)| runtime)
}

/// The runtime that the language at `at` means, and the version that was said with it.
fn said<'a>(reading: &'a Reading<'_>, at: usize) -> Option<(&'static str, Option<&'a str>)> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    let What::Term(Concept::Foreign(name)) = item.what else {
        return None;
    };
    let is_number = |at: usize| matches!(reading.items.get(at).map(|it| it.what), Some(What::Number(_)));
    let version = Some(reading.written(at + 1)).filter(|_| is_number(at + 1));
    Some((runtimes::named(name, version)?, version))
}

/// Says which version stands in for one that was asked for and isn't planned any more.
pub(super) fn say_others(reading: &Reading<'_>, list: &List, notes: &mut Notes) {
    let runs = |runtime: &str| {
        let mut functions = list.0.iter().filter(|it| it.kind == FUNCTION);
        functions.any(|it| it.properties.get(RUNTIME).is_some_and(|it| it == runtime))
    };
    for (runtime, version) in (0..reading.items.len()).filter_map(|at| said(reading, at)) {
        if runs(runtime) && version.is_some_and(|version| !runtimes::is_version(runtime, version)) {
            notes.assume(RUNTIME, runtime, Reason::RuntimeRunsOut);
        }
    }
}

/// Notes the language of the one function that there is, where a function was spoken of in the same thought. Where only a framework
/// was named, its program takes the sample's place later.
pub(super) fn apply(reading: &Reading<'_>, compute: Option<Compute>, list: &mut List) {
    let functions = list.0.iter().filter(|it| it.kind == FUNCTION).count();
    if functions > 1 || compute.is_some_and(|compute| compute != Compute::Lambda) {
        return;
    }
    let is_function = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| {
            item.live && (item.aws == Some(FUNCTION) || item.what == What::Term(Concept::Function))
        })
    };
    let said = (0..reading.items.len())
        .filter_map(|place| Some((place, at(reading, place)?)))
        .find(|(place, _)| reading.thought(*place).any(is_function));
    if let Some((_, runtime)) = said {
        list.set(FUNCTION, RUNTIME, runtime);
    }
}
