//! Amazon SQS, for one purpose: what `EventBridge` tells of CloudFormation's stacks. A message is data of others: it says at which stack to look,
//! and nothing that is believed.

use std::sync::Arc;

use async_trait::async_trait;
use aws_sdk_sqs::Client;
use aws_sdk_sqs::types::DeleteMessageBatchRequestEntry;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};
use serde::Deserialize;

use super::credentials::Kept;
use super::fault::fault;
use super::limits::partition;

/// Most messages of one call, by SQS's own limit.
const AT_ONCE: i32 = 10;
/// Seconds that SQS holds a call while there is no message, by its own limit.
const LONG_POLL: i32 = 20;

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// By which it is deleted.
    pub receipt: String,
    /// Name of the stack of this account and region that it tells of; none in whatever tells of none.
    pub stack: Option<String>,
}

/// A queue of stack events as the controller sees it.
#[async_trait]
pub trait StackEvents: Send + Sync {
    /// Up to ten messages, as soon as there is one; none after twenty seconds.
    async fn receive(&self) -> Result<Vec<Message>, Fault>;
    /// Deletes messages, at most ten. What can't be deleted comes again.
    async fn delete(&self, messages: &[Message]) -> Result<(), Fault>;
}

/// The real one.
pub struct Queue {
    client: Client,
    url: String,
    account_id: String,
    region: String,
    credentials: Arc<Kept>,
}

impl Queue {
    /// The queue that the account names for this region, if it names one.
    pub(super) fn of(
        account: &CloudAccount,
        region: &str,
        config: &aws_config::SdkConfig,
        credentials: &Arc<Kept>,
        era: u64,
    ) -> Option<Self> {
        let queues = &account.spec.stack_events.as_ref()?.queues;
        let queue = queues.iter().find(|queue| queue.region == region)?;
        let account_id = &account.spec.account_id;
        let config = aws_sdk_sqs::config::Builder::from(config)
            .retry_partition(partition("sqs", account_id, region, era));
        Some(Self {
            client: Client::from_conf(config.build()),
            url: queue.url.clone(),
            account_id: account_id.clone(),
            region: region.to_owned(),
            credentials: Arc::clone(credentials),
        })
    }

    async fn try_receive(&self) -> Result<Vec<Message>, Fault> {
        let answer = self
            .client
            .receive_message()
            .queue_url(&self.url)
            .max_number_of_messages(AT_ONCE)
            .wait_time_seconds(LONG_POLL)
            .send()
            .await
            .map_err(|error| fault("sqs:ReceiveMessage", &error))?;
        let message = |message: &aws_sdk_sqs::types::Message| {
            Some(Message {
                receipt: message.receipt_handle()?.to_owned(),
                stack: stack_of(message.body().unwrap_or_default(), &self.account_id, &self.region),
            })
        };
        Ok(answer.messages().iter().filter_map(message).collect())
    }

    async fn try_delete(&self, messages: &[Message]) -> Result<(), Fault> {
        let entry = |(number, message): (usize, &Message)| {
            DeleteMessageBatchRequestEntry::builder()
                .id(number.to_string())
                .receipt_handle(&message.receipt)
                .build()
        };
        let entries: Result<Vec<_>, _> = messages.iter().enumerate().map(entry).collect();
        let entries = entries.map_err(|error| Fault {
            class: Class::Terminal,
            code: ErrorCode::Internal,
            reason: error.to_string(),
            action: Some(DELETE.to_owned()),
        })?;
        self.client
            .delete_message_batch()
            .queue_url(&self.url)
            .set_entries(Some(entries))
            .send()
            .await
            .map(|_| ())
            .map_err(|error| fault(DELETE, &error))
    }
}

/// The right that deleting several at once needs, too.
const DELETE: &str = "sqs:DeleteMessage";

#[async_trait]
impl StackEvents for Queue {
    async fn receive(&self) -> Result<Vec<Message>, Fault> {
        self.credentials.ask(|| Box::pin(self.try_receive())).await
    }

    async fn delete(&self, messages: &[Message]) -> Result<(), Fault> {
        if messages.is_empty() {
            return Ok(());
        }
        self.credentials.ask(|| Box::pin(self.try_delete(messages))).await
    }
}

/// As much of `EventBridge`'s envelope as we go by ("Events sent by CloudFormation", read 2026-11).
#[derive(Deserialize)]
struct Event {
    source: String,
    #[serde(rename = "detail-type")]
    kind: String,
    detail: Detail,
}

#[derive(Deserialize)]
struct Detail {
    #[serde(rename = "stack-id")]
    stack_id: String,
}

/// Name of the stack of this account and region whose status the event says has changed.
fn stack_of(body: &str, account_id: &str, region: &str) -> Option<String> {
    let event: Event = serde_json::from_str(body).ok()?;
    if event.source != "aws.cloudformation" || event.kind != "CloudFormation Stack Status Change" {
        return None;
    }
    let mut parts = event.detail.stack_id.splitn(6, ':');
    let is = |part: Option<&str>, wanted: &str| part == Some(wanted);
    let here = is(parts.next(), "arn")
        && parts.next().is_some()
        && is(parts.next(), "cloudformation")
        && is(parts.next(), region)
        && is(parts.next(), account_id);
    let (name, _) = parts
        .next()
        .filter(|_| here)?
        .strip_prefix("stack/")?
        .split_once('/')?;
    Some(name.to_owned())
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use serde_json::json;

    use super::*;

    const ARN: &str = "arn:aws:cloudformation:ap-south-1:111122223333:stack/cw-orders/4f6a";

    fn event(source: &str, kind: &str, arn: &str) -> String {
        let detail = json!({ "stack-id": arn, "status-details": { "status": "CREATE_COMPLETE", "status-reason": "" } });
        json!({
            "version": "0", "id": "1", "source": source, "detail-type": kind, "account": "111122223333", "region": "ap-south-1",
            "resources": [arn], "detail": detail,
        })
        .to_string()
    }

    fn read(body: &str) -> Option<String> {
        stack_of(body, "111122223333", "ap-south-1")
    }

    #[test]
    fn a_status_change_of_a_stack_of_this_place_names_it_and_nothing_else_does() {
        const SOURCE: &str = "aws.cloudformation";
        const KIND: &str = "CloudFormation Stack Status Change";
        assert_eq!(read(&event(SOURCE, KIND, ARN)).as_deref(), Some("cw-orders"));
        for foreign in [
            event("somebody.else", KIND, ARN),
            event(SOURCE, "CloudFormation Resource Status Change", ARN),
            event(SOURCE, KIND, &ARN.replace("ap-south-1", "us-east-1")),
            event(SOURCE, KIND, &ARN.replace("111122223333", "999988887777")),
            event(
                SOURCE,
                KIND,
                "arn:aws:cloudformation:ap-south-1:111122223333:stack/cw-orders",
            ),
            event(SOURCE, KIND, "cw-orders"),
            String::new(),
            "not JSON".to_owned(),
            "[".repeat(100_000),
            json!({ "source": SOURCE, "detail-type": KIND, "detail": { "stack-id": 7 } }).to_string(),
            json!({ "source": SOURCE, "detail-type": KIND }).to_string(),
        ] {
            let beginning: String = foreign.chars().take(200).collect();
            assert_eq!(read(&foreign), None, "{beginning}");
        }
    }

    #[tokio::test]
    async fn a_queue_is_received_from_by_long_polls_and_messages_are_deleted_together() {
        let asked: Arc<Mutex<Vec<serde_json::Value>>> = Arc::default();
        let heard = Arc::clone(&asked);
        let pages = axum::Router::new().fallback(move |call: String| {
            let call = serde_json::from_str(&call).unwrap_or_default();
            heard.lock().unwrap_or_else(PoisonError::into_inner).push(call);
            let event = event("aws.cloudformation", "CloudFormation Stack Status Change", ARN);
            let messages = json!([{ "ReceiptHandle": "r1", "Body": event }, { "ReceiptHandle": "r2", "Body": "garbage" }]);
            std::future::ready(json!({ "Messages": messages, "Successful": [], "Failed": [] }).to_string())
        });
        let spec = serde_json::from_value(json!({
            "accountId": "111122223333", "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
            "stackEvents": { "queues": [{ "region": "ap-south-1", "url": "https://sqs.example/1/q" }] },
        }));
        let account = CloudAccount::new("dev", spec.expect("an account"));
        let config = crate::aws::stub::served(pages).await;
        let of = |region| Queue::of(&account, region, &config, &Kept::meaningless(), 0);
        assert!(of("us-east-1").is_none(), "no queue is named for it");
        let queue = of("ap-south-1").expect("a queue");
        let messages = queue.receive().await.expect("messages");
        let stacks: Vec<_> = messages.iter().map(|message| message.stack.as_deref()).collect();
        assert_eq!(stacks, [Some("cw-orders"), None]);
        queue.delete(&messages).await.expect("deleted");
        queue.delete(&[]).await.expect("nothing to do");
        let asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(asked.len(), 2, "{asked:?}");
        assert_eq!(
            (&asked[0]["WaitTimeSeconds"], &asked[0]["MaxNumberOfMessages"]),
            (&json!(20), &json!(10))
        );
        let deleted: Vec<_> = asked[1]["Entries"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| entry["ReceiptHandle"].as_str())
            .collect();
        assert_eq!(deleted, [Some("r1"), Some("r2")]);
    }
}
