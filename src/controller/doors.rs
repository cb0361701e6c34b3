//! The poller's ways into accounts, by name: always with the credentials of now.

use std::sync::Arc;

use async_trait::async_trait;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};
use futures::channel::mpsc::UnboundedSender;
use kube::runtime::reflector::{ObjectRef, Store};

use super::poller::{Doors, Place};
use crate::aws::{Session, Sessions};

/// The accounts that the cluster knows.
pub(super) struct Known {
    pub(super) accounts: Store<CloudAccount>,
    pub(super) sessions: Arc<Sessions>,
    /// Accounts to be checked now.
    pub(super) checks: UnboundedSender<ObjectRef<CloudAccount>>,
}

#[async_trait]
impl Doors for Known {
    async fn open(&self, (account, region): &Place) -> Result<Session, Fault> {
        let Some(known) = self.accounts.get(&ObjectRef::new(account)) else {
            return Err(Fault {
                class: Class::UserFixable,
                code: ErrorCode::AccountNotFound,
                reason: "the account is gone".to_owned(),
                action: None,
            });
        };
        self.sessions.session(&known, region).await
    }

    fn doubt(&self, (account, _): &Place) {
        // The receiver is gone only while we stop.
        let _ = self.checks.unbounded_send(ObjectRef::new(account));
    }
}
