//! From tokens to items: each stretch of the prompt with what it means by itself. Here: the stretches in their order.
//! Not here: what a "not" beside it does (`scope`), what it does to the requirements (`facts`).

mod beside;
mod counts;
mod given;
mod meaning;

use std::ops::Range;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use crate::language::lexicon::purposes::{self, Purpose};
use crate::language::lexicon::{Concept, Grammar};
use crate::language::phonetic;
use crate::language::rhythm::{self, Due};
use crate::language::tokens::{Shape, Token, tokenize};
use beside::{further_name, is_several, name_beside, takes_name};
use given::{name_after, name_before, name_of_project};
use meaning::meaning;

/// What a stretch means by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum What {
    /// A term of the lexicon.
    Term(Concept),
    /// A number.
    Number(Decimal),
    /// A name that was given, never looked up.
    Name,
    /// An address of a person.
    Email,
    /// A host name.
    Domain,
    /// The name of a container image.
    Image,
    /// A range of IP addresses.
    Network,
    /// A machine size.
    InstanceType,
    /// A region's code.
    RegionCode,
    /// A pause: comma, colon, bracket, dash.
    Pause,
    /// The end of a thought.
    Stop,
    /// A question mark, which ends a thought too.
    QuestionMark,
    /// A word that we don't know.
    Word,
}

/// A stretch of the prompt.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// What it means by itself.
    pub(super) what: What,
    /// The `CloudFormation` type, where it names an AWS service.
    pub(super) aws: Option<&'static str>,
    /// Where it stands in the text.
    pub(super) span: Range<usize>,
    /// Not denied and not taken back.
    pub(super) live: bool,
    /// It was denied with words, which says more than silence.
    pub(super) denied: bool,
    /// It is what the thing is for or made with, not the thing.
    pub(super) aside: bool,
}

impl Item {
    /// A stretch with nothing said of it yet.
    pub(super) fn new(what: What, span: Range<usize>) -> Self {
        Self::of(what, None, span)
    }

    /// A stretch that may name an AWS service.
    fn of(what: What, aws: Option<&'static str>, span: Range<usize>) -> Self {
        Self {
            what,
            aws,
            span,
            live: true,
            denied: false,
            aside: false,
        }
    }
}

/// No thought is longer, which keeps the time linear in the length of the prompt.
const THOUGHT: usize = 64;

/// A prompt in items.
pub(super) struct Reading<'a> {
    /// The normalised prompt.
    pub(super) text: &'a str,
    /// Its stretches, in order.
    pub(super) items: Vec<Item>,
    /// The parts that are wanted for what they do.
    pub(super) purposes: Vec<Wanted>,
    /// The times at which something is due, with the items that say them.
    pub(super) due: Vec<(Due, Range<usize>)>,
    /// The items of each time of day.
    pub(super) times: Vec<Range<usize>>,
}

/// A part that is wanted for what it does.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// What is wanted.
    pub(super) purpose: &'static Purpose,
    /// The items that say it.
    pub(super) items: Range<usize>,
    /// Not denied and not doubted.
    pub(super) live: bool,
}

impl Reading<'_> {
    /// The concept at `at`, live or not.
    pub(super) fn concept(&self, at: usize) -> Option<Concept> {
        match self.items.get(at)?.what {
            What::Term(concept) => Some(concept),
            _ => None,
        }
    }

    /// The words at `at` as they were written.
    pub(super) fn written(&self, at: usize) -> &str {
        self.items
            .get(at)
            .and_then(|item| self.text.get(item.span.clone()))
            .unwrap_or_default()
    }

    /// Takes the stretch at `at` out of what is wanted.
    pub(super) fn take_out(&mut self, at: usize) {
        if let Some(item) = self.items.get_mut(at) {
            item.live = false;
        }
    }

    /// Every live concept with its place.
    pub(super) fn live(&self) -> impl Iterator<Item = (usize, Concept)> + '_ {
        self.items
            .iter()
            .enumerate()
            .filter(|(_, item)| item.live)
            .filter_map(|(at, item)| match item.what {
                What::Term(concept) => Some((at, concept)),
                _ => None,
            })
    }

    /// Whether a live item is this concept.
    pub(super) fn says(&self, wanted: Concept) -> bool {
        self.live().any(|(_, concept)| concept == wanted)
    }

    /// Whether this concept was denied with words and never said otherwise.
    pub(super) fn denies(&self, wanted: Concept) -> bool {
        let denied = |item: &Item| item.denied && item.what == What::Term(wanted);
        self.items.iter().any(denied) && !self.says(wanted)
    }

    /// Whether a thought ends at `at`.
    pub(super) fn stops(&self, at: usize) -> bool {
        matches!(
            self.items.get(at).map(|item| item.what),
            None | Some(What::Stop | What::QuestionMark)
        )
    }

    /// Whether something new is named at `at`, behind an article: "endpoints for S3 and DynamoDB, a KMS key", "rules for encryption, a
    /// bucket" end with what has one.
    pub(super) fn begins_part(&self, at: usize) -> bool {
        matches!(self.written(at).to_lowercase().as_str(), "a" | "an")
    }

    /// Whether the number at `at` is the hour of what is due then: "2 baje", "at 9", "11 pm".
    pub(super) fn is_hour(&self, at: usize) -> bool {
        let timed = |(due, items): &(Due, Range<usize>)| due.clock.is_some() && items.contains(&at);
        let word = |place: usize| self.written(place).to_lowercase();
        let led = at.checked_sub(1).map(word);
        let led = led.is_some_and(|word| matches!(word.as_str(), "at" | "@" | ":"));
        let oclock = matches!(
            word(at + 1).as_str(),
            "baje" | "bje" | "बजे" | "am" | "pm" | "a" | "p" | "o'clock" | "oclock" | ":"
        );
        self.due.iter().any(timed) && (led || oclock)
    }

    /// The places of the thought around `at`.
    pub(super) fn thought(&self, at: usize) -> Range<usize> {
        let from = (at.saturating_sub(THOUGHT)..at)
            .rev()
            .find(|place| self.stops(*place))
            .map_or(at.saturating_sub(THOUGHT), |stop| stop + 1);
        let last = self.items.len().min(at + THOUGHT);
        let to = (at..last).find(|place| self.stops(*place)).unwrap_or(last);
        from..to.max(from)
    }
}

/// Reads a normalised prompt.
pub(super) fn read(text: &str, language: Language) -> Reading<'_> {
    let mut tokens = tokenize(text);
    phonetic::respell(&mut tokens, language == Language::Hinglish);
    let mut items = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (what, aws, length) = meaning(text, &tokens, at, token);
        let end = tokens
            .get(at + length - 1)
            .map_or(token.span.end, |last| last.span.end);
        items.push(Item::of(what, aws, token.span.start..end));
        at += length;
        if matches!(
            what,
            What::Term(Concept::Grammar(Grammar::NameBefore | Grammar::Name))
        ) && tokens.get(at).is_none_or(|next| next.shape != Shape::Image)
            && let Some((name, after)) = name_after(text, &tokens, at, what)
        {
            items.push(Item::new(What::Name, name));
            at = after;
            while let Some((between, name, after)) = further_name(text, &tokens, at) {
                let and = What::Term(Concept::Grammar(Grammar::And));
                items.push(Item::new(and, between));
                items.push(Item::new(What::Name, name));
                at = after;
            }
        } else if let Some((name, after)) = name_of_project(text, &tokens, at - length, length) {
            items.push(Item::new(What::Name, name));
            at = after;
        } else if what == What::Term(Concept::Grammar(Grammar::Name)) {
            name_before(&tokens, at, &mut items);
        } else if takes_name(what, aws)
            && !is_several(tokens.get(at - 1))
            && let Some((name, after)) = name_beside(text, &tokens, at)
        {
            items.push(Item::new(What::Name, name));
            at = after;
        }
    }
    let purposes = wanted(&tokens, &items);
    let due = rhythm::find(&tokens);
    let times = rhythm::times_of_day(&tokens, &due);
    let times = times.iter().filter_map(|said| items_of(&tokens, &items, said));
    let times = times.collect();
    let due = due.into_iter().filter_map(|due| {
        let said = items_of(&tokens, &items, &due.tokens)?;
        Some((due, said))
    });
    let due = due.collect();
    Reading {
        text,
        items,
        purposes,
        due,
        times,
    }
}

/// The items of these tokens.
fn items_of(tokens: &[Token], items: &[Item], said: &Range<usize>) -> Option<Range<usize>> {
    let item_at = |byte: usize| items.partition_point(|item| item.span.end <= byte);
    let first = tokens.get(said.start)?.span.start;
    let last = tokens.get(said.end.checked_sub(1)?)?.span.start;
    Some(item_at(first)..item_at(last) + 1)
}

/// The purposes in a prompt, with the items that say them.
fn wanted(tokens: &[Token], items: &[Item]) -> Vec<Wanted> {
    let wanted = |found: purposes::Found| {
        Some(Wanted {
            purpose: found.purpose,
            items: items_of(tokens, items, &found.tokens)?,
            live: true,
        })
    };
    purposes::find(tokens).into_iter().filter_map(wanted).collect()
}

/// Part of `acme-mumbay-2`: more likely a name than a slip.
fn is_in_compound(token: &Token) -> bool {
    token.stretch.len() > token.span.len()
}
