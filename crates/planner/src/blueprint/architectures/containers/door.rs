//! What stands before the containers: the load balancer, who may come in by it, and the address that people open.

use super::super::parts::callers::Callers;
use super::super::parts::{domain, front};
use super::super::{Design, Profile};
use super::Site;
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::{ecs, elb, s3, vpc};
use crate::properties;

/// The load balancer, its targets, and the listener that has to be there before the service.
pub(super) fn add(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    site: &Site,
) -> (LogicalId, LogicalId, LogicalId) {
    let public = callers(design).on_internet();
    let (scheme, subnets) = if public {
        (elb::Scheme::Public, &site.network.public)
    } else {
        (elb::Scheme::Internal, &site.network.private)
    };
    let mut balancer = elb::load_balancer("LoadBalancer", scheme, subnets, &site.balancer);
    balancer
        .depends_on
        .extend(site.network.way_out.clone().filter(|_| public));
    if design.profile == Profile::Hardened {
        balancer = logged(blueprint, balancer);
    }
    let balancer = blueprint.add(balancer);
    let targets = blueprint.add(elb::target_group("Targets", &site.network.vpc, site.port));
    let door = add_listeners(blueprint, design, &site.balancer, &balancer, &targets);
    (balancer, targets, door)
}

fn callers<'a>(design: &Design<'a>) -> Callers<'a> {
    Callers::of(design.requirements, ecs::FargateService::KIND)
}

fn add_listeners(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    group: &LogicalId,
    balancer: &LogicalId,
    targets: &LogicalId,
) -> LogicalId {
    let callers = callers(design);
    let open = |port: i64, what: &str, blueprint: &mut Blueprint| {
        let id = format!("{group} Port {port}");
        blueprint.add(vpc::ingress_from(
            &id,
            group,
            ("CidrIp", callers.cidr()),
            port,
            what,
        ));
    };
    if let Some(certificate) = domain::load_balancer_certificate(blueprint, design) {
        open(443, "HTTPS", blueprint);
        open(80, "HTTP, sent on to HTTPS", blueprint);
        blueprint.add(elb::redirect_listener("HttpListener", balancer));
        return blueprint.add(elb::https_listener(
            "HttpsListener",
            balancer,
            targets,
            certificate,
        ));
    }
    match callers {
        Callers::Everybody => front::let_in(blueprint, &design.requirements.region, group, 80),
        Callers::Range(_) | Callers::Inside(_) => open(80, "HTTP", blueprint),
    }
    blueprint.add(elb::http_listener("HttpListener", balancer, targets))
}

/// Makes the address that people open lead to the load balancer, and returns it.
pub(super) fn address(blueprint: &mut Blueprint, design: &Design<'_>, balancer: &LogicalId) -> Value {
    if let Some(url) = domain::for_load_balancer(blueprint, design, balancer) {
        return url;
    }
    let host = Value::Attribute(balancer.clone(), "DNSName");
    // A content network has addresses of its own, so no range could be kept to behind it.
    if callers(design) != Callers::Everybody {
        return Value::Concat(vec!["http://".into(), host]);
    }
    let distribution = front::add(blueprint, &design.requirements.project_name, host, 80);
    domain::for_distribution(blueprint, design, &distribution)
}

/// Writes every request down in a bucket of its own. Load balancers can't write to buckets with a key of one's own.
fn logged(blueprint: &mut Blueprint, balancer: Resource) -> Resource {
    let bucket = blueprint.add(s3::private_bucket("BalancerLogsBucket", None));
    let delivery = properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": "logdelivery.elasticloadbalancing.amazonaws.com" },
        "Action": "s3:PutObject",
        "Resource": s3::files(&bucket),
    };
    let policy = blueprint.add(s3::bucket_policy("BalancerLogsBucketPolicy", &bucket, [delivery]));
    elb::with_access_log(balancer, &bucket).after(&policy)
}
