//! The log of a content network's visits. AWS hands it to a log group in us-east-1 alone, where everything of a content network is
//! set up; in other regions it goes to a bucket, by the older way that knows no region.
//! Source: `CloudFront` developer guide, "Configure standard logging (v2)" and "(legacy)", 2026-11.

use super::super::plain::Plain;
use super::super::{Resource, Service, Tags, cloudfront};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};

pub(crate) const TYPES: &[&dyn Service] = &[&DELIVERY, &DESTINATION, &SOURCE];

const DELIVERY: Plain = Plain {
    kind: "AWS::Logs::Delivery",
    tags: Tags::List,
    purpose: [
        "Brings the list of visits from the content network to the log",
        "कंटेंट नेटवर्क से आने-जाने वालों की सूची लॉग तक पहुँचाता है",
        "Content network se visits ki list log tak pahunchata hai",
    ],
};

const DESTINATION: Plain = Plain {
    kind: "AWS::Logs::DeliveryDestination",
    tags: Tags::List,
    purpose: [
        "Says where the list of visits goes",
        "तय करता है कि आने-जाने वालों की सूची कहाँ जाए",
        "Tay karta hai ki visits ki list kahan jaye",
    ],
};

const SOURCE: Plain = Plain {
    kind: "AWS::Logs::DeliverySource",
    tags: Tags::List,
    purpose: [
        "Has the content network write down every visit",
        "कंटेंट नेटवर्क से हर विज़िट लिखवाता है",
        "Content network se har visit likhwata hai",
    ],
};

/// Logs the visits of the first content network that has no log yet. Returns where they are; `None` where there is no such network.
pub(super) fn log(system: &mut System<'_>) -> Option<LogicalId> {
    let all = system.all(cloudfront::Distribution::KIND);
    let network = all.into_iter().find(|it| !is_logged(system, it))?;
    if cloudfront::is_measured_in(&system.design.requirements.region) {
        return Some(to_group(system, &network));
    }
    Some(cloudfront::hardened::add_log(system, &network))
}

fn is_logged(system: &System<'_>, network: &LogicalId) -> bool {
    let by_source = |it: &Resource| {
        let from = it.properties.get("ResourceArn");
        from.is_some_and(|from| from.references().contains(&network))
    };
    let to_bucket = system
        .blueprint
        .resource(network)
        .is_some_and(cloudfront::is_logged);
    to_bucket || system.blueprint.of_kind(SOURCE.kind).any(by_source)
}

/// The group's name begins as those do that AWS lets its services write to without a policy of its own for each.
fn to_group(system: &mut System<'_>, network: &LogicalId) -> LogicalId {
    // AWS takes at most 60 characters, and the stack's name can be most of them.
    let number = network.as_str().trim_start_matches(|c: char| !c.is_ascii_digit());
    let name = || Value::Concat(vec![Pseudo::StackName.into(), format!("-visits{number}").into()]);
    let group_name = vec!["/aws/vendedlogs/cloudfront/".into(), Pseudo::StackName.into()];
    let group = system
        .log_group(&format!("{network} Visits"))
        .with("LogGroupName", Value::Concat(group_name));
    let arn = super::arn(&group);
    let source = Resource::new(format!("{network} VisitSource").as_str(), SOURCE.kind)
        .with("Name", name())
        .with("LogType", "ACCESS_LOGS")
        .with("ResourceArn", cloudfront::arn(network));
    let destination = Resource::new(format!("{network} VisitDestination").as_str(), DESTINATION.kind)
        .with("Name", name())
        .with("OutputFormat", "json")
        .with("DestinationResourceArn", arn);
    let delivery = Resource::new(format!("{network} VisitDelivery").as_str(), DELIVERY.kind)
        .with("DeliverySourceName", source.reference())
        .with("DeliveryDestinationArn", destination.attribute("Arn"));
    let id = system.add(group);
    for resource in [source, destination, delivery] {
        system.add(resource);
    }
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the log of visits", &id);
    id
}
