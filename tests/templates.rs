//! Templates that are too large for a request go to CloudFormation through the account's bucket.

mod support;

use anyhow::Result;
use aws_sdk_s3::types::{BucketVersioningStatus, ServerSideEncryption, VersioningConfiguration};
use cloudwhisper_api::deployment_request::{DeploymentRequest, Phase};
use cloudwhisper_testbed::eventually;
use serde_json::{Value, json};
use support::{PATIENCE, World, condition};

const API: &str = "Create a REST API with Node.js and database, under $10/month, in Mumbai";
/// What CloudFormation takes in a request (CloudFormation quotas, read 2026-11).
const LIMIT: usize = 51_200;

/// Tags are repeated on every resource that takes any, so that a few of them make a small plan's template large.
fn many_tags() -> Value {
    let tags = (0..36).map(|number| (format!("tag-{number:02}"), json!("t".repeat(240))));
    Value::Object(tags.collect())
}

#[tokio::test]
async fn a_large_template_goes_through_the_bucket_once_and_encrypted() -> Result<()> {
    let world = World::new("large").await?;
    world.ask("orders", API, json!({ "tags": many_tags() })).await?;
    let stuck = world.phase("orders", Phase::Failed).await;
    assert_eq!(
        condition(&stuck, "Stalled"),
        ("True".into(), "AccountUnusable".into())
    );
    let error = stuck.status.expect("a status").last_error.expect("an error");
    assert!(error.message.contains("51200"), "{}", error.message);
    assert!(
        error.message.contains(&world.account()),
        "whose it is: {}",
        error.message
    );
    assert!(error.details.contains("spec.templateBucket"), "{}", error.details);

    let bucket = format!("{}-templates", world.namespace.name());
    let s3 = world.s3().await;
    make_versioned_bucket(&s3, &bucket).await?;
    world.change_account(json!({ "templateBucket": bucket })).await?;
    let waiting = world.phase("orders", Phase::AwaitingApproval).await;

    let written = versions(&s3, &bucket).await?;
    let [(key, _)] = written.as_slice() else {
        panic!("one template: {written:?}")
    };
    let head = s3.head_object().bucket(&bucket).key(key).send().await?;
    assert_eq!(
        head.server_side_encryption().map(ServerSideEncryption::as_str),
        Some("AES256")
    );
    let object = s3.get_object().bucket(&bucket).key(key).send().await?;
    let template = object.body.collect().await?.into_bytes();
    assert!(template.len() > LIMIT, "{}", template.len());
    let digest = plan_digest(&waiting);
    assert!(
        key.contains(&digest),
        "{key} is named by the plan's digest {digest}"
    );

    // The same plan is checked anew: what stands in the bucket is used, not written again.
    make_change_set_anew(&world, &waiting).await?;
    assert_eq!(versions(&s3, &bucket).await?, written);

    // What somebody else put under that key is not what was approved.
    let forged = aws_sdk_s3::primitives::ByteStream::from_static(b"{\"Resources\":{}}");
    s3.put_object()
        .bucket(&bucket)
        .key(key)
        .body(forged)
        .send()
        .await?;
    make_change_set_anew(&world, &waiting).await?;
    let object = s3.get_object().bucket(&bucket).key(key).send().await?;
    assert_eq!(object.body.collect().await?.into_bytes(), template);

    world.approve("orders").await?;
    world.phase("orders", Phase::Ready).await;
    Ok(())
}

fn plan_digest(request: &DeploymentRequest) -> String {
    let plan = request.status.as_ref().and_then(|status| status.plan.as_ref());
    let digest = plan.expect("a plan").digest.to_string();
    digest.trim_start_matches("sha256:").to_owned()
}

async fn make_versioned_bucket(s3: &aws_sdk_s3::Client, bucket: &str) -> Result<()> {
    let place = aws_sdk_s3::types::CreateBucketConfiguration::builder()
        .location_constraint("ap-south-1".into())
        .build();
    s3.create_bucket()
        .bucket(bucket)
        .create_bucket_configuration(place)
        .send()
        .await?;
    let enabled = VersioningConfiguration::builder()
        .status(BucketVersioningStatus::Enabled)
        .build();
    s3.put_bucket_versioning()
        .bucket(bucket)
        .versioning_configuration(enabled)
        .send()
        .await?;
    Ok(())
}

/// Key and version of everything that was ever written.
async fn versions(s3: &aws_sdk_s3::Client, bucket: &str) -> Result<Vec<(String, String)>> {
    let answer = s3.list_object_versions().bucket(bucket).send().await?;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Ok(answer
        .versions()
        .iter()
        .map(|version| (text(version.key()), text(version.version_id())))
        .collect())
}

/// Takes the change set away, and waits until the operator has made it again.
async fn make_change_set_anew(world: &World, request: &DeploymentRequest) -> Result<()> {
    let cloudformation = world.cloudformation().await;
    let status = request.status.as_ref().expect("a status");
    let stack = &status.deployment.as_ref().expect("a deployment").stack_name;
    let change_sets = || async {
        let answer = cloudformation
            .list_change_sets()
            .stack_name(stack)
            .send()
            .await
            .ok()?;
        let first = answer.summaries().first()?;
        Some((
            first.change_set_id()?.to_owned(),
            first.change_set_name()?.to_owned(),
        ))
    };
    let (id, name) = eventually(PATIENCE, "a change set", change_sets).await;
    cloudformation
        .delete_change_set()
        .stack_name(stack)
        .change_set_name(&name)
        .send()
        .await?;
    let now = jiff::Timestamp::now().to_string();
    let asked = json!({ "metadata": { "annotations": { "reconcile.cloudwhisper.dev/requestedAt": now } } });
    world.patch(&world.rita, "orders", asked).await?;
    eventually(PATIENCE, "another change set", || async {
        change_sets().await.filter(|(other, _)| *other != id).map(|_| ())
    })
    .await;
    world.phase("orders", Phase::AwaitingApproval).await;
    Ok(())
}
