//! An SQL database in the private part of a network.
//!
//! Who may open a connection is decided twice: by the firewall (only the application's group), and by IAM or the
//! password. Programs with a way to the internet may read the owner's password from Secrets Manager and find its ARN in
//! `DATABASE_SECRET_ARN`. Functions in private subnets have no such way, and an interface endpoint for it would cost half
//! as much as the database: they log in by IAM instead, as the user `app`, whose token they sign by themselves without
//! a network. That user has to be made once by the owner; `PostgreSQL`: `CREATE USER app; GRANT rds_iam TO app;`, `MySQL`:
//! `CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';`. Hardened plans have the endpoint too.
//!
//! How to call it from a serverless architecture, before the function is made:
//! ```text
//! if let Some(database) = database::for_function(blueprint, design, key) {
//!     access.extend(database.access);                       // environment and statements of the function's role
//!     function = function.with("VpcConfig", database.vpc_config);
//! }
//! database::outputs(blueprint);                             // after the output Url
//! ```

use cloudwhisper_api::requirements::Storage;

use super::access::Access;
use super::network::{self, Network, Outbound, Reach, group_id};
use super::wishes::{named, names, number, said};
use crate::blueprint::architectures::{Design, Profile, System};
use crate::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use crate::catalog::component::Part;
use crate::catalog::iam::{self, Statement};
use crate::catalog::{aurora, rds, vpc_endpoint};
use crate::properties;

/// The user that applications log in as by IAM.
const USER: &str = "app";
/// Gigabytes that a database may be asked to have: of gp3, up to where AWS stripes it and prices differ.
const GIGABYTES: (i64, i64) = (rds::SMALLEST_GB, 399);

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
    let requirements = design.requirements;
    let cluster = names(requirements, aurora::KIND);
    names(requirements, rds::Instance::KIND) || (requirements.storage.contains(&Storage::Rds) && !cluster)
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
    let secrets = match design.profile {
        Profile::Baseline => Secrets::OutOfReach,
        Profile::Hardened => add_secrets_endpoint(blueprint, &network, &group),
    };
    let mut access = add(blueprint, design, &network, Some(&group), key, secrets);
    access.allow(network::function_statement());
    Some(ForFunction {
        access,
        vpc_config: network.function_config(&group),
    })
}

/// Firewall before the database.
const GROUP: &str = "DatabaseSecurityGroup";
/// Name of the database in the blueprint.
const DATABASE: &str = "Database";

/// Adds one database of a system; the first is the only one, since an application's own would be it.
pub(crate) fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = LogicalId::new(DATABASE);
    if system.blueprint.resource(&id).is_none() {
        let (network, key) = (system.network(), system.key());
        let secrets = Secrets::Reachable;
        add(
            &mut system.blueprint,
            system.design,
            &network,
            None,
            key.as_ref(),
            secrets,
        );
        outputs(&mut system.blueprint);
    }
    id
}

/// Lets a program of a system use the database.
pub(crate) fn use_database(system: &mut System<'_>, program: &LogicalId, database: &LogicalId) {
    let Some(instance) = system
        .blueprint
        .resource(database)
        .filter(|it| it.id.as_str() == DATABASE)
    else {
        return; // a machine of a cluster, which is used as a whole
    };
    let port = match instance.properties.get("Engine").and_then(Value::as_text) {
        Some(engine) => rds::Engine::said(engine).port(),
        None => return,
    };
    let access = access(instance, Secrets::Reachable);
    system.grant(program, access);
    system.reach(program, &LogicalId::new(GROUP), port);
}

/// Adds the database; `clients` is the firewall that the application stands behind, where there is one.
pub(crate) fn add(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    network: &Network,
    clients: Option<&LogicalId>,
    key: Option<&LogicalId>,
    secrets: Secrets,
) -> Access {
    let database = described(design);
    let subnets = blueprint.add(rds::subnet_group("DatabaseSubnets", &network.private));
    let parameters = blueprint.add(rds::parameter_group(
        "DatabaseParameters",
        database.engine,
        database.version,
    ));
    let group = network.security_group(blueprint, GROUP, "The database", Outbound::Nothing);
    if let Some(clients) = clients {
        network::connect(blueprint, clients, &group, database.engine.port());
    }

    let mut instance = rds::instance(DATABASE, &database, &subnets, &parameters)
        .with("VPCSecurityGroups", vec![group_id(&group)]);
    if design.profile == Profile::Hardened {
        instance = watched(blueprint, instance);
    }
    if let Some(key) = key {
        let arn = Value::Attribute(key.clone(), "Arn");
        instance = instance
            .with("KmsKeyId", arn.clone())
            .with("MasterUserSecret", properties! { "KmsKeyId": arn });
    }
    let access = access(&instance, secrets);
    blueprint.add(instance);
    access
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
}

fn described<'a>(design: &Design<'a>) -> rds::Database<'a> {
    let requirements = design.requirements;
    let kind = rds::Instance::KIND;
    let gigabytes = number(
        requirements,
        kind,
        &["allocatedStorage", "storageGB", "storage"],
        GIGABYTES,
    );
    let engine = said(requirements, kind, &["engine"])
        .map(rds::Engine::said)
        .unwrap_or_default();
    let class = said(
        requirements,
        kind,
        &["instanceClass", "dbInstanceClass", "instanceType"],
    );
    let name = named(requirements, kind).find_map(|it| it.name.as_deref());
    rds::Database {
        engine,
        version: engine.version(said(requirements, kind, &["engineVersion"])),
        class: rds::class(class),
        gigabytes: gigabytes.unwrap_or(rds::SMALLEST_GB),
        standby: design.profile == Profile::Hardened || multi_az(design),
        name: name.filter(|name| is_identifier(name)),
    }
}

fn multi_az(design: &Design<'_>) -> bool {
    let words = ["multiAZ", "multiAz"];
    named(design.requirements, rds::Instance::KIND).any(|database| super::wishes::wanted(database, &words))
}

/// Whether AWS takes it as the identifier of a database.
fn is_identifier(name: &str) -> bool {
    name.len() <= 63
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        && !name.ends_with('-')
        && !name.contains("--")
}

fn access(instance: &Resource, secrets: Secrets) -> Access {
    let mut access = Access::default();
    access.tell("DATABASE_HOST", instance.attribute("Endpoint.Address"));
    access.tell("DATABASE_PORT", instance.attribute("Endpoint.Port"));
    access.tell("DATABASE_NAME", rds::DATABASE_NAME);
    access.tell("DATABASE_USER", USER);
    access.allow(Statement::allow(&["rds-db:connect"], [user_arn(instance)]));
    if secrets == Secrets::Reachable {
        let secret = instance.attribute("MasterUserSecret.SecretArn");
        access.tell("DATABASE_SECRET_ARN", secret.clone());
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
        instance.attribute("DbiResourceId"),
        format!("/{USER}").into(),
    ])
}

/// Measures the operating system of the database every minute.
fn watched(blueprint: &mut Blueprint, instance: Resource) -> Resource {
    let role = iam::role("DatabaseMonitoringRole", "monitoring.rds.amazonaws.com", &[]);
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
