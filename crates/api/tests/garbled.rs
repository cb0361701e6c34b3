//! Whatever the schema takes can be read: one object that can't be would take every other of its list with it.

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::crds::crds;
use cloudwhisper_api::deployment_policy::DeploymentPolicy;
use cloudwhisper_api::deployment_request::{DeploymentRequest, DeploymentRequestStatus};
use proptest::prelude::*;
use proptest::string::string_regex;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The schema of one of our kinds.
fn schema(kind: &str) -> Value {
    let crd = crds().into_iter().find(|crd| crd.spec.names.kind == kind);
    let crd = serde_json::to_value(crd.expect("a kind of ours")).expect("a definition is JSON");
    crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"].clone()
}

/// Any JSON.
fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        Just(json!("\u{202e}\u{300}\u{0}\u{7}")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("[a-z]{1,8}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
    .boxed()
}

/// Texts that a person may write, bad ones first.
fn text(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(choices) = schema["enum"].as_array() {
        return proptest::sample::select(choices.clone()).boxed();
    }
    if schema["format"] == "date-time" {
        let times = [
            "2026-11-22T00:00:00Z",
            "2026-11-22T23:59:60Z",
            "0001-01-01T00:00:00.123456789+05:30",
            "9999-12-31T23:59:59-12:00",
        ];
        return proptest::sample::select(times.map(Value::from).to_vec()).boxed();
    }
    if let Some(pattern) = schema["pattern"].as_str() {
        return string_regex(pattern.trim_matches(['^', '$']))
            .expect("a pattern of ours")
            .prop_map(Value::from)
            .boxed();
    }
    let longest = schema["maxLength"].as_u64().unwrap_or(64).min(300);
    let longest = usize::try_from(longest).expect("small");
    proptest::collection::vec(any::<char>(), 0..=longest)
        .prop_map(|chars| chars.into_iter().collect::<String>().into())
        .boxed()
}

fn whole_number(schema: &Value) -> BoxedStrategy<Value> {
    let least = schema["minimum"].as_f64();
    let most = schema["maximum"].as_f64();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounds are small whole numbers, and `as` saturates"
    )]
    let (least, most) = (
        least.map_or(i64::MIN, |least| least as i64),
        most.map_or(i64::MAX, |most| most as i64),
    );
    prop_oneof![Just(least), Just(most), least..=most]
        .prop_map(Value::from)
        .boxed()
}

/// What the schema takes.
fn taken(schema: &Value) -> BoxedStrategy<Value> {
    if schema["x-kubernetes-int-or-string"] == true {
        // What the rule of an amount takes; without the rule, as in a status, anything.
        let text = string_regex("[0-9]{1,15}([.][0-9]{1,8})?").expect("a pattern of ours");
        let ruled = prop_oneof![text.prop_map(Value::from), (0..=i64::MAX).prop_map(Value::from)];
        return if schema.get("x-kubernetes-validations").is_some() {
            ruled.boxed()
        } else {
            prop_oneof![ruled, "\\PC{0,8}".prop_map(Value::from)].boxed()
        };
    }
    let strategy = match schema["type"].as_str() {
        Some("string") => text(schema),
        Some("integer") => whole_number(schema),
        Some("number") => any::<f64>()
            .prop_filter("JSON has no others", |number| number.is_finite())
            .prop_map(Value::from)
            .boxed(),
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        Some("array") => proptest::collection::vec(taken(&schema["items"]), 0..3)
            .prop_map(Value::from)
            .boxed(),
        Some("object") => object(schema),
        _ => anything(),
    };
    if schema["nullable"] == true {
        return prop_oneof![4 => strategy, 1 => Just(Value::Null)].boxed();
    }
    strategy
}

fn object(schema: &Value) -> BoxedStrategy<Value> {
    if let Some(values) = schema
        .get("additionalProperties")
        .filter(|values| values.is_object())
    {
        return proptest::collection::btree_map("\\PC{1,16}", taken(values), 0..3)
            .prop_map(|fields| Value::Object(fields.into_iter().collect()))
            .boxed();
    }
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let fields: Vec<_> = schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            let name = name.clone();
            let value = taken(field);
            // What has a default is filled in by the server.
            if required.contains(&name.as_str()) || field.get("default").is_some() {
                value.prop_map(move |value| Some((name.clone(), value))).boxed()
            } else {
                proptest::option::weighted(0.4, value)
                    .prop_map(move |value| Some((name.clone(), value?)))
                    .boxed()
            }
        })
        .collect();
    fields
        .prop_map(|fields| Value::Object(fields.into_iter().flatten().collect()))
        .boxed()
}

/// What the schema takes, also in a field that has a rule in CEL, and one field of the status that it would not take.
fn objects(kind: &'static str) -> impl Strategy<Value = Value> {
    let schema = schema(kind);
    let properties = &schema["properties"];
    let names: Vec<String> = properties["status"]["properties"]
        .as_object()
        .expect("fields")
        .keys()
        .cloned()
        .collect();
    let garbled = (proptest::sample::select(names), anything());
    let (spec, status) = (taken(&properties["spec"]), taken(&properties["status"]));
    (spec, status, proptest::option::of(garbled)).prop_map(move |(spec, mut status, garbled)| {
        if let Some((name, value)) = garbled {
            status[name] = value;
        }
        json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": kind,
            "metadata": { "name": "poisoned" }, "spec": spec, "status": status,
        })
    })
}

fn is_read<K: DeserializeOwned>(object: &Value) -> Result<(), TestCaseError> {
    // By way of text, as it comes from the server.
    let read: serde_json::Result<K> = serde_json::from_str(&object.to_string());
    prop_assert!(read.is_ok(), "{:?} of {object}", read.err());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_request_that_the_schema_takes_can_be_read(object in objects("DeploymentRequest")) {
        is_read::<DeploymentRequest>(&object)?;
    }

    #[test]
    fn every_account_that_the_schema_takes_can_be_read(object in objects("CloudAccount")) {
        is_read::<CloudAccount>(&object)?;
    }

    #[test]
    fn every_policy_that_the_schema_takes_can_be_read(object in objects("DeploymentPolicy")) {
        is_read::<DeploymentPolicy>(&object)?;
    }
}

/// One account in which it stood as a number kept every account of the cluster from being read.
#[test]
fn credits_are_a_number_or_a_text() {
    for (written, read) in [
        (json!(100), "100"),
        (json!("100.00"), "100.00"),
        (json!("0.5"), "0.5"),
    ] {
        let account: CloudAccount = serde_json::from_value(json!({
            "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "CloudAccount", "metadata": { "name": "dev" },
            "spec": {
                "accountId": "111122223333", "defaultRegion": "ap-south-1", "credentials": { "podIdentity": {} },
                "freeTier": { "plan": "Credits", "remainingUSD": written },
            },
        }))
        .expect("it is read");
        let left = account.spec.free_tier.remaining_usd;
        assert_eq!(left.map(|left| left.to_string()).as_deref(), Some(read));
    }
}

fn request(status: &Value) -> DeploymentRequest {
    serde_json::from_value(json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest", "metadata": { "name": "site" },
        "spec": { "prompt": "A static site" }, "status": status,
    }))
    .expect("it is read")
}

#[test]
fn what_cannot_be_read_counts_as_not_there_and_the_rest_stays() {
    let status = json!({
        "observedGeneration": 3, "phase": "Ready", "outputs": { "url": "https://example.com" },
        "parsed": { "language": "en", "confidence": "very" }, "history": [{ "revision": "first" }],
    });
    let read = request(&status).status.expect("a status");
    assert_eq!((read.observed_generation, read.outputs.len()), (3, 1));
    assert_eq!(json!(read.phase), json!("Ready"));
    assert!(read.parsed.is_none() && read.history.is_empty());
    assert_eq!(
        request(&json!("none")).status,
        Some(DeploymentRequestStatus::default())
    );
}

#[test]
fn a_whole_status_is_read_as_it_was_written() {
    let mut status = Map::new();
    for (name, value) in [
        ("observedGeneration", json!(3)),
        ("phase", json!("Failed")),
        ("lastHandledReconcileAt", json!("now")),
        (
            "lastError",
            json!({ "code": "INTERNAL", "message": "no", "details": "none", "retryable": true }),
        ),
        (
            "approval",
            json!({ "digest": format!("sha256:{}", "a".repeat(64)), "approver": "alice", "at": "2026-11-22T00:00:00Z", "automatic": false }),
        ),
    ] {
        status.insert(name.to_owned(), value);
    }
    let status = Value::Object(status);
    let read = request(&status).status.expect("a status");
    assert_eq!(serde_json::to_value(read).expect("JSON"), status);
}
