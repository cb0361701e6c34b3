//! The control plane is a real one, and its people may do what they should and no more.

use anyhow::{Context, Result};
use cloudwhisper_testbed::{
    ADMIN, ALICE, BOB, MALLORY, Namespace, OPERATOR, RITA, apply_yaml, eventually, shared_cluster,
};
use k8s_openapi::api::{
    authentication::v1::SelfSubjectReview,
    authorization::v1::{ResourceAttributes, SelfSubjectAccessReview, SelfSubjectAccessReviewSpec},
    core::v1::{ConfigMap, Namespace as Object, ServiceAccount},
};
use kube::{
    Api, Client, ResourceExt,
    api::{DeleteParams, DynamicObject, PostParams},
};
use std::time::Duration;

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn the_api_server_knows_everybody_by_name_and_group() -> Result<()> {
    let cluster = shared_cluster().await?;
    for (user, group) in cloudwhisper_testbed::PEOPLE {
        let reviews = Api::<SelfSubjectReview>::all(cluster.client_for(user).await?);
        let review = reviews
            .create(&PostParams::default(), &SelfSubjectReview::default())
            .await?;
        let seen = review
            .status
            .and_then(|status| status.user_info)
            .context("no user info")?;
        assert_eq!(seen.username.as_deref(), Some(user));
        assert!(
            seen.groups.unwrap_or_default().iter().any(|seen| seen == group),
            "{user} is not in {group}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn people_may_do_what_their_part_needs_and_no_more() -> Result<()> {
    let cluster = shared_cluster().await?;
    let namespace = Namespace::create(cluster, "rights").await?;
    let rights = [
        // who, verb, resource, may, because
        (RITA, "create", "deploymentrequests", true, "she asks"),
        (RITA, "patch", "deploymentrequests", true, "she answers questions"),
        (
            RITA,
            "approve",
            "deploymentrequests",
            false,
            "who asks does not approve",
        ),
        (
            RITA,
            "patch",
            "deploymentrequests/status",
            false,
            "status is the operator's",
        ),
        (ALICE, "approve", "deploymentrequests", true, "she approves"),
        (
            ALICE,
            "create",
            "deploymentrequests",
            true,
            "an approver may ask, too",
        ),
        (BOB, "approve", "deploymentrequests", true, "he approves"),
        (
            MALLORY,
            "get",
            "deploymentrequests",
            false,
            "a stranger sees nothing",
        ),
        (
            MALLORY,
            "approve",
            "deploymentrequests",
            false,
            "a stranger does nothing",
        ),
        (
            OPERATOR,
            "get",
            "deploymentrequests",
            false,
            "its rights are bound by whoever tests them",
        ),
        (
            ADMIN,
            "approve",
            "deploymentrequests",
            true,
            "system:masters may do everything",
        ),
    ];
    for (user, verb, resource, may, because) in rights {
        let client = cluster.client_for(user).await?;
        assert_eq!(
            is_allowed(client, namespace.name(), verb, resource).await?,
            may,
            "{user} {verb} {resource}: {because}"
        );
    }
    Ok(())
}

async fn is_allowed(client: Client, namespace: &str, verb: &str, resource: &str) -> Result<bool> {
    let (resource, subresource) = resource.split_once('/').unwrap_or((resource, ""));
    let attributes = ResourceAttributes {
        group: Some("cloudwhisper.dev".to_owned()),
        namespace: Some(namespace.to_owned()),
        resource: Some(resource.to_owned()),
        subresource: Some(subresource.to_owned()),
        verb: Some(verb.to_owned()),
        ..ResourceAttributes::default()
    };
    let review = SelfSubjectAccessReview {
        spec: SelfSubjectAccessReviewSpec {
            resource_attributes: Some(attributes),
            ..SelfSubjectAccessReviewSpec::default()
        },
        ..SelfSubjectAccessReview::default()
    };
    let answer = Api::<SelfSubjectAccessReview>::all(client)
        .create(&PostParams::default(), &review)
        .await?;
    Ok(answer.status.is_some_and(|status| status.allowed))
}

#[tokio::test]
async fn the_controllers_work_service_accounts_appear_and_owned_objects_go() -> Result<()> {
    let cluster = shared_cluster().await?;
    let namespace = Namespace::create(cluster, "controllers").await?;
    let admin = cluster.client_for(ADMIN).await?;
    let accounts = Api::<ServiceAccount>::namespaced(admin.clone(), namespace.name());
    eventually(SOON, "the default ServiceAccount", || accounts.get("default")).await;

    let maps = Api::<ConfigMap>::namespaced(admin, namespace.name());
    let mut owner = ConfigMap::default();
    owner.metadata.name = Some("owner".to_owned());
    let owner = maps.create(&PostParams::default(), &owner).await?;
    let mut dependent = ConfigMap::default();
    dependent.metadata.name = Some("owned".to_owned());
    dependent.metadata.owner_references =
        kube::Resource::owner_ref(&owner, &()).map(|reference| vec![reference]);
    maps.create(&PostParams::default(), &dependent).await?;
    maps.delete("owner", &DeleteParams::background()).await?;
    eventually(SOON, "the owned map to be collected", || async {
        maps.get_opt("owned").await.is_ok_and(|found| found.is_none())
    })
    .await;
    Ok(())
}

#[tokio::test]
async fn a_definition_and_its_object_can_follow_in_one_text() -> Result<()> {
    let cluster = shared_cluster().await?;
    let namespace = Namespace::create(cluster, "apply").await?;
    let yaml = format!(
        r"
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {{ name: letters.testbed.cloudwhisper.dev }}
spec:
  group: testbed.cloudwhisper.dev
  scope: Namespaced
  names: {{ kind: Letter, plural: letters }}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {{ openAPIV3Schema: {{ type: object, properties: {{ to: {{ type: string, default: you }} }} }} }}
---
# An empty document does no harm.
---
apiVersion: testbed.cloudwhisper.dev/v1
kind: Letter
metadata: {{ name: first, namespace: {} }}
",
        namespace.name()
    );
    let admin = cluster.client_for(ADMIN).await?;
    for round in ["first", "again"] {
        let applied = apply_yaml(&admin, &yaml).await.context(round)?;
        let names: Vec<_> = applied.iter().map(DynamicObject::name_any).collect();
        assert_eq!(names, ["letters.testbed.cloudwhisper.dev", "first"]);
        assert_eq!(
            applied[1].data["to"], "you",
            "the server's default is in what comes back"
        );
    }
    let refused = apply_yaml(
        &admin,
        "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: Not_A_Name }",
    )
    .await;
    let message = format!("{:#}", refused.err().context("an invalid name was accepted")?);
    assert!(
        message.starts_with("applying ConfigMap Not_A_Name: "),
        "{message}"
    );
    Ok(())
}

#[tokio::test]
async fn namespaces_of_one_prefix_differ_and_so_do_their_accounts() -> Result<()> {
    let cluster = shared_cluster().await?;
    let (one, other) = (
        Namespace::create(cluster, "twin").await?,
        Namespace::create(cluster, "twin").await?,
    );
    assert_ne!(one.name(), other.name());
    assert_ne!(one.aws_account(), other.aws_account());
    assert!(one.aws_account().len() == 12 && one.aws_account().bytes().all(|digit| digit.is_ascii_digit()));
    Ok(())
}

#[tokio::test]
async fn a_kubeconfig_for_one_person_acts_as_that_person() -> Result<()> {
    let cluster = shared_cluster().await?;
    let file = cluster.kubeconfig_for(RITA)?;
    let kubeconfig = kube::config::Kubeconfig::read_from(&file)?;
    let config =
        kube::Config::from_custom_kubeconfig(kubeconfig, &kube::config::KubeConfigOptions::default()).await?;
    let refusal = Api::<Object>::all(Client::try_from(config)?)
        .list(&kube::api::ListParams::default())
        .await
        .err();
    let refusal = refusal.context("rita may list namespaces")?.to_string();
    assert!(
        refusal.contains(r#"User "rita" cannot list resource "namespaces""#),
        "{refusal}"
    );
    Ok(())
}
