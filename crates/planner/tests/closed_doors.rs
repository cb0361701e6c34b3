//! What is to be reached from a private network alone, or by nobody, has no door on the internet.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::{Plan, plan};
use indexmap::IndexMap;
use serde_json::{Value, json};
use support::{answered_plan, input};

fn template(plan: &Plan) -> Value {
    serde_json::from_str(&plan.template).expect("a template")
}

fn of_kind<'a>(template: &'a Value, kind: &str) -> Vec<(&'a String, &'a Value)> {
    let resources = template["Resources"].as_object().expect("resources");
    let of_kind = resources.iter().filter(|(_, it)| it["Type"] == kind);
    of_kind.map(|(id, it)| (id, &it["Properties"])).collect()
}

#[test]
fn an_api_of_a_network_answers_its_endpoint_alone() {
    for prompt in [
        "Private API inside VPC only",
        "An Express API accessible only over VPN",
        "VPC ke andar hi private API chahiye, bahar se access nahi",
        "केवल VPC के अंदर से पहुँचने वाला निजी API बनाओ",
        "A private API Gateway with Lambda and DynamoDB",
    ] {
        let plan = answered_plan(prompt, &[]);
        let template = template(&plan);
        let [(_, api)] = of_kind(&template, "AWS::ApiGateway::RestApi")[..] else {
            panic!("{prompt}: no REST API");
        };
        let endpoints = of_kind(&template, "AWS::EC2::VPCEndpoint");
        let leads = |it: &Value| format!("{}", it["ServiceName"]).contains(".execute-api");
        let Some((endpoint, it)) = endpoints.iter().find(|(_, it)| leads(it)) else {
            panic!("{prompt}: no endpoint");
        };
        assert_eq!(it["PrivateDnsEnabled"], true, "{prompt}");
        assert_eq!(
            api["EndpointConfiguration"],
            json!({ "Types": ["PRIVATE"], "VpcEndpointIds": [{ "Ref": endpoint }] }),
            "{prompt}"
        );
        let elsewhere = json!({ "StringNotEquals": { "aws:SourceVpce": { "Ref": endpoint } } });
        let statements = api["Policy"]["Statement"].as_array().expect("statements");
        assert!(
            statements
                .iter()
                .any(|it| it["Effect"] == "Deny" && it["Condition"] == elsewhere),
            "{prompt}: {api}"
        );
        for public in [
            "AWS::ApiGatewayV2::Api",
            "AWS::Lambda::Url",
            "AWS::CloudFront::Distribution",
        ] {
            assert!(of_kind(&template, public).is_empty(), "{prompt}: {public}");
        }
        let told = plan.findings.iter().all(|it| it.rule != "CW-NET-003");
        assert!(told, "{prompt}: called public");
    }
}

#[test]
fn a_private_api_is_never_free_and_that_is_asked() {
    let none = IndexMap::new();
    let planned = plan(&input::input(
        "Private REST API inside our VPC only, free tier only",
        &none,
    ));
    let asked = planned.expect("a question").understood.clarifications;
    let [question] = &asked[..] else {
        panic!("one question, not {asked:?}");
    };
    assert_eq!(question.field, "budget");
    assert!(question.question.contains("endpoint"), "{}", question.question);
}

#[test]
fn a_function_that_nobody_may_reach_has_no_door() {
    for (prompt, offline) in [
        ("Lambda with no internet access", true),
        ("Python function that cannot be reached from the internet", false),
        ("ek lambda function jo internet se access na ho", false),
        ("lambda function banao bina internet access ke", true),
    ] {
        let plan = answered_plan(prompt, &[]);
        let template = template(&plan);
        let [(_, function)] = of_kind(&template, "AWS::Lambda::Function")[..] else {
            panic!("{prompt}: no function");
        };
        for door in [
            "AWS::ApiGateway::RestApi",
            "AWS::ApiGatewayV2::Api",
            "AWS::Lambda::Url",
            "AWS::EC2::NatGateway",
        ] {
            assert!(of_kind(&template, door).is_empty(), "{prompt}: {door}");
        }
        assert_eq!(function["VpcConfig"].is_object(), offline, "{prompt}");
        assert!(
            of_kind(&template, "AWS::EC2::InternetGateway").is_empty(),
            "{prompt}"
        );
    }
}

#[test]
fn what_is_only_private_still_takes_signed_requests() {
    let plan = answered_plan("A private Express API", &[]);
    let template = template(&plan);
    let [(_, route)] = of_kind(&template, "AWS::ApiGatewayV2::Route")[..] else {
        panic!("an HTTP API");
    };
    assert_eq!(route["AuthorizationType"], "AWS_IAM");
}

/// Words that tell inner parts from outer ones leave the application open; words for all of it close it.
#[test]
fn what_is_said_of_private_parts_is_not_said_of_the_application() {
    const PARTS: &str = "A container on ECS Fargate behind an Application Load Balancer, Postgres on RDS.";
    for (said, public) in [
        ("Everything private sits in a VPC with a NAT gateway.", true),
        ("Whatever is private lives in the VPC.", true),
        ("The private parts run in subnets over two zones.", true),
        ("Jo private hai woh VPC mein rahe.", true),
        ("Keep everything private.", false),
        ("The application is private.", false),
        ("Sab private hai, koi bahar se na aaye.", false),
    ] {
        let plan = answered_plan(&format!("{PARTS} {said}"), &[]);
        let template = template(&plan);
        let schemes: Vec<_> = of_kind(&template, "AWS::ElasticLoadBalancingV2::LoadBalancer")
            .into_iter()
            .map(|(_, it)| it["Scheme"] == "internet-facing")
            .collect();
        assert_eq!(schemes, [public], "{said}");
    }
}

/// A certificate is of some domain: without one in the prompt the owner is asked for it, and the listener shows the certificate.
#[test]
fn a_certificate_without_a_domain_is_the_load_balancers() {
    for (prompt, origins) in [
        ("Container on Fargate behind an ALB with an ACM certificate", 0),
        (
            "Container on Fargate behind an ALB with a TLS certificate and CloudFront in front of it",
            1,
        ),
    ] {
        let plan = answered_plan(prompt, &[]);
        let template = template(&plan);
        assert!(template["Parameters"]["DomainName"].is_object(), "{prompt}");
        let [(certificate, names)] = of_kind(&template, "AWS::CertificateManager::Certificate")[..] else {
            panic!("{prompt}: one certificate");
        };
        let shown = of_kind(&template, "AWS::ElasticLoadBalancingV2::Listener");
        let shown = shown.iter().filter_map(|(_, it)| it.get("Certificates"));
        let shown: Vec<_> = shown.collect();
        assert_eq!(
            shown,
            [&json!([{ "CertificateArn": { "Ref": certificate } }])],
            "{prompt}"
        );
        let networks = of_kind(&template, "AWS::CloudFront::Distribution");
        assert_eq!(networks.len(), origins, "{prompt}");
        for (_, it) in networks {
            let origin = &it["DistributionConfig"]["Origins"][0];
            assert_eq!(origin["DomainName"], json!({ "Ref": "OriginRecord" }), "{prompt}");
            assert_eq!(
                origin["CustomOriginConfig"]["OriginProtocolPolicy"], "https-only",
                "{prompt}"
            );
            assert!(names["SubjectAlternativeNames"].is_array(), "{prompt}");
        }
    }
}

#[test]
fn a_browser_needs_no_token_for_the_pages_of_a_web_application() {
    let template = template(&answered_plan("Next.js app with Cognito login", &[]));
    assert!(!of_kind(&template, "AWS::ApiGatewayV2::Api").is_empty());
    assert!(!of_kind(&template, "AWS::Cognito::UserPool").is_empty());
    for (id, route) in of_kind(&template, "AWS::ApiGatewayV2::Route") {
        assert_ne!(route["AuthorizationType"], "JWT", "{id}");
    }
    assert!(of_kind(&template, "AWS::ApiGatewayV2::Authorizer").is_empty());
}
