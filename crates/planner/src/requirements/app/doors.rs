//! Which of the APIs that were named is the application's door: gateways, connections that stay open, graphs.

use cloudwhisper_api::requirements::Compute;

use crate::catalog::{self, apigatewayv2};
use crate::language::lexicon::Concept;
use crate::requirements::draft::Case;
use crate::requirements::purposes;
use crate::requirements::read::Item;

/// Whether an API of the gateway is named at `at` that is the application's door.
pub(super) fn is_gateway(case: &Case<'_>, at: usize) -> bool {
    const MANY: usize = 4;
    let kind = case.reading.items.get(at).and_then(|item| item.aws);
    // Connections that stay open have a door of their own: among other parts they mean no second one.
    let written = case.reading.written(at).to_lowercase();
    let stays_open = written.contains("socket") && purposes::parts(&case.reading) >= MANY;
    let stays_open = stays_open || stays_open_alone(case, at);
    kind.is_some_and(|kind| kind.starts_with("AWS::ApiGateway")) && !stays_open
}

/// "A WebSocket API with three functions": the only door that is named, and no other kind of it behind it.
pub(super) fn stays_open_alone(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let is_api = |item: &&Item| item.live && item.aws.is_some_and(|kind| kind.starts_with("AWS::ApiGateway"));
    let socket = |at: usize| {
        let written = reading.written(at).to_lowercase();
        let mut sorts = catalog::variants(apigatewayv2::Api::KIND);
        sorts.any(|sort| sort.marks.iter().any(|mark| written.contains(mark)))
    };
    let apis = reading.items.iter().filter(is_api).count();
    // "Serverless" says how an application runs, and names no function.
    let is_lambda = |place: usize| {
        let named = !reading.written(place).to_lowercase().contains("serverless");
        let live = reading.items.get(place).is_some_and(|item| item.live);
        live && named && reading.concept(place) == Some(Concept::Compute(Compute::Lambda))
    };
    let works = reading.says(Concept::Function) || (0..reading.items.len()).any(is_lambda);
    apis == 1 && socket(at) && works && reading.items.get(at).as_ref().is_some_and(is_api)
}

/// "A game backend: a WebSocket API …", "a site's backend: an `AppSync` API …": the only door that the backend has is named.
pub(super) fn has_its_door(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let backend = matches!(
        reading.written(at).to_lowercase().as_str(),
        "backend" | "backends" | "back end" | "back-end" | "api backend" | "backend api"
    );
    let open = || (0..reading.items.len()).any(|at| stays_open_alone(case, at));
    backend && (open() || graph_is_the_door(case)) && purposes::parts(reading) > 2
}

/// Whether a graph was named, and no API beside it.
pub(super) fn graph_is_the_door(case: &Case<'_>) -> bool {
    let live = || {
        case.reading
            .items
            .iter()
            .filter(|it| it.live)
            .filter_map(|it| it.aws)
    };
    live().any(|kind| kind == purposes::GRAPH) && !live().any(|kind| kind.starts_with("AWS::ApiGateway"))
}
