//! What could be lost, in the plan as it is.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Setting, Subject, setting};
use crate::blueprint::{Resource, Retention};
use crate::catalog::{self, rds};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-DATA-002",
        severity: Severity::High,
        look: Look::Each(&[], goes_with_the_stack),
        message: [
            "Deleting the stack would delete the data in it",
            "स्टैक मिटाने से इसका डेटा भी मिट जाएगा",
            "Stack delete karne se iska data bhi delete ho jayega",
        ],
        suggestion: [
            "Keep it, or a snapshot of it, when the stack goes",
            "स्टैक मिटने पर इसे या इसकी प्रति को रखें",
            "Stack delete hone par ise ya iska snapshot rakhein",
        ],
    },
    Rule {
        id: "CW-DATA-004",
        severity: Severity::Medium,
        look: Look::Each(
            &[
                "AWS::DocDB::DBCluster",
                "AWS::FSx::FileSystem",
                "AWS::MemoryDB::Cluster",
                "AWS::Neptune::DBCluster",
                "AWS::RDS::DBCluster",
                "AWS::RDS::DBInstance",
                "AWS::Redshift::Cluster",
                "AWS::S3::Bucket",
            ],
            keeps_no_copies,
        ),
        message: [
            "Nobody keeps copies of this: what a program or a person deletes by mistake is gone",
            "इसकी प्रतियाँ कोई नहीं रखता: प्रोग्राम या इंसान से ग़लती से मिटी चीज़ गई समझिए",
            "Iski copies koi nahi rakhta: program ya insaan se galti se delete hui cheez gayi samjhiye",
        ],
        suggestion: [
            "Turn on daily backups, or versions for files",
            "रोज़ाना बैकअप चालू करें, या फ़ाइलों के लिए संस्करण",
            "Daily backup chalu karein, ya files ke liye versions",
        ],
    },
    Rule {
        id: "CW-DATA-003",
        severity: Severity::Info,
        look: Look::Each(&[MACHINE], |_, _| true),
        message: [
            "What is kept on the machine's own disk goes when the machine is replaced or the stack is deleted",
            "मशीन की अपनी डिस्क पर रखा डेटा मशीन बदलने या स्टैक मिटाने पर चला जाता है",
            "Machine ki apni disk par rakha data machine badalne ya stack delete karne par chala jaata hai",
        ],
        suggestion: [
            "Keep what matters in a bucket, a table or a database: those stay",
            "ज़रूरी चीज़ें बकेट, टेबल या डेटाबेस में रखिए: वे बने रहते हैं",
            "Zaroori cheezein bucket, table ya database mein rakhiye: woh bane rehte hain",
        ],
    },
    Rule {
        id: "CW-DATA-001",
        severity: Severity::Info,
        // Point-in-time recovery of a table is paid by the gigabyte and never free, so cheap plans go without.
        look: Look::Settings(&[
            setting("AWS::Cassandra::Table", "PointInTimeRecoveryEnabled", Must::BeOn),
            setting(
                "AWS::DynamoDB::GlobalTable",
                "Replicas.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                Must::BeOn,
            ),
            setting(
                "AWS::DynamoDB::Table",
                "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
                Must::BeOn,
            ),
        ]),
        message: [
            "AWS keeps several copies of this table, but entries that your program deletes by mistake can't be brought back",
            "AWS इस टेबल की कई प्रतियाँ रखता है, पर आपके प्रोग्राम से ग़लती से मिटी प्रविष्टियाँ वापस नहीं आ सकतीं",
            "AWS is table ki kai copies rakhta hai, par aapke program se galti se delete hui entries wapas nahi aa saktin",
        ],
        suggestion: [
            "Ask for backups of the table, or the Hardened profile; it costs a little per gigabyte",
            "टेबल का बैकअप या Hardened प्रोफ़ाइल माँगिए; प्रति गीगाबाइट थोड़ा ख़र्च होता है",
            "Table ka backup ya Hardened profile maangiye; per gigabyte thoda kharch hota hai",
        ],
    },
    Rule {
        id: "CW-DATA-005",
        severity: Severity::Info,
        look: Look::Each(
            &["AWS::EC2::Volume", "AWS::EFS::FileSystem"],
            has_no_backup_of_its_own,
        ),
        message: [
            "Copies of these files are paid by the gigabyte, so this plan makes none",
            "इन फ़ाइलों की प्रतियाँ प्रति गीगाबाइट ख़र्च माँगती हैं, इसलिए यह योजना उन्हें नहीं बनाती",
            "In files ki copies per gigabyte kharch maangti hain, isliye yeh plan unhe nahi banata",
        ],
        suggestion: [
            "Ask for AWS Backup, which copies it every night",
            "AWS Backup माँगिए, जो हर रात इसकी प्रति बनाता है",
            "AWS Backup maangiye, jo har raat iski copy banata hai",
        ],
    },
    Rule {
        id: "CW-DATA-006",
        severity: Severity::Info,
        look: Look::Each(
            &[
                "AWS::Cognito::UserPool",
                "AWS::DSQL::Cluster",
                "AWS::DocDB::DBCluster",
                "AWS::DynamoDB::Table",
                "AWS::Neptune::DBCluster",
                "AWS::RDS::DBCluster",
                "AWS::RDS::DBInstance",
            ],
            can_be_deleted_by_one_call,
        ),
        message: [
            "It outlives the stack, but one call by somebody with the rights deletes it: deletion protection is off",
            "स्टैक मिटने पर भी यह रहता है, पर अधिकार वाले किसी का एक कॉल इसे मिटा सकता है: मिटाने से सुरक्षा बंद है",
            "Stack delete hone par bhi yeh rehta hai, par adhikar wale kisi ka ek call ise delete kar sakta hai: deletion protection band hai",
        ],
        suggestion: [
            "Turn deletion protection on once it is more than a trial; it costs nothing",
            "जब यह आज़माइश से आगे बढ़े तब मिटाने से सुरक्षा चालू करें; इसमें कोई ख़र्च नहीं है",
            "Jab yeh trial se aage badhe tab deletion protection chalu karein; isme koi kharch nahi hai",
        ],
    },
];

/// Its disk is the one thing that goes with the stack: a machine that stays would be paid for ever.
const MACHINE: &str = "AWS::EC2::Instance";

const COPIES: &[Setting] = &[
    // AWS takes a copy of a cluster every day whatever is said, and of an instance only if told to.
    setting(
        "AWS::DocDB::DBCluster",
        "BackupRetentionPeriod",
        Must::BeAtLeast(2),
    ),
    setting(
        "AWS::FSx::FileSystem",
        "LustreConfiguration?.AutomaticBackupRetentionDays?",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::FSx::FileSystem",
        "OntapConfiguration?.AutomaticBackupRetentionDays",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::FSx::FileSystem",
        "OpenZFSConfiguration?.AutomaticBackupRetentionDays",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::FSx::FileSystem",
        "WindowsConfiguration?.AutomaticBackupRetentionDays",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::MemoryDB::Cluster",
        "SnapshotRetentionLimit",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::Neptune::DBCluster",
        "BackupRetentionPeriod",
        Must::BeAtLeast(2),
    ),
    setting("AWS::RDS::DBCluster", "BackupRetentionPeriod", Must::BeAtLeast(2)),
    setting(
        "AWS::RDS::DBInstance",
        "BackupRetentionPeriod",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::Redshift::Cluster",
        "AutomatedSnapshotRetentionPeriod",
        Must::BeAtLeast(1),
    ),
    setting(
        "AWS::S3::Bucket",
        "VersioningConfiguration.Status",
        Must::Be(&["Enabled"]),
    ),
];

const PROTECTION: &[Setting] = &[
    setting(
        "AWS::Cognito::UserPool",
        "DeletionProtection",
        Must::Be(&["ACTIVE"]),
    ),
    setting("AWS::DSQL::Cluster", "DeletionProtectionEnabled", Must::BeOn),
    setting("AWS::DocDB::DBCluster", "DeletionProtection", Must::BeOn),
    setting("AWS::DynamoDB::Table", "DeletionProtectionEnabled", Must::BeOn),
    setting("AWS::Neptune::DBCluster", "DeletionProtection", Must::BeOn),
    setting("AWS::RDS::DBCluster", "DeletionProtection", Must::BeOn),
    setting("AWS::RDS::DBInstance", "DeletionProtection", Must::BeOn),
];

/// Holds for no plan of ours: whatever is in the catalogue as stateful is kept.
fn goes_with_the_stack(_: Subject<'_>, resource: &Resource) -> bool {
    resource.kind != MACHINE && resource.retention == Retention::Delete && catalog::holds_data(resource)
}

fn keeps_no_copies(_: Subject<'_>, resource: &Resource) -> bool {
    breaks(COPIES, resource)
}

fn can_be_deleted_by_one_call(_: Subject<'_>, resource: &Resource) -> bool {
    breaks(PROTECTION, resource)
}

/// A copy for reading and a member of a cluster have nothing of their own.
fn breaks(settings: &[Setting], resource: &Resource) -> bool {
    !rds::is_follower(resource)
        && settings
            .iter()
            .any(|it| it.kind == resource.kind && it.broken_by(resource))
}

fn has_no_backup_of_its_own(subject: Subject<'_>, resource: &Resource) -> bool {
    let own = resource
        .properties
        .get("BackupPolicy")
        .and_then(|it| it.get("Status")?.as_text());
    own != Some("ENABLED")
        && subject
            .blueprint
            .of_kind("AWS::Backup::BackupSelection")
            .next()
            .is_none()
}
