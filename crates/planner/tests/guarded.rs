//! Who was to be kept out is kept out: a list of addresses is put before whatever people open, a web ACL before something that takes one,
//! and what can't be guarded is told.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::Plan;
use serde_json::Value;
use support::answered_plan;

fn template(plan: &Plan) -> Value {
    serde_json::from_str(&plan.template).expect("a template")
}

fn of_kind<'a>(template: &'a Value, kind: &str) -> Vec<&'a Value> {
    let resources = template["Resources"].as_object().expect("resources");
    resources.values().filter(|it| it["Type"] == kind).collect()
}

fn warned<'a>(plan: &'a Plan, code: &str) -> Vec<&'a str> {
    let of_code = plan.warnings.iter().filter(|it| it.code == code);
    of_code.map(|it| it.message.as_str()).collect()
}

#[test]
fn an_api_answers_the_addresses_that_were_named_alone() {
    for (prompt, range) in [
        ("Node.js REST API only from IP 203.0.113.9", "203.0.113.9/32"),
        (
            "API Gateway and Lambda, API only reachable from 198.51.100.0/24",
            "198.51.100.0/24",
        ),
        (
            "Node.js API banao, API sirf 103.21.58.0/24 se khule",
            "103.21.58.0/24",
        ),
        ("Node.js API बनाओ जो सिर्फ 103.21.58.0/24 से खुले", "103.21.58.0/24"),
    ] {
        let plan = answered_plan(prompt, &[]);
        let template = template(&plan);
        assert!(
            of_kind(&template, "AWS::ApiGatewayV2::Api").is_empty(),
            "{prompt}"
        );
        let [api] = of_kind(&template, "AWS::ApiGateway::RestApi")[..] else {
            panic!("{prompt}: no REST API");
        };
        let statements = api["Properties"]["Policy"]["Statement"].as_array();
        let denies =
            |it: &Value| it["Effect"] == "Deny" && it["Condition"]["NotIpAddress"]["aws:SourceIp"] == range;
        assert!(
            statements.is_some_and(|all| all.iter().any(denies)),
            "{prompt}: {api}"
        );
        assert!(warned(&plan, "NOT_IN_PLAN").is_empty(), "{prompt}");
    }
}

#[test]
fn a_load_balancer_lets_in_the_addresses_that_were_named_alone() {
    for prompt in [
        "dashboard on ECS behind an ALB that is only reachable from 198.51.100.0/24",
        "Internal dashboard on ECS Fargate behind an ALB, only from 198.51.100.0/24",
    ] {
        let plan = answered_plan(prompt, &[]);
        let template = template(&plan);
        let rules = of_kind(&template, "AWS::EC2::SecurityGroupIngress");
        let ranges: Vec<&str> = rules
            .iter()
            .filter_map(|it| it["Properties"]["CidrIp"].as_str())
            .collect();
        assert!(
            !ranges.is_empty() && ranges.iter().all(|it| *it == "198.51.100.0/24"),
            "{prompt}: {ranges:?}"
        );
        assert!(
            of_kind(&template, "AWS::CloudFront::Distribution").is_empty(),
            "{prompt}"
        );
    }
}

#[test]
fn a_range_that_nothing_here_keeps_to_is_told() {
    for prompt in [
        "Static website only for IP 203.0.113.9",
        "Postgres RDS accessible from my office 203.0.113.4 only",
        "HTTP API with Lambda only from 203.0.113.0/24",
    ] {
        let plan = answered_plan(prompt, &[]);
        let told = warned(&plan, "NOT_IN_PLAN");
        assert!(
            told.iter().any(|it| it.contains("203.0.113.")),
            "{prompt}: {told:?}"
        );
        let database = prompt.contains("RDS");
        let functions = of_kind(&template(&plan), "AWS::Lambda::Function").len();
        assert!(
            !database || functions == 0,
            "{prompt}: a program nobody asked for"
        );
    }
}

#[test]
fn a_web_acl_guards_an_api_or_says_that_it_guards_nothing() {
    for prompt in [
        "Node.js API on Lambda, add a WAF to my API",
        "API Gateway with WAF",
        "REST API with WAF and Lambda",
    ] {
        let plan = answered_plan(prompt, &[]);
        let template = template(&plan);
        assert_eq!(
            of_kind(&template, "AWS::WAFv2::WebACLAssociation").len(),
            1,
            "{prompt}"
        );
        assert!(
            of_kind(&template, "AWS::ApiGatewayV2::Api").is_empty(),
            "{prompt}"
        );
        assert!(warned(&plan, "GUARDS_NOTHING").is_empty(), "{prompt}");
    }
    for prompt in ["HTTP API with Lambda and WAF", "S3 bucket and a WAF web ACL"] {
        let plan = answered_plan(prompt, &[]);
        assert_eq!(
            warned(&plan, "GUARDS_NOTHING").len(),
            1,
            "{prompt}: {:?}",
            plan.warnings
        );
    }
}

#[test]
fn containers_without_a_load_balancer_have_none() {
    for prompt in [
        "Node.js container on ECS Fargate, no load balancer",
        "ECS app without load balancer",
        "ECS पर Node ऐप, लोड बैलेंसर नहीं चाहिए",
        "ECS pe bina load balancer ke node app",
        "ECS Fargate worker that reads messages from an SQS queue",
        "Fargate service polls SQS and writes to DynamoDB",
    ] {
        let plan = answered_plan(prompt, &[]);
        let template = template(&plan);
        for door in [
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::CloudFront::Distribution",
        ] {
            assert!(of_kind(&template, door).is_empty(), "{prompt}: {door}");
        }
        assert_eq!(of_kind(&template, "AWS::ECS::Service").len(), 1, "{prompt}");
        let open = of_kind(&template, "AWS::EC2::SecurityGroupIngress").len();
        assert_eq!(open, usize::from(!prompt.contains("SQS")), "{prompt}");
    }
    let plan = answered_plan("Web app on ECS with an SQS queue that a worker reads", &[]);
    assert_eq!(
        of_kind(&template(&plan), "AWS::ElasticLoadBalancingV2::LoadBalancer").len(),
        1
    );
}

#[test]
fn a_content_network_answers_the_addresses_that_were_named_alone_where_aws_lets_it() {
    let range = "203.0.113.0/24";
    let here = answered_plan(
        "CloudFront static site in us-east-1 only from 203.0.113.0/24",
        &[],
    );
    let template = template(&here);
    let [set] = of_kind(&template, "AWS::WAFv2::IPSet")[..] else {
        panic!("no list of addresses");
    };
    assert_eq!(set["Properties"]["Addresses"], serde_json::json!([range]));
    assert_eq!(set["Properties"]["Scope"], "CLOUDFRONT");
    let [network] = of_kind(&template, "AWS::CloudFront::Distribution")[..] else {
        panic!("no content network");
    };
    let acl = &network["Properties"]["DistributionConfig"]["WebACLId"]["Fn::GetAtt"][0];
    let rules = &template["Resources"][acl.as_str().expect("a web ACL")]["Properties"]["Rules"];
    let turns_away = |it: &Value| {
        it["Action"]["Block"].is_object()
            && it["Statement"]["NotStatement"]["Statement"]["IPSetReferenceStatement"].is_object()
    };
    assert!(
        rules.as_array().is_some_and(|all| all.iter().any(turns_away)),
        "{rules}"
    );
    assert!(warned(&here, "NOT_IN_PLAN").is_empty());

    let elsewhere = answered_plan("CloudFront static site in Mumbai only from 203.0.113.0/24", &[]);
    let told = elsewhere.warnings.iter().find(|it| it.code == "NOT_IN_PLAN");
    assert!(
        told.is_some_and(|it| it.suggestion.contains("us-east-1")),
        "{:?}",
        elsewhere.warnings
    );
}

/// A signed API has an address on the internet: who wanted none is told, and how to get there; nobody else is.
#[test]
fn an_api_that_is_to_be_off_the_internet_and_is_not_is_told() {
    for (prompt, told, word) in [
        (
            "An Express API that must not be reachable from the internet",
            true,
            "signed",
        ),
        ("एक Node.js API बनाओ जो इंटरनेट से पहुँच में न हो", true, "हस्ताक्षरित"),
        ("Node.js API banao jo internet se reachable nahi ho", true, "sign"),
        ("An Express API for internal use", false, ""),
        ("An Express API", false, ""),
        (
            "An Express API inside our VPC only, it must not be reachable from the internet",
            false,
            "",
        ),
    ] {
        let plan = answered_plan(prompt, &[]);
        let on_internet = |it: &&&str| {
            it.contains("API") && it.to_lowercase().contains("internet")
                || it.contains("API") && it.contains("इंटरनेट")
        };
        let messages = warned(&plan, "NOT_IN_PLAN");
        let found: Vec<_> = messages.iter().filter(on_internet).collect();
        assert_eq!(found.len(), usize::from(told), "{prompt}: {messages:?}");
        assert!(found.iter().all(|it| it.contains(word)), "{prompt}: {found:?}");
    }
}
