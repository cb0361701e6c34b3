//! What of the catalogue a model may add to a plan: which parts, and what it may say of one. Here: the lists. Not here: whether the prompt speaks
//! against it (`requirements/proposed.rs`).

use crate::catalog::detail::DETAILS;
use crate::catalog::{is_size, part_kinds, setting};

/// Parts that no model adds: a person has to name them in words that the rules read.
const WITHHELD: [(&str, &[&str]); 3] = [
    // They open a way in from the internet or from other networks, or a way out.
    (
        "way in or out",
        &[
            "AWS::Amplify::App",
            "AWS::ApiGateway::ApiKey",
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGateway::UsagePlan",
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Authorizer",
            "AWS::AppRunner::Service",
            "AWS::AppSync::GraphQLApi",
            "AWS::CertificateManager::Certificate",
            "AWS::CloudFront::Distribution",
            "AWS::CloudFront::KeyGroup",
            "AWS::DirectConnect::Connection",
            "AWS::EC2::ClientVpnEndpoint",
            "AWS::EC2::EIP",
            "AWS::EC2::InternetGateway",
            "AWS::EC2::KeyPair",
            "AWS::EC2::NatGateway",
            "AWS::EC2::NetworkAcl",
            "AWS::EC2::RouteTable",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::Subnet",
            "AWS::EC2::TransitGateway",
            "AWS::EC2::TransitGatewayAttachment",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCEndpointService",
            "AWS::EC2::VPCPeeringConnection",
            "AWS::EC2::VPNConnection",
            "AWS::EKS::Addon",
            "AWS::EKS::Cluster",
            "AWS::EKS::FargateProfile",
            "AWS::EKS::Nodegroup",
            "AWS::ElasticBeanstalk::Application",
            "AWS::ElasticBeanstalk::Environment",
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::GlobalAccelerator::Accelerator",
            "AWS::Lightsail::Instance",
            "AWS::Route53::HealthCheck",
            "AWS::Route53::HostedZone",
            "AWS::Route53::RecordSet",
            "AWS::SES::ReceiptRule",
            "AWS::SES::ReceiptRuleSet",
            "AWS::SageMaker::NotebookInstance",
            "AWS::Transfer::Server",
        ],
    ),
    // They give people or programs rights beyond those of the parts themselves.
    (
        "rights",
        &[
            "AWS::Backup::BackupPlan",
            "AWS::CodeBuild::Project",
            "AWS::CodeConnections::Connection",
            "AWS::CodeDeploy::Application",
            "AWS::CodePipeline::Pipeline",
            "AWS::Cognito::IdentityPool",
            "AWS::Cognito::UserPoolIdentityProvider",
            "AWS::Glue::Crawler",
            "AWS::Glue::Job",
            "AWS::IAM::Group",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::OIDCProvider",
            "AWS::IAM::Role",
            "AWS::IAM::SAMLProvider",
            "AWS::IAM::User",
            "AWS::RAM::ResourceShare",
            "AWS::SSO::PermissionSet",
            "AWS::ServiceCatalog::Portfolio",
        ],
    ),
    // They are of the whole account, or bind it for long.
    (
        "account",
        &[
            "AWS::ACMPCA::CertificateAuthority",
            "AWS::AccessAnalyzer::Analyzer",
            "AWS::Budgets::Budget",
            "AWS::CE::AnomalyMonitor",
            "AWS::CloudTrail::Trail",
            "AWS::Config::ConfigurationRecorder",
            "AWS::GuardDuty::Detector",
            "AWS::InspectorV2::Filter",
            "AWS::Macie::Session",
            "AWS::Organizations::Organization",
            "AWS::SecurityHub::Hub",
            "AWS::Shield::Protection",
            "AWS::WAFv2::WebACL", // makes a REST API of the door, which has a setting of the account
        ],
    ),
];

/// Whether the catalogue has this part.
pub(crate) fn is_part(kind: &str) -> bool {
    part_kinds().any(|known| known == kind)
}

/// Whether no model may add this part.
pub(crate) fn is_withheld(kind: &str) -> bool {
    WITHHELD.iter().any(|(_, kinds)| kinds.contains(&kind))
}

/// Numbers of the catalogue that a model may say: sizes, times and how often. None that guards something: no days of backups, no lengths of
/// passwords, no limits of a door, no alarms, no time after which something is lost.
const NUMBERS: [&str; 13] = [
    "batchSize",
    "cpuTarget",
    "delaySeconds",
    "ephemeralStorage",
    "infrequentAccessDays",
    "maxAllocatedStorage",
    "memory",
    "memoryTarget",
    "provisionedConcurrency",
    "shardCount",
    "timeout",
    "visibilityTimeout",
    "count",
];

/// Qualities of the catalogue that a model may say.
const QUALITIES: [&str; 6] = [
    "architecture",
    "autoscaling",
    "billingMode",
    "intelligentTiering",
    "pointInTimeRecovery",
    "readReplica",
];

/// Engines, by the type that has them.
const ENGINES: [(&str, &[&str]); 3] = [
    ("AWS::RDS::DBInstance", &["postgres", "mysql", "mariadb"]),
    ("AWS::RDS::DBCluster", &["postgres", "mysql"]),
    ("AWS::ElastiCache::ReplicationGroup", &["redis", "valkey"]),
];

/// Types of which a second copy stands in another data centre.
const DOUBLED: [&str; 2] = ["AWS::RDS::DBInstance", "AWS::ElastiCache::ReplicationGroup"];
/// Types whose machines have a size.
const SIZED: [&str; 2] = ["AWS::EC2::Instance", "AWS::AutoScaling::AutoScalingGroup"];
/// Copies of a container that a model may ask for.
const COPIES: (i64, i64) = (1, 10);

/// What a model may say of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Property {
    /// A whole number, least and most.
    Number(i64, i64),
    /// One of these words.
    Words(&'static [&'static str]),
    /// This word alone.
    Word(&'static str),
    /// A size of a machine.
    Size,
}

impl Property {
    /// The value as the catalogue has it, where it is one.
    pub(crate) fn value(self, said: &str) -> Option<String> {
        let said = said.trim();
        let word = said.to_ascii_lowercase();
        match self {
            Self::Number(least, most) => {
                let number: i64 = said.parse().ok()?;
                (least..=most).contains(&number).then(|| number.to_string())
            }
            Self::Words(words) => words.iter().find(|it| **it == word).map(|it| (*it).to_owned()),
            Self::Word(own) => own.eq_ignore_ascii_case(said).then(|| own.to_owned()),
            Self::Size => is_size(&word).then_some(word),
        }
    }
}

/// Every word by which a model may say something of a part.
pub(super) fn words() -> impl Iterator<Item = &'static str> {
    let own = ["engine", "fifo", "instanceType", "multiAZ"];
    NUMBERS.into_iter().chain(QUALITIES).chain(own)
}

/// What a model may say of this type under this word; `None` where it may say nothing.
pub(crate) fn property(kind: &str, word: &str) -> Option<Property> {
    match word {
        "count" if kind == "AWS::ECS::Service" => return Some(Property::Number(COPIES.0, COPIES.1)),
        "engine" => {
            let engines = ENGINES.iter().find(|(it, _)| *it == kind)?;
            return Some(Property::Words(engines.1));
        }
        "fifo" if kind == "AWS::SQS::Queue" => return Some(Property::Word("true")),
        "multiAZ" if DOUBLED.contains(&kind) => return Some(Property::Word("true")),
        "instanceType" if SIZED.contains(&kind) => return Some(Property::Size),
        _ => {}
    }
    if NUMBERS.contains(&word) {
        let setting = setting::all().find(|it| it.word == word && it.kinds.contains(&kind))?;
        return Some(Property::Number(setting.limits.0, setting.limits.1));
    }
    if QUALITIES.contains(&word) {
        let mut details = DETAILS.iter();
        let detail = details.find(|it| it.word == word && it.kinds.contains(&kind))?;
        return Some(Property::Word(detail.value));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::part_kinds;

    #[test]
    fn what_is_withheld_is_in_the_catalogue() {
        for (why, kinds) in WITHHELD {
            for kind in kinds {
                assert!(is_part(kind), "{why}: {kind} is withheld from nobody");
            }
        }
    }

    #[test]
    fn every_word_says_something_of_some_part() {
        for word in words() {
            let kinds = part_kinds().filter(|kind| property(kind, word).is_some());
            assert!(kinds.count() > 0, "{word} says nothing of anything");
        }
    }

    #[test]
    fn a_value_is_one_of_the_catalogue_s_or_none() {
        let value = |kind: &str, word: &str, said: &str| property(kind, word)?.value(said);
        assert_eq!(
            value("AWS::Lambda::Function", "timeout", " 30 "),
            Some("30".to_owned())
        );
        assert_eq!(value("AWS::Lambda::Function", "timeout", "901"), None);
        assert_eq!(value("AWS::Lambda::Function", "timeout", "30 s"), None);
        assert_eq!(
            value("AWS::RDS::DBInstance", "engine", "MySQL"),
            Some("mysql".to_owned())
        );
        assert_eq!(value("AWS::RDS::DBInstance", "engine", "oracle"), None);
        assert_eq!(value("AWS::RDS::DBInstance", "publiclyAccessible", "true"), None);
        assert_eq!(value("AWS::RDS::DBInstance", "backupDays", "1"), None);
        assert_eq!(value("AWS::Lambda::Function", "env.TOKEN", "x"), None);
        assert_eq!(
            value("AWS::EC2::Instance", "instanceType", "t4g.micro"),
            Some("t4g.micro".to_owned())
        );
        assert_eq!(
            value("AWS::EC2::Instance", "instanceType", "p5.48xlarge; rm"),
            None
        );
    }
}
