//! What a decision is made from. Here: facts, also about what is missing. Not here: how they are read.

use std::collections::BTreeMap;
use std::sync::Arc;

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::model_answer::ModelAnswer;
use cloudwhisper_planner::estimate::ExchangeRate;
use indexmap::IndexMap;

use crate::drift::DriftFact;
use crate::fault::Fault;
use crate::policy::Spending;
use crate::revision::Revision;
use crate::stack::{ChangeSet, Stack};

/// Everything that is known about one request in one pass.
#[derive(Clone, Debug)]
pub struct Observed {
    /// The object as the API server has it, status included.
    pub request: DeploymentRequest,
    /// The account that it names.
    pub account: AccountFact,
    /// The requests that it depends on, as [`dependencies`](crate::parameters::dependencies) lists them.
    pub dependencies: Vec<DependencyFact>,
    /// Every policy of its namespace.
    pub policies: Vec<Arc<DeploymentPolicy>>,
    /// What the namespace's requests have of the sum that a policy limits.
    pub spending: SpendingFact,
    /// The newest revision that is kept, whole.
    pub revision: Option<Revision>,
    /// The revision that `status.deployment.revision` names, whole, where it is another one.
    pub deployed: Option<Revision>,
    /// The revision that `spec.rollbackTo` names.
    pub rollback: RollbackFact,
    /// The stack.
    pub stack: StackFact,
    /// The change set that the newest revision would be carried out by.
    pub change_set: ChangeSetFact,
    /// The drift detection that the status says is under way.
    pub drift: DriftFact,
    /// What a language model makes of the prompt, where [`question`](crate::reading::question) has one for it.
    pub model: ModelFact,
    /// Settings of the operator.
    pub settings: Settings,
}

/// What is known of a language model's understanding of the prompt.
#[derive(Clone, Debug, Default)]
pub enum ModelFact {
    /// None is asked: there is no question for one, or the rules may read alone and no model is set up.
    #[default]
    NotAsked,
    /// The spec names a provider, and this operator has no model of it.
    NotSetUp,
    /// It is being asked. The request is woken when it has answered.
    Asked,
    /// What came of it.
    Answered(Box<ModelAnswer>),
}

/// What is known of the sum that a policy limits. Unless it is known, nothing is granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SpendingFact {
    /// Nobody has looked: it need not be known ([`is_summed`](crate::policy::is_summed)).
    #[default]
    NotLooked,
    /// What each request of the namespace has of it, the one that is decided on included, read from the API server after that one was.
    Known(Vec<Spending>),
    /// Somebody else than the operator has written what a request has of it. Left out, it would free what is spent; believed, it would
    /// spend what is free.
    Forged {
        /// Name of that request; it may be the one that is decided on.
        request: String,
    },
}

/// Settings of the operator that decisions depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// First part of every new stack's name: a small letter, then small letters, digits and hyphens, at most 5, as the operator's
    /// arguments have it. A stack that is on record keeps its name.
    pub stack_name_prefix: String,
    /// Rupees per dollar for new plans. A new rate does not make a new plan by itself.
    pub exchange_rate: ExchangeRate,
}

/// What is known of the revision to go back to.
#[derive(Clone, Debug, Default)]
pub enum RollbackFact {
    /// `spec.rollbackTo` is not set.
    #[default]
    NotAsked,
    /// There is none of that number: it never was, or was pruned or deleted.
    Missing {
        /// The numbers that are kept, in order.
        kept: Vec<i64>,
    },
    /// It is there and can't be read, or was changed by hand.
    Unreadable {
        /// The other numbers that are kept, in order.
        kept: Vec<i64>,
    },
    /// It is there, whole.
    Found(Box<Revision>),
}

/// What is known of the account.
#[derive(Clone, Debug)]
pub enum AccountFact {
    /// The request names none: plan only.
    NotAsked,
    /// There is none of that name.
    Missing {
        /// The name.
        name: String,
    },
    /// It is there.
    Found {
        /// The account, status included.
        account: Box<CloudAccount>,
        /// Labels of the request's namespace, for the account's selector.
        namespace_labels: BTreeMap<String, String>,
    },
}

/// What is known of a request that this one depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DependencyFact {
    /// There is none of that name.
    Missing {
        /// The name.
        name: String,
    },
    /// It is there and not ready.
    NotReady {
        /// The name.
        name: String,
    },
    /// It is ready.
    Ready {
        /// The name.
        name: String,
        /// Its outputs, by name.
        outputs: IndexMap<String, String>,
    },
    /// It depends, itself or through others, on this request.
    Cycle {
        /// The names on the way round, this request's first and last.
        path: Vec<String>,
    },
}

impl DependencyFact {
    /// Name of the other request.
    pub fn name(&self) -> &str {
        match self {
            Self::Missing { name } | Self::NotReady { name } | Self::Ready { name, .. } => name,
            Self::Cycle { path } => path.get(1).map_or("", String::as_str),
        }
    }
}

/// What is known of the stack.
#[derive(Clone, Debug)]
pub enum StackFact {
    /// Not looked: there is no usable account, or nothing has ever been written to AWS for this request.
    NotLooked,
    /// AWS could not say.
    Unknown(Fault),
    /// AWS has no such stack.
    Absent,
    /// AWS has it.
    Present(Box<Stack>),
}

/// What is known of the change set.
#[derive(Clone, Debug)]
pub enum ChangeSetFact {
    /// Not looked: there is no revision or no stack.
    NotLooked,
    /// AWS could not say.
    Unknown(Fault),
    /// AWS has no change set of the revision's name.
    Absent,
    /// AWS has it.
    Present(Box<ChangeSet>),
}
