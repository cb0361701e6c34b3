//! "Gateway endpoints for S3 and DynamoDB": what stands behind an endpoint is what it leads to, and nothing that is to be built. Here:
//! which services those are. Not here: the endpoints (`catalog/network`).

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

const ENDPOINT: &str = "AWS::EC2::VPCEndpoint";
/// What services are called, in small letters, and what their endpoints are. By their words, since what an endpoint leads to may have
/// been read as no part of the plan already.
/// Source: VPC user guide, "AWS services that integrate with AWS `PrivateLink`", 2026-11.
const SERVICES: [(&str, &[&str]); 26] = [
    ("s3", &["s3"]),
    ("dynamodb", &["dynamodb"]),
    ("secrets manager", &["secretsmanager"]),
    ("sqs", &["sqs"]),
    ("sns", &["sns"]),
    ("kms", &["kms"]),
    ("ecr", &["ecr.api", "ecr.dkr"]),
    ("ecs", &["ecs"]),
    ("cloudwatch logs", &["logs"]),
    ("logs", &["logs"]),
    ("cloudwatch", &["monitoring"]),
    ("ssm", &["ssm"]),
    ("systems manager", &["ssm"]),
    ("sts", &["sts"]),
    ("lambda", &["lambda"]),
    ("kinesis", &["kinesis-streams"]),
    ("firehose", &["kinesis-firehose"]),
    ("step functions", &["states"]),
    ("eventbridge", &["events"]),
    ("bedrock", &["bedrock-runtime"]),
    ("sagemaker", &["sagemaker.runtime"]),
    ("athena", &["athena"]),
    ("glue", &["glue"]),
    ("x-ray", &["xray"]),
    ("xray", &["xray"]),
    ("api gateway", &["execute-api"]),
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
        reading.take_out(at);
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
        if reading.begins_part(place) {
            break;
        }
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

/// Whether a service stands here that an endpoint may lead to.
pub(in crate::requirements) fn is_led_to(reading: &Reading<'_>, at: usize) -> bool {
    endpoints(reading, at).is_some()
}

fn endpoints(reading: &Reading<'_>, at: usize) -> Option<&'static [&'static str]> {
    let written = reading.written(at).to_lowercase();
    let bare = written
        .strip_prefix("aws ")
        .or_else(|| written.strip_prefix("amazon "))
        .unwrap_or(&written);
    let known = SERVICES.iter().find(|(name, _)| *name == bare);
    known.map(|(_, names)| *names)
}
