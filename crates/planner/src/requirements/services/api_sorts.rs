//! Which sort an API is that was only called "API Gateway": what was asked for beside it can need a REST API.

use super::HTTP_API;
use super::list::List;
use crate::blueprint::architectures::parts::callers::RANGE;
use crate::catalog::{self, apigateway, apigatewayv2, cloudfront, elb, wafv2};
use crate::requirements::read::Reading;

/// "API Gateway with API keys and a usage plan": only REST APIs have those, so that no other API is meant unless it was called one.
pub(super) fn rest_alone(list: &mut List) {
    let rest = [
        apigateway::RestApi::KIND,
        apigateway::USAGE_PLAN.kind,
        apigateway::API_KEY.kind,
    ];
    if rest.iter().any(|kind| list.has(kind)) {
        list.0
            .retain(|it| it.kind != HTTP_API || !it.properties.is_empty());
    }
}

/// "API Gateway with WAF", "API only from 203.0.113.9": AWS takes neither before an HTTP API, so that a REST API is meant unless it was
/// called an HTTP API, or the web ACL has something else to guard.
pub(super) fn guardable(reading: &Reading<'_>, list: &mut List) {
    let others = [cloudfront::Distribution::KIND, elb::LoadBalancer::KIND];
    let acl = list.has(wafv2::WebAcl::KIND) && !others.iter().any(|kind| list.has(kind));
    let ranged = list.0.iter().any(|it| it.properties.contains_key(RANGE));
    if !(acl || ranged) || list.has(apigateway::RestApi::KIND) {
        return;
    }
    if !become_rest(reading, list) {
        // Said of the application's own API, too.
        list.of(HTTP_API);
    }
}

/// Makes REST APIs of the APIs that were called no sort; `false` where the words speak of an HTTP API.
pub(super) fn become_rest(reading: &Reading<'_>, list: &mut List) -> bool {
    if called_http(reading) {
        return false;
    }
    as_rest(list);
    true
}

/// Takes every API whose sort was left open for a REST API.
pub(super) fn as_rest(list: &mut List) {
    let sort_said = |word: &str| {
        let mut sorts = catalog::variants(HTTP_API);
        word == apigatewayv2::BESIDE_REST || sorts.any(|sort| sort.word == word && sort.value.is_some())
    };
    for api in &mut list.0 {
        if api.kind == HTTP_API && !api.properties.keys().any(|word| sort_said(word)) {
            apigateway::RestApi::KIND.clone_into(&mut api.kind);
        }
    }
}

/// "HTTP API", which is a sort of its own.
pub(super) fn called_http(reading: &Reading<'_>) -> bool {
    (0..reading.items.len()).any(|at| {
        let words = format!("{} {}", reading.written(at), reading.written(at + 1)).to_lowercase();
        ["http api", "http एपीआई", "api gateway v2"]
            .iter()
            .any(|sort| words.contains(sort))
    })
}
