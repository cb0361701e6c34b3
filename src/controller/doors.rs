//! The poller's ways into accounts, by name: always with the credentials of now.

use std::sync::Arc;

use async_trait::async_trait;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::account::stack_events_unavailable;
use cloudwhisper_lifecycle::{Class, Fault};
use futures::channel::mpsc::UnboundedSender;
use kube::runtime::reflector::{ObjectRef, Store};

use super::events::Events;
use super::fault::kube_fault;
use super::leadership::Leadership;
use super::poller::{Doors, Place};
use crate::aws::{Session, Sessions, StackEvents};

/// The accounts that the cluster knows.
pub(super) struct Known {
    pub(super) accounts: Store<CloudAccount>,
    pub(super) sessions: Arc<Sessions>,
    pub(super) leadership: Leadership,
    /// For Events about accounts.
    pub(super) events: Events,
    /// Accounts to be checked now.
    pub(super) checks: UnboundedSender<ObjectRef<CloudAccount>>,
}

impl Known {
    fn known(&self, account: &str) -> Result<Arc<CloudAccount>, Fault> {
        self.accounts.get(&ObjectRef::new(account)).ok_or_else(|| Fault {
            class: Class::UserFixable,
            code: ErrorCode::AccountNotFound,
            reason: "the account is gone".to_owned(),
            action: None,
        })
    }
}

#[async_trait]
impl Doors for Known {
    async fn open(&self, (account, region): &Place) -> Result<Session, Fault> {
        let known = self.known(account)?;
        self.sessions.session(&known, region).await
    }

    fn doubt(&self, (account, _): &Place) {
        // The receiver is gone only while we stop.
        let _ = self.checks.unbounded_send(ObjectRef::new(account));
    }

    async fn stack_events(&self, (account, region): &Place) -> Result<Option<Arc<dyn StackEvents>>, Fault> {
        let known = self.known(account)?;
        if known.spec.stack_events.is_none() {
            return Ok(None);
        }
        let leads = self.leadership.confirmed().await;
        if !leads.map_err(|error| kube_fault("get leases", &error))? {
            return Ok(None);
        }
        Ok(self.sessions.session(&known, region).await?.stack_events)
    }

    async fn no_stack_events(&self, (account, region): &Place, fault: &Fault) {
        if let Ok(known) = self.known(account) {
            let note = stack_events_unavailable(region, fault);
            self.events.tell(&*known, vec![note]).await;
        }
    }
}
