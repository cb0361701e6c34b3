//! The policy in README is what the operator calls, and nothing else: both are read, neither is repeated here.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

/// What AWS asks for without a call of that name: tags and a service role of a change set, and what drift detection does with each
/// resource.
const ASKED_BESIDE: [&str; 4] = [
    "cloudformation:BatchDescribeTypeConfigurations",
    "cloudformation:DetectStackResourceDrift",
    "cloudformation:TagResource",
    "iam:PassRole",
];
/// What names no stack in its request, and so can't be limited to some, beside listing all of them.
const UNLIMITED: [&str; 2] = [
    "cloudformation:BatchDescribeTypeConfigurations",
    "cloudformation:DescribeStackDriftDetectionStatus",
];
/// Rights of the operator's own identity, and of none in the account; README says so.
const OF_THE_OPERATOR: [&str; 2] = ["sts:AssumeRole", "bedrock:InvokeModel"];
/// Calls that AWS asks for another right for (service authorization reference, read 2026-11).
const GRANTED_AS: [(&str, &str); 2] = [
    ("sqs:DeleteMessageBatch", "sqs:DeleteMessage"),
    ("bedrock:Converse", "bedrock:InvokeModel"),
];
/// Needs no permission (API reference of STS, read 2026-11).
const FREE: &str = "sts:GetCallerIdentity";
/// Asked by the command line alone, with the rights of whoever runs it; README says so.
const OF_THE_COMMAND_LINE: &str = "pricing:GetProducts";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Actions of the first policy in README.
fn documented() -> Result<BTreeSet<String>> {
    let readme = std::fs::read_to_string(root().join("README.md"))?;
    let (_, after) = readme.split_once("```json\n").context("a policy")?;
    let (policy, _) = after.split_once("```").context("its end")?;
    let policy: Value = serde_json::from_str(policy)?;
    let statements = policy["Statement"].as_array().context("statements")?;
    let mut actions = BTreeSet::new();
    for statement in statements {
        assert_eq!(statement["Effect"], "Allow");
        let named = match &statement["Action"] {
            Value::Array(several) => several.clone(),
            one => vec![one.clone()],
        };
        let listing = statement["Action"] == "cloudformation:DescribeStacks";
        let unlimited = named
            .iter()
            .all(|action| action.as_str().is_some_and(|action| UNLIMITED.contains(&action)));
        assert!(
            listing || unlimited || statement["Resource"] != "*",
            "{statement}: AWS can limit that"
        );
        for action in named {
            let action = action.as_str().context("a text")?.to_owned();
            assert!(!action.contains('*'), "{action} is not exact");
            actions.insert(action);
        }
    }
    Ok(actions)
}

/// The service of each client that the adapters hold, by the file that they are in.
fn service(file: &Path) -> &'static str {
    if file
        .parent()
        .is_some_and(|folder| folder.ends_with("cloudformation"))
    {
        return "cloudformation";
    }
    match file.file_stem().and_then(|name| name.to_str()) {
        Some("cloudformation") => "cloudformation",
        Some("template_bucket") => "s3",
        Some("stack_events") => "sqs",
        Some("sts") => "sts",
        Some("pricing") => "pricing",
        Some("bedrock") => "bedrock",
        _ => "unknown",
    }
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(sources(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

/// Operations of the SDK that are called in src/aws: whatever is asked of a `client` and sent.
fn called() -> Result<BTreeSet<String>> {
    let mut actions = BTreeSet::new();
    for file in sources(&root().join("src/aws"))? {
        let text = std::fs::read_to_string(&file)?;
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let dense: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        for call in dense.split("client.").skip(1) {
            let Some((name, _)) = call.split_once("().") else {
                continue;
            };
            let is_name = name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if is_name && name != "config" {
                let action = format!("{}:{}", service(&file), pascal(name));
                let granted = GRANTED_AS.iter().find(|(call, _)| *call == action);
                actions.insert(granted.map_or(action, |(_, right)| (*right).to_owned()));
            }
        }
    }
    Ok(actions)
}

/// `describe_stacks` is the operation `DescribeStacks`.
fn pascal(name: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    name.split('_').map(capital).collect()
}

#[test]
fn the_policy_in_readme_allows_every_call_and_no_other() -> Result<()> {
    let mut called = called()?;
    assert!(called.len() >= 13, "the calls are found: {called:?}");
    assert!(called.remove(FREE));
    let readme = std::fs::read_to_string(root().join("README.md"))?;
    for elsewhere in OF_THE_OPERATOR.into_iter().chain([OF_THE_COMMAND_LINE]) {
        assert!(called.remove(elsewhere));
        assert!(readme.contains(elsewhere), "README says what else is asked");
    }
    let mut documented = documented()?;
    for action in ASKED_BESIDE {
        assert!(documented.remove(action), "{action}");
    }
    assert_eq!(documented, called);
    Ok(())
}

#[test]
fn each_fault_names_the_call_that_it_comes_from() -> Result<()> {
    for action in called()? {
        let named = sources(&root().join("src/aws"))?
            .iter()
            .map(std::fs::read_to_string)
            .filter_map(Result::ok)
            .any(|text| text.contains(&format!("\"{action}\"")));
        // Reading back what was written is part of writing it.
        assert!(
            named || action == "s3:GetObject",
            "{action} can fail without being named"
        );
    }
    Ok(())
}
