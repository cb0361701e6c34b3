//! Amazon Lightsail: a small server at a fixed price, apart from everything else.

use super::component::{Component, Part};
use super::plain::{Metered, Plain};
use super::{HOURS_PER_MONTH, Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// `CloudFormation` type of the machine.
pub(crate) const KIND: &str = "AWS::Lightsail::Instance";
const ADDRESS: &str = "AWS::Lightsail::StaticIp";
/// The smallest bundle, and what is on its disk. Neither was looked up in Lightsail's own list.
const BUNDLE: &str = "nano_3_0";
const BLUEPRINT: &str = "amazon_linux_2023";

const INSTANCE_TYPE: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A small server at a fixed price a month",
        "महीने के तय दाम पर एक छोटा सर्वर",
        "Mahine ke fixed daam par ek chhota server",
    ],
    billed: |_, _| vec![billed("Lightsail", "bundle_nano_3_0", HOURS_PER_MONTH)],
};
const ADDRESS_TYPE: Plain = Plain {
    kind: ADDRESS,
    tags: Tags::None,
    purpose: [
        "Keeps the small server's public address the same",
        "छोटे सर्वर का सार्वजनिक पता वही रखता है",
        "Chhote server ka public address wahi rakhta hai",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&INSTANCE_TYPE, &ADDRESS_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "lightsail|amazon lightsail|aws lightsail|lightsail instance|lightsail server|lightsail vps|lightsail vm",
        "लाइटसेल|लाइट सेल",
        "",
    ],
    build,
    uses: None,
}];

/// Reached by the web's two ports; a shell is opened by AWS's console only.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Lightsail");
    let name = match part.name(is_name) {
        Some(name) => name.to_owned(),
        None => format!("{}-{}", system.project(), id.as_str().to_ascii_lowercase()),
    };
    let open = |port: i64| {
        properties! { "FromPort": port, "ToPort": port, "Protocol": "tcp", "Cidrs": vec!["0.0.0.0/0"] }
    };
    let console = properties! {
        "FromPort": 22_i64, "ToPort": 22_i64, "Protocol": "tcp", "CidrListAliases": vec!["lightsail-connect"],
    };
    let copies = system.hardened().then(|| {
        let nightly = properties! { "SnapshotTimeOfDay": "20:00" };
        vec![properties! {
            "AddOnType": "AutoSnapshot", "Status": "Enabled", "AutoSnapshotAddOnRequest": nightly,
        }]
    });
    let instance = Resource::new(id, KIND)
        .kept(Retention::Retain)
        .with("InstanceName", name.as_str())
        .with("BlueprintId", BLUEPRINT)
        .with("BundleId", BUNDLE)
        .with(
            "Networking",
            properties! { "Ports": vec![open(80), open(443), console] },
        )
        .with_some("AddOns", copies);
    let id = system.add(instance);
    let address = Resource::new(format!("{id} Address").as_str(), ADDRESS)
        .with("StaticIpName", format!("{name}-address"))
        .with("AttachedTo", &id);
    let ip = address.attribute("IpAddress");
    system.add(address);
    let url = Value::Concat(vec!["http://".into(), ip]);
    system.blueprint.front_door(&id, "the small server", url);
    id
}

/// Whether AWS takes it as the name of a server.
fn is_name(name: &str) -> bool {
    (2..=200).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
