//! How long is kept what is put away: backups, files.

use super::{KEPT, LOGS, Measure, Setting, Words};
use crate::catalog::s3;

const LOCKED: Words = [
    "object lock|object-lock|objectlock|worm|write once|compliance mode|governance mode|immutable|cannot be deleted|can't be deleted|\
     nobody can delete|no one can delete|tamper-proof|tamper proof",
    "ऑब्जेक्ट लॉक",
    "delete na ho|delete na kar",
];

pub(super) const SETTINGS: &[Setting] = &[
    Setting::new(&["AWS::Backup::BackupPlan"], "retentionDays", Measure::Days, (1, 36_500))
        .beside(KEPT)
        .about(["backup|backups|back up|backed up|snapshot", "बैकअप", ""])
        .other_than(LOGS),
    Setting::new(&[s3::Bucket::KIND], "objectLockDays", Measure::Days, (1, 36_500))
        .about(LOCKED)
        .other_than(LOGS),
    // Source: S3 user guide, "Transitioning objects using Amazon S3 Lifecycle", 2026-11.
    Setting::new(&[s3::Bucket::KIND], "infrequentAccessDays", Measure::Days, (30, 36_500))
        .beside([
            "infrequent access|infrequent-access|infrequently accessed|standard-ia|standard ia|standard_ia|s3-ia|to ia",
            "",
            "",
        ]),
];
