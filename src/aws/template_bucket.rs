//! Amazon S3, for one purpose: templates over CloudFormation's limit for request bodies.

use aws_sdk_s3::Client;
use aws_sdk_s3::config::Region;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::operation::put_object::PutObjectError;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::ServerSideEncryption;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_lifecycle::Fault;

use super::fault::fault;

/// The bucket of an account, and how it is reached from the region of a stack.
#[derive(Clone, Copy, Debug)]
pub struct TemplateBucket<'a> {
    /// S3 in the stack's region.
    pub client: &'a Client,
    /// Name of the bucket.
    pub name: &'a str,
    /// The stack's region.
    pub region: &'a str,
    /// A test bed's endpoint in place of AWS.
    pub endpoint: Option<&'a str>,
}

impl TemplateBucket<'_> {
    /// Puts the template where CloudFormation can read it and returns its URL. The key is the digest, so that it is written
    /// once, however often it is asked for; what stands there under that key is compared and not taken on trust. The bucket may
    /// be in another region than the stack.
    ///
    /// # Errors
    /// When the bucket is missing or not ours to write to.
    pub async fn upload(self, digest: Digest, template: &str) -> Result<String, Fault> {
        let key = format!("cloudwhisper/{}.json", digest.short(64));
        let failed = |error: SdkError<PutObjectError>| fault("s3:PutObject", &error);
        let error = match put(self.client, self.name, &key, template).await {
            Ok(()) => return Ok(self.url(self.region, &key)),
            Err(error) => error,
        };
        let Some(region) = own_region(&error).filter(|region| region != self.region) else {
            return Err(failed(error));
        };
        let there = self
            .client
            .config()
            .to_builder()
            .region(Region::new(region.clone()));
        let client = Client::from_conf(there.build());
        put(&client, self.name, &key, template).await.map_err(failed)?;
        Ok(self.url(&region, &key))
    }

    /// Where CloudFormation finds it. A name with dots has no certificate of its own as a host, so it goes into the path.
    fn url(self, region: &str, key: &str) -> String {
        let name = self.name;
        if let Some(endpoint) = self.endpoint {
            return format!("{}/{name}/{key}", endpoint.trim_end_matches('/'));
        }
        let domain = if region.starts_with("cn-") {
            "amazonaws.com.cn"
        } else {
            "amazonaws.com"
        };
        if name.contains('.') {
            return format!("https://s3.{region}.{domain}/{name}/{key}");
        }
        format!("https://{name}.s3.{region}.{domain}/{key}")
    }
}

async fn put(
    client: &Client,
    bucket: &str,
    key: &str,
    template: &str,
) -> Result<(), SdkError<PutObjectError>> {
    let request = || {
        client
            .put_object()
            .bucket(bucket)
            .key(key)
            .content_type("application/json")
            .server_side_encryption(ServerSideEncryption::Aes256)
            .body(ByteStream::from(template.as_bytes().to_vec()))
    };
    match request().if_none_match("*").send().await {
        Ok(_) => Ok(()),
        Err(error) if error.code() == Some("PreconditionFailed") => {
            if holds(client, bucket, key, template).await {
                return Ok(());
            }
            // Somebody else's text under our name: CloudFormation must not read that.
            request().send().await.map(|_| ())
        }
        Err(error) => Err(error),
    }
}

/// Whether exactly this stands there. What can't be read counts as something else.
async fn holds(client: &Client, bucket: &str, key: &str, template: &str) -> bool {
    let Ok(object) = client.get_object().bucket(bucket).key(key).send().await else {
        return false;
    };
    let found = object.body.collect().await;
    found.is_ok_and(|found| found.into_bytes() == template.as_bytes())
}

/// S3 tells every caller who asks at the wrong place where the bucket is.
fn own_region(error: &SdkError<PutObjectError>) -> Option<String> {
    let headers = error.raw_response()?.headers();
    headers.get("x-amz-bucket-region").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(name: &str, region: &str, endpoint: Option<&str>) -> String {
        let config = aws_sdk_s3::Config::builder()
            .behavior_version(aws_sdk_s3::config::BehaviorVersion::latest())
            .build();
        let client = Client::from_conf(config);
        let bucket = TemplateBucket {
            client: &client,
            name,
            region,
            endpoint,
        };
        bucket.url(region, "cloudwhisper/0.json")
    }

    #[test]
    fn the_address_is_that_of_the_bucket_s_own_region_and_partition() {
        let cases = [
            (
                url("templates", "ap-south-1", None),
                "https://templates.s3.ap-south-1.amazonaws.com/cloudwhisper/0.json",
            ),
            (
                url("my.templates", "us-east-1", None),
                "https://s3.us-east-1.amazonaws.com/my.templates/cloudwhisper/0.json",
            ),
            (
                url("templates", "cn-north-1", None),
                "https://templates.s3.cn-north-1.amazonaws.com.cn/cloudwhisper/0.json",
            ),
            (
                url("templates", "ap-south-1", Some("http://127.0.0.1:4566/")),
                "http://127.0.0.1:4566/templates/cloudwhisper/0.json",
            ),
        ];
        for (made, expected) in cases {
            assert_eq!(made, expected);
        }
    }
}
