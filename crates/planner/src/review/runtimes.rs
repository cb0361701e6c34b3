//! What AWS looks after no more: holes that are found in it stay open.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Subject, setting, text};
use crate::blueprint::Resource;
use crate::catalog::rds;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-RUN-001",
        severity: Severity::Medium,
        look: Look::Settings(&[
            setting("AWS::Lambda::Function", "Runtime", Must::NotBe(OLD_RUNTIMES)),
            setting(
                "AWS::Glue::Job",
                "GlueVersion",
                Must::NotBe(&["0.9", "1.0", "2.0"]),
            ),
            setting(
                "AWS::KinesisAnalyticsV2::Application",
                "RuntimeEnvironment",
                Must::NotBe(OLD_FLINK),
            ),
        ]),
        message: [
            "It runs on a version that AWS mends no more: holes that are found stay open",
            "यह ऐसे संस्करण पर चलता है जिसे AWS अब ठीक नहीं करता: मिली हुई कमियाँ खुली रहती हैं",
            "Yeh aise version par chalta hai jise AWS ab theek nahi karta: mile hue holes khule rehte hain",
        ],
        suggestion: [
            "Move to a version that is supported; the plan's own default is one",
            "किसी समर्थित संस्करण पर जाएँ; योजना का अपना डिफ़ॉल्ट ऐसा ही है",
            "Kisi supported version par jayein; plan ka apna default aisa hi hai",
        ],
    },
    Rule {
        id: "CW-RUN-002",
        severity: Severity::Medium,
        look: Look::Each(&["AWS::RDS::DBCluster", "AWS::RDS::DBInstance"], has_old_engine),
        message: [
            "AWS looks after this version of the database only for an extra fee by the hour, if at all",
            "AWS डेटाबेस के इस संस्करण की देखभाल केवल प्रति घंटे अतिरिक्त शुल्क पर करता है, या करता ही नहीं",
            "AWS database ke is version ki dekhbhaal sirf per hour extra fee par karta hai, ya karta hi nahi",
        ],
        suggestion: [
            "Name a newer version, or none: the plan then takes a supported one",
            "नया संस्करण बताइए, या कोई नहीं: तब योजना समर्थित संस्करण लेती है",
            "Naya version bataiye, ya koi nahi: tab plan supported version leta hai",
        ],
    },
    Rule {
        id: "CW-RUN-003",
        severity: Severity::Low,
        look: Look::Settings(&[
            setting("AWS::AmazonMQ::Broker", "AutoMinorVersionUpgrade", Must::BeOn),
            setting(
                "AWS::DMS::ReplicationInstance",
                "AutoMinorVersionUpgrade",
                Must::BeOn,
            ),
            setting("AWS::DocDB::DBInstance", "AutoMinorVersionUpgrade", Must::BeOn),
            setting(
                "AWS::ElastiCache::CacheCluster",
                "AutoMinorVersionUpgrade",
                Must::BeOn,
            ),
            setting(
                "AWS::ElastiCache::ReplicationGroup",
                "AutoMinorVersionUpgrade",
                Must::BeOn,
            ),
            setting("AWS::MemoryDB::Cluster", "AutoMinorVersionUpgrade", Must::BeOn),
            setting("AWS::Neptune::DBInstance", "AutoMinorVersionUpgrade", Must::BeOn),
            setting("AWS::RDS::DBInstance", "AutoMinorVersionUpgrade", Must::BeOn),
            setting("AWS::Redshift::Cluster", "AllowVersionUpgrade", Must::BeOn),
        ]),
        message: [
            "Small repairs of the software don't come by themselves here",
            "यहाँ सॉफ़्टवेयर के छोटे सुधार अपने आप नहीं आते",
            "Yahan software ke chhote sudhaar apne aap nahi aate",
        ],
        suggestion: [
            "Turn on minor version upgrades",
            "छोटे संस्करण अपग्रेड चालू करें",
            "Minor version upgrades chalu karein",
        ],
    },
];

/// Lambda runtimes that are deprecated in November 2026. Source: Lambda developer guide, "Lambda runtimes", table of deprecated
/// runtimes and deprecation dates.
const OLD_RUNTIMES: &[&str] = &[
    "dotnet5.0",
    "dotnet6",
    "dotnet7",
    "dotnetcore1.0",
    "dotnetcore2.0",
    "dotnetcore2.1",
    "dotnetcore3.1",
    "go1.x",
    "java8",
    "nodejs",
    "nodejs10.x",
    "nodejs12.x",
    "nodejs14.x",
    "nodejs16.x",
    "nodejs18.x",
    "nodejs20.x",
    "nodejs4.3",
    "nodejs6.10",
    "nodejs8.10",
    "provided",
    "python2.7",
    "python3.6",
    "python3.7",
    "python3.8",
    "python3.9",
    "ruby2.5",
    "ruby2.7",
    "ruby3.2",
];
const OLD_FLINK: &[&str] = &["FLINK-1_6", "FLINK-1_8", "FLINK-1_11", "FLINK-1_13", "SQL-1_0"];

/// The oldest major versions in standard support in November 2026. Source: Amazon RDS and Aurora user guides, release calendars.
const OLDEST: [(&str, &[u32]); 5] = [
    ("aurora-mysql", &[8]),
    ("aurora-postgresql", &[14]),
    ("mariadb", &[10, 6]),
    ("mysql", &[8, 4]),
    ("postgres", &[14]),
];

/// Whether Lambda calls this version of a language old: `python3.8`, `nodejs18.x`.
pub(crate) fn is_old_runtime(name: &str) -> bool {
    OLD_RUNTIMES.contains(&name) || name == "python2"
}

/// Whether this version of an engine, by RDS's name for it, is out of standard support. A major version alone is as new as its newest
/// release.
pub(crate) fn is_old_engine(engine: &str, version: &str) -> bool {
    let oldest = OLDEST.iter().find(|(name, _)| *name == engine);
    let said: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    let older = |oldest: &[u32]| {
        let known = said.len().min(oldest.len());
        said.get(..known) < oldest.get(..known)
    };
    oldest.is_some_and(|(_, oldest)| older(oldest))
}

fn has_old_engine(_: Subject<'_>, database: &Resource) -> bool {
    let (Some(engine), Some(version)) = (text(database, "Engine"), text(database, "EngineVersion")) else {
        return false;
    };
    !rds::is_follower(database) && is_old_engine(engine, version)
}
