//! Said of what CloudFormation could not delete.

use cloudwhisper_api::language::Language;

use super::say;
use crate::undeleted::Undeleted;

/// Where the console turns protection off, by type (AWS documentation of each service, read 2026-11).
const PLACES: [(&str, &str); 11] = [
    (
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "EC2 › Load Balancers › Attributes",
    ),
    ("AWS::RDS::DBInstance", "RDS › Databases › Modify"),
    ("AWS::RDS::DBCluster", "RDS › Databases › Modify"),
    ("AWS::DocDB::DBCluster", "DocumentDB › Clusters › Modify"),
    ("AWS::Neptune::DBCluster", "Neptune › Databases › Modify"),
    ("AWS::DynamoDB::Table", "DynamoDB › Tables › Additional settings"),
    (
        "AWS::DynamoDB::GlobalTable",
        "DynamoDB › Tables › Additional settings",
    ),
    ("AWS::Cognito::UserPool", "Cognito › User pools › Settings"),
    ("AWS::DSQL::Cluster", "Aurora DSQL › Clusters › Modify"),
    (
        "AWS::VerifiedPermissions::PolicyStore",
        "Verified Permissions › Policy stores › Settings",
    ),
    (
        "AWS::EC2::Instance",
        "EC2 › Instances › Change termination protection",
    ),
];

/// What stands in the way of a deletion; nothing where nothing is known to.
pub(crate) fn in_the_way(language: Language, undeleted: &[Undeleted]) -> String {
    if undeleted.is_empty() {
        return String::new();
    }
    let all = undeleted.iter().map(|it| format!("{} ({})", it.what, it.kind));
    let all = all.collect::<Vec<_>>().join(", ");
    say!(
        language,
        " AWS could not delete: {all}.",
        " AWS इन्हें नहीं हटा सका: {all}।",
        " AWS inhe delete nahi kar saka: {all}.",
    )
}

/// How to turn off the protection of those that have it; nothing where none has.
pub(crate) fn unprotect(language: Language, undeleted: &[Undeleted]) -> String {
    let protected: Vec<String> = undeleted
        .iter()
        .filter(|it| it.protected)
        .map(|it| match PLACES.iter().find(|(kind, _)| *kind == it.kind) {
            Some((_, place)) => format!("{} ({place})", it.what),
            None => format!("{} ({})", it.what, it.kind),
        })
        .collect();
    if protected.is_empty() {
        return String::new();
    }
    let protected = protected.join(", ");
    say!(
        language,
        "Deletion protection is on. In the AWS console, turn it off at: {protected}. ",
        "deletion protection चालू है। AWS console में इन पर उसे बंद कीजिए: {protected}। ",
        "Deletion protection chalu hai. AWS console mein in par use band karein: {protected}. ",
    )
}
