//! "not" in three languages: before and behind what it denies, over lists, and what it does to a row of nouns.

use std::ops::Range;

use super::{REACH, is_light, slot};
use crate::language::lexicon::{Concept, Grammar, Intent};
use crate::requirements::read::{Reading, What};

impl Reading<'_> {
    fn deny_place(&mut self, at: usize) {
        if let Some(item) = self.items.get_mut(at) {
            item.live = false;
            item.denied = true;
        }
    }

    /// Words for nothing that only a denial makes sense of: "cost anything", "ek bhi paisa".
    fn is_of_denials(&self, at: usize) -> bool {
        const WORDS: [&str; 12] = [
            "dime", "cent", "single", "any", "anything", "penny", "rupee", "paisa", "ek", "एक", "rupaya",
            "rupya",
        ];
        let written = self.written(at).to_lowercase();
        self.concept(at) == Some(Concept::Free)
            && written.split_whitespace().any(|word| WORDS.contains(&word))
    }

    /// Denies the last of a run of nouns, which is its head, and the ones before it that say the same thing.
    fn deny_run(&mut self, run: Range<usize>) {
        let Some(head) = run.end.checked_sub(1).filter(|head| *head >= run.start) else {
            return;
        };
        if run.clone().any(|at| self.is_of_denials(at)) {
            return; // "must not cost anything" is free, and its "not" belongs to it
        }
        let access = run
            .clone()
            .find(|at| matches!(self.concept(*at), Some(Concept::Public | Concept::Private)));
        if let Some(access) = access.filter(|access| *access < head) {
            return self.deny_place(access); // "no public database" is a private one, not none; "not a private tool" likewise
        }
        let head_slot = self.concept(head).and_then(slot);
        for at in run {
            if at == head || (head_slot.is_some() && self.concept(at).and_then(slot) == head_slot) {
                self.deny_place(at);
            }
        }
    }
}

/// "If the accuracy drops the team is warned": what drops by itself is no wish to leave something out.
pub(super) fn spare(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let drops = reading.written(at).to_lowercase().starts_with("drops");
        if let Some(item) = reading.items.get_mut(at).filter(|_| drops) {
            item.what = What::Word;
        }
    }
}

/// Marks everything that is denied.
pub(super) fn deny(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        match reading.concept(at) {
            Some(Concept::Grammar(Grammar::NotBefore)) if only_urges(reading, at) => {}
            Some(Concept::Grammar(Grammar::NotBefore)) => deny_after(reading, at, false),
            Some(Concept::Grammar(Grammar::Without)) => deny_after(reading, at, true),
            Some(Concept::Grammar(Grammar::NotAfter)) => deny_around(reading, at),
            Some(Concept::Grammar(Grammar::Except)) if !denied_before(reading, at) => {
                deny_after(reading, at, true);
            }
            Some(Concept::Grammar(Grammar::Besides)) if all_but(reading, at) => {
                deny_before(reading, at);
            }
            // "Db koi nahi", "lambda fargate kuch nahi": none of what stands before it.
            Some(Concept::Intent(Intent::No)) if is_none(reading, at) => {
                deny_before(reading, at);
            }
            Some(Concept::Intent(Intent::Disable)) if stays_on(reading, at..at + 1) => {}
            Some(Concept::Intent(Intent::Disable)) => disable(reading, at),
            _ => {}
        }
    }
    switch_off(reading);
    deny_by_none(reading);
}

/// "DB: none", "डेटाबेस: कोई नहीं", "database - nil": a field that is filled with nothing.
fn deny_by_none(reading: &mut Reading<'_>) {
    const NONE: [&str; 12] = [
        "none",
        "nil",
        "null",
        "n/a",
        "na",
        "no",
        "nahi",
        "nahin",
        "koi nahi",
        "नहीं",
        "कोई नहीं",
        "नहीं चाहिए",
    ];
    for at in 1..reading.items.len() {
        let word = |place: usize| reading.written(place).to_lowercase();
        let any = usize::from(matches!(word(at + 1).as_str(), "koi" | "कोई" | "any"));
        let none = at + 1 + any;
        let fills = matches!(word(at).as_str(), ":" | "=" | "-" | "–" | "—");
        let ends = || pauses(reading, none + 1) || reading.stops(none + 1) || word(none + 1) == "|";
        if fills && NONE.contains(&word(none).as_str()) && ends() && reading.content(at - 1).is_some() {
            reading.deny_place(at - 1);
        }
    }
}

/// "None" or "nothing" in Hindi, which stand behind what they deny.
fn is_none(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        reading.written(at).to_lowercase().as_str(),
        "kuch nahi" | "koi nahi" | "kuchh nahi" | "कुछ नहीं" | "कोई नहीं"
    )
}

/// Where "off" stands behind a safeguard: "encryption off", "encryption: none", "TLS is off".
fn off(reading: &Reading<'_>, at: usize) -> Option<usize> {
    const OFF: [&str; 6] = ["off", "false", "none", "ऑफ", "ऑफ़", "आफ"];
    const JOINS: [&str; 9] = ["is", "be", "set", "to", "ko", "को", "=", ":", "stays"];
    let said = |place: usize| reading.written(place).to_lowercase();
    if !matches!(
        reading.concept(at),
        Some(
            Concept::Encryption
                | Concept::Tls
                | Concept::Backup
                | Concept::Logs
                | Concept::DeletionProtection
        )
    ) {
        return None;
    }
    let joins = (at + 1..at + 3).take_while(|place| JOINS.contains(&said(*place).as_str()));
    let off = at + 1 + joins.count();
    OFF.contains(&said(off).as_str()).then_some(off)
}

/// "Don't turn encryption off", "encryption band mat karo": whether a denial stands around what is switched off.
fn stays_on(reading: &Reading<'_>, switched: Range<usize>) -> bool {
    let within = |place: &usize| !pauses(reading, *place) && !reading.stops(*place);
    let denial = |place: usize| reading.concept(place).is_some_and(is_denial);
    (switched.start.saturating_sub(REACH)..switched.start)
        .rev()
        .take_while(within)
        .take_while(|place| denial(*place) || is_light(reading, *place))
        .any(denial)
        || (switched.end..switched.end + 2).take_while(within).any(denial)
}

/// Safeguards that are off by a word behind them. Their "not" is of the "off" and not of them.
fn switch_off(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let Some(off) = off(reading, at) else { continue };
        let on = stays_on(reading, at..off + 1);
        if let Some(item) = reading.items.get_mut(at) {
            item.live = on;
            item.denied = !on;
        }
    }
}

/// "Live kar do na": behind a verb "na" begs and denies nothing, unless it is the second of "na … na".
fn only_urges(reading: &Reading<'_>, na: usize) -> bool {
    let is_na = |at: usize| matches!(reading.written(at).to_lowercase().as_str(), "na" | "ना" | "न");
    let verb = na.checked_sub(1).and_then(|before| reading.concept(before));
    is_na(na)
        && matches!(verb, Some(Concept::Intent(Intent::Make | Intent::Deploy)))
        && !(reading.thought(na).start..na).any(is_na)
}

fn is_denial(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Grammar(Grammar::NotBefore | Grammar::NotAfter | Grammar::Without)
            | Concept::Intent(Intent::No)
    )
}

/// How many words may stand between a denial and its exception.
const EXCEPTION: usize = 8;

/// "No database except DynamoDB": what follows is the exception of a denial.
fn denied_before(reading: &Reading<'_>, at: usize) -> bool {
    let from = reading.thought(at).start.max(at.saturating_sub(EXCEPTION));
    (from..at)
        .rev()
        .take_while(|place| !pauses(reading, *place))
        .any(|place| {
            reading.concept(place).is_some_and(is_denial)
                || matches!(
                    reading.written(place).to_lowercase().as_str(),
                    "nobody" | "no one" | "nothing" | "none"
                )
        })
}

/// "Postgres ke alawa koi bhi": everything but what stands before. "DynamoDB ke alawa kuch nahi" denies the rest, and "API ke
/// alawa ek website bhi" nothing.
fn all_but(reading: &Reading<'_>, at: usize) -> bool {
    const ALL: [&str; 14] = [
        "koi",
        "koi bhi",
        "sab",
        "sab kuch",
        "sabhi",
        "sare",
        "saare",
        "baaki",
        "कोई",
        "कोई भी",
        "सब",
        "सभी",
        "सारे",
        "बाकी",
    ];
    let end = reading.thought(at).end.min(at + EXCEPTION);
    let rest = || (at + 1..end).take_while(|place| !pauses(reading, *place));
    let denied = rest().any(|place| reading.concept(place).is_some_and(is_denial));
    let all = rest().any(|place| ALL.contains(&reading.written(place).to_lowercase().as_str()));
    all && !denied
}

fn pauses(reading: &Reading<'_>, at: usize) -> bool {
    reading.items.get(at).is_none_or(|item| item.what == What::Pause)
}

/// "no database", "without Docker or Kubernetes".
fn deny_after(reading: &mut Reading<'_>, negator: usize, and_too: bool) {
    let words = (negator + 1..negator + 1 + REACH)
        .take_while(|at| is_light(reading, *at))
        .count();
    let mut at = negator + 1 + words;
    if reading.written(at) == ":" {
        return deny_list(reading, at + 1);
    }
    if matches!(reading.items.get(at).map(|item| item.what), Some(What::Number(_))) {
        return reading.deny_place(at);
    }
    if matches!(reading.concept(at), Some(Concept::Currency(_))) {
        return reading.deny_place(at + 1);
    }
    // "Without frills or backups": the list begins with a word that we don't know.
    if words > 0 && reading.grammar(at) == Some(Grammar::Or) {
        at += 1;
    }
    loop {
        let run = reading.run_from(at);
        if run.is_empty() {
            return;
        }
        reading.deny_run(run.clone());
        let joins = match reading.grammar(run.end) {
            Some(Grammar::Or) => true,
            Some(Grammar::And) => and_too || reading.written(run.end).eq_ignore_ascii_case("nor"),
            _ => listed_on(reading, run.end),
        };
        if !joins {
            return;
        }
        at = run.end + 1;
        while reading
            .grammar(at)
            .is_some_and(|grammar| matches!(grammar, Grammar::Or | Grammar::Article))
        {
            at += 1;
        }
    }
}

/// "What I don't need: a database, a domain.": everything up to the end of the thought.
fn deny_list(reading: &mut Reading<'_>, from: usize) {
    let end = reading.thought(from).end;
    let mut at = from;
    while at < end {
        let run = reading.run_from(at);
        reading.deny_run(run.clone());
        at = run.end.max(at) + 1;
    }
}

/// A comma inside "a, b or c": the list goes on and ends in "or".
fn listed_on(reading: &Reading<'_>, comma: usize) -> bool {
    if reading.items.get(comma).map(|item| item.what) != Some(What::Pause) {
        return false;
    }
    let next = reading.run_from(comma + 1);
    !next.is_empty()
        && (reading.grammar(next.end) == Some(Grammar::Or)
            || reading.grammar(next.end + 1) == Some(Grammar::Or))
}

/// "nahi" denies what stands before it, or what follows where nothing does.
fn deny_around(reading: &mut Reading<'_>, at: usize) {
    // "Blockchain nahi DynamoDB": what we don't know is denied, and not what follows.
    let unknown = at
        .checked_sub(1)
        .and_then(|before| reading.items.get(before))
        .is_some_and(|item| item.what == What::Word);
    if !deny_before(reading, at) && !unknown {
        deny_after(reading, at, false);
    }
}

/// "database nahi chahiye", "Singapore mein nahi", "S3 aur database nahi chahiye". Whether there was something to deny.
fn deny_before(reading: &mut Reading<'_>, negator: usize) -> bool {
    let words = (0..negator)
        .rev()
        .take(REACH)
        .take_while(|at| {
            is_light(reading, *at) || (*at + 1 == negator && (is_in(reading, *at) || is_too(reading, *at)))
        })
        .count();
    let mut end = negator - words;
    let before = end
        .checked_sub(1)
        .and_then(|at| reading.items.get(at))
        .map(|item| item.what);
    if matches!(before, Some(What::Number(_) | What::Term(Concept::Currency(_)))) {
        for at in end.saturating_sub(2)..end {
            if matches!(reading.items.get(at).map(|item| item.what), Some(What::Number(_))) {
                reading.deny_place(at);
            }
        }
        return true;
    }
    let mut found = false;
    loop {
        let run = reading.run_until(end);
        if run.is_empty() {
            return found;
        }
        found = true;
        reading.deny_run(run.clone());
        let joined = run.start.checked_sub(1).and_then(|at| reading.grammar(at));
        if !matches!(joined, Some(Grammar::Or | Grammar::And))
            || run.start < 2
            || is_too(reading, run.start - 1)
        {
            return found;
        }
        end = run.start - 1;
    }
}

/// The "bhi" of "login bhi nahi", which joins no list.
fn is_too(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.written(at).to_lowercase().as_str(), "bhi" | "भी")
}

/// The "mein" of "Singapore mein nahi"; a "se" compares.
fn is_in(reading: &Reading<'_>, at: usize) -> bool {
    let compares = matches!(reading.written(at).to_lowercase().as_str(), "se" | "से");
    reading.grammar(at) == Some(Grammar::InAfter) && !compares
}

/// "disable encryption", "encryption band karo": only safeguards can be switched off.
fn disable(reading: &mut Reading<'_>, at: usize) {
    let safeguard = |concept: Concept| {
        matches!(
            concept,
            Concept::Encryption
                | Concept::Tls
                | Concept::OldTls
                | Concept::OldMetadata
                | Concept::DeletionProtection
                | Concept::Backup
                | Concept::Standby
                | Concept::Logs
                | Concept::Public
        )
    };
    let near = (at.saturating_sub(3)..at + 4).filter(|place| *place != at);
    let target = near
        .into_iter()
        .find(|place| reading.concept(*place).is_some_and(safeguard));
    if let Some(target) = target {
        reading.deny_place(target);
    }
}
