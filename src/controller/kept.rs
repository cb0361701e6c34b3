//! Which revisions are kept, by request: name and number of each, and nothing else of them. A pass looks for those of its own request,
//! so that what it costs does not grow with how many others there are.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use k8s_openapi::api::core::v1::ConfigMap;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use kube::core::PartialObjectMeta;
use kube::runtime::watcher::{self, Event};
use tokio_util::sync::CancellationToken;

use super::request::{REVISION_NUMBER, REVISION_OF};

/// A revision's ConfigMap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// As its label says it. Whether the name goes with it is for those to look at who know the request.
    pub number: i64,
    /// Its own name.
    pub name: Box<str>,
    /// Its own UID.
    pub uid: Box<str>,
}

/// By UID of the request. A request has at most a hundred and one, and mostly one.
type ByRequest = HashMap<Box<str>, Vec<Kept>>;

#[derive(Default)]
struct Index {
    now: ByRequest,
    /// While the whole is listed anew.
    next: ByRequest,
}

/// The revisions of one namespace, or of the whole cluster. Cheap to clone.
#[derive(Clone, Default)]
pub struct Revisions {
    index: Arc<Mutex<Index>>,
    filled: CancellationToken,
}

impl Revisions {
    /// Those of the request with this UID, in no order.
    pub fn of(&self, request: &str) -> Vec<Kept> {
        let index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        index.now.get(request).cloned().unwrap_or_default()
    }

    /// Waits until all that there are were listed once.
    pub(super) async fn filled(&self) {
        self.filled.cancelled().await;
    }

    /// Takes notice of what the watch has to say.
    pub(super) fn listener(
        &self,
    ) -> impl FnMut(&watcher::Result<Event<PartialObjectMeta<ConfigMap>>>) + use<> {
        let revisions = self.clone();
        move |event| {
            if let Ok(event) = event {
                revisions.heard(event);
            }
        }
    }

    fn heard(&self, event: &Event<PartialObjectMeta<ConfigMap>>) {
        let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Init => index.next = ByRequest::new(),
            Event::InitApply(map) => put(&mut index.next, &map.metadata),
            Event::InitDone => {
                index.now = mem::take(&mut index.next);
                self.filled.cancel();
            }
            Event::Apply(map) => put(&mut index.now, &map.metadata),
            Event::Delete(map) => take(&mut index.now, &map.metadata),
        }
    }
}

fn label<'a>(map: &'a ObjectMeta, name: &str) -> Option<&'a str> {
    map.labels.as_ref()?.get(name).map(String::as_str)
}

/// The UID of the request that it says it is of, and itself. None if its labels are no revision's.
fn read(map: &ObjectMeta) -> Option<(&str, Kept)> {
    let kept = Kept {
        number: label(map, REVISION_NUMBER)?.parse().ok()?,
        name: map.name.as_deref()?.into(),
        uid: map.uid.as_deref()?.into(),
    };
    Some((label(map, REVISION_OF)?, kept))
}

/// Labels may have been edited: what was known of it before goes.
fn put(index: &mut ByRequest, map: &ObjectMeta) {
    let Some((request, kept)) = read(map) else {
        return;
    };
    let of_request = index.entry(request.into()).or_default();
    of_request.retain(|other| other.name != kept.name);
    of_request.reserve_exact(1); // mostly one of ten thousand requests each: the first push would make room for four
    of_request.push(kept);
}

fn take(index: &mut ByRequest, map: &ObjectMeta) {
    let Some((request, kept)) = read(map) else {
        return;
    };
    if let Some(of_request) = index.get_mut(request) {
        of_request.retain(|other| other.name != kept.name);
        if of_request.is_empty() {
            index.remove(request);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(request: &str, number: i64) -> PartialObjectMeta<ConfigMap> {
        let labels = [
            (REVISION_OF, request.to_owned()),
            (REVISION_NUMBER, number.to_string()),
        ];
        PartialObjectMeta {
            metadata: ObjectMeta {
                name: Some(format!("{request}-r{number}")),
                uid: Some(format!("{request}/{number}")),
                labels: Some(labels.map(|(key, value)| (key.to_owned(), value)).into()),
                ..ObjectMeta::default()
            },
            ..PartialObjectMeta::default()
        }
    }

    fn numbers(revisions: &Revisions, request: &str) -> Vec<i64> {
        let mut numbers: Vec<_> = revisions.of(request).iter().map(|kept| kept.number).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn each_request_has_its_own_as_the_watch_tells_of_them() {
        let revisions = Revisions::default();
        revisions.heard(&Event::Init);
        for (request, number) in [("a", 1), ("a", 2), ("b", 1)] {
            revisions.heard(&Event::InitApply(map(request, number)));
        }
        assert!(
            revisions.of("a").is_empty() && !revisions.filled.is_cancelled(),
            "half a list is none"
        );
        revisions.heard(&Event::InitDone);
        assert!(revisions.filled.is_cancelled());
        assert_eq!(
            (numbers(&revisions, "a"), numbers(&revisions, "b")),
            (vec![1, 2], vec![1])
        );
        revisions.heard(&Event::Apply(map("a", 3)));
        revisions.heard(&Event::Apply(map("a", 3)));
        revisions.heard(&Event::Delete(map("a", 1)));
        revisions.heard(&Event::Delete(map("b", 1)));
        assert_eq!(
            (numbers(&revisions, "a"), numbers(&revisions, "b")),
            (vec![2, 3], vec![])
        );
    }

    #[test]
    fn one_revision_takes_the_room_of_one() {
        let revisions = Revisions::default();
        revisions.heard(&Event::Apply(map("a", 1)));
        revisions.heard(&Event::Apply(map("a", 1)));
        let index = revisions.index.lock().unwrap_or_else(PoisonError::into_inner);
        let room: Vec<_> = index.now.values().map(Vec::capacity).collect();
        assert_eq!(room, [1]);
    }

    #[test]
    fn what_went_while_nobody_watched_is_not_in_the_next_list() {
        let revisions = Revisions::default();
        for kept in [vec![1, 2], vec![2]] {
            revisions.heard(&Event::Init);
            for &number in &kept {
                revisions.heard(&Event::InitApply(map("a", number)));
            }
            revisions.heard(&Event::InitDone);
            assert_eq!(numbers(&revisions, "a"), kept);
        }
    }

    #[test]
    fn what_has_no_number_is_none() {
        let mut edited = map("a", 1);
        let labels = edited.metadata.labels.as_mut().expect("labels");
        labels.insert(REVISION_NUMBER.to_owned(), "first".to_owned());
        let revisions = Revisions::default();
        revisions.heard(&Event::Apply(edited));
        assert!(revisions.of("a").is_empty());
    }
}
