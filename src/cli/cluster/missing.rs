//! What is not there, in plain words: requests, with names that are like the one that was asked for, and revisions.

use cloudwhisper_api::language::Language;

use super::super::code::CliCode;
use super::super::failure::Failure;
use super::super::say::say;

/// A revision that was pruned.
pub(super) fn not_kept(name: &str, language: Language) -> Failure {
    Failure::new(say!(
        language,
        "the revision {name} is not kept any more",
        "revision {name} अब नहीं रखी है",
        "revision {name} ab nahi rakhi hai",
    ))
    .code(CliCode::NotFound)
    .remedy(say!(
        language,
        "spec.historyLimit says how many are kept; `cloudwhisper history` lists what was deployed.",
        "spec.historyLimit बताता है कि कितनी रखी जाती हैं; `cloudwhisper history` बताता है कि क्या डिप्लॉय हुआ था।",
        "spec.historyLimit batata hai ki kitni rakhi jaati hain; `cloudwhisper history` batata hai ki kya deploy hua tha.",
    ))
}

/// There is none of this name, and nothing is known of others.
pub(super) fn no_request(name: &str, namespace: &str, language: Language) -> Failure {
    Failure::new(say!(
        language,
        "there is no request {name} in namespace {namespace}",
        "namespace {namespace} में {name} नाम का कोई अनुरोध नहीं है",
        "namespace {namespace} mein {name} naam ki koi request nahi hai",
    ))
    .code(CliCode::NotFound)
}

/// There is none of this name; says which are like it.
pub(super) fn no_such_request(name: &str, namespace: &str, known: &[String], language: Language) -> Failure {
    let failure = no_request(name, namespace, language);
    if known.is_empty() {
        return failure.remedy(say!(
            language,
            "There are no requests at all in this namespace; choose another with -n.",
            "इस namespace में कोई अनुरोध है ही नहीं; -n से दूसरा चुनिए।",
            "Is namespace mein koi request hai hi nahi; -n se doosra chunein.",
        ));
    }
    let mut near: Vec<_> = known
        .iter()
        .map(|other| (edits(name, other), other.as_str()))
        .collect();
    near.sort_unstable();
    let close: Vec<_> = near
        .iter()
        .filter(|(edits, _)| *edits <= 3)
        .map(|(_, other)| *other)
        .take(3)
        .collect();
    if close.is_empty() {
        let all: Vec<_> = near.iter().map(|(_, other)| *other).take(10).collect();
        let all = all.join(", ");
        return failure.remedy(say!(
            language,
            "There are: {all}",
            "ये हैं: {all}",
            "Yeh hain: {all}"
        ));
    }
    let or = say!(language, " or ", " या ", " ya ");
    let close = close.join(&or);
    failure.remedy(say!(
        language,
        "Did you mean {close}?",
        "क्या आपका मतलब {close} है?",
        "Kya aapka matlab {close} hai?",
    ))
}

/// Levenshtein's distance.
fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (line, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, b) in other.iter().enumerate() {
            let substitution = diagonal + usize::from(a != *b);
            diagonal = row[column + 1];
            row[column + 1] = substitution.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::say::in_each_language;

    #[test]
    fn near_names_are_offered_and_far_ones_only_where_there_are_no_near_ones() {
        let known = ["orders", "order-api", "dukaan"].map(str::to_owned);
        let remedy = |name: &str, known: &[String]| {
            let failure = no_such_request(name, "shop", known, Language::English);
            failure.remedy.unwrap_or_default()
        };
        assert_eq!(remedy("oders", &known), "Did you mean orders?");
        assert_eq!(
            remedy("portfolio", &known),
            "There are: orders, order-api, dukaan"
        );
        assert!(remedy("orders", &[]).starts_with("There are no requests at all"));
    }

    #[test]
    fn what_is_missing_is_said_in_each_language() {
        let known = ["orders", "ordered"].map(str::to_owned);
        insta::assert_snapshot!(in_each_language(|language| {
            let said = [
                no_such_request("oders", "shop", &known, language),
                no_such_request("portfolio", "shop", &known, language),
                no_such_request("orders", "shop", &[], language),
                not_kept("orders-r1", language),
            ];
            said.map(|failure| anstream::adapter::strip_str(&failure.text()).to_string())
                .join("\n")
        }));
    }

    #[test]
    fn edits_are_counted_as_levenshtein_did() {
        for (one, other, expected) in [("kitten", "sitting", 3), ("", "abc", 3), ("दुकान", "दुकान", 0)]
        {
            assert_eq!(edits(one, other), expected, "{one} → {other}");
        }
    }
}
