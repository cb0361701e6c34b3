//! Whether the account that is asked for is there, ready, and for this namespace. Its regions are looked at once there
//! is a plan (`region`).

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::condition::{READY, STALLED, reason};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::{ErrorCode, UserError};

use super::Ends;
use super::draft::{stalled, waiting};
use super::pass::Pass;
use crate::account;
use crate::observed::AccountFact;
use crate::status;
use crate::step::WakeUp;
use crate::words::account as words;

/// What the account's own status says.
enum State {
    Ready,
    /// Nobody has looked yet, or the look is not over.
    NotKnown,
    /// Its owner has to mend something.
    Unusable,
    /// Its owner has to mend the role that leads into it.
    RoleRefused,
}

/// Ends the pass if the account can't be used.
pub(super) fn check(pass: &Pass<'_>) -> Result<(), Ends> {
    let (name, language) = (pass.account_name(), pass.language);
    match &pass.observed.account {
        AccountFact::NotAsked => Ok(()),
        AccountFact::Missing { name } => unusable(
            pass,
            words::missing(language, name).error(ErrorCode::AccountNotFound),
        ),
        AccountFact::Found {
            account,
            namespace_labels,
        } => {
            if !account::allows_namespace(account, pass.namespace(), namespace_labels) {
                let said = words::namespace_not_allowed(language, name, pass.namespace());
                return unusable(pass, said.error(ErrorCode::AccountNotAllowed));
            }
            match state(account) {
                State::Ready => Ok(()),
                State::NotKnown => {
                    let said = words::not_checked(language, name);
                    let wait = waiting(
                        pass,
                        Phase::Waiting,
                        reason::ACCOUNT_UNUSABLE,
                        &said,
                        WakeUp::Change,
                    );
                    Err(Box::new(wait))
                }
                State::Unusable => {
                    let said = words::not_ready(language, name);
                    unusable(pass, said.error(ErrorCode::AccountNotReady))
                }
                State::RoleRefused => {
                    let said = words::role_refused(language, name);
                    unusable(pass, said.error(ErrorCode::AccountNotReady))
                }
            }
        }
    }
}

pub(super) fn unusable(pass: &Pass<'_>, error: UserError) -> Result<(), Ends> {
    Err(Box::new(stalled(
        pass,
        reason::ACCOUNT_UNUSABLE,
        error,
        WakeUp::At(pass.next_interval()),
    )))
}

fn state(account: &CloudAccount) -> State {
    let conditions = account
        .status
        .as_ref()
        .map(|status| status.conditions.as_slice())
        .unwrap_or_default();
    match status::get(conditions, READY) {
        // What was found out of an earlier spec says nothing of these credentials and this role.
        Some(ready) if ready.observed_generation != account.metadata.generation => State::NotKnown,
        Some(ready) if ready.status == "True" => State::Ready,
        Some(ready) if status::is_true(conditions, STALLED) => match ready.reason.as_str() {
            reason::ROLE_NOT_ASSUMED => State::RoleRefused,
            _ => State::Unusable,
        },
        Some(_) | None => State::NotKnown,
    }
}
