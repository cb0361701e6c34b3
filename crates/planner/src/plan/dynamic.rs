//! Dynamic references, the texts with two braces that CloudFormation replaces by what they name, a secret too, with the rights of whoever
//! deploys. Here: that none gets into a template but the planner's own. Not here: the planner's own (`blueprint/value.rs`, `catalog/`).

mod words;

use std::collections::BTreeMap;

use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;

use super::PlanInput;
use crate::blueprint::architectures::Workload;
use crate::blueprint::{Blueprint, Value};

/// What such a text begins with; references to outputs of other requests do too, and those have been replaced by now.
const BRACES: &str = "{{";
/// What CloudFormation looks for.
const RESOLVE: &str = "{{resolve:";
/// How the planner's own end, which all name a secret of the same stack or of a parameter: the whole text, or the password.
const ENDS: [&str; 2] = ["}}", ":SecretString:password}}"];
/// How they begin.
const BEGIN: &str = "{{resolve:secretsmanager:";

/// Refuses two braces in what is given beside the prompt.
///
/// # Errors
/// [`InvalidParameter`](cloudwhisper_api::error::ErrorCode::InvalidParameter) with the field of the first such text.
pub(super) fn check_input(input: &PlanInput<'_>, language: Language) -> Result<(), UserError> {
    let request = &input.request;
    for (field, entries) in [
        ("spec.parameters", request.parameters),
        ("spec.answers", request.answers),
        ("spec.tags", input.tags),
    ] {
        let mut entries = entries.iter();
        if let Some((key, _)) = entries.find(|(key, value)| [key, value].iter().any(|it| it.contains(BRACES)))
        {
            return Err(words::braces(language, &format!("{field}.{key}")));
        }
    }
    let artifact: Vec<&str> = match &input.workload {
        Workload::Sample => Vec::new(),
        Workload::Image(image) => vec![image],
        Workload::Zip { bucket, key, version } => {
            vec![bucket, key, version.as_deref().unwrap_or_default()]
        }
    };
    let names = request.project_name.into_iter();
    let texts = artifact.into_iter().map(|text| ("spec.artifact", text));
    let mut texts = texts.chain(names.map(|text| ("spec.projectName", text)));
    match texts.find(|(_, text)| text.contains(BRACES)) {
        Some((field, _)) => Err(words::braces(language, field)),
        None => Ok(()),
    }
}

/// Refuses a template with a dynamic reference that isn't the planner's own, wherever it comes from: names and values that the prompt says
/// stand in it too.
///
/// # Errors
/// [`InvalidParameter`](cloudwhisper_api::error::ErrorCode::InvalidParameter) with the first such text.
pub(super) fn check(
    blueprint: &Blueprint,
    tags: &BTreeMap<String, String>,
    language: Language,
) -> Result<(), UserError> {
    let resources = blueprint.resources().iter();
    let properties = resources.flat_map(|resource| resource.properties.values());
    let outputs = blueprint.outputs().iter().map(|output| &output.value);
    let in_graph = properties.chain(outputs).find_map(foreign);
    let mut in_tags = tags.iter().flat_map(|(key, value)| [key, value]);
    let found = in_graph.or_else(|| in_tags.find(|text| resolves(text)).cloned());
    found.map_or(Ok(()), |text| Err(words::in_plan(language, &text)))
}

fn resolves(text: &str) -> bool {
    text.to_ascii_lowercase().contains(RESOLVE)
}

/// The first text within that CloudFormation would replace, other than the planner's own.
fn foreign(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => resolves(text).then(|| text.clone()),
        Value::List(values) => values.iter().find_map(foreign),
        Value::Map(entries) => entries.iter().find_map(|(key, value)| {
            let key = resolves(key).then(|| key.clone());
            key.or_else(|| foreign(value))
        }),
        Value::Base64(inner) => foreign(inner),
        Value::Concat(parts) => {
            let mut texts = vec![String::new()];
            join(parts, &mut texts);
            let foreign_part = parts.iter().find_map(|part| match part {
                Value::Text(_) | Value::Concat(_) => None, // joined above
                other => foreign(other),
            });
            foreign_part.or_else(|| texts.into_iter().find(|text| resolves(text)))
        }
        Value::Bool(_)
        | Value::Integer(_)
        | Value::Ref(_)
        | Value::Attribute(..)
        | Value::UrlHost(..)
        | Value::Parameter(_)
        | Value::Pseudo(_)
        | Value::AvailabilityZone(_)
        | Value::SsmParameter(_)
        | Value::Secret(_) => None,
    }
}

/// The texts between the references, as they stand side by side in the template: a brace at the end of one part and the rest in the next
/// are one text there.
fn join(parts: &[Value], texts: &mut Vec<String>) {
    if is_own(parts) {
        texts.push(String::new());
        return;
    }
    for part in parts {
        match (part, texts.last_mut()) {
            (Value::Text(text), Some(last)) => last.push_str(text),
            (Value::Concat(inner), _) => join(inner, texts),
            _ => texts.push(String::new()),
        }
    }
}

/// One that the planner makes: the reference to a secret of the plan between two fixed texts. What a person says is a text, and never
/// a reference.
fn is_own(parts: &[Value]) -> bool {
    match parts {
        [begin, Value::Ref(_) | Value::Parameter(_), end] => {
            begin.as_text() == Some(BEGIN) && end.as_text().is_some_and(|end| ENDS.contains(&end))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::properties;

    const TEXT: &str = "{{resolve:secretsmanager:prod/db:SecretString:password}}";

    fn is_foreign(value: impl Into<Value>) -> bool {
        foreign(&value.into()).is_some()
    }

    #[test]
    fn it_is_found_wherever_it_stands() {
        assert!(is_foreign(TEXT));
        assert!(is_foreign(TEXT.to_uppercase()));
        assert!(is_foreign(
            properties! { "Environment": vec![properties! { "Value": TEXT }] }
        ));
        assert!(is_foreign(Value::map([(TEXT, "a key")])));
        let script = Value::Concat(vec!["KEY=".into(), TEXT.into(), Value::Ref("Bucket".into())]);
        assert!(is_foreign(Value::Base64(Box::new(script))));
        assert!(!is_foreign("body{{font:18px}} and {\"a\":{\"b\":1}}"));
    }

    #[test]
    fn parts_that_make_one_together_are_one() {
        let (first, rest) = TEXT.split_at(1);
        let parts = [
            Value::Ref("Bucket".into()),
            first.into(),
            Value::Concat(vec![rest.into()]),
        ];
        assert!(is_foreign(Value::Concat(parts.into())));
    }

    #[test]
    fn the_planner_s_own_are_left_alone_and_no_text_passes_for_one() {
        let secret: Value = Value::Ref("Secret".into());
        let own = |end: &str| Value::Concat(vec![BEGIN.into(), secret.clone(), end.into()]);
        assert!(!is_foreign(own("}}")) && !is_foreign(own(":SecretString:password}}")));
        assert!(!is_foreign(Value::Concat(vec![
            "a".into(),
            own("}}"),
            "b".into()
        ])));
        assert!(!is_foreign(Value::secret_reference(&"Arn".into())));
        assert!(is_foreign(Value::Concat(vec![
            BEGIN.into(),
            "prod/db".into(),
            "}}".into()
        ])));
        assert!(is_foreign(own(":SecretString:other}}")));
    }
}
