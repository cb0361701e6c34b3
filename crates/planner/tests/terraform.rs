//! What every plan's Terraform has to keep to. What needs tools or published schemas is in the root's `tests/terraform.rs`.
#![allow(
    clippy::disallowed_methods,
    reason = "a test may write files where a person, or a tool, wants to look at them"
)]

#[path = "support/combinations.rs"]
mod combinations;

#[path = "support/hcl.rs"]
mod reading;

use std::collections::{BTreeMap, BTreeSet};

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Parameter, Resource, Retention, Value};
use cloudwhisper_planner::render::terraform::{Terraform, counterparts, render};
use combinations::combinations;
use hcl::eval::{Context, Evaluate, FuncDef, ParamType};
use proptest::prelude::*;
use reading::{blocks, mentions};

fn tags() -> BTreeMap<String, String> {
    [("cloudwhisper:project", "orders"), ("team", "shop")]
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

fn rendered(blueprint: &Blueprint) -> Terraform {
    render(
        blueprint,
        "orders, planned by CloudWhisper",
        &tags(),
        "ap-south-1",
        Language::English,
    )
}

/// For tools that want files: writes them where `CLOUDWHISPER_TERRAFORM` says, a folder a combination.
#[test]
fn every_combination_is_written_where_it_is_asked_for() {
    let Some(folder) = std::env::var_os("CLOUDWHISPER_TERRAFORM") else {
        return;
    };
    for combination in combinations() {
        let folder = std::path::Path::new(&folder).join(&combination.name);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, text) in rendered(&combination.blueprint()).files() {
            std::fs::write(folder.join(name), text).expect("the folder can be written");
        }
    }
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    for combination in combinations() {
        let again = rendered(&combination.blueprint());
        assert_eq!(rendered(&combination.blueprint()), again, "{}", combination.name);
    }
}

#[test]
fn every_reference_leads_to_something_that_is_declared() {
    for combination in combinations() {
        let files = rendered(&combination.blueprint());
        let all: Vec<hcl::Block> = files.files().iter().flat_map(|(_, text)| blocks(text)).collect();
        let mut declared = BTreeSet::new();
        for block in &all {
            let labels: Vec<&str> = block.labels.iter().map(hcl::BlockLabel::as_str).collect();
            let address = match block.identifier.as_str() {
                "resource" => labels.join("."),
                "data" => format!("data.{}", labels.join(".")),
                "variable" => format!("var.{}", labels.join(".")),
                _ => continue,
            };
            assert!(
                declared.insert(address.clone()),
                "{}: {address} is there twice",
                combination.name
            );
        }
        for mentioned in all.iter().flat_map(mentions) {
            assert!(
                declared.contains(&mentioned),
                "{}: {mentioned} is not declared",
                combination.name
            );
        }
    }
}

/// Resources and who refers to whom are the same as in the template: the table says which are which.
#[test]
fn the_graph_is_that_of_the_blueprint() {
    for combination in combinations() {
        let blueprint = combination.blueprint();
        let main_tf = blocks(&rendered(&blueprint).main_tf);
        let written: BTreeMap<String, &hcl::Block> = main_tf
            .iter()
            .filter(|block| block.identifier.as_str() == "resource")
            .map(|block| {
                (
                    block
                        .labels
                        .iter()
                        .map(hcl::BlockLabel::as_str)
                        .collect::<Vec<_>>()
                        .join("."),
                    block,
                )
            })
            .collect();
        let counterparts = counterparts(&blueprint);
        let ids: Vec<&LogicalId> = counterparts.iter().map(|(id, _)| id).collect();
        assert_eq!(
            ids,
            blueprint.resources().iter().map(|it| &it.id).collect::<Vec<_>>(),
            "{}",
            combination.name
        );
        let owner: BTreeMap<&str, &LogicalId> = counterparts
            .iter()
            .flat_map(|(id, addresses)| addresses.iter().map(move |address| (address.as_str(), id)))
            .collect();
        assert_eq!(
            owner.keys().copied().collect::<BTreeSet<_>>(),
            written.keys().map(String::as_str).collect(),
            "{}: every resource stands for exactly one of the blueprint's",
            combination.name
        );
        for ((id, addresses), resource) in counterparts.iter().zip(blueprint.resources()) {
            let referred = resource.properties.values().flat_map(Value::references);
            let expected: BTreeSet<&LogicalId> = referred.chain(&resource.depends_on).collect();
            let found: BTreeSet<&LogicalId> = addresses
                .iter()
                .flat_map(|address| mentions(written[address]))
                .filter_map(|mentioned| owner.get(mentioned.as_str()).copied())
                .filter(|other| *other != id)
                .collect();
            assert_eq!(found, expected, "{}: what {id} refers to", combination.name);
        }
    }
}

#[test]
fn what_holds_data_cannot_be_destroyed() {
    for combination in combinations() {
        let blueprint = combination.blueprint();
        let main_tf = blocks(&rendered(&blueprint).main_tf);
        for ((_, addresses), resource) in counterparts(&blueprint).iter().zip(blueprint.resources()) {
            let guarded = main_tf
                .iter()
                .filter(|block| {
                    block
                        .labels
                        .iter()
                        .map(hcl::BlockLabel::as_str)
                        .collect::<Vec<_>>()
                        .join(".")
                        == addresses[0]
                })
                .flat_map(|block| block.body.blocks())
                .filter(|block| block.identifier.as_str() == "lifecycle")
                .any(|block| {
                    block
                        .body
                        .attributes()
                        .any(|it| it.key.as_str() == "prevent_destroy")
                });
            assert_eq!(
                guarded,
                resource.retention != Retention::Delete,
                "{}: {}",
                combination.name,
                resource.id
            );
        }
    }
}

/// One per way of being written, to be reviewed like code when it changes.
#[test]
fn files_are_as_reviewed() {
    let reviewed = [
        "static",
        "api-express-dynamodb",
        "api-flask-s3-rds-dynamodb",
        "container-s3-rds-dynamodb-named",
    ];
    for combination in combinations()
        .iter()
        .filter(|it| reviewed.contains(&it.name.as_str()))
    {
        let files = rendered(&combination.blueprint())
            .files()
            .map(|(name, text)| format!("# {name}\n\n{text}"));
        insta::assert_snapshot!(combination.name.clone(), files.join("\n"));
    }
}

#[test]
fn comments_are_in_the_plan_s_language() {
    let combinations = combinations();
    let blueprint = combinations[0].blueprint();
    let hindi = render(&blueprint, "orders", &tags(), "ap-south-1", Language::Hindi);
    let english = rendered(&blueprint);
    let code = |text: &str| {
        text.lines()
            .filter(|line| !line.starts_with('#'))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(code(&hindi.main_tf), code(&english.main_tf));
    assert!(
        hindi
            .main_tf
            .lines()
            .any(|line| line.starts_with('#') && !line.is_ascii())
    );
}

/// A type in no table and a property that awscc lacks: a stack of its own holds it, and others can still refer to it.
#[test]
fn what_no_provider_has_becomes_a_stack_of_its_own() {
    let mut blueprint = Blueprint::default();
    let broker = Resource::new("Broker", "AWS::AmazonMQ::Broker").with("BrokerName", "orders");
    let arn = broker.attribute("Arn");
    let reference = broker.reference();
    blueprint.add(broker);
    blueprint.output("Broker Arn", "The broker", arn);
    blueprint.output("Broker Id", "The broker", reference);
    let files = rendered(&blueprint);
    assert_eq!(counterparts(&blueprint)[0].1, ["aws_cloudformation_stack.broker"]);
    assert!(
        files.main_tf.contains("\"Fn::GetAtt\" = [\"Broker\", \"Arn\"]"),
        "{}",
        files.main_tf
    );
    assert!(
        files
            .outputs_tf
            .contains("aws_cloudformation_stack.broker.outputs[\"Arn\"]")
    );
    assert!(
        files
            .outputs_tf
            .contains("aws_cloudformation_stack.broker.outputs[\"Reference\"]")
    );
}

/// A property that a table does not know is never left out: awscc, which has it, takes the resource over.
#[test]
fn a_property_that_a_table_does_not_know_is_not_lost() {
    let mut blueprint = Blueprint::default();
    blueprint.add(Resource::new("Queue", "AWS::SQS::Queue").with("DelaySeconds", 5_i64));
    blueprint.add(Resource::new("Files", "AWS::S3::Bucket").with(
        "IntelligentTieringConfigurations",
        vec![cloudwhisper_planner::properties! { "Id": "cold", "Status": "Enabled" }],
    ));
    let counterparts: Vec<String> = counterparts(&blueprint)
        .into_iter()
        .map(|(_, all)| all.join(" "))
        .collect();
    assert_eq!(counterparts, ["aws_sqs_queue.queue", "awscc_s3_bucket.files"]);
    assert!(
        rendered(&blueprint)
            .main_tf
            .contains("intelligent_tiering_configurations = [")
    );
}

#[test]
fn names_that_differ_in_capitals_alone_stay_apart() {
    let mut blueprint = Blueprint::default();
    blueprint.add(Resource::new("DBKey", "AWS::KMS::Key"));
    blueprint.add(Resource::new("DbKey", "AWS::KMS::Key"));
    let counterparts: Vec<String> = counterparts(&blueprint)
        .into_iter()
        .map(|(_, all)| all.join(" "))
        .collect();
    assert_eq!(counterparts, ["aws_kms_key.db_key", "aws_kms_key.db_key_2"]);
}

#[test]
fn a_parameter_is_a_variable_whose_whole_value_is_checked() {
    let mut blueprint = Blueprint::default();
    let zone = blueprint.parameter(Parameter {
        id: "HostedZoneId".into(),
        description: "The zone",
        pattern: "Z[A-Z0-9]+",
        answer: "hostedZoneId",
    });
    blueprint.output("Zone", "The zone", zone);
    let files = rendered(&blueprint);
    assert!(
        files
            .variables_tf
            .contains("can(regex(\"^(?:Z[A-Z0-9]+)$\", var.hosted_zone_id))"),
        "{}",
        files.variables_tf
    );
    assert!(files.outputs_tf.contains("var.hosted_zone_id"));
}

/// `chomp`, as Terraform has it.
fn terraform_functions() -> Context<'static> {
    let mut context = Context::new();
    let chomp = |arguments: hcl::eval::FuncArgs| match &arguments[0] {
        hcl::Value::String(text) => Ok(hcl::Value::String(text.trim_end_matches('\n').to_owned())),
        other => Err(format!("not a text: {other}")),
    };
    context.declare_func("chomp", FuncDef::builder().param(ParamType::String).build(chomp));
    context
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[ -~\\n\\t]{0,60}",
        "([a-z]{0,3}(\\$\\{|%\\{|\\}|\\\\|\"|\\n|EOT|<<|#)){0,8}",
    ]
    // The library that reads these back takes `$$${` and `%$${` for something else than OpenTofu does, whose console was
    // asked; such a pair may also come about where two texts meet.
    .prop_filter("no doubled marks", |text| {
        let doubled = ["$${", "%%{", "%${", "$%{"]
            .iter()
            .any(|marks| text.contains(marks));
        !doubled && !text.ends_with(['$', '%'])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_read_back_as_it_was(text in texts(), more in texts()) {
        let mut blueprint = Blueprint::default();
        blueprint.add(
            Resource::new("Bus", "AWS::Events::EventBus")
                .with("Description", text.as_str())
                .with("Name", Value::Concat(vec![text.as_str().into(), more.as_str().into()])),
        );
        let main_tf = rendered(&blueprint).main_tf;
        let bus = blocks(&main_tf).into_iter().find(|block| block.identifier.as_str() == "resource").expect("the bus");
        let context = terraform_functions();
        let read = |name: &str| {
            let attribute = bus.body.attributes().find(|it| it.key.as_str() == name).expect("the argument");
            attribute.expr.evaluate(&context).expect("a text")
        };
        prop_assert_eq!(read("description"), hcl::Value::String(text.clone()), "{}", &main_tf);
        prop_assert_eq!(read("name"), hcl::Value::String(text + &more), "{}", &main_tf);
    }
}

#[test]
fn a_password_that_cloudformation_looks_up_is_left_to_it() {
    let mut blueprint = Blueprint::default();
    let secret = blueprint.add(Resource::new("Secret", "AWS::SecretsManager::Secret"));
    let password = Value::Concat(vec![
        "{{resolve:secretsmanager:".into(),
        Value::Ref(secret),
        "}}".into(),
    ]);
    blueprint
        .add(Resource::new("Measurements", "AWS::Timestream::InfluxDBInstance").with("Password", password));
    let main = rendered(&blueprint).main_tf;
    assert!(main.contains("\"aws_cloudformation_stack\""), "{main}");
    assert!(main.contains("{{resolve:secretsmanager:${"), "{main}");
    assert!(!main.contains("awscc_timestream"), "{main}");
}
