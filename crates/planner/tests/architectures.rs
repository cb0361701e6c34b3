//! What every architecture has to keep to, whatever is asked for.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may write templates where a person wants to look at them"
)]

#[path = "support/combinations.rs"]
mod combinations;

use std::collections::BTreeMap;

use cloudwhisper_planner::render::cloudformation::{template, to_yaml};
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
        let json = serde_json::to_string_pretty(&template).expect("a template is plain JSON");
        for (form, text) in [("json", json), ("yaml", to_yaml(&template))] {
            let file = folder.join(format!("{}.{form}", combination.name));
            std::fs::write(file, text).expect("the folder can be written");
        }
    }
}

/// One template per architecture, to be reviewed like code when it changes.
#[test]
fn templates_are_as_reviewed() {
    let reviewed = [
        "static",
        "static-react-s3-rds-dynamodb-domain-private-named-hardened",
        "api-express-dynamodb",
        "api-flask-s3-rds-dynamodb",
        "web-django-rest",
        "nextjs-s3",
    ];
    for combination in combinations()
        .iter()
        .filter(|it| reviewed.contains(&it.name.as_str()))
    {
        let template = template(
            &combination.blueprint(),
            "orders, planned by CloudWhisper",
            &tags(),
        );
        insta::assert_snapshot!(combination.name.clone(), to_yaml(&template));
    }
}
