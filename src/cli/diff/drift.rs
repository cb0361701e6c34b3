//! What runs on AWS otherwise than it was deployed, as `diff` shows it.

use std::fmt::Write;

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::drift::{DriftDifference, DriftState, DriftStatus, DriftedProperty, DriftedResource};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Action;

use super::super::plan_view::{section, sign_of};
use super::super::say::say;
use super::super::style::{FAINT, paint};

/// What the last look found, where something differs.
pub(super) fn found(request: &DeploymentRequest) -> Option<&DriftStatus> {
    let drift = request.status.as_ref()?.drift.as_deref()?;
    drift.digest.is_some().then_some(drift)
}

/// A section of its own.
pub(super) fn text(drift: &DriftStatus, language: Language) -> String {
    let mut lines: String = drift.resources.iter().map(|it| resource(it, language)).collect();
    if drift.more_resources > 0 {
        let more = drift.more_resources;
        let more = say!(
            language,
            "and {more} more resources",
            "और {more} और संसाधन",
            "aur {more} aur resources",
        );
        let _ = writeln!(lines, "  {more}");
    }
    let title = say!(
        language,
        "Changed on AWS since it was deployed",
        "डिप्लॉय होने के बाद AWS पर बदला हुआ",
        "Deploy hone ke baad AWS par badla hua",
    );
    section(&title, &lines)
}

fn resource(resource: &DriftedResource, language: Language) -> String {
    let (sign, style) = sign_of(match resource.state {
        DriftState::Modified => Action::Modify,
        DriftState::Deleted => Action::Remove,
    });
    let head = paint(style, &format!("{sign} {}", resource.logical_id));
    let mut text = format!("  {head}  {}\n", paint(FAINT, &resource.kind));
    for one in &resource.properties {
        let _ = writeln!(text, "      {}", property(one, language));
    }
    if resource.more_properties > 0 {
        let more = resource.more_properties;
        let more = say!(
            language,
            "and {more} more properties",
            "और {more} और properties",
            "aur {more} aur properties",
        );
        let _ = writeln!(text, "      {more}");
    }
    text
}

/// `/BillingMode: PAY_PER_REQUEST → PROVISIONED`.
fn property(property: &DriftedProperty, language: Language) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let (expected, actual) = (value(&property.expected), value(&property.actual));
    let note = match property.difference {
        DriftDifference::Changed => String::new(),
        DriftDifference::Added => say!(language, " (put in)", " (जोड़ा गया)", " (joda gaya)"),
        DriftDifference::Removed => say!(language, " (taken out)", " (हटाया गया)", " (hataya gaya)"),
    };
    format!("{}: {expected} → {actual}{note}", property.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::ready;

    fn drift() -> DriftStatus {
        let property =
            |path: &str, difference, expected: Option<&str>, actual: Option<&str>| DriftedProperty {
                path: path.into(),
                difference,
                expected: expected.map(str::to_owned),
                actual: actual.map(str::to_owned),
            };
        DriftStatus {
            digest: Some(cloudwhisper_api::digest::Digest::from_bytes([7; 32])),
            resources: vec![
                DriftedResource {
                    logical_id: "Table".into(),
                    kind: "AWS::DynamoDB::Table".into(),
                    state: DriftState::Modified,
                    properties: vec![
                        property(
                            "/BillingMode",
                            DriftDifference::Changed,
                            Some("PAY_PER_REQUEST"),
                            Some("PROVISIONED"),
                        ),
                        property("/Tags/1", DriftDifference::Added, None, Some("{\"Key\":\"x\"}")),
                    ],
                    more_properties: 2,
                },
                DriftedResource {
                    logical_id: "Queue".into(),
                    kind: "AWS::SQS::Queue".into(),
                    state: DriftState::Deleted,
                    properties: Vec::new(),
                    more_properties: 0,
                },
            ],
            more_resources: 3,
            ..DriftStatus::default()
        }
    }

    #[test]
    fn what_was_changed_on_aws_is_listed_and_the_rest_counted() {
        let told = |language| anstream::adapter::strip_str(&text(&drift(), language)).to_string();
        insta::assert_snapshot!(told(Language::English));
        for language in [Language::Hindi, Language::Hinglish] {
            assert!(told(language).contains("/BillingMode: PAY_PER_REQUEST → PROVISIONED"));
        }
    }

    #[test]
    fn what_is_in_sync_has_no_section() {
        let mut request = ready();
        assert!(found(&request).is_none());
        let status = request.status.as_mut().expect("a status");
        status.drift = Some(Box::default());
        assert!(found(&request).is_none());
        request.status.as_mut().expect("a status").drift = Some(Box::new(drift()));
        assert!(found(&request).is_some());
    }
}
