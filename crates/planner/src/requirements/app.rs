//! What is built, in which framework, on what it runs. Here: the three decisions in their order.
//! Not here: how each is taken (the modules below), data (`data`), who may reach it (`access`).

mod compute;
mod doors;
mod framework;
mod fronts;
mod incidental;
mod interactive;
mod kind;
mod named;
pub(super) mod nodes;
mod servers;
pub(super) mod substitutes;
mod system;

use cloudwhisper_api::requirements::{AppType, Compute, Framework};

use super::draft::{Case, Notes};
use super::{proposed, words};
use compute::compute;
use framework::framework;
use kind::app_type;
use named::named;
pub(super) use system::SURROUNDINGS;

/// The three decisions; `None` where a question is open.
pub(super) struct Application {
    pub(super) app_type: Option<AppType>,
    pub(super) framework: Option<Framework>,
    pub(super) compute: Option<Compute>,
}

/// Decides what is built.
pub(super) fn decide(case: &Case<'_>, notes: &mut Notes) -> Application {
    let named = named(case);
    let app_type = app_type(case, &named, notes);
    let app_type = proposed::app_type(case, app_type, notes);
    let framework = framework(case, &named, app_type, notes);
    let framework = proposed::framework(case, app_type, framework, notes);
    let compute = compute(case, &named, app_type, notes);
    let compute = proposed::compute(case, app_type, compute, notes);
    if named.windows && matches!(compute, Some(Compute::Ec2 | Compute::Ecs)) {
        notes.warn("SUBSTITUTED", words::linux_instead(case.language));
    }
    Application {
        app_type,
        framework,
        compute,
    }
}
