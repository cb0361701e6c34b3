//! Amazon `DynamoDB`: a key-value table.

mod global;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::NamedService;

use super::component::{Component, Ends, Wire};
use super::iam::Statement;
use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, autoscaling, billed, lambda, pipes};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

pub(crate) use global::{COMPONENTS as GLOBAL, GLOBAL_TABLE};

const HOURS_PER_MONTH: i64 = 730;
/// Reads and writes per second of a small table. The always-free 25 of each in a region are enough for five of these,
/// while paying by the request has nothing free.
const SMALL: i64 = 5;
/// All that is always free in a region.
const ALWAYS_FREE: i64 = 25;
/// How many times the average the busiest second is, roughly.
const PEAK_FACTOR: u64 = 10;
/// Reads or writes per second of a table unless AWS is asked for more. Source: DynamoDB developer guide, "Quotas", 2026-11.
const MOST_PROVISIONED: i64 = 40_000;
const SECONDS_PER_MONTH: u64 = 730 * 3600;

/// `AWS::DynamoDB::Table`.
pub(crate) struct Table;

impl Table {
    pub(crate) const KIND: &str = "AWS::DynamoDB::Table";
}

impl Service for Table {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps your data as entries that are found by their key; AWS looks after it",
                "आपका डेटा ऐसी प्रविष्टियों में रखता है जो अपनी कुंजी से मिलती हैं; देखभाल AWS करता है",
                "Aapka data entries mein rakhta hai jo apni key se milti hain; dekhbhaal AWS karta hai",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, table: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let mut bill = vec![billed("DynamoDB", "storage_standard", usage.storage_gb)];
        let per_use = |dimension: &'static str, units| billed("DynamoDB", dimension, units);
        if let Some((reads, writes)) = provisioned(table) {
            bill.extend([
                per_use("provisioned_rcu", (reads * HOURS_PER_MONTH).into()),
                per_use("provisioned_wcu", (writes * HOURS_PER_MONTH).into()),
            ]);
        } else {
            // One read and one write a request, where nothing else was said.
            let said = |units: Option<_>| units.unwrap_or(usage.api_requests);
            bill.extend([
                per_use("on_demand_read_request_units", said(usage.reads)),
                per_use("on_demand_write_request_units", said(usage.writes)),
            ]);
        }
        if table.properties.contains_key("PointInTimeRecoverySpecification") {
            bill.push(billed("DynamoDB", "pitr_backup", usage.storage_gb));
        }
        bill
    }
}

/// How a table's reads and writes are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Capacity {
    /// So many reads and so many writes per second, paid by the hour.
    Provisioned(i64, i64),
    /// By the request, without limit.
    OnDemand,
}

impl Capacity {
    /// What carries this many requests a month: within the always-free units where the busiest second fits into them,
    /// by the request beyond.
    pub(crate) fn for_requests(per_month: u64) -> Self {
        let busiest = per_month.saturating_mul(PEAK_FACTOR).div_ceil(SECONDS_PER_MONTH);
        match i64::try_from(busiest) {
            Ok(units) if units <= ALWAYS_FREE => Self::Provisioned(units.max(SMALL), units.max(SMALL)),
            _ => Self::OnDemand,
        }
    }

    /// Twice what this many requests a month are on average, to grow from: what is asked for as provisioned capacity.
    pub(crate) fn scaling_with(per_month: u64) -> Self {
        let twice_average = per_month.saturating_mul(2).div_ceil(SECONDS_PER_MONTH);
        let units = i64::try_from(twice_average).unwrap_or(i64::MAX);
        let units = units.clamp(SMALL, MOST_PROVISIONED);
        Self::Provisioned(units, units)
    }

    /// As much, and no less than so many reads and writes per second of entries of up to 4 KB and 1 KB; by the request where a table
    /// is given less than that.
    pub(crate) fn at_least(self, reads: u64, writes: u64) -> Self {
        let Self::Provisioned(usual_reads, usual_writes) = self else {
            return self;
        };
        let units = |said: u64, usual: i64| {
            let said = i64::try_from(said).ok()?;
            (said <= MOST_PROVISIONED).then_some(said.max(usual))
        };
        match (units(reads, usual_reads), units(writes, usual_writes)) {
            (Some(reads), Some(writes)) => Self::Provisioned(reads, writes),
            _ => Self::OnDemand,
        }
    }
}

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Table::KIND,
    // Its names are the lexicon's own: they also say where an application keeps its data.
    terms: ["", "", ""],
    build: storage::build_table,
    uses: Some(storage::use_table),
}];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: Table::KIND,
    to: lambda::Function::KIND,
    ends: Ends::One,
    connect: feeds,
}];

/// Entries of a table's stream that a function gets at once.
const BATCH: i64 = 100;
/// The most that AWS hands to a function at once. Source: Lambda developer guide, event source mappings of streams, 2026-11.
const MOST_AT_ONCE: i64 = 10_000;
/// Times that changes which fail are tried again, before they are put aside: a stream stands still meanwhile.
const TRIES: i64 = 5;

/// Whether a table tells what changes in it.
pub(crate) fn has_stream(system: &System<'_>, table: &LogicalId) -> bool {
    let table = system.blueprint.resource(table);
    table.is_some_and(|it| it.properties.contains_key("StreamSpecification"))
}

/// What it takes to read what changes in a table.
pub(crate) fn reads_stream(table: &LogicalId) -> Vec<Statement> {
    const READ: &[&str] = &[
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
    ];
    const LIST: &[&str] = &["dynamodb:ListStreams"];
    vec![
        Statement::allow(READ, [Value::Attribute(table.clone(), "StreamArn")]),
        // This action knows no single streams.
        Statement::allow(LIST, ["*".into()]),
    ]
}

/// Hands a function what changes in a table, where a stream was asked for and nothing else takes it.
fn feeds(system: &mut System<'_>, table: &LogicalId, function: &LogicalId) {
    if !has_stream(system, table) || pipes::takes_from(system, table) {
        return;
    }
    let stream = Value::Attribute(table.clone(), "StreamArn");
    let mut access = Access::default();
    for statement in reads_stream(table) {
        access.allow(statement);
    }
    system.grant(function, access);
    let batch = wishes::number(
        system.design.requirements,
        Table::KIND,
        &["batchSize"],
        (1, MOST_AT_ONCE),
    );
    let mapping = lambda::event_source_mapping(&format!("{function} From {table}"), function, stream)
        .with("StartingPosition", "LATEST")
        .with("BatchSize", batch.unwrap_or(BATCH))
        .with("MaximumRetryAttempts", TRIES)
        .with("BisectBatchOnFunctionError", true)
        .with("FunctionResponseTypes", vec!["ReportBatchItemFailures"]);
    system.add(mapping);
}

/// What was said of a table beyond its name: a stream of its changes, a second key, an end for old entries.
pub(crate) fn as_said(table: Resource, said: &NamedService) -> Resource {
    let text = |word: &str| said.properties.get(word).map(|value| value.trim());
    let table = with_keys(table, text("partitionKey"), text("sortKey"));
    let table = if wishes::wanted(said, &["stream", "streams", "streamEnabled"]) {
        let both = properties! { "StreamViewType": "NEW_AND_OLD_IMAGES" };
        table.with("StreamSpecification", both)
    } else {
        table
    };
    let table = match text("ttlAttribute").filter(|name| is_attribute(name)) {
        Some(name) => table.with(
            "TimeToLiveSpecification",
            properties! { "AttributeName": name, "Enabled": true },
        ),
        None => table,
    };
    let index = Index {
        name: text("globalSecondaryIndexName").filter(|name| is_name(name)),
        sort: text("globalSecondaryIndexSortKey").and_then(Attribute::said),
    };
    match text("globalSecondaryIndex").and_then(Attribute::said) {
        Some(key) if key.name != "id" => with_index(table, &key, &index),
        _ => table,
    }
}

/// An attribute that entries are found by.
struct Attribute<'a> {
    name: &'a str,
    /// `S` for text, `N` for a number.
    kind: &'static str,
}

impl<'a> Attribute<'a> {
    /// `createdAt`, or `createdAt:N` for a number.
    fn said(text: &'a str) -> Option<Self> {
        let (name, kind) = match text.strip_suffix(":N") {
            Some(name) => (name, "N"),
            None => (text, "S"),
        };
        is_attribute(name).then_some(Self { name, kind })
    }

    fn definition(&self) -> Value {
        properties! { "AttributeName": self.name, "AttributeType": self.kind }
    }

    fn key(&self, role: &str) -> Value {
        properties! { "AttributeName": self.name, "KeyType": role }
    }
}

/// What is said of an index beside its key.
struct Index<'a> {
    name: Option<&'a str>,
    sort: Option<Attribute<'a>>,
}

/// The keys of a table, as far as they were said.
fn with_keys(table: Resource, partition: Option<&str>, sort: Option<&str>) -> Resource {
    let usual = Attribute {
        name: "id",
        kind: "S",
    };
    let partition_said = partition.and_then(Attribute::said);
    let sort = sort.and_then(Attribute::said);
    if partition_said.is_none() && sort.is_none() {
        return table;
    }
    let partition = partition_said.unwrap_or(usual);
    let sort = sort.filter(|sort| sort.name != partition.name);
    let mut attributes = vec![partition.definition()];
    let mut keys = vec![partition.key("HASH")];
    if let Some(sort) = sort {
        attributes.push(sort.definition());
        keys.push(sort.key("RANGE"));
    }
    table
        .with("AttributeDefinitions", attributes)
        .with("KeySchema", keys)
}

/// Most reads and writes per second that a table grows to by itself.
const MOST_UNITS: i64 = 100;

/// More reads and writes per second while there is much to do; nothing for a table that is paid by the request.
pub(crate) fn scaling(table: &Resource) -> Vec<Resource> {
    let Some((reads, writes)) = provisioned(table) else {
        return Vec::new();
    };
    let name = Value::Concat(vec!["table/".into(), table.reference()]);
    let sorts = [
        (
            "Read",
            reads,
            "dynamodb:table:ReadCapacityUnits",
            "DynamoDBReadCapacityUtilization",
        ),
        (
            "Write",
            writes,
            "dynamodb:table:WriteCapacityUnits",
            "DynamoDBWriteCapacityUtilization",
        ),
    ];
    let resources = sorts.map(|(sort, least, dimension, metric)| {
        let id = format!("{} {sort} Scaling", table.id);
        autoscaling::of_table(&id, &name, dimension, metric, (least, most_units(least)))
    });
    resources.into_iter().flatten().collect()
}

/// As far as the busiest second needs that is ten times the average, where the least is twice the average.
fn most_units(least: i64) -> i64 {
    (least * 5).clamp(MOST_UNITS, MOST_PROVISIONED.max(least))
}

/// Entries are found by this text too.
fn with_index(mut table: Resource, key: &Attribute<'_>, said: &Index<'_>) -> Resource {
    let sort = said.sort.as_ref().filter(|sort| sort.name != key.name);
    if let Some(Value::List(attributes)) = table.properties.get_mut("AttributeDefinitions") {
        for attribute in [Some(key), sort].into_iter().flatten() {
            let name = Some(Value::from(attribute.name));
            if attributes
                .iter()
                .all(|it| it.get("AttributeName") != name.as_ref())
            {
                attributes.push(attribute.definition());
            }
        }
    }
    let mut keys = vec![key.key("HASH")];
    keys.extend(sort.map(|sort| sort.key("RANGE")));
    let index = properties! {
        "IndexName": said.name.map_or_else(|| format!("by-{}", key.name), str::to_owned),
        "KeySchema": keys,
        "Projection": properties! { "ProjectionType": "ALL" },
    };
    let index = match (index, table.properties.get("ProvisionedThroughput")) {
        (Value::Map(mut index), Some(throughput)) => {
            index.insert("ProvisionedThroughput".to_owned(), throughput.clone());
            Value::Map(index)
        }
        (index, _) => index,
    };
    table.with("GlobalSecondaryIndexes", vec![index])
}

/// Whether it can be the name of a table's attribute.
fn is_attribute(name: &str) -> bool {
    (1..=60).contains(&name.len()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// A table with one text key named `id`, encrypted by AWS and kept when the stack goes. It has no deletion protection:
/// that would stop `CloudFormation` from rolling back a failed creation, and keeping is what saves the data.
pub(crate) fn table(id: &str, name: Option<&str>, capacity: Capacity) -> Resource {
    let key = properties! { "AttributeName": "id", "AttributeType": "S" };
    let table = Resource::new(id, Table::KIND)
        .kept(Retention::Retain)
        .with_some("TableName", name)
        .with("AttributeDefinitions", vec![key])
        .with(
            "KeySchema",
            vec![properties! { "AttributeName": "id", "KeyType": "HASH" }],
        );
    match capacity {
        Capacity::OnDemand => table.with("BillingMode", "PAY_PER_REQUEST"),
        Capacity::Provisioned(reads, writes) => table.with("BillingMode", "PROVISIONED").with(
            "ProvisionedThroughput",
            properties! { "ReadCapacityUnits": reads, "WriteCapacityUnits": writes },
        ),
    }
}

/// Lets the table be set back to any second of the last 35 days. Paid by the gigabyte, never free.
pub(crate) fn with_backups(table: Resource) -> Resource {
    table.with(
        "PointInTimeRecoverySpecification",
        properties! { "PointInTimeRecoveryEnabled": true },
    )
}

/// Encrypts with a key of the account's own instead of one that AWS owns.
pub(crate) fn with_key(table: Resource, key: &LogicalId) -> Resource {
    table.with(
        "SSESpecification",
        properties! {
            "SSEEnabled": true,
            "SSEType": "KMS",
            "KMSMasterKeyId": Value::Attribute(key.clone(), "Arn"),
        },
    )
}

/// Reads and writes per second that are paid for whether used or not.
pub(crate) fn provisioned(table: &Resource) -> Option<(i64, i64)> {
    let throughput = table.properties.get("ProvisionedThroughput")?;
    let units = |name| throughput.get(name).and_then(Value::as_integer);
    Some((units("ReadCapacityUnits")?, units("WriteCapacityUnits")?))
}

/// Whether AWS takes it as the name of a table.
pub(crate) fn is_name(name: &str) -> bool {
    (3..=255).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}
