//! A CloudFormation for tests of those who ask it: it remembers that it was asked, and refuses or is silent for ever.

use async_trait::async_trait;
use cloudwhisper_lifecycle::stack::{ChangeSet, Stack, StackEvent, StackStatus};
use cloudwhisper_lifecycle::step::ChangeSetKind;
use cloudwhisper_lifecycle::{DriftFact, Fault, Offer, Repair, Revision};
use cloudwhisper_planner::Approved;
use tokio::sync::Notify;

use super::CloudFormation;
use super::cloudformation::Written;

/// Answers every call alike.
#[derive(Default)]
pub(crate) struct Fake {
    /// What it says; nothing at all, ever, where there is none.
    pub(crate) fault: Option<Fault>,
    /// What is listed, where it is asked for a list and this is set.
    pub(crate) stacks: Option<Vec<(String, StackStatus)>>,
    /// Told of every call.
    pub(crate) asked: Notify,
}

impl Fake {
    async fn answer<T>(&self) -> Result<T, Fault> {
        self.asked.notify_one();
        match &self.fault {
            Some(fault) => Err(fault.clone()),
            None => std::future::pending().await,
        }
    }
}

#[async_trait]
impl CloudFormation for Fake {
    async fn stack(&self, _: &str) -> Result<Option<Stack>, Fault> {
        self.answer().await
    }

    async fn stacks(&self) -> Result<Vec<(String, StackStatus)>, Fault> {
        match &self.stacks {
            Some(stacks) => {
                self.asked.notify_one();
                Ok(stacks.clone())
            }
            None => self.answer().await,
        }
    }

    async fn events(&self, _: &str) -> Result<Vec<StackEvent>, Fault> {
        self.answer().await
    }

    async fn change_set(&self, _: &str, _: &str) -> Result<Option<ChangeSet>, Fault> {
        self.answer().await
    }

    async fn create_change_set(&self, _: &str, _: ChangeSetKind, _: &Revision) -> Result<Written, Fault> {
        self.answer().await
    }

    async fn delete_change_set(&self, _: &str, _: &str) -> Result<Written, Fault> {
        self.answer().await
    }

    async fn execute(&self, _: &str, _: &str, _: &Approved<Offer>) -> Result<Written, Fault> {
        self.answer().await
    }

    async fn continue_rollback(&self, _: &Approved<Repair>) -> Result<Written, Fault> {
        self.answer().await
    }

    async fn delete_stack(&self, _: &str) -> Result<(), Fault> {
        self.answer().await
    }

    async fn detect_drift(&self, _: &str) -> Result<Option<String>, Fault> {
        self.answer().await
    }

    async fn drift(&self, _: &str, _: &str) -> Result<DriftFact, Fault> {
        self.answer().await
    }
}
