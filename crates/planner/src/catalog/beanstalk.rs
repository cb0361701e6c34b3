//! AWS Elastic Beanstalk: a program and its machines, kept running and updated by AWS.

use rust_decimal::Decimal;

use super::component::{Component, Part};
use super::ec2::instance_type;
use super::plain::{Metered, Plain};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, ec2, iam};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;

const ENVIRONMENT: &str = "AWS::ElasticBeanstalk::Environment";
const LAUNCHES: &str = "aws:autoscaling:launchconfiguration";
const KIND_OPTION: &str = "InstanceTypes";
const COPIES: (i64, i64) = (1, 100);

const APPLICATION: Plain = Plain {
    kind: "AWS::ElasticBeanstalk::Application",
    tags: Tags::None,
    purpose: [
        "Holds the versions of your program",
        "आपके प्रोग्राम के संस्करण रखता है",
        "Aapke program ke versions rakhta hai",
    ],
};
const ENVIRONMENT_TYPE: Metered = Metered {
    kind: ENVIRONMENT,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Runs your program on machines that AWS sets up, watches and updates",
        "आपका प्रोग्राम उन मशीनों पर चलाता है जिन्हें AWS तैयार करता, देखता और अपडेट करता है",
        "Aapka program un machines par chalata hai jinhe AWS taiyaar karta, dekhta aur update karta hai",
    ],
    billed: bill,
};

pub(crate) const TYPES: &[&dyn Service] = &[&APPLICATION, &ENVIRONMENT_TYPE];

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: ENVIRONMENT,
    terms: [
        "elastic beanstalk|beanstalk|aws elastic beanstalk|aws beanstalk|amazon elastic beanstalk|elasticbeanstalk|\
         elastic beanstalk environment|beanstalk environment|elastic beanstalk application|beanstalk app|elastic beanstalk app|\
         platform as a service",
        "इलास्टिक बीनस्टॉक|बीनस्टॉक|एलास्टिक बीनस्टॉक",
        "bean stalk|elastic bean stalk",
    ],
    build,
    uses: None,
}];

fn option(namespace: &str, name: &str, value: impl Into<Value>) -> Value {
    properties! { "Namespace": namespace, "OptionName": name, "Value": value.into() }
}

/// The fewest machines, with their disks and addresses.
fn bill(environment: &Resource, _usage: &UsageProfile) -> Vec<Billed> {
    let Some(Value::List(options)) = environment.properties.get("OptionSettings") else {
        return Vec::new();
    };
    let said = |name: &str| {
        let named = |it: &&Value| it.get("OptionName").and_then(Value::as_text) == Some(name);
        options.iter().find(named)?.get("Value")?.as_text()
    };
    let count = said("MinSize").and_then(|it| it.parse::<i64>().ok()).unwrap_or(1);
    let hours = HOURS_PER_MONTH * Decimal::from(count);
    let (dimension, times) = said(KIND_OPTION)
        .and_then(ec2::price)
        .unwrap_or((ec2::UNPRICED, 1));
    let mut bill = vec![
        billed("EC2", dimension, hours * Decimal::from(times)),
        billed("EBS", "gp3_storage", Decimal::from(ec2::DISK_GB * count)),
    ];
    if said("AssociatePublicIpAddress") == Some("true") {
        bill.push(billed("Public IPv4", "in_use_address", hours));
    }
    if said("LoadBalancerType").is_some() {
        bill.push(billed("ALB", "alb_hour", HOURS_PER_MONTH));
    }
    bill
}

/// One machine, or in hardened plans two behind a load balancer. Which platform it is, and in which version, only the
/// owner of the program knows.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Beanstalk");
    let hardened = system.hardened();
    let network = if hardened {
        system.network_with_nat()
    } else {
        system.open_network()
    };
    let group = system.security_group(&format!("{id} SecurityGroup"), "The machines", Outbound::Https);
    let name = format!("{id} Role");
    let role = iam::role(name.as_str(), "ec2.amazonaws.com", &[]);
    let role = iam::with_aws_policy(role, "AWSElasticBeanstalkWebTier");
    let profile = iam::instance_profile(format!("{id} Profile").as_str(), &role);
    let service = iam::role(
        format!("{id} ServiceRole").as_str(),
        "elasticbeanstalk.amazonaws.com",
        &[],
    );
    let service = [
        "service-role/AWSElasticBeanstalkEnhancedHealth",
        "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
    ]
    .into_iter()
    .fold(service, iam::with_aws_policy);
    let platform = system.blueprint.parameter(Parameter {
        id: "BeanstalkPlatform".into(),
        description: "Name of the platform, such as 64bit Amazon Linux 2023 v4.7.0 running Python 3.13 (aws elasticbeanstalk list-available-solution-stacks)",
        pattern: "^64bit [A-Za-z0-9 ./()+-]{5,150}$",
        answer: "beanstalkPlatform",
    });
    let count = part
        .number("count", COPIES)
        .unwrap_or(if hardened { 2 } else { 1 });
    let kind = instance_type(part.text("instanceType"), None);
    let arm = ec2::is_arm(&kind);
    let subnets = if hardened {
        &network.private
    } else {
        &network.public
    };
    let listed = |ids: &[LogicalId]| {
        let mut parts = Vec::new();
        for id in ids {
            if !parts.is_empty() {
                parts.push(Value::from(","));
            }
            parts.push(id.into());
        }
        Value::Concat(parts)
    };
    let mut options = vec![
        option("aws:ec2:vpc", "VPCId", &network.vpc),
        option("aws:ec2:vpc", "Subnets", listed(subnets)),
        option(
            "aws:ec2:vpc",
            "AssociatePublicIpAddress",
            if hardened { "false" } else { "true" },
        ),
        option(LAUNCHES, "IamInstanceProfile", profile.reference()),
        option(LAUNCHES, "SecurityGroups", group_id(&group)),
        option(LAUNCHES, "DisableIMDSv1", "true"),
        option(LAUNCHES, "RootVolumeType", "gp3"),
        option("aws:ec2:instances", KIND_OPTION, kind),
        option(
            "aws:ec2:instances",
            "SupportedArchitectures",
            if arm { "arm64" } else { "x86_64" },
        ),
        option(
            "aws:elasticbeanstalk:environment",
            "ServiceRole",
            service.reference(),
        ),
        option(
            "aws:elasticbeanstalk:healthreporting:system",
            "SystemType",
            "enhanced",
        ),
        option("aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true"),
        option(
            "aws:elasticbeanstalk:managedactions",
            "ManagedActionsEnabled",
            "true",
        ),
        option(
            "aws:elasticbeanstalk:managedactions",
            "PreferredStartTime",
            "Sun:02:00",
        ),
        option(
            "aws:elasticbeanstalk:managedactions:platformupdate",
            "UpdateLevel",
            "minor",
        ),
        option("aws:autoscaling:asg", "MinSize", count.to_string()),
        option("aws:autoscaling:asg", "MaxSize", (count * 2).to_string()),
        option(
            "aws:elasticbeanstalk:application:environment",
            "PROJECT_NAME",
            system.project(),
        ),
    ];
    if hardened || count > 1 {
        let elb = "aws:elasticbeanstalk:environment";
        options.push(option(elb, "EnvironmentType", "LoadBalanced"));
        options.push(option(elb, "LoadBalancerType", "application"));
        options.push(option("aws:ec2:vpc", "ELBSubnets", listed(&network.public)));
    } else {
        options.push(option(
            "aws:elasticbeanstalk:environment",
            "EnvironmentType",
            "SingleInstance",
        ));
    }
    let application = Resource::new(format!("{id} Application").as_str(), APPLICATION.kind)
        .with_some("ApplicationName", part.name(is_name));
    let mut environment = Resource::new(id.as_str(), ENVIRONMENT)
        .with("ApplicationName", application.reference())
        .with("SolutionStackName", platform)
        .with("OptionSettings", options);
    environment.depends_on.extend(network.way_out);
    let id = system.add(environment);
    for resource in [application, profile, role, service] {
        system.add(resource);
    }
    let address = Value::Concat(vec![
        "http://".into(),
        Value::Attribute(id.clone(), "EndpointURL"),
    ]);
    system
        .blueprint
        .output(&format!("{id} Url"), "Address of the program", address);
    id
}

/// Whether AWS takes it as the name of an application.
fn is_name(name: &str) -> bool {
    (1..=100).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || " _-".contains(c))
}
