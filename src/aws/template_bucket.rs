//! Amazon S3, for one purpose: templates over CloudFormation's limit for request bodies.

use aws_sdk_s3::Client;
use aws_sdk_s3::primitives::ByteStream;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_lifecycle::Fault;

use super::fault::fault;

/// Most bytes of a template in a request body; more has to come from S3 (CloudFormation quotas, read 2026-11).
pub const MAX_INLINE_TEMPLATE: usize = 51_200;

/// Puts the template where CloudFormation can read it and returns its URL. The key is the digest, so that doing it twice
/// is doing it once.
///
/// # Errors
/// When the bucket is missing or not ours to write to.
pub async fn upload(
    client: &Client,
    bucket: &str,
    region: &str,
    digest: Digest,
    template: &str,
) -> Result<String, Fault> {
    let key = format!("cloudwhisper/{}.json", digest.short(64));
    client
        .put_object()
        .bucket(bucket)
        .key(&key)
        .content_type("application/json")
        .body(ByteStream::from(template.as_bytes().to_vec()))
        .send()
        .await
        .map_err(|error| fault("s3:PutObject", &error))?;
    Ok(format!("https://{bucket}.s3.{region}.amazonaws.com/{key}"))
}
