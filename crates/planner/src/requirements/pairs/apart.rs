//! Keys and values that stand apart: "cost center 42", "tag it team pay".

use std::ops::Range;

use super::split::{Word, is_one_of};
use super::vocabulary::{KEYS, LIGHT, VARIABLE};
use super::{For, Pairs, is_key, is_value, is_variable, joined};

/// The key that begins at `at`, and how many words it has: "cost center" is `cost-center`.
fn key_at(words: &[Word<'_>], at: usize) -> Option<(String, usize)> {
    let one = words.get(at)?.text.trim_end_matches(':');
    let lower = one.to_lowercase();
    let two = words.get(at + 1).map(|next| {
        let next = next.text.trim_end_matches(':').to_lowercase();
        format!("{lower}-{next}")
    });
    if let Some(two) = two.filter(|two| KEYS.contains(&two.as_str())) {
        return Some((two, 2));
    }
    KEYS.contains(&lower.as_str()).then(|| (one.to_owned(), 1))
}

/// "tag everything with team payments and cost-center 42", "tags: team: payments, env: prod".
pub(super) fn apart(words: &[Word<'_>], from: usize, pairs: &mut Pairs, spans: &mut Vec<Range<usize>>) {
    let mut at = from;
    while let Some(word) = words.get(at) {
        if joined(word.text).is_some() || is_one_of(word, &LIGHT) || word.text == ":" {
            at += 1;
            continue;
        }
        let colon = word.text.strip_suffix(':').filter(|key| is_key(key));
        let Some((key, length)) = key_at(words, at).or_else(|| Some((colon?.to_owned(), 1))) else {
            return;
        };
        let sign = words
            .get(at + length)
            .is_some_and(|it| matches!(it.text, "=" | ":" | "is" | "=>"));
        let place = at + length + usize::from(sign);
        let value = words
            .get(place)
            .filter(|it| is_value(it.text) && !is_one_of(it, &LIGHT));
        let Some(value) = value.filter(|_| key_at(words, place).is_none()) else {
            return;
        };
        pairs.add(For::Tag, &key, value.text);
        spans.push(word.span.start..value.span.end);
        at = place + 1;
    }
}

/// "cost-center 42 ka tag lagao": key and value before the word.
pub(super) fn apart_before(
    words: &[Word<'_>],
    marker: usize,
    pairs: &mut Pairs,
    spans: &mut Vec<Range<usize>>,
) {
    let of = |at: usize| is_one_of(&words[at], &["ka", "ki", "ke", "का", "की", "के", "wala"]);
    let Some(last) = marker
        .checked_sub(1)
        .and_then(|at| if of(at) { at.checked_sub(1) } else { Some(at) })
    else {
        return;
    };
    let value = &words[last];
    for length in [2, 1] {
        let Some(first) = last.checked_sub(length) else {
            continue;
        };
        if let Some((key, said)) = key_at(words, first)
            && said == length
            && is_value(value.text)
            && !is_one_of(value, &LIGHT)
            && joined(value.text).is_none()
        {
            pairs.add(For::Tag, &key, value.text);
            spans.push(words[first].span.start..value.span.end);
            return;
        }
    }
}

/// "environment variables `LOG_LEVEL`: debug", "env var STAGE prod".
pub(super) fn apart_variables(
    words: &[Word<'_>],
    from: usize,
    pairs: &mut Pairs,
    spans: &mut Vec<Range<usize>>,
) {
    let mut at = from;
    while let Some(word) = words.get(at) {
        if joined(word.text).is_some() || is_one_of(word, &LIGHT) || is_one_of(word, &VARIABLE) {
            at += 1;
            continue;
        }
        let key = word.text.trim_end_matches(':');
        let sign = words
            .get(at + 1)
            .is_some_and(|it| matches!(it.text, "=" | ":" | "is" | "to" | "=>"));
        let place = at + 1 + usize::from(sign);
        let value = words.get(place).filter(|it| is_value(it.text));
        let Some(value) = value.filter(|_| key.len() > 2 && is_variable(key)) else {
            return;
        };
        pairs.add(For::Variable, key, value.text);
        spans.push(word.span.start..value.span.end);
        at = place + 1;
    }
}
