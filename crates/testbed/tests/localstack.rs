//! LocalStack answers as AWS does where our tests rely on it.

use anyhow::Result;
use cloudwhisper_testbed::{Response, http, program, shared_aws};
use std::{path::Path, process::Command};

/// Asks an AWS service by the query protocol. LocalStack tells the service by the credential's scope, and checks no signature.
async fn ask(service: &str, account: &str, form: &str) -> Result<Response> {
    let authorization = format!(
        "AWS4-HMAC-SHA256 Credential={account}/20260101/ap-south-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
    );
    let headers = [
        ("Authorization", authorization.as_str()),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ];
    http(
        "POST",
        &format!("{}/", shared_aws().await?.endpoint_url()),
        &headers,
        form,
    )
    .await
}

#[tokio::test]
async fn it_is_healthy_and_listens_on_the_loopback_interface() -> Result<()> {
    let endpoint = shared_aws().await?.endpoint_url();
    assert!(endpoint.starts_with("http://127.0.0.1:"), "{endpoint}");
    let health = http("GET", &format!("{endpoint}/_localstack/health"), &[], "").await?;
    assert_eq!(health.status, 200);
    assert!(health.body.contains("cloudformation"), "{}", health.body);
    Ok(())
}

#[tokio::test]
async fn an_access_key_of_twelve_digits_is_an_account() -> Result<()> {
    let identity = ask(
        "sts",
        "111122223333",
        "Action=GetCallerIdentity&Version=2011-06-15",
    )
    .await?;
    assert_eq!(identity.status, 200, "{}", identity.body);
    assert!(
        identity.body.contains("<Account>111122223333</Account>"),
        "{}",
        identity.body
    );
    Ok(())
}

#[tokio::test]
async fn cloudformation_says_that_a_stack_does_not_exist_in_the_words_of_aws() -> Result<()> {
    let answer = ask(
        "cloudformation",
        "111122223333",
        "Action=DescribeStacks&Version=2010-05-15&StackName=none-such",
    )
    .await?;
    assert_eq!(answer.status, 400, "{}", answer.body);
    assert!(
        answer.body.contains("<Code>ValidationError</Code>"),
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains("Stack with id none-such does not exist"),
        "{}",
        answer.body
    );
    Ok(())
}

#[tokio::test]
async fn cloudformation_is_as_close_to_aws_as_the_launcher_promises() -> Result<()> {
    passes("closer_to_aws.py").await
}

#[tokio::test]
async fn resources_that_it_can_not_make_have_values_that_look_as_on_aws() -> Result<()> {
    passes("made_up_resources.py").await
}

/// Runs tests that are written with boto3.
async fn passes(script: &str) -> Result<()> {
    let output = Command::new(program("localstack", "python")?)
        .arg("-I")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(script))
        .arg(shared_aws().await?.endpoint_url())
        .output()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(())
}
