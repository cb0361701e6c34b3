//! Load balancers.

use super::To::{Argument, Block, By, Flag, Implied, In, Up};
use super::{Mapping, Rule, elements};
use crate::blueprint::Value;
use crate::render::terraform::expression::expression;
use crate::render::terraform::hcl::{Expression, Item};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::ElasticLoadBalancingV2::LoadBalancer",
        resource: "aws_lb",
        reference: "arn",
        attributes: &[
            ("CanonicalHostedZoneID", "zone_id"),
            ("DNSName", "dns_name"),
            ("LoadBalancerArn", "arn"),
            ("LoadBalancerFullName", "arn_suffix"),
            ("LoadBalancerName", "name"),
        ],
        properties: &[
            ("Name", Argument("name")),
            ("Type", Argument("load_balancer_type")),
            ("Scheme", Flag("internal", "internal")),
            ("IpAddressType", Argument("ip_address_type")),
            ("Subnets", Argument("subnets")),
            ("SecurityGroups", Argument("security_groups")),
            ("LoadBalancerAttributes", By(balancer_attributes)),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ElasticLoadBalancingV2::TargetGroup",
        resource: "aws_lb_target_group",
        reference: "arn",
        attributes: &[
            ("TargetGroupArn", "arn"),
            ("TargetGroupFullName", "arn_suffix"),
            ("TargetGroupName", "name"),
        ],
        properties: &[
            ("Name", Argument("name")),
            ("VpcId", Argument("vpc_id")),
            ("TargetType", Argument("target_type")),
            ("Protocol", Argument("protocol")),
            ("ProtocolVersion", Argument("protocol_version")),
            ("Port", Argument("port")),
            ("IpAddressType", Argument("ip_address_type")),
            ("HealthCheckEnabled", In(HEALTH, "enabled")),
            ("HealthCheckPath", In(HEALTH, "path")),
            ("HealthCheckPort", In(HEALTH, "port")),
            ("HealthCheckProtocol", In(HEALTH, "protocol")),
            ("HealthCheckIntervalSeconds", In(HEALTH, "interval")),
            ("HealthCheckTimeoutSeconds", In(HEALTH, "timeout")),
            ("HealthyThresholdCount", In(HEALTH, "healthy_threshold")),
            ("UnhealthyThresholdCount", In(HEALTH, "unhealthy_threshold")),
            (
                "Matcher",
                Up(&[
                    ("HttpCode", In(HEALTH, "matcher")),
                    ("GrpcCode", In(HEALTH, "matcher")),
                ]),
            ),
            ("TargetGroupAttributes", By(target_attributes)),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ElasticLoadBalancingV2::Listener",
        resource: "aws_lb_listener",
        reference: "arn",
        attributes: &[("ListenerArn", "arn")],
        properties: &[
            ("LoadBalancerArn", Argument("load_balancer_arn")),
            ("Protocol", Argument("protocol")),
            ("Port", Argument("port")),
            ("SslPolicy", Argument("ssl_policy")),
            (
                "Certificates",
                Up(&[("CertificateArn", Argument("certificate_arn"))]),
            ),
            ("DefaultActions", Block("default_action", ACTION)),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::ElasticLoadBalancingV2::ListenerRule",
        resource: "aws_lb_listener_rule",
        reference: "arn",
        attributes: &[("RuleArn", "arn")],
        properties: &[
            ("ListenerArn", Argument("listener_arn")),
            ("Priority", Argument("priority")),
            ("Actions", Block("action", ACTION)),
            (
                "Conditions",
                Block(
                    "condition",
                    &[
                        ("Field", Implied),
                        ("HostHeaderConfig", Block("host_header", VALUES)),
                        ("PathPatternConfig", Block("path_pattern", VALUES)),
                        ("HttpRequestMethodConfig", Block("http_request_method", VALUES)),
                        ("SourceIpConfig", Block("source_ip", VALUES)),
                        (
                            "HttpHeaderConfig",
                            Block(
                                "http_header",
                                &[
                                    ("HttpHeaderName", Argument("http_header_name")),
                                    ("Values", Argument("values")),
                                ],
                            ),
                        ),
                    ],
                ),
            ),
        ],
        finish: None,
    },
];

const HEALTH: &str = "health_check";

const VALUES: &[Rule] = &[("Values", Argument("values"))];

const ACTION: &[Rule] = &[
    ("Type", Argument("type")),
    ("Order", Argument("order")),
    ("TargetGroupArn", Argument("target_group_arn")),
    (
        "RedirectConfig",
        Block(
            "redirect",
            &[
                ("Protocol", Argument("protocol")),
                ("Port", Argument("port")),
                ("Host", Argument("host")),
                ("Path", Argument("path")),
                ("Query", Argument("query")),
                ("StatusCode", Argument("status_code")),
            ],
        ),
    ),
    (
        "FixedResponseConfig",
        Block(
            "fixed_response",
            &[
                ("ContentType", Argument("content_type")),
                ("MessageBody", Argument("message_body")),
                ("StatusCode", Argument("status_code")),
            ],
        ),
    ),
];

fn balancer_attributes(value: &Value) -> Option<Vec<Item>> {
    const KEYS: [(&str, &str, &str); 10] = [
        ("access_logs.s3.enabled", "access_logs", "enabled"),
        ("access_logs.s3.bucket", "access_logs", "bucket"),
        ("access_logs.s3.prefix", "access_logs", "prefix"),
        (
            "routing.http.drop_invalid_header_fields.enabled",
            "",
            "drop_invalid_header_fields",
        ),
        (
            "routing.http.desync_mitigation_mode",
            "",
            "desync_mitigation_mode",
        ),
        ("routing.http2.enabled", "", "enable_http2"),
        ("deletion_protection.enabled", "", "enable_deletion_protection"),
        ("idle_timeout.timeout_seconds", "", "idle_timeout"),
        (
            "load_balancing.cross_zone.enabled",
            "",
            "enable_cross_zone_load_balancing",
        ),
        ("waf.fail_open.enabled", "", "enable_waf_fail_open"),
    ];
    settings(value, &KEYS)
}

fn target_attributes(value: &Value) -> Option<Vec<Item>> {
    const KEYS: [(&str, &str, &str); 5] = [
        ("deregistration_delay.timeout_seconds", "", "deregistration_delay"),
        ("slow_start.duration_seconds", "", "slow_start"),
        ("stickiness.enabled", "stickiness", "enabled"),
        ("stickiness.type", "stickiness", "type"),
        (
            "stickiness.lb_cookie.duration_seconds",
            "stickiness",
            "cookie_duration",
        ),
    ];
    settings(value, &KEYS)
}

/// `[{Key, Value}]` as arguments, some of them in a block: key, block, argument.
fn settings(value: &Value, keys: &[(&str, &str, &str)]) -> Option<Vec<Item>> {
    let mut items = Vec::new();
    let mut blocks: Vec<(&str, Vec<Item>)> = Vec::new();
    for setting in elements(value) {
        let key = setting.get("Key")?.as_text()?;
        let (_, block, name) = keys.iter().find(|(known, ..)| *known == key)?;
        let argument = Item::argument(*name, typed(setting.get("Value")?));
        match blocks.iter_mut().find(|(kind, _)| kind == block) {
            _ if block.is_empty() => items.push(argument),
            Some((_, body)) => body.push(argument),
            None => blocks.push((block, vec![argument])),
        }
    }
    items.extend(blocks.into_iter().map(|(kind, body)| Item::block(kind, body)));
    Some(items)
}

/// The API has nothing but texts here; Terraform knows truth and numbers.
fn typed(value: &Value) -> Expression {
    match value.as_text() {
        Some("true") => Expression::Bool(true),
        Some("false") => Expression::Bool(false),
        Some(text) => text
            .parse()
            .map_or_else(|_| expression(value), Expression::Integer),
        None => expression(value),
    }
}
