//! How far the front door of a function reaches: a private network alone, or nobody at all. Here: whether that was said. Not here: the
//! private API (`catalog/apigateway/private.rs`), programs that run all the time, whose load balancer is then an inner one
//! (`blueprint/architectures/parts/callers.rs`).

use cloudwhisper_api::requirements::{AppType, Compute, Framework};

use super::api_sorts::{as_rest, called_http};
use super::front_doors::{FRONT_DOOR, NONE};
use super::list::List;
use super::{FUNCTION, HTTP_API};
use crate::blueprint::architectures::parts::callers::RANGE;
use crate::catalog::apigateway::{self, private};
use crate::catalog::{cloudfront, lambda};
use crate::language::lexicon::Concept;
use crate::requirements::app::Application;
use crate::requirements::network_alone;
use crate::requirements::read::Reading;

/// Under which word it is noted of a function that it has no way to the internet.
pub(crate) const OFFLINE: &str = "offline";

/// What people name when they want a web address; without one of them a function is only a function.
const DOORS: [&str; 4] = [
    HTTP_API,
    apigateway::RestApi::KIND,
    cloudfront::Distribution::KIND,
    lambda::URL.kind,
];

/// Notes what was said of how functions are reached.
pub(super) fn note(
    reading: &Reading<'_>,
    application: &Application,
    public_access: Option<bool>,
    list: &mut List,
) {
    let closed = public_access == Some(false);
    let ours = application.app_type.is_some() && application.compute == Some(Compute::Lambda);
    if ours && closed && network_alone::is_offline(reading) {
        list.set(FUNCTION, OFFLINE, true);
    }
    let alone = closed && network_alone::is_meant(reading);
    let offline = closed && network_alone::is_offline(reading);
    let shut = closed && network_alone::shuts_out(reading);
    if ours && (alone || offline || shut) && is_only_a_function(reading, list) {
        list.set(FUNCTION, FRONT_DOOR, NONE);
        return;
    }
    let answers =
        ours && answers_by_function(application) || list.has(HTTP_API) || list.has(apigateway::RestApi::KIND);
    if !(answers && (alone || offline && ours) || calls_api_private(reading)) || is_elsewhere(reading, list) {
        return;
    }
    as_rest(list);
    list.set(
        apigateway::RestApi::KIND,
        private::ENDPOINT_TYPE,
        private::PRIVATE,
    );
}

/// A function was named, and nothing that people open or programs call over the web.
fn is_only_a_function(reading: &Reading<'_>, list: &List) -> bool {
    let web = |concept| {
        matches!(
            concept,
            Concept::App(_)
                | Concept::Leaning(_)
                | Concept::Vague(_)
                | Concept::Framework(_)
                | Concept::Foreign(_)
        )
    };
    let named = list.has(FUNCTION) || reading.says(Concept::Function);
    named && !reading.live().any(|(_, concept)| web(concept)) && !DOORS.iter().any(|kind| list.has(kind))
}

/// Pages that a content network hands out are another matter.
fn answers_by_function(application: &Application) -> bool {
    application.app_type != Some(AppType::StaticSite) && application.framework != Some(Framework::Nextjs)
}

/// "A private API Gateway", which AWS calls the sort of REST API that only networks reach.
fn calls_api_private(reading: &Reading<'_>) -> bool {
    let is_api = |at: usize| {
        let aws = reading
            .items
            .get(at)
            .filter(|item| item.live)
            .and_then(|item| item.aws);
        aws.is_some_and(|kind| [HTTP_API, apigateway::RestApi::KIND].contains(&kind))
    };
    let private = |at: usize| reading.concept(at) == Some(Concept::Private);
    reading.live().any(|(at, _)| private(at) && is_api(at + 1))
}

/// Whether another sort of door was asked for, or addresses of the internet alone.
fn is_elsewhere(reading: &Reading<'_>, list: &List) -> bool {
    let ranged = list.0.iter().any(|it| it.properties.contains_key(RANGE));
    let content = [cloudfront::Distribution::KIND, lambda::URL.kind];
    ranged || content.iter().any(|kind| list.has(kind)) || list.has(HTTP_API) && called_http(reading)
}
