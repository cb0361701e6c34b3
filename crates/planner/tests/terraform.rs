//! What every plan's Terraform has to keep to. What needs tools or published schemas is in the root's `tests/terraform.rs`.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may write files where a person, or a tool, wants to look at them"
)]

#[path = "support/combinations.rs"]
mod combinations;

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::render::terraform::{Terraform, render};
use combinations::combinations;

fn tags() -> BTreeMap<String, String> {
    [("cloudwhisper:project", "orders"), ("team", "shop")]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

fn rendered(blueprint: &Blueprint) -> Terraform {
    render(
        blueprint,
        "orders, planned by CloudWhisper",
        &tags(),
        "ap-south-1",
        Language::English,
    )
}

/// For tools that want files: writes them where `CLOUDWHISPER_TERRAFORM` says, a folder a combination.
#[test]
fn every_combination_is_written_where_it_is_asked_for() {
    let Some(folder) = std::env::var_os("CLOUDWHISPER_TERRAFORM") else {
        return;
    };
    for combination in combinations() {
        let folder = std::path::Path::new(&folder).join(&combination.name);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, text) in rendered(&combination.blueprint()).files() {
            std::fs::write(folder.join(name), text).expect("the folder can be written");
        }
    }
}
