//! What roles may do, in the plan as it is.

use cloudwhisper_api::plan::Severity;

use super::words::Words;
use super::{Rule, Subject};
use crate::blueprint::{Resource, Value};

pub(super) const RULES: &[Rule] = &[wildcards];

/// Holds for no plan of ours; a new architecture that gave a role everything would be told here.
fn wildcards(subject: Subject<'_>) -> Vec<Words> {
    let roles = subject.blueprint.of_kind("AWS::IAM::Role");
    roles
        .filter(|role| grants_everything(role))
        .map(|role| too_much().about(role))
        .collect()
}

/// Whether a statement allows all actions, or all of a service, on every resource.
fn grants_everything(role: &Resource) -> bool {
    let Some(Value::List(policies)) = role.properties.get("Policies") else {
        return false;
    };
    policies
        .iter()
        .filter_map(|policy| policy.get("PolicyDocument")?.get("Statement"))
        .any(|statements| matches!(statements, Value::List(statements) if statements.iter().any(is_wildcard)))
}

fn is_wildcard(statement: &Value) -> bool {
    let allows = statement.get("Effect").and_then(Value::as_text) == Some("Allow");
    let actions = statement
        .get("Action")
        .is_some_and(|action| any_text(action, |text| text.ends_with('*')));
    let resources = statement
        .get("Resource")
        .is_some_and(|resource| any_text(resource, |text| text == "*"));
    allows && actions && resources
}

fn any_text(value: &Value, fits: fn(&str) -> bool) -> bool {
    match value {
        Value::Text(text) => fits(text),
        Value::List(values) => values.iter().filter_map(Value::as_text).any(fits),
        _ => false,
    }
}

fn too_much() -> Words {
    Words {
        rule: "CW-IAM-002",
        severity: Severity::High,
        resource: None,
        message: [
            "This role may do more than one purpose needs, on every resource of the account",
            "यह भूमिका खाते के हर संसाधन पर ज़रूरत से ज़्यादा कर सकती है",
            "Yeh role account ke har resource par zaroorat se zyada kar sakta hai",
        ],
        suggestion: [
            "Name the actions and the resources one by one",
            "क्रियाएँ और संसाधन एक-एक करके लिखें",
            "Actions aur resources ek-ek karke likhein",
        ],
    }
}
