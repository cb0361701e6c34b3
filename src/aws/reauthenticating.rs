//! Around every call to CloudFormation: it is made again with other credentials where those in use are refused, and counted where it fails
//! all the same. Not here: which credentials those are (`credentials`).

use std::sync::Arc;

use async_trait::async_trait;
use cloudwhisper_lifecycle::stack::{ChangeSet, Stack, StackEvent, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{DriftFact, Fault, Offer, Repair, Revision};
use cloudwhisper_planner::Approved;
use futures::future::BoxFuture;
use prometheus_client::metrics::counter::Counter;

use super::CloudFormation;
use super::cloudformation::Written;
use super::credentials::Kept;

/// CloudFormation that is asked once more with other credentials where it refuses those in use. What fails then is counted; that AWS has
/// nothing of a name is an answer and no fault.
pub(super) struct Reauthenticating {
    pub(super) inner: Arc<dyn CloudFormation>,
    pub(super) credentials: Arc<Kept>,
    pub(super) faults: Counter,
}

impl Reauthenticating {
    async fn ask<'a, T, F>(&'a self, call: F) -> Result<T, Fault>
    where
        T: Send,
        F: Fn(&'a dyn CloudFormation) -> BoxFuture<'a, Result<T, Fault>> + Send + Sync,
    {
        let answer = self.credentials.ask(|| call(&*self.inner)).await;
        count(&self.faults, answer)
    }
}

/// The same answer, counted where it is a fault.
pub(super) fn count<T>(faults: &Counter, answer: Result<T, Fault>) -> Result<T, Fault> {
    answer.inspect_err(|_| {
        faults.inc();
    })
}

#[async_trait]
impl CloudFormation for Reauthenticating {
    async fn stack(&self, name: &str) -> Result<Option<Stack>, Fault> {
        self.ask(|aws| aws.stack(name)).await
    }

    async fn stacks(&self) -> Result<Vec<(String, StackStatus)>, Fault> {
        self.ask(|aws| aws.stacks()).await
    }

    async fn events(&self, stack: &str) -> Result<Vec<StackEvent>, Fault> {
        self.ask(|aws| aws.events(stack)).await
    }

    async fn change_set(&self, stack: &str, name: &str) -> Result<Option<ChangeSet>, Fault> {
        self.ask(|aws| aws.change_set(stack, name)).await
    }

    async fn create_change_set(
        &self,
        stack: &str,
        kind: ChangeSetKind,
        revision: &Revision,
    ) -> Result<Written, Fault> {
        self.ask(|aws| aws.create_change_set(stack, kind, revision)).await
    }

    async fn delete_change_set(&self, stack: &str, name: &str) -> Result<Written, Fault> {
        self.ask(|aws| aws.delete_change_set(stack, name)).await
    }

    async fn execute(
        &self,
        stack: &str,
        change_set: &str,
        offer: &Approved<Offer>,
    ) -> Result<Written, Fault> {
        self.ask(|aws| aws.execute(stack, change_set, offer)).await
    }

    async fn continue_rollback(&self, repair: &Approved<Repair>) -> Result<Written, Fault> {
        self.ask(|aws| aws.continue_rollback(repair)).await
    }

    async fn delete_stack(&self, arn: &str) -> Result<(), Fault> {
        self.ask(|aws| aws.delete_stack(arn)).await
    }

    async fn detect_drift(&self, arn: &str) -> Result<Option<String>, Fault> {
        self.ask(|aws| aws.detect_drift(arn)).await
    }

    async fn drift(&self, arn: &str, detection: &str) -> Result<DriftFact, Fault> {
        self.ask(|aws| aws.drift(arn, detection)).await
    }
}
