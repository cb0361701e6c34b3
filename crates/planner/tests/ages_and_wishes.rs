//! How long files are kept, and wishes that are said in a word or two: spare machines, a standby, steps at the same time, a text.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::requirements::understand;
use indexmap::IndexMap;
use serde_json::Value;
use support::{answered_plan, input, planned, whole_plan};

const BUCKET: &str = "AWS::S3::Bucket";

fn said(prompt: &str, kind: &str, word: &str) -> Option<String> {
    let plan = whole_plan(prompt);
    let part = plan.requirements.services.iter().find(|it| it.kind == kind)?;
    part.properties.get(word).cloned()
}

#[test]
fn files_are_deleted_after_the_span_that_was_said_wherever_it_stands() {
    for (prompt, days) in [
        (
            "a place for uploaded invoices that are deleted after 30 days",
            "30",
        ),
        ("Bucket, keep files for a year then delete", "365"),
        ("files ek saal rakho phir delete kar do, S3 bucket", "365"),
        ("फ़ाइलें एक साल रखो फिर डिलीट करो, S3 बकेट", "365"),
    ] {
        let told = said(prompt, BUCKET, "expireAfterDays");
        assert_eq!(told.as_deref(), Some(days), "{prompt}");
    }
    // Logs have a time of their own.
    assert_eq!(
        said(
            "Lambda with an S3 bucket. Logs are deleted after 30 days.",
            BUCKET,
            "expireAfterDays"
        ),
        None
    );
}

#[test]
fn what_is_deleted_before_it_would_be_archived_is_asked_about() {
    const PROMPTS: [&str; 3] = [
        "Bucket with files to glacier after 90 days, delete after 60 days",
        "S3 bucket, files 90 din baad glacier mein, 60 din baad delete",
        "S3 बकेट, फ़ाइलें 90 दिन बाद ग्लेशियर में, 60 दिन बाद डिलीट",
    ];
    // An age that nobody said contradicts nothing.
    let rule = "S3 bucket for attachments with a lifecycle rule that deletes files after 90 days";
    assert_eq!(said(rule, BUCKET, "expireAfterDays").as_deref(), Some("90"));
    for prompt in PROMPTS {
        let understood = understand(&input::input(prompt, &IndexMap::new()).request).expect("understood");
        let asked: Vec<&str> = understood
            .clarifications
            .iter()
            .map(|it| it.field.as_str())
            .collect();
        assert_eq!(asked, ["expireAfterDays"], "{prompt}");
        let question = &understood.clarifications[0].question;
        assert!(question.contains("60") && question.contains("none"), "{question}");
        for (answer, archived, deleted) in [
            // Glacier's own usual age, which the bucket's rules leave out: what is deleted before is never moved.
            ("60 days", Some("90"), Some("60")),
            ("none", Some("90"), None),
            ("365", Some("90"), Some("365")),
        ] {
            let plan = answered_plan(prompt, &[("expireAfterDays", answer)]);
            let bucket = plan.requirements.services.iter().find(|it| it.kind == BUCKET);
            let word = |word: &str| bucket.and_then(|it| it.properties.get(word)).map(String::as_str);
            assert_eq!(
                (word("archiveAfterDays"), word("expireAfterDays")),
                (archived, deleted),
                "{prompt} {answer}"
            );
        }
    }
}

#[test]
fn a_cache_that_is_to_be_available_has_a_second_node_in_another_zone() {
    const CACHE: &str = "AWS::ElastiCache::ReplicationGroup";
    for prompt in [
        "Redis, highly available",
        "highly available Redis cache chahiye",
        "हाई अवेलेबिलिटी वाला Redis कैश चाहिए",
    ] {
        let blueprint = planned(prompt);
        let cache = support::only(&blueprint, CACHE);
        let number = |word: &str| cache.properties.get(word).cloned();
        assert_eq!(number("MultiAZEnabled"), Some(true.into()), "{prompt}");
        assert_eq!(number("NumCacheClusters"), Some(2.into()), "{prompt}");
    }
    // The standby of the database is no wish for the cache.
    let blueprint = planned("Multi-AZ Postgres and a Redis cache for a Flask API");
    let cache = support::only(&blueprint, CACHE);
    assert_eq!(cache.properties.get("MultiAZEnabled"), Some(&false.into()));
}

#[test]
fn spot_nodes_are_spot_and_as_many_as_were_said() {
    for prompt in ["EKS cluster with 3 spot nodes", "EKS क्लस्टर 3 स्पॉट नोड्स के साथ"]
    {
        let blueprint = planned(prompt);
        let nodes = support::only(&blueprint, "AWS::EKS::Nodegroup");
        assert_eq!(
            nodes.properties.get("CapacityType"),
            Some(&"SPOT".into()),
            "{prompt}"
        );
    }
    let nodes = said("EKS cluster with 3 spot nodes", "AWS::EKS::Cluster", "nodes");
    assert_eq!(nodes.as_deref(), Some("3"));
}

#[test]
fn steps_in_parallel_are_branches_and_what_fails_is_caught_where_they_end() {
    for prompt in [
        "Step Functions with three lambdas in parallel",
        "Step Functions jo teen lambda parallel mein chalaye",
        "Step Functions वर्कफ़्लो जो तीन लैम्ब्डा समानांतर चलाए",
    ] {
        let template: Value = serde_json::from_str(&whole_plan(prompt).template).unwrap_or_default();
        let resources = template["Resources"].as_object().cloned().unwrap_or_default();
        let machine = resources
            .values()
            .find(|it| it["Type"] == "AWS::StepFunctions::StateMachine");
        let definition = machine
            .map(|it| it["Properties"]["Definition"].clone())
            .unwrap_or_default();
        let first = definition["StartAt"].as_str().unwrap_or_default();
        let parallel = &definition["States"][first];
        assert_eq!(parallel["Type"], "Parallel", "{prompt}");
        assert_eq!(parallel["Branches"].as_array().map(Vec::len), Some(3), "{prompt}");
        assert_eq!(parallel["Catch"][0]["Next"], "Failed", "{prompt}");
        for branch in parallel["Branches"].as_array().into_iter().flatten() {
            let states = branch["States"].as_object().cloned().unwrap_or_default();
            assert!(states.contains_key(branch["StartAt"].as_str().unwrap_or_default()));
            assert!(states.values().all(|it| it.get("Catch").is_none()), "{branch}");
        }
    }
}

#[test]
fn a_telephone_number_subscribes_to_the_topic() {
    for prompt in [
        "SNS topic with SMS to +91 98765 43210",
        "SNS topic jo +919876543210 pe SMS bheje",
        "SNS टॉपिक जो +919876543210 पर SMS भेजे",
    ] {
        let blueprint = planned(prompt);
        let text = support::only(&blueprint, "AWS::SNS::Subscription");
        assert_eq!(text.properties.get("Protocol"), Some(&"sms".into()), "{prompt}");
        assert_eq!(
            text.properties.get("Endpoint"),
            Some(&"+919876543210".into()),
            "{prompt}"
        );
    }
}

#[test]
fn people_who_log_in_have_a_pool_though_nothing_else_is_said() {
    let blueprint = planned("login for my users");
    assert_eq!(blueprint.of_kind("AWS::Cognito::UserPool").count(), 1);
}

#[test]
fn another_database_in_the_place_of_mongodb_is_told() {
    let is_told = |prompt: &str| {
        whole_plan(prompt)
            .warnings
            .iter()
            .any(|it| it.code == "SUBSTITUTED")
    };
    for prompt in [
        "MongoDB database for my node app",
        "mongodb ka database chahiye",
        "MongoDB के साथ Express API बनाओ",
    ] {
        assert!(is_told(prompt), "{prompt}");
    }
    assert!(!is_told("DynamoDB table for my node app"));
    assert!(!is_told("a NoSQL database for my node app"));
}

#[test]
fn machines_that_a_group_brings_are_not_told_to_be_missing() {
    let plan = whole_plan("ALB ke peeche 3 EC2 t3.small, autoscaling 2 se 6");
    let left_out = plan.warnings.iter().find(|it| it.code == "UNSUPPORTED_SERVICE");
    assert_eq!(left_out, None);
}
