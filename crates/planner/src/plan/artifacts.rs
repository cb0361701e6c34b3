//! What a plan is written down as for people and other tools: the template to read, Terraform, an AWS CDK app, the preview. Here:
//! that each is made when somebody asks for it, and once. Not here: how any of them is written (`render/`).
//!
//! None of them is part of the plan: an approval binds none, most who plan look at none, and together they take longer than
//! everything else.

use std::cell::OnceCell;

use super::{Plan, estimate};
use crate::blueprint::Blueprint;
use crate::blueprint::architectures::{Design, Profile, Workload};
use crate::blueprint::existing_network::ExistingNetwork;
use crate::estimate::{ExchangeRate, FreeTier, Prices};
use crate::render::cloudformation::{self, Template};
use crate::render::terraform::{self, Terraform};
use crate::render::{cdk, preview};
use crate::requirements::Guessed;

/// What a plan was made of, beside what it says itself: enough to write it down in every way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Basis {
    /// Every resource and what it refers to.
    pub graph: Blueprint,
    /// The description of the stack.
    pub description: String,
    /// What runs on the compute.
    pub workload: Workload,
    /// How far security goes where it costs money.
    pub profile: Profile,
    /// The network that is there already, where it stands in one.
    pub network: Option<ExistingNetwork>,
    /// What the account has for free.
    pub free_tier: FreeTier,
    /// Rupees per dollar.
    pub exchange_rate: ExchangeRate,
    /// The price list that it is priced by.
    pub prices: Prices,
    /// How far the usage is a guess.
    pub guessed: Guessed,
}

/// A plan written down. Whoever wants several of these takes one and passes it on: what is written is kept here, and as the plan
/// is borrowed it can't become another's.
#[derive(Debug)]
pub struct Artifacts<'a> {
    plan: &'a Plan,
    cloudformation: OnceCell<String>,
    terraform: OnceCell<Terraform>,
    cdk: OnceCell<String>,
    preview: OnceCell<String>,
}

impl Plan {
    /// The plan to be written down. Nothing is, until it is asked for.
    pub const fn artifacts(&self) -> Artifacts<'_> {
        Artifacts {
            plan: self,
            cloudformation: OnceCell::new(),
            terraform: OnceCell::new(),
            cdk: OnceCell::new(),
            preview: OnceCell::new(),
        }
    }
}

impl<'a> Artifacts<'a> {
    /// The plan itself.
    pub const fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// The CloudFormation template as YAML, for people to read. What is deployed is [`Plan::template`], which says the same.
    pub fn cloudformation(&self) -> &str {
        self.cloudformation.get_or_init(|| {
            let Plan { basis, tags, .. } = self.plan;
            cloudformation::to_yaml(&Template {
                blueprint: &basis.graph,
                description: &basis.description,
                tags,
            })
        })
    }

    /// The same resources for whoever prefers Terraform. Nothing that an approval binds.
    pub fn terraform(&self) -> &Terraform {
        let Plan { basis, tags, .. } = self.plan;
        self.terraform.get_or_init(|| {
            let Plan { region, language, .. } = self.plan;
            terraform::render(&basis.graph, &basis.description, tags, region, *language)
        })
    }

    /// The same resources as an AWS CDK app in TypeScript. Deploying it makes what the template says, and so it is bound by the
    /// template's digest.
    pub fn cdk(&self) -> &str {
        let Plan { basis, .. } = self.plan;
        let stack = cdk::Stack {
            project: &self.plan.requirements.project_name,
            description: &basis.description,
            region: &self.plan.region,
            tags: &self.plan.tags,
            breakdown: &self.plan.estimate.breakdown,
            language: self.plan.language,
        };
        self.cdk.get_or_init(|| cdk::render(&basis.graph, &stack))
    }

    /// All of it in plain language, Markdown, with what the profile Hardened would add and cost.
    pub fn preview(&self) -> &str {
        self.preview.get_or_init(|| {
            let Plan { basis, .. } = self.plan;
            let query = estimate::Query {
                blueprint: &basis.graph,
                design: &Design {
                    network: basis.network,
                    requirements: &self.plan.requirements,
                    workload: &basis.workload,
                    profile: basis.profile,
                },
                free_tier: &basis.free_tier,
                exchange_rate: &basis.exchange_rate,
                prices: &basis.prices,
                language: self.plan.language,
                guessed: basis.guessed,
            };
            preview::markdown(self.plan, estimate::hardened::hardened(&query).as_ref())
        })
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::language::LanguageChoice;
    use cloudwhisper_api::requirements::Usage;
    use indexmap::IndexMap;
    use serde_json::Value;

    use super::*;
    use crate::plan::{PlanInput, plan};
    use crate::requirements::Request;

    fn planned() -> Plan {
        let none = IndexMap::new();
        let input = PlanInput {
            request: Request {
                prompt: "an API in Node.js with a database",
                language: LanguageChoice::Auto,
                answers: &none,
                parameters: &none,
                project_name: None,
                fallback_name: "orders",
                region: None,
                default_region: None,
                budget: None,
                usage: Usage::default(),
                suggestion: None,
            },
            workload: Workload::Sample,
            profile: Profile::Baseline,
            tags: &none,
            account: None,
            free_tier: FreeTier::AlwaysFreeOnly,
            engine: "CloudFormation",
            exchange_rate: ExchangeRate::default(),
            prices: Prices::default(),
        };
        let planned = plan(&input).expect("it is understood");
        planned.plan.expect("nothing is open")
    }

    #[test]
    fn nothing_is_written_before_it_is_asked_for_and_nothing_twice() {
        let plan = planned();
        let artifacts = plan.artifacts();
        assert!(
            std::ptr::eq(artifacts.terraform(), artifacts.terraform()),
            "it is kept"
        );
        assert!(
            artifacts.cdk.get().is_none() && artifacts.preview.get().is_none(),
            "nobody asked for these"
        );
    }

    #[test]
    fn the_template_to_read_says_what_the_one_to_deploy_says() {
        let plan = planned();
        let read: Value = serde_saphyr::from_str(plan.artifacts().cloudformation()).expect("YAML");
        let deployed: Value = serde_json::from_str(&plan.template).expect("JSON");
        assert_eq!(read, deployed);
    }

    #[test]
    fn the_same_prompt_gives_the_same_bytes_of_everything() {
        let (one, other) = (planned(), planned());
        let (one, other) = (one.artifacts(), other.artifacts());
        assert_eq!(one.cloudformation(), other.cloudformation());
        assert_eq!(one.terraform(), other.terraform());
        assert_eq!(one.cdk(), other.cdk());
        assert_eq!(one.preview(), other.preview());
    }
}
