//! AWS IAM and certificates.

use super::To::{Argument, Beside, First, Implied, Json, Only};
use super::{Beside as Part, Mapping, Written, elements};
use crate::blueprint::{Resource, Value};
use crate::render::terraform::expression::expression;
use crate::render::terraform::hcl::{Expression, Item};

pub(super) const TABLE: &[Mapping] = &[
    Mapping {
        kind: "AWS::IAM::Role",
        resource: "aws_iam_role",
        reference: "name",
        attributes: &[("Arn", "arn"), ("RoleId", "unique_id")],
        properties: &[
            ("RoleName", Argument("name")),
            ("Path", Argument("path")),
            ("Description", Argument("description")),
            ("AssumeRolePolicyDocument", Json("assume_role_policy")),
            ("MaxSessionDuration", Argument("max_session_duration")),
            ("PermissionsBoundary", Argument("permissions_boundary")),
            (
                "Policies",
                Beside(
                    "aws_iam_role_policy",
                    "role",
                    "",
                    &[
                        ("PolicyName", Argument("name")),
                        ("PolicyDocument", Json("policy")),
                    ],
                ),
            ),
            (
                "ManagedPolicyArns",
                Beside(
                    "aws_iam_role_policy_attachment",
                    "role",
                    "",
                    &[("", Argument("policy_arn"))],
                ),
            ),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::IAM::Policy",
        resource: "aws_iam_role_policy",
        reference: "name",
        attributes: &[],
        properties: &[
            ("Roles", First("role")),
            ("PolicyName", Argument("name")),
            ("PolicyDocument", Json("policy")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::IAM::ManagedPolicy",
        resource: "aws_iam_policy",
        reference: "arn",
        attributes: &[("PolicyArn", "arn")],
        properties: &[
            ("ManagedPolicyName", Argument("name")),
            ("Path", Argument("path")),
            ("Description", Argument("description")),
            ("PolicyDocument", Json("policy")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::IAM::InstanceProfile",
        resource: "aws_iam_instance_profile",
        reference: "name",
        attributes: &[("Arn", "arn")],
        properties: &[
            ("InstanceProfileName", Argument("name")),
            ("Path", Argument("path")),
            ("Roles", First("role")),
        ],
        finish: None,
    },
    Mapping {
        kind: "AWS::CertificateManager::Certificate",
        resource: "aws_acm_certificate",
        // CloudFormation waits until the certificate is issued, and so does whoever names its validation.
        reference: "=aws_acm_certificate_validation.%.certificate_arn",
        attributes: &[],
        properties: &[
            ("DomainName", Argument("domain_name")),
            ("SubjectAlternativeNames", Argument("subject_alternative_names")),
            ("KeyAlgorithm", Argument("key_algorithm")),
            ("ValidationMethod", Only(&["DNS"])),
            ("DomainValidationOptions", Implied),
        ],
        finish: Some(validated),
    },
];

/// The records that prove that the domain is ours, and the wait for them to be seen.
fn validated(certificate: &Resource, label: &str, written: &mut Written) {
    written
        .body
        .push(Item::argument("validation_method", Expression::text("DNS")));
    let replace = Item::argument("create_before_destroy", Expression::Bool(true));
    written.body.push(Item::block("lifecycle", vec![replace]));
    let options = certificate.properties.get("DomainValidationOptions");
    let zone = options
        .and_then(|options| elements(options).first())
        .and_then(|one| one.get("HostedZoneId"));
    let address = format!("aws_acm_certificate.{label}");
    let mut body = vec![Item::argument(
        "certificate_arn",
        Expression::code(format!("{address}.arn")),
    )];
    if let Some(zone) = zone {
        let records = format!("aws_route53_record.{label}_validation");
        let names = format!("[for record in {records} : record.fqdn]");
        body.push(Item::argument("validation_record_fqdns", Expression::code(names)));
        written.beside.push(Part {
            resource: "aws_route53_record",
            suffix: "_validation".to_owned(),
            body: validation_record(&address, zone),
        });
    }
    written.beside.push(Part {
        resource: "aws_acm_certificate_validation",
        suffix: String::new(),
        body,
    });
}

fn validation_record(certificate: &str, zone: &Value) -> Vec<Item> {
    let each =
        format!("{{ for option in {certificate}.domain_validation_options : option.domain_name => option }}");
    let of = |field: &str| Expression::code(format!("each.value.resource_record_{field}"));
    vec![
        Item::argument("for_each", Expression::code(each)),
        Item::argument("zone_id", expression(zone)),
        Item::argument("name", of("name")),
        Item::argument("type", of("type")),
        Item::argument("records", Expression::List(vec![of("value")])),
        Item::argument("ttl", Expression::Integer(60)),
        Item::argument("allow_overwrite", Expression::Bool(true)),
    ]
}
