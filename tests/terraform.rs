//! Every kind of system that can be asked for is Terraform as its own tools want it: formatted as `tofu fmt` does, and with no
//! argument, block or attribute that the providers' published schemas do not have.

#[path = "../crates/planner/tests/support/combinations.rs"]
mod combinations;
#[path = "support/provider_schema.rs"]
mod provider_schema;
#[path = "support/samples.rs"]
mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
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

fn write(folder: &Path, blueprint: &Blueprint) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, text) in rendered(blueprint).files() {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}

#[test]
fn every_combination_and_every_type_is_formatted_as_tofu_fmt_has_it() -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    for combination in combinations() {
        write(&folder.path().join(&combination.name), &combination.blueprint())?;
    }
    // Every structure that there is, which shows more of the format than today's systems do.
    let samples = Samples::read()?;
    for (n, kind) in samples.kinds().enumerate() {
        let mut blueprint = Blueprint::default();
        for (property, value) in samples.properties(kind)? {
            blueprint.add(Resource::new(property, kind).with(property, value));
        }
        write(&folder.path().join(format!("sample-{n}")), &blueprint)?;
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

/// What is in these, CloudFormation's schema does not tell, and awscc's does: a sample can't be right.
const UNDESCRIBED: [(&str, &str); 2] = [
    ("AWS::ApiGatewayV2::ApiGatewayManagedOverrides", "Stage"),
    (
        "AWS::ServiceCatalog::CloudFormationProduct",
        "ProvisioningArtifactParameters",
    ),
];

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
            if UNDESCRIBED.contains(&(kind, property)) {
                continue;
            }
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

/// What others may ask a resource for: `Ref`, and every attribute that `CloudFormation` names.
#[test]
fn every_attribute_of_every_type_is_read_from_a_provider_that_has_it() -> Result<()> {
    let providers = Providers::read()?;
    let samples = Samples::read()?;
    let mut faults = BTreeSet::new();
    for kind in samples.kinds() {
        let mut blueprint = Blueprint::default();
        let resource = Resource::new("It", kind);
        blueprint.output("Reference", "What Ref gives", resource.reference());
        for attribute in samples.attributes(kind)? {
            blueprint.output(attribute, "An attribute", resource.attribute(attribute));
        }
        blueprint.add(resource);
        let mut found = Vec::new();
        providers.references(&hcl::parse(&rendered(&blueprint).outputs_tf)?, &mut found);
        faults.extend(found.into_iter().map(|fault| format!("{kind}: {fault}")));
    }
    assert!(faults.is_empty(), "{}: {faults:#?}", faults.len());
    Ok(())
}
