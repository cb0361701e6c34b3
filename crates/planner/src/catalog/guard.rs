//! AWS's own guards of an account: `GuardDuty`, Security Hub, Inspector, Macie, Access Analyzer. One file, since each is a
//! switch that is turned on and little more. Not here: what is written of changes (`config`), money (`costs`).

pub(crate) mod config;
pub(crate) mod costs;

use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::events::targets;
use super::plain::{Metered, Plain};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, sns};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::monitoring;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

const GUARDDUTY: &str = "AWS::GuardDuty::Detector";
const HUB: &str = "AWS::SecurityHub::Hub";
const INSPECTOR: &str = "AWS::InspectorV2::Filter";
const MACIE: &str = "AWS::Macie::Session";
const ANALYZER: &str = "AWS::AccessAnalyzer::Analyzer";
const RULE: &str = "AWS::Events::Rule";
/// Guards whose findings go to a topic, where there is one.
pub(crate) const TELLING: [&str; 6] = [GUARDDUTY, HUB, INSPECTOR, MACIE, ANALYZER, config::RECORDER];
/// Days of AWS's month of 730 hours.
const DAYS_PER_MONTH: Decimal = Decimal::from_parts(30_416_667, 0, 0, false, 6);
/// Resources that a guard looks at in a month, for the estimate.
const LOOKED_AT: Decimal = Decimal::ONE_HUNDRED;
/// What else `GuardDuty` looks at in hardened plans, each at its price.
const FEATURES: [&str; 5] = [
    "S3_DATA_EVENTS",
    "EKS_AUDIT_LOGS",
    "EBS_MALWARE_PROTECTION",
    "RDS_LOGIN_EVENTS",
    "LAMBDA_NETWORK_LOGS",
];

const fn metered(
    kind: &'static str,
    tags: Tags,
    purpose: [&'static str; 3],
    billed: fn(&Resource, &UsageProfile) -> Vec<Billed>,
) -> Metered {
    Metered {
        kind,
        tags,
        stateful: false,
        purpose,
        billed,
    }
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
const HUB_TYPE: Metered = metered(
    HUB,
    Tags::Map,
    [
        "Gathers all security findings in one place and compares the account with AWS's rules",
        "सभी सुरक्षा निष्कर्ष एक जगह जमा करता है और खाते की AWS के नियमों से तुलना करता है",
        "Sabhi security findings ek jagah jama karta hai aur account ki AWS ke niyamon se tulna karta hai",
    ],
    |_, _| vec![billed("Security Hub", "security_checks", LOOKED_AT)],
);
const INSPECTOR_TYPE: Plain = Plain::new(
    INSPECTOR,
    Tags::Map,
    [
        "Sorts out Inspector's findings; CloudFormation can't switch Inspector itself on, so do that once in the console",
        "Inspector के निष्कर्ष छाँटता है; CloudFormation Inspector को चालू नहीं कर सकता, उसे एक बार कंसोल में चालू कीजिए",
        "Inspector ki findings chhaantta hai; CloudFormation Inspector ko on nahi kar sakta, use ek baar console mein on kijiye",
    ],
);
const MACIE_TYPE: Metered = metered(
    MACIE,
    Tags::None,
    [
        "Looks for personal data in your buckets",
        "आपके buckets में निजी डेटा खोजता है",
        "Aapke buckets mein personal data khojta hai",
    ],
    |_, _| vec![billed("Macie", "buckets_evaluated", LOOKED_AT * DAYS_PER_MONTH)],
);
const ANALYZER_TYPE: Plain = Plain::new(
    ANALYZER,
    Tags::List,
    [
        "Finds what in the account can be reached from outside",
        "खाते में बाहर से क्या पहुँचा जा सकता है यह खोजता है",
        "Account mein bahar se kya pahunch sakta hai yeh khojta hai",
    ],
);
pub(crate) const TYPES: &[&dyn Service] = &[
    &DETECTOR_TYPE,
    &HUB_TYPE,
    &INSPECTOR_TYPE,
    &MACIE_TYPE,
    &ANALYZER_TYPE,
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component::by_itself(
        GUARDDUTY,
        [
            "guardduty|guard duty|amazon guardduty|aws guardduty|guardduty detector|threat detection|threat detector|intrusion detection|\
             intrusion detection system",
            "गार्डड्यूटी|खतरे की पहचान",
            "khatre ki pehchan",
        ],
        build_detector,
    ),
    Component::by_itself(
        HUB,
        [
            "security hub|aws security hub|amazon security hub|securityhub|security posture|security posture management|cspm|\
             security findings dashboard|central security findings",
            "सिक्योरिटी हब",
            "",
        ],
        build_hub,
    ),
    Component::by_itself(
        INSPECTOR,
        [
            "inspector|amazon inspector|aws inspector|inspector v2|vulnerability scanning|vulnerability scan|vulnerability scanner|\
             vulnerability management|cve scanning",
            "इंस्पेक्टर",
            "",
        ],
        build_inspector,
    ),
    Component::by_itself(
        MACIE,
        [
            "macie|amazon macie|aws macie|sensitive data discovery|pii discovery|personal data discovery|sensitive data scan",
            "मेसी",
            "",
        ],
        build_macie,
    ),
    Component::by_itself(
        ANALYZER,
        [
            "access analyzer|access analyser|iam access analyzer|iam access analyser|aws access analyzer|external access analyzer",
            "एक्सेस एनालाइज़र|एक्सेस एनालाइजर|आईएएम एक्सेस एनालाइज़र",
            "access ki jaanch",
        ],
        build_analyzer,
    ),
];

pub(crate) const WIRES: &[Wire] = &[
    tells(GUARDDUTY),
    tells(HUB),
    tells(INSPECTOR),
    tells(MACIE),
    tells(ANALYZER),
    tells(config::RECORDER),
];

/// What a guard finds reaches whoever hears the first topic.
const fn tells(guard: &'static str) -> Wire {
    Wire {
        from: guard,
        to: sns::Topic::KIND,
        ends: Ends::One,
        connect: findings_to_topic,
    }
}

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
    let features = FEATURES.map(|name| properties! { "Name": name, "Status": "ENABLED" });
    let features = system.hardened().then(|| Value::list(features));
    tell_somebody(system);
    system.add(detector.with_some("Features", features))
}

fn build_hub(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    tell_somebody(system);
    let id = system.free_id("SecurityHub");
    system.add(Resource::new(id.as_str(), HUB).with("EnableDefaultStandards", true))
}

fn build_inspector(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    tell_somebody(system);
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
    tell_somebody(system);
    let id = system.free_id("DataFinder");
    let session = Resource::new(id.as_str(), MACIE)
        .with("Status", "ENABLED")
        .with("FindingPublishingFrequency", "SIX_HOURS");
    system.add(session)
}

fn build_analyzer(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    tell_somebody(system);
    let id = system.free_id("AccessAnalyzer");
    system.add(Resource::new(id.as_str(), ANALYZER).with("Type", "ACCOUNT"))
}

/// Where an address for warnings was said, findings go there too: the topic is made before guards are connected with it.
fn tell_somebody(system: &mut System<'_>) {
    let key = system.key();
    monitoring::topic(&mut system.blueprint, system.design.requirements, key.as_ref());
}

fn findings_to_topic(system: &mut System<'_>, guard: &LogicalId, topic: &LogicalId) {
    let kind = system.blueprint.resource(guard).map(|guard| guard.kind);
    // The hub is told by all others what they find: each would be heard twice.
    if kind != Some(HUB) && !system.all(HUB).is_empty() {
        return;
    }
    let grave = || properties! { "Severity": properties! { "Label": vec!["HIGH", "CRITICAL"] } };
    let (source, what, detail) = match kind {
        Some(GUARDDUTY) => ("aws.guardduty", "GuardDuty Finding", None),
        Some(HUB) => (
            "aws.securityhub",
            "Security Hub Findings - Imported",
            Some(properties! { "findings": grave() }),
        ),
        Some(INSPECTOR) => (
            "aws.inspector2",
            "Inspector2 Finding",
            Some(properties! { "severity": vec!["HIGH", "CRITICAL"] }),
        ),
        Some(MACIE) => ("aws.macie", "Macie Finding", None),
        Some(ANALYZER) => ("aws.access-analyzer", "Access Analyzer Finding", None),
        Some(config::RECORDER) => (
            "aws.config",
            "Config Rules Compliance Change",
            Some(properties! {
                "newEvaluationResult": properties! { "complianceType": vec!["NON_COMPLIANT"] },
            }),
        ),
        _ => return,
    };
    let mut pattern = properties! { "source": vec![source], "detail-type": vec![what] };
    if let (Value::Map(entries), Some(detail)) = (&mut pattern, detail) {
        entries.insert("detail".to_owned(), detail);
    }
    let target = properties! { "Id": topic.as_str(), "Arn": topic };
    let rule = Resource::new(format!("{guard} Findings").as_str(), RULE)
        .with("State", "ENABLED")
        .with("EventPattern", pattern)
        .with("Targets", vec![target]);
    let rule = system.add(rule);
    let service = "events.amazonaws.com";
    sns::let_publish(system, topic, service, Value::Attribute(rule.clone(), "Arn"));
    for other in targets::said_beside(system, topic) {
        targets::start(system, &rule, &other);
    }
    system.let_service_use_key(service);
}
