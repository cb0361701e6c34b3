//! Who may use an account, and what its own status says.

mod support;

use std::collections::BTreeMap;

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::Class;
use cloudwhisper_lifecycle::account::{IdentityFact, NotAllowed, allows, decide_account};
use serde_json::json;
use support::{T0, account, at, fault};

fn with_selector(selector: serde_json::Value) -> CloudAccount {
    let mut account = account();
    account.spec.allowed_namespaces.names.clear();
    account.spec.allowed_namespaces.selector = Some(serde_json::from_value(selector).expect("selector"));
    account
}

fn fits(selector: serde_json::Value, labels: &[(&str, &str)]) -> bool {
    let labels: BTreeMap<String, String> = labels.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
    allows(&with_selector(selector), "shop", &labels, "ap-south-1").is_ok()
}

#[test]
fn selectors_mean_what_kubernetes_means() {
    let expression = |operator: &str| json!({ "matchExpressions": [{ "key": "team", "operator": operator, "values": ["shop"] }] });
    assert!(fits(json!({}), &[]), "an empty selector fits everything");
    assert!(fits(expression("In"), &[("team", "shop")]));
    assert!(!fits(expression("In"), &[]));
    assert!(fits(expression("NotIn"), &[]));
    assert!(!fits(expression("NotIn"), &[("team", "shop")]));
    assert!(fits(expression("Exists"), &[("team", "x")]));
    assert!(fits(expression("DoesNotExist"), &[]));
    assert!(
        !fits(expression("Resembles"), &[("team", "shop")]),
        "an unknown operator fits nothing"
    );
    assert!(!fits(
        json!({ "matchLabels": { "team": "shop" }, "matchExpressions": [{ "key": "x", "operator": "Exists" }] }),
        &[("team", "shop")]
    ));
}

#[test]
fn regions_are_those_that_are_named_or_the_default() {
    let mut account = account();
    let none = BTreeMap::new();
    assert_eq!(
        allows(&account, "shop", &none, "eu-west-1"),
        Err(NotAllowed::Region("eu-west-1".into()))
    );
    assert_eq!(
        allows(&account, "other", &none, "us-east-1"),
        Err(NotAllowed::Namespace("other".into()))
    );
    account.spec.allowed_regions.clear();
    assert_eq!(allows(&account, "shop", &none, "ap-south-1"), Ok(()));
    assert!(allows(&account, "shop", &none, "us-east-1").is_err());
}

fn valid(account_id: &str) -> IdentityFact {
    IdentityFact::Valid {
        arn: "arn:aws:iam::111122223333:root".into(),
        account_id: account_id.into(),
    }
}

#[test]
fn credentials_of_another_account_are_stalled() {
    let decision = decide_account(&account(), &valid("999999999999"), T0);
    assert!(!decision.usable && !decision.retry);
    assert_eq!(
        support::condition_of(&decision.status.conditions, "Stalled").reason,
        "AccountMismatch"
    );
}

#[test]
fn a_passing_fault_makes_no_working_account_unready() {
    let fact = IdentityFact::Unknown(fault(Class::Transient, ErrorCode::AwsUnreachable));
    let decision = decide_account(&account(), &fact, at(1));
    assert!(decision.usable && decision.retry);
    let mut fresh = account();
    fresh.status = None;
    let decision = decide_account(&fresh, &fact, at(1));
    assert!(!decision.usable && decision.retry);
    assert_eq!(
        support::condition_of(&decision.status.conditions, "Reconciling").status,
        "True"
    );
}

#[test]
fn looking_again_writes_nothing_for_a_while() {
    let account = account();
    assert_eq!(
        Some(decide_account(&account, &valid("111122223333"), at(60)).status),
        account.status
    );
    let later = decide_account(&account, &valid("111122223333"), at(3600)).status;
    assert_eq!(later.last_check, Some(at(3600)));
}
