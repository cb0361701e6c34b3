//! The name of the stack and the region that it is in.

use cloudwhisper_api::FINALIZER;
use cloudwhisper_api::deployment_request::DeploymentRequest;

use crate::observed::Settings;
use crate::revision::Revision;

/// AWS takes 128 characters for a stack, but names within it begin with it and `CloudFront` takes 64 for those: this
/// leaves room for what follows.
const LONGEST: usize = 45;
/// So many digits of the UID make the name unique.
const UID_DIGITS: usize = 12;

/// The name of the request's stack: the one on record once there is one, whatever prefix the operator runs with today. A stack
/// is found by its name and can't be given another, so that a name made anew would be that of a second stack. A record that was not
/// made of this object's UID is nobody's word: it may name another request's stack, which would be changed or deleted instead.
pub fn stack_name(request: &DeploymentRequest, settings: &Settings) -> String {
    let status = request.status.as_ref();
    let on_record = status
        .and_then(|status| status.deployment.as_ref())
        .map(|deployment| &deployment.stack_name)
        .filter(|name| !name.is_empty() && name.ends_with(&uid_digits(request)));
    on_record
        .cloned()
        .unwrap_or_else(|| new_stack_name(request, &settings.stack_name_prefix))
}

/// `<prefix>-<name of the request>-<12 digits of its UID>`: the same in every pass, another for an object made anew.
/// The name is cut so that the whole fits 45 characters; dots, which AWS does not take, become hyphens.
fn new_stack_name(request: &DeploymentRequest, prefix: &str) -> String {
    let uid = uid_digits(request);
    let room = LONGEST.saturating_sub(prefix.len() + uid.len() + 2);
    let name = request.metadata.name.as_deref().unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .take(room)
        .collect();
    let parts = [prefix, name.trim_matches('-'), &uid];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

fn uid_digits(request: &DeploymentRequest) -> String {
    let uid = request.metadata.uid.as_deref().unwrap_or_default();
    uid.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(UID_DIGITS)
        .collect()
}

/// The region to look for the stack in. Once we may have written to AWS, which the finalizer tells, it is the region that
/// the status names, whatever the newest plan says: a stack must not be lost sight of because the plan moved.
pub fn region_of(request: &DeploymentRequest, revision: Option<&Revision>) -> Option<String> {
    let finalizers = request.metadata.finalizers.as_deref().unwrap_or_default();
    let deployment = request
        .status
        .as_ref()
        .and_then(|status| status.deployment.as_ref());
    let written = deployment.filter(|_| finalizers.iter().any(|finalizer| finalizer == FINALIZER));
    written
        .map(|deployment| deployment.region.clone())
        .or_else(|| revision.map(|revision| revision.region.clone()))
}
