//! Words that name a part only in the company of another: a health check is Route 53's beside a zone and the load balancer's own
//! elsewhere; a dashboard among alarms is CloudWatch's, any other is an application. Here: which words, and in which company.
//! Not here: words that always name their part (the catalogue's terms).

use std::ops::Range;

use super::read::{Item, Reading, What};
use super::scope::endpoints;
use crate::language::lexicon::{Concept, Grammar, Vague};

/// A word, and the company in which it names a part.
struct Companion {
    /// What is said, in items as they were written: lower case, with and without plural.
    said: &'static [&'static str],
    /// The `CloudFormation` type that it names.
    kind: &'static str,
    /// The type that it names in no such company; none where it is no name of a part there.
    instead_of: Option<&'static str>,
    /// Whether it stands in that company: the place of what is said.
    company: fn(&Reading<'_>, Range<usize>) -> bool,
    /// Whether the word goes on to mean what it means alone.
    also_itself: bool,
}

/// An HTTP API, told from a REST API.
pub(super) const HTTP_API: &[&str] = &["http api", "http apis"];

const COMPANIONS: [Companion; 16] = [
    Companion {
        said: HTTP_API,
        kind: "AWS::ApiGatewayV2::Api",
        instead_of: None,
        company: |reading, _| {
            (0..reading.items.len()).any(|at| reading.written(at).eq_ignore_ascii_case("rest api"))
        },
        also_itself: true,
    },
    Companion {
        said: &["dashboard", "dashboards", "डैशबोर्ड"],
        kind: "AWS::CloudWatch::Dashboard",
        instead_of: None,
        company: |reading, at| {
            is_bare(reading, &at) && (is_watched(reading, &at) || super::purposes::parts(reading) > 4)
        },
        also_itself: false,
    },
    Companion {
        said: &["health check", "health checks", "हेल्थ चेक"],
        kind: "AWS::Route53::HealthCheck",
        instead_of: None,
        company: |reading, at| belongs_to(reading, &at, "AWS::Route53::"),
        also_itself: false,
    },
    Companion {
        said: &["certificate", "certificates", "सर्टिफिकेट"],
        kind: "AWS::CertificateManager::Certificate",
        instead_of: None,
        company: |reading, at| {
            belongs_to(reading, &at, "AWS::ElasticLoadBalancingV2::")
                || belongs_to(reading, &at, "AWS::CloudFront::Distribution")
        },
        also_itself: false,
    },
    Companion {
        said: &["api key", "api keys", "एपीआई कुंजी"],
        kind: "AWS::ApiGateway::UsagePlan",
        instead_of: None,
        company: |reading, at| is_of_an_api(reading, &at),
        also_itself: false,
    },
    Companion {
        said: &["group", "groups", "ग्रुप"],
        kind: "AWS::Cognito::UserPoolGroup",
        instead_of: None,
        company: |reading, at| {
            let of_a_pool = belongs_to(reading, &at, "AWS::Cognito::UserPool") && is_bare(reading, &at);
            of_a_pool || opens_after(reading, &at, "AWS::Cognito::UserPool") || is_of_people(reading, &at)
        },
        also_itself: false,
    },
    Companion {
        said: &[
            "signed url",
            "signed urls",
            "signed cookie",
            "signed cookies",
            "signed link",
            "signed links",
        ],
        kind: "AWS::CloudFront::KeyGroup",
        instead_of: None,
        company: |reading, at| {
            let by_bucket = at
                .start
                .checked_sub(1)
                .is_some_and(|before| reading.written(before).eq_ignore_ascii_case("pre"));
            !by_bucket && reading.items.iter().any(|item| is_of(item, "AWS::CloudFront::"))
        },
        also_itself: false,
    },
    Companion {
        said: &["vault", "locked vault", "वॉल्ट"],
        kind: "AWS::Backup::BackupPlan",
        instead_of: None,
        company: |reading, at| {
            let before = at.start.saturating_sub(NEAR)..at.start;
            before
                .into_iter()
                .any(|place| reading.concept(place) == Some(Concept::Backup))
        },
        also_itself: false,
    },
    Companion {
        said: &["job queue", "job queues"],
        kind: "AWS::Batch::JobQueue",
        instead_of: Some("AWS::SQS::Queue"),
        company: |reading, _| {
            reading
                .items
                .iter()
                .any(|item| item.live && is_of(item, "AWS::Batch::"))
        },
        also_itself: false,
    },
    // What is due is started by a rule or a schedule, and no bus carries it.
    Companion {
        said: &[
            "eventbridge",
            "event bridge",
            "amazon eventbridge",
            "aws eventbridge",
        ],
        kind: "AWS::Events::Rule",
        instead_of: Some("AWS::Events::EventBus"),
        company: |reading, at| {
            let starts = reading.written(at.end).to_lowercase();
            let thought = reading.thought(at.start);
            matches!(
                starts.as_str(),
                "starts" | "triggers" | "runs" | "invokes" | "start" | "trigger" | "run" | "invoke"
            ) && reading
                .due
                .iter()
                .any(|(_, items)| thought.contains(&items.start))
        },
        also_itself: false,
    },
    // A service alone is the sort of it that is named beside it.
    Companion {
        said: &["redshift", "amazon redshift", "aws redshift"],
        kind: "AWS::Redshift::Cluster",
        instead_of: Some("AWS::RedshiftServerless::Workgroup"),
        company: |reading, _| is_named(reading, "AWS::Redshift::Cluster"),
        also_itself: false,
    },
    Companion {
        said: &["elasticache", "amazon elasticache", "aws elasticache"],
        kind: "AWS::ElastiCache::CacheCluster",
        instead_of: Some("AWS::ElastiCache::ReplicationGroup"),
        company: |reading, at| {
            let behind = at.end..at.end + 3;
            let memcached = |item: &Item| is_of(item, "AWS::ElastiCache::CacheCluster");
            behind
                .into_iter()
                .any(|at| reading.items.get(at).is_some_and(memcached))
        },
        also_itself: false,
    },
    // "A VPC with … and endpoints for ECR, S3 and SSM".
    Companion {
        said: &["endpoint", "endpoints"],
        kind: "AWS::EC2::VPCEndpoint",
        instead_of: None,
        company: |reading, at| {
            let leads = (reading.concept(at.end) == Some(Concept::Grammar(Grammar::For))
                || reading.written(at.end).eq_ignore_ascii_case("to"))
                && endpoints::is_led_to(reading, at.end + 1);
            let network = |place: usize| {
                reading
                    .items
                    .get(place)
                    .is_some_and(|it| it.live && NETWORKS.iter().any(|kind| is_of(it, kind)))
            };
            leads && reading.thought(at.start).any(network)
        },
        also_itself: false,
    },
    // Where the parameter is the switch, no service of switches is meant.
    Companion {
        said: &[
            "feature flag",
            "feature flags",
            "feature toggle",
            "feature switch",
        ],
        kind: "AWS::SSM::Parameter",
        instead_of: Some("AWS::AppConfig::Application"),
        company: |reading, at| {
            let mut thought = reading.thought(at.start).filter_map(|at| reading.items.get(at));
            thought.any(|item| item.live && is_of(item, "AWS::SSM::Parameter"))
        },
        also_itself: false,
    },
    // Elsewhere a person approves of a loan or of a leave.
    Companion {
        said: &[
            "manual approval",
            "manual approval step",
            "approval step",
            "approval stage",
        ],
        kind: "AWS::CodePipeline::Pipeline",
        instead_of: None,
        company: |reading, _| {
            reading
                .items
                .iter()
                .any(|item| item.live && is_of(item, "AWS::Code"))
        },
        also_itself: false,
    },
    // The amount that stands with it is the person's own limit, too.
    Companion {
        said: &["budget", "monthly budget", "cost budget", "बजट"],
        kind: "AWS::Budgets::Budget",
        instead_of: None,
        company: |reading, at| {
            warns(reading, &at)
                || is_alone(reading, &at)
                || (is_bare(reading, &at) && is_watched(reading, &at))
        },
        also_itself: true,
    },
];

/// Items in which a word belongs to what stands before it.
const NEAR: usize = 6;
/// The most items that one of the phrases takes.
const LONGEST: usize = 3;
/// Services for watching over an account or its cost, by the beginning of their types.
const WATCHES: [&str; 7] = [
    "AWS::CE::",
    "AWS::CloudTrail::",
    "AWS::CloudWatch::",
    "AWS::GuardDuty::",
    "AWS::Logs::",
    "AWS::SecurityHub::",
    "AWS::XRay::",
];

/// What a network is made of, by the beginning of types.
const NETWORKS: [&str; 3] = ["AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::NatGateway"];

/// Whether a part of this type is named.
fn is_named(reading: &Reading<'_>, kind: &str) -> bool {
    reading
        .items
        .iter()
        .any(|item| item.live && item.aws == Some(kind))
}

/// Gives every such word its part.
pub(super) fn settle(reading: &mut Reading<'_>) {
    for at in 0..reading.items.len() {
        let Some((companion, place)) = companion_at(reading, at) else {
            continue;
        };
        let span = place
            .clone()
            .filter_map(|place| reading.items.get(place))
            .map(|item| item.span.clone())
            .reduce(|whole, next| whole.start..next.end);
        for item in reading.items.get_mut(place).unwrap_or_default() {
            item.aws = None;
            if !companion.also_itself {
                item.what = What::Term(Concept::Filler);
            }
        }
        if let (Some(item), Some(span)) = (reading.items.get_mut(at), span) {
            item.aws = Some(companion.kind);
            if !companion.also_itself {
                item.what = What::Term(Concept::Service);
                item.span = span;
            }
        }
    }
}

fn companion_at(reading: &Reading<'_>, at: usize) -> Option<(&'static Companion, Range<usize>)> {
    let there = reading.items.get(at)?.aws;
    (1..=LONGEST).rev().find_map(|length| {
        let place = at..at + length;
        let said = written(reading, &place)?;
        let found = COMPANIONS
            .iter()
            .find(|companion| companion.instead_of == there && companion.said.contains(&said.as_str()))?;
        (found.company)(reading, place.clone()).then_some((found, place))
    })
}

/// The words of these items, in lower case with one space between two.
fn written(reading: &Reading<'_>, place: &Range<usize>) -> Option<String> {
    let words: Option<Vec<String>> = place
        .clone()
        .map(|at| reading.items.get(at).map(|_| reading.written(at).to_lowercase()))
        .collect();
    words.map(|words| words.join(" "))
}

fn is_of(item: &Item, kind: &str) -> bool {
    item.aws.is_some_and(|aws| aws.starts_with(kind))
}

/// Whether the nearest service before it in the thought is one of these.
fn belongs_to(reading: &Reading<'_>, place: &Range<usize>, kind: &str) -> bool {
    let thought = reading.thought(place.start);
    let near = thought.start.max(place.start.saturating_sub(NEAR))..place.start;
    let nearest = near
        .rev()
        .filter_map(|at| reading.items.get(at))
        .find(|item| item.aws.is_some());
    nearest.is_some_and(|item| is_of(item, kind))
}

/// "…; a budget of 750 USD; …": it is one of the things of a long list, each a thought of its own.
fn is_alone(reading: &Reading<'_>, place: &Range<usize>) -> bool {
    const MANY: usize = 4;
    let thought = reading.thought(place.start);
    let opens = place.start <= thought.start + 1;
    let listed = thought
        .start
        .checked_sub(1)
        .is_some_and(|stop| matches!(reading.written(stop), ";" | "\n"));
    opens && listed && super::purposes::parts(reading) > MANY
}

/// Whether it opens the thought behind one that spoke of such a service last: "a user pool; groups admin and member".
fn opens_after(reading: &Reading<'_>, place: &Range<usize>, kind: &str) -> bool {
    let Some(stop) = place.start.checked_sub(1).filter(|at| reading.stops(*at)) else {
        return false;
    };
    let before = reading.thought(stop.saturating_sub(1));
    let last = before
        .rev()
        .filter_map(|at| reading.items.get(at))
        .find(|item| item.aws.is_some());
    last.is_some_and(|item| is_of(item, kind))
}

/// "People sign in, and there are two groups: staff and admins": who signs in was only described.
fn is_of_people(reading: &Reading<'_>, place: &Range<usize>) -> bool {
    const PEOPLE: [&str; 7] = [
        "people",
        "users",
        "user",
        "staff",
        "members",
        "customers",
        "employees",
    ];
    let wants_pool = reading
        .purposes
        .iter()
        .any(|it| it.live && it.purpose.kind == "AWS::Cognito::UserPool");
    let before = place.start.checked_sub(1).and_then(|at| reading.items.get(at));
    let counted = matches!(before.map(|it| it.what), Some(What::Number(_)));
    let mut behind = (place.end..place.end + 3).map(|at| reading.written(at).to_lowercase());
    let of_people = behind.any(|word| {
        matches!(word.as_str(), ":" | "(")
            || PEOPLE.contains(&word.split(' ').next_back().unwrap_or_default())
    });
    wants_pool && counted && of_people
}

/// Whether nothing stands before it that says whose or what it is, nor behind it what else it is part of: "a dashboard", not
/// "sales dashboard" nor "dashboard API".
fn is_bare(reading: &Reading<'_>, place: &Range<usize>) -> bool {
    const OPENERS: [&str; 15] = [
        "a", "an", "the", "and", "with", "plus", "or", "one", "also", "monthly", "ek", "aur", "एक", "और",
        "separate",
    ];
    let opens = place.start.checked_sub(1).is_none_or(|before| {
        match reading.items.get(before).map(|item| item.what) {
            None | Some(What::Pause | What::Stop | What::Number(_) | What::QuestionMark) => true,
            Some(_) => OPENERS.contains(&reading.written(before).to_lowercase().as_str()),
        }
    });
    let goes_on = matches!(
        reading.concept(place.end),
        Some(
            Concept::App(_)
                | Concept::Leaning(_)
                | Concept::Framework(_)
                | Concept::Vague(Vague::App | Vague::Website)
        )
    );
    opens && !goes_on
}

/// Whether a service or an alarm that watches over things is named in the same thought, beside it.
fn is_watched(reading: &Reading<'_>, place: &Range<usize>) -> bool {
    reading.thought(place.start).any(|at| {
        let watches = |item: &Item| WATCHES.iter().any(|kind| is_of(item, kind));
        let is_alarm = reading.concept(at) == Some(Concept::Alarm);
        let is_cloudwatch = reading.written(at).eq_ignore_ascii_case("cloudwatch");
        !place.contains(&at) && (is_alarm || is_cloudwatch || reading.items.get(at).is_some_and(watches))
    })
}

/// "A REST API with API keys": an API stands shortly before it, and the keys are not said to be somebody else's.
fn is_of_an_api(reading: &Reading<'_>, place: &Range<usize>) -> bool {
    let thought = reading.thought(place.start);
    let mut near = thought.start.max(place.start.saturating_sub(NEAR))..place.start;
    let is_api = |at: usize| {
        matches!(
            reading.concept(at),
            Some(Concept::App(cloudwhisper_api::requirements::AppType::Api))
        ) || reading
            .items
            .get(at)
            .is_some_and(|item| is_of(item, "AWS::ApiGateway"))
    };
    let of_others = reading.written(place.end).eq_ignore_ascii_case("of")
        || reading.written(place.end).eq_ignore_ascii_case("for");
    near.any(is_api) && !of_others
}

/// "A budget that warns": it does something.
fn warns(reading: &Reading<'_>, place: &Range<usize>) -> bool {
    (place.end..place.end + LONGEST).any(|at| {
        let word = reading.written(at).to_lowercase();
        word.starts_with("warn") || reading.concept(at) == Some(Concept::Alarm)
    })
}
