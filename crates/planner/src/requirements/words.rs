//! Everything that is said to a person while a prompt is understood, in three languages. Here: sentences. Not here: when
//! they are said.

mod errors;
mod proposed;
mod reasons;
mod warnings;

use cloudwhisper_api::language::Language;

pub(super) use errors::{
    empty, invalid_answer, not_understood, only_aws, secret, too_long, unknown_answer, unsupported_region,
};
pub(super) use proposed::{Why, not_taken, understood_by};
pub(super) use reasons::{Reason, reason};
pub(super) use warnings::{
    content_network_kept, dynamo_instead_of_mongo, image_left_out, linux_instead, locked_for_everybody,
    other_cloud_left_out, other_linux_instead, unplanned_service,
};

/// The text of the language.
pub(super) fn pick(language: Language, english: &str, hindi: &str, hinglish: &str) -> String {
    match language {
        Language::English => english,
        Language::Hindi => hindi,
        Language::Hinglish => hinglish,
    }
    .to_owned()
}
