//! What one CloudFormation template can't hold is refused when it is planned, not by AWS after an approval.

#[path = "support/input.rs"]
mod input;
#[path = "support/many_parts.rs"]
mod many_parts;

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::LanguageChoice;
use cloudwhisper_planner::{Plan, PlanInput, plan};
use indexmap::IndexMap;
use input::input;
use many_parts::PARTS;
use serde_json::Value;

/// None where a question is open.
fn planned(kinds: usize, of_each: usize, language: LanguageChoice) -> Result<Option<Plan>, UserError> {
    let prompt = many_parts::prompt(&PARTS[..kinds], of_each);
    let none = IndexMap::new();
    let mut input: PlanInput<'_> = input(&prompt, &none);
    input.request.language = language;
    Ok(plan(&input)?.plan)
}

/// Whichever number of parts is asked for: a plan is one that AWS can take, and what is none says so.
#[test]
fn a_plan_of_any_number_of_parts_fits_one_template_or_is_refused() {
    let (mut plans, mut refusals) = (0, 0);
    for kinds in 1..=PARTS.len() {
        for of_each in [1, 7, 14, 20] {
            match planned(kinds, of_each, LanguageChoice::Auto) {
                Ok(None) => {}
                Ok(Some(plan)) => {
                    plans += 1;
                    let template: Value = serde_json::from_str(&plan.template).expect("JSON");
                    let count = |part: &str| template[part].as_object().map_or(0, serde_json::Map::len);
                    let size = (count("Resources"), count("Parameters"), count("Outputs"));
                    assert!(
                        size.0 <= 500 && size.1 <= 200 && size.2 <= 200 && plan.template.len() <= 1_000_000,
                        "{kinds} kinds, {of_each} of each: {size:?}, {} bytes",
                        plan.template.len()
                    );
                }
                Err(refused) => {
                    refusals += 1;
                    assert_eq!(refused.code, ErrorCode::PlanTooLarge, "{}", refused.message);
                }
            }
        }
    }
    assert!(plans > 20 && refusals > 0, "{plans} plans, {refusals} refusals");
}

#[test]
fn the_refusal_says_how_much_it_is_and_what_to_do_in_the_language_of_the_prompt() {
    for (language, too_much, remedy) in [
        (
            LanguageChoice::En,
            "resources where AWS takes 500",
            "in two requests",
        ),
        (
            LanguageChoice::Hi,
            "resources jabki AWS 500 leta hai",
            "do requests mein",
        ),
    ] {
        let Err(refused) = planned(PARTS.len(), 20, language) else {
            panic!("900 resources were planned");
        };
        assert!(refused.message.contains(too_much), "{}", refused.message);
        assert!(refused.details.contains(remedy), "{}", refused.details);
        assert!(!refused.retryable);
    }
}
