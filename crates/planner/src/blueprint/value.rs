//! Values of properties: plain data, and references that each renderer writes in its own way.

use indexmap::IndexMap;

use super::LogicalId;

/// Something that is only known where the stack runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pseudo {
    /// The region.
    Region,
    /// The account id.
    AccountId,
    /// `aws`, `aws-cn`, …
    Partition,
    /// `amazonaws.com`, …
    UrlSuffix,
    /// The stack's name.
    StackName,
}

/// A property's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// True or false.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A map, in order.
    Map(IndexMap<String, Value>),
    /// The identifier of another resource (`Ref`).
    Ref(LogicalId),
    /// An attribute of another resource (`Fn::GetAtt`), such as `Arn`.
    Attribute(LogicalId, &'static str),
    /// The host of an attribute that is a URL: `Fn::Select` of its parts.
    UrlHost(LogicalId, &'static str),
    /// A parameter of the blueprint.
    Parameter(LogicalId),
    /// Something that is only known where the stack runs.
    Pseudo(Pseudo),
    /// The parts, one after the other (`Fn::Sub`). Parts are texts, references, attributes and pseudos.
    Concat(Vec<Value>),
    /// The n-th availability zone of the region, counted from 0.
    AvailabilityZone(usize),
    /// A parameter that `CloudFormation` resolves itself from SSM's public parameters, such as the newest machine image.
    SsmParameter(&'static str),
    /// The whole text of a secret in Secrets Manager, whose ARN this parameter of the blueprint is. Whoever builds it reads the secret then;
    /// it is in no template.
    Secret(LogicalId),
    /// The value in Base64 (`Fn::Base64`): what a virtual machine does when it starts.
    Base64(Box<Value>),
}

impl Value {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A list of these.
    pub fn list<V: Into<Value>>(values: impl IntoIterator<Item = V>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }

    /// A map of these, in order.
    pub fn map<K: Into<String>, V: Into<Value>>(entries: impl IntoIterator<Item = (K, V)>) -> Self {
        Self::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }

    /// `CloudFormation`'s own words for the whole text of a [`Secret`](Self::Secret), which it reads itself: a text with the parameter in
    /// it.
    pub fn secret_reference(arn: &LogicalId) -> Self {
        let parts = [
            "{{resolve:secretsmanager:".into(),
            Self::Parameter(arn.clone()),
            "}}".into(),
        ];
        Self::Concat(parts.into())
    }

    /// The names of all resources that it refers to.
    pub fn references(&self) -> Vec<&LogicalId> {
        let mut found = Vec::new();
        self.collect_references(&mut found);
        found
    }

    fn collect_references<'a>(&'a self, found: &mut Vec<&'a LogicalId>) {
        match self {
            Self::Ref(id) | Self::Attribute(id, _) | Self::UrlHost(id, _) => found.push(id),
            Self::List(values) | Self::Concat(values) => {
                for value in values {
                    value.collect_references(found);
                }
            }
            Self::Map(entries) => {
                for value in entries.values() {
                    value.collect_references(found);
                }
            }
            Self::Base64(value) => value.collect_references(found),
            Self::Bool(_)
            | Self::Integer(_)
            | Self::Text(_)
            | Self::Parameter(_)
            | Self::Pseudo(_)
            | Self::AvailabilityZone(_)
            | Self::SsmParameter(_)
            | Self::Secret(_) => {}
        }
    }

    /// Shows every entry of the maps within, to be changed.
    pub(crate) fn each_entry(&mut self, change: &mut impl FnMut(&str, &mut Value)) {
        match self {
            Self::Map(entries) => {
                for (name, value) in entries {
                    change(name, value);
                    value.each_entry(change);
                }
            }
            Self::List(values) => values.iter_mut().for_each(|value| value.each_entry(change)),
            _ => {}
        }
    }

    /// The text, where it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where it is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The entry of a map, where it is one and has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(entries) => entries.get(key),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<&LogicalId> for Value {
    fn from(id: &LogicalId) -> Self {
        Self::Ref(id.clone())
    }
}

impl From<Pseudo> for Value {
    fn from(pseudo: Pseudo) -> Self {
        Self::Pseudo(pseudo)
    }
}

impl<V: Into<Value>> From<Vec<V>> for Value {
    fn from(values: Vec<V>) -> Self {
        Self::list(values)
    }
}

/// `properties! { "Key": value, … }`: a map in order, for readable architecture and catalogue files.
#[macro_export]
macro_rules! properties {
    ($($key:literal : $value:expr),* $(,)?) => {
        $crate::blueprint::Value::Map([$(($key.to_owned(), $crate::blueprint::Value::from($value))),*].into_iter().collect())
    };
}
