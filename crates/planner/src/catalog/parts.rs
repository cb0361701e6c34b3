//! What can be asked for, as tests and documents list it: names, purposes, sorts, qualities and connections of parts.

use super::{VARIANTS, components, detail, wires};
use crate::language::lexicon::purposes;

/// `CloudFormation` types of the parts that can be asked for, in the order that they are built.
pub fn part_kinds() -> impl Iterator<Item = &'static str> {
    components().map(|component| component.kind)
}

/// What people call each part: its type, and its names in English, Hindi and Hinglish, each list parted by `|`.
pub fn part_terms() -> impl Iterator<Item = (&'static str, [&'static str; 3])> {
    components().map(|component| (component.kind, component.terms))
}

/// What people say of a part that they want for what it does: its type, and a saying of each phrase in English, Hindi and Hinglish. A
/// type may come again.
pub fn part_purposes() -> impl Iterator<Item = (&'static str, [Vec<String>; 3])> {
    purposes::sayings()
}

/// Type, word and value of every sort of a part besides the usual one.
pub fn part_sorts() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let all = VARIANTS.iter().copied().flatten();
    all.filter_map(|variant| Some((variant.kind, variant.word, variant.value?)))
}

/// Type, word and value of everything that can be said of a part in words of its own.
pub fn part_details() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let of = |detail: &'static detail::Detail| {
        let kinds = detail.kinds.iter();
        kinds.map(|kind| (*kind, detail.word, detail.value))
    };
    detail::DETAILS.iter().chain(detail::BY_NEIGHBOURS).flat_map(of)
}

/// Types of the two ends of every connection.
pub fn connected_kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    wires().map(|wire| (wire.from, wire.to))
}
