//! What is known of questions to models: who waits for which, what came of it, and who hasn't been told yet. Pure: time is an argument.
//!
//! Whoever waited is told what came of it, however late its pass comes; only what everybody knows is forgotten to make room.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::model_answer::{TokenUsage, Unavailable};
use jiff::civil::Date;
use kube::runtime::reflector::ObjectRef;

use super::super::metrics::Source;

/// How long others are told of a failure that they didn't wait for: less than a request waits before it tries again.
pub(super) const FAILURE_COUNTS: Duration = Duration::from_secs(30);
/// Most outcomes that are kept for others, and most bytes of answers among them; who still has to be told comes on top.
const MOST: usize = 1_000;
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// A request that wants to know.
pub(super) type About = ObjectRef<DeploymentRequest>;

/// What came of a question.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    /// The model's own words, or why there are none.
    pub(super) text: Result<Arc<str>, Unavailable>,
    /// What it took.
    pub(super) tokens: TokenUsage,
    /// Where it was had.
    pub(super) source: Source,
    /// Until when it is told to those who come later.
    pub(super) until: Instant,
}

/// What whoever asks is told.
#[derive(Debug)]
pub(super) enum Told {
    /// This came of it; tokens are those that were used for this very request.
    Outcome(Outcome),
    /// The namespace has no tokens left today.
    Spent,
    /// Somebody has it asked already: wait.
    Wait,
    /// Nobody has: ask, and say by [`Answers::know`] what came of it.
    Ask,
}

/// Everything that is known.
#[derive(Default)]
pub(super) struct Answers {
    asking: HashMap<Digest, Asking>,
    known: HashMap<Digest, Entry>,
    bytes: usize,
    /// The day on which a namespace had too few tokens left.
    spent: HashMap<String, Date>,
}

struct Asking {
    first: About,
    all: HashSet<About>,
}

struct Entry {
    outcome: Outcome,
    /// For whom it was asked.
    first: About,
    since: Instant,
    untold: HashSet<About>,
}

impl Answers {
    /// What this request is told about this question. `again`: a failure that it was told of before doesn't count.
    pub(super) fn look(
        &mut self,
        asked: Digest,
        about: &About,
        again: bool,
        (now, today): (Instant, Date),
    ) -> Told {
        if let Some(entry) = self.known.get_mut(&asked) {
            let waited = entry.untold.remove(about);
            let counts = waited || (now < entry.outcome.until && (entry.outcome.text.is_ok() || !again));
            if counts {
                return Told::Outcome(entry.told(about, waited));
            }
            self.drop_known(asked);
        }
        let namespace = about.namespace.as_deref().unwrap_or_default();
        if self.spent.get(namespace) == Some(&today) {
            return Told::Spent;
        }
        if let Some(asking) = self.asking.get_mut(&asked) {
            asking.all.insert(about.clone());
            return Told::Wait;
        }
        let asking = Asking {
            first: about.clone(),
            all: HashSet::from([about.clone()]),
        };
        self.asking.insert(asked, asking);
        Told::Ask
    }

    /// What came of it. Returns who has to be told.
    pub(super) fn know(&mut self, asked: Digest, outcome: Outcome, now: Instant) -> Vec<About> {
        let Some(Asking { first, all }) = self.asking.remove(&asked) else {
            return Vec::new();
        };
        let waiting = all.iter().cloned().collect();
        self.drop_known(asked);
        self.bytes += size(&outcome);
        let entry = Entry {
            outcome,
            first,
            since: now,
            untold: all,
        };
        self.known.insert(asked, entry);
        self.make_room();
        waiting
    }

    /// The namespace of whoever was to have it asked has too few tokens left today. Returns who has to look again: those of other namespaces
    /// have it asked on their own account.
    pub(super) fn spent(&mut self, asked: Digest, namespace: &str, today: Date) -> Vec<About> {
        self.spent.retain(|_, day| *day == today);
        self.spent.insert(namespace.to_owned(), today);
        let asking = self.asking.remove(&asked);
        asking.into_iter().flat_map(|asking| asking.all).collect()
    }

    /// It is gone: nobody has to tell it anything.
    pub(super) fn forget(&mut self, gone: &About) {
        for asking in self.asking.values_mut() {
            asking.all.remove(gone);
        }
        for entry in self.known.values_mut() {
            entry.untold.remove(gone);
        }
        self.make_room();
    }

    /// Forgets the oldest of what everybody knows until the rest is not too much.
    fn make_room(&mut self) {
        if self.known.len() <= MOST && self.bytes <= MOST_BYTES {
            return;
        }
        let told = self.known.iter().filter(|(_, entry)| entry.untold.is_empty());
        let mut told: Vec<_> = told.map(|(asked, entry)| (entry.since, *asked)).collect();
        told.sort_unstable();
        for (_, asked) in told {
            if self.known.len() <= MOST && self.bytes <= MOST_BYTES {
                return;
            }
            self.drop_known(asked);
        }
    }

    fn drop_known(&mut self, asked: Digest) {
        if let Some(entry) = self.known.remove(&asked) {
            self.bytes -= size(&entry.outcome);
        }
    }
}

impl Entry {
    /// Tokens count for the very object that it was asked for, and not for one of the same name that came after it.
    fn told(&self, about: &About, waited: bool) -> Outcome {
        let is_first = self.first == *about && self.first.extra.uid == about.extra.uid;
        Outcome {
            tokens: if is_first {
                self.outcome.tokens
            } else {
                TokenUsage::default()
            },
            source: if is_first && waited {
                self.outcome.source
            } else {
                Source::Memory
            },
            ..self.outcome.clone()
        }
    }
}

fn size(outcome: &Outcome) -> usize {
    outcome.text.as_ref().map_or(0, |text| text.len())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn about(name: &str) -> About {
        ObjectRef::new(name).within("shop")
    }

    fn sum(number: usize) -> Digest {
        format!("sha256:{number:064x}").parse().expect("a digest")
    }

    fn outcome(text: Result<&str, Unavailable>, until: Instant) -> Outcome {
        Outcome {
            text: text.map(Arc::from),
            tokens: TokenUsage {
                input: 10,
                cached: 0,
                output: 1,
            },
            source: Source::Model,
            until,
        }
    }

    fn told(told: Told) -> Outcome {
        match told {
            Told::Outcome(outcome) => outcome,
            other => panic!("expected an outcome, not {other:?}"),
        }
    }

    #[test]
    fn one_asks_and_all_are_told() {
        let (mut answers, now) = (Answers::default(), Instant::now());
        let look = |answers: &mut Answers, name| answers.look(sum(1), &about(name), false, (now, TODAY));
        assert!(matches!(look(&mut answers, "a"), Told::Ask));
        assert!(matches!(look(&mut answers, "a"), Told::Wait));
        assert!(matches!(look(&mut answers, "b"), Told::Wait));
        let later = now + Duration::from_mins(1);
        let mut woken = answers.know(sum(1), outcome(Ok("{}"), later), now);
        woken.sort_by_key(|it| it.name.clone());
        assert_eq!(woken, [about("a"), about("b")]);
        let first = told(look(&mut answers, "a"));
        assert_eq!((first.tokens.total(), first.source), (11, Source::Model));
        for name in ["b", "c"] {
            let other = told(look(&mut answers, name));
            assert_eq!(
                (other.tokens.total(), other.source),
                (0, Source::Memory),
                "{name}"
            );
        }
        let much_later = later + Duration::from_secs(1);
        let again = answers.look(sum(1), &about("c"), false, (much_later, TODAY));
        assert!(matches!(again, Told::Ask), "too old");
    }

    #[test]
    fn a_failure_is_told_to_whoever_waited_however_late_and_to_others_for_a_while() {
        let (mut answers, now) = (Answers::default(), Instant::now());
        let failed = || outcome(Err(Unavailable::Unreachable), now + FAILURE_COUNTS);
        for name in ["a", "b"] {
            answers.look(sum(1), &about(name), false, (now, TODAY));
        }
        answers.know(sum(1), failed(), now);
        let mut look = |name, again, seconds| {
            let at = now + Duration::from_secs(seconds);
            answers.look(sum(1), &about(name), again, (at, TODAY))
        };
        assert!(told(look("a", true, 1)).text.is_err(), "it waited for just this");
        assert!(told(look("a", false, 2)).text.is_err());
        assert!(told(look("b", false, 300)).text.is_err(), "its pass came late");
        assert!(matches!(look("c", false, 301), Told::Ask));
    }

    #[test]
    fn somebody_who_wants_another_try_gets_one() {
        let (mut answers, now) = (Answers::default(), Instant::now());
        answers.look(sum(1), &about("a"), false, (now, TODAY));
        answers.know(
            sum(1),
            outcome(Err(Unavailable::NotAllowed), now + FAILURE_COUNTS),
            now,
        );
        told(answers.look(sum(1), &about("a"), false, (now, TODAY)));
        let again = answers.look(sum(1), &about("a"), true, (now, TODAY));
        assert!(matches!(again, Told::Ask));
    }

    #[test]
    fn spent_tokens_are_those_of_one_namespace_and_day() {
        let (mut answers, now) = (Answers::default(), Instant::now());
        let bank = ObjectRef::new("a").within("bank");
        answers.look(sum(1), &about("a"), false, (now, TODAY));
        answers.look(sum(1), &bank, false, (now, TODAY));
        assert_eq!(answers.spent(sum(1), "shop", TODAY).len(), 2);
        let spent = answers.look(sum(1), &about("a"), false, (now, TODAY));
        assert!(matches!(spent, Told::Spent));
        let other = answers.look(sum(1), &bank, false, (now, TODAY));
        assert!(matches!(other, Told::Ask), "on its own account");
        let tomorrow = answers.look(sum(2), &about("a"), false, (now, date(2026, 11, 23)));
        assert!(matches!(tomorrow, Told::Ask));
    }

    #[test]
    fn what_somebody_waits_for_is_not_forgotten_and_the_rest_is_bounded() {
        let (mut answers, now) = (Answers::default(), Instant::now());
        let later = now + Duration::from_mins(10);
        for number in 0..3 * MOST {
            answers.look(sum(number), &about(&format!("r{number}")), false, (now, TODAY));
        }
        for number in 0..3 * MOST {
            answers.know(sum(number), outcome(Ok("{}"), later), now);
        }
        for number in 0..3 * MOST {
            let about = about(&format!("r{number}"));
            if number % 3 == 0 {
                answers.forget(&about);
            } else {
                told(answers.look(sum(number), &about, false, (now, TODAY)));
            }
        }
        answers.look(sum(9_999), &about("last"), false, (now, TODAY));
        answers.know(sum(9_999), outcome(Ok("{}"), later), now);
        assert!(answers.known.len() <= MOST, "{}", answers.known.len());
        assert!(answers.asking.is_empty());
        let bytes: usize = answers.known.values().map(|entry| size(&entry.outcome)).sum();
        assert_eq!(answers.bytes, bytes);
    }
}
