//! Production that was wanted in one data centre: the databases get a standby in a second one, unless the person insists. Here: what
//! changes. Not here: the wish (`requirements/access/safeguards.rs`).

use crate::blueprint::{Blueprint, Value};
use crate::catalog::rds;

/// Engines whose settings are the same with a standby.
const ENGINES: [&str; 3] = ["mariadb", "mysql", "postgres"];

/// Gives every database server a standby.
pub(crate) fn two_zones(blueprint: &mut Blueprint) {
    let databases: Vec<_> = blueprint
        .of_kind(rds::Instance::KIND)
        .map(|it| it.id.clone())
        .collect();
    for id in databases {
        let Some(database) = blueprint.resource_mut(&id) else {
            continue;
        };
        let engine = database.properties.get("Engine").and_then(Value::as_text);
        if !rds::is_follower(database) && engine.is_some_and(|it| ENGINES.contains(&it)) {
            database.properties.insert("MultiAZ", true.into());
        }
    }
}
