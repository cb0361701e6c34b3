//! Large values in small states: shared, and compared by a fingerprint.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

use serde::Serialize;

/// A value that never changes. Two are equal if their JSON has the same 64-bit fingerprint: among the few million values of a run two
/// different ones share theirs with a probability below one in a million.
#[derive(Clone)]
pub struct Kept<T> {
    value: Arc<T>,
    fingerprint: u64,
}

impl<T: Serialize> Kept<T> {
    /// Keeps it.
    pub fn new(value: T) -> Self {
        let mut hasher = DefaultHasher::new();
        // What has no JSON has none of our types' making; it would only be equal to its like.
        serde_json::to_vec(&value).unwrap_or_default().hash(&mut hasher);
        Self {
            value: Arc::new(value),
            fingerprint: hasher.finish(),
        }
    }
}

impl<T: Clone> Kept<T> {
    /// A copy to change.
    pub fn clone_value(&self) -> T {
        T::clone(&self.value)
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> PartialEq for Kept<T> {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl<T> Eq for Kept<T> {}

impl<T> Hash for Kept<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.fingerprint);
    }
}

impl<T> fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:04x}", self.fingerprint & 0xffff)
    }
}
