//! Drift as CloudFormation's drift detection tells of it, and as the status shows it: bounded, secrets masked, with a digest of all of it.
//! Not here: when it is looked for (`decide::drift`), and the words.

mod secrets;

use cloudwhisper_api::deployment_request::DeploymentRequestStatus;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::drift::{
    DriftDetection, DriftDifference, DriftState, DriftStatus, DriftedProperty, DriftedResource,
};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::fault::Fault;
use crate::status::cut;

/// Most resources that the status lists.
const MOST_RESOURCES: usize = 20;
/// Most properties that the status lists, of all resources together.
const MOST_PROPERTIES: usize = 50;
/// Longest value, path or name that the status shows, in characters.
const LONGEST: usize = 200;

/// What is known of the detection that the status says is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DriftFact {
    /// Not asked: none is under way, or nobody wants to know.
    #[default]
    NotLooked,
    /// AWS could not say.
    Unknown(Fault),
    /// AWS knows of none of this id.
    Lost,
    /// It is still under way.
    UnderWay,
    /// It has ended, and this was found.
    Found(Box<DriftReport>),
}

/// What a detection found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DriftReport {
    /// AWS's reason why it could not compare everything, where it couldn't.
    pub incomplete: Option<String>,
    /// The resources that differ.
    pub resources: Vec<ResourceDrift>,
}

/// One resource that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceDrift {
    /// Name within the template.
    pub logical_id: String,
    /// CloudFormation type.
    pub kind: String,
    /// Whether it was changed or is gone.
    pub state: DriftState,
    /// The properties that differ.
    pub differences: Vec<PropertyDifference>,
}

/// One property that differs, as AWS has it: nothing masked, nothing cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyDifference {
    /// Where it is in the resource.
    pub path: String,
    /// What became of it.
    pub difference: DriftDifference,
    /// As deployed.
    pub expected: Option<String>,
    /// As it is.
    pub actual: Option<String>,
}

impl DriftReport {
    /// As the status shows it, of a detection that began then. The same drift is the same status, whatever order AWS tells it in.
    pub(crate) fn shown(&self, began: Timestamp, incomplete: Option<String>) -> DriftStatus {
        let mut resources: Vec<_> = self.resources.iter().map(masked).collect();
        resources.sort_by(|one, other| one.logical_id.cmp(&other.logical_id));
        let digest = (!resources.is_empty()).then(|| digest(&resources));
        let more_resources = count(resources.len().saturating_sub(MOST_RESOURCES));
        resources.truncate(MOST_RESOURCES);
        let mut room = MOST_PROPERTIES;
        for resource in &mut resources {
            let kept = resource.properties.len().min(room);
            resource.more_properties = count(resource.properties.len() - kept);
            resource.properties.truncate(kept);
            room -= kept;
            shorten(resource);
        }
        DriftStatus {
            detection: None,
            checked_at: Some(began),
            digest,
            resources,
            more_resources,
            unchecked: incomplete,
        }
    }
}

/// With a detection that CloudFormation has just begun.
pub(crate) fn detecting(
    status: DeploymentRequestStatus,
    id: &str,
    now: Timestamp,
) -> DeploymentRequestStatus {
    let known = *status.drift.unwrap_or_default();
    DeploymentRequestStatus {
        drift: Some(Box::new(DriftStatus {
            detection: Some(DriftDetection {
                id: id.to_owned(),
                started_at: now,
            }),
            ..known
        })),
        ..status
    }
}

/// Of a detection that nothing came of: whether what was found before is still so, nobody knows.
pub(crate) fn unknown(why: String, began: Timestamp) -> DriftStatus {
    DriftStatus {
        checked_at: Some(began),
        unchecked: Some(why),
        ..DriftStatus::default()
    }
}

/// All of a resource, with its secrets masked: neither the status nor the digest, from which a short one could be guessed, holds any.
fn masked(resource: &ResourceDrift) -> DriftedResource {
    let mut properties: Vec<_> = resource
        .differences
        .iter()
        .map(|difference| {
            let masked = |value: &Option<String>| {
                value
                    .as_ref()
                    .map(|value| secrets::masked(&difference.path, value))
            };
            DriftedProperty {
                path: difference.path.clone(),
                difference: difference.difference,
                expected: masked(&difference.expected),
                actual: masked(&difference.actual),
            }
        })
        .collect();
    properties.sort_by(|one, other| one.path.cmp(&other.path));
    DriftedResource {
        logical_id: resource.logical_id.clone(),
        kind: resource.kind.clone(),
        state: resource.state,
        properties,
        more_properties: 0,
    }
}

fn digest(resources: &[DriftedResource]) -> Digest {
    let bound = json!(["drift", resources]);
    Digest::from_bytes(Sha256::digest(bound.to_string().as_bytes()).into())
}

fn shorten(resource: &mut DriftedResource) {
    let short = |text: &mut String| *text = cut(std::mem::take(text), LONGEST);
    short(&mut resource.logical_id);
    short(&mut resource.kind);
    for property in &mut resource.properties {
        short(&mut property.path);
        property.expected.iter_mut().for_each(short);
        property.actual.iter_mut().for_each(short);
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(id: &str, properties: usize) -> ResourceDrift {
        ResourceDrift {
            logical_id: id.into(),
            kind: "AWS::DynamoDB::Table".into(),
            state: DriftState::Modified,
            differences: (0..properties)
                .map(|number| PropertyDifference {
                    path: format!("/Property{number:03}"),
                    difference: DriftDifference::Changed,
                    expected: Some("a".repeat(1000)),
                    actual: Some("ब".repeat(1000)),
                })
                .collect(),
        }
    }

    fn shown(resources: Vec<ResourceDrift>) -> DriftStatus {
        let report = DriftReport {
            incomplete: None,
            resources,
        };
        report.shown(Timestamp::UNIX_EPOCH, None)
    }

    #[test]
    fn the_status_stays_small_and_counts_the_rest() {
        let many: Vec<_> = (0..30)
            .map(|number| resource(&format!("R{number:02}"), 7))
            .collect();
        let status = shown(many);
        assert_eq!((status.resources.len(), status.more_resources), (20, 10));
        let listed: usize = status.resources.iter().map(|it| it.properties.len()).sum();
        let more: u32 = status.resources.iter().map(|it| it.more_properties).sum();
        assert_eq!((listed, more), (50, 90));
        let bytes = serde_json::to_string(&status).expect("JSON").len();
        assert!(bytes < 64 * 1024, "{bytes} bytes");
    }

    #[test]
    fn the_digest_is_of_everything_and_of_no_order() {
        let whole = |last: &str| {
            let mut many: Vec<_> = (0..30)
                .map(|number| resource(&format!("R{number:02}"), 7))
                .collect();
            many[29].differences[6].actual = Some(last.into());
            many
        };
        let mut turned = whole("x");
        turned.reverse();
        for resource in &mut turned {
            resource.differences.reverse();
        }
        assert_eq!(shown(whole("x")), shown(turned));
        assert_ne!(
            shown(whole("x")).digest,
            shown(whole("y")).digest,
            "what isn't listed is bound as well"
        );
        assert_eq!(shown(Vec::new()).digest, None);
    }
}
