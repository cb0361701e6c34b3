//! What AWS does with a resource that its stack lets go of: as the change set tells, else as the template that runs has it. Here: facts.
//! Not here: what is said of them (`words::retention`), and whether somebody has to approve it (`decide::approval`).

use cloudwhisper_api::plan::{Action, PlannedResource, Retention};
use cloudwhisper_planner::catalog;
use serde_json::Value;

use crate::stack::{Change, StackEvent};
use crate::undeleted::named;

/// What AWS itself says; none where it says nothing, or a word that we don't know.
pub(crate) fn told(change: &Change) -> Option<Retention> {
    let word = change.policy_action.as_deref()?;
    match word.strip_prefix("ReplaceAnd").unwrap_or(word) {
        "Delete" => Some(Retention::Delete),
        "Retain" => Some(Retention::Retain),
        "Snapshot" => Some(Retention::Snapshot),
        _ => None,
    }
}

/// What the template that a resource was made from says of it. Without a policy CloudFormation deletes, but for most databases of RDS,
/// which it then makes a snapshot of (CloudFormation user guide, `DeletionPolicy`, read 2026-11): of those we claim nothing.
pub(crate) fn of_template(template: &Value, logical_id: &str, action: Action) -> Option<Retention> {
    let policy = match action {
        Action::Remove => "DeletionPolicy",
        Action::Replace => "UpdateReplacePolicy",
        Action::Add | Action::Modify => return None,
    };
    let resource = template.get("Resources")?.get(logical_id)?;
    match resource.get(policy).map(Value::as_str) {
        None => {
            let is_database = resource.get("Type")?.as_str()?.starts_with("AWS::RDS::DB");
            (!is_database).then_some(Retention::Delete)
        }
        Some(Some("Delete")) => Some(Retention::Delete),
        Some(Some("Retain" | "RetainExceptOnCreate")) => Some(Retention::Retain),
        Some(Some("Snapshot")) => Some(Retention::Snapshot),
        Some(_) => None,
    }
}

/// Whether resources of this type hold data. One that we don't know is taken to.
pub(crate) fn holds_data(kind: &str) -> bool {
    catalog::service(kind).is_none_or(cloudwhisper_planner::catalog::Service::stateful)
}

/// What AWS has kept, in no stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// By logical id, type and, where AWS told it, AWS's own name.
    pub(crate) resources: Vec<String>,
    /// Resources that a snapshot of is left; by logical id and type.
    pub(crate) snapshots: Vec<String>,
}

/// What AWS has kept after an operation, by the stack's events and by what was to be expected of these resources.
pub(crate) fn kept(expected: &[PlannedResource], events: &[StackEvent]) -> Kept {
    let skipped: Vec<&StackEvent> = events
        .iter()
        .filter(|event| event.status == "DELETE_SKIPPED")
        .collect();
    let by_events = skipped
        .iter()
        .map(|event| format!("{} ({})", named(event), event.kind));
    let unheard = |resource: &&PlannedResource| {
        let mut skipped = skipped.iter();
        skipped.all(|event| event.logical_id != resource.logical_id)
    };
    let by_plan = of(expected, Retention::Retain).filter(unheard).map(shown);
    let mut kept = Kept {
        resources: by_events.chain(by_plan).collect(),
        snapshots: of(expected, Retention::Snapshot).map(shown).collect(),
    };
    kept.resources.sort();
    kept.resources.dedup();
    kept
}

/// Those that are treated like this when they go, and that do not go only perhaps.
fn of(expected: &[PlannedResource], retention: Retention) -> impl Iterator<Item = &PlannedResource> {
    expected.iter().filter(move |resource| {
        let goes = match resource.action {
            Some(Action::Remove) => true,
            Some(Action::Replace) => resource.replacement.as_deref() == Some("True"),
            Some(Action::Add | Action::Modify) | None => false,
        };
        goes && resource.retention == Some(retention)
    })
}

fn shown(resource: &PlannedResource) -> String {
    format!("{} ({})", resource.logical_id, resource.kind)
}
