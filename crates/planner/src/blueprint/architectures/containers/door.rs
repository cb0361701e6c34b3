//! What stands before programs that always run: the load balancer, who may come in by it, and the address that people
//! open.

use super::super::parts::callers::Callers;
use super::super::parts::network::Network;
use super::super::parts::{domain, front, storage, wishes};
use super::super::{Design, Profile};
use crate::blueprint::{Blueprint, LogicalId, Parameter, Resource, Value};
use crate::catalog::{cloudfront, elb, s3, vpc};
use crate::properties;
use cloudwhisper_api::requirements::Requirements;

const ACCELERATOR: &str = "AWS::GlobalAccelerator::Accelerator";

/// A load balancer to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Door<'a> {
    /// Where it stands: a network with public subnets.
    pub network: &'a Network,
    /// The firewall before it.
    pub group: &'a LogicalId,
    /// The port that the programs listen on.
    pub port: i64,
    /// The type that was said to be public or not.
    pub kind: &'static str,
    /// Behind the names of what is added: nothing for the first, `2` for the second.
    pub number: &'a str,
    /// Whether only the network reaches it, whoever reaches the other doors.
    pub inside: bool,
}

impl Door<'_> {
    /// The load balancer, its targets, and the listener that has to be there before the programs.
    pub(crate) fn add(
        &self,
        blueprint: &mut Blueprint,
        design: &Design<'_>,
    ) -> (LogicalId, LogicalId, LogicalId) {
        let public = self.callers(design).on_internet();
        let (scheme, subnets) = if public {
            (elb::Scheme::Public, &self.network.public)
        } else {
            (elb::Scheme::Internal, &self.network.private)
        };
        let mut balancer = elb::load_balancer(&self.name("LoadBalancer"), scheme, subnets, self.group);
        balancer
            .depends_on
            .extend(self.network.way_out.clone().filter(|_| public));
        if design.profile == Profile::Hardened {
            balancer = logged(blueprint, design, balancer);
        }
        let balancer = blueprint.add(balancer);
        let mut targets = elb::target_group(&self.name("Targets"), &self.network.vpc, self.port);
        if let Some(path) = wishes::said(design.requirements, self.kind, &["healthCheckPath"]) {
            targets.properties.insert("HealthCheckPath", path.into());
        }
        let targets = blueprint.add(targets);
        let listener = self.add_listeners(blueprint, design, &balancer, &targets);
        (balancer, targets, listener)
    }

    fn name(&self, name: &str) -> String {
        format!("{name}{}", self.number)
    }

    fn callers<'d>(&self, design: &Design<'d>) -> Callers<'d> {
        if self.inside {
            return Callers::Inside(vpc::range(design.requirements));
        }
        Callers::of(design.requirements, self.kind)
    }

    fn open(&self, blueprint: &mut Blueprint, design: &Design<'_>, port: i64, what: &str) {
        let id = format!("{} Port {port}", self.group);
        let peer = ("CidrIp", self.callers(design).cidr());
        blueprint.add(vpc::ingress_from(&id, self.group, peer, port, what));
    }

    /// Whether encryption has to begin here although no domain was said: people come by the accelerator or straight to the load
    /// balancer and not by a content network, or not even the way behind one may be without it.
    fn certified(design: &Design<'_>) -> bool {
        wishes::names(design.requirements, ACCELERATOR)
            || design.profile == Profile::Hardened
            || is_the_door(design.requirements)
    }

    fn add_listeners(
        &self,
        blueprint: &mut Blueprint,
        design: &Design<'_>,
        balancer: &LogicalId,
        targets: &LogicalId,
    ) -> LogicalId {
        let own = if self.inside {
            None
        } else {
            domain::load_balancer_certificate(blueprint, design)
        };
        let certified = if self.inside {
            design.profile == Profile::Hardened
        } else {
            Self::certified(design)
        };
        let certificate = own.or_else(|| certified.then(|| given_certificate(blueprint)));
        if let Some(certificate) = certificate {
            self.open(blueprint, design, 443, "HTTPS");
            if design.profile == Profile::Baseline {
                self.open(blueprint, design, 80, "HTTP, sent on to HTTPS");
                blueprint.add(elb::redirect_listener(&self.name("HttpListener"), balancer));
            }
            return blueprint.add(elb::https_listener(
                &self.name("HttpsListener"),
                balancer,
                targets,
                certificate,
            ));
        }
        match self.callers(design) {
            Callers::Everybody => front::let_in(blueprint, &design.requirements.region, self.group, 80),
            Callers::Range(_) | Callers::Inside(_) => self.open(blueprint, design, 80, "HTTP"),
        }
        blueprint.add(elb::http_listener(&self.name("HttpListener"), balancer, targets))
    }

    /// Makes the address that people open lead to the load balancer, and returns it.
    pub(crate) fn address(
        &self,
        blueprint: &mut Blueprint,
        design: &Design<'_>,
        balancer: &LogicalId,
    ) -> Value {
        if let Some(url) = domain::for_load_balancer(blueprint, design, balancer) {
            return url;
        }
        let host = Value::Attribute(balancer.clone(), "DNSName");
        if Self::certified(design) {
            return Value::Concat(vec!["https://".into(), host]);
        }
        // A content network has addresses of its own, so no range could be kept to behind it.
        if self.callers(design) != Callers::Everybody {
            return Value::Concat(vec!["http://".into(), host]);
        }
        let mut name = self.name("Distribution");
        if blueprint.resource(&LogicalId::new(&name)).is_some() {
            name = self.name("BalancerDistribution");
        }
        let distribution = front::add(blueprint, &name, &design.requirements.project_name, host, 80);
        domain::for_distribution(blueprint, design, &distribution)
    }
}

/// Whether the load balancer is the door that was drawn: named in a system of many parts, with no content network beside it. In a short wish it is only how the program is to be reached, and a content network brings encryption without a domain.
fn is_the_door(requirements: &Requirements) -> bool {
    const MANY: usize = 5;
    let names = |kind: &str| wishes::names(requirements, kind);
    let mut kinds: Vec<&str> = requirements.services.iter().map(|it| it.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    names(elb::LoadBalancer::KIND) && !names(cloudfront::Distribution::KIND) && kinds.len() > MANY
}

/// The certificate that the owner gives.
pub(crate) fn given_certificate(blueprint: &mut Blueprint) -> Value {
    blueprint.parameter(Parameter {
        id: "BalancerCertificateArn".into(),
        description: "ARN of an issued certificate for the load balancer, in the same region (Certificate Manager console)",
        pattern: "^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/[0-9a-f-]{36}$",
        answer: "balancerCertificateArn",
    })
}

/// Writes every request down in a bucket of its own. Load balancers can't write to buckets with a key of one's own.
pub(crate) fn logged(blueprint: &mut Blueprint, design: &Design<'_>, balancer: Resource) -> Resource {
    let name = format!("{}LogsBucket", balancer.id.as_str().replacen("Load", "", 1));
    let bucket = storage::logged(blueprint, design, s3::private_bucket(&name, None));
    let bucket = blueprint.add(bucket);
    let delivery = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": "logdelivery.elasticloadbalancing.amazonaws.com" },
        "Action": "s3:PutObject",
        "Resource": s3::files(&bucket),
    };
    let policy = blueprint.add(s3::bucket_policy(&format!("{name}Policy"), &bucket, [delivery]));
    elb::with_access_log(balancer, &bucket).after(&policy)
}
