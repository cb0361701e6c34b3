//! The two ends of a move: which database each is, and what AWS has to know to reach it. Databases sign in with a secret that only the
//! person has; buckets, tables and streams of the plan are reached with a role.
//!
//! Source of the names, settings and encryption of each engine: DMS user guide, "Sources for data migration" and "Targets for data
//! migration", and `CloudFormation`'s `AWS::DMS::Endpoint`, 2026-11.

use super::ENDPOINT;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Resource, Value};
use crate::catalog::component::Part;
use crate::catalog::iam::{self, Statement};
use crate::catalog::{aurora, dynamodb, kinesis, rds, s3};
use crate::properties;

/// Which end of the move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Where the data is.
    Source,
    /// Where it goes.
    Target,
}

impl Side {
    /// Its name in AWS's words, which is also the word under which its engine is noted.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Target => "target",
        }
    }

    /// The template parameter with the secret that opens it, and what answers it.
    fn secret(self) -> (&'static str, &'static str) {
        match self {
            Self::Source => ("SourceDatabaseSecretArn", "sourceDatabaseSecretArn"),
            Self::Target => ("TargetDatabaseSecretArn", "targetDatabaseSecretArn"),
        }
    }
}

/// How an engine is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reached {
    /// With user and password out of a secret; the settings that name it.
    Secret(&'static str),
    /// With a role, in a bucket, table or stream of the plan.
    Role,
}

/// An engine that data is moved out of or into.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Engine {
    /// Name in AWS's words.
    pub name: &'static str,
    reached: Reached,
    /// Encryption that it takes without a certificate of the person's own.
    ssl: &'static str,
    /// The database's name where it has to be told; `MySQL`'s must not be.
    database: Option<&'static str>,
    /// Whether data can be moved out of it.
    source: bool,
    /// Whether data can be moved into it.
    target: bool,
}

const fn engine(
    name: &'static str,
    settings: &'static str,
    ssl: &'static str,
    database: Option<&'static str>,
) -> Engine {
    Engine {
        name,
        reached: Reached::Secret(settings),
        ssl,
        database,
        source: true,
        target: true,
    }
}

/// Reached with a role, and only ever a target: what reading out of it takes only the person knows.
const fn store(name: &'static str) -> Engine {
    Engine {
        name,
        reached: Reached::Role,
        ssl: "none",
        database: None,
        source: false,
        target: true,
    }
}

const APP: Option<&str> = Some(rds::DATABASE_NAME);

/// The usual one stands first.
const ENGINES: [Engine; 14] = [
    engine("postgres", "PostgreSqlSettings", "require", APP),
    engine("aurora-postgresql", "PostgreSqlSettings", "require", APP),
    engine("mysql", "MySqlSettings", "none", None),
    engine("mariadb", "MySqlSettings", "none", None),
    engine("aurora", "MySqlSettings", "none", None),
    engine("oracle", "OracleSettings", "none", Some("APP")),
    engine("sqlserver", "MicrosoftSqlServerSettings", "require", APP),
    Engine {
        target: false,
        ..engine("mongodb", "MongoDbSettings", "none", APP)
    },
    engine("docdb", "DocDbSettings", "none", APP),
    Engine {
        target: false,
        ..engine("db2", "IbmDb2Settings", "none", APP)
    },
    engine("sybase", "SybaseSettings", "none", APP),
    store("s3"),
    store("dynamodb"),
    store("kinesis"),
];

/// The engine of this end: what was said, what is planned to be the target, else `PostgreSQL`.
pub(super) fn of(system: &System<'_>, part: &Part<'_>, side: Side) -> &'static Engine {
    let usual = &ENGINES[0];
    let named = |name: &str| ENGINES.iter().find(|it| it.name == name);
    let fits = |it: &&'static Engine| match side {
        Side::Source => it.source,
        Side::Target => it.target,
    };
    let said = part.text(side.word()).and_then(named).filter(fits);
    let said = said.map(|it| {
        if it.name == "aurora" {
            aurora_of(system).unwrap_or(it)
        } else {
            it
        }
    });
    let planned = || {
        if side == Side::Target {
            planned(system)
        } else {
            None
        }
    };
    // Where only one was said, a move to another engine would have been.
    let other = match side {
        Side::Source => Side::Target,
        Side::Target => Side::Source,
    };
    let other = || part.text(other.word()).and_then(named).filter(fits);
    said.or_else(planned).or_else(other).unwrap_or(usual)
}

/// The engine of the planned cluster.
fn aurora_of(system: &System<'_>) -> Option<&'static Engine> {
    let cluster = system.blueprint.of_kind(aurora::Cluster::KIND).next()?;
    let name = match rds::Engine::of(cluster) {
        rds::Engine::Postgres => "aurora-postgresql",
        _ => "aurora",
    };
    ENGINES.iter().find(|it| it.name == name)
}

/// The engine of the database that is planned.
fn planned(system: &System<'_>) -> Option<&'static Engine> {
    let instance = || {
        let instance = system.blueprint.of_kind(rds::Instance::KIND).next()?;
        let name = match rds::Engine::of(instance) {
            rds::Engine::Postgres => "postgres",
            rds::Engine::Mysql => "mysql",
            rds::Engine::Mariadb => "mariadb",
            rds::Engine::Oracle => "oracle",
            rds::Engine::SqlServer => "sqlserver",
        };
        ENGINES.iter().find(|it| it.name == name)
    };
    aurora_of(system).or_else(instance)
}

/// Adds one end.
pub(super) fn add(system: &mut System<'_>, id: &LogicalId, part: &Part<'_>, side: Side) -> LogicalId {
    let engine = of(system, part, side);
    let key = system.key_arn();
    let (settings, role) = match engine.reached {
        Reached::Secret(settings) => {
            let (role, value) = secret(system, id, side);
            ((settings, value), role)
        }
        Reached::Role => with_role(system, id, engine, side),
    };
    let endpoint = Resource::new(format!("{id} {}", side.word()).as_str(), ENDPOINT.kind)
        .with("EndpointType", side.word())
        .with("EngineName", engine.name)
        .with_some("DatabaseName", engine.database)
        .with("SslMode", engine.ssl)
        .with_some("KmsKeyId", key)
        .with(settings.0, settings.1);
    system.add(role);
    system.add(endpoint)
}

/// A role that may read the secret with user, password, host and port, and the settings that name both.
fn secret(system: &mut System<'_>, id: &LogicalId, side: Side) -> (Resource, Value) {
    const READ: &[&str] = &["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];
    let (parameter, answer) = side.secret();
    let secret = system.blueprint.parameter(Parameter {
        id: parameter.into(),
        description: "ARN of a Secrets Manager secret with username, password, host and port of the database",
        pattern: "^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$",
        answer,
    });
    let mut statements = vec![Statement::allow(READ, [secret.clone()])];
    statements.extend(system.key_statement());
    // DMS signs in to Secrets Manager as its service in the region.
    let service = Value::Concat(vec![
        "dms.".into(),
        Pseudo::Region.into(),
        ".amazonaws.com".into(),
    ]);
    let statement = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": service },
        "Action": "sts:AssumeRole",
    };
    let role = iam::role(role_name(id, side).as_str(), "dms.amazonaws.com", &statements)
        .with("AssumeRolePolicyDocument", iam::policy([statement]));
    let settings = properties! {
        "SecretsManagerAccessRoleArn": role.attribute("Arn"),
        "SecretsManagerSecretId": secret,
    };
    (role, settings)
}

fn role_name(id: &LogicalId, side: Side) -> String {
    format!("{id} {} Role", side.word())
}

/// The settings of a bucket, table or stream, and a role that may write into it.
fn with_role(
    system: &mut System<'_>,
    id: &LogicalId,
    engine: &Engine,
    side: Side,
) -> ((&'static str, Value), Resource) {
    let key = system.key_statement();
    let role = |statements: Vec<Statement>| {
        let statements: Vec<Statement> = statements.into_iter().chain(key).collect();
        iam::role(role_name(id, side).as_str(), "dms.amazonaws.com", &statements)
    };
    match engine.name {
        "dynamodb" => {
            let role = role(table_statements(system));
            let settings = properties! { "ServiceAccessRoleArn": role.attribute("Arn") };
            (("DynamoDbSettings", settings), role)
        }
        "kinesis" => {
            let stream = stream(system);
            let arn = Value::Attribute(stream, "Arn");
            let put = &[
                "kinesis:DescribeStream",
                "kinesis:PutRecord",
                "kinesis:PutRecords",
            ];
            let role = role(vec![Statement::allow(put, [arn.clone()])]);
            let settings = properties! {
                "StreamArn": arn,
                "MessageFormat": "json",
                "ServiceAccessRoleArn": role.attribute("Arn"),
            };
            (("KinesisSettings", settings), role)
        }
        _ => {
            let bucket = bucket(system, id);
            let files = &["s3:DeleteObject", "s3:PutObject", "s3:PutObjectTagging"];
            let role = role(vec![
                Statement::allow(files, [s3::files(&bucket)]),
                Statement::allow(&["s3:ListBucket"], [Value::Attribute(bucket.clone(), "Arn")]),
            ]);
            let settings = properties! {
                "BucketName": &bucket,
                "DataFormat": "parquet",
                "ServiceAccessRoleArn": role.attribute("Arn"),
            };
            (("S3Settings", settings), role)
        }
    }
}

/// The first stream, else a new one.
fn stream(system: &mut System<'_>) -> LogicalId {
    let first = system.all(kinesis::Stream::KIND).into_iter().next();
    first.unwrap_or_else(|| kinesis::build(system, &Part { said: None }))
}

/// The first bucket for files, else one of its own.
fn bucket(system: &mut System<'_>, id: &LogicalId) -> LogicalId {
    let first = system.all(s3::Bucket::KIND).into_iter().find(storage::is_files);
    first.unwrap_or_else(|| system.own_bucket(&format!("{id} Bucket")))
}

/// DMS writes the planned tables, and keeps books of its own in tables beside them.
fn table_statements(system: &System<'_>) -> Vec<Statement> {
    const WRITE: &[&str] = &[
        "dynamodb:CreateTable",
        "dynamodb:DeleteItem",
        "dynamodb:DeleteTable",
        "dynamodb:DescribeTable",
        "dynamodb:PutItem",
        "dynamodb:UpdateItem",
    ];
    let own = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":dynamodb:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":table/awsdms_*".into(),
    ]);
    let tables = system.all(dynamodb::Table::KIND).into_iter();
    let arns = tables.map(|table| Value::Attribute(table, "Arn"));
    vec![
        Statement::allow(WRITE, arns.chain([own])),
        // AWS lists tables by account, never one alone.
        Statement::allow(&["dynamodb:ListTables"], ["*".into()]),
    ]
}
