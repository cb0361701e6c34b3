//! AWS Backup: copies of everything, every day, in a safe of their own.

use super::component::{Component, Part};
use super::iam;
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Retention, Value};
use crate::properties;

const PLAN: &str = "AWS::Backup::BackupPlan";
const VAULT: &str = "AWS::Backup::BackupVault";
const SELECTION: &str = "AWS::Backup::BackupSelection";
/// Days that a copy is kept.
const DAYS: i64 = 35;

const VAULT_TYPE: Metered = Metered {
    kind: VAULT,
    // Its tags are `BackupVaultTags`.
    tags: Tags::None,
    stateful: true,
    purpose: [
        "A safe for backups, apart from what they are copies of",
        "बैकअप की तिजोरी, मूल डेटा से अलग",
        "Backup ki tijori, asli data se alag",
    ],
    billed: |_, usage| vec![billed("Backup", "warm_storage", usage.storage_gb)],
};
const PLAN_TYPE: Plain = Plain {
    kind: PLAN,
    tags: Tags::None,
    purpose: [
        "Says when copies are made and how long they are kept",
        "बताता है कि प्रतियाँ कब बनें और कितने दिन रहें",
        "Batata hai ki copies kab banein aur kitne din rahein",
    ],
};
const SELECTION_TYPE: Plain = Plain {
    kind: SELECTION,
    tags: Tags::None,
    purpose: [
        "Says what is copied: everything of this project",
        "बताता है कि किसकी प्रति बने: इस परियोजना का सब कुछ",
        "Batata hai ki kiski copy bane: is project ka sab kuch",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&VAULT_TYPE, &PLAN_TYPE, &SELECTION_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: PLAN,
    terms: [
        "aws backup|backup plan|backup vault|backup policy|daily backup|nightly backup|central backup|centralized backup|\
         automatic backup plan|backup schedule",
        "बैकअप योजना|रोज़ का बैकअप",
        "roz ka backup|backup plan",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("BackupPlan");
    let name = |suffix: &str| Value::Concat(vec![Pseudo::StackName.into(), suffix.to_owned().into()]);
    let vault = Resource::new(format!("{id} Vault").as_str(), VAULT)
        .kept(Retention::Retain)
        .with("BackupVaultName", name("-backups"))
        .with_some("EncryptionKeyArn", system.key_arn());
    let vault = system.add(vault);
    let days = part.number("retentionDays", (1, 3650)).unwrap_or(DAYS);
    let rule = properties! {
        "RuleName": "daily",
        "TargetBackupVault": &vault,
        "ScheduleExpression": "cron(0 21 * * ? *)",
        "Lifecycle": properties! { "DeleteAfterDays": days },
    };
    let plan = Resource::new(id.as_str(), PLAN).with(
        "BackupPlan",
        properties! { "BackupPlanName": name("-daily"), "BackupPlanRule": vec![rule] },
    );
    let id = system.add(plan);
    let role = iam::role(format!("{id} Role").as_str(), "backup.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, "service-role/AWSBackupServiceRolePolicyForBackup");
    let role = iam::with_aws_policy(role, "service-role/AWSBackupServiceRolePolicyForRestores");
    let tag = properties! {
        "ConditionType": "STRINGEQUALS",
        "ConditionKey": "cloudwhisper:project",
        "ConditionValue": system.project(),
    };
    let selection = Resource::new(format!("{id} Selection").as_str(), SELECTION)
        .with("BackupPlanId", &id)
        .with(
            "BackupSelection",
            properties! { "SelectionName": "project", "IamRoleArn": role.attribute("Arn"), "ListOfTags": vec![tag] },
        );
    system.add(selection);
    system.add(role);
    id
}
