//! The API server: one request, its revisions, the lease. A write is over in an instant; what the operators know of it is theirs
//! ([`operator`](crate::operator)).

use std::collections::BTreeMap;

use cloudwhisper_api::deployment_request::{
    ApprovalMode, DeletionPolicy, DeploymentRequest, DeploymentRequestSpec, DeploymentRequestStatus,
    DriftPolicy, Phase,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::{FINALIZER, RECONCILE_REQUESTED_AT};
use cloudwhisper_lifecycle::Revision;
use jiff::Timestamp;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::Time;
use serde_json::json;

use crate::kept::Kept;

/// Everything begins here.
pub const START: Timestamp = Timestamp::constant(1_790_000_000, 0);

/// So many hours pass at once, more than a deployment may take.
pub const HOURS: i64 = 2;

/// What is asked for first: with a table, whose loss somebody has to approve.
pub const FIRST: &str = "Create an API in Node.js with a database";
/// What the policy forbids while there is one: what is asked for first has it, what is asked for afterwards has not.
pub const FORBIDDEN: &str = "AWS::DynamoDB::Table";
/// What is asked for afterwards, in the same region.
pub const OTHER: &str = "Deploy a static website in Mumbai";

/// The request as the API server has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Object {
    /// What a person wrote.
    pub spec: Kept<DeploymentRequestSpec>,
    /// Counts what a person wrote.
    pub generation: i64,
    /// Counts the times that somebody asked for another try.
    pub retries: u8,
    /// Whether the operator holds it.
    pub finalizer: bool,
    /// Whether it is being deleted.
    pub deleting: bool,
    /// What the operator wrote.
    pub status: Option<Kept<DeploymentRequestStatus>>,
}

impl Object {
    /// A new request.
    ///
    /// # Panics
    /// If the API no longer takes such a request, which is then this model's to follow.
    pub fn asked(mode: ApprovalMode, deletion: DeletionPolicy, drift: DriftPolicy) -> Self {
        let spec = json!({
            "prompt": FIRST,
            "accountRef": { "name": "dev" },
            "budget": { "amount": "100", "currency": "USD", "period": "Month" },
            "approval": { "mode": mode },
            "deletionPolicy": deletion,
            "historyLimit": 1, // so that revisions are pruned within few moves
            "usage": { "apiRequests": 1000 },
            "driftPolicy": drift,
        });
        #[allow(clippy::expect_used, reason = "written here")]
        let spec = serde_json::from_value(spec).expect("a spec");
        Self {
            spec: Kept::new(spec),
            generation: 1,
            retries: 0,
            finalizer: false,
            deleting: false,
            status: None,
        }
    }

    /// The same as the operator reads it.
    pub fn request(&self) -> DeploymentRequest {
        let mut request = DeploymentRequest::new("orders", self.spec.clone_value());
        request.metadata.namespace = Some("shop".into());
        request.metadata.uid = Some("01234567-89ab-cdef-0123-456789abcdef".into());
        request.metadata.generation = Some(self.generation);
        request.metadata.finalizers = self.finalizer.then(|| vec![FINALIZER.into()]);
        request.metadata.deletion_timestamp = self.deleting.then_some(Time(START));
        if self.retries > 0 {
            let asked = (RECONCILE_REQUESTED_AT.to_owned(), self.retries.to_string());
            request.metadata.annotations = Some([asked].into());
        }
        request.status = self.status.as_ref().map(Kept::clone_value);
        request
    }

    /// With another spec.
    #[must_use]
    pub fn edited(&self, change: impl FnOnce(&mut DeploymentRequestSpec)) -> Self {
        let mut spec = self.spec.clone_value();
        change(&mut spec);
        Self {
            spec: Kept::new(spec),
            generation: self.generation + 1,
            ..self.clone()
        }
    }

    /// The phase that people read.
    pub fn phase(&self) -> Option<Phase> {
        self.status.as_ref()?.phase
    }

    /// Whether an approval of this comes beside a first one of the same.
    pub fn approval_joins(&self, digest: Digest) -> bool {
        self.spec.approval.plan_digest == Some(digest)
    }

    /// The plan that people are shown, as the digest that an approval of it would name.
    pub fn shown(&self) -> Option<Digest> {
        Some(self.status.as_ref()?.plan.as_ref()?.digest)
    }
}

/// What the policy says that comes and goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// Nothing of the type [`FORBIDDEN`].
    Forbids,
    /// Two people approve.
    TwoPeople,
}

/// The API server.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cluster {
    /// The request, until it is gone.
    pub object: Option<Object>,
    /// Revisions by number.
    pub revisions: BTreeMap<i64, Kept<Revision>>,
    /// Which operator holds the lease.
    pub leader: usize,
    /// The policy of the namespace, by the serial that tells it from the one before; none while there is none.
    pub policy: Option<u8>,
}

impl Cluster {
    /// Removes the request if it is being deleted and nobody holds it.
    pub fn collect(&mut self) {
        let is_gone = |object: &Object| object.deleting && !object.finalizer;
        if self.object.as_ref().is_some_and(is_gone) {
            self.object = None;
            self.revisions.clear(); // owned by it
        }
    }
}
