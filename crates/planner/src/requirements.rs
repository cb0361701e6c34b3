//! From a prompt to requirements: what was asked for, what is taken for granted, what has to be asked.

mod access;
mod aliases;
mod alternatives;
mod answers;
mod app;
mod bare_names;
mod callers;
mod clouds;
mod company;
mod connections;
mod context;
mod data;
mod domain;
mod draft;
mod environments;
mod facts;
mod flows;
mod image;
mod intent;
mod machines;
mod money;
mod names;
mod network_alone;
mod pairs;
mod place;
mod proposed;
mod purposes;
mod questions;
mod read;
mod schedules;
mod scope;
mod secrets;
mod services;
mod stacks;
mod topics;
mod usage;
mod versions;
mod words;

use cloudwhisper_api::amount::Budget;
use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::{Language, LanguageChoice};
use cloudwhisper_api::plan::{Assumption, Clarification, Warning};
use cloudwhisper_api::requirements::{Networking, Requirements, Usage};
use indexmap::IndexMap;

pub(crate) use self::answers::is_answer_to_a_question;
pub use self::facts::{Fact, Measure};
pub use self::flows::{Act, Flow};
pub use self::money::Payment;
pub(crate) use self::pairs::is_variable;
pub(crate) use self::secrets::{has_credentials_in_url, is_separator as is_secret_separator, is_token};
pub(crate) use self::services::{
    DIRECT, FROM, FRONT_DOOR, IMAGE, LOGIN_RANGE, NO_FRONT_DOOR, OFFLINE, VARIABLE,
};

use self::draft::{Case, Notes};
use self::intent::Wish;
use self::names::Subject;
use self::words::Reason;
use crate::language::normalize::normalize;
use crate::language::{Detected, detect};
use crate::proposal::Suggestion;

/// A prompt and what stands beside it. What is given here beside the prompt wins over it.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// What the person wrote.
    pub prompt: &'a str,
    /// The language to answer in.
    pub language: LanguageChoice,
    /// Answers to earlier questions, by field.
    pub answers: &'a IndexMap<String, String>,
    /// Values for what the plan asks of its owner, by the parameter's name; a key in capitals is an environment variable of the
    /// programs. They win over answers and the prompt.
    pub parameters: &'a IndexMap<String, String>,
    /// The project's name, where it is set.
    pub project_name: Option<&'a str>,
    /// The name to fall back to, such as that of the request.
    pub fallback_name: &'a str,
    /// The region, where it is set.
    pub region: Option<&'a str>,
    /// The region where neither `region` nor the prompt says one.
    pub default_region: Option<&'a str>,
    /// The budget, where it is set.
    pub budget: Option<Budget>,
    /// Usage, as far as it is set.
    pub usage: Usage,
    /// What a language model proposed for the prompt, where one was asked.
    pub suggestion: Option<Suggestion<'a>>,
}

/// A prompt, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The language to answer in.
    pub language: Language,
    /// How sure the language is, 0 to 1.
    pub confidence: f64,
    /// What is wanted; `None` while a question is open.
    pub requirements: Option<Requirements>,
    /// What is wanted where the only open question is whether it may cost something, so that the price can be told.
    pub contested: Option<Requirements>,
    /// Whether it may cost something.
    pub payment: Payment,
    /// What was taken for granted.
    pub assumptions: Vec<Assumption>,
    /// What has to be answered first.
    pub clarifications: Vec<Clarification>,
    /// What to know.
    pub warnings: Vec<Warning>,
    /// How far the usage is a guess.
    pub guessed: Guessed,
    /// Tags that the prompt wants on everything that is made.
    pub tags: IndexMap<String, String>,
    /// What was said that a plan has to take up: measures, names, addresses. Whoever plans says which of them nothing took.
    pub facts: Vec<Fact>,
    /// What was said to go from one part to another. Whoever plans says which of them nothing makes.
    pub flows: Vec<Flow>,
    /// Whether the internet was shut out: "must not be reachable from the internet". Whoever plans says which doors are on it all the same.
    pub shuts_out_internet: bool,
}

/// What of the usage follows from something else that was said, by a factor that nobody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guessed {
    /// Requests a month, counted up from people or visits.
    pub requests: bool,
    /// Gigabytes kept, counted up from rows.
    pub storage: bool,
}

/// Longer prompts are refused: a page of text is no wish for one deployment, and time is linear in it.
const LONGEST: usize = 16 * 1024;

/// Why there is neither a plan nor a question.
enum Refusal {
    /// The rules see no wish in it. A model that sees one may be heard.
    NoWish(Language, UserError),
    /// Whatever a model says.
    Final(UserError),
}

impl From<UserError> for Refusal {
    fn from(error: UserError) -> Self {
        Self::Final(error)
    }
}

/// Reads a prompt, and merges what a model proposed for it.
///
/// # Errors
/// `PROMPT_EMPTY`, `PROMPT_TOO_LONG`, `PROMPT_NOT_UNDERSTOOD`, `PROMPT_CONTAINS_SECRET`, `INVALID_ANSWER` and
/// `UNSUPPORTED_REGION`; everything else that is missing is a question.
pub fn understand(request: &Request<'_>) -> Result<Understood, UserError> {
    read_or_refuse(request).map_err(|refusal| match refusal {
        Refusal::NoWish(_, error) | Refusal::Final(error) => error,
    })
}

/// The language to answer in and the questions that the rules have, for a model that is asked about the same prompt; its proposal is left out of
/// sight. Without questions where the rules see no wish.
///
/// # Errors
/// What no model may change, and therefore may not see.
pub(crate) fn open_questions(request: &Request<'_>) -> Result<(Language, Vec<Clarification>), UserError> {
    let alone = Request {
        suggestion: None,
        ..request.clone()
    };
    match read_or_refuse(&alone) {
        Ok(understood) => Ok((understood.language, understood.clarifications)),
        Err(Refusal::NoWish(language, _)) => Ok((language, Vec::new())),
        Err(Refusal::Final(error)) => Err(error),
    }
}

fn read_or_refuse(request: &Request<'_>) -> Result<Understood, Refusal> {
    if request.prompt.len() > LONGEST {
        let start: String = request.prompt.chars().take(400).collect();
        let start = normalize(&start);
        return Err(words::too_long(answer_language(request.language, detect(&start), &start)).into());
    }
    let text = normalize(request.prompt);
    let detected = detect(&text);
    let confidence = detected.confidence;
    let language = answer_language(request.language, detected, &text);
    if text.trim().is_empty() {
        return Err(words::empty(language).into());
    }
    if secrets::contains_secret(&text) {
        return Err(words::secret(language).into());
    }
    let mut reading = read::read(&text, detected.language);
    let pairs = pairs::take(&mut reading);
    stacks::spell_out(&mut reading);
    image::mark(&mut reading);
    aliases::settle(&mut reading);
    company::settle(&mut reading);
    bare_names::settle(&mut reading);
    let choices = scope::apply(&mut reading);
    context::apply(&mut reading);
    usage::settle_rates(&mut reading);
    let wish = intent::wish(&reading);
    match wish {
        Wish::Heard => {}
        Wish::Unheard if proposed::is_a_wish(request) => {}
        Wish::Unheard => return Err(Refusal::NoWish(language, words::not_understood(language))),
        Wish::Talk | Wish::Attack | Wish::Orders => return Err(words::not_understood(language).into()),
    }
    let answers = answers::understand(request.answers, language)?;
    let alternatives = alternatives::open(&reading);
    let settled = alternatives
        .as_ref()
        .is_some_and(|it| it.settle(&mut reading, answers.service));
    let mut notes = Notes::new(language);
    let case = Case {
        request,
        reading,
        pairs,
        open: choices.open,
        answers,
        language,
        wish,
    };
    match alternatives {
        Some(it) if !settled => it.ask(&case.reading, &mut notes),
        Some(it) if case.answers.service.is_none() => it.assume(&case.reading, &mut notes),
        _ => {}
    }
    for chosen in &choices.chosen {
        chosen.assume(&case, &mut notes);
    }
    Ok(decide(&case, confidence, notes)?)
}

/// The language to answer in.
fn answer_language(choice: LanguageChoice, detected: Detected, text: &str) -> Language {
    let devanagari = || text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
    match choice {
        LanguageChoice::Auto => detected.language,
        LanguageChoice::En => Language::English,
        LanguageChoice::Hi if devanagari() => Language::Hindi,
        LanguageChoice::Hi => Language::Hinglish,
    }
}

/// Decides field by field; every part leaves its assumptions and questions in the notes.
fn decide(case: &Case<'_>, confidence: f64, mut notes: Notes) -> Result<Understood, UserError> {
    clouds::check(case, &mut notes)?;
    let names = names::given(&case.reading);
    let application = app::decide(case, &mut notes);
    let data = data::decide(case, application.app_type, &names, &mut notes);
    let data = proposed::stores(case, application.app_type, data, &mut notes);
    let public_access = access::public_access(case, application.app_type, &mut notes);
    let public_access = proposed::public_access(case, application.app_type, public_access, &mut notes);
    let custom_domain = domain::custom_domain(case, &mut notes);
    let custom_domain = proposed::custom_domain(case, custom_domain, &mut notes);
    let budget = money::decide(case, &mut notes);
    let budget = proposed::budget(case, budget, &mut notes);
    let contested = money::ask_on_conflict(case, application.compute, &data, &mut notes);
    let region = place::decide(case, &mut notes)?;
    let region = proposed::region(case, region, &mut notes);
    let project_name = project_name(case, &names, &mut notes);
    let project_name = proposed::project_name(case, project_name, &mut notes);
    let (usage, mut guessed) = usage::decide(case, &mut notes);
    let image = image::decide(case, &mut notes);
    let beside = services::Beside {
        names: &names,
        data: &data,
        image: image.as_deref(),
        public_access,
    };
    let mut services = services::decide(case, &application, &beside, &mut notes);
    usage::note_mails(&case.reading, &mut services);
    usage::note_rates(&case.reading, &data.storage, &mut services);
    services::note_visits(&case.reading, application.app_type.is_some(), &mut services);
    proposed::services(case, &data.storage, &mut services, &mut notes);
    environments::check(case, &project_name, &mut notes);
    let wishes = access::insecure_wishes(&case.reading);
    let complete = || {
        Some(Requirements {
            app_type: application.app_type,
            framework: application.framework,
            compute: application
                .compute
                .or_else(|| services::runs(application.app_type, &services)),
            storage: data.storage,
            networking: Networking {
                public_access: public_access?,
                custom_domain,
            },
            budget,
            region: region?,
            project_name,
            usage,
            services,
            insisted_wishes: access::insisted(&case.reading, &wishes),
            insecure_wishes: wishes.into_iter().map(|(wish, _)| wish).collect(),
        })
    };
    let (mut requirements, mut contested) = match notes.clarifications.len() {
        0 => (complete(), None),
        1 if contested => (None, complete()),
        _ => (None, None),
    };
    if let Some(whole) = requirements.as_mut().or(contested.as_mut()) {
        proposed::usage(case, whole, &mut guessed, &mut notes);
    }
    proposed::word(case, &mut notes);
    let Notes {
        assumptions,
        clarifications,
        warnings,
        ..
    } = notes;
    Ok(Understood {
        language: case.language,
        confidence,
        requirements,
        contested,
        payment: money::payment(case),
        assumptions,
        clarifications,
        warnings,
        guessed,
        tags: case.pairs.tags.iter().cloned().collect(),
        facts: facts::said(&case.reading, &case.pairs),
        flows: flows::said(&case.reading),
        shuts_out_internet: network_alone::shuts_out(&case.reading),
    })
}

fn project_name(case: &Case<'_>, names: &[(Subject, String)], notes: &mut Notes) -> String {
    let given = case.request.project_name.and_then(names::slug);
    let said = || {
        names
            .iter()
            .filter(|(subject, _)| *subject == Subject::Project)
            .find_map(|(_, name)| Some((name, names::slug(name)?)))
    };
    if let (None, Some((name, slug))) = (&given, said()) {
        if !name.is_ascii() {
            notes.assume("projectName", &slug, Reason::InLatinLetters);
        }
        return slug;
    }
    given.unwrap_or_else(|| {
        let name = names::slug(case.request.fallback_name).unwrap_or_else(|| "app".to_owned());
        notes.assume("projectName", &name, Reason::NameOfRequest);
        name
    })
}
