//! A whole system: the parts that were named beside the application, or without one, and the connections that make a
//! system of them. Here: what parts share while they are put together (network, key, names, permissions). Not here: the
//! parts themselves (`catalog/`).

mod complete;
mod fed;
mod insisted;
mod programs;
mod protected;
mod standby;

use super::parts::access::Access;
use super::parts::network::{self, Network, Outbound, Reach};
use super::parts::{encryption, monitoring, storage};
use super::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::iam::Statement;
use crate::catalog::{kms, s3};

pub(crate) use complete::complete;
pub(crate) use insisted::insisted;
pub(crate) use programs::tell_said;
pub(crate) use protected::{is_protected, protect};
pub(crate) use standby::two_zones;

/// `CloudFormation` takes no more resources in one template.
const MOST_OF_A_NAME: usize = 500;

/// Where programs stand that run all the time and call out.
pub(crate) struct Site {
    /// The network.
    pub network: Network,
    /// The part of it that they stand in.
    pub subnets: Vec<LogicalId>,
    /// Whether each has an address of its own on the internet.
    pub public_address: bool,
}

/// A system while it is put together.
pub(crate) struct System<'a> {
    /// What is there so far.
    pub blueprint: Blueprint,
    /// Everything that decides on the resources.
    pub design: &'a Design<'a>,
}

impl System<'_> {
    /// Whether everything is to be secured at its price.
    pub(crate) fn hardened(&self) -> bool {
        self.design.profile == Profile::Hardened
    }

    /// The project's name: lower case letters, digits and hyphens, at most 40.
    pub(crate) fn project(&self) -> &str {
        &self.design.requirements.project_name
    }

    /// This name, with a number behind it where it is taken.
    pub(crate) fn free_id(&self, name: &str) -> LogicalId {
        let taken = |id: &LogicalId| self.blueprint.resource(id).is_some();
        let plain = LogicalId::new(name);
        if !taken(&plain) {
            return plain;
        }
        let numbered = |n| LogicalId::new(&format!("{name} {n}"));
        (2..=MOST_OF_A_NAME)
            .map(numbered)
            .find(|id| !taken(id))
            .unwrap_or(plain)
    }

    /// Name of the setting that tells programs of a resource: the second of its type has a 2 behind it.
    #[expect(
        clippy::unused_self,
        reason = "which number a resource has is the system's to know"
    )]
    pub(crate) fn variable(&self, name: &str, id: &LogicalId) -> String {
        let number = id.as_str().trim_start_matches(|c: char| !c.is_ascii_digit());
        if number.is_empty() {
            name.to_owned()
        } else {
            format!("{name}_{number}")
        }
    }

    /// Adds a resource.
    pub(crate) fn add(&mut self, resource: Resource) -> LogicalId {
        self.blueprint.add(resource)
    }

    /// The account's own key, which hardened plans encrypt everything with.
    pub(crate) fn key(&mut self) -> Option<LogicalId> {
        let first = self
            .blueprint
            .resources()
            .iter()
            .find(|it| it.kind == kms::KIND && it.id.as_str() == encryption::KEY)
            .map(|key| key.id.clone());
        first.or_else(|| encryption::own_key(&mut self.blueprint, self.design))
    }

    /// The ARN of [`key`](Self::key).
    pub(crate) fn key_arn(&mut self) -> Option<Value> {
        self.key().map(|key| Value::Attribute(key, "Arn"))
    }

    /// Lets an AWS service that acts by itself, not with a role of ours, use the account's own key where there is one.
    pub(crate) fn let_service_use_key(&mut self, service: &str) {
        let key = self.key();
        if let Some(key) = key.and_then(|key| self.blueprint.resource_mut(&key)) {
            kms::let_use(key, service);
        }
    }

    /// The shared network, with private subnets in two zones.
    pub(crate) fn network(&mut self) -> Network {
        // The network's log is encrypted with it.
        self.key();
        network::existing(&self.blueprint)
            .unwrap_or_else(|| network::add(&mut self.blueprint, self.design, Reach::Inside))
    }

    /// The shared network, with public subnets and a gateway to the internet too.
    pub(crate) fn open_network(&mut self) -> Network {
        self.key();
        match network::existing(&self.blueprint) {
            Some(network) => network::opened(&mut self.blueprint, self.design, network),
            None => network::add(&mut self.blueprint, self.design, Reach::Internet),
        }
    }

    /// The shared network whose private subnets have a way out through a NAT gateway.
    pub(crate) fn network_with_nat(&mut self) -> Network {
        let mut network = self.open_network();
        if self.blueprint.of_kind("AWS::EC2::NatGateway").next().is_none() {
            network::add_nat(&mut self.blueprint, &mut network);
        }
        network
    }

    /// Where programs stand that run all the time: in public subnets with addresses of their own, which cost a tenth of a
    /// NAT gateway; behind such a gateway in hardened plans, and where one was asked for.
    pub(crate) fn site(&mut self) -> Site {
        let asked_for = self.blueprint.of_kind("AWS::EC2::NatGateway").next().is_some();
        let behind_gateway = self.hardened() || asked_for;
        let network = if behind_gateway {
            self.network_with_nat()
        } else {
            self.open_network()
        };
        Site {
            subnets: if behind_gateway {
                network.private.clone()
            } else {
                network.public.clone()
            },
            public_address: !behind_gateway,
            network,
        }
    }

    /// A firewall in the shared network that lets nothing in yet. `what` it is for: letters, digits and spaces.
    pub(crate) fn security_group(&mut self, name: &str, what: &str, outbound: Outbound) -> LogicalId {
        let network = self.network();
        let id = self.free_id(name);
        network.security_group(&mut self.blueprint, id.as_str(), what, outbound)
    }

    /// Lets the firewall `from` talk to the firewall `to` on this port, once.
    pub(crate) fn let_through(&mut self, from: &LogicalId, to: &LogicalId, port: i64) {
        let known = LogicalId::new(&format!("{from} To {to}"));
        if self.blueprint.resource(&known).is_none() {
            network::connect(&mut self.blueprint, from, to, port);
        }
    }

    /// A log group with the retention that was asked for.
    pub(crate) fn log_group(&mut self, name: &str) -> Resource {
        let key = self.key();
        let id = self.free_id(name);
        monitoring::log_group(id.as_str(), self.design, key.as_ref())
    }

    /// A bucket of its own for one resource: private, under the account's own key, accesses written down in hardened plans.
    pub(crate) fn own_bucket(&mut self, id: &str) -> LogicalId {
        let bucket = s3::private_bucket(id, None);
        let bucket = match self.key() {
            Some(key) => s3::with_key(bucket, &key),
            None => bucket,
        };
        let bucket = storage::logged(&mut self.blueprint, self.design, bucket);
        self.add(bucket)
    }

    /// Names of all resources of this type, in order.
    pub(crate) fn all(&self, kind: &str) -> Vec<LogicalId> {
        self.blueprint.of_kind(kind).map(|it| it.id.clone()).collect()
    }

    /// A text property of a resource.
    pub(crate) fn text_of(&self, id: &LogicalId, property: &str) -> Option<String> {
        let resource = self.blueprint.resource(id)?;
        resource.properties.get(property)?.as_text().map(str::to_owned)
    }

    /// Sets a property of a resource that is there.
    pub(crate) fn set(&mut self, id: &LogicalId, property: &'static str, value: impl Into<Value>) {
        if let Some(resource) = self.blueprint.resource_mut(id) {
            resource.properties.insert(property, value.into());
        }
    }

    /// What a program that reads and writes data under the account's own key needs; nothing where there is none.
    pub(crate) fn key_statement(&mut self) -> Option<Statement> {
        let key = self.key();
        encryption::access(key.as_ref()).statements.into_iter().next()
    }

    /// A name that AWS wants to be told, made of the project's and the resource's own: lower-case letters, digits and
    /// hyphens, a letter first, at most so many.
    pub(crate) fn physical_name(&self, id: &LogicalId, most: usize) -> String {
        let own = id.as_str().to_ascii_lowercase();
        let room = most.saturating_sub(own.len() + 1);
        let project: String = self
            .project()
            .trim_start_matches(|c: char| !c.is_ascii_lowercase())
            .chars()
            .take(room)
            .collect();
        let project = project.trim_end_matches('-');
        if project.is_empty() {
            own.chars().take(most).collect()
        } else {
            format!("{project}-{own}")
        }
    }

    /// The role that a program runs with.
    pub(crate) fn role_of(&self, program: &LogicalId) -> Option<LogicalId> {
        programs::role_of(&self.blueprint, program)
    }

    /// The type of a resource.
    pub(crate) fn kind_of(&self, id: &LogicalId) -> Option<&'static str> {
        self.blueprint.resource(id).map(|it| it.kind)
    }

    /// Lets a program use something: settings where it takes any, permissions in its own role.
    pub(crate) fn grant(&mut self, program: &LogicalId, access: Access) {
        programs::grant(&mut self.blueprint, program, access);
    }

    /// The firewall before a program; a function gets one, and so stands in the network from now on. `None` for what has
    /// none.
    pub(crate) fn firewall_of(&mut self, program: &LogicalId) -> Option<LogicalId> {
        programs::firewall_of(self, program)
    }

    /// Lets a program reach a part on this port. The part's firewall is called after it.
    pub(crate) fn reach_part(&mut self, program: &LogicalId, part: &LogicalId, port: i64) {
        let group = LogicalId::new(&format!("{part} SecurityGroup"));
        self.reach(program, &group, port);
    }

    /// Lets a program reach what stands behind a firewall.
    pub(crate) fn reach(&mut self, program: &LogicalId, group: &LogicalId, port: i64) {
        if let Some(from) = self.firewall_of(program) {
            self.let_through(&from, group, port);
        }
    }
}
