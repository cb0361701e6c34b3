//! What becomes of a model's answer beside what the rules read, field by field: said, taken for granted or asked, in three languages, where the
//! model agrees, says something else, or says nothing.

#[path = "../support/input.rs"]
mod input;
mod rows;

use cloudwhisper_api::amount::{Budget, Currency, Period};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::proposal::Proposal;
use cloudwhisper_planner::proposal::Suggestion;
use cloudwhisper_planner::requirements::{Understood, understand};
use indexmap::IndexMap;
use rows::{Rules, rows};
use serde_json::{Value, json};

const MODEL: &str = "nova-test";

fn understood_with(prompt: &str, proposal: Option<&Value>, regions: &[String]) -> Understood {
    let none = IndexMap::new();
    let proposal: Option<Proposal> =
        proposal.map(|value| serde_json::from_value(value.clone()).expect("a proposal"));
    let mut request = input::input(prompt, &none).request;
    request.suggestion = proposal.as_ref().map(|proposal| Suggestion {
        proposal,
        model: MODEL,
        regions,
    });
    understand(&request).unwrap_or_else(|error| panic!("{prompt}: {error:?}"))
}

fn understood(prompt: &str, proposal: &Value) -> Understood {
    understood_with(prompt, Some(proposal), &[])
}

/// What the field is, as JSON has it; `ASKED` while it is a question, `OPEN` while something else is.
fn value(understood: &Understood, pointer: &str) -> Value {
    let asked = |it: &cloudwhisper_api::plan::Clarification| {
        pointer.to_lowercase().contains(&it.field.to_lowercase())
            || it.field == "database" && pointer == "/storage"
    };
    if understood.clarifications.iter().any(asked) {
        return json!("ASKED");
    }
    let Some(requirements) = &understood.requirements else {
        return json!("OPEN");
    };
    let whole = serde_json::to_value(requirements).expect("requirements are JSON");
    whole.pointer(pointer).cloned().unwrap_or(Value::Null)
}

/// The assumptions that name the model: whether each says that it was taken.
fn of_model(understood: &Understood) -> Vec<(String, bool)> {
    let taken = |reason: &str| {
        ["Understood by", "ने ऐसा समझा", "ne aisa samjha"]
            .iter()
            .any(|words| reason.contains(words))
    };
    let assumptions = understood
        .assumptions
        .iter()
        .filter(|it| it.reason.contains(MODEL));
    assumptions
        .map(|it| (it.field.clone(), taken(&it.reason)))
        .collect()
}

#[test]
fn what_was_said_stands_and_what_was_open_is_the_model_s() {
    for row in rows() {
        for prompt in row.prompts {
            let told = format!("{prompt}: {} {:?}", row.pointer, row.rules);
            // The model says nothing.
            let silent = understood(prompt, &json!({}));
            assert_eq!(value(&silent, row.pointer), row.ruled, "{told}, silent");
            assert_eq!(silent, understood_with(prompt, None, &[]), "{told}, silent");
            // It agrees: the same, without a word; or the question is answered.
            let agreed = understood(prompt, &row.agrees);
            if row.rules == Rules::Asked {
                assert_ne!(value(&agreed, row.pointer), json!("ASKED"), "{told}, agrees");
                assert!(
                    of_model(&agreed).iter().all(|(_, taken)| *taken),
                    "{told}, agrees"
                );
            } else {
                assert_eq!(value(&agreed, row.pointer), row.ruled, "{told}, agrees");
                assert_eq!(of_model(&agreed), [], "{told}, agrees");
            }
            // It contradicts: listed either way.
            let contradicted = understood(prompt, &row.contradicts);
            assert_eq!(
                value(&contradicted, row.pointer),
                row.stands,
                "{told}, contradicts"
            );
            let listed = of_model(&contradicted);
            if row.pointer == "/storage" && row.stands == "ASKED" {
                continue; // files beside a database are no contradiction
            }
            let is_taken = row.stands != row.ruled;
            assert!(
                listed.len() == 1 && listed[0].1 == is_taken,
                "{told}, contradicts: {listed:?}"
            );
        }
    }
}

#[test]
fn services_of_the_catalogue_are_added_and_none_is_taken_away() {
    let queue = json!({ "services": [{ "type": "AWS::SQS::Queue", "name": null, "properties": [{ "name": "visibilityTimeout", "value": "120" }] }] });
    for prompt in [
        "Flask API with a Redis cache",
        "Redis के साथ Flask API बनाओ",
        "Redis ke saath Flask API banao",
    ] {
        let understood = understood(prompt, &queue);
        let listed = of_model(&understood);
        let requirements = understood.requirements.expect("nothing is open");
        let kinds: Vec<&str> = requirements.services.iter().map(|it| it.kind.as_str()).collect();
        assert!(kinds.contains(&"AWS::SQS::Queue"), "{prompt}: {kinds:?}");
        assert!(
            kinds.contains(&"AWS::ElastiCache::ReplicationGroup"),
            "{prompt}: {kinds:?}"
        );
        assert_eq!(listed, [("services".to_owned(), true)], "{prompt}");
        let queue = requirements
            .services
            .iter()
            .find(|it| it.kind == "AWS::SQS::Queue")
            .expect("it is there");
        assert_eq!(
            queue.properties.get("visibilityTimeout").map(String::as_str),
            Some("120")
        );
    }
}

#[test]
fn what_the_request_refuses_or_has_is_not_added() {
    for (prompt, kind) in [
        ("Flask API, no queue", "AWS::SQS::Queue"),
        ("Flask API without Redis", "AWS::ElastiCache::ServerlessCache"),
        ("Flask API without a database", "AWS::DynamoDB::Table"),
        ("Flask API without a database", "AWS::DocDB::DBCluster"),
        ("Flask API बनाओ, queue नहीं चाहिए", "AWS::SQS::Queue"),
        ("Flask API banao, SQS nahi chahiye", "AWS::SQS::Queue"),
        ("Flask API banao bina database ke", "AWS::RDS::DBInstance"),
        ("Flask API with Aurora Postgres", "AWS::RDS::DBInstance"),
        ("Flask API with Redis", "AWS::MemoryDB::Cluster"),
        ("Flask API", "AWS::IAM::User"),
        ("Flask API", "AWS::EC2::NatGateway"),
        ("Flask API, bilkul free, ek paisa bhi nahi", "AWS::MSK::Cluster"),
    ] {
        let understood = understood(prompt, &json!({ "services": [{ "type": kind }] }));
        let listed = of_model(&understood);
        assert!(
            !listed.is_empty() && listed.iter().all(|(_, taken)| !taken),
            "{prompt}: {kind}: {listed:?}"
        );
        let services = understood.requirements.map(|it| it.services).unwrap_or_default();
        assert!(
            services.iter().all(|it| it.kind != kind),
            "{prompt}: {services:?}"
        );
    }
}

#[test]
fn what_nobody_plans_is_told_and_what_comes_along_is_not() {
    let proposal =
        json!({ "services": [{ "type": "AWS::GameLift::Fleet" }, { "type": "AWS::Lambda::Permission" }] });
    for prompt in ["Flask API", "Flask में API बनाओ", "Flask mein API banao"] {
        let understood = understood(prompt, &proposal);
        let codes: Vec<&str> = understood.warnings.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["UNSUPPORTED_SERVICE"], "{prompt}");
        assert!(
            understood.warnings[0].message.contains("GameLift"),
            "{:?}",
            understood.warnings
        );
        let services = understood.requirements.expect("nothing is open").services;
        assert!(services.is_empty(), "{prompt}: {services:?}");
    }
}

#[test]
fn a_property_that_was_said_stands_and_one_that_was_not_is_added_within_bounds() {
    let proposal = |word: &str, value: &str| json!({ "services": [{ "type": "AWS::SQS::Queue", "properties": [{ "name": word, "value": value }] }] });
    let prompt = "A queue with a visibility timeout of 60 seconds and a Lambda that takes from it";
    let property = |word: &str, value: &str| {
        let understood = understood(prompt, &proposal(word, value));
        let listed = of_model(&understood);
        let services = understood.requirements.expect("nothing is open").services;
        let queue = services
            .into_iter()
            .find(|it| it.kind == "AWS::SQS::Queue")
            .expect("it is there");
        (queue.properties.get(word).cloned(), listed)
    };
    let (stands, listed) = property("visibilityTimeout", "900");
    assert_eq!(stands.as_deref(), Some("60"));
    assert_eq!(
        listed,
        [("services.AWS::SQS::Queue.visibilityTimeout".to_owned(), false)]
    );
    let (stands, listed) = property("delaySeconds", "5");
    assert_eq!(stands.as_deref(), Some("5"));
    assert!(listed[0].1);
    let (stands, listed) = property("delaySeconds", "5000");
    assert_eq!(stands, None);
    assert!(!listed[0].1);
    let (stands, listed) = property("policy", "*");
    assert_eq!((stands, listed), (None, Vec::new()), "no word of the catalogue");
}

#[test]
fn a_region_is_one_of_those_that_are_allowed() {
    let allowed = ["ap-south-1".to_owned(), "ap-southeast-1".to_owned()];
    for (said, stands) in [
        ("ap-southeast-1", "ap-southeast-1"),
        ("eu-west-1", "ap-south-1"),
        ("us-gov-west-1", "ap-south-1"),
    ] {
        let understood = understood_with("Flask API", Some(&json!({ "region": said })), &allowed);
        assert_eq!(value(&understood, "/region"), json!(stands), "{said}");
    }
}

#[test]
fn a_name_or_host_that_is_not_in_the_request_is_nobody_s() {
    for (proposal, pointer, stands) in [
        (json!({ "projectName": "admin" }), "/projectName", json!("orders")),
        (json!({ "projectName": "ravi" }), "/projectName", json!("orders")),
        (
            json!({ "networking": { "customDomain": "evil.example" } }),
            "/networking/customDomain",
            Value::Null,
        ),
        (
            json!({ "networking": { "customDomain": "example.in" } }),
            "/networking/customDomain",
            Value::Null,
        ),
        (
            json!({ "networking": { "customDomain": "github.com" } }),
            "/networking/customDomain",
            Value::Null,
        ),
    ] {
        let prompt = "Flask API from github.com/kirana/bills, alarms to ravi@example.in";
        let understood = understood(prompt, &proposal);
        assert_eq!(value(&understood, pointer), stands, "{proposal}");
        assert!(
            of_model(&understood).iter().all(|(_, taken)| !taken),
            "{proposal}"
        );
    }
}

#[test]
fn a_ceiling_may_sink_and_never_rises() {
    let budget = |prompt: &str, said: Value| {
        let understood = understood(prompt, &json!({ "budget": said }));
        understood
            .requirements
            .expect("nothing is open")
            .budget
            .expect("a budget was said")
    };
    let shown = |it: Budget| (it.amount.to_string(), it.currency, it.period);
    // In English a currency that nobody said is the dollar: the rupee is less.
    let rupees = budget(
        "Flask API, budget 500",
        json!({ "amount": 500, "currency": "INR" }),
    );
    assert_eq!(shown(rupees), ("500".to_owned(), Currency::INR, Period::Month));
    let yearly = budget(
        "Flask API, budget $500",
        json!({ "amount": 500, "period": "Year" }),
    );
    assert_eq!(shown(yearly), ("500".to_owned(), Currency::USD, Period::Year));
    // In Hinglish it is the rupee: the dollar is more.
    let dollars = budget(
        "Flask API banao, budget 500",
        json!({ "amount": 500, "currency": "USD" }),
    );
    assert_eq!(shown(dollars), ("500".to_owned(), Currency::INR, Period::Month));
    let daily = budget(
        "Flask API, budget $500",
        json!({ "amount": 500, "period": "Day" }),
    );
    assert_eq!(shown(daily), ("500".to_owned(), Currency::USD, Period::Month));
    let said = budget(
        "Flask API, $500 per month",
        json!({ "amount": 500, "currency": "INR", "period": "Year" }),
    );
    assert_eq!(shown(said), ("500".to_owned(), Currency::USD, Period::Month));
}

#[test]
fn what_others_pay_and_what_is_counted_is_made_no_ceiling() {
    for (prompt, amount) in [
        ("Flask API, we charge customers $99 per month", 99),
        ("Flask API, we spent 200 dollars last month on hosting", 200),
        ("Flask API for a budget tracker with 5000 users", 5000),
    ] {
        let said = json!({ "budget": { "amount": amount, "currency": "USD", "period": "Day" } });
        let understood = understood(prompt, &said);
        assert_eq!(value(&understood, "/budget"), Value::Null, "{prompt}");
    }
}

#[test]
fn a_framework_that_brings_a_front_door_is_for_a_person_to_name() {
    let nextjs = json!({ "framework": "nextjs" });
    let api = understood("An API in Node.js with a database, under $10 a month", &nextjs);
    assert_eq!(value(&api, "/framework"), json!("express"));
    let named = understood("A Next.js website with a database", &nextjs);
    assert_eq!(value(&named, "/framework"), json!("nextjs"));
}

#[test]
fn usage_that_makes_it_look_cheaper_is_not_taken() {
    for prompt in ["Flask API", "Flask API for 900 users"] {
        let without = understood(prompt, &json!({}));
        let usage = json!({ "usage": { "apiRequests": 1, "lambdaInvocations": 0, "storageGB": 0, "dataTransferGB": 0 } });
        let with = understood(prompt, &usage);
        assert_eq!(value(&with, "/usage"), value(&without, "/usage"), "{prompt}");
        assert_eq!(of_model(&with).len(), 4, "{prompt}: {:?}", with.assumptions);
        let usage = json!({ "usage": { "apiRequests": 5_000_000, "storageGB": 400, "dataTransferGB": 900 } });
        let with = understood(prompt, &usage);
        assert_eq!(value(&with, "/usage/apiRequests"), json!(5_000_000), "{prompt}");
        assert_eq!(value(&with, "/usage/storageGB"), json!("400"), "{prompt}");
        assert_eq!(value(&with, "/usage/dataTransferGB"), json!("900"), "{prompt}");
    }
}

#[test]
fn a_wish_that_the_rules_do_not_hear_is_one_where_the_model_hears_it() {
    for prompt in [
        "I sell cakes in Pune and my customers call me all day long; their phones should do it",
        "हमारे ग्राहक फ़ोन से केक मँगाना चाहते हैं",
        "dukaan ka hisaab kahin rakhna hai sab ke liye",
    ] {
        let none = IndexMap::new();
        let error = understand(&input::input(prompt, &none).request).expect_err(prompt);
        assert_eq!(error.code, ErrorCode::PromptNotUnderstood);
        let with = understood(prompt, &json!({ "appType": "web-app", "storage": ["dynamodb"] }));
        let requirements = with
            .requirements
            .as_ref()
            .unwrap_or_else(|| panic!("{prompt}: {:?}", with.clarifications));
        assert!(
            requirements.app_type.is_some() && !requirements.storage.is_empty(),
            "{prompt}"
        );
        let parts = understood(
            prompt,
            &json!({ "services": [{ "type": "AWS::DynamoDB::Table" }] }),
        );
        let requirements = parts
            .requirements
            .unwrap_or_else(|| panic!("{prompt}: {:?}", parts.clarifications));
        assert_eq!(requirements.app_type, None, "{prompt}");
        // A proposal of nothing, or of what no model may add, is no wish.
        for nothing in [
            json!({}),
            json!({ "services": [{ "type": "AWS::IAM::User" }] }),
            json!({ "region": "eu-west-1" }),
        ] {
            let proposal: Proposal = serde_json::from_value(nothing).expect("a proposal");
            let mut request = input::input(prompt, &none).request;
            request.suggestion = Some(Suggestion {
                proposal: &proposal,
                model: MODEL,
                regions: &[],
            });
            assert!(understand(&request).is_err(), "{prompt}: {proposal:?}");
        }
    }
}

#[test]
fn no_application_is_added_to_parts() {
    let prompt = "A queue and a Lambda that takes from it";
    let with = understood(
        prompt,
        &json!({ "appType": "web-app", "networking": { "publicAccess": true } }),
    );
    assert_eq!(value(&with, "/appType"), Value::Null);
    assert_eq!(of_model(&with), [("appType".to_owned(), false)]);
}

#[test]
fn where_nothing_may_be_paid_a_model_makes_nothing_larger() {
    let warm = |kind: &str| json!({ "services": [{ "type": kind, "properties": [{ "name": "provisionedConcurrency", "value": "10" }] }] });
    let concurrency = |with: &Understood| {
        let services = &with.requirements.as_ref().expect("no question").services;
        let function = services.iter().find(|it| it.kind == "AWS::Lambda::Function");
        let function = function.expect("a function");
        function.properties.get("provisionedConcurrency").cloned()
    };
    let function = "AWS::Lambda::Function";
    let (read, added) = ("A queue and a Lambda that takes from it", "A queue of orders");
    for prompt in [read, added] {
        let paid = understood(prompt, &warm(function));
        assert_eq!(concurrency(&paid).as_deref(), Some("10"), "{prompt}");
        let free = understood(&format!("{prompt}, free tier only"), &warm(function));
        assert_eq!(concurrency(&free), None, "{prompt}");
    }
}

#[test]
fn a_question_is_in_the_model_s_words_and_its_field_and_options_are_ours() {
    let worded = "Is it a website for people, or does another program talk to it?";
    let proposal = json!({ "questions": [
        { "field": "approver", "question": "Who approves it, please?" },
        { "field": "appType", "question": worded },
    ] });
    let with = understood("Deploy my application", &proposal);
    let without = understood("Deploy my application", &json!({}));
    assert_eq!(with.clarifications.len(), 1);
    assert_eq!(with.clarifications[0].question, worded);
    assert_eq!(with.clarifications[0].options, without.clarifications[0].options);
    let hindi = understood("मेरा ऐप्लिकेशन डिप्लॉय करो", &proposal);
    assert_ne!(
        hindi.clarifications[0].question, worded,
        "in the person's language or ours"
    );
}
