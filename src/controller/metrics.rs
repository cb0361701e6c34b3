//! Prometheus metrics. Labels are closed sets: never a name, a prompt or an error's text.

use std::time::Duration;

use cloudwhisper_api::deployment_request::ParserProvider;
use cloudwhisper_api::model_answer::{TokenUsage, Unavailable};
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper bounds of a pass's duration, in seconds.
const BUCKETS: [f64; 9] = [0.001, 0.005, 0.02, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0];

/// Upper bounds of the time that a model takes, in seconds; it may have up to 120.
const MODEL_BUCKETS: [f64; 8] = [0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0];

/// Which kind a pass was for, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Pass {
    /// `DeploymentRequest` or `CloudAccount`.
    pub kind: &'static str,
    /// Name of the step, such as `execute`.
    pub step: &'static str,
    /// `done` or the class of the fault.
    pub outcome: &'static str,
}

/// Everything that is counted.
pub struct Metrics {
    registry: Registry,
    passes: Family<Pass, Counter>,
    duration: Histogram,
    watched: Gauge,
    polls: Counter,
    aws_faults: Counter,
    stack_events: Counter,
    stack_events_useless: Counter,
    unread: Gauge,
    tasks: Gauge,
    models: ModelMetrics,
}

/// What is counted of language models. Cheap to clone.
#[derive(Clone)]
pub struct ModelMetrics {
    answers: Family<Answers, Counter>,
    failures: Family<Failures, Counter>,
    tokens: Family<Tokens, Counter>,
    duration: Histogram,
}

/// Where an answer was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
pub enum Source {
    /// An equal question was asked a while ago.
    Memory,
    /// The same, in another life or by another shard.
    Store,
    /// It was asked.
    Model,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answers {
    source: Source,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Failures {
    provider: &'static str,
    reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Tokens {
    provider: &'static str,
    kind: &'static str,
}

impl ModelMetrics {
    fn registered(registry: &mut Registry) -> Self {
        let metrics = Self {
            answers: Family::default(),
            failures: Family::default(),
            tokens: Family::default(),
            duration: Histogram::new(MODEL_BUCKETS),
        };
        let Self {
            answers,
            failures,
            tokens,
            duration,
        } = metrics.clone();
        registry.register(
            "answers",
            "Answers that passes had, by where they came from",
            answers,
        );
        registry.register("failures", "Questions that a model gave nothing for", failures);
        registry.register(
            "tokens",
            "Tokens as the provider counts them; cached are among input",
            tokens,
        );
        registry.register(
            "duration_seconds",
            "Time to ask a model, all tries and rounds",
            duration,
        );
        metrics
    }

    /// Counts an answer that a request got.
    pub fn answered_from(&self, source: Source) {
        self.answers.get_or_create(&Answers { source }).inc();
    }

    /// Counts a question that a model was asked.
    pub fn asked(&self, provider: ParserProvider, took: Duration, tokens: TokenUsage) {
        let provider = word(provider);
        self.duration.observe(took.as_secs_f64());
        let kinds = [
            ("input", tokens.input),
            ("cached", tokens.cached),
            ("output", tokens.output),
        ];
        for (kind, tokens) in kinds {
            self.tokens
                .get_or_create(&Tokens { provider, kind })
                .inc_by(tokens);
        }
    }

    /// Counts a question that a model gave nothing for, or that it was not asked.
    pub fn failed(&self, provider: ParserProvider, why: Unavailable) {
        let failures = Failures {
            provider: word(provider),
            reason: why.word(),
        };
        self.failures.get_or_create(&failures).inc();
    }
}

/// A provider as a label.
fn word(provider: ParserProvider) -> &'static str {
    match provider {
        ParserProvider::Auto => "auto",
        ParserProvider::Rules => "rules",
        ParserProvider::Bedrock => "bedrock",
        ParserProvider::OpenAI => "openai",
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("cloudwhisper");
        let passes = Family::default();
        let duration = Histogram::new(BUCKETS);
        let (watched, polls, aws_faults) = (Gauge::default(), Counter::default(), Counter::default());
        registry.register("reconcile", "Passes by kind, step and outcome", passes.clone());
        registry.register(
            "reconcile_duration_seconds",
            "Duration of a pass",
            duration.clone(),
        );
        registry.register("stacks_watched", "Stacks with work in progress", watched.clone());
        registry.register("stack_polls", "Bulk looks at CloudFormation", polls.clone());
        registry.register("aws_faults", "Calls to AWS that failed", aws_faults.clone());
        let (stack_events, stack_events_useless) = (Counter::default(), Counter::default());
        registry.register(
            "stack_events",
            "Messages received from queues of stack events",
            stack_events.clone(),
        );
        registry.register(
            "stack_events_useless",
            "Those of them that tell of no stack that is waited for",
            stack_events_useless.clone(),
        );
        let unread = Gauge::default();
        registry.register(
            "watches_forbidden",
            "Kinds in a namespace or the cluster that the operator may not read; /readyz names them",
            unread.clone(),
        );
        let tasks = Gauge::default();
        registry.register("tasks", "Tasks of the runtime that have not ended", tasks.clone());
        let models = ModelMetrics::registered(registry.sub_registry_with_prefix("language_model"));
        Self {
            registry,
            passes,
            duration,
            watched,
            polls,
            aws_faults,
            stack_events,
            stack_events_useless,
            unread,
            tasks,
            models,
        }
    }
}

impl Metrics {
    /// Counts a pass.
    pub fn passed(&self, pass: &Pass, took: Duration) {
        self.passes.get_or_create(pass).inc();
        self.duration.observe(took.as_secs_f64());
    }

    /// Counts a bulk look at CloudFormation.
    pub fn polled(&self) {
        self.polls.inc();
    }

    /// Notes how many stacks are watched, in all places together.
    pub fn watching(&self, stacks: usize) {
        self.watched.set(i64::try_from(stacks).unwrap_or(i64::MAX));
    }

    /// The counter of failed calls to AWS, for those who make them.
    pub fn aws_faults(&self) -> Counter {
        self.aws_faults.clone()
    }

    /// Counts messages of a queue of stack events, and how many of them were of no use.
    pub fn heard(&self, messages: usize, useless: usize) {
        let count = |messages| u64::try_from(messages).unwrap_or(u64::MAX);
        self.stack_events.inc_by(count(messages));
        self.stack_events_useless.inc_by(count(useless));
    }

    /// What is counted of language models, for those who ask them.
    pub fn models(&self) -> ModelMetrics {
        self.models.clone()
    }

    /// How many watches are refused, for those who watch.
    pub fn unread(&self) -> Gauge {
        self.unread.clone()
    }

    /// Everything in the `OpenMetrics` text format.
    pub fn text(&self) -> String {
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let alive = runtime.metrics().num_alive_tasks();
            self.tasks.set(i64::try_from(alive).unwrap_or(i64::MAX));
        }
        let mut page = String::new();
        // Writing to a String can't fail; an empty page is the worst that a bug there could do.
        let _ = text::encode(&mut page, &self.registry);
        page
    }
}
