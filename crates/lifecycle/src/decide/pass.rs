//! One pass: what is observed, and what follows from it at once.

use cloudwhisper_api::cloud_account::CloudAccount;
use cloudwhisper_api::condition::DEPLOYED;
use cloudwhisper_api::deployment_request::{
    DeploymentRequestSpec, DeploymentRequestStatus, DeploymentStatus, PlanStatus,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::{Language, LanguageChoice};
use cloudwhisper_api::{FINALIZER, RECONCILE_REQUESTED_AT};
use cloudwhisper_planner::language::detect;
use cloudwhisper_planner::language::normalize::normalize;
use jiff::{SignedDuration, Timestamp};

use super::inputs::{inputs, of_spec};
use super::reading;
use super::stack_status::{Broken, Row, row};
use crate::duration;
use crate::observed::{AccountFact, Observed, StackFact};
use crate::offer;
use crate::parameters::{Resolved, resolve};
use crate::revision::{ReadBy, Revision};
use crate::stack::Stack;
use crate::status::{Stamp, is_true};
use crate::step::WakeUp;

/// The defaults of the API, for objects that were not defaulted by it.
const INTERVAL: SignedDuration = SignedDuration::from_hours(1);
const TIMEOUT: SignedDuration = SignedDuration::from_mins(30);

/// Seconds after which a request that waits for its stack is looked at although nobody woke it.
const UNWOKEN: i64 = 30 * 60;

/// So much of a prompt tells its language.
const ENOUGH_TO_TELL: usize = 600;

/// One pass.
pub(super) struct Pass<'a> {
    pub(super) observed: &'a Observed,
    pub(super) spec: &'a DeploymentRequestSpec,
    pub(super) previous: DeploymentRequestStatus,
    pub(super) now: Timestamp,
    /// `spec.parameters` with what their references stand for.
    pub(super) parameters: Resolved,
    /// The language of every sentence.
    pub(super) language: Language,
}

impl<'a> Pass<'a> {
    pub(super) fn new(observed: &'a Observed, now: Timestamp) -> Self {
        let kept = observed.revision.as_ref().map(|revision| &revision.outputs);
        let parameters = resolve(&observed.request.spec.parameters, &observed.dependencies, kept);
        let current = current(observed, &parameters);
        let language = current.map_or_else(
            || answer_language(&observed.request.spec),
            |revision| revision.language,
        );
        let previous = observed.request.status.clone().unwrap_or_default();
        Self {
            observed,
            spec: &observed.request.spec,
            previous,
            now,
            parameters,
            language,
        }
    }

    /// The name of the request.
    pub(super) fn name(&self) -> &str {
        self.observed.request.metadata.name.as_deref().unwrap_or_default()
    }

    /// The namespace of the request.
    pub(super) fn namespace(&self) -> &str {
        self.observed
            .request
            .metadata
            .namespace
            .as_deref()
            .unwrap_or_default()
    }

    /// The generation that the status will speak of.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp {
            generation: self.observed.request.metadata.generation.unwrap_or_default(),
            now: self.now,
        }
    }

    /// The revision that was made from exactly what the spec says now.
    pub(super) fn current(&self) -> Option<&'a Revision> {
        current(self.observed, &self.parameters)
    }

    /// Names everything that a plan for this spec, account and these parameters is made from, the prompt read by this model or by the rules
    /// alone.
    pub(super) fn inputs(&self, read_by: Option<&ReadBy>) -> Digest {
        inputs(
            &self.observed.request,
            self.account(),
            &self.parameters.values,
            read_by,
        )
    }

    /// The account, where there is one of the name.
    pub(super) fn account(&self) -> Option<&'a CloudAccount> {
        account(self.observed)
    }

    /// Name of the account that the request asks for.
    pub(super) fn account_name(&self) -> &str {
        self.spec.account_ref.as_ref().map_or("", |account| &account.name)
    }

    pub(super) fn is_plan_only(&self) -> bool {
        matches!(self.observed.account, AccountFact::NotAsked)
    }

    pub(super) fn is_deleting(&self) -> bool {
        self.observed.request.metadata.deletion_timestamp.is_some()
    }

    pub(super) fn has_finalizer(&self) -> bool {
        let finalizers = self
            .observed
            .request
            .metadata
            .finalizers
            .as_deref()
            .unwrap_or_default();
        finalizers.iter().any(|finalizer| finalizer == FINALIZER)
    }

    /// The reconcile annotation, where there is one.
    pub(super) fn reconcile_requested_at(&self) -> Option<&str> {
        let annotations = self.observed.request.metadata.annotations.as_ref()?;
        annotations.get(RECONCILE_REQUESTED_AT).map(String::as_str)
    }

    /// Whether somebody asked for a pass since the last one that answered.
    pub(super) fn is_retry_requested(&self) -> bool {
        let requested = self.reconcile_requested_at();
        requested.is_some() && requested != self.previous.last_handled_reconcile_at.as_deref()
    }

    /// The stack, where AWS has it.
    pub(super) fn stack(&self) -> Option<&'a Stack> {
        match &self.observed.stack {
            StackFact::Present(stack) => Some(stack),
            StackFact::NotLooked | StackFact::Unknown(_) | StackFact::Absent => None,
        }
    }

    /// What the status knows of the deployment.
    pub(super) fn deployment(&self) -> Option<&DeploymentStatus> {
        self.previous.deployment.as_deref()
    }

    /// Whether the last operation on the stack carried out this plan. The digest counts, not the number: the same plan
    /// under another number is the same plan.
    pub(super) fn is_made_from(&self, revision: &Revision) -> bool {
        let carried_out = self
            .stack()
            .and_then(|stack| carried_out(stack.change_set_name.as_deref()?));
        match carried_out {
            Some((_, digest)) => digest == revision.digest.short(64),
            None => self.deployment().and_then(|deployment| deployment.digest) == Some(revision.digest),
        }
    }

    /// The plan that the stack was made from, as far as AWS or the status tells.
    pub(super) fn carried_out(&self) -> Option<Digest> {
        let told = self
            .stack()
            .and_then(|stack| carried_out(stack.change_set_name.as_deref()?));
        match told {
            Some((_, digits)) => format!("sha256:{digits}").parse().ok(),
            None => self.deployment()?.digest,
        }
    }

    /// Whether exactly what the spec says was running when we last looked.
    pub(super) fn was_deployed(&self) -> bool {
        self.current().is_some_and(|revision| {
            is_true(&self.previous.conditions, DEPLOYED) && self.shown(revision).is_some()
        })
    }

    /// The plan of the status if it is this one, under whatever number: its digest is the revision's own, or that of the
    /// revision with everything that AWS said is taken away.
    pub(super) fn shown(&self, revision: &Revision) -> Option<&PlanStatus> {
        let shown = self.previous.plan.as_deref();
        shown.filter(|plan| plan.digest == offer::digest(revision.digest, &plan.resources))
    }

    /// Whether `CloudFormation` is at work on exactly what the spec says.
    pub(super) fn is_under_way(&self) -> bool {
        let busy = self
            .stack()
            .is_some_and(|stack| matches!(row(&stack.status), Row::Busy(_)));
        busy && self.current().is_some_and(|revision| self.is_made_from(revision))
    }

    /// Whether `CloudFormation` gave up on an update, and the plan for what the spec says is there: until a person has mended the stack,
    /// nothing new is begun.
    pub(super) fn is_stuck(&self) -> bool {
        let stuck = self
            .stack()
            .is_some_and(|stack| row(&stack.status) == Row::Broken(Broken::Update));
        stuck && self.current().is_some()
    }

    pub(super) fn interval(&self) -> SignedDuration {
        duration::parse_or(&self.spec.interval, INTERVAL)
    }

    pub(super) fn timeout(&self) -> SignedDuration {
        duration::parse_or(&self.spec.timeout, TIMEOUT)
    }

    /// In `seconds`.
    pub(super) fn in_seconds(&self, seconds: i64) -> Timestamp {
        duration::after(self.now, SignedDuration::from_secs(seconds))
    }

    /// When AWS has something new on the stack. Looking there is shared by everybody who waits in the same place, so that nobody looks
    /// more often on their own account; the time is for the case that nobody wakes us.
    pub(super) fn next_look(&self) -> WakeUp {
        WakeUp::StackOr(self.in_seconds(UNWOKEN))
    }

    /// After `spec.interval`.
    pub(super) fn next_interval(&self) -> Timestamp {
        duration::after(self.now, self.interval())
    }

    /// `wake`, but while `CloudFormation` is at work whatever it has to say comes first.
    pub(super) fn or_stack(&self, wake: WakeUp) -> WakeUp {
        match self.stack().map(|stack| row(&stack.status)) {
            Some(Row::Busy(_)) => WakeUp::StackOr(self.next_interval()),
            _ => wake,
        }
    }
}

/// The newest revision, if it was made from just what the spec says, and read by whom it wants. One that `spec.rollbackTo` names and that
/// is what the rest of the spec says as well need not be taken up again.
fn current<'a>(observed: &'a Observed, parameters: &Resolved) -> Option<&'a Revision> {
    let (request, newest) = (&observed.request, observed.revision.as_ref()?);
    let (account, values) = (account(observed), &parameters.values);
    let read_by = newest.read_by.as_ref();
    let is_current = match request.spec.rollback_to {
        None => {
            newest.inputs == inputs(request, account, values, read_by)
                && reading::will_do(request.spec.parser.provider, read_by)
        }
        Some(number) => {
            newest.inputs == inputs(request, account, values, read_by)
                || (number == newest.number && newest.inputs == of_spec(request, account, values, read_by))
        }
    };
    is_current.then_some(newest)
}

fn account(observed: &Observed) -> Option<&CloudAccount> {
    match &observed.account {
        AccountFact::NotAsked | AccountFact::Missing { .. } => None,
        AccountFact::Found { account, .. } => Some(account),
    }
}

/// Number and digest, in digits, of the revision that a change set of ours carries out.
pub(super) fn carried_out(change_set: &str) -> Option<(i64, &str)> {
    let (number, digest) = change_set.strip_prefix("cw-r")?.split_once('-')?;
    let number = number
        .parse()
        .ok()
        .filter(|number| Revision::is_number(*number))?;
    Some((number, digest))
}

fn answer_language(spec: &DeploymentRequestSpec) -> Language {
    let start: String = spec.prompt.chars().take(ENOUGH_TO_TELL).collect();
    match spec.language {
        LanguageChoice::Auto => detect(&normalize(&start)).language,
        LanguageChoice::En => Language::English,
        LanguageChoice::Hi if start.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c)) => Language::Hindi,
        LanguageChoice::Hi => Language::Hinglish,
    }
}
