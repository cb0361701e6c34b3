//! Whether the policies of the namespace can be applied: one that can't blocks every plan of it.

use cloudwhisper_api::condition;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::language::Language;
use kube::api::ListParams;
use kube::{Api, ResourceExt};

use super::super::cluster::Cluster;
use super::{Check, client, words};

const NAME: &str = "guardrails";

/// Every policy of the namespace is ready.
pub(super) async fn guardrails(cluster: &Cluster, language: Language) -> Check {
    let policies: Api<DeploymentPolicy> = Api::namespaced(client(cluster), &cluster.namespace);
    match policies.list(&ListParams::default()).await {
        Ok(list) => judge(&list.items, language),
        Err(kube::Error::Api(status)) if status.is_forbidden() => {
            Check::unknown(NAME, words::may_not_list_guardrails(language))
        }
        Err(error) => {
            let attempt = cluster.attempt_on("list", "deploymentpolicies.cloudwhisper.dev");
            Check::of_failure(NAME, attempt.failed(&error))
        }
    }
}

fn judge(policies: &[DeploymentPolicy], language: Language) -> Check {
    let mut broken = Vec::new();
    for policy in policies {
        let conditions = policy.status.iter().flat_map(|status| &status.conditions);
        let ready = conditions.into_iter().find(|condition| {
            condition.type_ == condition::READY && condition.observed_generation == policy.metadata.generation
        });
        match ready {
            Some(ready) if ready.status == "True" => {}
            Some(ready) => broken.push(format!("{}: {}", policy.name_any(), ready.message)),
            None => broken.push(format!(
                "{}: {}",
                policy.name_any(),
                words::not_looked_at(language)
            )),
        }
    }
    if !broken.is_empty() {
        return Check::failed(NAME, broken.join("; "), words::see_guardrails(language));
    }
    let names: Vec<_> = policies.iter().map(ResourceExt::name_any).collect();
    if names.is_empty() {
        return Check::ok(NAME, words::no_guardrails(language));
    }
    Check::ok(NAME, words::ready(language, &names.join(", ")))
}

#[cfg(test)]
mod tests {
    use cloudwhisper_lifecycle::policy::decide_policy;
    use serde_json::json;

    use super::super::Verdict;
    use super::*;
    use crate::cli::examples::at;

    fn policy(name: &str, expression: &str) -> DeploymentPolicy {
        let spec = json!({ "rules": [{ "name": "own", "expression": expression, "message": "no" }] });
        let mut policy = DeploymentPolicy::new(name, serde_json::from_value(spec).expect("a policy"));
        policy.metadata.generation = Some(1);
        policy.status = Some(decide_policy(&policy, at(0)).status);
        policy
    }

    #[test]
    fn a_policy_that_cannot_be_applied_is_named_with_what_to_mend() {
        let good = policy("good", "plan.region == 'ap-south-1'");
        assert_eq!(judge(&[], Language::English).verdict, Verdict::Ok);
        assert_eq!(
            judge(std::slice::from_ref(&good), Language::English).found,
            "good ready"
        );
        let found = judge(&[good.clone(), policy("bad", "plan.")], Language::English);
        assert_eq!(found.verdict, Verdict::Failed);
        assert!(
            found.found.starts_with("bad: Rule own can't be used"),
            "{}",
            found.found
        );
        assert!(
            found
                .remedy
                .is_some_and(|remedy| remedy.contains("kubectl describe deploymentpolicy"))
        );
        let mut changed = good;
        changed.metadata.generation = Some(2);
        assert_eq!(
            judge(&[changed], Language::English).found,
            "good: not looked at yet"
        );
    }
}
