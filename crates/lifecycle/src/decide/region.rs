//! Whether the plan's region may be used, and whether the stack is in it. A stack can't move: what never ran is taken
//! away and made anew over there, what runs stays.

use cloudwhisper_api::condition::{DEPLOYED, reason};
use cloudwhisper_api::deployment_request::Phase;
use cloudwhisper_api::error::ErrorCode;

use super::Ends;
use super::draft::{Draft, stalled};
use super::pass::Pass;
use super::stack_status::{Broken, Row, row};
use super::usable_account::unusable;
use crate::account::allows_region;
use crate::observed::StackFact;
use crate::revision::Revision;
use crate::status::{Standing, Truth};
use crate::step::{Decision, NoteKind, Step, WakeUp};
use crate::words;

/// Ends the pass if the region isn't allowed, or if the stack is in another.
pub(super) fn check(pass: &Pass<'_>, revision: &Revision) -> Result<(), Ends> {
    if let Some(account) = pass
        .account()
        .filter(|account| !allows_region(account, &revision.region))
    {
        let said =
            words::account::region_not_allowed(pass.language, pass.account_name(), &revision.region, account);
        return unusable(pass, said.error(ErrorCode::AccountNotAllowed));
    }
    match pass.deployment().filter(|_| pass.has_finalizer()) {
        Some(deployment) if deployment.region != revision.region => {
            Err(Box::new(elsewhere(pass, revision, &deployment.region)))
        }
        Some(_) | None => Ok(()),
    }
}

fn elsewhere(pass: &Pass<'_>, revision: &Revision, region: &str) -> Decision {
    let stack = match &pass.observed.stack {
        StackFact::NotLooked => return stays(pass, revision, region),
        StackFact::Unknown(fault) => return super::deployment::unknown(pass, fault),
        StackFact::Absent => return moves(pass, revision),
        StackFact::Present(stack) => stack,
    };
    match row(&stack.status) {
        Row::Empty if stack.status == crate::stack::StackStatus::DeleteComplete => moves(pass, revision),
        Row::Empty | Row::Shell | Row::Broken(Broken::Creation) => {
            let mut draft = Draft::new(pass, Some(revision));
            let message = words::region::moving(pass.language, region, &revision.region);
            draft.note(NoteKind::Normal, reason::DELETING, message.clone());
            draft.set(DEPLOYED, Truth::False, reason::DELETING, message.clone());
            draft.stand(Phase::Planning, Standing::Reconciling, reason::DELETING, &message);
            draft.step(
                Step::DeleteStack {
                    arn: stack.arn.clone(),
                },
                pass.next_look(),
            )
        }
        Row::Busy(_) => super::deployment::busy(pass, revision, stack),
        Row::Runs | Row::TakenBack | Row::Broken(Broken::Deletion | Broken::Update) | Row::Unheard(_) => {
            stays(pass, revision, region)
        }
    }
}

/// Nothing is left over there: from now on we look where the plan says.
pub(super) fn moves(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    draft.status.deployment = Some(Box::new(super::deployment::place(pass, revision)));
    let message = words::stack::checking(pass.language);
    draft.set(DEPLOYED, Truth::False, reason::CHECKING, message.clone());
    draft.stand(Phase::Planning, Standing::Reconciling, reason::CHECKING, &message);
    draft.wait(WakeUp::Now)
}

fn stays(pass: &Pass<'_>, revision: &Revision, region: &str) -> Decision {
    let said = words::region::cannot_move(pass.language, region, &revision.region);
    stalled(
        pass,
        reason::UNSUPPORTED,
        said.error(ErrorCode::ValidationFailed),
        WakeUp::Change,
    )
}
