//! A prompt cut into words as settings are written, so that `env=prod` is one.

use std::ops::Range;

/// A word as it was written, without the marks behind it.
pub(super) struct Word<'a> {
    /// Its letters.
    pub(super) text: &'a str,
    /// Where it stands in the text.
    pub(super) span: Range<usize>,
    /// A sentence ends behind it.
    pub(super) ends: bool,
}

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let is_break =
        |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '[' | ']' | '{' | '}' | '"' | '\'');
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), '\n')]) {
        if !is_break(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            let whole = &text[from..at];
            let bare = whole.trim_end_matches(['.', ';', '!', '?', '।']);
            let ends = bare.len() < whole.len() || c == '\n';
            if !bare.is_empty() {
                words.push(Word {
                    text: bare,
                    span: from..from + bare.len(),
                    ends,
                });
            } else if let Some(last) = words.last_mut() {
                last.ends = true;
            }
        } else if c == '\n'
            && let Some(last) = words.last_mut()
        {
            last.ends = true;
        }
    }
    words
}

/// Whether a word is in a list, a colon behind it aside.
pub(super) fn is_one_of(word: &Word<'_>, list: &[&str]) -> bool {
    let lower = word.text.trim_end_matches(':').to_lowercase();
    list.contains(&lower.as_str())
}
