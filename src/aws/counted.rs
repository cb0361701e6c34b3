//! Counts the calls to AWS that failed, whoever made them.

use std::sync::Arc;

use async_trait::async_trait;
use cloudwhisper_lifecycle::stack::{ChangeSet, Stack, StackEvent, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{DriftFact, Fault, Offer, Repair, Revision};
use cloudwhisper_planner::Approved;
use prometheus_client::metrics::counter::Counter;

use super::CloudFormation;
use super::cloudformation::Written;

/// CloudFormation whose faults are counted. That AWS has nothing of a name is an answer and no fault.
pub(super) struct Counted {
    pub(super) inner: Arc<dyn CloudFormation>,
    pub(super) faults: Counter,
}

/// The same answer, counted where it is a fault.
pub(super) fn count<T>(faults: &Counter, answer: Result<T, Fault>) -> Result<T, Fault> {
    answer.inspect_err(|_| {
        faults.inc();
    })
}

#[async_trait]
impl CloudFormation for Counted {
    async fn stack(&self, name: &str) -> Result<Option<Stack>, Fault> {
        count(&self.faults, self.inner.stack(name).await)
    }

    async fn stacks(&self) -> Result<Vec<(String, StackStatus)>, Fault> {
        count(&self.faults, self.inner.stacks().await)
    }

    async fn events(&self, stack: &str) -> Result<Vec<StackEvent>, Fault> {
        count(&self.faults, self.inner.events(stack).await)
    }

    async fn change_set(&self, stack: &str, name: &str) -> Result<Option<ChangeSet>, Fault> {
        count(&self.faults, self.inner.change_set(stack, name).await)
    }

    async fn create_change_set(
        &self,
        stack: &str,
        kind: ChangeSetKind,
        revision: &Revision,
    ) -> Result<Written, Fault> {
        count(
            &self.faults,
            self.inner.create_change_set(stack, kind, revision).await,
        )
    }

    async fn delete_change_set(&self, stack: &str, name: &str) -> Result<Written, Fault> {
        count(&self.faults, self.inner.delete_change_set(stack, name).await)
    }

    async fn execute(
        &self,
        stack: &str,
        change_set: &str,
        offer: &Approved<Offer>,
    ) -> Result<Written, Fault> {
        count(&self.faults, self.inner.execute(stack, change_set, offer).await)
    }

    async fn continue_rollback(&self, repair: &Approved<Repair>) -> Result<Written, Fault> {
        count(&self.faults, self.inner.continue_rollback(repair).await)
    }

    async fn delete_stack(&self, arn: &str) -> Result<(), Fault> {
        count(&self.faults, self.inner.delete_stack(arn).await)
    }

    async fn detect_drift(&self, arn: &str) -> Result<Option<String>, Fault> {
        count(&self.faults, self.inner.detect_drift(arn).await)
    }

    async fn drift(&self, arn: &str, detection: &str) -> Result<DriftFact, Fault> {
        count(&self.faults, self.inner.drift(arn, detection).await)
    }
}
