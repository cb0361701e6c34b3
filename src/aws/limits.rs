//! How long a call to AWS may take, how often it is tried, and who shares the allowance for trying again.

use std::time::Duration;

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_cloudformation::config::retry::RetryPartition;

/// Limits of one call. Without them a connection that stays open and silent would hold a pass, and with it the operator's
/// end, for ever.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until the connection stands, TLS included.
    pub connect: Duration,
    /// One attempt, from the first byte sent to the last one read.
    pub attempt: Duration,
    /// All attempts and the waits between them.
    pub call: Duration,
    /// Attempts, the first included.
    pub attempts: u32,
}

impl Default for Limits {
    /// CloudFormation answers within seconds; the largest thing that is sent is a template of 1 MB.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            attempt: Duration::from_secs(30),
            call: Duration::from_mins(2),
            attempts: 5,
        }
    }
}

impl Limits {
    /// The same for the SDK.
    pub(crate) fn timeouts(self) -> TimeoutConfig {
        TimeoutConfig::builder()
            .connect_timeout(self.connect)
            .read_timeout(self.attempt)
            .operation_attempt_timeout(self.attempt)
            .operation_timeout(self.call)
            .build()
    }

    pub(super) fn retries(self) -> RetryConfig {
        RetryConfig::adaptive().with_max_attempts(self.attempts)
    }
}

/// Who shares a token bucket and a rate. The SDK's own partition is service and region, so that one account that AWS throttles
/// would slow all others down; AWS throttles by account, service and region.
pub(super) fn partition(service: &str, account: &str, region: &str) -> RetryPartition {
    RetryPartition::new(format!("{service}-{account}-{region}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::http::StatusCode;
    use cloudwhisper_api::cloud_account::CloudAccount;

    use super::*;
    use crate::aws::CloudFormation;
    use crate::aws::cloudformation::Sdk;

    /// A server that is always overloaded, and how often it was asked.
    async fn overloaded() -> (String, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let heard = Arc::clone(&asked);
        let pages = axum::Router::new().fallback(move || {
            heard.fetch_add(1, Ordering::Relaxed);
            std::future::ready(StatusCode::SERVICE_UNAVAILABLE)
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, pages).await });
        (format!("http://{address}"), asked)
    }

    async fn cloudformation(endpoint: &str, account_id: &str) -> Sdk {
        let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
        let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
            .region(aws_config::Region::new("ap-south-1"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(retries.with_max_attempts(5))
            .endpoint_url(endpoint)
            .credentials_provider(aws_credential_types::Credentials::new(
                "a", "b", None, None, "test",
            ))
            .load()
            .await;
        let spec = serde_json::from_value(serde_json::json!({
            "accountId": account_id, "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
        }));
        Sdk::new(&config, &CloudAccount::new("dev", spec.expect("an account")))
    }

    #[tokio::test]
    async fn an_account_that_has_used_up_its_retries_leaves_those_of_others_alone() {
        let (endpoint, asked) = overloaded().await;
        let attempts = async |sdk: &Sdk| {
            let before = asked.load(Ordering::Relaxed);
            sdk.stacks().await.expect_err("it is overloaded");
            asked.load(Ordering::Relaxed) - before
        };
        let throttled = cloudformation(&endpoint, "111122223333").await;
        assert_eq!(attempts(&throttled).await, 5);
        let mut calls = 0;
        while attempts(&throttled).await > 1 {
            calls += 1;
            assert!(calls < 1000, "the bucket has a bottom");
        }
        // A session is made anew from time to time; the bucket is the account's all the same.
        let anew = cloudformation(&endpoint, "111122223333").await;
        assert_eq!(attempts(&anew).await, 1);
        let other = cloudformation(&endpoint, "444455556666").await;
        assert_eq!(attempts(&other).await, 5);
    }
}
