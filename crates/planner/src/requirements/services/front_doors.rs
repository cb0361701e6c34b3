//! Containers without a load balancer: one was not wanted, or all that they do is to take work from a queue. Here: whether it was said.
//! Not here: the plan without it (`blueprint/architectures/containers.rs`).

use cloudwhisper_api::requirements::{AppType, Compute};

use super::ECS;
use super::list::List;
use crate::catalog::{apigateway, apigatewayv2, cloudfront, elb, kinesis, sqs};
use crate::language::lexicon::Concept;
use crate::requirements::app::Application;
use crate::requirements::flows::{self, Act};
use crate::requirements::read::Reading;

/// Under which word it is noted of a service of containers that no load balancer stands before it, and of a function that nothing does.
pub(crate) const FRONT_DOOR: &str = "frontDoor";
/// People come to the containers themselves.
pub(crate) const DIRECT: &str = "direct";
/// Nobody comes.
pub(crate) const NONE: &str = "none";
/// What stands before programs that answer.
const FRONTS: [&str; 4] = [
    elb::LoadBalancer::KIND,
    cloudfront::Distribution::KIND,
    apigatewayv2::Api::KIND,
    apigateway::RestApi::KIND,
];

/// Notes of the application's containers that no load balancer is to stand before them.
pub(super) fn note(reading: &Reading<'_>, application: &Application, list: &mut List) {
    if application.compute != Some(Compute::Ecs) || FRONTS.iter().any(|kind| list.has(kind)) {
        return;
    }
    let is_balancer = |aws: Option<&str>| aws == Some(elb::LoadBalancer::KIND);
    if only_takes_work(reading, application) {
        list.set(ECS, FRONT_DOOR, NONE);
    } else if reading
        .items
        .iter()
        .any(|item| item.denied && is_balancer(item.aws))
    {
        list.set(ECS, FRONT_DOOR, DIRECT);
    }
}

/// "A container on Fargate that reads from the queue": nothing was said of pages, an API or of anybody who calls.
fn only_takes_work(reading: &Reading<'_>, application: &Application) -> bool {
    let answers = [Concept::Public, Concept::World, Concept::Tls]
        .iter()
        .any(|it| reading.says(*it));
    let takes = flows::said(reading).iter().any(|flow| {
        flow.to == ECS
            && [sqs::Queue::KIND, kinesis::Stream::KIND].contains(&flow.from)
            && flow.act != Act::Sends
    });
    application.app_type == Some(AppType::Container) && takes && !answers
}
