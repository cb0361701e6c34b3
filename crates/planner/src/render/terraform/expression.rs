//! Values of a blueprint as Terraform has them.

use super::hcl::Expression;
use super::naming::snake_case;
use crate::blueprint::{LogicalId, Pseudo, Value};

/// The name that stands for the stack's: Terraform has no stacks.
pub(super) const NAME: &str = "var.name";

/// The data source that reads a secret.
pub(super) const SECRET: &str = "aws_secretsmanager_secret_version";

/// The value, with the keys of maps as they are.
pub(super) fn expression(value: &Value) -> Expression {
    match value {
        Value::Bool(value) => Expression::Bool(*value),
        Value::Integer(number) => Expression::Integer(*number),
        Value::Text(text) => Expression::text(text.as_str()),
        Value::List(values) => Expression::List(values.iter().map(expression).collect()),
        Value::Map(entries) => Expression::Object(
            entries
                .iter()
                .map(|(key, value)| (key.clone(), expression(value)))
                .collect(),
        ),
        other => scalar(other),
    }
}

/// A value that is not made of others with keys.
pub(super) fn scalar(value: &Value) -> Expression {
    match value {
        Value::Ref(id) => Expression::Reference(id.clone(), None),
        Value::Attribute(id, name) => Expression::Reference(id.clone(), Some(name)),
        Value::UrlHost(id, name) => {
            let url = Expression::Reference(id.clone(), Some(name));
            // "https://host/path" in parts: the scheme, nothing, the host.
            Expression::Element(
                Box::new(Expression::Call("split", vec![Expression::text("/"), url])),
                2,
            )
        }
        Value::Parameter(id) => Expression::code(variable(id)),
        Value::Pseudo(pseudo) => Expression::code(pseudo_parameter(*pseudo)),
        Value::Concat(parts) => Expression::Template(parts.iter().map(expression).collect()),
        Value::AvailabilityZone(n) => {
            Expression::code(format!("data.aws_availability_zones.available.names[{n}]"))
        }
        Value::SsmParameter(path) => Expression::code(format!(
            "data.aws_ssm_parameter.{}.insecure_value",
            ssm_label(path)
        )),
        Value::Secret(arn) => Expression::code(format!(
            "data.{SECRET}.{}.secret_string",
            snake_case(arn.as_str())
        )),
        Value::Base64(value) => Expression::Call("base64encode", vec![expression(value)]),
        Value::Bool(_) | Value::Integer(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
            expression(value)
        }
    }
}

/// How a parameter of the blueprint is referred to.
pub(super) fn variable(id: &LogicalId) -> String {
    format!("var.{}", snake_case(id.as_str()))
}

/// Label of the data source that reads one of SSM's public parameters.
pub(super) fn ssm_label(path: &str) -> String {
    let word = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    let label: String = path.trim_matches('/').chars().map(word).collect();
    label.strip_prefix("aws_service_").unwrap_or(&label).to_owned()
}

fn pseudo_parameter(pseudo: Pseudo) -> &'static str {
    match pseudo {
        Pseudo::Region => "data.aws_region.current.region",
        Pseudo::AccountId => "data.aws_caller_identity.current.account_id",
        Pseudo::Partition => "data.aws_partition.current.partition",
        Pseudo::UrlSuffix => "data.aws_partition.current.dns_suffix",
        Pseudo::StackName => NAME,
    }
}
