//! What a part of a system tells of itself: what people call it, how it is built, what uses it, what it is connected to.
//! Here: the shape of that. Not here: any part (their own files), putting them together (`architectures/system.rs`).

use cloudwhisper_api::requirements::NamedService;

use crate::blueprint::LogicalId;
use crate::blueprint::architectures::System;

/// A part that a person can ask for by name or by purpose.
pub(crate) struct Component {
    /// `CloudFormation` type that stands for it, in `requirements.services` too.
    pub kind: &'static str,
    /// What people call it, by name and by purpose: English, Hindi, Hinglish; terms separated by `|`, lower case, singular.
    pub terms: [&'static str; 3],
    /// Adds it with everything that it can't do without, and returns its own name.
    pub build: fn(&mut System<'_>, &Part<'_>) -> LogicalId,
    /// Lets a program (a function, task definition or machine, the first name) use it (the second): permissions, settings,
    /// firewall. `None` where programs have no business with it.
    pub uses: Option<fn(&mut System<'_>, &LogicalId, &LogicalId)>,
}

impl Component {
    /// A part that programs have no business with.
    pub(crate) const fn by_itself(
        kind: &'static str,
        terms: [&'static str; 3],
        build: fn(&mut System<'_>, &Part<'_>) -> LogicalId,
    ) -> Self {
        Self {
            kind,
            terms,
            build,
            uses: None,
        }
    }
}

/// How two parts that stand in one system are connected.
pub(crate) struct Wire {
    /// `CloudFormation` type that it starts from, such as a queue.
    pub from: &'static str,
    /// `CloudFormation` type that it ends at, such as the function that takes from the queue.
    pub to: &'static str,
    /// How many ends a start has.
    pub ends: Ends,
    /// Adds the connection.
    pub connect: fn(&mut System<'_>, &LogicalId, &LogicalId),
}

/// Parts of one type that people tell apart by name, such as the two sorts of load balancer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    /// `CloudFormation` type.
    pub kind: &'static str,
    /// Under which word it is noted in `requirements.services`.
    pub word: &'static str,
    /// What is noted; `None` for the usual sort, said outright.
    pub value: Option<&'static str>,
    /// The property of the resource that has the value too, by which one that is there already is known. Empty: its name
    /// begins with the value.
    pub property: &'static str,
    /// Pieces of terms that say it, lower case.
    pub marks: &'static [&'static str],
}

/// How many ends a start has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// One: two that take from one queue would each see half of it.
    One,
    /// All there are: everybody who hears a topic.
    All,
}

/// One part to be built: what was said of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    /// What was said, where it was said at all.
    pub said: Option<&'a NamedService>,
}

impl<'a> Part<'a> {
    /// The name that was given to it, where AWS takes it.
    pub(crate) fn name(&self, is_name: impl Fn(&str) -> bool) -> Option<&'a str> {
        self.said?.name.as_deref().filter(|name| is_name(name))
    }

    /// What was said under this word.
    pub(crate) fn text(&self, word: &str) -> Option<&'a str> {
        self.said?.properties.get(word).map(|value| value.trim())
    }

    /// A whole number that was said, within what AWS takes.
    pub(crate) fn number(&self, word: &str, limits: (i64, i64)) -> Option<i64> {
        let digits: String = self
            .text(word)?
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        digits
            .parse::<i64>()
            .ok()
            .map(|number| number.clamp(limits.0, limits.1))
    }

    /// Whether it was said to be wanted.
    pub(crate) fn wants(&self, word: &str) -> bool {
        matches!(self.text(word), Some("true" | "yes" | "on" | "enabled"))
    }
}
