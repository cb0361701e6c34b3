//! What every architecture has to keep to, whatever is asked for.

#[path = "support/combinations.rs"]
mod combinations;

use std::collections::BTreeMap;

use cloudwhisper_planner::render::cloudformation::template;
use combinations::combinations;

fn tags() -> BTreeMap<String, String> {
    [("cloudwhisper:project", "orders"), ("team", "shop")]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn there_are_enough_combinations_and_their_names_differ() {
    let all = combinations();
    let names: std::collections::BTreeSet<&str> = all.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names.len(), all.len());
    assert!(all.len() >= 150, "{} combinations", all.len());
}

#[test]
fn every_combination_holds_together() {
    for combination in combinations() {
        let blueprint = combination.blueprint();
        assert_eq!(blueprint.check(), Ok(()), "{}", combination.name);
        assert!(!blueprint.resources().is_empty(), "{}", combination.name);
    }
}

/// For looking at templates, and for linters that want files: writes them where `CLOUDWHISPER_TEMPLATES` says.
#[test]
fn every_combination_is_written_where_it_is_asked_for() {
    let Some(folder) = std::env::var_os("CLOUDWHISPER_TEMPLATES") else {
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    for combination in combinations() {
        let template = template(
            &combination.blueprint(),
            "orders, planned by CloudWhisper",
            &tags(),
        );
        let text = serde_json::to_string_pretty(&template).expect("a template is plain JSON");
        std::fs::write(folder.join(format!("{}.json", combination.name)), text)
            .expect("the folder can be written");
    }
}
