//! Amazon `OpenSearch` Serverless: a search engine without machines to choose, for words, logs or vectors. Who may come in is
//! said three times: by a policy of the network, by one of the data, which names the roles of programs, and by IAM. The
//! address is AWS's own and answers signed calls alone; in hardened plans only from the private network.

use rust_decimal::Decimal;

use super::component::{Component, Part, Variant};
use super::iam::Statement;
use super::plain::{Metered, Plain};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, bedrock, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Retention, Value};

/// `CloudFormation` type of a collection.
pub(crate) const COLLECTION: &str = "AWS::OpenSearchServerless::Collection";
const SECURITY_POLICY: &str = "AWS::OpenSearchServerless::SecurityPolicy";
const ACCESS_POLICY: &str = "AWS::OpenSearchServerless::AccessPolicy";
const ENDPOINT: &str = "AWS::OpenSearchServerless::VpcEndpoint";
const PORT: i64 = 443;
/// Characters that AWS takes in names of collections and policies.
const LONGEST_NAME: usize = 32;
/// Compute units that run all the time: half a one for writing and half a one for searching, twice with a standby.
const UNITS: Decimal = Decimal::ONE;
/// Data centres that the private way leads through.
const ZONES: Decimal = Decimal::TWO;

const COLLECTION_TYPE: Metered = Metered {
    kind: COLLECTION,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A search engine without machines to look after, encrypted; it runs and costs all the time",
        "बिना मशीन सँभाले सर्च इंजन: एन्क्रिप्टेड; यह हर समय चलता है और खर्च होता है",
        "Bina machine sambhale search engine: encrypted; yeh har samay chalta hai aur kharch hota hai",
    ],
    billed: bill,
};
const SECURITY_POLICY_TYPE: Plain = Plain {
    kind: SECURITY_POLICY,
    tags: Tags::None,
    purpose: [
        "Says how the search engine is encrypted and from where it can be reached",
        "बताता है कि सर्च इंजन कैसे एन्क्रिप्ट होता है और कहाँ से पहुँचा जा सकता है",
        "Batata hai ki search engine kaise encrypt hota hai aur kahan se pahuncha ja sakta hai",
    ],
};
const ACCESS_POLICY_TYPE: Plain = Plain {
    kind: ACCESS_POLICY,
    tags: Tags::None,
    purpose: [
        "Lets one program read and write in the search engine, and nobody else",
        "एक तय प्रोग्राम को सर्च इंजन में पढ़ने-लिखने देता है, और किसी को नहीं",
        "Ek tay program ko search engine mein padhne-likhne deta hai, aur kisi ko nahi",
    ],
};
const ENDPOINT_TYPE: Metered = Metered {
    kind: ENDPOINT,
    tags: Tags::None,
    stateful: false,
    purpose: [
        "A private way to the search engine that never touches the internet",
        "सर्च इंजन तक का निजी रास्ता, जो इंटरनेट से होकर नहीं जाता",
        "Search engine tak ka private raasta, jo internet se hokar nahi jaata",
    ],
    billed: |_, _| {
        vec![billed(
            "VPC endpoint",
            "interface_endpoint_az_hour",
            HOURS_PER_MONTH * ZONES,
        )]
    },
};

pub(crate) const TYPES: &[&dyn Service] = &[
    &COLLECTION_TYPE,
    &SECURITY_POLICY_TYPE,
    &ACCESS_POLICY_TYPE,
    &ENDPOINT_TYPE,
];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: COLLECTION,
    terms: [
        "opensearch serverless|open search serverless|amazon opensearch serverless|aws opensearch serverless|\
         opensearch serverless collection|opensearch collection|serverless opensearch|serverless elasticsearch|serverless search|\
         opensearch serverless vector|opensearch vector collection|vector collection|opensearch vector store|\
         opensearch serverless vector store|opensearch serverless time series collection|vector search engine|vector database|vector db|vector store|vector index|embedding store",
        "ओपनसर्च सर्वरलेस|सर्वरलेस सर्च",
        "",
    ],
    build,
    uses: Some(uses),
}];

/// Words are the usual content.
pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: COLLECTION,
        word: "type",
        value: Some("VECTORSEARCH"),
        property: "Type",
        marks: &["vector"],
    },
    Variant {
        kind: COLLECTION,
        word: "type",
        value: Some("TIMESERIES"),
        property: "Type",
        marks: &["time series", "log"],
    },
];

fn bill(collection: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    let alone = collection
        .properties
        .get("StandbyReplicas")
        .and_then(Value::as_text)
        == Some("DISABLED");
    let units = if alone { UNITS } else { UNITS + UNITS };
    vec![
        billed("OpenSearch Serverless", "ocu_hours", HOURS_PER_MONTH * units),
        billed("OpenSearch Serverless", "storage", usage.storage_gb),
    ]
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let hardened = system.hardened();
    let id = system.free_id("SearchIndex");
    let name = part
        .name(is_name)
        .map_or_else(|| name(system, &id), str::to_owned);
    let named = |what: &str| LogicalId::new(&format!("{id} {what}"));
    let rules = format!(r#""Rules":[{{"ResourceType":"collection","Resource":["collection/{name}"]}}]"#);
    let whose = match key {
        Some(key) => Value::Concat(vec![
            format!(r#"{{{rules},"AWSOwnedKey":false,"KmsARN":""#).into(),
            key,
            r#""}"#.into(),
        ]),
        None => format!(r#"{{{rules},"AWSOwnedKey":true}}"#).into(),
    };
    let encryption = policy(system, &named("Key"), "encryption", whose);
    let from = if hardened {
        let endpoint = endpoint(system, &id);
        let asked = wishes::names(system.design.requirements, bedrock::KNOWLEDGE_BASE);
        let services = if asked {
            r#""],"SourceServices":["bedrock.amazonaws.com"]}]"#
        } else {
            r#""]}]"#
        };
        Value::Concat(vec![
            format!(r#"[{{{rules},"AllowFromPublic":false,"SourceVPCEs":[""#).into(),
            Value::Attribute(endpoint, "Id"),
            services.into(),
        ])
    } else {
        format!(r#"[{{{rules},"AllowFromPublic":true}}]"#).into()
    };
    policy(system, &named("Net"), "network", from);
    let twice = hardened || part.wants("multiAZ");
    let collection = Resource::new(id.clone(), COLLECTION)
        .kept(Retention::Retain)
        .with("Name", name)
        .with("Type", part.text("type").unwrap_or("SEARCH"))
        .with("StandbyReplicas", if twice { "ENABLED" } else { "DISABLED" })
        .after(&encryption);
    let url = collection.attribute("CollectionEndpoint");
    let what = "Address of the search engine; it answers signed calls only";
    system.blueprint.output(&format!("{id} Url"), what, url);
    system.add(collection)
}

fn name(system: &System<'_>, id: &LogicalId) -> String {
    system.physical_name(id, LONGEST_NAME)
}

fn policy(system: &mut System<'_>, id: &LogicalId, sort: &str, text: Value) -> LogicalId {
    let policy = Resource::new(id.clone(), SECURITY_POLICY)
        .with("Name", name(system, id))
        .with("Type", sort)
        .with("Policy", text);
    system.add(policy)
}

fn endpoint(system: &mut System<'_>, collection: &LogicalId) -> LogicalId {
    let network = system.network();
    let group = system.security_group(
        &format!("{collection} SecurityGroup"),
        "The search engine",
        Outbound::Nothing,
    );
    let id = LogicalId::new(&format!("{collection} Door"));
    let endpoint = Resource::new(id.clone(), ENDPOINT)
        .with("Name", name(system, &id))
        .with("VpcId", &network.vpc)
        .with("SubnetIds", Value::list(&network.private))
        .with("SecurityGroupIds", vec![group_id(&group)]);
    system.add(endpoint)
}

/// A program signs its calls; the collection knows its role.
pub(crate) fn uses(system: &mut System<'_>, program: &LogicalId, collection: &LogicalId) {
    const ALL: &[&str] = &["aoss:APIAccessAll"];
    let group = LogicalId::new(&format!("{collection} SecurityGroup"));
    if system.blueprint.resource(&group).is_some() {
        system.reach(program, &group, PORT);
    }
    let of_collection = |attribute| Value::Attribute(collection.clone(), attribute);
    let mut access = Access::default();
    access.tell(
        system.variable("SEARCH_INDEX_URL", collection),
        of_collection("CollectionEndpoint"),
    );
    access.allow(Statement::allow(ALL, [of_collection("Arn")]));
    system.grant(program, access);
    if let Some(role) = system.role_of(program) {
        let_in(system, collection, Value::Attribute(role, "Arn"));
    }
}

/// Lets whoever has this ARN read and write what is in a collection, its indexes too.
pub(crate) fn let_in(system: &mut System<'_>, collection: &LogicalId, who: Value) -> Option<LogicalId> {
    let called = system.text_of(collection, "Name")?;
    let rules = format!(
        r#"[{{"Rules":[{{"ResourceType":"collection","Resource":["collection/{called}"],"Permission":["aoss:DescribeCollectionItems","aoss:UpdateCollectionItems"]}},{{"ResourceType":"index","Resource":["index/{called}/*"],"Permission":["aoss:CreateIndex","aoss:DescribeIndex","aoss:ReadDocument","aoss:UpdateIndex","aoss:WriteDocument"]}}],"Principal":[""#
    );
    let text = Value::Concat(vec![rules.into(), who, r#""]}]"#.into()]);
    // The first program's policy bears the collection's name alone, so that the name stays short.
    let id = system.free_id(&format!("{collection} Use"));
    let policy = Resource::new(id.clone(), ACCESS_POLICY)
        .with("Name", name(system, &id))
        .with("Type", "data")
        .with("Policy", text);
    Some(system.add(policy))
}

/// Whether AWS takes it as the name of a collection.
fn is_name(name: &str) -> bool {
    (3..=LONGEST_NAME).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}
