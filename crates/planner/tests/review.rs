//! The words of every finding, in every language: reviewed like code when they change.

#[path = "support/combinations.rs"]
mod combinations;
#[path = "support/wishes.rs"]
mod wishes;

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Finding, Severity};
use cloudwhisper_api::requirements::InsecureWish;
use cloudwhisper_planner::review::review;
use combinations::{Combination, combinations};
use wishes::WISHES;

fn findings(combination: &Combination, language: Language) -> Vec<Finding> {
    review(&combination.blueprint(), &combination.requirements, language)
}

#[test]
fn every_finding_reads_as_reviewed() {
    let mut texts = BTreeMap::new();
    for mut combination in combinations() {
        combination.requirements.insecure_wishes = WISHES.to_vec();
        for language in Language::ALL {
            for finding in findings(&combination, language) {
                let Finding {
                    rule,
                    severity,
                    message,
                    suggestion,
                    ..
                } = finding;
                texts.insert(
                    (rule, language.tag()),
                    format!("{severity:?}: {message}. {suggestion}."),
                );
            }
        }
    }
    let text: Vec<String> = texts
        .iter()
        .map(|((rule, tag), text)| format!("{rule} {tag}: {text}"))
        .collect();
    insta::assert_snapshot!("findings", text.join("\n"));
}

#[test]
fn the_worst_comes_first() {
    for mut combination in combinations() {
        combination.requirements.insecure_wishes = WISHES.to_vec();
        let found: Vec<Severity> = findings(&combination, Language::English)
            .into_iter()
            .map(|finding| finding.severity)
            .collect();
        assert!(
            found.is_sorted_by(|a, b| a >= b),
            "{}: {found:?}",
            combination.name
        );
    }
}

#[test]
fn a_wish_names_the_resource_that_it_is_about_where_there_is_one() {
    let combination = combinations().into_iter().find(|it| it.name == "api-express-rds");
    let mut combination = combination.expect("it is one of the combinations");
    combination.requirements.insecure_wishes = vec![InsecureWish::PublicDatabase, InsecureWish::NoTls];
    let found = findings(&combination, Language::English);
    let resource = |rule: &str| {
        found
            .iter()
            .find(|it| it.rule == rule)
            .map(|it| it.resource.as_str())
    };
    assert_eq!(resource("CW-DB-001"), Some("Database"));
    assert_eq!(resource("CW-ENC-002"), Some(""));
}
