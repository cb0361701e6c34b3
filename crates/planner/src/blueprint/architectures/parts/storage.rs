//! Places for data that need no network of their own: buckets and tables.

use cloudwhisper_api::requirements::{NamedService, Requirements, Storage};

use super::access::Access;
use super::wishes::{named, wanted};
use crate::blueprint::architectures::{Design, Profile, System};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::component::Part;
use crate::catalog::iam::Statement;
use crate::catalog::{dynamodb, s3};
use crate::estimate::{READS, WRITES};

/// What an application does with the entries of a table of its own.
const TABLE_ACTIONS: &[&str] = &[
    "dynamodb:BatchGetItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:UpdateItem",
];
/// What an application does with the files of a bucket of its own.
const FILE_ACTIONS: &[&str] = &["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
const BUCKET_ACTIONS: &[&str] = &["s3:ListBucket"];

/// Adds the tables and buckets that were asked for, and says what the application needs to use them.
pub(crate) fn add(blueprint: &mut Blueprint, design: &Design<'_>, key: Option<&LogicalId>) -> Access {
    let mut access = Access::default();
    for wish in tables(design.requirements) {
        access.extend(add_table(blueprint, design, key, &wish));
    }
    for wish in buckets(design.requirements) {
        access.extend(add_bucket(blueprint, design, key, &wish));
    }
    access
}

/// Adds one table of a system.
pub(crate) fn build_table(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key();
    let wish = next_wish(system, "DataTable", part);
    add_table(&mut system.blueprint, system.design, key.as_ref(), &wish);
    LogicalId::new(&numbered("DataTable", wish.n))
}

/// Adds one bucket of a system.
pub(crate) fn build_bucket(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key();
    let wish = next_wish(system, FILES_BUCKET, part);
    add_bucket(&mut system.blueprint, system.design, key.as_ref(), &wish);
    LogicalId::new(&numbered(FILES_BUCKET, wish.n))
}

/// The wish whose name is the first free one: a site's own bucket is the first that was asked for, and bears another name.
fn next_wish<'a>(system: &System<'_>, name: &str, part: &Part<'a>) -> Wish<'a> {
    let taken = |n: &usize| {
        let id = LogicalId::new(&numbered(name, *n));
        system.blueprint.resource(&id).is_some()
    };
    Wish {
        n: (0..usize::MAX).find(|n| !taken(n)).unwrap_or_default(),
        said: part.said,
    }
}

/// Lets a program use a table.
pub(crate) fn use_table(system: &mut System<'_>, program: &LogicalId, table: &LogicalId) {
    let access = table_access(system.variable("TABLE_NAME", table), table);
    grant_with_key(system, program, access);
}

/// Lets a program use a bucket for files; the site's own and the one for logs are no program's business.
pub(crate) fn use_bucket(system: &mut System<'_>, program: &LogicalId, bucket: &LogicalId) {
    if !bucket.as_str().starts_with(FILES_BUCKET) {
        return;
    }
    let access = bucket_access(system.variable("BUCKET_NAME", bucket), bucket);
    grant_with_key(system, program, access);
}

/// Lets a program read the files of a bucket, and no more.
pub(crate) fn read_bucket(system: &mut System<'_>, program: &LogicalId, bucket: &LogicalId) {
    let mut access = Access::default();
    access.tell(system.variable("BUCKET_NAME", bucket), bucket);
    access.allow(Statement::allow(&["s3:GetObject"], [s3::files(bucket)]));
    grant_with_key(system, program, access);
}

/// Lets a program read the files of a bucket and write under one prefix alone, where another is for what others put there.
pub(crate) fn use_bucket_apart(
    system: &mut System<'_>,
    program: &LogicalId,
    bucket: &LogicalId,
    from: &str,
    to: &str,
) {
    let mut access = Access::default();
    access.tell(system.variable("BUCKET_NAME", bucket), bucket);
    access.tell("UPLOADS_PREFIX", from);
    access.tell("RESULTS_PREFIX", to);
    access.allow(Statement::allow(
        BUCKET_ACTIONS,
        [Value::Attribute(bucket.clone(), "Arn")],
    ));
    access.allow(Statement::allow(&["s3:GetObject"], [s3::files(bucket)]));
    access.allow(Statement::allow(&["s3:PutObject"], [s3::files_below(bucket, to)]));
    grant_with_key(system, program, access);
}

fn grant_with_key(system: &mut System<'_>, program: &LogicalId, mut access: Access) {
    access.statements.extend(system.key_statement());
    system.grant(program, access);
}

/// What a program needs to use the entries of a table.
pub(crate) fn table_access(variable: String, table: &LogicalId) -> Access {
    let mut access = Access::default();
    access.tell(variable, table);
    access.allow(Statement::allow(
        TABLE_ACTIONS,
        [Value::Attribute(table.clone(), "Arn")],
    ));
    access
}

fn bucket_access(variable: String, bucket: &LogicalId) -> Access {
    let mut access = Access::default();
    access.tell(variable, bucket);
    access.allow(Statement::allow(
        BUCKET_ACTIONS,
        [Value::Attribute(bucket.clone(), "Arn")],
    ));
    access.allow(Statement::allow(FILE_ACTIONS, [s3::files(bucket)]));
    access
}

/// Adds what was asked for beside a site's own bucket, which is the first that was.
pub(crate) fn add_beside_the_site(blueprint: &mut Blueprint, design: &Design<'_>, key: Option<&LogicalId>) {
    for wish in tables(design.requirements) {
        add_table(blueprint, design, key, &wish);
    }
    for wish in buckets(design.requirements).iter().skip(1) {
        add_bucket(blueprint, design, key, wish);
    }
}

/// Whether [`add_beside_the_site`] has something to add.
pub(crate) fn beside_the_site(requirements: &Requirements) -> bool {
    !tables(requirements).is_empty() || buckets(requirements).len() > 1
}

fn tables(requirements: &Requirements) -> Vec<Wish<'_>> {
    wishes(requirements, dynamodb::Table::KIND, Storage::Dynamodb)
}

fn buckets(requirements: &Requirements) -> Vec<Wish<'_>> {
    wishes(requirements, s3::Bucket::KIND, Storage::S3)
}

/// The outputs of [`add`]: the names of tables and buckets.
pub(crate) fn outputs(blueprint: &mut Blueprint) {
    let names = |kind, output: &str, what: &'static str| -> Vec<(String, &'static str, Value)> {
        let stores = blueprint
            .of_kind(kind)
            .filter(|store| !is_ours(store))
            .enumerate();
        stores
            .map(|(n, store)| (numbered(output, n), what, store.reference()))
            .collect()
    };
    let mut outputs = names(dynamodb::Table::KIND, "TableName", "Name of the DynamoDB table");
    outputs.extend(names(
        s3::Bucket::KIND,
        "BucketName",
        "Name of the bucket for files",
    ));
    for (name, description, value) in outputs {
        blueprint.output(&name, description, value);
    }
}

/// One store to be built: its place in the order, and what was said of it.
struct Wish<'a> {
    n: usize,
    said: Option<&'a NamedService>,
}

/// One store for each that was named, else one without a name where the kind of storage was asked for.
fn wishes<'a>(requirements: &'a Requirements, kind: &'a str, storage: Storage) -> Vec<Wish<'a>> {
    let mut wishes: Vec<Wish<'a>> = named(requirements, kind)
        .enumerate()
        .map(|(n, said)| Wish { n, said: Some(said) })
        .collect();
    if wishes.is_empty() && requirements.storage.contains(&storage) {
        wishes.push(Wish { n: 0, said: None });
    }
    wishes
}

fn add_table(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    key: Option<&LogicalId>,
    wish: &Wish<'_>,
) -> Access {
    let name = wish
        .said
        .and_then(|said| said.name.as_deref())
        .filter(|name| dynamodb::is_name(name));
    let table = dynamodb::table(
        &numbered("DataTable", wish.n),
        name,
        capacity(design.requirements, wish),
    );
    // Point-in-time recovery is never free, so a plan for "free tier only" could not keep its word with it on.
    let backups = wish
        .said
        .is_some_and(|said| wanted(said, &["backup", "backups", "pointInTimeRecovery"]));
    let table = if backups || design.profile == Profile::Hardened {
        dynamodb::with_backups(table)
    } else {
        table
    };
    let table = match key {
        Some(key) => dynamodb::with_key(table, key),
        None => table,
    };
    let table = match wish.said {
        Some(said) => dynamodb::as_said(table, said),
        None => table,
    };
    let scaling = match wish.said {
        Some(said) if wanted(said, &["autoscaling", "autoScaling"]) || is_provisioned(said) => {
            dynamodb::scaling(&table)
        }
        _ => Vec::new(),
    };
    let table = blueprint.add(table);
    for resource in scaling {
        blueprint.add(resource);
    }
    table_access(numbered("TABLE_NAME", wish.n), &table)
}

/// The stores that are billed by how often they are read and written.
pub(crate) const KINDS: [&str; 2] = [dynamodb::Table::KIND, s3::Bucket::KIND];

/// What the store of this type is called in a blueprint that is the `n`th of those that were named.
pub(crate) fn id_of(kind: &str, n: usize) -> Option<LogicalId> {
    let name = match kind {
        dynamodb::Table::KIND => "DataTable",
        s3::Bucket::KIND => FILES_BUCKET,
        _ => return None,
    };
    Some(LogicalId::new(&numbered(name, n)))
}

fn capacity(requirements: &Requirements, wish: &Wish<'_>) -> dynamodb::Capacity {
    let said = |word: &str| -> u64 {
        let said = wish
            .said
            .and_then(|said| said.properties.get(word)?.trim().parse().ok());
        said.unwrap_or_default()
    };
    let requests = requirements.usage.api_requests.unwrap_or_default();
    let requests = requests.max(said(READS.per_month)).max(said(WRITES.per_month));
    usual_capacity(requests, wish).at_least(said(READS.per_second), said(WRITES.per_second))
}

fn usual_capacity(requests: u64, wish: &Wish<'_>) -> dynamodb::Capacity {
    match wish.said.and_then(billing_mode).as_deref() {
        Some("pay_per_request" | "on-demand" | "ondemand" | "on demand") => dynamodb::Capacity::OnDemand,
        Some(PROVISIONED) => dynamodb::Capacity::scaling_with(requests),
        _ => dynamodb::Capacity::for_requests(requests),
    }
}

const PROVISIONED: &str = "provisioned";

fn billing_mode(said: &NamedService) -> Option<String> {
    let mode = said.properties.get("billingMode")?;
    Some(mode.trim().to_ascii_lowercase())
}

/// Whether a table's capacity was asked for by the hour; it grows by itself then.
fn is_provisioned(said: &NamedService) -> bool {
    billing_mode(said).as_deref() == Some(PROVISIONED)
}

fn add_bucket(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    key: Option<&LogicalId>,
    wish: &Wish<'_>,
) -> Access {
    let name = wish
        .said
        .and_then(|said| said.name.as_deref())
        .filter(|name| s3::is_name(name));
    let bucket = s3::private_bucket(&numbered(FILES_BUCKET, wish.n), name);
    let bucket = match key {
        Some(key) => s3::with_key(bucket, key),
        None => bucket,
    };
    let part = Part { said: wish.said };
    let days = |word| part.number(word, AGES);
    let bucket = s3::with_ages(bucket, days("archiveAfterDays"), days("expireAfterDays"));
    let bucket = s3::as_said(bucket, &part);
    let bucket = logged(blueprint, design, bucket);
    let id = bucket.id.clone();
    blueprint.add(bucket);
    blueprint.add(s3::bucket_policy(&format!("{id} Policy"), &id, []));
    bucket_access(numbered("BUCKET_NAME", wish.n), &id)
}

/// Days after which files may be archived or deleted: AWS bills an archived file for ninety days at least.
pub(crate) const AGES: (i64, i64) = (1, 3650);
/// Name of the first bucket for files of the application.
pub(crate) const FILES_BUCKET: &str = "FilesBucket";
/// Name of the bucket that the others write their accesses to.
const ACCESS_LOGS: &str = "AccessLogsBucket";
/// Name of the bucket that a site's own files are in.
pub(crate) const SITE_BUCKET: &str = "SiteBucket";

/// Whether a bucket is for files of the application.
pub(crate) fn is_files(bucket: &LogicalId) -> bool {
    bucket.as_str().starts_with(FILES_BUCKET)
}

fn is_ours(store: &Resource) -> bool {
    [ACCESS_LOGS, SITE_BUCKET].contains(&store.id.as_str())
}

/// Hardened: writes down every access to the bucket, in another one that all share.
pub(crate) fn logged(blueprint: &mut Blueprint, design: &Design<'_>, bucket: Resource) -> Resource {
    if design.profile == Profile::Baseline {
        return bucket;
    }
    let logs = LogicalId::new(ACCESS_LOGS);
    if blueprint.resource(&logs).is_none() {
        blueprint.add(s3::access_log_bucket(ACCESS_LOGS));
        blueprint.add(s3::bucket_policy(
            "AccessLogsBucketPolicy",
            &logs,
            [s3::log_delivery(&logs)],
        ));
    }
    s3::with_access_log(bucket, &logs)
}

/// The first is called by the name alone, the others have their number behind it.
fn numbered(name: &str, n: usize) -> String {
    match n {
        0 => name.to_owned(),
        n if name.contains('_') => format!("{name}_{}", n + 1),
        n => format!("{name}{}", n + 1),
    }
}
