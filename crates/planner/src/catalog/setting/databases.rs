//! What numbers say of databases.

use super::{Measure, Setting};
use crate::catalog::{aurora, docdb, neptune, rds};

pub(super) const SETTINGS: &[Setting] = &[
    Setting::new(&[rds::Instance::KIND], "maxAllocatedStorage", Measure::Gigabytes, (rds::SMALLEST_GB, 65_536))
        .beside([
            "up to|upto|grow to|grows to|storage autoscaling|storage auto scaling|autoscaling to|max storage|maximum storage",
            "बढ़कर",
            "badhkar|badh kar",
        ])
        .about(["autoscal|auto scal|auto-scal|grow|max", "बढ़", "badh"])
        .property(&["MaxAllocatedStorage"]),
    Setting::new(&[
            rds::Instance::KIND,
            aurora::Cluster::KIND,
            docdb::Cluster::KIND,
            neptune::Cluster::KIND,
        ], "backupDays", Measure::Days, (1, 35))
        .beside(["backup|snapshot", "बैकअप", ""]),
];
