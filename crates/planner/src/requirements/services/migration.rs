//! Which database a move copies from and which to, where the sentence says so: "from Oracle to Aurora", "Oracle se Postgres mein".

use super::List;
use crate::catalog::dms;
use crate::requirements::read::Reading;

const DMS: &str = dms::ReplicationInstance::KIND;
/// What people call an engine, longer names first, and its name in AWS's words.
const ENGINES: [(&str, &str); 34] = [
    ("aurora postgresql", "aurora-postgresql"),
    ("aurora postgres", "aurora-postgresql"),
    ("aurora mysql", "aurora"),
    ("aurora", "aurora"),
    ("ऑरोरा", "aurora"),
    ("postgresql", "postgres"),
    ("postgres", "postgres"),
    ("पोस्टग्रेस", "postgres"),
    ("mysql", "mysql"),
    ("मायएसक्यूएल", "mysql"),
    ("mariadb", "mariadb"),
    ("maria db", "mariadb"),
    ("oracle", "oracle"),
    ("ओरेकल", "oracle"),
    ("sql server", "sqlserver"),
    ("sqlserver", "sqlserver"),
    ("mssql", "sqlserver"),
    ("mongodb", "mongodb"),
    ("mongo", "mongodb"),
    ("मोंगोडीबी", "mongodb"),
    ("documentdb", "docdb"),
    ("docdb", "docdb"),
    ("dynamodb", "dynamodb"),
    ("dynamo", "dynamodb"),
    ("डायनेमोडीबी", "dynamodb"),
    ("kinesis", "kinesis"),
    ("s3 bucket", "s3"),
    ("s3", "s3"),
    ("bucket", "s3"),
    ("बकेट", "s3"),
    ("एस3", "s3"),
    ("db2", "db2"),
    ("sybase", "sybase"),
    ("data lake", "s3"),
];
/// Words before, and in Hindi behind, what is copied from and what is copied to.
const FROM: [&str; 7] = [
    "from",
    "off",
    "source",
    "on-prem",
    "on-premises",
    "onprem",
    "existing",
];
const TO: [&str; 5] = ["to", "into", "onto", "target", "->"];
const FROM_BEHIND: [&str; 2] = ["se", "से"];
const TO_BEHIND: [&str; 7] = ["mein", "me", "par", "tak", "में", "पर", "तक"];
/// How many words before an engine say which end it is.
const NEAR: usize = 4;

/// An engine that is spoken of.
struct Mention {
    engine: &'static str,
    from: bool,
    to: bool,
}

/// Notes the engines of both ends.
pub(super) fn note(reading: &Reading<'_>, list: &mut List) {
    if !list.has(DMS) {
        return;
    }
    let mentions: Vec<Mention> = sentences(reading).iter().flat_map(|it| mentions(it)).collect();
    let source = mentions.iter().position(|it| it.from);
    let goes_to = |it: &Mention| it.to && !it.from;
    // A bucket beside a database is for something else.
    let database = mentions.iter().rposition(|it| goes_to(it) && it.engine != "s3");
    let target = database.or_else(|| mentions.iter().rposition(goes_to));
    // "DMS: MySQL to Aurora": what stands before the target is the source.
    let source = source.or_else(|| target?.checked_sub(1));
    let target = target.or_else(|| source.map(|at| at + 1));
    for (word, place) in [("source", source), ("target", target)] {
        if let Some(mention) = place.and_then(|place| mentions.get(place)) {
            list.set(DMS, word, mention.engine);
        }
    }
}

/// The sentences that speak of the move, in small letters.
fn sentences(reading: &Reading<'_>) -> Vec<String> {
    let speaks = |at: &usize| {
        let word = reading.written(*at).to_lowercase();
        let dms = reading.items.get(*at).is_some_and(|item| item.aws == Some(DMS));
        dms || ["migrat", "replicat", "माइग्रे"]
            .iter()
            .any(|start| word.starts_with(start))
    };
    let mut sentences = Vec::new();
    let mut end = 0;
    for at in (0..reading.items.len()).filter(speaks) {
        let thought = reading.thought(at);
        let first = reading.items.get(thought.start);
        let last = thought
            .end
            .checked_sub(1)
            .and_then(|last| reading.items.get(last));
        let text = first
            .zip(last)
            .and_then(|(first, last)| reading.text.get(first.span.start..last.span.end));
        if thought.end > end {
            end = thought.end;
            sentences.extend(text.map(str::to_lowercase));
        }
    }
    sentences
}

fn mentions(sentence: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = sentence.get(at..).filter(|rest| !rest.is_empty()) {
        let begins = !sentence[..at].ends_with(char::is_alphanumeric);
        let known = ENGINES.iter().find(|(name, _)| begins && rest.starts_with(name));
        if let Some((name, engine)) = known {
            let end = at + name.len();
            let before: Vec<&str> = sentence[..at].split_whitespace().rev().take(NEAR).collect();
            let behind = sentence[end..].split_whitespace().next().unwrap_or_default();
            // The nearest of the words before says it.
            let led = before
                .iter()
                .find(|word| FROM.contains(word) || TO.contains(word));
            found.push(Mention {
                engine,
                from: FROM_BEHIND.contains(&behind) || led.is_some_and(|word| FROM.contains(word)),
                to: TO_BEHIND.contains(&behind) || led.is_some_and(|word| TO.contains(word)),
            });
            at = end;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}
