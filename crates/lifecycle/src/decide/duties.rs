//! Separation of duties: where a policy wants it, who asked does not approve, and neither does who has changed what is asked for since. The
//! API server keeps all names true (`config/policies`).

use cloudwhisper_api::condition::reason;
use cloudwhisper_api::{CHANGED_BY, REQUESTED_BY};

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
    let requester = annotation(pass, REQUESTED_BY);
    let requester = requester.map(str::trim).filter(|name| !name.is_empty());
    let changers = annotation(pass, CHANGED_BY).map(names).unwrap_or_default();
    let said = match requester {
        Some(requester) if requester == approver => words::same_person(pass.language, policy, approver),
        Some(requester) if changers.iter().any(|name| name == approver) => {
            let mut concerned = vec![requester.to_owned()];
            concerned.extend(changers.into_iter().filter(|name| name != requester));
            words::changed_it(pass.language, policy, approver, &concerned)
        }
        Some(_) => return None,
        None => words::nobody_asked(pass.language, policy),
    };
    Some(Unapproved::new(reason::SAME_PERSON, said.whole()))
}

fn annotation<'a>(pass: &'a Pass<'_>, name: &str) -> Option<&'a str> {
    let annotations = pass.observed.request.metadata.annotations.as_ref()?;
    annotations.get(name).map(String::as_str)
}

/// The names in [`CHANGED_BY`], as `config/policies/changed-by.yaml` writes them.
fn names(list: &str) -> Vec<String> {
    let names = list.split(',').filter(|name| !name.is_empty());
    names
        .map(|name| name.replace("%2C", ",").replace("%25", "%").trim().to_owned())
        .collect()
}

/// What stands against an approval by nobody.
pub(super) fn against_automatic(pass: &Pass<'_>) -> Option<Unapproved> {
    let policy = wanted_by(pass)?;
    let said = words::by_nobody(pass.language, policy, pass.name());
    Some(Unapproved::new(reason::AWAITING_APPROVAL, said.whole()))
}
