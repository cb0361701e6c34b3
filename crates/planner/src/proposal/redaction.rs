//! What no model is told: e-mail addresses, telephone numbers, account numbers, and whatever looks like a key. Each becomes a placeholder, and
//! what the model answers gets it back. Here: finding them, the placeholders, putting back. Not here: prompts with secrets, which are refused
//! long before (`requirements/secrets.rs`); this finds them once more, for the case that they are not.

use std::ops::Range;

use indexmap::IndexMap;
use sha2::{Digest as _, Sha256};

use crate::requirements::{has_credentials_in_url, is_secret_separator, is_token};

/// What was taken out of some texts, by the placeholder that stands in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redactions {
    originals: IndexMap<String, String>,
}

/// The texts without what is nobody's business, and what was taken out. The same thing has the same placeholder in all of them.
///
/// Restoring gives the same texts, whatever they are: no placeholder stands in any of them before.
pub fn redact(texts: &[&str]) -> (Vec<String>, Redactions) {
    let tag = unused_tag(texts);
    let mut placeholders: IndexMap<String, String> = IndexMap::new();
    let redacted = texts
        .iter()
        .map(|text| {
            let mut redacted = String::with_capacity(text.len());
            let mut end = 0;
            for (span, kind) in private(text) {
                let original = &text[span.clone()];
                let number = placeholders.len() + 1;
                let placeholder = placeholders
                    .entry(original.to_owned())
                    .or_insert_with(|| format!("{}-{number}-{tag}", kind.word()));
                redacted.push_str(&text[end..span.start]);
                redacted.push('[');
                redacted.push_str(placeholder);
                redacted.push(']');
                end = span.end;
            }
            redacted.push_str(&text[end..]);
            redacted
        })
        .collect();
    let originals = placeholders
        .into_iter()
        .map(|(original, placeholder)| (placeholder, original))
        .collect();
    (redacted, Redactions { originals })
}

impl Redactions {
    /// The text with everything back in its place, with or without the brackets around a placeholder.
    pub fn restore(&self, text: &str) -> String {
        let mut restored = text.to_owned();
        for (placeholder, original) in &self.originals {
            if restored.contains(placeholder.as_str()) {
                restored = restored
                    .replace(&format!("[{placeholder}]"), original)
                    .replace(placeholder.as_str(), original);
            }
        }
        restored
    }

    /// Whether nothing was taken out.
    pub fn is_empty(&self) -> bool {
        self.originals.is_empty()
    }

    /// How many different things were taken out.
    pub fn len(&self) -> usize {
        self.originals.len()
    }
}

/// Hexadecimal digits that no text holds, so that nothing in them is taken for a placeholder.
fn unused_tag(texts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    let mut sum = digest.finalize();
    loop {
        let tag: String = hex::encode(sum).chars().take(8).collect();
        if texts.iter().all(|text| !text.contains(&tag)) {
            return tag;
        }
        sum = Sha256::digest(sum);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Key,
    Email,
    Account,
    Phone,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Key => "KEY",
            Self::Email => "EMAIL",
            Self::Account => "ACCOUNT",
            Self::Phone => "PHONE",
        }
    }
}

/// Everything private, in order, without overlaps: what overlaps is one.
fn private(text: &str) -> Vec<(Range<usize>, Kind)> {
    let mut found: Vec<(Range<usize>, Kind)> = Vec::new();
    found.extend(keys(text).map(|span| (span, Kind::Key)));
    found.extend(emails(text).map(|span| (span, Kind::Email)));
    found.extend(numbers(text));
    found.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut whole: Vec<(Range<usize>, Kind)> = Vec::new();
    for (span, kind) in found {
        match whole.last_mut() {
            Some((last, _)) if span.start < last.end => last.end = last.end.max(span.end),
            _ => whole.push((span, kind)),
        }
    }
    whole
}

fn keys(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let words = pieces(text, is_secret_separator).filter(|span| is_token(&text[span.clone()]));
    let addresses =
        pieces(text, char::is_whitespace).filter(|span| has_credentials_in_url(&text[span.clone()]));
    words.chain(addresses)
}

/// The pieces between separators.
fn pieces(text: &str, is_separator: impl Fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let start = text.as_ptr() as usize;
    text.split(is_separator)
        .filter(|piece| !piece.is_empty())
        .map(move |piece| {
            let from = piece.as_ptr() as usize - start;
            from..from + piece.len()
        })
        .collect::<Vec<_>>()
        .into_iter()
}

/// Whatever has an @ between a name and a host with a dot, in any script.
fn emails(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.match_indices('@').filter_map(|(at, _)| {
        let local = text[..at]
            .char_indices()
            .rev()
            .take_while(|(_, c)| is_of_word(*c) || "._%+-'/=!#$&*?^{|}~".contains(*c))
            .last()?
            .0;
        let host = text[at + 1..]
            .char_indices()
            .take_while(|(_, c)| is_of_word(*c) || ".-".contains(*c))
            .last()
            .map(|(offset, c)| at + 1 + offset + c.len_utf8())?;
        let name = text[at + 1..host].trim_end_matches(['.', '-']);
        let end = at + 1 + name.len();
        name.contains('.').then_some(local..end)
    })
}

/// Letters and digits of any script, and the signs that Devanagari writes vowels with.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || ('\u{900}'..='\u{97f}').contains(&character)
}

/// Twelve digits, as accounts of AWS and Aadhaar have, alone or in three groups; telephone numbers with a plus, or with ten digits as Indian
/// mobiles have.
fn numbers(text: &str) -> impl Iterator<Item = (Range<usize>, Kind)> + '_ {
    groups(text).into_iter().filter_map(|run| {
        let digits: usize = run.iter().map(|group| digits_in(&text[group.clone()])).sum();
        let lengths: Vec<usize> = run.iter().map(|group| digits_in(&text[group.clone()])).collect();
        let whole = run.first()?.start..run.last()?.end;
        let before = &text[..whole.start];
        let plus = before.trim_end_matches(['(', ' ']).ends_with('+');
        let kind = match digits {
            _ if plus && (8..=15).contains(&digits) => Kind::Phone,
            12 if lengths == [12] || lengths == [4, 4, 4] => Kind::Account,
            10 if (lengths == [10] || lengths == [5, 5]) && is_mobile(&text[whole.clone()]) => Kind::Phone,
            _ => return None,
        };
        Some((whole, kind))
    })
}

fn digits_in(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

/// Indian mobile numbers begin with 6 to 9, in either script.
fn is_mobile(text: &str) -> bool {
    text.starts_with(['6', '7', '8', '9', '६', '७', '८', '९'])
}

/// Runs of digits; those with one space, hyphen or bracket between them stand together as they can be read as one number. Every way to read
/// neighbours together is tried, since "order 5 of 1234 5678 9012" has one more group than the number.
fn groups(text: &str) -> Vec<Vec<Range<usize>>> {
    const MOST_GROUPS: usize = 5;
    let runs: Vec<Range<usize>> = pieces(text, |c: char| !c.is_numeric()).collect();
    let joined = |one: &Range<usize>, next: &Range<usize>| {
        matches!(
            &text[one.end..next.start],
            " " | "-" | ") " | ")" | " (" | "." | ") - "
        )
    };
    let mut all = Vec::new();
    for start in 0..runs.len() {
        let mut group = Vec::new();
        for run in runs.iter().skip(start).take(MOST_GROUPS) {
            if group.last().is_some_and(|last| !joined(last, run)) {
                break;
            }
            group.push(run.clone());
            all.push(group.clone());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(text: &str) -> String {
        let (texts, redactions) = redact(&[text]);
        assert_eq!(redactions.restore(&texts[0]), text, "it comes back");
        texts.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn what_is_private_is_taken_out_and_what_is_not_stays() {
        for (text, private) in [
            ("mail alarms to ravi.k@example.in, please", "ravi.k@example.in"),
            ("रवि@उदाहरण.भारत को बताओ", "रवि@उदाहरण.भारत"),
            ("role arn:aws:iam::123456789012:role/x", "123456789012"),
            ("account 1234-5678-9012", "1234-5678-9012"),
            ("account 1234 5678 9012 hai", "1234 5678 9012"),
            ("call +91 98765 43210 if it fails", "98765 43210"),
            ("whatsapp 9876543210", "9876543210"),
            ("key AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE"),
            ("db postgres://admin:hunter2@db/x", "hunter2"),
        ] {
            let left = redacted(text);
            assert!(!left.contains(private), "{text}: {left}");
        }
        for text in [
            "an API for 1000000 requests a month, ₹500",
            "repo.example.com/shop@sha256:abcd",
            "10 GB, 512 MB, port 8080, 10.0.0.0/16, 2026-11-22",
        ] {
            assert_eq!(redacted(text), text);
        }
    }

    #[test]
    fn a_placeholder_comes_back_without_its_brackets_too() {
        let (texts, redactions) = redact(&["to a@b.in and c@d.in", "a@b.in"]);
        assert_eq!(redactions.len(), 2);
        let bare = texts[0].replace(['[', ']'], "");
        assert_eq!(redactions.restore(&bare), "to a@b.in and c@d.in");
        assert!(
            texts[0].contains(&texts[1]),
            "the same thing, the same placeholder: {texts:?}"
        );
    }

    #[test]
    fn text_that_looks_like_a_placeholder_stays_what_it_is() {
        let (first, _) = redact(&["to a@b.in"]);
        redacted(&format!("{} and x@y.in", first[0]));
    }
}
