//! Compares two CloudFormation templates resource by resource, property by property.

use cloudwhisper_api::plan::Action;
use serde::Serialize;
use serde_json::{Map, Value};

/// What becomes of one resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Change {
    pub(super) logical_id: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    /// `Add`, `Modify` or `Remove`; only AWS knows about replacements.
    pub(super) action: Action,
    /// What differs, for a resource that stays.
    pub(super) properties: Vec<PropertyChange>,
}

/// One property, by its path within the resource.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct PropertyChange {
    pub(super) path: String,
    pub(super) from: Value,
    pub(super) to: Value,
}

/// Every resource that differs: those of `new` in its order, then those that go.
pub(super) fn compare(old: Option<&Value>, new: &Value) -> Vec<Change> {
    let (none, none_too) = (Map::new(), Map::new());
    let old = old.and_then(resources).unwrap_or(&none);
    let new = resources(new).unwrap_or(&none_too);
    let mut changes = Vec::new();
    for (id, resource) in new {
        match old.get(id) {
            None => changes.push(change(id, resource, Action::Add, Vec::new())),
            Some(before) if before != resource => {
                let mut properties = Vec::new();
                collect("", before, resource, &mut properties);
                changes.push(change(id, resource, Action::Modify, properties));
            }
            Some(_) => {}
        }
    }
    let gone = old.iter().filter(|(id, _)| !new.contains_key(*id));
    changes.extend(gone.map(|(id, resource)| change(id, resource, Action::Remove, Vec::new())));
    changes
}

/// Every field that differs, by its path.
pub(super) fn fields(old: &Value, new: &Value) -> Vec<PropertyChange> {
    let mut found = Vec::new();
    collect("", old, new, &mut found);
    found
}

fn resources(template: &Value) -> Option<&Map<String, Value>> {
    template.get("Resources")?.as_object()
}

fn change(id: &str, resource: &Value, action: Action, properties: Vec<PropertyChange>) -> Change {
    let kind = resource["Type"].as_str().unwrap_or_default().to_owned();
    Change {
        logical_id: id.to_owned(),
        kind,
        action,
        properties,
    }
}

/// Goes down as long as both sides are objects, or both are lists; `Properties` itself goes without saying.
fn collect(path: &str, old: &Value, new: &Value, found: &mut Vec<PropertyChange>) {
    match (old, new) {
        (Value::Object(before), Value::Object(after)) => {
            let gone = before.keys().filter(|key| !after.contains_key(*key));
            for key in after.keys().chain(gone) {
                let path = match path {
                    "" if key == "Properties" => String::new(),
                    "" => key.clone(),
                    _ => format!("{path}.{key}"),
                };
                let side = |fields: &Map<String, Value>| fields.get(key).cloned().unwrap_or_default();
                collect(&path, &side(before), &side(after), found);
            }
        }
        _ if old == new => {}
        (Value::Array(before), Value::Array(after)) => collect_entries(path, before, after, found),
        _ => found.push(PropertyChange {
            path: path.to_owned(),
            from: old.clone(),
            to: new.clone(),
        }),
    }
}

/// Lists are compared entry by entry and not place by place: one that is put in between moves the others, and changes none.
fn collect_entries(path: &str, before: &[Value], after: &[Value], found: &mut Vec<PropertyChange>) {
    let gone: Vec<_> = before.iter().filter(|entry| !after.contains(entry)).collect();
    let come: Vec<_> = after.iter().filter(|entry| !before.contains(entry)).collect();
    let path = format!("{path}[]");
    match (gone.as_slice(), come.as_slice()) {
        ([], []) => found.push(PropertyChange {
            path,
            from: before.into(),
            to: after.into(),
        }), // another order
        ([from], [to]) => collect(&path, from, to, found),
        _ => {
            let gone = gone.into_iter().map(|entry| (entry.clone(), Value::Null));
            let come = come.into_iter().map(|entry| (Value::Null, entry.clone()));
            found.extend(gone.chain(come).map(|(from, to)| PropertyChange {
                path: path.clone(),
                from,
                to,
            }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn properties_are_named_by_their_path() {
        let resource =
            |properties: Value| json!({ "Resources": { "A": { "Type": "T", "Properties": properties } } });
        let cases = [
            (json!({"x": {"y": 1}}), json!({"x": {"y": 2}}), vec!["x.y"]),
            (json!({"x": [1]}), json!({"x": [2]}), vec!["x[]"]),
            (json!({"x": [1, 2]}), json!({"x": [1]}), vec!["x[]"]),
            (json!({"x": [1, 2]}), json!({"x": [2, 1]}), vec!["x[]"]),
            (
                json!({"x": [1, 2]}),
                json!({"x": [3, 4]}),
                vec!["x[]", "x[]", "x[]", "x[]"],
            ),
            (
                json!({"x": [{"y": 1}, 2]}),
                json!({"x": [2, {"y": 3}]}),
                vec!["x[].y"],
            ),
            (json!({"gone": 1}), json!({"come": 1}), vec!["come", "gone"]),
            (json!({"x": {"y": 1}}), json!({"x": 5}), vec!["x"]),
        ];
        for (old, new, expected) in cases {
            let changes = compare(Some(&resource(old)), &resource(new));
            let paths: Vec<_> = changes
                .iter()
                .flat_map(|change| &change.properties)
                .map(|change| change.path.as_str())
                .collect();
            assert_eq!(paths, expected);
        }
    }
}
