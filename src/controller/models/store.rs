//! What outlives the process: answers for a week, and what each namespace has used today. Two ConfigMaps in the operator's own namespace,
//! shared by all its shards, each changed only from the version that was read. Kept are the model's own words, which hold nothing that was
//! kept back from it.
//!
//! A store that can't be read or written keeps nobody from planning: it is logged, and what this process knows counts.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use cloudwhisper_api::digest::Digest;
use jiff::{SignedDuration, Timestamp};
use k8s_openapi::api::core::v1::ConfigMap;
use kube::api::{ObjectMeta, Patch, PatchParams, PostParams};
use kube::{Api, Client};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::allowance::Used;
use crate::controller::request::{MANAGED_BY, OURS};

/// How long an answer is kept.
pub(crate) const KEPT_FOR: Duration = Duration::from_hours(7 * 24);
/// The same, for times of the clock.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Most bytes of answers; a ConfigMap takes 1 MiB. An answer has some 500 bytes to a few thousand.
const MOST_BYTES: usize = 768 * 1024;
/// Longest answer that is kept.
const LONGEST: usize = 64 * 1024;
/// Tries to write before it is left: somebody else has written in between each time.
const TRIES: usize = 8;
/// Says of a ConfigMap that it is one of these: the operator may write no others that belong to no request.
const KEPT_BY_MODELS: &str = "cloudwhisper.dev/language-models";
/// The file of what was used.
const USED: &str = "used.json";

/// The two ConfigMaps.
pub struct Store {
    maps: Api<ConfigMap>,
    answers: String,
    usage: String,
    /// What this process knows, where the ConfigMap doesn't tell.
    used: Mutex<Used>,
    now: fn() -> Timestamp,
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    at: Timestamp,
    text: String,
}

impl Store {
    /// ConfigMaps `<name>-answers` and `<name>-usage` in this namespace.
    pub(crate) fn new(client: Client, namespace: &str, name: &str) -> Self {
        Self {
            maps: Api::namespaced(client, namespace),
            answers: format!("{name}-answers"),
            usage: format!("{name}-usage"),
            used: Mutex::default(),
            now: Timestamp::now,
        }
    }

    /// The answer to the question of this sum, if it is kept.
    pub(super) async fn answer(&self, asked: Digest) -> Option<String> {
        let map = self.maps.get_opt(&self.answers).await;
        let data = map.unwrap_or_else(|error| unreadable(&error))?.data?;
        let kept: Kept = serde_json::from_str(data.get(&file(asked))?).ok()?;
        is_fresh(&kept, (self.now)()).then_some(kept.text)
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
        self.change(&self.answers, |data| {
            let entry = serde_json::to_string(&kept).unwrap_or_default();
            data.insert(file(asked), entry);
            prune(data, now);
        })
        .await;
    }

    /// Sets tokens aside for a call that begins now. False if these would be more than the namespace may use in a day.
    pub(super) async fn reserve(&self, namespace: &str, most: u64, allowed: u64) -> bool {
        self.account(|used, now| used.reserve(namespace, most, allowed, day(now)).is_ok())
            .await
    }

    /// The call has ended, and took `used` tokens in place of those that were set aside.
    pub(super) async fn settle(&self, namespace: &str, reserved: u64, used: u64) {
        self.account(|all, now| all.settle(namespace, reserved, used, day(now)))
            .await;
    }

    /// Changes what was used: as the ConfigMap has it, or as this process knows it where that can't be had.
    async fn account<T>(&self, change: impl Fn(&mut Used, Timestamp) -> T) -> T {
        let now = (self.now)();
        let mut changed = None;
        let written = self
            .change(&self.usage, |data| {
                let read = data.get(USED).and_then(|text| serde_json::from_str(text).ok());
                let mut used: Used = read.unwrap_or_default();
                let outcome = change(&mut used, now);
                data.insert(USED.to_owned(), serde_json::to_string(&used).unwrap_or_default());
                changed = Some((used, outcome));
            })
            .await;
        let mut known = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        match changed {
            Some((used, outcome)) if written => {
                *known = used;
                outcome
            }
            // Nobody else will know of it.
            _ => change(&mut known, now),
        }
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
        let there = self.maps.get_opt(name).await?;
        let mut data = there
            .as_ref()
            .and_then(|map| map.data.clone())
            .unwrap_or_default();
        let before: Vec<String> = data.keys().cloned().collect();
        change(&mut data);
        let Some(there) = there else {
            let map = ConfigMap {
                metadata: ObjectMeta {
                    name: Some(name.to_owned()),
                    labels: Some(BTreeMap::from([
                        (KEPT_BY_MODELS.to_owned(), "true".to_owned()),
                        (MANAGED_BY.to_owned(), OURS.to_owned()),
                    ])),
                    ..ObjectMeta::default()
                },
                data: Some(data),
                ..ConfigMap::default()
            };
            return self.maps.create(&PostParams::default(), &map).await.map(|_| ());
        };
        let gone = before.into_iter().filter(|key| !data.contains_key(key));
        let gone = gone.map(|key| (key, serde_json::Value::Null));
        let data = data.iter().map(|(key, value)| (key.clone(), json!(value)));
        let data: serde_json::Map<_, _> = data.chain(gone).collect();
        let patch =
            json!({ "metadata": { "resourceVersion": there.metadata.resource_version }, "data": data });
        let patched = self
            .maps
            .patch(name, &PatchParams::default(), &Patch::Merge(patch))
            .await;
        patched.map(|_| ())
    }
}

fn unreadable(error: &kube::Error) -> Option<ConfigMap> {
    tracing::warn!(%error, "what language models have answered can't be read; they are asked again");
    None
}

/// Letters and digits only, as a file's name.
fn file(asked: Digest) -> String {
    asked.short(64)
}

fn day(now: Timestamp) -> jiff::civil::Date {
    jiff::tz::Offset::UTC.to_datetime(now).date()
}

/// Not one that is kept for longer than a week, nor one that a clock ahead of ours would keep for years.
fn is_fresh(kept: &Kept, now: Timestamp) -> bool {
    let age = now.duration_since(kept.at);
    -KEPT < age && age < KEPT
}

/// Takes out what is too old or can't be read, and then the oldest until the rest fits.
fn prune(data: &mut BTreeMap<String, String>, now: Timestamp) {
    let mut kept: Vec<(Timestamp, String, usize)> = Vec::new();
    data.retain(|name, text| {
        let read: Option<Kept> = serde_json::from_str(text).ok();
        let Some(entry) = read.filter(|entry| is_fresh(entry, now)) else {
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
            .map(|age| (format!("{age:02}"), entry(age, 60_000)))
            .collect();
        prune(&mut data, NOW);
        let bytes: usize = data.iter().map(|(name, text)| name.len() + text.len()).sum();
        assert!(bytes <= MOST_BYTES && bytes + 61_000 > MOST_BYTES, "{bytes}");
        assert!(data.contains_key("00") && !data.contains_key("19"));
    }
}
