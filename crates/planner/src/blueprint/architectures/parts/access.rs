//! What an application needs to reach something: where it is, and the permission.

use crate::blueprint::Value;
use crate::catalog::iam::Statement;

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
