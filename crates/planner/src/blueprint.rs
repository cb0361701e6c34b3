//! The blueprint: a typed graph of resources with references between them. Here: what a graph is made of and that it
//! holds together. Not here: which resources a wish needs (`architectures/`), what a service's properties are
//! (`catalog/`), how a graph is written down (`render/`).

pub mod architectures;
pub mod existing_network;
mod reach;
mod value;

use std::fmt;

use indexmap::IndexMap;

use architectures::parts::access::Access;

pub use value::{Pseudo, Value};

/// Name of the output that says where the application is.
const URL: &str = "Url";

/// Name of a resource, output or parameter within a template: a letter, then letters and digits, at most 64.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogicalId(String);

impl LogicalId {
    /// The name made of this text: letters and digits are kept, each word begins with a capital, everything else
    /// goes. A text without a letter in front gets one.
    pub fn new(text: &str) -> Self {
        let mut name = String::new();
        for word in text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let (first, rest) = word.split_at(1);
            name.push_str(&first.to_ascii_uppercase());
            name.push_str(rest);
        }
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name.insert(0, 'R');
        }
        name.truncate(64);
        Self(name)
    }

    /// The name as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LogicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for LogicalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for LogicalId {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// What becomes of a resource's data when the stack lets go of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retention {
    /// It goes; nothing of value is in it.
    Delete,
    /// It stays, outside of the stack.
    Retain,
    /// A snapshot stays.
    Snapshot,
}

/// One resource.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its name within the template.
    pub id: LogicalId,
    /// `CloudFormation` type, such as `AWS::S3::Bucket`; always one of the catalogue's.
    pub kind: &'static str,
    /// `CloudFormation` properties, in the order that they are written.
    pub properties: IndexMap<&'static str, Value>,
    /// Resources that have to be there first although no property refers to them.
    pub depends_on: Vec<LogicalId>,
    /// What becomes of its data.
    pub retention: Retention,
}

impl Resource {
    /// A resource without properties whose data goes with the stack.
    pub fn new(id: impl Into<LogicalId>, kind: &'static str) -> Self {
        Self {
            id: id.into(),
            kind,
            properties: IndexMap::new(),
            depends_on: Vec::new(),
            retention: Retention::Delete,
        }
    }

    /// Sets a property.
    #[must_use]
    pub fn with(mut self, property: &'static str, value: impl Into<Value>) -> Self {
        self.properties.insert(property, value.into());
        self
    }

    /// Sets a property where there is a value for it.
    #[must_use]
    pub fn with_some(self, property: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(property, value),
            None => self,
        }
    }

    /// Waits for a resource that no property refers to.
    #[must_use]
    pub fn after(mut self, id: &LogicalId) -> Self {
        self.depends_on.push(id.clone());
        self
    }

    /// Keeps its data when the stack lets go of it.
    #[must_use]
    pub fn kept(mut self, retention: Retention) -> Self {
        self.retention = retention;
        self
    }

    /// `Ref` of this resource.
    pub fn reference(&self) -> Value {
        Value::Ref(self.id.clone())
    }

    /// `Fn::GetAtt` of this resource.
    pub fn attribute(&self, name: &'static str) -> Value {
        Value::Attribute(self.id.clone(), name)
    }
}

/// A value that the stack gives back.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// Name of the output, such as `Url`; shown in `status.outputs` in camelCase.
    pub id: LogicalId,
    /// What it is, in English: `CloudFormation` shows it to whoever reads the stack.
    pub description: String,
    /// The value.
    pub value: Value,
}

/// A value that only the account's owner knows, such as the id of a hosted zone. Given in `spec.answers`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name in the template.
    pub id: LogicalId,
    /// What it is and where to find it, in English: `CloudFormation` shows it.
    pub description: &'static str,
    /// Regular expression that the whole value has to match.
    pub pattern: &'static str,
    /// Key of the answer that gives the value, such as `hostedZoneId`.
    pub answer: &'static str,
}

/// What a graph can be wrong in. A bug of ours, never a person's mistake.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlueprintError {
    /// Two resources of one name.
    #[error("resource {0} is there twice")]
    Duplicate(LogicalId),
    /// A reference to nothing.
    #[error("{from} refers to {to}, which does not exist")]
    Dangling {
        /// Where the reference stands.
        from: LogicalId,
        /// What it names.
        to: LogicalId,
    },
    /// A resource type without a file in the catalogue.
    #[error("{0} is not in the catalogue")]
    NotInCatalogue(&'static str),
}

/// A graph of resources. Order is the order in which things are explained: what a person asked for first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Blueprint {
    parameters: Vec<Parameter>,
    resources: Vec<Resource>,
    outputs: Vec<Output>,
    /// Variables that a person said of programs, until [`take_said`](Self::take_said).
    said: Vec<(LogicalId, Access)>,
}

impl Blueprint {
    /// Adds a resource and returns its name for others to refer to.
    pub fn add(&mut self, resource: Resource) -> LogicalId {
        let id = resource.id.clone();
        self.resources.push(resource);
        id
    }

    /// Adds a parameter, once per name, and returns the value that stands for it.
    pub fn parameter(&mut self, parameter: Parameter) -> Value {
        let value = Value::Parameter(parameter.id.clone());
        if !self.parameters.contains(&parameter) {
            self.parameters.push(parameter);
        }
        value
    }

    /// The parameters, in order.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// Notes the variables that were said of a program. It is told them when it has been told everything else, whose names it can't
    /// take then.
    pub(crate) fn say(&mut self, program: &LogicalId, said: Access) {
        self.said.push((program.clone(), said));
    }

    /// What was noted of programs, in order; nothing is noted any more then.
    pub(crate) fn take_said(&mut self) -> Vec<(LogicalId, Access)> {
        std::mem::take(&mut self.said)
    }

    /// Adds an output; `Url`, the address of the application, stands before all others.
    pub fn output(&mut self, name: &str, description: &str, value: impl Into<Value>) {
        let output = Output {
            id: name.into(),
            description: description.to_owned(),
            value: value.into(),
        };
        if name == URL {
            self.outputs.insert(0, output);
        } else {
            self.outputs.push(output);
        }
    }

    /// Adds the address of a front door: the application's where it has none yet, else that of this part.
    pub(crate) fn front_door(&mut self, part: &LogicalId, what: &str, url: Value) {
        if self.outputs.iter().any(|output| output.id.as_str() == URL) {
            self.output(&format!("{part} Url"), &format!("Address of {what}"), url);
        } else {
            self.output(URL, "Address of the application", url);
        }
    }

    /// Takes these resources out, with the outputs that tell of them. What else refers to them must be gone or go with them.
    pub(crate) fn remove(&mut self, ids: &[LogicalId]) {
        let of_these = |value: &Value| value.references().into_iter().any(|id| ids.contains(id));
        self.resources.retain(|resource| !ids.contains(&resource.id));
        self.outputs.retain(|output| !of_these(&output.value));
    }

    /// Adds outputs that say where the shared network is, for others that are to stand in it.
    pub(crate) fn tell_network(&mut self) {
        let Some(network) = architectures::parts::network::existing(self) else {
            return;
        };
        self.output("VpcId", "Id of the network", &network.vpc);
        let sorts = [
            ("PrivateSubnetIds", "Ids of its private subnets", &network.private),
            ("PublicSubnetIds", "Ids of its public subnets", &network.public),
        ];
        for (name, what, subnets) in sorts {
            let ids = subnets.iter().flat_map(|id| [Value::text(","), id.into()]);
            let list: Vec<Value> = ids.skip(1).collect();
            if !list.is_empty() {
                self.output(name, what, Value::Concat(list));
            }
        }
    }

    /// The resources that a property or an order of building ties to this one.
    pub(crate) fn tied_to<'a>(&'a self, id: &'a LogicalId) -> impl Iterator<Item = &'a Resource> {
        self.resources.iter().filter(move |resource| {
            let mut referred = resource.properties.values().flat_map(Value::references);
            &resource.id != id && (referred.any(|it| it == id) || resource.depends_on.contains(id))
        })
    }

    /// The resources, in order.
    pub fn resources(&self) -> &[Resource] {
        &self.resources
    }

    /// Puts the resources of these types first, in the types' order; the others follow as they were added.
    pub(crate) fn begin_with(&mut self, kinds: &[&str]) {
        let rank = |resource: &Resource| {
            kinds
                .iter()
                .position(|kind| *kind == resource.kind)
                .unwrap_or(kinds.len())
        };
        self.resources.sort_by_key(rank);
    }

    /// The resource of this name, to be completed.
    pub fn resource_mut(&mut self, id: &LogicalId) -> Option<&mut Resource> {
        self.resources.iter_mut().find(|resource| &resource.id == id)
    }

    /// The resource of this name.
    pub fn resource(&self, id: &LogicalId) -> Option<&Resource> {
        self.resources.iter().find(|resource| &resource.id == id)
    }

    /// The resources of this type, in order.
    pub fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.resources
            .iter()
            .filter(move |resource| resource.kind == kind)
    }

    /// The outputs, in order; the first is the primary URL where there is one.
    pub fn outputs(&self) -> &[Output] {
        &self.outputs
    }

    /// Checks that names are unique, references lead somewhere and every type is in the catalogue.
    ///
    /// # Errors
    /// The first thing that is wrong, in order of the resources.
    pub fn check(&self) -> Result<(), BlueprintError> {
        let mut seen = std::collections::HashSet::new();
        for resource in &self.resources {
            if !seen.insert(&resource.id) {
                return Err(BlueprintError::Duplicate(resource.id.clone()));
            }
            if crate::catalog::service(resource.kind).is_none() {
                return Err(BlueprintError::NotInCatalogue(resource.kind));
            }
        }
        let dangling = |from: &LogicalId, to: LogicalId| BlueprintError::Dangling {
            from: from.clone(),
            to,
        };
        for resource in &self.resources {
            let referred = resource.properties.values().flat_map(Value::references);
            for to in referred.chain(resource.depends_on.iter()) {
                if !seen.contains(to) {
                    return Err(dangling(&resource.id, to.clone()));
                }
            }
        }
        for output in &self.outputs {
            if let Some(to) = output
                .value
                .references()
                .into_iter()
                .find(|to| !seen.contains(to))
            {
                return Err(dangling(&output.id, to.clone()));
            }
        }
        Ok(())
    }
}
