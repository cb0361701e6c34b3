//! What kind of application is built: as it was said, else as what it is written in or runs on suggests, else a question.

use cloudwhisper_api::requirements::{AppType, Compute, Framework};

use super::doors::graph_is_the_door;
use super::named::Named;
use super::substitutes;
use super::system::{is_only_context, is_system, wishes_for_application};
use crate::language::lexicon::{Concept, Vague};
use crate::requirements::answers::APP_TYPES;
use crate::requirements::data;
use crate::requirements::draft::{Case, Notes, tag};
use crate::requirements::scope::Slot;
use crate::requirements::words::Reason;

/// Decides the kind; `None` where there is no application or a question is open.
pub(super) fn app_type(case: &Case<'_>, named: &Named, notes: &mut Notes) -> Option<AppType> {
    if case.answers.app_type.is_some() {
        return case.answers.app_type;
    }
    let says_api = named.heads.contains(&AppType::Api) || named.asides.contains(&AppType::Api);
    if named.pages && says_api {
        return Some(AppType::Api); // the pages are shown already
    }
    if let Some(choice) = case.choice(Slot::App) {
        let kinds = [choice.first, choice.second].map(|concept| match concept {
            Concept::App(kind) | Concept::Leaning(kind) => tag(kind),
            _ => String::new(),
        });
        notes.ask("appType", &kinds.each_ref().map(String::as_str));
        return None;
    }
    let only_context = is_only_context(case, named);
    if only_context && named.computes.iter().all(|it| *it == Compute::Lambda) && graph_is_the_door(case) {
        return None; // "a news site": its pages ask the graph, which its functions answer for
    }
    let decided = outright(named)
        .filter(|(kind, _)| !only_context || *kind == AppType::Api && names_a_door(case))
        .or_else(|| suggested(named, only_context));
    match decided {
        // Next.js makes pages, whatever endpoints it answers beside them.
        Some((AppType::Api, _)) if named.frameworks.contains(&Framework::Nextjs) => {
            notes.assume("appType", tag(AppType::WebApp), Reason::FrameworkSuggestsApp);
            Some(AppType::WebApp)
        }
        Some((kind, None)) => Some(kind),
        Some((kind, Some(reason))) => {
            notes.assume("appType", tag(kind), reason);
            Some(kind)
        }
        None if named.is_hosted(None) || named.called || data::is_all(&case.reading) => None,
        None if is_system(case, named) => {
            if named.parts > 0 && wishes_for_application(case) {
                notes.assume("appType", tag(AppType::WebApp), Reason::PartsMakeWebApp);
                return Some(AppType::WebApp);
            }
            None
        }
        None => {
            let website = named.vague.contains(&Vague::Website) && !named.vague.contains(&Vague::App);
            notes.ask("appType", if website { &APP_TYPES[..2] } else { &APP_TYPES });
            None
        }
    }
}

/// "Through a REST API with functions for receive and issue": a door by its own sort is one, however much else is spelled out.
fn names_a_door(case: &Case<'_>) -> bool {
    case.reading.live().any(|(at, concept)| {
        let written = case.reading.written(at).to_lowercase();
        concept == Concept::App(AppType::Api)
            && ["rest", "restful", "http"]
                .iter()
                .any(|sort| written.starts_with(sort))
    })
}

type Decided = Option<(AppType, Option<Reason>)>;

/// Kinds that were said outright.
fn outright(named: &Named) -> Decided {
    let says = |kind| named.heads.contains(&kind);
    let first = named.heads.first().copied();
    match first {
        Some(AppType::Container) => return Some((AppType::Container, None)),
        Some(_) if says(AppType::WebApp) => return Some((AppType::WebApp, None)),
        Some(_) if says(AppType::StaticSite) && says(AppType::Api) => {
            return Some((AppType::WebApp, Some(Reason::BothMakeWebApp)));
        }
        Some(AppType::Api)
            if named.vague.contains(&Vague::Website) && named.leanings.is_empty()
                || named.front_before_api && named.leanings.iter().all(|it| *it == AppType::WebApp) =>
        {
            return Some((AppType::WebApp, Some(Reason::BothMakeWebApp)));
        }
        Some(kind) => return Some((kind, None)),
        None => {}
    }
    let web_app = named
        .leanings
        .iter()
        .copied()
        .find(|kind| *kind == AppType::WebApp);
    if let Some(kind) = web_app.or(named.leanings.first().copied()) {
        let server =
            named.needs_server || !named.runtimes.is_empty() || named.docker || has_back_framework(named);
        let server = server || named.foreign.iter().any(|name| !substitutes::is_front(name));
        let server = server || named.computes.iter().any(|compute| *compute != Compute::Lambda);
        if kind == AppType::StaticSite && server {
            return Some((AppType::WebApp, Some(Reason::DataMakesWebApp)));
        }
        return Some((kind, None));
    }
    // "Django on containers": what it is written in says more than what it is packed in.
    let written = !named.frameworks.is_empty() || !named.runtimes.is_empty();
    if written && !named.asides.is_empty() && named.asides.iter().all(|kind| *kind == AppType::Container) {
        return None;
    }
    // What it is made with says less than what it is for: "a website for my online shop".
    let purpose = named
        .asides
        .iter()
        .copied()
        .find(|kind| *kind != AppType::Container);
    purpose.or(named.asides.first().copied()).map(|kind| (kind, None))
}

pub(super) fn has_back_framework(named: &Named) -> bool {
    named
        .frameworks
        .iter()
        .any(|framework| *framework != Framework::React)
}

/// Kinds that follow from what it is written in or runs on.
fn suggested(named: &Named, only_context: bool) -> Decided {
    let vague = |wanted| named.vague.contains(&wanted);
    // Lambda runs images too, where it was asked to.
    if named.docker && !named.computes.contains(&Compute::Lambda) {
        return Some((AppType::Container, Some(Reason::ImageIsContainer)));
    }
    if named
        .frameworks
        .iter()
        .any(|f| matches!(f, Framework::React | Framework::Nextjs | Framework::Django))
    {
        return Some((AppType::WebApp, None));
    }
    if named.computes.contains(&Compute::Ec2) || named.machine {
        return Some((AppType::WebApp, Some(Reason::MachineIsWebApp)));
    }
    let written = !named.frameworks.is_empty() || !named.runtimes.is_empty() || !named.foreign.is_empty();
    // What functions among other parts are written in says nothing of an application.
    let of_functions = named.frameworks.is_empty()
        && (named.vague.is_empty() || only_context)
        && (named.parts > 0 || named.scheduled || named.called)
        && !named.gateway
        && (named.computes.contains(&Compute::Lambda) || named.function || named.worker);
    if written && !of_functions {
        let front = named
            .foreign
            .iter()
            .any(|name| substitutes::is_web_application(name));
        let app = vague(Vague::App) && !named.in_hands || vague(Vague::Website) || front;
        let kind = if app { AppType::WebApp } else { AppType::Api };
        return Some((kind, Some(Reason::FrameworkSuggestsApp)));
    }
    if named.gateway {
        return Some((AppType::Api, None));
    }
    let shown_as_it_is = named.files_only && !named.uploads && !named.needs_server;
    let shown_as_it_is = shown_as_it_is || named.content_network && !named.uploads && !named.needs_server;
    if vague(Vague::Website) && shown_as_it_is && named.computes.is_empty() && named.parts == 0 {
        return Some((AppType::StaticSite, Some(Reason::FilesAreStatic)));
    }
    let kept = named.needs_server && named.parts == 0;
    if vague(Vague::Website) && (named.needs_server || !named.computes.is_empty())
        || vague(Vague::App) && kept
    {
        return Some((AppType::WebApp, Some(Reason::DataMakesWebApp)));
    }
    match named.computes.first() {
        Some(Compute::Ecs) => Some((AppType::Container, Some(Reason::ImageIsContainer))),
        Some(Compute::Lambda)
            if !vague(Vague::App) && named.parts == 0 && !named.scheduled && !named.called =>
        {
            Some((AppType::Api, Some(Reason::FunctionIsApi)))
        }
        None if named.ssh => Some((AppType::WebApp, Some(Reason::MachineIsWebApp))),
        None if named.machines && vague(Vague::Server) => {
            Some((AppType::WebApp, Some(Reason::MachineIsWebApp)))
        }
        None if named.function && named.parts == 0 && !named.scheduled && !named.called => {
            Some((AppType::Api, Some(Reason::FunctionIsApi)))
        }
        _ => None,
    }
}
