//! Whatever bytes a model returns, the outcome is a valid plan, a question or a clear error; and nothing of it is outside the catalogue.

#[path = "support/exposure.rs"]
mod exposure;
#[path = "support/input.rs"]
mod input;

use cloudwhisper_api::amount::Amount;
use cloudwhisper_api::proposal::{
    Proposal, ProposedBudget, ProposedNetworking, ProposedProperty, ProposedQuestion, ProposedService,
    ProposedUsage,
};
use cloudwhisper_planner::proposal::{Suggestion, ask, repair};
use cloudwhisper_planner::{Planned, catalog, plan};
use indexmap::IndexMap;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// Prompts that the rules understand, ask about, and see no wish in.
const PROMPTS: [&str; 12] = [
    "An API in Node.js with a database, under $10 a month",
    "Deploy my application",
    "Flask API on Lambda or EC2, with Postgres or DynamoDB",
    "A queue, a Lambda that takes from it and a table named order-items",
    "Ek React website deploy karo, free tier mein",
    "अंदर के लोगों के लिए Django ऐप, Postgres के साथ, ₹2000 प्रति माह",
    "Static site at shop.example.in, without CloudFront logs, no database",
    "I sell cakes in Pune and my customers call me all day long; their phones should do it",
    "हमारे ग्राहक फ़ोन से केक मँगाना चाहते हैं",
    "dukaan ka hisaab kahin rakhna hai sab ke liye",
    "Microservices on ECS with Redis, Kafka and S3 in Singapore",
    "What does S3 cost?",
];

fn outcome(prompt: &str, proposal: &Proposal) -> Result<(), TestCaseError> {
    let none = IndexMap::new();
    let mut input = input::input(prompt, &none);
    input.request.suggestion = Some(Suggestion {
        proposal,
        model: "test",
        regions: &[],
    });
    match plan(&input) {
        Ok(Planned { plan: Some(plan), .. }) => {
            for resource in &plan.resources {
                prop_assert!(catalog::service(&resource.kind).is_some(), "{}", resource.kind);
            }
            let template: Value = serde_json::from_str(&plan.template).expect("a template is JSON");
            prop_assert!(
                template["Resources"]
                    .as_object()
                    .is_some_and(|all| !all.is_empty())
            );
            prop_assert!(plan.requirements.insisted_wishes.is_empty());
            prop_assert!(
                plan.assumptions
                    .iter()
                    .all(|it| it.reason.chars().count() < 1_000)
            );
        }
        Ok(Planned { understood, .. }) => {
            prop_assert!(!understood.clarifications.is_empty());
            prop_assert!(understood.clarifications.iter().all(|it| !it.question.is_empty()));
        }
        Err(error) => prop_assert!(
            !error.message.is_empty() && !error.details.is_empty(),
            "{error:?}"
        ),
    }
    Ok(())
}

fn prompts() -> impl Strategy<Value = &'static str> {
    select(PROMPTS.to_vec())
}

fn answers_to(prompt: &str, answer: &[u8]) -> Result<(), TestCaseError> {
    let none = IndexMap::new();
    let Ok(ask) = ask(&input::input(prompt, &none).request) else {
        return Ok(()); // never asked
    };
    match ask.read(answer) {
        Ok(proposal) => outcome(prompt, &proposal),
        Err(violations) => {
            prop_assert!(!violations.is_empty() && violations.len() <= 20);
            let told = repair(&violations);
            prop_assert!(told.len() <= 4 * 1024 && !told.is_empty(), "{}", told.len());
            Ok(())
        }
    }
}

fn kinds() -> impl Strategy<Value = String> {
    let all: Vec<String> = catalog::part_kinds().map(str::to_owned).collect();
    prop_oneof![
        8 => select(all),
        1 => select(vec!["AWS::GameLift::Fleet", "AWS::Lambda::Permission", "AWS::CloudFormation::CustomResource", "AWS::IAM::Policy"])
            .prop_map(str::to_owned),
        1 => ".{0,20}",
    ]
}

fn properties() -> impl Strategy<Value = ProposedProperty> {
    let mut words: Vec<String> = catalog::part_details()
        .map(|(_, word, _)| word.to_owned())
        .collect();
    words.extend(
        [
            "count",
            "memory",
            "timeout",
            "engine",
            "publiclyAccessible",
            "env.TOKEN",
            "from",
            "uses",
            "target",
            "schedule",
            "image",
            "officeCidr",
            "retentionDays",
            "backupDays",
            "instanceType",
            "multiAZ",
            "fifo",
            "port",
            "frontDoor",
            "offline",
            "name",
        ]
        .map(str::to_owned),
    );
    let values = prop_oneof![
        select(vec![
            "true",
            "false",
            "0",
            "1",
            "30",
            "-1",
            "99999999999999999999",
            "*",
            "0.0.0.0/0",
            "{{resolve:ssm:x}}",
            "postgres",
            "t4g.micro",
            "AWS::IAM::Role",
        ])
        .prop_map(str::to_owned),
        ".{0,16}",
    ];
    (select(words), values).prop_map(|(name, value)| ProposedProperty { name, value })
}

fn services() -> impl Strategy<Value = ProposedService> {
    let names = prop_oneof![
        Just(None),
        Just(Some("order-items".to_owned())),
        option::of(".{0,70}"),
    ];
    (kinds(), names, vec(properties(), 0..4)).prop_map(|(kind, name, properties)| ProposedService {
        kind,
        name,
        properties,
    })
}

fn amounts() -> impl Strategy<Value = Option<Amount>> {
    option::of(prop_oneof![Just(0_u64), Just(10), Just(2000), any::<u64>()])
        .prop_map(|value| value.and_then(|it| Amount::try_from(Decimal::from(it)).ok()))
}

fn choice(words: &'static [&'static str]) -> impl Strategy<Value = Value> {
    option::of(select(words.to_vec())).prop_map(|word| json!(word))
}

/// Any proposal that the types allow, however hostile.
fn proposals() -> impl Strategy<Value = Proposal> {
    let application = (
        choice(&["web-app", "api", "static-site", "container"]),
        choice(&["react", "nextjs", "express", "flask", "django"]),
        choice(&["lambda", "ecs", "ec2"]),
        vec(select(vec!["s3", "rds", "dynamodb"]), 0..4),
    );
    let texts = prop_oneof![
        select(vec![
            "shop.example.in",
            "evil.example",
            "ap-south-1",
            "us-gov-west-1",
            "eu-west-1",
            "cakes",
            "admin",
            "pune-cakes",
        ])
        .prop_map(str::to_owned),
        ".{0,40}",
    ];
    let texts = option::of(texts);
    let surroundings = (option::of(any::<bool>()), texts.clone(), texts.clone(), texts);
    let money = (
        amounts(),
        choice(&["USD", "INR"]),
        choice(&["Day", "Month", "Year"]),
    );
    let usage = (
        option::of(any::<u64>()),
        option::of(any::<u64>()),
        amounts(),
        amounts(),
    );
    let questions = vec((select(vec!["appType", "budget", "x"]), ".{0,40}\\?"), 0..4);
    (
        application,
        surroundings,
        money,
        usage,
        vec(services(), 0..20),
        questions,
    )
        .prop_map(|(application, surroundings, money, usage, services, questions)| {
            let (app_type, framework, compute, storage) = application;
            let (public_access, custom_domain, region, project_name) = surroundings;
            let questions = questions.into_iter().map(|(field, question)| ProposedQuestion {
                field: field.to_owned(),
                question,
            });
            Proposal {
                app_type: serde_json::from_value(app_type).expect("one of its values"),
                framework: serde_json::from_value(framework).expect("one of its values"),
                compute: serde_json::from_value(compute).expect("one of its values"),
                storage: serde_json::from_value(json!(storage)).expect("stores"),
                networking: ProposedNetworking {
                    public_access,
                    custom_domain,
                },
                budget: ProposedBudget {
                    amount: money.0,
                    currency: serde_json::from_value(money.1).expect("one of its values"),
                    period: serde_json::from_value(money.2).expect("one of its values"),
                },
                region,
                project_name,
                usage: ProposedUsage {
                    api_requests: usage.0,
                    lambda_invocations: usage.1,
                    storage_gb: usage.2,
                    data_transfer_gb: usage.3,
                },
                services,
                questions: questions.collect(),
            }
        })
}

/// Any JSON, with the names of fields here and there.
fn json_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        select(vec!["api", "lambda", "AWS::SQS::Queue", "USD"]).prop_map(Value::from),
    ];
    let keys = select(vec![
        "appType",
        "services",
        "type",
        "properties",
        "name",
        "value",
        "usage",
        "apiRequests",
        "budget",
        "amount",
        "storage",
        "networking",
        "publicAccess",
        "questions",
        "insistedWishes",
        "tags",
        "",
    ]);
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((keys.clone(), inner), 0..6).prop_map(|entries| entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_plan_a_question_or_an_error(prompt in prompts(), bytes in prop_oneof![vec(any::<u8>(), 0..400), vec(128_u8..255, 3_000..5_000)]) {
        answers_to(prompt, &bytes)?;
    }

    #[test]
    fn any_json_does(prompt in prompts(), value in json_values()) {
        answers_to(prompt, value.to_string().as_bytes())?;
    }

    #[test]
    fn a_proposal_that_was_cut_wrapped_or_changed_does(
        prompt in prompts(), proposal in proposals(), at in any::<prop::sample::Index>(), with in ".{0,8}", how in 0..4_u8,
    ) {
        let text = serde_json::to_string(&proposal).expect("a proposal is JSON");
        let at = (0..=at.index(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let answer = match how {
            0 => text[..at].to_owned(),
            1 => format!("{}{with}{}", &text[..at], &text[at..]),
            2 => format!("Here it is:\n```json\n{text}\n```\n{with}"),
            _ => text.replacen('"', &with, 1),
        };
        answers_to(prompt, answer.as_bytes())?;
    }

    #[test]
    fn any_proposal_does_and_adds_no_way_in(prompt in prompts(), proposal in proposals()) {
        outcome(prompt, &proposal)?;
        let none = IndexMap::new();
        let mut input = input::input(prompt, &none);
        let Ok(Planned { plan: Some(without), .. }) = plan(&input) else { return Ok(()) };
        input.request.suggestion = Some(Suggestion { proposal: &proposal, model: "test", regions: &[] });
        let Ok(Planned { plan: Some(with), .. }) = plan(&input) else { return Ok(()) };
        let (before, after) = (exposure::breadth(&without.template), exposure::breadth(&with.template));
        prop_assert!(after.is_subset(&before), "{:?}", after.difference(&before).collect::<Vec<_>>());
        prop_assert!(!with.requirements.networking.public_access || without.requirements.networking.public_access);
        let opened = exposure::opened(&with, &without);
        prop_assert!(opened.is_empty(), "{opened:?}");
        for service in &without.requirements.services {
            let kept = with.requirements.services.iter().any(|it| {
                it.kind == service.kind && service.properties.iter().all(|(word, value)| it.properties.get(word) == Some(value))
            });
            prop_assert!(kept || with.requirements.compute != without.requirements.compute
                || with.requirements.app_type != without.requirements.app_type
                || with.requirements.storage != without.requirements.storage, "{} is gone", service.kind);
        }
    }
}
