//! Data lakes and warehouses: AWS Glue, Amazon Athena, Amazon Redshift. One file, since they share one bucket and one catalogue.

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::vpc::Outbound;
use super::{Resource, Service, Tags, billed, events, s3, vpc};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::layout::Layout;
use crate::blueprint::architectures::parts::network::group_id;
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

const DATABASE: &str = "AWS::Glue::Database";
pub(crate) const CRAWLER: &str = "AWS::Glue::Crawler";
pub(crate) const JOB: &str = "AWS::Glue::Job";
const TRIGGER: &str = "AWS::Glue::Trigger";
const SETTINGS: &str = "AWS::Glue::SecurityConfiguration";
const WORKGROUP: &str = "AWS::Athena::WorkGroup";
const NAMESPACE: &str = "AWS::RedshiftServerless::Namespace";
const WAREHOUSE: &str = "AWS::RedshiftServerless::Workgroup";
/// Redshift processing units: the least there is.
const LEAST_UNITS: i64 = 8;
/// The part of the network and the zone of the warehouse's third subnet.
const THIRD_SUBNET: u32 = 5;
const THIRD_ZONE: usize = 2;
/// When crawlers and jobs start where nobody said when: at night in India, the job after the crawler.
const CRAWLED_AT: &str = "cron(0 20 * * ? *)";
const CLEANED_AT: &str = "cron(30 20 * * ? *)";
/// Minutes between two starts, at least. Source: as [`times`].
const LEAST_MINUTES: u32 = 5;
/// Bytes that one query may read: 10 GB, five cents' worth.
const QUERY_LIMIT: i64 = 10_000_000_000;

const DATABASE_TYPE: Plain = Plain {
    kind: DATABASE,
    tags: Tags::None,
    purpose: [
        "A directory of the tables in your data lake",
        "आपकी डेटा लेक की तालिकाओं की सूची",
        "Aapki data lake ki tables ki soochi",
    ],
};
const CRAWLER_TYPE: Metered = Metered {
    kind: CRAWLER,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Looks through the files of the data lake at set times and writes down which tables they are",
        "तय समय पर डेटा लेक की फ़ाइलें देखकर लिखता है कि वे कौन-सी तालिकाएँ हैं",
        "Tay samay par data lake ki files dekhkar likhta hai ki woh kaun si tables hain",
    ],
    billed: |_, _| {
        vec![billed(
            "Glue",
            "crawler_dpu_hours",
            rust_decimal::Decimal::from(5),
        )]
    },
};
const JOB_TYPE: Metered = Metered {
    kind: JOB,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Cleans and reshapes data on its way from one store to the next",
        "डेटा को एक जगह से दूसरी जगह ले जाते हुए साफ़ करता और बदलता है",
        "Data ko ek jagah se doosri jagah le jaate hue saaf karta aur badalta hai",
    ],
    billed: |_, _| vec![billed("Glue", "job_dpu_hours", rust_decimal::Decimal::from(10))],
};
const TRIGGER_TYPE: Plain = Plain {
    kind: TRIGGER,
    tags: Tags::Map,
    purpose: [
        "Starts the data job at set times",
        "तय समय पर डेटा का काम शुरू करता है",
        "Tay samay par data ka kaam shuru karta hai",
    ],
};
const SETTINGS_TYPE: Plain = Plain {
    kind: SETTINGS,
    tags: Tags::None,
    purpose: [
        "Makes data jobs encrypt everything under your own key",
        "डेटा के काम को सब कुछ आपकी कुंजी से एन्क्रिप्ट करवाता है",
        "Data jobs se sab kuch aapki key se encrypt karwata hai",
    ],
};
const WORKGROUP_TYPE: Metered = Metered {
    kind: WORKGROUP,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Asks questions of files in SQL; paid by how much is read, with a limit per question",
        "फ़ाइलों से SQL में सवाल पूछता है; जितना पढ़ा उतना खर्च, हर सवाल की सीमा के साथ",
        "Files se SQL mein sawaal poochta hai; jitna padha utna kharch, har sawaal ki limit ke saath",
    ],
    billed: |_, usage| vec![billed("Athena", "scanned", usage.storage_gb)],
};
const NAMESPACE_TYPE: Plain = Plain {
    kind: NAMESPACE,
    tags: Tags::List,
    purpose: [
        "The data of the warehouse and who may see it",
        "वेयरहाउस का डेटा और उसे कौन देख सकता है",
        "Warehouse ka data aur use kaun dekh sakta hai",
    ],
};
const WAREHOUSE_TYPE: Metered = Metered {
    kind: WAREHOUSE,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A data warehouse for reports over everything; paid while it works",
        "सब कुछ पर रिपोर्ट के लिए डेटा वेयरहाउस; जितनी देर काम करे उतना खर्च",
        "Sab kuch par report ke liye data warehouse; jitni der kaam kare utna kharch",
    ],
    billed: |_, usage| {
        vec![
            billed(
                "Redshift Serverless",
                "rpu_hours",
                rust_decimal::Decimal::from(LEAST_UNITS * 10),
            ),
            billed("Redshift", "managed_storage", usage.storage_gb),
        ]
    },
};

pub(crate) const TYPES: &[&dyn Service] = &[
    &DATABASE_TYPE,
    &CRAWLER_TYPE,
    &JOB_TYPE,
    &TRIGGER_TYPE,
    &SETTINGS_TYPE,
    &WORKGROUP_TYPE,
    &NAMESPACE_TYPE,
    &WAREHOUSE_TYPE,
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: DATABASE,
        terms: [
            "glue database|glue data catalog|data catalog|glue catalog|data lake|data lakehouse|lakehouse",
            "डेटा लेक",
            "data lake",
        ],
        build: build_database,
        uses: None,
    },
    Component {
        kind: CRAWLER,
        terms: [
            "glue crawler|aws glue crawler|crawler for the data lake|data crawler|schema discovery",
            "ग्लू क्रॉलर",
            "",
        ],
        build: build_crawler,
        uses: None,
    },
    Component {
        kind: JOB,
        terms: [
            "glue|aws glue|glue job|glue etl|glue etl job|etl|etl job|etl pipeline|data transformation job|spark job|data cleaning job",
            "ग्लू|ईटीएल",
            "etl",
        ],
        build: build_job,
        uses: None,
    },
    Component {
        kind: WORKGROUP,
        terms: [
            "athena|amazon athena|aws athena|athena workgroup|sql over s3|sql on s3|query s3|query the data lake|ad-hoc query|ad hoc queries",
            "एथेना",
            "",
        ],
        build: build_workgroup,
        uses: Some(use_workgroup),
    },
    Component {
        kind: WAREHOUSE,
        terms: [
            "redshift|amazon redshift|aws redshift|redshift serverless|redshift warehouse|redshift serverless warehouse|\
             redshift data warehouse|data warehouse|warehouse for reports|bi warehouse",
            "रेडशिफ्ट|डेटा वेयरहाउस|डाटा वेयरहाउस|डेटा गोदाम|डाटा गोदाम|आंकड़ों का गोदाम",
            "data ka godown|data ka godaam|data godown|data godaam|data godam|data ka godam",
        ],
        build: build_warehouse,
        uses: Some(use_warehouse),
    },
];

fn lake_bucket(system: &mut System<'_>) -> LogicalId {
    let bucket = system.all(s3::Bucket::KIND).into_iter().next();
    bucket.unwrap_or_else(|| storage::build_bucket(system, &Part { said: None }))
}

fn build_database(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Catalog");
    lake_bucket(system);
    let name = system.project().replace('-', "_");
    let database = Resource::new(id.as_str(), DATABASE)
        .with("CatalogId", Pseudo::AccountId)
        .with(
            "DatabaseInput",
            properties! { "Name": format!("{name}_{}", id.as_str().to_lowercase()) },
        );
    system.add(database)
}

fn catalog(system: &mut System<'_>) -> LogicalId {
    let there = system.all(DATABASE).into_iter().next();
    there.unwrap_or_else(|| build_database(system, &Part { said: None }))
}

/// What crawlers and jobs do with the files of the lake and with the directory of its tables.
fn lake_role(system: &mut System<'_>, id: &str, bucket: &LogicalId) -> Resource {
    const FILES: &[&str] = &["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
    let mut statements = vec![
        Statement::allow(FILES, [s3::files(bucket)]),
        Statement::allow(
            &["s3:GetBucketLocation", "s3:ListBucket"],
            [Value::Attribute(bucket.clone(), "Arn")],
        ),
    ];
    statements.extend(system.key_statement());
    let role = iam::role(id, "glue.amazonaws.com", &statements);
    iam::with_aws_policy(role, "service-role/AWSGlueServiceRole")
}

/// Hardened: everything that Glue writes is under the account's own key.
fn settings(system: &mut System<'_>) -> Option<LogicalId> {
    let key = system.key_arn()?;
    let id = LogicalId::new("DataJobSecurity");
    if system.blueprint.resource(&id).is_none() {
        let encryption = properties! {
            "S3Encryptions": vec![properties! { "S3EncryptionMode": "SSE-KMS", "KmsKeyArn": key.clone() }],
            "CloudWatchEncryption": properties! { "CloudWatchEncryptionMode": "SSE-KMS", "KmsKeyArn": key.clone() },
            "JobBookmarksEncryption": properties! { "JobBookmarksEncryptionMode": "CSE-KMS", "KmsKeyArn": key },
        };
        let name = Value::Concat(vec![Pseudo::StackName.into(), "-data-jobs".into()]);
        let settings = Resource::new(id.as_str(), SETTINGS)
            .with("Name", name)
            .with("EncryptionConfiguration", encryption);
        system.add(settings);
    }
    Some(id)
}

/// When Glue is to start something, which it takes as a cron expression alone: what was said, else `usual`.
/// Source: Glue developer guide, "Time-based schedules for jobs and crawlers", 2026-11.
fn times(part: &Part<'_>, usual: &str) -> String {
    let said = events::said_schedule(part).unwrap_or(usual);
    let rate = said.strip_prefix("rate(").and_then(|it| it.strip_suffix(')'));
    let Some((count, unit)) = rate.and_then(|it| it.split_once(' ')) else {
        return said.to_owned();
    };
    let count = count.parse::<u32>().unwrap_or(1).max(1);
    match unit.trim_end_matches('s') {
        "minute" if count < 60 => format!("cron(0/{} * * * ? *)", count.max(LEAST_MINUTES)),
        "minute" => format!("cron(0 0/{} * * ? *)", (count / 60).min(24)),
        "hour" if count < 24 => format!("cron(0 0/{count} * * ? *)"),
        "hour" => format!("cron(0 0 1/{} * ? *)", count / 24),
        _ => format!("cron(0 0 1/{count} * ? *)"),
    }
}

fn build_crawler(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Crawler");
    let (bucket, catalog) = (lake_bucket(system), catalog(system));
    let role = lake_role(system, &format!("{id} Role"), &bucket);
    let path = Value::Concat(vec!["s3://".into(), Value::from(&bucket), "/".into()]);
    let crawler = Resource::new(id.as_str(), CRAWLER)
        .with("Role", role.attribute("Arn"))
        .with("DatabaseName", &catalog)
        .with(
            "Targets",
            properties! { "S3Targets": vec![properties! { "Path": path }] },
        )
        .with(
            "Schedule",
            properties! { "ScheduleExpression": times(part, CRAWLED_AT) },
        )
        .with_some(
            "CrawlerSecurityConfiguration",
            settings(system).as_ref().map(Value::from),
        );
    let id = system.add(crawler);
    system.add(role);
    id
}

fn build_job(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("DataJob");
    let bucket = lake_bucket(system);
    let role = lake_role(system, &format!("{id} Role"), &bucket);
    let script = Value::Concat(vec![
        "s3://".into(),
        Value::from(&bucket),
        "/scripts/job.py".into(),
    ]);
    let job = Resource::new(id.as_str(), JOB)
        .with("Role", role.attribute("Arn"))
        .with("GlueVersion", "5.0")
        .with("WorkerType", "G.1X")
        .with("NumberOfWorkers", 2)
        .with("Timeout", 60)
        .with(
            "Command",
            properties! { "Name": "glueetl", "PythonVersion": "3", "ScriptLocation": script },
        )
        .with(
            "DefaultArguments",
            properties! { "--enable-metrics": "true", "--job-bookmark-option": "job-bookmark-enable" },
        )
        .with_some(
            "SecurityConfiguration",
            settings(system).as_ref().map(Value::from),
        );
    let id = system.add(job);
    system.add(role);
    let trigger = Resource::new(format!("{id} Trigger").as_str(), TRIGGER)
        .with("Type", "SCHEDULED")
        .with("Schedule", times(part, CLEANED_AT))
        .with("StartOnCreation", true)
        .with("Actions", vec![properties! { "JobName": &id }]);
    system.add(trigger);
    id
}

fn build_workgroup(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Queries");
    let bucket = lake_bucket(system);
    catalog(system);
    let encryption = match system.key_arn() {
        Some(key) => properties! { "EncryptionOption": "SSE_KMS", "KmsKey": key },
        None => properties! { "EncryptionOption": "SSE_S3" },
    };
    let place = Value::Concat(vec!["s3://".into(), Value::from(&bucket), "/queries/".into()]);
    let configuration = properties! {
        "EnforceWorkGroupConfiguration": true,
        "PublishCloudWatchMetricsEnabled": true,
        "BytesScannedCutoffPerQuery": QUERY_LIMIT,
        "ResultConfiguration": properties! { "OutputLocation": place, "EncryptionConfiguration": encryption },
    };
    let name = Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}").into()]);
    let group = Resource::new(id.as_str(), WORKGROUP)
        .with("Name", name)
        .with("RecursiveDeleteOption", true)
        .with("WorkGroupConfiguration", configuration);
    system.add(group)
}

fn use_workgroup(system: &mut System<'_>, program: &LogicalId, group: &LogicalId) {
    const ASK: &[&str] = &[
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
    ];
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":athena:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":workgroup/".into(),
        group.into(),
    ]);
    let mut access = Access::default();
    access.tell(system.variable("ATHENA_WORKGROUP", group), group);
    access.allow(Statement::allow(ASK, [arn]));
    system.grant(program, access);
}

fn build_warehouse(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("Warehouse");
    let mut subnets = network.private.clone();
    // The warehouse wants three zones, one more than everything else. Source: Redshift management guide,
    // "Considerations when using Amazon Redshift Serverless", 2026-11.
    if subnets.len() <= THIRD_ZONE {
        let whole = system.text_of(&network.vpc, "CidrBlock").unwrap_or_default();
        let layout = Layout::of(system.design.requirements);
        let free = u32::try_from(layout.public + layout.private).unwrap_or_default();
        let range = vpc::subnet_range(&whole, free.max(THIRD_SUBNET)).unwrap_or_default();
        let third = vpc::subnet(&format!("{id} Subnet"), &network.vpc, &range, THIRD_ZONE);
        subnets.push(system.add(third));
    }
    let group = system.security_group(
        &format!("{id} Security Group"),
        "The data warehouse",
        Outbound::Nothing,
    );
    let name = format!("{}-{}", system.project(), id.as_str().to_lowercase());
    let namespace = Resource::new(format!("{id} Data").as_str(), NAMESPACE)
        .kept(Retention::Retain)
        .with("NamespaceName", name.as_str())
        .with("AdminUsername", "appowner")
        .with("ManageAdminPassword", true)
        .with("DbName", "app")
        .with("LogExports", vec!["userlog", "connectionlog", "useractivitylog"])
        .with_some("KmsKeyId", system.key_arn());
    let namespace = system.add(namespace);
    let warehouse = Resource::new(id.as_str(), WAREHOUSE)
        .kept(Retention::Retain)
        .with("WorkgroupName", name)
        .with("NamespaceName", &namespace)
        .with("BaseCapacity", LEAST_UNITS)
        .with("PubliclyAccessible", false)
        .with("EnhancedVpcRouting", true)
        .with("SubnetIds", Value::list(&subnets))
        .with("SecurityGroupIds", vec![group_id(&group)]);
    system.add(warehouse)
}

fn use_warehouse(system: &mut System<'_>, program: &LogicalId, warehouse: &LogicalId) {
    const PORT: i64 = 5439;
    let mut access = Access::default();
    access.tell(system.variable("WAREHOUSE", warehouse), warehouse);
    access.allow(Statement::allow(
        &["redshift-serverless:GetCredentials"],
        [Value::Attribute(warehouse.clone(), "Workgroup.WorkgroupArn")],
    ));
    system.grant(program, access);
    system.reach(
        program,
        &LogicalId::new(&format!("{warehouse} Security Group")),
        PORT,
    );
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::requirements::NamedService;
    use indexmap::IndexMap;

    use super::*;

    #[test]
    fn glue_is_told_every_rhythm_as_cron() {
        for (said, taken) in [
            ("rate(1 hour)", "cron(0 0/1 * * ? *)"),
            ("rate(2 minutes)", "cron(0/5 * * * ? *)"),
            ("rate(90 minutes)", "cron(0 0/1 * * ? *)"),
            ("rate(2 days)", "cron(0 0 1/2 * ? *)"),
            ("cron(30 20 ? * 6 *)", "cron(30 20 ? * 6 *)"),
            ("every night", CLEANED_AT),
        ] {
            let said = NamedService {
                kind: JOB.to_owned(),
                name: None,
                properties: IndexMap::from([("schedule".to_owned(), said.to_owned())]),
            };
            assert_eq!(times(&Part { said: Some(&said) }, CLEANED_AT), taken);
        }
    }
}
