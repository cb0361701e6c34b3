//! Cuts a normalised text into words, numbers, marks and the few shapes that are one thing: addresses, domains, networks,
//! machine sizes and region codes. Here: where things begin and end. Not here: what they mean (`lexicon`).

mod hosts;
mod image;
mod shapes;

use std::ops::Range;

use rust_decimal::Decimal;

use self::shapes::whole_shape;
use super::lexicon::fold;

pub use self::image::{is_image_path, is_registry, is_release_tag};
pub use self::shapes::is_domain;

/// What a token is by its shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Letters.
    Word,
    /// `ghcr.io/acme/orders:1.2`, a container image.
    Image,
    /// Digits.
    Number(Decimal),
    /// `ops@example.com`.
    Email,
    /// `shop.example.in`, also out of a URL.
    Domain,
    /// `10.0.0.0/16` or a bare IPv4 address.
    Network,
    /// `t3.small`.
    InstanceType,
    /// `ap-south-1`, known or not.
    RegionCode,
    /// Anything else, one character.
    Mark(char),
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is by its shape.
    pub shape: Shape,
    /// Where it stands in the normalised text.
    pub span: Range<usize>,
    /// The unbroken stretch around it, for names such as `acme-media`.
    pub stretch: Range<usize>,
    /// Its spelling for look-ups: lower case, without nukta and apostrophes.
    pub folded: String,
    /// The same as it was written, where `folded` is how the lexicon spells a word that sounds like it.
    pub written: Option<String>,
    /// No space stands before it.
    pub glued: bool,
    /// It begins with a capital.
    pub upper: bool,
}

/// Cuts a normalised text into tokens.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        if character.is_whitespace() {
            if let Some(begin) = start.take() {
                cut_stretch(text, begin..at, &mut tokens);
            }
            if character == '\n' {
                tokens.push(token(text, Shape::Mark('\n'), at..at + 1, at..at + 1, false));
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(begin) = start {
        cut_stretch(text, begin..text.len(), &mut tokens);
    }
    hosts::join(text, &mut tokens);
    tokens
}

fn token(text: &str, shape: Shape, span: Range<usize>, stretch: Range<usize>, glued: bool) -> Token {
    let written = &text[span.clone()];
    let upper = written.starts_with(char::is_uppercase);
    Token {
        shape,
        folded: fold(written),
        span,
        stretch,
        written: None,
        glued,
        upper,
    }
}

/// A stretch is what stands between two spaces: marks, a core, marks.
fn cut_stretch(text: &str, stretch: Range<usize>, tokens: &mut Vec<Token>) {
    let whole = &text[stretch.clone()];
    let head = whole.len()
        - whole
            .trim_start_matches(['"', '\'', '(', '[', '{', '<', '*'])
            .len();
    let core_len = whole[head..]
        .trim_end_matches([
            '"', '\'', ')', ']', '}', '>', '*', '.', ',', ';', ':', '!', '?', '…',
        ])
        .len();
    let core = stretch.start + head..stretch.start + head + core_len;
    push_marks(text, stretch.start..core.start, tokens);
    match whole_shape(&text[core.clone()]) {
        Some((shape, inner)) => {
            let span = core.start + inner.start..core.start + inner.end;
            tokens.push(token(text, shape, span.clone(), span, core.start > stretch.start));
        }
        None => match separator(&text[core.clone()]) {
            Some(at) => {
                let mark = core.start + at..core.start + at + 1;
                cut_stretch(text, core.start..mark.start, tokens);
                push_marks(text, mark.clone(), tokens);
                cut_stretch(text, mark.end..core.end, tokens);
            }
            None => cut_core(text, &core, tokens),
        },
    }
    let abbreviated = tokens
        .last()
        .is_some_and(|last| matches!(last.folded.as_str(), "rs" | "inr" | "approx" | "vs"));
    let tail = core.end + usize::from(abbreviated && text[core.end..].starts_with('.'));
    push_marks(text, tail..stretch.end, tokens);
}

/// Where a key ends whose value is one thing: `region=eu-west-3`, `domain:shop.example.in`.
fn separator(core: &str) -> Option<usize> {
    let at = core.find(['=', ':'])?;
    let (key, value) = (core.get(..at)?, core.get(at + 1..)?);
    let is_key = !key.is_empty() && key.chars().all(|c| is_letter(c) || matches!(c, '-' | '_'));
    (is_key && whole_shape(value).is_some()).then_some(at)
}

fn push_marks(text: &str, span: Range<usize>, tokens: &mut Vec<Token>) {
    for (at, mark) in text[span.clone()].char_indices() {
        let at = span.start + at..span.start + at + mark.len_utf8();
        tokens.push(token(text, Shape::Mark(mark), at.clone(), at, true));
    }
}

/// Cuts a core into words, numbers and marks.
fn cut_core(text: &str, core: &Range<usize>, tokens: &mut Vec<Token>) {
    let mut at = core.start;
    while at < core.end {
        let rest = &text[at..core.end];
        let Some(first) = rest.chars().next() else { break };
        let (shape, length) = if first.is_ascii_digit() {
            number(rest)
        } else if is_letter(first) {
            (
                Shape::Word,
                dollar_length(rest).unwrap_or_else(|| word_length(rest)),
            )
        } else {
            (Shape::Mark(first), first.len_utf8())
        };
        let length = length.max(1);
        if !joins_words(text, core, at, first) {
            tokens.push(token(text, shape, at..at + length, core.clone(), at > core.start));
        }
        at += length;
    }
}

fn is_letter(character: char) -> bool {
    character.is_alphabetic()
        || matches!(character, '\'' | '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{951}'..='\u{957}' | '\u{962}' | '\u{963}')
}

/// Words whose digit belongs to them; every other word ends where a digit begins (`node20`, `rs500`).
const WITH_DIGITS: [&str; 28] = [
    "s3", "ec2", "k8s", "route53", "oauth2", "ipv4", "ipv6", "http2", "md5", "sha256", "h2",
    "imdsv2", // Short for regions.
    "use1", "use2", "usw1", "usw2", "cac1", "sae1", "euw1", "euw2", "euw3", "euc1", "eun1", "aps1", "apse1",
    "apse2", "apne1", "apne2",
];

/// Other countries' dollars, whose letters belong to the mark behind them: `A$30` is not 30 of the United States.
const DOLLARS: [&str; 11] = [
    "a$", "au$", "c$", "ca$", "s$", "sg$", "hk$", "nz$", "nt$", "r$", "mx$",
];

fn dollar_length(rest: &str) -> Option<usize> {
    let is_here = |dollar: &&&str| {
        rest.get(..dollar.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(dollar))
    };
    DOLLARS.iter().find(is_here).map(|dollar| dollar.len())
}

fn word_length(rest: &str) -> usize {
    let letters = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
    let with_digits = rest
        .find(|c: char| !is_letter(c) && !c.is_ascii_digit())
        .unwrap_or(rest.len());
    if with_digits > letters && WITH_DIGITS.contains(&fold(&rest[..with_digits]).as_str()) {
        with_digits
    } else {
        letters
    }
}

/// Hyphens, dots and underscores inside a word are no marks: `web-app` is `web app` and `Node.js` is `Node js`. A dot
/// before a capital ends a sentence whose author saved the space.
fn joins_words(text: &str, core: &Range<usize>, at: usize, mark: char) -> bool {
    if !matches!(mark, '-' | '.' | '_') {
        return false;
    }
    let before = text[core.start..at].chars().next_back();
    let rest = &text[at + 1..core.end];
    let (Some(before), Some(after)) = (before, rest.chars().next()) else {
        return false;
    };
    let sentence_end =
        mark == '.' && after.is_uppercase() && before.is_lowercase() && !fold(rest).starts_with("js");
    is_letter(before) && (is_letter(after) || (mark == '.' && after.is_ascii_digit())) && !sentence_end
}

/// A number at the beginning: `1,00,000`, `2.5`, `1.2.3` (its value is then 1.2).
fn number(rest: &str) -> (Shape, usize) {
    let bytes = rest.as_bytes();
    let digits_from = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut length = digits_from(0);
    let mut digits = rest[..length].to_owned();
    let mut group = length <= 3;
    while group && bytes.get(length) == Some(&b',') {
        let next = digits_from(length + 1);
        group = matches!(next, 2 | 3);
        if group {
            digits.push_str(&rest[length + 1..length + 1 + next]);
            length += 1 + next;
        }
    }
    let mut fractions = 0;
    while bytes.get(length) == Some(&b'.') && digits_from(length + 1) > 0 {
        let next = digits_from(length + 1);
        if fractions == 0 {
            digits.push_str(&rest[length..length + 1 + next]);
        }
        fractions += 1;
        length += 1 + next;
    }
    (digits.parse().map_or(Shape::Word, Shape::Number), length)
}
