//! What is said of SQL databases: their engine, a cluster in the place of an instance, backups of their own.

use cloudwhisper_api::requirements::{NamedService, Storage};

use super::list::List;
use super::{CLUSTER, DATABASE, TABLE, windows};
use crate::language::lexicon::Engine;
use crate::requirements::data::Data;
use crate::requirements::read::Reading;

/// Notes the engine that was named, and drops databases that are no wish any more.
pub(super) fn engine(data: &Data, list: &mut List) {
    match data.engine {
        Some(Engine::Postgres) => list.set(DATABASE, "engine", "postgres"),
        Some(Engine::Mysql) => list.set(DATABASE, "engine", "mysql"),
        Some(Engine::Mariadb) => list.set(DATABASE, "engine", "mariadb"),
        Some(Engine::Oracle) => list.set(DATABASE, "engine", "oracle"),
        Some(Engine::SqlServer) => list.set(DATABASE, "engine", "sqlserver"),
        Some(Engine::Any) | None => {}
    }
    if !data.storage.contains(&Storage::Rds) {
        list.0.retain(|service| service.kind != DATABASE);
    }
    if !data.storage.contains(&Storage::Dynamodb) {
        list.0.retain(|service| service.kind != TABLE);
    }
}

/// Where Aurora was named, it is the SQL database: what was said of one is said of it.
pub(super) fn cluster(reading: &Reading<'_>, data: &Data, list: &mut List) {
    let named = reading
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.live && item.aws == Some(CLUSTER));
    let terms: Vec<String> = named.map(|(at, _)| reading.written(at).to_lowercase()).collect();
    let says = |engine: &str| terms.iter().any(|term| term.contains(engine));
    if !list.0.iter().any(|service| service.kind == CLUSTER) {
        return;
    }
    if !data.storage.contains(&Storage::Rds) {
        list.0.retain(|service| service.kind != CLUSTER);
        return;
    }
    list.0.retain(|service| service.kind != DATABASE);
    match data.engine {
        Some(Engine::Mysql | Engine::Mariadb) => list.set(CLUSTER, "engine", "mysql"),
        Some(Engine::Postgres) => list.set(CLUSTER, "engine", "postgres"),
        _ if says("mysql") => list.set(CLUSTER, "engine", "mysql"),
        _ if says("postgres") => list.set(CLUSTER, "engine", "postgres"),
        _ => {}
    }
}

/// Days that a database keeps its own backups at most. Source: RDS user guide, "Backup retention period", 2026-11.
const OWN_DAYS: u32 = 35;

/// "Postgres, backups kept 14 days": a database that is alone and keeps its backups by itself needs no plan beside it.
pub(super) fn kept_by_itself(reading: &Reading<'_>, data: &Data, list: &mut List) {
    const PLAN: &str = "AWS::Backup::BackupPlan";
    let named = reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some(PLAN));
    let is_kept_alike = |plan: &NamedService| {
        plan.properties.iter().all(|(word, days)| {
            word == "retentionDays" && days.parse::<u32>().is_ok_and(|days| days <= OWN_DAYS)
        })
    };
    let keeps = |it: &NamedService| {
        ["backupDays", windows::BACKUP]
            .iter()
            .any(|word| it.properties.contains_key(*word))
    };
    let database = list.0.iter().find(|it| it.kind == DATABASE || it.kind == CLUSTER);
    let alone = data.storage == [Storage::Rds]
        && list
            .0
            .iter()
            .all(|it| it.kind == DATABASE || it.kind == CLUSTER || it.kind == PLAN && is_kept_alike(it));
    if !named && alone && database.is_some_and(keeps) {
        list.0.retain(|it| it.kind != PLAN);
    }
}
