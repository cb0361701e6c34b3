//! Resources sorted by what they are to a person. Here: which type belongs where. Not here: the words.

use cloudwhisper_api::plan::PlannedResource;

/// What a resource is to a person, in the order of telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// How the application is reached.
    Entrance,
    /// What runs.
    Program,
    /// Where data is kept.
    Data,
    /// Who tells when something is wrong.
    Watching,
    /// Who may do what, and keys.
    Protection,
    /// Everything that connects.
    Network,
}

/// Resources that are for the same, told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Purpose<'a> {
    /// What they are for.
    pub description: &'a str,
    /// How many there are.
    pub count: usize,
    /// Names that a person gave.
    pub names: Vec<&'a str>,
}

/// Type prefixes; the first that fits counts. What is in no group connects things.
const GROUPS: [(&str, Group); 43] = [
    ("AWS::CloudFront::PublicKey", Group::Protection),
    ("AWS::CloudFront::KeyGroup", Group::Protection),
    ("AWS::CloudFront::OriginAccessControl", Group::Protection),
    ("AWS::CloudFront::", Group::Entrance),
    ("AWS::ApiGateway::Account", Group::Watching),
    ("AWS::ApiGateway", Group::Entrance),
    ("AWS::ElasticLoadBalancingV2::", Group::Entrance),
    ("AWS::Route53::", Group::Entrance),
    ("AWS::CertificateManager::", Group::Entrance),
    ("AWS::Lambda::Permission", Group::Protection),
    ("AWS::Lambda::Url", Group::Entrance),
    ("AWS::Lambda::", Group::Program),
    ("AWS::ECS::", Group::Program),
    ("AWS::ApplicationAutoScaling::", Group::Program),
    ("AWS::EC2::Instance", Group::Program),
    ("AWS::S3::BucketPolicy", Group::Protection),
    ("AWS::S3::", Group::Data),
    ("AWS::DynamoDB::", Group::Data),
    ("AWS::RDS::", Group::Data),
    ("AWS::Athena::", Group::Data),
    ("AWS::Backup::", Group::Data),
    ("AWS::Cassandra::", Group::Data),
    ("AWS::DSQL::", Group::Data),
    ("AWS::DocDB::", Group::Data),
    ("AWS::EFS::", Group::Data),
    ("AWS::ElastiCache::", Group::Data),
    ("AWS::FSx::", Group::Data),
    ("AWS::Glue::", Group::Data),
    ("AWS::MemoryDB::", Group::Data),
    ("AWS::Neptune::", Group::Data),
    ("AWS::OpenSearchServerless::Collection", Group::Data),
    ("AWS::OpenSearchService::", Group::Data),
    ("AWS::DAX::", Group::Data),
    ("AWS::Redshift", Group::Data),
    ("AWS::Timestream::", Group::Data),
    ("AWS::OpenSearchServerless::", Group::Protection),
    ("AWS::Logs::", Group::Watching),
    ("AWS::CloudWatch::", Group::Watching),
    ("AWS::SNS::", Group::Watching),
    ("AWS::EC2::FlowLog", Group::Watching),
    ("AWS::IAM::", Group::Protection),
    ("AWS::KMS::", Group::Protection),
    ("AWS::EC2::SecurityGroup", Group::Protection),
];

fn group(kind: &str) -> Group {
    GROUPS
        .iter()
        .find(|(prefix, _)| kind.starts_with(prefix))
        .map_or(Group::Network, |(_, group)| *group)
}

/// The groups that there are, each with its purposes in template order.
pub(super) fn of(resources: &[PlannedResource]) -> Vec<(Group, Vec<Purpose<'_>>)> {
    let mut groups: Vec<(Group, Vec<Purpose<'_>>)> = Vec::new();
    for resource in resources {
        let group = group(&resource.kind);
        let at = groups.iter().position(|(it, _)| *it == group).unwrap_or_else(|| {
            groups.push((group, Vec::new()));
            groups.len() - 1
        });
        tell(&mut groups[at].1, resource);
    }
    groups.sort_by_key(|(group, _)| *group);
    groups
}

fn tell<'a>(purposes: &mut Vec<Purpose<'a>>, resource: &'a PlannedResource) {
    let description = resource.description.as_str();
    let at = purposes
        .iter()
        .position(|purpose| purpose.description == description)
        .unwrap_or_else(|| {
            purposes.push(Purpose {
                description,
                count: 0,
                names: Vec::new(),
            });
            purposes.len() - 1
        });
    purposes[at].count += 1;
    // A name that ends with the template's own is made up, and says nothing to anybody.
    let made_up = resource.name.ends_with(&resource.logical_id);
    if !made_up && !purposes[at].names.contains(&resource.name.as_str()) {
        purposes[at].names.push(&resource.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resource(kind: &str, id: &str, name: &str) -> PlannedResource {
        PlannedResource {
            logical_id: id.to_owned(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            description: kind.to_owned(),
            free_tier_eligible: false,
            action: None,
            replacement: None,
            data_at_risk: None,
            retention: None,
        }
    }

    #[test]
    fn what_is_for_the_same_is_told_once_and_given_names_are_kept() {
        let resources = [
            resource("AWS::EC2::Subnet", "PublicOne", "orders-PublicOne"),
            resource("AWS::S3::Bucket", "Media", "acme-media"),
            resource("AWS::S3::Bucket", "Files", "orders-Files"),
            resource("AWS::S3::BucketPolicy", "MediaPolicy", "orders-MediaPolicy"),
        ];
        let groups = of(&resources);
        let order: Vec<Group> = groups.iter().map(|(group, _)| *group).collect();
        assert_eq!(order, [Group::Data, Group::Protection, Group::Network]);
        let buckets = Purpose {
            description: "AWS::S3::Bucket",
            count: 2,
            names: vec!["acme-media"],
        };
        assert_eq!(groups[0].1, [buckets]);
    }
}
