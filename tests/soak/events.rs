//! What `EventBridge` would put into a queue of the account, as far as a queue keeps what it is given: each change of a stack's status,
//! some of them twice, some late, some never; and now and then something else.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde_json::json;

use crate::faults::Dice;
use crate::support::World;

pub(crate) const REGION: &str = "ap-south-1";
/// How long a change of status may go unseen.
const LOOK: Duration = Duration::from_millis(250);
/// Of ten changes so many are not told.
const UNTOLD: u64 = 2;
/// Of ten so many are told twice.
const TWICE: u64 = 2;
/// Of ten so many are told one look later.
const LATE: u64 = 2;

/// The queue, and what tells it of stacks.
pub(crate) struct Events {
    sqs: aws_sdk_sqs::Client,
    cloudformation: aws_sdk_cloudformation::Client,
    /// Where the queue is.
    pub(crate) url: String,
}

impl Events {
    pub(crate) async fn begin(world: &World) -> Result<Self> {
        let sqs = world.sqs().await;
        let queue = sqs.create_queue().queue_name("stack-events").send().await?;
        Ok(Self {
            cloudformation: world.cloudformation().await,
            url: queue.queue_url().context("a URL")?.to_owned(),
            sqs,
        })
    }

    /// Tells for as long as anybody waits for it.
    pub(crate) async fn tell(&self, seed: u64) -> Result<()> {
        let mut dice = Dice(seed ^ 0x5137_EB0A);
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        let mut late = Vec::new();
        loop {
            let now = self.statuses().await?;
            let mut told = std::mem::take(&mut late);
            for (arn, status) in &now {
                if known.get(arn) != Some(status) {
                    told.extend(occurrences(&mut dice, arn, status, &mut late));
                }
            }
            let gone = known.keys().filter(|arn| !now.contains_key(*arn));
            for arn in gone {
                told.extend(occurrences(&mut dice, arn, "DELETE_COMPLETE", &mut late));
            }
            for body in told {
                self.sqs
                    .send_message()
                    .queue_url(&self.url)
                    .message_body(body)
                    .send()
                    .await?;
            }
            known = now;
            let _ = tokio::time::timeout(LOOK, std::future::pending::<()>()).await;
        }
    }

    /// Every stack of the account by its ARN.
    async fn statuses(&self) -> Result<BTreeMap<String, String>> {
        let mut pages = self.cloudformation.describe_stacks().into_paginator().send();
        let mut statuses = BTreeMap::new();
        while let Some(page) = pages.next().await {
            for stack in page?.stacks() {
                let status = stack.stack_status().map(|status| status.as_str().to_owned());
                statuses.extend(stack.stack_id().map(str::to_owned).zip(status));
            }
        }
        Ok(statuses)
    }
}

/// The messages that tell of a change now; those that do so later go to `late`.
fn occurrences(dice: &mut Dice, arn: &str, status: &str, late: &mut Vec<String>) -> Vec<String> {
    let detail = json!({ "stack-id": arn, "status-details": { "status": status, "status-reason": "" } });
    let event = json!({
        "source": "aws.cloudformation", "detail-type": "CloudFormation Stack Status Change", "region": REGION, "detail": detail,
    });
    let event = event.to_string();
    match dice.throw(10) {
        it if it < UNTOLD => vec!["no event".to_owned()],
        it if it < UNTOLD + TWICE => vec![event.clone(), event],
        it if it < UNTOLD + TWICE + LATE => {
            late.push(event);
            Vec::new()
        }
        _ => vec![event],
    }
}
