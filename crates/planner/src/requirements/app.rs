//! What is built, in which framework, on what it runs. Here: from the things that were named to one kind each, or a question.
//! Not here: data (`data`), who may reach it (`access`).

mod interactive;
pub(super) mod nodes;
pub(super) mod substitutes;

use cloudwhisper_api::requirements::{AppType, Compute, Framework, Storage};
use rust_decimal::Decimal;

use super::answers::{APP_TYPES, COMPUTES, FRAMEWORKS};
use super::data;
use super::draft::{Case, Notes, tag};
use super::flows::{self, Act, Flow};
use super::machines;
use super::purposes;
use super::read::{Item, What};
use super::scope::Slot;
use super::services::operating_system;
use super::topics;
use super::usage;
use super::words::{self, Reason};
use crate::catalog::{self, amplify, apigatewayv2};
use crate::language::lexicon::purposes::ON_UPLOAD;
use crate::language::lexicon::{Concept, Grammar, Intent, Runtime, Vague};

/// What was named, without what was denied.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "fifteen independent facts, each read by name"
)]
struct Named {
    /// Kinds said as the thing itself, in order.
    heads: Vec<AppType>,
    /// Kinds said as purpose or means.
    asides: Vec<AppType>,
    /// Kinds that the thing's name suggests.
    leanings: Vec<AppType>,
    vague: Vec<Vague>,
    frameworks: Vec<Framework>,
    runtimes: Vec<Runtime>,
    foreign: Vec<&'static str>,
    computes: Vec<Compute>,
    docker: bool,
    /// Windows was asked for.
    windows: bool,
    /// Something that pages alone can't do.
    needs_server: bool,
    function: bool,
    gateway: bool,
    ssh: bool,
    machine: bool,
    /// Something that only machines have: a group of them, a template, a key to log in with.
    machines: bool,
    /// Parts of a system that no application has of its own: queues, streams, caches.
    parts: usize,
    /// An application of the browser's was said before the API that it talks to.
    front_before_api: bool,
    /// A bucket was named, out of which files can be shown.
    files_only: bool,
    /// Something is due at a time, which nobody calls, and no application was spoken of beside it.
    scheduled: bool,
    /// A program in the background was described.
    worker: bool,
    /// Files were spoken of, which a bucket may be for.
    uploads: bool,
    /// A service that runs applications by itself.
    host: bool,
    /// A service that shows the pages of applications by itself.
    pages: bool,
    /// A graph that is the whole API.
    graph: bool,
    /// A function of which it is said how often it is called, and nothing of an API.
    called: bool,
}

impl Named {
    /// Whether the application runs on a service that needs nothing of ours for it.
    fn is_hosted(&self, app_type: Option<AppType>) -> bool {
        let by_itself = self.computes.is_empty() && !self.gateway;
        let api = app_type == Some(AppType::Api);
        by_itself && (self.host || (self.pages && !api) || (self.graph && api))
    }
}

/// "A single page app in React talking to a Flask API": the application comes first, with the API behind it.
fn front_before_api(case: &Case<'_>, named: &Named, api: usize) -> bool {
    let app = case
        .reading
        .live()
        .take_while(|(at, _)| *at < api)
        .any(|(_, concept)| concept == Concept::Vague(Vague::App));
    let backend_of_its_own = named.frameworks.len() + named.runtimes.len() + named.foreign.len() > 1;
    let front = named.frameworks.contains(&Framework::React)
        || named.foreign.iter().any(|name| substitutes::is_front(name));
    (app || is_front(case)) && backend_of_its_own && front
}

/// "React front, Express API": the pages in a word of their own behind what they are written in.
fn is_front(case: &Case<'_>) -> bool {
    let pages = |at: usize| {
        matches!(
            case.reading.written(at).to_lowercase().as_str(),
            "front" | "frontend" | "front end" | "front-end" | "ui" | "client" | "spa"
        )
    };
    let written_in = |concept: Concept| match concept {
        Concept::Framework(Framework::React) => true,
        Concept::Foreign(name) => substitutes::is_front(name),
        _ => false,
    };
    case.reading
        .live()
        .any(|(at, concept)| written_in(concept) && pages(at + 1))
}

fn named(case: &Case<'_>) -> Named {
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
            Concept::Leaning(_) if is_a_step(case, at) || has_its_door(case, at + 1) => {}
            Concept::App(AppType::Api) if is_a_source(case, at) || is_of_keys(case, at) => {}
            Concept::App(AppType::Container) if only_containers(case, at) => {
                named.asides.push(AppType::Container);
            }
            Concept::App(kind) if aside => named.asides.push(kind),
            Concept::App(kind) if heads_a_compound(case, at) => named.heads.push(kind),
            Concept::App(kind) | Concept::Leaning(kind) => named.leanings.push(kind),
            Concept::Vague(vague) => named.vague.push(vague),
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

/// "An HTTPS endpoint https://… subscribes": in a system of parts an endpoint is somebody's address, no API to be built.
fn is_end_of_a_wire(case: &Case<'_>, at: usize) -> bool {
    const NEAR: usize = 6;
    let reading = &case.reading;
    let written = reading.written(at).to_lowercase();
    let address =
        (at + 1..at + NEAR).any(|place| reading.items.get(place).is_some_and(|it| it.what == What::Domain));
    matches!(written.as_str(), "endpoint" | "endpoints") && address && purposes::parts(reading) > 1
}

/// "A GraphQL backend" among other parts is the graph's own service, with a door of its own.
fn is_graph(case: &Case<'_>, at: usize) -> bool {
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
fn is_image_of_registry(case: &Case<'_>, at: usize) -> bool {
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
fn is_of_a_part(case: &Case<'_>, at: usize) -> bool {
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
fn is_a_source(case: &Case<'_>, at: usize) -> bool {
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

/// "The bank's API credentials": what opens somebody else's API.
fn is_of_keys(case: &Case<'_>, at: usize) -> bool {
    let next = case.reading.written(at + 1).to_lowercase();
    matches!(
        next.as_str(),
        "credential" | "credentials" | "token" | "tokens" | "secret" | "secrets"
    )
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

/// "Step function: pehle payment, phir bill": what is paid in a row of steps needs no pages of ours.
fn is_a_step(case: &Case<'_>, at: usize) -> bool {
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

/// What an application brings by itself: that it is described says nothing of a system.
const OF_AN_APPLICATION: [&str; 4] = [
    purposes::TABLE,
    purposes::BUCKET,
    purposes::FUNCTION,
    "AWS::ECS::Service",
];

/// The last of nouns that touch says what it is: a "dashboard API" is an API.
fn heads_a_compound(case: &Case<'_>, at: usize) -> bool {
    !matches!(case.reading.concept(at + 1), Some(Concept::App(_)))
}

/// "Two to six servers behind a load balancer", "files that two servers share": what is spread over servers are machines.
fn are_several(case: &Case<'_>) -> bool {
    let live = || case.reading.items.iter().filter(|item| item.live);
    let spread = live().any(|item| item.aws == Some("AWS::ElasticLoadBalancingV2::LoadBalancer"))
        || purposes::wants(&case.reading, "AWS::EFS::FileSystem");
    let grows = live().any(
        |item| matches!(item.what, What::Term(Concept::Detail(detail)) if detail.word == machines::AUTOSCALING),
    );
    let counted = || {
        case.reading.live().any(|(at, concept)| {
            let count = at
                .checked_sub(1)
                .and_then(|before| case.reading.items.get(before));
            concept == Concept::Vague(Vague::Server)
                && matches!(count.map(|it| it.what), Some(What::Number(count)) if count > Decimal::ONE)
        })
    };
    spread && (grows || counted())
}

/// "A cron job in Python": what is due at a time and written in a language is a function that nobody calls.
fn is_a_job(case: &Case<'_>) -> bool {
    const JOBS: [&str; 12] = [
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

/// "A server with a static IP": an address that stays is given to a machine.
fn has_address_of_its_own(case: &Case<'_>) -> bool {
    let address = |item: &Item| item.live && item.aws == Some("AWS::EC2::EIP");
    case.reading.items.iter().any(address)
}

/// "Containers only", "sirf container": what it is packed in, where something else is said to be wanted.
fn only_containers(case: &Case<'_>, at: usize) -> bool {
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

fn is_gateway(case: &Case<'_>, at: usize) -> bool {
    const MANY: usize = 4;
    let kind = case.reading.items.get(at).and_then(|item| item.aws);
    // Connections that stay open have a door of their own: among other parts they mean no second one.
    let written = case.reading.written(at).to_lowercase();
    let stays_open = written.contains("socket") && purposes::parts(&case.reading) >= MANY;
    let stays_open = stays_open || stays_open_alone(case, at);
    kind.is_some_and(|kind| kind.starts_with("AWS::ApiGateway")) && !stays_open
}

/// "A WebSocket API with three functions": the only door that is named, and no other kind of it behind it.
fn stays_open_alone(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let is_api = |item: &&Item| item.live && item.aws.is_some_and(|kind| kind.starts_with("AWS::ApiGateway"));
    let socket = |at: usize| {
        let written = reading.written(at).to_lowercase();
        let mut sorts = catalog::variants(apigatewayv2::Api::KIND);
        sorts.any(|sort| sort.marks.iter().any(|mark| written.contains(mark)))
    };
    let apis = reading.items.iter().filter(is_api).count();
    let works = reading.says(Concept::Function) || reading.says(Concept::Compute(Compute::Lambda));
    apis == 1 && socket(at) && works && reading.items.get(at).as_ref().is_some_and(is_api)
}

/// "A game backend: a WebSocket API …", "a site's backend: an `AppSync` API …": the only door that the backend has is named.
fn has_its_door(case: &Case<'_>, at: usize) -> bool {
    let reading = &case.reading;
    let backend = matches!(
        reading.written(at).to_lowercase().as_str(),
        "backend" | "backends" | "back end" | "back-end" | "api backend" | "backend api"
    );
    let open = || (0..reading.items.len()).any(|at| stays_open_alone(case, at));
    backend && (open() || graph_is_the_door(case)) && purposes::parts(reading) > 2
}

/// Whether a graph was named, and no API beside it.
fn graph_is_the_door(case: &Case<'_>) -> bool {
    let live = || {
        case.reading
            .items
            .iter()
            .filter(|it| it.live)
            .filter_map(|it| it.aws)
    };
    live().any(|kind| kind == purposes::GRAPH) && !live().any(|kind| kind.starts_with("AWS::ApiGateway"))
}

/// Services that stand before, around or under an application and say nothing of there being more than one.
pub(super) const SURROUNDINGS: [&str; 20] = [
    "AWS::ApiGateway::RestApi",
    "AWS::ApiGatewayV2::Api",
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::AutoScaling::ScalingPolicy",
    "AWS::CertificateManager::Certificate",
    "AWS::CloudFront::Distribution",
    "AWS::EC2::EIP",
    "AWS::EC2::KeyPair",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::PlacementGroup",
    "AWS::EC2::VPC",
    "AWS::EC2::Volume",
    "AWS::ECS::TaskDefinition",
    "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "AWS::IAM::Role",
    "AWS::KMS::Key",
    "AWS::Lambda::Url",
    "AWS::Logs::LogGroup",
    "AWS::Route53::RecordSet",
    "AWS::SNS::Topic",
];

fn is_of_machines(case: &Case<'_>, at: usize) -> bool {
    const OF_MACHINES: [&str; 4] = [
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::EC2::KeyPair",
        "AWS::EC2::LaunchTemplate",
        "AWS::EC2::PlacementGroup",
    ];
    let kind = case.reading.items.get(at).and_then(|item| item.aws);
    kind.is_some_and(|kind| OF_MACHINES.contains(&kind))
}

fn is_part(case: &Case<'_>, at: usize) -> bool {
    let kind = case.reading.items.get(at).and_then(|item| item.aws);
    kind.is_some_and(|kind| !SURROUNDINGS.contains(&kind)) || topics::starts(&case.reading, at)
}

/// "A ticket shop": what the whole is about, where its parts and a program among them are spelled out, is no further part.
fn is_only_context(case: &Case<'_>, named: &Named) -> bool {
    const SPELLED_OUT: usize = 5;
    let runs = |kind: &str| purposes::runs_code(kind);
    let program = case
        .reading
        .items
        .iter()
        .any(|it| it.live && it.aws.is_some_and(runs))
        || purposes::wanted(&case.reading).any(|it| runs(it.kind));
    let nothing_else =
        named.heads.is_empty() && named.frameworks.is_empty() && !says_runtime_of_its_own(case);
    let watching = [
        "AWS::CloudWatch::",
        "AWS::Synthetics::",
        "AWS::Logs::",
        "AWS::XRay::",
    ];
    let watched = case
        .reading
        .items
        .iter()
        .filter(|it| it.live)
        .filter_map(|it| it.aws);
    let watched = watched
        .filter(|kind| watching.iter().any(|start| kind.starts_with(start)))
        .count();
    nothing_else
        && (program || watched > 2)
        && purposes::parts(&case.reading) >= SPELLED_OUT
        && !wishes_for_application(case)
}

/// Whether a language was said of something else than functions: "Lambda functions: validate, ship (Node 20)" says only what those are
/// written in.
fn says_runtime_of_its_own(case: &Case<'_>) -> bool {
    let reading = &case.reading;
    let is_function = |at: usize| {
        let item = reading.items.get(at);
        item.is_some_and(|it| it.live && it.aws == Some(purposes::FUNCTION))
    };
    reading
        .live()
        .any(|(at, concept)| matches!(concept, Concept::Runtime(_)) && !reading.thought(at).any(is_function))
}

/// Whether parts were named or described without an application that they are for: they are the whole wish then. An
/// "app" or "service" that is only spoken of beside parts of its own is none.
fn is_system(case: &Case<'_>, named: &Named) -> bool {
    let runs = named.function || named.computes.contains(&Compute::Lambda);
    named.parts > 0
        || named.scheduled && runs
        || (purposes::parts(&case.reading) > 0 && named.vague.is_empty())
}

/// "Build an app with a queue": an application is wished for, of a form that is left open.
fn wishes_for_application(case: &Case<'_>) -> bool {
    let reading = &case.reading;
    let is_light = |at: &usize| {
        matches!(
            reading.items.get(*at).map(|item| item.what),
            Some(What::Word | What::Term(Concept::Filler | Concept::Grammar(Grammar::Article | Grammar::Of)))
        )
    };
    let is_wish = |at: usize| {
        matches!(
            reading.concept(at),
            Some(Concept::Intent(Intent::Make | Intent::Deploy))
        )
    };
    let wished = |at: usize| {
        let before = (0..at).rev().take(4).find(|at| !is_light(at));
        before.is_some_and(is_wish)
    };
    // "Website with product search": the thing itself stands first, with what it has behind it.
    let opens = |at: usize| {
        (0..at).all(|before| is_light(&before) && reading.written(before).len() < 4)
            && reading.concept(at + 1) == Some(Concept::Grammar(Grammar::With))
    };
    reading.live().any(|(at, concept)| {
        matches!(concept, Concept::Vague(Vague::App | Vague::Website))
            && !reading.items.get(at).is_some_and(|item| item.aside)
            && (wished(at) || is_wish(at + 1) || opens(at))
            // "Ek online dukaan banani hai": what the verb behind it makes.
            || concept == Concept::Leaning(AppType::WebApp) && is_wish(at + 1)
    })
}

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
    let framework = framework(case, &named, app_type, notes);
    let compute = compute(case, &named, app_type, notes);
    if named.windows && matches!(compute, Some(Compute::Ec2 | Compute::Ecs)) {
        notes.warn("SUBSTITUTED", words::linux_instead(case.language));
    }
    Application {
        app_type,
        framework,
        compute,
    }
}

fn app_type(case: &Case<'_>, named: &Named, notes: &mut Notes) -> Option<AppType> {
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
        .filter(|_| !only_context)
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
            if (named.vague.contains(&Vague::Website) || named.front_before_api)
                && named.leanings.is_empty() =>
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

fn has_back_framework(named: &Named) -> bool {
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
        let app = vague(Vague::App) || vague(Vague::Website) || front;
        let kind = if app { AppType::WebApp } else { AppType::Api };
        return Some((kind, Some(Reason::FrameworkSuggestsApp)));
    }
    if named.gateway {
        return Some((AppType::Api, None));
    }
    let shown_as_it_is = named.files_only && !named.uploads && !named.needs_server;
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

fn framework(
    case: &Case<'_>,
    named: &Named,
    app_type: Option<AppType>,
    notes: &mut Notes,
) -> Option<Framework> {
    if let Some(answer) = &case.answers.framework {
        return answer.chosen();
    }
    if let Some(choice) = case.choice(Slot::Framework) {
        let options = [choice.first, choice.second].map(|concept| match concept {
            Concept::Framework(framework) => tag(framework),
            _ => String::new(),
        });
        let both: Vec<_> = options
            .iter()
            .map(String::as_str)
            .filter(|option| !option.is_empty())
            .collect();
        notes.ask("framework", if both.len() == 2 { &both } else { &FRAMEWORKS });
        return None;
    }
    let front = |framework: &&Framework| matches!(framework, Framework::React | Framework::Nextjs);
    let wanted = match app_type {
        Some(AppType::Api) => named.frameworks.iter().find(|f| !front(f)),
        _ => named.frameworks.iter().find(front),
    };
    let any = named.frameworks.first().filter(|it| !(named.pages && front(it)));
    if let Some(framework) = wanted.or(any) {
        return Some(*framework);
    }
    if let Some(runtime) = named.runtimes.first() {
        let (framework, reason) = match runtime {
            Runtime::Node => (Framework::Express, Reason::NodeMeansExpress),
            Runtime::Python => (Framework::Flask, Reason::PythonMeansFlask),
        };
        if named.foreign.is_empty() {
            notes.assume("framework", tag(framework), reason);
            return Some(framework);
        }
    }
    if let Some(name) = named.foreign.first() {
        notes.assume("framework", name, substitutes::reason(name));
    }
    None
}

fn compute(case: &Case<'_>, named: &Named, app_type: Option<AppType>, notes: &mut Notes) -> Option<Compute> {
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

/// "I need a server for my app": what kind of server changes everything.
fn asks_for_server(named: &Named) -> bool {
    named.vague.contains(&Vague::Server)
}
