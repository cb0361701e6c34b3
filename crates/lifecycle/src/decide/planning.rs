//! The plan for what the spec says now: the newest revision if it was made from just that, else a new one.

use std::borrow::Cow;

use cloudwhisper_api::condition::{APPROVED, DEPLOYED, PARSED, PLANNED, reason};
use cloudwhisper_api::deployment_request::{
    ArtifactsRef, DeploymentRequestStatus, ParsedStatus, ParserProvider, Phase, PlanStatus,
};
use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, Clarification, PlannedResource};
use cloudwhisper_planner::requirements::Understood;
use cloudwhisper_planner::{Plan, plan};

use super::Ends;
use super::draft::Draft;
use super::impact;
use super::inputs::{plan_input, way_in};
use super::pass::Pass;
use super::reading::{self, Reader};
use super::rollback;
use crate::offer;
use crate::parameters::as_written;
use crate::revision::{Provenance, ReadBy, Revision};
use crate::status::{Standing, Truth};
use crate::step::{Decision, NoteKind, Step, WakeUp};
use crate::words;

/// The revision that was made from exactly what the spec says; the pass ends here if there is none yet.
pub(super) fn current<'a>(pass: &Pass<'a>) -> Result<&'a Revision, Ends> {
    pass.current().ok_or_else(|| {
        Box::new(match pass.spec.rollback_to {
            Some(number) => rollback::decide(pass, number),
            None => anew(pass),
        })
    })
}

fn anew(pass: &Pass<'_>) -> Decision {
    let mut read = match reading::reader(pass) {
        Ok(read) => read,
        Err(ended) => return *ended,
    };
    let regions = reading::regions(pass);
    let mut input = plan_input(
        &pass.observed.request,
        pass.account(),
        &pass.parameters.values,
        &pass.observed.settings.exchange_rate,
    );
    input.request.suggestion = read.suggestion(&regions);
    let mut outcome = plan(&input);
    if outcome.is_err() && read.is_optional(pass) {
        // Nobody asked for this model: what it proposed must not keep from a plan what the rules can plan.
        read = read.alone();
        input.request.suggestion = None;
        outcome = plan(&input);
    }
    let mut planned = match outcome {
        Ok(planned) => planned,
        Err(error) => return invalid(pass, error),
    };
    let warning = read.warning(planned.understood.language);
    if let Some(plan) = &mut planned.plan {
        plan.assumptions.extend(from_outputs(pass, plan.language));
        plan.warnings.extend(warning.clone());
    }
    planned.understood.warnings.extend(warning);
    let questions = questions(pass, &planned.understood, planned.plan.as_ref());
    match planned.plan {
        Some(plan) if questions.is_empty() && read.will_do(pass) => {
            write(pass, plan, &planned.understood, read.read_by())
        }
        Some(_) | None if !questions.is_empty() => ask(pass, &planned.understood, questions, read),
        // Neither a plan nor a question: the planner broke its word. Or one that nobody was to read: a question for a model was to be had.
        Some(_) | None => invalid(
            pass,
            words::plan::internal(pass.language).error(ErrorCode::Internal),
        ),
    }
}

/// Which values are outputs of other requests: whoever approves the plan sees where they come from.
fn from_outputs(pass: &Pass<'_>, language: Language) -> impl Iterator<Item = Assumption> {
    let referring = as_written(&pass.spec.parameters);
    referring.map(move |(key, references)| {
        let written: Vec<String> = references.iter().map(|it| format!("{{{{ {it} }}}}")).collect();
        Assumption {
            field: format!("parameters.{key}"),
            value: pass.parameters.values.get(key).cloned().unwrap_or_default(),
            reason: words::parameters::from_output(language, &written.join(", ")),
        }
    })
}

/// The planner's questions, and those for parameters that a deployment can't do without.
fn questions(pass: &Pass<'_>, understood: &Understood, plan: Option<&Plan>) -> Vec<Clarification> {
    let missing = plan
        .filter(|_| !pass.is_plan_only())
        .map(|plan| plan.missing_parameters.as_slice());
    let parameters = missing.unwrap_or_default().iter().map(|parameter| Clarification {
        field: parameter.answer.to_owned(),
        question: words::plan::parameter(understood.language, parameter.description),
        options: Vec::new(),
    });
    understood
        .clarifications
        .iter()
        .cloned()
        .chain(parameters)
        .collect()
}

fn invalid(pass: &Pass<'_>, error: UserError) -> Decision {
    let mut draft = Draft::new(pass, None);
    let message = format!("{} {}", error.message, error.details);
    draft.set(PARSED, Truth::False, reason::INVALID_PROMPT, message.clone());
    for kind in [PLANNED, APPROVED, DEPLOYED] {
        draft.set(kind, Truth::False, reason::INVALID_PROMPT, message.clone());
    }
    draft.stall(pass, Phase::Failed, reason::INVALID_PROMPT, error);
    draft.wait(pass.or_stack(WakeUp::Change))
}

fn ask(
    pass: &Pass<'_>,
    understood: &Understood,
    questions: Vec<Clarification>,
    read: Reader<'_>,
) -> Decision {
    let mut draft = Draft::new(pass, None);
    let message = words::plan::questions(understood.language, pass.name(), &questions).whole();
    draft.status.parsed = Some(Box::new(ParsedStatus {
        language: understood.language,
        confidence: understood.confidence,
        provider: read.provider(),
        requirements: None,
        assumptions: understood.assumptions.clone(),
        warnings: understood.warnings.clone(),
    }));
    draft.status.clarifications = questions;
    for kind in [PARSED, PLANNED, APPROVED, DEPLOYED] {
        draft.set(kind, Truth::False, reason::AWAITING_ANSWERS, message.clone());
    }
    draft.note_once(pass, NoteKind::Normal, reason::AWAITING_ANSWERS, message.clone());
    draft.stand(
        Phase::AwaitingAnswers,
        Standing::Reconciling,
        reason::AWAITING_ANSWERS,
        &message,
    );
    draft.wait(pass.or_stack(WakeUp::Change))
}

fn write(pass: &Pass<'_>, plan: Plan, understood: &Understood, read_by: Option<ReadBy>) -> Decision {
    let provenance = Provenance {
        number: next_number(pass),
        prompt: &pass.spec.prompt,
        inputs: pass.inputs(read_by.as_ref()),
        way_in: pass.account().map(way_in),
        planned_at: pass.now,
    };
    let revision = Revision {
        outputs: pass.parameters.outputs.clone(),
        words: Some(reading::words(pass.spec)),
        read_by,
        ..Revision::from_plan(plan, understood, &provenance)
    };
    keep(pass, revision)
}

/// Keeps the revision that a plan now is.
pub(super) fn keep(pass: &Pass<'_>, revision: Revision) -> Decision {
    let mut draft = Draft::new(pass, Some(&revision));
    draft.note(
        NoteKind::Normal,
        reason::PLANNED,
        words::drift::planned(revision.language, &revision, pass.spec.rollback_to),
    );
    let wake = if pass.is_plan_only() {
        tell_plan_only(&mut draft, &revision);
        match below(pass, &revision) {
            Some(_) => WakeUp::Now, // to prune what is too old
            None => WakeUp::Change,
        }
    } else {
        let message = words::stack::checking(revision.language);
        for kind in [APPROVED, DEPLOYED] {
            draft.set(kind, Truth::False, reason::CHECKING, message.clone());
        }
        draft.stand(Phase::Planning, Standing::Reconciling, reason::CHECKING, &message);
        WakeUp::Now
    };
    draft.step(Step::WriteRevision(Box::new(revision)), wake)
}

/// One more than any number that was ever used, as far as anything still tells of it.
pub(super) fn next_number(pass: &Pass<'_>) -> i64 {
    let kept = pass.observed.revision.iter().map(|revision| revision.number);
    let planned = pass.previous.plan.iter().map(|plan| plan.revision);
    let deployed = pass.deployment().and_then(|deployment| deployment.revision);
    let carried_out = pass
        .stack()
        .and_then(|stack| super::pass::carried_out(stack.change_set_name.as_deref()?));
    let carried_out = carried_out.map(|(number, _)| number);
    let history = pass.previous.history.iter().map(|entry| entry.revision);
    let newest = kept
        .chain(planned)
        .chain(deployed)
        .chain(carried_out)
        .chain(history)
        .filter(|number| Revision::is_number(*number))
        .max();
    newest.unwrap_or(0).saturating_add(1)
}

/// A request without an account is done once it has its plan.
pub(super) fn plan_only(pass: &Pass<'_>, revision: &Revision) -> Decision {
    let mut draft = Draft::new(pass, Some(revision));
    tell_plan_only(&mut draft, revision);
    match below(pass, revision) {
        Some(below) => draft.step(Step::PruneRevisions { below, keep: None }, WakeUp::Change),
        None => draft.wait(WakeUp::Change),
    }
}

fn tell_plan_only(draft: &mut Draft, revision: &Revision) {
    let message = words::plan::plan_only(revision.language);
    for kind in [APPROVED, DEPLOYED] {
        draft.set(kind, Truth::False, reason::PLAN_ONLY, message.clone());
    }
    draft.stand(
        Phase::PlanReady,
        Standing::Ready,
        reason::PLAN_READY,
        &words::plan::ready(revision.language, revision),
    );
}

/// Revisions below this number are beyond `historyLimit`; none if there can't be any.
pub(super) fn below(pass: &Pass<'_>, revision: &Revision) -> Option<i64> {
    let below = revision.number.saturating_sub(i64::from(pass.spec.history_limit));
    (below > 1).then_some(below)
}

/// What the status says of the prompt.
pub(super) fn parsed(revision: &Revision) -> ParsedStatus {
    ParsedStatus {
        language: revision.language,
        confidence: revision.confidence,
        provider: provider(revision),
        requirements: Some(revision.requirements.clone()),
        assumptions: revision.assumptions.clone(),
        warnings: revision.warnings.clone(),
    }
}

/// Who read the prompt.
fn provider(revision: &Revision) -> ParserProvider {
    let read_by = revision.read_by.as_ref();
    read_by.map_or(ParserProvider::Rules, |read_by| read_by.provider)
}

/// What the status says of the plan; `status` tells what runs.
pub(super) fn plan_status(
    pass: &Pass<'_>,
    revision: &Revision,
    resources: Cow<'_, [PlannedResource]>,
    status: &DeploymentRequestStatus,
) -> PlanStatus {
    PlanStatus {
        revision: revision.number,
        digest: offer::digest(revision.digest, &resources),
        rollback_of: revision.rollback_of,
        corrects: revision.corrects.map(|corrects| corrects.drift),
        resources: resources.into_owned(),
        estimate: revision.estimate.clone(),
        monthly_delta: impact::bill_delta(status, revision),
        findings: revision.findings.clone(),
        artifacts: ArtifactsRef {
            kind: "ConfigMap".to_owned(),
            name: Revision::config_map_name(pass.name(), revision.number),
        },
    }
}
