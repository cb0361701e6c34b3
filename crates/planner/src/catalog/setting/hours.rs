//! Hours that are said of a part: "backups at 2 am", "maintenance on Sunday nights". Here: as what they are set. Not here: how they are
//! read (`requirements/services/windows.rs`).

use cloudwhisper_api::requirements::NamedService;

use crate::catalog::{Resource, aurora, docdb, neptune, rds};

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

/// Sets the hours that were said of a part.
pub(super) fn settle(resource: &mut Resource, said: &NamedService) {
    let kind = resource.kind;
    for (_, word, property) in HOURS.iter().filter(|(of, _, _)| *of == kind) {
        if let Some(hours) = said.properties.get(*word).filter(|hours| is_hours(hours)) {
            resource.properties.insert(property, hours.trim().into());
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
