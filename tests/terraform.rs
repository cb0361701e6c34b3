//! Every kind of system that can be asked for is Terraform as its own tools want it: formatted as `tofu fmt` does, and with no
//! argument, block or attribute that the providers' published schemas do not have.

#[path = "../crates/planner/tests/support/combinations.rs"]
mod combinations;
#[path = "support/provider_schema.rs"]
mod provider_schema;
#[path = "support/samples.rs"]
mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use anyhow::{Context, Result};
use cloudwhisper_api::language::Language;
use cloudwhisper_planner::blueprint::{Blueprint, Resource};
use cloudwhisper_planner::render::terraform::{Terraform, render};
use cloudwhisper_testbed::program;
use combinations::combinations;
use provider_schema::{Completeness, Providers};
use samples::Samples;

fn rendered(blueprint: &Blueprint) -> Terraform {
    let tags = BTreeMap::from([("cloudwhisper:project".to_owned(), "orders".to_owned())]);
    render(
        blueprint,
        "orders, planned by CloudWhisper",
        &tags,
        "ap-south-1",
        Language::Hindi,
    )
}

#[test]
fn every_combination_is_formatted_as_tofu_fmt_has_it() -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    for combination in combinations() {
        let path = folder.path().join(&combination.name);
        std::fs::create_dir_all(&path)?;
        for (name, text) in rendered(&combination.blueprint()).files() {
            std::fs::write(path.join(name), text)?;
        }
    }
    let tofu = Command::new(program("tofu", "tofu")?)
        .args(["fmt", "-check", "-diff", "-recursive", "-no-color"])
        .arg(folder.path())
        .env("TF_CLI_CONFIG_FILE", "/dev/null")
        .output()
        .context("tofu is there and can't be run")?;
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&tofu.stdout),
        String::from_utf8_lossy(&tofu.stderr)
    );
    assert!(tofu.status.success(), "{said}");
    Ok(())
}

#[test]
fn every_argument_of_every_combination_is_in_the_providers_schemas() -> Result<()> {
    let providers = Providers::read()?;
    let mut faults = BTreeSet::new();
    for combination in combinations() {
        let files = rendered(&combination.blueprint());
        let main = hcl::parse(&files.main_tf)?;
        for block in main.blocks().filter(|block| block.identifier() == "resource") {
            faults.extend(providers.faults(block, Completeness::Whole));
        }
        let mut dangling = Vec::new();
        providers.references(&hcl::parse(&files.outputs_tf)?, &mut dangling);
        faults.extend(dangling);
    }
    assert!(faults.is_empty(), "{faults:#?}");
    Ok(())
}

/// Each property of each type that `CloudFormation` has, whether it is in the catalogue yet or not, alone, with all that can be in
/// it: whatever provider it is written for has what is written.
#[test]
fn every_property_of_every_type_is_written_for_a_provider_that_has_it() -> Result<()> {
    let providers = Providers::read()?;
    let samples = Samples::read()?;
    let mut faults = BTreeSet::new();
    let mut count = 0;
    for kind in samples.kinds() {
        for (property, value) in samples.properties(kind)? {
            let mut blueprint = Blueprint::default();
            blueprint.add(Resource::new("It", kind).with(property, value));
            let main =
                hcl::parse(&rendered(&blueprint).main_tf).with_context(|| format!("{kind} {property}"))?;
            for block in main.blocks().filter(|block| block.identifier() == "resource") {
                let found = providers.faults(block, Completeness::Parts);
                faults.extend(
                    found
                        .into_iter()
                        .map(|fault| format!("{kind} {property}: {fault}")),
                );
            }
            count += 1;
        }
    }
    assert!(count > 10_000, "{count} properties");
    assert!(faults.is_empty(), "{} of {count}: {faults:#?}", faults.len());
    Ok(())
}
