//! Laws that the founding document takes for granted.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::Requirements;
use cloudwhisper_planner::blueprint::architectures::Profile;
use cloudwhisper_planner::{PlanInput, plan};
use indexmap::IndexMap;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use super::prompts::prompts;
use super::requirements::{profiles, requirements};
use super::{cases, input, planned, priced, whole_plan};

/// Words that say nothing of what is wanted.
fn meaningless() -> impl Strategy<Value = &'static str> {
    select(vec![
        "please",
        "kindly",
        "thanks",
        "thank you",
        "hello,",
        "bhai",
        "yaar",
        "plz",
        "जी",
        "कृपया",
        "zzgrmpfl",
    ])
}

fn total(requirements: &Requirements, profile: Profile) -> Decimal {
    let estimate = priced(requirements, profile, Language::English);
    estimate.monthly.usd.parse().expect("an amount is a decimal")
}

/// The longest text that a prompt may be, of any characters.
fn long() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "\\PC{1,40}",
        any::<String>(),
        select(vec![
            "deploy",
            "api",
            "not",
            "no wait",
            "नहीं",
            "के साथ",
            "nahi chahiye",
            "₹",
            "1,00,000",
            "lakh",
            "डेढ़",
            "10.0.0.0/8",
            "\"",
            "named",
            "naam",
            "or",
            "instead of",
            "a@b.c",
            "0.0.0.0/0",
            "public",
            "i insist",
            "\n",
            "?",
            "...",
            "t3.micro",
            "every night at 2 am",
        ])
        .prop_map(str::to_owned),
    ];
    (proptest::collection::vec(pieces, 1..24), 1..400_usize).prop_map(|(pieces, times)| {
        let mut text = pieces.join(" ").repeat(times);
        let mut end = text.len().min(16 * 1024);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
        text
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_same_input_gives_the_same_bytes(said in prompts()) {
        let (once, again) = (whole_plan(&said.prompt), whole_plan(&said.prompt));
        prop_assert_eq!(once.digest().to_string(), again.digest().to_string());
        prop_assert!(once == again, "{:?}", &said.prompt);
    }

    #[test]
    fn a_word_that_means_nothing_changes_nothing(said in prompts(), word in meaningless(), first in any::<bool>()) {
        let prompt = if first { format!("{word} {}", said.prompt) } else { format!("{} {word}", said.prompt) };
        let (plain, polite) = (whole_plan(&said.prompt), whole_plan(&prompt));
        prop_assert_eq!(plain.template, polite.template, "{:?}", prompt);
        prop_assert_eq!(plain.requirements.budget, polite.requirements.budget, "{:?}", prompt);
        prop_assert_eq!(plain.requirements.usage, polite.requirements.usage, "{:?}", prompt);
    }

    #[test]
    fn the_estimate_is_monotone_in_usage(
        requirements in requirements(), profile in profiles(), fewer in 0..2_000_000_000_u64, more in 0..2_000_000_000_u64,
    ) {
        let with = |requests: u64| {
            let mut requirements = requirements.clone();
            requirements.usage.api_requests = Some(requests);
            requirements
        };
        let (low, high) = (fewer.min(more), fewer.max(more));
        // How much a table or a program may do is designed for the usage, so the design is held still where it depends on it.
        let (cheap, dear) = (total(&with(low), profile), total(&with(high), profile));
        prop_assert!(cheap <= dear, "{} requests cost {}, {} cost {}", low, cheap, high, dear);
    }

    #[test]
    fn the_estimate_is_monotone_in_storage_and_transfer(
        requirements in requirements(), profile in profiles(), fewer in 0..100_000_u32, more in 0..100_000_u32,
    ) {
        let with = |gigabytes: u32, stored: bool| {
            let mut requirements = requirements.clone();
            let amount = Decimal::from(gigabytes).try_into().ok();
            if stored { requirements.usage.storage_gb = amount } else { requirements.usage.data_transfer_gb = amount }
            requirements
        };
        let (low, high) = (fewer.min(more), fewer.max(more));
        for stored in [true, false] {
            let (cheap, dear) = (total(&with(low, stored), profile), total(&with(high, stored), profile));
            prop_assert!(cheap <= dear, "{} GB cost {}, {} GB cost {}", low, cheap, high, dear);
        }
    }

    #[test]
    fn no_prompt_panics(prompt in long()) {
        if let Ok(planned) = planned(&prompt) {
            prop_assert!(planned.plan.is_some() || !planned.understood.clarifications.is_empty());
        }
    }

    #[test]
    fn no_answer_panics(
        said in prompts(),
        answers in proptest::collection::vec((
            "appType|compute|framework|storage|region|publicAccess|customDomain|budget|projectName|hostedZoneId|\\PC{0,12}",
            "\\PC{0,60}|yes|no|[0-9]{1,30}|(us|ap)-(east|south)-1",
        ), 0..6),
        name in proptest::option::of("\\PC{0,60}"),
        region in proptest::option::of("\\PC{0,12}|us-east-1"),
    ) {
        let none = IndexMap::new();
        let answers: IndexMap<String, String> = answers.into_iter().collect();
        let mut input: PlanInput<'_> = input::input(&said.prompt, &none);
        input.request.answers = &answers;
        input.request.project_name = name.as_deref();
        input.request.region = region.as_deref();
        if let Err(mut error) = plan(&input) {
            // What is quoted is the person's own, whatever it looks like: a region "::".
            let own = region.iter().chain(name.as_ref()).chain(answers.values());
            for quoted in own.filter(|it| !it.trim().is_empty()) {
                error.message = error.message.replace(quoted.trim(), "…");
                error.details = error.details.replace(quoted.trim(), "…");
            }
            super::words::is_for_people(&error)?;
        }
    }
}
