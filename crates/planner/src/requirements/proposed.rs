//! What a language model proposed, beside what the rules read.

use super::Request;
use crate::proposal::{is_part, is_withheld};

/// Whether a model proposed something that can be planned: an application, or a part that it may add.
pub(super) fn is_a_wish(request: &Request<'_>) -> bool {
    request.suggestion.is_some_and(|it| {
        let mut services = it.proposal.services.iter();
        it.proposal.app_type.is_some()
            || services.any(|service| is_part(&service.kind) && !is_withheld(&service.kind))
    })
}
