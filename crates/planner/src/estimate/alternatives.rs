//! Changes that may make a plan cheaper. Each is tried out: the changed requirements are designed and priced like any
//! others, and what saves nothing is not said. Here: the changes. Not here: when to suggest them (`budget`).

mod less;

use std::collections::HashSet;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{AppType, Compute, Requirements, Storage};

use self::less::Less;
use super::bill::Bill;
use super::currency::Usd;
use super::{Query, UsageProfile};
use crate::blueprint::Blueprint;
use crate::blueprint::architectures::{Design, Profile, Workload, design};
use crate::catalog::plain::say;

const FUNCTION: &str = "AWS::Lambda::Function";
const CONTAINERS: [&str; 2] = ["AWS::ECS::Service", "AWS::ECS::TaskDefinition"];
const MACHINE: &str = "AWS::EC2::Instance";
const DATABASE: &str = "AWS::RDS::DBInstance";
const TABLE: &str = "AWS::DynamoDB::Table";
const REST_API: &str = "AWS::ApiGateway::RestApi";
const HTTP_API: &str = "AWS::ApiGatewayV2::Api";

/// A change and what everything costs with it.
pub(super) struct Cheaper {
    change: Change,
    /// What to change, so that what it saves can follow.
    pub words: String,
    /// What the changed plan costs.
    pub total: Usd,
}

/// One way of wanting less.
#[derive(Clone, Debug)]
enum Change {
    /// Something else altogether.
    Another(&'static Alternative),
    /// Less of what was said of one part.
    Less(Less),
}

impl Change {
    /// What would be wanted; `None` where there is nothing to change.
    fn of(&self, now: &Design<'_>) -> Option<Wanted> {
        match self {
            Self::Another(alternative) => (alternative.change)(now),
            Self::Less(less) => Some((less.of(now.requirements)?, now.profile)),
        }
    }

    /// What changes, read off the two blueprints where it is a size or a number.
    fn words(&self, language: Language, before: &Blueprint, after: &Blueprint) -> Option<String> {
        match self {
            Self::Another(alternative) => Some(say(language, alternative.words).to_owned()),
            Self::Less(_) => less::difference(language, before, after),
        }
    }
}

#[derive(Debug)]
struct Alternative {
    /// Changes what is wanted; `None` where there is nothing to change.
    change: fn(&Design<'_>) -> Option<Wanted>,
    words: [&'static str; 3],
}

/// What a changed plan is designed from.
type Wanted = (Requirements, Profile);

static ALTERNATIVES: [Alternative; 9] = [
    Alternative {
        change: |now| {
            (runs_containers(now.requirements) && may_become_a_function(now))
                .then(|| run_on(now, Compute::Lambda))
        },
        words: [
            "Functions that are paid per call (Lambda) instead of containers that always run",
            "हमेशा चलने वाले कंटेनरों की जगह प्रति कॉल भुगतान वाले फ़ंक्शन (Lambda)",
            "Hamesha chalne wale containers ki jagah per call payment wale functions (Lambda)",
        ],
    },
    Alternative {
        change: |now| {
            (now.requirements.compute == Some(Compute::Ec2) && may_become_a_function(now))
                .then(|| run_on(now, Compute::Lambda))
        },
        words: [
            "Functions that are paid per call (Lambda) instead of a machine that always runs",
            "हमेशा चलने वाली मशीन की जगह प्रति कॉल भुगतान वाले फ़ंक्शन (Lambda)",
            "Hamesha chalne wali machine ki jagah per call payment wale functions (Lambda)",
        ],
    },
    Alternative {
        change: |now| runs_containers(now.requirements).then(|| run_on(now, Compute::Ec2)),
        words: [
            "One small virtual machine (EC2) instead of containers behind a load balancer",
            "लोड बैलेंसर के पीछे कंटेनरों की जगह एक छोटी वर्चुअल मशीन (EC2)",
            "Load balancer ke peeche containers ki jagah ek chhoti virtual machine (EC2)",
        ],
    },
    Alternative {
        change: |now| {
            now.requirements
                .storage
                .contains(&Storage::Rds)
                .then(|| table_instead_of_database(now))
        },
        words: [
            "A DynamoDB table instead of an SQL database",
            "SQL डेटाबेस की जगह DynamoDB तालिका",
            "SQL database ki jagah DynamoDB table",
        ],
    },
    Alternative {
        change: |now| without_service(now, REST_API),
        words: [
            "An HTTP API instead of a REST API",
            "REST API की जगह HTTP API",
            "REST API ki jagah HTTP API",
        ],
    },
    Alternative {
        change: |now| without_service(now, HTTP_API),
        words: [
            "A function's own address behind CloudFront, both always free, instead of API Gateway",
            "API Gateway की जगह CloudFront के पीछे फ़ंक्शन का अपना पता, दोनों हमेशा मुफ़्त",
            "API Gateway ki jagah CloudFront ke peeche function ka apna address, dono hamesha free",
        ],
    },
    Alternative {
        change: |now| without_properties(now, &CONTAINERS, &["cpu", "memory", "count"]),
        words: [
            "One copy of the smallest container instead of what was named",
            "बताए गए आकार की जगह सबसे छोटे कंटेनर की एक प्रति",
            "Bataye gaye size ki jagah sabse chhote container ki ek copy",
        ],
    },
    Alternative {
        change: |now| without_properties(now, &[FUNCTION, TABLE], &["memory", "billingMode", "backup"]),
        words: [
            "The usual memory and capacity instead of what was named",
            "बताई गई मेमोरी और क्षमता की जगह सामान्य मेमोरी और क्षमता",
            "Batayi gayi memory aur capacity ki jagah normal memory aur capacity",
        ],
    },
    Alternative {
        change: |now| {
            (now.profile == Profile::Hardened).then(|| (now.requirements.clone(), Profile::Baseline))
        },
        words: [
            "The security profile Baseline, which is secure and free, instead of Hardened",
            "सुरक्षा प्रोफ़ाइल Hardened की जगह Baseline, जो सुरक्षित है और मुफ़्त है",
            "Security profile Hardened ki jagah Baseline, jo surakshit hai aur free hai",
        ],
    },
];

/// Changes that save at least a cent a month, the one that saves most first. Two that come to the same are said once.
pub(super) fn cheaper(query: &Query<'_>, total: Usd) -> Vec<Cheaper> {
    let others = ALTERNATIVES.iter().map(Change::Another);
    let less = Less::all(query.requirements()).into_iter().map(Change::Less);
    let tried = others.chain(less).filter_map(|change| {
        let (blueprint, total) = replanned(query, &change.of(query.design)?);
        let words = change.words(query.language, query.blueprint, &blueprint)?;
        Some(Cheaper { change, words, total })
    });
    let mut cheaper: Vec<Cheaper> = tried.filter(|it| it.total.rounded() < total.rounded()).collect();
    cheaper.sort_by_key(|it| it.total);
    let mut said = HashSet::new();
    cheaper.retain(|it| said.insert(it.words.clone()));
    cheaper
}

/// What everything costs with all of these that help further, one after the other; `None` where no two go together.
pub(super) fn all_together(query: &Query<'_>, cheaper: &[Cheaper]) -> Option<Usd> {
    let (first, others) = cheaper.split_first()?;
    let (mut wanted, mut least) = (first.change.of(query.design)?, first.total);
    let mut helped = false;
    for Cheaper { change, .. } in others {
        let (requirements, profile) = &wanted;
        let now = Design {
            requirements,
            workload: query.design.workload,
            profile: *profile,
        };
        let Some(changed) = change.of(&now) else {
            continue;
        };
        let (_, price) = replanned(query, &changed);
        if price.rounded() < least.rounded() {
            (wanted, least, helped) = (changed, price, true);
        }
    }
    helped.then_some(least)
}

/// What this would be and cost. Nothing is suggested for a suggestion.
fn replanned(query: &Query<'_>, (requirements, profile): &Wanted) -> (Blueprint, Usd) {
    let blueprint = design(&Design {
        requirements,
        workload: query.design.workload,
        profile: *profile,
    });
    let usage = UsageProfile::of(requirements);
    let region = &requirements.region;
    let bill = Bill::of(&blueprint, &usage, region, query.free_tier, query.prices);
    let total = bill.total();
    (blueprint, total)
}

fn runs_containers(requirements: &Requirements) -> bool {
    requirements.compute == Some(Compute::Ecs)
        || (requirements.app_type == Some(AppType::Container) && requirements.compute != Some(Compute::Ec2))
}

/// An image that is there already can't become one without being written anew.
fn may_become_a_function(now: &Design<'_>) -> bool {
    !matches!(now.workload, Workload::Image(_))
}

fn run_on(now: &Design<'_>, compute: Compute) -> Wanted {
    let mut changed = now.requirements.clone();
    changed.compute = Some(compute);
    if compute == Compute::Lambda && changed.app_type == Some(AppType::Container) {
        changed.app_type = Some(AppType::WebApp);
    }
    changed
        .services
        .retain(|service| service.kind != MACHINE && !CONTAINERS.contains(&service.kind.as_str()));
    (changed, now.profile)
}

fn table_instead_of_database(now: &Design<'_>) -> Wanted {
    let mut changed = now.requirements.clone();
    changed.storage.retain(|storage| *storage != Storage::Rds);
    if !changed.storage.contains(&Storage::Dynamodb) {
        changed.storage.push(Storage::Dynamodb);
    }
    changed.services.retain(|service| service.kind != DATABASE);
    (changed, now.profile)
}

fn without_service(now: &Design<'_>, kind: &str) -> Option<Wanted> {
    let mut changed = now.requirements.clone();
    changed.services.retain(|service| service.kind != kind);
    (changed.services.len() < now.requirements.services.len()).then_some((changed, now.profile))
}

fn without_properties(now: &Design<'_>, kinds: &[&str], properties: &[&str]) -> Option<Wanted> {
    let mut changed = now.requirements.clone();
    for service in changed
        .services
        .iter_mut()
        .filter(|service| kinds.contains(&service.kind.as_str()))
    {
        service
            .properties
            .retain(|name, _| !properties.contains(&name.as_str()));
    }
    (changed != *now.requirements).then_some((changed, now.profile))
}
