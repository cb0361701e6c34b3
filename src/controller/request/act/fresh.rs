//! What was observed came from a cache. Before what can't be taken back, and before what AWS would do a second time, the object is read
//! once more from the server.

use std::collections::BTreeSet;
use std::sync::Arc;

use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use kube::api::ListParams;
use kube::{Api, ResourceExt};

use super::super::super::context::Context;

/// Whether the object still says what the decision was made from.
pub(super) async fn is_still_asked(
    request: &DeploymentRequest,
    context: &Context,
) -> Result<bool, kube::Error> {
    let live = api(request, context).get_opt(&request.name_any()).await?;
    Ok(live.is_some_and(|live| is_same(request, &live)))
}

/// Whether the object is exactly what the decision was made from, its status included.
pub(super) async fn is_as_observed(
    request: &DeploymentRequest,
    context: &Context,
) -> Result<bool, kube::Error> {
    let live = api(request, context)
        .get_metadata_opt(&request.name_any())
        .await?;
    Ok(live.is_some_and(|live| is_untouched(&request.metadata, &live.metadata)))
}

fn api(request: &DeploymentRequest, context: &Context) -> Api<DeploymentRequest> {
    Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default())
}

/// Whether the namespace has the same policies under the same specs.
pub(super) async fn are_same_policies(
    request: &DeploymentRequest,
    observed: &[Arc<DeploymentPolicy>],
    context: &Context,
) -> Result<bool, kube::Error> {
    let policies: Api<DeploymentPolicy> =
        Api::namespaced(context.client.clone(), &request.namespace().unwrap_or_default());
    // Metadata tells: a spec has its generation.
    let live = policies.list_metadata(&ListParams::default()).await?.items;
    Ok(specs(observed.iter().map(|policy| &policy.metadata))
        == specs(live.iter().map(|policy| &policy.metadata)))
}

/// Which object under which spec, in one order.
fn specs<'a>(objects: impl Iterator<Item = &'a ObjectMeta>) -> BTreeSet<(Option<&'a str>, Option<i64>)> {
    objects
        .map(|metadata| (metadata.uid.as_deref(), metadata.generation))
        .collect()
}

/// The same object under the same spec, which somebody may have suspended. A deletion counts as another spec, and nothing
/// of it is stopped by `suspend`.
fn is_same(observed: &DeploymentRequest, live: &DeploymentRequest) -> bool {
    let is_deleting = |request: &DeploymentRequest| request.metadata.deletion_timestamp.is_some();
    observed.metadata.uid == live.metadata.uid
        && observed.metadata.generation == live.metadata.generation
        && is_deleting(observed) == is_deleting(live)
        && (is_deleting(live) || !live.spec.suspend)
}

/// The same object, and nothing of it was written since.
fn is_untouched(observed: &ObjectMeta, live: &ObjectMeta) -> bool {
    observed.uid == live.uid && observed.resource_version == live.resource_version
}

#[cfg(test)]
mod tests {
    use k8s_openapi::apimachinery::pkg::apis::meta::v1::Time;
    use serde_json::json;

    use super::*;

    fn request() -> DeploymentRequest {
        let spec = serde_json::from_value(json!({ "prompt": "A static site" })).expect("a spec");
        let mut request = DeploymentRequest::new("site", spec);
        request.metadata.uid = Some("1".into());
        request.metadata.generation = Some(3);
        request
    }

    #[test]
    fn only_the_same_object_under_the_same_spec_is_acted_on() {
        let changes: [fn(&mut DeploymentRequest); 4] = [
            |live| live.metadata.uid = Some("2".into()),
            |live| live.metadata.generation = Some(4),
            |live| live.metadata.deletion_timestamp = Some(Time(jiff::Timestamp::UNIX_EPOCH)),
            |live| live.spec.suspend = true,
        ];
        assert!(is_same(&request(), &request()));
        for change in changes {
            let mut live = request();
            change(&mut live);
            assert!(!is_same(&request(), &live), "{live:?}");
        }
    }

    #[test]
    fn what_was_written_since_in_whatever_part_is_another_object() {
        let version = |uid: &str, version: &str| ObjectMeta {
            uid: Some(uid.to_owned()),
            generation: Some(3),
            resource_version: Some(version.to_owned()),
            ..ObjectMeta::default()
        };
        assert!(is_untouched(&version("1", "40"), &version("1", "40")));
        assert!(
            !is_untouched(&version("1", "40"), &version("1", "41")),
            "its status may tell of a comparison that was begun"
        );
        assert!(!is_untouched(&version("1", "40"), &version("2", "40")));
    }

    #[test]
    fn policies_are_compared_by_object_and_spec_whatever_their_order() {
        let policy = |uid: &str, generation| ObjectMeta {
            uid: Some(uid.to_owned()),
            generation: Some(generation),
            ..ObjectMeta::default()
        };
        let seen = [policy("1", 1), policy("2", 4)];
        let same = [policy("2", 4), policy("1", 1)];
        assert_eq!(specs(seen.iter()), specs(same.iter()));
        for other in [
            vec![policy("1", 1)],
            vec![policy("1", 2), policy("2", 4)],
            vec![policy("3", 1), policy("2", 4)],
        ] {
            assert_ne!(specs(seen.iter()), specs(other.iter()));
        }
    }

    #[test]
    fn a_deletion_goes_on_though_the_request_is_suspended() {
        let mut deleted = request();
        deleted.metadata.deletion_timestamp = Some(Time(jiff::Timestamp::UNIX_EPOCH));
        deleted.spec.suspend = true;
        assert!(is_same(&deleted, &deleted));
    }
}
