//! AWS Global Accelerator: two fixed addresses near everybody, and AWS's own network from there.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, elb};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// `AWS::GlobalAccelerator::Accelerator`.
pub(crate) struct Accelerator;

impl Accelerator {
    pub(crate) const KIND: &str = "AWS::GlobalAccelerator::Accelerator";
}

impl Service for Accelerator {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Two fixed addresses that lead everybody the fastest way to your application",
                "दो पक्के पते जो हर किसी को सबसे तेज़ रास्ते से आपके ऐप्लिकेशन तक ले जाते हैं",
                "Do pakke address jo har kisi ko sabse tez raaste se aapke application tak le jaate hain",
            ],
        )
    }

    fn billed(&self, _accelerator: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![
            billed("Global Accelerator", "accelerator_hour", HOURS_PER_MONTH),
            billed(
                "Global Accelerator",
                "premium_data_transfer",
                usage.data_transfer_gb,
            ),
        ]
    }
}

pub(crate) const LISTENER: Plain = Plain {
    kind: "AWS::GlobalAccelerator::Listener",
    tags: Tags::None,
    purpose: [
        "Says which connections the fixed addresses take",
        "बताता है कि पक्के पते कौन-से कनेक्शन लेते हैं",
        "Batata hai ki pakke address kaun-se connection lete hain",
    ],
};

pub(crate) const ENDPOINT_GROUP: Plain = Plain {
    kind: "AWS::GlobalAccelerator::EndpointGroup",
    tags: Tags::None,
    purpose: [
        "Says where the fixed addresses lead to",
        "बताता है कि पक्के पते कहाँ ले जाते हैं",
        "Batata hai ki pakke address kahan le jaate hain",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Accelerator::KIND,
    terms: [
        "global accelerator|aws global accelerator|anycast ip|anycast address|static anycast ip|globalaccelerator",
        "ग्लोबल एक्सेलरेटर|ग्लोबल एक्सिलरेटर",
        "",
    ],
    build,
    uses: None,
}];

/// It leads to a load balancer, which is added where there is none.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let balancer = elb::balancer(system);
    let id = system.free_id("Accelerator");
    let listeners = system.blueprint.of_kind(elb::LISTENER.kind);
    let ports: Vec<Value> = listeners
        .filter(|it| it.properties.get("LoadBalancerArn") == Some(&Value::from(&balancer)))
        .filter_map(|it| it.properties.get("Port").cloned())
        .map(|port| properties! { "FromPort": port.clone(), "ToPort": port })
        .collect();
    let accelerator = Resource::new(id.clone(), Accelerator::KIND)
        .with("Name", system.project())
        .with("Enabled", true)
        .with("IpAddressType", "IPV4");
    let listener = Resource::new(format!("{id} Listener").as_str(), LISTENER.kind)
        .with("AcceleratorArn", &id)
        .with("Protocol", "TCP")
        .with("PortRanges", ports);
    let group = Resource::new(format!("{id} Group").as_str(), ENDPOINT_GROUP.kind)
        .with("ListenerArn", listener.reference())
        .with("EndpointGroupRegion", Pseudo::Region)
        .with(
            "EndpointConfigurations",
            vec![properties! { "EndpointId": &balancer }],
        );
    let host = accelerator.attribute("DnsName");
    for resource in [accelerator, listener, group] {
        system.add(resource);
    }
    let name = format!("{id} Host");
    system
        .blueprint
        .output(&name, "Host name of the fixed addresses", host);
    id
}
