//! AWS Transfer Family: partners bring and fetch files by SFTP, and the files are in a bucket.

use cloudwhisper_api::language::Language;

use super::component::{Component, Part};
use super::iam::{self, Statement};
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

/// The first partner.
const USER: &str = "partner";
/// General knowledge, to be checked against the Transfer Family user guide, "Security policies".
const SECURITY_POLICY: &str = "TransferSecurityPolicy-2024-01";

/// `AWS::Transfer::Server`.
pub(crate) struct Server;

impl Server {
    const KIND: &str = "AWS::Transfer::Server";
}

impl Service for Server {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Lets partners bring and fetch files over SFTP, with keys instead of passwords",
                "साझेदारों को SFTP से फ़ाइलें लाने-ले जाने देता है, पासवर्ड की जगह कुंजी से",
                "Partners ko SFTP se files laane-le jaane deta hai, password ki jagah key se",
            ],
        )
    }

    fn billed(&self, _server: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        vec![
            billed("Transfer Family", "sftp_endpoint", HOURS_PER_MONTH),
            billed("Transfer Family", "data_transferred", usage.data_transfer_gb),
        ]
    }
}

pub(crate) const USER_OF_SERVER: Plain = Plain {
    kind: "AWS::Transfer::User",
    tags: Tags::List,
    purpose: [
        "A partner, who sees one folder of the files and nothing else",
        "एक साझेदार, जो फ़ाइलों का एक ही फ़ोल्डर देखता है, और कुछ नहीं",
        "Ek partner, jo files ka ek hi folder dekhta hai, aur kuch nahi",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Server::KIND,
    terms: [
        "transfer family|aws transfer family|aws transfer|amazon transfer family|transfer server|aws transfer server|\
         transfer family sftp|aws transfer for sftp|sftp|sftp server|sftp service|sftp endpoint|managed sftp|\
         managed file transfer|secure file transfer|file transfer server|file transfer service|ftp server",
        "एसएफटीपी|एसएफटीपी सर्वर|ट्रांसफर फैमिली|फ़ाइल ट्रांसफ़र सर्वर|फाइल ट्रांसफर सर्वर",
        "sftp wala server|file bhejne ka server",
    ],
    build,
    uses: None,
}];

fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let bucket = match system.all(s3::Bucket::KIND).into_iter().find(storage::is_files) {
        Some(bucket) => bucket,
        None => storage::build_bucket(system, &Part { said: None }),
    };
    let id = system.free_id("SftpServer");
    let log = system.log_group(&format!("{id} Logs")).with(
        "LogGroupName",
        Value::Concat(vec![
            "/aws/vendedlogs/transfer/".into(),
            Pseudo::StackName.into(),
            format!("-{id}").into(),
        ]),
    );
    let server = Resource::new(id, Server::KIND)
        .with("Protocols", vec!["SFTP"])
        .with("Domain", "S3")
        .with("IdentityProviderType", "SERVICE_MANAGED")
        .with("SecurityPolicyName", SECURITY_POLICY)
        .with("StructuredLogDestinations", vec![log.attribute("Arn")]);
    let server = if system.hardened() || part.wants("private") {
        inside(system, server)
    } else {
        server.with("EndpointType", "PUBLIC")
    };
    system.add(log);
    let id = system.add(server);
    add_partner(system, &id, &bucket);
    let host = Value::Concat(vec![
        Value::Attribute(id.clone(), "ServerId"),
        ".server.transfer.".into(),
        Pseudo::Region.into(),
        ".amazonaws.com".into(),
    ]);
    system
        .blueprint
        .output(&format!("{id} Host"), "Where partners connect to by SFTP", host);
    id
}

/// Only the private network reaches it: partners come by VPN or peering.
fn inside(system: &mut System<'_>, server: Resource) -> Resource {
    let network = system.network();
    let group = system.security_group(
        &format!("{} SecurityGroup", server.id),
        "The SFTP server",
        Outbound::Nothing,
    );
    let place = properties! {
        "VpcId": &network.vpc,
        "SubnetIds": Value::list(&network.private),
        "SecurityGroupIds": vec![group_id(&group)],
    };
    server.with("EndpointType", "VPC").with("EndpointDetails", place)
}

/// A partner with a folder of its own, which looks like the whole bucket to it.
fn add_partner(system: &mut System<'_>, server: &LogicalId, bucket: &LogicalId) {
    const FOLDER: &[&str] = &["s3:GetBucketLocation", "s3:ListBucket"];
    const FILES: &[&str] = &[
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:PutObject",
    ];
    let key = system.blueprint.parameter(Parameter {
        id: "SftpPublicKey".into(),
        description: "Public SSH key of the first SFTP user, such as the content of ~/.ssh/id_ed25519.pub",
        pattern: "^(ssh|ecdsa)-[a-z0-9-]+ [A-Za-z0-9+/]+={0,3}( .*)?$",
        answer: "sftpPublicKey",
    });
    let own = Value::Concat(vec![
        Value::Attribute(bucket.clone(), "Arn"),
        format!("/{USER}/*").into(),
    ]);
    let mut statements = vec![
        Statement::allow(FOLDER, [Value::Attribute(bucket.clone(), "Arn")]),
        Statement::allow(FILES, [own]),
    ];
    statements.extend(system.key_statement());
    let role = iam::role(
        format!("{server} UserRole").as_str(),
        "transfer.amazonaws.com",
        &statements,
    );
    let home = properties! {
        "Entry": "/",
        "Target": Value::Concat(vec!["/".into(), bucket.into(), format!("/{USER}").into()]),
    };
    let user = Resource::new(format!("{server} User").as_str(), USER_OF_SERVER.kind)
        .with("ServerId", Value::Attribute(server.clone(), "ServerId"))
        .with("UserName", USER)
        .with("Role", role.attribute("Arn"))
        .with("HomeDirectoryType", "LOGICAL")
        .with("HomeDirectoryMappings", vec![home])
        .with("SshPublicKeys", vec![key]);
    system.add(role);
    system.add(user);
}
