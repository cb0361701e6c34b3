//! What a plan says when it lacks something that the prompt asked for: a measure or a name that nothing takes up (`unused`), a
//! connection that nothing makes (`unmade`), a range of addresses that nothing keeps to (`guarded`), a number that AWS doesn't take
//! (`limits`). For whoever reads the warning by its code these are one thing: the plan is whole without it, and the person's own words
//! say what it is.

use cloudwhisper_api::plan::Warning;

const CODE: &str = "NOT_IN_PLAN";

/// The warning, which quotes what is missing, and says how to get it.
pub(super) fn warning(message: String, suggestion: impl Into<String>) -> Warning {
    Warning {
        code: CODE.to_owned(),
        message,
        suggestion: suggestion.into(),
    }
}
