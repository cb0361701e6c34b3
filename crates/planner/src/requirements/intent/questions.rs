//! Questions, removals and wishes: "how do I deploy Django?" wants an answer, "Django ka portal chahiye, kitna lagega?" a portal. Here: whether a
//! prompt does nothing but ask, or take away. Not here: whether it names anything to deploy.

use std::ops::Range;

use super::{denied, hindi};
use crate::language::lexicon::{Concept, Intent};
use crate::requirements::read::{Reading, What};

/// Words that make a question of a sentence in English where they begin it and a question mark ends it.
const OPENERS: [&str; 24] = [
    "is",
    "are",
    "am",
    "does",
    "do",
    "did",
    "was",
    "were",
    "should",
    "which",
    "who",
    "what",
    "why",
    "when",
    "where",
    "how",
    "whose",
    "isn't",
    "aren't",
    "doesn't",
    "kya",
    "kyu",
    "क्या",
    "क्यों",
];
/// What makes a question of "lambda sasta hai ya ec2?".
const COMPARISONS: [&str; 22] = [
    "cheaper",
    "better",
    "faster",
    "best",
    "sasta",
    "sasti",
    "mehnga",
    "mehenga",
    "accha",
    "achha",
    "acha",
    "behtar",
    "tez",
    "farak",
    "fark",
    "सस्ता",
    "सस्ती",
    "महंगा",
    "अच्छा",
    "बेहतर",
    "फर्क",
    "अंतर",
];
/// Question words that ask for a way or a reason: no wish behind them is one.
const WAYS: [&str; 12] = [
    "how do",
    "how does",
    "how to",
    "how",
    "why",
    "kaise",
    "कैसे",
    "kyun",
    "kyon",
    "kyu",
    "क्यों",
    "kaise hota",
];

/// Whether some clause asks or removes and none wishes.
pub(super) fn only_asks(reading: &Reading<'_>) -> bool {
    let mut asked = false;
    for clause in clauses(reading) {
        match mood(reading, &clause) {
            Mood::Wish => return false,
            Mood::Other => asked = true,
            Mood::Neither => {}
        }
    }
    asked
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Wish,
    /// A question, or something is to be taken away.
    Other,
    Neither,
}

fn mood(reading: &Reading<'_>, clause: &Range<usize>) -> Mood {
    let live = |at: &usize| reading.items.get(*at).is_some_and(|item| item.live);
    let find = |wanted: &dyn Fn(usize) -> bool| clause.clone().filter(live).find(|at| wanted(*at));
    let removal = find(&|at| {
        (reading.concept(at) == Some(Concept::Intent(Intent::Delete)) || shuts_down(reading, at))
            && !is_ability(reading, at)
            && !happens(reading, at)
            // "We terminate TLS at the edge" takes nothing away.
            && reading.concept(at + 1) != Some(Concept::Tls)
    });
    let wish = find(&|at| {
        // "hata do": the helper of another verb wishes for nothing by itself.
        removal.is_none_or(|removal| !helps(reading, removal, at))
            && matches!(
                reading.concept(at),
                Some(Concept::Intent(Intent::Deploy | Intent::Make))
            )
            && !denied(reading, at)
    });
    let ends_asking = reading.items.get(clause.end).map(|item| item.what) == Some(What::QuestionMark);
    let written = |at: usize| reading.written(at).to_lowercase();
    let opens = clause
        .clone()
        .next()
        .filter(|at| ends_asking && OPENERS.contains(&written(*at).as_str()) && !is_polite(reading, *at));
    let compares = ends_asking
        .then(|| find(&|at| COMPARISONS.contains(&written(at).as_str())))
        .flatten();
    let way = find(&|at| WAYS.contains(&written(at).as_str()) && !is_polite(reading, at));
    let told = |at: usize| {
        let before = at.checked_sub(1).map(written);
        before.is_some_and(|before| hindi::tells_then(&before, &written(at)))
    };
    // "Kaun kya kar raha hai uska record": what a part is there to answer.
    let of_a_part = |at: usize| {
        let mut described = reading.purposes.iter().filter(|it| it.live);
        described.any(|it| it.purpose.is_hindi() && it.items.contains(&at))
    };
    let ask =
        find(&|at| reading.concept(at) == Some(Concept::Intent(Intent::Ask)) && !told(at) && !of_a_part(at));
    let first_ask = [opens, way, compares, ask].into_iter().flatten().min();
    match (first_ask, wish) {
        (None, None) if removal.is_some() => Mood::Other,
        (None, None) => Mood::Neither,
        (None, Some(_)) => Mood::Wish,
        (Some(_), None) => Mood::Other,
        // "I need an API that explains DNS": the verb of the sentence stands first.
        (Some(ask), Some(wish)) if wish < ask => Mood::Wish,
        (Some(ask), Some(_)) => {
            let begins = ask < clause.start + 3;
            if way.is_some() || opens.is_some() || begins && (ends_asking || reading.text.is_ascii()) {
                Mood::Other
            } else {
                Mood::Wish
            }
        }
    }
}

/// "How soon can you put it online?": whoever asks it so wants it done.
fn is_polite(reading: &Reading<'_>, way: usize) -> bool {
    const HOW: [&str; 7] = ["cheap", "cheaply", "soon", "fast", "quickly", "easily", "early"];
    let word = |place: usize| reading.written(place).to_lowercase();
    let asks_us = (way + 1..way + 5).any(|at| {
        matches!(word(at).as_str(), "can" | "could" | "would" | "will") && word(at + 1) == "you"
            || matches!(
                word(at).as_str(),
                "can you" | "could you" | "would you" | "will you"
            )
    });
    let done = reading
        .thought(way)
        .any(|at| reading.concept(at) == Some(Concept::Intent(Intent::Deploy)));
    asks_us && done && HOW.contains(&word(way + 1).as_str())
}

/// "Purana server band kar do": a thing is switched off, and not one of its safeguards.
fn shuts_down(reading: &Reading<'_>, verb: usize) -> bool {
    let thing = |place: usize| {
        matches!(
            reading.concept(place),
            Some(
                Concept::Vague(_)
                    | Concept::App(_)
                    | Concept::Compute(_)
                    | Concept::Database
                    | Concept::Sql(_)
            )
        )
    };
    let safeguard = |place: usize| {
        matches!(
            reading.concept(place),
            Some(
                Concept::Alarm
                    | Concept::Backup
                    | Concept::DeletionProtection
                    | Concept::Encryption
                    | Concept::Logs
                    | Concept::OldMetadata
                    | Concept::OldTls
                    | Concept::Standby
                    | Concept::Tls
            )
        )
    };
    let near = (verb.saturating_sub(3)..verb).rev();
    let nearest = near.into_iter().find(|place| thing(*place) || safeguard(*place));
    let written = reading.written(verb).to_lowercase();
    let orders = ["band kar", "band karo", "बंद कर", "बंद करो"]
        .iter()
        .any(|start| written.starts_with(start))
        || matches!(written.as_str(), "band" | "बंद")
            && matches!(
                reading.written(verb + 1).to_lowercase().as_str(),
                "kar" | "karo" | "kar do" | "कर" | "करो"
            );
    reading.concept(verb) == Some(Concept::Intent(Intent::Disable)) && orders && nearest.is_some_and(thing)
}

/// "Purani file delete ho jaye", "डिलीट होती रहें", "a bucket that deletes files after 30 days": what happens by itself is no order
/// to take something away.
fn happens(reading: &Reading<'_>, verb: usize) -> bool {
    const BY_ITSELF: [&str; 4] = ["automatically", "auto", "gets", "get"];
    let word = |place: usize| reading.written(place).to_lowercase();
    let of_others = matches!(
        word(verb).as_str(),
        "deletes" | "erases" | "wipes" | "destroys" | "terminates" | "uninstalls"
    );
    let by_itself = (verb.saturating_sub(2)..verb + 3).any(|at| BY_ITSELF.contains(&word(at).as_str()));
    of_others
        || by_itself
        || comes_due(reading, verb)
        || is_past_its_time(reading, verb)
        || matches!(
            reading.written(verb + 1).to_lowercase().as_str(),
            "ho" | "hon"
                | "hoti"
                | "hota"
                | "hone"
                | "jaye"
                | "jaaye"
                | "हो"
                | "हों"
                | "होती"
                | "होता"
                | "होने"
                | "जाए"
                | "जाएं"
                | "जाएँ"
        )
}

/// "Delete the files after 30 days": what is old goes, and the place where it was kept stays.
fn comes_due(reading: &Reading<'_>, verb: usize) -> bool {
    const OLD: [&str; 4] = ["after", "older than", "older", "every"];
    let rest = verb + 1..reading.thought(verb).end;
    let thing = rest.clone().find_map(|at| match reading.concept(at) {
        Some(Concept::Files | Concept::Logs) => Some(true),
        Some(Concept::Unit(_) | Concept::Time(_) | Concept::Every(_)) | None => None,
        Some(concept) => What::Term(concept).is_thing().then_some(false),
    });
    let counted = |at: usize| matches!(reading.items.get(at).map(|it| it.what), Some(What::Number(_)));
    let is_old = |at: usize| OLD.contains(&reading.written(at).to_lowercase().as_str());
    // "Wipe after a year", "delete them after 30 days": what was spoken of before.
    let span = |at: usize| matches!(reading.concept(at), Some(Concept::Time(_) | Concept::Every(_)));
    let at_once = (verb + 1..verb + 3).any(|at| is_old(at) && (at + 1..at + 4).any(span));
    thing != Some(false) && at_once
        || thing == Some(true)
            && rest
                .into_iter()
                .any(|at| is_old(at) && (counted(at + 1) || counted(at + 2)))
}

/// "30 din baad files delete", "45 din purani files hata do", "keep them for a year, then delete": the age at which something goes is said before the verb.
fn is_past_its_time(reading: &Reading<'_>, verb: usize) -> bool {
    const NEAR: usize = 5;
    const THEN: [&str; 15] = [
        "purani",
        "purane",
        "puraani",
        "पुरानी",
        "पुराने",
        "पुराना",
        "baad",
        "ke baad",
        "बाद",
        "के बाद",
        "then",
        "and then",
        "phir",
        "fir",
        "फिर",
    ];
    let age = |place: usize| matches!(reading.concept(place), Some(Concept::Time(_) | Concept::Every(_)));
    let from = |place: usize| place.saturating_sub(NEAR).max(reading.thought(verb).start);
    let mut then =
        (from(verb)..verb).filter(|place| THEN.contains(&reading.written(*place).to_lowercase().as_str()));
    then.any(|then| (from(then)..then).any(age))
}

/// Whether `verb` is a helper of the one at `main`: "delete kar do".
fn helps(reading: &Reading<'_>, main: usize, verb: usize) -> bool {
    let make = |at: usize| reading.concept(at) == Some(Concept::Intent(Intent::Make));
    verb > main && (main + 1..=verb).all(make)
}

/// "Only admins can delete posts": what people may do is no order to us.
fn is_ability(reading: &Reading<'_>, verb: usize) -> bool {
    const CAN: [&str; 10] = [
        "can",
        "could",
        "may",
        "able",
        "to",
        "sake",
        "saken",
        "sakein",
        "sakte",
        "सकें",
    ];
    (verb.saturating_sub(3)..verb + 3)
        .any(|at| at != verb && CAN.contains(&reading.written(at).to_lowercase().as_str()))
}

/// What stands between stops and pauses.
fn clauses(reading: &Reading<'_>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for at in 0..=reading.items.len() {
        let pause = reading.items.get(at).is_some_and(|item| item.what == What::Pause);
        if reading.stops(at) || pause {
            if start < at {
                clauses.push(start..at);
            }
            start = at + 1;
        }
    }
    clauses
}
