//! Laws over made-up prompts. The numbers are those of the founding document's correctness properties.

use cloudwhisper_api::amount::{Currency, Period};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{AppType, Framework, Storage};
use cloudwhisper_planner::language::{detect, normalize::normalize};
use proptest::prelude::*;
use proptest::sample::select;

use crate::understand_prompt;

const KINDS: [(&str, AppType); 9] = [
    ("web app", AppType::WebApp),
    ("dashboard", AppType::WebApp),
    ("online store", AppType::WebApp),
    ("REST API", AppType::Api),
    ("API", AppType::Api),
    ("backend", AppType::Api),
    ("static site", AppType::StaticSite),
    ("landing page", AppType::StaticSite),
    ("docker container", AppType::Container),
];
const WRITTEN_IN: [(&str, Option<Framework>); 6] = [
    ("", None),
    ("in Node.js", Some(Framework::Express)),
    ("in Python", Some(Framework::Flask)),
    ("in Flask", Some(Framework::Flask)),
    ("in Django", Some(Framework::Django)),
    ("using Express", Some(Framework::Express)),
];
const DATA: [(&str, &str, &[Storage]); 6] = [
    ("", "", &[]),
    ("with a database", "database ke saath", &[Storage::Dynamodb]),
    ("with DynamoDB", "DynamoDB ke saath", &[Storage::Dynamodb]),
    ("with Postgres", "Postgres ke saath", &[Storage::Rds]),
    (
        "with MySQL and an S3 bucket",
        "MySQL aur S3 bucket ke saath",
        &[Storage::S3, Storage::Rds],
    ),
    ("without a database", "bina database ke", &[]),
];
/// How a ceiling is said around an amount; `{}` is the number.
const CEILINGS: [(&str, Currency, Period); 15] = [
    ("under ${}/month", Currency::USD, Period::Month),
    ("budget of {} dollars per month", Currency::USD, Period::Month),
    ("{} USD monthly at most", Currency::USD, Period::Month),
    ("for no more than ${} a year", Currency::USD, Period::Year),
    ("₹{} per month", Currency::INR, Period::Month),
    ("within Rs. {} a month", Currency::INR, Period::Month),
    ("Rs{}/- mahine ke andar", Currency::INR, Period::Month),
    ("{} rupaye mahine mein", Currency::INR, Period::Month),
    ("budget {} rupees yearly", Currency::INR, Period::Year),
    ("saal ka kharcha ₹{} se kam", Currency::INR, Period::Year),
    ("₹{} per day tak", Currency::INR, Period::Day),
    ("₹{} प्रति माह", Currency::INR, Period::Month),
    ("{} रुपये सालाना", Currency::INR, Period::Year),
    ("monthly budget is INR {}", Currency::INR, Period::Month),
    ("costs should not exceed {} INR", Currency::INR, Period::Month),
];
const PROMPTS: [&str; 8] = [
    "Create a REST API with Node.js and database, under $10/month",
    "Internal dashboard in Django, not public, in Singapore",
    "API without a database, 10,000 requests per day",
    "Postgres, no wait, DynamoDB for my Flask API",
    "Mujhe ek React website deploy karni hai, free tier mein",
    "API chahiye Flask mein, database nahi chahiye, ₹500 mahine ke andar",
    "एक एपीआई चाहिए, डेटाबेस नहीं चाहिए, बजट ₹4000 प्रति माह",
    "Docker container on Fargate, port 3000, logs for 14 days",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn property_01_every_field_that_is_said_is_understood_in_english_and_hinglish(
        kind in select(&KINDS[..6]), written in select(&WRITTEN_IN[..]), data in select(&DATA[..]), hinglish: bool,
    ) {
        let prompt = if hinglish {
            format!("Ek {} banao {} {}", kind.0, written.1.map_or(String::new(), |_| format!("{} mein", written.0.split(' ').nth(1).unwrap_or_default())), data.1)
        } else {
            format!("Build a {} {} {}", kind.0, written.0, data.0)
        };
        let understood = understand_prompt(&prompt).expect("a valid prompt");
        let requirements = understood.requirements.expect("nothing is left to ask");
        prop_assert_eq!(requirements.app_type, Some(kind.1), "{}", prompt);
        prop_assert_eq!(requirements.framework, written.1, "{}", prompt);
        prop_assert_eq!(requirements.storage, data.2, "{}", prompt);
        prop_assert!(requirements.networking.public_access);
    }

    #[test]
    fn property_02_what_is_missing_and_changes_the_architecture_is_asked_for(
        wish in select(&["Deploy {}", "I need {}", "{} chahiye", "{} deploy karo", "{} डिप्लॉय करो"][..]),
        thing in select(&["my app", "an application", "website", "mera app", "software"][..]),
        tail in select(&["", ", under $10 a month", ", Mumbai mein", ", 500 requests a day"][..]),
    ) {
        let understood = understand_prompt(&(wish.replace("{}", thing) + tail)).expect("a valid prompt");
        prop_assert!(understood.requirements.is_none());
        prop_assert!(understood.clarifications.iter().any(|question| question.field == "appType" && question.options.len() >= 2));
    }

    #[test]
    fn property_03_budget_is_extracted_in_any_form_and_place(
        (form, currency, period) in select(&CEILINGS[..]), amount in 1_u32..100_000, grouped: bool, first: bool,
    ) {
        let number = if grouped && amount >= 1000 { format!("{},{:03}", amount / 1000, amount % 1000) } else { amount.to_string() };
        let budget = form.replace("{}", &number);
        let prompt = if first { format!("{budget}, Node.js API") } else { format!("Node.js API, {budget}") };
        let requirements = understand_prompt(&prompt).expect("a valid prompt").requirements.expect("complete");
        let found = requirements.budget.expect("a budget was said");
        prop_assert_eq!((found.amount.to_string(), found.currency, found.period), (amount.to_string(), currency, period), "{}", prompt);
    }

    #[test]
    fn property_03_free_is_a_budget_of_nothing(
        free in select(&["free tier only", "with free tier", "for free", "free mein", "muft mein", "मुफ़्त में", "bina paise ke"][..]),
    ) {
        let requirements = understand_prompt(&format!("React website, {free}")).expect("a valid prompt").requirements.expect("complete");
        let found = requirements.budget.expect("free is a budget");
        prop_assert_eq!((found.amount.to_string(), found.currency, found.period), ("0".to_owned(), Currency::USD, Period::Month));
    }

    #[test]
    fn property_04_the_kind_of_application_is_classified(
        (name, kind) in select(&KINDS[..]),
        form in select(&["Deploy a {}", "Create {} please", "{} chahiye", "mujhe ek {} banana hai", "एक {} बनाओ", "I want to host my {} in Mumbai", "{}"][..]),
    ) {
        let understood = understand_prompt(&form.replace("{}", name)).expect("a valid prompt");
        prop_assert_eq!(understood.requirements.map(|requirements| requirements.app_type), Some(Some(kind)));
    }

    #[test]
    fn property_05_what_is_no_deployment_gets_plain_words_and_two_examples(noise in "[bcdfghjkvwxz]{6,9}( [bcdfghjkvwxz]{6,9}){0,6}") {
        let error = understand_prompt(&noise).expect_err("gibberish");
        prop_assert_eq!(error.code, ErrorCode::PromptNotUnderstood);
        prop_assert_eq!(error.details.matches('"').count(), 4, "two examples in quotes");
        for technical in ["panicked", ".rs", "at src", "Error {", "stack"] {
            prop_assert!(!error.message.contains(technical) && !error.details.contains(technical));
        }
    }

    #[test]
    fn property_28_lakh_crore_and_the_rupee_mark_mean_what_they_mean_in_india(
        count in 1_u32..100, scale in select(&[("lakh", 100_000_u64), ("lac", 100_000), ("लाख", 100_000), ("crore", 10_000_000), ("करोड़", 10_000_000)][..]),
    ) {
        let expected = u64::from(count) * scale.1;
        let prompt = format!("API with {count} {0} requests per month, ₹{count} {0} per year", scale.0);
        let requirements = understand_prompt(&prompt).expect("a valid prompt").requirements.expect("complete");
        let budget = requirements.budget.expect("a budget was said");
        prop_assert_eq!(requirements.usage.api_requests, Some(expected));
        prop_assert_eq!((budget.amount.to_string(), budget.currency, budget.period), (expected.to_string(), Currency::INR, Period::Year));
    }

    #[test]
    fn property_29_an_unsure_language_is_english(text in "\\PC{0,60}|[a-z ]{0,60}|([a-z]{2,6} (hai|ka|mein|the|with|and|है) ){0,8}") {
        let detected = detect(&normalize(&text));
        prop_assert!((0.0..=1.0).contains(&detected.confidence));
        prop_assert!((detected.confidence * 100.0).fract() < 1e-6 || (detected.confidence * 100.0).fract() > 1.0 - 1e-6);
        prop_assert!(detected.confidence >= 0.7 || detected.language == Language::English);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        let _ = understand_prompt(&text);
    }

    #[test]
    fn no_jumble_of_known_words_panics(words in prop::collection::vec(select(&[
        "no", "without", "nahi", "बिना", "API", "database", "or", "ya", "named", "naam", "ka", "\"", "₹", "$", "5", "lakh", "/", "-", ",", ".", "?",
        "per", "month", "saadhe", "do", "port", "GB", "vCPU", "instead", "no wait", "for", "ke liye", "mein", "public", "0.0.0.0/0", "t3.small",
        "a@b.co", "ap-south-1", "x.in", "node", "20", "99999999999999999999999999999999", "crore", "crore", "not", "'", "free", "and", "S3", "rakho",
    ][..]), 0..40), glue in select(&[" ", "", "\n"][..])) {
        let _ = understand_prompt(&words.join(glue));
    }

    #[test]
    fn a_word_that_means_nothing_changes_nothing(prompt in select(&PROMPTS[..]), word in select(&["blorptang", "zyxu", "ठकठक"][..]), place in 0_usize..3) {
        let added = match place {
            0 => format!("{word} {prompt}"),
            1 => format!("{prompt} {word}"),
            _ => prompt.replacen(", ", &format!(" {word}, "), 1),
        };
        let (plain, noisy) = (understand_prompt(prompt).expect("valid"), understand_prompt(&added).expect("valid"));
        prop_assert_eq!(plain.requirements, noisy.requirements, "{}", added);
        prop_assert_eq!(plain.clarifications, noisy.clarifications);
    }

    #[test]
    fn the_same_prompt_is_understood_the_same_in_capitals_and_with_odd_spaces(prompt in select(&PROMPTS[..])) {
        let odd = prompt.to_uppercase().replace(' ', "\u{200b}  ");
        let (plain, odd) = (understand_prompt(prompt).expect("valid"), understand_prompt(&odd).expect("valid"));
        prop_assert_eq!(plain.requirements, odd.requirements);
    }
}
