//! What people read: previews, descriptions, errors, warnings.

use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Severity;
use proptest::prelude::*;
use proptest::sample::select;

use super::prompts::{languages, prompts};
use super::requirements::requirements;
use super::{blueprint, cases, planned, whole_plan};
use cloudwhisper_planner::blueprint::architectures::Profile;
use cloudwhisper_planner::catalog;

/// Words that only people of the trade know; the names of services are no jargon, since people ask for them.
const JARGON: [&str; 14] = [
    "idempoten",
    "orchestrat",
    "provisioned throughput",
    "ephemeral",
    "arn:",
    "aws::",
    "fn::",
    "getatt",
    "cloudformation type",
    "logical id",
    "stateful",
    "upstream",
    "daemon",
    "mutex",
];

/// An error is for people: no traces, no paths, nothing of the program.
pub(crate) fn is_for_people(error: &UserError) -> Result<(), TestCaseError> {
    let UserError { message, details, .. } = error;
    for text in [message, details] {
        for inside in [
            "panicked",
            "stack backtrace",
            "src/",
            ".rs",
            "unwrap",
            "Some(",
            "None)",
            "Err(",
            "/home",
            "/work",
            "::",
            "0x",
        ] {
            prop_assert!(!text.contains(inside), "{:?} is the program's: {}", inside, text);
        }
    }
    Ok(())
}

/// Text to break a parser with.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        "deploy [\\PC]{0,40} api /etc/passwd src/main.rs:12",
        "(api|deploy|\\{\\{|\\}\\}|\\$\\{x\\}|\\.\\./|\\\\|;|')( (api|lambda|region|mars-1|₹|99999999999999999999)){0,8}",
    ]
}

/// What can be said of a failure before anything is deployed, by what brings it about.
fn failing() -> impl Strategy<Value = String> {
    select(vec![
        "",
        "asdf qwer zxcv",
        "Deploy an API in us-west-7",
        "Deploy an API with password AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "What is EC2?",
        "Delete everything",
        "नमस्ते",
        "kya haal hai",
    ])
    .prop_map(str::to_owned)
}

/// An unsafe wish in words, and the rule that answers it.
fn unsafe_wishes() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(vec![
        ("A Flask API with a public Postgres database", "CW-DB-001"),
        ("Django app with a MySQL database open to everyone", "CW-DB-001"),
        ("Flask API chahiye public Postgres database ke saath", "CW-DB-001"),
        ("Flask API चाहिए सार्वजनिक Postgres डेटाबेस के साथ", "CW-DB-001"),
        ("Create a public S3 bucket", "CW-S3-001"),
        ("Ek public S3 bucket banao", "CW-S3-001"),
        ("एक सार्वजनिक S3 बकेट बनाओ", "CW-S3-001"),
        ("An EC2 instance with SSH open to the world", "CW-NET-001"),
        ("A Lambda function with admin access", "CW-IAM-001"),
        ("A Node.js API with full permissions", "CW-IAM-001"),
        ("A Flask API with an unencrypted Postgres database", "CW-ENC-001"),
        ("A REST API over plain HTTP", "CW-ENC-002"),
    ])
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn property_17_deployment_preview_completeness(said in prompts()) {
        let plan = whole_plan(&said.prompt);
        let artifacts = plan.artifacts();
        prop_assert!(artifacts.cdk().contains("aws-cdk-lib"), "the CDK code comes with the preview");
        let preview = artifacts.preview();
        let usd = format!("${}", plan.estimate.monthly.usd.split('.').next().unwrap_or_default());
        prop_assert!(preview.contains("₹") || plan.estimate.monthly.inr == "0.00", "{}", preview);
        let whole: String = preview.chars().filter(|it| *it != ',').collect();
        prop_assert!(whole.contains(&usd) || plan.estimate.monthly.usd == "0.00", "{} is not in {}", usd, preview);
        for resource in &plan.resources {
            prop_assert!(preview.contains(&resource.description), "{} is not told", resource.logical_id);
        }
        for finding in &plan.findings {
            prop_assert!(preview.contains(&finding.message) && preview.contains(&finding.suggestion), "{:?}", finding);
        }
        prop_assert!(!plan.findings.is_empty(), "every plan has something to watch");
        prop_assert_eq!(plan.language, said.language);
    }

    #[test]
    fn property_18_preview_resource_descriptions(requirements in requirements(), language in languages()) {
        for resource in blueprint(&requirements, Profile::Hardened).resources() {
            let service = catalog::service(resource.kind).expect("every type is in the catalogue");
            let description = service.description(language);
            prop_assert!(description.split_whitespace().count() >= 3, "{}: {}", resource.kind, description);
            let lower = description.to_lowercase();
            for jargon in JARGON {
                prop_assert!(!lower.contains(jargon), "{}: {:?} in {}", resource.kind, jargon, description);
            }
            let devanagari = description.chars().any(|it| ('\u{900}'..='\u{97f}').contains(&it));
            prop_assert_eq!(devanagari, language == Language::Hindi, "{}", description);
        }
    }

    #[test]
    fn property_31_error_message_sanitization(prompt in anything()) {
        if let Err(error) = planned(&prompt) {
            is_for_people(&error)?;
        }
    }

    #[test]
    fn property_32_deployment_failure_actionability(prompt in failing(), tail in "[ !.]{0,4}") {
        let error = planned(&format!("{prompt}{tail}")).expect_err("there is nothing to plan");
        prop_assert!(error.message.split_whitespace().count() >= 3, "{:?}", error);
        prop_assert!(error.details.split_whitespace().count() >= 3, "{:?}", error);
        prop_assert!(error.message != error.details);
        is_for_people(&error)?;
    }

    #[test]
    fn property_33_insecure_configuration_warnings((prompt, rule) in unsafe_wishes(), more in select(vec!["", ", under $90 a month", ", region us-east-1"])) {
        let plan = whole_plan(&format!("{prompt}{more}"));
        let finding = plan.findings.iter().find(|finding| finding.rule == rule);
        prop_assert!(finding.is_some(), "{}: {:?}", prompt, plan.findings);
        if let Some(finding) = finding {
            prop_assert_eq!(finding.severity, Severity::Medium);
            let artifacts = plan.artifacts();
            let preview = artifacts.preview();
            prop_assert!(preview.contains(&finding.message) && preview.contains(&finding.suggestion), "{}", preview);
        }
        prop_assert!(plan.findings.iter().all(|it| it.severity < Severity::High), "it is built the safe way: {:?}", plan.findings);
    }
}
