//! What people call a type of AWS: "RDS database", "NAT gateway". Product names are the same in every language. Here: the names. Not here:
//! the words by which a prompt asks for a part (its own file).

/// Types whose name does not follow from that of their service.
const TYPES: [(&str, &str); 34] = [
    ("AWS::ApiGateway::RestApi", "REST API (API Gateway)"),
    ("AWS::ApiGatewayV2::Api", "HTTP API (API Gateway)"),
    ("AWS::AutoScaling::AutoScalingGroup", "Auto Scaling group"),
    ("AWS::Bedrock::KnowledgeBase", "Bedrock knowledge base"),
    ("AWS::CE::AnomalyMonitor", "Cost Anomaly Detection"),
    ("AWS::CertificateManager::Certificate", "certificate (ACM)"),
    ("AWS::CloudFront::Distribution", "CloudFront"),
    ("AWS::DocDB::DBCluster", "DocumentDB cluster"),
    ("AWS::DocDB::DBInstance", "DocumentDB server"),
    ("AWS::DynamoDB::Table", "DynamoDB table"),
    ("AWS::EC2::EIP", "Elastic IP"),
    ("AWS::EC2::Instance", "EC2 server"),
    ("AWS::EC2::NatGateway", "NAT gateway"),
    ("AWS::EC2::TransitGateway", "Transit Gateway"),
    ("AWS::EC2::VPC", "VPC"),
    ("AWS::EC2::VPNConnection", "VPN connection"),
    ("AWS::EC2::Volume", "EBS volume"),
    ("AWS::ECS::Service", "containers (ECS Fargate)"),
    ("AWS::EKS::Cluster", "Kubernetes cluster (EKS)"),
    ("AWS::EKS::Nodegroup", "Kubernetes nodes (EKS)"),
    ("AWS::ElastiCache::ReplicationGroup", "cache (ElastiCache)"),
    ("AWS::ElasticLoadBalancingV2::LoadBalancer", "load balancer"),
    ("AWS::IAM::OIDCProvider", "IAM OIDC provider"),
    ("AWS::KMS::Key", "KMS key"),
    ("AWS::Lambda::Function", "Lambda function"),
    ("AWS::Logs::LogGroup", "log group (CloudWatch)"),
    ("AWS::RDS::DBCluster", "Aurora cluster"),
    ("AWS::RDS::DBInstance", "RDS database"),
    ("AWS::RDS::DBProxy", "RDS Proxy"),
    ("AWS::S3::Bucket", "S3 bucket"),
    ("AWS::SNS::Topic", "SNS topic"),
    ("AWS::SQS::Queue", "SQS queue"),
    ("AWS::SecretsManager::Secret", "secret (Secrets Manager)"),
    ("AWS::WAFv2::WebACL", "web firewall (WAF)"),
];
/// Services whose name is written otherwise than in their types.
const SERVICES: [(&str, &str); 36] = [
    ("AccessAnalyzer", "IAM Access Analyzer"),
    ("AmazonMQ", "Amazon MQ"),
    ("ApiGateway", "API Gateway"),
    ("ApiGatewayV2", "API Gateway"),
    ("ApplicationAutoScaling", "Auto Scaling"),
    ("CE", "Cost Explorer"),
    ("Cassandra", "Keyspaces"),
    ("CertificateManager", "ACM"),
    ("CodeStarConnections", "CodeConnections"),
    ("DAX", "DynamoDB Accelerator (DAX)"),
    ("DSQL", "Aurora DSQL"),
    ("DocDB", "DocumentDB"),
    ("ElasticBeanstalk", "Elastic Beanstalk"),
    ("ElasticLoadBalancingV2", "load balancer"),
    ("Events", "EventBridge"),
    ("GlobalAccelerator", "Global Accelerator"),
    ("InspectorV2", "Inspector"),
    ("IoT", "IoT Core"),
    ("KinesisAnalyticsV2", "Managed Flink"),
    ("KinesisFirehose", "Data Firehose"),
    ("KinesisVideo", "Kinesis Video Streams"),
    ("Logs", "CloudWatch Logs"),
    ("OpenSearchService", "OpenSearch"),
    ("OpenSearchServerless", "OpenSearch Serverless"),
    ("Pipes", "EventBridge Pipes"),
    ("RDS", "RDS"),
    ("RedshiftServerless", "Redshift Serverless"),
    ("Route53", "Route 53"),
    ("Route53Resolver", "Route 53 Resolver"),
    ("SSO", "IAM Identity Center"),
    ("Scheduler", "EventBridge Scheduler"),
    ("SecretsManager", "Secrets Manager"),
    ("SecurityHub", "Security Hub"),
    ("ServiceDiscovery", "Cloud Map"),
    ("StepFunctions", "Step Functions"),
    ("VerifiedPermissions", "Verified Permissions"),
];

/// The name that people know a type by: "Inspector filter" of `AWS::InspectorV2::Filter`.
pub(crate) fn spoken(kind: &str) -> String {
    if let Some((_, name)) = TYPES.iter().find(|(known, _)| *known == kind) {
        return (*name).to_owned();
    }
    let mut parts = kind.split("::").skip(1);
    let (Some(service), Some(resource)) = (parts.next(), parts.next()) else {
        return kind.to_owned();
    };
    let known = SERVICES.iter().find(|(it, _)| *it == service);
    let service = known.map_or(service, |(_, name)| *name);
    format!("{service} {}", in_words(resource))
}

/// `ReplicationGroup` as "replication group"; capitals that stand together stay: `DBCluster` as "DB cluster".
fn in_words(resource: &str) -> String {
    let letters: Vec<char> = resource.chars().collect();
    let is_upper = |at: usize| letters.get(at).is_some_and(char::is_ascii_uppercase);
    let mut words = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let next_is_lower = letters.get(at + 1).is_some_and(char::is_ascii_lowercase);
        let begins = is_upper(at) && (at == 0 || !is_upper(at - 1) || next_is_lower);
        if begins && at > 0 {
            words.push(' ');
        }
        if begins && next_is_lower {
            words.push(letter.to_ascii_lowercase());
        } else {
            words.push(*letter);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_called_as_people_call_them() {
        for (kind, name) in [
            ("AWS::EC2::NatGateway", "NAT gateway"),
            ("AWS::InspectorV2::Filter", "Inspector filter"),
            ("AWS::DocDB::DBCluster", "DocumentDB cluster"),
            ("AWS::ElastiCache::ReplicationGroup", "cache (ElastiCache)"),
            ("AWS::RDS::DBInstance", "RDS database"),
        ] {
            assert_eq!(spoken(kind), name);
        }
    }
}
