//! Which language a prompt is in, and its words and numbers. Here: what can be said of a text without knowing what a
//! deployment is. Not here: what the words add up to (`requirements`).

mod detect;
pub mod lexicon;
pub mod normalize;
pub mod numerals;
pub(crate) mod phonetic;
pub(crate) mod rhythm;
pub mod tokens;

pub use detect::{Detected, detect};
