//! Amazon Aurora DSQL: an SQL database without servers or network, that several regions can share. Programs sign their login
//! by IAM, as the user `app`, which the owner makes once: `CREATE ROLE app WITH LOGIN; AWS IAM GRANT app TO 'ROLE ARN';`.

use super::component::{Component, Part};
use super::iam::Statement;
use super::plain::Metered;
use super::{Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Retention, Value};

/// `CloudFormation` type of a distributed database.
pub(crate) const CLUSTER: &str = "AWS::DSQL::Cluster";
/// The user that applications log in as.
const USER: &str = "app";
/// The one database of a cluster.
const DATABASE: &str = "postgres";

const CLUSTER_TYPE: Metered = Metered {
    kind: CLUSTER,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "An SQL database without servers that is paid by its work and costs nothing while nobody asks",
        "बिना सर्वर का SQL डेटाबेस: जितना काम उतना खर्च, कोई न पूछे तो कोई खर्च नहीं",
        "Bina server ka SQL database: jitna kaam utna kharch, koi na pooche to koi kharch nahi",
    ],
    billed: |_, usage| {
        vec![
            billed("Aurora DSQL", "dpu", usage.api_requests),
            billed("Aurora DSQL", "storage", usage.storage_gb),
        ]
    },
};

pub(crate) const TYPES: &[&dyn Service] = &[&CLUSTER_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: CLUSTER,
    terms: [
        "dsql|aurora dsql|amazon aurora dsql|aws dsql|dsql cluster|aurora dsql cluster|aurora dsql database|distributed sql|\
         distributed sql database|distributed postgres|distributed postgresql|cockroachdb|cockroach db|yugabytedb",
        "डीएसक्यूएल|ऑरोरा डीएसक्यूएल",
        "",
    ],
    build,
    uses: Some(uses),
}];

fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let id = system.free_id("DistributedDatabase");
    // As everywhere, keeping the data is what saves it: protection, which hardened plans turn on, stops no roll-back here but has
    // to be turned off before somebody deletes it.
    let cluster = Resource::new(id.clone(), CLUSTER)
        .kept(Retention::Retain)
        .with("DeletionProtectionEnabled", false)
        .with_some("KmsEncryptionKey", system.key_arn());
    let host = cluster.attribute("Endpoint");
    let what = "Host name of the distributed database; it takes encrypted and signed connections only";
    system.blueprint.output(&format!("{id} Host"), what, host);
    system.add(cluster)
}

fn uses(system: &mut System<'_>, program: &LogicalId, cluster: &LogicalId) {
    let of_cluster = |attribute| Value::Attribute(cluster.clone(), attribute);
    let mut access = Access::default();
    access.tell(system.variable("DSQL_HOST", cluster), of_cluster("Endpoint"));
    access.tell(system.variable("DSQL_DATABASE", cluster), DATABASE);
    access.tell(system.variable("DSQL_USER", cluster), USER);
    access.allow(Statement::allow(&["dsql:DbConnect"], [of_cluster("ResourceArn")]));
    system.grant(program, access);
}
