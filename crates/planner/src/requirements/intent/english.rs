//! Lessons and complaints in English: "I want to learn Docker", "my website is slow". Here: sentences that name a thing and want none built.
//! Not here: questions and removals (`questions`), the same in Hindi (`hindi`).

use crate::requirements::read::{Reading, What};

/// Who speaks of what they want for themselves, with the words that stand between them and the verb.
const I: [&str; 6] = ["i", "we", "i'm", "i'd", "im", "help"];
const BETWEEN: [&str; 27] = [
    "i",
    "we",
    "me",
    "us",
    "want",
    "would",
    "like",
    "need",
    "have",
    "am",
    "'m",
    "'d",
    "m",
    "d",
    "to",
    "trying",
    "going",
    "wanna",
    "really",
    "just",
    "also",
    "wish",
    "hope",
    "love",
    "i want",
    "would like",
    "i need",
];
const LEARN: [&str; 4] = ["learn", "understand", "study", "practise"];
/// Verbs with which a sentence of its own asks for a lesson.
const TEACH: [&str; 3] = ["teach", "learn", "explain"];
/// "Learn Docker": longer sentences that begin so describe what others learn.
const SHORT: usize = 4;
/// So many words are looked at before the verb.
const OPENING: usize = 8;

/// What stands before the thing that somebody complains of.
const OWN: [&str; 6] = ["my", "our", "the", "this", "mine", "your"];
/// How what is wrong is joined to it.
const IS: [&str; 16] = [
    "is", "are", "isn't", "aren't", "was", "keeps", "keep", "gets", "got", "went", "runs", "goes", "has",
    "have", "does", "doesn't",
];
/// What is wrong.
const TROUBLE: [&str; 22] = [
    "slow",
    "slowly",
    "sluggish",
    "down",
    "broken",
    "crashing",
    "crashes",
    "crashed",
    "hanging",
    "hangs",
    "stuck",
    "failing",
    "fails",
    "failed",
    "buggy",
    "laggy",
    "unresponsive",
    "unreachable",
    "offline",
    "timing",
    "working",
    "loading",
];
/// Words of trouble that are none by themselves: "timing out", "not working", "loading slowly".
const ONLY_NOT: [&str; 2] = ["working", "loading"];
/// Words between the two: "is very slow".
const NEAR: usize = 4;

/// "I want to learn Docker", "teach me Lambda": a lesson is wanted.
pub(super) fn learns(reading: &Reading<'_>) -> bool {
    let words = words(reading);
    let word = |at: usize| words.get(at).map(String::as_str).unwrap_or_default();
    let me = |at: usize| matches!(word(at), "me" | "us");
    let first = usize::from(word(0) == "please");
    if TEACH.contains(&word(first)) && (word(first) == "learn" && words.len() <= SHORT || me(first + 1)) {
        return true;
    }
    if !I.contains(&word(first)) {
        return false;
    }
    let between = words.iter().skip(first + 1).take(OPENING);
    let passed = between
        .take_while(|word| BETWEEN.contains(&word.as_str()) && !LEARN.contains(&word.as_str()))
        .count();
    LEARN.contains(&word(first + 1 + passed))
}

/// "My website is slow", "our API keeps crashing": one sentence of what is the matter with a thing that is there.
pub(super) fn complains(reading: &Reading<'_>) -> bool {
    let words = words(reading);
    let own = words.first().is_some_and(|word| OWN.contains(&word.as_str()));
    let last = reading.items.len();
    // What follows a comma may be a wish without a verb: "our site is slow, CloudFront before it".
    let one_sentence = !reading.items.iter().enumerate().any(|(at, item)| {
        at + 1 < last && matches!(item.what, What::Stop | What::Pause | What::QuestionMark)
    });
    if !own || !one_sentence {
        return false;
    }
    words.iter().enumerate().any(|(at, word)| {
        let near = at + 1..(at + 1 + NEAR).min(words.len());
        let not = word.ends_with("n't")
            || words
                .get(near.clone())
                .is_some_and(|near| near.iter().any(|it| matches!(it.as_str(), "not" | "slowly")));
        let wrong = |it: &String| TROUBLE.contains(&it.as_str()) && (not || !ONLY_NOT.contains(&it.as_str()));
        IS.contains(&word.as_str()) && words.get(near).is_some_and(|near| near.iter().any(wrong))
    })
}

/// The first words as they are compared.
fn words(reading: &Reading<'_>) -> Vec<String> {
    const WORDS: usize = 40;
    let bare = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric())
            .replace('’', "'")
            .to_lowercase()
    };
    reading.text.split_whitespace().take(WORDS).map(bare).collect()
}
