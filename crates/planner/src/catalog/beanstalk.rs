//! AWS Elastic Beanstalk: a program that is handed over as a zip file, and everything around it made by AWS.

use super::component::{Component, Part};
use super::iam;
use super::plain::{Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, ec2};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::containers::door;
use crate::blueprint::architectures::parts::network::{Outbound, group_id};
use crate::blueprint::{LogicalId, Parameter, Value};
use crate::properties;
use cloudwhisper_api::language::Language;

const APPLICATION: &str = "AWS::ElasticBeanstalk::Application";
/// `CloudFormation` type of where a version of the application runs.
pub(crate) const ENVIRONMENT: &str = "AWS::ElasticBeanstalk::Environment";
/// Namespace of a program's settings.
const SETTINGS: &str = "aws:elasticbeanstalk:application:environment";
/// Machines of an environment at most; Hardened plans start with two.
const MOST: &str = "4";

const APPLICATION_TYPE: Plain = Plain {
    kind: APPLICATION,
    tags: Tags::None,
    purpose: [
        "Knows the versions of your program",
        "आपके प्रोग्राम के संस्करणों को जानता है",
        "Aapke program ke versions ko jaanta hai",
    ],
};

/// Where a version of the application runs.
struct Environment;

impl Service for Environment {
    fn kind(&self) -> &'static str {
        ENVIRONMENT
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Runs your program on machines that AWS sets up, updates and watches",
                "आपका प्रोग्राम उन मशीनों पर चलाता है जिन्हें AWS तैयार, अपडेट और देखता है",
                "Aapka program un machines par chalata hai jinhe AWS taiyaar, update aur watch karta hai",
            ],
        )
    }

    /// The machines that AWS makes for it, and what stands before them.
    fn billed(&self, environment: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let option = |name: &str| option(environment, name).and_then(Value::as_text);
        let kind = option("InstanceTypes").and_then(|kinds| kinds.split(',').next());
        let count: i64 = option("MinSize").and_then(|text| text.parse().ok()).unwrap_or(1);
        let mut bill = vec![
            ec2::hours(kind, HOURS_PER_MONTH * rust_decimal::Decimal::from(count)),
            billed("EBS", "gp3_storage", (8 * count).into()),
        ];
        if option("EnvironmentType") == Some("LoadBalanced") {
            bill.push(billed("ALB", "alb_hour", HOURS_PER_MONTH));
            bill.push(billed("ALB", "alb_lcu", usage.data_transfer_gb));
            bill.push(billed(
                "Public IPv4",
                "in_use_address",
                HOURS_PER_MONTH * rust_decimal::Decimal::TWO,
            ));
        } else {
            bill.push(billed("Public IPv4", "in_use_address", HOURS_PER_MONTH));
        }
        bill
    }
}

pub(crate) const TYPES: &[&dyn Service] = &[&APPLICATION_TYPE, &Environment];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: ENVIRONMENT,
        terms: [
            "elastic beanstalk|beanstalk|aws elastic beanstalk|aws beanstalk|amazon elastic beanstalk|elasticbeanstalk|\
             elastic beanstalk environment|beanstalk environment|elastic beanstalk app|beanstalk app|platform as a service",
            "इलास्टिक बीनस्टॉक|बीनस्टॉक|एलास्टिक बीनस्टॉक",
            "bean stalk|elastic bean stalk",
        ],
        build,
        uses: None,
    },
    Component {
        kind: APPLICATION,
        terms: [
            "elastic beanstalk application|beanstalk application",
            "बीनस्टॉक ऐप्लिकेशन",
            "beanstalk wala application",
        ],
        build,
        uses: None,
    },
];

/// The value of an option, wherever it stands.
pub(crate) fn option<'a>(environment: &'a Resource, name: &str) -> Option<&'a Value> {
    let Value::List(options) = environment.properties.get("OptionSettings")? else {
        return None;
    };
    let is_it = |option: &&Value| option.get("OptionName").and_then(Value::as_text) == Some(name);
    options.iter().find(is_it)?.get("Value")
}

/// Tells the program something more, once.
pub(crate) fn tell(environment: &mut Resource, settings: &[(String, Value)]) {
    for (name, value) in settings {
        if option(environment, name).is_some() {
            continue;
        }
        let setting = setting(SETTINGS, name, value.clone());
        if let Some(Value::List(options)) = environment.properties.get_mut("OptionSettings") {
            options.push(setting);
        }
    }
}

fn setting(namespace: &str, name: &str, value: impl Into<Value>) -> Value {
    properties! { "Namespace": namespace, "OptionName": name, "Value": value.into() }
}

/// These, with commas between them.
fn listed(ids: &[LogicalId]) -> Value {
    let mut parts: Vec<Value> = Vec::new();
    for id in ids {
        if !parts.is_empty() {
            parts.push(",".into());
        }
        parts.push(id.into());
    }
    Value::Concat(parts)
}

/// The sample of its platform runs until a version is uploaded.
fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Beanstalk");
    let hardened = system.hardened();
    let application = Resource::new(format!("{id} Application").as_str(), APPLICATION)
        .with_some("ApplicationName", part.name(is_name))
        .with("Description", "Planned by CloudWhisper");
    let application = system.add(application);
    // AWS gives out a new version of each platform every few weeks, and takes the old ones back.
    let platform = system.blueprint.parameter(Parameter {
        id: "BeanstalkPlatform".into(),
        description: "Name of a platform, as aws elasticbeanstalk list-available-solution-stacks shows them",
        pattern: "^64bit .{5,150} running .{2,80}$",
        answer: "beanstalkPlatform",
    });
    let service_role = iam::role(
        format!("{id} Service Role").as_str(),
        "elasticbeanstalk.amazonaws.com",
        &[],
    );
    let service_role = [
        "service-role/AWSElasticBeanstalkEnhancedHealth",
        "AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy",
    ]
    .into_iter()
    .fold(service_role, iam::with_aws_policy);
    let role = iam::role(
        format!("{id} Role").as_str(),
        "ec2.amazonaws.com",
        &ec2::sessions(),
    );
    let role = iam::with_aws_policy(role, "AWSElasticBeanstalkWebTier");
    let profile = iam::instance_profile(format!("{id} Profile").as_str(), &role);
    let mut options = place(system, &id);
    options.extend(running(part, &service_role, &profile.id));
    options.extend(if hardened { many(system) } else { one() });
    let environment = Resource::new(id, ENVIRONMENT)
        .with("ApplicationName", &application)
        .with("SolutionStackName", platform)
        .with("Tier", properties! { "Name": "WebServer", "Type": "Standard" })
        .with("OptionSettings", options);
    for resource in [service_role, role, profile] {
        system.add(resource);
    }
    let url = Value::Concat(vec![
        if hardened { "https://" } else { "http://" }.into(),
        environment.attribute("EndpointURL"),
    ]);
    let environment = match system.network().way_out {
        Some(way_out) => environment.after(&way_out),
        None => environment,
    };
    let id = system.add(environment);
    system.blueprint.front_door(&id, "the program", url);
    id
}

/// Where its machines stand.
fn place(system: &mut System<'_>, id: &LogicalId) -> Vec<Value> {
    const NETWORK: &str = "aws:ec2:vpc";
    let group = system.security_group(&format!("{id} SecurityGroup"), "The program", Outbound::Https);
    let site = system.site();
    let network = system.open_network();
    let public = if site.public_address { "true" } else { "false" };
    vec![
        setting(NETWORK, "VPCId", &network.vpc),
        setting(NETWORK, "Subnets", listed(&site.subnets)),
        setting(NETWORK, "ELBSubnets", listed(&network.public)),
        setting(NETWORK, "AssociatePublicIpAddress", public),
        setting(
            "aws:autoscaling:launchconfiguration",
            "SecurityGroups",
            group_id(&group),
        ),
    ]
}

/// How its machines are set up and looked after.
fn running(part: &Part<'_>, service_role: &Resource, profile: &LogicalId) -> Vec<Value> {
    const MACHINES: &str = "aws:autoscaling:launchconfiguration";
    const UPDATES: &str = "aws:elasticbeanstalk:managedactions";
    let kind = ec2::instance_type(part.text("instanceType"), None);
    vec![
        setting(MACHINES, "IamInstanceProfile", profile),
        // The first version of the metadata service hands out permissions to whoever makes the program fetch a URL.
        setting(MACHINES, "DisableIMDSv1", "true"),
        setting(MACHINES, "RootVolumeType", "gp3"),
        setting("aws:ec2:instances", "InstanceTypes", kind),
        setting(
            "aws:elasticbeanstalk:environment",
            "ServiceRole",
            service_role.reference(),
        ),
        setting(
            "aws:elasticbeanstalk:healthreporting:system",
            "SystemType",
            "enhanced",
        ),
        setting(UPDATES, "ManagedActionsEnabled", "true"),
        setting(UPDATES, "PreferredStartTime", "Sun:20:00"),
        setting(
            "aws:elasticbeanstalk:managedactions:platformupdate",
            "UpdateLevel",
            "minor",
        ),
        setting("aws:elasticbeanstalk:cloudwatch:logs", "StreamLogs", "true"),
        setting("aws:elasticbeanstalk:cloudwatch:logs", "RetentionInDays", "30"),
    ]
}

/// One machine, which answers itself.
fn one() -> Vec<Value> {
    vec![setting(
        "aws:elasticbeanstalk:environment",
        "EnvironmentType",
        "SingleInstance",
    )]
}

/// Machines in two zones behind a load balancer that takes encrypted requests only.
fn many(system: &mut System<'_>) -> Vec<Value> {
    const MACHINES: &str = "aws:autoscaling:asg";
    const ENVIRONMENT: &str = "aws:elasticbeanstalk:environment";
    const LISTENER: &str = "aws:elbv2:listener:443";
    let certificate = door::given_certificate(&mut system.blueprint);
    vec![
        setting(ENVIRONMENT, "EnvironmentType", "LoadBalanced"),
        setting(ENVIRONMENT, "LoadBalancerType", "application"),
        setting(MACHINES, "MinSize", "2"),
        setting(MACHINES, "MaxSize", MOST),
        setting("aws:elbv2:listener:default", "ListenerEnabled", "false"),
        setting(LISTENER, "ListenerEnabled", "true"),
        setting(LISTENER, "Protocol", "HTTPS"),
        setting(LISTENER, "SSLCertificateArns", certificate),
        setting(LISTENER, "SSLPolicy", "ELBSecurityPolicy-TLS13-1-2-2021-06"),
    ]
}

/// Whether AWS takes it as the name of an application.
fn is_name(name: &str) -> bool {
    (1..=100).contains(&name.len()) && !name.contains('/') && name.is_ascii()
}
