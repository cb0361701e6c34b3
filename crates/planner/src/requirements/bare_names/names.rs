//! The names, with what each names and beside what it names nothing of its own.

use cloudwhisper_api::requirements::Compute;

use crate::language::lexicon::Concept;
use crate::requirements::read::{Item, What};

/// A name, and what it names.
pub(super) struct BareName {
    /// What is said: English, Hindi, Hinglish, in lower case.
    pub(super) said: &'static [&'static str],
    /// The `CloudFormation` type.
    pub(super) kind: &'static str,
    /// It is a word for a thing, which stands with "a" and with what is said of it behind: "a secret for the password".
    pub(super) is_noun: bool,
    /// What is in the prompt besides, where it is said of that and is no part of its own.
    pub(super) belongs: fn(&Item) -> bool,
}

pub(super) const NAMES: [BareName; 10] = [
    BareName {
        said: &["auto scaling", "autoscaling", "auto-scaling", "ऑटो स्केलिंग"],
        kind: "AWS::AutoScaling::AutoScalingGroup",
        is_noun: false,
        belongs: grows,
    },
    BareName {
        said: &["cloudwatch", "क्लाउडवॉच"],
        kind: "AWS::CloudWatch::Dashboard",
        is_noun: false,
        belongs: logs,
    },
    BareName {
        said: &["backup", "बैकअप"],
        kind: BACKUP,
        is_noun: false,
        belongs: |_| false,
    },
    BareName {
        said: &["batch", "बैच"],
        kind: "AWS::Batch::JobQueue",
        is_noun: false,
        belongs: |_| false,
    },
    BareName {
        said: &["budgets", "बजट्स"],
        kind: "AWS::Budgets::Budget",
        is_noun: false,
        belongs: |_| false,
    },
    BareName {
        said: &["config", "कॉन्फ़िग", "कॉन्फिग", "कन्फिग"],
        kind: "AWS::Config::ConfigurationRecorder",
        is_noun: false,
        belongs: |_| false,
    },
    BareName {
        said: &["secret", "secrets", "सीक्रेट", "सीक्रेट्स"],
        kind: "AWS::SecretsManager::Secret",
        is_noun: true,
        belongs: |_| false,
    },
    BareName {
        said: &["ssm", "systems manager", "एसएसएम", "सिस्टम्स मैनेजर"],
        kind: "AWS::SSM::Parameter",
        is_noun: false,
        belongs: |_| false,
    },
    BareName {
        said: &["topic", "topics", "टॉपिक"],
        kind: "AWS::SNS::Topic",
        is_noun: true,
        belongs: has_topics,
    },
    BareName {
        said: &["transfer", "ट्रांसफर", "ट्रांसफ़र"],
        kind: "AWS::Transfer::Server",
        is_noun: false,
        belongs: |_| false,
    },
];

pub(super) const BACKUP: &str = "AWS::Backup::BackupPlan";

/// Kafka and MQTT have topics of their own.
fn has_topics(item: &Item) -> bool {
    is_of(
        item,
        &["AWS::MSK::", "AWS::IoT::", "AWS::AmazonMQ::", "AWS::SNS::"],
    )
}

/// Programs write their logs to `CloudWatch` anyway.
fn logs(item: &Item) -> bool {
    let kinds = ["AWS::Lambda::", "AWS::ECS::", "AWS::ApiGateway"];
    is_of(item, &kinds)
        || matches!(
            item.what,
            What::Term(
                Concept::App(_)
                    | Concept::Leaning(_)
                    | Concept::Framework(_)
                    | Concept::Runtime(_)
                    | Concept::Function
                    | Concept::Compute(Compute::Lambda | Compute::Ecs)
            )
        )
}

/// Programs, tables and clusters are told to grow by themselves.
fn grows(item: &Item) -> bool {
    let kinds = [
        "AWS::ECS::",
        "AWS::EKS::",
        "AWS::EC2::Instance",
        "AWS::DynamoDB::",
        "AWS::RDS::DBCluster",
    ];
    is_of(item, &kinds)
        || matches!(
            item.what,
            What::Term(
                Concept::App(_)
                    | Concept::Leaning(_)
                    | Concept::Framework(_)
                    | Concept::Runtime(_)
                    | Concept::Vague(_)
                    | Concept::Compute(_)
                    | Concept::Docker
            )
        )
}

pub(super) fn is_of(item: &Item, kinds: &[&str]) -> bool {
    item.aws
        .is_some_and(|aws| kinds.iter().any(|kind| aws.starts_with(kind)))
}
