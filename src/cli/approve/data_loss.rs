//! `approve --accept-data-loss`: a plan that parts with data is approved only by whoever names each resource that holds it.

use cloudwhisper_api::deployment_request::{DeploymentRequest, PlanStatus};
use cloudwhisper_api::language::Language;
use cloudwhisper_lifecycle::offer::parts_with_data;

use super::super::exit::Exit;
use super::super::failure::Failure;
use super::super::say::say;

/// Whether the standing approval names all the data that the plan parts with.
pub(super) fn is_accepted(request: &DeploymentRequest, plan: &PlanStatus) -> bool {
    missing(plan, &request.spec.approval.accept_data_loss).is_empty()
}

/// Whether any of these is in the list that stands.
pub(super) fn is_named(request: &DeploymentRequest, ids: &[String]) -> bool {
    let named = &request.spec.approval.accept_data_loss;
    ids.iter().any(|id| named.contains(id))
}

fn missing<'a>(plan: &'a PlanStatus, named: &[String]) -> Vec<&'a str> {
    let mut ids = parts_with_data(&plan.resources);
    ids.retain(|id| !named.iter().any(|named| named == id));
    ids
}

/// Every resource whose data goes is named, and no other.
pub(super) fn check(
    name: &str,
    plan: &PlanStatus,
    named: &[String],
    language: Language,
) -> Result<(), Failure> {
    let goes = parts_with_data(&plan.resources);
    let all = goes.join(",");
    let others: Vec<&str> = named
        .iter()
        .map(String::as_str)
        .filter(|named| !goes.contains(named))
        .collect();
    if !others.is_empty() {
        let others = others.join(", ");
        return Err(Failure::usage(say!(
            language,
            "this plan parts with no data of {others}",
            "यह योजना {others} का कोई डेटा नहीं छोड़ती",
            "yeh plan {others} ka koi data nahi chhodta",
        )));
    }
    let missing = missing(plan, named);
    if missing.is_empty() {
        return Ok(());
    }
    let missing = missing.join(", ");
    Err(Failure::new(say!(
        language,
        "nothing was approved: this plan replaces or removes what holds data, and the approval has to name it: {missing}",
        "कुछ स्वीकृत नहीं हुआ: यह योजना डेटा रखने वाले संसाधन बदलती या हटाती है, और स्वीकृति में उनका नाम होना चाहिए: {missing}",
        "kuch approve nahi hua: yeh plan data rakhne wale resources badalta ya hatata hai, aur approval mein unka naam hona chahiye: \
         {missing}",
    ))
    .exit(Exit::Refused)
    .remedy(say!(
        language,
        "If that data may go: cloudwhisper approve {name} --accept-data-loss {all}",
        "अगर वह डेटा जा सकता है: cloudwhisper approve {name} --accept-data-loss {all}",
        "Agar woh data ja sakta hai: cloudwhisper approve {name} --accept-data-loss {all}",
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::awaiting_approval;
    use crate::cli::say::in_each_language;

    #[test]
    fn data_that_goes_is_named_and_no_other() {
        let request = awaiting_approval();
        let plan = request.status.as_ref().and_then(|status| status.plan.as_ref());
        let plan = plan.expect("a plan");
        let named = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let check = |ids: &[&str], language| check("orders", plan, &named(ids), language);
        assert!(!is_accepted(&request, plan), "the table is made anew");
        let goes = parts_with_data(&plan.resources);
        assert!(check(&goes, Language::English).is_ok());
        insta::assert_snapshot!(in_each_language(|language| {
            let refused = [check(&[], language), check(&["HandlerFunction"], language)];
            refused
                .map(|refused| {
                    let text = refused.expect_err("it can't be approved").text();
                    anstream::adapter::strip_str(&text).to_string()
                })
                .join("\n")
        }));
    }
}
