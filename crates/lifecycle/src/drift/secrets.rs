//! What must not be shown of a property's value. By its name or its place, and by what it looks like: rather too much than too little.

use serde_json::Value;

const MASK: &str = "****";

/// Parts of names of properties that hold secrets; letters and digits only, small.
const NAMES: [&str; 14] = [
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "credential",
    "apikey",
    "accesskey",
    "privatekey",
    "authorization",
    "connectionstring",
    "userdata",
    "headervalue",
    "certificatebody",
];
/// Parts of paths below which every value is somebody's own: environment variables hold what their authors put there.
const PLACES: [&str; 3] = ["environment", "variables", "parametervalue"];
/// What keys and tokens begin with.
const LOOKS: [&str; 9] = [
    "AKIA",
    "ASIA",
    "ghp_",
    "gho_",
    "github_pat_",
    "xoxb-",
    "sk-",
    "eyJ",
    "AIza",
];

/// The value of the property at `path`, as it may be shown.
pub(super) fn masked(path: &str, value: &str) -> String {
    if is_secret_name(path) || is_secret_place(path) {
        return MASK.to_owned();
    }
    match serde_json::from_str::<Value>(value) {
        Ok(mut whole @ (Value::Object(_) | Value::Array(_))) => {
            whole.sort_all_objects(); // in whatever order AWS tells it, it is the same
            mask(&mut whole, false);
            whole.to_string()
        }
        Ok(Value::String(text)) if looks_secret(&text) => MASK.to_owned(),
        _ if looks_secret(value) => MASK.to_owned(),
        _ => value.to_owned(),
    }
}

/// Masks what is secret in a value of many; `whole`: all of it.
fn mask(value: &mut Value, whole: bool) {
    match value {
        Value::Object(fields) => {
            // `{"Name": "DB_PASSWORD", "Value": "…"}`: the name is a value itself.
            let named = ["Name", "Key", "ParameterName", "HeaderName"]
                .into_iter()
                .filter_map(|key| fields.get(key)?.as_str())
                .any(is_secret_name);
            for (name, field) in fields {
                let secret = is_secret_name(name) || is_secret_place(name);
                mask(field, whole || secret || (named && name.contains("Value")));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mask(item, whole)),
        Value::String(text) if whole || looks_secret(text) => MASK.clone_into(text),
        Value::Number(_) if whole => *value = Value::String(MASK.to_owned()),
        Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

fn is_secret_name(name: &str) -> bool {
    let name = letters(name);
    NAMES.iter().any(|part| name.contains(part))
}

fn is_secret_place(path: &str) -> bool {
    let path = letters(path);
    PLACES.iter().any(|part| path.contains(part))
}

fn looks_secret(text: &str) -> bool {
    let has_key = text.contains("PRIVATE KEY-----") || text.contains("{{resolve:secretsmanager");
    let mut words = text.split(|c: char| c.is_whitespace() || ['"', '\'', '=', ':', ',', ';'].contains(&c));
    let is_key = |word: &str| word.len() >= 16 && LOOKS.iter().any(|start| word.starts_with(start));
    // `scheme://user:password@host`
    let has_login = text
        .split_once("://")
        .and_then(|(_, rest)| rest.split(['/', '?']).next())
        .is_some_and(|host| host.contains('@') && host.contains(':'));
    has_key || has_login || words.any(is_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_secret_is_masked_by_name_place_or_look() {
        for (path, value) in [
            ("/MasterUserPassword", "hunter2"),
            ("/Master_User_Password", "hunter2"),
            ("/Environment/Variables/STAGE", "live"),
            ("/UserData", "IyEvYmluL2Jhc2g="),
            ("/Description", "AKIAIOSFODNN7EXAMPLE"),
            ("/Description", "key=AKIAIOSFODNN7EXAMPLE"),
            ("/Endpoint", "postgres://shop:hunter2@db.example:5432/shop"),
            ("/Text", "-----BEGIN RSA PRIVATE KEY-----"),
        ] {
            assert_eq!(masked(path, value), MASK, "{path} {value}");
        }
    }

    #[test]
    fn within_a_value_of_many_only_what_is_secret_is_masked() {
        let value =
            r#"{"Image":"shop:2","Environment":[{"Name":"A","Value":"b"}],"Secrets":["x"],"Cpu":256}"#;
        let shown = masked("/ContainerDefinitions/0", value);
        assert!(shown.contains("shop:2") && shown.contains("256"), "{shown}");
        assert!(!shown.contains("\"b\"") && !shown.contains("\"x\""), "{shown}");
        let named = masked("/Settings/0", r#"{"Name":"DB_PASSWORD","Value":"hunter2"}"#);
        assert!(
            named.contains("DB_PASSWORD") && !named.contains("hunter2"),
            "{named}"
        );
        let listed = masked("/Settings", r#"[{"ApiKeys":[4711]}]"#);
        assert!(!listed.contains("4711"), "{listed}");
    }

    #[test]
    fn what_is_none_is_shown_as_it_is() {
        for (path, value) in [
            ("/BillingMode", "PROVISIONED"),
            ("/SecurityGroupIngress/0/CidrIp", "0.0.0.0/0"),
            ("/VisibilityTimeout", "30"),
            ("/Url", "https://orders.example:8443/"),
        ] {
            assert_eq!(masked(path, value), value);
        }
    }
}
