//! What is asked for by a name that nothing is built for: frameworks without a preset, ready-made programs, Windows. Here: what
//! takes their place, to be told. Not here: the sample (`blueprint`).

use cloudwhisper_api::requirements::Compute;

use crate::language::lexicon::{Concept, Engine, Vague};
use crate::requirements::read::Reading;
use crate::requirements::words::Reason;

/// Written for browsers, so that pages alone can be what is meant.
const FRONTS: [&str; 4] = ["Vue", "Nuxt", "Angular", "Svelte"];
/// Programs that people install and do not write: web applications, all of them.
const READY_MADE: [&str; 7] = [
    "Ghost",
    "Magento",
    "WordPress",
    "Drupal",
    "Joomla",
    "Moodle",
    "Odoo",
];
/// Whether it keeps files beside itself and everything else in an SQL database, and so runs neither on Lambda nor without one.
pub(in crate::requirements) fn sql_of(name: &str) -> Option<Engine> {
    match name {
        "Odoo" => Some(Engine::Postgres),
        name if READY_MADE.contains(&name) => Some(Engine::Mysql),
        _ => None,
    }
}

/// Made for pages that a server writes.
const OF_PAGES: [&str; 10] = [
    "Streamlit",
    "Gradio",
    "Dash",
    "Shiny",
    "Remix",
    "PHP",
    "Laravel",
    "Symfony",
    "CodeIgniter",
    "Ruby on Rails",
];

/// Languages that Lambda has no runtime of its own for, and what is written in them. Source: Lambda developer guide, "Lambda runtimes",
/// 2026-11; Java, .NET, Ruby, Go and Rust have one.
const WITHOUT_A_FUNCTION: [&str; 6] = ["CodeIgniter", "Elixir", "Laravel", "PHP", "Perl", "Symfony"];

/// Whether only a container image brings its runtime along.
pub(super) fn brings_its_runtime(name: &str) -> bool {
    WITHOUT_A_FUNCTION.contains(&name)
}

/// Whether it is written for browsers.
pub(super) fn is_front(name: &str) -> bool {
    FRONTS.contains(&name)
}

/// Whether its name alone says that it is a web application.
pub(super) fn is_web_application(name: &str) -> bool {
    is_front(name) || READY_MADE.contains(&name) || OF_PAGES.contains(&name)
}

/// What is built in its place. The samples are in Node.js and Python, and so is what Lambda runs out of a zip file here.
pub(super) fn reason(name: &str) -> Reason {
    match name {
        name if is_front(name) || matches!(name, "FastAPI" | "NestJS") => Reason::NoSupportOfItsOwn,
        name if READY_MADE.contains(&name) => Reason::NotInstalled,
        _ => Reason::SampleStandsIn,
    }
}

/// The Windows that people sit at, and no "server with Windows".
pub(super) fn is_desktop(reading: &Reading<'_>, at: usize) -> bool {
    reading.written(at).eq_ignore_ascii_case("windows")
        && !reading.says(Concept::Vague(Vague::Server))
        && !reading.says(Concept::Compute(Compute::Ec2))
}
