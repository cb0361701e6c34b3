//! What an application needs to reach something: where it is, and the permission.

use cloudwhisper_api::requirements::NamedService;

use crate::blueprint::Value;
use crate::catalog::iam::Statement;
use crate::requirements::VARIABLE;

/// Settings and permissions that belong together: who is told of a table may also use it, and nobody else.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Access {
    /// Environment variables.
    pub environment: Vec<(String, Value)>,
    /// Permissions of the role that the application runs with.
    pub statements: Vec<Statement>,
}

impl Access {
    /// Tells the application something under this name.
    pub(crate) fn tell(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.environment.push((name.into(), value.into()));
    }

    /// The environment variables that were said of a program, without names that AWS keeps for itself. Source: Lambda developer guide,
    /// "Reserved environment variables", 2026-11.
    pub(crate) fn said(said: Option<&NamedService>) -> Self {
        let mut access = Self::default();
        let properties = said.into_iter().flat_map(|said| &said.properties);
        let variables = properties.filter_map(|(word, value)| Some((word.strip_prefix(VARIABLE)?, value)));
        for (name, value) in variables {
            let reserved = ["AWS_", "LAMBDA_", "_"]
                .iter()
                .any(|start| name.starts_with(start));
            if !reserved {
                access.tell(name, value.as_str());
            }
        }
        access
    }

    /// Allows the application something.
    pub(crate) fn allow(&mut self, statement: Statement) {
        self.statements.push(statement);
    }

    /// Adds all of another access.
    pub(crate) fn extend(&mut self, other: Self) {
        self.environment.extend(other.environment);
        self.statements.extend(other.statements);
    }

    /// The environment variables as a map.
    pub(crate) fn variables(&self) -> Value {
        Value::map(self.environment.iter().cloned())
    }
}
