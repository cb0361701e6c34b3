//! Policies with the operator, on a real API server: a plan that breaks one waits, what runs runs on, and who may write them.

mod support;

use anyhow::{Context, Result};
use cloudwhisper_api::CHANGED_BY;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::policy::decide_policy;
use cloudwhisper_testbed::{ALICE, BOB, RITA, eventually};
use kube::api::{DeleteParams, ListParams, Patch, PatchParams, PostParams};
use kube::{Api, ResourceExt as _};
use serde_json::{Value, json};
use support::person::Person;
use support::{PATIENCE, World, condition};

const SITE: &str = "Deploy a static website in Mumbai";

fn policies(world: &World) -> Api<DeploymentPolicy> {
    Api::namespaced(world.admin.clone(), world.namespace.name())
}

async fn guard(world: &World, spec: Value) -> Result<DeploymentPolicy> {
    let policy = DeploymentPolicy::new("prod", serde_json::from_value(spec)?);
    Ok(policies(world).create(&PostParams::default(), &policy).await?)
}

async fn ready(world: &World, name: &str, wanted: &str) -> String {
    eventually(
        PATIENCE,
        "the policy to say whether it can be applied",
        || async {
            let policy = policies(world).get(name).await.ok()?;
            let generation = policy.metadata.generation;
            let conditions = policy.status?.conditions;
            let ready = conditions.into_iter().find(|it| it.type_ == "Ready")?;
            (ready.status == wanted && ready.observed_generation == generation).then_some(ready.message)
        },
    )
    .await
}

#[tokio::test]
async fn a_change_of_policy_is_heard_at_once_by_what_waits_and_spares_what_runs() -> Result<()> {
    let world = World::new("policies").await?;
    guard(&world, json!({ "deniedResourceTypes": ["AWS::S3::*"] })).await?;
    ready(&world, "prod", "True").await;
    world.ask("site", SITE, json!({})).await?;
    let blocked = world.phase("site", Phase::Failed).await;
    let (status, reason) = condition(&blocked, "PolicyPassed");
    assert_eq!((status.as_str(), reason.as_str()), ("False", "PolicyViolation"));
    let error = blocked
        .status
        .context("a status")?
        .last_error
        .context("an error")?;
    assert!(
        error.message.contains("prod/deniedResourceTypes"),
        "{}",
        error.message
    );
    let stacks = world.cloudformation().await.list_stacks().send().await?;
    let ours = world.namespace.stack_prefix();
    let names = stacks
        .stack_summaries()
        .iter()
        .filter_map(|stack| stack.stack_name());
    assert_eq!(
        names.filter(|name| name.starts_with(ours)).count(),
        0,
        "AWS has heard nothing of it"
    );

    // An approval that doesn't count is kept, and counts as soon as the policy lets it.
    world.approve("site").await?;
    let still = world.phase("site", Phase::Failed).await;
    assert_eq!(condition(&still, "Approved").1, "PolicyViolation");
    let allow = json!({ "spec": { "deniedResourceTypes": ["AWS::EC2::*"] } });
    policies(&world)
        .patch("prod", &PatchParams::default(), &Patch::Merge(allow))
        .await?;
    let runs = world.phase("site", Phase::Ready).await;
    assert_eq!(condition(&runs, "PolicyPassed").0, "True");

    // What runs is told of and left alone.
    let broken = json!({ "spec": { "rules": [{ "name": "own", "expression": "plan.", "message": "No." }] } });
    policies(&world)
        .patch("prod", &PatchParams::default(), &Patch::Merge(broken))
        .await?;
    let message = ready(&world, "prod", "False").await;
    assert!(message.contains("Rule own can't be used"), "{message}");
    let told = world
        .until("site", "PolicyPassed to be False", |request| {
            (condition(request, "PolicyPassed").0 == "False").then_some(())
        })
        .await;
    assert_eq!(condition(&told, "Ready").0, "True", "what runs, runs on");
    assert_eq!(condition(&told, "Approved").0, "True");
    eventually(PATIENCE, "the Event about what runs", || async {
        let events = world.events("site").await.ok()?;
        let told = |(reason, note): &(String, String)| {
            reason == "PolicyViolation" && note.contains("What runs is left as it is")
        };
        events.iter().any(told).then_some(())
    })
    .await;

    policies(&world).delete("prod", &DeleteParams::default()).await?;
    world
        .until("site", "PolicyPassed to be True", |request| {
            (condition(request, "PolicyPassed").0 == "True").then_some(())
        })
        .await;
    Ok(())
}

/// Both by the command line, the second under a field manager of their own, which leaves the first one's approval alone.
#[tokio::test]
async fn two_people_approve_where_a_policy_says_so_and_both_are_on_record() -> Result<()> {
    let world = World::new("joint-approval").await?;
    guard(
        &world,
        json!({ "requiredApprovals": 2, "separationOfDuties": true }),
    )
    .await?;
    ready(&world, "prod", "True").await;
    world.ask("site", SITE, json!({})).await?;
    world.phase("site", Phase::AwaitingApproval).await;
    // The command line waits for no operator: what the status says has to be of the newest spec each time.
    let (alice, bob) = (Person::new(&world, ALICE)?, Person::new(&world, BOB)?);

    world.phase("site", Phase::AwaitingApproval).await;
    let said = alice.cloudwhisper(&["approve", "site", "--yes"])?;
    assert!(said.contains("1 of 2 approvals: alice"), "{said}");
    let half = world
        .until("site", "one of two approvals", |request| {
            let conditions = &request.status.as_ref()?.conditions;
            let approved = conditions.iter().find(|it| it.type_ == "Approved")?;
            approved.message.contains("1 of 2 approvals: alice").then_some(())
        })
        .await;
    assert_eq!(
        condition(&half, "Approved"),
        ("False".into(), "AwaitingApproval".into())
    );
    world.phase("site", Phase::AwaitingApproval).await;
    let said = alice.cloudwhisper(&["approve", "site", "--yes"])?;
    assert!(said.contains("already") && said.contains("1 of 2"), "{said}");
    let said = bob.cloudwhisper(&["status", "site"])?;
    assert!(said.contains("Approved so far by  alice"), "{said}");
    let said = bob.cloudwhisper(&["preview", "site"])?;
    assert!(
        said.starts_with("Nothing has been built yet.") && said.contains("Approved so far by: alice"),
        "{said}"
    );

    // One's own approval alone is taken back, and given again.
    let said = bob.cloudwhisper(&["reject", "site", "--own"])?;
    assert!(
        said.contains("nothing to take back") && said.contains("Those of others stand: alice"),
        "{said}"
    );
    alice.cloudwhisper(&["reject", "site", "--own"])?;
    assert_eq!(world.rita.get("site").await?.spec.approval.plan_digest, None);
    world.phase("site", Phase::AwaitingApproval).await;
    alice.cloudwhisper(&["approve", "site", "--yes"])?;

    world.phase("site", Phase::AwaitingApproval).await;
    let said = bob.cloudwhisper(&["approve", "site", "--yes"])?;
    assert!(said.contains("is approved. Follow it"), "{said}");
    let runs = world.phase("site", Phase::Ready).await;
    let approval = &runs.spec.approval;
    assert_eq!(approval.approver.as_deref(), Some(ALICE), "it is still hers");
    let further: Vec<&str> = approval
        .additional_approvals
        .iter()
        .map(|it| it.approver.as_str())
        .collect();
    assert_eq!(further, [BOB]);
    let status = runs.status.as_ref().context("a status")?;
    assert_eq!(
        status.approval.as_ref().context("an approval")?.everybody(),
        [ALICE, BOB]
    );
    assert_eq!(status.history[0].everybody(), [ALICE, BOB]);
    let said = bob.cloudwhisper(&["history", "site"])?;
    assert!(said.contains("alice, bob"), "{said}");

    // Alice changes the text, and so her approval counts no more, and bob's is of the plan before.
    let other = json!({ "spec": { "prompt": "Deploy a static website in Mumbai and an SQS queue" } });
    world.patch(&world.alice, "site", other).await?;
    let waits = world.phase("site", Phase::AwaitingApproval).await;
    assert_eq!(
        waits.annotations().get(CHANGED_BY).map(String::as_str),
        Some(ALICE)
    );
    world.phase("site", Phase::AwaitingApproval).await;
    bob.cloudwhisper(&["approve", "site", "--yes"])?;
    world.phase("site", Phase::AwaitingApproval).await;
    alice.cloudwhisper(&["approve", "site", "--yes"])?;
    let refused = world
        .until("site", "alice's approval not to count", |request| {
            (condition(request, "Approved").1 == "SamePerson").then_some(())
        })
        .await;
    let conditions = &refused.status.as_ref().context("a status")?.conditions;
    let approved = conditions
        .iter()
        .find(|it| it.type_ == "Approved")
        .context("Approved")?;
    for told in ["alice has changed the prompt", "1 of 2 approvals: bob"] {
        assert!(approved.message.contains(told), "{}", approved.message);
    }
    let said = bob.cloudwhisper(&["reject", "site"])?;
    assert!(said.contains("taken back"), "{said}");
    let approval = world.rita.get("site").await?.spec.approval;
    assert!(approval.plan_digest.is_none() && approval.additional_approvals.is_empty());
    Ok(())
}

#[tokio::test]
async fn the_examples_in_the_documentation_are_taken_and_can_be_applied() -> Result<()> {
    let world = World::without_operator("policy-docs").await?;
    let page = include_str!("../docs/policies.md");
    let examples: Vec<_> = page
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .collect();
    assert!(examples.len() >= 2);
    for (example, _) in examples {
        let mut policy: DeploymentPolicy = serde_saphyr::from_str(example)?;
        let status = decide_policy(&policy, jiff::Timestamp::UNIX_EPOCH).status;
        let ready = status
            .conditions
            .into_iter()
            .find(|it| it.type_ == "Ready")
            .context("Ready")?;
        assert_eq!(ready.status, "True", "{}", ready.message);
        policy.metadata.namespace = None;
        let taken = policies(&world).create(&PostParams::default(), &policy).await?;
        assert_eq!(taken.spec, policy.spec, "no field is unknown to the server");
    }
    Ok(())
}

#[tokio::test]
async fn who_asks_and_who_approves_reads_policies_and_writes_none() -> Result<()> {
    let world = World::without_operator("policy-roles").await?;
    let policy = guard(&world, json!({ "allowedRegions": ["ap-south-1"] })).await?;
    for user in [RITA, ALICE] {
        let client = world.bed.cluster.client_for(user).await?;
        let theirs: Api<DeploymentPolicy> = Api::namespaced(client, world.namespace.name());
        assert_eq!(theirs.list(&ListParams::default()).await?.items.len(), 1);
        let anything = Patch::Merge(json!({ "spec": { "allowedRegions": null } }));
        let mut another = policy.clone();
        another.metadata = kube::api::ObjectMeta {
            name: Some("mine".to_owned()),
            ..Default::default()
        };
        let answers = [
            theirs
                .patch("prod", &PatchParams::default(), &anything)
                .await
                .err(),
            theirs.create(&PostParams::default(), &another).await.err(),
            theirs.delete("prod", &DeleteParams::default()).await.err(),
        ];
        for answer in answers {
            let forbidden = matches!(&answer, Some(kube::Error::Api(status)) if status.is_forbidden());
            assert!(forbidden, "{user}: {answer:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn of_two_approvals_at_once_one_gets_what_is_left_and_the_other_what_it_gives_back() -> Result<()> {
    const API: &str = "Create a REST API with Node.js and database in Mumbai";
    let world = World::new("namespace-budget").await?;
    let dear = json!({ "usage": { "apiRequests": 100_000_000 }, "deletionPolicy": "Delete" });
    let names = ["first", "second"];
    let mut cost = 0.0_f64;
    for name in names {
        world.ask(name, API, dear.clone()).await?;
        let asked = world.phase(name, Phase::AwaitingApproval).await;
        let plan = asked.status.and_then(|status| status.plan).context("a plan")?;
        cost = plan.estimate.monthly.usd.parse()?;
    }
    assert!(cost >= 2.0, "a plan that costs something: {cost}");
    // Room for one and a half.
    let amount = format!("{:.2}", cost * 1.5);
    let limit = json!({ "maxMonthlyCost": { "namespace": { "amount": amount, "currency": "USD" } } });
    guard(&world, limit).await?;
    ready(&world, "prod", "True").await;
    let (one, two) = tokio::join!(world.approve("first"), world.approve("second"));
    one?;
    two?;
    let ends = |request: &DeploymentRequest| {
        let (ready, reason) = condition(request, "Ready");
        (ready == "True" || reason == "BudgetExceeded").then_some(())
    };
    let mut runs = Vec::new();
    for name in names {
        let ended = world.until(name, "Ready or BudgetExceeded", ends).await;
        let status = ended.status.context("a status")?;
        match status.last_error {
            None => runs.push(name),
            Some(error) => {
                assert_eq!(error.code, ErrorCode::BudgetExceeded, "{}", error.message);
                assert!(status.approval.is_none() && ended.spec.approval.plan_digest.is_some());
                assert!(
                    status.deployment.is_some_and(|it| it.started_at.is_none()),
                    "nothing of it runs"
                );
            }
        }
    }
    assert_eq!(runs.len(), 1, "one of both");
    let other = names
        .into_iter()
        .find(|name| *name != runs[0])
        .context("the other")?;
    world.rita.delete(runs[0], &DeleteParams::default()).await?;
    world.phase(other, Phase::Ready).await;
    Ok(())
}
