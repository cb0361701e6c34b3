//! Amazon `OpenSearch`: a search engine. Baseline plans put it at an address that takes calls signed by the account's own
//! programs only, hardened ones into the private network. There AWS wants a role that an account has once
//! (`AWSServiceRoleForAmazonOpenSearchService`, made by whoever first opens the `OpenSearch` console): no template can make
//! it, since it fails where the role is there already.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{self, Statement, policy};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, hours_of};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

/// The smallest machine that `OpenSearch` runs on.
const SMALLEST: &str = "t3.small.search";
/// Gigabytes of the smallest disk.
const SMALLEST_GB: i64 = 10;
/// Machines for data of a domain unless AWS is asked for more. Source: `OpenSearch` Service developer guide, "Quotas", 2026-11.
const MOST_NODES: i64 = 80;
/// Machines that look after the others, of which AWS wants three.
const KEEPERS: i64 = 3;
const PORT: i64 = 443;

/// `AWS::OpenSearchService::Domain`.
pub(crate) struct Domain;

impl Domain {
    pub(crate) const KIND: &str = "AWS::OpenSearchService::Domain";
}

impl Service for Domain {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A search engine: finds words in your data at once, encrypted and only for your own programs",
                "सर्च इंजन: आपके डेटा में शब्द तुरंत खोजता है, एन्क्रिप्टेड और केवल आपके प्रोग्रामों के लिए",
                "Search engine: aapke data mein shabd turant khojta hai, encrypted aur sirf aapke programs ke liye",
            ],
        )
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, domain: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        let of = |map: &str, name: &str| domain.properties.get(map).and_then(|it| it.get(name)).cloned();
        let count = |name| {
            of("ClusterConfig", name)
                .as_ref()
                .and_then(Value::as_integer)
                .unwrap_or_default()
        };
        let (nodes, keepers) = (count("InstanceCount"), count("DedicatedMasterCount"));
        let kind = of("ClusterConfig", "InstanceType");
        let size = kind.as_ref().and_then(Value::as_text).unwrap_or(SMALLEST);
        let size = size.strip_suffix(".search").unwrap_or(size);
        let gigabytes = of("EBSOptions", "VolumeSize")
            .as_ref()
            .and_then(Value::as_integer);
        let gigabytes = Decimal::from(gigabytes.unwrap_or(SMALLEST_GB) * nodes);
        let mut bill = vec![
            hours_of(
                "OpenSearch",
                size,
                ["", ".search"],
                HOURS_PER_MONTH * Decimal::from(nodes),
            ),
            billed("OpenSearch", "gp3_storage", gigabytes),
        ];
        if keepers > 0 {
            bill.push(billed(
                "OpenSearch",
                SMALLEST,
                HOURS_PER_MONTH * Decimal::from(keepers),
            ));
        }
        bill
    }
}

pub(crate) const LOG_POLICY: Plain = Plain {
    kind: "AWS::Logs::ResourcePolicy",
    tags: Tags::None,
    purpose: [
        "Lets the search engine write its log, and nobody else",
        "सर्च इंजन को अपना लॉग लिखने देता है, और किसी को नहीं",
        "Search engine ko apna log likhne deta hai, aur kisi ko nahi",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Domain::KIND,
    terms: [
        "opensearch|open search|amazon opensearch|aws opensearch|opensearch service|amazon opensearch service|\
         opensearch domain|opensearch cluster|elasticsearch|elastic search|amazon elasticsearch|elasticsearch cluster|\
         elasticsearch domain|kibana|kibana dashboard|kibana dashboards|kibana like dashboard|kibana like dashboards|opensearch dashboard|opensearch dashboards|elk|elk stack|search engine|search cluster|search index|full text search|full-text search|\
         fulltext search|product search|log analytics|log search",
        "ओपनसर्च|ओपन सर्च|इलास्टिकसर्च|इलास्टिक सर्च|सर्च इंजन|खोज इंजन",
        "khojne ka engine|search karne wala engine|khoj engine",
    ],
    build,
    uses: Some(uses),
}];

/// Machines that hold the data: as many in the one zone as in the other where there are two.
fn nodes(part: &Part<'_>, twice: bool) -> i64 {
    let said = part.number("nodes", (1, MOST_NODES)).unwrap_or(1);
    if twice { (said + said % 2).max(2) } else { said }
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let id = system.free_id("Search");
    let hardened = system.hardened();
    let gigabytes = part
        .number("storageGB", (SMALLEST_GB, 1024))
        .unwrap_or(SMALLEST_GB);
    let kind = part
        .text("instanceType")
        .filter(|kind| kind.ends_with(".search"))
        .unwrap_or(SMALLEST);
    let twice = hardened || part.wants("multiAZ");
    let config = properties! {
        "InstanceType": kind,
        "InstanceCount": nodes(part, twice),
        "ZoneAwarenessEnabled": twice,
        "DedicatedMasterEnabled": hardened,
    };
    let config = match config {
        Value::Map(mut config) if hardened => {
            config.insert("DedicatedMasterCount".to_owned(), KEEPERS.into());
            config.insert("DedicatedMasterType".to_owned(), SMALLEST.into());
            Value::Map(config)
        }
        other => other,
    };
    let rest = properties! { "Enabled": true };
    let rest = match (rest, key) {
        (Value::Map(mut rest), Some(key)) => {
            rest.insert("KmsKeyId".to_owned(), key);
            Value::Map(rest)
        }
        (rest, _) => rest,
    };
    let mut domain = Resource::new(id.clone(), Domain::KIND)
        .kept(Retention::Retain)
        .with_some("DomainName", part.name(is_name))
        .with("EngineVersion", "OpenSearch_2.19")
        .with("ClusterConfig", config)
        .with(
            "EBSOptions",
            properties! { "EBSEnabled": true, "VolumeType": "gp3", "VolumeSize": gigabytes },
        )
        .with("EncryptionAtRestOptions", rest)
        .with("NodeToNodeEncryptionOptions", properties! { "Enabled": true })
        .with(
            "DomainEndpointOptions",
            properties! { "EnforceHTTPS": true, "TLSSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10" },
        )
        .with("AccessPolicies", account_only());
    if hardened {
        domain = secured(system, &id, domain);
    }
    let host = domain.attribute("DomainEndpoint");
    let what = "Host name of the search engine; it takes signed calls only";
    system.blueprint.output(&format!("{id} Host"), what, host);
    system.add(domain)
}

/// In the private network, with rights by role and a log of everything.
fn secured(system: &mut System<'_>, id: &LogicalId, domain: Resource) -> Resource {
    let network = system.network();
    let group = system.security_group(
        &format!("{id} SecurityGroup"),
        "The search engine",
        Outbound::Nothing,
    );
    // Whoever governs the account takes this role on to give rights within the search engine.
    let owner = iam::role(format!("{id} Owner Role").as_str(), "es.amazonaws.com", &[]);
    let owner_arn = owner.attribute("Arn");
    system.add(owner);
    let logs = system.log_group(&format!("{id} Logs"));
    let arn = logs.attribute("Arn");
    let logs = system.add(logs);
    let document = Value::Concat(vec![
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"es.amazonaws.com\"},\
         \"Action\":[\"logs:CreateLogStream\",\"logs:PutLogEvents\"],\"Resource\":\"".into(),
        Value::Attribute(logs.clone(), "Arn"),
        "\",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"".into(),
        Pseudo::AccountId.into(),
        "\"}}}]}".into(),
    ]);
    let writes = Resource::new(format!("{id} Log Policy").as_str(), LOG_POLICY.kind)
        .with(
            "PolicyName",
            Value::Concat(vec![Pseudo::StackName.into(), format!("-{id}").into()]),
        )
        .with("PolicyDocument", document);
    let writes = system.add(writes);
    let log = properties! { "CloudWatchLogsLogGroupArn": arn, "Enabled": true };
    let kinds = [
        "ES_APPLICATION_LOGS",
        "SEARCH_SLOW_LOGS",
        "INDEX_SLOW_LOGS",
        "AUDIT_LOGS",
    ];
    domain
        .with(
            "VPCOptions",
            properties! { "SubnetIds": Value::list(network.private.iter().take(2)), "SecurityGroupIds": vec![group_id(&group)] },
        )
        .with(
            "AdvancedSecurityOptions",
            properties! {
                "Enabled": true,
                "InternalUserDatabaseEnabled": false,
                "MasterUserOptions": properties! { "MasterUserARN": owner_arn },
            },
        )
        .with(
            "LogPublishingOptions",
            Value::map(kinds.map(|kind| (kind, log.clone()))),
        )
        .after(&writes)
}

/// Who has a right in the account's IAM, and nobody else.
fn account_only() -> Value {
    let account = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":iam::".into(),
        Pseudo::AccountId.into(),
        ":root".into(),
    ]);
    let domains = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":es:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":domain/*".into(),
    ]);
    policy([properties! {
        "Effect": "Allow",
        "Principal": properties! { "AWS": account },
        "Action": "es:ESHttp*",
        "Resource": domains,
    }])
}

/// A program signs its calls by its role.
fn uses(system: &mut System<'_>, program: &LogicalId, search: &LogicalId) {
    const SEARCH: &[&str] = &[
        "es:ESHttpDelete",
        "es:ESHttpGet",
        "es:ESHttpHead",
        "es:ESHttpPost",
        "es:ESHttpPut",
    ];
    let group = LogicalId::new(&format!("{search} SecurityGroup"));
    if system.blueprint.resource(&group).is_some() {
        system.reach(program, &group, PORT);
    }
    let all = Value::Concat(vec![Value::Attribute(search.clone(), "Arn"), "/*".into()]);
    let host = Value::Attribute(search.clone(), "DomainEndpoint");
    let mut access = Access::default();
    access.tell(system.variable("SEARCH_HOST", search), host);
    access.allow(Statement::allow(SEARCH, [all]));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a domain.
fn is_name(name: &str) -> bool {
    (3..=28).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
