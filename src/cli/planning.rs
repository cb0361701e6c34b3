//! From a spec to a plan, as the operator would make it. No I/O, no runtime.

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::error::UserError;
use cloudwhisper_lifecycle::plan_input;
use cloudwhisper_planner::estimate::{ExchangeRate, Prices};
use cloudwhisper_planner::{PlanInput, Planned, plan};

/// Plans a request; `account` says where it would run, where that is known.
pub(crate) fn plan_request(
    request: &DeploymentRequest,
    account: Option<&CloudAccount>,
) -> Result<Planned, UserError> {
    plan(&plan_input(request, account, &ExchangeRate::default()))
}

/// Plans a request for nobody's account in particular, at these prices and this rate.
pub(crate) fn plan_with_prices(
    request: &DeploymentRequest,
    prices: Prices,
    rate: &ExchangeRate,
) -> Result<Planned, UserError> {
    plan(&PlanInput {
        prices,
        ..plan_input(request, None, rate)
    })
}
