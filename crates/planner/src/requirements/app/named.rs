//! What was named of an application, without what was denied. Here: from items to facts.
//! Not here: what follows from them (`kind`, `framework`, `compute`).

use cloudwhisper_api::requirements::{AppType, Compute, Framework, Storage};

use super::doors::{has_its_door, is_gateway, stays_open_alone};
use super::fronts::front_before_api;
use super::incidental::{
    is_a_source, is_a_step, is_end_of_a_wire, is_graph, is_image_of_registry, is_name_of_a_function,
    is_of_a_part, is_of_keys, only_containers,
};
use super::servers::{are_several, has_address_of_its_own, is_of_machines};
use super::system::{SURROUNDINGS, is_part};
use super::{interactive, nodes, substitutes};
use crate::catalog::{self, amplify};
use crate::language::lexicon::purposes::ON_UPLOAD;
use crate::language::lexicon::{Concept, Runtime, Vague};
use crate::requirements::draft::Case;
use crate::requirements::flows::{self, Act, Flow};
use crate::requirements::read::What;
use crate::requirements::services::operating_system;
use crate::requirements::{machines, purposes, schedules, usage};

/// What was named, without what was denied.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each read by name"
)]
pub(super) struct Named {
    /// Kinds said as the thing itself, in order.
    pub(super) heads: Vec<AppType>,
    /// Kinds said as purpose or means.
    pub(super) asides: Vec<AppType>,
    /// Kinds that the thing's name suggests.
    pub(super) leanings: Vec<AppType>,
    /// Words that leave the kind open: app, website, server.
    pub(super) vague: Vec<Vague>,
    /// Every application that was spoken of is one that people hold in their hands, which calls what is built here.
    pub(super) in_hands: bool,
    /// Frameworks that are planned for, in order.
    pub(super) frameworks: Vec<Framework>,
    /// Languages, in order.
    pub(super) runtimes: Vec<Runtime>,
    /// Frameworks and languages that have no support of their own.
    pub(super) foreign: Vec<&'static str>,
    /// What it is said to run on, in order.
    pub(super) computes: Vec<Compute>,
    /// An image was spoken of or named.
    pub(super) docker: bool,
    /// Windows was asked for.
    pub(super) windows: bool,
    /// Something that pages alone can't do.
    pub(super) needs_server: bool,
    /// A function was named.
    pub(super) function: bool,
    /// A gateway that is the API's door was named.
    pub(super) gateway: bool,
    /// Somebody wants to log in to it.
    pub(super) ssh: bool,
    /// A machine was described, by its size or its address.
    pub(super) machine: bool,
    /// Something that only machines have: a group of them, a template, a key to log in with.
    pub(super) machines: bool,
    /// Parts of a system that no application has of its own: queues, streams, caches.
    pub(super) parts: usize,
    /// An application of the browser's was said before the API that it talks to.
    pub(super) front_before_api: bool,
    /// A bucket was named, out of which files can be shown.
    pub(super) files_only: bool,
    /// A content network was named.
    pub(super) content_network: bool,
    /// Something is due at a time, which nobody calls, and no application was spoken of beside it.
    pub(super) scheduled: bool,
    /// A program in the background was described.
    pub(super) worker: bool,
    /// Files were spoken of, which a bucket may be for.
    pub(super) uploads: bool,
    /// A service that runs applications by itself.
    pub(super) host: bool,
    /// A service that shows the pages of applications by itself.
    pub(super) pages: bool,
    /// A graph that is the whole API.
    pub(super) graph: bool,
    /// A program was spoken of that runs at a time: "run a Go program every 15 minutes".
    pub(super) due: bool,
    /// A function of which it is said how often it is called, and nothing of an API.
    pub(super) called: bool,
}

impl Named {
    /// Whether the application runs on a service that needs nothing of ours for it.
    pub(super) fn is_hosted(&self, app_type: Option<AppType>) -> bool {
        let by_itself = self.computes.is_empty() && !self.gateway;
        let api = app_type == Some(AppType::Api);
        by_itself && (self.host || (self.pages && !api) || (self.graph && api))
    }
}

/// Gathers what was named in the prompt.
pub(super) fn named(case: &Case<'_>) -> Named {
    let mut named = Named::default();
    for (at, concept) in case.reading.live() {
        let aside = case.reading.items.get(at).is_some_and(|item| item.aside);
        match concept {
            Concept::App(AppType::Api) if front_before_api(case, &named, at) => {
                named.front_before_api = true;
                named.heads.push(AppType::Api);
            }
            Concept::App(AppType::Api) if is_end_of_a_wire(case, at) => {}
            Concept::App(AppType::Api) if is_graph(case, at) || has_its_door(case, at) => {}
            Concept::App(AppType::Container) | Concept::Docker if is_image_of_registry(case, at) => {}
            Concept::Leaning(_) | Concept::Vague(Vague::App) if is_of_a_part(case, at) => {}
            Concept::Vague(Vague::App) if is_due(case, at) => named.due = true,
            Concept::Leaning(_) if is_a_step(case, at) || has_its_door(case, at + 1) => {}
            Concept::Leaning(_) | Concept::App(AppType::WebApp) if is_name_of_a_function(case, at) => {}
            Concept::App(AppType::Api) if is_a_source(case, at) || is_of_keys(case, at) => {}
            Concept::App(AppType::Container) if only_containers(case, at) => {
                named.asides.push(AppType::Container);
            }
            Concept::App(kind) if aside => named.asides.push(kind),
            Concept::App(kind) if heads_a_compound(case, at) => named.heads.push(kind),
            Concept::App(kind) | Concept::Leaning(kind) => named.leanings.push(kind),
            Concept::Vague(vague) => {
                if vague == Vague::App {
                    let first = !named.vague.contains(&Vague::App);
                    named.in_hands = (first || named.in_hands) && is_in_hands(case, at);
                }
                named.vague.push(vague);
                if vague == Vague::Project && is_of_flask(case, at) {
                    named.vague.push(Vague::App);
                    named.in_hands = false;
                }
            }
            Concept::Framework(framework) => named.frameworks.push(framework),
            Concept::Runtime(Runtime::Node) if nodes::is_machine(&case.reading, at) => {}
            Concept::Runtime(runtime) => named.runtimes.push(runtime),
            Concept::Foreign(name) => named.foreign.push(name),
            Concept::Compute(compute) => named.computes.push(compute),
            Concept::Windows => {
                named.windows = true;
                if !substitutes::is_desktop(&case.reading, at) {
                    named.computes.push(Compute::Ec2);
                }
            }
            Concept::Docker => named.docker = true,
            Concept::Database | Concept::Sql(_) | Concept::Store(Storage::Dynamodb) => {
                named.needs_server = true;
            }
            Concept::Store(Storage::S3) => named.files_only = true,
            Concept::Files => named.uploads = true,
            Concept::Function => named.function = true,
            Concept::Service => {
                let kind = case.reading.items.get(at).and_then(|item| item.aws);
                named.host |= kind.is_some_and(|kind| catalog::HOSTS.contains(&kind));
                named.pages |= kind == Some(amplify::KIND);
                named.content_network |= kind == Some("AWS::CloudFront::Distribution");
                named.machines |= is_of_machines(case, at);
                named.gateway |= is_gateway(case, at);
                named.parts += usize::from(is_part(case, at) || stays_open_alone(case, at));
            }
            Concept::Ssh => named.ssh = true,
            _ => {}
        }
    }
    let site = named.vague.contains(&Vague::Website);
    let reading = &case.reading;
    let used = |at: usize| site && interactive::does(reading, at) || interactive::is_of_a_trade(reading, at);
    if (0..reading.items.len()).any(used) {
        named.leanings.push(AppType::WebApp);
    }
    let image = reading
        .items
        .iter()
        .any(|item| item.live && item.what == What::Image);
    let unplaced =
        named.computes.is_empty() && !named.docker && !image && !named.heads.contains(&AppType::Container);
    let bare =
        named.heads.is_empty() && named.leanings.is_empty() && named.asides.is_empty() && named.parts == 0;
    named.machine = unplaced && bare && !named.function && machines::is_data_sheet(&case.reading);
    named.machine |= unplaced && named.vague.contains(&Vague::Server) && are_several(case);
    named.machine |= unplaced && named.vague.contains(&Vague::Server) && has_address_of_its_own(case);
    named.machine |=
        unplaced && (0..case.reading.items.len()).any(|at| machines::is_sized(&case.reading, at));
    named.machine |=
        case.reading.items.iter().enumerate().any(|(at, item)| {
            item.what == What::InstanceType && machines::is_of_a_program(&case.reading, at)
        });
    named.machine |= unplaced && operating_system::is_of_a_machine(&case.reading);
    named.docker |= case
        .reading
        .items
        .iter()
        .any(|item| item.live && item.what == What::Image);
    named.scheduled = !case.reading.due.is_empty() && named.vague.is_empty();
    named.worker = purposes::wants(&case.reading, purposes::FUNCTION) || named.scheduled && is_a_job(case);
    let only_written = !named.runtimes.is_empty() && named.frameworks.is_empty() && named.foreign.is_empty();
    named.worker |=
        named.scheduled && only_written && bare && !named.needs_server && schedules::any(&case.reading);
    named.worker |= named.due;
    named.graph = purposes::is_graph_alone(&case.reading);
    named.called = usage::is_called_so_often(&case.reading) && !named.gateway;
    named.computes.dedup();
    named.parts += purposes::wanted(&case.reading)
        .filter(|purpose| purpose.sort == ON_UPLOAD || !OF_AN_APPLICATION.contains(&purpose.kind))
        .filter(|purpose| !SURROUNDINGS.contains(&purpose.kind))
        .count();
    // What people upload, or what changes in a table, starts a function: a system, as where that was said in one phrase.
    let flows = flows::said(&case.reading);
    let starts = |it: &&Flow| {
        let by_data = [purposes::BUCKET, purposes::TABLE].contains(&it.from);
        it.act == Act::Starts && by_data && it.to == purposes::FUNCTION
    };
    named.parts += flows.iter().filter(starts).count();
    named
}

/// What an application brings by itself: that it is described says nothing of a system.
const OF_AN_APPLICATION: [&str; 4] = [
    purposes::TABLE,
    purposes::BUCKET,
    purposes::FUNCTION,
    "AWS::ECS::Service",
];

/// "Run a Go program every 15 minutes", "har raat program chale": what runs when its time comes is a function that nobody calls.
fn is_due(case: &Case<'_>, at: usize) -> bool {
    const PROGRAMS: [&str; 4] = ["program", "programme", "प्रोग्राम", "binary"];
    let reading = &case.reading;
    let thought = reading.thought(at);
    let timed = || {
        let mut due = reading.due.iter();
        due.any(|(_, items)| thought.contains(&items.start))
    };
    PROGRAMS.contains(&reading.written(at).to_lowercase().as_str()) && timed() && schedules::any(reading)
}

/// "My mobile app will use it", "Android app": what is installed on a phone is a caller, and no pages of ours.
fn is_in_hands(case: &Case<'_>, at: usize) -> bool {
    const HELD: [&str; 13] = [
        "mobile",
        "android",
        "ios",
        "iphone",
        "phone",
        "flutter",
        "smartphone",
        "tablet",
        "मोबाइल",
        "एंड्रॉइड",
        "एंड्राइड",
        "आईओएस",
        "फोन",
    ];
    let held = |place: usize| {
        let written = case.reading.written(place).to_lowercase();
        written.starts_with("react native") || written.split([' ', '-']).any(|word| HELD.contains(&word))
    };
    held(at) || at.checked_sub(1).is_some_and(held)
}

/// "A Flask project", "flask ka project": somebody's program as a whole, and no service that others call.
fn is_of_flask(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let project = matches!(
        reading.written(at).to_lowercase().as_str(),
        "project" | "projects" | "प्रोजेक्ट" | "परियोजना"
    );
    let flask = |place: usize| reading.concept(place) == Some(Concept::Framework(Framework::Flask));
    project && (at.saturating_sub(2)..at).any(flask)
}

/// The last of nouns that touch says what it is: a "dashboard API" is an API.
fn heads_a_compound(case: &Case<'_>, at: usize) -> bool {
    !matches!(case.reading.concept(at + 1), Some(Concept::App(_)))
}

/// "A cron job in Python": what is due at a time and written in a language is a function that nobody calls.
fn is_a_job(case: &Case<'_>) -> bool {
    const JOBS: [&str; 15] = [
        "binary",
        "program",
        "प्रोग्राम",
        "job",
        "jobs",
        "cron",
        "cronjob",
        "cron job",
        "script",
        "scripts",
        "task",
        "scheduled job",
        "जॉब",
        "स्क्रिप्ट",
        "क्रॉन",
    ];
    let reading = &case.reading;
    (0..reading.items.len()).any(|at| {
        let written = reading.written(at).to_lowercase();
        JOBS.contains(&written.as_str()) || written.split_whitespace().any(|word| JOBS.contains(&word))
    })
}
