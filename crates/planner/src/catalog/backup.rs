//! AWS Backup: copies of all data of the system every night, in one place.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, aurora, billed, dynamodb, efs, iam, rds};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Retention, Value};
use crate::properties;

/// Days that can be gone back to unless something else was said.
const KEEP_DAYS: i64 = 35;
/// Every night at half past one in India, which is eight in the evening UTC.
const EVERY_NIGHT: &str = "cron(0 20 * * ? *)";

/// `AWS::Backup::BackupVault`.
pub(crate) struct Vault;

impl Vault {
    const KIND: &str = "AWS::Backup::BackupVault";
}

impl Service for Vault {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "The safe that copies of your data are kept in, encrypted",
                "वह तिजोरी जिसमें आपके डेटा की प्रतियाँ एन्क्रिप्ट करके रखी जाती हैं",
                "Woh tijori jisme aapke data ki copies encrypt karke rakhi jaati hain",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::None
    }

    fn stateful(&self) -> bool {
        true
    }

    fn billed(&self, _vault: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![billed("Backup", "backup_storage", usage.storage_gb)]
    }
}

pub(crate) const PLAN: Plain = Plain {
    kind: "AWS::Backup::BackupPlan",
    tags: Tags::None,
    purpose: [
        "Says when your data is copied and how long copies are kept",
        "तय करता है कि आपके डेटा की प्रति कब बने और कितने दिन रहे",
        "Tay karta hai ki aapke data ki copy kab bane aur kitne din rahe",
    ],
};

pub(crate) const SELECTION: Plain = Plain {
    kind: "AWS::Backup::BackupSelection",
    tags: Tags::None,
    purpose: [
        "Lists what is copied every night",
        "बताता है कि हर रात किस-किस की प्रति बनती है",
        "Batata hai ki har raat kis-kis ki copy banti hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: PLAN.kind,
    terms: [
        "aws backup|amazon backup|backup plan|backup vault|backup service|centralized backup|centralised backup|\
         central backup|backup policy|nightly backup plan|daily backup plan",
        "एडब्ल्यूएस बैकअप|बैकअप योजना|बैकअप प्लान|बैकअप वॉल्ट",
        "backup plan banao|backup ki tijori",
    ],
    build,
    uses: None,
}];

/// Types that are copied, and their ARN's attribute.
const COPIED: [(&str, &str); 4] = [
    (dynamodb::Table::KIND, "Arn"),
    (rds::Instance::KIND, "DBInstanceArn"),
    (aurora::Cluster::KIND, "DBClusterArn"),
    (efs::FileSystem::KIND, "Arn"),
];

/// Copies everything in the system that can be copied; without anything, whatever the project's tag is on.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let key = system.key_arn();
    let project = system.project().to_owned();
    let id = system.free_id("BackupPlan");
    let days = part.number("retentionDays", (1, 36_500)).unwrap_or(KEEP_DAYS);
    let vault = Resource::new(format!("{id} Vault").as_str(), Vault::KIND)
        .kept(Retention::Retain)
        .with(
            "BackupVaultName",
            format!("{project}-{}", id.as_str().to_ascii_lowercase()),
        )
        .with_some("EncryptionKeyArn", key);
    let rule = properties! {
        "RuleName": "every-night",
        "TargetBackupVault": vault.reference(),
        "ScheduleExpression": part.text("schedule").filter(|it| it.starts_with("cron(")).unwrap_or(EVERY_NIGHT),
        "StartWindowMinutes": 60_i64,
        "CompletionWindowMinutes": 480_i64,
        "Lifecycle": properties! { "DeleteAfterDays": days },
    };
    system.add(vault);
    let plan = Resource::new(id.clone(), PLAN.kind).with(
        "BackupPlan",
        properties! { "BackupPlanName": format!("{project}-backups"), "BackupPlanRule": vec![rule] },
    );
    let plan = system.add(plan);
    let copier = iam::role(format!("{id} Role").as_str(), "backup.amazonaws.com", &[]);
    let copier = iam::with_aws_policy(copier, "service-role/AWSBackupServiceRolePolicyForBackup");
    let copier = iam::with_aws_policy(copier, "service-role/AWSBackupServiceRolePolicyForRestores");
    let of_project = properties! {
        "ConditionType": "STRINGEQUALS", "ConditionKey": "cloudwhisper:project", "ConditionValue": project.as_str(),
    };
    let copied = copied(system);
    let selection = Value::map([
        ("SelectionName", Value::text(format!("{project}-data"))),
        ("IamRoleArn", copier.attribute("Arn")),
        if copied.is_empty() {
            ("ListOfTags", Value::list([of_project]))
        } else {
            ("Resources", Value::List(copied))
        },
    ]);
    system.add(copier);
    let selection = Resource::new(format!("{id} Selection").as_str(), SELECTION.kind)
        .with("BackupPlanId", &plan)
        .with("BackupSelection", selection);
    system.add(selection);
    plan
}

fn copied(system: &System<'_>) -> Vec<Value> {
    let mut arns = Vec::new();
    for (kind, attribute) in COPIED {
        let all = system.blueprint.of_kind(kind);
        let own = all.filter(|it| !rds::is_follower(it));
        arns.extend(own.map(|it| it.attribute(attribute)));
    }
    arns
}
