//! What people say who know no service's name, and how they list, count and correct: classes of what fresh prompts missed.

use cloudwhisper_api::amount::{Currency, Period};
use cloudwhisper_api::requirements::{AppType, NamedService, Requirements};

use crate::understand_prompt;

fn requirements(prompt: &str) -> Requirements {
    let understood = understand_prompt(prompt).unwrap_or_else(|error| panic!("{prompt}: {error:?}"));
    let asked = understood.clarifications;
    understood
        .requirements
        .unwrap_or_else(|| panic!("{prompt}: {asked:?}"))
}

fn of_kind(prompt: &str, kind: &str) -> Vec<NamedService> {
    let services = requirements(prompt).services.into_iter();
    services.filter(|service| service.kind == kind).collect()
}

fn names(prompt: &str, kind: &str) -> Vec<String> {
    let services = of_kind(prompt, kind).into_iter();
    services.filter_map(|service| service.name).collect()
}

#[test]
fn a_number_goes_on_behind_its_and() {
    for (prompt, amount) in [
        ("Flask API for one hundred and fifty dollars a month", "150"),
        ("Flask API, two thousand and five hundred rupees a month", "2500"),
        ("an express api, one fifty dollars a month max", "150"),
        (
            "Flask API, one hundred and twenty-five dollars a month at most",
            "125",
        ),
    ] {
        let budget = requirements(prompt)
            .budget
            .map(|it| it.amount.value().to_string());
        assert_eq!(budget.as_deref(), Some(amount), "{prompt}");
    }
}

#[test]
fn a_currency_that_is_corrected_keeps_its_amount() {
    for prompt in [
        "Flask API, 150 euros... no, dollars per month",
        "Flask API, budget 150 pounds, sorry, dollars a month",
    ] {
        let budget = requirements(prompt).budget.expect(prompt);
        assert_eq!(budget.amount.value().to_string(), "150", "{prompt}");
        assert_eq!(
            (budget.currency, budget.period),
            (Currency::USD, Period::Month),
            "{prompt}"
        );
    }
}

#[test]
fn every_address_that_is_joined_gets_the_messages() {
    const SUBSCRIPTION: &str = "AWS::SNS::Subscription";
    let joined = "SNS topic 'alerts' with two email subscribers ops@acme.io and cto@acme.io";
    let addresses: Vec<_> = of_kind(joined, SUBSCRIPTION)
        .into_iter()
        .filter_map(|it| it.properties.get("endpoint").cloned())
        .collect();
    assert_eq!(addresses, ["ops@acme.io", "cto@acme.io"]);
    let apart = "Node API, alarms to ops@acme.io, and show hello@acme.io as contact";
    assert_eq!(of_kind(apart, SUBSCRIPTION).len(), 1);
}

#[test]
fn alarms_go_to_the_topic_that_is_called_by_them() {
    let topics = of_kind(
        "SNS topics orders and alerts; an SQS queue; two CloudWatch alarms",
        "AWS::SNS::Topic",
    );
    let with_alarms: Vec<_> = topics
        .iter()
        .filter(|it| it.properties.contains_key("alarms"))
        .map(|it| it.name.as_deref())
        .collect();
    assert_eq!(with_alarms, [Some("alerts")]);
    assert_eq!(topics.len(), 2);
}

#[test]
fn names_behind_their_noun_are_a_list_and_deeds_are_none() {
    const FUNCTION: &str = "AWS::Lambda::Function";
    const SERVICE: &str = "AWS::ECS::Service";
    let listed = "An SQS queue; Lambda functions resize, notify and cleanup; a table";
    assert_eq!(names(listed, FUNCTION), ["resize", "notify", "cleanup"]);
    let deeds = "An SQS queue and Lambda functions resize and store the pictures";
    assert_eq!(names(deeds, FUNCTION), Vec::<String>::new());
    let services = "ECS cluster with services \"web\" and \"worker\" on Fargate, one SQS queue";
    assert_eq!(names(services, SERVICE), ["web", "worker"]);
}

#[test]
fn a_program_that_runs_when_its_time_comes_is_no_application() {
    for prompt in [
        "Run a Go program every 15 minutes that writes to a table",
        "Run a Go binary every 15 minutes that pings our suppliers and writes the answer into a table",
        "har pandrah minute me go ka program chale jo result dynamodb me rakhe",
    ] {
        let requirements = requirements(prompt);
        assert_eq!(requirements.app_type, None, "{prompt}");
    }
    // What runs always is one, whatever happens in it at times.
    let app = requirements("A Node.js program with a web page; every night a report is mailed");
    assert!(app.app_type.is_some());
}

#[test]
fn a_page_that_only_tells_something_is_static() {
    for prompt in [
        "I'm a dentist. I need a page with our opening hours and a map, nothing else.",
        "हमारी पंचायत की साधारण वेबसाइट जिसमें बस सूचनाएँ दिखें",
        "doctor hu, clinic ka timing aur address dikhane wala ek page chahiye bas",
    ] {
        assert_eq!(
            requirements(prompt).app_type,
            Some(AppType::StaticSite),
            "{prompt}"
        );
    }
}

#[test]
fn what_fails_so_often_is_put_aside_in_any_word_for_failing() {
    for prompt in [
        "ऑर्डर कतार में जाएँ, वहाँ से फंक्शन उठाए, तीन बार असफल हो तो अलग कतार में",
        "orders queue me jaaye, lambda uthaye, 3 baar asafal ho to alag queue me",
    ] {
        let queue = of_kind(prompt, "AWS::SQS::Queue");
        let tries = queue
            .first()
            .and_then(|it| it.properties.get("maxReceiveCount").cloned());
        assert_eq!(tries.as_deref(), Some("3"), "{prompt}");
    }
}

#[test]
fn a_reader_beside_a_writer_is_one() {
    let cluster = of_kind(
        "A PostgreSQL Aurora cluster with a writer and a reader, and an SQS queue",
        "AWS::RDS::DBCluster",
    );
    let readers = cluster.first().and_then(|it| it.properties.get("readReplicas"));
    assert_eq!(readers.map(String::as_str), Some("1"));
}

#[test]
fn machines_in_a_group_are_the_group_s() {
    let prompt = "Two virtual machines in an auto scaling group behind a load balancer, and a bastion host";
    let groups = of_kind(prompt, "AWS::AutoScaling::AutoScalingGroup");
    let capacity = groups.first().and_then(|it| it.properties.get("desiredCapacity"));
    assert_eq!(capacity.map(String::as_str), Some("2"));
    let machines = of_kind(prompt, "AWS::EC2::Instance");
    assert!(machines.iter().all(|it| !it.properties.contains_key("count")));
}

#[test]
fn pages_in_front_and_a_program_behind_are_one_application_in_any_script() {
    let prompt = "किराना दुकान का ऑनलाइन ऑर्डर सिस्टम, रिएक्ट फ्रंटएंड और जैंगो बैकएंड, पोस्टग्रेस";
    assert_eq!(requirements(prompt).app_type, Some(AppType::WebApp));
}

#[test]
fn a_field_that_is_filled_with_nothing_is_not_wanted() {
    for prompt in [
        "REST API | Node 20 | DB: none | Zurich",
        "भाषा: नोड, डेटाबेस: कोई नहीं, क्षेत्र: मुंबई — एपीआई",
        "node api, db koi nahi, mumbai",
    ] {
        assert_eq!(requirements(prompt).storage, [], "{prompt}");
    }
}

#[test]
fn a_size_behind_a_machine_is_its_disk() {
    for prompt in [
        "A bare Ubuntu box, t4g.medium, 30 GB, with my Laravel site on it",
        "seedha ubuntu box t4g.medium 30gb, uspe laravel site",
    ] {
        let machines = of_kind(prompt, "AWS::EC2::Instance");
        let disk = machines.first().and_then(|it| it.properties.get("volumeSize"));
        assert_eq!(disk.map(String::as_str), Some("30"), "{prompt}");
    }
}

#[test]
fn a_scan_for_viruses_is_no_attack() {
    let services = requirements("Uploads go to S3, virus scan by a lambda on upload").services;
    assert!(services.iter().any(|it| it.kind == "AWS::Lambda::Function"));
}

#[test]
fn people_are_no_logs_in_hinglish() {
    const LOGS: &str = "AWS::Logs::LogGroup";
    let people = "flask app, log phone se bill dekhe aur bhare, mysql, 2 hazaar mahina";
    assert_eq!(of_kind(people, LOGS), []);
    let budget = requirements(people)
        .budget
        .map(|it| it.amount.value().to_string());
    assert_eq!(budget.as_deref(), Some("2000"));
    assert_eq!(of_kind("node api, log 30 din rakho", LOGS).len(), 1);
}

#[test]
fn zones_are_no_version_of_a_database() {
    let database = of_kind("django, mysql, in two availability zones", "AWS::RDS::DBInstance");
    let version = database.first().and_then(|it| it.properties.get("engineVersion"));
    assert_eq!(version, None);
}

#[test]
fn a_number_in_brackets_counts_what_stands_before_it() {
    let prompt = "GitHub Actions pushes images to ECR (3 repos), an SQS queue";
    let repositories = of_kind(prompt, "AWS::ECR::Repository");
    let count = repositories.first().and_then(|it| it.properties.get("count"));
    assert_eq!(count.map(String::as_str), Some("3"));
}

#[test]
fn a_whole_system_does_not_wait_for_the_name_of_its_domain() {
    let system = "Static pages on CloudFront with our own domain, an HTTP API, a Lambda function, a DynamoDB table, an SQS queue, \
                  an SNS topic, an S3 bucket, a Step Functions state machine, a Kinesis stream and an OpenSearch domain";
    let understood = understand_prompt(system).expect("a system");
    assert_eq!(understood.clarifications, []);
    assert!(understood.warnings.iter().any(|it| it.code == "DOMAIN_NEEDED"));
    let small = understand_prompt("Static site with my own domain").expect("a site");
    assert_eq!(
        small.clarifications.first().map(|it| it.field.as_str()),
        Some("customDomain")
    );
}
