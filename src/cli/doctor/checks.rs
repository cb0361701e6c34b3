//! What each check looks at. None of them changes anything: what has to be tried out is tried with dry-run.

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::{CHANGED_BY, GROUP, REQUESTED_BY, VERSION, condition, crds};
use jiff::Timestamp;
use k8s_openapi::api::authorization::v1::{
    ResourceAttributes, SelfSubjectAccessReview, SelfSubjectAccessReviewSpec,
};
use k8s_openapi::api::coordination::v1::Lease;
use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;
use kube::api::{ListParams, PostParams};
use kube::{Api, ResourceExt};
use serde_json::{Value, json};

use super::{Check, client, words};
use crate::cli::cluster::Cluster;
use crate::cli::get::duration;
use crate::outgoing::root_cause;

/// `MutatingAdmissionPolicy` is v1, and on by default, since this minor version.
const OLDEST_MINOR: u32 = 36;
const INSTALL_DEFINITIONS: &str = "cloudwhisper crds | kubectl apply --server-side -f -";

/// The API server answers, and is new enough for the admission policies.
pub(super) async fn server(cluster: &Cluster, language: Language) -> Check {
    const NAME: &str = "API server";
    match client(cluster).apiserver_version().await {
        Ok(version) => {
            let digits: String = version.minor.chars().take_while(char::is_ascii_digit).collect();
            if version.major == "1" && digits.parse::<u32>().is_ok_and(|minor| minor < OLDEST_MINOR) {
                let remedy = words::upgrade(language, OLDEST_MINOR);
                return Check::failed(NAME, version.git_version, remedy);
            }
            Check::ok(NAME, version.git_version)
        }
        Err(error) => Check::of_failure(NAME, cluster.attempt_on("get", "/version").failed(&error)),
    }
}

/// Both kinds are served, with every field that this version knows.
pub(super) async fn definitions(cluster: &Cluster, language: Language) -> Check {
    const NAME: &str = "definitions";
    let served = match client(cluster)
        .list_api_group_resources(&format!("{GROUP}/{VERSION}"))
        .await
    {
        Ok(list) => list.resources,
        Err(kube::Error::Api(status)) if status.code == 404 => {
            return Check::failed(
                NAME,
                words::not_installed(language, &format!("{GROUP}/{VERSION}")),
                INSTALL_DEFINITIONS,
            );
        }
        Err(error) => return Check::of_failure(NAME, cluster.attempt_on("get", "/apis").failed(&error)),
    };
    for kind in ["DeploymentRequest", "CloudAccount", "DeploymentPolicy"] {
        if !served.iter().any(|resource| resource.kind == kind) {
            return Check::failed(NAME, words::not_installed(language, kind), INSTALL_DEFINITIONS);
        }
    }
    let installed: Api<CustomResourceDefinition> = Api::all(client(cluster));
    let mut missing = Vec::new();
    for ours in crds::crds() {
        match installed.get(&ours.name_any()).await {
            Ok(theirs) => missing.extend(missing_fields(&ours, &theirs)),
            Err(error) => {
                return Check::ok(
                    NAME,
                    words::not_compared(
                        language,
                        &format!("{GROUP}/{VERSION}"),
                        &in_short(&error, language),
                    ),
                );
            }
        }
    }
    match missing.first() {
        None => Check::ok(NAME, words::as_ours(language, &format!("{GROUP}/{VERSION}"))),
        Some(field) => Check::failed(
            NAME,
            words::older(language, field, missing.len()),
            INSTALL_DEFINITIONS,
        ),
    }
}

/// Fields of ours that the installed definition does not have.
fn missing_fields(ours: &CustomResourceDefinition, theirs: &CustomResourceDefinition) -> Vec<String> {
    let schema = |crd: &CustomResourceDefinition| {
        let version = crd.spec.versions.iter().find(|version| version.name == VERSION)?;
        let schema = version.schema.as_ref()?.open_api_v3_schema.as_ref()?;
        serde_json::to_value(schema).ok()
    };
    let mut missing = Vec::new();
    collect_missing(
        &ours.spec.names.kind,
        &schema(ours).unwrap_or_default(),
        &schema(theirs).unwrap_or_default(),
        &mut missing,
    );
    missing
}

fn collect_missing(path: &str, ours: &Value, theirs: &Value, missing: &mut Vec<String>) {
    for (name, field) in ours["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        match theirs["properties"].get(name) {
            Some(other) => collect_missing(&path, field, other, missing),
            None => missing.push(path),
        }
    }
    if ours["items"].is_object() {
        collect_missing(path, &ours["items"], &theirs["items"], missing);
    }
}

/// Tried out: an approval in somebody else's name has to be refused, and a request has to be given its author's name.
pub(super) async fn policies(cluster: &Cluster, language: Language) -> Check {
    const NAME: &str = "policies";
    let forged = json!({ "planDigest": format!("sha256:{}", "0".repeat(64)), "approver": "nobody:cloudwhisper-doctor" });
    match probe(cluster, Some(forged)).await {
        Ok(_) => {
            return Check::failed(
                NAME,
                words::forgery_passes(language),
                words::install_policies(language),
            );
        }
        Err(kube::Error::Api(status)) if is_refused_by_us(&status.message) => {}
        Err(kube::Error::Api(status))
            if status.message.contains("denied the request")
                || status.message.contains("ValidatingAdmissionPolicy") =>
        {
            return Check::unknown(NAME, words::other_policy(language, &status.message));
        }
        Err(kube::Error::Api(status)) if status.is_forbidden() => {
            return Check::unknown(NAME, words::cannot_try(language, &cluster.namespace));
        }
        Err(error) => return Check::of_failure(NAME, cluster.attempt("create").failed(&error)),
    }
    match probe(cluster, None).await {
        Ok(request)
            if [REQUESTED_BY, CHANGED_BY]
                .iter()
                .all(|name| request.annotations().contains_key(*name)) =>
        {
            Check::ok(NAME, words::guarded(language))
        }
        Ok(_) => Check::failed(
            NAME,
            words::author_unnamed(language),
            words::install_policies(language),
        ),
        Err(error) => Check::of_failure(NAME, cluster.attempt("create").failed(&error)),
    }
}

/// Whether one of our own policies said no: another one's refusal proves nothing of ours.
fn is_refused_by_us(message: &str) -> bool {
    let policy = message
        .split_once("ValidatingAdmissionPolicy '")
        .and_then(|(_, rest)| rest.split_once('\''))
        .map(|(policy, _)| policy);
    policy.is_some_and(|policy| policy.ends_with(".cloudwhisper.dev"))
}

/// Creates a request with dry-run: every policy looks at it, and nothing is kept.
async fn probe(cluster: &Cluster, approval: Option<Value>) -> Result<DeploymentRequest, kube::Error> {
    let mut request = json!({
        "apiVersion": format!("{GROUP}/{VERSION}"),
        "kind": "DeploymentRequest",
        "metadata": { "generateName": "cloudwhisper-doctor-" },
        "spec": { "prompt": "A static website" },
    });
    if let Some(approval) = approval {
        request["spec"]["approval"] = approval;
    }
    let request: DeploymentRequest = serde_json::from_value(request).map_err(kube::Error::SerdeError)?;
    let params = PostParams {
        dry_run: true,
        ..PostParams::default()
    };
    cluster.requests().create(&params, &request).await
}

pub(super) async fn may_ask(cluster: &Cluster, language: Language) -> Check {
    const NAME: &str = "you may ask";
    match allowed(cluster, "create").await {
        Ok(true) => Check::ok(NAME, words::may_create(language, &cluster.namespace)),
        Ok(false) => {
            let (found, remedy) = words::may_not_create(language, &cluster.namespace);
            Check::failed(NAME, found, remedy)
        }
        Err(error) => Check::unknown(NAME, in_short(&error, language)),
    }
}

/// Not to be allowed to approve is nothing to mend: most people aren't.
pub(super) async fn may_approve(cluster: &Cluster, language: Language) -> Check {
    const NAME: &str = "you may approve";
    match allowed(cluster, "approve").await {
        Ok(true) => Check::ok(NAME, words::may_approve(language, &cluster.namespace, true)),
        Ok(false) => Check::unknown(NAME, words::may_approve(language, &cluster.namespace, false)),
        Err(error) => Check::unknown(NAME, in_short(&error, language)),
    }
}

async fn allowed(cluster: &Cluster, verb: &str) -> Result<bool, kube::Error> {
    let review = SelfSubjectAccessReview {
        spec: SelfSubjectAccessReviewSpec {
            resource_attributes: Some(ResourceAttributes {
                group: Some(GROUP.to_owned()),
                resource: Some("deploymentrequests".to_owned()),
                namespace: Some(cluster.namespace.clone()),
                verb: Some(verb.to_owned()),
                ..ResourceAttributes::default()
            }),
            ..SelfSubjectAccessReviewSpec::default()
        },
        ..SelfSubjectAccessReview::default()
    };
    let reviews: Api<SelfSubjectAccessReview> = Api::all(client(cluster));
    let answered = reviews.create(&PostParams::default(), &review).await?;
    Ok(answered.status.is_some_and(|status| status.allowed))
}

/// The operator's lease is held and was renewed lately.
pub(super) async fn operator(cluster: &Cluster, namespace: &str, lease: &str, language: Language) -> Check {
    const NAME: &str = "operator";
    let start = words::start_it(language);
    let leases: Api<Lease> = Api::namespaced(client(cluster), namespace);
    match leases.get_opt(lease).await {
        Ok(Some(lease)) => match held(&lease, Timestamp::now(), language) {
            Ok(found) => Check::ok(NAME, found),
            Err(found) => Check::failed(NAME, found, start),
        },
        Ok(None) => Check::failed(
            NAME,
            words::never_ran(language, &format!("{namespace}/{lease}")),
            start,
        ),
        Err(kube::Error::Api(status)) if status.is_forbidden() => {
            Check::unknown(NAME, words::no_leases(language, namespace))
        }
        Err(error) => Check::of_failure(
            NAME,
            cluster
                .attempt_on("get", "leases.coordination.k8s.io")
                .failed(&error),
        ),
    }
}

/// Who holds the lease, or why nobody does.
fn held(lease: &Lease, now: Timestamp, language: Language) -> Result<String, String> {
    let spec = lease.spec.as_ref();
    let holder = spec
        .and_then(|spec| spec.holder_identity.as_deref())
        .filter(|holder| !holder.is_empty());
    let Some(holder) = holder else {
        return Err(words::nobody_leads(language));
    };
    let renewed = spec
        .and_then(|spec| spec.renew_time.as_ref())
        .map(|time| now.as_second() - time.0.as_second());
    let valid_for = spec
        .and_then(|spec| spec.lease_duration_seconds)
        .map_or(15, i64::from);
    match renewed {
        Some(ago) if ago <= valid_for => Ok(words::leads(language, holder, &duration(ago.max(0)))),
        Some(ago) => Err(words::silent(language, holder, &duration(ago))),
        None => Err(words::never_renewed(language, holder)),
    }
}

/// Every account is ready.
pub(super) async fn accounts(cluster: &Cluster, language: Language) -> Check {
    const NAME: &str = "accounts";
    let accounts: Api<CloudAccount> = Api::all(client(cluster));
    match accounts.list(&ListParams::default()).await {
        Ok(list) if list.items.is_empty() => Check::unknown(NAME, words::no_accounts(language)),
        Ok(list) => judge(&list.items, language),
        Err(kube::Error::Api(status)) if status.is_forbidden() => {
            Check::unknown(NAME, words::may_not_list_accounts(language))
        }
        Err(error) => Check::of_failure(
            NAME,
            cluster
                .attempt_on("list", "cloudaccounts.cloudwhisper.dev")
                .failed(&error),
        ),
    }
}

fn judge(accounts: &[CloudAccount], language: Language) -> Check {
    const NAME: &str = "accounts";
    let ready = |account: &CloudAccount| {
        let conditions = account.status.iter().flat_map(|status| &status.conditions);
        conditions
            .into_iter()
            .find(|condition| condition.type_ == condition::READY)
            .cloned()
    };
    let mut broken = Vec::new();
    for account in accounts {
        match ready(account) {
            Some(condition) if condition.status == "True" => {}
            Some(condition) => broken.push(format!("{}: {}", account.name_any(), condition.message)),
            None => broken.push(format!(
                "{}: {}",
                account.name_any(),
                words::not_looked_at(language)
            )),
        }
    }
    if broken.is_empty() {
        let names: Vec<_> = accounts.iter().map(ResourceExt::name_any).collect();
        return Check::ok(NAME, words::ready(language, &names.join(", ")));
    }
    Check::failed(NAME, broken.join("; "), words::see_accounts(language))
}

/// An error where it is beside the point.
fn in_short(error: &kube::Error, language: Language) -> String {
    match error {
        kube::Error::Api(status) if status.code == 403 => words::may_not_read(language),
        kube::Error::Api(status) => status.message.clone(),
        other => root_cause(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Verdict;
    use crate::cli::examples::at;
    use crate::cli::say::in_each_language;
    use cloudwhisper_api::error::ErrorCode;
    use cloudwhisper_lifecycle::account::{IdentityFact, decide_account};
    use cloudwhisper_lifecycle::{Class, Fault};
    use k8s_openapi::api::coordination::v1::LeaseSpec;
    use k8s_openapi::apimachinery::pkg::apis::meta::v1::MicroTime;

    fn lease(holder: Option<&str>, renewed: Option<i64>) -> Lease {
        let spec = LeaseSpec {
            holder_identity: holder.map(str::to_owned),
            renew_time: renewed.map(|seconds| MicroTime(at(seconds))),
            lease_duration_seconds: Some(15),
            ..LeaseSpec::default()
        };
        Lease {
            spec: Some(spec),
            ..Lease::default()
        }
    }

    #[test]
    fn only_a_lease_that_is_held_and_fresh_means_that_an_operator_runs() {
        let cases = [
            (lease(Some("pod-1"), Some(90)), true, "renewed 10 s ago"),
            (
                lease(Some("pod-1"), Some(84)),
                false,
                "silent for longer than the lease lasts",
            ),
            (lease(Some(""), Some(99)), false, "released"),
            (lease(None, None), false, "never taken"),
        ];
        for (lease, expected, because) in cases {
            assert_eq!(
                held(&lease, at(100), Language::English).is_ok(),
                expected,
                "{because}"
            );
        }
    }

    #[test]
    fn what_is_found_is_said_in_each_language() {
        insta::assert_snapshot!(in_each_language(|language| {
            let told = [
                held(&lease(Some("pod-1"), Some(90)), at(100), language),
                held(&lease(Some("pod-1"), Some(84)), at(100), language),
                held(&lease(None, None), at(100), language),
            ];
            let found = told.map(|found| found.unwrap_or_else(|found| found));
            let accounts = judge(&[], language);
            format!(
                "{}\n{}: {}",
                found.join("\n"),
                words::title(language, accounts.name),
                accounts.found
            )
        }));
    }

    #[test]
    fn an_account_whose_role_is_refused_is_shown_with_what_to_check() {
        let mut account: CloudAccount = serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "CloudAccount", "metadata": { "name": "dev", "generation": 1 },
            "spec": {
                "accountId": "111122223333", "defaultRegion": "ap-south-1",
                "credentials": { "assumeRole": { "arn": "arn:aws:iam::111122223333:role/cw", "externalId": "word" } },
            },
        }))
        .expect("an account");
        let refused = IdentityFact::Unknown(Fault {
            class: Class::UserFixable,
            code: ErrorCode::AccessDenied,
            reason: "AccessDenied: not authorized to perform: sts:AssumeRole".into(),
            action: Some("sts:AssumeRole".into()),
        });
        account.status = Some(decide_account(&account, &refused, at(0)).status);
        let check = judge(&[account], Language::English);
        assert_eq!(check.verdict, Verdict::Failed);
        for part in ["dev: ", "trust policy", "sts:ExternalId"] {
            assert!(check.found.contains(part), "{part}: {}", check.found);
        }
    }

    #[test]
    fn only_a_refusal_of_our_own_policies_proves_that_they_are_there() {
        let refused = |policy: &str| {
            format!(
                "x is forbidden: ValidatingAdmissionPolicy '{policy}' with binding 'b' denied request: no"
            )
        };
        assert!(is_refused_by_us(&refused("approver.cloudwhisper.dev")));
        assert!(!is_refused_by_us(&refused("no-tuesdays.example.com")));
        assert!(!is_refused_by_us(
            "admission webhook \"w\" denied the request: no"
        ));
    }

    #[test]
    fn a_field_that_the_cluster_does_not_know_is_named() {
        let ours = crds::crds().remove(0);
        assert_eq!(missing_fields(&ours, &ours), Vec::<String>::new());
        let mut text = serde_json::to_value(&ours).expect("JSON");
        let properties =
            &mut text["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"]["properties"];
        properties
            .as_object_mut()
            .expect("an object")
            .remove("driftPolicy");
        let theirs = serde_json::from_value(text).expect("a definition");
        assert_eq!(
            missing_fields(&ours, &theirs),
            ["DeploymentRequest.spec.driftPolicy"]
        );
    }
}
