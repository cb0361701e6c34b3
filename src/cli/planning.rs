//! From a spec to a plan, as the operator would make it. No I/O, no runtime.

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_lifecycle::parameters::known;
use cloudwhisper_lifecycle::plan_input;
use cloudwhisper_planner::estimate::{ExchangeRate, Prices};
use cloudwhisper_planner::proposal::{self, Ask, Suggestion};
use cloudwhisper_planner::requirements::Request;
use cloudwhisper_planner::{PlanInput, Planned, plan};
use indexmap::IndexMap;

use super::say::{say, spoken};

/// Plans a request; `account` says where it would run, where that is known.
pub(crate) fn plan_request(
    request: &DeploymentRequest,
    account: Option<&CloudAccount>,
) -> Result<Planned, UserError> {
    plan_with(
        request,
        account,
        None,
        Prices::default(),
        &ExchangeRate::default(),
    )
}

/// Plans a request for nobody's account in particular, beside what a model proposed, at these prices and this rate.
pub(crate) fn plan_for_nobody(
    request: &DeploymentRequest,
    suggestion: Option<Suggestion<'_>>,
    prices: Prices,
    rate: &ExchangeRate,
) -> Result<Planned, UserError> {
    plan_with(request, None, suggestion, prices, rate)
}

/// What a model is asked about a request.
///
/// # Errors
/// What the rules refuse whatever a model says; planning says the same.
pub(crate) fn ask(request: &DeploymentRequest) -> Result<Ask, UserError> {
    let parameters = IndexMap::new(); // none of them goes to a model
    let input = plan_input(request, None, &parameters, &ExchangeRate::default());
    proposal::ask(&input.request)
}

/// Parameters that refer to outputs of other requests are left out, since only the cluster knows those, and each is told of.
fn plan_with(
    request: &DeploymentRequest,
    account: Option<&CloudAccount>,
    suggestion: Option<Suggestion<'_>>,
    prices: Prices,
    rate: &ExchangeRate,
) -> Result<Planned, UserError> {
    let (parameters, referring) = known(&request.spec.parameters, spoken(None, request))?;
    let input = plan_input(request, account, &parameters, rate);
    let mut planned = plan(&PlanInput {
        prices,
        request: Request {
            suggestion,
            ..input.request
        },
        ..input
    })?;
    let language = planned.understood.language;
    let warnings = match &mut planned.plan {
        Some(plan) => &mut plan.warnings,
        None => &mut planned.understood.warnings,
    };
    warnings.extend(referring.iter().map(|key| left_out(key, language)));
    Ok(planned)
}

fn left_out(key: &str, language: Language) -> Warning {
    Warning {
        code: "PARAMETER_LEFT_OUT".to_owned(),
        message: say!(
            language,
            "spec.parameters.{key} refers to an output of another request, which only the cluster knows: this plan is made without it.",
            "spec.parameters.{key} में दूसरे अनुरोध का output है, जो केवल cluster में पता होता है: यह योजना उसके बिना बनी है।",
            "spec.parameters.{key} mein doosri request ka output hai, jo sirf cluster mein pata hota hai: yeh plan uske bina bana hai.",
        ),
        suggestion: say!(
            language,
            "Give a value to see the plan with it: --parameter {key}=VALUE",
            "मान के साथ योजना देखने के लिए: --parameter {key}=VALUE",
            "Value ke saath plan dekhne ke liye: --parameter {key}=VALUE",
        ),
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::error::ErrorCode;
    use serde_json::json;

    use super::*;

    fn planned(reference: &str) -> Result<Planned, UserError> {
        let spec = json!({
            "prompt": "An API in Node.js",
            "parameters": { "ORDERS_URL": reference, "STAGE": "prod" },
        });
        let spec = serde_json::from_value(spec).expect("a spec");
        plan_request(&DeploymentRequest::new("bills", spec), None)
    }

    #[test]
    fn what_only_the_cluster_knows_is_left_out_and_told() {
        let planned = planned("{{ outputs.orders.url }}").expect("a plan");
        let plan = planned.plan.expect("nothing is open");
        assert!(plan.template.contains("STAGE") && !plan.template.contains("ORDERS_URL"));
        let told = plan.warnings.iter().find(|it| it.code == "PARAMETER_LEFT_OUT");
        let told = told.expect("it is told");
        assert!(told.message.contains("spec.parameters.ORDERS_URL"), "{told:?}");
        assert!(told.suggestion.contains("--parameter ORDERS_URL="), "{told:?}");
    }

    #[test]
    fn what_is_no_reference_is_an_error_without_a_cluster_too() {
        let error = planned("{{ orders.url }}").expect_err("nobody knows what it means");
        assert_eq!(error.code, ErrorCode::InvalidParameter);
    }
}
