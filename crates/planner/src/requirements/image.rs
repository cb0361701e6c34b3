//! Container images that are named by nothing but their words: `nginx:1.29`, "the image acme/api". Here: which stretch is one,
//! and which of several is run. Not here: names with a registry, which are images by their shape (`language/tokens`).

use std::ops::Range;

use super::draft::{Case, Notes};
use super::read::{Reading, What};
use super::words;
use crate::language::lexicon::Concept;
use crate::language::tokens::{is_image_path, is_release_tag};

/// Marks every stretch that is an image, and the word "image" beside one: it is no picture then.
pub(super) fn mark(reading: &mut Reading<'_>) {
    let mut at = 0;
    while at < reading.items.len() {
        if let Some(stretch) = image_at(reading, at) {
            let inside = (at..reading.items.len())
                .take_while(|place| {
                    reading
                        .items
                        .get(*place)
                        .is_some_and(|item| item.span.start < stretch.end)
                })
                .count();
            if let Some(item) = reading.items.get_mut(at) {
                item.what = What::Image;
                item.aws = None;
                item.span = stretch;
            }
            reading.items.drain(at + 1..at + inside.max(1));
        }
        if reading.items.get(at).is_some_and(|item| item.what == What::Image) {
            for beside in [at.checked_sub(1), at.checked_sub(2), Some(at + 1)]
                .into_iter()
                .flatten()
            {
                if says_image(reading, beside)
                    && let Some(item) = reading.items.get_mut(beside)
                {
                    item.what = What::Term(Concept::Docker);
                }
            }
        }
        at += 1;
    }
    for at in 0..reading.items.len() {
        if reading.concept(at) == Some(Concept::Files)
            && is_kept_in_registry(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Term(Concept::Docker);
        }
    }
}

/// "ECR me image hai": what lies in a registry is run, not looked at.
fn is_kept_in_registry(reading: &Reading<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    let word = reading.written(at).to_lowercase();
    let image = matches!(word.as_str(), "image" | "images" | "इमेज" | "इमेजेस");
    let thought = reading.thought(at);
    let near = thought.start.max(at.saturating_sub(NEAR))..thought.end.min(at + NEAR);
    let registry = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| item.aws == Some("AWS::ECR::Repository"))
    };
    image && near.into_iter().any(registry)
}

fn says_image(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    reading.concept(at) == Some(Concept::Docker)
        || ["image", "इमेज"].iter().any(|word| written.ends_with(word))
}

/// The stretch that begins at `at`, if the words around make it an image.
fn image_at(reading: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    let item = reading.items.get(at)?;
    let unknown = match item.what {
        What::Word => true,
        What::Term(_) => false,
        _ => return None,
    };
    let stretch = stretch(reading.text, item.span.start)?;
    let (path, tag) = match reading.text.get(stretch.clone())?.rsplit_once(':') {
        Some((path, tag)) => (path, Some(tag)),
        None => (reading.text.get(stretch.clone())?, None),
    };
    let after = (at + 1..reading.items.len()).find(|place| {
        reading
            .items
            .get(*place)
            .is_some_and(|item| item.span.start >= stretch.end)
    });
    let beside = at
        .checked_sub(1)
        .is_some_and(|before| says_image(reading, before))
        || at.checked_sub(2).is_some_and(|before| {
            says_image(reading, before)
                && reading
                    .items
                    .get(before + 1)
                    .is_some_and(|item| item.what == What::Pause)
        })
        || after.is_some_and(|after| says_image(reading, after));
    let is_image = is_image_path(path)
        && match tag {
            // "python:3.12" is a release of a language, unless it is said to be an image.
            Some(tag) => {
                beside
                    && tag
                        .chars()
                        .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
                    || unknown && is_release_tag(tag)
            }
            None => beside && path.contains('/'),
        };
    is_image.then_some(stretch)
}

/// What stands between two spaces, without the marks around it; only if it begins at `start`.
fn stretch(text: &str, start: usize) -> Option<Range<usize>> {
    let before = text.get(..start)?.chars().next_back();
    if before.is_some_and(|c| !c.is_whitespace() && !"\"'([{<".contains(c)) {
        return None;
    }
    let rest = text.get(start..)?;
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let length = rest
        .get(..length)?
        .trim_end_matches(|c: char| !c.is_ascii_alphanumeric())
        .len();
    (length > 0).then_some(start..start + length)
}

/// The image to run: the first that was named. Those after it are told to be left out.
pub(super) fn decide(case: &Case<'_>, notes: &mut Notes) -> Option<String> {
    let reading = &case.reading;
    let live = reading
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.live && item.what == What::Image);
    let mut images = live.map(|(at, _)| reading.written(at));
    let first = images.next()?;
    for other in images.filter(|image| *image != first) {
        notes.warn(
            "IMAGE_LEFT_OUT",
            words::image_left_out(case.language, first, other),
        );
    }
    Some(first.to_owned())
}
