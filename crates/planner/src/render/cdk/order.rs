//! Resources in an order in which each can be written: constants have to stand above what refers to them.

use std::collections::{HashMap, HashSet};

use crate::blueprint::{Blueprint, LogicalId, Resource, Value};

/// The resources in the blueprint's order, but each after those that it refers to.
pub(super) fn references_first(resources: &[Resource]) -> Vec<&Resource> {
    let by_id: HashMap<&LogicalId, &Resource> = resources
        .iter()
        .map(|resource| (&resource.id, resource))
        .collect();
    let mut seen = HashSet::new();
    let mut ordered = Vec::with_capacity(resources.len());
    for resource in resources {
        visit(resource, &by_id, &mut seen, &mut ordered);
    }
    ordered
}

fn visit<'a>(
    resource: &'a Resource,
    by_id: &HashMap<&LogicalId, &'a Resource>,
    seen: &mut HashSet<&'a LogicalId>,
    ordered: &mut Vec<&'a Resource>,
) {
    if !seen.insert(&resource.id) {
        return;
    }
    for needed in needs(resource).filter_map(|id| by_id.get(id)) {
        visit(needed, by_id, seen, ordered);
    }
    ordered.push(resource);
}

/// Every resource and parameter that something refers to.
pub(super) fn referred(blueprint: &Blueprint) -> impl Iterator<Item = &LogicalId> {
    let outputs = blueprint
        .outputs()
        .iter()
        .flat_map(|output| output.value.references());
    blueprint.resources().iter().flat_map(needs).chain(outputs)
}

fn needs(resource: &Resource) -> impl Iterator<Item = &LogicalId> {
    let referred = resource.properties.values().flat_map(Value::references);
    referred.chain(&resource.depends_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_referred_to_comes_first_and_the_rest_stays_in_order() {
        let needing = |id: &str, needs: &[&str]| {
            needs
                .iter()
                .fold(Resource::new(id, "AWS::SQS::Queue"), |it, need| {
                    it.after(&LogicalId::from(*need))
                })
        };
        let resources = [
            needing("A", &["C"]),
            needing("B", &[]),
            needing("C", &["D"]),
            needing("D", &["A"]),
        ];
        let order: Vec<&str> = references_first(&resources)
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        assert_eq!(order, ["D", "C", "A", "B"], "a circle is broken where it is met");
    }
}
