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

/// The prefixes of stack names that the policies are read with: the usual one, and one of the longest that the operator takes.
const PREFIXES: [&str; 2] = ["cw", "shop1"];

/// What README has people do to a policy for a prefix of their own.
const SED: &str = "s/cw-/<your prefix>-/g";

/// The statements of every policy, for stacks of the usual prefix.
fn statements() -> Result<Vec<Value>> {
    statements_for("cw")
}

/// The statements of every policy, changed for another prefix as README says.
fn statements_for(prefix: &str) -> Result<Vec<Value>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/deploy-role");
    let mut statements = Vec::new();
    for file in std::fs::read_dir(folder)? {
        let file = file?.path();
        let text = std::fs::read_to_string(&file)?;
        let size = text.chars().filter(|c| !c.is_whitespace()).count();
        assert!(size <= MOST, "{}: {size} characters", file.display());
        let text = text.replace("cw-", &format!("{prefix}-"));
        assert!(
            prefix == "cw" || !text.contains("cw"),
            "{}: what README's sed leaves is of the usual prefix alone",
            file.display()
        );
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

/// Kinds of resources that AWS gives an id of its own making, so that no name can be told before: nothing but `*` fits them. By the
/// service's prefix.
const MADE_BY_AWS: [(&str, &[&str]); 10] = [
    ("acm", &["certificate"]),
    // /restapis/a1b2c3 and the like.
    (
        "apigateway",
        &[
            "Api",
            "Apis",
            "DomainName",
            "DomainNames",
            "RestApi",
            "RestApis",
            "Stage",
            "Stages",
        ],
    ),
    (
        "cloudfront",
        &[
            "connection-group",
            "distribution",
            "function",
            "origin-access-control",
            "vpcorigin",
        ],
    ),
    (
        "ec2",
        &[
            "elastic-ip",
            "instance",
            "internet-gateway",
            "natgateway",
            "route-table",
            "security-group",
            "subnet",
            "verified-access-instance",
            "vpc",
            "vpc-endpoint",
            "vpc-flow-log",
        ],
    ),
    ("kms", &["key"]),
    // Layers and code signing configurations are somebody else's.
    (
        "lambda",
        &["capacityProvider", "code signing config", "layerVersion"],
    ),
    ("route53", &["change", "hostedzone"]),
    // Named by `CloudFormation` without the stack.
    ("scheduler", &["schedule"]),
    ("ssm", &["association"]),
    (
        "wafv2",
        &["apigateway", "loadbalancer/app/", "rulegroup", "webacl"],
    ),
];

/// IAM's reference of actions and what each can be limited to, as cfn-lint brings it.
fn reference() -> Result<Value> {
    let data = schemas()?;
    let data = data.parent().context("cfn-lint's data")?;
    read(&data.join("AdditionalSpecs/Policies.json"))
}

/// The kinds of resources that an action can be limited to; none for an action that IAM knows for everything only.
fn kinds(reference: &Value, action: &str) -> Vec<String> {
    let (service, name) = action.split_once(':').unwrap_or_default();
    texts(&reference[service]["Actions"][name.to_lowercase()]["Resources"])
}

#[test]
fn what_could_be_limited_to_the_stacks_names_is() -> Result<()> {
    let reference = reference()?;
    let made_by_aws = |action: &str, kind: &String| {
        let service = action.split(':').next().unwrap_or_default();
        let mut lists = MADE_BY_AWS.iter().filter(|(of, _)| *of == service);
        lists.any(|(_, kinds)| kinds.contains(&kind.as_str()))
    };
    let (mut wide, mut limited) = (Vec::new(), 0);
    for statement in statements()? {
        for action in texts(&statement["Action"]) {
            let kinds = kinds(&reference, &action);
            if statement["Resource"] != "*" {
                limited += 1;
            } else if !kinds.is_empty() && !kinds.iter().any(|kind| made_by_aws(&action, kind)) {
                wide.push(action);
            }
        }
    }
    assert!(wide.is_empty(), "on everything, and could be narrower: {wide:?}");
    assert!(limited > 200, "the reference is read: {limited}");
    Ok(())
}

/// An ARN that no kind of resource of an action has allows nothing: the deployment would fail.
#[test]
fn what_an_action_is_limited_to_is_something_that_it_is_done_to() -> Result<()> {
    let reference = reference()?;
    for statement in statements()? {
        let limits = texts(&statement["Resource"]);
        for action in texts(&statement["Action"]) {
            let service = action.split(':').next().unwrap_or_default();
            let kinds = kinds(&reference, &action);
            let formats = kinds
                .iter()
                .flat_map(|kind| texts(&reference[service]["Resources"][kind]["ARNFormats"]));
            let fixed: Vec<String> = formats.map(|format| fixed_part(&format)).collect();
            let fits = |limit: &String| {
                // What is AWS's own, such as its public parameters, has no account in its ARN.
                let limit = limit.replace("111122223333", "*").replace(":*::", ":*:*:");
                let asked = limit.split("cw").next().unwrap_or_default().trim_end_matches('*');
                fixed
                    .iter()
                    .any(|fixed| limit.starts_with(fixed) || fixed.starts_with(asked))
            };
            let everything = limits == ["*"] || fixed.is_empty();
            assert!(
                everything || limits.iter().any(fits),
                "{action} is never done to {limits:?}, but to {fixed:?}"
            );
        }
    }
    Ok(())
}

/// What is the same in every ARN of this format, with any region and account.
fn fixed_part(format: &str) -> String {
    let format = format
        .replace("${Partition}", "aws")
        .replace("${Region}", "*")
        .replace("${Account}", "*");
    format.split(".*").next().unwrap_or_default().to_owned()
}

/// Names that a template makes up itself, by type and property, and the ARN's part before the name. Every other name is made by
/// `CloudFormation` and begins with the stack's.
const NAMES: [(&str, &str, &str); 11] = [
    ("AWS::CloudWatch::Alarm", "AlarmName", "alarm:"),
    ("AWS::DynamoDB::Table", "TableName", "table/"),
    ("AWS::ECS::Cluster", "ClusterName", "cluster/"),
    ("AWS::ECS::Service", "ServiceName", "service/"),
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "Name",
        "loadbalancer/app/",
    ),
    ("AWS::Lambda::Function", "FunctionName", "function:"),
    ("AWS::Logs::LogGroup", "LogGroupName", "log-group:"),
    ("AWS::RDS::DBInstance", "DBInstanceIdentifier", "db:"),
    ("AWS::S3::Bucket", "BucketName", ":::"),
    ("AWS::SNS::Topic", "TopicName", ":111122223333:"),
    ("AWS::SQS::Queue", "QueueName", ":111122223333:"),
];

#[test]
fn the_names_that_templates_make_up_are_within_the_limits() -> Result<()> {
    let templates = templates();
    for prefix in PREFIXES {
        names_are_within_the_limits(prefix, &templates)?;
    }
    Ok(())
}

fn limits(prefix: &str) -> Result<Vec<String>> {
    let statements = statements_for(prefix)?;
    Ok(statements.iter().flat_map(|it| texts(&it["Resource"])).collect())
}

fn names_are_within_the_limits(prefix: &str, templates: &[Value]) -> Result<()> {
    let limits = limits(prefix)?;
    let stack = format!("{prefix}-orders-1a2b3c");
    let mut named = 0;
    for resource in resources(templates) {
        let Some((kind, property, before)) = NAMES.iter().find(|(kind, ..)| resource["Type"] == *kind) else {
            continue;
        };
        let name = &resource["Properties"][property];
        // What a person has named in the prompt has a name of their choice, and its account's owner lets it in.
        if name.is_null() || name.is_string() {
            continue;
        }
        named += 1;
        let name = in_a_stack(name, &stack);
        let within = limits.iter().any(|limit| {
            let Some((_, pattern)) = limit.split_once(before) else {
                return false;
            };
            matches(pattern, &name)
        });
        assert!(within, "{kind} {name} is outside of {limits:?}");
    }
    assert!(named > 0, "some log groups have to be named");
    Ok(())
}

/// Names of `CloudFormation`'s own making, which begin with the stack's, cut to so many characters where the service takes few: the ARN's
/// part before the name, the logical id, and the characters. What it cuts is told at `LONGEST_PREFIX` in `src/controller/settings.rs`; what
/// it leaves whole is seen in `fargate-test-2-TaskDefinition-1XA0M2F4EOB22` and its like.
const GENERATED: [(&str, &str, usize); 8] = [
    ("loadbalancer/app/", "Balancer", 5),
    ("listener/app/", "Balancer", 5),
    ("targetgroup/", "Targets", 5),
    ("task-definition/", "Task", 45),
    ("role/", "TaskRole", 24),
    ("function:", "Handler", 24),
    ("table/", "Orders", 45),
    ("db:", "Database", 45),
];

#[test]
fn the_names_that_cloudformation_makes_up_are_within_the_limits_for_every_prefix() -> Result<()> {
    let readme = include_str!("../README.md");
    assert!(readme.contains(SED), "README says how to change the prefix");
    for prefix in PREFIXES {
        let limits = limits(prefix)?;
        let stack = format!("{prefix}-orders-1a2b3c4d5e6f");
        for (before, id, most) in GENERATED {
            let cut = |text: &str| text.chars().take(most).collect::<String>();
            let name = format!("{}-{}-1TKLTMITMM0EO", cut(&stack), cut(id));
            let within = limits.iter().any(|limit| {
                limit
                    .split_once(before)
                    .is_some_and(|(_, pattern)| matches(pattern, &name))
            });
            assert!(within, "{before}{name} is outside of {limits:?}");
        }
    }
    Ok(())
}

/// A name as it is in this stack.
fn in_a_stack(name: &Value, stack: &str) -> String {
    match name {
        Value::String(text) => text.replace("${AWS::StackName}", stack),
        Value::Object(function) if function.contains_key("Ref") => stack.to_owned(),
        Value::Object(function) => function.values().map(|it| in_a_stack(it, stack)).collect(),
        Value::Array(parts) => parts
            .iter()
            .filter(|part| *part != "")
            .map(|it| in_a_stack(it, stack))
            .collect(),
        _ => String::new(),
    }
}

/// IAM's `*`: any text, none included.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((before, after)) => text.strip_prefix(before).is_some_and(|rest| {
            (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| matches(after, rest)))
        }),
    }
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
