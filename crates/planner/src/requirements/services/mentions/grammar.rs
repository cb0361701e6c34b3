//! How a part is spoken of: which words before it are its adjectives, whether they bring a new one, and how far what is said behind
//! it reaches. Here: that grammar. Not here: what is made of it (`mentions`).

use std::ops::Range;

use rust_decimal::Decimal;

use super::{BUCKET, FUNCTION, MOST, Mention, Several, TABLE, numbers};
use crate::language::lexicon::{Concept, Grammar, Unit};
use crate::requirements::names::{self, Subject};
use crate::requirements::read::{Reading, What};

/// Words that may stand between "a" and what is brought: "a small encrypted SQS queue".
const MODIFIERS: usize = 4;
/// How far behind a part "for each of them" may stand.
const NEAR: usize = 8;
/// How long an enumeration is that begins with "each".
const LIST: usize = 32;

/// Where what is said of the part at `at` begins: its adjectives, and the "a" or "three" before them.
pub(super) fn first_adjective(reading: &Reading<'_>, at: usize) -> usize {
    let most = at.saturating_sub(MODIFIERS);
    let is_adjective = |place: usize| {
        let scheduled = reading.written(place).eq_ignore_ascii_case("scheduled");
        let Some(item) = reading
            .items
            .get(place)
            .filter(|item| item.aws.is_none() || scheduled)
        else {
            return false;
        };
        match item.what {
            _ if scheduled => true,
            What::InstanceType => true,
            What::Word | What::Term(Concept::Filler) => {
                !is_preposition(&reading.written(place).to_lowercase())
            }
            What::Term(concept) => matches!(
                concept,
                Concept::Detail(_)
                    | Concept::Encryption
                    | Concept::Private
                    | Concept::Public
                    | Concept::Standby
                    | Concept::Runtime(_)
                    | Concept::Windows
                    | Concept::Compute(_)
                    | Concept::Foreign(_)
                    | Concept::Files
                    | Concept::Logs
            ),
            _ => false,
        }
    };
    let adjectives = (most..at).rev().take_while(|place| is_adjective(*place)).count();
    let mut first = at - adjectives;
    // "500 GB data disks".
    let is_measure = |unit: usize| {
        matches!(reading.concept(unit), Some(Concept::Unit(Unit::Megabytes(_))))
            && unit
                .checked_sub(1)
                .and_then(|at| reading.items.get(at))
                .is_some_and(|it| matches!(it.what, What::Number(_)))
    };
    if first.checked_sub(1).is_some_and(is_measure) {
        first -= 2;
    }
    match first.checked_sub(1) {
        Some(before) if determines(reading, before).is_some() => before,
        _ => first,
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "behind"
            | "under"
            | "before"
            | "after"
            | "per"
            | "from"
            | "by"
            | "all"
            | "at"
            | "such as"
            | "as long as"
            | "so that"
    )
}

/// How many new parts a word before a noun brings; `None` where it is no such word.
fn determines(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let item = reading.items.get(at).filter(|item| item.live)?;
    if numbers::says_something_else(reading, at) {
        return None;
    }
    if let What::Number(value) = item.what {
        // "A 3 node Redis": the number counts what it is made of.
        let next = reading.written(at + 1).to_lowercase();
        if matches!(next.as_str(), "node" | "nodes" | "नोड") {
            return Some(1);
        }
        let few = value.is_integer() && value >= Decimal::ONE && value <= Decimal::TEN;
        // "A two-way connection" is one.
        let ways = reading.written(at + 1 + usize::from(reading.written(at + 1) == "-"));
        let few = few && !ways.eq_ignore_ascii_case("way");
        let known = at
            .checked_sub(1)
            .is_some_and(|at| is_definite(&reading.written(at).to_lowercase()));
        return few.then(|| {
            if known {
                0
            } else if numbers::is_ordinal(reading, at) {
                1
            } else {
                usize::try_from(value).unwrap_or(1)
            }
        });
    }
    let word = reading.written(at).to_lowercase();
    match word.split(' ').next_back()? {
        "a" | "an" | "one" | "another" | "new" | "single" | "second" | "third" | "separate" => Some(1),
        word if is_definite(word) => Some(0),
        _ => None,
    }
}

/// Whether a word before a noun says that the thing is known already.
fn is_definite(word: &str) -> bool {
    const WORDS: [&str; 13] = [
        "the", "this", "that", "these", "those", "its", "their", "our", "my", "your", "all", "both", "same",
    ];
    WORDS.contains(&word)
}

/// "The cart and checkout functions": whether the list before a noun speaks of known ones. Of `before` that are known a longer list of words
/// that nobody has written yet is no second look: "a front function … the cart, checkout and search functions".
pub(super) fn is_known_list(reading: &Reading<'_>, at: usize, before: usize) -> bool {
    let separates = |place: usize| {
        reading.written(place) == "," || reading.concept(place) == Some(Concept::Grammar(Grammar::And))
    };
    let is_list = |place: &usize| {
        let item = reading.items.get(*place);
        item.is_some_and(|item| {
            item.aws.is_none()
                && match item.what {
                    What::Term(Concept::Grammar(_)) | What::Pause => separates(*place),
                    What::Stop | What::QuestionMark => false,
                    _ => true,
                }
        })
    };
    let words = (at.saturating_sub(2 * MOST)..at)
        .rev()
        .take_while(is_list)
        .count();
    let first = at - words;
    let definite = |at: usize| is_definite(&reading.written(at).to_lowercase());
    if !first.checked_sub(1).is_some_and(definite) {
        return false;
    }
    let begins = |place: &usize| !separates(*place) && (*place == first || separates(*place - 1));
    let members: Vec<usize> = (first..at).filter(begins).collect();
    let word = |place: usize| reading.written(place).to_lowercase();
    let is_new = |place: &usize| !(0..first).any(|at| word(at) == word(*place));
    members.len() <= before || !members.iter().all(is_new)
}

/// How many parts are brought by what stands before its adjectives: a number, "a", "another", or nothing at the beginning of
/// a line or of an enumeration.
pub(super) fn how_many(reading: &Reading<'_>, from: usize, at: usize) -> usize {
    if let Some(count) = determines(reading, from).filter(|_| from < at) {
        return count;
    }
    let opens = from.checked_sub(1).is_none_or(|before| {
        reading.stops(before) || matches!(reading.written(before), "-" | "*" | "•" | ")" | ":")
    });
    usize::from(opens && from + 1 >= at || is_bare_and_its_own(reading, from, at))
}

/// "ECR (3 repos)": how many there are, in brackets behind the name.
pub(super) fn in_brackets(reading: &Reading<'_>, end: usize) -> usize {
    const NOUNS: [&str; 12] = [
        "repos",
        "repositories",
        "buckets",
        "queues",
        "tables",
        "topics",
        "functions",
        "streams",
        "secrets",
        "keys",
        "machines",
        "instances",
    ];
    let noun = reading.written(end + 2).to_lowercase();
    let closed = reading.written(end) == "(" && reading.written(end + 3) == ")";
    let number = determines(reading, end + 1);
    number
        .filter(|_| closed && NOUNS.contains(&noun.as_str()))
        .unwrap_or(0)
}

/// "An S3 bucket for training data and S3 bucket for models": one more, since it is for something else.
fn is_bare_and_its_own(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    let joined = from.checked_sub(1).is_some_and(|before| {
        reading.written(before) == "," || reading.concept(before) == Some(Concept::Grammar(Grammar::And))
    });
    let is_for = reading.written(at + 1).eq_ignore_ascii_case("for");
    joined && is_for && from == at
}

/// "The curated bucket": the noun before a part that tells it from others of its kind; `None` where none stands there.
pub(super) fn qualifier(reading: &Reading<'_>, at: usize) -> Option<String> {
    const GENERAL: [&str; 12] = [
        "same",
        "main",
        "new",
        "existing",
        "given",
        "target",
        "whole",
        "amazon",
        "aws",
        "single",
        "dedicated",
        "own",
    ];
    let before = at.checked_sub(1)?;
    let item = reading
        .items
        .get(before)
        .filter(|it| it.live && it.aws.is_none())?;
    let noun = matches!(item.what, What::Word | What::Term(Concept::Files | Concept::Logs));
    let word = reading.written(before).to_lowercase();
    let plain = word.chars().all(char::is_alphabetic) && !is_definite(&word) && !is_preposition(&word);
    (noun && plain && word.len() > 2 && !GENERAL.contains(&word.as_str())).then_some(word)
}

/// Whether a word that tells a part from others was not written before: nobody has spoken of that one yet.
pub(super) fn is_new_word(reading: &Reading<'_>, word: &str, from: usize) -> bool {
    let stem = word.trim_end_matches('s');
    !(0..from).any(|at| reading.written(at).to_lowercase().contains(stem))
}

/// "A second", "the fourth": which one of its kind it is.
pub(super) fn ordinal(reading: &Reading<'_>, adjectives: Range<usize>) -> Option<usize> {
    const ORDINALS: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];
    let mut words = adjectives.map(|at| reading.written(at).to_lowercase());
    words.find_map(|word| {
        ORDINALS
            .iter()
            .position(|it| word.ends_with(it))
            .map(|nth| nth + 1)
    })
}

/// What a further part does behind "another": "one table holds positions and another holds trips".
const HOLDS: [&str; 12] = [
    "holds", "hold", "keeps", "keep", "stores", "contains", "takes", "receives", "gets", "serves", "handles",
    "has",
];

/// "An S3 bucket for raw files and one for reports": one more of what was spoken of last.
pub(super) fn is_another(reading: &Reading<'_>, at: usize) -> bool {
    let is = |place: usize, words: &[&str]| words.contains(&reading.written(place).to_lowercase().as_str());
    let joined = at
        .checked_sub(1)
        .is_some_and(|before| is(before, &["and", ",", "as well as", "plus"]));
    let purpose = reading.concept(at + 1) == Some(Concept::Grammar(Grammar::For))
        || is(at + 1, &["with", "that", "which"])
        || is(at + 1, &HOLDS);
    joined && is(at, &["one", "another", "a second", "a third"]) && purpose
        || joined && is_further_one(reading, at)
}

/// "A second one parses it": however many words it takes.
fn is_further_one(reading: &Reading<'_>, at: usize) -> bool {
    const SAID: [&str; 5] = [
        "another one ",
        "a second one ",
        "a third one ",
        "a fourth one ",
        "a further one ",
    ];
    let words = following(reading, at);
    SAID.iter().any(|said| words.starts_with(said))
}

/// "A second one parses it", "and a third stores the rows": a further program, since it does something to something. What only holds
/// things, "and another holds trips", may be any part.
pub(super) fn is_further_doer(reading: &Reading<'_>, at: usize) -> bool {
    const SAID: [&str; 6] = [
        "another ",
        "a second ",
        "a third ",
        "a fourth ",
        "a fifth ",
        "a further ",
    ];
    const OBJECTS: [&str; 14] = [
        "it", "them", "the", "a", "an", "its", "their", "each", "every", "all", "to", "from", "what", "those",
    ];
    let joined = at.checked_sub(1).is_some_and(|before| {
        matches!(
            reading.written(before).to_lowercase().as_str(),
            "and" | "," | ";" | "as well as" | "plus" | "while"
        )
    });
    let said = following(reading, at);
    let Some(rest) = SAID.iter().find_map(|it| said.strip_prefix(it)) else {
        return false;
    };
    let rest = rest.strip_prefix("one ").unwrap_or(rest);
    let mut words = rest.split_whitespace();
    let (verb, object) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let acts = verb.len() > 3 && verb.ends_with('s') && !verb.ends_with("ss") && !HOLDS.contains(&verb)
        || matches!(verb, "stores" | "handles");
    joined && acts && OBJECTS.contains(&object)
}

/// The next few words, in lower case.
fn following(reading: &Reading<'_>, at: usize) -> String {
    let words: Vec<String> = (at..at + 5)
        .map(|at| reading.written(at).to_lowercase())
        .collect();
    words.join(" ")
}

/// "A volume for each of our two machines", "a table for each of them": as many as there are of those.
pub(super) fn for_each(reading: &Reading<'_>, from: usize, end: usize, before: &[Mention]) -> usize {
    let last = before.iter().rev().map(|it| it.brings).find(|count| *count > 1);
    let last = last.or_else(|| number_before(reading, from)).unwrap_or(0);
    let each = |at: usize| {
        reading.written(at).eq_ignore_ascii_case("each")
            && !reading.written(at + 1).eq_ignore_ascii_case("other")
    };
    // "A function reads each queue": those that are known.
    if each(from) || from.checked_sub(1).is_some_and(each) {
        return 0;
    }
    if each(end) {
        return last;
    }
    // "Each with its own queue and its own function".
    let is_own = (from..end).any(|at| reading.written(at).eq_ignore_ascii_case("own"));
    if is_own && (reading.thought(from).start..from).rev().take(LIST).any(each) {
        return last;
    }
    let right_before = (from.saturating_sub(3)..from).rev();
    let mut right_before = right_before.take_while(|at| {
        !reading.stops(*at) && reading.items.get(*at).is_some_and(|it| it.what != What::Pause)
    });
    if let Some(at) = right_before.find(|at| each(*at)) {
        // "Puts each claim on a queue": it is the claims that are many.
        let put = |at: usize| reading.concept(at) == Some(Concept::Grammar(Grammar::In));
        return if (at + 2..end).any(put) { 0 } else { last };
    }
    let thought = reading.thought(end.saturating_sub(1));
    let near = end..thought.end.min(end + NEAR);
    let goes_on = |at: &usize| {
        reading
            .items
            .get(*at)
            .is_some_and(|it| it.aws.is_none() && it.what != What::Pause)
    };
    let Some(at) = near.take_while(goes_on).find(|at| {
        each(*at)
            && matches!(
                at.checked_sub(1).and_then(|at| reading.concept(at)),
                Some(Concept::Grammar(Grammar::For | Grammar::In))
            )
            || each(*at) && reading.written(at.saturating_sub(1)).eq_ignore_ascii_case("to")
    }) else {
        return 0;
    };
    let number = (at + 1..at + 4).find_map(|place| match reading.items.get(place)?.what {
        What::Number(value) => usize::try_from(value).ok(),
        _ => None,
    });
    let of_them = (at + 1..at + 3).any(|place| {
        matches!(
            reading.written(place).to_lowercase().as_str(),
            "them" | "these" | "those"
        )
    });
    let alone = reading
        .items
        .get(at + 1)
        .is_none_or(|it| matches!(it.what, What::Pause | What::Stop));
    number.unwrap_or(if of_them || alone { last } else { 0 })
}

/// "Each service has its own table and its own repository", "one repository per service": as many as there are services.
pub(super) fn for_each_service<'a>(
    reading: &Reading<'_>,
    from: usize,
    end: usize,
    several: Option<&'a Several>,
) -> Option<&'a Several> {
    let is_service = |at: usize| {
        let written = reading.written(at).to_lowercase();
        written.ends_with("service") || written.ends_with("services")
    };
    let is_each = |at: &usize| {
        let written = reading.written(*at).to_lowercase();
        let each_other = reading.written(*at + 1).eq_ignore_ascii_case("other");
        matches!(written.as_str(), "each" | "every" | "per" | "each of") && !each_other
    };
    let of_services = |at: usize| {
        (at + 1..at + 5)
            .take_while(|at| !reading.stops(*at))
            .any(is_service)
    };
    let start = reading.thought(from).start;
    let is_own = (from..end).any(|at| reading.written(at).eq_ignore_ascii_case("own"));
    let before = (start..from).rev().take(LIST).find(is_each);
    let behind = if reading.concept(end) == Some(Concept::Grammar(Grammar::For)) {
        end + 1
    } else {
        end
    };
    let behind = Some(behind).filter(is_each);
    let each = before.filter(|at| is_own && of_services(*at));
    let each = each.or_else(|| behind.filter(|at| of_services(*at)));
    // "Five services (…), each with its own table": of what was listed.
    let listed = || {
        let each = before.filter(|_| is_own)?;
        (start..each).rev().take(LIST).find(|at| is_service(*at))
    };
    several.filter(|_| each.is_some() || listed().is_some())
}

/// "Image registries for three services": as many as there are of those that they are for.
pub(super) fn for_so_many(reading: &Reading<'_>, end: usize) -> usize {
    let plural = end
        .checked_sub(1)
        .is_some_and(|at| reading.written(at).to_lowercase().ends_with('s'));
    let is_for = reading.concept(end) == Some(Concept::Grammar(Grammar::For));
    let thing = reading.written(end + 2).to_lowercase();
    let things = [
        "services",
        "microservices",
        "teams",
        "departments",
        "applications",
        "apps",
        "regions",
        "customers",
    ];
    let number = determines(reading, end + 1).filter(|count| *count > 1);
    number
        .filter(|_| plural && is_for && things.contains(&thing.as_str()))
        .unwrap_or(0)
}

/// "Two m5.large machines with a disk each": the number of what is spoken of before in the thought.
fn number_before(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let before = reading.thought(at).start..at;
    before.rev().find_map(|place| {
        let counts = matches!(
            reading.items.get(place + 1).map(|item| item.what),
            Some(
                What::InstanceType
                    | What::Word
                    | What::Term(Concept::Compute(_) | Concept::Windows | Concept::Service)
            )
        );
        let few = determines(reading, place).filter(|count| counts && *count > 1);
        few.filter(|_| {
            reading
                .items
                .get(place)
                .is_some_and(|it| matches!(it.what, What::Number(_)))
        })
    })
}

/// How far what is said behind a part is said of it: to the end of the thought, and over the next ones that begin with "it"
/// or "each".
pub(super) fn reach_end(reading: &Reading<'_>, at: usize) -> usize {
    let mut end = reading.thought(at.saturating_sub(1)).end;
    while let Some(next) = reading.items.get(end + 1) {
        let word = reading
            .text
            .get(next.span.clone())
            .unwrap_or_default()
            .to_lowercase();
        let goes_on = matches!(
            word.as_str(),
            "it" | "each" | "both" | "they" | "all" | "these" | "the latter" | "every"
        );
        let further = reading.thought(end + 1).end;
        if !goes_on || further <= end + 1 {
            break;
        }
        end = further;
    }
    end
}

/// The names that were given to parts of this type before the next part is spoken of.
pub(super) fn given(reading: &Reading<'_>, kind: &str, from: usize) -> Vec<String> {
    let end = reading.thought(from.saturating_sub(1)).end;
    let named = (from..end)
        .take_while(|at| {
            reading
                .items
                .get(*at)
                .is_some_and(|it| it.aws.is_none() || it.what == What::Name)
        })
        .filter(|at| {
            reading
                .items
                .get(*at)
                .is_some_and(|it| it.live && it.what == What::Name)
        });
    let is_its = |at: &usize| match names::subject(reading, *at) {
        Subject::Bucket => kind == BUCKET,
        Subject::Table => kind == TABLE,
        Subject::Function => kind == FUNCTION,
        Subject::Part(part) => part == kind,
        Subject::Database | Subject::Project => false,
    };
    named
        .filter(is_its)
        .map(|at| reading.written(at).trim().to_owned())
        .collect()
}

/// A service "web": the single word in quotes that stands right behind a part, or behind "service".
pub(super) fn quoted(reading: &Reading<'_>, end: usize) -> Option<String> {
    let is_quote = |at: usize| matches!(reading.written(at), "\"" | "'");
    let from = end + usize::from(reading.written(end).eq_ignore_ascii_case("service"));
    let name = reading.written(from + 1);
    let is_name = name.len() > 1
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c));
    (is_quote(from) && is_quote(from + 2) && is_name).then(|| name.to_owned())
}
