//! "Gateway endpoints for S3 and DynamoDB": what stands behind an endpoint is what it leads to, and nothing that is to be built. Here:
//! which services those are. Not here: the endpoints (`catalog/network`).

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

const ENDPOINT: &str = "AWS::EC2::VPCEndpoint";
/// What the types of services begin with, and what their endpoints are called.
/// Source: VPC user guide, "AWS services that integrate with AWS PrivateLink", 2026-11.
const SERVICES: [(&str, &[&str]); 21] = [
    ("AWS::S3::", &["s3"]),
    ("AWS::DynamoDB::", &["dynamodb"]),
    ("AWS::SecretsManager::", &["secretsmanager"]),
    ("AWS::SQS::", &["sqs"]),
    ("AWS::SNS::", &["sns"]),
    ("AWS::KMS::", &["kms"]),
    ("AWS::ECR::", &["ecr.api", "ecr.dkr"]),
    ("AWS::ECS::", &["ecs"]),
    ("AWS::Logs::", &["logs"]),
    ("AWS::CloudWatch::", &["monitoring"]),
    ("AWS::SSM::", &["ssm"]),
    ("AWS::Lambda::", &["lambda"]),
    ("AWS::Kinesis::", &["kinesis-streams"]),
    ("AWS::KinesisFirehose::", &["kinesis-firehose"]),
    ("AWS::StepFunctions::", &["states"]),
    ("AWS::Events::", &["events"]),
    ("AWS::Bedrock::", &["bedrock-runtime"]),
    ("AWS::SageMaker::", &["sagemaker.runtime"]),
    ("AWS::Athena::", &["athena"]),
    ("AWS::Glue::", &["glue"]),
    ("AWS::XRay::", &["xray"]),
];
/// Longer lists are an oversight or an attack.
const MOST: usize = 24;

/// Takes what endpoints lead to out of what is to be built.
pub(super) fn take_out(reading: &mut Reading<'_>) {
    let places: Vec<usize> = (0..reading.items.len())
        .flat_map(|at| led_to(reading, at))
        .map(|(at, _)| at)
        .collect();
    for at in places {
        if let Some(item) = reading.items.get_mut(at) {
            item.live = false;
        }
        reading.purposes.retain(|wanted| !wanted.items.contains(&at));
    }
}

/// What the endpoints that are named at `at` lead to: each place with the names that endpoints of that service have.
pub(in crate::requirements) fn led_to(
    reading: &Reading<'_>,
    at: usize,
) -> Vec<(usize, &'static [&'static str])> {
    let item = reading.items.get(at).filter(|item| item.live);
    if item.is_none_or(|item| item.aws != Some(ENDPOINT)) {
        return Vec::new();
    }
    let begins = matches!(
        reading.concept(at + 1),
        Some(Concept::Grammar(Grammar::For | Grammar::In))
    ) || matches!(reading.written(at + 1), ":" | "(" | "to");
    if !begins {
        return Vec::new();
    }
    let mut found = Vec::new();
    for place in at + 2..at + 2 + MOST {
        let Some(item) = reading.items.get(place) else {
            break;
        };
        if let Some(names) = endpoints(reading, place) {
            found.push((place, names));
            continue;
        }
        let joins = matches!(reading.written(place), "," | "/")
            || matches!(
                item.what,
                What::Term(Concept::Grammar(Grammar::And | Grammar::Article) | Concept::Filler)
            );
        if !joins {
            break;
        }
    }
    found
}

fn endpoints(reading: &Reading<'_>, at: usize) -> Option<&'static [&'static str]> {
    let written = reading.written(at).to_lowercase();
    let kind = match reading.concept(at) {
        Some(Concept::Logs) => "AWS::Logs::",
        // What these lead to is no part by itself, and may have been read as said aside already.
        _ if written == "s3" => "AWS::S3::",
        _ if written == "dynamodb" => "AWS::DynamoDB::",
        _ if written == "ssm" => "AWS::SSM::",
        _ if written == "sts" => return Some(&["sts"]),
        _ => reading.items.get(at)?.aws?,
    };
    let known = SERVICES.iter().find(|(start, _)| kind.starts_with(start));
    known.map(|(_, names)| *names)
}
