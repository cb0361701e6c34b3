//! AWS Config: every change of a resource, written down, and rules that are checked after each.

use rust_decimal::Decimal;

use super::super::component::{Component, Part};
use super::super::iam::{self, Statement};
use super::super::plain::{Metered, Plain};
use super::super::{Resource, Service, Tags, billed, s3};
use super::metered;
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// `CloudFormation` type of what writes changes down.
pub(crate) const RECORDER: &str = "AWS::Config::ConfigurationRecorder";
const CHANNEL: &str = "AWS::Config::DeliveryChannel";
const CONFIG_RULE: &str = "AWS::Config::ConfigRule";
/// Changes of resources in a month, for the estimate: a small account that is worked on.
const CHANGES: Decimal = Decimal::ONE_HUNDRED;
/// Managed rules that every account does well with.
const RULES: [(&str, &str); 4] = [
    ("BucketsStayPrivate", "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"),
    ("DisksStayEncrypted", "ENCRYPTED_VOLUMES"),
    ("RootHasNoKey", "IAM_ROOT_ACCESS_KEY_CHECK"),
    ("DatabasesStayPrivate", "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"),
];

const RECORDER_TYPE: Metered = metered(
    RECORDER,
    Tags::None,
    [
        "Writes down every change to a resource of the account",
        "खाते के संसाधनों का हर बदलाव लिखता है",
        "Account ke resources ka har badlav likhta hai",
    ],
    |_, _| vec![billed("Config", "configuration_items", CHANGES)],
);
const CHANNEL_TYPE: Plain = Plain::new(
    CHANNEL,
    Tags::None,
    [
        "Keeps the written changes in a bucket",
        "लिखे बदलावों को bucket में रखता है",
        "Likhe badlavon ko bucket mein rakhta hai",
    ],
);
const RULE_TYPE: Metered = metered(
    CONFIG_RULE,
    Tags::None,
    [
        "Checks one rule after every change and tells who breaks it",
        "हर बदलाव के बाद एक नियम जाँचता है और बताता है कौन तोड़ रहा है",
        "Har badlav ke baad ek rule jaanchta hai aur batata hai kaun tod raha hai",
    ],
    |_, _| vec![billed("Config", "rule_evaluations", CHANGES)],
);
pub(crate) const TYPES: &[&dyn Service] = &[&RECORDER_TYPE, &CHANNEL_TYPE, &RULE_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component::by_itself(
    RECORDER,
    [
        "aws config|amazon config|aws config recorder|aws config rule|config rule|config with rule|config with managed rule|config with a rule|configuration recorder|config recorder|\
         compliance rule|compliance recorder|configuration history|resource configuration history|configuration compliance|\
         continuous compliance",
        "एडब्ल्यूएस कॉन्फ़िग",
        "",
    ],
    build,
)];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    super::tell_somebody(system);
    let id = system.free_id("ChangeRecorder");
    let bucket = system.own_bucket(&format!("{id} Bucket"));
    let write = |action: &'static str, on: Value| {
        properties! {
            "Effect": "Allow",
            "Principal": properties! { "Service": "config.amazonaws.com" },
            "Action": action,
            "Resource": on,
            "Condition": properties! { "StringEquals": properties! { "aws:SourceAccount": Pseudo::AccountId } },
        }
    };
    let own = || Value::Attribute(bucket.clone(), "Arn");
    let statements = [
        write("s3:GetBucketAcl", own()),
        write("s3:ListBucket", own()),
        write("s3:PutObject", s3::files(&bucket)),
    ];
    system.add(s3::bucket_policy(
        &format!("{bucket} Policy"),
        &bucket,
        statements,
    ));
    let mut statements = vec![
        Statement::allow(&["s3:PutObject"], [s3::files(&bucket)]),
        Statement::allow(&["s3:GetBucketAcl"], [own()]),
    ];
    statements.extend(system.key_statement());
    let role = iam::role(format!("{id} Role").as_str(), "config.amazonaws.com", &statements);
    let role = iam::with_aws_policy(role, "service-role/AWS_ConfigRole");
    let recorder = Resource::new(id.as_str(), RECORDER)
        .with("RoleARN", role.attribute("Arn"))
        .with(
            "RecordingGroup",
            properties! { "AllSupported": true, "IncludeGlobalResourceTypes": true },
        );
    let id = system.add(recorder);
    let channel = Resource::new(format!("{id} Channel").as_str(), CHANNEL).with("S3BucketName", &bucket);
    system.add(channel);
    system.add(role);
    system.let_service_use_key("config.amazonaws.com");
    for (name, identifier) in RULES {
        let name = system.free_id(name);
        let rule = Resource::new(name, CONFIG_RULE)
            .with(
                "Source",
                properties! { "Owner": "AWS", "SourceIdentifier": identifier },
            )
            .after(&id);
        system.add(rule);
    }
    id
}
