//! What every application stands on, whatever it runs on: the account's own key where there is one, its stores, the network of programs
//! that run all the time, and what the program may do with all of it.

use super::access::Access;
use super::network::{self, Network, Reach};
use super::{database, encryption, monitoring, storage};
use crate::blueprint::architectures::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId};

/// The key and the stores, and what the program may do with them.
pub(crate) struct Foundation {
    /// The account's own key, in hardened plans and where one was asked for.
    pub key: Option<LogicalId>,
    /// Settings and permissions of the program.
    pub access: Access,
}

impl Foundation {
    /// Adds the key and the stores.
    pub(crate) fn lay(blueprint: &mut Blueprint, design: &Design<'_>) -> Self {
        let key = encryption::own_key(blueprint, design);
        let mut access = encryption::access(key.as_ref());
        access.extend(storage::add(blueprint, design, key.as_ref()));
        Self { key, access }
    }

    /// Adds the SQL database where one was asked for; `clients` is the firewall that the program stands behind.
    pub(crate) fn add_database(
        &mut self,
        blueprint: &mut Blueprint,
        design: &Design<'_>,
        network: &Network,
        clients: &LogicalId,
    ) {
        if database::wanted(design) {
            let reach = database::Secrets::Reachable;
            let key = self.key.as_ref();
            let database = database::add(blueprint, design, network, clients, key, reach);
            self.access.extend(database);
        }
    }
}

/// The network of programs that run all the time: in public subnets, with addresses of their own; hardened plans keep them in private
/// ones, with a way out.
pub(crate) fn open_network(blueprint: &mut Blueprint, design: &Design<'_>) -> Network {
    let mut network = network::add(blueprint, design, Reach::Internet);
    if design.profile == Profile::Hardened {
        network::add_nat(blueprint, &mut network);
    }
    network
}

/// What every application ends with: the alarms, and the outputs of its stores.
pub(crate) fn finish(blueprint: &mut Blueprint, design: &Design<'_>, key: Option<&LogicalId>) {
    monitoring::watch(blueprint, design, key);
    storage::outputs(blueprint);
    database::outputs(blueprint);
}
