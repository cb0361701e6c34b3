//! Safeguards that people want to do without: the plan keeps them and says so, and leaves them out for whoever insists.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_api::plan::Severity;
use cloudwhisper_api::requirements::InsecureWish::{self, *};
use cloudwhisper_planner::Plan;
use serde_json::{Map, Value};
use support::whole_plan as planned;

fn resources(plan: &Plan) -> Map<String, Value> {
    let template: Value = serde_json::from_str(&plan.template).expect("a template is JSON");
    template["Resources"]
        .as_object()
        .expect("it has resources")
        .clone()
}

/// The properties of everything of this type.
fn of_kind(plan: &Plan, kind: &str) -> Vec<Value> {
    let resources = resources(plan);
    let of_kind = resources.values().filter(|it| it["Type"] == kind);
    of_kind.map(|it| it["Properties"].clone()).collect()
}

/// Whether the review answers this wish: one that is carried out is `High`, which nothing approves by itself.
fn is_answered(plan: &Plan, (safe, insisted): (&str, &str)) -> bool {
    let sure = !plan.requirements.insisted_wishes.is_empty();
    let (rule, severity) = if sure {
        (insisted, Severity::High)
    } else {
        (safe, Severity::Medium)
    };
    let told = plan.findings.iter().find(|it| it.rule == rule);
    told.is_some_and(|it| it.severity == severity)
}

/// A prompt in each language, with the wish and the rules that answer it.
const WISHES: [(InsecureWish, (&str, &str), [&str; 3]); 10] = [
    (
        NoBackups,
        ("CW-DATA-007", "CW-DATA-017"),
        [
            "Flask API with Postgres, no backups",
            "Flask API और Postgres, बैकअप मत रखो",
            "Flask API aur Postgres, backup ki zaroorat nahi",
        ],
    ),
    (
        NoDeletionProtection,
        ("CW-DATA-008", "CW-DATA-018"),
        [
            "Django app with MySQL without deletion protection",
            "Django ऐप MySQL के साथ, डिलीशन प्रोटेक्शन नहीं चाहिए",
            "Django app MySQL ke saath, deletion protection nahi chahiye",
        ],
    ),
    (
        NoLogging,
        ("CW-LOG-005", "CW-LOG-015"),
        [
            "Express API, turn off logging",
            "Express API, लॉग मत रखो",
            "Express API, logs band kar do",
        ],
    ),
    (
        NoDeadLetterQueue,
        ("CW-REL-004", "CW-REL-014"),
        [
            "An SQS queue without a dead-letter queue and a Lambda worker",
            "SQS कतार और Lambda, डेड लेटर क्यू नहीं चाहिए",
            "SQS queue aur Lambda worker, DLQ nahi chahiye",
        ],
    ),
    (
        Imdsv1,
        ("CW-NET-008", "CW-NET-018"),
        [
            "An EC2 server for Flask with IMDSv1",
            "EC2 मशीन पर Flask, IMDSv1 चालू रखो",
            "EC2 machine par Flask, IMDSv1 chalu rakho",
        ],
    ),
    (
        OldTls,
        ("CW-ENC-008", "CW-ENC-018"),
        [
            "React site that also takes TLS 1.0",
            "React वेबसाइट, TLS 1.1 भी चले",
            "React website, TLS 1.1 bhi chale",
        ],
    ),
    (
        OldVersion,
        ("CW-RUN-004", "CW-RUN-014"),
        [
            "Flask API on Lambda with Python 2.7",
            "Django ऐप MySQL 5.7 के साथ",
            "Node 12 mein Lambda API banao",
        ],
    ),
    (
        SingleZone,
        ("CW-REL-005", "CW-REL-015"),
        [
            "Production Flask API with Postgres in a single AZ",
            "प्रोडक्शन Flask API और Postgres, एक ही ज़ोन में",
            "production Flask API aur Postgres, ek hi AZ mein rakho",
        ],
    ),
    (
        PublicStore,
        ("CW-DB-004", "CW-DB-014"),
        [
            "A Redis cluster publicly accessible from the internet",
            "सार्वजनिक Redis क्लस्टर चाहिए",
            "public Redis cluster chahiye",
        ],
    ),
    (
        PublicMessages,
        ("CW-NET-007", "CW-NET-017"),
        [
            "An SQS queue that anyone can send to",
            "SNS टॉपिक पूरी दुनिया के लिए खुला",
            "public SQS queue banao",
        ],
    ),
];

#[test]
fn a_safeguard_is_given_up_only_for_those_who_insist() {
    let sure = ["Yes, I know the risk.", "मुझे पता है।", "mujhe pata hai"];
    for (wish, rules, prompts) in WISHES {
        for (prompt, sure) in prompts.into_iter().zip(sure) {
            let safe = planned(prompt);
            assert_eq!(safe.requirements.insecure_wishes, [wish], "{prompt}");
            assert!(safe.requirements.insisted_wishes.is_empty(), "{prompt}");
            assert!(is_answered(&safe, rules), "{prompt}: {:?}", safe.findings);
            let prompt = format!("{prompt}. {sure}");
            let open = planned(&prompt);
            assert_eq!(open.requirements.insisted_wishes, [wish], "{prompt}");
            assert!(is_answered(&open, rules), "{prompt}: {:?}", open.findings);
        }
    }
}

#[test]
fn a_safeguard_is_known_by_its_other_names() {
    for (prompt, wish) in [
        ("DynamoDB table with no point-in-time recovery", NoBackups),
        ("Express API, CloudWatch Logs nahi chahiye", NoLogging),
        ("live production MySQL without multi-AZ", SingleZone),
        (
            "make the Elasticsearch cluster accessible from anywhere",
            PublicStore,
        ),
    ] {
        assert_eq!(planned(prompt).requirements.insecure_wishes, [wish], "{prompt}");
    }
}

#[test]
fn what_is_spoken_of_and_not_wanted_is_no_unsafe_wish() {
    for prompt in [
        "Flask API with Postgres, never delete the backups",
        "Flask API with Postgres, don't skip backups",
        "Flask API aur MySQL, backup band mat karo",
        "Express API, don't log passwords",
        "Express API with no PII in the logs",
        "API with Postgres, keep no logs older than 30 days",
        "SQS queue with a DLQ and a worker",
        "Load balancer that rejects TLS 1.0 and TLS 1.1 for two Fargate containers",
        "React site, disable TLS 1.0",
        "EC2 server without IMDSv1",
        "migrate our app from Python 2.7 to Python 3.12 on Lambda",
        "Django app with Postgres 16 and Python 3.12",
        "dev Flask API with Postgres in a single AZ",
        "REST API open to the world with a Redis cache",
        "SNS topic that sends email to everyone in the ops team",
        "Express API with Postgres, don't make it public",
    ] {
        assert_eq!(planned(prompt).requirements.insecure_wishes, [], "{prompt}");
    }
}

#[test]
fn without_backups_a_database_keeps_no_copies() {
    let days =
        |prompt: &str| of_kind(&planned(prompt), "AWS::RDS::DBInstance")[0]["BackupRetentionPeriod"].clone();
    assert_ne!(days("Flask API with Postgres, no backups"), 0);
    assert_eq!(days("Flask API with Postgres, no backups, I know the risk"), 0);
}

#[test]
fn without_a_dead_letter_queue_what_fails_is_kept_nowhere() {
    let queues = |prompt: &str| of_kind(&planned(prompt), "AWS::SQS::Queue");
    let safe = queues("An SQS queue without a DLQ and a Lambda worker");
    assert!(safe.len() == 2 && safe.iter().any(|it| !it["RedrivePolicy"].is_null()));
    let insisted = queues("An SQS queue without a DLQ and a Lambda worker. Yes, I know.");
    assert!(insisted.len() == 1 && insisted[0]["RedrivePolicy"].is_null());
}

#[test]
fn without_logs_nothing_says_where_they_go() {
    const STAGE: &str = "AWS::ApiGatewayV2::Stage";
    let log = |prompt: &str| of_kind(&planned(prompt), STAGE)[0]["AccessLogSettings"].clone();
    assert!(!log("Express API, no logging").is_null());
    assert!(log("Express API, no logging, I accept the risk").is_null());
}

#[test]
fn a_machine_asks_for_a_token_unless_someone_insists() {
    let tokens = |prompt: &str| {
        of_kind(&planned(prompt), "AWS::EC2::Instance")[0]["MetadataOptions"]["HttpTokens"].clone()
    };
    assert_eq!(tokens("EC2 server for Flask, use IMDSv1"), "required");
    assert_eq!(
        tokens("EC2 server for Flask, use IMDSv1, I know the risk"),
        "optional"
    );
}

#[test]
fn production_stands_in_two_zones_unless_someone_insists() {
    let twice = |prompt: &str| of_kind(&planned(prompt), "AWS::RDS::DBInstance")[0]["MultiAZ"] == true;
    assert!(twice("production Flask API with Postgres, single AZ"));
    assert!(!twice(
        "production Flask API with Postgres, single AZ, I know the risk"
    ));
}

#[test]
fn old_versions_are_never_built() {
    let runtimes = |prompt: &str| {
        let functions = of_kind(&planned(prompt), "AWS::Lambda::Function");
        functions
            .iter()
            .map(|it| it["Runtime"].to_string())
            .collect::<Vec<_>>()
    };
    let prompt = "Flask API on Lambda with Python 2.7, I know the risk";
    assert!(runtimes(prompt).iter().all(|it| !it.contains("2.7")), "{prompt}");
}

#[test]
fn everybody_sends_to_a_queue_only_if_someone_insists() {
    let policies = |prompt: &str| {
        let policies = of_kind(&planned(prompt), "AWS::SQS::QueuePolicy");
        policies
            .iter()
            .any(|it| it.to_string().contains("EverybodySends"))
    };
    assert!(!policies("SQS queue open to the world"));
    assert!(policies("SQS queue open to the world, on purpose"));
}
