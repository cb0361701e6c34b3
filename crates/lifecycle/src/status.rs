//! Conditions: how one is set, and the three shapes that kstatus knows. Here: mechanics. Not here: which condition is
//! set when (`decide`), and the words (`words`).

use cloudwhisper_api::condition::{
    APPROVED, DEPLOYED, IN_SYNC, PARSED, PLANNED, POLICY_PASSED, READY, RECONCILING, STALLED,
};
use jiff::Timestamp;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::{Condition, Time};

use crate::step::{Note, NoteKind};

/// Every condition of a request, in the order that people read them.
pub(crate) const TYPES: [&str; 9] = [
    READY,
    RECONCILING,
    STALLED,
    PARSED,
    PLANNED,
    POLICY_PASSED,
    APPROVED,
    DEPLOYED,
    IN_SYNC,
];

/// Longest message that the API server takes in a condition, in characters; ours are cut well below.
const LONGEST_MESSAGE: usize = 4096;

/// What a condition says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown,
}

impl Truth {
    fn as_str(self) -> &'static str {
        match self {
            Self::True => "True",
            Self::False => "False",
            Self::Unknown => "Unknown",
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// A message as a condition holds it.
pub(crate) fn told(message: &str) -> String {
    cut(message.to_owned(), LONGEST_MESSAGE)
}

/// When a status is computed and for what.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    pub(crate) generation: i64,
    pub(crate) now: Timestamp,
}

/// Sets a condition. Its transition time moves only if it turns to another of True, False and Unknown.
pub(crate) fn set(
    conditions: &mut Vec<Condition>,
    stamp: Stamp,
    kind: &str,
    truth: Truth,
    reason: &str,
    message: String,
) {
    let previous = conditions.iter_mut().find(|condition| condition.type_ == kind);
    let since = match &previous {
        Some(previous) if previous.status == truth.as_str() => previous.last_transition_time.clone(),
        _ => Time(stamp.now),
    };
    let condition = Condition {
        type_: kind.to_owned(),
        status: truth.as_str().to_owned(),
        reason: reason.to_owned(),
        message: cut(message, LONGEST_MESSAGE),
        observed_generation: Some(stamp.generation),
        last_transition_time: since,
    };
    match previous {
        Some(previous) => *previous = condition,
        None => conditions.push(condition),
    }
}

/// Says of a condition that is there already that it still holds.
pub(crate) fn restamp(conditions: &mut [Condition], stamp: Stamp, kind: &str) -> bool {
    let condition = conditions.iter_mut().find(|condition| condition.type_ == kind);
    condition.is_some_and(|condition| {
        condition.observed_generation = Some(stamp.generation);
        true
    })
}

/// Puts the conditions into their order, so that a status that says the same is the same.
pub(crate) fn sort(conditions: &mut [Condition]) {
    conditions.sort_by_key(|condition| TYPES.iter().position(|kind| *kind == condition.type_));
}

/// A condition by type.
pub(crate) fn get<'a>(conditions: &'a [Condition], kind: &str) -> Option<&'a Condition> {
    conditions.iter().find(|condition| condition.type_ == kind)
}

/// Whether a condition is there and true.
pub(crate) fn is_true(conditions: &[Condition], kind: &str) -> bool {
    get(conditions, kind).is_some_and(|condition| condition.status == "True")
}

/// The reason of a condition, where it is there.
pub(crate) fn reason_of<'a>(conditions: &'a [Condition], kind: &str) -> Option<&'a str> {
    get(conditions, kind).map(|condition| condition.reason.as_str())
}

/// Where a request stands. `Ready`, `Reconciling` and `Stalled` are always set together, so that they can't contradict
/// each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Everything that was asked for is there.
    Ready,
    /// We, or a person whose answer or approval we wait for, are still at it.
    Reconciling,
    /// Nothing will happen until a person changes something.
    Stalled,
    /// `spec.suspend`: nothing is done, whether or not everything is there.
    Suspended {
        /// Everything that was asked for is there.
        ready: bool,
    },
}

/// Sets the three conditions of kstatus.
pub(crate) fn stand(
    conditions: &mut Vec<Condition>,
    stamp: Stamp,
    standing: Standing,
    reason: &str,
    message: &str,
) {
    let (ready, reconciling, stalled) = match standing {
        Standing::Ready => (true, false, false),
        Standing::Reconciling => (false, true, false),
        Standing::Stalled => (false, false, true),
        Standing::Suspended { ready } => (ready, false, false),
    };
    for (kind, truth) in [(READY, ready), (RECONCILING, reconciling), (STALLED, stalled)] {
        set(conditions, stamp, kind, truth.into(), reason, message.to_owned());
    }
}

/// What there is to tell of an account or a policy that has come to stand so.
pub(crate) fn note(standing: Standing, reason: &'static str, message: String) -> Note {
    let kind = match standing {
        Standing::Ready => NoteKind::Normal,
        Standing::Reconciling | Standing::Stalled | Standing::Suspended { .. } => NoteKind::Warning,
    };
    Note {
        kind,
        reason,
        message,
    }
}

/// At most `longest` characters, cut at a character: Devanagari takes three bytes each.
pub(crate) fn cut(text: String, longest: usize) -> String {
    match text.char_indices().nth(longest.saturating_sub(1)) {
        Some((end, _)) if text.chars().count() > longest => {
            let mut short = text.get(..end).unwrap_or_default().to_owned();
            short.push('…');
            short
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(generation: i64, second: i64) -> Stamp {
        Stamp {
            generation,
            now: Timestamp::constant(second, 0),
        }
    }

    #[test]
    fn the_transition_time_moves_only_when_the_truth_does() {
        let mut conditions = Vec::new();
        set(
            &mut conditions,
            stamp(1, 10),
            READY,
            Truth::False,
            "A",
            String::new(),
        );
        set(
            &mut conditions,
            stamp(2, 20),
            READY,
            Truth::False,
            "B",
            String::new(),
        );
        assert_eq!(
            conditions[0].last_transition_time,
            Time(Timestamp::constant(10, 0))
        );
        assert_eq!(conditions[0].observed_generation, Some(2));
        set(
            &mut conditions,
            stamp(2, 30),
            READY,
            Truth::True,
            "B",
            String::new(),
        );
        assert_eq!(
            conditions[0].last_transition_time,
            Time(Timestamp::constant(30, 0))
        );
    }

    #[test]
    fn a_message_is_cut_at_a_character() {
        assert_eq!(cut("नमस्ते".to_owned(), 3), "नम…");
        assert_eq!(cut("नम".to_owned(), 3), "नम");
    }
}
