//! The policies of the deploy role are what `CloudFormation` calls for the five architectures, and nothing else. What it calls is in AWS's
//! own schemas of the resource types, which come with cfn-lint.

#[allow(dead_code, reason = "each test that includes this uses what it needs")]
#[path = "../crates/planner/tests/support/combinations.rs"]
mod combinations;
#[allow(dead_code, reason = "each test that includes this uses what it needs")]
#[path = "support/cfn_lint.rs"]
mod linter;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use cloudwhisper_planner::render::cloudformation;
use serde_json::Value;

/// AWS takes so many characters in a managed policy, white space not counted (IAM user guide, "IAM and AWS STS quotas", 2026-11).
const MOST: usize = 6144;

/// Services that AWS's schemas name for properties that no plan of ours sets: other front doors of a web ACL, other stores that a
/// network or a bucket may be joined with, other sources of a certificate.
const OF_OTHER_PROPERTIES: [&str; 15] = [
    "acm-pca",
    "amplify",
    "apprunner",
    "appsync",
    "autoscaling",
    "bedrock-agentcore",
    "cognito-idp",
    "elasticfilesystem",
    "firehose",
    "kinesis",
    "payments",
    "s3files",
    "s3tables",
    "vpc-lattice",
    "vpce",
];
/// Actions that are for an import or a copy of people's data, which no plan makes, and names that IAM does not know.
const UNUSED: [&str; 13] = [
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:ImportTable",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
    "iam:DescribeOrganization",
    "s3:DeleteObject",
    "s3:GetObjectMetadata",
    "s3:REST.PUT.OBJECT",
    "s3:getObject",
];
/// Asked for without being a resource's: the newest machine image is looked up in a parameter of AWS's.
const BESIDE: &str = "ssm:GetParameters";

/// Every template of the five architectures.
fn templates() -> Vec<Value> {
    let tags = BTreeMap::new();
    let template =
        |it: &combinations::Combination| cloudformation::template(&it.blueprint(), "Read by a test", &tags);
    combinations::combinations().iter().map(template).collect()
}

fn resources(templates: &[Value]) -> impl Iterator<Item = &Value> {
    let all = templates.iter().filter_map(|it| it["Resources"].as_object());
    all.flat_map(|it| it.values())
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(one) => vec![one.clone()],
        Value::Array(several) => several
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

fn read(file: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(serde_json::from_str(&text)?)
}

/// The folder of AWS's schemas, in the Python library of whatever version it is.
fn schemas() -> Result<PathBuf> {
    let program = linter::cfn_lint();
    let lib = program
        .parent()
        .and_then(Path::parent)
        .context("a folder")?
        .join("lib");
    for python in std::fs::read_dir(lib).context("cfn-lint is not there: run `make testbed`")? {
        let folder = python?.path().join("site-packages/cfnlint/data/schemas");
        if folder.is_dir() {
            return Ok(folder);
        }
    }
    anyhow::bail!("no schemas")
}

/// What `CloudFormation` calls to make, read, change and delete resources of these types.
fn called(types: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let folder = schemas()?;
    let places = read(&folder.join("providers/us-east-1.json"))?;
    let mut actions = BTreeSet::new();
    for kind in types {
        let place = places[kind]
            .as_str()
            .with_context(|| format!("no schema of {kind}"))?;
        let schema = read(&folder.join(format!("resources/{place}.json")))?;
        for operation in ["create", "read", "update", "delete"] {
            actions.extend(texts(&schema["handlers"][operation]["permissions"]));
        }
    }
    Ok(actions)
}

/// The statements of every policy, by the file that they are in.
fn statements() -> Result<Vec<Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/deploy-role");
    let mut statements = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let file = file?.path();
        let text = std::fs::read_to_string(&file)?;
        let size = text.chars().filter(|c| !c.is_whitespace()).count();
        assert!(size <= MOST, "{}: {size} characters", file.display());
        let policy: Value = serde_json::from_str(&text)?;
        statements.extend(policy["Statement"].as_array().context("statements")?.clone());
    }
    Ok(statements)
}

#[test]
fn the_deploy_role_may_make_the_five_architectures_and_nothing_else() -> Result<()> {
    let templates = templates();
    let types: BTreeSet<String> = resources(&templates).flat_map(|it| texts(&it["Type"])).collect();
    assert!(types.len() > 50, "{types:?}");
    let mut needed = called(&types)?;
    for action in UNUSED {
        assert!(needed.remove(action), "{action} is in no schema any more");
    }
    let service = |action: &str| action.split(':').next().unwrap_or_default().to_owned();
    for other in OF_OTHER_PROPERTIES {
        assert!(
            needed.iter().any(|it| service(it) == other),
            "{other} is in no schema any more"
        );
    }
    needed.retain(|it| !OF_OTHER_PROPERTIES.contains(&service(it).as_str()));
    needed.insert(BESIDE.to_owned());

    let mut allowed = BTreeSet::new();
    for statement in statements()? {
        assert_eq!(statement["Effect"], "Allow");
        for action in texts(&statement["Action"]) {
            assert!(!action.contains('*'), "{action} is not exact");
            assert!(allowed.insert(action.clone()), "{action} is there twice");
        }
    }
    let missing: Vec<&String> = needed.difference(&allowed).collect();
    let too_much: Vec<&String> = allowed.difference(&needed).collect();
    assert!(
        missing.is_empty() && too_much.is_empty(),
        "missing: {missing:?}; too much: {too_much:?}"
    );
    Ok(())
}

#[test]
fn what_gives_rights_or_reads_data_is_limited_to_what_stacks_make() -> Result<()> {
    let trusted: BTreeSet<String> = resources(&templates())
        .filter(|it| it["Type"] == "AWS::IAM::Role")
        .filter_map(|it| {
            it["Properties"]["AssumeRolePolicyDocument"]["Statement"]
                .as_array()
                .cloned()
        })
        .flatten()
        .flat_map(|it| texts(&it["Principal"]["Service"]))
        .collect();
    for statement in statements()? {
        let actions = texts(&statement["Action"]);
        let everything = statement["Resource"] == "*";
        for action in &actions {
            let guarded = action.starts_with("iam:") && action != "iam:ListRoles"
                || action.starts_with("secretsmanager:")
                || action.starts_with("s3:GetObject") && !action.ends_with("Configuration");
            assert!(!(guarded && everything), "{action} on everything");
        }
        if actions.contains(&"kms:Decrypt".to_owned()) {
            assert_eq!(
                statement["Condition"]["StringLike"]["kms:ViaService"],
                "*.amazonaws.com"
            );
        }
        if actions.contains(&"iam:PassRole".to_owned()) {
            let passed = texts(&statement["Condition"]["StringEquals"]["iam:PassedToService"]);
            assert_eq!(
                passed.into_iter().collect::<BTreeSet<_>>(),
                trusted,
                "roles are made for these services"
            );
        }
    }
    Ok(())
}
