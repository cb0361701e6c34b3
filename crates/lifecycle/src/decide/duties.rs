//! Separation of duties: where a policy wants it, who asked does not approve. The API server keeps both names true (`config/policies`).

use cloudwhisper_api::REQUESTED_BY;
use cloudwhisper_api::condition::reason;

use super::approval::Unapproved;
use super::pass::Pass;
use crate::words::duties as words;

/// Name of the first policy that wants it.
fn wanted_by<'a>(pass: &'a Pass<'_>) -> Option<&'a str> {
    let mut policies = pass.observed.policies.iter();
    let policy = policies.find(|policy| policy.spec.separation_of_duties)?;
    Some(policy.metadata.name.as_deref().unwrap_or_default())
}

/// What stands against an approval by this person. Where nobody knows who asked, nobody knows that it was somebody else.
pub(super) fn against(pass: &Pass<'_>, approver: &str) -> Option<Unapproved> {
    let policy = wanted_by(pass)?;
    let annotations = pass.observed.request.metadata.annotations.as_ref();
    let requester = annotations
        .and_then(|all| all.get(REQUESTED_BY))
        .map(|name| name.trim())
        .filter(|name| !name.is_empty());
    let said = match requester {
        Some(requester) if requester == approver => words::same_person(pass.language, policy, approver),
        Some(_) => return None,
        None => words::nobody_asked(pass.language, policy),
    };
    Some(Unapproved::new(reason::SAME_PERSON, said.whole()))
}

/// What stands against an approval by nobody.
pub(super) fn against_automatic(pass: &Pass<'_>) -> Option<Unapproved> {
    let policy = wanted_by(pass)?;
    let said = words::by_nobody(pass.language, policy, pass.name());
    Some(Unapproved::new(reason::AWAITING_APPROVAL, said.whole()))
}
