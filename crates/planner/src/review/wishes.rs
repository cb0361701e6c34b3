//! Unsafe wishes.
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Finding;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::Blueprint;

pub(super) fn review(
    _blueprint: &Blueprint,
    _requirements: &Requirements,
    _language: Language,
) -> Vec<Finding> {
    Vec::new()
}
