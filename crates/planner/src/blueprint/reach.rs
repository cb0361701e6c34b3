//! What a resource can't be made without, however far away.

use std::collections::BTreeSet;

use super::{Blueprint, LogicalId, Value};

impl Blueprint {
    /// Whether `from` needs `to` to be there first: it refers to it, or to something that does. Then `to` can't refer to
    /// `from`, for `CloudFormation` would not know where to begin.
    pub(crate) fn leads_to(&self, from: &LogicalId, to: &LogicalId) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            if id == to {
                return true;
            }
            if !seen.insert(id.as_str()) {
                continue;
            }
            if let Some(resource) = self.resource(id) {
                let referred = resource.properties.values().flat_map(Value::references);
                open.extend(referred.chain(&resource.depends_on));
            }
        }
        false
    }
}
