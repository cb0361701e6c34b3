//! Every kind of system that can be asked for is looked through by checkov, with every check that it has and none suppressed: in
//! the profile Hardened nothing fails, in Baseline nothing but what the planner's own list leaves out because it costs money.
//! One process checks all of them, in about two minutes.

#[path = "../crates/planner/tests/support/combinations.rs"]
mod combinations;
#[path = "../crates/planner/tests/support/parts.rs"]
mod parts;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use cloudwhisper_planner::blueprint::Blueprint;
use cloudwhisper_planner::blueprint::architectures::baseline::LEFT_OUT;
use cloudwhisper_planner::render::cloudformation;
use cloudwhisper_testbed::program;
use combinations::combinations;
use serde::Deserialize;
use serde_json::json;

/// A check that nothing CloudFormation takes can pass.
struct Impossible {
    check: &'static str,
    kind: &'static str,
    /// Only resources with this property, so that the others are held to it.
    with: &'static str,
}

const IMPOSSIBLE: [Impossible; 1] = [
    // A copy of a database for reading is encrypted as the database is, and CloudFormation refuses to be told (cfn-lint: E3020; see
    // the test below). checkov 3.3.30 wants `StorageEncrypted` of every instance but Aurora's:
    // checkov/cloudformation/checks/resource/aws/RDSEncryption.py, lines 18 to 21.
    Impossible {
        check: "CKV_AWS_16",
        kind: "AWS::RDS::DBInstance",
        with: "SourceDBInstanceIdentifier",
    },
];

/// What checkov says of all templates.
#[derive(Deserialize)]
struct Report {
    results: Results,
    summary: Summary,
}

#[derive(Deserialize)]
struct Results {
    failed_checks: Vec<Failure>,
}

#[derive(Deserialize)]
struct Summary {
    skipped: usize,
    parsing_errors: usize,
    resource_count: usize,
}

#[derive(Deserialize)]
struct Failure {
    check_id: String,
    /// `/container-hardened.json`.
    file_path: String,
    /// `AWS::S3::Bucket.FilesBucket`.
    resource: String,
}

/// A template's blueprint and whether it is hardened.
type Templates = BTreeMap<String, Blueprint>;

fn is_hardened(name: &str) -> bool {
    name.ends_with("-hardened")
}

fn templates() -> Templates {
    let architectures = combinations()
        .into_iter()
        .map(|it| (it.name.clone(), it.blueprint()));
    let systems = parts::systems()
        .into_iter()
        .map(|it| (it.name.clone(), it.blueprint()));
    architectures.chain(systems).collect()
}

fn write(folder: &Path, templates: &Templates) -> Result<()> {
    let tags = BTreeMap::from([("cloudwhisper:project".to_owned(), "orders".to_owned())]);
    for (name, blueprint) in templates {
        let template = cloudformation::template(blueprint, "Checked by checkov", &tags);
        std::fs::write(folder.join(format!("{name}.json")), template.to_string())?;
    }
    Ok(())
}

fn checkov(folder: &Path) -> Result<Report> {
    let run = Command::new(program("checkov", "checkov")?)
        .args([
            "--framework",
            "cloudformation",
            "--output",
            "json",
            "--quiet",
            "--compact",
        ])
        // Without it checkov asks its vendor's server for more texts.
        .args(["--skip-download", "--directory"])
        .arg(folder)
        .output()?;
    serde_json::from_slice(&run.stdout).with_context(|| String::from_utf8_lossy(&run.stderr).into_owned())
}

impl Failure {
    fn template(&self) -> &str {
        self.file_path.trim_start_matches('/').trim_end_matches(".json")
    }

    /// The place in [`IMPOSSIBLE`], where this is there.
    fn impossible(&self, templates: &Templates) -> Option<usize> {
        let (kind, id) = self.resource.split_once('.')?;
        let resource = templates.get(self.template())?.resource(&id.into())?;
        IMPOSSIBLE.iter().position(|it| {
            it.check == self.check_id && it.kind == kind && resource.properties.contains_key(it.with)
        })
    }
}

#[test]
fn hardened_plans_fail_no_check_and_baseline_plans_only_what_is_left_out_for_money() -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    let templates = templates();
    write(folder.path(), &templates)?;
    let report = checkov(folder.path())?;

    let resources: usize = templates.values().map(|it| it.resources().len()).sum();
    assert_eq!(
        report.summary.resource_count, resources,
        "checkov overlooked some"
    );
    assert_eq!((report.summary.parsing_errors, report.summary.skipped), (0, 0));

    let (mut wrong, mut left_out, mut impossible) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for failure in &report.results.failed_checks {
        let known = LEFT_OUT.iter().find(|it| it.check == failure.check_id);
        match (failure.impossible(&templates), known) {
            (Some(place), _) => {
                impossible.insert(place);
            }
            (None, Some(known)) if !is_hardened(failure.template()) => {
                left_out.insert(known.check);
            }
            _ => {
                let Failure {
                    check_id, resource, ..
                } = failure;
                wrong.insert(format!("{check_id} {resource} in {}", failure.template()));
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "of {}:\n{}", templates.len(), wrong.join("\n"));
    // What fails nowhere any more is no exception.
    let listed: BTreeSet<&str> = LEFT_OUT.iter().map(|it| it.check).collect();
    let unneeded: Vec<&&str> = listed.difference(&left_out).collect();
    assert!(unneeded.is_empty(), "Baseline passes {unneeded:?}");
    assert_eq!(impossible.len(), IMPOSSIBLE.len(), "checkov has been mended");
    Ok(())
}

#[test]
fn what_checkov_wants_of_a_copy_of_a_database_is_refused() -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    let file = folder.path().join("copy.json");
    let template = json!({ "Resources": { "Copy": {
        "Type": "AWS::RDS::DBInstance",
        "Properties": {
            "SourceDBInstanceIdentifier": "orders",
            "DBInstanceClass": "db.t4g.micro",
            "StorageEncrypted": true,
        },
    } } });
    std::fs::write(&file, template.to_string())?;
    let lint = Command::new(program("cfn-lint", "cfn-lint")?)
        .args(["--format", "parseable", "--template"])
        .arg(&file)
        .output()?;
    let said = String::from_utf8_lossy(&lint.stdout);
    let refused = said.contains("E3020") && said.contains("StorageEncrypted");
    assert!(
        refused,
        "the exception for copies of databases is not needed:\n{said}"
    );
    Ok(())
}
