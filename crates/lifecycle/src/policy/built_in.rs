//! The guardrails that are fields of a policy. Each names itself by its field, as waivers do; a finding is named by its own id.

use cloudwhisper_api::amount::Currency;
use cloudwhisper_api::deployment_policy::{DeploymentPolicySpec, MonthlyLimit, RequiredTag};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use cloudwhisper_planner::estimate::{dollars, rupees};
use rust_decimal::Decimal;

use super::Violation;
use crate::revision::Revision;
use crate::words::Said;
use crate::words::policy as words;

const ALLOWED_REGIONS: &str = "allowedRegions";
const ALLOWED_TYPES: &str = "allowedResourceTypes";
const DENIED_TYPES: &str = "deniedResourceTypes";
const MAX: &str = "maxMonthlyCost";
const MAX_PER_REQUEST: &str = "maxMonthlyCost.perRequest";
const REQUIRED_TAGS: &str = "requiredTags";

/// What the plan breaks of this policy's fields.
pub(super) fn violations(
    policy: &str,
    spec: &DeploymentPolicySpec,
    plan: &Revision,
    language: Language,
) -> Vec<Violation> {
    let found = |rule: &str, resource: Option<&str>, code: ErrorCode, said: Said| Violation {
        policy: policy.to_owned(),
        rule: rule.to_owned(),
        resource: resource.map(str::to_owned),
        code,
        message: said.message,
        remedy: said.remedy,
        waivable: true,
    };
    let mut all = Vec::new();
    let regions = &spec.allowed_regions;
    if !regions.is_empty() && !regions.contains(&plan.region) {
        let said = words::region(language, &plan.region, regions);
        all.push(found(ALLOWED_REGIONS, None, ErrorCode::PolicyViolation, said));
    }
    for resource in &plan.resources {
        let (id, kind) = (&resource.logical_id, &resource.kind);
        let is_in = |types: &[String]| types.iter().any(|pattern| matches(pattern, kind));
        let rule = if is_in(&spec.denied_resource_types) {
            DENIED_TYPES
        } else if !spec.allowed_resource_types.is_empty() && !is_in(&spec.allowed_resource_types) {
            ALLOWED_TYPES
        } else {
            continue;
        };
        let said = words::resource_type(language, id, kind);
        all.push(found(rule, Some(id), ErrorCode::PolicyViolation, said));
    }
    let per_request = spec.max_monthly_cost.as_ref().and_then(|cost| cost.per_request);
    if let Some(said) = per_request.and_then(|limit| above(&limit, plan, language)) {
        all.push(found(MAX_PER_REQUEST, None, ErrorCode::BudgetExceeded, said));
    }
    // What has no known price counts as nothing in a sum: nobody can say that it fits.
    if spec.max_monthly_cost.is_some() {
        for id in plan.estimate.unpriced_resources() {
            let said = words::unpriced(language, id);
            all.push(found(MAX, Some(id), ErrorCode::BudgetExceeded, said));
        }
    }
    if let Some(least) = spec.minimum_severity_to_block {
        for finding in plan.findings.iter().filter(|finding| finding.severity >= least) {
            let resource = Some(finding.resource.as_str()).filter(|id| !id.is_empty());
            let said = Said::new(finding.message.clone(), finding.suggestion.clone());
            all.push(found(&finding.rule, resource, ErrorCode::PolicyViolation, said));
        }
    }
    for tag in &spec.required_tags {
        if !carries(plan, tag) {
            let said = words::tag(language, &tag.key, &tag.values);
            all.push(found(REQUIRED_TAGS, None, ErrorCode::PolicyViolation, said));
        }
    }
    all
}

/// A type, or all types of a service where the pattern ends with `*`.
fn matches(pattern: &str, kind: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => kind.starts_with(start),
        None => kind == pattern,
    }
}

/// What to say if the estimate is above the limit, or is no number.
fn above(limit: &MonthlyLimit, plan: &Revision, language: Language) -> Option<Said> {
    let monthly = &plan.estimate.monthly;
    let written = limit.amount.to_string();
    let (estimate, shown, most) = match limit.currency {
        Currency::USD => (&monthly.usd, dollars(&monthly.usd), dollars(&written)),
        Currency::INR => (&monthly.inr, rupees(&monthly.inr), rupees(&written)),
    };
    let within = estimate
        .parse::<Decimal>()
        .is_ok_and(|estimate| estimate <= limit.amount.value());
    (!within).then(|| words::above(language, &shown, &most))
}

fn carries(plan: &Revision, tag: &RequiredTag) -> bool {
    plan.tags.get(&tag.key).is_some_and(|value| {
        if tag.values.is_empty() {
            !value.is_empty()
        } else {
            tag.values.contains(value)
        }
    })
}
