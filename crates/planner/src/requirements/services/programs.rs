//! What runs programs, and what is said of all of them: variables, sizes of each, the operating system.

use cloudwhisper_api::requirements::{AppType, Compute, NamedService};

use super::list::List;
use super::{ECS, FUNCTION, INSTANCE, VARIABLE, operating_system};
use crate::language::lexicon::Concept;
use crate::requirements::app::Application;
use crate::requirements::draft::{Case, Notes};
use crate::requirements::is_variable;
use crate::requirements::read::Reading;
use crate::requirements::words;

/// The `CloudFormation` type that runs the application.
pub(super) fn runner(compute: Compute) -> &'static str {
    match compute {
        Compute::Lambda => FUNCTION,
        Compute::Ecs => ECS,
        Compute::Ec2 => INSTANCE,
    }
}

/// What parts without an application run on: the first of them that runs a program.
pub(in crate::requirements) fn runs(app_type: Option<AppType>, services: &[NamedService]) -> Option<Compute> {
    if app_type.is_some() {
        return None; // a service that runs it by itself
    }
    let runs = |service: &NamedService| {
        [Compute::Lambda, Compute::Ecs, Compute::Ec2]
            .into_iter()
            .find(|compute| runner(*compute) == service.kind)
    };
    services.iter().find_map(runs)
}

/// Once the compute was chosen in an answer, the other one that the prompt mentioned is no wish any more.
pub(super) fn runs_here(kind: &str, compute: Option<Compute>) -> bool {
    !matches!(kind, FUNCTION | ECS | INSTANCE) || compute.is_none_or(|compute| runner(compute) == kind)
}

/// Notes the operating system that was named, of machines; containers bring theirs.
pub(super) fn system(case: &Case<'_>, compute: Option<Compute>, list: &mut List, notes: &mut Notes) {
    if compute != Some(Compute::Ec2) && !list.has(INSTANCE) {
        return;
    }
    match operating_system::named(&case.reading) {
        Some(operating_system::Named::Planned(said)) => list.set(INSTANCE, "operatingSystem", said),
        Some(operating_system::Named::Other(name)) => {
            notes.warn("SUBSTITUTED", words::other_linux_instead(case.language, name));
        }
        None => {}
    }
}

/// Notes environment variables of the program that reads them: the application, else every function or container.
pub(super) fn variables(case: &Case<'_>, application: &Application, list: &mut List) {
    // Parameters first: what is noted first stays.
    let parameters = case.request.parameters.iter();
    let variables = parameters
        .filter(|(key, _)| is_variable(key))
        .chain(case.pairs.variables.iter().map(|(key, value)| (key, value)));
    let variables: Vec<_> = variables.collect();
    let Some((key, value)) = variables.first() else {
        return;
    };
    let property = |key: &str| format!("{VARIABLE}{key}");
    // Pages have no program, and one that the prompt says nothing of is not made for a parameter.
    let has_program = application.app_type != Some(AppType::StaticSite) || !case.pairs.variables.is_empty();
    if let Some(compute) = application.compute.filter(|_| has_program) {
        list.set(runner(compute), &property(key), value);
    }
    let programs = [FUNCTION, ECS, INSTANCE];
    for service in list
        .0
        .iter_mut()
        .filter(|it| programs.contains(&it.kind.as_str()))
    {
        for (key, value) in &variables {
            service
                .properties
                .entry(property(key))
                .or_insert_with(|| (*value).clone());
        }
    }
}

/// "Three services, each with 1 vCPU and 2 GB": what was noted of the first is said of all.
pub(super) fn each_alike(reading: &Reading<'_>, list: &mut List) {
    const ALIKE: [&str; 6] = [
        "cpu",
        "memory",
        "count",
        "minCapacity",
        "maxCapacity",
        "autoscaling",
    ];
    let says_each = reading.live().any(|(at, concept)| {
        concept == Concept::Per && reading.written(at).eq_ignore_ascii_case("each")
            || matches!(reading.written(at).to_lowercase().as_str(), "all" | "both")
    });
    let mut services = list.0.iter_mut().filter(|service| service.kind == ECS);
    let Some(first) = services.next().filter(|_| says_each) else {
        return;
    };
    let said: Vec<_> = ALIKE
        .iter()
        .filter_map(|word| Some((*word, first.properties.get(*word)?.clone())))
        .collect();
    for service in services {
        for (word, value) in &said {
            service
                .properties
                .entry((*word).to_owned())
                .or_insert_with(|| value.clone());
        }
    }
}
