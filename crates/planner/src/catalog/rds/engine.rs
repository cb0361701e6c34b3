//! The SQL databases that RDS runs: what each is called, listens on, writes down and can't do.

use crate::blueprint::{Resource, Value};
use crate::properties;

/// Which SQL database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Engine {
    /// `PostgreSQL`.
    #[default]
    Postgres,
    /// `MySQL`.
    Mysql,
    /// `MariaDB`.
    Mariadb,
    /// Oracle, Standard Edition 2, with its licence in the price.
    Oracle,
    /// Microsoft SQL Server. Express needs no licence and stands alone; with a standby it is the Standard Edition, with its
    /// licence in the price.
    SqlServer,
}

impl Engine {
    /// The engine that was said.
    pub(crate) fn said(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
        if says(&["mysql"]) {
            Self::Mysql
        } else if says(&["maria"]) {
            Self::Mariadb
        } else if says(&["oracle"]) {
            Self::Oracle
        } else if says(&["sqlserver", "sql server", "mssql"]) {
            Self::SqlServer
        } else {
            Self::Postgres
        }
    }

    /// The engine of an instance or cluster.
    pub(crate) fn of(database: &Resource) -> Self {
        let engine = database.properties.get("Engine").and_then(Value::as_text);
        engine.map(Self::said).unwrap_or_default()
    }

    /// The port that it listens on.
    pub(crate) fn port(self) -> i64 {
        match self {
            Self::Postgres => 5432,
            Self::Mysql | Self::Mariadb => 3306,
            Self::Oracle => 1521,
            Self::SqlServer => 1433,
        }
    }

    /// Name in AWS's words, of the edition that can have a standby where one is wanted.
    pub(super) fn identifier(self, standby: bool) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
            Self::Oracle => "oracle-se2",
            Self::SqlServer if standby => "sqlserver-se",
            Self::SqlServer => "sqlserver-ex",
        }
    }

    /// The smallest machine that it runs on.
    pub(super) fn smallest(self, standby: bool) -> &'static str {
        match self {
            Self::Postgres | Self::Mysql | Self::Mariadb => "t4g.micro",
            Self::SqlServer if standby => "m5.large",
            Self::Oracle | Self::SqlServer => "t3.small",
        }
    }

    /// Whether programs can log in by IAM; without, a password is the only way.
    pub(crate) fn takes_iam(self) -> bool {
        !matches!(self, Self::Oracle | Self::SqlServer)
    }

    /// What its owner runs once so that a program can log in as the user `app` by IAM, with the rights to its own database; none for
    /// engines without IAM. Source: RDS user guide, "Creating a database account using IAM authentication", 2026-11.
    pub(crate) fn application_user(self) -> Option<&'static str> {
        match self {
            Self::Postgres => Some(
                "CREATE USER app; GRANT rds_iam TO app; GRANT CONNECT, CREATE ON DATABASE app TO app; GRANT ALL ON SCHEMA public TO app;",
            ),
            Self::Mysql | Self::Mariadb => Some(
                "CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'; GRANT ALL ON app.* TO app;",
            ),
            Self::Oracle | Self::SqlServer => None,
        }
    }

    /// Whether AWS keeps copies of it for reading in the editions that are built here.
    pub(crate) fn takes_copies(self) -> bool {
        self.takes_iam()
    }

    /// Its family in the words of proxies; `None` for what a proxy can't stand before here.
    pub(super) fn family(self) -> Option<&'static str> {
        match self {
            Self::Postgres => Some("POSTGRESQL"),
            Self::Mysql | Self::Mariadb => Some("MYSQL"),
            Self::Oracle | Self::SqlServer => None,
        }
    }

    /// Name of the first database in the instance. SQL Server makes none by itself; Oracle's has at most eight letters.
    pub(crate) fn database_name(self) -> Option<&'static str> {
        match self {
            Self::Postgres | Self::Mysql | Self::Mariadb => Some(super::DATABASE_NAME),
            Self::Oracle => Some("APP"),
            Self::SqlServer => None,
        }
    }

    pub(super) fn license(self) -> Option<&'static str> {
        (!self.takes_iam()).then_some("license-included")
    }

    /// The version that was said, by its number, where AWS still makes it at the usual price; else the newest.
    pub(crate) fn version(self, said: Option<&str>) -> &'static Version {
        let known = match self {
            Self::Postgres => POSTGRES,
            Self::Mysql => MYSQL,
            Self::Mariadb => MARIADB,
            Self::Oracle => ORACLE,
            Self::SqlServer => SQL_SERVER,
        };
        let said = said.unwrap_or_default().trim();
        let is_meant = |version: &&Version| {
            said.strip_prefix(version.major)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        known.iter().find(is_meant).unwrap_or(&known[0])
    }

    /// The family of its settings.
    pub(super) fn settings_family(self, version: &Version, standby: bool) -> String {
        match self {
            Self::Oracle | Self::SqlServer => format!("{}-{}", self.identifier(standby), version.family),
            _ => version.family.to_owned(),
        }
    }

    /// What refuses connections that are not encrypted. Oracle has an option for that, and is told here to write down who
    /// did what.
    pub(super) fn settings(self) -> Value {
        match self {
            Self::Postgres | Self::SqlServer => properties! { "rds.force_ssl": "1" },
            Self::Mysql | Self::Mariadb => properties! { "require_secure_transport": "1" },
            Self::Oracle => properties! { "audit_trail": "DB" },
        }
    }

    /// The logs that it can send away, by the names that RDS has for them.
    pub(crate) fn logs(self) -> Vec<&'static str> {
        match self {
            Self::Postgres => vec!["postgresql", "upgrade"],
            Self::Mysql | Self::Mariadb => vec!["error", "slowquery"],
            Self::Oracle => vec!["alert", "audit"],
            Self::SqlServer => vec!["error"],
        }
    }
}

/// A major version. Where AWS or its linters want one, a minor version stands for it: AWS updates it by itself, and takes
/// it for new databases for about a year.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Version {
    pub(super) major: &'static str,
    pub(super) full: &'static str,
    pub(super) family: &'static str,
}

const fn version(major: &'static str, full: &'static str, family: &'static str) -> Version {
    Version { major, full, family }
}

/// The newest first.
const POSTGRES: &[Version] = &[
    version("18", "18", "postgres18"),
    version("17", "17.10", "postgres17"),
    version("16", "16.14", "postgres16"),
    version("15", "15", "postgres15"),
];
const MYSQL: &[Version] = &[version("8.4", "8.4.10", "mysql8.4")];
const MARIADB: &[Version] = &[
    version("11.8", "11.8.6", "mariadb11.8"),
    version("11.4", "11.4.10", "mariadb11.4"),
    version("10.6", "10.6.25", "mariadb10.6"),
];
const ORACLE: &[Version] = &[version("19", "19", "19")];
const SQL_SERVER: &[Version] = &[version("2022", "16.00.4255.1.v1", "16.0")];

#[cfg(test)]
mod tests {
    use super::Engine;

    #[test]
    fn a_version_that_was_said_is_taken_where_there_is_one() {
        assert_eq!(Engine::Postgres.version(None).full, "18");
        assert_eq!(Engine::Postgres.version(Some("16")).family, "postgres16");
        assert_eq!(Engine::Postgres.version(Some("17.2")).full, "17.10");
        assert_eq!(Engine::Postgres.version(Some("9.6")).full, "18");
        assert_eq!(Engine::Mysql.version(Some("8")).family, "mysql8.4");
        assert_eq!(Engine::Mariadb.version(Some("10.6")).family, "mariadb10.6");
    }

    #[test]
    fn what_aws_calls_an_engine_is_known_again() {
        for engine in [
            Engine::Postgres,
            Engine::Mysql,
            Engine::Mariadb,
            Engine::Oracle,
            Engine::SqlServer,
        ] {
            for standby in [false, true] {
                assert_eq!(Engine::said(engine.identifier(standby)), engine);
            }
        }
    }
}
