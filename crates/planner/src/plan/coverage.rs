//! Whether everything that was named is in the plan. What isn't is said: nothing is dropped silently.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::requirements::{Requirements, Storage};

use super::{content_network, mail};
use crate::blueprint::Blueprint;
use crate::catalog::cloudfront::{self, Distribution};
use crate::catalog::logs::LogGroup;
use crate::catalog::spoken::spoken;
use crate::catalog::{dynamodb, rds, s3};

/// A warning for each type that was named and has no resource.
///
/// # Errors
/// [`ErrorCode::UnsupportedService`] if nothing at all would be made: `CloudFormation` takes no empty template, and nobody
/// should be asked to approve one.
pub(super) fn check(
    blueprint: &Blueprint,
    requirements: &Requirements,
    language: Language,
) -> Result<Vec<Warning>, UserError> {
    let missing = missing(blueprint, requirements);
    if blueprint.resources().is_empty() {
        let names: Vec<String> = missing.iter().map(|kind| spoken(kind)).collect();
        return Err(nothing_left(language, &names.join(", ")));
    }
    Ok(missing
        .into_iter()
        .map(|kind| left_out(language, &spoken(kind)))
        .collect())
}

fn missing<'a>(blueprint: &Blueprint, requirements: &'a Requirements) -> Vec<&'a str> {
    let named = requirements.services.iter().map(|service| service.kind.as_str());
    let kept = requirements.storage.iter().map(|storage| match storage {
        Storage::S3 => s3::Bucket::KIND,
        Storage::Rds => rds::Instance::KIND,
        Storage::Dynamodb => dynamodb::Table::KIND,
    });
    let mut missing: Vec<&str> = Vec::new();
    for kind in named.chain(kept) {
        let there = blueprint.of_kind(kind).next().is_some()
            || stands_for(blueprint, kind)
            || content_network::explains(blueprint, requirements, kind)
            || mail::explains(requirements, kind);
        if !there && !missing.contains(&kind) {
            missing.push(kind);
        }
    }
    missing
}

/// Types that another one does the work of.
fn stands_for(blueprint: &Blueprint, kind: &str) -> bool {
    if kind == LogGroup::KIND {
        return blueprint.of_kind(Distribution::KIND).any(cloudfront::is_logged);
    }
    let others: &[&str] = match kind {
        "AWS::ECS::Service" => &["AWS::ECS::TaskDefinition"],
        "AWS::RDS::DBInstance" => &["AWS::RDS::DBCluster"],
        // Machines of which there are more or fewer by themselves.
        "AWS::EC2::Instance" => &["AWS::AutoScaling::AutoScalingGroup"],
        "AWS::ApiGateway::Authorizer" => &["AWS::ApiGatewayV2::Authorizer"],
        "AWS::ApiGatewayV2::Authorizer" => &["AWS::ApiGateway::Authorizer"],
        // An address that a budget tells has nothing to subscribe to.
        "AWS::SNS::Subscription" => &["AWS::Budgets::Budget", "AWS::CE::AnomalySubscription"],
        "AWS::Route53::RecordSet" => &["AWS::Route53::HostedZone"],
        "AWS::ApiGatewayV2::Api" => &["AWS::ApiGateway::RestApi", "AWS::CloudFront::Distribution"],
        _ => &[],
    };
    others
        .iter()
        .any(|other| blueprint.of_kind(other).next().is_some())
}

fn left_out(language: Language, name: &str) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!("{name} was named and is not in this plan."),
            "Say what it is for, or make it beside this plan.",
        ),
        Language::Hindi => (
            format!("{name} का नाम लिया गया, पर वह इस योजना में नहीं है।"),
            "बताइए कि वह किस लिए है, या उसे इस योजना के अलावा बनाइए।",
        ),
        Language::Hinglish => (
            format!("{name} ka naam liya gaya, par woh is plan mein nahi hai."),
            "Bataiye woh kis liye hai, ya use is plan ke alawa banayein.",
        ),
    };
    Warning {
        code: "UNSUPPORTED_SERVICE".to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}

fn nothing_left(language: Language, kinds: &str) -> UserError {
    let (message, details) = match language {
        Language::English => (
            format!("Nothing of what was asked for can be planned yet ({kinds})."),
            "Say what the application does, for example \"a Flask API with a Postgres database\".",
        ),
        Language::Hindi => (
            format!("जो माँगा गया उसमें से अभी कुछ भी नहीं बनाया जा सकता ({kinds})।"),
            "बताइए कि ऐप्लिकेशन क्या करता है, जैसे \"Postgres डेटाबेस के साथ Flask API\"।",
        ),
        Language::Hinglish => (
            format!("Jo maanga gaya usme se abhi kuch bhi nahi banaya ja sakta ({kinds})."),
            "Batao application kya karta hai, jaise \"Postgres database ke saath Flask API\".",
        ),
    };
    UserError {
        code: ErrorCode::UnsupportedService,
        message,
        details: details.to_owned(),
        retryable: false,
    }
}
