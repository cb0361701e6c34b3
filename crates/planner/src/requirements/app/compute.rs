//! On what the application runs: as it was said, else as its kind and framework need, else a question.

use cloudwhisper_api::requirements::{AppType, Compute};

use super::kind::has_back_framework;
use super::named::Named;
use super::substitutes;
use crate::language::lexicon::{Concept, Grammar, Vague};
use crate::requirements::answers::COMPUTES;
use crate::requirements::draft::{Case, Notes, tag};
use crate::requirements::schedules;
use crate::requirements::scope::Slot;
use crate::requirements::words::Reason;

/// Decides what the application runs on; `None` where a service of its own runs it or a question is open.
pub(super) fn compute(
    case: &Case<'_>,
    named: &Named,
    app_type: Option<AppType>,
    notes: &mut Notes,
) -> Option<Compute> {
    if case.answers.compute.is_some() {
        return case.answers.compute;
    }
    if named.is_hosted(app_type) {
        return None;
    }
    let mut said = named.computes.clone();
    if named.parts > 0 && case.choice(Slot::Compute).is_none() {
        said.truncate(1); // in a system each part runs on its own; the first is the application's
    }
    said.sort_by_key(|compute| *compute as u8);
    said.dedup();
    if said.iter().any(|compute| !is_part(case, *compute)) {
        said.retain(|compute| !is_part(case, *compute));
    }
    let has_machines = named.machine || (named.machines && app_type.is_some() && !named.docker);
    if said.is_empty() && has_machines {
        said.push(Compute::Ec2);
    }
    match said.as_slice() {
        [one] if case.choice(Slot::Compute).is_none() => return Some(*one),
        [] => {}
        [first, ..]
            if case.choice(Slot::Compute).is_none()
                && case.reading.says(Concept::Grammar(Grammar::YouDecide)) =>
        {
            notes.assume("compute", tag(*first), Reason::LambdaIsCheapest);
            return Some(*first);
        }
        _ => {
            notes.ask("compute", &COMPUTES);
            return None;
        }
    }
    if app_type.is_none() && notes.clarifications.is_empty() {
        return None; // parts alone: what runs a program is one of them
    }
    // "A Flask API in containers": what it is said to be made with decides where it runs.
    let in_containers =
        named.asides.contains(&AppType::Container) || named.heads.contains(&AppType::Container);
    let (compute, reason) = if named.docker {
        return Some(Compute::Ecs);
    } else if named.ssh {
        (Compute::Ec2, Reason::SshNeedsAMachine)
    } else if in_containers || app_type == Some(AppType::Container) {
        (Compute::Ecs, Reason::ContainersRunOnEcs)
    } else if app_type == Some(AppType::WebApp)
        && named
            .foreign
            .iter()
            .any(|name| substitutes::sql_of(name).is_some())
    {
        (Compute::Ec2, Reason::KeepsFilesBesideItself)
    } else if app_type == Some(AppType::StaticSite) {
        (Compute::Lambda, Reason::PagesNeedNoServer)
    } else if comes_in_an_image(case, named) {
        (Compute::Ecs, Reason::BringsItsRuntime)
    } else if app_type.is_none() && asks_for_server(named) {
        notes.ask("compute", &COMPUTES);
        return None;
    } else {
        (Compute::Lambda, Reason::LambdaIsCheapest)
    };
    if case.reading.denies(Concept::Compute(compute)) {
        let left: Vec<_> = COMPUTES
            .into_iter()
            .filter(|option| *option != tag(compute))
            .collect();
        notes.ask("compute", &left);
        return None;
    }
    notes.assume("compute", tag(compute), reason);
    Some(compute)
}

/// "Plus a nightly Lambda", "and a Lambda that resizes what is uploaded": whether every mention of it is of a part beside the
/// application, with work of its own.
fn is_part(case: &Case<'_>, compute: Compute) -> bool {
    const THAT: [&str; 5] = ["that", "which", "jo", "जो", "whose"];
    let reading = &case.reading;
    let does = |at: usize| {
        compute == Compute::Lambda
            && (at + 1..at + 3).any(|place| THAT.contains(&reading.written(place).to_lowercase().as_str()))
    };
    let mut mentions = reading
        .live()
        .filter(|(_, concept)| *concept == Concept::Compute(compute))
        .peekable();
    mentions.peek().is_some() && mentions.all(|(at, _)| schedules::is_started(reading, at) || does(at))
}

/// "A Spring Boot API": what neither Node.js nor Python runs comes as a container image, unless containers were denied, a function or
/// its door was spoken of, or nothing may be paid.
fn comes_in_an_image(case: &Case<'_>, named: &Named) -> bool {
    const CONTAINERS: [Concept; 3] = [
        Concept::Compute(Compute::Ecs),
        Concept::App(AppType::Container),
        Concept::Docker,
    ];
    let reading = &case.reading;
    let as_function = named.function || named.gateway || named.called || reading.says(Concept::Free);
    let back = has_back_framework(named) || !named.runtimes.is_empty();
    let foreign = named
        .foreign
        .iter()
        .any(|name| substitutes::brings_its_runtime(name));
    foreign && !back && !as_function && !CONTAINERS.iter().any(|it| reading.denies(*it))
}

/// "I need a server for my app": what kind of server changes everything.
fn asks_for_server(named: &Named) -> bool {
    named.vague.contains(&Vague::Server)
}
