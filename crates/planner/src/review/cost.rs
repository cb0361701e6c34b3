//! Bills without a bound: what grows with every call, and nobody is told.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Setting, Subject, setting, text};
use crate::blueprint::Resource;

pub(super) const RULES: &[Rule] = &[Rule {
    id: "CW-COST-001",
    severity: Severity::Info,
    look: Look::First(
        &[
            "AWS::Lambda::Function",
            "AWS::DynamoDB::Table",
            "AWS::DynamoDB::GlobalTable",
            "AWS::Kinesis::Stream",
            "AWS::ElastiCache::ServerlessCache",
            "AWS::RedshiftServerless::Workgroup",
            "AWS::RDS::DBCluster",
            "AWS::Athena::WorkGroup",
            "AWS::Batch::ComputeEnvironment",
            "AWS::CloudFront::Distribution",
        ],
        grows_without_bound,
    ),
    message: [
        "What this costs grows with every call, and nothing stops it: a loop or a flood of visitors shows on the bill only",
        "इसका ख़र्च हर कॉल के साथ बढ़ता है और कुछ भी उसे नहीं रोकता: लूप या अचानक भीड़ केवल बिल में दिखेगी",
        "Iska kharch har call ke saath badhta hai aur kuch bhi use nahi rokta: loop ya achanak bheed sirf bill mein dikhegi",
    ],
    suggestion: [
        "Ask for a budget alarm, or for a most that it may use (reserved concurrency, capacity)",
        "बजट अलार्म माँगिए, या अधिकतम उपयोग की सीमा (reserved concurrency, capacity)",
        "Budget alarm maangiye, ya zyada se zyada use ki seema (reserved concurrency, capacity)",
    ],
}];

const BOUNDS: &[Setting] = &[
    setting(
        "AWS::Athena::WorkGroup",
        "WorkGroupConfiguration.BytesScannedCutoffPerQuery",
        Must::BeThere,
    ),
    setting(
        "AWS::Batch::ComputeEnvironment",
        "ComputeResources.MaxvCpus",
        Must::BeThere,
    ),
    setting(
        "AWS::ElastiCache::ServerlessCache",
        "CacheUsageLimits",
        Must::BeThere,
    ),
    setting(
        "AWS::Lambda::Function",
        "ReservedConcurrentExecutions",
        Must::BeThere,
    ),
    setting(
        "AWS::RDS::DBCluster",
        "ServerlessV2ScalingConfiguration?.MaxCapacity",
        Must::BeThere,
    ),
    setting("AWS::RedshiftServerless::Workgroup", "MaxCapacity", Must::BeThere),
];

/// Whether somebody is told before it gets expensive.
fn is_watched(subject: Subject<'_>) -> bool {
    ["AWS::Budgets::Budget", "AWS::CE::AnomalySubscription"]
        .iter()
        .any(|kind| subject.blueprint.of_kind(kind).next().is_some())
}

fn grows_without_bound(subject: Subject<'_>, resource: &Resource) -> bool {
    let unbounded = match resource.kind {
        "AWS::DynamoDB::Table" | "AWS::DynamoDB::GlobalTable" => {
            text(resource, "BillingMode") == Some("PAY_PER_REQUEST")
                && !["OnDemandThroughput", "WriteOnDemandThroughputSettings"]
                    .iter()
                    .any(|it| resource.properties.contains_key(*it))
        }
        "AWS::Kinesis::Stream" => {
            let mode = resource.properties.get("StreamModeDetails");
            mode.and_then(|it| it.get("StreamMode")?.as_text()) == Some("ON_DEMAND")
        }
        // Nothing bounds a content network but a firewall that counts visitors.
        "AWS::CloudFront::Distribution" => subject.blueprint.of_kind("AWS::WAFv2::WebACL").next().is_none(),
        _ => BOUNDS
            .iter()
            .any(|it| it.kind == resource.kind && it.broken_by(resource)),
    };
    unbounded && !is_watched(subject)
}
