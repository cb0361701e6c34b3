//! Amazon `CloudWatch` Synthetics: a visitor by clockwork, who notices first that nobody answers.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::Metered;
use super::{Resource, Tags, billed, logs, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

/// `CloudFormation` type of a canary.
pub(crate) const KIND: &str = "AWS::Synthetics::Canary";
/// Newest runtime. Source: `CloudWatch` user guide, "Runtime versions using Node.js and Puppeteer", 2026-11.
const RUNTIME: &str = "syn-nodejs-puppeteer-15.0";
const VISIT: &str = include_str!("synthetics.js");
/// Minutes between two visits where nothing else was said, and between which they may be. Each visit costs, so not every one.
const MINUTES: i64 = 15;
const MINUTES_TAKEN: (i64, i64) = (1, 60);
const MINUTES_PER_MONTH: i64 = 730 * 60;
/// Seconds that a visit may take: AWS advises for no less than 15.
const TIMEOUT: i64 = 60;
/// Days that the results of visits are kept.
const KEEP_DAYS: i64 = 31;
/// How the logs of canaries begin.
const LOGS: &str = "/aws/lambda/cwsyn-";

pub(crate) const CANARY: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Visits the application by clockwork and notices when it does not answer",
        "घड़ी के हिसाब से ऐप्लिकेशन खोलकर देखता है और जवाब न मिले तो पकड़ लेता है",
        "Ghadi ke hisaab se application kholkar dekhta hai aur jawab na mile to pakad leta hai",
    ],
    billed: |canary, _| {
        let visits = MINUTES_PER_MONTH / minutes_of(canary).unwrap_or(MINUTES);
        vec![billed("CloudWatch", "canary_runs", Decimal::from(visits))]
    },
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "synthetics|cloudwatch synthetics|cloudwatch synthetics canary|synthetics canary|synthetic canary|canary|canaries|cloudwatch canary|\
         synthetic monitoring|synthetic monitor|synthetic check|synthetic test|synthetic visitor|uptime monitor|\
         uptime monitoring|heartbeat monitor|availability check|availability monitor|endpoint monitoring",
        "सिंथेटिक्स|कैनरी|अपटाइम जाँच",
        "uptime jaanch|site chal rahi hai ya nahi",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Canary");
    let number = id.as_str().trim_start_matches("Canary");
    let name = match part.name(is_name) {
        Some(name) => name.to_owned(),
        None => format!("{}-visit{number}", system.project()),
    };
    let minutes = part.number("minutes", MINUTES_TAKEN).unwrap_or(MINUTES);
    let said = part.text("url").filter(|url| url.starts_with("https://"));
    let url = said.map_or_else(|| target(system), Value::text);
    let key = system.key_arn();
    let results = results(system, &id);
    let role = role(system, &id, &name, &results);
    let artifacts = match key {
        Some(key) => properties! { "EncryptionMode": "SSE_KMS", "KmsKeyArn": key },
        None => properties! { "EncryptionMode": "SSE_S3" },
    };
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    let canary = Resource::new(id, KIND)
        .with("Name", name)
        .with("RuntimeVersion", RUNTIME)
        .with(
            "Code",
            properties! { "Handler": "index.handler", "Script": VISIT },
        )
        .with(
            "Schedule",
            properties! { "Expression": format!("rate({minutes} {unit})") },
        )
        .with(
            "RunConfig",
            properties! {
                "TimeoutInSeconds": TIMEOUT,
                "EnvironmentVariables": properties! { "TARGET_URL": url },
            },
        )
        .with("ExecutionRoleArn", role.attribute("Arn"))
        .with(
            "ArtifactS3Location",
            Value::Concat(vec!["s3://".into(), Value::from(&results)]),
        )
        .with("ArtifactConfig", properties! { "S3Encryption": artifacts })
        .with("SuccessRetentionPeriod", KEEP_DAYS)
        .with("FailureRetentionPeriod", KEEP_DAYS)
        .with("StartCanaryAfterCreation", true)
        .with("ProvisionedResourceCleanup", "AUTOMATIC");
    let id = system.add(canary);
    system.add(role);
    id
}

/// What is visited: the application's own address, else one that only the person knows.
fn target(system: &mut System<'_>) -> Value {
    let own = system.blueprint.outputs().iter();
    let own = own
        .filter(|output| output.id.as_str() == "Url")
        .map(|output| output.value.clone())
        .next();
    own.unwrap_or_else(|| {
        system.blueprint.parameter(Parameter {
            id: "VisitedUrl".into(),
            description: "Address that is visited to see whether it answers",
            pattern: r"^https://[^\s]+$",
            answer: "visitedUrl",
        })
    })
}

/// The bucket that results of visits are kept in.
fn results(system: &mut System<'_>, canary: &LogicalId) -> LogicalId {
    let bucket = system.own_bucket(&format!("{canary} Results"));
    system.add(s3::bucket_policy(&format!("{bucket} Policy"), &bucket, []));
    bucket
}

fn role(system: &mut System<'_>, canary: &LogicalId, name: &str, results: &LogicalId) -> Resource {
    const LOG: &[&str] = &["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
    let logs = logs::arn_of(format!("{LOGS}{name}-*").into());
    let mut statements = vec![
        Statement::allow(&["s3:GetObject", "s3:PutObject"], [s3::files(results)]),
        Statement::allow(
            &["s3:GetBucketLocation"],
            [Value::Attribute(results.clone(), "Arn")],
        ),
        Statement::allow(LOG, [logs]),
        // These know no resources.
        Statement::allow(&["cloudwatch:PutMetricData", "s3:ListAllMyBuckets"], ["*".into()]),
    ];
    statements.extend(system.key_statement());
    iam::role(
        format!("{canary} Role").as_str(),
        "lambda.amazonaws.com",
        &statements,
    )
}

fn minutes_of(canary: &Resource) -> Option<i64> {
    let expression = canary.properties.get("Schedule")?.get("Expression")?.as_text()?;
    let digits: String = expression.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|minutes| *minutes > 0)
}

/// Whether AWS takes it as the name of a canary.
fn is_name(name: &str) -> bool {
    (1..=255).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c))
}
