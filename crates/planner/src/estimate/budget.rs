//! Whether a plan fits the budget, and what would make it cheaper: each suggestion is another design, designed and priced.

use cloudwhisper_api::amount::Budget;
use cloudwhisper_api::plan::BudgetCheck;
use cloudwhisper_api::requirements::{AppType, Compute, Requirements, Storage};

use super::{Query, Usd, bill, money, words};
use crate::blueprint::architectures::{Design, Profile, design};

/// A way to save: what is done, and the design that it leads to.
pub(super) enum Saving {
    /// Pay per call in place of something that always runs.
    PayPerCall,
    /// A table in place of a database server.
    TableInsteadOfSql,
    /// An HTTP API in place of a REST API.
    HttpApi,
    /// Smaller machines and databases than were named.
    SmallerSizes,
    /// Only the security that costs nothing.
    Baseline,
}

const SAVINGS: [Saving; 5] = [
    Saving::PayPerCall,
    Saving::TableInsteadOfSql,
    Saving::HttpApi,
    Saving::SmallerSizes,
    Saving::Baseline,
];

pub(super) fn check(budget: &Budget, total: Usd, query: &Query<'_>) -> BudgetCheck {
    // A budget that can't be compared (an exchange rate of zero) is not kept.
    let within = money::monthly(budget, query.exchange_rate).is_some_and(|limit| total.rounded() <= limit);
    let suggestions = if within {
        Vec::new()
    } else {
        suggestions(total, query)
    };
    BudgetCheck { within, suggestions }
}

/// The largest saving first.
fn suggestions(total: Usd, query: &Query<'_>) -> Vec<String> {
    let mut found: Vec<(Usd, String)> = SAVINGS
        .iter()
        .filter_map(|saving| {
            let (requirements, profile) = saving.applied(query.design)?;
            let workload = query.design.workload;
            let blueprint = design(&Design {
                requirements: &requirements,
                workload,
                profile,
            });
            let cheaper = bill(&blueprint, &requirements, query.free_tier, query.language).total();
            let saved = (total - cheaper).rounded();
            (saved > Usd::default()).then(|| {
                (
                    saved,
                    words::saving(query.language, saving, &saved.in_both(query.exchange_rate)),
                )
            })
        })
        .collect();
    found.sort_by(|(a, _), (b, _)| b.cmp(a));
    found.into_iter().map(|(_, text)| text).collect()
}

impl Saving {
    /// What would be designed instead; none where it changes nothing.
    fn applied(&self, now: &Design<'_>) -> Option<(Requirements, Profile)> {
        let mut requirements = now.requirements.clone();
        let mut profile = now.profile;
        match self {
            Self::PayPerCall => {
                requirements.compute = Compute::Lambda;
                if requirements.app_type == AppType::Container {
                    requirements.app_type = AppType::WebApp;
                }
            }
            Self::TableInsteadOfSql => {
                requirements.storage.retain(|storage| *storage != Storage::Rds);
                if !requirements.storage.contains(&Storage::Dynamodb) {
                    requirements.storage.push(Storage::Dynamodb);
                }
                requirements
                    .services
                    .retain(|service| !service.kind.starts_with("AWS::RDS::"));
                if !now.requirements.storage.contains(&Storage::Rds) {
                    return None;
                }
            }
            Self::HttpApi => requirements
                .services
                .retain(|service| service.kind != "AWS::ApiGateway::RestApi"),
            Self::SmallerSizes => {
                for service in &mut requirements.services {
                    for size in [
                        "instanceType",
                        "dbInstanceClass",
                        "cpu",
                        "memory",
                        "count",
                        "volumeSize",
                    ] {
                        service.properties.shift_remove(size);
                    }
                }
            }
            Self::Baseline => profile = Profile::Baseline,
        }
        (requirements != *now.requirements || profile != now.profile).then_some((requirements, profile))
    }
}
