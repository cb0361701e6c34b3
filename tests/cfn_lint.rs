//! Every kind of system that can be asked for passes AWS's own linter, cfn-lint, without an error or a warning. One process checks all
//! of them: starting it takes longer than checking ten templates.

#[path = "../crates/planner/tests/support/combinations.rs"]
mod combinations;
#[path = "support/cfn_lint.rs"]
mod linter;
#[path = "../crates/planner/tests/support/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::process::Command;

use anyhow::{Context, Result};
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::render::cloudformation;
use combinations::combinations;

/// Checks templates by name, all in one process.
fn assert_clean(blueprints: impl Iterator<Item = (String, Blueprint)>) -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    let tags = BTreeMap::from([("cloudwhisper:project".to_owned(), "orders".to_owned())]);
    let mut count = 0;
    for (name, blueprint) in blueprints {
        let template = cloudformation::template(&blueprint, "Checked by cfn-lint", &tags);
        std::fs::write(folder.path().join(format!("{name}.json")), template.to_string())?;
        count += 1;
    }
    linter::assert_clean(folder.path(), "*.json", count)
}

#[test]
fn every_combination_passes_cfn_lint_without_an_error_or_a_warning() -> Result<()> {
    let all = combinations();
    assert_clean(all.iter().map(|it| (it.name.clone(), it.blueprint())))
}

#[test]
fn every_part_alone_beside_a_function_and_connected_passes_cfn_lint() -> Result<()> {
    assert_clean(
        parts::systems()
            .iter()
            .map(|it| (it.name.clone(), it.blueprint())),
    )
}

#[test]
fn the_linter_finds_what_is_wrong() -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    let file = folder.path().join("broken.json");
    std::fs::write(
        &file,
        r#"{"Resources":{"Bucket":{"Type":"AWS::S3::Bucket","Properties":{"BucketNam":"x"}}}}"#,
    )?;
    let lint = Command::new(linter::cfn_lint())
        .arg(&file)
        .output()
        .context("cfn-lint is not there: run `make testbed`")?;
    assert!(
        !lint.status.success(),
        "a misspelt property has to be found, else the other test proves nothing"
    );
    Ok(())
}

#[test]
fn the_template_of_the_queue_of_stack_events_passes_cfn_lint() -> Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config/stack-events");
    linter::assert_clean(&folder, "*.yaml", 1)
}
