//! Language models, as passes ask them: a pass is told at once what is known, and woken when more is. Equal questions are one call, whoever
//! asks, and an answer is kept for a week. Here: who waits for which answer. Not here: what is asked and whose answer counts (the
//! lifecycle's `reading`), asking itself (`language_model`), what outlives the process (`store`), what may be spent (`allowance`).

mod allowance;
mod store;

use std::collections::{HashMap, HashSet};
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
use crate::language_model::chain::Chain;
use crate::language_model::proposing::{at_most, propose};
use crate::language_model::setup::SetUp;
pub(crate) use store::{KEPT_FOR, Store};

/// How long nobody is asked what a model has just failed at: less than a request waits before it looks again.
const FAILURE_COUNTS: Duration = Duration::from_secs(30);
/// Most answers that are known at the same time; beyond them the oldest is forgotten, and is in the store.
const MOST_KNOWN: usize = 1_000;

type Waiting = HashSet<ObjectRef<DeploymentRequest>>;

/// The models of this operator. Cheap to clone.
#[derive(Clone)]
pub struct Models(Arc<Inner>);

struct Inner {
    models: Vec<Model>,
    known: Mutex<HashMap<Digest, Known>>,
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

/// What the operator may spend on models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spending {
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

/// What is known of a question.
enum Known {
    /// It is being asked.
    Asking(Waiting),
    /// The model's own words.
    Answered {
        text: Arc<str>,
        at: Instant,
        /// For whom it was asked, and what it took.
        first: ObjectRef<DeploymentRequest>,
        tokens: TokenUsage,
    },
    /// It gave nothing.
    Failed {
        why: Unavailable,
        at: Instant,
        first: ObjectRef<DeploymentRequest>,
        tokens: TokenUsage,
    },
}

impl Models {
    /// These models. Whatever is asked ends with `stop`.
    pub fn new(
        models: Vec<SetUp>,
        spending: Spending,
        store: Store,
        wakes: Wakes,
        metrics: ModelMetrics,
        stop: CancellationToken,
    ) -> Self {
        let models = models
            .into_iter()
            .map(|SetUp { provider, chain }| Model { provider, chain });
        Self(Arc::new(Inner {
            models: models.collect(),
            known: Mutex::default(),
            store,
            turns: Semaphore::new(spending.at_once.max(1)),
            tokens_per_day: spending.tokens_per_day,
            wakes,
            metrics,
            tasks: TaskTracker::new(),
            stop,
        }))
    }

    /// What a model makes of the prompt, as far as it is known by now; whoever is told that it is asked is woken when it has answered.
    pub fn fact(&self, observed: &Observed, now: Timestamp) -> ModelFact {
        let wanted = observed.request.spec.parser.provider;
        if wanted == ParserProvider::Rules || (wanted == ParserProvider::Auto && self.0.models.is_empty()) {
            return ModelFact::NotAsked;
        }
        let Some(question) = reading::question(observed, now) else {
            return ModelFact::NotAsked;
        };
        let Some(model) = self.0.model(wanted) else {
            return ModelFact::NotSetUp;
        };
        let asked = sum(&question.ask, model);
        if let Some(kept) = reading::kept(observed, &question, asked) {
            self.0.metrics.answered_from(Source::Object);
            return ModelFact::Answered(Box::new(kept.clone()));
        }
        self.look_up(ObjectRef::from_obj(&observed.request), question, asked, model)
    }

    fn look_up(
        &self,
        about: ObjectRef<DeploymentRequest>,
        question: Question,
        asked: Digest,
        model: &Model,
    ) -> ModelFact {
        let mut known = self.0.known();
        match known.get_mut(&asked) {
            Some(Known::Asking(waiting)) => {
                waiting.insert(about);
                return ModelFact::Asked;
            }
            Some(Known::Answered {
                text,
                at,
                first,
                tokens,
            }) if at.elapsed() < KEPT_FOR => {
                if let Ok(proposal) = question.ask.read(text.as_bytes()) {
                    let tokens = if *first == about {
                        *tokens
                    } else {
                        TokenUsage::default()
                    };
                    self.0.metrics.answered_from(Source::Memory);
                    return ModelFact::Answered(Box::new(ModelAnswer {
                        proposal: Some(Box::new(proposal)),
                        ..model.answer(asked, tokens)
                    }));
                }
            }
            Some(Known::Failed {
                why,
                at,
                first,
                tokens,
            }) if at.elapsed() < FAILURE_COUNTS && !question.again => {
                let tokens = if *first == about {
                    *tokens
                } else {
                    TokenUsage::default()
                };
                return ModelFact::Answered(Box::new(ModelAnswer {
                    unavailable: Some(*why),
                    ..model.answer(asked, tokens)
                }));
            }
            Some(Known::Answered { .. } | Known::Failed { .. }) | None => {}
        }
        forget_the_oldest(&mut known);
        known.insert(asked, Known::Asking(HashSet::from([about.clone()])));
        drop(known);
        let (inner, provider) = (Arc::clone(&self.0), model.provider);
        self.0.tasks.spawn(async move {
            let found = tokio::select! {
                found = inner.find(&about, &question.ask, asked, provider) => found,
                () = inner.stop.cancelled() => return,
            };
            inner.know(asked, about, found);
        });
        ModelFact::Asked
    }
}

/// What came of looking for an answer: the model's own words, and what they took.
struct Found {
    text: Result<String, Unavailable>,
    tokens: TokenUsage,
}

impl Inner {
    /// The model of a provider; with `Auto` the first that is set up.
    fn model(&self, wanted: ParserProvider) -> Option<&Model> {
        let mut models = self.models.iter();
        models.find(|model| wanted == ParserProvider::Auto || model.provider == wanted)
    }

    async fn find(
        &self,
        about: &ObjectRef<DeploymentRequest>,
        ask: &Ask,
        asked: Digest,
        provider: ParserProvider,
    ) -> Found {
        // Whoever can write to the store has not thereby written what can't be read.
        let kept = self.store.answer(asked).await;
        if let Some(text) = kept.filter(|text| ask.read(text.as_bytes()).is_ok()) {
            self.metrics.answered_from(Source::Store);
            return Found {
                text: Ok(text),
                tokens: TokenUsage::default(),
            };
        }
        let failed = |why| Found {
            text: Err(why),
            tokens: TokenUsage::default(),
        };
        let (Some(model), Ok(_turn)) = (self.model(provider), self.turns.acquire().await) else {
            return failed(Unavailable::Unreachable); // nobody closes the turns, and the model was there a moment ago
        };
        let namespace = about.namespace.as_deref().unwrap_or_default();
        let reserved = at_most(ask);
        if !self.store.reserve(namespace, reserved, self.tokens_per_day).await {
            self.metrics.failed(provider, Unavailable::BudgetSpent);
            return failed(Unavailable::BudgetSpent);
        }
        let begun = Instant::now();
        let outcome = propose(&model.chain, ask).await;
        self.metrics.asked(provider, begun.elapsed(), outcome.tokens);
        self.store
            .settle(namespace, reserved, outcome.tokens.total())
            .await;
        let text = match outcome.understood {
            Ok(proposed) => {
                self.metrics.answered_from(Source::Model);
                self.store.keep(asked, &proposed.text).await;
                Ok(proposed.text)
            }
            Err(without) => {
                tracing::warn!(model = model.chain.model(), %asked, %without, "a language model gave nothing");
                self.metrics.failed(provider, without.unavailable());
                Err(without.unavailable())
            }
        };
        Found {
            text,
            tokens: outcome.tokens,
        }
    }

    /// Everybody who waits for it is woken.
    fn know(&self, asked: Digest, first: ObjectRef<DeploymentRequest>, Found { text, tokens }: Found) {
        let at = Instant::now();
        let news = match text {
            Ok(text) => Known::Answered {
                text: text.into(),
                at,
                first,
                tokens,
            },
            Err(why) => Known::Failed {
                why,
                at,
                first,
                tokens,
            },
        };
        let before = self.known().insert(asked, news);
        if let Some(Known::Asking(waiting)) = before {
            for request in &waiting {
                self.wakes.wake(request);
            }
        }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Digest, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
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

/// Makes room for one more.
fn forget_the_oldest(known: &mut HashMap<Digest, Known>) {
    if known.len() < MOST_KNOWN {
        return;
    }
    let oldest = known
        .iter()
        .filter_map(|(asked, known)| match known {
            Known::Asking(_) => None,
            Known::Answered { at, .. } | Known::Failed { at, .. } => Some((*at, *asked)),
        })
        .min();
    if let Some((_, asked)) = oldest {
        known.remove(&asked);
    }
}
