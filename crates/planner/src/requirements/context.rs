//! What a word means because of what is named beside it: "an endpoint" of `SageMaker` is no API, and "Batch on Fargate" is no
//! application in containers. Here: the words and what they become. Not here: what a word means by itself (`read`).

use cloudwhisper_api::requirements::{AppType, Compute};

use super::read::{Reading, Wanted, What};
use crate::catalog::detail;
use crate::language::lexicon::{Concept, Grammar, Time, Unit, Vague};

/// Words that mean a part of a service once that service is named.
struct Part {
    /// What the service's `CloudFormation` types begin with.
    of: &'static str,
    /// Lower case, singular.
    words: &'static [&'static str],
    /// The type that is meant.
    kind: &'static str,
}

const PARTS: &[Part] = &[
    Part {
        of: "AWS::Batch::",
        words: &["job queue"],
        kind: "AWS::Batch::JobQueue",
    },
    Part {
        of: "AWS::Batch::",
        words: &["job definition"],
        kind: "AWS::Batch::JobDefinition",
    },
    // A topic of talk is said with the same word.
    Part {
        of: "AWS::SQS::",
        words: &["टॉपिक"],
        kind: "AWS::SNS::Topic",
    },
    Part {
        of: "AWS::Bedrock::",
        words: &["guardrail", "guard rail"],
        kind: "AWS::Bedrock::Guardrail",
    },
    // Who has a pool of users lets the company's own people in by it, not into the account.
    Part {
        of: POOL,
        words: &[
            "saml",
            "saml provider",
            "saml identity provider",
            "saml sso",
            "saml single sign-on",
            "saml login",
            "okta",
            "azure ad",
            "entra",
            "entra id",
            "active directory federation",
            "google workspace",
            "company's sso",
            "sso",
        ],
        kind: "AWS::Cognito::UserPoolIdentityProvider",
    },
    // What other services tell goes to the bus that every account has.
    Part {
        of: "AWS::GuardDuty::",
        words: EVENT_BRIDGE,
        kind: "AWS::Events::Rule",
    },
    Part {
        of: "AWS::SecurityHub::",
        words: EVENT_BRIDGE,
        kind: "AWS::Events::Rule",
    },
    Part {
        of: "AWS::Events::Rule",
        words: EVENT_BRIDGE,
        kind: "AWS::Events::Rule",
    },
    Part {
        of: "AWS::Events::EventBus",
        words: &["rule"],
        kind: "AWS::Events::Rule",
    },
    Part {
        of: "AWS::EC2::TransitGateway",
        words: &["attachment"],
        kind: "AWS::EC2::TransitGatewayAttachment",
    },
    Part {
        of: "AWS::SageMaker::",
        words: &["endpoint", "model", "inference", "एंडपॉइंट", "मॉडल"],
        kind: "AWS::SageMaker::Endpoint",
    },
    Part {
        of: "AWS::Bedrock::",
        words: &["knowledge base", "knowledgebase", "नॉलेज बेस", "ज्ञान भंडार"],
        kind: "AWS::Bedrock::KnowledgeBase",
    },
    Part {
        of: "AWS::Glue::",
        words: &["job", "जॉब"],
        kind: "AWS::Glue::Job",
    },
    Part {
        of: "AWS::Glue::",
        words: &["crawler", "क्रॉलर"],
        kind: "AWS::Glue::Crawler",
    },
];

/// The service without a word for one of its buses.
const EVENT_BRIDGE: &[&str] = &["eventbridge", "amazon eventbridge"];
/// Types that the words name by themselves, and not beside the service.
const TAKEN: [&str; 4] = [
    "AWS::SQS::Queue",
    "AWS::Events::EventBus",
    "AWS::IAM::SAMLProvider",
    "AWS::SSO::PermissionSet",
];
const POOL: &str = "AWS::Cognito::UserPool";

/// What Fargate and EC2 are the means of, not the thing: jobs and clusters.
const HOSTS: [&str; 2] = ["AWS::Batch::", "AWS::EKS::"];
/// How many stretches may stand between a host and what it runs on: "AWS Batch jobs on managed spot EC2".
const REACH: usize = 5;

/// Gives words the meaning that their neighbours make them have.
pub(super) fn apply(reading: &mut Reading<'_>) {
    parts_of_services(reading);
    looked_at_by_rules(reading);
    for at in 0..reading.items.len() {
        if is_minutes(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Term(Concept::Time(Time::Minute));
        }
    }
    for at in 0..reading.items.len() {
        if determines(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Term(Concept::Filler);
        }
    }
    for at in 0..reading.items.len() {
        if is_address_of_machine(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Term(Concept::Service);
            item.aws = Some("AWS::EC2::EIP");
        }
    }
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
    for at in 0..reading.items.len() {
        if is_of_pages(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Term(Concept::Filler);
            item.aws = None;
        }
    }
    for at in 0..reading.items.len() {
        if sells_online(reading, at)
            && let Some(item) = reading.items.get_mut(at)
        {
            item.what = What::Term(Concept::Leaning(AppType::WebApp));
        }
    }
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
    word(at) == "cache" && (behind || time(at + 1))
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

fn parts_of_services(reading: &mut Reading<'_>) {
    for part in PARTS {
        let named =
            |item: &super::read::Item| item.live && item.aws.is_some_and(|kind| kind.starts_with(part.of));
        let described = part.of == POOL && super::purposes::wants(reading, POOL);
        if !described && !reading.items.iter().any(named) {
            continue;
        }
        for at in 0..reading.items.len() {
            let length = part.words.iter().find_map(|words| said_at(reading, at, words));
            let Some(length) = length else { continue };
            for item in reading.items.iter_mut().skip(at + 1).take(length - 1) {
                item.what = What::Term(Concept::Filler);
            }
            if let Some(item) = reading
                .items
                .get_mut(at)
                .filter(|it| it.aws.is_none_or(|kind| TAKEN.contains(&kind)) && it.what != What::Name)
            {
                item.what = What::Term(Concept::Service);
                item.aws = Some(part.kind);
            }
        }
    }
}

/// "Config rules for S3 encryption and public databases": what a rule looks at is no part for being named there.
fn looked_at_by_rules(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let written = reading.written(at).to_lowercase();
        let is_rule = |it: &super::read::Item| {
            let of_config = |kind: &str| kind.starts_with("AWS::Config::");
            it.live && it.aws.is_some_and(of_config) && written.contains("rule")
        };
        if !reading.items.get(at).is_some_and(is_rule) {
            continue;
        }
        let leads = matches!(reading.concept(at + 1), Some(Concept::Grammar(Grammar::For)))
            || reading.written(at + 1).eq_ignore_ascii_case("to");
        let mut place = at + 2;
        let mut ends = Vec::new();
        while leads && ends.len() < 16 {
            // What has an article is a part of its own: "rules for encryption, a bucket".
            if matches!(reading.written(place).to_lowercase().as_str(), "a" | "an") {
                break;
            }
            let Some(item) = reading.items.get(place) else {
                break;
            };
            let joins = matches!(
                item.what,
                What::Term(Concept::Grammar(Grammar::And | Grammar::Article))
            ) || reading.written(place) == ",";
            // Parts of the network are none of the services that it leads to.
            let of_network = item.aws.is_some_and(|kind| kind.starts_with("AWS::EC2::"));
            let checked = matches!(
                item.what,
                What::Word | What::Term(Concept::Ssh | Concept::Public | Concept::Sql(_))
            ) && written.contains("rule");
            let leads_to =
                checked || item.aws.is_some() || matches!(item.what, What::Term(Concept::Store(_)));
            if of_network || !(joins || leads_to) {
                break;
            }
            if !joins {
                ends.push(place);
            }
            place += 1;
        }
        // What is spoken of elsewhere too is a part all the same.
        for place in ends {
            if let Some(item) = reading.items.get_mut(place) {
                item.what = What::Term(Concept::Filler);
                item.aws = None;
            }
        }
    }
}

/// How many stretches these words take at `at`, where they are said there; the last may be in the plural.
fn said_at(reading: &Reading<'_>, at: usize, words: &str) -> Option<usize> {
    if reading.written(at).eq_ignore_ascii_case(words) {
        return Some(1);
    }
    let words: Vec<&str> = words.split(' ').collect();
    let same = |(n, word): (usize, &&str)| {
        let written = reading.written(at + n).to_lowercase();
        written == **word || written.strip_suffix('s') == Some(*word)
    };
    words.iter().enumerate().all(same).then_some(words.len())
}

/// "spot instances", "spot capacity", "on spot": machines that AWS has left over. A parking spot is none.
fn is_spot(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    if !matches!(written.as_str(), "spot" | "स्पॉट") {
        return false;
    }
    let is_machine = |place: usize| {
        let concept = reading.concept(place);
        let item = reading.items.get(place);
        matches!(
            concept,
            Some(Concept::Compute(Compute::Ec2 | Compute::Ecs) | Concept::Unit(Unit::Copies))
        ) || item.is_some_and(|it| it.what == What::InstanceType || it.aws.is_some_and(is_host))
            || matches!(
                reading.written(place).to_lowercase().as_str(),
                "capacity" | "pricing" | "fleet" | "node" | "vms" | "vm"
            )
    };
    let means = |place: usize| reading.concept(place) == Some(Concept::Grammar(Grammar::In));
    is_machine(at + 1)
        || at
            .checked_sub(1)
            .is_some_and(|before| is_machine(before) || means(before))
}

/// "A Node API on spot instances": machines for a program where nothing else is said to run it.
fn is_of_a_program(reading: &Reading<'_>, at: usize) -> bool {
    let machines = matches!(
        reading.written(at + 1).to_lowercase().as_str(),
        "instance" | "instances" | "machine" | "machines" | "vm" | "vms" | "इंस्टेंस" | "मशीन" | "मशीनें"
    );
    let program = reading.live().any(|(_, concept)| {
        matches!(
            concept,
            Concept::App(AppType::Api | AppType::WebApp) | Concept::Framework(_) | Concept::Vague(Vague::App)
        )
    });
    let placed = reading
        .live()
        .any(|(_, concept)| matches!(concept, Concept::Compute(_) | Concept::Docker));
    let mut named = reading
        .items
        .iter()
        .filter(|item| item.live)
        .filter_map(|item| item.aws);
    machines && program && !placed && !named.any(is_host)
}

/// Whether something is named that runs on what is left over, and is no jobs.
fn runs_elsewhere(reading: &Reading<'_>) -> bool {
    const RUNS: [&str; 5] = [
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::EC2::Instance",
        "AWS::ECS::Service",
        "AWS::EKS::Cluster",
        "AWS::EKS::Nodegroup",
    ];
    let mut named = reading
        .items
        .iter()
        .filter(|item| item.live)
        .filter_map(|item| item.aws);
    named.any(|kind| RUNS.contains(&kind))
}

/// "An ECS service on spot instances": what is left over is for that one, and brings no jobs of its own.
fn forget_jobs(reading: &mut Reading<'_>, at: usize) {
    let of_jobs =
        |wanted: &&mut Wanted| wanted.purpose.kind.starts_with("AWS::Batch::") && wanted.items.contains(&at);
    for wanted in reading.purposes.iter_mut().filter(of_jobs) {
        wanted.live = false;
    }
}

fn is_host(kind: &str) -> bool {
    HOSTS.iter().any(|host| kind.starts_with(host))
}

fn names_host(reading: &Reading<'_>, at: usize) -> bool {
    let item = reading.items.get(at);
    item.is_some_and(|item| item.live && item.aws.is_some_and(is_host))
}

fn host_before(reading: &Reading<'_>, at: usize) -> bool {
    let light = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        matches!(
            what,
            Some(
                What::Word
                    | What::Term(
                        Concept::Detail(_)
                            | Concept::Filler
                            | Concept::Grammar(Grammar::In | Grammar::With | Grammar::Article | Grammar::Of)
                    )
            )
        )
    };
    let nearest = (0..at).rev().take(REACH).find(|place| !light(place));
    nearest.is_some_and(|place| names_host(reading, place))
}

/// "Fargate par Batch", "EC2 machines for AWS Batch".
fn host_after(reading: &Reading<'_>, at: usize) -> bool {
    let light = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        matches!(
            what,
            Some(What::Term(
                Concept::Unit(Unit::Copies)
                    | Concept::Filler
                    | Concept::Grammar(Grammar::InAfter | Grammar::For | Grammar::Of | Grammar::Article)
            ))
        )
    };
    let words = (at + 1..at + 1 + REACH).take_while(light).count();
    words > 0 && names_host(reading, at + 1 + words)
}

fn become_detail(reading: &mut Reading<'_>, at: usize, detail: &'static detail::Detail) {
    if let Some(item) = reading.items.get_mut(at) {
        item.what = What::Term(Concept::Detail(detail));
        item.aws = None;
    }
}
