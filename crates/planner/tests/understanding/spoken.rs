//! Short prompts as people say them: what they wish for, what they only tell, and what they name by ear.

use cloudwhisper_api::requirements::{Compute, InsecureWish, Requirements};

use crate::understand_prompt;

fn requirements(prompt: &str) -> Requirements {
    let understood = understand_prompt(prompt).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    let asked = understood.clarifications;
    understood
        .requirements
        .unwrap_or_else(|| panic!("{prompt}: asks {asked:?}"))
}

fn said(prompt: &str, kind: &str, word: &str) -> Option<String> {
    let requirements = requirements(prompt);
    let service = requirements.services.iter().find(|it| it.kind == kind);
    service.and_then(|it| it.properties.get(word).cloned())
}

fn has(prompt: &str, kind: &str) -> bool {
    requirements(prompt).services.iter().any(|it| it.kind == kind)
}

#[test]
fn only_who_wants_no_backups_is_said_to_want_none() {
    for (wish, none) in [
        (
            "Postgres database without backups",
            "we had no backups last year, Postgres database for a Node API",
        ),
        (
            "S3 bucket and a Postgres database, no backups",
            "Postgres database, never run without backups",
        ),
        (
            "MySQL database without frills or backups",
            "we can't go live without backups, MySQL database",
        ),
        (
            "Node API with Postgres, skip backups",
            "Node API with Postgres, don't skip backups",
        ),
        (
            "postgres database bina backup ke",
            "postgres database, backup ke bina kuch nahi khona",
        ),
        (
            "mysql database, backup nahi chahiye",
            "mysql database chahiye, pehle backup nahi tha",
        ),
        (
            "node api aur postgres, backup ke bina",
            "node api aur postgres, backup ke bina nahi chalega",
        ),
        (
            "पोस्टग्रेस डेटाबेस बिना बैकअप के",
            "पोस्टग्रेस डेटाबेस, बैकअप के बिना कोई डेटा नहीं खोना",
        ),
        (
            "MySQL डेटाबेस, बैकअप नहीं चाहिए",
            "MySQL डेटाबेस चाहिए, पिछले साल बैकअप नहीं था",
        ),
        (
            "बिना बैकअप का पोस्टग्रेस डेटाबेस चाहिए",
            "पोस्टग्रेस डेटाबेस चाहिए, बिना बैकअप के नहीं चलेगा",
        ),
        (
            "bina backup ka mysql database jo public na ho",
            "mysql database, bina backup ke mat chalao",
        ),
    ] {
        let wishes = |prompt: &str| {
            requirements(prompt)
                .insecure_wishes
                .contains(&InsecureWish::NoBackups)
        };
        assert!(wishes(wish), "{wish}");
        assert!(!wishes(none), "{none}");
    }
}

#[test]
fn what_lambda_has_no_runtime_for_runs_in_containers_where_nothing_else_is_said() {
    for (prompt, compute) in [
        ("PHP API deploy karo", Some(Compute::Ecs)),
        ("Elixir backend", Some(Compute::Ecs)),
        ("Spring Boot API deploy karo", Some(Compute::Lambda)),
        ("रेल्स ऐप चाहिए", Some(Compute::Lambda)),
        ("Go API", Some(Compute::Lambda)),
        ("Laravel app on EC2", Some(Compute::Ec2)),
        ("ASP.NET Core app on App Runner", None),
        ("Rails app with Postgres on Beanstalk", None),
        ("Java API behind API Gateway", Some(Compute::Lambda)),
        ("Laravel website, free tier", Some(Compute::Lambda)),
        ("Rust API, no containers", Some(Compute::Lambda)),
        ("FastAPI backend", Some(Compute::Lambda)),
    ] {
        assert_eq!(requirements(prompt).compute, compute, "{prompt}");
    }
}

#[test]
fn no_such_language_is_taken_for_node() {
    for prompt in [
        "Spring Boot API on ECS",
        "Go API",
        "Laravel app on EC2",
        "डॉट नेट API चाहिए",
    ] {
        assert_eq!(requirements(prompt).framework, None, "{prompt}");
    }
}

#[test]
fn what_grows_old_goes_and_its_place_stays() {
    const BUCKET: &str = "AWS::S3::Bucket";
    for (prompt, days) in [
        ("S3 bucket, 30 din baad files delete", "30"),
        ("S3 bucket banao, 1 saal baad delete", "365"),
        ("S3 बकेट, 90 दिन बाद फ़ाइलें डिलीट", "90"),
    ] {
        assert_eq!(
            said(prompt, BUCKET, "expireAfterDays").as_deref(),
            Some(days),
            "{prompt}"
        );
    }
    for prompt in ["delete the S3 bucket", "S3 bucket delete karo"] {
        assert!(understand_prompt(prompt).is_err(), "{prompt}");
    }
}

#[test]
fn numbers_are_numbers_before_what_they_count() {
    const SCHEDULE: &str = "AWS::Scheduler::Schedule";
    for (prompt, kind, word, value) in [
        (
            "do server chahiye load balancer ke piche",
            "AWS::EC2::Instance",
            "count",
            "2",
        ),
        ("लोड बैलेंसर के पीछे दो सर्वर चाहिए", "AWS::EC2::Instance", "count", "2"),
        (
            "दिन में दो बार चलने वाला lambda",
            SCHEDULE,
            "schedule",
            "rate(12 hours)",
        ),
        (
            "din mein 3 baar chalne wala lambda",
            SCHEDULE,
            "schedule",
            "rate(8 hours)",
        ),
    ] {
        assert_eq!(said(prompt, kind, word).as_deref(), Some(value), "{prompt}");
    }
}

#[test]
fn how_long_pages_are_kept_is_no_cache_of_its_own() {
    const CACHE: &str = "AWS::ElastiCache::ReplicationGroup";
    assert!(!has("static site on CloudFront, cache for 1 hour", CACHE));
    assert!(has("Node API on ECS with a cache for sessions", CACHE));
}

#[test]
fn a_topic_beside_a_queue_is_one_and_kafkas_is_none() {
    const TOPIC: &str = "AWS::SNS::Topic";
    assert!(has("a queue and a topic", TOPIC));
    assert!(!has("a Kafka cluster and a topic", TOPIC));
    assert!(understand_prompt("suggest a topic for my essay").is_err());
}

#[test]
fn a_database_that_is_moved_is_there_already() {
    let storage = |prompt: &str| requirements(prompt).storage;
    assert!(storage("migrate purana database").is_empty());
    assert!(!storage("migrate purana MySQL database to RDS").is_empty());
    assert!(storage("डेटाबेस का पासवर्ड सीक्रेट में रखो जो हर महीने बदले").is_empty());
}
