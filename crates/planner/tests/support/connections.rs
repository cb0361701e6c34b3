//! Whether two parts of a template have to do with each other, by its references alone.

#![allow(dead_code, reason = "each test that includes this uses what it needs")]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// Types that stand between two parts and are neither: who joins them only through one of these joins them all the same.
const BETWEEN: [&str; 32] = [
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::Resource",
    "AWS::ApiGateway::UsagePlanKey",
    "AWS::ApiGatewayV2::Integration",
    "AWS::ApiGatewayV2::Route",
    "AWS::AppSync::DataSource",
    "AWS::ApplicationAutoScaling::ScalableTarget",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::VpcOrigin",
    "AWS::CloudWatch::Alarm",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::ECS::TaskDefinition",
    "AWS::ElasticLoadBalancingV2::Listener",
    "AWS::ElasticLoadBalancingV2::ListenerRule",
    "AWS::ElasticLoadBalancingV2::TargetGroup",
    "AWS::GlobalAccelerator::EndpointGroup",
    "AWS::GlobalAccelerator::Listener",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::Lambda::EventSourceMapping",
    "AWS::Lambda::Permission",
    "AWS::RDS::DBProxyTargetGroup",
    "AWS::Route53::RecordSet",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
    "AWS::SQS::QueuePolicy",
    "AWS::SageMaker::EndpointConfig",
    "AWS::WAFv2::WebACLAssociation",
];

/// How many references apart two parts may be: part, role, part; load balancer, listener, group, service.
const APART: usize = 4;

/// A template as a graph without directions: who refers to whom.
pub(crate) struct Connections {
    kinds: BTreeMap<String, String>,
    neighbours: BTreeMap<String, BTreeSet<String>>,
}

impl Connections {
    /// Of a template with functions spelled out (`{"Ref": …}`), as the planner writes it.
    pub(crate) fn of(template: &Value) -> Self {
        let resources = template["Resources"].as_object();
        let kinds: BTreeMap<String, String> = resources
            .into_iter()
            .flatten()
            .map(|(id, resource)| {
                (
                    id.clone(),
                    resource["Type"].as_str().unwrap_or_default().to_owned(),
                )
            })
            .collect();
        let mut neighbours: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (id, resource) in resources.into_iter().flatten() {
            let mut named = BTreeSet::new();
            references(&resource["Properties"], &mut named);
            for other in named.into_iter().filter(|it| it != id && kinds.contains_key(it)) {
                neighbours.entry(id.clone()).or_default().insert(other.clone());
                neighbours.entry(other).or_default().insert(id.clone());
            }
        }
        Self { kinds, neighbours }
    }

    /// How many resources of this type there are.
    pub(crate) fn count(&self, kind: &str) -> usize {
        self.kinds.values().filter(|it| *it == kind).count()
    }

    /// Whether some resource of the one type reaches one of the other.
    pub(crate) fn joins(&self, one: &str, other: &str) -> bool {
        let starts = self.kinds.iter().filter(|(_, kind)| *kind == one);
        starts.into_iter().any(|(start, _)| self.reaches(start, other))
    }

    fn reaches(&self, start: &str, kind: &str) -> bool {
        let mut seen = BTreeSet::from([start]);
        let mut edge = vec![start];
        for _ in 0..APART {
            let mut next = Vec::new();
            for id in edge {
                for other in self.neighbours.get(id).into_iter().flatten() {
                    if !seen.insert(other) {
                        continue;
                    }
                    let there = self.kinds[other].as_str();
                    if there == kind {
                        return true;
                    }
                    if BETWEEN.contains(&there) {
                        next.push(other.as_str());
                    }
                }
            }
            edge = next;
        }
        false
    }
}

/// Every logical id that a value names.
fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, inside) in entries {
                match (key.as_str(), inside) {
                    ("Ref", Value::String(id)) => drop(found.insert(id.clone())),
                    ("Fn::GetAtt", Value::Array(parts)) => {
                        found.extend(parts.first().and_then(Value::as_str).map(str::to_owned));
                    }
                    ("Fn::Sub", _) => {
                        let text = inside.as_str().or_else(|| inside[0].as_str()).unwrap_or_default();
                        let names = text
                            .split("${")
                            .skip(1)
                            .filter_map(|it| it.split(['}', '.']).next());
                        found.extend(names.map(str::to_owned));
                        references(&inside[1], found);
                    }
                    _ => references(inside, found),
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|it| references(it, found)),
        _ => {}
    }
}
