//! What people say of a part without its name: "requests wait in a line", "the team gets a mail". Here: the phrases, and
//! where they begin and end in a text. Not here: names (the catalogue), what is made of a purpose (`requirements`).
//!
//! A phrase is a row of words; `a/b` is one of several, `{class}` one of a class, `~` up to three words of any kind and
//! `~~` up to six, none of them behind a comma or a full stop.

mod everyday;
mod flows;
mod hindi;
mod operations;
mod parts_account;
mod parts_data;
mod parts_network;
mod parts_work;
mod phrases;
mod trades;
mod work;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use super::super::tokens::{Shape, Token};
use super::singular;
use phrases::{CLASSES, TABLE};

/// Every purpose; what is nearer to a wish stands before what is farther from it.
fn table() -> impl Iterator<Item = &'static Purpose> {
    TABLE
        .iter()
        .chain(operations::TABLE)
        .chain(flows::TABLE)
        .chain(work::TABLE)
        .chain(hindi::TABLE)
        .chain(parts_network::TABLE)
        .chain(parts_account::TABLE)
        .chain(parts_data::TABLE)
        .chain(parts_work::TABLE)
        .chain(trades::TABLE)
        .chain(everyday::TABLE)
}

/// Every type that can be wanted for what it does, with one saying of each of its phrases in English, Hindi and Hinglish. A type may
/// come again.
pub(crate) fn sayings() -> impl Iterator<Item = (&'static str, [Vec<String>; 3])> {
    let of = |phrases: &'static str| {
        let phrases = phrases.split('|').map(str::trim).filter(|text| !text.is_empty());
        phrases.map(saying).collect()
    };
    table().map(move |purpose| (purpose.kind, purpose.phrases.map(of)))
}

/// A phrase with the first word of each choice, and none in the gaps.
fn saying(phrase: &'static str) -> String {
    let pieces = phrase.split_whitespace().filter_map(|text| match piece(text) {
        Piece::Word(words) => words.first().copied(),
        Piece::Gap(_) => None,
    });
    pieces.collect::<Vec<_>>().join(" ")
}

/// Every class of words that may stand for each other.
fn classes() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    CLASSES.iter().chain(hindi::CLASSES)
}

/// Whether a word is one for those whom an application serves; in lower case, with and without plural.
pub(crate) fn is_customer(word: &str) -> bool {
    let customers = classes().find(|(name, _)| *name == "{customer}");
    let is_it = |word: &str| customers.is_some_and(|(_, words)| words.split('/').any(|it| it == word));
    is_it(word) || singular(word).is_some_and(is_it)
}

/// What is said of a bucket whose new files start something.
pub(crate) const ON_UPLOAD: &str = "on upload";

/// What is said of work that is due when a month is over.
pub(crate) const MONTH_END: &str = "month end";

/// A part that is wanted for what it does.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Purpose {
    /// `CloudFormation` type of the part.
    pub kind: &'static str,
    /// How much it takes to believe it.
    pub weight: Weight,
    /// A name of the sort of part that is meant, in the words of the catalogue; empty for the usual sort.
    pub sort: &'static str,
    /// Types whose phrase, where it is found over the same words, is nearer to what is meant.
    pub unless: &'static [&'static str],
    /// The phrases: English, Hindi, Hinglish; separated by `|`.
    phrases: [&'static str; 3],
}

impl Purpose {
    /// Whether it is said in Hindi alone.
    pub(crate) fn is_hindi(&self) -> bool {
        self.phrases.first().is_some_and(|english| english.is_empty())
    }

    /// Whether a "no" is part of how it is said: "without losing any".
    pub(crate) fn denies(&self) -> bool {
        let words = self
            .phrases
            .iter()
            .flat_map(|phrase| phrase.split([' ', '|', '/']));
        words.into_iter().any(|word| {
            matches!(
                word,
                "no" | "not"
                    | "never"
                    | "without"
                    | "cannot"
                    | "can't"
                    | "na"
                    | "nahi"
                    | "bina"
                    | "न"
                    | "नहीं"
                    | "बिना"
            )
        })
    }
}

/// How much it takes to believe that a phrase asks for a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Nobody says it for another reason.
    Strong,
    /// An application does it by itself: only a description of several parts means one of its own.
    Weak,
}

/// A purpose that was found, with the tokens that say it.
pub(crate) struct Found {
    /// What is wanted.
    pub purpose: &'static Purpose,
    /// The tokens from the first word to the last.
    pub tokens: Range<usize>,
}

enum Piece {
    Word(Vec<&'static str>),
    Gap(usize),
}

struct Phrase {
    purpose: &'static Purpose,
    text: &'static str,
    pieces: OnceLock<Vec<Piece>>,
}

impl Phrase {
    /// What it is made of: taken apart when a text has its first word, since most texts have few of them.
    fn pieces(&self) -> &[Piece] {
        self.pieces
            .get_or_init(|| self.text.split_whitespace().map(piece).collect())
    }
}

/// Every phrase, in the table's order.
static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let phrases = |purpose: &'static Purpose| {
        let phrases = purpose.phrases.into_iter().flat_map(|all| all.split('|'));
        let phrases = phrases.map(str::trim).filter(|text| !text.is_empty());
        phrases.map(move |text| Phrase {
            purpose,
            text,
            pieces: OnceLock::new(),
        })
    };
    table().flat_map(phrases).collect()
});

/// Phrases by their first words.
static INDEX: LazyLock<HashMap<&'static str, Vec<&'static Phrase>>> = LazyLock::new(|| {
    let mut index: HashMap<&'static str, Vec<&'static Phrase>> = HashMap::new();
    for phrase in PHRASES.iter() {
        let first = phrase.text.split_whitespace().next();
        for word in first.map(words).unwrap_or_default() {
            index.entry(word).or_default().push(phrase);
        }
    }
    index
});

fn piece(text: &'static str) -> Piece {
    match text {
        "~" => Piece::Gap(3),
        "~~" => Piece::Gap(6),
        text => Piece::Word(words(text)),
    }
}

/// The words that may stand in one place.
fn words(text: &'static str) -> Vec<&'static str> {
    let of_class = |part: &'static str| -> Vec<&'static str> {
        let class = classes().find(|(name, _)| *name == part);
        class.map_or_else(|| vec![part], |(_, words)| words.split('/').collect())
    };
    text.split('/').flat_map(of_class).collect()
}

/// Every purpose in the text, in order.
pub(crate) fn find(tokens: &[Token]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let by_word = |word: &str| INDEX.get(word).map(Vec::as_slice).unwrap_or_default();
        let phrases = spellings(token).flat_map(|word| {
            let of_one = singular(word).map(by_word).unwrap_or_default();
            by_word(word).iter().chain(of_one)
        });
        for phrase in phrases {
            let Some(end) = end_of(tokens, at, phrase.pieces()) else {
                continue;
            };
            found.push(Found {
                purpose: phrase.purpose,
                tokens: at..end,
            });
        }
    }
    nearest(found)
}

/// A word as the lexicon spells it, and as it was written where that is another way: "सेंसर" is "sensor" too.
fn spellings(token: &Token) -> impl Iterator<Item = &str> {
    std::iter::once(token.folded.as_str()).chain(token.written.as_deref())
}

/// Without those over whose words something nearer was found. A phrase is a few words long, so only neighbours can.
fn nearest(found: Vec<Found>) -> Vec<Found> {
    const NEIGHBOURS: usize = 24;
    let hidden = |n: usize, this: &Found| {
        let near = found
            .iter()
            .skip(n.saturating_sub(NEIGHBOURS))
            .take(2 * NEIGHBOURS);
        let overlaps =
            |other: &Found| other.tokens.start < this.tokens.end && this.tokens.start < other.tokens.end;
        near.into_iter().any(|other| {
            this.purpose.unless.contains(&other.purpose.kind) && overlaps(other) && !goes_first(this, other)
        })
    };
    let keep: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(n, this)| !hidden(n, this))
        .collect();
    let mut keep = keep.into_iter();
    let mut found = found;
    found.retain(|_| keep.next().unwrap_or(true));
    found
}

/// Of two that give way to each other the one that stands first in the table is nearer.
fn goes_first(this: &Found, other: &Found) -> bool {
    let place = |found: &Found| table().position(|it| std::ptr::eq(it, found.purpose));
    other.purpose.unless.contains(&this.purpose.kind) && place(this) < place(other)
}

/// Where the phrase that begins at `at` ends; `None` where it isn't there. Gaps are short, so this is too.
fn end_of(tokens: &[Token], at: usize, pieces: &[Piece]) -> Option<usize> {
    let Some((first, rest)) = pieces.split_first() else {
        return Some(at);
    };
    match first {
        Piece::Word(words) => {
            let is = |wanted: &str| words.contains(&wanted);
            let said = |word: &str| is(word) || singular(word).is_some_and(is);
            spellings(tokens.get(at)?)
                .any(said)
                .then(|| end_of(tokens, at + 1, rest))?
        }
        Piece::Gap(longest) => (0..=*longest)
            .take_while(|skipped| (at..at + skipped).all(|place| goes_on(tokens.get(place))))
            .find_map(|skipped| end_of(tokens, at + skipped, rest)),
    }
}

/// Whether a thought goes on over this token.
fn goes_on(token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        !matches!(
            token.shape,
            Shape::Mark(',' | '.' | ';' | ':' | '!' | '?' | '\n' | '(' | ')')
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{classes, find, table};
    use crate::catalog;
    use crate::language::tokens::tokenize;

    fn kinds(text: &str) -> Vec<&'static str> {
        let mut kinds: Vec<_> = find(&tokenize(text))
            .iter()
            .map(|found| found.purpose.kind)
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    #[test]
    fn every_purpose_is_of_a_part_that_can_be_built() {
        for purpose in table() {
            assert!(
                catalog::part_kinds().any(|kind| kind == purpose.kind),
                "{}",
                purpose.kind
            );
        }
    }

    #[test]
    fn words_are_spelt_as_texts_are_looked_up() {
        let of_phrases = table().flat_map(|purpose| purpose.phrases);
        let of_classes = classes().map(|(_, words)| *words);
        for text in of_phrases.chain(of_classes) {
            for word in text
                .split([' ', '/', '|'])
                .filter(|word| !word.starts_with(['{', '~']))
            {
                assert_eq!(word, crate::language::lexicon::fold(word), "in {text}");
            }
        }
    }

    #[test]
    fn every_class_that_is_used_is_there() {
        for phrase in table().flat_map(|purpose| purpose.phrases) {
            for class in phrase.split([' ', '/', '|']).filter(|word| word.starts_with('{')) {
                assert!(classes().any(|(name, _)| *name == class), "{class}");
            }
        }
    }

    #[test]
    fn a_purpose_is_found_over_words_but_not_over_a_comma() {
        assert_eq!(kinds("the orders wait in a long line"), ["AWS::SQS::Queue"]);
        assert!(kinds("people wait, then there is a line").is_empty());
    }

    #[test]
    fn who_gets_a_mail_decides_what_sends_it() {
        assert_eq!(kinds("every customer gets a mail"), ["AWS::SES::EmailIdentity"]);
        assert_eq!(kinds("the team gets a mail"), ["AWS::SNS::Topic"]);
    }
}
