//! What an approval is of: a plan, and everything that carrying it out takes away, as AWS named it when it checked the plan.
//! Here: its digest, and what is lost in words. Not here: what AWS said (`decide::impact`), and whether it is approved (`decide::approval`).

use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Action, PlannedResource};
use cloudwhisper_planner::Approvable;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::retention::holds_data;
use crate::revision::Revision;
use crate::words::{approval as words, retention};

/// A plan as it was shown. Before AWS has checked it, and where nothing is taken away, its digest is the revision's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    revision: Revision,
    digest: Digest,
}

impl Offer {
    /// The revision, shown with these resources.
    pub fn new(revision: Revision, resources: &[PlannedResource]) -> Self {
        let digest = digest(revision.digest, resources);
        Self { revision, digest }
    }

    /// The plan.
    pub fn revision(&self) -> &Revision {
        &self.revision
    }
}

impl Approvable for Offer {
    fn digest(&self) -> Digest {
        self.digest
    }
}

/// What an approval of this plan has to name when it is shown with these resources.
pub fn digest(revision: Digest, resources: &[PlannedResource]) -> Digest {
    let mut lost: Vec<_> = resources
        .iter()
        .filter(|resource| is_taken_away(resource))
        .map(|resource| {
            (
                &resource.logical_id,
                &resource.kind,
                resource.action,
                &resource.replacement,
            )
        })
        .collect();
    if lost.is_empty() {
        return revision;
    }
    lost.sort_unstable_by_key(|(id, ..)| *id);
    Digest::from_bytes(Sha256::digest(json!([revision, lost]).to_string().as_bytes()).into())
}

/// What carrying out the plan takes away, and what becomes of it, as a person reads it:
/// `Table (AWS::DynamoDB::Table), taken out of the stack: AWS keeps it, with its data and its price`.
pub fn taken_away(resources: &[PlannedResource], language: Language) -> Vec<String> {
    let lost = resources.iter().filter(|resource| is_taken_away(resource));
    lost.map(|resource| words::loss(language, resource)).collect()
}

/// Logical ids of the resources holding data that carrying out the plan replaces or removes: an approval has to name each in
/// `acceptDataLoss`. Also where AWS keeps the old one: what runs reads it no more.
pub fn parts_with_data(resources: &[PlannedResource]) -> Vec<&str> {
    let lost = resources.iter().filter(|resource| is_taken_away(resource));
    lost.filter(|resource| holds_data(&resource.kind))
        .map(|resource| resource.logical_id.as_str())
        .collect()
}

/// What AWS does with the one that runs, as a person reads it; nothing where nothing goes, or nothing of worth.
pub fn fate(resource: &PlannedResource, language: Language) -> Option<String> {
    retention::fate(language, resource)
}

/// Whether something that runs is made anew or removed, with or without data. A change that AWS names in a way we don't know is
/// taken for the worst.
pub fn is_taken_away(resource: &PlannedResource) -> bool {
    match resource.action {
        Some(Action::Replace | Action::Remove) => true,
        Some(Action::Add | Action::Modify) => false,
        None => resource.data_at_risk.is_some(),
    }
}
