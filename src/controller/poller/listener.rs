//! The queue of stack events of a place, received from while something is in progress there: an event has the place looked at now instead of
//! at the next interval. Whatever goes wrong with the queue costs time and nothing else, for looks go on without it.

#[cfg(test)]
pub(super) mod tests;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use cloudwhisper_lifecycle::Fault;

use super::{Place, Poller};
use crate::aws::StackEvents;
use crate::aws::stack_events::Message;

/// How long a queue is left alone after a fault, and where there is none.
const AGAIN: Duration = Duration::from_mins(1);
/// Shortest time between two calls that receive: so often events may have a place looked at, and a queue that does not hold calls be asked.
const REST: Duration = Duration::from_secs(1);

impl Poller {
    /// Receives until the place is given up. Nothing of it outlives the place's task: what was received and not deleted comes again.
    pub(super) async fn listen(&self, place: &Place) {
        let mut told = None;
        loop {
            let listens = match self.receive(place).await {
                Ok(Some((queue, messages))) => {
                    self.listens(place, true);
                    told = None;
                    self.hear(place, &*queue, &messages).await;
                    true
                }
                Ok(None) => false,
                Err(fault) => {
                    tracing::warn!(account = place.0, region = place.1, code = ?fault.code, reason = fault.reason, "no stack events");
                    if told.as_ref() != Some(&fault) {
                        self.doors.no_stack_events(place, &fault).await;
                    }
                    told = Some(fault);
                    false
                }
            };
            if !listens {
                self.listens(place, false);
            }
            tokio::time::sleep(if listens { REST.min(self.interval) } else { AGAIN }).await;
        }
    }

    /// None where there is no queue, or what keeps the place from being looked at would keep us from receiving, too.
    async fn receive(&self, place: &Place) -> Result<Option<(Arc<dyn StackEvents>, Vec<Message>)>, Fault> {
        if self.trouble(place).is_some() {
            return Ok(None);
        }
        let Some(queue) = self.doors.stack_events(place).await? else {
            return Ok(None);
        };
        let received = queue.receive().await;
        let messages = received.inspect_err(|_| {
            self.metrics.aws_faults().inc();
        })?;
        Ok(Some((queue, messages)))
    }

    /// Messages are deleted once the place was looked at; if that failed, the next look makes good for it.
    async fn hear(&self, place: &Place, queue: &dyn StackEvents, messages: &[Message]) {
        let stacks: HashSet<&str> = messages
            .iter()
            .filter_map(|message| message.stack.as_deref())
            .collect();
        let (awaited, looked) = self.told(place, &stacks);
        let is_useless = |message: &&Message| {
            let stack = message.stack.as_deref();
            stack.is_none_or(|stack| !awaited.contains(stack))
        };
        self.metrics
            .heard(messages.len(), messages.iter().filter(is_useless).count());
        if let (false, Some(mut looked)) = (awaited.is_empty(), looked) {
            let _ = looked.changed().await; // an end means that the place is given up
        }
        if let Err(fault) = queue.delete(messages).await {
            self.metrics.aws_faults().inc();
            tracing::warn!(account = place.0, region = place.1, code = ?fault.code, reason = fault.reason, "stack events not deleted");
        }
    }
}
