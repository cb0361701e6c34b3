//! What outlives the process: answers for a week, and what each namespace has used today. ConfigMaps in the operator's own namespace, shared
//! by all its shards, each changed only from the version that was read. Kept are the model's own words, which hold nothing that was kept back
//! from it.
//!
//! A store that can't be read or written keeps nobody from planning: it is logged, and what this process knows counts.

use std::collections::BTreeMap;
use std::time::Duration;

use cloudwhisper_api::digest::Digest;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{ObjectMeta, Patch, PatchParams, PostParams};
use kube::{Api, Client};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tokio::sync::Mutex;

use super::allowance::Used;
use crate::controller::request::{MANAGED_BY, OURS};

/// How long an answer is kept.
pub(super) const KEPT_FOR: Duration = Duration::from_hours(7 * 24);
/// The same, for times of the clock.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Most bytes of answers in each of the sixteen ConfigMaps: what one has to be read and written for one answer. An answer has some 500
/// bytes to a few thousand.
const MOST_BYTES: usize = 128 * 1024;
/// Longest answer that is kept.
const LONGEST: usize = 16 * 1024;
/// Tries to write before it is left: somebody else has written in between each time.
const TRIES: usize = 8;
/// Says of a ConfigMap that it is one of these: the operator may write no others that belong to no request.
const KEPT_BY_MODELS: &str = "cloudwhisper.dev/language-models";
/// The file of what was used.
const USED: &str = "used.json";

/// The ConfigMaps.
pub struct Store {
    maps: Api<ConfigMap>,
    name: String,
    /// What was used as this process knows it. Held while it is changed: this process doesn't contend with itself.
    used: Mutex<Used>,
    now: fn() -> Timestamp,
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    at: Timestamp,
    text: String,
}

/// Tokens that are set aside for a call.
#[must_use = "what isn't settled stays used"]
pub(super) struct Reserved {
    namespace: String,
    tokens: u64,
    day: Date,
    /// Whether others know of it.
    is_shared: bool,
}

impl Store {
    /// ConfigMaps `<name>-answers-<0 to f>` and `<name>-usage` in this namespace.
    pub(crate) fn new(client: Client, namespace: &str, name: &str) -> Self {
        Self {
            maps: Api::namespaced(client, namespace),
            name: name.to_owned(),
            used: Mutex::default(),
            now: Timestamp::now,
        }
    }

    /// The day, in UTC.
    pub(super) fn today(&self) -> Date {
        day((self.now)())
    }

    /// The answer to the question of this sum, if it is kept, and for how long it still is.
    pub(super) async fn answer(&self, asked: Digest) -> Option<(String, Duration)> {
        let map = self.maps.get_opt(&self.answers(asked)).await;
        let data = map.unwrap_or_else(|error| unreadable(&error))?.data?;
        let kept: Kept = serde_json::from_str(data.get(&asked.short(64))?).ok()?;
        let left = left(&kept, (self.now)())?;
        Some((kept.text, left))
    }

    /// Keeps an answer, and drops what is too old or too much.
    pub(super) async fn keep(&self, asked: Digest, text: &str) {
        if text.len() > LONGEST {
            return;
        }
        let now = (self.now)();
        let kept = Kept {
            at: now,
            text: text.to_owned(),
        };
        self.change(&self.answers(asked), |data| {
            let entry = serde_json::to_string(&kept).unwrap_or_default();
            data.insert(asked.short(64), entry);
            prune(data, now);
        })
        .await;
    }

    /// Sets tokens aside for a call that begins now. None if these would be more than the namespace may use in a day.
    pub(super) async fn reserve(&self, namespace: &str, tokens: u64, allowed: u64) -> Option<Reserved> {
        let (day, is_shared) = self
            .account(|used, today, _| used.reserve(namespace, tokens, allowed, today))
            .await;
        Some(Reserved {
            namespace: namespace.to_owned(),
            tokens,
            day: day?,
            is_shared,
        })
    }

    /// The call has ended, and took `used` tokens in place of those that were set aside.
    pub(super) async fn settle(&self, reserved: Reserved, used: u64) {
        let Reserved {
            namespace,
            tokens,
            day,
            is_shared,
        } = reserved;
        self.account(|all, today, shared| {
            // What was set aside where others don't see it is not theirs to give back.
            let back = if shared == is_shared { tokens } else { 0 };
            all.settle(&namespace, (day, back), used, today);
        })
        .await;
    }

    /// Changes what was used, as the ConfigMap has it, or as this process knows it where that can't be had; says which of the two.
    async fn account<T>(&self, change: impl Fn(&mut Used, Date, bool) -> T) -> (T, bool) {
        let today = self.today();
        let mut known = self.used.lock().await;
        let mut changed = None;
        let written = self
            .change(&format!("{}-usage", self.name), |data| {
                let read = data.get(USED).and_then(|text| serde_json::from_str(text).ok());
                let mut used: Used = read.unwrap_or_default();
                let outcome = change(&mut used, today, true);
                data.insert(USED.to_owned(), serde_json::to_string(&used).unwrap_or_default());
                changed = Some((used, outcome));
            })
            .await;
        match changed {
            Some((used, outcome)) if written => {
                *known = used;
                (outcome, true)
            }
            _ => (change(&mut known, today, false), false),
        }
    }

    /// The ConfigMap of an answer, by the first digit of its sum.
    fn answers(&self, asked: Digest) -> String {
        format!("{}-answers-{}", self.name, asked.short(1))
    }

    /// Changes a ConfigMap from the version that was read, and makes it where there is none. Whether it was written.
    async fn change(&self, name: &str, mut change: impl FnMut(&mut BTreeMap<String, String>)) -> bool {
        for _ in 0..TRIES {
            match self.try_change(name, &mut change).await {
                Ok(()) => return true,
                // Somebody else was first.
                Err(kube::Error::Api(status)) if status.is_conflict() || status.is_already_exists() => {}
                Err(error) => {
                    tracing::warn!(%error, name, "what language models answered or used can't be kept");
                    return false;
                }
            }
        }
        tracing::warn!(
            name,
            "what language models answered or used can't be kept: others write all the time"
        );
        false
    }

    async fn try_change(
        &self,
        name: &str,
        change: &mut impl FnMut(&mut BTreeMap<String, String>),
    ) -> Result<(), kube::Error> {
        let Some(there) = self.maps.get_opt(name).await? else {
            let mut data = BTreeMap::new();
            change(&mut data);
            let map = labelled(name, data);
            return self.maps.create(&PostParams::default(), &map).await.map(|_| ());
        };
        let before = there.data.unwrap_or_default();
        let mut data = before.clone();
        change(&mut data);
        let patch = json!({
            "metadata": { "resourceVersion": there.metadata.resource_version },
            "data": difference(&before, &data),
        });
        let patched = self
            .maps
            .patch(name, &PatchParams::default(), &Patch::Merge(patch))
            .await;
        patched.map(|_| ())
    }
}

fn labelled(name: &str, data: BTreeMap<String, String>) -> ConfigMap {
    let labels = [(KEPT_BY_MODELS, "true"), (MANAGED_BY, OURS)];
    let labels = labels.map(|(key, value)| (key.to_owned(), value.to_owned()));
    ConfigMap {
        metadata: ObjectMeta {
            name: Some(name.to_owned()),
            labels: Some(labels.into()),
            ..ObjectMeta::default()
        },
        data: Some(data),
        ..ConfigMap::default()
    }
}

/// What a merge patch has to say to make the one of the other.
fn difference(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Map<String, Value> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let gone = gone.map(|key| (key.clone(), Value::Null));
    let news = after
        .iter()
        .filter(|(key, value)| before.get(*key) != Some(value));
    let news = news.map(|(key, value)| (key.clone(), json!(value)));
    gone.chain(news).collect()
}

fn unreadable(error: &kube::Error) -> Option<ConfigMap> {
    tracing::warn!(%error, "what language models have answered can't be read; they are asked again");
    None
}

/// A day of the clock, in UTC.
pub(super) fn day(now: Timestamp) -> Date {
    jiff::tz::Offset::UTC.to_datetime(now).date()
}

/// How long it still counts: not longer than a week, whatever clock wrote it.
fn left(kept: &Kept, now: Timestamp) -> Option<Duration> {
    let age = now.duration_since(kept.at);
    if age <= -KEPT {
        return None;
    }
    let left = KEPT.checked_sub(age.max(SignedDuration::ZERO))?;
    Duration::try_from(left).ok().filter(|left| !left.is_zero())
}

/// Takes out what is too old or can't be read, and then the oldest until the rest fits.
fn prune(data: &mut BTreeMap<String, String>, now: Timestamp) {
    let mut kept: Vec<(Timestamp, String, usize)> = Vec::new();
    data.retain(|name, text| {
        let read: Option<Kept> = serde_json::from_str(text).ok();
        let Some(entry) = read.filter(|entry| left(entry, now).is_some()) else {
            return false;
        };
        kept.push((entry.at, name.clone(), name.len() + text.len()));
        true
    });
    kept.sort();
    let mut bytes: usize = kept.iter().map(|(.., bytes)| bytes).sum();
    for (_, name, size) in kept {
        if bytes <= MOST_BYTES {
            return;
        }
        data.remove(&name);
        bytes -= size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(hours_ago: i64, bytes: usize) -> String {
        let at = NOW
            .checked_sub(SignedDuration::from_hours(hours_ago))
            .expect("within time");
        let text = "x".repeat(bytes);
        serde_json::to_string(&Kept { at, text }).expect("JSON")
    }

    const NOW: Timestamp = Timestamp::constant(1_790_000_000, 0);

    #[test]
    fn what_is_too_old_or_no_answer_goes() {
        let week = 7 * 24;
        let mut data = BTreeMap::from([
            ("new".to_owned(), entry(1, 10)),
            ("old".to_owned(), entry(week, 10)),
            ("almost".to_owned(), entry(week - 1, 10)),
            ("ahead".to_owned(), entry(-week, 10)),
            ("broken".to_owned(), "{".to_owned()),
        ]);
        prune(&mut data, NOW);
        assert_eq!(data.keys().collect::<Vec<_>>(), ["almost", "new"]);
    }

    #[test]
    fn the_oldest_go_until_the_rest_fits() {
        let mut data: BTreeMap<String, String> = (0..20)
            .map(|age| (format!("{age:02}"), entry(age, 10_000)))
            .collect();
        prune(&mut data, NOW);
        let bytes: usize = data.iter().map(|(name, text)| name.len() + text.len()).sum();
        assert!(bytes <= MOST_BYTES && bytes + 11_000 > MOST_BYTES, "{bytes}");
        assert!(data.contains_key("00") && !data.contains_key("19"));
    }

    #[test]
    fn an_answer_is_kept_for_a_week_from_when_it_was_given() {
        let kept = |hours: i64| Kept {
            at: NOW
                .checked_sub(SignedDuration::from_hours(hours))
                .expect("within time"),
            text: String::new(),
        };
        let hours = |hours| Some(Duration::from_hours(hours));
        assert_eq!(left(&kept(0), NOW), hours(7 * 24));
        assert_eq!(left(&kept(7 * 24 - 1), NOW), hours(1));
        assert_eq!(left(&kept(-1), NOW), hours(7 * 24), "no more by a clock ahead");
        assert_eq!(left(&kept(7 * 24), NOW), None);
        assert_eq!(left(&kept(-7 * 24), NOW), None);
    }

    #[test]
    fn a_patch_says_what_has_changed_and_nothing_else() {
        let map = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs
                .iter()
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect()
        };
        let patch = difference(
            &map(&[("a", "1"), ("b", "1"), ("c", "1")]),
            &map(&[("a", "1"), ("b", "2"), ("d", "1")]),
        );
        assert_eq!(Value::Object(patch), json!({ "b": "2", "c": null, "d": "1" }));
    }
}
