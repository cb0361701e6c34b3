//! AWS refuses an account in a region while several requests are deployed there: calls do not grow with those who wait, everybody keeps
//! their place, and goes on when AWS answers again.

mod support;

use anyhow::Result;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_testbed::eventually;
use kube::Api;
use kube::api::{Patch, PatchParams};
use serde_json::json;
use support::proxy::{Proxy, Stop};
use support::{PATIENCE, World, condition};

const SITE: &str = "Deploy a static website in Mumbai";
const NAMES: [&str; 3] = ["one", "two", "three"];
const LOOK: &str = "Action=DescribeStacks";

/// Three requests that are being deployed, slowly.
async fn deploying(name: &str) -> Result<(World, Proxy)> {
    let mut world = World::without_operator(name).await?;
    let proxy = Proxy::start(world.bed.aws.endpoint_url(), Stop::Nowhere).await?;
    world
        .change_account(json!({ "endpointURL": proxy.url() }))
        .await?;
    world.start_operator()?;
    for name in NAMES {
        // So many seconds longer over each resource, so that there is a middle.
        world
            .ask(name, SITE, json!({ "tags": { "testbed-delay": "1" } }))
            .await?;
    }
    for name in NAMES {
        world.phase(name, Phase::AwaitingApproval).await;
        world.approve(name).await?;
    }
    for name in NAMES {
        world.phase(name, Phase::Deploying).await;
    }
    Ok((world, proxy))
}

#[tokio::test]
async fn a_throttled_account_is_asked_less_and_everybody_keeps_their_place() -> Result<()> {
    let (world, proxy) = deploying("throttled").await?;
    let figure = |name: &'static str| {
        let world = &world;
        async move {
            let page = world.page("/metrics").await?;
            let line = page.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().parse::<usize>().ok()
        }
    };
    let watched = || figure("cloudwhisper_stacks_watched ");
    let given_up = || figure("cloudwhisper_aws_faults_total ");
    let before = given_up().await;
    proxy.stop_at(Stop::Refuse(LOOK, "Throttling"));
    // The SDK itself tries five times before it gives up a look, with ten seconds and more between two tries of a place that throttles
    // (aws-smithy-runtime 1.16: a retry costs 5 tokens of at least 0.5 a second).
    eventually(PATIENCE, "a look to be given up", || async {
        (given_up().await > before).then_some(())
    })
    .await;
    assert!(proxy.refused() >= 5, "{} tries", proxy.refused());
    assert_eq!(watched().await, Some(NAMES.len()), "nobody is given up");
    proxy.go_on();
    for name in NAMES {
        world.phase(name, Phase::Ready).await;
    }
    Ok(())
}

#[tokio::test]
async fn a_lack_of_rights_is_said_of_everybody_and_asked_about_once_for_all() -> Result<()> {
    let (world, proxy) = deploying("denied").await?;
    proxy.stop_at(Stop::Refuse(LOOK, "AccessDenied"));
    for name in NAMES {
        let seen = world
            .until(name, "what is missing", |request| {
                (condition(request, "Stalled").0 == "True").then_some(())
            })
            .await;
        assert_eq!(
            condition(&seen, "Ready"),
            ("False".into(), "AccountUnusable".into())
        );
        let error = seen
            .status
            .and_then(|status| status.last_error)
            .expect("an error");
        assert!(
            format!("{} {}", error.message, error.details).contains("cloudformation:DescribeStacks"),
            "{error:?}"
        );
    }
    // A pass of each may have been under way; from then on one look stands for all.
    let asked = proxy.refused();
    assert!(asked <= NAMES.len() + 1, "{asked} calls");
    proxy.go_on();
    // Whoever mends it may touch the account, and need not wait for the next look.
    let accounts: Api<CloudAccount> = Api::all(world.admin.clone());
    let touch = Patch::Merge(json!({ "metadata": { "annotations": { "example.com/mended": "yes" } } }));
    accounts
        .patch(&world.account(), &PatchParams::default(), &touch)
        .await?;
    for name in NAMES {
        world.phase(name, Phase::Ready).await;
    }
    Ok(())
}
