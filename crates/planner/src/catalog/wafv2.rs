//! AWS WAF: turns attacks away before they reach what answers requests.
//!
//! One that guards a content network has to be made in us-east-1, whatever region the rest is in; a stack has but one
//! region. So content networks are guarded where the stack is in us-east-1, and elsewhere what stands behind them.

pub(crate) mod allow_list;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::Requirements;
use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::plain::{Plain, say};
use super::{
    Billed, Resource, Service, Tags, UsageProfile, apigateway, appsync, billed, cloudfront, elb, logs,
};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::{monitoring, wishes};
use crate::blueprint::{Blueprint, LogicalId, Parameter, Pseudo, Value};
use crate::properties;

/// The one region whose web ACLs `CloudFront` takes.
const CLOUDFRONT_REGION: &str = "us-east-1";
const USER_POOL: &str = "AWS::Cognito::UserPool";
/// Requests that one address may make in five minutes: seven a second, more than any person clicks.
const RATE_LIMIT: i64 = 2000;
/// Seconds over which AWS counts requests. Source: WAF developer guide, "Rate-based rule high-level settings", 2026-11.
const WINDOWS: [i64; 4] = [60, 120, 300, 600];
/// AWS's own rules that cost nothing beyond the rule itself: common attacks, known holes (Log4j among them), addresses
/// known for attacks.
const MANAGED: [&str; 3] = [
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesAmazonIpReputationList",
];

/// `AWS::WAFv2::WebACL`.
pub(crate) struct WebAcl;

impl WebAcl {
    pub(crate) const KIND: &str = "AWS::WAFv2::WebACL";
}

impl Service for WebAcl {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Turns away known attacks, and whoever asks far too often",
                "जाने-पहचाने हमलों को और बहुत बार माँगने वालों को लौटा देता है",
                "Jaane-pehchane hamlon ko aur bahut baar maangne walon ko lauta deta hai",
            ],
        )
    }

    fn billed(&self, acl: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let rules = match acl.properties.get("Rules") {
            Some(Value::List(rules)) => Decimal::from(rules.len()),
            _ => Decimal::ZERO,
        };
        vec![
            billed("WAF", "web_acl", Decimal::ONE),
            billed("WAF", "rule", rules),
            billed("WAF", "requests", usage.api_requests),
        ]
    }
}

pub(crate) const ASSOCIATION: Plain = Plain {
    kind: "AWS::WAFv2::WebACLAssociation",
    tags: Tags::None,
    purpose: [
        "Puts the guard against attacks before what answers requests",
        "हमलों के पहरेदार को अनुरोधों का जवाब देने वाले के आगे लगाता है",
        "Hamlon ke pehredar ko requests ka jawab dene wale ke aage lagata hai",
    ],
};

pub(crate) const LOGGING: Plain = Plain {
    kind: "AWS::WAFv2::LoggingConfiguration",
    tags: Tags::None,
    purpose: [
        "Writes down what was let in and what was turned away",
        "लिखता है कि किसे आने दिया और किसे लौटाया",
        "Likhta hai ki kise aane diya aur kise lautaya",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: WebAcl::KIND,
    terms: [
        "waf|aws waf|wafv2|web application firewall|web acl|waf web acl|waf rule|rate limiting rule|bot protection|\
         sql injection protection|xss protection|protection from web attack|application firewall|layer 7 firewall|\
         malicious traffic|malicious request|bad bot|bot traffic|common web exploit|common web attack|web exploit|web attack",
        "वैफ|वाफ|वॉफ|वेब एप्लिकेशन फ़ायरवॉल|वेब एप्लिकेशन फायरवॉल|वेब फायरवॉल",
        "web firewall|hamle se bachav|attack se bachao",
    ],
    build,
    uses: None,
}];

/// HTTP APIs are missing here since AWS takes no web ACL before them; a content network before them is guarded.
pub(crate) const WIRES: &[Wire] = &[
    wire(cloudfront::Distribution::KIND, guard_distribution),
    wire(elb::LoadBalancer::KIND, guard_balancer),
    wire(apigateway::Stage::KIND, guard_stage),
    wire(USER_POOL, guard_by_arn),
    wire(appsync::KIND, guard_by_arn),
];

const fn wire(to: &'static str, connect: fn(&mut System<'_>, &LogicalId, &LogicalId)) -> Wire {
    Wire {
        from: WebAcl::KIND,
        to,
        ends: Ends::All,
        connect,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    ContentNetwork,
    Region,
}

impl Scope {
    fn text(self) -> &'static str {
        match self {
            Self::ContentNetwork => "CLOUDFRONT",
            Self::Region => "REGIONAL",
        }
    }
}

/// One for each place that something to guard is in; one for the region where there is nothing yet.
fn build(system: &mut System<'_>, _part: &Part<'_>) -> LogicalId {
    let has = |kind: &str| system.blueprint.of_kind(kind).next().is_some();
    let network =
        has(cloudfront::Distribution::KIND) && system.design.requirements.region == CLOUDFRONT_REGION;
    // What only the content network reaches needs no second guard behind the first.
    let exposed = has(apigateway::Stage::KIND)
        || has(USER_POOL)
        || has(appsync::KIND)
        || elb::is_encrypted(&system.blueprint);
    let scopes: &[Scope] = match (network, exposed) {
        (true, true) => &[Scope::ContentNetwork, Scope::Region],
        (true, false) => &[Scope::ContentNetwork],
        (false, _) => &[Scope::Region],
    };
    let mut added = scopes.iter().map(|scope| add(system, *scope));
    let first = added.next();
    let _others: Vec<LogicalId> = added.collect();
    first.unwrap_or_else(|| LogicalId::new("WebAcl"))
}

fn add(system: &mut System<'_>, scope: Scope) -> LogicalId {
    let name = match scope {
        Scope::ContentNetwork => "ContentNetworkWebAcl",
        Scope::Region => "WebAcl",
    };
    let id = system.free_id(name);
    let behind_content_network = scope == Scope::Region
        && system
            .blueprint
            .of_kind(cloudfront::Distribution::KIND)
            .next()
            .is_some();
    let mut rules = vec![rate_rule(
        &rate(system.design.requirements),
        behind_content_network,
    )];
    rules.extend(
        (1..)
            .zip(MANAGED)
            .map(|(priority, name)| managed_rule(priority, name)),
    );
    let acl = Resource::new(id.clone(), WebAcl::KIND)
        .with("Scope", scope.text())
        .with("DefaultAction", properties! { "Allow": properties! {} })
        .with("VisibilityConfig", visible(id.as_str()))
        .with("Rules", rules);
    system.add(acl);
    if system.hardened() {
        add_log(system, &id);
    }
    id
}

/// Puts a web ACL before a GraphQL API: the region's, or a new one.
pub(crate) fn before_graphql(system: &mut System<'_>, api: &LogicalId) {
    let acl = of_region(system);
    guard_by_arn(system, &acl, api);
}

/// The region's web ACL, which is added where there is none.
fn of_region(system: &mut System<'_>) -> LogicalId {
    let acls = system.all(WebAcl::KIND);
    let there = acls.into_iter().find(|acl| scope_is(system, acl, Scope::Region));
    there.unwrap_or_else(|| add(system, Scope::Region))
}

/// Hardened: puts a web ACL before every REST API and every load balancer that the internet reaches. Content networks have
/// theirs by [`before_distribution`], GraphQL APIs by [`before_graphql`].
pub(crate) fn harden(system: &mut System<'_>) {
    let open = |system: &System<'_>, it: &LogicalId| {
        let says = |property, value| system.text_of(it, property).as_deref() == Some(value);
        says("Scheme", "internet-facing") && says("Type", "application")
    };
    for balancer in system.all(elb::LoadBalancer::KIND) {
        if open(system, &balancer) {
            let acl = of_region(system);
            guard_balancer(system, &acl, &balancer);
        }
    }
    for stage in system.all(apigateway::Stage::KIND) {
        let acl = of_region(system);
        guard_stage(system, &acl, &stage);
    }
}

/// Puts a web ACL before a content network: the stack's where it may have one, else one that the owner gives.
pub(crate) fn before_distribution(system: &mut System<'_>, distribution: &LogicalId) {
    let acl = if system.design.requirements.region == CLOUDFRONT_REGION {
        let acls = system.all(WebAcl::KIND);
        let there = acls
            .into_iter()
            .find(|acl| scope_is(system, acl, Scope::ContentNetwork));
        let acl = there.unwrap_or_else(|| add(system, Scope::ContentNetwork));
        Value::Attribute(acl, "Arn")
    } else {
        system.blueprint.parameter(Parameter {
            id: "ContentNetworkWebAclArn".into(),
            description: "ARN of a web ACL of scope CloudFront, which can be in us-east-1 only (WAF console)",
            pattern: "^arn:aws[a-z-]*:wafv2:us-east-1:[0-9]{12}:global/webacl/.+$",
            answer: "contentNetworkWebAclArn",
        })
    };
    if let Some(distribution) = system.blueprint.resource_mut(distribution) {
        cloudfront::configure(distribution, "WebACLId", acl);
    }
}

/// Whether there are a web ACL and a content network that it can't be put before, since the stack is in another region.
pub(crate) fn misses_content_network(blueprint: &Blueprint) -> bool {
    let of_region = Some(&Value::Text(Scope::Region.text().to_owned()));
    let mut networks = blueprint.of_kind(cloudfront::Distribution::KIND);
    let mut acls = blueprint.of_kind(WebAcl::KIND);
    acls.any(|acl| acl.properties.get("Scope") == of_region)
        && networks.any(|it| {
            let settings = it.properties.get("DistributionConfig");
            settings.is_some_and(|settings| settings.get("WebACLId").is_none())
        })
}

fn visible(metric: &str) -> Value {
    properties! { "CloudWatchMetricsEnabled": true, "MetricName": metric, "SampledRequestsEnabled": true }
}

/// How often one visitor may ask.
struct Rate {
    /// Requests within the window.
    limit: i64,
    /// Seconds; `None` for what AWS counts over by itself, five minutes.
    window: Option<i64>,
}

/// What was said of how often one visitor may ask.
fn rate(requirements: &Requirements) -> Rate {
    let said = |word, limits| wishes::number(requirements, WebAcl::KIND, &[word], limits);
    let limit = said("rateLimit", (1, i64::MAX)).unwrap_or(RATE_LIMIT);
    let (limit, window) = match said("rateWindow", (1, i64::MAX)) {
        Some(seconds) => {
            let (limit, window) = counted(limit, seconds);
            (limit, Some(window))
        }
        None => (limit, None),
    };
    Rate {
        limit: limit.clamp(10, 2_000_000_000),
        window,
    }
}

/// What AWS counts where so many requests were said for so many seconds: over the shortest of its windows that is long enough, else as
/// many in its longest as it is a part of what was said.
pub(crate) fn counted(limit: i64, seconds: i64) -> (i64, i64) {
    let enough = WINDOWS.into_iter().find(|it| *it >= seconds);
    let [.., longest] = WINDOWS;
    enough.map_or((limit.saturating_mul(longest) / seconds.max(1), longest), |it| {
        (limit, it)
    })
}

/// Behind a content network every request comes from the network's own addresses; whom it is from stands in a header. WAF takes that
/// header's first address, which callers may write themselves: whoever changes it with every request is not counted. What the network
/// alone writes, `CloudFront-Viewer-Address`, has a port at its end that changes with every connection, and rules can't cut it off; so
/// this holds back mistakes and simple floods, and only a web ACL before the content network itself (in us-east-1) counts surely.
/// Source: WAF API reference, "`ForwardedIPConfig`", 2026-11.
fn rate_rule(rate: &Rate, behind_content_network: bool) -> Value {
    let limit = rate.limit;
    let mut statement = if behind_content_network {
        properties! {
            "Limit": limit,
            "AggregateKeyType": "FORWARDED_IP",
            "ForwardedIPConfig": properties! {
                "HeaderName": "X-Forwarded-For", "FallbackBehavior": "NO_MATCH",
            },
        }
    } else {
        properties! { "Limit": limit, "AggregateKeyType": "IP" }
    };
    if let (Value::Map(entries), Some(window)) = (&mut statement, rate.window) {
        entries.insert("EvaluationWindowSec".to_owned(), window.into());
    }
    properties! {
        "Name": "TooOften",
        "Priority": 0_i64,
        "Action": properties! { "Block": properties! {} },
        "Statement": properties! { "RateBasedStatement": statement },
        "VisibilityConfig": visible("TooOften"),
    }
}

fn managed_rule(priority: i64, name: &str) -> Value {
    properties! {
        "Name": name,
        "Priority": priority,
        "OverrideAction": properties! { "None": properties! {} },
        "Statement": properties! {
            "ManagedRuleGroupStatement": properties! { "VendorName": "AWS", "Name": name },
        },
        "VisibilityConfig": visible(name),
    }
}

/// AWS takes a log group only under a name that begins with `aws-waf-logs-`.
fn add_log(system: &mut System<'_>, acl: &LogicalId) {
    let key = system.key();
    let name = vec![
        "aws-waf-logs-".into(),
        Pseudo::StackName.into(),
        format!("-{}", acl.as_str().to_lowercase()).into(),
    ];
    let name = Value::Concat(name);
    let group = monitoring::log_group(&format!("{acl} Logs"), system.design, key.as_ref())
        .with("LogGroupName", name.clone());
    let arn = logs::arn(&group);
    let logging = Resource::new(format!("{acl} Logging").as_str(), LOGGING.kind)
        .with("ResourceArn", Value::Attribute(acl.clone(), "Arn"))
        .with("LogDestinationConfigs", vec![arn]);
    system.add(group);
    system.add(logging);
}

fn scope_is(system: &System<'_>, acl: &LogicalId, scope: Scope) -> bool {
    system.text_of(acl, "Scope").as_deref() == Some(scope.text())
}

fn guard_distribution(system: &mut System<'_>, acl: &LogicalId, distribution: &LogicalId) {
    if !scope_is(system, acl, Scope::ContentNetwork) {
        return;
    }
    if let Some(distribution) = system.blueprint.resource_mut(distribution) {
        let guarded = distribution
            .properties
            .get("DistributionConfig")
            .and_then(|it| it.get("WebACLId"));
        if guarded.is_none() {
            cloudfront::configure(distribution, "WebACLId", Value::Attribute(acl.clone(), "Arn"));
        }
    }
}

/// Only requests can be looked into, which rules out load balancers by connection.
fn guard_balancer(system: &mut System<'_>, acl: &LogicalId, balancer: &LogicalId) {
    if system.text_of(balancer, "Type").as_deref() == Some("application") {
        associate(system, acl, balancer, balancer.into());
    }
}

fn guard_stage(system: &mut System<'_>, acl: &LogicalId, stage: &LogicalId) {
    let resource = system.blueprint.resource(stage);
    let Some(api) = resource.and_then(|it| it.properties.get("RestApiId").cloned()) else {
        return;
    };
    let arn = vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":apigateway:".into(),
        Pseudo::Region.into(),
        "::/restapis/".into(),
        api,
        "/stages/".into(),
        stage.into(),
    ];
    associate(system, acl, stage, Value::Concat(arn));
}

fn guard_by_arn(system: &mut System<'_>, acl: &LogicalId, pool: &LogicalId) {
    associate(system, acl, pool, Value::Attribute(pool.clone(), "Arn"));
}

fn associate(system: &mut System<'_>, acl: &LogicalId, guarded: &LogicalId, arn: Value) {
    if !scope_is(system, acl, Scope::Region) {
        return;
    }
    let id = LogicalId::new(&format!("{guarded} Guard"));
    if system.blueprint.resource(&id).is_some() {
        // AWS takes one web ACL before each.
        return;
    }
    let association = Resource::new(id, ASSOCIATION.kind)
        .with("ResourceArn", arn)
        .with("WebACLArn", Value::Attribute(acl.clone(), "Arn"));
    system.add(association);
}
