//! `CodeDeploy`: a new version comes out step by step, and goes back by itself when it fails.

use super::super::component::Part;
use super::super::iam;
use super::super::plain::Plain;
use super::super::{Resource, Tags, cloudwatch, ec2};
use super::{RELEASE_GROUP, RELEASES, blue_green, deploy, is_name};
use crate::blueprint::architectures::System;
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

pub(super) const VERSION: Plain = Plain {
    kind: "AWS::Lambda::Version",
    tags: Tags::None,
    purpose: [
        "The code as it was when it came out, to go back to",
        "कोड जैसा वह जारी होते समय था, ताकि उस पर लौटा जा सके",
        "Code jaisa woh release ke samay tha, taaki us par lauta ja sake",
    ],
};
pub(super) const ALIAS: Plain = Plain {
    kind: "AWS::Lambda::Alias",
    tags: Tags::None,
    purpose: [
        "A fixed name for whichever version of the code is in use",
        "कोड का जो भी संस्करण काम में है उसका पक्का नाम",
        "Code ka jo bhi version kaam mein hai uska pakka naam",
    ],
};

pub(super) fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Releases");
    let machines = system.all(ec2::Instance::KIND);
    let balanced = blue_green::balanced(system).filter(|_| machines.is_empty());
    let function = deploy::function(system).filter(|_| machines.is_empty() && balanced.is_none());
    let (platform, managed) = if balanced.is_some() {
        ("ECS", "AWSCodeDeployRoleForECS")
    } else if function.is_some() {
        ("Lambda", "service-role/AWSCodeDeployRoleForLambda")
    } else {
        ("Server", "service-role/AWSCodeDeployRole")
    };
    let application = Resource::new(id.as_str(), RELEASES)
        .with_some("ApplicationName", part.name(is_name))
        .with("ComputePlatform", platform);
    let id = system.add(application);
    let role = iam::role(format!("{id} Role").as_str(), "codedeploy.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, managed);
    let events = vec!["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"];
    let group = Resource::new(format!("{id} Group").as_str(), RELEASE_GROUP)
        .with("ApplicationName", &id)
        .with("ServiceRoleArn", role.attribute("Arn"))
        .with(
            "AutoRollbackConfiguration",
            properties! { "Enabled": true, "Events": events },
        );
    let alarms = alarms(system);
    let group = group.with_some("AlarmConfiguration", alarms);
    let group = if let Some(balanced) = &balanced {
        blue_green::release(system, group, balanced)
    } else if function.is_some() {
        group
            .with(
                "DeploymentConfigName",
                "CodeDeployDefault.LambdaCanary10Percent5Minutes",
            )
            .with(
                "DeploymentStyle",
                properties! { "DeploymentType": "BLUE_GREEN", "DeploymentOption": "WITH_TRAFFIC_CONTROL" },
            )
    } else {
        let project = Value::Concat(vec![Pseudo::StackName.into()]);
        let filter =
            properties! { "Key": "aws:cloudformation:stack-name", "Value": project, "Type": "KEY_AND_VALUE" };
        group
            .with("DeploymentConfigName", "CodeDeployDefault.OneAtATime")
            .with("Ec2TagFilters", vec![filter])
    };
    system.add(group);
    system.add(role);
    if let Some(function) = function {
        version(system, &function);
    }
    id
}

/// The alarms that a release is taken back by, where there are any.
fn alarms(system: &System<'_>) -> Option<Value> {
    /// More than this are not taken. Source: `CodeDeploy` user guide, "Quotas", 2026-11.
    const MOST: usize = 10;
    let mut alarms = system.all(cloudwatch::Alarm::KIND);
    alarms.truncate(MOST);
    let named = alarms.iter().map(|alarm| properties! { "Name": alarm });
    let named: Vec<Value> = named.collect();
    (!named.is_empty()).then(|| properties! { "Enabled": true, "Alarms": named })
}

/// What `CodeDeploy` moves visitors on: a version of the function, under a fixed name; there once, whoever releases it.
fn version(system: &mut System<'_>, function: &LogicalId) {
    let id = LogicalId::new(&format!("{function} Live"));
    if system.blueprint.resource(&id).is_some() {
        return;
    }
    let version =
        Resource::new(format!("{function} Version").as_str(), VERSION.kind).with("FunctionName", function);
    let version = system.add(version);
    let alias = Resource::new(id, ALIAS.kind)
        .with("Name", "live")
        .with("FunctionName", function)
        .with("FunctionVersion", Value::Attribute(version, "Version"));
    system.add(alias);
}
