//! A decision in the making: the previous status, changed in memory, until a step ends it.
//!
//! What follows from the revision alone (what was understood, the plan, its policy) and from the stack alone (how far it
//! is, history) is filled in first; the files beside this one add where that leaves the request.

use cloudwhisper_api::condition::{
    APPROVED, DEPLOYED, IN_SYNC, PARSED, PLANNED, POLICY_PASSED, READY, event, reason,
};
use cloudwhisper_api::deployment_request::{DeploymentRequestStatus, DeploymentResult, Phase};
use cloudwhisper_api::error::UserError;
use jiff::Timestamp;

use super::pass::Pass;
use super::{drift, gone, impact, planning, policies, reading, record};
use crate::retention;
use crate::revision::Revision;
use crate::status::{self, Stamp, Standing, Truth};
use crate::step::{Decision, Note, NoteKind, Step, WakeUp};
use crate::words::{self, Said};

/// A decision in the making.
pub(super) struct Draft {
    pub(super) status: DeploymentRequestStatus,
    stamp: Stamp,
    notes: Vec<Note>,
    said: Vec<&'static str>,
    carries: bool,
    retry: bool,
    latest: Timestamp,
}

impl Draft {
    /// The status so far as the plan for what the spec says now, where there is one, and the stack tell it.
    pub(super) fn new(pass: &Pass<'_>, current: Option<&Revision>) -> Self {
        let mut draft = Self::as_was(pass);
        draft.carries = current.is_some();
        draft.status.clarifications.clear();
        record::stack(pass, current, &mut draft.status);
        draft.tell_kept(pass);
        if let Some(said) = gone::news(pass, current) {
            draft.note(NoteKind::Warning, event::STACK_GONE, said);
        }
        if let Some(revision) = current {
            draft.tell_plan(pass, revision);
        } else {
            draft.status.parsed = None;
            draft.status.plan = None;
            draft.status.approval = None;
        }
        drift::tell(pass, &mut draft);
        draft
    }

    /// Everything as it was.
    pub(super) fn as_was(pass: &Pass<'_>) -> Self {
        let mut status = pass.previous.clone();
        let stamp = pass.stamp();
        status.observed_generation = stamp.generation;
        if let Some(requested) = pass.reconcile_requested_at() {
            status.last_handled_reconcile_at = Some(requested.to_owned());
        }
        status.last_error = None;
        status.repair = None;
        reading::tell(pass, &mut status);
        Self {
            status,
            stamp,
            notes: Vec::new(),
            said: Vec::new(),
            carries: true,
            retry: false,
            latest: pass.next_interval(),
        }
    }

    /// What is in no stack any more is nowhere else to be found: it is told in the pass that sees an operation's end.
    fn tell_kept(&mut self, pass: &Pass<'_>) {
        let ended = self.status.history.iter().find(|entry| {
            entry.result != DeploymentResult::InProgress && !pass.previous.history.contains(entry)
        });
        let (Some(ended), Some(stack)) = (ended, pass.stack()) else {
            return;
        };
        let plan = pass.previous.plan.as_ref();
        let plan = plan
            .filter(|plan| plan.revision == ended.revision && ended.result == DeploymentResult::Succeeded);
        let expected = plan.map_or(&[][..], |plan| &plan.resources);
        let kept = retention::kept(expected, &stack.events);
        if let Some(said) = words::retention::kept(pass.language, &kept) {
            self.note(NoteKind::Warning, event::RESOURCES_RETAINED, said);
        }
    }

    fn tell_plan(&mut self, pass: &Pass<'_>, revision: &Revision) {
        let language = pass.language;
        let impact = impact::resources(pass, revision);
        self.status.parsed = Some(Box::new(planning::parsed(revision)));
        let plan = planning::plan_status(pass, revision, impact, &self.status);
        self.status.approval = self
            .status
            .approval
            .take()
            .filter(|approval| approval.digest == plan.digest);
        self.status.plan = Some(Box::new(plan));
        self.set(
            PARSED,
            Truth::True,
            reason::UNDERSTOOD,
            words::plan::understood(language, pass.spec.parser.provider, revision),
        );
        self.set(
            PLANNED,
            Truth::True,
            reason::PLANNED,
            words::drift::planned(language, revision, pass.spec.rollback_to),
        );
        let verdict = policies::verdict(pass, revision);
        if policies::tell(pass, self, revision, &verdict) {
            return;
        }
        let exceptions = verdict.exceptions(language);
        match &revision.estimate.budget {
            Some(budget) if !budget.within => {
                let message = words::plan::budget_exceeded(language, revision).whole();
                self.set(POLICY_PASSED, Truth::False, reason::BUDGET_EXCEEDED, message);
            }
            Some(_) if !revision.estimate.unpriced.is_empty() => {
                let message = words::plan::price_unknown(language, revision);
                self.set(POLICY_PASSED, Truth::Unknown, reason::PRICE_UNKNOWN, message);
            }
            Some(_) | None => {
                let mut message = words::plan::no_violation(language);
                if let Some(exceptions) = exceptions {
                    message = format!("{message} {exceptions}");
                }
                self.set(POLICY_PASSED, Truth::True, reason::NO_VIOLATION, message);
            }
        }
    }

    /// Sets a condition.
    pub(super) fn set(&mut self, kind: &'static str, truth: Truth, reason: &str, message: String) {
        self.said.push(kind);
        status::set(
            &mut self.status.conditions,
            self.stamp,
            kind,
            truth,
            reason,
            message,
        );
    }

    /// Something that a person would want to read later.
    pub(super) fn note(&mut self, kind: NoteKind, reason: &'static str, message: String) {
        self.notes.push(Note {
            kind,
            reason,
            message,
        });
    }

    /// Notes it if it is new: the last status had another reason for `Ready`.
    pub(super) fn note_once(
        &mut self,
        pass: &Pass<'_>,
        kind: NoteKind,
        reason: &'static str,
        message: String,
    ) {
        if status::reason_of(&pass.previous.conditions, READY) != Some(reason) {
            self.note(kind, reason, message);
        }
    }

    /// Where the request stands.
    pub(super) fn stand(&mut self, phase: Phase, standing: Standing, reason: &str, message: &str) {
        self.status.phase = Some(phase);
        status::stand(&mut self.status.conditions, self.stamp, standing, reason, message);
        self.fill(reason, message);
    }

    /// Nothing will happen until a person changes something.
    pub(super) fn stall(&mut self, pass: &Pass<'_>, phase: Phase, reason: &'static str, error: UserError) {
        let message = format!("{} {}", error.message, error.details);
        let before = status::get(&pass.previous.conditions, READY);
        if before.is_none_or(|before| before.reason != reason || before.message != message) {
            self.note(NoteKind::Warning, reason, message.clone());
        }
        self.status.last_error = Some(Box::new(error));
        self.stand(phase, Standing::Stalled, reason, &message);
    }

    /// An error that goes away by itself or with what is done next.
    pub(super) fn error(&mut self, error: UserError) {
        self.status.last_error = Some(Box::new(error));
    }

    /// The facts could not be read: looked at again with growing waits.
    pub(super) fn retry(&mut self) {
        self.retry = true;
    }

    /// Every condition that nobody spoke of keeps what it said if the plan is still the same, and is unknown otherwise.
    fn fill(&mut self, reason: &str, message: &str) {
        for kind in [PARSED, PLANNED, POLICY_PASSED, APPROVED, DEPLOYED, IN_SYNC] {
            let known = self.said.contains(&kind)
                || (self.carries && status::restamp(&mut self.status.conditions, self.stamp, kind));
            if !known {
                status::set(
                    &mut self.status.conditions,
                    self.stamp,
                    kind,
                    Truth::Unknown,
                    reason,
                    message.to_owned(),
                );
            }
        }
        status::sort(&mut self.status.conditions);
    }

    /// Ends the pass with a step.
    pub(super) fn step(self, step: Step, wake: WakeUp) -> Decision {
        Decision {
            step,
            status: self.status,
            notes: self.notes,
            wake,
            retry: self.retry,
            latest: self.latest,
        }
    }

    /// Ends the pass.
    pub(super) fn wait(self, wake: WakeUp) -> Decision {
        self.step(Step::Wait, wake)
    }
}

/// Ends the pass: nothing will happen until a person changes something.
pub(super) fn stalled(pass: &Pass<'_>, reason: &'static str, error: UserError, wake: WakeUp) -> Decision {
    let mut draft = Draft::new(pass, pass.current());
    draft.stall(pass, Phase::Failed, reason, error);
    draft.wait(pass.or_stack(wake))
}

/// Ends the pass: something else has to happen first.
pub(super) fn waiting(
    pass: &Pass<'_>,
    phase: Phase,
    reason: &'static str,
    said: &Said,
    wake: WakeUp,
) -> Decision {
    let mut draft = Draft::new(pass, pass.current());
    draft.stand(phase, Standing::Reconciling, reason, &said.whole());
    draft.wait(pass.or_stack(wake))
}
