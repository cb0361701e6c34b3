//! Prompts made at random, in three languages, with what they mean. Every prompt is one that a person could write: an
//! application, perhaps where it keeps its data, perhaps what it may cost, in one of many orders and spellings.

use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{AppType, Compute, Framework, Storage};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// A prompt and what it means.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) prompt: String,
    pub(crate) language: Language,
    pub(crate) app_type: AppType,
    pub(crate) framework: Option<Framework>,
    /// What it has to run on; `None` where that is left open.
    pub(crate) compute: Option<Compute>,
    /// Where it has to keep data; `None` where nothing was said.
    pub(crate) storage: Option<Storage>,
    pub(crate) budget: Option<Budget>,
}

/// The words for an application in each language, in [`Language::ALL`]'s order.
type App = (AppType, Option<Framework>, Option<Compute>, [&'static str; 3]);

const APPS: [App; 14] = [
    (
        AppType::Api,
        None,
        None,
        ["a REST API", "एक REST API", "ek REST API"],
    ),
    (
        AppType::Api,
        None,
        None,
        ["an API for my shop", "दुकान के लिए एक API", "dukaan ke liye ek API"],
    ),
    (
        AppType::Api,
        Some(Framework::Flask),
        None,
        ["a Flask API", "Flask में एक API", "Flask mein ek API"],
    ),
    (
        AppType::Api,
        Some(Framework::Express),
        None,
        ["a Node.js API", "Node.js में एक API", "Node.js mein ek API"],
    ),
    (
        AppType::Api,
        Some(Framework::Express),
        None,
        ["an Express backend", "Express में एक बैकएंड", "Express ka backend"],
    ),
    (
        AppType::StaticSite,
        None,
        None,
        ["a static website", "एक स्टैटिक वेबसाइट", "ek static website"],
    ),
    (
        AppType::StaticSite,
        None,
        None,
        [
            "a landing page for a yoga studio",
            "एक लैंडिंग पेज",
            "ek landing page",
        ],
    ),
    (
        AppType::WebApp,
        None,
        None,
        ["a web app", "एक वेब ऐप", "ek web app"],
    ),
    (
        AppType::WebApp,
        None,
        None,
        ["an online shop", "एक ऑनलाइन दुकान", "ek online shop"],
    ),
    (
        AppType::WebApp,
        Some(Framework::React),
        None,
        ["a React app", "एक React ऐप", "ek React app"],
    ),
    (
        AppType::WebApp,
        Some(Framework::Django),
        None,
        ["a Django web app", "एक Django वेब ऐप", "ek Django web app"],
    ),
    (
        AppType::WebApp,
        Some(Framework::Nextjs),
        None,
        ["a Next.js web app", "एक Next.js वेब ऐप", "ek Next.js web app"],
    ),
    (
        AppType::Container,
        None,
        Some(Compute::Ecs),
        ["a Docker container", "एक Docker कंटेनर", "ek Docker container"],
    ),
    (
        AppType::Container,
        None,
        Some(Compute::Ecs),
        ["a container service", "एक कंटेनर सेवा", "ek container service"],
    ),
];

const FRAMES: [&[&str]; 3] = [
    &[
        "Deploy {}",
        "Create {}",
        "I need {}",
        "Please build {}",
        "We want to launch {}",
        "set up {}",
        "Host {}",
        "Make me {}",
    ],
    &[
        "{} बनाओ",
        "मुझे {} चाहिए",
        "{} डिप्लॉय करो",
        "{} बना दो",
        "हमें {} चाहिए",
        "{} बनाइए",
    ],
    &[
        "{} banao",
        "mujhe {} chahiye",
        "{} deploy karo",
        "{} bana do",
        "hume {} chahiye",
        "{} bnao",
        "Mujhe {} chaiye",
    ],
];

const STORES: [(Storage, [&str; 3]); 3] = [
    (
        Storage::Dynamodb,
        [" with a database", " डेटाबेस के साथ", " database ke saath"],
    ),
    (
        Storage::Rds,
        [
            " with a Postgres database",
            " Postgres डेटाबेस के साथ",
            " Postgres database ke saath",
        ],
    ),
    (
        Storage::S3,
        [" with an S3 bucket", " S3 बकेट के साथ", " S3 bucket ke saath"],
    ),
];

/// Ways to say a budget of `{}` a month, by currency and language.
const BUDGETS: [(Currency, [&[&str]; 3]); 2] = [
    (
        Currency::INR,
        [
            &[
                ", under ₹{} per month",
                ", budget ₹{} a month",
                ", at most Rs {} per month",
                ", below {} rupees a month",
                ", INR {} monthly budget",
            ],
            &[
                ", ₹{} प्रति माह के अंदर",
                ", बजट ₹{} प्रति माह",
                ", {} रुपये महीने से कम में",
            ],
            &[
                ", ₹{} per month ke andar",
                ", budget ₹{} mahina",
                ", {} rupaye mahine se kam mein",
                ", budget Rs {} per month",
            ],
        ],
    ),
    (
        Currency::USD,
        [
            &[
                ", under ${} per month",
                ", budget ${}/month",
                ", no more than {} dollars a month",
                ", max USD {} a month",
            ],
            &[", ${} प्रति माह के अंदर", ", बजट ${} प्रति माह"],
            &[", ${} per month ke andar", ", budget ${} mahina"],
        ],
    ),
];

const FREE: [&[&str]; 3] = [
    &[", free tier only", ", within the free tier", ", for free"],
    &[", मुफ़्त में", ", फ्री टियर में"],
    &[", free mein", ", free tier mein"],
];

fn place(language: Language) -> usize {
    Language::ALL
        .iter()
        .position(|it| *it == language)
        .unwrap_or_default()
}

pub(crate) fn languages() -> impl Strategy<Value = Language> {
    select(Language::ALL.to_vec())
}

/// A budget and how it is written: plain, grouped as in India or the West, in lakh or crore.
pub(crate) fn amounts() -> impl Strategy<Value = (u64, String)> {
    prop_oneof![
        (1..100_000_u64).prop_map(|it| (it, it.to_string())),
        (1_000..100_000_000_u64).prop_map(|it| (it, indian(it))),
        (1_000..999_000_u64).prop_map(|it| (it, western(it))),
        (1..100_u64).prop_map(|it| (it * 100_000, format!("{it} lakh"))),
        (1..10_u64).prop_map(|it| (it * 10_000_000, format!("{it} crore"))),
        (1..100_u64, 1..10_u64)
            .prop_map(|(whole, tenth)| (whole * 100_000 + tenth * 10_000, format!("{whole}.{tenth} lakh"))),
    ]
}

fn indian(number: u64) -> String {
    let (rest, last) = (number / 1000, number % 1000);
    let mut pairs = Vec::new();
    let mut left = rest;
    while left > 0 {
        pairs.push(left % 100);
        left /= 100;
    }
    let written = pairs.iter().rev().enumerate();
    let text: String = written
        .map(|(n, pair)| if n == 0 { pair.to_string() } else { format!("{pair:02}") } + ",")
        .collect();
    format!("{text}{last:03}")
}

fn western(number: u64) -> String {
    format!("{},{:03}", number / 1000, number % 1000)
}

/// The part of a prompt that says a budget, and the budget.
pub(crate) fn budgets(language: Language) -> impl Strategy<Value = (String, Budget)> {
    let place = place(language);
    let paid = (select(BUDGETS.to_vec()), any::<prop::sample::Index>(), amounts()).prop_map(
        move |((currency, ways), way, (amount, written))| {
            (
                way.get(ways[place]).replace("{}", &written),
                budget(amount, currency),
            )
        },
    );
    let free = select(FREE[place].to_vec()).prop_map(|way| (way.to_owned(), budget(0, Currency::USD)));
    prop_oneof![6 => paid, 1 => free]
}

fn budget(amount: u64, currency: Currency) -> Budget {
    Budget {
        amount: amount.to_string().parse().expect("a whole number is an amount"),
        currency,
        period: Period::Month,
    }
}

/// A whole prompt in any language.
pub(crate) fn prompts() -> impl Strategy<Value = Said> {
    languages().prop_flat_map(prompts_in)
}

/// A whole prompt in this language.
pub(crate) fn prompts_in(language: Language) -> impl Strategy<Value = Said> {
    let place = place(language);
    let store = option::weighted(0.4, select(STORES.to_vec()));
    let budget = option::weighted(0.4, budgets(language));
    (
        select(APPS.to_vec()),
        select(FRAMES[place].to_vec()),
        store,
        budget,
    )
        .prop_map(
            move |((app_type, framework, compute, names), frame, store, budget)| {
                // A static site with a database is no static site any more.
                let store = store.filter(|_| app_type != AppType::StaticSite);
                // "Free only" and a database that is never free is a question, not a plan.
                let free = budget
                    .as_ref()
                    .is_some_and(|(_, budget)| budget.amount.value().is_zero());
                let store = store.filter(|(storage, _)| !free || *storage != Storage::Rds);
                let budget = budget.filter(|_| !free || compute.is_none());
                let thing = match (language, &store) {
                    // In Hindi what it comes with stands before it.
                    (Language::Hindi | Language::Hinglish, Some((_, with))) => {
                        format!("{} {}", with[place].trim_start(), names[place])
                    }
                    (Language::English, Some((_, with))) => format!("{}{}", names[place], with[place]),
                    (_, None) => names[place].to_owned(),
                };
                let mut prompt = frame.replace("{}", &thing);
                if let Some((said, _)) = &budget {
                    prompt.push_str(said);
                }
                Said {
                    prompt,
                    language,
                    app_type,
                    framework,
                    compute,
                    storage: store.map(|(storage, _)| storage),
                    budget: budget.map(|(_, budget)| budget),
                }
            },
        )
}
