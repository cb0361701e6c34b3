//! What a person asked for, once understood. Filled by the rule parser or by a language model, validated alike.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::amount::{Amount, Budget};

/// What kind of application it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AppType {
    /// Pages made by a server, or an interactive site with one behind it.
    WebApp,
    /// Programs talk to it over HTTP.
    Api,
    /// Files that a browser is given as they are.
    StaticSite,
    /// A container image that listens on a port.
    Container,
}

/// The framework that the application is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Framework {
    /// React, rendered in the browser.
    React,
    /// Next.js, rendered on a server.
    Nextjs,
    /// Node.js with Express; also Node.js with nothing named.
    Express,
    /// Python with Flask; also Python with nothing named.
    Flask,
    /// Python with Django.
    Django,
}

/// What the application runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Compute {
    /// AWS Lambda: paid per call, nothing to look after.
    Lambda,
    /// Amazon ECS on Fargate: a container that always runs.
    Ecs,
    /// Amazon EC2: a virtual machine of one's own.
    Ec2,
}

/// Where the application keeps its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Storage {
    /// Amazon S3: files.
    S3,
    /// Amazon RDS: an SQL database.
    Rds,
    /// Amazon DynamoDB: a key-value table.
    Dynamodb,
}

/// How the application is reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Networking {
    /// Whether anyone on the internet may reach it.
    pub public_access: bool,
    /// A host name of the person's own, such as `shop.example.in`; `null` for AWS's name.
    #[schemars(length(max = 253))]
    pub custom_domain: Option<String>,
}

/// How much the application will be used in a month. What is absent takes a default, which is then an assumption.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Usage {
    /// Requests per month that reach the front door.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1_000_000_000_000_u64))]
    pub api_requests: Option<u64>,
    /// Calls of functions per month; default: `apiRequests`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(max = 1_000_000_000_000_u64))]
    pub lambda_invocations: Option<u64>,
    /// Gigabytes kept, on average over the month.
    #[serde(rename = "storageGB", skip_serializing_if = "Option::is_none")]
    pub storage_gb: Option<Amount>,
    /// Gigabytes sent to the internet per month.
    #[serde(rename = "dataTransferGB", skip_serializing_if = "Option::is_none")]
    pub data_transfer_gb: Option<Amount>,
}

/// A service or resource that the person named, with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct NamedService {
    /// CloudFormation type, such as `AWS::S3::Bucket`.
    #[serde(rename = "type")]
    #[schemars(length(max = 128))]
    pub kind: String,
    /// The physical name that was asked for (`bucket named acme-media`), else `null`: AWS then makes a unique one.
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Anything else that was said, by CloudFormation property name in camelCase (`engine`, `instanceType`, `count`, `memory`,
    /// `port`, `retentionDays`, …). Values are strings.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub properties: IndexMap<String, String>,
}

/// An unsafe wish. It is built the secure way and reported as a finding, unless the person insists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InsecureWish {
    /// A database that anyone on the internet can reach.
    PublicDatabase,
    /// A bucket that anyone can read.
    PublicBucket,
    /// SSH (or RDP) from everywhere.
    OpenSsh,
    /// A role that may do everything.
    WildcardIam,
    /// Data kept unencrypted.
    NoEncryption,
    /// Plain HTTP.
    NoTls,
    /// A cache, a search index or another store that anyone on the internet can reach.
    PublicStore,
    /// A queue, topic or stream that anyone may use.
    PublicMessages,
    /// Nobody keeps copies of the data.
    NoBackups,
    /// One call deletes the data.
    NoDeletionProtection,
    /// Nothing is written down.
    NoLogging,
    /// What fails again and again is lost.
    NoDeadLetterQueue,
    /// A machine that hands its permissions to any request (the first version of the metadata service).
    Imdsv1,
    /// TLS before 1.2.
    OldTls,
    /// A version of a language or database that nobody mends any more.
    OldVersion,
    /// Production in one data centre.
    SingleZone,
}

/// Everything that was understood. Complete when no question is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Requirements {
    /// The kind of application; `null` where only parts of a system were named, such as a queue and its consumer.
    pub app_type: Option<AppType>,
    /// The framework, where one was named or follows from the language.
    pub framework: Option<Framework>,
    /// What it runs on; `null` where nothing of it runs a program.
    pub compute: Option<Compute>,
    /// Where it keeps its data: none, one or several, in a fixed order without repeats.
    pub storage: Vec<Storage>,
    /// How it is reached.
    pub networking: Networking,
    /// The ceiling that the person set; `null` where none was said.
    pub budget: Option<Budget>,
    /// AWS region, such as `ap-south-1`.
    #[schemars(length(max = 32))]
    pub region: String,
    /// A short name for the whole: 1 to 40 characters, a letter first, then letters, digits and hyphens, lower case.
    #[schemars(length(max = 40))]
    pub project_name: String,
    /// Usage as said; what wasn't said is absent here and an assumption in the plan.
    #[serde(default)]
    pub usage: Usage,
    /// Services that were named, with what was said of each.
    #[serde(default)]
    pub services: Vec<NamedService>,
    /// Unsafe wishes, answered by findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub insecure_wishes: Vec<InsecureWish>,
    /// Those of the unsafe wishes that the person insists on, knowing that they are unsafe ("public, yes, I know"). They are
    /// built, and no plan with one is ever approved automatically.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub insisted_wishes: Vec<InsecureWish>,
}
