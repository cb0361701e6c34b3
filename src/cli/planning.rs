//! From a spec to a plan, as the operator would make it. No I/O, no runtime.

use cloudwhisper_api::cloud_account::{CloudAccount, FreeTierPlan};
use cloudwhisper_api::deployment_request::{Artifact, DeploymentRequest, Engine, SecurityProfile};
use cloudwhisper_api::error::UserError;
use cloudwhisper_planner::blueprint::architectures::{Profile, Workload};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier};
use cloudwhisper_planner::requirements::Request;
use cloudwhisper_planner::{PlanInput, Planned, plan};

/// The name of what has none.
const NAMELESS: &str = "app";

/// Plans a request; `account` says where it would run, where that is known.
pub(crate) fn plan_request(
    request: &DeploymentRequest,
    account: Option<&CloudAccount>,
) -> Result<Planned, UserError> {
    let spec = &request.spec;
    let account = account.map(|account| &account.spec);
    plan(&PlanInput {
        request: Request {
            prompt: &spec.prompt,
            language: spec.language,
            answers: &spec.answers,
            project_name: spec.project_name.as_deref(),
            fallback_name: request.metadata.name.as_deref().unwrap_or(NAMELESS),
            region: spec.region.as_deref(),
            default_region: account.map(|account| account.default_region.as_str()),
            budget: spec.budget,
            usage: spec.usage.clone().unwrap_or_default(),
        },
        workload: workload(spec.artifact.as_ref()),
        profile: match spec.security_profile {
            SecurityProfile::Baseline => Profile::Baseline,
            SecurityProfile::Hardened => Profile::Hardened,
        },
        tags: &spec.tags,
        account: account.map(|account| account.account_id.as_str()),
        free_tier: match account.map(|account| &account.free_tier) {
            None => FreeTier::AlwaysFreeOnly,
            Some(free_tier) => match free_tier.plan {
                FreeTierPlan::AlwaysFreeOnly => FreeTier::AlwaysFreeOnly,
                FreeTierPlan::Credits => FreeTier::Credits {
                    remaining: free_tier.remaining_usd,
                },
                FreeTierPlan::Legacy12Month => FreeTier::Legacy12Month,
            },
        },
        engine: match spec.engine {
            Engine::CloudFormation => "CloudFormation",
            Engine::TerraformCloud => "TerraformCloud",
        },
        exchange_rate: ExchangeRate::default(),
    })
}

fn workload(artifact: Option<&Artifact>) -> Workload {
    let Some(Artifact { image, s3 }) = artifact else {
        return Workload::Sample;
    };
    match (image, s3) {
        (Some(image), _) => Workload::Image(image.clone()),
        (None, Some(zip)) => Workload::Zip {
            bucket: zip.bucket.clone(),
            key: zip.key.clone(),
            version: zip.version_id.clone(),
        },
        (None, None) => Workload::Sample,
    }
}
