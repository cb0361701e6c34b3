//! Mail that arrives: Amazon SES keeps each message in a bucket and tells whoever works on it. Here: the rule and what it needs. Not here:
//! that AWS leaves it to a person to make the rule set the active one (`plan/mail.rs`).

use rust_decimal::Decimal;

use super::super::component::{Component, Part};
use super::super::plain::{Metered, Plain};
use super::super::{Resource, Service, Tags, billed, lambda, s3, sns};
use super::EmailIdentity;
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{compute, domain, storage};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

/// `CloudFormation` type of a rule for mail that arrives.
pub(crate) const RULE: &str = "AWS::SES::ReceiptRule";
/// `CloudFormation` type of a set of such rules.
pub(crate) const RULE_SET: &str = "AWS::SES::ReceiptRuleSet";
/// The service's name in policies.
const PRINCIPAL: &str = "ses.amazonaws.com";
/// Where messages are within their bucket.
const FOLDER: &str = "mail/";
/// Messages that arrive in a month, for the estimate.
const MESSAGES: Decimal = Decimal::ONE_THOUSAND;

/// Regions that take mail in: those for which AWS's schemas have `AWS::SES::ReceiptRule`, besides China's and the governments'.
/// Source: the schemas by region that cfn-lint bundles, 2026-11.
const REGIONS: [&str; 21] = [
    "af-south-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ca-central-1",
    "eu-central-1",
    "eu-north-1",
    "eu-south-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

/// Whether mail can arrive in this region.
pub(crate) fn is_received_in(region: &str) -> bool {
    REGIONS.contains(&region)
}

pub(crate) const TYPES: &[&dyn Service] = &[&RULE_TYPE, &RULE_SET_TYPE];

const RULE_TYPE: Metered = Metered {
    kind: RULE,
    tags: Tags::None,
    stateful: false,
    purpose: [
        "Keeps each e-mail that arrives and tells the program that works on it",
        "आने वाला हर ई-मेल रखता है और उस पर काम करने वाले प्रोग्राम को बताता है",
        "Aane wala har e-mail rakhta hai aur us par kaam karne wale program ko batata hai",
    ],
    // Each of them is one chunk of 256 KB at least.
    billed: |_, _| {
        vec![
            billed("SES", "inbound_messages", MESSAGES),
            billed("SES", "inbound_chunks", MESSAGES),
        ]
    },
};

const RULE_SET_TYPE: Plain = Plain {
    kind: RULE_SET,
    tags: Tags::None,
    purpose: [
        "The list of rules for e-mail that arrives, once you have made it the active one",
        "आने वाले ई-मेल के नियमों की सूची, जब आप उसे चालू कर दें",
        "Aane wale e-mail ke niyamon ki list, jab aap use active kar dein",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: RULE,
        terms: [
            "ses receipt rule|ses receiving|ses inbound|ses inbound email|ses email receiving|receipt rule|email receipt rule|\
             inbound email|inbound mail|incoming email|incoming mail|email receiving|mail receiving|email ingestion|\
             email ingestion pipeline|email inbox processing|inbound email processing|incoming email processing",
            "इनबाउंड ईमेल|आने वाली ईमेल|आने वाले ईमेल|आने वाले मेल|आने वाले ई-मेल",
            "aane wali email|aane wale email|aane wali mail|aane wale mail",
        ],
        build,
        uses: None,
    },
    Component {
        kind: RULE_SET,
        terms: [
            "ses receipt rule set|receipt rule set|ses rule set|receipt ruleset|ses receipt ruleset",
            "रसीद नियम सेट",
            "mail niyamon ka set",
        ],
        build,
        uses: None,
    },
];

/// One rule for all mail to the domain: into a bucket, to the topic where there is one, to the function that works in the background
/// where there is one. Nothing where SES takes no mail in; the plan says so.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    if let Some(there) = system.all(RULE).into_iter().next() {
        return there;
    }
    let id = system.free_id("IncomingMail");
    if !is_received_in(&system.design.requirements.region) {
        return id;
    }
    let domain = domain::name(&mut system.blueprint, system.design);
    if system.all(EmailIdentity.kind()).is_empty() {
        // SES takes mail for domains only that were shown to be yours.
        super::add(system, domain.clone());
    }
    let set = system.add(Resource::new(format!("{id} Rules").as_str(), RULE_SET));
    let rules = rules_of(&set);
    system.let_service_use_key(PRINCIPAL);
    let bucket = bucket(system);
    let mut before = let_keep(system, &bucket, &rules);
    let mut actions = vec![properties! {
        "S3Action": properties! { "BucketName": &bucket, "ObjectKeyPrefix": FOLDER },
    }];
    if let Some(topic) = topic(system) {
        sns::let_publish(system, &topic, PRINCIPAL, rules.clone());
        before.push(LogicalId::new(&format!("{topic} Policy")));
        actions.push(properties! { "SNSAction": properties! { "TopicArn": &topic, "Encoding": "Base64" } });
    }
    if let Some(function) = function(system) {
        let permission = format!("{function} For {id}");
        before.push(system.add(lambda::permission(
            permission.as_str(),
            &function,
            PRINCIPAL,
            rules,
        )));
        let arn = Value::Attribute(function, "Arn");
        actions.push(properties! {
            "LambdaAction": properties! { "FunctionArn": arn, "InvocationType": "Event" },
        });
    }
    let rule = properties! {
        "Enabled": true,
        "Recipients": vec![domain],
        "ScanEnabled": true,
        "TlsPolicy": "Require",
        "Actions": actions,
    };
    let mut resource = Resource::new(id, RULE)
        .with("RuleSetName", &set)
        .with("Rule", rule);
    resource.depends_on = before;
    let id = system.add(resource);
    tell(system, &id, &set);
    id
}

/// What a person has to do with it: enter it at the domain, and make it active.
fn tell(system: &mut System<'_>, rule: &LogicalId, set: &LogicalId) {
    let server = vec![
        "10 inbound-smtp.".into(),
        Pseudo::Region.into(),
        ".amazonaws.com".into(),
    ];
    let what = "MX record to enter at your domain; mail to it comes here from then on, and nowhere else";
    system
        .blueprint
        .output(&format!("{rule} MxRecord"), what, Value::Concat(server));
    let what = "Make it active with: aws ses set-active-receipt-rule-set --rule-set-name NAME";
    system.blueprint.output(&format!("{set} Name"), what, set);
}

/// ARN of the rules of a set: a rule can't be named before what it needs is there.
fn rules_of(set: &LogicalId) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":ses:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":receipt-rule-set/".into(),
        set.into(),
        ":receipt-rule/*".into(),
    ])
}

/// The application's bucket for files, which its programs may read.
fn bucket(system: &mut System<'_>) -> LogicalId {
    let there = system.all(s3::Bucket::KIND).into_iter().find(storage::is_files);
    there.unwrap_or_else(|| storage::build_bucket(system, &Part { said: None }))
}

/// Lets the rules put messages into the bucket, and returns what has to be there first.
fn let_keep(system: &mut System<'_>, bucket: &LogicalId, rules: &Value) -> Vec<LogicalId> {
    let folder = vec![
        Value::Attribute(bucket.clone(), "Arn"),
        format!("/{FOLDER}*").into(),
    ];
    let statement = properties! {
        "Sid": "MailArrives",
        "Effect": "Allow",
        "Principal": properties! { "Service": PRINCIPAL },
        "Action": "s3:PutObject",
        "Resource": Value::Concat(folder),
        "Condition": properties! {
            "StringEquals": properties! { "aws:SourceAccount": Pseudo::AccountId },
            "ArnLike": properties! { "aws:SourceArn": rules.clone() },
        },
    };
    let of_bucket = |it: &&Resource| it.properties.get("Bucket") == Some(&Value::from(bucket));
    let policy = system.blueprint.of_kind(s3::BUCKET_POLICY.kind).find(of_bucket);
    let Some(policy) = policy.map(|it| it.id.clone()) else {
        return Vec::new();
    };
    let document = system.blueprint.resource_mut(&policy);
    let document = document.and_then(|it| it.properties.get_mut("PolicyDocument"));
    if let Some(Value::Map(document)) = document
        && let Some(Value::List(statements)) = document.get_mut("Statement")
    {
        statements.push(statement);
    }
    vec![policy]
}

/// A topic that is not the alarms' own.
fn topic(system: &System<'_>) -> Option<LogicalId> {
    let topics = system.blueprint.of_kind(sns::Topic::KIND);
    let mut plain =
        topics.filter(|it| it.id.as_str() != sns::ALARMS && !it.properties.contains_key("FifoTopic"));
    plain.next().map(|it| it.id.clone())
}

/// A function that is not busy with visitors.
fn function(system: &System<'_>) -> Option<LogicalId> {
    let all = system.all(lambda::Function::KIND).into_iter();
    all.filter(|it| !crate::catalog::secrets::rotation::is_rotator(it))
        .find(|it| it.as_str() != compute::HANDLER)
}
