//! Amazon CloudFront.

use super::To::{Argument, Block, By, Default, Implied, Texts, Up};
use super::{ALWAYS, Mapping, Rule, Written};
use crate::blueprint::{Resource, Value};
use crate::render::terraform::hcl::{Expression, Item};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::CloudFront::Distribution",
        resource: "aws_cloudfront_distribution",
        reference: "id",
        attributes: &[("DomainName", "domain_name"), ("Id", "id")],
        properties: &[("DistributionConfig", Up(DISTRIBUTION))],
        finish: Some(with_defaults),
    },
    Mapping {
        kind: "AWS::CloudFront::Function",
        resource: "aws_cloudfront_function",
        reference: "arn",
        attributes: &[("FunctionARN", "arn")],
        properties: &[
            ("Name", Argument("name")),
            ("AutoPublish", Argument("publish")),
            (
                "FunctionConfig",
                Up(&[("Comment", Argument("comment")), ("Runtime", Argument("runtime"))]),
            ),
            ("FunctionCode", Argument("code")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::CloudFront::OriginAccessControl",
        resource: "aws_cloudfront_origin_access_control",
        reference: "id",
        attributes: &[("Id", "id")],
        properties: &[(
            "OriginAccessControlConfig",
            Up(&[
                ("Name", Argument("name")),
                ("Description", Argument("description")),
                (
                    "OriginAccessControlOriginType",
                    Argument("origin_access_control_origin_type"),
                ),
                ("SigningBehavior", Argument("signing_behavior")),
                ("SigningProtocol", Argument("signing_protocol")),
            ]),
        )],
        finish: None,
    },
    Mapping {
        kind: "AWS::CloudFront::PublicKey",
        resource: "aws_cloudfront_public_key",
        reference: "id",
        attributes: &[("Id", "id")],
        properties: &[(
            "PublicKeyConfig",
            Up(&[
                ("CallerReference", Implied),
                ("Name", Argument("name")),
                ("Comment", Argument("comment")),
                ("EncodedKey", Argument("encoded_key")),
            ]),
        )],
        finish: None,
    },
    Mapping {
        kind: "AWS::CloudFront::KeyGroup",
        resource: "aws_cloudfront_key_group",
        reference: "id",
        attributes: &[("Id", "id")],
        properties: &[(
            "KeyGroupConfig",
            Up(&[
                ("Name", Argument("name")),
                ("Comment", Argument("comment")),
                ("Items", Argument("items")),
            ]),
        )],
        finish: None,
    },
];

const DISTRIBUTION: &[Rule] = &[
    ("Enabled", Argument("enabled")),
    ("Comment", Argument("comment")),
    ("Aliases", Argument("aliases")),
    ("HttpVersion", Argument("http_version")),
    ("IPV6Enabled", Argument("is_ipv6_enabled")),
    ("PriceClass", Argument("price_class")),
    ("DefaultRootObject", Argument("default_root_object")),
    ("WebACLId", Argument("web_acl_id")),
    ("Origins", Block("origin", ORIGIN)),
    ("DefaultCacheBehavior", Block("default_cache_behavior", BEHAVIOR)),
    ("CacheBehaviors", Block("ordered_cache_behavior", BEHAVIOR)),
    (
        "CustomErrorResponses",
        Block(
            "custom_error_response",
            &[
                ("ErrorCode", Argument("error_code")),
                ("ResponseCode", Argument("response_code")),
                ("ResponsePagePath", Argument("response_page_path")),
                ("ErrorCachingMinTTL", Argument("error_caching_min_ttl")),
            ],
        ),
    ),
    (
        "Logging",
        Block(
            "logging_config",
            &[
                ("Bucket", Argument("bucket")),
                ("IncludeCookies", Argument("include_cookies")),
                ("Prefix", Argument("prefix")),
            ],
        ),
    ),
    (
        "Restrictions",
        Block(
            "restrictions",
            &[(
                "GeoRestriction",
                Block(
                    "geo_restriction",
                    &[
                        ("RestrictionType", Argument("restriction_type")),
                        ("Locations", Argument("locations")),
                    ],
                ),
            )],
        ),
    ),
    (
        "ViewerCertificate",
        Block(
            "viewer_certificate",
            &[
                ("AcmCertificateArn", Argument("acm_certificate_arn")),
                (
                    "CloudFrontDefaultCertificate",
                    Argument("cloudfront_default_certificate"),
                ),
                ("IamCertificateId", Argument("iam_certificate_id")),
                ("MinimumProtocolVersion", Argument("minimum_protocol_version")),
                ("SslSupportMethod", Argument("ssl_support_method")),
            ],
        ),
    ),
];

const ORIGIN: &[Rule] = &[
    ("Id", Argument("origin_id")),
    ("DomainName", Argument("domain_name")),
    ("OriginPath", Argument("origin_path")),
    ("OriginAccessControlId", Argument("origin_access_control_id")),
    ("S3OriginConfig", By(no_identity)),
    (
        "OriginCustomHeaders",
        Block(
            "custom_header",
            &[
                ("HeaderName", Argument("name")),
                ("HeaderValue", Argument("value")),
            ],
        ),
    ),
    (
        "CustomOriginConfig",
        Block(
            "custom_origin_config",
            &[
                ("HTTPPort", Argument("http_port")),
                ("HTTPSPort", Argument("https_port")),
                ("OriginProtocolPolicy", Argument("origin_protocol_policy")),
                ("OriginSSLProtocols", Argument("origin_ssl_protocols")),
                ("OriginReadTimeout", Argument("origin_read_timeout")),
                ("OriginKeepaliveTimeout", Argument("origin_keepalive_timeout")),
                // The provider wants all of these, whether they are used or not.
                (ALWAYS, Default("http_port", 80)),
                (ALWAYS, Default("https_port", 443)),
                (ALWAYS, Texts("origin_ssl_protocols", &["TLSv1.2"])),
            ],
        ),
    ),
];

const BEHAVIOR: &[Rule] = &[
    ("PathPattern", Argument("path_pattern")),
    ("TargetOriginId", Argument("target_origin_id")),
    ("ViewerProtocolPolicy", Argument("viewer_protocol_policy")),
    ("AllowedMethods", Argument("allowed_methods")),
    ("CachedMethods", Argument("cached_methods")),
    ("Compress", Argument("compress")),
    ("CachePolicyId", Argument("cache_policy_id")),
    ("OriginRequestPolicyId", Argument("origin_request_policy_id")),
    ("ResponseHeadersPolicyId", Argument("response_headers_policy_id")),
    ("RealtimeLogConfigArn", Argument("realtime_log_config_arn")),
    ("TrustedKeyGroups", Argument("trusted_key_groups")),
    (
        "FunctionAssociations",
        Block(
            "function_association",
            &[
                ("EventType", Argument("event_type")),
                ("FunctionARN", Argument("function_arn")),
            ],
        ),
    ),
    (ALWAYS, Texts("allowed_methods", &["GET", "HEAD"])),
    (ALWAYS, Texts("cached_methods", &["GET", "HEAD"])),
];

/// `CloudFormation` wants an empty identity beside an origin access control; Terraform wants nothing.
fn no_identity(config: &Value) -> Option<Vec<Item>> {
    match config.get("OriginAccessIdentity") {
        Some(Value::Text(identity)) if identity.is_empty() => Some(Vec::new()),
        None => Some(Vec::new()),
        Some(_) => None,
    }
}

/// Blocks that the provider wants and `CloudFormation` takes for granted.
fn with_defaults(_distribution: &Resource, _label: &str, written: &mut Written) {
    let body = &mut written.body;
    let has = |body: &[Item], name: &str| {
        body.iter()
            .any(|item| matches!(item, Item::Block(block) if block.kind == name))
    };
    if !has(body, "restrictions") {
        let none = Item::argument("restriction_type", Expression::text("none"));
        body.push(Item::block(
            "restrictions",
            vec![Item::block("geo_restriction", vec![none])],
        ));
    }
    if !has(body, "viewer_certificate") {
        let own = Item::argument("cloudfront_default_certificate", Expression::Bool(true));
        body.push(Item::block("viewer_certificate", vec![own]));
    }
}
