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
/// would slow all others down; AWS throttles by account, service and region. A new era begins anew.
pub(super) fn partition(service: &str, account: &str, region: &str, era: u64) -> RetryPartition {
    RetryPartition::new(format!("{service}-{account}-{region}-{era}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
    use std::time::SystemTime;

    use aws_smithy_async::time::{SystemTimeSource, TimeSource};
    use axum::http::StatusCode;
    use cloudwhisper_api::cloud_account::CloudAccount;

    use super::*;
    use crate::aws::CloudFormation;
    use crate::aws::cloudformation::Sdk;

    /// A server that is always overloaded, and how often it was asked.
    async fn overloaded() -> (String, Arc<AtomicUsize>) {
        answering(StatusCode::SERVICE_UNAVAILABLE, "").await
    }

    /// A server that says the same to everybody, and how often it was asked.
    async fn answering(status: StatusCode, body: &'static str) -> (String, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let heard = Arc::clone(&asked);
        let pages = axum::Router::new().fallback(move || {
            heard.fetch_add(1, Ordering::Relaxed);
            std::future::ready((status, body))
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
        cloudformation_with(
            endpoint,
            account_id,
            retries.with_max_attempts(5),
            SystemTimeSource::new(),
            0,
        )
        .await
    }

    async fn cloudformation_with(
        endpoint: &str,
        account_id: &str,
        retries: RetryConfig,
        time: impl TimeSource + 'static,
        era: u64,
    ) -> Sdk {
        let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
            .region(aws_config::Region::new("ap-south-1"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(retries)
            .time_source(time)
            .endpoint_url(endpoint)
            .credentials_provider(aws_credential_types::Credentials::new(
                "a", "b", None, None, "test",
            ))
            .load()
            .await;
        let spec = serde_json::from_value(serde_json::json!({
            "accountId": account_id, "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
        }));
        Sdk::new(&config, &CloudAccount::new("dev", spec.expect("an account")), era)
    }

    /// A clock that can be set.
    #[derive(Clone, Debug, Default)]
    struct Settable(Arc<AtomicU64>);

    impl TimeSource for Settable {
        fn now(&self) -> SystemTime {
            SystemTime::now() - Duration::from_secs(self.0.load(Ordering::Relaxed))
        }
    }

    #[tokio::test]
    async fn a_clock_that_is_set_back_keeps_nobody_from_calling_aws() {
        const SOON: Duration = Duration::from_secs(6);
        const THROTTLED: &str = "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error><RequestId>1</RequestId></ErrorResponse>";
        let (endpoint, asked) = answering(StatusCode::BAD_REQUEST, THROTTLED).await;
        let once = RetryConfig::adaptive().with_max_attempts(1);
        let (clock, account) = (Settable::default(), "777788889999");
        let sdk = cloudformation_with(&endpoint, account, once.clone(), clock.clone(), 0).await;
        let throttled = sdk.stacks().await.expect_err("it is throttled");
        assert_eq!(throttled.code, cloudwhisper_api::error::ErrorCode::AwsThrottled);
        clock.0.store(3600, Ordering::Relaxed);
        let called = tokio::time::timeout(SOON, sdk.stacks()).await;
        assert!(called.is_err(), "the SDK's limiter minds no more; `clock` may go");
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        let next = cloudformation_with(&endpoint, account, once, clock, 1).await;
        let called = tokio::time::timeout(SOON, next.stacks()).await;
        assert!(called.is_ok(), "the next era begins with an allowance of its own");
        assert_eq!(asked.load(Ordering::Relaxed), 2);
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
