//! What a word means because of what is named beside it: "an endpoint" of `SageMaker` is no API, and "Batch on Fargate" is no
//! application in containers. Here: the words and what they become. Not here: what a word means by itself (`read`).

mod hosts;
mod parts;
mod pipelines;
mod rules;
mod spot;

use cloudwhisper_api::requirements::{AppType, Compute};

use super::read::{Item, Reading, What};
use crate::catalog::detail;
use crate::language::lexicon::{Concept, Time, Vague};
use hosts::{host_after, host_before};
use parts::{is_database_of_catalog, parts_of_services};
use pipelines::keep_steps;
use rules::looked_at_by_rules;
use spot::{forget_jobs, is_of_a_program, is_spot, runs_elsewhere};

/// How many stretches may stand between a host and what it runs on: "AWS Batch jobs on managed spot EC2".
const REACH: usize = 5;

/// Gives words the meaning that their neighbours make them have.
pub(super) fn apply(reading: &mut Reading<'_>) {
    parts_of_services(reading);
    looked_at_by_rules(reading);
    keep_steps(reading);
    wherever(reading, is_database_of_catalog, |item| {
        item.what = What::Term(Concept::Service);
        item.aws = Some("AWS::Glue::Database");
    });
    wherever(reading, is_minutes, |item| {
        item.what = What::Term(Concept::Time(Time::Minute));
    });
    wherever(reading, is_initials, |item| {
        item.what = What::Word;
    });
    wherever(reading, determines, |item| {
        item.what = What::Term(Concept::Filler);
    });
    wherever(reading, is_address_of_machine, |item| {
        item.what = What::Term(Concept::Service);
        item.aws = Some("AWS::EC2::EIP");
    });
    for at in 0..reading.items.len() {
        if is_spot(reading, at) {
            become_detail(reading, at, &detail::SPOT);
            let of_program = is_of_a_program(reading, at);
            if of_program || runs_elsewhere(reading) {
                forget_jobs(reading, at);
            }
            if let Some(machines) = reading.items.get_mut(at + 1).filter(|_| of_program) {
                machines.what = What::Term(Concept::Compute(Compute::Ec2));
                machines.aws = Some("AWS::EC2::Instance");
            }
        }
    }
    wherever(reading, is_of_pages, |item| {
        item.what = What::Term(Concept::Filler);
        item.aws = None;
    });
    wherever(reading, sells_online, |item| {
        item.what = What::Term(Concept::Leaning(AppType::WebApp));
    });
    for at in 0..reading.items.len() {
        let Some(Concept::Compute(compute)) = reading.concept(at) else {
            continue;
        };
        let means = match compute {
            Compute::Ecs => &detail::ON_FARGATE,
            Compute::Ec2 => &detail::ON_MACHINES,
            Compute::Lambda => continue,
        };
        if host_before(reading, at) || host_after(reading, at) {
            become_detail(reading, at, means);
        }
    }
}

/// Gives each stretch that is told by `is_it` the meaning that it has there.
fn wherever(
    reading: &mut Reading<'_>,
    is_it: impl Fn(&Reading<'_>, usize) -> bool,
    mean: impl Fn(&mut Item),
) {
    for at in 0..reading.items.len() {
        if is_it(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            mean(item);
        }
    }
}

/// "5 min timeout": behind a number that nothing else measures; "min 2" is the least.
fn is_minutes(reading: &Reading<'_>, at: usize) -> bool {
    let number = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|item| matches!(item.what, What::Number(_)))
    };
    reading.concept(at) == Some(Concept::AtLeast)
        && reading.written(at).eq_ignore_ascii_case("min")
        && at.checked_sub(1).is_some_and(number)
        && !number(at + 1)
}

/// "The PM, dev and ops functions": "pm" is a month's only behind a sum, and an hour's behind a number.
fn is_initials(reading: &Reading<'_>, at: usize) -> bool {
    /// "Rs. 500/- pm".
    const MARKS: [&str; 5] = ["/", "-", "/-", ".", "~"];
    let before = (0..at)
        .rev()
        .find(|place| !MARKS.contains(&reading.written(*place)));
    let is_sum = |place: usize| {
        let number = matches!(
            reading.items.get(place).map(|item| item.what),
            Some(What::Number(_))
        );
        number
            || matches!(
                reading.concept(place),
                Some(Concept::Currency(_) | Concept::OtherCurrency)
            )
    };
    reading.written(at).eq_ignore_ascii_case("pm") && !before.is_some_and(is_sum)
}

/// "A server with a static IP": the address is the machine's. What a function or an API calls from is none.
fn is_address_of_machine(reading: &Reading<'_>, at: usize) -> bool {
    let address = matches!(
        reading.written(at).to_lowercase().as_str(),
        "static ip" | "fixed ip"
    );
    address
        && reading.live().any(|(_, concept)| {
            matches!(
                concept,
                Concept::Vague(Vague::Server) | Concept::Compute(Compute::Ec2)
            )
        })
}

/// "Koi bhi database chalega": any of its kind, and not anybody. "Koi bhi database dekh sake" is anybody.
fn determines(reading: &Reading<'_>, at: usize) -> bool {
    const ANY: [&str; 2] = ["koi bhi", "कोई भी"];
    const CAN: [&str; 8] = ["sake", "saken", "sakein", "sakta", "सके", "सकें", "सकता", "सकते"];
    let word = |place: usize| reading.written(place).to_lowercase();
    let noun = matches!(
        reading.concept(at + 1),
        Some(
            Concept::Database
                | Concept::Sql(_)
                | Concept::Store(_)
                | Concept::Compute(_)
                | Concept::Framework(_)
                | Concept::Region(_)
                | Concept::App(_)
                | Concept::Vague(_)
        )
    );
    let can = || (at + 2..reading.thought(at).end).any(|place| CAN.contains(&word(place).as_str()));
    reading.concept(at) == Some(Concept::World) && ANY.contains(&word(at).as_str()) && noun && !can()
}

/// "Cache TTL 1 hour", "cache 1 day": how long pages are kept by who shows them, and no cache of its own.
fn is_of_pages(reading: &Reading<'_>, at: usize) -> bool {
    let word = |place: usize| reading.written(place).to_lowercase();
    let time = |place: usize| {
        matches!(
            reading.items.get(place).map(|item| item.what),
            Some(What::Number(_))
        ) && matches!(
            reading.concept(place + 1),
            Some(Concept::Time(_) | Concept::Every(_))
        )
    };
    let behind = matches!(
        word(at + 1).as_str(),
        "ttl"
            | "policy"
            | "policies"
            | "control"
            | "headers"
            | "header"
            | "invalidation"
            | "behavior"
            | "behaviour"
    );
    let shown = |item: &super::read::Item| item.live && item.aws == Some("AWS::CloudFront::Distribution");
    let is_cache = matches!(word(at).as_str(), "cache" | "caching" | "कैश" | "कैशिंग");
    // "Cache for 1 hour", "ek ghante tak cache", where there is somebody to show pages.
    let for_a_time = matches!(word(at + 1).as_str(), "for" | "upto" | "up to") && time(at + 2)
        || (at.saturating_sub(4)..at).any(time);
    word(at) == "cache" && (behind || time(at + 1))
        || is_cache && for_a_time && reading.items.iter().any(shown)
}

/// "Online kitabon ki dukaan", "an online quiz": what is sold or held online is so by a program. The shop on the corner only tells
/// who asks.
fn sells_online(reading: &Reading<'_>, at: usize) -> bool {
    const SHOPS: [&str; 27] = [
        "shop",
        "store",
        "dukaan",
        "dukan",
        "bazaar",
        "bazar",
        "दुकान",
        "दूकान",
        "बाज़ार",
        "quiz",
        "exam",
        "test",
        "course",
        "courses",
        "classes",
        "voting",
        "auction",
        "admission",
        "admissions",
        "survey",
        "क्विज़",
        "क्विज",
        "परीक्षा",
        "टेस्ट",
        "कोर्स",
        "क्लास",
        "pariksha",
    ];
    let is = |place: usize, words: &[&str]| words.contains(&reading.written(place).to_lowercase().as_str());
    let thought = reading.thought(at);
    let near = thought.start.max(at.saturating_sub(REACH))..thought.end.min(at + REACH);
    let unknown = reading
        .items
        .get(at)
        .is_some_and(|item| item.live && item.what == What::Word);
    unknown && is(at, &SHOPS) && near.into_iter().any(|place| is(place, &["online", "ऑनलाइन"]))
}

fn become_detail(reading: &mut Reading<'_>, at: usize, detail: &'static detail::Detail) {
    if let Some(item) = reading.items.get_mut(at) {
        item.what = What::Term(Concept::Detail(detail));
        item.aws = None;
    }
}
