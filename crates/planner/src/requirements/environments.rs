//! "Dev, staging and prod", "3 environments", "teen environment": several environments in one prompt. A plan is one stack, so that is
//! said, with the way to the others.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::draft::{Case, Notes};
use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar};

/// What environments are called, each with its other spellings.
const NAMES: [&[&str]; 7] = [
    &["dev", "development", "डेव", "डेवलपमेंट"],
    &["test", "testing", "टेस्ट"],
    &["qa"],
    &["uat"],
    &["staging", "stage", "स्टेजिंग"],
    &["preprod", "pre-prod"],
    &["prod", "production", "live", "प्रोड", "प्रोडक्शन"],
];
const NOUNS: [&str; 7] = [
    "environment",
    "environments",
    "env",
    "envs",
    "एनवायरनमेंट",
    "एनवायरमेंट",
    "वातावरण",
];

/// Warns where the prompt wants more environments than the one that is planned.
pub(super) fn check(case: &Case<'_>, project: &str, notes: &mut Notes) {
    if let Some(several) = several(&case.reading) {
        notes.warn("ONE_ENVIRONMENT", words(case.language, &several, project));
    }
}

/// Several environments, as they are called or counted.
#[derive(Debug, PartialEq, Eq)]
struct Several {
    names: Vec<&'static str>,
    count: usize,
}

fn several(reading: &Reading<'_>) -> Option<Several> {
    let mut best: Vec<&'static str> = Vec::new();
    let mut list: Vec<&'static str> = Vec::new();
    let mut count = 0;
    for (at, item) in reading.items.iter().enumerate() {
        let word = reading.written(at).to_lowercase();
        let name = NAMES.iter().find(|names| names.contains(&word.as_str()));
        if let Some(name) = name.and_then(|names| names.first()).filter(|_| item.live) {
            // "Stage prod": the first says what the second is.
            let says_what = at
                .checked_sub(1)
                .map(|before| reading.written(before).to_lowercase())
                .is_some_and(|before| NAMES.iter().any(|names| names.contains(&before.as_str())));
            if says_what {
                list.pop();
            }
            if !list.contains(name) {
                list.push(name);
            }
            if list.len() > best.len().max(1) {
                best.clone_from(&list);
            }
            continue;
        }
        if let What::Number(value) = item.what
            && value > Decimal::ONE
            && value <= Decimal::TEN
            && (at + 1..at + 3).any(|place| is_noun(reading, place) && !is_variable(reading, place + 1))
        {
            count = count.max(usize::try_from(value.trunc().mantissa()).unwrap_or_default());
        }
        let joins = matches!(
            item.what,
            What::Pause | What::Term(Concept::Grammar(Grammar::And | Grammar::Article | Grammar::For))
        ) || NOUNS.contains(&word.as_str())
            || matches!(word.as_str(), "/" | "plus" | "&" | "+");
        if !joins {
            // "The PM, dev, QA and ops functions": others are in the list, so it is one of something else.
            let before = at.checked_sub(1).and_then(|before| reading.concept(before));
            let goes_on = item.what == What::Word && before == Some(Concept::Grammar(Grammar::And));
            if goes_on && !list.is_empty() && best == list {
                best.clear();
            }
            list.clear();
        }
    }
    let count = count.max(best.len());
    (count > 1).then_some(Several { names: best, count })
}

fn is_noun(reading: &Reading<'_>, at: usize) -> bool {
    NOUNS.contains(&reading.written(at).to_lowercase().as_str())
}

/// "3 environment variables".
fn is_variable(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.written(at).to_lowercase();
    word.starts_with("var") || word.starts_with("वेरि")
}

fn words(language: Language, several: &Several, project: &str) -> (String, String) {
    let Several { names, count } = several;
    let example = names.last().copied().unwrap_or("prod");
    let names = if names.len() > 1 {
        format!(" ({})", names.join(", "))
    } else {
        String::new()
    };
    let message = match language {
        Language::English => format!("This is the plan of one environment; {count} were asked for{names}."),
        Language::Hindi => format!("यह एक ही environment की योजना है; {count} माँगे गए थे{names}।"),
        Language::Hinglish => format!("Yeh ek hi environment ka plan hai; {count} maange gaye the{names}."),
    };
    let suggestion = match language {
        Language::English => format!(
            "Make a request for each of them with this prompt, named for example {project}-{example}, each with its own spec.accountRef \
             or spec.region: a stack of its own is what keeps them apart."
        ),
        Language::Hindi => format!(
            "हर environment के लिए इसी prompt से एक अलग अनुरोध बनाइए, जैसे {project}-{example}, और हर एक में अपना spec.accountRef या \
             spec.region दीजिए: अलग stack ही उन्हें अलग रखता है।"
        ),
        Language::Hinglish => format!(
            "Har environment ke liye isi prompt se ek alag request banayein, jaise {project}-{example}, aur har ek mein apna \
             spec.accountRef ya spec.region do: alag stack hi unhe alag rakhta hai."
        ),
    };
    (message, suggestion)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::requirements::read::read;

    fn of(prompt: &str) -> Option<(Vec<&'static str>, usize)> {
        let several = several(&read(prompt, Language::English))?;
        Some((several.names, several.count))
    }

    #[test]
    fn several_environments_are_counted() {
        let three = Some((vec!["dev", "staging", "prod"], 3));
        assert_eq!(of("API in dev, staging and production"), three);
        assert_eq!(of("an API, 3 environments: dev, staging and prod"), three);
        assert_eq!(of("API banao dev/staging/prod ke liye"), three);
        assert_eq!(of("an API with two environments"), Some((vec![], 2)));
    }

    #[test]
    fn one_environment_is_what_is_planned() {
        for prompt in [
            "an API for production",
            "a dev environment with a database",
            "queues carry work to the PM, dev, QA and ops functions",
            "a REST API with an API key, stage prod",
            "test the API and deploy to prod",
            "an API with 3 environment variables",
        ] {
            assert_eq!(of(prompt), None, "{prompt}");
        }
    }
}
