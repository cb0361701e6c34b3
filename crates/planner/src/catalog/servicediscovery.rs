//! AWS Cloud Map: names by which the programs of a network find each other.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, ecs};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Value};
use crate::properties;

/// Seconds that others may remember where a copy is: copies come and go.
const TIME_TO_LIVE: i64 = 10;

/// `AWS::ServiceDiscovery::PrivateDnsNamespace`.
pub(crate) struct Namespace;

impl Namespace {
    pub(crate) const KIND: &str = "AWS::ServiceDiscovery::PrivateDnsNamespace";
}

impl Service for Namespace {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "A directory of names by which your programs find each other, inside your network only",
                "नामों की सूची जिससे आपके प्रोग्राम एक-दूसरे को ढूँढते हैं, केवल आपके नेटवर्क के अंदर",
                "Naamon ki list jisse aapke program ek-doosre ko dhoondhte hain, sirf aapke network ke andar",
            ],
        )
    }

    /// A hosted zone is made for it.
    fn billed(&self, _namespace: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("Route 53", "hosted_zone_first_25", Decimal::ONE)]
    }
}

pub(crate) const SERVICE: Plain = Plain {
    kind: "AWS::ServiceDiscovery::Service",
    tags: Tags::List,
    purpose: [
        "The name under which the others find this program",
        "वह नाम जिससे बाकी प्रोग्राम इसे ढूँढते हैं",
        "Woh naam jisse baaki program ise dhoondhte hain",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Namespace::KIND,
    terms: [
        "cloud map|aws cloud map|cloudmap|service discovery|service discovery namespace|ecs service discovery|service registry|\
         private dns namespace|cloud map namespace|internal dns name",
        "क्लाउड मैप|सर्विस डिस्कवरी",
        "",
    ],
    build,
    uses: None,
}];

pub(crate) const WIRES: &[Wire] = &[Wire {
    from: Namespace::KIND,
    to: ecs::FargateService::KIND,
    ends: Ends::All,
    connect: register,
}];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let network = system.network();
    let id = system.free_id("Namespace");
    let number = id.as_str().trim_start_matches("Namespace");
    let namespace = Resource::new(id.clone(), Namespace::KIND)
        .with("Name", format!("{}{number}.internal", system.project()))
        .with("Vpc", &network.vpc);
    system.add(namespace)
}

/// Every copy of the service is listed while it runs.
fn register(system: &mut System<'_>, namespace: &LogicalId, service: &LogicalId) {
    let taken = system
        .blueprint
        .resource(service)
        .is_none_or(|it| it.properties.contains_key("ServiceRegistries"));
    if taken {
        return;
    }
    let record = properties! { "Type": "A", "TTL": TIME_TO_LIVE };
    let entry = Resource::new(format!("{service} Name").as_str(), SERVICE.kind)
        .with("Name", service.as_str().to_lowercase())
        .with("NamespaceId", namespace)
        .with(
            "DnsConfig",
            properties! { "DnsRecords": vec![record], "RoutingPolicy": "MULTIVALUE" },
        )
        .with(
            "HealthCheckCustomConfig",
            properties! { "FailureThreshold": 1_i64 },
        );
    let registry = properties! { "RegistryArn": entry.attribute("Arn") };
    system.add(entry);
    system.set(service, "ServiceRegistries", Value::list([registry]));
}
