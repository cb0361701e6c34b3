//! A queue that keeps order beside a topic that doesn't: AWS connects the two in no way, so that is said.
//! Source: SNS developer guide, "Amazon SNS message delivery for FIFO topics", 2026-11.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;

use crate::blueprint::{Blueprint, Resource};
use crate::catalog::{sns, sqs};

/// A warning where no queue hears a topic because the queue keeps order and the topic doesn't.
pub(super) fn check(blueprint: &Blueprint, language: Language) -> Option<Warning> {
    let topic = blueprint
        .of_kind(sns::Topic::KIND)
        .find(|it| it.id.as_str() != sns::ALARMS && !it.properties.contains_key("FifoTopic"))?;
    let works = |it: &&Resource| it.properties.contains_key("RedrivePolicy");
    let mut queues = blueprint.of_kind(sqs::Queue::KIND).filter(works).peekable();
    queues.peek()?;
    let keeps_order = |it: &Resource| it.properties.contains_key("FifoQueue");
    queues
        .all(keeps_order)
        .then(|| words(language, topic.id.as_str()))
}

fn words(language: Language, topic: &str) -> Warning {
    let (message, suggestion) = match language {
        Language::English => (
            format!(
                "The topic {topic} does not feed the FIFO queue: AWS lets only FIFO topics do so, and this one is a standard topic."
            ),
            "Ask for a \"FIFO topic\", which keeps order for queues alone, or for a standard queue.",
        ),
        Language::Hindi => (
            format!(
                "Topic {topic} से FIFO queue में कुछ नहीं जाता: AWS यह केवल FIFO topic को करने देता है, और यह standard topic है।"
            ),
            "\"FIFO topic\" माँगिए, जो केवल queue के लिए क्रम रखता है, या standard queue माँगिए।",
        ),
        Language::Hinglish => (
            format!(
                "Topic {topic} se FIFO queue mein kuch nahi jata: AWS yeh sirf FIFO topic ko karne deta hai, aur yeh standard topic hai."
            ),
            "\"FIFO topic\" maangein, jo sirf queue ke liye order rakhta hai, ya standard queue maangein.",
        ),
    };
    Warning {
        code: "FIFO_TOPIC_NEEDED".to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}
