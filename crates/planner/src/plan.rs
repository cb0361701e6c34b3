//! The whole way from a prompt to a plan, and the approval that binds to exactly one plan.
//!
//! Here: putting the steps together. Not here: any of the steps; what an approval binds (`plan/bound.rs`); what a plan is written
//! down as (`plan/artifacts.rs`).

mod approval;
mod artifact;
mod artifacts;
mod bound;
mod by_hand;
mod content_network;
mod coverage;
mod database_user;
mod dynamic;
mod existing_network;
mod first_in_first_out;
mod floating;
mod guarded;
mod laid_out;
mod limits;
mod mail;
mod moved;
pub(crate) mod needed;
mod no_budget;
mod no_payment;
mod not_in_plan;
mod parameters;
mod protected;
mod quota;
mod quoted;
mod released_elsewhere;
mod scheduled;
mod spot;
mod too_large;
mod unmade;
mod unused;

use std::collections::BTreeMap;

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Estimate, Finding, PlannedResource, Warning};
use cloudwhisper_api::requirements::Requirements;
use indexmap::IndexMap;

use crate::blueprint::architectures::{Design, Profile, Workload, design};
use crate::blueprint::{Blueprint, Parameter};
use crate::catalog;
use crate::estimate::{self, ExchangeRate, FreeTier, Prices};
use crate::render::cloudformation::{self, Template};
use crate::requirements::{Payment, Request, Understood, understand};
use crate::review::review;

use artifacts::Basis;

pub use approval::{Approvable, Approval, Approved, Unapproved, check, check_jointly};
pub use artifacts::Artifacts;
pub use bound::Bound;

/// Everything that a plan depends on. Whoever keeps plans compares inputs to know whether to plan anew.
#[derive(Clone, Debug)]
pub struct PlanInput<'a> {
    /// The prompt and what the spec says beside it.
    pub request: Request<'a>,
    /// What runs on the compute.
    pub workload: Workload,
    /// How far security goes where it costs money.
    pub profile: Profile,
    /// Tags of the person's own.
    pub tags: &'a IndexMap<String, String>,
    /// AWS account id; absent where there is no account.
    pub account: Option<&'a str>,
    /// What the account has for free.
    pub free_tier: FreeTier,
    /// What carries the plan out, such as `CloudFormation`.
    pub engine: &'a str,
    /// Rupees per dollar.
    pub exchange_rate: ExchangeRate,
    /// The price list, with newer figures in front of it where somebody asked AWS.
    pub prices: Prices,
}

/// What became of a prompt: always what was understood, and the plan where no question is open.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What was understood.
    pub understood: Understood,
    /// The plan; absent while questions are open.
    pub plan: Option<Plan>,
}

/// A whole plan. [Its digest](Plan::digest) names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The language that everything is said in.
    pub language: Language,
    /// What was asked for.
    pub requirements: Requirements,
    /// The CloudFormation template: compact JSON in a fixed order.
    pub template: String,
    /// Template parameters with their values, in order of name.
    pub parameters: BTreeMap<String, String>,
    /// Parameters that have no value yet; nothing can be deployed before they have one.
    pub missing_parameters: Vec<Parameter>,
    /// What CloudFormation has to be allowed, such as `CAPABILITY_IAM`.
    pub capabilities: Vec<&'static str>,
    /// Tags of the stack.
    pub tags: BTreeMap<String, String>,
    /// AWS account id.
    pub account: Option<String>,
    /// AWS region.
    pub region: String,
    /// What carries it out.
    pub engine: String,
    /// Every resource, in template order.
    pub resources: Vec<PlannedResource>,
    /// What it costs.
    pub estimate: Estimate,
    /// What the security review found.
    pub findings: Vec<Finding>,
    /// What to know before going on.
    pub warnings: Vec<Warning>,
    /// What was taken for granted, the usage that the price rests on included.
    pub assumptions: Vec<Assumption>,
    /// What it is [written down](Plan::artifacts) from. Follows from what was asked for; nothing that an approval binds.
    basis: Basis,
}

/// The whole way from a prompt to a plan.
///
/// # Errors
/// What the person has to mend before there can be a plan or a question; see [`understand`].
/// [`ErrorCode::InvalidParameter`] of a value that can't be used, or that CloudFormation would replace. [`ErrorCode::ArtifactNotUsable`] if the artifact can't run where the plan would put it. [`ErrorCode::PlanTooLarge`] if one stack
/// can't hold it. [`ErrorCode::Internal`] if
/// an architecture's graph does not hold together, which the tests of every combination rule out.
pub fn plan(input: &PlanInput<'_>) -> Result<Planned, UserError> {
    let mut understood = understand(&input.request)?;
    dynamic::check_input(input, understood.language)?;
    parameters::check(input.request.parameters, understood.language)?;
    let contested = understood.contested.take();
    let Some(mut requirements) = understood.requirements.take().or(contested) else {
        return Ok(Planned {
            understood,
            plan: None,
        });
    };
    if understood.payment == Payment::Avoided
        && let Some(least) = no_payment::least(&requirements, input, &understood)
    {
        requirements = least.requirements;
    }
    let plan = plan_requirements(&requirements, &understood, input)?;
    understood.clarifications = no_payment::question(&plan, input, &understood)
        .into_iter()
        .collect();
    if !understood.clarifications.is_empty() {
        return Ok(Planned {
            understood,
            plan: None,
        });
    }
    understood.requirements = Some(requirements);
    Ok(Planned {
        understood,
        plan: Some(plan),
    })
}

fn plan_requirements(
    requirements: &Requirements,
    understood: &Understood,
    input: &PlanInput<'_>,
) -> Result<Plan, UserError> {
    let language = understood.language;
    let (workload, of_artifact) = artifact::program(requirements, &input.workload, language);
    let network = existing_network::given(input.request.parameters, language)?;
    let wanted = Design {
        network: network.as_ref().map(existing_network::Given::size),
        requirements,
        workload: &workload,
        profile: input.profile,
    };
    let artifact_warning = artifact::check(&wanted, language)?;
    let blueprint = design(&wanted);
    existing_network::check(&blueprint, network.as_ref(), language)?;
    blueprint
        .check()
        .map_err(|error| internal(language, &error.to_string()))?;

    let left_out = coverage::check(&blueprint, requirements, language)?;
    let tags = stack_tags(requirements, &understood.tags, input.tags);
    dynamic::check(&blueprint, &tags, language)?;
    let description = format!("{}, planned by CloudWhisper", requirements.project_name);
    let template = Template {
        blueprint: &blueprint,
        description: &description,
        tags: &tags,
    };
    let template = template
        .to_json()
        .map_err(|error| internal(language, &error.to_string()))?;
    too_large::check(&blueprint, &template, language)?;
    let assumptions = [
        scheduled::assumptions(&understood.assumptions, requirements, language),
        of_artifact,
        floating::assumptions(&blueprint, language),
        moved::assumptions(&blueprint, requirements, language),
        parameters::assumption(&blueprint, input.request.parameters, language)
            .into_iter()
            .collect(),
    ]
    .concat();
    let values = existing_network::spelt_out(input.request.parameters, network.as_ref());
    let (parameters, missing_parameters) =
        parameters::values(&blueprint, (input.request.answers, &values), language)?;
    let query = estimate::Query {
        blueprint: &blueprint,
        design: &wanted,
        free_tier: &input.free_tier,
        exchange_rate: &input.exchange_rate,
        prices: &input.prices,
        language,
        guessed: understood.guessed,
    };
    let refused = limits::refused(requirements, language);
    let mut warnings: Vec<Warning> = understood
        .warnings
        .iter()
        .cloned()
        .chain(artifact_warning)
        .chain(left_out)
        .chain(quota::check(&blueprint, language))
        .chain(refused.iter().map(|it| it.warning.clone()))
        .chain(laid_out::check(&blueprint, requirements, language))
        .chain(database_user::check(&blueprint, language))
        .chain(protected::check(&blueprint, language))
        .chain(released_elsewhere::check(&blueprint, language))
        .chain(mail::check(&blueprint, requirements, language))
        .chain(by_hand::check(&blueprint, language))
        .chain(first_in_first_out::check(&blueprint, language))
        .chain(spot::check(&blueprint, requirements, language))
        .chain(content_network::check(&query))
        .chain(guarded::check(
            &blueprint,
            requirements,
            understood.shuts_out_internet,
            language,
        ))
        .chain(needed::warnings(&missing_parameters, language))
        .chain(existing_network::warning(&blueprint, network.as_ref(), language))
        .chain(parameters::untaken(
            &blueprint,
            input.request.parameters,
            language,
        ))
        .collect();
    let unused = unused::check(
        &blueprint,
        requirements,
        (understood, &assumptions),
        &tags,
        (&warnings, &refused),
    );
    warnings.extend(unused);
    warnings.extend(unmade::check(&blueprint, &understood.flows, language));
    let estimate = estimate::estimate(&query);
    Ok(Plan {
        language,
        requirements: requirements.clone(),
        template,
        parameters,
        capabilities: cloudformation::capabilities(&blueprint),
        tags,
        account: input.account.map(str::to_owned),
        region: requirements.region.clone(),
        engine: input.engine.to_owned(),
        resources: planned_resources(&blueprint, requirements, language),
        findings: review(&blueprint, requirements, language),
        warnings,
        missing_parameters,
        assumptions: no_budget::told(
            [assumptions, estimate::assumptions(&query)].concat(),
            &estimate,
            language,
        ),
        estimate,
        basis: Basis {
            description,
            profile: input.profile,
            network: wanted.network,
            free_tier: input.free_tier.clone(),
            exchange_rate: input.exchange_rate.clone(),
            prices: input.prices.clone(),
            guessed: understood.guessed,
            graph: blueprint,
            workload,
        },
    })
}

/// What the spec says wins over the prompt.
fn stack_tags(
    requirements: &Requirements,
    said: &IndexMap<String, String>,
    own: &IndexMap<String, String>,
) -> BTreeMap<String, String> {
    let mut tags: BTreeMap<String, String> = said
        .iter()
        .chain(own)
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    tags.insert(
        "cloudwhisper:project".to_owned(),
        requirements.project_name.clone(),
    );
    tags.insert("cloudwhisper:managed-by".to_owned(), "cloudwhisper".to_owned());
    tags
}

fn planned_resources(
    blueprint: &Blueprint,
    requirements: &Requirements,
    language: Language,
) -> Vec<PlannedResource> {
    let entry = |resource: &crate::blueprint::Resource| {
        let service = catalog::service(resource.kind);
        PlannedResource {
            logical_id: resource.id.to_string(),
            kind: resource.kind.to_owned(),
            name: catalog::physical_name(resource)
                .unwrap_or_else(|| format!("{}-{}", requirements.project_name, resource.id)),
            description: service
                .map_or("", |service| service.description(language))
                .to_owned(),
            free_tier_eligible: estimate::free_tier_eligible(resource.kind),
            action: None,
            replacement: None,
            data_at_risk: None,
            retention: None,
        }
    };
    blueprint.resources().iter().map(entry).collect()
}

fn internal(language: Language, reason: &str) -> UserError {
    let (message, details) = match language {
        Language::English => (
            "CloudWhisper could not put the plan together",
            "Please report this prompt as a bug",
        ),
        Language::Hindi => ("CloudWhisper योजना नहीं बना सका", "कृपया इस अनुरोध को बग के रूप में भेजें"),
        Language::Hinglish => (
            "CloudWhisper plan nahi bana paya",
            "Kripya is prompt ko bug ke roop mein bhejiye",
        ),
    };
    UserError {
        code: ErrorCode::Internal,
        message: format!("{message} ({reason})"),
        details: details.to_owned(),
        retryable: false,
    }
}
