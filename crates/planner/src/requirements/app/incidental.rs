//! Words for applications that mean something else where they stand: somebody's address, an image in a registry, what a part is
//! for, somebody else's API, a step.

use cloudwhisper_api::requirements::AppType;

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::draft::Case;
use crate::requirements::purposes;
use crate::requirements::read::{Item, What};

/// "An HTTPS endpoint https://… subscribes": in a system of parts an endpoint is somebody's address, no API to be built.
pub(super) fn is_end_of_a_wire(case: &Case<'_>, at: usize) -> bool {
    const NEAR: usize = 6;
    let reading = &case.reading;
    let written = reading.written(at).to_lowercase();
    let address =
        (at + 1..at + NEAR).any(|place| reading.items.get(place).is_some_and(|it| it.what == What::Domain));
    matches!(written.as_str(), "endpoint" | "endpoints") && address && purposes::parts(reading) > 1
}

/// "A GraphQL backend" among other parts is the graph's own service, with a door of its own.
pub(super) fn is_graph(case: &Case<'_>, at: usize) -> bool {
    const MANY: usize = 4;
    let reading = &case.reading;
    let says = reading.written(at).to_lowercase().contains("graphql");
    let graph = purposes::wants(reading, purposes::GRAPH)
        || reading
            .items
            .iter()
            .any(|it| it.live && it.aws == Some(purposes::GRAPH));
    says && graph && purposes::parts(reading) >= MANY
}

/// "Container images are kept in a registry": what is kept there is no application by itself.
pub(super) fn is_image_of_registry(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let is_image = |place: usize| {
        let word = reading.written(place).to_lowercase();
        word.ends_with("image") || word.ends_with("images")
    };
    let kept = reading
        .items
        .iter()
        .any(|it| it.live && it.aws == Some("AWS::ECR::Repository"))
        || purposes::wants(reading, "AWS::ECR::Repository");
    (is_image(at) || is_image(at + 1)) && kept && purposes::parts(reading) > 2
}

/// "A managed Flink application", "`OpenSearch` for dashboards": what a service is there for, where there are several parts.
pub(super) fn is_of_a_part(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let is_part = |place: Option<usize>| {
        place
            .and_then(|it| reading.items.get(it))
            .is_some_and(|it| it.live && it.aws.is_some())
    };
    let compound = is_part(at.checked_sub(1));
    let purpose = reading.items.get(at).is_some_and(|it| it.aside) && is_part(at.checked_sub(2));
    (compound || purpose) && purposes::parts(reading) > 2
}

/// "Weather API se data lekar": somebody else's API, which is asked for what is kept here.
pub(super) fn is_a_source(case: &Case<'_>, at: usize) -> bool {
    const NEAR: usize = 5;
    let word = |place: usize| case.reading.written(place).to_lowercase();
    let from = matches!(word(at + 1).as_str(), "se" | "से");
    let taken = |place: usize| {
        let word = word(place);
        TAKEN.iter().any(|start| word.starts_with(start))
    };
    from && (at + 2..at + 2 + NEAR)
        .take_while(|place| word(*place) != ",")
        .any(taken)
}

/// What is done with what somebody else's API gives: beginnings of verbs.
const TAKEN: [&str; 12] = [
    "lekar",
    "leke",
    "le kar",
    "laaye",
    "laye",
    "laao",
    "fetch",
    "utha",
    "लेकर",
    "लाए",
    "लाकर",
    "उठा",
];

/// "The bank's API credentials": what opens somebody else's API.
pub(super) fn is_of_keys(case: &Case<'_>, at: usize) -> bool {
    let next = case.reading.written(at + 1).to_lowercase();
    matches!(
        next.as_str(),
        "credential" | "credentials" | "token" | "tokens" | "secret" | "secrets"
    )
}

/// "Step function: pehle payment, phir bill": what is paid in a row of steps needs no pages of ours.
pub(super) fn is_a_step(case: &Case<'_>, at: usize) -> bool {
    const PAID: [&str; 6] = [
        "payment",
        "payments",
        "online payment",
        "bhugtan",
        "भुगतान",
        "checkout",
    ];
    let steps = |item: &Item| item.live && item.aws == Some("AWS::StepFunctions::StateMachine");
    PAID.contains(&case.reading.written(at).to_lowercase().as_str()) && case.reading.items.iter().any(steps)
}

/// "Three Lambdas: login, list, payment": what functions are called, where a colon behind them lists their names.
pub(super) fn is_name_of_a_function(case: &Case<'_>, at: usize) -> bool {
    const LIST: usize = 16;
    const NEAR: usize = 3;
    let reading = &case.reading;
    let joins = |place: usize| {
        matches!(reading.written(place), ":" | "," | "(")
            || reading.concept(place) == Some(Concept::Grammar(Grammar::And))
    };
    let function = |place: usize| {
        reading.concept(place) == Some(Concept::Function)
            || reading
                .items
                .get(place)
                .is_some_and(|it| it.live && it.aws == Some(purposes::FUNCTION))
    };
    let colon = (at.saturating_sub(LIST)..at)
        .rev()
        .take_while(|place| !reading.stops(*place))
        .find(|place| matches!(reading.written(*place), ":" | "("));
    let alone = at.checked_sub(1).is_some_and(joins)
        && (joins(at + 1) || reading.stops(at + 1) || reading.written(at + 1) == ")");
    alone && colon.is_some_and(|colon| (colon.saturating_sub(NEAR)..colon).any(function))
}

/// "Containers only", "sirf container": what it is packed in, where something else is said to be wanted.
pub(super) fn only_containers(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let only = |place: usize| {
        matches!(
            reading.written(place).to_lowercase().as_str(),
            "only" | "just" | "sirf" | "keval" | "bas" | "सिर्फ" | "केवल" | "बस" | "hi" | "ही"
        )
    };
    let other = reading
        .live()
        .any(|(_, concept)| matches!(concept, Concept::App(AppType::Api | AppType::WebApp)));
    other && (only(at + 1) || at.checked_sub(1).is_some_and(only))
}
