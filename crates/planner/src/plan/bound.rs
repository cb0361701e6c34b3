//! What an approval binds, and the digest over it.

use std::collections::BTreeMap;

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::digest::Digest;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::Plan;

/// Everything that an approval binds. Changing any of it makes another plan. Fields stand in the order that the digest is made in.
#[derive(Clone, Debug, Serialize)]
pub struct Bound<'a> {
    /// The CloudFormation template: compact JSON.
    pub template: &'a str,
    /// Template parameters with their values.
    pub parameters: &'a BTreeMap<String, String>,
    /// What CloudFormation has to be allowed.
    pub capabilities: &'a [&'static str],
    /// Tags of the stack.
    pub tags: &'a BTreeMap<String, String>,
    /// AWS account id.
    pub account: Option<&'a str>,
    /// AWS region.
    pub region: &'a str,
    /// What carries it out.
    pub engine: &'a str,
    /// What it costs a month.
    pub monthly: &'a Money,
}

impl Bound<'_> {
    /// sha256 over all of it, in canonical JSON.
    pub fn digest(&self) -> Digest {
        Digest::from_bytes(Sha256::digest(json!(self).to_string().as_bytes()).into())
    }
}

impl Plan {
    /// What an approval of this plan binds.
    pub fn bound(&self) -> Bound<'_> {
        // No `..`: a new field has to choose whether changing it voids approvals.
        let Self {
            language: _,
            requirements: _,
            template,
            parameters,
            missing_parameters: _,
            capabilities,
            tags,
            account,
            region,
            engine,
            resources: _,
            estimate,
            findings: _,
            warnings: _,
            assumptions: _,
            basis: _,
        } = self;
        Bound {
            template,
            parameters,
            capabilities,
            tags,
            account: account.as_deref(),
            region,
            engine,
            monthly: &estimate.monthly,
        }
    }

    /// sha256 over everything that an approval binds. Names the plan.
    pub fn digest(&self) -> Digest {
        self.bound().digest()
    }
}
