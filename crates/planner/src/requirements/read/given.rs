//! Names that are given with a word for it: "named orders", "orders naam se", "Project: orders".
//! Not here: names that only stand beside a thing (`beside`).

use std::ops::Range;

use super::counts::is_part;
use super::{Item, What, is_in_compound};
use crate::language::lexicon::{self, Concept, Grammar, Intent};
use crate::language::tokens::{Shape, Token};

/// "Project: meter-reader", "app = sabzi": a key of one word at the beginning of a line or a sentence, whose value is a word that means
/// nothing else.
pub(super) fn name_of_project(
    text: &str,
    tokens: &[Token],
    key: usize,
    length: usize,
) -> Option<(Range<usize>, usize)> {
    let is_key = length == 1
        && matches!(
            tokens.get(key)?.folded.as_str(),
            "project" | "app" | "application"
        );
    let begins = key
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .is_none_or(|before| matches!(before.shape, Shape::Mark(_)));
    let colon = matches!(tokens.get(key + 1)?.shape, Shape::Mark(':' | '='));
    let value = tokens.get(key + 2)?;
    let alone = tokens
        .iter()
        .skip(key + 3)
        .find(|next| next.span.start >= value.stretch.end)
        .is_none_or(|next| matches!(next.shape, Shape::Mark(_)));
    let unknown = is_in_compound(value) || lexicon::longest(tokens, key + 2).is_none();
    let written = text.get(value.span.start..value.stretch.end)?;
    let plain = written
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | ';'));
    (is_key && begins && colon && alone && unknown && plain && value.shape == Shape::Word).then(|| {
        name_after(
            text,
            tokens,
            key + 2,
            What::Term(Concept::Grammar(Grammar::NameBefore)),
        )
    })?
}

/// The name behind "named": in quotes, or one stretch, or several capitalised words.
pub(super) fn name_after(
    text: &str,
    tokens: &[Token],
    at: usize,
    marker: What,
) -> Option<(Range<usize>, usize)> {
    let skip = |token: &Token| {
        matches!(token.shape, Shape::Mark(':' | '=' | '-'))
            || matches!(
                token.folded.as_str(),
                "is" | "hai" | "है" | "as" | "be" | "should" | "rakho" | "rakhna" | "रखो" | "रखना"
            )
    };
    let at = at
        + tokens
            .get(at..)?
            .iter()
            .take(3)
            .take_while(|token| skip(token))
            .count();
    let first = tokens.get(at)?;
    if is_by(first) {
        return None; // "orders naam se": the name stands before
    }
    if let Shape::Mark(quote @ ('"' | '\'')) = first.shape {
        return quoted(text, tokens, at, quote);
    }
    // "Called 2fast2serve".
    let mixed = matches!(first.shape, Shape::Number(_))
        && is_in_compound(first)
        && text
            .get(first.stretch.clone())
            .is_some_and(|name| name.chars().all(|c| c.is_ascii_alphanumeric()) && name.len() > 3);
    if !(mixed || matches!(first.shape, Shape::Word | Shape::Domain | Shape::RegionCode))
        || !may_be_name(tokens, at, marker)
    {
        return None;
    }
    let mut span = if first.stretch.contains(&first.span.start) {
        first.span.start..first.stretch.end
    } else {
        first.span.clone()
    };
    let mut after = at
        + tokens
            .get(at..)?
            .iter()
            .take_while(|token| token.span.start < span.end)
            .count();
    while let Some(next) = tokens.get(after)
        && first.upper
        && next.upper
        && next.shape == Shape::Word
        && lexicon::longest(tokens, after).is_none()
    {
        span.end = next.span.end;
        after += 1;
    }
    Some((span, after))
}

/// What stands in the quotes that open at `open`, with where it ends.
pub(super) fn quoted(
    text: &str,
    tokens: &[Token],
    open: usize,
    quote: char,
) -> Option<(Range<usize>, usize)> {
    let close = tokens
        .get(open + 1..)?
        .iter()
        .take(16)
        .position(|token| token.shape == Shape::Mark(quote))?
        + open
        + 1;
    let span = tokens.get(open)?.span.end..tokens.get(close)?.span.start;
    (!text.get(span.clone())?.trim().is_empty()).then_some((span, close + 1))
}

/// Whether the word at `at` can be a name: one with a hyphen can, a word of grammar can't; after a bare "name", which is
/// often no marker at all, it must be a word that means nothing else, or have "rakho" behind it.
fn may_be_name(tokens: &[Token], at: usize, marker: What) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    if is_in_compound(token) {
        return true;
    }
    match lexicon::longest(tokens, at).map(|(entry, _)| entry.concept) {
        None => true,
        // "called Khana": a capital after an outright marker makes a name of an everyday word.
        Some(Concept::Filler | Concept::Intent(Intent::Chat))
            if token.upper && marker == What::Term(Concept::Grammar(Grammar::NameBefore)) =>
        {
            true
        }
        Some(
            Concept::Grammar(_) | Concept::Filler | Concept::Per | Concept::Intent(_) | Concept::Every(_),
        ) => false,
        Some(_) => {
            marker == What::Term(Concept::Grammar(Grammar::NameBefore))
                || keeps(tokens, at + 1)
                || named_last(tokens, at)
        }
    }
}

/// "Table ka naam payments", "table naam orders": what ends the sentence behind "its name" is the name.
fn named_last(tokens: &[Token], at: usize) -> bool {
    let whose = at.checked_sub(2).and_then(|of| tokens.get(of));
    let whose =
        whose.is_some_and(|of| matches!(of.folded.as_str(), "ka" | "का" | "its" | "whose") || is_part(of));
    let ends = tokens
        .get(at + 1)
        .is_none_or(|next| matches!(next.shape, Shape::Mark(',' | '.' | ';' | '\n')));
    whose && ends
}

fn keeps(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.folded.starts_with("rakh") || token.folded.starts_with("रख") || token.folded == "do"
    })
}

/// `orders naam ka bucket`: the name stands before the marker.
pub(super) fn name_before(tokens: &[Token], after_marker: usize, items: &mut [Item]) {
    let belongs = lexicon::longest(tokens, after_marker).map(|(entry, _)| entry.concept);
    let by_name = tokens.get(after_marker).is_some_and(is_by);
    let belongs = by_name || matches!(belongs, Some(Concept::Grammar(Grammar::Of | Grammar::InAfter)));
    let Some(marker_token) = after_marker.checked_sub(2).and_then(|at| tokens.get(at)) else {
        return;
    };
    let named = items
        .len()
        .checked_sub(2)
        .and_then(|at| items.get(at))
        .map(|item| item.what);
    let is_name = !matches!(
        named,
        None | Some(What::Stop | What::Pause | What::QuestionMark | What::Term(Concept::Grammar(_)))
    );
    if !belongs || !is_name {
        return;
    }
    let stretch = match marker_token.shape {
        Shape::Mark('"' | '\'') => match quoted_before(tokens, after_marker - 2) {
            Some(stretch) => stretch,
            None => return,
        },
        _ => marker_token.stretch.clone(),
    };
    for item in items
        .iter_mut()
        .rev()
        .skip(1)
        .take_while(|item| item.span.start >= stretch.start)
    {
        item.what = What::Name;
        item.aws = None;
        item.span = stretch.clone();
    }
}

/// What stands in the quotes that close at `close`.
fn quoted_before(tokens: &[Token], close: usize) -> Option<Range<usize>> {
    let last = tokens.get(close)?;
    let open = tokens
        .get(..close)?
        .iter()
        .rev()
        .take(16)
        .find(|token| token.shape == last.shape)?;
    (open.span.end < last.span.start).then_some(open.span.end..last.span.start)
}

/// "se", which makes "by the name of" of a name.
fn is_by(token: &Token) -> bool {
    matches!(token.folded.as_str(), "se" | "से")
}
