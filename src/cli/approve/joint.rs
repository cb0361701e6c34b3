//! `approve` where a policy asks for more than one person: who has approved so far, and joining them. Each person's entry has a field
//! manager of its own, so that nobody's apply takes another one's away.

use cloudwhisper_api::condition::{APPROVED, reason};
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::{
    AdditionalApproval, ApprovalSpec, DeploymentRequest, MOST_ADDITIONAL_APPROVALS, PlanStatus,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::{CLI_FIELD_MANAGER, GROUP, VERSION};
use kube::api::{ListParams, Patch, PatchParams};
use kube::{Api, ResourceExt};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::super::cluster::{Cluster, caller};
use super::super::failure::Failure;
use super::super::say::say;
use super::{TRIES, changes_all_the_time};

/// Where an approval stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nobody has begun it, or it takes a first approval anew.
    First,
    /// It needs nobody more.
    Whole,
    /// The caller has approved already.
    Given,
    /// The caller may join.
    Open {
        /// Who that is.
        caller: String,
    },
}

/// How many people the policies of the namespace ask for; none known where they can't be read.
pub(super) async fn required(cluster: &Cluster) -> Option<usize> {
    let policies: Api<DeploymentPolicy> = Api::namespaced(cluster.client.clone(), &cluster.namespace);
    let policies = policies.list(&ListParams::default()).await.ok()?;
    let wanted = policies
        .iter()
        .filter_map(|policy| policy.spec.required_approvals);
    Some(usize::from(wanted.max().unwrap_or(1)).max(1))
}

/// Where the approval of this stands, which somebody has begun.
pub(super) async fn standing(
    request: &DeploymentRequest,
    digest: Digest,
    required: Option<usize>,
    cluster: &Cluster,
) -> Result<Standing, Failure> {
    if is_whole(request, digest, required) {
        return Ok(Standing::Whole);
    }
    let caller = caller(cluster).await?;
    Ok(
        if request.spec.approval.approvers(digest).contains(&caller.as_str()) {
            Standing::Given
        } else {
            Standing::Open { caller }
        },
    )
}

/// Whether as many have approved as have to, and each of them counts as far as the status tells.
fn is_whole(request: &DeploymentRequest, digest: Digest, required: Option<usize>) -> bool {
    let conditions = request.status.iter().flat_map(|status| &status.conditions);
    let approved = conditions
        .into_iter()
        .find(|condition| condition.type_ == APPROVED);
    if approved.is_some_and(|approved| approved.status == "True") {
        return true;
    }
    let counts = approved.is_none_or(|approved| approved.reason != reason::SAME_PERSON);
    let enough = required.is_some_and(|required| request.spec.approval.approvers(digest).len() >= required);
    counts && enough
}

/// Adds the caller's approval to those of others, whose fields stay theirs.
pub(super) async fn join(
    request: &DeploymentRequest,
    digest: Digest,
    caller: &str,
    cluster: &Cluster,
) -> Result<DeploymentRequest, Failure> {
    make_room(request, digest, caller, cluster).await?;
    let name = request.name_any();
    // Forced, as it is only ever the caller's own entry, whatever it was written with before.
    let params = PatchParams::apply(&field_manager(caller)).force();
    let apply = Patch::Apply(entry(request, digest, caller));
    match cluster.requests().patch(&name, &params, &apply).await {
        Ok(request) => Ok(request),
        Err(error) => Err(cluster.not_done("patch", &name, &error).await),
    }
}

/// Takes out the entries that name something else, where the list holds no more. Only there: a text that is changed and changed back has the
/// plan of before, which they approve still.
async fn make_room(
    request: &DeploymentRequest,
    digest: Digest,
    caller: &str,
    cluster: &Cluster,
) -> Result<(), Failure> {
    let name = request.name_any();
    let outdated = in_the_way(&request.spec.approval, digest, caller);
    let mut now = request.clone();
    for _ in 0..TRIES {
        // What was written since is in nobody's way: it may be of a plan that is newer than this one.
        let entries = &now.spec.approval.additional_approvals;
        let (gone, kept): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| outdated.contains(entry));
        if gone.is_empty() {
            return Ok(());
        }
        let patch = json!({
            "metadata": { "uid": request.uid(), "resourceVersion": now.resource_version() },
            "spec": { "approval": { "additionalApprovals": kept } },
        });
        match cluster.try_patch(&name, &patch).await {
            Ok(_) => return Ok(()),
            Err(kube::Error::Api(status)) if status.is_conflict() => now = cluster.request(&name).await?,
            Err(error) => return Err(cluster.not_done("patch", &name, &error).await),
        }
    }
    Err(changes_all_the_time(&name, cluster.language))
}

/// The entries that name something else than this and leave the caller no room.
fn in_the_way(approval: &ApprovalSpec, digest: Digest, caller: &str) -> Vec<AdditionalApproval> {
    let entries = &approval.additional_approvals;
    let has_room = entries.len() < MOST_ADDITIONAL_APPROVALS;
    if has_room || entries.iter().any(|entry| entry.approver == caller) {
        return Vec::new();
    }
    let outdated = entries.iter().filter(|entry| entry.plan_digest != digest);
    outdated.cloned().collect()
}

/// An object that was made anew under this name is another one, and a plan that has changed has another digest.
fn entry(request: &DeploymentRequest, digest: Digest, caller: &str) -> Value {
    json!({
        "apiVersion": format!("{GROUP}/{VERSION}"),
        "kind": "DeploymentRequest",
        "metadata": { "name": request.name_any(), "namespace": request.namespace(), "uid": request.uid() },
        "spec": { "approval": { "additionalApprovals": [{ "approver": caller, "planDigest": digest }] } },
    })
}

/// A manager's name has 128 characters at most, and a user's may be longer.
fn field_manager(caller: &str) -> String {
    let hash = Digest::from_bytes(Sha256::digest(caller.as_bytes()).into());
    format!("{CLI_FIELD_MANAGER}-approval-{}", hash.short(16))
}

/// How far the approval is, if it needs more people, or nobody knows whether it does.
pub(super) fn so_far(
    request: &DeploymentRequest,
    digest: Digest,
    required: Option<usize>,
    language: Language,
) -> Option<String> {
    let approvers = request.spec.approval.approvers(digest);
    let Some(required) = required else {
        return Some(not_known(&request.name_any(), &approvers.join(", "), language));
    };
    let given = approvers.len();
    let missing = required.checked_sub(given).filter(|missing| *missing > 0)?;
    let who = approvers.join(", ");
    Some(say!(
        language,
        "{given} of {required} approvals: {who}. Nothing is deployed before {missing} more, each of somebody else.",
        "{required} में से {given} स्वीकृति: {who}। किसी और की {missing} और स्वीकृति के बिना कुछ डिप्लॉय नहीं होगा।",
        "{required} mein se {given} approval: {who}. Kisi aur ke {missing} aur approval ke bina kuch deploy nahi hoga.",
    ))
}

/// The policies can't be read by whoever approves, and so nobody here knows how many they ask for.
fn not_known(name: &str, who: &str, language: Language) -> String {
    say!(
        language,
        "Approved so far by: {who}. Whether more people have to approve is not known here: you may not list the policies of the namespace. \
         `cloudwhisper status {name}` tells what it waits for.",
        "अब तक स्वीकृति दी: {who}। और लोगों की स्वीकृति चाहिए या नहीं, यह यहाँ मालूम नहीं: आपको namespace की नीतियाँ देखने का अधिकार नहीं है। \
         `cloudwhisper status {name}` बताता है कि किसकी प्रतीक्षा है।",
        "Ab tak approve kiya: {who}. Aur logon ka approval chahiye ya nahi, yeh yahan pata nahi: aapko namespace ki policies dekhne ka \
         adhikar nahi hai. `cloudwhisper status {name}` batata hai ki kiska intezaar hai.",
    )
}

/// What is said where there is nothing left to approve for the caller.
pub(super) fn already(
    request: &DeploymentRequest,
    plan: &PlanStatus,
    standing: &Standing,
    required: Option<usize>,
    language: Language,
) -> Option<String> {
    let (name, number) = (request.name_any(), plan.revision);
    match standing {
        Standing::First | Standing::Open { .. } => None,
        Standing::Given => {
            let given = given_before(&name, language);
            let so_far = so_far(request, plan.digest, required, language);
            Some(so_far.map_or(given.clone(), |so_far| format!("{given} {so_far}")))
        }
        Standing::Whole => Some(say!(
            language,
            "Revision {number} of {name} is approved already.",
            "{name} की revision {number} को स्वीकृति मिल चुकी है।",
            "{name} ki revision {number} pehle se approved hai.",
        )),
    }
}

/// The caller has approved before.
fn given_before(name: &str, language: Language) -> String {
    say!(
        language,
        "You have approved this of {name} already.",
        "आप {name} की इस योजना को पहले ही स्वीकृति दे चुके हैं।",
        "Aap {name} ke is plan ko pehle hi approve kar chuke hain.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{awaiting_approval, half_approved};
    use crate::cli::say::in_each_language;

    fn digest(request: &DeploymentRequest) -> Digest {
        let status = request.status.as_ref().expect("a status");
        status.plan.as_ref().expect("a plan").digest
    }

    #[test]
    fn it_is_said_how_many_have_approved_and_how_many_are_missing() {
        let request = half_approved();
        let digest = digest(&request);
        assert_eq!(
            request.spec.approval.approvers(digest),
            ["alice"],
            "bob means another plan"
        );
        insta::assert_snapshot!(in_each_language(|language| {
            let so_far = so_far(&request, digest, Some(3), language).expect("two are missing");
            let not_known = super::so_far(&request, digest, None, language).expect("nobody knows");
            [so_far, given_before("orders", language), not_known].join("\n")
        }));
        assert_eq!(so_far(&request, digest, Some(1), Language::English), None);
    }

    #[test]
    fn outdated_entries_go_where_they_leave_no_room_and_nowhere_else() {
        let mut request = half_approved();
        let digest = digest(&request);
        let old = Digest::from_bytes([9; 32]);
        let entry = |number: usize, plan_digest| AdditionalApproval {
            approver: format!("user-{number}"),
            plan_digest,
        };
        let entries = |of_now: usize, all: usize| {
            let of = move |number| if number < of_now { digest } else { old };
            (0..all)
                .map(|number| entry(number, of(number)))
                .collect::<Vec<_>>()
        };
        let mut in_the_way = |entries, caller: &str| {
            request.spec.approval.additional_approvals = entries;
            super::in_the_way(&request.spec.approval, digest, caller)
        };
        let outdated = in_the_way(entries(2, 9), "carol");
        assert_eq!(outdated, entries(2, 9)[2..], "those of this plan stay");
        assert_eq!(
            in_the_way(entries(2, 8), "carol"),
            [],
            "there is room for one more"
        );
        assert_eq!(
            in_the_way(entries(2, 9), "user-8"),
            [],
            "theirs takes its own place"
        );
    }

    #[test]
    fn an_approval_is_whole_once_as_many_count_as_have_to() {
        let mut request = half_approved();
        let digest = digest(&request);
        assert!(
            is_whole(&request, digest, Some(1)),
            "the operator has not looked yet"
        );
        assert!(!is_whole(&request, digest, Some(2)));
        assert!(
            !is_whole(&request, digest, None),
            "nobody knows how many it takes"
        );
        assert!(!is_whole(&awaiting_approval(), digest, Some(1)));
        let conditions = &mut request.status.as_mut().expect("a status").conditions;
        let approved = conditions.iter_mut().find(|it| it.type_ == APPROVED);
        let approved = approved.expect("a condition");
        approved.reason = reason::SAME_PERSON.to_owned();
        assert!(!is_whole(&request, digest, Some(1)), "alice asked for it herself");
    }

    #[test]
    fn everybody_has_a_field_manager_of_their_own_that_flux_leaves_alone() {
        let long = "x".repeat(253);
        let (alice, bob, long) = (field_manager("alice"), field_manager("bob"), field_manager(&long));
        assert_ne!(alice, bob);
        for manager in [alice, bob, long] {
            assert!(
                manager.len() <= 128 && !manager.starts_with("kubectl"),
                "{manager}"
            );
        }
    }
}
