//! Language models, as passes ask them: a pass is told at once what is known, and woken when more is. Equal questions are one call, whoever
//! asks, and an answer is kept for a week. Here: looking for an answer, beside the passes. Not here: who waits for which (`answers`), what is
//! asked and whose answer counts (the lifecycle's `reading`), asking itself (`language_model`), what outlives the process (`store`), what
//! may be spent (`allowance`).

mod allowance;
mod answers;
mod store;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use cloudwhisper_api::deployment_request::{DeploymentRequest, ParserProvider};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::model_answer::{ModelAnswer, TokenUsage, Unavailable};
use cloudwhisper_lifecycle::reading::{self, Question};
use cloudwhisper_lifecycle::{ModelFact, Observed};
use cloudwhisper_planner::proposal::Ask;
use jiff::Timestamp;
use kube::runtime::reflector::ObjectRef;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::metrics::{ModelMetrics, Source};
use super::poller::Wakes;
use crate::language_model::chain::{Asked, Chain};
use crate::language_model::proposing::{Proposed, propose};
use crate::language_model::setup::SetUp;
use answers::{About, Answers, FAILURE_COUNTS, Outcome, Told};
pub(crate) use store::Store;
use store::{KEPT_FOR, day};

/// How long a question waits for its turn before the rules read alone.
const LONGEST_QUEUE: Duration = Duration::from_mins(1);
/// What the end of the operator waits for at most: what a call took is written down.
const LONGEST_END: Duration = Duration::from_secs(5);

/// The models of this operator. Cheap to clone.
#[derive(Clone)]
pub struct Models(Arc<Inner>);

struct Inner {
    models: Vec<Arc<Model>>,
    answers: Mutex<Answers>,
    store: Store,
    /// Prompts that are asked about at the same time.
    turns: Semaphore,
    /// Tokens that a namespace may use in a day, UTC.
    tokens_per_day: u64,
    wakes: Wakes,
    metrics: ModelMetrics,
    tasks: TaskTracker,
    stop: CancellationToken,
}

/// How much the operator asks models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Prompts that are asked about at the same time, at least 1.
    pub at_once: usize,
    /// Tokens that a namespace may use in a day, UTC.
    pub tokens_per_day: u64,
}

/// One that is set up.
struct Model {
    provider: ParserProvider,
    chain: Chain,
}

impl Models {
    /// These models. Whatever is asked ends with `stop`.
    pub fn new(
        models: Vec<SetUp>,
        limits: Limits,
        store: Store,
        wakes: Wakes,
        metrics: ModelMetrics,
        stop: CancellationToken,
    ) -> Self {
        let models = models
            .into_iter()
            .map(|SetUp { provider, chain }| Arc::new(Model { provider, chain }));
        Self(Arc::new(Inner {
            models: models.collect(),
            answers: Mutex::default(),
            store,
            turns: Semaphore::new(limits.at_once.max(1)),
            tokens_per_day: limits.tokens_per_day,
            wakes,
            metrics,
            tasks: TaskTracker::new(),
            stop,
        }))
    }

    /// What a model makes of the prompt, as far as it is known by now; whoever is told that it is asked is woken when it has answered.
    pub fn fact(&self, observed: &Observed, now: Timestamp) -> ModelFact {
        let wanted = observed.request.spec.parser.provider;
        let was_asked = observed
            .request
            .status
            .as_ref()
            .is_some_and(|status| status.model.is_some());
        let asks_none = wanted == ParserProvider::Auto && self.0.models.is_empty() && !was_asked;
        if wanted == ParserProvider::Rules || asks_none {
            return ModelFact::NotAsked;
        }
        let Some(question) = reading::question(observed, now) else {
            return ModelFact::NotAsked;
        };
        let model = self
            .0
            .model(wanted)
            .map(|model| (model, sum(&question.ask, model)));
        if let Some(kept) = reading::kept(observed, &question, model.map(|(_, asked)| asked)) {
            return ModelFact::Answered(Box::new(kept.clone()));
        }
        let Some((model, asked)) = model else {
            return ModelFact::NotSetUp;
        };
        let about = ObjectRef::from_obj(&observed.request);
        let times = (Instant::now(), day(now));
        let told = self.0.answers().look(asked, &about, question.again, times);
        match told {
            Told::Outcome(outcome) => {
                ModelFact::Answered(Box::new(self.0.answer(model, asked, &question, outcome)))
            }
            Told::Spent => ModelFact::Answered(Box::new(ModelAnswer {
                unavailable: Some(Unavailable::BudgetSpent),
                ..model.answer(asked, TokenUsage::default())
            })),
            Told::Wait => ModelFact::Asked,
            Told::Ask => {
                let task = Arc::clone(&self.0).look_for(Arc::clone(model), about, question.ask, asked);
                self.0.tasks.spawn(task);
                ModelFact::Asked
            }
        }
    }

    /// It is gone: nobody waits for its answer any more.
    pub fn forget(&self, gone: &ObjectRef<DeploymentRequest>) {
        self.0.answers().forget(gone);
    }

    /// Waits until what was being asked has ended and what it took is written down, for some seconds at most.
    pub async fn stopped(&self) {
        self.0.tasks.close();
        if tokio::time::timeout(LONGEST_END, self.0.tasks.wait())
            .await
            .is_err()
        {
            tracing::warn!("what language models have used last is not written down");
        }
    }
}

impl Inner {
    /// The model of a provider; with `Auto` the first that is set up.
    fn model(&self, wanted: ParserProvider) -> Option<&Arc<Model>> {
        let mut models = self.models.iter();
        models.find(|model| wanted == ParserProvider::Auto || model.provider == wanted)
    }

    fn answers(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, model: &Model, asked: Digest, question: &Question, outcome: Outcome) -> ModelAnswer {
        let answer = model.answer(asked, outcome.tokens);
        match outcome.text {
            Ok(text) => {
                self.metrics.answered_from(outcome.source);
                let proposal = question.ask.read(text.as_bytes()).ok().map(Box::new);
                ModelAnswer {
                    // The same question reads it as whoever had it asked did.
                    unavailable: proposal.is_none().then_some(Unavailable::Unusable),
                    proposal,
                    ..answer
                }
            }
            Err(why) => ModelAnswer {
                unavailable: Some(why),
                ..answer
            },
        }
    }

    /// Looks for an answer, and says what came of it whatever happens.
    async fn look_for(self: Arc<Self>, model: Arc<Model>, about: About, ask: Ask, asked: Digest) {
        let mut promise = Promise {
            models: &self,
            asked,
            kept: false,
        };
        let namespace = about.namespace.as_deref().unwrap_or_default();
        let waiting = match self.find(&model, namespace, &ask, asked).await {
            Found::Outcome(outcome) => self.answers().know(asked, outcome, Instant::now()),
            Found::Spent => {
                self.metrics.failed(model.provider, Unavailable::BudgetSpent);
                self.answers().spent(asked, namespace, self.store.today())
            }
        };
        promise.kept = true;
        for request in &waiting {
            self.wakes.wake(request);
        }
    }

    async fn find(&self, model: &Model, namespace: &str, ask: &Ask, asked: Digest) -> Found {
        // Whoever can write to the store has not thereby written what can be read.
        let kept = self.store.answer(asked).await;
        if let Some((text, left)) = kept.filter(|(text, _)| ask.read(text.as_bytes()).is_ok()) {
            return Found::Outcome(Outcome {
                text: Ok(text.into()),
                tokens: TokenUsage::default(),
                source: Source::Store,
                until: Instant::now() + left,
            });
        }
        if model.chain.rests() {
            return self.failed(model, Unavailable::Unreachable, TokenUsage::default());
        }
        let turn = tokio::select! {
            turn = tokio::time::timeout(LONGEST_QUEUE, self.turns.acquire()) => turn,
            () = self.stop.cancelled() => return self.failed(model, Unavailable::Unreachable, TokenUsage::default()),
        };
        let Ok(Ok(_turn)) = turn else {
            return self.failed(model, Unavailable::Throttled, TokenUsage::default());
        };
        let most = model.chain.tokens_per_request();
        let Some(reserved) = self.store.reserve(namespace, most, self.tokens_per_day).await else {
            return Found::Spent;
        };
        let begun = Instant::now();
        let outcome = tokio::select! {
            outcome = propose(&model.chain, ask) => Some(outcome),
            () = self.stop.cancelled() => None,
        };
        let tokens = outcome.as_ref().map_or_else(TokenUsage::default, |it| it.tokens);
        self.metrics.asked(model.provider, begun.elapsed(), tokens);
        let used = outcome.as_ref().map_or(most, |outcome| used(outcome, most));
        self.store.settle(reserved, used).await;
        match outcome.map(|outcome| outcome.understood) {
            Some(Ok(Proposed { text, .. })) => {
                self.store.keep(asked, &text).await;
                Found::Outcome(Outcome {
                    text: Ok(text.into()),
                    tokens,
                    source: Source::Model,
                    until: Instant::now() + KEPT_FOR,
                })
            }
            Some(Err(without)) => {
                tracing::warn!(model = model.chain.model(), %asked, %without, "a language model gave nothing");
                self.failed(model, without.unavailable(), tokens)
            }
            None => self.failed(model, Unavailable::Unreachable, tokens),
        }
    }

    fn failed(&self, model: &Model, why: Unavailable, tokens: TokenUsage) -> Found {
        self.metrics.failed(model.provider, why);
        Found::Outcome(failure(why, tokens))
    }
}

/// What came of looking for an answer.
enum Found {
    Outcome(Outcome),
    /// The namespace has too few tokens left today.
    Spent,
}

fn failure(why: Unavailable, tokens: TokenUsage) -> Outcome {
    Outcome {
        text: Err(why),
        tokens,
        source: Source::Model,
        until: Instant::now() + FAILURE_COUNTS,
    }
}

/// Tokens that count for the namespace. A call that was given up, refused or cut off has been at work, and nobody says for how long: it
/// counts as the most that it may have taken.
fn used<T>(outcome: &Asked<T>, most: u64) -> u64 {
    let unknown = match &outcome.understood {
        Ok(_) => false,
        Err(without) => match without.unavailable() {
            Unavailable::TimedOut | Unavailable::Refused => true,
            Unavailable::Unusable => outcome.tokens == TokenUsage::default(),
            Unavailable::Throttled
            | Unavailable::Unreachable
            | Unavailable::NotAllowed
            | Unavailable::Unsuitable
            | Unavailable::PromptTooLong
            | Unavailable::BudgetSpent => false,
        },
    };
    if unknown { most } else { outcome.tokens.total() }
}

/// That whoever waits will be told: kept also where looking ends in a panic.
struct Promise<'a> {
    models: &'a Inner,
    asked: Digest,
    kept: bool,
}

impl Drop for Promise<'_> {
    fn drop(&mut self) {
        if self.kept {
            return;
        }
        let outcome = failure(Unavailable::Unreachable, TokenUsage::default());
        let waiting = self.models.answers().know(self.asked, outcome, Instant::now());
        for request in &waiting {
            self.models.wakes.wake(request);
        }
    }
}

impl Model {
    /// An answer of this model's, without what came of it.
    fn answer(&self, asked: Digest, tokens: TokenUsage) -> ModelAnswer {
        ModelAnswer {
            provider: self.provider,
            model: self.chain.model().to_owned(),
            asked,
            proposal: None,
            unavailable: None,
            tokens,
        }
    }
}

/// Names a question to a model: another model may understand it otherwise.
fn sum(ask: &Ask, model: &Model) -> Digest {
    let parts = serde_json::json!([ask.digest(), model.provider, model.chain.model()]);
    Digest::from_bytes(Sha256::digest(parts.to_string().as_bytes()).into())
}
