//! The ways into an account, as the operator takes them: a role whose trust is mended, the identities of pods, and a queue that tells of
//! stacks.

mod support;

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use axum::http::HeaderMap;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::{eventually, within};
use k8s_openapi::api::events::v1::Event;
use kube::Api;
use kube::api::ListParams;
use serde_json::json;
use support::proxy::{Proxy, Stop};
use support::{PATIENCE, World, condition};

const SITE: &str = "Deploy a static website in Mumbai";
const REGION: &str = "ap-south-1";

/// A world whose operator is not started yet, and what is between it and AWS.
async fn behind_proxy(name: &str, stop: Stop) -> Result<(World, Proxy)> {
    let world = World::without_operator(name).await?;
    let proxy = Proxy::start(world.bed.aws.endpoint_url(), stop).await?;
    world
        .change_account(json!({ "endpointURL": proxy.url() }))
        .await?;
    Ok((world, proxy))
}

fn role(world: &World, name: &str) -> String {
    format!("arn:aws:iam::{}:role/{name}", world.namespace.aws_account())
}

/// The account, once `seen` says yes to its `Ready` condition and who we are.
async fn account(world: &World, what: &str, seen: impl Fn(&str, &str, &str) -> bool) -> Result<CloudAccount> {
    let accounts: Api<CloudAccount> = Api::all(world.admin.clone());
    let name = world.account();
    let look = || async {
        let account = accounts.get(&name).await?;
        let status = account.status.clone().unwrap_or_default();
        let ready = status
            .conditions
            .iter()
            .find(|condition| condition.type_ == "Ready");
        let (value, reason) = ready.map_or(("", ""), |ready| (ready.status.as_str(), ready.reason.as_str()));
        let found = seen(value, reason, status.identity_arn.as_deref().unwrap_or_default());
        anyhow::ensure!(found, "{status:?}\nthe operator said:\n{}", world.log_end());
        Ok(account)
    };
    Ok(within(PATIENCE, what, look).await?)
}

fn told(request: &DeploymentRequest) -> String {
    let error = request
        .status
        .as_ref()
        .and_then(|status| status.last_error.clone());
    error.map_or_else(String::new, |error| {
        format!("{} {}", error.message, error.details)
    })
}

#[tokio::test]
async fn nothing_is_carried_to_aws_before_the_role_is_trusted_and_everything_goes_on_afterwards() -> Result<()>
{
    let (mut world, proxy) =
        behind_proxy("role-trust", Stop::Refuse("Action=AssumeRole", "AccessDenied")).await?;
    let assume_role = json!({
        "arn": role(&world, "cloudwhisper"), "externalId": "a-word", "sessionName": "platform",
        "tags": [{ "key": "team", "value": "shop" }], "transitiveTagKeys": ["team"],
    });
    world
        .change_account(json!({ "credentials": { "assumeRole": assume_role } }))
        .await?;
    world.start_operator()?;
    world.ask("site", SITE, json!({})).await?;
    let refused = world
        .until("site", "what is to be mended", |request| {
            told(request).contains("trust policy").then_some(())
        })
        .await;
    assert_eq!(condition(&refused, "Stalled").0, "True");
    assert!(
        told(&refused).contains(&format!("\"{}\"", world.account())),
        "{}",
        told(&refused)
    );
    let known = account(&world, "its own reason", |_, reason, _| {
        reason == "RoleNotAssumed"
    })
    .await?;
    let message = known.status.unwrap_or_default().conditions[0].message.clone();
    assert!(
        message.contains("sts:TagSession") && message.contains("sts:ExternalId"),
        "{message}"
    );
    for call in ["Action=", "ChangeSet"] {
        assert_eq!(proxy.taken(call), 0, "{call}");
    }
    assert!(
        refused.status.and_then(|status| status.plan).is_none(),
        "nothing is planned for nobody's account"
    );

    // Whoever mends the role does so in AWS, and tells nobody here.
    proxy.go_on();
    world.phase("site", Phase::AwaitingApproval).await;
    for part in [
        "ExternalId=a-word",
        "Tags.member.1.Key=team",
        "TransitiveTagKeys.member.1=team",
    ] {
        assert!(proxy.taken(part) > 0, "{part}");
    }
    account(&world, "the role's session", |ready, _, identity| {
        ready == "True" && identity.ends_with(":assumed-role/cloudwhisper/platform")
    })
    .await?;
    Ok(())
}

#[tokio::test]
async fn a_role_that_is_lost_while_something_is_in_progress_is_told_by_account_and_request() -> Result<()> {
    let (mut world, proxy) = behind_proxy("role-lost", Stop::Nowhere).await?;
    let assume_role = json!({ "arn": role(&world, "cloudwhisper") });
    world
        .change_account(json!({ "credentials": { "assumeRole": assume_role } }))
        .await?;
    world.start_operator()?;
    world
        .ask("site", SITE, json!({ "tags": { "testbed-delay": "1" } }))
        .await?;
    world.phase("site", Phase::AwaitingApproval).await;
    world.approve("site").await?;
    world.phase("site", Phase::Deploying).await;
    // What AWS gave for an hour it takes back: the next call is refused, and so is the next session.
    proxy.stop_at(Stop::Refuse("Action=", "ExpiredToken"));
    world
        .until("site", "what is wrong", |request| {
            (condition(request, "Stalled").0 == "True").then_some(())
        })
        .await;
    account(&world, "its account to be checked at once", |ready, _, _| {
        ready == "False"
    })
    .await?;
    proxy.go_on();
    world.phase("site", Phase::Ready).await;
    Ok(())
}

/// Pages that stand for the agent of EKS Pod Identity, and the tokens that it was shown.
async fn pod_identity_agent(access_key: &str) -> Result<(String, Arc<Mutex<Vec<String>>>)> {
    let shown: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = Arc::clone(&shown);
    let end = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(1);
    let given = json!({ "AccessKeyId": access_key, "SecretAccessKey": "made-up", "Token": "made-up", "Expiration": end.to_string() });
    let pages = axum::Router::new().fallback(move |headers: HeaderMap| {
        let token = headers
            .get("authorization")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        seen.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(token.to_owned());
        std::future::ready(given.to_string())
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/v1/credentials", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, pages).await });
    Ok((url, shown))
}

/// The pod's own identity in place of the Secret of the test's account.
async fn by_pod_identity(world: &World) -> Result<()> {
    let credentials = json!({ "secretRef": null, "podIdentity": {} });
    world.change_account(json!({ "credentials": credentials })).await
}

/// What the machine of the test has of its own is not the pod's.
const NOTHING_ELSE: [(&str, &str); 3] = [
    ("AWS_EC2_METADATA_DISABLED", "true"),
    ("AWS_CONFIG_FILE", "/dev/null"),
    ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
];

#[tokio::test]
async fn a_pod_with_an_identity_of_eks_needs_no_keys() -> Result<()> {
    let mut world = World::without_operator("pod-identity").await?;
    let (agent, shown) = pod_identity_agent(world.namespace.aws_account()).await?;
    let token = tempfile::NamedTempFile::new()?;
    std::fs::write(token.path(), "token-of-the-pod")?;
    let path = token.path().to_str().context("a path")?;
    let own = [
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent.as_str()),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", path),
    ];
    world.environment(&[&NOTHING_ELSE[..], &own[..]].concat());
    by_pod_identity(&world).await?;
    world.start_operator()?;
    account(&world, "credentials of the agent", |ready, _, _| ready == "True").await?;
    let shown = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(
        !shown.is_empty() && shown.iter().all(|token| token == "token-of-the-pod"),
        "{shown:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_pod_whose_service_account_has_a_role_needs_no_keys() -> Result<()> {
    let mut world = World::without_operator("irsa").await?;
    let token = tempfile::NamedTempFile::new()?;
    std::fs::write(token.path(), "token.of.the-service-account")?;
    let path = token.path().to_str().context("a path")?;
    let role = role(&world, "the-operator");
    let own = [
        ("AWS_WEB_IDENTITY_TOKEN_FILE", path),
        ("AWS_ROLE_ARN", role.as_str()),
        ("AWS_ROLE_SESSION_NAME", "pod"),
        ("AWS_ENDPOINT_URL_STS", world.bed.aws.endpoint_url()),
    ];
    world.environment(&[&NOTHING_ELSE[..], &own[..]].concat());
    by_pod_identity(&world).await?;
    world.start_operator()?;
    account(&world, "a session of the role", |ready, _, identity| {
        ready == "True" && identity.ends_with(":assumed-role/the-operator/pod")
    })
    .await?;
    Ok(())
}

/// What `EventBridge` would put into the queue.
fn event(arn: &str) -> String {
    let detail =
        json!({ "stack-id": arn, "status-details": { "status": "CREATE_COMPLETE", "status-reason": "" } });
    json!({ "source": "aws.cloudformation", "detail-type": "CloudFormation Stack Status Change", "region": REGION, "detail": detail })
        .to_string()
}

async fn figure(world: &World, name: &str) -> Option<usize> {
    let page = world.page("/metrics").await?;
    let line = page.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().parse().ok()
}

/// The ARN of the only stack, once CloudFormation says that it is so.
async fn stack_in(world: &World, status: &str) -> String {
    let cloudformation = world.cloudformation().await;
    eventually(PATIENCE, &format!("a stack in {status}"), || async {
        let answer = cloudformation.describe_stacks().send().await.ok()?;
        let stack = answer.stacks().first()?;
        let is = stack.stack_status().is_some_and(|now| now.as_str() == status);
        stack.stack_id().filter(|_| is).map(str::to_owned)
    })
    .await
}

#[tokio::test]
async fn an_event_in_the_queue_is_as_good_as_a_look_that_would_be_far_off() -> Result<()> {
    let (mut world, proxy) = behind_proxy("stack-events", Stop::Nowhere).await?;
    let sqs = world.sqs().await;
    let queue = sqs.create_queue().queue_name("stack-events").send().await?;
    let url = queue.queue_url().context("a URL")?.to_owned();
    let send = async |body: &str| {
        let sending = sqs.send_message().queue_url(&url).message_body(body);
        sending.send().await.map(|_| ())
    };
    world
        .change_account(json!({ "stackEvents": { "queues": [{ "region": REGION, "url": url }] } }))
        .await?;
    world.poll_every("600");
    world.start_operator()?;
    world
        .ask("site", SITE, json!({ "tags": { "testbed-delay": "1" } }))
        .await?;
    // Should the change set be checked a moment after the pass that asked for it has looked.
    let planned = stack_in(&world, "REVIEW_IN_PROGRESS").await;
    let shown = || async {
        let request = world.rita.get("site").await?;
        let phase = request.status.and_then(|status| status.phase);
        if phase != Some(Phase::AwaitingApproval) {
            send(&event(&planned)).await?;
            anyhow::bail!("{phase:?}");
        }
        Ok(())
    };
    within(PATIENCE, "the plan to be checked", shown).await?;
    sqs.purge_queue().queue_url(&url).send().await?;
    world.approve("site").await?;
    let arn = stack_in(&world, "CREATE_COMPLETE").await;
    let seen = world.rita.get("site").await?.status;
    let phase = seen.and_then(|status| status.phase);
    assert_ne!(phase, Some(Phase::Ready), "nobody has looked since");
    for body in [
        "no event",
        &event(&arn.replace("stack/t-", "stack/x-")),
        &event(&arn),
    ] {
        send(body).await?;
    }
    world.phase("site", Phase::Ready).await;
    let looks = figure(&world, "cloudwhisper_stack_polls_total ")
        .await
        .context("a figure")?;
    let events = figure(&world, "cloudwhisper_stack_events_total ")
        .await
        .context("a figure")?;
    assert!((1..=events).contains(&looks), "{looks} looks for {events} events");
    // Nothing is in progress any more: nobody asks the queue.
    eventually(PATIENCE, "nothing to be watched", || async {
        (figure(&world, "cloudwhisper_stacks_watched ").await == Some(0)).then_some(())
    })
    .await;
    assert!(
        proxy.taken("AmazonSQS.DeleteMessageBatch") > 0,
        "what was heard is deleted"
    );
    Ok(())
}

#[tokio::test]
async fn a_queue_that_is_not_there_is_told_of_and_keeps_nothing_from_being_deployed() -> Result<()> {
    let mut world = World::without_operator("no-queue").await?;
    let url = format!(
        "{}/{}/not-there",
        world.bed.aws.endpoint_url(),
        world.namespace.aws_account()
    );
    world
        .change_account(json!({ "stackEvents": { "queues": [{ "region": REGION, "url": url }] } }))
        .await?;
    world.start_operator()?;
    world.ask("site", SITE, json!({})).await?;
    world.phase("site", Phase::AwaitingApproval).await;
    world.approve("site").await?;
    world.phase("site", Phase::Ready).await;
    let events: Api<Event> = Api::all(world.admin.clone());
    let name = world.account();
    eventually(PATIENCE, "the account's owner to be told", || async {
        let events = events.list(&ListParams::default()).await.ok()?.items;
        let about = |event: &Event| event.regarding.as_ref()?.name.clone();
        events
            .iter()
            .any(|event| {
                about(event).as_ref() == Some(&name)
                    && event.reason.as_deref() == Some("StackEventsUnavailable")
            })
            .then_some(())
    })
    .await;
    Ok(())
}
