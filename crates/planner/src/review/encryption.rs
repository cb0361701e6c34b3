//! Encryption in the plan as it is: of what is kept, and of what is on its way.

use cloudwhisper_api::plan::Severity;

use super::rule::{Look, Must, Rule, Setting, Subject, each, setting, text};
use crate::blueprint::{LogicalId, Resource, Value};
use crate::catalog::{firehose, rds};

/// Types that hold data and that AWS encrypts whatever is asked, with keys of its own where none is named.
/// Sources: the "Encryption at rest" page of each service's developer guide, 2026-11.
pub const ENCRYPTED_BY_AWS: &[&str] = &[
    "AWS::ACMPCA::CertificateAuthority",
    "AWS::Backup::BackupVault",
    "AWS::Cassandra::Keyspace",
    "AWS::Cassandra::Table",
    "AWS::CodeArtifact::Domain",
    "AWS::CodeArtifact::Repository",
    "AWS::Cognito::UserPool",
    "AWS::DSQL::Cluster",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::ECR::Repository",
    "AWS::FSx::FileSystem",
    // Lightsail user guide, "Block storage disks": encrypted by keys that Lightsail looks after; 2026-11.
    "AWS::Lightsail::Instance",
    "AWS::FSx::Volume",
    "AWS::KMS::Key",
    "AWS::KinesisVideo::Stream",
    "AWS::MSK::Cluster",
    "AWS::MSK::ServerlessCluster",
    "AWS::MemoryDB::Cluster",
    "AWS::OpenSearchServerless::Collection",
    "AWS::RedshiftServerless::Namespace",
    "AWS::RedshiftServerless::Workgroup",
    "AWS::SageMaker::NotebookInstance",
    "AWS::SecretsManager::Secret",
    "AWS::Timestream::InfluxDBInstance",
    "AWS::VerifiedPermissions::PolicyStore",
];

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "CW-ENC-003",
        severity: Severity::Low,
        look: Look::First(
            &["AWS::ElasticLoadBalancingV2::Listener", "AWS::EC2::Instance"],
            talks_plain_http,
        ),
        message: [
            "The address answers over plain HTTP: without a domain of your own AWS gives it no certificate",
            "यह पता सादे HTTP पर चलता है: आपके अपने डोमेन के बिना AWS इसे प्रमाणपत्र नहीं देता",
            "Yeh address saade HTTP par chalta hai: aapke apne domain ke bina AWS ise certificate nahi deta",
        ],
        suggestion: [
            "Good enough to try it out; name a domain of your own before real data goes over it, and it becomes HTTPS",
            "आज़माने के लिए ठीक है; असली डेटा से पहले अपना डोमेन बताइए, तब यह HTTPS हो जाएगा",
            "Aazmaane ke liye theek hai; asli data se pehle apna domain bataiye, tab yeh HTTPS ho jayega",
        ],
    },
    Rule {
        id: "CW-ENC-004",
        severity: Severity::High,
        look: Look::Each(KEPT_PLAIN_KINDS, keeps_plain),
        message: [
            "Data would be kept unencrypted here",
            "यहाँ डेटा बिना एन्क्रिप्शन के रखा जाएगा",
            "Yahan data bina encryption ke rakha jayega",
        ],
        suggestion: [
            "Turn on encryption at rest",
            "रखे हुए डेटा का एन्क्रिप्शन चालू करें",
            "Rakhe hue data ka encryption chalu karein",
        ],
    },
    Rule {
        id: "CW-ENC-005",
        severity: Severity::Medium,
        look: Look::Settings(&[
            setting(
                "AWS::DAX::Cluster",
                "ClusterEndpointEncryptionType",
                Must::Be(&["TLS"]),
            ),
            setting(
                "AWS::DMS::Endpoint",
                "SslMode",
                Must::Be(&["require", "verify-ca", "verify-full"]),
            ),
            setting(
                "AWS::DocDB::DBClusterParameterGroup",
                "Parameters.tls",
                Must::NotBe(&["disabled"]),
            ),
            setting(
                "AWS::ECS::TaskDefinition",
                "Volumes?.EFSVolumeConfiguration?.TransitEncryption",
                Must::Be(&["ENABLED"]),
            ),
            setting(
                "AWS::ElastiCache::CacheCluster",
                "TransitEncryptionEnabled",
                Must::BeOn,
            ),
            setting(
                "AWS::ElastiCache::ReplicationGroup",
                "TransitEncryptionEnabled",
                Must::BeOn,
            ),
            setting(
                "AWS::ElastiCache::ReplicationGroup",
                "TransitEncryptionMode",
                Must::NotBe(&["preferred"]),
            ),
            setting(
                "AWS::MSK::Cluster",
                "EncryptionInfo.EncryptionInTransit.ClientBroker",
                Must::Be(&["TLS"]),
            ),
            setting("AWS::MemoryDB::Cluster", "TLSEnabled", Must::BeOn),
            setting(
                "AWS::OpenSearchService::Domain",
                "DomainEndpointOptions.EnforceHTTPS",
                Must::BeOn,
            ),
            setting(
                "AWS::OpenSearchService::Domain",
                "NodeToNodeEncryptionOptions.Enabled",
                Must::BeOn,
            ),
            setting("AWS::RDS::DBProxy", "RequireTLS", Must::BeOn),
            setting(
                "AWS::SES::ConfigurationSet",
                "DeliveryOptions.TlsPolicy",
                Must::Be(&["REQUIRE"]),
            ),
            setting(
                "AWS::CloudFront::Distribution",
                "DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy",
                Must::Be(&["redirect-to-https", "https-only"]),
            ),
            setting(
                "AWS::CloudFront::Distribution",
                "DistributionConfig.CacheBehaviors?.ViewerProtocolPolicy",
                Must::Be(&["redirect-to-https", "https-only"]),
            ),
        ]),
        message: [
            "This takes unencrypted connections: whoever is on the way can read along",
            "यह बिना एन्क्रिप्शन वाले कनेक्शन भी लेता है: रास्ते में बैठा कोई भी पढ़ सकता है",
            "Yeh bina encryption wale connection bhi leta hai: raaste mein baitha koi bhi padh sakta hai",
        ],
        suggestion: ["Require TLS", "TLS अनिवार्य करें", "TLS zaroori karein"],
    },
    Rule {
        id: "CW-ENC-007",
        severity: Severity::Medium,
        look: Look::Each(
            &["AWS::S3::Bucket", "AWS::SNS::Topic", "AWS::SQS::Queue"],
            takes_plain_requests,
        ),
        message: [
            "Nothing refuses unencrypted requests here",
            "यहाँ बिना एन्क्रिप्शन वाले अनुरोधों को कोई नहीं रोकता",
            "Yahan bina encryption wali requests ko koi nahi rokta",
        ],
        suggestion: [
            "Add a policy that denies whatever comes without TLS (aws:SecureTransport)",
            "ऐसी नीति जोड़ें जो TLS के बिना आने वाले हर अनुरोध को मना करे (aws:SecureTransport)",
            "Aisi policy jodein jo TLS ke bina aane wali har request ko mana kare (aws:SecureTransport)",
        ],
    },
    Rule {
        id: "CW-ENC-006",
        severity: Severity::Medium,
        look: Look::Settings(&[
            setting(
                "AWS::ApiGateway::DomainName",
                "SecurityPolicy",
                Must::NotBe(&["TLS_1_0"]),
            ),
            setting(
                "AWS::ApiGatewayV2::DomainName",
                "DomainNameConfigurations.SecurityPolicy",
                Must::NotBe(&["TLS_1_0"]),
            ),
            setting(
                "AWS::CloudFront::Distribution",
                "DistributionConfig.Origins.CustomOriginConfig?.OriginSSLProtocols",
                Must::BeThere,
            ),
            setting(
                "AWS::CloudFront::Distribution",
                "DistributionConfig.ViewerCertificate?.MinimumProtocolVersion?",
                Must::NotBe(&["SSLv3", "TLSv1", "TLSv1_2016", "TLSv1.1_2016"]),
            ),
            setting(
                "AWS::OpenSearchService::Domain",
                "DomainEndpointOptions.TLSSecurityPolicy",
                Must::Be(&["Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10"]),
            ),
            setting(
                "AWS::Transfer::Server",
                "SecurityPolicyName",
                Must::NotBe(&["TransferSecurityPolicy-2018-11", "TransferSecurityPolicy-2020-06"]),
            ),
            setting(
                "AWS::ElasticLoadBalancingV2::Listener",
                "SslPolicy?",
                Must::NotBe(&[
                    "ELBSecurityPolicy-2015-05",
                    "ELBSecurityPolicy-2016-08",
                    "ELBSecurityPolicy-FS-1-1-2019-08",
                    "ELBSecurityPolicy-FS-2018-06",
                    "ELBSecurityPolicy-TLS-1-0-2015-04",
                    "ELBSecurityPolicy-TLS-1-1-2017-01",
                    "ELBSecurityPolicy-TLS13-1-0-2021-06",
                    "ELBSecurityPolicy-TLS13-1-1-2021-06",
                ]),
            ),
        ]),
        message: [
            "This still speaks versions of TLS that are broken (before 1.2)",
            "यह अब भी TLS के टूटे हुए संस्करण (1.2 से पुराने) बोलता है",
            "Yeh ab bhi TLS ke toote hue version (1.2 se purane) bolta hai",
        ],
        suggestion: [
            "Allow TLS 1.2 and newer only",
            "केवल TLS 1.2 और उससे नए की अनुमति दें",
            "Sirf TLS 1.2 aur usse naye ki anumati dein",
        ],
    },
];

const KEPT_PLAIN: &[Setting] = &[
    setting("AWS::DAX::Cluster", "SSESpecification.SSEEnabled", Must::BeOn),
    setting("AWS::DocDB::DBCluster", "StorageEncrypted", Must::BeOn),
    setting(
        "AWS::EC2::Instance",
        "BlockDeviceMappings.Ebs?.Encrypted",
        Must::BeOn,
    ),
    setting(
        "AWS::EC2::LaunchTemplate",
        "LaunchTemplateData.BlockDeviceMappings.Ebs?.Encrypted",
        Must::BeOn,
    ),
    setting("AWS::EC2::Volume", "Encrypted", Must::BeOn),
    setting("AWS::EFS::FileSystem", "Encrypted", Must::BeOn),
    setting(
        "AWS::ElastiCache::ReplicationGroup",
        "AtRestEncryptionEnabled",
        Must::BeOn,
    ),
    setting(
        "AWS::Kinesis::Stream",
        "StreamEncryption.EncryptionType",
        Must::Be(&["KMS"]),
    ),
    setting(
        "AWS::KinesisFirehose::DeliveryStream",
        "DeliveryStreamEncryptionConfigurationInput",
        Must::BeThere,
    ),
    setting("AWS::Neptune::DBCluster", "StorageEncrypted", Must::BeOn),
    setting(
        "AWS::OpenSearchService::Domain",
        "EncryptionAtRestOptions.Enabled",
        Must::BeOn,
    ),
    setting("AWS::RDS::DBCluster", "StorageEncrypted", Must::BeOn),
    setting("AWS::RDS::DBInstance", "StorageEncrypted", Must::BeOn),
    setting("AWS::Redshift::Cluster", "Encrypted", Must::BeOn),
    setting("AWS::S3::Bucket", "BucketEncryption", Must::BeThere),
];
/// The types of [`KEPT_PLAIN`], and queues, which have two settings to choose from.
const KEPT_PLAIN_KINDS: &[&str] = &[
    "AWS::DAX::Cluster",
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Instance",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::Volume",
    "AWS::EFS::FileSystem",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Kinesis::Stream",
    "AWS::KinesisFirehose::DeliveryStream",
    "AWS::Neptune::DBCluster",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
];

fn keeps_plain(_: Subject<'_>, resource: &Resource) -> bool {
    if resource.kind == "AWS::SQS::Queue" {
        let managed = resource.properties.get("SqsManagedSseEnabled");
        return managed == Some(&Value::Bool(false)) && !resource.properties.contains_key("KmsMasterKeyId");
    }
    // A copy is encrypted as what it is a copy of, and a member as its cluster; what a delivery stream reads from a data stream is
    // kept in that one, and AWS refuses the setting beside it (Firehose developer guide, "Data protection", 2026-11).
    !rds::is_follower(resource)
        && !firehose::reads_from_a_stream(resource)
        && KEPT_PLAIN
            .iter()
            .any(|it| it.kind == resource.kind && it.broken_by(resource))
}

/// A load balancer without a certificate, or a machine that is reached directly, talks plain HTTP; AWS gives certificates
/// for domains only. A content network in front has one of its own.
fn talks_plain_http(subject: Subject<'_>, door: &Resource) -> bool {
    let of_kind = |kind| subject.blueprint.of_kind(kind);
    let encrypted = of_kind("AWS::ElasticLoadBalancingV2::Listener")
        .any(|it| matches!(text(it, "Protocol"), Some("HTTPS" | "TLS")))
        || of_kind("AWS::CloudFront::Distribution").next().is_some();
    !encrypted && text(door, "Protocol").is_none_or(|protocol| protocol == "HTTP")
}

/// Whether a store that takes requests over the internet has no policy that refuses plain ones.
fn takes_plain_requests(subject: Subject<'_>, store: &Resource) -> bool {
    let refuses = |policy: &Resource| names(policy, &store.id) && denies_plain(policy);
    ![
        "AWS::S3::BucketPolicy",
        "AWS::SNS::TopicPolicy",
        "AWS::SQS::QueuePolicy",
    ]
    .iter()
    .any(|kind| subject.blueprint.of_kind(kind).any(refuses))
}

fn names(policy: &Resource, store: &LogicalId) -> bool {
    ["Bucket", "Topics", "Queues"]
        .iter()
        .filter_map(|property| policy.properties.get(*property))
        .any(|value| value.references().contains(&store))
}

fn denies_plain(policy: &Resource) -> bool {
    let mut found = false;
    for value in policy.properties.values() {
        each(value, &mut |value| {
            let denies = value.get("Effect").and_then(Value::as_text) == Some("Deny");
            let plain = value
                .get("Condition")
                .and_then(|it| it.get("Bool")?.get("aws:SecureTransport"));
            found |= denies && plain.and_then(Value::as_text) == Some("false");
        });
    }
    found
}
