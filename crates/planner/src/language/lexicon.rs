//! Terms → concepts in three languages. Here: the concepts, one table a subject (`lexicon/`), and the look-up. Not here:
//! what a concept does to the requirements. A new word is a word in a table; a new meaning is a variant of [`Concept`],
//! and the compiler then shows who must know it.

mod concept;
mod grammar;
mod intents;
mod measures;
mod money;
mod places;
pub(crate) mod purposes;
mod services;
mod technology;
mod typos;
mod unplanned;
mod wishes;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

pub use concept::{Concept, Engine, Grammar, Intent, Runtime, Time, Unit, Vague};

use super::numerals;
use super::tokens::{Token, tokenize};
use crate::catalog::{self, detail, detail::Detail};

/// One row of a table: a concept and its terms by language, separated by `|`.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What the terms stand for.
    pub concept: Concept,
    /// The `CloudFormation` type, where the terms name an AWS service.
    pub aws: Option<&'static str>,
    /// English terms.
    pub english: &'static str,
    /// Hindi terms in Devanagari.
    pub hindi: &'static str,
    /// Hindi terms in Latin letters.
    pub hinglish: &'static str,
}

impl Entry {
    const fn new(
        concept: Concept,
        english: &'static str,
        hindi: &'static str,
        hinglish: &'static str,
    ) -> Self {
        Self {
            concept,
            aws: None,
            english,
            hindi,
            hinglish,
        }
    }

    const fn aws(mut self, kind: &'static str) -> Self {
        self.aws = Some(kind);
        self
    }

    /// Every term of the row.
    pub fn terms(&self) -> impl Iterator<Item = &'static str> {
        [self.english, self.hindi, self.hinglish]
            .into_iter()
            .flat_map(|terms| terms.split('|'))
            .filter(|t| !t.is_empty())
    }
}

/// Every row, subject by subject; where two rows share a term the first one has it.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    let tables: [&'static [Entry]; 11] = [
        technology::TABLE,
        &PARTS,
        &DETAILS,
        services::TABLE,
        unplanned::TABLE,
        wishes::TABLE,
        money::TABLE,
        measures::TABLE,
        places::TABLE,
        grammar::TABLE,
        intents::TABLE,
    ];
    tables.into_iter().flatten()
}

/// What people call the parts of a system: each part's own file in the catalogue has its names.
static PARTS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    catalog::components()
        .map(|component| {
            let [english, hindi, hinglish] = component.terms;
            Entry::new(Concept::Service, english, hindi, hinglish).aws(component.kind)
        })
        .collect()
});

/// What people say of parts.
static DETAILS: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let row = |detail: &'static Detail| {
        let [english, hindi, hinglish] = detail.terms;
        Entry::new(Concept::Detail(detail), english, hindi, hinglish)
    };
    detail::DETAILS.iter().map(row).collect()
});

/// Whether a letter is looked up as it is written.
const fn is_plain(letter: char) -> bool {
    // Devanagari without chandrabindu, nukta and the letters that have one in them.
    matches!(letter, 'a'..='z' | '\u{902}'..='\u{939}' | '\u{93e}'..='\u{94d}')
}

/// A word as it is looked up: lower case, without nukta, chandrabindu and apostrophes, which people leave out.
pub fn fold(word: &str) -> String {
    folded(word).into_owned()
}

/// The same, without a copy where the word is plain already, as nearly every word of our tables is.
pub(super) fn folded(word: &str) -> Cow<'_, str> {
    if word.chars().all(is_plain) {
        return Cow::Borrowed(word);
    }
    let lower = word.to_lowercase();
    let word = lower.strip_suffix("'s").unwrap_or(&lower);
    word.chars()
        .filter_map(|character| match character {
            '\'' | '\u{93c}' => None,
            '\u{901}' => Some('\u{902}'),
            '\u{95c}' => Some('\u{921}'),
            '\u{95d}' => Some('\u{922}'),
            '\u{958}' => Some('\u{915}'),
            '\u{959}' => Some('\u{916}'),
            '\u{95a}' => Some('\u{917}'),
            '\u{95b}' => Some('\u{91c}'),
            '\u{95e}' => Some('\u{92b}'),
            other => Some(other),
        })
        .collect()
}

struct Term {
    /// Its words but the first, with spaces between them.
    rest: Cow<'static, str>,
    /// How many words it has in all.
    length: usize,
    entry: &'static Entry,
}

/// The first word of a term and the others, as a text is cut that has it in.
fn words(term: &'static str) -> Option<(Cow<'static, str>, Cow<'static, str>)> {
    // Letters and spaces are cut at the spaces.
    if term.chars().all(|c| c == ' ' || is_plain(c)) {
        let term = term.trim_start();
        let (first, rest) = term.split_once(' ').unwrap_or((term, ""));
        return (!first.is_empty()).then_some((Cow::Borrowed(first), Cow::Borrowed(rest)));
    }
    let mut words = tokenize(term).into_iter().map(|token| token.folded);
    let first = words.next()?;
    Some((Cow::Owned(first), Cow::Owned(words.collect::<Vec<_>>().join(" "))))
}

/// All words of a term, in order, as a text is cut that has it in.
pub(super) fn words_of(term: &'static str) -> Vec<Cow<'static, str>> {
    let Some((first, rest)) = words(term) else {
        return Vec::new();
    };
    let all = std::iter::once(first);
    match rest {
        Cow::Borrowed(rest) => all
            .chain(rest.split_ascii_whitespace().map(Cow::Borrowed))
            .collect(),
        Cow::Owned(rest) => {
            let rest = rest.split_ascii_whitespace();
            all.chain(rest.map(|word| Cow::Owned(word.to_owned()))).collect()
        }
    }
}

/// Terms by their first word, the longest first.
static INDEX: LazyLock<HashMap<Cow<'static, str>, Vec<Term>>> = LazyLock::new(|| {
    let mut index: HashMap<Cow<'static, str>, Vec<Term>> = HashMap::with_capacity(FIRST_WORDS);
    for entry in entries() {
        for (first, rest) in entry.terms().filter_map(words) {
            index.entry(first).or_default().push(Term {
                length: 1 + rest.split_ascii_whitespace().count(),
                rest,
                entry,
            });
        }
    }
    for terms in index.values_mut() {
        terms.sort_by_key(|term| std::cmp::Reverse(term.length)); // stable: the first table wins a tie
    }
    index
});

/// About as many first words as there are, so that the index needn't grow.
const FIRST_WORDS: usize = 4096;

/// The longest term that begins at `at`, and how many tokens it takes.
pub fn longest(tokens: &[Token], at: usize) -> Option<(&'static Entry, usize)> {
    let word = &tokens.get(at)?.folded;
    let found = terms_of(tokens, at, word).or_else(|| terms_of(tokens, at, singular(word)?));
    match found {
        Some((_, 2..)) => found,
        _ => written_apart(tokens, at).or(found),
    }
}

/// "गार्ड ड्यूटी" for "गार्डड्यूटी": the name of a service whose two words are one in our tables, as people in Devanagari part it.
fn written_apart(tokens: &[Token], at: usize) -> Option<(&'static Entry, usize)> {
    let devanagari = |token: &Token| {
        let word = token.written.as_deref().unwrap_or(&token.folded);
        let letters = word
            .chars()
            .all(|letter| ('\u{900}'..='\u{97f}').contains(&letter));
        letters.then(|| word.to_owned())
    };
    let whole = devanagari(tokens.get(at)?)? + &devanagari(tokens.get(at + 1)?)?;
    let term = INDEX.get(whole.as_str())?.iter().find(|term| term.length == 1)?;
    term.entry.aws.is_some().then_some((term.entry, 2))
}

fn terms_of(tokens: &[Token], at: usize, first: &str) -> Option<(&'static Entry, usize)> {
    INDEX.get(first)?.iter().find_map(|term| {
        let rest = tokens.get(at + 1..at + term.length)?;
        let same = |(token, word): (&Token, &str)| token.folded == word || is_plural(&token.folded, word);
        rest.iter()
            .zip(term.rest.split_ascii_whitespace())
            .all(same)
            .then_some((term.entry, term.length))
    })
}

/// The endings that Hindi adds to a noun for more than one, also to one from English: सर्वरों, तस्वीरें, वेबसाइट्स.
const HINDI_PLURALS: [&str; 4] = ["ों", "ें", "ओं", "\u{94d}स"];

/// The word without its plural's ending.
pub(crate) fn singular(word: &str) -> Option<&str> {
    let hindi = || {
        let ending = HINDI_PLURALS.iter().find_map(|ending| word.strip_suffix(ending));
        ending.filter(|rest| rest.chars().count() >= 3)
    };
    word.strip_suffix('s')
        .filter(|rest| rest.len() >= 3 && !rest.ends_with('s'))
        .or_else(hindi)
}

/// "Repositories" are several of a "repository".
fn is_plural(word: &str, of: &str) -> bool {
    let by_y = || {
        word.strip_suffix("ies")
            .is_some_and(|stem| of.strip_suffix('y') == Some(stem))
    };
    singular(word) == Some(of) || by_y()
}

/// Every word of every term, wherever it stands in it, and of every number.
static WORDS: LazyLock<HashSet<Cow<'static, str>>> = LazyLock::new(|| {
    let words = entries().flat_map(Entry::terms).flat_map(words_of);
    words.chain(numerals::words().map(Cow::Owned)).collect()
});

/// Whether a word is one of any term's, or of a number's.
pub(super) fn has_word(word: &str) -> bool {
    WORDS.contains(word) || singular(word).is_some_and(|word| WORDS.contains(word))
}

/// Whether a concept says something of a deployment by itself: what a misspelt word may be taken for.
pub(super) fn is_content(concept: Concept) -> bool {
    !matches!(
        concept,
        Concept::Grammar(_) | Concept::Filler | Concept::Intent(_) | Concept::Per | Concept::Time(_)
    )
}

/// The term that a misspelt word most likely is: see [`typos`].
pub fn nearest(word: &str) -> Option<&'static Entry> {
    typos::nearest(word)
}

/// Whether a word is in a term of one of the three languages, and of which.
pub fn knows(word: &str) -> bool {
    INDEX.contains_key(word) || singular(word).is_some_and(|word| INDEX.contains_key(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_cut_as_texts_are() {
        let mut several = 0;
        for term in entries().flat_map(Entry::terms) {
            let cut: Vec<String> = tokenize(term).into_iter().map(|token| token.folded).collect();
            let words = words_of(term);
            assert_eq!(words, cut, "{term}");
            several += usize::from(words.len() > 1);
        }
        assert!(several > 1_000, "{several} terms of several words");
    }

    #[test]
    fn a_plain_word_is_folded_to_itself() {
        for plain in ["queue", "कतार", "क्लाउड"] {
            assert!(matches!(folded(plain), Cow::Borrowed(_)), "{plain}");
            assert_eq!(fold(plain), plain.to_lowercase());
        }
        for (word, expected) in [
            ("Today's", "today"),
            ("हज़ार", "हजार"),
            ("माँ", "मां"),
            ("क़तार", "कतार"),
        ] {
            assert_eq!(fold(word), expected);
        }
    }
}
