//! What one `CloudFormation` template can't hold. Not here: what an account has little of (`quota.rs`).

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;

use crate::blueprint::Blueprint;

/// Most resources of a template, most parameters, most outputs, and most bytes of its text where it is read from S3 ("1 MB").
/// None of them can be raised. Source: `CloudFormation` user guide, "Understand `CloudFormation` quotas", 2026-11.
const MOST_RESOURCES: usize = 500;
/// See [`MOST_RESOURCES`].
const MOST_PARAMETERS: usize = 200;
/// See [`MOST_RESOURCES`].
const MOST_OUTPUTS: usize = 200;
/// See [`MOST_RESOURCES`]. `ValidateTemplate` counts a megabyte as 1,000,000 bytes.
const MOST_BYTES: usize = 1_000_000;

/// Whether one stack can hold the plan.
///
/// # Errors
/// [`ErrorCode::PlanTooLarge`], with every limit that it breaks.
pub(super) fn check(blueprint: &Blueprint, template: &str, language: Language) -> Result<(), UserError> {
    let counts = [
        (blueprint.resources().len(), MOST_RESOURCES, Counted::Resources),
        (blueprint.parameters().len(), MOST_PARAMETERS, Counted::Parameters),
        (blueprint.outputs().len(), MOST_OUTPUTS, Counted::Outputs),
        (template.len(), MOST_BYTES, Counted::Bytes),
    ];
    let broken = counts.iter().filter(|(count, most, _)| count > most);
    let broken: Vec<String> = broken
        .map(|(count, most, of)| of.over(*count, *most, language))
        .collect();
    if broken.is_empty() {
        return Ok(());
    }
    Err(refusal(&broken.join(", "), language))
}

/// What is counted.
enum Counted {
    Resources,
    Parameters,
    Outputs,
    Bytes,
}

impl Counted {
    fn over(&self, count: usize, most: usize, language: Language) -> String {
        let what = match (self, language) {
            (Self::Resources, Language::Hindi) => "रिसोर्स",
            (Self::Resources, _) => "resources",
            (Self::Parameters, Language::Hindi) => "पैरामीटर",
            (Self::Parameters, _) => "parameters",
            (Self::Outputs, Language::Hindi) => "आउटपुट",
            (Self::Outputs, _) => "outputs",
            (Self::Bytes, Language::Hindi) => "बाइट",
            (Self::Bytes, _) => "bytes",
        };
        match language {
            Language::English => format!("{count} {what} where AWS takes {most}"),
            Language::Hindi => format!("{count} {what} जबकि AWS {most} लेता है"),
            Language::Hinglish => format!("{count} {what} jabki AWS {most} leta hai"),
        }
    }
}

fn refusal(broken: &str, language: Language) -> UserError {
    let (message, details) = match language {
        Language::English => (
            format!("This is too much for one CloudFormation stack: {broken}. Nothing was planned."),
            "Ask for it in two requests, such as the data in one and what uses it in the other; with spec.dependsOn the second \
             waits for the first.",
        ),
        Language::Hindi => (
            format!("एक CloudFormation स्टैक के लिए यह बहुत ज़्यादा है: {broken}। कोई योजना नहीं बनी।"),
            "इसे दो अनुरोधों में माँगिए, जैसे एक में डेटा और दूसरे में उसे इस्तेमाल करने वाले हिस्से; spec.dependsOn से दूसरा पहले का इंतज़ार करता है।",
        ),
        Language::Hinglish => (
            format!("Ek CloudFormation stack ke liye yeh bahut zyada hai: {broken}. Koi plan nahi bana."),
            "Ise do requests mein maangiye, jaise ek mein data aur doosre mein use istemal karne wale hisse; spec.dependsOn se doosra \
             pehle ka intezaar karta hai.",
        ),
    };
    UserError {
        code: ErrorCode::PlanTooLarge,
        message,
        details: details.to_owned(),
        retryable: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::{Parameter, Resource};

    fn resources(count: usize) -> Blueprint {
        let mut blueprint = Blueprint::default();
        for number in 0..count {
            blueprint.add(Resource::new(
                format!("Queue{number}").as_str(),
                "AWS::SQS::Queue",
            ));
        }
        blueprint
    }

    fn outputs(count: usize) -> Blueprint {
        let mut blueprint = Blueprint::default();
        for number in 0..count {
            blueprint.output(&format!("Name{number}"), "A name", "name");
        }
        blueprint
    }

    fn parameters(count: usize) -> Blueprint {
        let mut blueprint = Blueprint::default();
        for number in 0..count {
            blueprint.parameter(Parameter {
                id: format!("Zone{number}").as_str().into(),
                description: "",
                pattern: "",
                answer: "hostedZoneId",
            });
        }
        blueprint
    }

    fn told(blueprint: &Blueprint, bytes: usize) -> Option<String> {
        let refused = check(blueprint, &" ".repeat(bytes), Language::English).err()?;
        assert_eq!(refused.code, ErrorCode::PlanTooLarge);
        Some(refused.message)
    }

    #[test]
    fn each_limit_may_be_reached_and_not_passed() {
        let none = Blueprint::default();
        for (within, bytes) in [
            (resources(500), 0),
            (outputs(200), 0),
            (parameters(200), 0),
            (none.clone(), 1_000_000),
        ] {
            assert_eq!(told(&within, bytes), None);
        }
        for (beyond, bytes, words) in [
            (resources(501), 0, "501 resources where AWS takes 500."),
            (outputs(201), 0, "201 outputs where AWS takes 200."),
            (parameters(201), 0, "201 parameters where AWS takes 200."),
            (none, 1_000_001, "1000001 bytes where AWS takes 1000000."),
        ] {
            let told = told(&beyond, bytes).unwrap_or_default();
            assert!(told.contains(words), "{words}: {told}");
        }
    }

    #[test]
    fn every_limit_that_is_passed_is_named_at_once() {
        let told = told(&resources(700), 2_000_000).unwrap_or_default();
        assert!(
            told.contains("700 resources") && told.contains("2000000 bytes"),
            "{told}"
        );
    }

    #[test]
    fn it_is_told_in_hindi_too() {
        let refused = check(&resources(501), "", Language::Hindi).expect_err("one too many");
        assert!(
            refused.message.contains("501 रिसोर्स जबकि AWS 500 लेता है"),
            "{}",
            refused.message
        );
        assert!(refused.details.contains("दो अनुरोधों में"), "{}", refused.details);
    }
}
