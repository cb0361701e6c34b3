//! What the catalogue says of every type that a blueprint may hold.

#[path = "support/combinations.rs"]
mod combinations;

use std::collections::BTreeSet;

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::catalog;
use combinations::combinations;

fn kinds() -> BTreeSet<&'static str> {
    let mut kinds = BTreeSet::new();
    for combination in combinations() {
        let blueprint = combination.blueprint();
        assert_eq!(blueprint.check(), Ok(()), "{}", combination.name);
        kinds.extend(blueprint.resources().iter().map(|resource| resource.kind));
    }
    kinds
}

#[test]
fn every_type_is_described_in_each_language_and_its_script() {
    for kind in kinds() {
        let service = catalog::service(kind).expect("every blueprint is checked");
        let [english, hindi, hinglish] = Language::ALL.map(|language| service.description(language));
        assert!(
            english.is_ascii() && hinglish.is_ascii() && english != hinglish,
            "{kind}: {english} / {hinglish}"
        );
        assert!(
            hindi.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c)),
            "{kind}: {hindi}"
        );
    }
}

#[test]
fn descriptions_are_a_sentence_without_the_services_own_words() {
    const JARGON: [&str; 8] = [
        "IAM",
        "VPC",
        "ARN",
        "CIDR",
        "endpoint",
        "provision",
        "instance",
        "CloudFormation",
    ];
    for kind in kinds() {
        let service = catalog::service(kind).expect("every blueprint is checked");
        let english = service.description(Language::English);
        assert!(
            (20..=140).contains(&english.len()) && !english.ends_with('.'),
            "{kind}: {english}"
        );
        for word in JARGON {
            assert!(!english.contains(word), "{kind}: {english}");
        }
    }
}
