//! Whether parts are the whole wish, or an application is wished for that has them.

use cloudwhisper_api::requirements::{AppType, Compute};

use super::named::Named;
use crate::language::lexicon::{Concept, Grammar, Intent, Vague};
use crate::requirements::draft::Case;
use crate::requirements::read::What;
use crate::requirements::{purposes, topics};

/// Services that stand before, around or under an application and say nothing of there being more than one.
pub(in crate::requirements) const SURROUNDINGS: [&str; 20] = [
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::AutoScaling::ScalingPolicy",
    "AWS::CertificateManager::Certificate",
    "AWS::CloudFront::Distribution",
    "AWS::EC2::EIP",
    "AWS::EC2::KeyPair",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::PlacementGroup",
    "AWS::EC2::VPC",
    "AWS::EC2::Volume",
    "AWS::ECS::TaskDefinition",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::IAM::Role",
    "AWS::KMS::Key",
    "AWS::Lambda::Url",
    "AWS::Logs::LogGroup",
    "AWS::Route53::RecordSet",
    "AWS::SNS::Topic",
];

/// Whether what is named at `at` is a part of its own, which no application brings by itself.
pub(super) fn is_part(case: &Case<'_>, at: usize) -> bool {
    let kind = case.reading.items.get(at).and_then(|item| item.aws);
    kind.is_some_and(|kind| !SURROUNDINGS.contains(&kind)) || topics::starts(&case.reading, at)
}

/// "A ticket shop": what the whole is about, where its parts and a program among them are spelled out, is no further part.
pub(super) fn is_only_context(case: &Case<'_>, named: &Named) -> bool {
    const SPELLED_OUT: usize = 5;
    let runs = |kind: &str| purposes::runs_code(kind);
    let program = case
        .reading
        .items
        .iter()
        .any(|it| it.live && it.aws.is_some_and(runs))
        || purposes::wanted(&case.reading).any(|it| runs(it.kind));
    let nothing_else =
        named.heads.is_empty() && named.frameworks.is_empty() && !says_runtime_of_its_own(case);
    let watching = [
        "AWS::CloudWatch::",
        "AWS::Synthetics::",
        "AWS::Logs::",
        "AWS::XRay::",
    ];
    let watched = case
        .reading
        .items
        .iter()
        .filter(|it| it.live)
        .filter_map(|it| it.aws);
    let watched = watched
        .filter(|kind| watching.iter().any(|start| kind.starts_with(start)))
        .count();
    nothing_else
        && (program || watched > 2)
        && purposes::parts(&case.reading) >= SPELLED_OUT
        && !wishes_for_application(case)
}

/// Whether a language was said of something else than functions: "Lambda functions: validate, ship (Node 20)" says only what those are
/// written in.
fn says_runtime_of_its_own(case: &Case<'_>) -> bool {
    let reading = &case.reading;
    let is_function = |at: usize| {
        let item = reading.items.get(at);
        item.is_some_and(|it| it.live && it.aws == Some(purposes::FUNCTION))
    };
    reading
        .live()
        .any(|(at, concept)| matches!(concept, Concept::Runtime(_)) && !reading.thought(at).any(is_function))
}

/// Whether parts were named or described without an application that they are for: they are the whole wish then. An
/// "app" or "service" that is only spoken of beside parts of its own is none.
pub(super) fn is_system(case: &Case<'_>, named: &Named) -> bool {
    let runs = named.function || named.computes.contains(&Compute::Lambda);
    named.parts > 0
        || named.scheduled && runs
        || (purposes::parts(&case.reading) > 0 && named.vague.is_empty())
}

/// "Build an app with a queue": an application is wished for, of a form that is left open.
pub(super) fn wishes_for_application(case: &Case<'_>) -> bool {
    let reading = &case.reading;
    let is_light = |at: &usize| {
        matches!(
            reading.items.get(*at).map(|item| item.what),
            Some(What::Word | What::Term(Concept::Filler | Concept::Grammar(Grammar::Article | Grammar::Of)))
        )
    };
    let is_wish = |at: usize| {
        matches!(
            reading.concept(at),
            Some(Concept::Intent(Intent::Make | Intent::Deploy))
        )
    };
    let wished = |at: usize| {
        let before = (0..at).rev().take(4).find(|at| !is_light(at));
        before.is_some_and(is_wish)
    };
    // "Website with product search": the thing itself stands first, with what it has behind it.
    let opens = |at: usize| {
        (0..at).all(|before| is_light(&before) && reading.written(before).len() < 4)
            && reading.concept(at + 1) == Some(Concept::Grammar(Grammar::With))
    };
    reading.live().any(|(at, concept)| {
        matches!(concept, Concept::Vague(Vague::App | Vague::Website))
            && !reading.items.get(at).is_some_and(|item| item.aside)
            && (wished(at) || is_wish(at + 1) || opens(at))
            // "Ek online dukaan banani hai": what the verb behind it makes.
            || concept == Concept::Leaning(AppType::WebApp) && is_wish(at + 1)
    })
}
