//! Who reads the prompt: the rules alone, or a language model beside them. Here: what a model is asked in a pass, which of its answers
//! count, and where a request stands while there is none. Not here: asking, which the operator does, and what of an answer is believed,
//! which the planner says.

use std::collections::BTreeMap;

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::deployment_request::{
    DeploymentRequestSpec, DeploymentRequestStatus, ParserProvider, Phase,
};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::model_answer::{ModelAnswer, Unavailable};
use cloudwhisper_api::plan::Warning;
use cloudwhisper_planner::proposal::{Ask, Suggestion, ask};
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::draft::{stalled, waiting};
use super::inputs::plan_input;
use super::pass::Pass;
use super::{Ends, dependencies, suspension, usable_account};
use crate::account::regions as regions_of;
use crate::observed::{ModelFact, Observed};
use crate::revision::ReadBy;
use crate::step::{Decision, WakeUp};
use crate::words::model as said;

/// Code of the warning that the rules read alone where a model was to.
pub const MODEL_UNAVAILABLE: &str = "MODEL_UNAVAILABLE";

/// Seconds until a request that waits for a model looks again, should nobody have woken it.
const UNWOKEN: i64 = 60;
const SECONDS_OF_A_DAY: i64 = 24 * 60 * 60;
/// Seconds after midnight: no clock that is a little late makes it another day of waiting.
const INTO_THE_DAY: i64 = 10;

/// What a language model is to be asked about a request.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it is asked.
    pub ask: Ask,
    /// Who is to be asked: `Bedrock`, `OpenAI`, or with `Auto` whichever is set up.
    pub provider: ParserProvider,
    /// Whether somebody has asked for a pass since the last one: what a model failed at then is tried once more.
    pub again: bool,
    /// Whose reading of the same words the newest revision was made by: something else has changed, and the same reading does.
    stays: Option<ReadBy>,
}

/// What a language model is to be asked in this pass, whatever [`Observed::model`] says. None where nothing is planned from the prompt in it,
/// or the rules read alone, or refuse the prompt whatever a model says.
pub fn question(observed: &Observed, now: Timestamp) -> Option<Question> {
    let provider = observed.request.spec.parser.provider;
    if provider == ParserProvider::Rules {
        return None;
    }
    let pass = Pass::new(observed, now);
    let plans = !pass.is_deleting()
        && pass.spec.rollback_to.is_none()
        && pass.current().is_none()
        && suspension::check(&pass).is_ok()
        && dependencies::check(&pass).is_ok()
        && usable_account::check(&pass).is_ok();
    if !plans {
        return None;
    }
    let again = pass.is_retry_requested();
    let newest = observed.revision.as_ref();
    let same = newest.filter(|newest| newest.words == Some(words(pass.spec)));
    if provider == ParserProvider::Auto && !again && same.is_some_and(|newest| newest.read_by.is_none()) {
        return None; // the rules have read it, and read it again
    }
    let settings = &observed.settings;
    let input = plan_input(
        &observed.request,
        pass.account(),
        &pass.parameters.values,
        &settings.exchange_rate,
    );
    Some(Question {
        ask: ask(&input.request).ok()?,
        provider,
        again,
        stays: same.and_then(|newest| newest.read_by.clone()),
    })
}

/// The answer that the object holds, where it counts for the question of this sum: with it nobody need be asked. One that the newest revision
/// was made by counts as long as the words are the same, whatever else is asked by now. A failure counts too, unless somebody asks for another
/// try, or only that model will do and may give more another time. `asked` is none where no model is set up.
pub fn kept<'a>(
    observed: &'a Observed,
    question: &Question,
    asked: Option<Digest>,
) -> Option<&'a ModelAnswer> {
    let answer = observed.request.status.as_ref()?.model.as_deref()?;
    let stays = question.stays.is_some() && ReadBy::answer(answer) == question.stays;
    let fails_again = |why: Unavailable| {
        !question.again && (question.provider == ParserProvider::Auto || why.is_about_the_prompt())
    };
    let counts = answer.proposal.is_some() || answer.unavailable.is_some_and(fails_again);
    (stays || (asked == Some(answer.asked) && counts)).then_some(answer)
}

/// sha256 over what whoever reads a prompt reads.
pub(super) fn words(spec: &DeploymentRequestSpec) -> Digest {
    let answers: BTreeMap<_, _> = spec.answers.iter().collect();
    let words = json!([spec.prompt, spec.language, answers]);
    Digest::from_bytes(Sha256::digest(words.to_string().as_bytes()).into())
}

/// Whether what this one has read is what the spec asks for.
pub(super) fn will_do(wanted: ParserProvider, read_by: Option<&ReadBy>) -> bool {
    match (wanted, read_by) {
        // A model that is set up later makes no new plan of what is planned.
        (ParserProvider::Auto, _) | (ParserProvider::Rules, None) => true,
        (ParserProvider::Rules, Some(_)) => false,
        (wanted, read_by) => read_by.is_some_and(|read_by| read_by.provider == wanted),
    }
}

/// Who reads the prompt in this pass: the rules, with what a model said of it, if anything.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    answer: Option<&'a ModelAnswer>,
    /// Whether the rules read alone though there is a proposal: nothing can be planned with it.
    is_alone: bool,
}

impl<'a> Reader<'a> {
    fn of(answer: Option<&'a ModelAnswer>) -> Self {
        Self {
            answer,
            is_alone: false,
        }
    }

    /// Whether the rules may read alone in the place of a model that has proposed something.
    pub(super) fn is_optional(self, pass: &Pass<'_>) -> bool {
        pass.spec.parser.provider == ParserProvider::Auto && self.heeded().is_some()
    }

    /// The rules alone.
    pub(super) fn alone(self) -> Self {
        Self {
            is_alone: true,
            ..self
        }
    }

    /// The answer that the plan is made by.
    fn heeded(self) -> Option<&'a ModelAnswer> {
        self.answer
            .filter(|answer| !self.is_alone && answer.proposal.is_some())
    }

    /// For the planner.
    pub(super) fn suggestion(self, regions: &'a [String]) -> Option<Suggestion<'a>> {
        let answer = self.heeded()?;
        Some(Suggestion {
            proposal: answer.proposal.as_ref()?,
            model: &answer.model,
            regions,
        })
    }

    pub(super) fn read_by(self) -> Option<ReadBy> {
        self.heeded().and_then(ReadBy::answer)
    }

    pub(super) fn provider(self) -> ParserProvider {
        self.heeded()
            .map_or(ParserProvider::Rules, |answer| answer.provider)
    }

    pub(super) fn will_do(self, pass: &Pass<'_>) -> bool {
        will_do(pass.spec.parser.provider, self.read_by().as_ref())
    }

    /// That the rules read alone where a model was to.
    pub(super) fn warning(self, language: Language) -> Option<Warning> {
        let answer = self.answer?;
        let unplanned = self.is_alone.then_some(Unavailable::Unusable);
        let said = said::fallen_back(language, &answer.model, answer.unavailable.or(unplanned)?);
        Some(Warning {
            code: MODEL_UNAVAILABLE.to_owned(),
            message: said.message,
            suggestion: said.remedy,
        })
    }
}

/// Who reads the prompt. Ends the pass while that is a model which hasn't answered, or gives nothing and nobody else will do.
pub(super) fn reader<'a>(pass: &Pass<'a>) -> Result<Reader<'a>, Ends> {
    let wanted = pass.spec.parser.provider;
    let alone = Ok(Reader::of(None));
    if wanted == ParserProvider::Rules {
        return alone;
    }
    match &pass.observed.model {
        ModelFact::NotAsked => alone,
        ModelFact::NotSetUp if wanted == ParserProvider::Auto => alone,
        ModelFact::NotSetUp => Err(Box::new(stalled(
            pass,
            reason::MODEL_UNAVAILABLE,
            said::not_set_up(pass.language, wanted).error(ErrorCode::ModelUnavailable),
            WakeUp::Change,
        ))),
        ModelFact::Asked => Err(Box::new(waiting(
            pass,
            Phase::Planning,
            reason::ASKING_MODEL,
            &said::asking(pass.language),
            WakeUp::At(pass.in_seconds(UNWOKEN)),
        ))),
        ModelFact::Answered(answer) => match answer.unavailable {
            Some(why) if wanted != ParserProvider::Auto => Err(Box::new(without(pass, &answer.model, why))),
            Some(_) | None => Ok(Reader::of(Some(answer))),
        },
    }
}

/// The model that the spec names gives nothing.
fn without(pass: &Pass<'_>, model: &str, why: Unavailable) -> Decision {
    let told = said::unavailable(pass.language, model, why);
    if !why.is_passing() {
        let error = told.error(ErrorCode::ModelUnavailable);
        let wake = if why.is_about_the_prompt() {
            WakeUp::Change
        } else {
            WakeUp::At(pass.next_interval()) // somebody may have mended it
        };
        return stalled(pass, reason::MODEL_UNAVAILABLE, error, wake);
    }
    let seconds = match why {
        Unavailable::BudgetSpent => {
            SECONDS_OF_A_DAY - pass.now.as_second().rem_euclid(SECONDS_OF_A_DAY) + INTO_THE_DAY
        }
        _ => UNWOKEN,
    };
    let wake = WakeUp::At(pass.in_seconds(seconds));
    waiting(pass, Phase::Planning, reason::MODEL_UNAVAILABLE, &told, wake)
}

/// Keeps with the object what came of asking. Forgets it where the rules are to read alone, and while it is asked: what it said before,
/// perhaps to the same question, no longer counts.
pub(super) fn tell(pass: &Pass<'_>, status: &mut DeploymentRequestStatus) {
    match &pass.observed.model {
        ModelFact::Answered(answer) => status.model = Some(answer.clone()),
        _ if pass.spec.parser.provider == ParserProvider::Rules => status.model = None,
        ModelFact::Asked => status.model = None,
        ModelFact::NotAsked | ModelFact::NotSetUp => {}
    }
}

/// The regions that a model may propose: what the account and the policies all allow, or the account's where that is none, since whatever
/// is planned is refused then. Empty where nobody restricts them.
pub(super) fn regions(pass: &Pass<'_>) -> Vec<String> {
    let policies = pass.observed.policies.iter();
    let of_policies = policies.map(|policy| policy.spec.allowed_regions.as_slice());
    let of_account = pass.account().map(regions_of);
    let mut lists = of_account
        .into_iter()
        .chain(of_policies.filter(|regions| !regions.is_empty()));
    let first = lists.next().unwrap_or_default();
    let others: Vec<_> = lists.collect();
    let by_all = first
        .iter()
        .filter(|region| others.iter().all(|others| others.contains(region)));
    let by_all: Vec<_> = by_all.cloned().collect();
    if by_all.is_empty() { first.to_vec() } else { by_all }
}
