//! Stars in the place of rights: "Action * Resource *", "a role with policy *:*". Here: which star means every action. Not
//! here: words for it (`lexicon/wishes`), stars behind one service's name, such as `s3:*`.

use crate::requirements::read::{Reading, What};

/// What a star behind it means: everything.
const RIGHTS: [&str; 26] = [
    "action",
    "actions",
    "policy",
    "policies",
    "role",
    "roles",
    "permission",
    "permissions",
    "iam",
    "allow",
    "rights",
    "privileges",
    "access",
    "adhikar",
    "anumati",
    "पॉलिसी",
    "नीति",
    "रोल",
    "भूमिका",
    "परमिशन",
    "अनुमति",
    "अनुमतियां",
    "अनुमतियाँ",
    "अधिकार",
    "एक्शन",
    "आईएएम",
];
/// How many marks and verbs may stand between: `"Action": "*"`, "action is *".
const BETWEEN: usize = 5;

/// The places of the stars that allow every action.
pub(super) fn stars(reading: &Reading<'_>) -> Vec<usize> {
    (0..reading.items.len())
        .filter(|at| reading.written(*at) == "*" && allows_everything(reading, *at))
        .collect()
}

/// "A role that can do everything", "role jo sab kuch kar sake": the words in whose clause a role stands.
pub(super) fn everything(reading: &Reading<'_>) -> Vec<usize> {
    const ALL: [&str; 9] = [
        "everything",
        "anything",
        "sab kuch",
        "sabkuch",
        "sab",
        "सब कुछ",
        "सबकुछ",
        "सब",
        "कुछ भी",
    ];
    const DO: [&str; 12] = [
        "do",
        "kar",
        "karne",
        "karna",
        "access",
        "allow",
        "allowed",
        "कर",
        "करने",
        "करना",
        "एक्सेस",
        "allow ho",
    ];
    const NEAR: usize = 4;
    let word = |at: usize| reading.written(at).to_lowercase();
    let role = |at: usize| {
        let item = reading.items.get(at).filter(|item| item.live);
        item.is_some_and(|item| {
            item.aws
                .is_some_and(|kind| kind == "AWS::IAM::Role" || kind == "AWS::IAM::ManagedPolicy")
        })
    };
    (0..reading.items.len())
        .filter(|at| ALL.contains(&word(*at).as_str()))
        .filter(|at| {
            let near = at.saturating_sub(NEAR)..at + NEAR;
            near.into_iter().any(|place| DO.contains(&word(place).as_str())) && reading.thought(*at).any(role)
        })
        .collect()
}

fn allows_everything(reading: &Reading<'_>, star: usize) -> bool {
    const JOINS: [&str; 8] = ["is", "as", "of", "with", "hai", "ka", "=", "है"];
    let mark = |place: &usize| {
        let said = reading.written(*place).to_lowercase();
        let pause = reading
            .items
            .get(*place)
            .is_some_and(|item| item.what == What::Pause);
        pause || said.chars().all(|c| c.is_ascii_punctuation()) || JOINS.contains(&said.as_str())
    };
    let between = (0..star).rev().take(BETWEEN).take_while(mark).count();
    let Some(before) = star.checked_sub(between + 1) else {
        return false;
    };
    let live = reading.items.get(before).is_some_and(|item| !item.denied);
    let said = reading.written(before).to_lowercase();
    live && said
        .split_whitespace()
        .next_back()
        .is_some_and(|word| RIGHTS.contains(&word))
}
