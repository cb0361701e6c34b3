//! The talk with a person: answers, the language of the answer, what the request itself says, and what is never repeated.

use cloudwhisper_api::amount::{Amount, Budget, Currency, Period};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::{Language, LanguageChoice};
use cloudwhisper_api::requirements::{AppType, Compute, Usage};
use cloudwhisper_planner::requirements::{Request, understand};
use indexmap::IndexMap;

use crate::prompt_alone::request;
use crate::{understand_prompt, understand_with};

#[test]
fn an_answer_in_any_language_completes_the_requirements() {
    for (answer, expected) in [
        ("api", AppType::Api),
        ("a REST API please", AppType::Api),
        ("वेब ऐप", AppType::WebApp),
        ("web-app", AppType::WebApp),
        ("static site wali", AppType::StaticSite),
        ("container", AppType::Container),
        ("nahi nahi, static-site", AppType::StaticSite),
    ] {
        let understood = understand_with(
            "Mera app deploy kar do",
            LanguageChoice::Auto,
            &[("appType", answer)],
        );
        let requirements = understood
            .expect("a valid answer")
            .requirements
            .expect("nothing left to ask");
        assert_eq!(requirements.app_type, Some(expected), "{answer}");
    }
}

#[test]
fn yes_and_no_are_understood_in_three_languages() {
    for (answer, expected) in [
        ("true", true),
        ("yes", true),
        ("haan", true),
        ("हाँ", true),
        ("sabke liye", true),
        ("public", true),
        ("false", false),
        ("no", false),
        ("nahi", false),
        ("नहीं", false),
        ("internal", false),
        ("not public", false),
    ] {
        let understood =
            understand_with("Node API", LanguageChoice::Auto, &[("publicAccess", answer)]).expect("valid");
        assert_eq!(
            understood
                .requirements
                .expect("complete")
                .networking
                .public_access,
            expected,
            "{answer}"
        );
    }
}

#[test]
fn an_answer_wins_over_the_prompt() {
    let answers = [
        ("compute", "fargate"),
        ("database", "mysql"),
        ("region", "Singapore"),
        ("budget", "₹800 mahina"),
    ];
    let understood = understand_with(
        "API on Lambda or EC2 with a database",
        LanguageChoice::Auto,
        &answers,
    )
    .expect("valid");
    let requirements = understood.requirements.expect("complete");
    assert_eq!(requirements.compute, Some(Compute::Ecs));
    assert_eq!(requirements.region, "ap-southeast-1");
    assert_eq!(
        requirements
            .budget
            .map(|budget| (budget.amount.to_string(), budget.currency)),
        Some(("800".to_owned(), Currency::INR))
    );
    let kinds: Vec<_> = requirements
        .services
        .iter()
        .map(|service| service.kind.as_str())
        .collect();
    assert_eq!(
        kinds,
        ["AWS::RDS::DBInstance"],
        "services of a compute that was not chosen are gone"
    );
}

#[test]
fn an_answer_that_is_no_option_names_the_options() {
    for (field, answer, option) in [
        ("appType", "banana", "static-site"),
        ("compute", "banana", "lambda"),
        ("publicAccess", "perhaps", "true"),
        ("database", "banana", "dynamodb"),
        ("customDomain", "not a domain", "shop.example.in"),
        ("colour", "blue", "appType"),
    ] {
        let error = understand_with("Deploy my app", LanguageChoice::Auto, &[(field, answer)]);
        match (field, error) {
            ("customDomain", Ok(_)) => {} // "not" is a no, which goes without a domain
            (_, Err(error)) => {
                assert_eq!(error.code, ErrorCode::InvalidAnswer, "{field}");
                assert!(error.details.contains(option), "{field}: {}", error.details);
                assert!(
                    !error.message.contains(answer),
                    "an answer may be a secret and is not repeated"
                );
            }
            (field, other) => panic!("{field}: {other:?}"),
        }
    }
}

#[test]
fn the_answer_is_in_the_language_of_the_choice_else_of_the_prompt() {
    for (prompt, choice, expected) in [
        ("Deploy my app", LanguageChoice::Auto, Language::English),
        ("Mera app deploy kar do", LanguageChoice::Auto, Language::Hinglish),
        ("मेरा ऐप डिप्लॉय करो", LanguageChoice::Auto, Language::Hindi),
        ("Deploy my app", LanguageChoice::Hi, Language::Hinglish),
        ("मेरा ऐप डिप्लॉय करो", LanguageChoice::Hi, Language::Hindi),
        ("मेरा ऐप डिप्लॉय करो", LanguageChoice::En, Language::English),
    ] {
        let understood = understand_with(prompt, choice, &[]).expect("valid");
        assert_eq!(understood.language, expected, "{prompt}");
        let devanagari = |text: &str| text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
        let question = &understood.clarifications[0].question;
        assert_eq!(devanagari(question), expected == Language::Hindi, "{question}");
    }
}

#[test]
fn an_error_is_in_the_language_of_the_prompt() {
    let hindi = understand_prompt("आप कैसे हैं").expect_err("chit-chat");
    assert!(hindi.details.contains("वेबसाइट"), "{}", hindi.details);
    let hinglish = understand_prompt("kya haal hai bhai").expect_err("chit-chat");
    assert!(hinglish.details.contains("banao"), "{}", hinglish.details);
}

#[test]
fn every_default_is_an_assumption_with_its_reason() {
    let understood = understand_prompt("Node.js API").expect("valid");
    let fields: Vec<_> = understood
        .assumptions
        .iter()
        .map(|assumption| assumption.field.as_str())
        .collect();
    assert_eq!(
        fields,
        [
            "framework",
            "compute",
            "publicAccess",
            "budget",
            "region",
            "projectName"
        ]
    );
    assert!(
        understood
            .assumptions
            .iter()
            .all(|assumption| !assumption.value.is_empty() && assumption.reason.len() > 10)
    );
}

#[test]
fn nothing_is_assumed_that_was_said() {
    let understood =
        understand_prompt("Public Express API named orders on Lambda in Mumbai with DynamoDB, $5 per month")
            .expect("valid");
    assert_eq!(understood.assumptions, []);
}

#[test]
fn what_the_request_says_wins_over_the_prompt() {
    let budget = Budget {
        amount: Amount::ZERO,
        currency: Currency::INR,
        period: Period::Year,
    };
    let understood = understand(&Request {
        project_name: Some("Bills 2026"),
        region: Some("eu-west-1"),
        default_region: Some("us-east-1"),
        budget: Some(budget),
        usage: Usage {
            api_requests: Some(7),
            ..Usage::default()
        },
        ..request(
            "API named orders in Mumbai, $10 a month, 500 requests a day",
            &IndexMap::new(),
        )
    });
    let understood = understood.expect("valid");
    let requirements = understood.requirements.expect("complete");
    assert_eq!(requirements.project_name, "bills-2026");
    assert_eq!(requirements.region, "eu-west-1");
    assert_eq!(requirements.budget, Some(budget));
    assert_eq!(requirements.usage.api_requests, Some(7));
    assert!(
        understood
            .assumptions
            .iter()
            .all(|assumption| assumption.field == "compute" || assumption.field == "publicAccess")
    );
}

#[test]
fn a_secret_is_found_and_not_repeated() {
    for (secret, because) in [
        ("AKIAIOSFODNN7EXAMPLE", "an access key id"),
        (
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "a secret access key by its shape",
        ),
        ("-----BEGIN RSA PRIVATE KEY----- abc", "a private key"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "a GitHub token"),
        ("password: hunter2", "an assigned password"),
        ("db password is Tr0ub4dor&3", "a password in a sentence"),
        (
            "postgres://admin:hunter2@db.example.com/x",
            "credentials in a URL",
        ),
        (
            "pass\u{200b}word=hunter22",
            "an invisible character hides nothing",
        ),
    ] {
        let error = understand_prompt(&format!("Deploy a Node API, {secret}")).expect_err(because);
        assert_eq!(error.code, ErrorCode::PromptContainsSecret, "{because}");
        assert!(!format!("{error:?}").contains(secret), "{because}");
    }
    for harmless in [
        "API with password login",
        "API, password: managed by Secrets Manager",
        "store the API key in SSM for a web app",
    ] {
        assert!(understand_prompt(harmless).is_ok(), "{harmless}");
    }
}

#[test]
fn sixteen_kibibytes_are_read_and_one_more_is_not() {
    let start = "Node API ";
    let fits = format!("{start}{}", "x".repeat(16 * 1024 - start.len()));
    assert!(understand_prompt(&fits).is_ok());
    let error = understand_prompt(&format!("{fits}x")).expect_err("too long");
    assert_eq!(error.code, ErrorCode::PromptTooLong);
}

#[test]
fn a_project_name_is_always_a_valid_one() {
    for (given, expected) in [
        ("Big Bazaar", "big-bazaar"),
        ("2026 shop", "app-2026-shop"),
        ("---", "request"),
        ("दुकान", "dukan"),
        ("सहेली", "saheli"),
        ("सरकार", "sarkar"),
        ("परिवहन", "parivahan"),
        ("रंगोली", "rangoli"),
        ("मेरी दुकान", "meri-dukan"),
        ("Café Señor", "cafe-senor"),
    ] {
        let understood = understand(&Request {
            project_name: Some(given),
            ..request("Node API", &IndexMap::new())
        });
        assert_eq!(
            understood
                .expect("valid")
                .requirements
                .expect("complete")
                .project_name,
            expected
        );
    }
}
