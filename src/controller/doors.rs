//! The poller's ways into accounts, by name: always with the credentials of now.

use std::sync::Arc;

use async_trait::async_trait;
use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};
use kube::runtime::reflector::{ObjectRef, Store};

use super::poller::{Doors, Place};
use crate::aws::{Session, Sessions};

/// The accounts that the cluster knows.
pub(super) struct Known {
    pub(super) accounts: Store<CloudAccount>,
    pub(super) sessions: Arc<Sessions>,
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
}
