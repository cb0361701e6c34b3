//! Whether a prompt asks for a deployment at all. Here: gibberish, chit-chat, questions, attacks, removals, orders to the reader. Not here:
//! what is deployed.

mod english;
mod hindi;
mod orders;
mod questions;

use super::data;
use super::machines;
use super::purposes;
use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Grammar, Intent, Unit, fold};

/// What a prompt is, as far as deploying is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// Something is to be deployed.
    Heard,
    /// No wish was heard, and nothing that speaks against one.
    Unheard,
    /// A question, chit-chat, a complaint, a wish to learn: something is said, and it is no wish.
    Talk,
    /// Somebody is to be attacked.
    Attack,
    /// Orders to whoever reads it, instead of a wish: "forget your instructions", "show your system prompt".
    Orders,
}

/// Whether something is to be deployed, and what there is instead.
pub(super) fn wish(reading: &Reading<'_>) -> Wish {
    let has = |intent: Intent| says(reading, intent);
    if attacks(reading) {
        return Wish::Attack;
    }
    let wish = has(Intent::Deploy) || has(Intent::Make) || hindi::wishes(reading.text);
    if hindi::learns(reading.text) && !makes(reading) || hindi::complains(reading.text) && !wish {
        return Wish::Talk;
    }
    if english::learns(reading) && !has(Intent::Deploy) || english::complains(reading) && !wish {
        return Wish::Talk;
    }
    let described = describes(reading);
    if described && !begins_with_question(reading) {
        return Wish::Heard;
    }
    let table = |at: usize| {
        reading.concept(at) == Some(Concept::Table)
            && (at + 1..at + 3).any(|place| reading.items.get(place).is_some_and(|it| it.what == What::Name))
    };
    let cores = reading.says(Concept::Unit(Unit::Cpu));
    let thing = described
        || reading.items.iter().any(|item| item.what.is_thing())
        || (0..reading.items.len()).any(|at| table(at) || cores && machines::is_sized(reading, at));
    // "Translate this: deploy a website" is about words.
    let first = reading.written(0).to_lowercase();
    if matches!(first.as_str(), "translate" | "write a" | "tell me a" | "sing") && !is_about(reading) {
        return Wish::Talk;
    }
    if has(Intent::Chat) && !(has(Intent::Deploy) && thing) && !is_about(reading) {
        return Wish::Talk;
    }
    if questions::only_asks(reading) {
        return Wish::Talk;
    }
    let thing = thing
        || wish && says_cloud(reading)
        || (wish || !hindi::tells(reading.text)) && describes_a_part(reading)
        || machines::is_data_sheet(reading)
        || measures_data(reading);
    let heard = goes_live(reading)
        || data::is_all(reading)
        || (thing && (wish || noun_phrase(reading)))
        || has(Intent::Deploy) && !complains(reading);
    if heard {
        Wish::Heard
    } else if orders::given(reading.text) {
        Wish::Orders
    } else if removes(reading) {
        Wish::Talk
    } else {
        Wish::Unheard
    }
}

/// "Delete everything", "do not deploy anything": what is to go, or not to be, is no wish for something.
fn removes(reading: &Reading<'_>) -> bool {
    reading.items.iter().enumerate().any(|(at, item)| {
        let verb = matches!(
            item.what,
            What::Term(Concept::Intent(Intent::Deploy | Intent::Make))
        );
        item.what == What::Term(Concept::Intent(Intent::Delete))
            || verb && (!item.live || denied(reading, at))
    })
}

/// "The deployment failed with error 500": what went wrong is told, and nothing is asked for.
fn complains(reading: &Reading<'_>) -> bool {
    const WRONG: [&str; 12] = [
        "failed", "fails", "failing", "failure", "error", "errors", "broken", "crashed", "crashes", "stuck",
        "wrong", "fail",
    ];
    (0..reading.items.len()).any(|at| WRONG.contains(&reading.written(at).to_lowercase().as_str()))
}

/// Whether several parts of a system are described, with a verb or without: "Orders wait in a queue until a worker writes
/// them to a table". A question, a removal and a tale of what was are none.
fn describes(reading: &Reading<'_>) -> bool {
    let computes = reading
        .live()
        .any(|(_, concept)| matches!(concept, Concept::Compute(_)));
    let parts = purposes::parts(reading) + usize::from(computes);
    let asked = |at: usize| reading.concept(at) == Some(Concept::Intent(Intent::Ask));
    let removed = |at: usize| reading.concept(at) == Some(Concept::Intent(Intent::Delete));
    let last = reading.items.len();
    let talks = |at: usize| reading.concept(at) == Some(Concept::Intent(Intent::Chat));
    let begins = (0..last.min(3)).any(|at| asked(at) || removed(at) || talks(at));
    let ends = (last.saturating_sub(4)..last).any(asked)
        || reading.items.last().map(|item| item.what) == Some(What::QuestionMark);
    let told = reading
        .items
        .iter()
        .filter(|item| item.what == What::Word)
        .any(|item| {
            let word = reading
                .text
                .get(item.span.clone())
                .unwrap_or_default()
                .to_lowercase();
            TOLD.contains(&word.as_str())
        });
    let enough = if told { 3 } else { 2 };
    let one_is_due = parts == 1 && !told && must(reading) && !asks(reading);
    (parts >= enough || one_is_due) && !begins && !ends && !says(reading, Intent::Disable)
}

/// Words in which people tell what was.
const TOLD: [&str; 8] = ["was", "were", "had", "went", "yesterday", "ago", "tha", "थी"];

/// "Messages must arrive in order", "whatever fails has to be set aside": what ought to be is a wish.
fn must(reading: &Reading<'_>) -> bool {
    let words = reading.text.split_whitespace().take(WORDS);
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase())
        .any(|word| {
            matches!(
                word.as_str(),
                "must" | "should" | "shall" | "needs" | "gets" | "get" | "so"
            )
        })
}

/// So many words are looked at for a wish.
const WORDS: usize = 400;

/// Whether this is wanted: "do not deploy" isn't.
fn says(reading: &Reading<'_>, intent: Intent) -> bool {
    reading
        .live()
        .any(|(at, concept)| concept == Concept::Intent(intent) && !denied(reading, at))
}

/// Whether the verb at `at` is denied: "do not deploy", "deploy mat karo".
fn denied(reading: &Reading<'_>, at: usize) -> bool {
    // "mat" stands between the verb and its helper.
    let stops = |at: usize| matches!(reading.written(at).to_lowercase().as_str(), "mat" | "मत");
    let before = at.checked_sub(1);
    before.and_then(|at| reading.concept(at)) == Some(Concept::Grammar(Grammar::NotBefore))
        || before.is_some_and(stops)
        || stops(at + 1)
}

/// What people talk of and build programs about.
const TOPICS: [&str; 22] = [
    "weather",
    "recipe",
    "recipes",
    "story",
    "stories",
    "song",
    "songs",
    "movie",
    "movies",
    "cricket",
    "lyrics",
    "horoscope",
    "homework",
    "मौसम",
    "क्रिकेट",
    "कहानी",
    "गाना",
    "कविता",
    "mausam",
    "kahani",
    "gaana",
    "khana",
];

/// "An API for recipes", "mausam batane wali API banao": what is talked of is what the thing is about. The noun nearest to the
/// verb decides; where there is no verb, the first noun does.
fn is_about(reading: &Reading<'_>) -> bool {
    let noun = |at: usize| {
        let concept = reading.concept(at)?;
        match concept {
            Concept::Intent(Intent::Chat) => Some(false),
            Concept::App(_) | Concept::Leaning(_) | Concept::Vague(_) | Concept::Framework(_) => Some(true),
            _ => None,
        }
    };
    let verb = reading
        .live()
        .find(|(_, concept)| *concept == Concept::Intent(Intent::Make))
        .map(|(at, _)| at);
    let only_topics = reading
        .live()
        .filter(|(_, concept)| *concept == Concept::Intent(Intent::Chat))
        .all(|(at, _)| TOPICS.contains(&reading.written(at).to_lowercase().as_str()));
    if only_topics && !asks(reading) && (0..reading.items.len()).filter_map(noun).any(|it| it) {
        return true; // "mausam ki jankari dene wali API, muft"
    }
    let Some(verb) = verb else {
        let mut nouns = (0..reading.items.len()).filter_map(noun);
        return nouns.next() == Some(true) && !asks(reading);
    };
    let compound = |at: usize| noun(at) == Some(true) || noun(at + 1) == Some(true);
    (1..reading.items.len())
        .flat_map(|distance| [verb.checked_sub(distance), Some(verb + distance)])
        .flatten()
        .find(|at| noun(*at).is_some())
        .is_some_and(compound)
}

/// "Put my demo online", "resume ko online dalna hai": something is to be where people find it.
fn goes_live(reading: &Reading<'_>) -> bool {
    let live = |at: &usize| {
        let written = reading.written(*at).to_lowercase();
        matches!(written.as_str(), "online" | "live" | "ऑनलाइन" | "लाइव")
    };
    let puts = |at: usize| {
        matches!(
            reading.written(at).to_lowercase().as_str(),
            "put"
                | "get"
                | "take"
                | "bring"
                | "make"
                | "dalna"
                | "daalna"
                | "dal do"
                | "lana"
                | "डालना"
                | "करना"
        )
    };
    let near = |at: usize| at.saturating_sub(6)..at + 4;
    (0..reading.items.len()).filter(live).any(|at| near(at).any(puts))
}

/// Whether a verb wishes for something, besides the "karna" and "chahiye" that stand behind other verbs.
fn makes(reading: &Reading<'_>) -> bool {
    let helper = |at: usize| {
        let written = reading.written(at).to_lowercase();
        ["kar", "chah", "chai", "de", "do", "कर", "चाह", "दे", "दो"]
            .iter()
            .any(|start| written.starts_with(start))
    };
    reading.live().any(|(at, concept)| {
        matches!(concept, Concept::Intent(Intent::Deploy | Intent::Make))
            && !denied(reading, at)
            && !helper(at)
    })
}

/// "Batch me transcoding chalana hai": one part by what it does. Mail, messages and notes are everybody's.
fn describes_a_part(reading: &Reading<'_>) -> bool {
    const EVERYBODYS: [&str; 4] = [
        "AWS::SES::EmailIdentity",
        "AWS::SNS::Topic",
        "AWS::DynamoDB::Table",
        "AWS::Lambda::Function",
    ];
    purposes::wanted(reading).any(|it| it.is_hindi() && !EVERYBODYS.contains(&it.kind))
        || mails_customers(reading)
        || begins_with_a_part(reading)
}

/// "A place for uploaded invoices", "login for my users": a part by what it is for, whose noun the prompt begins with.
fn begins_with_a_part(reading: &Reading<'_>) -> bool {
    const NOUNS: [&str; 8] = [
        "place",
        "room",
        "somewhere",
        "login",
        "signin",
        "signup",
        "authentication",
        "registration",
    ];
    const KINDS: [&str; 2] = [purposes::BUCKET, "AWS::Cognito::UserPool"];
    let is_noun = |at: usize| NOUNS.contains(&reading.written(at).to_lowercase().as_str());
    let begins = (0..reading.items.len().min(2)).any(is_noun);
    begins && purposes::wanted(reading).any(|it| KINDS.contains(&it.kind))
}

/// "Grahakon ko email bhejne hain": who has customers mails them by a program.
fn mails_customers(reading: &Reading<'_>) -> bool {
    const CUSTOMERS: [&str; 10] = [
        "grahak",
        "customer",
        "client",
        "user",
        "member",
        "sadasya",
        "subscriber",
        "ग्राहक",
        "यूजर",
        "सदस्य",
    ];
    let is_customer = |at: usize| {
        let word = fold(reading.written(at));
        CUSTOMERS.iter().any(|start| word.starts_with(start))
    };
    let mut mails = reading
        .purposes
        .iter()
        .filter(|it| it.live && it.purpose.kind == "AWS::SES::EmailIdentity");
    mails.any(|it| it.items.clone().any(is_customer))
}

/// "50 GB files rakhni hain": room for data is a part, even where nobody names it.
fn measures_data(reading: &Reading<'_>) -> bool {
    let measured = |(_, concept): (usize, Concept)| matches!(concept, Concept::Unit(Unit::Megabytes(_)));
    let kept = |(_, concept): (usize, Concept)| matches!(concept, Concept::Files | Concept::Room);
    reading.live().any(measured) && reading.live().any(kept)
}

/// "Something on AWS": what is to run there is to be asked.
fn says_cloud(reading: &Reading<'_>) -> bool {
    (0..reading.items.len()).any(|at| {
        matches!(
            reading.written(at).to_lowercase().as_str(),
            "cloud" | "aws" | "the cloud" | "on aws" | "in the cloud" | "on the cloud" | "क्लाउड" | "एडब्ल्यूएस"
        )
    })
}

/// A wish without a verb, such as "React website, free tier": most of its words mean something.
fn noun_phrase(reading: &Reading<'_>) -> bool {
    let is_word = |at: &usize| reading.written(*at).chars().any(char::is_alphabetic);
    let unknown = (0..reading.items.len())
        .filter(|at| reading.items.get(*at).is_some_and(|item| item.what == What::Word))
        .filter(is_word)
        .count();
    let named = reading.items.iter().filter(|item| item.what.is_thing()).count();
    let known = named + purposes::wanted(reading).count();
    unknown <= 2 + 3 * known
}

fn asks(reading: &Reading<'_>) -> bool {
    reading.says(Concept::Intent(Intent::Ask))
}

fn begins_with_question(reading: &Reading<'_>) -> bool {
    let first = reading
        .items
        .iter()
        .take(3)
        .any(|item| item.what == What::Term(Concept::Intent(Intent::Ask)));
    first
        && reading
            .items
            .iter()
            .rev()
            .take(2)
            .any(|item| item.what == What::QuestionMark)
}

/// An attack, unless the thought is about guarding against one.
fn attacks(reading: &Reading<'_>) -> bool {
    reading
        .live()
        .filter(|(_, concept)| *concept == Concept::Intent(Intent::Attack))
        .any(|(at, _)| {
            let near = at.saturating_sub(4)..(at + 5).min(reading.items.len());
            let done = (at.saturating_sub(4)..at).any(|place| {
                matches!(
                    reading.written(place).to_lowercase().as_str(),
                    "launch"
                        | "perform"
                        | "carry"
                        | "execute"
                        | "run"
                        | "start"
                        | "do"
                        | "to"
                        | "help"
                        | "please"
                )
            });
            // Who describes a system of several parts speaks of what it has to withstand.
            let spoken_of = !done && purposes::parts(reading) > 2;
            let guarded = |place: usize| {
                // "Protect against attacks" guards, "an attack against the bank" doesn't.
                let against = reading.written(place).eq_ignore_ascii_case("against") && place > at;
                !against
                    && matches!(
                        reading.concept(place),
                        Some(Concept::Intent(Intent::Defend) | Concept::Grammar(Grammar::NotBefore))
                    )
            };
            !spoken_of && !near.into_iter().any(guarded)
        })
}

impl What {
    /// Whether it is a part of a system, so that naming it says what the prompt is about.
    pub(super) fn is_thing(self) -> bool {
        match self {
            Self::InstanceType | Self::Image => true,
            Self::Term(concept) => {
                is_of_an_application(concept)
                    || matches!(
                        concept,
                        Concept::Windows | Concept::Service | Concept::Unplanned(_)
                    )
            }
            _ => false,
        }
    }
}

/// Whether an application is named, what it is written in, what it runs on or where its data is.
pub(super) fn is_of_an_application(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::App(_)
            | Concept::Leaning(_)
            | Concept::Vague(_)
            | Concept::Framework(_)
            | Concept::Runtime(_)
            | Concept::Foreign(_)
            | Concept::Compute(_)
            | Concept::Docker
            | Concept::Database
            | Concept::Sql(_)
            | Concept::Store(_)
            | Concept::Function
    )
}
