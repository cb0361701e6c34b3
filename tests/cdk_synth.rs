//! Plans as AWS CDK apps, asked of the tools themselves: every app compiles under `tsc --strict`, and what it synthesizes is the
//! CloudFormation template of the plan, without a warning. One process of the compiler and one of node take all of them.

#[path = "../crates/planner/tests/support/combinations.rs"]
mod combinations;
#[path = "support/every_type.rs"]
mod every_type;
#[path = "../crates/planner/tests/support/input.rs"]
mod input;
#[path = "support/same_template.rs"]
mod same_template;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context, Result, bail, ensure};
use cloudwhisper_api::language::Language;
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Parameter, Pseudo, Resource, Retention, Value};
use cloudwhisper_planner::render::cdk::{Stack, project, render};
use cloudwhisper_planner::render::cloudformation;
use cloudwhisper_planner::{plan, properties};
use combinations::combinations;
use every_type::every_type;
use indexmap::IndexMap;
use input::input;
use same_template::differences;
use serde_json::Value as Json;
use tempfile::TempDir;

/// The prompts of the founding document and of this project's own pages.
const PROMPTS: [&str; 8] = [
    "Mujhe ek React website deploy karni hai, free tier mein",
    "API banao Node.js mein with database, ₹500 per month",
    "Deploy a React website with free tier",
    "Create a REST API with Node.js and database, under $10/month",
    "Orders ke liye API banao Node.js mein with database, ₹500 per month ke andar",
    "Ek static website banao portfolio ke liye, ₹200 mahine ke andar, Mumbai region mein",
    "ऑनलाइन दुकान के लिए एक कंटेनर सेवा चाहिए, पोर्ट 8080, डेटाबेस के बिना, बजट ₹4000 प्रति माह",
    "A Flask API on ECS with a Postgres database and a bucket named acme-media, in Frankfurt",
];

/// An app and the template that it has to make.
struct Case {
    name: String,
    app: String,
    template: Json,
}

impl Case {
    fn of_blueprint(name: &str, blueprint: &Blueprint, team: &str) -> Self {
        let tags = BTreeMap::from(
            [("cloudwhisper:project", "orders"), ("team", team)]
                .map(|(key, value)| (key.to_owned(), value.to_owned())),
        );
        let stack = Stack {
            project: "orders",
            description: "Checked by cdk synth",
            region: "ap-south-1",
            tags: &tags,
            breakdown: &[],
            language: Language::Hindi,
        };
        Self {
            name: name.to_owned(),
            app: render(blueprint, &stack),
            template: cloudformation::template(blueprint, stack.description, stack.tags),
        }
    }

    fn of_prompt(number: usize, prompt: &str) -> Result<Self> {
        let none = IndexMap::new();
        let planned =
            plan(&input(prompt, &none)).map_err(|error| anyhow::anyhow!("{prompt}: {}", error.message))?;
        let plan = planned
            .plan
            .with_context(|| format!("{prompt}: a question is open"))?;
        Ok(Self {
            name: format!("prompt-{number}"),
            template: serde_json::from_str(&plan.template)?,
            app: plan.artifacts().cdk().to_owned(),
        })
    }
}

/// Everything that no combination has: values that don't fit CDK's types, names that are taken, texts with every quote, types and
/// properties that CDK doesn't know.
fn oddities() -> Blueprint {
    let mut blueprint = Blueprint::default();
    let zone = blueprint.parameter(Parameter {
        id: LogicalId::new("Sqs"),
        description: "It's a `zone`",
        pattern: r"^Z[A-Z0-9]+\$${1}$",
        answer: "hostedZoneId",
    });
    let stack_name = || Value::Pseudo(Pseudo::StackName);
    let queue = Resource::new("Default", "AWS::SQS::Queue")
        .with("DelaySeconds", zone.clone())
        .with("QueueName", "orders")
        .with(
            "NotYetInCdk",
            properties! { "Some": properties! { "Key": zone.clone() } },
        )
        .with(
            "RedrivePolicy",
            properties! { "maxReceiveCount": 3, "deadLetterTargetArn": stack_name() },
        )
        .kept(Retention::Retain);
    let refused = Resource::new("Refused", "AWS::SQS::Queue")
        .with("DelaySeconds", "5")
        .with("QueueName", 5)
        .with("SqsManagedSseEnabled", "true");
    let alien = Resource::new("Function", "AWS::Alien::Thing")
        .with("SomeARN", queue.attribute("Arn"))
        .with("Odd", queue.attribute("Not.There"))
        .with("Count", 3);
    let text = Value::Concat(vec![
        "#!/bin/sh\necho 'it''s' \"$HOME\" `date` ${x} $".into(),
        Value::Ref(LogicalId::new("Function")),
        "{y}\\n\ttab\n\nनमस्ते \u{2028} ".into(),
        Value::Concat(vec![Value::Bool(true), Value::Integer(-1), stack_name()]),
        "\n".into(),
    ]);
    let machine = Resource::new("Machine", "AWS::EC2::Instance")
        .with("UserData", Value::Base64(Box::new(text)))
        .with("AvailabilityZone", Value::AvailabilityZone(1))
        .with("ImageId", Value::SsmParameter("/aws/service/ami"))
        .with("SecurityGroupIds", alien.attribute("Groups"))
        .with("EbsOptimized", stack_name())
        .with("CpuOptions", properties! { "CoreCount": zone.clone() })
        .with("Tags", vec![properties! { "Key": "team", "Value": stack_name() }])
        .after(&queue.id);
    let function = Resource::new("Cdk", "AWS::Lambda::Function")
        .with(
            "Code",
            properties! { "ZipFile": "exports.handler = async () => ({\n  body: `${1}`\n})\n" },
        )
        .with("Role", Value::Concat(vec![alien.attribute("Arn")]))
        .with("Timeout", Value::Concat(vec![Value::Integer(3)]))
        .with(
            "Environment",
            properties! { "Variables": properties! { "TABLE_NAME": "x", "2": text_of_pseudos() } },
        );
    let alarm = Resource::new("Alarm", "AWS::CloudWatch::Alarm")
        .with("ComparisonOperator", "LessThanThreshold")
        .with("EvaluationPeriods", 1)
        .with("AlarmActions", alien.attribute("Topics"))
        .with(
            "Dimensions",
            vec![properties! { "Name": "Queue", "Value": zone.clone() }],
        )
        .with("Threshold", Value::Ref(machine.id.clone()));
    // What is referred to stands last: the app has to put it first.
    for resource in [alarm, function, machine, alien, queue, refused] {
        blueprint.add(resource);
    }
    blueprint.output("Default", "The same name as a resource", zone);
    blueprint.output("Host", "A host", Value::UrlHost(LogicalId::new("Cdk"), "Arn"));
    blueprint.output("Number", "A number", 5);
    blueprint
}

fn text_of_pseudos() -> Value {
    let all = [
        Pseudo::Region,
        Pseudo::AccountId,
        Pseudo::Partition,
        Pseudo::UrlSuffix,
    ];
    Value::Concat(
        all.into_iter()
            .flat_map(|pseudo| [Value::Pseudo(pseudo), "/".into()])
            .collect(),
    )
}

/// Where `make testbed` puts the tools, pinned by the very files that plans come with.
fn tools() -> PathBuf {
    let folder = std::env::var_os("CLOUDWHISPER_TESTBED_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join(".testbed"),
        PathBuf::from,
    );
    folder.join("cdk/node_modules")
}

/// A folder with a folder for each app, ready to be compiled.
fn written(cases: &[Case]) -> Result<TempDir> {
    let folder = TempDir::new()?;
    for case in cases {
        let own = folder.path().join(&case.name);
        fs::create_dir(&own)?;
        fs::write(own.join(project::APP), &case.app)?;
    }
    let settings = project::FILES.iter().find(|(name, _)| *name == "tsconfig.json");
    let mut settings: Json = serde_json::from_str(settings.context("the project has settings")?.1)?;
    settings["files"] = cases
        .iter()
        .map(|case| format!("{}/{}", case.name, project::APP))
        .collect();
    fs::write(folder.path().join("tsconfig.json"), settings.to_string())?;
    std::os::unix::fs::symlink(tools(), folder.path().join("node_modules"))?;
    Ok(folder)
}

fn compiled(folder: &Path) -> Result<Output> {
    Command::new(tools().join(".bin/tsc"))
        .args(["--project"])
        .arg(folder)
        .output()
        .context("the TypeScript compiler is not there: run `make testbed`")
}

fn said(output: &Output) -> String {
    let [out, err] = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    format!("{out}{err}")
}

fn template(folder: &Path) -> Result<Json> {
    for entry in fs::read_dir(folder.join("cdk.out"))? {
        let path = entry?.path();
        if path.to_string_lossy().ends_with(".template.json") {
            return Ok(serde_json::from_str(&fs::read_to_string(path)?)?);
        }
    }
    bail!("{} has no template", folder.display())
}

/// Compiles and synthesizes the apps, compares what they make, and returns what CDK says to it. It checks the templates of prompts.
fn check(cases: &[Case]) -> Result<String> {
    let folder = written(cases)?;
    let compiler = compiled(folder.path())?;
    ensure!(
        compiler.status.success(),
        "of {} apps:\n{}",
        cases.len(),
        said(&compiler)
    );
    let checked = cases.iter().filter(|case| case.name.starts_with("prompt-"));
    let node = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/synth.js"))
        .arg(folder.path())
        .args(checked.map(|case| &case.name))
        .output()
        .context("node is not there: install Node.js 20 or newer")?;
    ensure!(node.status.success(), "of {} apps:\n{}", cases.len(), said(&node));

    let mut wrong = Vec::new();
    for case in cases {
        let made = template(&folder.path().join(&case.name))?;
        let found = differences(&case.template, &made);
        wrong.extend(found.into_iter().map(|it| format!("{}: {it}", case.name)));
    }
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(said(&node))
}

#[test]
fn every_app_compiles_and_makes_the_template_of_its_plan() -> Result<()> {
    let mut cases = vec![Case::of_blueprint("oddities", &oddities(), "it's `ours` ${x}")];
    for (number, prompt) in PROMPTS.iter().enumerate() {
        cases.push(Case::of_prompt(number, prompt)?);
    }
    let all = combinations();
    cases.extend(
        all.iter()
            .map(|it| Case::of_blueprint(&it.name, &it.blueprint(), "shop")),
    );

    let said = check(&cases)?;
    ensure!(
        said.is_empty(),
        "CDK has something to say about {} apps:\n{said}",
        cases.len()
    );
    Ok(())
}

/// Properties that AWS has deprecated among them, which CDK remarks on.
#[test]
fn an_app_of_every_type_that_cdk_knows_makes_its_template() -> Result<()> {
    let types = every_type();
    let cases = types.iter().enumerate();
    let cases: Vec<Case> = cases
        .map(|(number, types)| Case::of_blueprint(&format!("types-{number}"), types, "shop"))
        .collect();
    check(&cases).map(drop)
}

#[test]
fn the_compiler_finds_what_is_wrong() -> Result<()> {
    let mut blueprint = Blueprint::default();
    blueprint.add(Resource::new("Queue", "AWS::SQS::Queue").with("QueueName", "orders"));
    let mut case = Case::of_blueprint("broken", &blueprint, "shop");
    case.app = case.app.replace("queueName", "queueNam");
    let folder = written(&[case])?;
    let compiler = compiled(folder.path())?;
    assert!(
        !compiler.status.success() && said(&compiler).contains("queueNam"),
        "a misspelt property has to be found, else the other test proves nothing: {}",
        said(&compiler)
    );
    Ok(())
}
