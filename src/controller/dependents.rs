//! Who waits for whom, by `dependsOn` or for an output: the other way round than the specs say it, so that a change wakes those that name it without a look at all
//! others.

use std::collections::{HashMap, HashSet};

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_lifecycle::parameters::dependencies;
use kube::ResourceExt;
use kube::runtime::reflector::ObjectRef;

type Request = ObjectRef<DeploymentRequest>;

/// Of every request that some other names, which do. Most requests name none and are named by none.
#[derive(Default)]
pub(super) struct Dependents {
    named: HashMap<Request, Vec<Request>>,
    naming: HashMap<Request, HashSet<Request>>,
}

impl Dependents {
    /// Notes what a request names now; none for one that is gone.
    pub(super) fn note(&mut self, request: &DeploymentRequest, is_there: bool) {
        let own = ObjectRef::from_obj(request);
        for other in self.named.remove(&own).into_iter().flatten() {
            if let Some(naming) = self.naming.get_mut(&other) {
                naming.remove(&own);
                if naming.is_empty() {
                    self.naming.remove(&other);
                }
            }
        }
        let others = dependencies(&request.spec);
        if !is_there || others.is_empty() {
            return;
        }
        let namespace = request.namespace().unwrap_or_default();
        let others: Vec<Request> = others
            .iter()
            .map(|other| ObjectRef::new(other).within(&namespace))
            .collect();
        for other in &others {
            self.naming.entry(other.clone()).or_default().insert(own.clone());
        }
        self.named.insert(own, others);
    }

    /// Who names this one.
    pub(super) fn of(&self, request: &DeploymentRequest) -> Vec<Request> {
        let naming = self.naming.get(&ObjectRef::from_obj(request));
        naming.into_iter().flatten().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn request(namespace: &str, name: &str, depends_on: &[&str]) -> DeploymentRequest {
        let others: Vec<_> = depends_on.iter().map(|name| json!({ "name": name })).collect();
        let spec = json!({ "prompt": "A static site", "dependsOn": others });
        let mut request = DeploymentRequest::new(name, serde_json::from_value(spec).expect("a spec"));
        request.metadata.namespace = Some(namespace.to_owned());
        request.metadata.uid = Some(format!("{namespace}/{name}"));
        request
    }

    fn names(dependents: &Dependents, namespace: &str, name: &str) -> Vec<String> {
        let mut names: Vec<_> = dependents
            .of(&request(namespace, name, &[]))
            .into_iter()
            .map(|request| request.name)
            .collect();
        names.sort();
        names
    }

    #[test]
    fn who_uses_an_output_of_a_request_is_known_by_it() {
        let mut dependents = Dependents::default();
        let mut site = request("shop", "site", &[]);
        let value = "vpc={{ outputs.network.vpcId }}".to_owned();
        site.spec.parameters.insert("NETWORK".to_owned(), value);
        dependents.note(&site, true);
        assert_eq!(names(&dependents, "shop", "network"), ["site"]);
        site.spec.parameters.clear();
        dependents.note(&site, true);
        assert!(names(&dependents, "shop", "network").is_empty());
    }

    #[test]
    fn those_that_name_a_request_are_known_by_it_until_they_name_another_or_go() {
        let mut dependents = Dependents::default();
        dependents.note(&request("shop", "site", &["base", "data"]), true);
        dependents.note(&request("shop", "jobs", &["base"]), true);
        dependents.note(&request("media", "site", &["base"]), true);
        assert_eq!(names(&dependents, "shop", "base"), ["jobs", "site"]);
        assert_eq!(names(&dependents, "media", "base"), ["site"]);
        dependents.note(&request("shop", "site", &["data"]), true);
        assert_eq!(names(&dependents, "shop", "base"), ["jobs"]);
        assert_eq!(names(&dependents, "shop", "data"), ["site"]);
        for name in ["site", "jobs"] {
            dependents.note(&request("shop", name, &["base"]), false);
        }
        dependents.note(&request("media", "site", &[]), true);
        assert!(
            dependents.named.is_empty() && dependents.naming.is_empty(),
            "nothing is left behind"
        );
    }
}
