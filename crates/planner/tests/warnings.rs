//! What has to be known before a plan is approved is among its warnings, with a code that programs can look for, in the prompt's
//! language; the preview says it too.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_planner::Plan;
use indexmap::IndexMap;
use support::{answered_plan as planned, input};

fn coded<'a>(plan: &'a Plan, code: &'a str) -> impl Iterator<Item = &'a Warning> {
    plan.warnings.iter().filter(move |it| it.code == code)
}

#[test]
fn a_free_api_says_what_its_callers_have_to_send_and_what_the_other_door_costs() {
    let prompts = [
        (
            "Node.js API with DynamoDB in Mumbai, free tier only, zero budget",
            "answered with 403",
            "$",
        ),
        (
            "Mumbai mein Node.js API banao DynamoDB ke saath, budget 0 rupaye",
            "403 milega",
            "har mahine",
        ),
        (
            "मुंबई में DynamoDB के साथ Node.js API बनाओ, बजट शून्य रुपये",
            "403 मिलेगा",
            "प्रति माह",
        ),
    ];
    for (prompt, breaks, cost) in prompts {
        let plan = planned(prompt, &[]);
        let [warning] = coded(&plan, "REQUEST_BODY_HASH_NEEDED").collect::<Vec<_>>()[..] else {
            panic!("{prompt}: {:?}", plan.warnings);
        };
        assert!(warning.message.contains(breaks), "{}", warning.message);
        assert!(
            warning.message.contains("x-amz-content-sha256"),
            "{}",
            warning.message
        );
        assert!(warning.suggestion.contains(cost), "{}", warning.suggestion);
        assert!(warning.suggestion.contains("HTTP API"), "{}", warning.suggestion);
        assert_eq!(coded(&plan, "AUTHORIZATION_HEADER_REPLACED").count(), 1);
        assert!(
            plan.artifacts().preview().contains(&warning.message),
            "{}",
            plan.artifacts().preview()
        );
    }
}

#[test]
fn free_nextjs_on_functions_says_the_same_and_a_paid_front_door_says_nothing() {
    let next = planned("Next.js app, zero budget", &[]);
    assert_eq!(
        coded(&next, "REQUEST_BODY_HASH_NEEDED").count(),
        1,
        "{:?}",
        next.warnings
    );
    for prompt in [
        "Node.js API with DynamoDB",
        "static website",
        "Next.js app on ECS",
        "Next.js app with a contact form",
    ] {
        let plan = planned(prompt, &[]);
        assert_eq!(coded(&plan, "REQUEST_BODY_HASH_NEEDED").count(), 0, "{prompt}");
        assert_eq!(
            coded(&plan, "AUTHORIZATION_HEADER_REPLACED").count(),
            0,
            "{prompt}"
        );
    }
}

/// What a content network hands on must reach a function's address under that address's own name, so the host header stays behind.
#[test]
fn a_function_is_never_given_the_content_networks_host_name() {
    // AWS's own policies AllViewerExceptHostHeader and CachingDisabled.
    let (except_host, uncached) = (
        "b689b0a8-53d0-40ab-baf2-68738e2966ac",
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    );
    for prompt in ["Node.js API, zero budget", "Next.js app"] {
        let plan = planned(prompt, &[]);
        let template: serde_json::Value = serde_json::from_str(&plan.template).expect("JSON");
        let resources = template["Resources"].as_object().expect("resources");
        let network = resources
            .values()
            .find(|it| it["Type"] == "AWS::CloudFront::Distribution");
        let behavior = &network.expect("one")["Properties"]["DistributionConfig"]["DefaultCacheBehavior"];
        assert_eq!(behavior["OriginRequestPolicyId"], except_host, "{prompt}");
        assert_eq!(behavior["CachePolicyId"], uncached, "{prompt}");
    }
}

#[test]
fn what_only_the_person_can_give_is_a_warning_until_it_is_given() {
    let prompt = "static website at www.example.com in Mumbai";
    let plan = planned(prompt, &[]);
    let told: Vec<&str> = coded(&plan, "PARAMETER_NEEDED")
        .map(|it| it.suggestion.as_str())
        .collect();
    assert_eq!(told.len(), plan.missing_parameters.len());
    for parameter in &plan.missing_parameters {
        let answer = format!("spec.answers.{}", parameter.answer);
        assert!(told.iter().any(|it| it.contains(&answer)), "{answer}: {told:?}");
    }
    assert!(told.len() >= 2, "a zone and a certificate: {told:?}");
    let once = coded(&plan, "PARAMETER_NEEDED")
        .next()
        .map(|it| it.suggestion.clone())
        .unwrap_or_default();
    assert!(
        !plan.artifacts().preview().contains(&once),
        "the preview has a list of its own"
    );

    let given = planned(prompt, &[("hostedZoneId", "Z1D633PJN98FT9")]);
    assert_eq!(coded(&given, "PARAMETER_NEEDED").count(), told.len() - 1);
    let hindi = planned("मुंबई में www.example.com पर एक स्टैटिक वेबसाइट बनाओ", &[]);
    let said = coded(&hindi, "PARAMETER_NEEDED")
        .next()
        .map(|it| it.message.clone());
    assert!(
        said.is_some_and(|it| it.starts_with("बनाने से पहले आपसे चाहिए")),
        "{:?}",
        hindi.warnings
    );
}

#[test]
fn a_region_that_aws_does_not_have_is_refused_with_those_that_are_like_it() {
    let none = IndexMap::new();
    for (prompt, near) in [
        ("static website in mars-central-1", "-central-1"),
        ("static website in us-east-7", "us-east-1, us-east-2"),
        ("mars-central-1 mein static website banao", "-central-1"),
        ("ap-south-9 में एक स्टैटिक वेबसाइट बनाओ", "ap-south-1, ap-south-2"),
    ] {
        let error = cloudwhisper_planner::plan(&input::input(prompt, &none)).expect_err(prompt);
        assert_eq!(error.code, ErrorCode::UnsupportedRegion, "{prompt}");
        assert!(error.details.contains(near), "{}", error.details);
    }
    let named = planned("Node.js API in Mumbai with a bucket named logs-east-1", &[]);
    assert_eq!(named.region, "ap-south-1");
    assert_eq!(
        planned("Node.js API with a bucket called logs-east-1", &[]).region,
        "ap-south-1"
    );
}
