//! Elastic Load Balancing: one address in front of containers that come and go.

mod parts;
mod rules;
mod targets;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed};
use crate::blueprint::{Blueprint, LogicalId, Value};
use crate::properties;

pub(crate) use parts::{COMPONENTS, VARIANTS, balancer, network_balancer};
pub(crate) use rules::{COMPONENTS as RULES, RULE};
pub(crate) use targets::{WIRES, targets_of, to_scaling_group};

/// New connections in an hour that one capacity unit (LCU) covers: 25 a second. Counting each request as a new
/// connection is on the safe side.
const REQUESTS_PER_LCU_HOUR: Decimal = Decimal::from_parts(90_000, 0, 0, false, 0);
/// TLS 1.2 and 1.3 alone.
const TLS_POLICY: &str = "ELBSecurityPolicy-TLS13-1-2-2021-06";
const INTERNET_FACING: &str = "internet-facing";

/// Under which word it is noted of one of several load balancers who reaches it, and what is noted where only the network does.
pub(crate) const SCHEME: &str = "scheme";
pub(crate) const INTERNAL: &str = "internal";

/// `AWS::ElasticLoadBalancingV2::LoadBalancer`.
pub(crate) struct LoadBalancer;

impl LoadBalancer {
    pub(crate) const KIND: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
}

impl Service for LoadBalancer {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Hands each request to a healthy copy of your program, and to none that has failed",
                "हर अनुरोध आपके प्रोग्राम की सही चल रही प्रति को देता है, बंद पड़ी को नहीं",
                "Har request aapke program ki sahi chal rahi copy ko deta hai, band padi ko nahi",
            ],
        )
    }

    fn billed(&self, balancer: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        // Units are counted by whatever there is most of: connections, or gigabytes (one an hour each).
        let units = (usage.api_requests / REQUESTS_PER_LCU_HOUR).max(usage.data_transfer_gb);
        let mut bill = if is_network(balancer) {
            vec![
                billed("NLB", "nlb_hour", HOURS_PER_MONTH),
                billed("NLB", "nlb_lcu", usage.data_transfer_gb),
            ]
        } else {
            vec![
                billed("ALB", "alb_hour", HOURS_PER_MONTH),
                billed("ALB", "alb_lcu", units),
            ]
        };
        if is_public(balancer) {
            // AWS gives it one address in each subnet.
            let addresses = match balancer.properties.get("Subnets") {
                Some(Value::List(subnets)) => Decimal::from(subnets.len()),
                _ => Decimal::ONE,
            };
            bill.push(billed(
                "Public IPv4",
                "in_use_address",
                HOURS_PER_MONTH * addresses,
            ));
        }
        bill
    }
}

/// Whether a load balancer takes encrypted requests itself, and so may be reached by everybody.
pub(crate) fn is_encrypted(blueprint: &Blueprint) -> bool {
    let https = |it: &Resource| it.properties.get("Protocol").and_then(Value::as_text) == Some("HTTPS");
    blueprint.of_kind(LISTENER.kind).any(https)
}

/// Whether it hands on connections and knows nothing of requests.
pub(crate) fn is_network(balancer: &Resource) -> bool {
    balancer.properties.get("Type").and_then(Value::as_text) == Some("network")
}

/// Whether everybody on the internet may reach it.
pub(crate) fn is_public(balancer: &Resource) -> bool {
    balancer.properties.get("Scheme").and_then(Value::as_text) == Some(INTERNET_FACING)
}

pub(crate) const LISTENER: Plain = Plain {
    kind: "AWS::ElasticLoadBalancingV2::Listener",
    tags: Tags::None,
    purpose: [
        "Takes connections, and sends unencrypted ones to the encrypted address where there is one",
        "कनेक्शन लेता है, और जहाँ सुरक्षित पता हो वहाँ असुरक्षित कनेक्शन को उसी पर भेजता है",
        "Connection leta hai, aur jahan encrypted address ho wahan unencrypted connection ko usi par bhejta hai",
    ],
};

pub(crate) const TARGET_GROUP: Plain = Plain {
    kind: "AWS::ElasticLoadBalancingV2::TargetGroup",
    tags: Tags::List,
    purpose: [
        "Keeps count of the copies of your program and asks each of them whether it is well",
        "आपके प्रोग्राम की प्रतियों का हिसाब रखता है और हर एक से पूछता है कि वह ठीक है या नहीं",
        "Aapke program ki copies ka hisaab rakhta hai aur har ek se poochta hai ki woh theek hai ya nahi",
    ],
};

/// Who can reach a load balancer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// The internet, as far as its firewall lets it.
    Public,
    /// The network it stands in.
    Internal,
}

/// A load balancer that refuses malformed headers.
pub(crate) fn load_balancer(id: &str, scheme: Scheme, subnets: &[LogicalId], group: &LogicalId) -> Resource {
    Resource::new(id, LoadBalancer::KIND)
        .with("Type", "application")
        .with(
            "Scheme",
            if scheme == Scheme::Public {
                INTERNET_FACING
            } else {
                "internal"
            },
        )
        .with("Subnets", Value::list(subnets))
        .with("SecurityGroups", vec![Value::Attribute(group.clone(), "GroupId")])
        .with(
            "LoadBalancerAttributes",
            vec![attribute(
                "routing.http.drop_invalid_header_fields.enabled",
                "true",
            )],
        )
}

/// Writes every request down in a bucket.
pub(crate) fn with_access_log(balancer: Resource, bucket: &LogicalId) -> Resource {
    let mut attributes = match balancer.properties.get("LoadBalancerAttributes") {
        Some(Value::List(attributes)) => attributes.clone(),
        _ => Vec::new(),
    };
    attributes.push(attribute("access_logs.s3.enabled", "true"));
    attributes.push(attribute("access_logs.s3.bucket", bucket));
    balancer.with("LoadBalancerAttributes", attributes)
}

/// Containers on this port. One that answers `/` with neither an error of its own nor "not found" is well.
pub(crate) fn target_group(id: &str, vpc: &LogicalId, port: i64) -> Resource {
    Resource::new(id, TARGET_GROUP.kind)
        .with("VpcId", vpc)
        .with("TargetType", "ip")
        .with("Protocol", "HTTP")
        .with("Port", port)
        .with("HealthCheckPath", "/")
        .with("HealthCheckIntervalSeconds", 15_i64)
        .with("HealthyThresholdCount", 2_i64)
        .with("Matcher", properties! { "HttpCode": "200-399" })
        .with(
            "TargetGroupAttributes",
            vec![attribute("deregistration_delay.timeout_seconds", "30")],
        )
}

/// Takes HTTPS and hands it on.
pub(crate) fn https_listener(
    id: &str,
    balancer: &LogicalId,
    targets: &LogicalId,
    certificate: Value,
) -> Resource {
    certified(
        listener(id, balancer, ("HTTPS", 443), forward(targets)),
        certificate,
    )
}

/// Takes encrypted connections of any kind.
fn encrypting_listener(
    id: &str,
    balancer: &LogicalId,
    port: i64,
    action: Value,
    certificate: Value,
) -> Resource {
    certified(listener(id, balancer, ("TLS", port), action), certificate)
}

fn certified(listener: Resource, certificate: Value) -> Resource {
    listener.with("SslPolicy", TLS_POLICY).with(
        "Certificates",
        vec![properties! { "CertificateArn": certificate }],
    )
}

/// Takes HTTP and hands it on.
pub(crate) fn http_listener(id: &str, balancer: &LogicalId, targets: &LogicalId) -> Resource {
    listener(id, balancer, ("HTTP", 80), forward(targets))
}

/// Takes HTTP and says that only HTTPS is spoken here.
pub(crate) fn redirect_listener(id: &str, balancer: &LogicalId) -> Resource {
    let to = properties! { "Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301" };
    listener(
        id,
        balancer,
        ("HTTP", 80),
        properties! { "Type": "redirect", "RedirectConfig": to },
    )
}

fn listener(id: &str, balancer: &LogicalId, (protocol, port): (&str, i64), action: Value) -> Resource {
    Resource::new(id, LISTENER.kind)
        .with("LoadBalancerArn", balancer)
        .with("Protocol", protocol)
        .with("Port", port)
        .with("DefaultActions", vec![action])
}

fn forward(targets: &LogicalId) -> Value {
    properties! { "Type": "forward", "TargetGroupArn": targets }
}

fn attribute(key: &str, value: impl Into<Value>) -> Value {
    properties! { "Key": key, "Value": value.into() }
}
