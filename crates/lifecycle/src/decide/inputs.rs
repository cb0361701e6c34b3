//! Everything that a plan is made from, as one digest: whether the newest revision still says what the spec says.

use std::collections::BTreeMap;

use cloudwhisper_api::cloud_account::{CloudAccount, CloudAccountSpec, FreeTierPlan};
use cloudwhisper_api::deployment_request::{
    Artifact, DeploymentRequest, DeploymentRequestSpec, Engine, Parser, SecurityProfile,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_planner::PlanInput;
use cloudwhisper_planner::blueprint::architectures::{Profile, Workload};
use cloudwhisper_planner::estimate::{ExchangeRate, FreeTier, Prices};
use cloudwhisper_planner::requirements::Request;
use indexmap::IndexMap;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::revision::ReadBy;

/// sha256 over everything that a plan is made from, `parameters` being those of the spec with what their references stand for, and `read_by`
/// the language model that the prompt was read by, if any: with `spec.rollbackTo` what the plan of that revision is taken up under, else what
/// the spec says ([`of_spec`]). The two never have the same sum.
pub fn inputs(
    request: &DeploymentRequest,
    account: Option<&CloudAccount>,
    parameters: &IndexMap<String, String>,
    read_by: Option<&ReadBy>,
) -> Digest {
    let Some(number) = request.spec.rollback_to else {
        return of_spec(request, account, parameters, read_by);
    };
    // Not what the revision says: it never changes, and may be pruned once its plan was taken up.
    let inputs = json!({
        "name": request.metadata.name,
        "rollbackTo": number,
        "budget": request.spec.budget,
        "wayIn": account.map(way_in),
    });
    Digest::from_bytes(Sha256::digest(inputs.to_string().as_bytes()).into())
}

/// sha256 over everything in the spec that a plan is made from, but for the exchange rate: a new rate must not make a new plan,
/// which would void approvals every day.
pub(super) fn of_spec(
    request: &DeploymentRequest,
    account: Option<&CloudAccount>,
    parameters: &IndexMap<String, String>,
    read_by: Option<&ReadBy>,
) -> Digest {
    // No `..`: a new field of the spec has to choose whether changing it makes a new plan.
    let DeploymentRequestSpec {
        prompt,
        language,
        project_name,
        account_ref: _, // the account itself is in `way_in`, by its name
        region,
        budget,
        usage,
        answers,
        parameters: _,                  // `parameters`, with what they refer to
        parser: Parser { provider: _ }, // who has read it is in `read_by`, and whether that will do is for `reading` to say
        artifact,
        approval: _,
        engine,
        deletion_policy: _,
        security_profile,
        drift_policy: _,
        rollback_to: _, // see `inputs`
        interval: _,
        timeout: _,
        history_limit: _,
        suspend: _,
        depends_on: _,
        write_outputs_to: _,
        tags,
    } = &request.spec;
    let mut inputs = json!({
        "name": request.metadata.name,
        "prompt": prompt,
        "language": language,
        "projectName": project_name,
        "region": region,
        "budget": budget,
        "usage": usage,
        "answers": sorted(answers),
        "reader": reader(read_by),
        "artifact": artifact,
        "engine": engine,
        "securityProfile": security_profile,
        "tags": sorted(tags),
        "account": account.map(|account| account_inputs(&account.spec)),
        "wayIn": account.map(way_in),
    });
    // Absent where there are none: plans that were made before there were any stay what they are.
    if !parameters.is_empty() {
        inputs["parameters"] = json!(sorted(parameters));
    }
    Digest::from_bytes(Sha256::digest(inputs.to_string().as_bytes()).into())
}

/// By the rules alone, or beside them by what a model made of the prompt.
fn reader(read_by: Option<&ReadBy>) -> serde_json::Value {
    read_by.map_or_else(|| json!("Rules"), |read_by| json!(read_by))
}

/// The order of the keys says nothing.
fn sorted(map: &IndexMap<String, String>) -> BTreeMap<&String, &String> {
    map.iter().collect()
}

/// sha256 over the way into an account: which account, whose rights, which role, which AWS.
pub fn way_in(account: &CloudAccount) -> Digest {
    let CloudAccountSpec {
        account_id,
        default_region: _,
        credentials,
        deploy_role_arn,
        allowed_namespaces: _,
        allowed_regions: _,
        free_tier: _,
        template_bucket: _,
        stack_events: _,
        endpoint_url,
    } = &account.spec;
    let way_in = json!({
        "name": account.metadata.name,
        "accountId": account_id,
        "credentials": credentials,
        "deployRoleArn": deploy_role_arn,
        "endpointURL": endpoint_url,
    });
    Digest::from_bytes(Sha256::digest(way_in.to_string().as_bytes()).into())
}

fn account_inputs(account: &CloudAccountSpec) -> serde_json::Value {
    let CloudAccountSpec {
        account_id,
        default_region,
        credentials: _, // these and what leads into the account: `way_in`
        deploy_role_arn: _,
        allowed_namespaces: _,
        allowed_regions: _,
        free_tier,
        template_bucket: _,
        stack_events: _, // when something is seen, and not what
        endpoint_url: _,
    } = account;
    json!({ "accountId": account_id, "defaultRegion": default_region, "freeTier": free_tier })
}

/// The name of what has none: a request that no API server has seen yet.
const NAMELESS: &str = "app";

/// The same as the planner takes it, `parameters` being those of the spec with what their references stand for; without an account, the
/// plan is for nobody's in particular.
pub fn plan_input<'a>(
    request: &'a DeploymentRequest,
    account: Option<&'a CloudAccount>,
    parameters: &'a IndexMap<String, String>,
    exchange_rate: &ExchangeRate,
) -> PlanInput<'a> {
    let spec = &request.spec;
    PlanInput {
        request: Request {
            prompt: &spec.prompt,
            language: spec.language,
            answers: &spec.answers,
            parameters,
            project_name: spec.project_name.as_deref(),
            fallback_name: request.metadata.name.as_deref().unwrap_or(NAMELESS),
            region: spec.region.as_deref(),
            default_region: account.map(|account| account.spec.default_region.as_str()),
            budget: spec.budget,
            usage: spec.usage.as_deref().cloned().unwrap_or_default(),
            suggestion: None,
        },
        workload: workload(spec.artifact.as_deref()),
        profile: match spec.security_profile {
            SecurityProfile::Baseline => Profile::Baseline,
            SecurityProfile::Hardened => Profile::Hardened,
        },
        tags: &spec.tags,
        account: account.map(|account| account.spec.account_id.as_str()),
        free_tier: account.map_or(FreeTier::AlwaysFreeOnly, free_tier),
        engine: match spec.engine {
            Engine::CloudFormation => "CloudFormation",
            Engine::TerraformCloud => "TerraformCloud",
        },
        exchange_rate: exchange_rate.clone(),
        prices: Prices::default(),
    }
}

fn workload(artifact: Option<&Artifact>) -> Workload {
    let Some(artifact) = artifact else {
        return Workload::Sample;
    };
    match (&artifact.image, &artifact.s3) {
        (Some(image), _) => Workload::Image(image.clone()),
        (None, Some(zip)) => Workload::Zip {
            bucket: zip.bucket.clone(),
            key: zip.key.clone(),
            version: zip.version_id.clone(),
        },
        (None, None) => Workload::Sample,
    }
}

fn free_tier(account: &CloudAccount) -> FreeTier {
    match account.spec.free_tier.plan {
        FreeTierPlan::AlwaysFreeOnly => FreeTier::AlwaysFreeOnly,
        FreeTierPlan::Credits => FreeTier::Credits {
            remaining: account.spec.free_tier.remaining_usd,
        },
        FreeTierPlan::Legacy12Month => FreeTier::Legacy12Month,
    }
}
