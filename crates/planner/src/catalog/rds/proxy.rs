//! A proxy before a database: it keeps connections open and shares them, so that a thousand functions at once are no burden.
//! Programs sign their login to it by IAM, as the owner whose password only the proxy knows.

use rust_decimal::Decimal;

use super::super::component::{Component, Part};
use super::super::iam::{self, Statement};
use super::super::plain::{Metered, Plain};
use super::super::{Billed, HOURS_PER_MONTH, Resource, Tags, UsageProfile, aurora, billed};
use super::{Engine, Instance, OWNER, is_follower};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::database;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

const KIND: &str = "AWS::RDS::DBProxy";
/// AWS bills as many processors as the database has, and at least two.
const PROCESSORS: Decimal = Decimal::TWO;
/// Seconds that nobody may use a connection before it is closed.
const IDLE_SECONDS: i64 = 1800;

pub(crate) const PROXY: Metered = Metered {
    kind: KIND,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Keeps connections to the database open and shares them, so that many programs at once are no burden",
        "डेटाबेस के कनेक्शन खुले रखकर बाँटता है, ताकि एक साथ बहुत-से प्रोग्राम बोझ न बनें",
        "Database ke connection khule rakhkar baantta hai, taaki ek saath bahut se program bojh na banein",
    ],
    billed: bill,
};

pub(crate) const PROXY_TARGETS: Plain = Plain {
    kind: "AWS::RDS::DBProxyTargetGroup",
    tags: Tags::None,
    purpose: [
        "Tells the proxy which database it stands before",
        "प्रॉक्सी को बताता है कि वह किस डेटाबेस के आगे है",
        "Proxy ko batata hai ki woh kis database ke aage hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: KIND,
    terms: [
        "rds proxy|amazon rds proxy|aws rds proxy|db proxy|database proxy|aurora proxy|connection pooler|connection pooling|\
         database connection pooling|database connection pool|db connection pool|connection pool for the database|pgbouncer",
        "आरडीएस प्रॉक्सी|डेटाबेस प्रॉक्सी|कनेक्शन पूलिंग",
        "",
    ],
    build,
    uses: Some(uses),
}];

fn bill(_proxy: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    vec![billed("RDS", "proxy_vcpu_hours", HOURS_PER_MONTH * PROCESSORS)]
}

/// The database that a proxy stands before; where there is none, one is built.
fn target(system: &mut System<'_>) -> LogicalId {
    let fits = |it: &&Resource| !is_follower(it) && Engine::of(it).family().is_some();
    let instance = system.blueprint.of_kind(Instance::KIND).find(fits);
    let cluster = || system.blueprint.of_kind(aurora::Cluster::KIND).next();
    let there = instance.or_else(cluster).map(|it| it.id.clone());
    there.unwrap_or_else(|| database::build(system, &Part { said: None }))
}

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let target = target(system);
    let id = system.free_id("DatabaseProxy");
    let Some(database) = system.blueprint.resource(&target).cloned() else {
        return id;
    };
    let network = system.network();
    let engine = Engine::of(&database);
    let group = system.security_group(
        &format!("{id} SecurityGroup"),
        "The proxy of the database",
        Outbound::Nothing,
    );
    if let Some(behind) = database::firewall(&database) {
        system.let_through(&group, &behind, engine.port());
    }
    let secret = database.attribute("MasterUserSecret.SecretArn");
    let mut statements = vec![Statement::allow(
        &["secretsmanager:GetSecretValue"],
        [secret.clone()],
    )];
    statements.extend(system.key_statement());
    let role = iam::role(format!("{id} Role").as_str(), "rds.amazonaws.com", &statements);
    let login = properties! { "AuthScheme": "SECRETS", "IAMAuth": "REQUIRED", "SecretArn": secret };
    let name = part
        .name(database::is_identifier)
        .map_or_else(|| system.physical_name(&id, 60), str::to_owned);
    let proxy = Resource::new(id.clone(), KIND)
        .with("DBProxyName", name)
        .with("EngineFamily", engine.family().unwrap_or("POSTGRESQL"))
        .with("Auth", vec![login])
        .with("RequireTLS", true)
        .with("IdleClientTimeout", IDLE_SECONDS)
        .with("RoleArn", role.attribute("Arn"))
        .with("VpcSubnetIds", Value::list(&network.private))
        .with("VpcSecurityGroupIds", vec![group_id(&group)]);
    let what = "Host name of the proxy of the database, inside of the network";
    let host = proxy.attribute("Endpoint");
    system.blueprint.output(&format!("{id} Host"), what, host);
    system.add(role);
    system.add(proxy);
    let mut targets = Resource::new(format!("{id} Targets").as_str(), PROXY_TARGETS.kind)
        .with("DBProxyName", &id)
        .with("TargetGroupName", "default");
    targets = if database.kind == Instance::KIND {
        targets.with("DBInstanceIdentifiers", Value::list([&target]))
    } else {
        let belongs =
            |it: &&Resource| it.properties.get("DBClusterIdentifier") == Some(&database.reference());
        let members = system.blueprint.of_kind(Instance::KIND).filter(belongs);
        targets.depends_on = members.map(|member| member.id.clone()).collect();
        targets.with("DBClusterIdentifiers", Value::list([&target]))
    };
    system.add(targets);
    id
}

fn uses(system: &mut System<'_>, program: &LogicalId, proxy: &LogicalId) {
    let family = system.text_of(proxy, "EngineFamily").unwrap_or_default();
    let port = Engine::said(&family).port();
    system.reach_part(program, proxy, port);
    // The proxy's own number stands only inside of its ARN, which permissions can't take apart: any proxy, this user.
    let login = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":rds-db:".into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        format!(":dbuser:prx-*/{OWNER}").into(),
    ]);
    let mut access = Access::default();
    access.tell(
        system.variable("DATABASE_PROXY_HOST", proxy),
        Value::Attribute(proxy.clone(), "Endpoint"),
    );
    access.tell(system.variable("DATABASE_PROXY_PORT", proxy), port.to_string());
    access.tell(system.variable("DATABASE_PROXY_USER", proxy), OWNER);
    access.allow(Statement::allow(&["rds-db:connect"], [login]));
    system.grant(program, access);
}
