//! Two services that do one thing, with an "or" between: asked about, answered, or left to us.

use cloudwhisper_api::language::LanguageChoice;

use crate::{understand_prompt, understand_with};

fn types(prompt: &str, answers: &[(&str, &str)]) -> Vec<String> {
    let understood = understand_with(prompt, LanguageChoice::Auto, answers);
    let requirements = understood.ok().and_then(|it| it.requirements);
    let services = requirements.map(|it| it.services).unwrap_or_default();
    services.into_iter().map(|service| service.kind).collect()
}

#[test]
fn an_open_choice_between_services_is_asked_about_and_settled_by_the_answer() {
    let cases = [
        (
            "S3 or EFS for the uploads of my Flask app",
            "storage",
            ["s3", "efs"],
            ["AWS::S3::Bucket", "AWS::EFS::FileSystem"],
        ),
        (
            "Kafka or Kinesis for the click stream",
            "services",
            ["kafka", "kinesis"],
            ["AWS::MSK::Cluster", "AWS::Kinesis::Stream"],
        ),
        (
            "node api, aurora ya dynamodb",
            "services",
            ["aurora", "dynamodb"],
            ["AWS::RDS::DBCluster", "AWS::DynamoDB::Table"],
        ),
    ];
    for (prompt, field, options, kinds) in cases {
        let asked = understand_prompt(prompt).map(|it| it.clarifications);
        let asked = asked.unwrap_or_default();
        assert_eq!(asked.len(), 1, "{prompt}");
        assert_eq!(asked[0].field, field, "{prompt}");
        assert_eq!(asked[0].options, options, "{prompt}");
        for chosen in 0..2 {
            let types = types(prompt, &[(field, options[chosen])]);
            assert!(types.iter().any(|it| it == kinds[chosen]), "{prompt}: {types:?}");
            assert!(
                !types.iter().any(|it| it == kinds[1 - chosen]),
                "{prompt}: {types:?}"
            );
        }
    }
}

#[test]
fn what_is_left_to_us_is_the_first_and_an_assumption() {
    let prompt = "Redis or Memcached as a cache for my Node API, you decide";
    let understood = understand_prompt(prompt).map(|it| (it.clarifications, it.assumptions));
    let (asked, assumed) = understood.unwrap_or_default();
    assert_eq!(asked, []);
    assert!(assumed.iter().any(|it| it.field == "services"), "{assumed:?}");
    assert_eq!(types(prompt, &[]), ["AWS::ElastiCache::ReplicationGroup"]);
}

#[test]
fn of_what_is_left_to_us_the_cheaper_is_taken_and_told() {
    let prompt = "kafka ya kinesis jo sasta ho, events ke liye, lambda consumer";
    let assumed = understand_prompt(prompt).map(|it| it.assumptions);
    let assumed = assumed.unwrap_or_default();
    let choice = assumed.iter().find(|it| it.field == "services");
    assert_eq!(choice.map(|it| it.value.as_str()), Some("kinesis"), "{assumed:?}");
    assert!(
        !types(prompt, &[])
            .iter()
            .any(|kind| kind.starts_with("AWS::MSK::"))
    );
}

#[test]
fn a_database_framework_or_region_that_is_left_to_us_is_told_with_its_reason() {
    for (prompt, field, value, reason) in [
        (
            "Postgres or DynamoDB, whichever is cheaper, behind an Express service",
            "storage",
            "DynamoDB",
            "The choice was left open; this is the cheaper of the two.",
        ),
        (
            "Django or Express web app, you decide",
            "framework",
            "Django",
            "The choice was left open; this is the first of the two.",
        ),
        (
            "एक्सप्रेस एपीआई मुंबई या सिंगापुर में, जो सस्ता हो",
            "region",
            "मुंबई",
            "चुनाव हम पर छोड़ा गया; दोनों में से यह पहला है।",
        ),
        (
            "node api, postgres ya dynamodb, jo sasta ho",
            "storage",
            "dynamodb",
            "Chunaav hum par chhoda gaya; dono mein se yeh sasta hai.",
        ),
    ] {
        let assumed = understand_prompt(prompt).map(|it| it.assumptions);
        let assumed = assumed.unwrap_or_default();
        let told = assumed.iter().find(|it| it.field == field && it.reason == reason);
        assert_eq!(
            told.map(|it| it.value.as_str()),
            Some(value),
            "{prompt}: {assumed:?}"
        );
    }
}

#[test]
fn an_answer_leaves_nothing_to_us() {
    let prompt = "Postgres or DynamoDB, whichever is cheaper, behind an Express service";
    let answered = understand_with(prompt, LanguageChoice::Auto, &[("database", "postgres")]);
    let assumed = answered.map(|it| it.assumptions).unwrap_or_default();
    assert!(
        assumed.iter().all(|it| !it.reason.contains("choice was left")),
        "{assumed:?}"
    );
}

#[test]
fn services_that_do_different_things_are_no_choice() {
    for prompt in [
        "An alarm when the queue or the function fails, on SQS with a Lambda worker",
        "Node API with SQS and SNS",
        "No SQS or SNS, only a Node API",
    ] {
        let asked = understand_prompt(prompt).map(|it| it.clarifications);
        assert_eq!(asked, Ok(Vec::new()), "{prompt}");
    }
}
