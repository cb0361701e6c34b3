//! Words that mean a part of a service once that service is named: "an endpoint" of `SageMaker`.

use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::purposes;
use crate::requirements::read::{Item, Reading, What};

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

/// Gives the words of every service that is named their meaning.
pub(super) fn parts_of_services(reading: &mut Reading<'_>) {
    for part in PARTS {
        let named = |item: &Item| item.live && item.aws.is_some_and(|kind| kind.starts_with(part.of));
        let described = part.of == POOL && purposes::wants(reading, POOL);
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

/// "A Glue crawler and database": what the crawler fills is a list of tables in the catalogue, and no store.
pub(super) fn is_database_of_catalog(reading: &Reading<'_>, at: usize) -> bool {
    let is_glue = |place: usize| {
        let item = reading.items.get(place);
        item.is_some_and(|it| it.live && it.aws.is_some_and(|kind| kind.starts_with("AWS::Glue::")))
    };
    let joined = at.checked_sub(1).is_some_and(|before| {
        reading.concept(before) == Some(Concept::Grammar(Grammar::And)) || reading.written(before) == ","
    });
    reading.concept(at) == Some(Concept::Database) && joined && at.checked_sub(2).is_some_and(is_glue)
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
