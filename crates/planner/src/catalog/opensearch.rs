//! Amazon OpenSearch: full-text search over many documents.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::iam::{Statement, policy};
use super::plain::Metered;
use super::vpc::Outbound;
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::group_id;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

const KIND: &str = "AWS::OpenSearchService::Domain";
const HTTPS: i64 = 443;
/// Gigabytes of disk per machine: the least there is.
const DISK_GB: i64 = 10;

const DOMAIN: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A search engine for your documents, encrypted and closed to the internet",
        "आपके दस्तावेज़ों के लिए सर्च इंजन; एन्क्रिप्टेड और इंटरनेट से बंद",
        "Aapke documents ke liye search engine; encrypted aur internet se band",
    ],
    billed: domain_bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&DOMAIN];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "opensearch|open search|amazon opensearch|opensearch service|opensearch domain|opensearch cluster|elasticsearch|elastic search|\
         search engine|full-text search|full text search|search cluster|search index|product search|log search",
        "ओपनसर्च|सर्च इंजन|इलास्टिकसर्च",
        "search engine|khoj engine",
    ],
    build,
    uses: Some(uses),
}];

fn domain_bill(domain: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let nodes = domain
        .properties
        .get("ClusterConfig")
        .and_then(|config| config.get("InstanceCount"))
        .and_then(Value::as_integer)
        .unwrap_or(1);
    vec![
        billed(
            "OpenSearch",
            "t3.small.search",
            HOURS_PER_MONTH * Decimal::from(nodes),
        ),
        billed("OpenSearch", "gp3_storage", Decimal::from(DISK_GB * nodes)),
    ]
}

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("Search");
    let group = system.security_group(
        &format!("{id} Security Group"),
        "The search engine",
        Outbound::Nothing,
    );
    let hardened = system.hardened();
    let subnets: Vec<_> = network
        .private
        .iter()
        .take(if hardened { 2 } else { 1 })
        .collect();
    let mut cluster = properties! {
        "InstanceType": "t3.small.search",
        "InstanceCount": if hardened { 2 } else { 1 },
        "ZoneAwarenessEnabled": hardened,
    };
    if let (Value::Map(entries), true) = (&mut cluster, hardened) {
        entries.insert(
            "ZoneAwarenessConfig".to_owned(),
            properties! { "AvailabilityZoneCount": 2 },
        );
        entries.insert("DedicatedMasterEnabled".to_owned(), true.into());
        entries.insert("DedicatedMasterCount".to_owned(), 3.into());
        entries.insert("DedicatedMasterType".to_owned(), "t3.small.search".into());
    }
    let mut at_rest = properties! { "Enabled": true };
    if let (Value::Map(entries), Some(key)) = (&mut at_rest, system.key()) {
        entries.insert("KmsKeyId".to_owned(), Value::from(&key));
    }
    let account = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":iam::".into(),
        Pseudo::AccountId.into(),
        ":root".into(),
    ]);
    let access = policy([properties! {
        "Effect": "Allow",
        "Principal": properties! { "AWS": account },
        "Action": "es:ESHttp*",
        "Resource": "*",
    }]);
    let domain = Resource::new(id.as_str(), KIND)
        .kept(Retention::Retain)
        .with("EngineVersion", "OpenSearch_2.19")
        .with("ClusterConfig", cluster)
        .with(
            "EBSOptions",
            properties! { "EBSEnabled": true, "VolumeType": "gp3", "VolumeSize": DISK_GB },
        )
        .with("EncryptionAtRestOptions", at_rest)
        .with("NodeToNodeEncryptionOptions", properties! { "Enabled": true })
        .with(
            "DomainEndpointOptions",
            properties! { "EnforceHTTPS": true, "TLSSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10" },
        )
        .with("AccessPolicies", access)
        .with(
            "VPCOptions",
            properties! { "SubnetIds": Value::list(subnets), "SecurityGroupIds": vec![group_id(&group)] },
        );
    let id = system.add(domain);
    let host = Value::Attribute(id.clone(), "DomainEndpoint");
    system.blueprint.output(
        &format!("{id} Host"),
        "Host name of the search engine, inside of the network",
        host,
    );
    id
}

fn uses(system: &mut System<'_>, program: &LogicalId, domain: &LogicalId) {
    const ASK: &[&str] = &[
        "es:ESHttpDelete",
        "es:ESHttpGet",
        "es:ESHttpHead",
        "es:ESHttpPost",
        "es:ESHttpPut",
    ];
    let mut access = Access::default();
    access.tell(
        system.variable("SEARCH_HOST", domain),
        Value::Attribute(domain.clone(), "DomainEndpoint"),
    );
    let inside = Value::Concat(vec![Value::Attribute(domain.clone(), "Arn"), "/*".into()]);
    access.allow(Statement::allow(ASK, [inside]));
    system.grant(program, access);
    system.reach(
        program,
        &LogicalId::new(&format!("{domain} Security Group")),
        HTTPS,
    );
}
