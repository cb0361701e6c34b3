//! What watches has something to watch: every alarm is on a number that a resource of the plan emits under the same dimensions,
//! every filter is on a log that something writes to. An alarm that can never ring is worse than none.

#[path = "support/combinations.rs"]
mod combinations;
#[path = "support/input.rs"]
mod input;
#[path = "support/parts.rs"]
mod parts;
#[path = "support/requirements.rs"]
mod requirements;

use cloudwhisper_api::requirements::{NamedService, Requirements};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::blueprint::{Blueprint, LogicalId, Pseudo, Resource, Value};
use indexmap::IndexMap;
use proptest::prelude::*;

const ALARM: &str = "AWS::CloudWatch::Alarm";
const FILTER: &str = "AWS::Logs::MetricFilter";
const LOG: &str = "AWS::Logs::LogGroup";
const TOPIC: &str = "AWS::SNS::Topic";

fn text<'a>(resource: &'a Resource, property: &str) -> &'a str {
    let value = resource.properties.get(property);
    value.and_then(Value::as_text).unwrap_or_default()
}

fn dimensions(alarm: &Resource) -> Vec<(&str, &Value)> {
    let Some(Value::List(all)) = alarm.properties.get("Dimensions") else {
        return Vec::new();
    };
    let pair = |it| -> Option<(&str, &Value)> {
        let it: &Value = it;
        Some((it.get("Name")?.as_text()?, it.get("Value")?))
    };
    all.iter().filter_map(pair).collect()
}

/// The resource that a value stands for, and by which of its names.
fn named<'a>(blueprint: &'a Blueprint, value: &Value) -> Option<(&'a Resource, &'static str)> {
    match value {
        Value::Ref(id) => Some((blueprint.resource(id)?, "Ref")),
        Value::Attribute(id, name) => Some((blueprint.resource(id)?, name)),
        _ => None,
    }
}

/// What AWS measures: namespace, metric, and per dimension the type and the name of the resource that it is of. From each service's own
/// page on its `CloudWatch` metrics, 2026-11.
type Of = (&'static str, &'static str, &'static str);
const EMITTED: &[(&str, &str, &[Of])] = &[
    (
        "AWS/Lambda",
        "Errors",
        &[("FunctionName", "AWS::Lambda::Function", "Ref")],
    ),
    (
        "AWS/Lambda",
        "Throttles",
        &[("FunctionName", "AWS::Lambda::Function", "Ref")],
    ),
    (
        "AWS/ApiGateway",
        "5xx",
        &[("ApiId", "AWS::ApiGatewayV2::Api", "Ref")],
    ),
    (
        "AWS/ApiGateway",
        "IntegrationError",
        &[("ApiId", "AWS::ApiGatewayV2::Api", "Ref")],
    ),
    (
        "AWS/DynamoDB",
        "WriteThrottleEvents",
        &[("TableName", "AWS::DynamoDB::Table", "Ref")],
    ),
    (
        "AWS/SQS",
        "ApproximateNumberOfMessagesVisible",
        &[("QueueName", "AWS::SQS::Queue", "QueueName")],
    ),
    (
        "AWS/States",
        "ExecutionsFailed",
        &[("StateMachineArn", "AWS::StepFunctions::StateMachine", "Ref")],
    ),
    (
        "CloudWatchSynthetics",
        "Failed",
        &[("CanaryName", "AWS::Synthetics::Canary", "Ref")],
    ),
    (
        "AWS/Kinesis",
        "WriteProvisionedThroughputExceeded",
        &[("StreamName", "AWS::Kinesis::Stream", "Ref")],
    ),
    (
        "AWS/AppSync",
        "5XXError",
        &[("GraphQLAPIId", "AWS::AppSync::GraphQLApi", "ApiId")],
    ),
    (
        "AWS/EC2",
        "StatusCheckFailed",
        &[("InstanceId", "AWS::EC2::Instance", "Ref")],
    ),
    (
        "AWS/EC2",
        "CPUUtilization",
        &[(
            "AutoScalingGroupName",
            "AWS::AutoScaling::AutoScalingGroup",
            "Ref",
        )],
    ),
    (
        "AWS/RDS",
        "CPUUtilization",
        &[("DBInstanceIdentifier", "AWS::RDS::DBInstance", "Ref")],
    ),
    (
        "AWS/DocDB",
        "CPUUtilization",
        &[("DBClusterIdentifier", "AWS::DocDB::DBCluster", "Ref")],
    ),
    (
        "AWS/Neptune",
        "CPUUtilization",
        &[("DBClusterIdentifier", "AWS::Neptune::DBCluster", "Ref")],
    ),
    (
        "AWS/ElastiCache",
        "CPUUtilization",
        &[("CacheClusterId", "AWS::ElastiCache::CacheCluster", "Ref")],
    ),
    (
        "AWS/EFS",
        "PercentIOLimit",
        &[("FileSystemId", "AWS::EFS::FileSystem", "Ref")],
    ),
    (
        "AWS/ECS",
        "CPUUtilization",
        &[
            ("ClusterName", "AWS::ECS::Cluster", "Ref"),
            ("ServiceName", "AWS::ECS::Service", "Name"),
        ],
    ),
    (
        "AWS/ApplicationELB",
        "HTTPCode_Target_5XX_Count",
        &[(
            "LoadBalancer",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "LoadBalancerFullName",
        )],
    ),
    (
        "AWS/NetworkELB",
        "UnHealthyHostCount",
        &[
            (
                "LoadBalancer",
                "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "LoadBalancerFullName",
            ),
            (
                "TargetGroup",
                "AWS::ElasticLoadBalancingV2::TargetGroup",
                "TargetGroupFullName",
            ),
        ],
    ),
];

/// Why nothing emits the number that an alarm is on; empty where something does.
fn fault(blueprint: &Blueprint, region: &str, alarm: &Resource) -> String {
    let (namespace, metric) = (text(alarm, "Namespace"), text(alarm, "MetricName"));
    let of = dimensions(alarm);
    if alarm.properties.get("Namespace") == Some(&Value::Pseudo(Pseudo::StackName)) {
        let counts = |it: &Resource| {
            let counted = it.properties.get("MetricTransformations");
            let Some(Value::List(counted)) = counted else {
                return false;
            };
            counted.iter().any(|it| {
                it.get("MetricName").and_then(Value::as_text) == Some(metric)
                    && it.get("MetricNamespace") == Some(&Value::Pseudo(Pseudo::StackName))
            })
        };
        let counted = of.is_empty() && blueprint.of_kind(FILTER).any(counts);
        return if counted {
            String::new()
        } else {
            format!("no filter counts {metric}")
        };
    }
    match (namespace, metric) {
        ("AWS/CloudFront", "5xxErrorRate") => {
            let network = of.iter().find(|(name, _)| *name == "DistributionId");
            let network = network.and_then(|(_, value)| named(blueprint, value));
            let global = of
                .iter()
                .any(|(name, value)| *name == "Region" && value.as_text() == Some("Global"));
            let right =
                network.is_some_and(|(it, by)| it.kind == "AWS::CloudFront::Distribution" && by == "Ref");
            return if of.len() == 2 && right && global && region == "us-east-1" {
                String::new()
            } else {
                format!("CloudFront in {region}: {of:?}")
            };
        }
        ("AWS/ApiGateway", "5XXError") => {
            let api = blueprint.of_kind("AWS::ApiGateway::RestApi");
            let named = api
                .filter_map(|it| it.properties.get("Name"))
                .any(|name| of == [("ApiName", name)]);
            return if named {
                String::new()
            } else {
                format!("no REST API of {of:?}")
            };
        }
        ("AWS/ES", "ClusterStatus.red") => {
            let domain = of.first().and_then(|(_, value)| named(blueprint, value));
            let right =
                domain.is_some_and(|(it, by)| it.kind == "AWS::OpenSearchService::Domain" && by == "Ref");
            let account = of.get(1) == Some(&("ClientId", &Value::Pseudo(Pseudo::AccountId)));
            return if right && account {
                String::new()
            } else {
                format!("no domain of {of:?}")
            };
        }
        _ => {}
    }
    let Some((.., wanted)) = EMITTED.iter().find(|it| (it.0, it.1) == (namespace, metric)) else {
        return format!("nothing is known of {namespace} {metric}");
    };
    let by = |(name, kind, by): &Of| {
        let value = of.iter().find(|(said, _)| said == name).map(|(_, value)| *value);
        value
            .and_then(|value| named(blueprint, value))
            .is_some_and(|(it, said)| it.kind == *kind && said == *by)
    };
    if of.len() != wanted.len() || !wanted.iter().all(by) {
        return format!("{namespace} {metric} is not measured of {of:?}");
    }
    sort(blueprint, namespace, metric, &of)
}

/// Sorts of one type that measure other numbers.
fn sort(blueprint: &Blueprint, namespace: &str, metric: &str, of: &[(&str, &Value)]) -> String {
    let first = of
        .first()
        .and_then(|(_, value)| named(blueprint, value))
        .map(|(it, _)| it);
    let Some(it) = first else { return String::new() };
    let websocket = text(it, "ProtocolType") == "WEBSOCKET";
    let network = text(it, "Type") == "network";
    let right = match (namespace, metric) {
        ("AWS/ApiGateway", "5xx") => !websocket,
        ("AWS/ApiGateway", "IntegrationError") => websocket,
        ("AWS/ApplicationELB", _) => !network,
        ("AWS/NetworkELB", _) => network,
        _ => true,
    };
    if right {
        String::new()
    } else {
        format!("{} is no {namespace} {metric}", it.id)
    }
}

/// Types that only look at a log, or say who may.
const LOOKERS: [&str; 6] = [
    FILTER,
    "AWS::Logs::SubscriptionFilter",
    "AWS::Logs::ResourcePolicy",
    "AWS::CloudWatch::Dashboard",
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
];

/// Who writes a log names it, waits for it, or is named by it: some AWS services write to the log that bears their name.
fn is_written(blueprint: &Blueprint, log: &LogicalId) -> bool {
    let bears_a_name = blueprint.resource(log).is_some_and(|log| {
        let name = log.properties.get("LogGroupName");
        name.is_some_and(|name| !name.references().is_empty())
    });
    let mut writers = blueprint
        .resources()
        .iter()
        .filter(|it| !LOOKERS.contains(&it.kind));
    bears_a_name
        || writers.any(|it| {
            let referred = it.properties.values().flat_map(Value::references);
            it.depends_on.contains(log) || referred.into_iter().any(|id| id == log)
        })
}

fn watches_what_is_there(blueprint: &Blueprint, requirements: &Requirements) -> Result<(), String> {
    for alarm in blueprint.of_kind(ALARM) {
        let fault = fault(blueprint, &requirements.region, alarm);
        if !fault.is_empty() {
            return Err(format!("{}: {fault}", alarm.id));
        }
        let silent = match alarm.properties.get("AlarmActions") {
            None => false,
            Some(Value::List(actions)) => !actions
                .iter()
                .all(|it| named(blueprint, it).is_some_and(|(it, _)| it.kind == TOPIC)),
            Some(_) => true,
        };
        if silent {
            return Err(format!("{} tells nobody", alarm.id));
        }
    }
    let asked_for = requirements.services.iter().any(|it| it.kind == LOG);
    for log in blueprint.of_kind(LOG) {
        // One that was asked for by name, in a system without a writer, is for programs outside of it.
        let by_name = asked_for && log.id.as_str().starts_with("ApplicationLogs");
        if !by_name && !is_written(blueprint, &log.id) {
            return Err(format!("nothing writes to {}", log.id));
        }
    }
    for filter in blueprint.of_kind(FILTER) {
        let written = match filter.properties.get("LogGroupName") {
            Some(Value::Ref(log)) => asked_for || is_written(blueprint, log),
            Some(Value::Parameter(_)) => true,
            _ => false,
        };
        if !written {
            return Err(format!("{} counts what nobody writes", filter.id));
        }
    }
    Ok(())
}

fn service(kind: &str, properties: &[(&str, &str)]) -> NamedService {
    let pair = |(word, value): &(&str, &str)| ((*word).to_owned(), (*value).to_owned());
    NamedService {
        kind: kind.to_owned(),
        name: None,
        properties: properties.iter().map(pair).collect(),
    }
}

/// The same with alarms by mail, in both sorts of region.
fn told(requirements: &Requirements) -> Vec<Requirements> {
    let in_region = |region: &str| {
        let mut told = requirements.clone();
        region.clone_into(&mut told.region);
        told.services.push(service(ALARM, &[]));
        told.services.push(service(
            "AWS::SNS::Subscription",
            &[("endpoint", "ops@example.in"), ("protocol", "email")],
        ));
        told
    };
    ["us-east-1", "ap-south-1"].map(in_region).to_vec()
}

fn built(requirements: &Requirements, profile: Profile) -> Blueprint {
    design(&Design {
        network: None,
        requirements,
        workload: &Workload::Sample,
        profile,
    })
}

#[test]
fn every_alarm_and_filter_of_every_architecture_watches_what_is_there() {
    for combination in combinations::combinations() {
        combination.blueprint().check().expect("it holds together");
        for requirements in told(&combination.requirements)
            .iter()
            .chain([&combination.requirements])
        {
            let blueprint = built(requirements, combination.profile);
            assert_eq!(
                watches_what_is_there(&blueprint, requirements),
                Ok(()),
                "{}",
                combination.name
            );
        }
    }
}

#[test]
fn every_alarm_and_filter_of_every_part_watches_what_is_there() {
    let mut rings = 0;
    for system in parts::systems() {
        let requirements = system.requirements();
        assert_eq!(
            watches_what_is_there(&system.blueprint(), &requirements),
            Ok(()),
            "{}",
            system.name
        );
        if system.kinds.len() == 1 && system.name.ends_with("baseline") {
            for requirements in told(&requirements) {
                let blueprint = built(&requirements, Profile::Baseline);
                rings += blueprint.of_kind(ALARM).count();
                assert_eq!(
                    watches_what_is_there(&blueprint, &requirements),
                    Ok(()),
                    "{} told",
                    system.name
                );
            }
        }
    }
    assert!(rings > 100, "{rings} alarms were looked at");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn whatever_is_asked_for_no_alarm_is_for_show(
        requirements in requirements::requirements(), profile in requirements::profiles()
    ) {
        for requirements in told(&requirements).iter().chain([&requirements]) {
            let blueprint = built(requirements, profile);
            prop_assert_eq!(watches_what_is_there(&blueprint, requirements), Ok(()));
        }
    }
}

fn site(region: &str) -> String {
    format!("static website in {region} with alarms to ops@example.com")
}

fn planned(prompt: &str) -> cloudwhisper_planner::Plan {
    let none = IndexMap::new();
    let planned = cloudwhisper_planner::plan(&input::input(prompt, &none)).expect("a plan");
    planned.plan.expect("no question is open")
}

fn codes(plan: &cloudwhisper_planner::Plan) -> Vec<&str> {
    plan.warnings.iter().map(|it| it.code.as_str()).collect()
}

#[test]
fn a_site_where_its_numbers_are_has_a_real_alarm_that_tells_somebody() {
    let plan = planned(&site("us-east-1"));
    let template: serde_json::Value = serde_json::from_str(&plan.template).expect("JSON");
    let alarm = &template["Resources"]["SiteDistributionAlarm"]["Properties"];
    assert_eq!(alarm["Namespace"], "AWS/CloudFront");
    assert_eq!(alarm["MetricName"], "5xxErrorRate");
    assert_eq!(alarm["AlarmActions"][0]["Ref"], "AlarmTopic");
    assert_eq!(
        template["Resources"]["AlarmEmail"]["Properties"]["Endpoint"],
        "ops@example.com"
    );
    assert!(
        !plan.template.contains("AWS::Logs::"),
        "no log that nobody writes"
    );
    assert!(codes(&plan).is_empty(), "{:?}", plan.warnings);
}

#[test]
fn a_site_elsewhere_has_no_alarm_for_show_and_says_so_in_each_language() {
    let prompts = [
        (site("ap-south-1"), "us-east-1 alone"),
        (
            "mumbai mein ek static website banao aur alarm ops@example.com par bhejo".to_owned(),
            "sirf us-east-1",
        ),
        (
            "मुंबई में एक स्टैटिक वेबसाइट बनाओ और अलार्म ops@example.com पर भेजो".to_owned(),
            "केवल us-east-1",
        ),
    ];
    for (prompt, words) in prompts {
        let plan = planned(&prompt);
        assert_eq!(codes(&plan), ["CONTENT_NETWORK_ALARMS_ELSEWHERE"], "{prompt}");
        assert!(
            plan.warnings[0].message.contains(words),
            "{}",
            plan.warnings[0].message
        );
        let artifacts = plan.artifacts();
        assert!(artifacts.preview().contains(words), "{}", artifacts.preview());
        for kind in ["AWS::CloudWatch::", "AWS::SNS::", "AWS::Logs::"] {
            assert!(!plan.template.contains(kind), "{kind} in {prompt}");
        }
    }
}

#[test]
fn the_visits_of_a_site_are_logged_where_aws_can() {
    let template = |region| {
        let plan = planned(&format!("static website in {region} with cloudwatch logs"));
        assert!(codes(&plan).is_empty(), "{:?}", plan.warnings);
        plan.template
    };
    let there = template("us-east-1");
    for kind in ["DeliverySource", "DeliveryDestination", "Delivery\"", "LogGroup"] {
        assert!(there.contains(&format!("AWS::Logs::{kind}")), "{kind}");
    }
    let elsewhere = template("ap-south-1");
    assert!(!elsewhere.contains("AWS::Logs::"));
    assert!(
        elsewhere.contains("SiteDistributionLogsBucket"),
        "by the older way"
    );
}
