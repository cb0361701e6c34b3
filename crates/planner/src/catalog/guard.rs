//! AWS's own guards of an account: GuardDuty, Security Hub, Inspector, Macie, Access Analyzer, Config, Budgets, cost anomalies.
//! One file, since each is a switch that is turned on and little more.

use cloudwhisper_api::amount::Currency;

use super::component::{Component, Ends, Part, Wire};
use super::iam;
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, s3, sns};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

const GUARDDUTY: &str = "AWS::GuardDuty::Detector";
const HUB: &str = "AWS::SecurityHub::Hub";
const INSPECTOR: &str = "AWS::InspectorV2::Filter";
const MACIE: &str = "AWS::Macie::Session";
const ANALYZER: &str = "AWS::AccessAnalyzer::Analyzer";
const RECORDER: &str = "AWS::Config::ConfigurationRecorder";
const CHANNEL: &str = "AWS::Config::DeliveryChannel";
const CONFIG_RULE: &str = "AWS::Config::ConfigRule";
const BUDGET: &str = "AWS::Budgets::Budget";
const ANOMALIES: &str = "AWS::CE::AnomalyMonitor";
const ANOMALY_MAIL: &str = "AWS::CE::AnomalySubscription";
const RULE: &str = "AWS::Events::Rule";
/// Dollars of an unusual cost that is worth a mail, and of a budget that nobody named.
const ANOMALY_DOLLARS: &str = "10";
const BUDGET_DOLLARS: i64 = 50;
/// Percent of a budget at which somebody is told.
const ALERT_PERCENT: i64 = 80;
/// Managed rules that every account does well with.
const RULES: [(&str, &str); 4] = [
    ("BucketsStayPrivate", "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"),
    ("DisksStayEncrypted", "ENCRYPTED_VOLUMES"),
    ("RootHasNoKey", "IAM_ROOT_ACCESS_KEY_CHECK"),
    ("DatabasesStayPrivate", "RDS_INSTANCE_PUBLIC_ACCESS_CHECK"),
];

const fn switch(kind: &'static str, tags: Tags, purpose: [&'static str; 3]) -> Plain {
    Plain { kind, tags, purpose }
}

const DETECTOR_TYPE: Metered = Metered {
    kind: GUARDDUTY,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Watches the account for signs of a break-in",
        "खाते में सेंधमारी के संकेतों पर नज़र रखता है",
        "Account mein break-in ke sanketon par nazar rakhta hai",
    ],
    billed: detector_bill,
};
const HUB_TYPE: Plain = switch(
    HUB,
    Tags::Map,
    [
        "Gathers all security findings in one place and compares the account with AWS's rules",
        "सभी सुरक्षा निष्कर्ष एक जगह जमा करता है और खाते की AWS के नियमों से तुलना करता है",
        "Sabhi security findings ek jagah jama karta hai aur account ki AWS ke niyamon se tulna karta hai",
    ],
);
const INSPECTOR_TYPE: Plain = switch(
    INSPECTOR,
    Tags::Map,
    [
        "Sorts out Inspector's findings; CloudFormation can't switch Inspector itself on, so do that once in the console",
        "Inspector के निष्कर्ष छाँटता है; CloudFormation Inspector को चालू नहीं कर सकता, उसे एक बार कंसोल में चालू कीजिए",
        "Inspector ki findings chhaantta hai; CloudFormation Inspector ko on nahi kar sakta, use ek baar console mein on karo",
    ],
);
const MACIE_TYPE: Plain = switch(
    MACIE,
    Tags::None,
    [
        "Looks for personal data in your buckets",
        "आपके buckets में निजी डेटा खोजता है",
        "Aapke buckets mein personal data khojta hai",
    ],
);
const ANALYZER_TYPE: Plain = switch(
    ANALYZER,
    Tags::List,
    [
        "Finds what in the account can be reached from outside",
        "खाते में बाहर से क्या पहुँचा जा सकता है यह खोजता है",
        "Account mein bahar se kya pahunch sakta hai yeh khojta hai",
    ],
);
const RECORDER_TYPE: Plain = switch(
    RECORDER,
    Tags::None,
    [
        "Writes down every change to a resource of the account",
        "खाते के संसाधनों का हर बदलाव लिखता है",
        "Account ke resources ka har badlav likhta hai",
    ],
);
const CHANNEL_TYPE: Plain = switch(
    CHANNEL,
    Tags::None,
    [
        "Keeps the written changes in a bucket",
        "लिखे बदलावों को bucket में रखता है",
        "Likhe badlavon ko bucket mein rakhta hai",
    ],
);
const RULE_TYPE: Plain = switch(
    CONFIG_RULE,
    Tags::None,
    [
        "Checks one rule after every change and tells who breaks it",
        "हर बदलाव के बाद एक नियम जाँचता है और बताता है कौन तोड़ रहा है",
        "Har badlav ke baad ek rule jaanchta hai aur batata hai kaun tod raha hai",
    ],
);
const BUDGET_TYPE: Plain = switch(
    BUDGET,
    Tags::None,
    [
        "Tells you when the month's bill comes near the budget",
        "महीने का बिल बजट के पास आने पर बताता है",
        "Mahine ka bill budget ke paas aane par batata hai",
    ],
);
const ANOMALIES_TYPE: Plain = switch(
    ANOMALIES,
    Tags::None,
    [
        "Notices when a service suddenly costs more than usual",
        "कोई सेवा अचानक ज़्यादा खर्च करे तो पहचानता है",
        "Koi service achanak zyada kharch kare to pehchanta hai",
    ],
);
const ANOMALY_MAIL_TYPE: Plain = switch(
    ANOMALY_MAIL,
    Tags::None,
    [
        "Mails you the unusual costs of the day",
        "दिन के असामान्य खर्च आपको मेल करता है",
        "Din ke asamanya kharch aapko mail karta hai",
    ],
);

pub(crate) const TYPES: &[&dyn Service] = &[
    &DETECTOR_TYPE,
    &HUB_TYPE,
    &INSPECTOR_TYPE,
    &MACIE_TYPE,
    &ANALYZER_TYPE,
    &RECORDER_TYPE,
    &CHANNEL_TYPE,
    &RULE_TYPE,
    &BUDGET_TYPE,
    &ANOMALIES_TYPE,
    &ANOMALY_MAIL_TYPE,
];

/// A part that programs have no business with.
const fn part(
    kind: &'static str,
    terms: [&'static str; 3],
    build: fn(&mut System<'_>, &Part<'_>) -> LogicalId,
) -> Component {
    Component {
        kind,
        terms,
        build,
        uses: None,
    }
}

pub(crate) const COMPONENTS: &[Component] = &[
    part(
        GUARDDUTY,
        [
            "guardduty|guard duty|amazon guardduty|threat detection|intrusion detection",
            "गार्डड्यूटी",
            "",
        ],
        build_detector,
    ),
    part(
        HUB,
        [
            "security hub|aws security hub|securityhub|security posture",
            "सिक्योरिटी हब",
            "",
        ],
        build_hub,
    ),
    part(
        INSPECTOR,
        [
            "inspector|amazon inspector|aws inspector|vulnerability scanning|vulnerability scan",
            "इंस्पेक्टर",
            "",
        ],
        build_inspector,
    ),
    part(
        MACIE,
        ["macie|amazon macie|sensitive data discovery", "मेसी", ""],
        build_macie,
    ),
    part(
        ANALYZER,
        [
            "access analyzer|iam access analyzer|external access analyzer",
            "",
            "",
        ],
        build_analyzer,
    ),
    part(
        RECORDER,
        [
            "aws config|config rule|config rules|configuration recorder|config recorder|compliance rules|configuration history",
            "",
            "",
        ],
        build_recorder,
    ),
    part(
        BUDGET,
        [
            "aws budget|aws budgets|budget alert|budget alarm|cost alert|billing alert|billing alarm|spend alert|monthly aws budget",
            "बजट अलर्ट",
            "budget alert",
        ],
        build_budget,
    ),
    part(
        ANOMALIES,
        [
            "cost anomaly|cost anomaly detection|cost anomaly monitor|anomaly detection for cost",
            "",
            "",
        ],
        build_anomalies,
    ),
];

pub(crate) const WIRES: &[Wire] = &[
    Wire {
        from: GUARDDUTY,
        to: sns::Topic::KIND,
        ends: Ends::One,
        connect: findings_to_topic,
    },
    Wire {
        from: HUB,
        to: sns::Topic::KIND,
        ends: Ends::One,
        connect: findings_to_topic,
    },
];

fn detector_bill(_detector: &Resource, usage: &UsageProfile) -> Vec<Billed> {
    vec![billed(
        "GuardDuty",
        "cloudtrail_management_events",
        usage.api_requests,
    )]
}

fn build_detector(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ThreatDetector");
    let detector = Resource::new(id.as_str(), GUARDDUTY)
        .with("Enable", true)
        .with("FindingPublishingFrequency", "FIFTEEN_MINUTES");
    system.add(detector)
}

fn build_hub(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("SecurityHub");
    system.add(Resource::new(id.as_str(), HUB).with("EnableDefaultStandards", true))
}

fn build_inspector(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("InspectorFilter");
    let low = properties! { "Comparison": "EQUALS", "Value": "INFORMATIONAL" };
    let filter = Resource::new(id.as_str(), INSPECTOR)
        .with(
            "Name",
            Value::Concat(vec![Pseudo::StackName.into(), "-noise".into()]),
        )
        .with("FilterAction", "SUPPRESS")
        .with("FilterCriteria", properties! { "Severity": vec![low] });
    system.add(filter)
}

fn build_macie(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("DataFinder");
    let session = Resource::new(id.as_str(), MACIE)
        .with("Status", "ENABLED")
        .with("FindingPublishingFrequency", "SIX_HOURS");
    system.add(session)
}

fn build_analyzer(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("AccessAnalyzer");
    system.add(Resource::new(id.as_str(), ANALYZER).with("Type", "ACCOUNT"))
}

fn build_recorder(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ChangeRecorder");
    let key = system.key();
    let bucket = s3::private_bucket(&format!("{id} Bucket"), None);
    let bucket = match &key {
        Some(key) => s3::with_key(bucket, key),
        None => bucket,
    };
    let bucket = system.add(bucket);
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
    let role = iam::role(format!("{id} Role").as_str(), "config.amazonaws.com", &[]);
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
    for (name, identifier) in RULES {
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

/// Who is told about money: the address that was said, else one that only the person knows.
fn address(system: &mut System<'_>) -> Value {
    if let Some(email) = wishes::email(system.design.requirements) {
        return email.into();
    }
    system.blueprint.parameter(Parameter {
        id: "AlertEmail".into(),
        description: "E-mail address that is told about costs",
        pattern: r"[^@\s]+@[^@\s]+\.[^@\s]+",
        answer: "alertEmail",
    })
}

fn build_budget(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("CostBudget");
    let said = system.design.requirements.budget.as_ref();
    let amount = said.filter(|budget| budget.currency == Currency::USD && !budget.amount.value().is_zero());
    let amount = amount.map_or_else(
        || BUDGET_DOLLARS.to_string(),
        |budget| budget.amount.value().normalize().to_string(),
    );
    let to = address(system);
    let alert = |kind: &str| {
        properties! {
            "Notification": properties! {
                "NotificationType": kind,
                "ComparisonOperator": "GREATER_THAN",
                "Threshold": ALERT_PERCENT,
                "ThresholdType": "PERCENTAGE",
            },
            "Subscribers": vec![properties! { "SubscriptionType": "EMAIL", "Address": to.clone() }],
        }
    };
    let data = properties! {
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": properties! { "Amount": amount, "Unit": "USD" },
    };
    let budget = Resource::new(id.as_str(), BUDGET).with("Budget", data).with(
        "NotificationsWithSubscribers",
        vec![alert("ACTUAL"), alert("FORECASTED")],
    );
    system.add(budget)
}

fn build_anomalies(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("CostAnomalies");
    let name = Value::Concat(vec![Pseudo::StackName.into(), "-services".into()]);
    let monitor = Resource::new(id.as_str(), ANOMALIES)
        .with("MonitorName", name.clone())
        .with("MonitorType", "DIMENSIONAL")
        .with("MonitorDimension", "SERVICE");
    let id = system.add(monitor);
    let to = address(system);
    let threshold = format!(
        r#"{{"Dimensions":{{"Key":"ANOMALY_TOTAL_IMPACT_ABSOLUTE","MatchOptions":["GREATER_THAN_OR_EQUAL"],"Values":["{ANOMALY_DOLLARS}"]}}}}"#
    );
    let mail = Resource::new(format!("{id} Mail").as_str(), ANOMALY_MAIL)
        .with("SubscriptionName", name)
        .with("Frequency", "DAILY")
        .with("MonitorArnList", vec![Value::from(&id)])
        .with(
            "Subscribers",
            vec![properties! { "Type": "EMAIL", "Address": to }],
        )
        .with("ThresholdExpression", threshold);
    system.add(mail);
    id
}

/// What a guard finds reaches whoever hears the topic.
fn findings_to_topic(system: &mut System<'_>, guard: &LogicalId, topic: &LogicalId) {
    let source = match system.blueprint.resource(guard).map(|guard| guard.kind) {
        Some(GUARDDUTY) => "aws.guardduty",
        _ => "aws.securityhub",
    };
    let id = LogicalId::new(&format!("{guard} Findings"));
    let target = properties! { "Id": topic.as_str(), "Arn": topic };
    let rule = Resource::new(id.as_str(), RULE)
        .with("State", "ENABLED")
        .with("EventPattern", properties! { "source": vec![source] })
        .with("Targets", vec![target]);
    let id = system.add(rule);
    sns::let_publish(system, topic, "events.amazonaws.com", Value::Attribute(id, "Arn"));
}
