//! A plan to be priced, made of what is special about it: prices of us-east-1, 80 rupees for a dollar.

use cloudwhisper_api::amount::{Amount, Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Estimate;
use cloudwhisper_api::requirements::{
    AppType, Compute, NamedService, Networking, Requirements, Storage, Usage,
};
use cloudwhisper_planner::blueprint::architectures::{Design, Profile, Workload, design};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices, Query, estimate};
use cloudwhisper_planner::requirements::Guessed;
use rust_decimal::Decimal;

/// A plan to be priced; each test says only what is special about its own.
#[derive(Clone)]
pub(crate) struct Case {
    /// What is asked for.
    pub(crate) requirements: Requirements,
    profile: Profile,
    account: FreeTier,
}

/// An API without a database.
pub(crate) fn api() -> Case {
    Case {
        requirements: Requirements {
            app_type: Some(AppType::Api),
            framework: None,
            compute: Some(Compute::Lambda),
            storage: Vec::new(),
            networking: Networking {
                public_access: true,
                custom_domain: None,
            },
            budget: None,
            region: "us-east-1".to_owned(),
            project_name: "orders".to_owned(),
            usage: Usage::default(),
            services: Vec::new(),
            insecure_wishes: Vec::new(),
            insisted_wishes: Vec::new(),
        },
        profile: Profile::Baseline,
        account: FreeTier::AlwaysFreeOnly,
    }
}

pub(crate) fn site() -> Case {
    api().kind(AppType::StaticSite, Compute::Lambda)
}

pub(crate) fn container() -> Case {
    api().kind(AppType::Container, Compute::Ecs)
}

pub(crate) fn machine(size: &str) -> Case {
    api()
        .kind(AppType::WebApp, Compute::Ec2)
        .said("AWS::EC2::Instance", "instanceType", size)
}

fn amount(text: &str) -> Amount {
    text.parse().expect("an amount")
}

impl Case {
    fn kind(mut self, app_type: AppType, compute: Compute) -> Self {
        (self.requirements.app_type, self.requirements.compute) = (Some(app_type), Some(compute));
        self
    }

    pub(crate) fn with(mut self, storage: Storage) -> Self {
        self.requirements.storage.push(storage);
        self
    }

    pub(crate) fn named(mut self, kind: &str) -> Self {
        self.requirements.services.push(NamedService {
            kind: kind.to_owned(),
            name: None,
            properties: indexmap::IndexMap::new(),
        });
        self
    }

    pub(crate) fn said(self, kind: &str, property: &str, value: &str) -> Self {
        let mut case = self.named(kind);
        let service = case.requirements.services.last_mut().expect("just added");
        service.properties.insert(property.to_owned(), value.to_owned());
        case
    }

    pub(crate) fn requests(mut self, requests: u64) -> Self {
        self.requirements.usage.api_requests = Some(requests);
        self
    }

    pub(crate) fn stored(mut self, gigabytes: &str) -> Self {
        self.requirements.usage.storage_gb = Some(amount(gigabytes));
        self
    }

    pub(crate) fn sent(mut self, gigabytes: &str) -> Self {
        self.requirements.usage.data_transfer_gb = Some(amount(gigabytes));
        self
    }

    pub(crate) fn region(mut self, region: &str) -> Self {
        region.clone_into(&mut self.requirements.region);
        self
    }

    pub(crate) fn account(mut self, account: FreeTier) -> Self {
        self.account = account;
        self
    }

    pub(crate) fn hardened(mut self) -> Self {
        self.profile = Profile::Hardened;
        self
    }

    pub(crate) fn budget(mut self, text: &str, currency: Currency, period: Period) -> Self {
        let amount = amount(text);
        self.requirements.budget = Some(Budget {
            amount,
            currency,
            period,
        });
        self
    }

    pub(crate) fn query<T>(&self, ask: impl FnOnce(&Query<'_>) -> T) -> T {
        let design_of = Design {
            network: None,
            requirements: &self.requirements,
            workload: &Workload::Sample,
            profile: self.profile,
        };
        let exchange_rate = ExchangeRate {
            inr_per_usd: Decimal::from(80),
            as_of: "2026-01-01".to_owned(),
        };
        ask(&Query {
            blueprint: &design(&design_of),
            design: &design_of,
            free_tier: &self.account,
            exchange_rate: &exchange_rate,
            prices: &Prices::default(),
            language: Language::English,
            guessed: Guessed::default(),
        })
    }

    pub(crate) fn estimate(&self) -> Estimate {
        self.query(estimate)
    }

    pub(crate) fn says(&self, words: &[&str]) -> bool {
        let warnings = self.estimate().warnings;
        warnings
            .iter()
            .any(|warning| words.iter().all(|word| warning.contains(word)))
    }
}
