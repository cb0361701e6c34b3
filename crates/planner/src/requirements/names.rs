//! Names that were given, and to what. Here: from "named" to its noun. Not here: whether AWS takes the name (`catalog`).

use any_ascii::any_ascii;
use cloudwhisper_api::requirements::{Compute, Storage};

use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar};

/// What a name was given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Project,
    Bucket,
    Table,
    Database,
    Function,
    /// A part of a system, by its `CloudFormation` type.
    Part(&'static str),
}

/// More names than any plan of ours has resources that take one.
const MOST: usize = 32;

/// Every name with what it was given to, in order.
pub(super) fn given(reading: &Reading<'_>) -> Vec<(Subject, String)> {
    let mut names = Vec::new();
    for at in (0..reading.items.len()).filter(|at| {
        reading
            .items
            .get(*at)
            .is_some_and(|item| item.what == What::Name && item.live)
            && !is_a_persons(reading, *at)
    }) {
        let name = reading.written(at).trim().to_owned();
        let given = (subject(reading, at), name);
        if !given.1.is_empty() && names.len() < MOST && !names.contains(&given) {
            names.push(given);
        }
    }
    names
}

/// "My name is Ravi", "मेरा नाम रवि है": that is who is asking.
fn is_a_persons(reading: &Reading<'_>, name: usize) -> bool {
    const MY: [&str; 5] = ["my", "mera", "hamara", "मेरा", "हमारा"];
    name >= 2
        && matches!(
            reading.concept(name - 1),
            Some(Concept::Grammar(Grammar::Name | Grammar::NameBefore))
        )
        && MY.contains(&reading.written(name - 2).to_lowercase().as_str())
}

/// What the name at `name` was given to.
pub(super) fn subject(reading: &Reading<'_>, name: usize) -> Subject {
    // "An API with Redis, project name is quickbite": the marker says itself what is named.
    let marker = name.checked_sub(1).map(|at| reading.written(at).to_lowercase());
    if marker.is_some_and(|marker| marker.split_whitespace().any(|word| word == "project")) {
        return Subject::Project;
    }
    let thought = reading.thought(name);
    let noun = |at: usize| nameable(reading, at);
    let marker_after =
        (name + 1..name + 3).any(|at| reading.concept(at) == Some(Concept::Grammar(Grammar::Name)));
    let goes_on = |at: &usize| {
        reading
            .items
            .get(*at)
            .is_some_and(|item| item.what != What::Pause)
    };
    let after = || {
        (name + 1..thought.end.min(name + 6))
            .take_while(goes_on)
            .find_map(noun)
    };
    // "Ek table users naam ki".
    let touching = || name.checked_sub(1).and_then(noun);
    let pause = (thought.start..name).rev().find(|at| {
        reading
            .items
            .get(*at)
            .is_some_and(|item| item.what == What::Pause)
    });
    // "A site with CloudFront, name it harbour": behind a comma it is the thing itself that is named, not its means.
    let with = |at: usize| {
        (at + 1..at + 3).any(|place| {
            let hindi = !reading.written(place).to_lowercase().starts_with("with");
            hindi && reading.concept(place) == Some(Concept::Grammar(Grammar::With))
        })
    };
    let means = |at: usize| {
        let aside = reading.items.get(at).is_some_and(|item| item.aside);
        aside && with(at)
            || pause.is_some_and(|pause| at < pause) && reading.items.get(at).is_some_and(|item| item.aside)
    };
    let before = || {
        let near = (thought.start..name).rev().take(8);
        near.into_iter().filter(|at| !means(*at)).find_map(noun)
    };
    let found = if marker_after {
        touching().or_else(after).or_else(before)
    } else {
        before()
    };
    found.unwrap_or(Subject::Project)
}

fn nameable(reading: &Reading<'_>, at: usize) -> Option<Subject> {
    Some(match reading.concept(at)? {
        Concept::Store(Storage::S3) => Subject::Bucket,
        Concept::Table | Concept::Store(Storage::Dynamodb) => Subject::Table,
        Concept::Database | Concept::Sql(_) => Subject::Database,
        Concept::Compute(Compute::Ecs) => Subject::Part("AWS::ECS::Service"),
        Concept::Compute(Compute::Ec2) => Subject::Part("AWS::EC2::Instance"),
        Concept::Function | Concept::Compute(_) => Subject::Function,
        Concept::Service => Subject::Part(reading.items.get(at)?.aws?),
        Concept::App(_) | Concept::Leaning(_) | Concept::Vague(_) => Subject::Project,
        _ => return None,
    })
}

/// A project name in Latin letters, as near as they come to the script that it was given in: lower case, a letter first, then letters, digits and hyphens, 40 at most; `None` if nothing is left.
pub(super) fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for character in any_ascii(&with_vowels(text))
        .to_lowercase()
        .chars()
        .filter(|c| *c != '\'')
    {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.starts_with(|c: char| c.is_ascii_digit()) {
        slug.insert_str(0, "app-");
    }
    slug.truncate(40);
    let slug = slug.trim_matches('-');
    (!slug.is_empty()).then(|| slug.to_owned())
}

/// Devanagari with the vowel "a" where one is spoken and none is written: a consonant has it of itself, but for the last of a word and for one
/// between a vowel and a consonant with a sign of its own, "सहेली" but "सरकार".
fn with_vowels(text: &str) -> String {
    let is_consonant = |c: char| matches!(c, '\u{915}'..='\u{939}' | '\u{958}'..='\u{95f}');
    let is_sign = |c: char| matches!(c, '\u{93e}'..='\u{94c}');
    let is_nasal = |c: char| matches!(c, '\u{901}'..='\u{903}');
    let letters: Vec<char> = text.chars().filter(|c| *c != '\u{93c}').collect();
    let mut spoken = String::with_capacity(text.len() + letters.len());
    let mut after_vowel = false;
    for (at, letter) in letters.iter().copied().enumerate() {
        // "रंगोली" but "अंबर": the nasal of what comes behind it.
        let labial = letters
            .get(at + 1)
            .is_some_and(|next| matches!(next, '\u{92a}'..='\u{92e}'));
        spoken.push(if letter == '\u{902}' && !labial {
            'n'
        } else {
            letter
        });
        if !is_consonant(letter) {
            after_vowel = !letter.is_whitespace() && letter != '\u{94d}';
            continue;
        }
        let next = letters.get(at + 1).copied();
        let bare = match next {
            Some(next) if is_nasal(next) => true,
            Some(next) if is_consonant(next) => {
                let signed = letters.get(at + 2).copied().is_some_and(is_sign);
                !(after_vowel && signed)
            }
            _ => false,
        };
        if bare {
            spoken.push('a');
        }
        after_vowel = bare;
    }
    spoken
}
