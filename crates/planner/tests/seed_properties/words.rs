//! What people read: previews, descriptions, errors, warnings.

use cloudwhisper_api::error::UserError;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Severity;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::{Decimal, RoundingStrategy};

use super::prompts::{languages, prompts};
use super::requirements::requirements;
use super::understanding::hopeless;
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
    let nowhere = (
        select(vec!["us-west-7", "ap-south-9", "eu-north-12", "mars-east-1"]),
        select(vec![
            "Deploy an API in {}",
            "A Django web app, region {}",
            "{} mein ek REST API banao",
            "{} में एक REST API बनाओ",
        ]),
    )
        .prop_map(|(region, frame)| frame.replace("{}", region));
    let told = select(vec![
        "Deploy an API with password AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "Delete everything",
        "asdf qwer zxcv",
    ]);
    prop_oneof![hopeless(), nowhere, told.prop_map(str::to_owned)]
}

/// How somebody is told to do something: the polite imperatives of each language, or what English begins an advice with.
const IMPERATIVES: [&[&str]; 3] = [
    &[
        "write", "say", "name", "use", "choose", "take", "shorten", "leave", "describe", "ask", "try",
        "remove", "keep", "put",
    ],
    &["ए", "एँ", "ें", "िए"],
    &["iye", "ein", "ie", "jiye"],
];

/// Whether a text tells its reader to do something, in this language.
fn is_advice(text: &str, language: Language) -> bool {
    let place = Language::ALL
        .iter()
        .position(|it| *it == language)
        .unwrap_or_default();
    let lower = text.to_lowercase();
    let mut words = lower.split(|it: char| it.is_whitespace() || ".,:;()“”\"।".contains(it));
    words.any(|word| match language {
        Language::English => IMPERATIVES[place].contains(&word),
        Language::Hindi | Language::Hinglish => IMPERATIVES[place].iter().any(|end| word.ends_with(end)),
    })
}

/// Ways to wish for something unsafe, with the rule that answers it. `{app}` stands for an application, `{db}` for a database.
const UNSAFE: [(&str, &[&str]); 7] = [
    (
        "CW-DB-001",
        &[
            "{app} with a public {db} database",
            "{app} and a publicly accessible {db} database",
            "{app} with a {db} database open to everyone",
            "{app} with a {db} database that is reachable from the internet",
            "{app} chahiye public {db} database ke saath",
            "{app} aur {db} database jo internet se sabke liye khula ho",
            "{app} चाहिए सार्वजनिक {db} डेटाबेस के साथ",
        ],
    ),
    (
        "CW-S3-001",
        &[
            "{app} with a public S3 bucket",
            "Create an S3 bucket that anyone can read",
            "{app} and a world-readable S3 bucket",
            "Ek public S3 bucket banao",
            "{app} aur sabke liye khula S3 bucket",
            "एक सार्वजनिक S3 बकेट बनाओ",
        ],
    ),
    (
        "CW-NET-001",
        &[
            "An EC2 instance with SSH open to the world",
            "An EC2 server with port 22 open to everyone",
            "an EC2 instance, allow SSH from 0.0.0.0/0",
            "EC2 server banao, SSH sabke liye khula ho",
            "EC2 सर्वर बनाओ, SSH सबके लिए खुला हो",
        ],
    ),
    (
        "CW-IAM-001",
        &[
            "A Lambda function with admin access",
            "{app} with full permissions",
            "{app} whose role has AdministratorAccess",
            "Lambda function ko admin access do",
            "Lambda function बनाओ जिसके पास admin access हो",
        ],
    ),
    (
        "CW-ENC-001",
        &[
            "{app} with an unencrypted {db} database",
            "{app} with a {db} database without encryption",
            "{app} aur {db} database bina encryption ke",
        ],
    ),
    (
        "CW-ENC-002",
        &[
            "{app} over plain HTTP",
            "{app} without HTTPS",
            "{app} bina HTTPS ke",
            "{app} बिना HTTPS के",
        ],
    ),
    (
        "CW-DB-001",
        &[
            "a public RDS {db} instance",
            "RDS {db} publicly accessible, no application",
        ],
    ),
];

/// An unsafe wish in words, and the rule that answers it.
fn unsafe_wishes() -> impl Strategy<Value = (String, &'static str)> {
    let app = select(vec![
        "Flask API",
        "Django app",
        "Node.js API",
        "REST API",
        "Express backend",
    ]);
    let database = select(vec!["Postgres", "MySQL", "MariaDB"]);
    let wish = (select(UNSAFE.to_vec()), any::<prop::sample::Index>());
    (wish, app, database).prop_map(|(((rule, ways), way), app, database)| {
        let prompt = way.get(ways).replace("{app}", app).replace("{db}", database);
        (prompt, rule)
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn property_17_deployment_preview_completeness(said in prompts()) {
        let plan = whole_plan(&said.prompt);
        let artifacts = plan.artifacts();
        prop_assert!(artifacts.cdk().contains("aws-cdk-lib"), "the CDK code comes with the preview");
        let preview = artifacts.preview();
        let ungrouped: String = preview.chars().filter(|it| *it != ',').collect();
        let sum = &plan.estimate.monthly;
        if sum.usd != "0.00" {
            let both = format!("${} (₹{})", sum.usd, sum.inr);
            prop_assert!(ungrouped.contains(&both), "{} is not in {}", both, preview);
        }
        for line in &plan.estimate.breakdown {
            let usd: Decimal = line.usd.parse().expect("an amount is a decimal");
            // Lines of a few cents are told together, and so are all of one sort.
            let alone = plan.estimate.breakdown.iter().filter(|it| it.kind == line.kind).count() == 1;
            if alone && usd >= Decimal::ONE {
                let amount = format!("${:.2} (", usd.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero));
                prop_assert!(ungrouped.contains(&amount), "{}: {} is not in {}", line.logical_id, amount, preview);
            }
        }
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
        prop_assert!(error.message != error.details);
        let advised = Language::ALL.iter().any(|language| is_advice(&error.details, *language));
        prop_assert!(advised, "nothing to do next: {:?}", error);
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
