//! Managed Service for Apache Flink: works on data while it flows by, such as sums over the last five minutes.

use cloudwhisper_api::language::Language;

use super::component::{Component, Ends, Part, Wire};
use super::events::targets;
use super::iam::{self, Statement};
use super::plain::say;
use super::{
    Billed, HOURS_PER_MONTH, Resource, Service, UsageProfile, billed, firehose, kinesis, s3, sns, sqs,
};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{storage, wishes};
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

/// The newest 1.x that the schema of `cfn-lint` lists; AWS's own list of releases was not read.
const RUNTIME: &str = "FLINK-1_20";

/// `AWS::KinesisAnalyticsV2::Application`.
pub(crate) struct Application;

impl Application {
    pub(crate) const KIND: &str = "AWS::KinesisAnalyticsV2::Application";
}

impl Service for Application {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Works on data while it flows by, such as sums over the last five minutes",
                "बहते हुए डेटा पर काम करता है, जैसे पिछले पाँच मिनट का जोड़",
                "Behte hue data par kaam karta hai, jaise pichhle paanch minute ka jod",
            ],
        )
    }

    /// AWS adds one unit for its own work to the one that runs the code.
    fn billed(&self, _application: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let hours = HOURS_PER_MONTH * rust_decimal::Decimal::TWO;
        vec![billed("Managed Flink", "kpu", hours)]
    }
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Application::KIND,
    terms: [
        "flink|apache flink|managed flink|amazon managed service for apache flink|managed service for apache flink|\
         managed apache flink|kinesis data analytics|kinesis analytics|amazon kinesis data analytics|flink application|\
         flink job|streaming analytics|stream analytics|real-time analytics engine|real time analytics engine",
        "फ्लिंक|अपाचे फ्लिंक|काइनेसिस एनालिटिक्स",
        "",
    ],
    build,
    uses: None,
}];

/// What an application can put its results into, where that was said. Streams it may write to anyway.
pub(crate) const RESULTS: [&str; 3] = [sns::Topic::KIND, sqs::Queue::KIND, firehose::DeliveryStream::KIND];

pub(crate) const WIRES: &[Wire] = &[
    results_to(sns::Topic::KIND),
    results_to(sqs::Queue::KIND),
    results_to(firehose::DeliveryStream::KIND),
];

const fn results_to(to: &'static str) -> Wire {
    Wire {
        from: Application::KIND,
        to,
        ends: Ends::All,
        connect: put_results,
    }
}

/// Lets an application put its results where they were said to go, and tells it where that is.
fn put_results(system: &mut System<'_>, application: &LogicalId, to: &LogicalId) {
    let kind = system.kind_of(to).unwrap_or_default();
    let said = wishes::comes_from(system.design.requirements, kind, Application::KIND);
    if !said || to.as_str() == sns::ALARMS || kind == sqs::Queue::KIND && !sqs::takes_work(system, to) {
        return;
    }
    let Some(target) = targets::target(system, to) else {
        return;
    };
    let role = LogicalId::new(&format!("{application} Role"));
    if let Some(role) = system.blueprint.resource_mut(&role) {
        for statement in &target.statements {
            iam::allow(role, statement);
        }
    }
    let place = properties! {
        "PropertyGroupId": to.as_str(),
        "PropertyMap": properties! { "destination": Value::from(to) },
    };
    let application = system.blueprint.resource_mut(application);
    let configuration = application.and_then(|it| it.properties.get_mut("ApplicationConfiguration"));
    let Some(Value::Map(configuration)) = configuration else {
        return;
    };
    let groups = configuration
        .entry("EnvironmentProperties".to_owned())
        .or_insert_with(|| properties! { "PropertyGroups": Vec::<Value>::new() });
    if let Value::Map(groups) = groups
        && let Some(Value::List(groups)) = groups.get_mut("PropertyGroups")
    {
        groups.push(place);
    }
}

/// The application's code is a file that only the person has, in the bucket for files.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let bucket = match system.all(s3::Bucket::KIND).into_iter().find(storage::is_files) {
        Some(bucket) => bucket,
        None => storage::build_bucket(system, &Part { said: None }),
    };
    let file = system.blueprint.parameter(Parameter {
        id: "FlinkCodeFile".into(),
        description: "Name of the Flink application's JAR or ZIP file in the bucket for files",
        pattern: "^[A-Za-z0-9!_.*'()/-]{1,1024}$",
        answer: "flinkCodeFile",
    });
    let streams = system.all(kinesis::Stream::KIND);
    let arns = |streams: &[LogicalId]| -> Vec<Value> {
        let arn = |stream: &LogicalId| Value::Attribute(stream.clone(), "Arn");
        streams.iter().map(arn).collect()
    };
    let mut statements = vec![Statement::allow(
        &["s3:GetObject", "s3:GetObjectVersion"],
        [s3::files(&bucket)],
    )];
    if !streams.is_empty() {
        statements.push(Statement::allow(kinesis::READ, arns(&streams)));
        statements.push(Statement::allow(
            &["kinesis:PutRecord", "kinesis:PutRecords"],
            arns(&streams),
        ));
    }
    statements.extend(system.key_statement());
    let id = system.free_id("FlinkApplication");
    let role = iam::role(
        format!("{id} Role").as_str(),
        "kinesisanalytics.amazonaws.com",
        &statements,
    );
    let code = properties! {
        "CodeContentType": "ZIPFILE",
        "CodeContent": properties! {
            "S3ContentLocation": properties! { "BucketARN": Value::Attribute(bucket, "Arn"), "FileKey": file },
        },
    };
    let flink = properties! {
        "CheckpointConfiguration": properties! { "ConfigurationType": "DEFAULT" },
        "MonitoringConfiguration": properties! {
            "ConfigurationType": "CUSTOM", "LogLevel": "INFO", "MetricsLevel": "APPLICATION",
        },
        "ParallelismConfiguration": properties! {
            "ConfigurationType": "CUSTOM", "Parallelism": 1_i64, "ParallelismPerKPU": 1_i64,
            "AutoScalingEnabled": system.hardened(),
        },
    };
    let configuration = properties! {
        "ApplicationCodeConfiguration": code,
        "ApplicationSnapshotConfiguration": properties! { "SnapshotsEnabled": true },
        "FlinkApplicationConfiguration": flink,
    };
    let application = Resource::new(id, Application::KIND)
        .with_some("ApplicationName", part.name(kinesis::is_name))
        .with("ApplicationDescription", "Works on data while it flows by")
        .with("RuntimeEnvironment", RUNTIME)
        .with("ServiceExecutionRole", role.attribute("Arn"))
        .with("ApplicationConfiguration", configuration);
    system.add(role);
    system.add(application)
}
