//! The custom resource definitions as they are installed. Here: what the derive macros leave to do on the schemas, and
//! the YAML files. Not here: fields and their bounds, which stand at the types.

use k8s_openapi::apiextensions_apiserver::pkg::apis::apiextensions::v1::CustomResourceDefinition;
use kube::CustomResourceExt;
use serde_json::{Value, json};

use crate::cloud_account::CloudAccount;
use crate::deployment_policy::DeploymentPolicy;
use crate::deployment_request::DeploymentRequest;

type Schema = serde_json::Map<String, Value>;

/// The definitions of every kind of ours.
pub fn crds() -> Vec<CustomResourceDefinition> {
    [
        DeploymentRequest::crd(),
        CloudAccount::crd(),
        DeploymentPolicy::crd(),
    ]
    .map(finished)
    .into()
}

/// The name and the content of each file in `crds/`, the same at every call.
#[expect(clippy::missing_panics_doc, reason = "none of them can happen")]
pub fn files() -> Vec<(String, String)> {
    crds()
        .iter()
        .map(|crd| {
            let name = format!("{}_{}.yaml", crd.spec.group, crd.spec.names.plural);
            let yaml =
                serde_saphyr::to_string(crd).expect("a definition is made of maps, lists and scalars only");
            (
                name,
                format!(
                    "# Written by `cloudwhisper crds` from crates/api; edit the types there.\n---\n{yaml}"
                ),
            )
        })
        .collect()
}

/// Every definition in one text, for `kubectl apply -f -`.
pub fn yaml() -> String {
    files().into_iter().map(|(_, content)| content).collect()
}

fn finished(crd: CustomResourceDefinition) -> CustomResourceDefinition {
    let mut crd = serde_json::to_value(crd).expect("a definition is JSON");
    let schema = &mut crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"];
    // Flux takes an object without observedGeneration for ready; -1 says that nobody has looked at it yet.
    schema["properties"]["status"]["default"] = json!({ "observedGeneration": -1 });
    // Without `nullable` the server drops a field that is null, so that in CEL an empty field and an absent one are the same. In
    // the rest of the status it stays: there null says "does not apply".
    let properties = &mut schema["properties"];
    for_each_schema(&mut properties["spec"], &mut without_null);
    let status = &mut properties["status"];
    status["nullable"] = json!(false);
    if let Some(deployment) = status["properties"].get_mut("deployment") {
        for_each_schema(deployment, &mut without_null);
    }
    // The status is the operator's own. Rules on it would only use up what the server allows all rules to cost.
    for_each_schema(status, &mut |schema| {
        schema.remove("x-kubernetes-validations");
    });
    for_each_schema(schema, &mut |schema| {
        // The server warns of every format that it does not know. Bounds say the same as `uint32`.
        let known = ["int32", "int64", "double", "date-time"];
        if schema
            .get("format")
            .and_then(Value::as_str)
            .is_some_and(|format| !known.contains(&format))
        {
            schema.remove("format");
        }
        // Where a doc comment wraps is of no interest to `kubectl explain`.
        if let Some(Value::String(description)) = schema.get_mut("description") {
            let paragraphs: Vec<_> = description
                .split("\n\n")
                .map(|paragraph| paragraph.replace('\n', " "))
                .collect();
            *description = paragraphs.join("\n\n");
        }
    });
    serde_json::from_value(crd).expect("it was a definition before")
}

fn without_null(schema: &mut Schema) {
    schema.remove("nullable");
}

/// Calls `edit` with `schema` and every schema in it, and with nothing else: a field may be called `format` or `description`, too.
fn for_each_schema(schema: &mut Value, edit: &mut impl FnMut(&mut Schema)) {
    let Value::Object(schema) = schema else { return };
    edit(schema);
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties
            .values_mut()
            .for_each(|property| for_each_schema(property, edit));
    }
    for inner in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get_mut(inner) {
            for_each_schema(inner, edit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schemas() -> Vec<(String, Value)> {
        let schema = |crd: CustomResourceDefinition| {
            let value = serde_json::to_value(&crd.spec.versions[0].schema).expect("a schema is JSON");
            (crd.spec.names.kind, value["openAPIV3Schema"].clone())
        };
        crds().into_iter().map(schema).collect()
    }

    /// Calls `look` with the path and the schema of every field.
    fn for_each_field(path: &str, schema: &Value, look: &mut impl FnMut(&str, &Value)) {
        if let Some(properties) = schema["properties"].as_object() {
            for (name, property) in properties {
                let path = format!("{path}.{name}");
                look(&path, property);
                for_each_field(&path, property, look);
            }
        }
        for (inner, sign) in [("items", "[]"), ("additionalProperties", "{}")] {
            if let Some(inner) = schema.get(inner) {
                for_each_field(&format!("{path}{sign}"), inner, look);
            }
        }
    }

    #[test]
    fn every_field_is_described() {
        let mut bare = Vec::new();
        let mut fields = 0;
        for (kind, schema) in schemas() {
            for_each_field(&kind, &schema, &mut |path, field| {
                fields += 1;
                if field["description"].as_str().unwrap_or_default().len() < 5 {
                    bare.push(path.to_owned());
                }
            });
        }
        assert!(fields > 100, "the walk saw only {fields} fields");
        assert_eq!(bare, Vec::<String>::new());
    }

    #[test]
    fn every_text_map_and_list_that_a_person_writes_is_bounded() {
        let mut unbounded = Vec::new();
        for (kind, schema) in schemas() {
            for_each_field(&kind, &schema["properties"]["spec"], &mut |path, field| {
                let bounded = match field["type"].as_str() {
                    Some("string") => ["maxLength", "enum", "pattern"]
                        .iter()
                        .any(|bound| field.get(bound).is_some()),
                    Some("array") => field.get("maxItems").is_some(),
                    Some("object") if field.get("additionalProperties").is_some() => {
                        field.get("maxProperties").is_some()
                    }
                    _ => true,
                };
                // Kubernetes' own type, which has no bounds anywhere.
                if !bounded && !path.contains(".selector") {
                    unbounded.push(path.to_owned());
                }
            });
        }
        assert_eq!(unbounded, Vec::<String>::new());
    }

    #[test]
    fn every_kind_is_in_the_category_and_unobserved_at_first() {
        for crd in crds() {
            assert_eq!(crd.spec.names.categories, Some(vec!["cloudwhisper".to_owned()]));
        }
        for (kind, schema) in schemas() {
            assert_eq!(
                schema["properties"]["status"]["default"],
                json!({ "observedGeneration": -1 }),
                "{kind}"
            );
        }
    }

    #[test]
    fn every_list_of_conditions_is_a_map_by_type() {
        let mut lists = 0;
        for (kind, schema) in schemas() {
            for_each_field(&kind, &schema, &mut |path, field| {
                if path.ends_with(".conditions") {
                    lists += 1;
                    assert_eq!(field["x-kubernetes-list-type"], "map", "{path}");
                    assert_eq!(field["x-kubernetes-list-map-keys"], json!(["type"]), "{path}");
                }
            });
        }
        assert_eq!(lists, 3);
    }

    #[test]
    fn the_yaml_says_what_the_definitions_say() {
        let files = files();
        assert_eq!(
            files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            [
                "cloudwhisper.dev_deploymentrequests.yaml",
                "cloudwhisper.dev_cloudaccounts.yaml",
                "cloudwhisper.dev_deploymentpolicies.yaml"
            ]
        );
        for ((_, content), crd) in files.iter().zip(crds()) {
            let read: Value = serde_saphyr::from_str(content).expect("the file is YAML");
            assert_eq!(read, serde_json::to_value(crd).expect("a definition is JSON"));
        }
    }

    #[test]
    fn the_committed_files_are_current() {
        for (name, content) in files() {
            let path = format!("{}/../../crds/{name}", env!("CARGO_MANIFEST_DIR"));
            let committed = std::fs::read_to_string(path).unwrap_or_default();
            assert!(
                committed == content,
                "crds/{name} is not what the types say: run `make generate`"
            );
        }
    }
}
