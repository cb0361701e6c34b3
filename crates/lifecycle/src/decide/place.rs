//! Whether what AWS shows is where the plan is for: account and region, by the ARNs of the stack and the change set.
//! Credentials may have been exchanged, or the request may name another account by now.

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::error::{ErrorCode, UserError};

use super::Ends;
use super::draft::stalled;
use super::pass::Pass;
use crate::revision::Revision;
use crate::step::WakeUp;
use crate::words;

/// Account and region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place<'a> {
    pub(super) account: &'a str,
    pub(super) region: &'a str,
}

impl<'a> Place<'a> {
    /// Where the plan is for.
    pub(super) fn of(revision: &'a Revision) -> Self {
        Self {
            account: revision.account.as_deref().unwrap_or_default(),
            region: &revision.region,
        }
    }

    /// The place in `arn:aws:cloudformation:REGION:ACCOUNT:…`; that of nonsense is nowhere.
    pub(super) fn of_arn(arn: &'a str) -> Self {
        let mut parts = arn.split(':').skip(3);
        let region = parts.next().unwrap_or_default();
        let account = parts.next().unwrap_or_default();
        Self { account, region }
    }
}

/// Ends the pass if the stack is in another account than the plan is for, or was when we last saw it. A stack can't move
/// from account to account, and what is left in the other one would be lost sight of.
pub(super) fn check(pass: &Pass<'_>, revision: &Revision) -> Result<(), Ends> {
    let wanted = Place::of(revision);
    let is_elsewhere = |place: &Place<'_>| place.account != wanted.account;
    let shown = pass.stack().map(|stack| Place::of_arn(&stack.arn));
    if let Some(found) = known(pass).filter(is_elsewhere).or(shown.filter(is_elsewhere)) {
        let error = error(pass, found, wanted);
        let wake = WakeUp::At(pass.next_interval());
        return Err(Box::new(stalled(pass, reason::ACCOUNT_UNUSABLE, error, wake)));
    }
    match pass.deployment() {
        Some(deployment) if deployment.account != wanted.account => {
            Err(Box::new(super::region::moves(pass, revision)))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether what AWS shows is not of the account that the stack was in when we last saw it, and so tells nothing of it.
pub(super) fn is_another(pass: &Pass<'_>) -> bool {
    let Some(known) = known(pass) else {
        return false;
    };
    let shown = pass.stack().map(|stack| Place::of_arn(&stack.arn).account);
    let looked_in = pass.account().map(|account| account.spec.account_id.as_str());
    shown
        .or(looked_in)
        .is_some_and(|account| account != known.account)
}

/// Where the stack was when we last saw it.
pub(super) fn known<'a>(pass: &'a Pass<'_>) -> Option<Place<'a>> {
    let arn = pass.deployment()?.stack_arn.as_deref()?;
    Some(Place::of_arn(arn))
}

/// What is found somewhere else than it has to be.
pub(super) fn error(pass: &Pass<'_>, found: Place<'_>, wanted: Place<'_>) -> UserError {
    let found = format!("{} ({})", found.account, found.region);
    let wanted = format!("{} ({})", wanted.account, wanted.region);
    words::account::elsewhere(pass.language, pass.account_name(), &found, &wanted)
        .error(ErrorCode::AccountNotAllowed)
}
