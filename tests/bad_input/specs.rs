//! Specs of every wrong shape, made from the definition: each field with each value that it must not have.

use anyhow::{Context, Result};
use cloudwhisper_api::crds::crds;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_testbed::{ADMIN, RITA};
use futures::StreamExt;
use kube::api::{Api, ApiResource, DynamicObject, Patch, PatchParams, PostParams, ValidationDirective};
use serde_json::{Map, Value, json};

use crate::support::installed;

/// So many are asked of the server at once.
const AT_ONCE: usize = 8;

/// A spec with one thing wrong, and the name of the field that is.
struct Wrong {
    field: String,
    spec: Value,
}

fn schema() -> Result<Value> {
    let crd = crds()
        .into_iter()
        .find(|crd| crd.spec.names.kind == "DeploymentRequest");
    let crd = serde_json::to_value(crd.context("the kind")?)?;
    Ok(crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"]["properties"]["spec"].clone())
}

/// The least that the schema takes.
fn least(schema: &Value) -> Value {
    if let Some(choices) = schema["enum"].as_array() {
        return choices[0].clone();
    }
    if schema["x-kubernetes-int-or-string"] == true {
        return json!("1");
    }
    match schema["type"].as_str() {
        Some("string") => json!("abc"),
        Some("integer") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("number") => json!(1.5),
        Some("boolean") => json!(true),
        Some("array") => json!([]),
        _ => {
            let required = schema["required"].as_array().into_iter().flatten();
            let fields = required.filter_map(|name| {
                let name = name.as_str()?;
                Some((name.to_owned(), least(&schema["properties"][name])))
            });
            Value::Object(fields.collect())
        }
    }
}

/// What a field must not have.
fn wrong_values(schema: &Value) -> Vec<Value> {
    if schema["x-kubernetes-int-or-string"] == true {
        return vec![
            json!(-1),
            json!("-1"),
            json!("abc"),
            json!("१०"),
            json!(1.5),
            json!(true),
            json!([]),
            json!({}),
        ];
    }
    let bound = |name: &str| schema[name].as_i64();
    match schema["type"].as_str() {
        Some("string") => {
            let mut wrong = vec![json!(7), json!(true), json!(["x"]), json!({ "a": "b" })];
            wrong.extend(bound("maxLength").map(|longest| json!("x".repeat(count(longest) + 1))));
            wrong.extend(bound("maxLength").map(|longest| json!("\u{300}".repeat(count(longest) + 1))));
            wrong.extend(bound("minLength").map(|_| json!("")));
            wrong.extend(schema.get("enum").map(|_| json!("Nonsense")));
            wrong.extend(schema.get("pattern").map(|_| json!("\u{202e}\u{7}!")));
            wrong
        }
        Some("integer") => {
            let mut wrong = vec![json!("seven"), json!(1.5), json!(true), json!([]), json!(1e30)];
            wrong.extend(bound("minimum").map(|least| json!(least - 1)));
            wrong.extend(bound("maximum").map(|most| json!(most + 1)));
            wrong
        }
        Some("boolean") => vec![json!("yes"), json!(1), json!([])],
        Some("array") => {
            let mut wrong = vec![json!("x"), json!({ "a": "b" }), json!(1)];
            wrong.extend(bound("maxItems").map(|most| json!(vec![least(&schema["items"]); count(most) + 1])));
            wrong
        }
        Some("object") => {
            let mut wrong = vec![json!("x"), json!(["x"]), json!(1)];
            wrong.extend(bound("maxProperties").map(|most| {
                let entry = |number| (format!("key{number}"), least(&schema["additionalProperties"]));
                Value::Object((0..=count(most)).map(entry).collect())
            }));
            wrong
        }
        _ => Vec::new(),
    }
}

fn count(bound: i64) -> usize {
    usize::try_from(bound).unwrap_or_default()
}

/// Every wrong value of this field and of those within it; `within` puts a value of the field into a whole spec.
fn collect(field: &str, schema: &Value, within: &dyn Fn(Value) -> Value, all: &mut Vec<Wrong>) {
    for value in wrong_values(schema) {
        all.push(Wrong {
            field: field.to_owned(),
            spec: within(value),
        });
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let whole = |value: Value| {
            let mut parent = least(schema);
            parent[name] = value;
            within(parent)
        };
        collect(name, inner, &whole, all);
    }
    if let Some(items) = schema.get("items") {
        collect(field, items, &|value| within(json!([value])), all);
    }
    if let Some(values) = schema
        .get("additionalProperties")
        .filter(|values| values.is_object())
    {
        collect(field, values, &|value| within(json!({ "key": value })), all);
    }
}

fn object(spec: &Value) -> Value {
    json!({
        "apiVersion": "cloudwhisper.dev/v1alpha1", "kind": "DeploymentRequest",
        "metadata": { "name": "wrong", "namespace": "default" }, "spec": spec,
    })
}

async fn api(user: &str) -> Result<Api<DynamicObject>> {
    let client = installed().await?.cluster.client_for(user).await?;
    let kind = ApiResource::erase::<DeploymentRequest>(&());
    Ok(Api::namespaced_with(client, "default", &kind))
}

/// What the server says to it: none where it takes it.
async fn refusal(api: &Api<DynamicObject>, spec: &Value) -> Result<Option<String>> {
    let params = PostParams {
        dry_run: true,
        ..PostParams::default()
    };
    match api.create(&params, &serde_json::from_value(object(spec))?).await {
        Ok(_) => Ok(None),
        Err(kube::Error::Api(status)) if matches!(status.code, 400 | 403 | 422) => {
            Ok(Some(status.message.clone()))
        }
        Err(error) => Err(error).with_context(|| format!("of {spec}")),
    }
}

#[tokio::test]
async fn every_wrong_value_of_every_field_is_refused_by_the_field_s_name() -> Result<()> {
    let schema = schema()?;
    let mut wrong = Vec::new();
    for (name, field) in schema["properties"].as_object().context("fields")? {
        let whole = |value: Value| {
            let mut spec = json!({ "prompt": "A static site" });
            spec[name] = value;
            spec
        };
        collect(name, field, &whole, &mut wrong);
    }
    assert!(wrong.len() > 200, "only {} were made", wrong.len());
    let api = api(ADMIN).await?;
    assert_eq!(
        refusal(&api, &json!({ "prompt": "A static site" })).await?,
        None,
        "the rest is right"
    );
    let answers = futures::stream::iter(&wrong)
        .map(async |wrong| Ok::<_, anyhow::Error>((wrong, refusal(&api, &wrong.spec).await?)))
        .buffer_unordered(AT_ONCE);
    let answers: Vec<_> = answers.collect().await;
    let mut bad = Vec::new();
    for answer in answers {
        let (Wrong { field, spec }, said) = answer?;
        let spec: String = spec.to_string().chars().take(200).collect();
        match said {
            None => bad.push(format!("taken: {spec}")),
            Some(said) if !said.contains(field.as_str()) => {
                bad.push(format!("{field} is not named: {spec}\n  {said}"));
            }
            Some(_) => {}
        }
    }
    assert!(
        bad.is_empty(),
        "{} of {}:\n{}",
        bad.len(),
        wrong.len(),
        bad.join("\n")
    );
    Ok(())
}

/// As kubectl asks: a misspelt field would else be dropped without a word.
#[tokio::test]
async fn a_field_that_there_is_not_is_refused_wherever_it_stands() -> Result<()> {
    let schema = schema()?;
    let api = api(RITA).await?;
    let params = PatchParams {
        dry_run: true,
        force: true,
        field_manager: Some("test".to_owned()),
        field_validation: Some(ValidationDirective::Strict),
    };
    let mut places = vec![json!({ "prompt": "A static site", "nonsense": 1 })];
    for (name, field) in schema["properties"].as_object().context("fields")? {
        if field["type"] == "object" && field.get("additionalProperties").is_none() {
            let mut parent = least(field);
            parent["nonsense"] = json!(1);
            let mut spec = Map::from_iter([("prompt".to_owned(), json!("A static site"))]);
            spec.insert(name.clone(), parent);
            places.push(Value::Object(spec));
        }
    }
    assert!(places.len() > 5, "only {} were made", places.len());
    for spec in places {
        match api.patch("wrong", &params, &Patch::Apply(object(&spec))).await {
            Err(kube::Error::Api(status)) => {
                assert!(status.message.contains("nonsense"), "{spec}: {}", status.message);
            }
            other => panic!("{spec}: {other:?}"),
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_prompt_of_64_kib_is_refused_with_what_is_allowed() -> Result<()> {
    let api = api(RITA).await?;
    // By letters, of which the server counts no more; and by bytes, of which these letters have three each.
    for (letter, count, words) in [
        ("a", 65_536, "16384"),
        ("क", 21_846, "16384"),
        ("क", 16_384, "16 KiB"),
    ] {
        let prompt = letter.repeat(count);
        let said = refusal(&api, &json!({ "prompt": prompt }))
            .await?
            .context("refused")?;
        assert!(said.contains(words), "{said}");
    }
    Ok(())
}
