//! Who may reach it, and which wishes are unsafe. Here: what was said. Not here: the findings (`review`).

mod insisting;
mod layout;
mod opened;
mod ports;
mod rights;
mod safeguards;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{AppType, InsecureWish, Storage};

pub(super) use insisting::insisted;

use super::answers::YES_OR_NO;
use super::callers;
use super::draft::{Case, Notes};
use super::network_alone;
use super::purposes;
use super::read::{Reading, What};
use super::words::{Reason, pick};
use crate::language::lexicon::{Concept, Grammar};

/// Whether anyone on the internet may reach the application.
pub(super) fn public_access(case: &Case<'_>, app_type: Option<AppType>, notes: &mut Notes) -> Option<bool> {
    if case.answers.public_access.is_some() {
        return case.answers.public_access;
    }
    let reading = &case.reading;
    let of_application = |wanted: Concept| {
        reading.live().any(|(at, concept)| {
            let of_store = store_beside(reading, at).is_some() && !is_of_people(reading, at);
            let of_store = of_store || is_kept_so(reading, at);
            let of_tier = is_of_inner_tier(reading, at);
            concept == wanted
                && !of_store
                && !of_tier
                && !is_of_network(reading, at)
                && !layout::is_of_part(reading, at)
                && !does_something(reading, at)
        })
    };
    let denied = |wanted: Concept| {
        let of_app = |at: usize| store_beside(reading, at).is_none();
        reading
            .items
            .iter()
            .enumerate()
            .any(|(at, item)| item.denied && item.what == What::Term(wanted) && of_app(at))
    };
    let public = of_application(Concept::Public)
        || of_application(Concept::World) && !reading.says(Concept::Ssh)
        || denied(Concept::Private);
    let private = of_application(Concept::Private)
        || denied(Concept::Public)
        || callers::only_ours(reading)
        || callers::outside(reading).any(|at| app_type.is_none() || store_beside(reading, at).is_none())
        || !public && network_alone::is_offline(reading);
    match (public, private) {
        // Without an application it is a network that has public and private parts.
        (true, true) if app_type.is_none() && purposes::parts(reading) > 0 => Some(true),
        // One part for everybody and one for a few: the plan has one door, and says so.
        (true, true) if purposes::parts(reading) >= MANY_PARTS => {
            notes.warn("ONE_DOOR", one_door(case.language));
            Some(true)
        }
        (true, true) => {
            notes.ask("publicAccess", &YES_OR_NO);
            None
        }
        (true, false) => Some(true),
        (false, true) => Some(false),
        (false, false) => {
            if app_type.is_some() {
                notes.assume("publicAccess", true, Reason::PublicByDefault);
            }
            Some(true)
        }
    }
}

/// Parts that make a system of which one word says nothing of the whole.
const MANY_PARTS: usize = 4;

/// What to say where something is to be public and something else internal.
fn one_door(language: Language) -> (String, String) {
    let message = pick(
        language,
        "Some of this is to be public and some internal: this plan has one application, which everybody can reach.",
        "इसमें कुछ सबके लिए और कुछ सिर्फ़ अंदर के लिए चाहिए: इस योजना में एक ही ऐप्लिकेशन है, जिस तक सब पहुँच सकते हैं।",
        "Isme kuch sabke liye aur kuch sirf andar ke liye chahiye: is plan mein ek hi application hai, jis tak sab pahunch sakte hain.",
    );
    let suggestion = pick(
        language,
        "Plan the internal part as a request of its own, or answer publicAccess with false.",
        "अंदर वाले हिस्से की योजना अलग से बनवाइए, या publicAccess का उत्तर false दीजिए।",
        "Andar wale hisse ka plan alag se banwao, ya publicAccess ka jawab false do.",
    );
    (message, suggestion)
}

/// "Stored privately" says how something is kept, and nothing of who may open the application.
fn is_kept_so(reading: &Reading<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(
            reading.written(before).to_lowercase().as_str(),
            "stored" | "kept" | "saved" | "held" | "keep" | "store" | "stores"
        )
    })
}

/// Words for who uses it, such as "internal use", "staff only" and "over the VPN": they are of the application even where a
/// store stands next to them ("an API with database for internal use"), since read as of the store they would leave the
/// application open. Only words for where a thing lies are of either.
fn is_of_people(reading: &Reading<'_>, at: usize) -> bool {
    const PLACES: [&str; 24] = [
        "private",
        "privately",
        "private access",
        "internal",
        "internally",
        "within vpc",
        "inside vpc",
        "inside the vpc",
        "within the vpc",
        "not exposed",
        "nothing public",
        "nothing is public",
        "nothing exposed",
        "निजी",
        "प्राइवेट",
        "आंतरिक",
        "इंटरनल",
        "अंदर का",
        "andar ka",
        "andar ki",
        "andar hi",
        "sirf andar",
        "andruni",
        "अंदरूनी",
    ];
    reading.concept(at) == Some(Concept::Private)
        && !PLACES.contains(&reading.written(at).to_lowercase().as_str())
}

/// "Everyone logs in": whoever is there has to, which says nothing of who may be.
fn does_something(reading: &Reading<'_>, at: usize) -> bool {
    const DOES: [&str; 14] = [
        "logs",
        "log in",
        "login",
        "signs",
        "sign in",
        "must",
        "has",
        "have",
        "needs",
        "gets",
        "authenticates",
        "who",
        "is",
        "sees",
    ];
    let written = reading.written(at).to_lowercase();
    let people = matches!(written.as_str(), "everyone" | "everybody" | "anyone" | "anybody");
    people && DOES.contains(&reading.written(at + 1).to_lowercase().as_str())
}

/// "A public load balancer … an internal load balancer": the inner one of two tiers says nothing of the outer one.
fn is_of_inner_tier(reading: &Reading<'_>, at: usize) -> bool {
    const NEAR: usize = 4;
    let is_balancer = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|it| it.live && it.aws == Some("AWS::ElasticLoadBalancingV2::LoadBalancer"))
    };
    let inner = reading.concept(at) == Some(Concept::Private) && (at + 1..at + NEAR).any(is_balancer);
    inner
        && (0..reading.items.len())
            .filter(|place| is_balancer(*place))
            .count()
            > 1
}

/// "Two public and two private subnets" says nothing of the application.
fn is_of_network(reading: &Reading<'_>, at: usize) -> bool {
    let subnet = |place: usize| {
        let written = reading.written(place).to_lowercase();
        written.contains("subnet") || written.contains("सबनेट")
    };
    let joins = |place: &usize| {
        !subnet(*place)
            && matches!(
                reading.items.get(*place).map(|item| item.what),
                Some(What::Number(_) | What::Term(Concept::Grammar(_) | Concept::Public | Concept::Private))
            )
    };
    let next = at + 1 + (at + 1..at + 5).take_while(joins).count();
    subnet(next)
}

/// The database or bucket that "public" or "private" at `at` is about: the nearest noun, if it is one.
fn store_beside(reading: &Reading<'_>, at: usize) -> Option<Concept> {
    let thought = reading.thought(at);
    // A store that nobody wants is no neighbour: "without a database and without public access".
    let wanted = |place: usize| reading.items.get(place).is_some_and(|item| !item.denied);
    let noun = |place: usize| {
        reading
            .concept(place)
            .filter(|concept| is_noun(*concept) && wanted(place))
    };
    let pause = |place: &usize| {
        reading
            .items
            .get(*place)
            .is_none_or(|item| item.what != What::Pause)
    };
    // What follows a "with" or "and" is another thing, unless both words are of it: "a public and unencrypted database".
    let goes_on = |place: &usize| match reading.concept(*place) {
        Some(Concept::Grammar(Grammar::With | Grammar::But)) => false,
        Some(Concept::Grammar(Grammar::And)) => matches!(
            reading.concept(*place + 1),
            Some(
                Concept::Public
                    | Concept::Private
                    | Concept::World
                    | Concept::Unencrypted
                    | Concept::Encryption
            )
        ),
        _ => true,
    };
    let after = (at + 1..thought.end.min(at + 4))
        .take_while(pause)
        .take_while(goes_on)
        .find_map(noun);
    let before = (thought.start..at).rev().take(6).take_while(pause).find_map(noun);
    after
        .filter(|concept| is_store(*concept))
        .or_else(|| before.filter(|concept| is_store(*concept)))
}

/// "A Postgres database, reachable from anywhere", "allow everyone to write to my bucket": where a store is all that is spoken of,
/// whatever is said is said of it.
fn only_store(reading: &Reading<'_>, at: usize) -> Option<Concept> {
    let runs = reading.items.iter().filter(|item| item.live).any(|item| {
        item.aws.is_some_and(|kind| !STORES.contains(&kind))
            || matches!(
                item.what,
                What::Image
                    | What::InstanceType
                    | What::Term(
                        Concept::App(_)
                            | Concept::Leaning(_)
                            | Concept::Vague(_)
                            | Concept::Compute(_)
                            | Concept::Framework(_)
                            | Concept::Runtime(_)
                            | Concept::Foreign(_)
                            | Concept::Function
                            | Concept::Docker
                            | Concept::Files
                    )
            )
    });
    let stands = |place: usize| {
        let item = reading.items.get(place).filter(|item| item.live)?;
        match item.what {
            What::Term(concept) if is_store(concept) && concept != Concept::Ssh => Some(concept),
            _ => None,
        }
    };
    let behind = at + 1..reading.thought(at).end;
    let mut places = (0..at).rev().chain(behind);
    places.find_map(stands).filter(|_| !runs)
}

/// Types that do nothing but keep data.
const STORES: [&str; 3] = ["AWS::RDS::DBInstance", "AWS::DynamoDB::Table", "AWS::S3::Bucket"];

/// "The bucket and the database both public": every store before the word, up to a pause.
fn both(reading: &Reading<'_>, at: usize) -> Vec<Concept> {
    const BOTH: [&str; 5] = ["both", "dono", "donon", "दोनों", "दोनो"];
    let said = |place: usize| BOTH.contains(&reading.written(place).to_lowercase().as_str());
    if !(at.saturating_sub(2)..at).any(said) {
        return Vec::new();
    }
    let pause = |place: &usize| {
        reading
            .items
            .get(*place)
            .is_none_or(|item| item.what == What::Pause)
    };
    let wanted = |place: usize| reading.items.get(place).is_some_and(|item| !item.denied);
    (reading.thought(at).start..at)
        .rev()
        .take_while(|place| !pause(place))
        .filter(|place| wanted(*place))
        .filter_map(|place| reading.concept(place).filter(|concept| is_store(*concept)))
        .collect()
}

fn is_noun(concept: Concept) -> bool {
    is_store(concept)
        || matches!(
            concept,
            Concept::App(_) | Concept::Leaning(_) | Concept::Vague(_) | Concept::Compute(_) | Concept::Ssh
        )
}

fn is_store(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Database | Concept::Sql(_) | Concept::Store(_) | Concept::Files | Concept::Ssh
    )
}

/// The unsafe wishes, in a fixed order, each with the places where it was said.
pub(super) fn insecure_wishes(reading: &Reading<'_>) -> Vec<(InsecureWish, Vec<usize>)> {
    let open_to_all: Vec<(usize, Concept)> = reading
        .live()
        .filter(|(_, concept)| matches!(concept, Concept::Public | Concept::World))
        .flat_map(|(at, _)| {
            let beside = store_beside(reading, at).or_else(|| only_store(reading, at));
            let beside = beside.into_iter().chain(both(reading, at));
            beside.map(move |store| (at, store)).collect::<Vec<_>>()
        })
        .chain(open_network(reading))
        .chain(ports::open(reading))
        .collect();
    let opens = |test: fn(Concept) -> bool| -> Vec<usize> {
        let wished = open_to_all.iter().filter(|(_, concept)| test(*concept));
        wished.map(|(at, _)| *at).collect()
    };
    let said = |wanted: Concept| {
        let live = reading.live().filter(move |(_, concept)| *concept == wanted);
        live.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let wishes = [
        (
            InsecureWish::PublicDatabase,
            opens(|c| {
                matches!(
                    c,
                    Concept::Database | Concept::Sql(_) | Concept::Store(Storage::Dynamodb)
                )
            }),
        ),
        (
            InsecureWish::PublicBucket,
            opens(|c| matches!(c, Concept::Store(Storage::S3) | Concept::Files)),
        ),
        (InsecureWish::OpenSsh, opens(|c| c == Concept::Ssh)),
        (
            InsecureWish::WildcardIam,
            [
                said(Concept::FullRights),
                rights::stars(reading),
                rights::everything(reading),
            ]
            .concat(),
        ),
        (
            InsecureWish::NoEncryption,
            [denied(reading, Concept::Encryption), said(Concept::Unencrypted)].concat(),
        ),
        (
            InsecureWish::NoTls,
            [denied(reading, Concept::Tls), said(Concept::PlainHttp)].concat(),
        ),
    ];
    wishes
        .into_iter()
        .chain(opened::to_everybody(reading))
        .chain(safeguards::given_up(reading))
        .filter(|(_, places)| !places.is_empty())
        .collect()
}

/// Where something was denied with words, if it was never said otherwise.
fn denied(reading: &Reading<'_>, wanted: Concept) -> Vec<usize> {
    if reading.says(wanted) {
        return Vec::new();
    }
    let items = reading.items.iter().enumerate();
    items
        .filter(|(_, item)| item.denied && item.what == What::Term(wanted))
        .map(|(at, _)| at)
        .collect()
}

/// What `0.0.0.0/0` stands beside.
fn open_network<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = (usize, Concept)> + 'a {
    let open =
        reading.items.iter().enumerate().filter(|(at, item)| {
            item.live && item.what == What::Network && reading.written(*at).ends_with("/0")
        });
    open.filter_map(|(at, _)| Some((at, store_beside(reading, at)?)))
}
