//! What a stretch means by itself: the longest term of the lexicon, a number, a shape, the nearest term to a slip.

use super::counts::may_count;
use super::{What, is_in_compound};
use crate::language::lexicon::{self, Concept, Grammar, Intent, Time};
use crate::language::numerals;
use crate::language::tokens::{Shape, Token};

/// What begins at `at`, the service that it names, and of how many tokens it is.
pub(super) fn meaning(
    text: &str,
    tokens: &[Token],
    at: usize,
    token: &Token,
) -> (What, Option<&'static str>, usize) {
    // "Writes a day" are many, and "write a poem" is talk.
    let writes =
        |entry: &lexicon::Entry| entry.concept == Concept::Intent(Intent::Chat) && token.folded == "writes";
    let term = lexicon::longest(tokens, at).filter(|(entry, _)| !writes(entry));
    let long_term = term.filter(|(_, length)| *length > 1);
    if let Some((entry, length)) = long_term {
        let filler = matches!(entry.concept, Concept::Filler);
        let length = length - usize::from(filler && begins_service(tokens, at + length - 1));
        return (What::Term(entry.concept), entry.aws, length);
    }
    if is_united_states(text, tokens, at) {
        return (What::Term(Concept::Region(UNITED_STATES)), None, 1);
    }
    if is_minutes(tokens, at) {
        return (What::Term(Concept::Time(Time::Minute)), None, 1);
    }
    if is_go(tokens, at) {
        return (What::Term(Concept::Foreign("Go")), None, 1);
    }
    if let Some((value, length)) = numerals::read(tokens, at, |next| may_count(tokens, at, next)) {
        return (What::Number(value), None, length);
    }
    if let Some((entry, length)) = term {
        return (What::Term(entry.concept), entry.aws, length);
    }
    let what = match token.shape {
        Shape::Email => What::Email,
        Shape::Domain => What::Domain,
        Shape::Image => What::Image,
        Shape::Network => What::Network,
        Shape::InstanceType => What::InstanceType,
        Shape::RegionCode => What::RegionCode,
        Shape::Mark('.' | '!' | ';' | '\n') => What::Stop,
        Shape::Mark('?') => What::QuestionMark,
        Shape::Mark('"' | '\'') | Shape::Word | Shape::Number(_) => What::Word,
        Shape::Mark(_) => What::Pause,
    };
    match lexicon::nearest(&token.folded).filter(|_| token.shape == Shape::Word && !is_in_compound(token)) {
        Some(entry) => (What::Term(entry.concept), entry.aws, 1),
        None => (what, None, 1),
    }
}

/// "on AWS Batch": the last word of what says nothing is the first of a service's name.
fn begins_service(tokens: &[Token], at: usize) -> bool {
    lexicon::longest(tokens, at).is_some_and(|(entry, length)| length > 1 && entry.aws.is_some())
}

/// Where "the US" runs what nothing more is said of: AWS's first region there.
const UNITED_STATES: &str = "us-east-1";

/// "Host it in the US": the country and not the pronoun, nor its dollars. In a prompt of capitals alone nobody can tell.
fn is_united_states(text: &str, tokens: &[Token], at: usize) -> bool {
    let written = |place: usize| {
        let token = tokens.get(place)?;
        text.get(token.span.clone())
    };
    let money = tokens
        .get(at + 1)
        .is_some_and(|next| next.shape == Shape::Mark('$') || next.folded.starts_with("dollar"));
    written(at) == Some("US") && !money && text.chars().any(char::is_lowercase)
}

/// "3 min timeout": minutes behind their number, where "min 3" is the least of something, as in "min 2 max 6" and "2 min, 6 max".
fn is_minutes(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 4;
    let number = |place: usize| {
        tokens
            .get(place)
            .is_some_and(|token| matches!(token.shape, Shape::Number(_)))
    };
    let most = |place: usize| tokens.get(place).is_some_and(|it| it.folded.starts_with("max"));
    let short = tokens
        .get(at)
        .is_some_and(|it| matches!(it.folded.as_str(), "min" | "mins"));
    short && at.checked_sub(1).is_some_and(number) && !number(at + 1) && !(at + 1..at + NEAR).any(most)
}

/// "A Go API", "in Go", "Go mein": the language and not the verb.
fn is_go(tokens: &[Token], at: usize) -> bool {
    let concept = |place: usize| lexicon::longest(tokens, place).map(|(entry, _)| entry.concept);
    let is = |place: usize| {
        tokens
            .get(place)
            .is_some_and(|token| matches!(token.folded.as_str(), "go" | "गो"))
    };
    let serverless = tokens
        .get(at + 1)
        .is_some_and(|token| token.folded.starts_with("server"));
    let made = !serverless
        && matches!(
            concept(at + 1),
            Some(
                Concept::App(_)
                    | Concept::Function
                    | Concept::Compute(_)
                    | Concept::Vague(_)
                    | Concept::Grammar(Grammar::InAfter)
            )
        );
    let program = tokens.get(at + 1).is_some_and(|token| {
        matches!(
            token.folded.as_str(),
            "binary" | "binaries" | "program" | "executable" | "backend" | "code" | "microservice"
        )
    });
    let means = at
        .checked_sub(1)
        .and_then(concept)
        .is_some_and(|before| before == Concept::Grammar(Grammar::In));
    is(at) && (made || program || means)
}
