//! The plan in plain language: reviewed in each language, and laws that hold for every plan.

#[path = "support/input.rs"]
mod input;

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::blueprint::architectures::Profile;
use cloudwhisper_planner::estimate::FreeTier;
use cloudwhisper_planner::{Artifacts, Plan, PlanInput, plan};
use indexmap::IndexMap;
use input::input;
use proptest::prelude::*;
use rust_decimal::Decimal;

fn planned(prompt: &str, account: Option<&str>, profile: Profile, free_tier: FreeTier) -> Plan {
    let none = IndexMap::new();
    let input = PlanInput {
        profile,
        account,
        free_tier,
        ..input(prompt, &none)
    };
    let planned = plan(&input).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    planned
        .plan
        .unwrap_or_else(|| panic!("{prompt}: {:?}", planned.understood.clarifications))
}

const ENGLISH: &str = "A Flask API on ECS with a Postgres database and a bucket named acme-media, \
    make the database public, send to Kafka, under $20 a month, in Frankfurt";
const HINDI: &str = "ऑनलाइन दुकान के लिए एक कंटेनर सेवा चाहिए, पोर्ट 8080, डेटाबेस के बिना, बजट ₹1,50,000 प्रति वर्ष";
const HINGLISH: &str = "Portfolio ke liye static website banao, domain shop.example.in, ₹1 mahine ke andar";

#[test]
fn english_is_as_reviewed() {
    let plan = planned(
        ENGLISH,
        Some("111122223333"),
        Profile::Baseline,
        FreeTier::AlwaysFreeOnly,
    );
    assert_eq!(plan.language, Language::English);
    insta::assert_snapshot!(plan.artifacts().preview());
}

#[test]
fn hindi_is_as_reviewed() {
    let credits = FreeTier::Credits {
        remaining: Some(Decimal::from(120)),
    };
    let plan = planned(HINDI, Some("111122223333"), Profile::Hardened, credits);
    assert_eq!(plan.language, Language::Hindi);
    insta::assert_snapshot!(plan.artifacts().preview());
}

#[test]
fn hinglish_is_as_reviewed() {
    let plan = planned(HINGLISH, None, Profile::Baseline, FreeTier::AlwaysFreeOnly);
    assert_eq!(plan.language, Language::Hinglish);
    insta::assert_snapshot!(plan.artifacts().preview());
}

/// What stands in the first `$…` of the line that speaks of Hardened.
fn dollars_in(line: &str) -> Decimal {
    let amount = line.split('$').nth(1).and_then(|it| it.split(' ').next());
    amount
        .and_then(|it| it.replace(',', "").parse().ok())
        .unwrap_or_default()
}

#[test]
fn a_baseline_plan_says_what_hardened_would_add_and_a_hardened_plan_does_not() {
    for prompt in [
        "an API in Node.js with DynamoDB",
        "एक कंटेनर सेवा चाहिए डेटाबेस के साथ",
        "mujhe static website chahiye",
        "a queue and an EC2 instance",
    ] {
        let plan = |profile| planned(prompt, None, profile, FreeTier::AlwaysFreeOnly);
        let (baseline, hardened) = (plan(Profile::Baseline), plan(Profile::Hardened));
        let artifacts = [&baseline, &hardened].map(Plan::artifacts);
        let [preview, other] = artifacts.each_ref().map(Artifacts::preview);
        let said: Vec<&str> = preview.lines().filter(|it| it.contains("Baseline")).collect();
        let [said] = said[..] else {
            panic!("{prompt}: {preview}")
        };
        let sum = |plan: &Plan| plan.estimate.monthly.usd.parse::<Decimal>().unwrap_or_default();
        assert_eq!(
            dollars_in(said),
            sum(&hardened) - sum(&baseline),
            "{prompt}: {said}"
        );
        let total = format!("${}", hardened.estimate.monthly.usd);
        assert!(
            said.replace(',', "").contains(&total),
            "{prompt}: {said}, not {total}"
        );
        assert!(!other.contains("Baseline"), "{prompt}: {other}");
    }
}

fn prompts() -> impl Strategy<Value = (&'static str, Language)> {
    let english = [
        "an API in Node.js",
        "a static website",
        "a container service",
        "a Next.js web app",
    ];
    let hindi = ["एक API बनाओ", "एक स्टैटिक वेबसाइट चाहिए", "एक कंटेनर सेवा चाहिए"];
    let hinglish = [
        "ek API banao Node.js mein",
        "mujhe static website chahiye",
        "ek container service bana do",
    ];
    prop_oneof![
        proptest::sample::select(english.to_vec()).prop_map(|it| (it, Language::English)),
        proptest::sample::select(hindi.to_vec()).prop_map(|it| (it, Language::Hindi)),
        proptest::sample::select(hinglish.to_vec()).prop_map(|it| (it, Language::Hinglish)),
    ]
}

fn devanagari(text: &str) -> bool {
    text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Seed property 17: what there is, what it costs in both currencies, and what to watch. Property 18: in plain words.
    #[test]
    fn property_17_a_preview_is_complete_and_property_18_plain(
        (prompt, language) in prompts(),
        profile in proptest::sample::select(vec![Profile::Baseline, Profile::Hardened]),
        account in proptest::option::of(Just("111122223333")),
    ) {
        let plan = planned(prompt, account, profile, FreeTier::AlwaysFreeOnly);
        prop_assert_eq!(plan.language, language);
        let artifacts = plan.artifacts();
        let preview = artifacts.preview();
        let sections = preview.lines().filter(|line| line.starts_with("## ")).count();
        prop_assert!(sections >= 5, "{}", preview);
        for resource in &plan.resources {
            prop_assert!(!resource.description.is_empty());
            prop_assert!(preview.contains(&resource.description), "{}", &resource.description);
        }
        for warning in &plan.estimate.warnings {
            prop_assert!(preview.contains(warning.as_str()), "{}", warning);
        }
        let sum = format!("${}", plan.estimate.monthly.usd);
        prop_assert!(preview.contains(&sum), "no {}", sum);
        prop_assert!(preview.contains('₹'));
        for jargon in ["AWS::", "ARN", "{", "_first_"] {
            prop_assert!(!preview.contains(jargon), "{} in {}", jargon, preview);
        }
        prop_assert_eq!(devanagari(preview), language == Language::Hindi);
    }
}

#[test]
fn what_was_assumed_and_what_is_needed_is_in_the_readers_words() {
    let check = |prompt: &str, said: &[&str], not: &[&str]| {
        let none = IndexMap::new();
        let planned = plan(&input(prompt, &none)).expect("valid");
        let plan = planned.plan.expect("nothing to ask");
        let artifacts = plan.artifacts();
        let page = artifacts.preview();
        for text in said {
            assert!(page.contains(text), "{prompt}: {text}\n{page}");
        }
        for text in not {
            assert!(!page.contains(text), "{prompt}: {text}\n{page}");
        }
    };
    check(
        "Deploy a static website at shop.acme.in",
        &["What it runs on: no server.", "Open to the internet: yes."],
        &["lambda", ": true"],
    );
    check(
        "shop.acme.in par static website banao",
        &["Internet par khula: haan.", "Aapke domain ke zone ki id"],
        &[": true", "Id of the"],
    );
    check(
        "shop.acme.in पर 500 छात्रों के लिए स्टैटिक वेबसाइट बनाओ",
        &[
            "इंटरनेट पर खुला: हाँ।",
            "हर महीने के अनुरोध: 50,000।",
            "आपके डोमेन के ज़ोन की id",
        ],
        &[": true", "Id of the"],
    );
}
