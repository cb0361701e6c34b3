//! Regions that AWS does not have: how one is known to be meant, and which of AWS's are like it.

use std::cmp::Reverse;

use crate::language::lexicon::{Concept, entries};

/// Directions that AWS and others name regions by.
const DIRECTIONS: [&str; 9] = [
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north",
    "south",
    "east",
    "west",
    "central",
];
/// Words before a place where something runs, and behind one.
const BEFORE: [&str; 4] = ["in", "into", "region", "region:"];
const BEHIND: [&str; 8] = ["region", "mein", "me", "mei", "main", "में", "क्षेत्र", "रीजन"];
/// So many of AWS's are named.
const MOST: usize = 3;

/// What stands where a region would and is built like one, such as "in mars-central-1", and is none of AWS's. A bucket or a queue may
/// have such a name as well, so its neighbours decide.
pub(super) fn said(text: &str) -> Option<&str> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is = |at: Option<usize>, known: &[&str]| {
        let word = at
            .and_then(|at| words.get(at))
            .map(|word| core(word).to_lowercase());
        word.is_some_and(|word| known.contains(&word.as_str()))
    };
    let place = |at: &usize| is(at.checked_sub(1), &BEFORE) || is(at.checked_add(1), &BEHIND);
    let at = (0..words.len()).find(|at| parts(core(words[*at])).is_some() && place(at))?;
    Some(core(words[at]))
}

fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Area, direction and number of a code: `ap`, `south`, `1`. Google's codes have no hyphen before the number.
fn parts(code: &str) -> Option<(&str, &'static str, &str)> {
    let (area, rest) = code.split_once('-')?;
    let direction = DIRECTIONS.into_iter().find(|it| starts_with(rest, it))?;
    let number = rest.get(direction.len()..)?;
    let number = number.strip_prefix('-').unwrap_or(number);
    let is_area = area.len() >= 2 && area.chars().all(|c| c.is_ascii_alphabetic());
    let is_number = (1..=2).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    (is_area && is_number).then_some((area, direction, number))
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|it| it.eq_ignore_ascii_case(start))
}

/// AWS's regions that are most like this one, the most alike first: the same area counts more than the same direction, which counts
/// more than the same number.
pub(super) fn near(region: &str) -> Vec<&'static str> {
    let said = parts(region);
    let mut known: Vec<(&'static str, u8)> = Vec::new();
    for entry in entries() {
        if let Concept::Region(code) = entry.concept
            && !known.iter().any(|(it, _)| *it == code)
        {
            known.push((code, likeness(said, parts(code))));
        }
    }
    known.sort_by_key(|(_, likeness)| Reverse(*likeness));
    known.into_iter().take(MOST).map(|(code, _)| code).collect()
}

type Parts<'a> = Option<(&'a str, &'static str, &'a str)>;

fn likeness(said: Parts<'_>, known: Parts<'_>) -> u8 {
    let (Some(said), Some(known)) = (said, known) else {
        return 0;
    };
    4 * u8::from(said.0.eq_ignore_ascii_case(known.0))
        + 2 * u8::from(said.1 == known.1)
        + u8::from(said.2 == known.2)
}

#[cfg(test)]
mod tests {
    use super::{near, said};

    #[test]
    fn only_what_stands_for_a_place_is_a_region() {
        assert_eq!(said("static website in mars-central-1"), Some("mars-central-1"));
        assert_eq!(said("API mars-central-1 mein banao"), Some("mars-central-1"));
        assert_eq!(said("मंगल पर mars-south-2 में वेबसाइट"), Some("mars-south-2"));
        assert_eq!(said("API in asia-south1."), Some("asia-south1"));
        assert_eq!(said("the bucket logs-east-1 and a queue"), None);
        assert_eq!(said("website in a far-away place"), None);
        assert_eq!(said("in orders-1"), None);
    }

    #[test]
    fn the_most_alike_come_first() {
        assert_eq!(near("ap-south-9"), ["ap-south-1", "ap-south-2", "ap-southeast-1"]);
        assert_eq!(near("us-east-7"), ["us-east-1", "us-east-2", "us-west-1"]);
        assert!(near("mars-central-1").iter().all(|it| it.ends_with("-central-1")));
        assert_eq!(near("the moon").len(), 3);
    }
}
