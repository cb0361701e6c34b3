//! Types that the provider `awscc` has: it is made from `CloudFormation`'s own schemas, so a type needs no table of its own.
//! What its naming rule does not tell stands in `awscc.tsv`, which `hack/awscc-table.py` writes from the published schemas.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::expression::{expression, scalar};
use super::hcl::{Expression, Item};
use super::naming::snake_case;
use crate::blueprint::{Resource, Value};
use crate::catalog::{self, Tags, secrets};

/// A line a type, in order of type.
static LINES: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("awscc.tsv").lines().collect());

/// What awscc has of a type. Lists are paths of properties, separated by spaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// What `Ref` gives.
    pub reference: &'static str,
    /// What is a JSON text.
    json: &'static str,
    /// What is a map with keys of the person's own.
    maps: &'static str,
    /// What it does not have.
    absent: &'static str,
}

/// The type's entry, where awscc has the type.
pub(super) fn entry(kind: &str) -> Option<Entry> {
    let of = |line: &&'static str| line.split('\t').next().unwrap_or_default();
    let found = LINES.binary_search_by(|line| of(line).cmp(kind)).ok()?;
    let mut fields = LINES.get(found)?.split('\t').skip(1);
    let mut next = || fields.next().unwrap_or_default();
    Some(Entry {
        reference: next(),
        json: next(),
        maps: next(),
        absent: next(),
    })
}

impl Entry {
    /// Whether it has all of these attributes.
    pub(super) fn gives(&self, attributes: &BTreeSet<&'static str>) -> bool {
        let absent = |name: &str| {
            let parents = name.match_indices('.').map(|(end, _)| &name[..end]);
            parents.chain([name]).any(|path| has(self.absent, path))
        };
        !attributes.iter().any(|name| absent(name))
    }

    /// The arguments of a resource; none if awscc lacks one of its properties.
    pub(super) fn arguments(&self, resource: &Resource) -> Option<Vec<Item>> {
        let mut items = Vec::new();
        for (name, value) in resource.properties.iter().filter(|(name, _)| **name != "Tags") {
            items.push(Item::argument(snake_case(name), self.value(value, name)?));
        }
        if let Some(tags) = self.tags(resource) {
            items.push(Item::argument("tags", tags));
        }
        Some(items)
    }

    fn value(&self, value: &Value, path: &str) -> Option<Expression> {
        if has(self.absent, path) || is_looked_up(value) {
            return None;
        }
        let is_json = |path: &str| has(self.json, path);
        match value {
            Value::List(values) if is_json(&format!("{path}[]")) => Some(Expression::List(
                values
                    .iter()
                    .map(|value| Expression::json(expression(value)))
                    .collect(),
            )),
            Value::List(_) | Value::Map(_) if is_json(path) => Some(Expression::json(expression(value))),
            Value::List(values) => values
                .iter()
                .map(|value| self.value(value, path))
                .collect::<Option<_>>()
                .map(Expression::List),
            Value::Map(entries) if has(self.maps, path) => {
                let entry =
                    |(key, value): (&String, &Value)| Some((key.clone(), self.structure(value, path)?));
                entries
                    .iter()
                    .map(entry)
                    .collect::<Option<_>>()
                    .map(Expression::Object)
            }
            other => self.structure(other, path),
        }
    }

    /// A value that is no map with keys of the person's own. What such a map holds is described under the map's own path.
    fn structure(&self, value: &Value, path: &str) -> Option<Expression> {
        match value {
            Value::Map(entries) => {
                let entry = |(key, value): (&String, &Value)| {
                    Some((snake_case(key), self.value(value, &format!("{path}.{key}"))?))
                };
                entries
                    .iter()
                    .map(entry)
                    .collect::<Option<_>>()
                    .map(Expression::Object)
            }
            Value::List(values) => values
                .iter()
                .map(|value| self.structure(value, path))
                .collect::<Option<_>>()
                .map(Expression::List),
            other => Some(scalar(other)),
        }
    }

    /// awscc has no default tags: every resource is given them.
    fn tags(&self, resource: &Resource) -> Option<Expression> {
        if has(self.absent, "Tags") {
            return None;
        }
        let own = resource.properties.get("Tags");
        match catalog::service(resource.kind).map_or(Tags::None, catalog::Service::tags) {
            Tags::None => self.value(own?, "Tags"),
            Tags::List => {
                let tags = with_own("var.tags", &pairs(own));
                Some(Expression::code(format!(
                    "[for key, value in {tags} : {{ key = key, value = value }}]"
                )))
            }
            Tags::Propagated => {
                let tags = with_own("var.tags", &pairs(own));
                Some(Expression::code(format!(
                    "[for key, value in {tags} : {{ key = key, value = value, propagate_at_launch = true }}]"
                )))
            }
            Tags::Map => {
                let own = match own {
                    Some(Value::Map(own)) => own.iter().map(|(key, value)| (key.as_str(), value)).collect(),
                    _ => Vec::new(),
                };
                let tags = with_own("var.tags", &own);
                let encoded = has(self.json, "Tags");
                Some(Expression::code(if encoded {
                    format!("jsonencode({tags})")
                } else {
                    tags
                }))
            }
        }
    }
}

/// Whether `CloudFormation` itself has to look a value up, which Terraform's providers can't.
fn is_looked_up(value: &Value) -> bool {
    let Value::Concat(parts) = value else { return false };
    let first = parts.first().and_then(Value::as_text);
    first.is_some_and(|text| text.starts_with(secrets::RESOLVED))
}

/// Tags given as `[{Key, Value}]`.
pub(super) fn pairs(tags: Option<&Value>) -> Vec<(&str, &Value)> {
    match tags {
        Some(Value::List(tags)) => tags.iter().filter_map(pair).collect(),
        _ => Vec::new(),
    }
}

fn pair(tag: &Value) -> Option<(&str, &Value)> {
    Some((tag.get("Key")?.as_text()?, tag.get("Value")?))
}

/// The common tags and those of the resource's own, which win. Tags are texts that we know.
fn with_own(common: &str, own: &[(&str, &Value)]) -> String {
    if own.is_empty() {
        return common.to_owned();
    }
    let text = |value: &Value| super::hcl::quoted(value.as_text().unwrap_or_default());
    let own: Vec<String> = own
        .iter()
        .map(|(key, value)| format!("{} = {}", super::hcl::quoted(key), text(value)))
        .collect();
    format!("merge({common}, {{ {} }})", own.join(", "))
}

fn has(paths: &str, path: &str) -> bool {
    paths.split(' ').any(|one| one == path)
}

#[cfg(test)]
mod tests {
    use super::{LINES, entry};

    #[test]
    fn the_table_is_in_order_and_every_type_is_found() {
        assert!(LINES.len() > 1_500, "{} types", LINES.len());
        assert!(LINES.is_sorted_by_key(|line| line.split('\t').next()));
        for line in LINES.iter() {
            let kind = line.split('\t').next().expect("a line has a type");
            assert!(entry(kind).is_some(), "{kind}");
        }
        assert!(entry("AWS::IAM::Policy").is_none());
        assert_eq!(
            entry("AWS::ECS::Service").map(|it| it.reference),
            Some("service_arn")
        );
    }
}
