//! What of a plan the internet reaches, and how wide its permissions are, read from the template alone.

#![allow(dead_code, reason = "each test that includes this uses what it needs")]

use std::collections::BTreeSet;

use cloudwhisper_planner::Plan;
use serde_json::Value;

/// Types that stand on the internet by being there.
const DOORS: [&str; 16] = [
    "AWS::Amplify::App",
    "AWS::ApiGateway::RestApi",
    "AWS::AppRunner::Service",
    "AWS::AppSync::GraphQLApi",
    "AWS::CloudFront::Distribution",
    "AWS::Cognito::IdentityPool",
    "AWS::EC2::ClientVpnEndpoint",
    "AWS::ElasticBeanstalk::Environment",
    "AWS::GlobalAccelerator::Accelerator",
    "AWS::Lambda::Url",
    "AWS::Lightsail::Instance",
    "AWS::Route53::RecordSet",
    "AWS::SES::ReceiptRule",
    "AWS::Transfer::Server",
    "AWS::EC2::VPNConnection",
    "AWS::EC2::VPCPeeringConnection",
];

/// Everything by which somebody outside could come in, each in words that name the type and the property.
pub(crate) fn ways_in(template: &str) -> BTreeSet<String> {
    let mut ways = BTreeSet::new();
    for (kind, resource) in resources(template) {
        if DOORS.contains(&kind.as_str()) {
            ways.insert(kind.clone());
        }
        walk(&resource, &mut |key, value| {
            let open = match key {
                "PubliclyAccessible" | "EndpointPublicAccess" => value == &Value::Bool(true),
                "AuthType" => value == "NONE",
                "DirectInternetAccess" => value == "Enabled",
                "BlockPublicAcls" | "BlockPublicPolicy" | "IgnorePublicAcls" | "RestrictPublicBuckets" => {
                    value == &Value::Bool(false)
                }
                "AccessControl" => value != "Private",
                // An address of the internet that lets nobody in is none; what goes out is no way in.
                "SecurityGroupIngress" => list(value).iter().any(is_everywhere),
                _ => false,
            };
            if open {
                ways.insert(format!("{kind}.{key}"));
            }
        });
        let authorization = &resource["Properties"]["AuthorizationType"];
        if kind == "AWS::ApiGatewayV2::Route" && (authorization.is_null() || authorization == "NONE") {
            ways.insert(kind.clone());
        }
        let balances = kind == "AWS::ElasticLoadBalancingV2::LoadBalancer";
        if balances && resource["Properties"]["Scheme"] != "internal" {
            ways.insert(kind.clone());
        }
        if kind == "AWS::EC2::SecurityGroupIngress" && is_everywhere(&resource["Properties"]) {
            ways.insert(kind.clone());
        }
        for statement in statements(&resource) {
            let anybody = statement["Principal"] == "*" || statement["Principal"]["AWS"] == "*";
            if anybody && statement["Effect"] == "Allow" && statement.get("Condition").is_none() {
                ways.insert(format!("{kind} for anybody"));
            }
        }
    }
    ways
}

fn is_everywhere(rule: &Value) -> bool {
    rule["CidrIp"] == "0.0.0.0/0" || rule["CidrIpv6"] == "::/0"
}

/// Actions that AWS lets nobody narrow to one resource, and that change and reveal nothing of other applications' data.
const OF_NO_RESOURCE: [&str; 10] = [
    "cloudwatch:PutMetricData",
    "ec2:Describe",
    "ecr:GetAuthorizationToken",
    "logs:",
    "s3:ListAllMyBuckets",
    "secretsmanager:GetRandomPassword",
    "ssmmessages:",
    "xray:",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
];

/// The doors that an application has whose requirements say that everybody may reach it, whatever it is made of.
const OF_A_PUBLIC_APPLICATION: [&str; 6] = [
    "AWS::ApiGatewayV2::Route",
    "AWS::CloudFront::Distribution",
    "AWS::EC2::SecurityGroup.SecurityGroupIngress",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::Lambda::Url.AuthType",
];

/// What is open in the one and not in the other, but for the doors of an application that everybody may reach in both.
pub(crate) fn opened(after: &Plan, before: &Plan) -> Vec<String> {
    let is_public = |plan: &Plan| {
        let requirements = &plan.requirements;
        requirements.app_type.is_some() && requirements.networking.public_access
    };
    let of_application = |way: &String| {
        is_public(after) && is_public(before) && OF_A_PUBLIC_APPLICATION.contains(&way.as_str())
    };
    let known = ways_in(&before.template);
    let mut ways: Vec<String> = ways_in(&after.template).difference(&known).cloned().collect();
    ways.retain(|way| !of_application(way));
    ways
}

/// Every permission that is wider than one thing: actions with a star, all resources, managed policies, who may take a role.
pub(crate) fn breadth(template: &str) -> BTreeSet<String> {
    let mut wide = BTreeSet::new();
    for (kind, resource) in resources(template) {
        if !kind.starts_with("AWS::IAM::") {
            continue;
        }
        for arn in list(&resource["Properties"]["ManagedPolicyArns"]) {
            wide.insert(format!("policy {arn}"));
        }
        for statement in statements(&resource) {
            if statement["Effect"] != "Allow" {
                continue;
            }
            if let Some(all) = statement.get("NotAction") {
                wide.insert(format!("all but {all}"));
            }
            if statement["Principal"]["AWS"].is_string() || statement["Principal"] == "*" {
                wide.insert(format!("trusts {}", statement["Principal"]));
            }
            for action in list(&statement["Action"]) {
                let action = action.as_str().unwrap_or_default();
                if action.contains('*') {
                    wide.insert(format!("action {action}"));
                }
                for resource in list(&statement["Resource"]) {
                    let narrowest = OF_NO_RESOURCE.iter().any(|start| action.starts_with(start));
                    if resource == "*" && !narrowest {
                        wide.insert(format!("{action} on everything"));
                    }
                }
            }
        }
    }
    wide
}

fn resources(template: &str) -> Vec<(String, Value)> {
    let template: Value = serde_json::from_str(template).expect("a template is JSON");
    let resources = template["Resources"].as_object().cloned().unwrap_or_default();
    resources
        .into_iter()
        .map(|(_, resource)| (resource["Type"].as_str().unwrap_or_default().to_owned(), resource))
        .collect()
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.clone(),
        one => vec![one.clone()],
    }
}

/// Every statement of every policy within.
fn statements(resource: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    walk(resource, &mut |key, value| {
        if key == "Statement" {
            found.extend(list(value));
        }
    });
    found
}

fn walk(value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                visit(key, value);
                walk(value, visit);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| walk(value, visit)),
        _ => {}
    }
}
