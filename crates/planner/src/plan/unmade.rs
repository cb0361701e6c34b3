//! Whether every connection that was said is in the plan: of each flow ("the API puts messages straight into the queue") the two
//! ends are looked for, and a way between them. What nothing connects is told, in the person's own words.
//!
//! Here: ways through what only connects, such as a permission, a role or a mapping. That a way goes in the direction that was meant
//! can't always be told, so this says too little at times; it must not say too much.

use std::collections::{HashMap, HashSet, VecDeque};

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use super::{not_in_plan, quoted};
use crate::blueprint::{Blueprint, Resource, Value};
use crate::catalog;
use crate::requirements::{Act, Flow};

/// Steps between two parts that are connected, at most: a rule, its role, a container's definition, its service.
const FAR: usize = 6;
/// More are told of by their number.
const MOST: usize = 5;
/// Types that many resources share: what both stand in connects nothing.
const SHARED: [&str; 12] = [
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::EC2::RouteTable",
    "AWS::EC2::Subnet",
    "AWS::EC2::VPC",
    "AWS::EC2::VPCEndpoint",
    "AWS::ECS::Cluster",
    "AWS::KMS::Key",
    "AWS::Logs::LogGroup",
    "AWS::RDS::DBSubnetGroup",
    "AWS::WAFv2::WebACL",
    "AWS::Backup::BackupSelection",
];
/// Types that stand for one another in what people say.
const ALIKE: [&[&str]; 4] = [
    &[
        "AWS::ApiGatewayV2::Api",
        "AWS::ApiGateway::RestApi",
        "AWS::AppSync::GraphQLApi",
        "AWS::Lambda::Url",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
    ],
    &["AWS::RDS::DBInstance", "AWS::RDS::DBCluster"],
    &["AWS::ECS::Service", "AWS::ECS::TaskDefinition"],
    &[
        "AWS::Events::Rule",
        "AWS::Events::EventBus",
        "AWS::Scheduler::Schedule",
    ],
];
/// Types that pass on what they get: a way through them is one unless it was said to be direct.
const PROGRAMS: [&str; 3] = [
    "AWS::Lambda::Function",
    "AWS::ECS::TaskDefinition",
    "AWS::ECS::Service",
];

/// A warning of the flows that nothing in this plan makes.
pub(super) fn check(blueprint: &Blueprint, flows: &[Flow], language: Language) -> Option<Warning> {
    if flows.is_empty() {
        return None;
    }
    let ways = Ways::of(blueprint);
    let unmade = flows.iter().filter(|flow| {
        let [from, to] = [flow.from, flow.to].map(|kind| ends(blueprint, kind));
        // What isn't there at all is told of by its own warning.
        !from.is_empty() && !to.is_empty() && !ways.lead(&from, &to, flow)
    });
    let unmade: Vec<&str> = unmade.map(|flow| flow.words.as_str()).collect();
    (!unmade.is_empty()).then(|| words(language, &unmade))
}

/// Every resource that a type stands for.
fn ends<'a>(blueprint: &'a Blueprint, kind: &'a str) -> Vec<&'a str> {
    let alike = ALIKE.iter().find(|row| row.contains(&kind));
    let is_it = |it: &&Resource| it.kind == kind || alike.is_some_and(|row| row.contains(&it.kind));
    blueprint
        .resources()
        .iter()
        .filter(is_it)
        .map(|it| it.id.as_str())
        .collect()
}

/// Which resources speak of which, in both directions.
struct Ways<'a> {
    kinds: HashMap<&'a str, &'static str>,
    beside: HashMap<&'a str, Vec<&'a str>>,
    /// Who speaks of whom.
    said: HashSet<(&'a str, &'a str)>,
}

impl<'a> Ways<'a> {
    fn of(blueprint: &'a Blueprint) -> Self {
        let kinds: HashMap<&str, &'static str> = blueprint
            .resources()
            .iter()
            .map(|it| (it.id.as_str(), it.kind))
            .collect();
        let mut beside: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut said = HashSet::new();
        for resource in blueprint.resources() {
            let from = resource.id.as_str();
            for to in resource.properties.values().flat_map(Value::references) {
                said.insert((from, to.as_str()));
                beside.entry(from).or_default().push(to.as_str());
                beside.entry(to.as_str()).or_default().push(from);
            }
        }
        Self { kinds, beside, said }
    }

    /// Whether one of these is connected with one of those.
    fn lead(&self, from: &[&'a str], to: &[&str], flow: &Flow) -> bool {
        let mut open: VecDeque<(&str, usize)> = from.iter().map(|id| (*id, 0)).collect();
        let mut seen: HashSet<&str> = from.iter().copied().collect();
        while let Some((at, steps)) = open.pop_front() {
            if to.contains(&at) {
                return true;
            }
            if steps == FAR || steps > 0 && !self.passes(at, flow.direct) {
                continue;
            }
            for next in self.beside.get(at).into_iter().flatten() {
                // That a program may use what is to start it starts nothing.
                let uses = steps == 0 && flow.act == Act::Starts && self.is_users(next, at);
                if !uses && seen.insert(next) {
                    open.push_back((next, steps + 1));
                }
            }
        }
        false
    }

    /// Whether `user` is a program, or the role of one, that speaks of `used`.
    fn is_users(&self, user: &str, used: &str) -> bool {
        let is_user = self
            .kinds
            .get(user)
            .is_some_and(|kind| PROGRAMS.contains(kind) || *kind == "AWS::IAM::Role");
        is_user && !self.said.contains(&(used, user))
    }

    /// Whether a way may go through a resource: it only connects, or is a program that passes things on.
    fn passes(&self, id: &str, direct: bool) -> bool {
        self.kinds.get(id).is_some_and(|kind| {
            let part = catalog::components().any(|it| it.kind == *kind);
            let program = PROGRAMS.contains(kind);
            !SHARED.contains(kind)
                && if program {
                    !direct
                } else {
                    !part || BETWEEN.contains(kind)
                }
        })
    }
}

/// Parts that only connect others.
const BETWEEN: [&str; 4] = [
    "AWS::EC2::SecurityGroup",
    "AWS::Events::Rule",
    "AWS::IAM::Role",
    "AWS::Pipes::Pipe",
];

fn words(language: Language, unmade: &[&str]) -> Warning {
    let list = quoted::first(MOST, unmade);
    let (message, suggestion) = match language {
        Language::English => (
            format!("Nothing in this plan makes this connection that you asked for: {list}."),
            "Say in one sentence what goes from where to where (for example \"the queue triggers the function\"), or connect the two by hand.",
        ),
        Language::Hindi => (
            format!("आपका बताया यह जोड़ इस योजना में कहीं नहीं बना: {list}।"),
            "एक वाक्य में बताइए कि क्या कहाँ से कहाँ जाता है (जैसे \"queue function को चलाए\"), या दोनों को हाथ से जोड़िए।",
        ),
        Language::Hinglish => (
            format!("Aapka bataya yeh connection is plan mein kahin nahi bana: {list}."),
            "Ek sentence mein batao ki kya kahan se kahan jaata hai (jaise \"queue function ko chalaye\"), ya dono ko haath se jodo.",
        ),
    };
    not_in_plan::warning(message, suggestion)
}
