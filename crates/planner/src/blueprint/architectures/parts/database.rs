//! An SQL database in the private part of a network.
//!
//! Who may open a connection is decided twice: by the firewall (only the application's group), and by the password or IAM.
//! Programs that can reach Secrets Manager read the owner's password there (`DATABASE_SECRET_ARN`), log in as the owner and work from
//! the start. Functions in private subnets have no such way, and an interface endpoint for it would cost half as much as the
//! database. They are given a login by IAM instead, whose token they sign by themselves without a network, as the user `app`. Nobody
//! but the database's owner can make that user ([`rds::Engine::application_user`]), so the plan says so before the approval, and the
//! stack's outputs say what to run. Engines that know no IAM, and hardened plans, have the endpoint.
//!
//! How to call it from a serverless architecture, before the function is made:
//! ```text
//! if let Some(database) = database::for_function(blueprint, design, key) {
//!     access.extend(database.access);                       // environment and statements of the function's role
//!     function = function.with("VpcConfig", database.vpc_config);
//! }
//! database::outputs(blueprint);                             // after the output Url
//! ```

mod part;

use cloudwhisper_api::requirements::{NamedService, Storage};

use super::access::Access;
use super::monitoring;
use super::network::{self, Network, Outbound, Reach, group_id};
use super::wishes::{named, names, said};
use crate::blueprint::architectures::{Design, Profile, System};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use crate::catalog::iam::{self, Statement};
use crate::catalog::{aurora, lambda, rds, vpc_endpoint};
use crate::properties;

pub(crate) use part::{build, copy_for_reading, reach_secrets, use_database};

/// The user that applications log in as by IAM.
const USER: &str = "app";
/// Gigabytes that a database may be asked to have, of gp3. From 400 on AWS stripes it, at the same price.
/// Source: RDS user guide, "Amazon RDS DB instance storage", 2026-11.
const GIGABYTES: (i64, i64) = (rds::SMALLEST_GB, 65_536);

/// Days that backups may be asked to be kept. None at all is no wish that is carried out.
/// Source: RDS user guide, "Backup retention period", 2026-11.
const BACKUP_DAYS: (i64, i64) = (1, 35);

/// Whether the application can reach Secrets Manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Secrets {
    /// Over the internet or an endpoint.
    Reachable,
    /// Not at all.
    OutOfReach,
}

/// What a function needs to use a database.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ForFunction {
    /// Environment and permissions.
    pub access: Access,
    /// The function's `VpcConfig`.
    pub vpc_config: Value,
}

/// Whether an SQL database was asked for.
pub(crate) fn wanted(design: &Design<'_>) -> bool {
    // A cluster is the database where one was named.
    if names(design.requirements, aurora::Cluster::KIND) {
        return false;
    }
    design.requirements.storage.contains(&Storage::Rds) || names(design.requirements, rds::Instance::KIND)
}

/// Adds a network and a database in it for a Lambda function, where one was asked for.
pub(crate) fn for_function(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    key: Option<&LogicalId>,
) -> Option<ForFunction> {
    if !wanted(design) {
        return None;
    }
    let network = network::add(blueprint, design, Reach::Inside);
    let group = network.security_group(
        blueprint,
        "FunctionSecurityGroup",
        "The functions",
        Outbound::Https,
    );
    let said = named(design.requirements, rds::Instance::KIND).next();
    let needs_password = !described(design, said).engine.takes_iam();
    let secrets = if needs_password || design.profile == Profile::Hardened {
        add_secrets_endpoint(blueprint, &network, &group)
    } else {
        Secrets::OutOfReach
    };
    let mut access = add(blueprint, design, &network, &group, key, secrets);
    access.statements.extend(network::function_statements());
    Some(ForFunction {
        access,
        vpc_config: network.function_config(&group),
    })
}

/// Adds the database; `clients` is the firewall that the application stands behind.
pub(crate) fn add(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    network: &Network,
    clients: &LogicalId,
    key: Option<&LogicalId>,
    secrets: Secrets,
) -> Access {
    let said = named(design.requirements, rds::Instance::KIND).next();
    let database = described(design, said);
    let instance = place(blueprint, design, network, key, &(ID.into(), &database));
    if let Some(group) = firewall(&instance) {
        network::connect(blueprint, clients, &group, database.engine.port());
    }
    let access = access(&instance, secrets, &str::to_owned);
    blueprint.add(instance);
    access
}

/// Name of the first database.
const ID: &str = "Database";

/// The database by this name and everything that it stands on, which is added; nobody may open a connection yet.
fn place(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    network: &Network,
    key: Option<&LogicalId>,
    (id, database): &(LogicalId, &rds::Database<'_>),
) -> Resource {
    let named = |what: &str| format!("{id} {what}");
    let subnets = blueprint.add(rds::subnet_group(&named("Subnets"), &network.private));
    let parameters = blueprint.add(rds::parameter_group(&named("Parameters"), database));
    let options = rds::option_group(&named("Options"), database).map(|options| blueprint.add(options));
    let group = network.security_group(
        blueprint,
        &named("SecurityGroup"),
        "The database",
        Outbound::Nothing,
    );
    let mut instance = rds::instance(id.as_str(), database, &subnets, &parameters)
        .with("VPCSecurityGroups", vec![group_id(&group)])
        .with_some("OptionGroupName", options.as_ref().map(Value::from));
    if design.profile == Profile::Hardened {
        instance = watched(blueprint, instance);
    }
    for group in log_groups(design, id, database, key) {
        instance = instance.after(&group.id);
        blueprint.add(group);
    }
    if let Some(key) = key {
        let arn = Value::Attribute(key.clone(), "Arn");
        instance = instance
            .with("KmsKeyId", arn.clone())
            .with("MasterUserSecret", properties! { "KmsKeyId": arn });
    }
    instance
}

/// The logs that the database sends away, each kept as long as the application's. RDS names them by the instance's identifier and
/// makes those that are missing without an end, so they can be made before it only where the identifier was said.
/// Source: RDS user guide, "Publishing database logs to Amazon CloudWatch Logs", 2026-11.
fn log_groups(
    design: &Design<'_>,
    id: &LogicalId,
    database: &rds::Database<'_>,
    key: Option<&LogicalId>,
) -> Vec<Resource> {
    let logs = database.engine.logs();
    exported(design, id, key, ("/aws/rds/instance", database.name), &logs)
}

/// Log groups for what the database of this identifier sends away; AWS names them `place/identifier/log`, in lower case as it keeps
/// identifiers. None where AWS makes the identifier up.
fn exported(
    design: &Design<'_>,
    id: &LogicalId,
    key: Option<&LogicalId>,
    (place, identifier): (&str, Option<&str>),
    logs: &[&str],
) -> Vec<Resource> {
    let Some(identifier) = identifier.map(str::to_ascii_lowercase) else {
        return Vec::new();
    };
    let group = |log: &&str| {
        monitoring::log_group(&format!("{id} {log} Log"), design, key)
            .with("LogGroupName", format!("{place}/{identifier}/{log}"))
    };
    logs.iter().map(group).collect()
}

/// Adds the log groups of a cluster before the cluster, which would else make them without an end. Returns it waiting for them.
pub(crate) fn with_log_groups(
    system: &mut System<'_>,
    mut cluster: Resource,
    place: &str,
    identifier: Option<&str>,
    logs: &[&str],
) -> Resource {
    let key = system.key();
    let groups = exported(
        system.design,
        &cluster.id,
        key.as_ref(),
        (place, identifier),
        logs,
    );
    for group in groups {
        cluster = cluster.after(&group.id);
        system.add(group);
    }
    cluster
}

/// The firewall that a database stands behind.
pub(crate) fn firewall(database: &Resource) -> Option<LogicalId> {
    let groups = ["VPCSecurityGroups", "VpcSecurityGroupIds"];
    let groups = groups.iter().find_map(|it| database.properties.get(*it))?;
    match groups {
        Value::List(groups) => groups.iter().find_map(|group| match group {
            Value::Attribute(id, "GroupId") => Some(id.clone()),
            _ => None,
        }),
        _ => None,
    }
}

/// The outputs of a database, where there is one: how to reach it, and where the owner's password is.
pub(crate) fn outputs(blueprint: &mut Blueprint) {
    let Some(instance) = blueprint.of_kind(rds::Instance::KIND).next() else {
        return;
    };
    let host = instance.attribute("Endpoint.Address");
    let secret = instance.attribute("MasterUserSecret.SecretArn");
    blueprint.output(
        "DatabaseHost",
        "Host name of the database, inside of the network",
        host,
    );
    blueprint.output(
        "DatabaseSecretArn",
        "Where the password of the database's owner is kept",
        secret,
    );
    if let Some(statements) = user_to_make(blueprint) {
        blueprint.output(
            "DatabaseUserSetup",
            "What the owner of the database runs once, before the functions can log in",
            Value::from(statements),
        );
    }
}

/// The SQL that makes the user that functions log in as; none where they have a password, or no database.
pub(crate) fn user_to_make(blueprint: &Blueprint) -> Option<&'static str> {
    blueprint
        .of_kind(lambda::Function::KIND)
        .find(|function| logs_in_by_iam(function))?;
    let databases = blueprint
        .of_kind(rds::Instance::KIND)
        .chain(blueprint.of_kind(aurora::Cluster::KIND));
    databases
        .map(rds::Engine::of)
        .find_map(rds::Engine::application_user)
}

fn logs_in_by_iam(function: &Resource) -> bool {
    let Some(Value::Map(environment)) = function.properties.get("Environment") else {
        return false;
    };
    let Some(Value::Map(variables)) = environment.get("Variables") else {
        return false;
    };
    let user = Value::from(USER);
    variables
        .iter()
        .any(|(name, value)| name.ends_with("DATABASE_USER") && *value == user)
}

/// What was said of this database, else of any.
fn described<'a>(design: &Design<'a>, this: Option<&'a NamedService>) -> rds::Database<'a> {
    let requirements = design.requirements;
    let kind = rds::Instance::KIND;
    let of_this = |words: &[&str]| {
        let own = this.and_then(|it| words.iter().find_map(|word| it.properties.get(*word)));
        own.map(|value| value.trim())
            .or_else(|| said(requirements, kind, words))
    };
    let gigabytes = of_this(&["allocatedStorage", "storageGB", "storage"])
        .and_then(|text| {
            let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
            digits.parse::<i64>().ok()
        })
        .map(|gigabytes| gigabytes.clamp(GIGABYTES.0, GIGABYTES.1));
    let engine = of_this(&["engine"]).map(rds::Engine::said).unwrap_or_default();
    let class = of_this(&["instanceClass", "dbInstanceClass", "instanceType"]);
    let name = this.and_then(|it| it.name.as_deref());
    let standby = design.profile == Profile::Hardened || multi_az(design);
    rds::Database {
        engine,
        version: engine.version(of_this(&["engineVersion"])),
        class: rds::class(class, engine, standby),
        gigabytes: gigabytes.unwrap_or(rds::SMALLEST_GB),
        standby,
        name: name.filter(|name| is_identifier(name)),
        backup_days: of_this(&["backupDays"])
            .and_then(|days| days.parse::<i64>().ok())
            .map(|days| days.clamp(BACKUP_DAYS.0, BACKUP_DAYS.1)),
    }
}

fn multi_az(design: &Design<'_>) -> bool {
    let words = ["multiAZ", "multiAz"];
    named(design.requirements, rds::Instance::KIND).any(|database| super::wishes::wanted(database, &words))
}

/// Whether AWS takes it as the identifier of a database.
pub(crate) fn is_identifier(name: &str) -> bool {
    name.len() <= 63
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !name.ends_with('-')
        && !name.contains("--")
}

/// What a program needs to log in to an instance or cluster; `name` says what each setting is called.
pub(crate) fn access(instance: &Resource, secrets: Secrets, name: &dyn Fn(&str) -> String) -> Access {
    let mut access = Access::default();
    access.tell(name("DATABASE_HOST"), instance.attribute("Endpoint.Address"));
    access.tell(name("DATABASE_PORT"), instance.attribute("Endpoint.Port"));
    let engine = rds::Engine::of(instance);
    if let Some(database) = engine.database_name() {
        access.tell(name("DATABASE_NAME"), database);
    }
    if engine.takes_iam() && secrets == Secrets::OutOfReach {
        access.tell(name("DATABASE_USER"), USER);
        access.allow(Statement::allow(&["rds-db:connect"], [user_arn(instance)]));
    } else {
        access.tell(name("DATABASE_USER"), rds::OWNER);
    }
    if secrets == Secrets::Reachable {
        let secret = instance.attribute("MasterUserSecret.SecretArn");
        access.tell(name("DATABASE_SECRET_ARN"), secret.clone());
        access.allow(Statement::allow(&["secretsmanager:GetSecretValue"], [secret]));
    }
    access
}

fn user_arn(instance: &Resource) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":rds-db:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        ":dbuser:".into(),
        instance.attribute(rds::resource_id(instance)),
        format!("/{USER}").into(),
    ])
}

/// Measures the operating system of the database every minute.
fn watched(blueprint: &mut Blueprint, instance: Resource) -> Resource {
    let name = format!("{} Monitoring Role", instance.id);
    let role = iam::role(name.as_str(), "monitoring.rds.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, "service-role/AmazonRDSEnhancedMonitoringRole");
    let instance = instance
        .with("MonitoringInterval", 60)
        .with("MonitoringRoleArn", role.attribute("Arn"));
    blueprint.add(role);
    instance
}

fn add_secrets_endpoint(blueprint: &mut Blueprint, network: &Network, clients: &LogicalId) -> Secrets {
    let what = "The endpoint of Secrets Manager";
    let group = network.security_group(blueprint, "SecretsEndpointSecurityGroup", what, Outbound::Nothing);
    network::connect(blueprint, clients, &group, 443);
    let subnets = network.private.iter().map(Value::from).collect();
    blueprint.add(vpc_endpoint::interface(
        "SecretsEndpoint",
        &network.vpc,
        "secretsmanager",
        subnets,
        &group,
    ));
    Secrets::Reachable
}
