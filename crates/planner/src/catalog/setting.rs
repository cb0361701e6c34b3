//! What numbers say of a part: "reserved concurrency 50", "a rate limit of 500", "alarm above 80 %". Here: the words that stand beside
//! such a number, what it measures, what AWS takes, and the property that it becomes. Not here: how a number in a prompt is told to
//! be one of these (`requirements/services/settings.rs`).

use cloudwhisper_api::requirements::NamedService;

use super::{
    Resource, apigateway, apigatewayv2, aurora, autoscaling_group, cloudwatch, cognito, docdb, dynamodb, ecs,
    kinesis, lambda, neptune, rds, s3, sqs, wafv2,
};
use crate::blueprint::Value;
use crate::properties;

/// A number that can be said of a part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Types of the parts that it is said of.
    pub kinds: &'static [&'static str],
    /// Under which word it is noted in `requirements.services`.
    pub word: &'static str,
    /// What the number measures; it is noted in this unit.
    pub measure: Measure,
    /// What AWS takes, least and most, in that unit.
    pub limits: (i64, i64),
    /// What people say beside it, between the same commas: English, Hindi, Hinglish; terms separated by `|`, lower case.
    pub beside: [&'static str; 3],
    /// What the sentence speaks of besides, where the words beside the number are said of other things too; alike.
    pub about: [&'static str; 3],
    /// The property of the part's own resource that it becomes, from the outside inwards; empty where the part's own file reads it.
    pub property: &'static [&'static str],
}

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Things without a unit.
    Count,
    /// Things in a second.
    PerSecond,
    /// Per cent.
    Percent,
    /// Seconds.
    Seconds,
    /// Whole days.
    Days,
    /// Megabytes.
    Megabytes,
    /// Gigabytes.
    Gigabytes,
}

const KEPT: [&str; 3] = [
    "retention|retain|retained|retains|keep|keeps|kept|keeping|hold|holds|stored for|stay|stays|last",
    "रिटेंशन|रहे|रहें|रखे|रखें|रखो|रखना|संभाल|बचा|तक",
    "rahe|rahein|rahen|rakhe|rakho|rakhna|rakhein|tak|sambhal",
];
const ALARM: [&str; 3] = [
    "alarm|alert|notify|notified|warn|tell me|mail me|email me|page me|let me know",
    "अलार्म|अलर्ट|सूचना|सूचित|बताओ|बताए|बताना",
    "batao|bata do|bataye|khabar|suchit|soochit",
];
const SCALED: [&str; 3] = [
    "scal|autoscal|auto-scal|grow|target",
    "स्केल|बढ़े|बढ़ाओ",
    "badhe|badhao|badhaye",
];
const LOCKED: [&str; 3] = [
    "object lock|object-lock|objectlock|worm|write once|compliance mode|governance mode|immutable|cannot be deleted|can't be deleted|\
     nobody can delete|no one can delete|tamper-proof|tamper proof",
    "ऑब्जेक्ट लॉक",
    "delete na ho|delete na kar",
];
const LIMITED: [&str; 3] = [
    "throttl|rate limit|rate-limit|limit|at most|no more than|max|cap|rps",
    "सीमा|लिमिट|थ्रॉटल",
    "seema",
];
const PROCESSOR: [&str; 3] = ["cpu|processor", "सीपीयू|प्रोसेसर", ""];
const NOTHING: [&str; 3] = ["", "", ""];

/// Everything that a number can say.
pub(crate) const SETTINGS: &[Setting] = &[
    Setting {
        kinds: &[lambda::Function::KIND],
        word: "timeout",
        measure: Measure::Seconds,
        // Source: Lambda developer guide, "Lambda quotas", 2026-11; alike for what follows of functions.
        limits: (1, 900),
        beside: [
            "timeout|time out|times out|time limit|run for up to|runs up to|run up to",
            "टाइमआउट|समय सीमा",
            "samay seema",
        ],
        about: NOTHING,
        property: &["Timeout"],
    },
    Setting {
        kinds: &[lambda::Function::KIND],
        word: "memory",
        measure: Measure::Megabytes,
        limits: (128, 10_240),
        beside: ["memory|ram", "मेमोरी|रैम|मेमरी", ""],
        about: NOTHING,
        property: &["MemorySize"],
    },
    Setting {
        kinds: &[lambda::Function::KIND],
        word: "ephemeralStorage",
        measure: Measure::Megabytes,
        limits: (512, 10_240),
        beside: [
            "ephemeral storage|ephemeral|temporary storage|temp storage|/tmp|tmp",
            "अस्थायी भंडारण|अस्थायी स्टोरेज",
            "temp space",
        ],
        about: NOTHING,
        property: &["EphemeralStorage", "Size"],
    },
    Setting {
        kinds: &[lambda::Function::KIND],
        word: "reservedConcurrency",
        measure: Measure::Count,
        limits: (0, 1000),
        beside: [
            "reserved concurrency|reserved concurrent|concurrency limit|max concurrency|maximum concurrency|concurrency of|concurrency|\
             concurrent execution|concurrent invocation|concurrent run|at a time|at the same time|in parallel",
            "रिज़र्व्ड कॉन्करेंसी|कॉन्करेंसी|कॉनकरेंसी|एक साथ",
            "ek saath|ek sath",
        ],
        about: NOTHING,
        property: &["ReservedConcurrentExecutions"],
    },
    Setting {
        kinds: &[lambda::Function::KIND],
        word: "provisionedConcurrency",
        measure: Measure::Count,
        limits: (1, 1000),
        beside: ["provisioned concurrency|provisioned", "प्रोविज़न्ड कॉन्करेंसी", ""],
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[sqs::Queue::KIND],
        word: "visibilityTimeout",
        measure: Measure::Seconds,
        limits: (0, 43_200),
        beside: [
            "visibility|visibility timeout|invisible|hidden",
            "विज़िबिलिटी|विज़िबिलिटी टाइमआउट",
            "chhupa",
        ],
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[sqs::Queue::KIND],
        word: "retentionDays",
        measure: Measure::Days,
        limits: (1, 14),
        beside: KEPT,
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[sqs::Queue::KIND],
        word: "retentionSeconds",
        measure: Measure::Seconds,
        limits: (60, 1_209_600),
        beside: KEPT,
        about: NOTHING,
        property: &["MessageRetentionPeriod"],
    },
    Setting {
        kinds: &[sqs::Queue::KIND],
        word: "delaySeconds",
        measure: Measure::Seconds,
        limits: (0, 900),
        beside: ["delay|delayed|delivery delay|later", "देरी|डिले|बाद", "baad|deri"],
        about: NOTHING,
        property: &["DelaySeconds"],
    },
    Setting {
        kinds: &[sqs::Queue::KIND],
        word: "maxReceiveCount",
        measure: Measure::Count,
        limits: (1, 1000),
        beside: [
            "attempt|tries|try|failure|failed|retries|retry|receives|receive count|times",
            "बार|कोशिश|प्रयास",
            "baar|koshish|bar fail",
        ],
        about: [
            "dlq|dead|fail|retr|attempt|tries|receive",
            "डीएलक्यू|विफल|फेल|कोशिश",
            "fail|koshish",
        ],
        property: &[],
    },
    Setting {
        kinds: &[sqs::Queue::KIND, kinesis::Stream::KIND, dynamodb::Table::KIND],
        word: "batchSize",
        measure: Measure::Count,
        limits: (1, 10_000),
        beside: [
            "batch size|batch of|batches of|batch|at once|at a time",
            "बैच साइज़|बैच|एक बार में",
            "ek baar mein|ek baar me",
        ],
        about: ["batch|lambda|function|worker", "बैच|लैम्ब्डा", ""],
        property: &[],
    },
    Setting {
        kinds: &[kinesis::Stream::KIND],
        word: "shardCount",
        measure: Measure::Count,
        limits: (1, 500),
        beside: ["shard", "शार्ड", ""],
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[kinesis::Stream::KIND],
        word: "retentionDays",
        measure: Measure::Days,
        limits: (1, 365),
        beside: KEPT,
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &["AWS::Backup::BackupPlan"],
        word: "retentionDays",
        measure: Measure::Days,
        limits: (1, 36_500),
        beside: KEPT,
        about: ["backup|backups|back up|backed up|snapshot", "बैकअप", ""],
        property: &[],
    },
    Setting {
        kinds: &[s3::Bucket::KIND],
        word: "objectLockDays",
        measure: Measure::Days,
        limits: (1, 36_500),
        beside: ["", "", ""],
        about: LOCKED,
        property: &[],
    },
    Setting {
        kinds: &[s3::Bucket::KIND],
        word: "infrequentAccessDays",
        measure: Measure::Days,
        // Source: S3 user guide, "Transitioning objects using Amazon S3 Lifecycle", 2026-11.
        limits: (30, 36_500),
        beside: [
            "infrequent access|infrequent-access|infrequently accessed|standard-ia|standard ia|standard_ia|s3-ia|to ia",
            "",
            "",
        ],
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[wafv2::WebAcl::KIND],
        word: "rateLimit",
        measure: Measure::Count,
        // Source: WAF developer guide, "Rate-based rule high-level settings", 2026-11.
        limits: (10, 2_000_000_000),
        beside: [
            "rate|limit|request|hits|block|more than",
            "अनुरोध|रिक्वेस्ट|सीमा|लिमिट",
            "seema|zyada|jyada",
        ],
        about: [
            "rate|limit|block|more than|per ip|each ip",
            "सीमा|लिमिट|ब्लॉक|ज़्यादा",
            "seema|zyada|jyada|rok",
        ],
        property: &[],
    },
    Setting {
        kinds: &[wafv2::WebAcl::KIND],
        word: "rateWindow",
        measure: Measure::Seconds,
        limits: (60, 600),
        beside: ["per|in|every|each|within|a", "में|हर|प्रति", "mein|me|mai|har"],
        about: [
            "rate|limit|block|more than|per ip|each ip|request",
            "सीमा|लिमिट|ब्लॉक|अनुरोध",
            "seema|zyada|jyada|rok",
        ],
        property: &[],
    },
    Setting {
        kinds: &[
            apigateway::USAGE_PLAN.kind,
            apigateway::RestApi::KIND,
            apigatewayv2::Api::KIND,
        ],
        word: "rateLimit",
        measure: Measure::PerSecond,
        limits: (1, 10_000),
        beside: LIMITED,
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[apigateway::USAGE_PLAN.kind],
        word: "quota",
        measure: Measure::Count,
        limits: (1, i64::MAX),
        beside: [
            "quota|request|call|hits|per month|per day|per week|a day|a month|limit",
            "कोटा|अनुरोध|रिक्वेस्ट|सीमा",
            "seema",
        ],
        about: [
            "quota|usage plan|api key|limit|per key|per customer|per client",
            "कोटा|सीमा|लिमिट",
            "seema",
        ],
        property: &[],
    },
    Setting {
        kinds: &[
            apigateway::USAGE_PLAN.kind,
            apigateway::RestApi::KIND,
            apigatewayv2::Api::KIND,
        ],
        word: "burstLimit",
        measure: Measure::Count,
        limits: (1, 5000),
        beside: ["burst", "बर्स्ट", ""],
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[cognito::UserPool::KIND],
        word: "passwordLength",
        measure: Measure::Count,
        limits: (6, 99),
        beside: [
            "character|letters|chars|long|length",
            "अक्षर|अक्षरों|कैरेक्टर",
            "akshar|character",
        ],
        about: ["password", "पासवर्ड", ""],
        property: &["Policies", "PasswordPolicy", "MinimumLength"],
    },
    Setting {
        kinds: &[rds::Instance::KIND],
        word: "maxAllocatedStorage",
        measure: Measure::Gigabytes,
        limits: (rds::SMALLEST_GB, 65_536),
        beside: [
            "up to|upto|grow to|grows to|storage autoscaling|storage auto scaling|autoscaling to|max storage|maximum storage",
            "बढ़कर",
            "badhkar|badh kar",
        ],
        about: ["autoscal|auto scal|auto-scal|grow|max", "बढ़", "badh"],
        property: &["MaxAllocatedStorage"],
    },
    Setting {
        kinds: &[
            rds::Instance::KIND,
            aurora::Cluster::KIND,
            docdb::Cluster::KIND,
            neptune::Cluster::KIND,
        ],
        word: "backupDays",
        measure: Measure::Days,
        limits: (1, 35),
        beside: ["backup|snapshot", "बैकअप", ""],
        about: NOTHING,
        property: &[],
    },
    Setting {
        kinds: &[ecs::FargateService::KIND, autoscaling_group::KIND],
        word: "cpuTarget",
        measure: Measure::Percent,
        limits: (10, 90),
        beside: PROCESSOR,
        about: SCALED,
        property: &[],
    },
    Setting {
        kinds: &[ecs::FargateService::KIND],
        word: "memoryTarget",
        measure: Measure::Percent,
        limits: (10, 90),
        beside: ["memory|ram", "मेमोरी|रैम", ""],
        about: SCALED,
        property: &[],
    },
    Setting {
        kinds: &[cloudwatch::Alarm::KIND],
        word: "cpuPercent",
        measure: Measure::Percent,
        limits: (1, 99),
        beside: PROCESSOR,
        about: ALARM,
        property: &[],
    },
    Setting {
        kinds: &[cloudwatch::Alarm::KIND],
        word: "errors",
        measure: Measure::Count,
        limits: (1, 1_000_000),
        beside: ["error|5xx|failure|failed|fails|500s", "त्रुटि|एरर|गलती", "galti"],
        about: ALARM,
        property: &[],
    },
    Setting {
        kinds: &[cloudwatch::Alarm::KIND],
        word: "messages",
        measure: Measure::Count,
        limits: (1, 1_000_000_000),
        beside: [
            "message|queue depth|backlog|waiting|in the queue|queue",
            "संदेश|मैसेज|कतार",
            "sandesh",
        ],
        about: ALARM,
        property: &[],
    },
];

/// Hours that can be said of a part: its type, the word that they are noted under, and the property.
const HOURS: &[(&str, &str, &str)] = &[
    (rds::Instance::KIND, "backupWindow", "PreferredBackupWindow"),
    (
        rds::Instance::KIND,
        "maintenanceWindow",
        "PreferredMaintenanceWindow",
    ),
    (aurora::Cluster::KIND, "backupWindow", "PreferredBackupWindow"),
    (
        aurora::Cluster::KIND,
        "maintenanceWindow",
        "PreferredMaintenanceWindow",
    ),
    (docdb::Cluster::KIND, "backupWindow", "PreferredBackupWindow"),
    (
        docdb::Cluster::KIND,
        "maintenanceWindow",
        "PreferredMaintenanceWindow",
    ),
    (neptune::Cluster::KIND, "backupWindow", "PreferredBackupWindow"),
    (
        neptune::Cluster::KIND,
        "maintenanceWindow",
        "PreferredMaintenanceWindow",
    ),
    (
        "AWS::ElastiCache::ReplicationGroup",
        "maintenanceWindow",
        "PreferredMaintenanceWindow",
    ),
    ("AWS::MemoryDB::Cluster", "maintenanceWindow", "MaintenanceWindow"),
    (
        "AWS::Redshift::Cluster",
        "maintenanceWindow",
        "PreferredMaintenanceWindow",
    ),
];

/// Sets what was said of a part as properties of its resource.
pub(crate) fn settle(resource: &mut Resource, said: &NamedService) {
    let kind = resource.kind;
    for (_, word, property) in HOURS.iter().filter(|(of, _, _)| *of == kind) {
        if let Some(hours) = said.properties.get(*word).filter(|hours| is_hours(hours)) {
            resource.properties.insert(property, hours.trim().into());
        }
    }
    let own = SETTINGS
        .iter()
        .filter(|it| it.kinds.contains(&kind) && !it.property.is_empty());
    for setting in own {
        let number = said
            .properties
            .get(setting.word)
            .and_then(|it| it.trim().parse::<i64>().ok());
        if let (Some(number), Some((first, inner))) = (number, setting.property.split_first()) {
            let number = number.clamp(setting.limits.0, setting.limits.1);
            let value = resource.properties.entry(first).or_insert_with(|| properties! {});
            put(value, inner, number);
        }
    }
}

/// `20:30-21:30`, `sat:21:30-sat:22:30`: what AWS takes as hours.
fn is_hours(text: &str) -> bool {
    let is_moment = |text: &str| {
        let clock = match text.split_once(':') {
            Some((day, clock)) if day.len() == 3 => clock,
            _ => text,
        };
        clock.split_once(':').is_some_and(|(hour, minute)| {
            let below = |part: &str, most| part.len() == 2 && part.parse::<u8>().is_ok_and(|it| it < most);
            below(hour, 24) && below(minute, 60)
        })
    };
    text.trim()
        .split_once('-')
        .is_some_and(|(from, to)| is_moment(from) && is_moment(to))
}

/// Puts a number at this place of nested properties, which are made where they are missing.
fn put(value: &mut Value, place: &[&str], number: i64) {
    let Some((first, inner)) = place.split_first() else {
        *value = number.into();
        return;
    };
    if !matches!(value, Value::Map(_)) {
        *value = properties! {};
    }
    if let Value::Map(entries) = value {
        let next = entries
            .entry((*first).to_owned())
            .or_insert_with(|| properties! {});
        put(next, inner, number);
    }
}
