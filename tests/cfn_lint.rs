//! Every kind of system that can be asked for passes AWS's own linter, cfn-lint, without an error or a warning. One process checks all
//! of them: starting it takes longer than checking ten templates.

#[path = "../crates/planner/tests/support/combinations.rs"]
mod combinations;
#[path = "../crates/planner/tests/support/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::render::cloudformation;
use combinations::combinations;

/// Where `make testbed` puts the linter.
fn cfn_lint() -> PathBuf {
    let folder = std::env::var_os("CLOUDWHISPER_TESTBED_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join(".testbed"),
        PathBuf::from,
    );
    folder.join("cfn-lint/bin/cfn-lint")
}

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
    let lint = Command::new(cfn_lint())
        .args([
            "--regions",
            "us-east-1",
            "ap-south-1",
            "--format",
            "parseable",
            "--template",
        ])
        .arg(folder.path().join("*.json"))
        .output()
        .context("cfn-lint is not there: run `make testbed`")?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&lint.stdout),
        String::from_utf8_lossy(&lint.stderr)
    );
    assert!(
        lint.status.success() && said.trim().is_empty(),
        "of {count} templates:\n{said}"
    );
    Ok(())
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
    let lint = Command::new(cfn_lint())
        .arg(&file)
        .output()
        .context("cfn-lint is not there: run `make testbed`")?;
    assert!(
        !lint.status.success(),
        "a misspelt property has to be found, else the other test proves nothing"
    );
    Ok(())
}
