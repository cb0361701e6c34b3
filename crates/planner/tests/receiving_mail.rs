//! Mail that arrives: a rule keeps it and tells who works on it, in regions where SES takes mail in, and what a person has to do is said.

#[path = "support/planned.rs"]
mod support;

use cloudwhisper_planner::Plan;
use serde_json::{Value, json};
use support::whole_plan as planned;

fn codes(plan: &Plan) -> Vec<&str> {
    plan.warnings
        .iter()
        .map(|it| it.code.as_str())
        .filter(|it| it.starts_with("MAIL") || *it == "UNSUPPORTED_SERVICE")
        .collect()
}

fn one<'a>(template: &'a Value, kind: &str) -> &'a Value {
    let mut all = template["Resources"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(_, it)| it);
    all.find(|it| it["Type"] == kind)
        .unwrap_or_else(|| panic!("{kind}: {template}"))
}

#[test]
fn a_message_is_kept_told_of_and_worked_on() {
    let plan = planned(
        "inbound email for support.example.com in Mumbai into an S3 bucket, an SNS topic and a Lambda function",
    );
    let template: Value = serde_json::from_str(&plan.template).expect("JSON");
    let rule = one(&template, "AWS::SES::ReceiptRule");
    let settings = &rule["Properties"]["Rule"];
    assert_eq!(
        settings["Recipients"],
        json!(["support.example.com"]),
        "{:?}",
        plan.requirements
    );
    assert_eq!(settings["TlsPolicy"], "Require");
    let actions: Vec<&str> = settings["Actions"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it.as_object()?.keys().next().map(String::as_str))
        .collect();
    assert_eq!(actions, ["S3Action", "SNSAction", "LambdaAction"]);
    assert_eq!(
        rule["DependsOn"].as_array().map(Vec::len),
        Some(3),
        "AWS tries each when the rule is made: {rule}"
    );

    let policy = one(&template, "AWS::S3::BucketPolicy")["Properties"]["PolicyDocument"].to_string();
    assert!(
        policy.contains("ses.amazonaws.com") && policy.contains("receipt-rule-set/"),
        "{policy}"
    );
    assert!(policy.contains("aws:SourceAccount"), "{policy}");
    let may = one(&template, "AWS::Lambda::Permission");
    assert_eq!(may["Properties"]["Principal"], "ses.amazonaws.com");
    let identity = &one(&template, "AWS::SES::EmailIdentity")["Properties"]["EmailIdentity"];
    assert_eq!(identity, "support.example.com");
    assert_eq!(codes(&plan), ["MAIL_RULES_NOT_ACTIVE"]);
    let mx = &template["Outputs"]["IncomingMailMxRecord"]["Value"]["Fn::Sub"];
    assert_eq!(mx, "10 inbound-smtp.${AWS::Region}.amazonaws.com");
}

#[test]
fn where_ses_takes_no_mail_in_nothing_is_made_for_show() {
    for (prompt, words) in [
        (
            "Node.js API with inbound email in Hyderabad",
            "does not receive mail in ap-south-2",
        ),
        (
            "Hyderabad mein Node.js API banao, aane wali email ke saath",
            "mail nahi leta",
        ),
        ("हैदराबाद में आने वाली ईमेल के साथ Node.js API बनाओ", "मेल नहीं लेता"),
    ] {
        let plan = planned(prompt);
        assert!(!plan.template.contains("AWS::SES::Receipt"), "{prompt}");
        assert_eq!(
            codes(&plan),
            ["MAIL_IS_RECEIVED_ELSEWHERE"],
            "{prompt}: {:?}",
            plan.requirements.services
        );
        assert!(
            plan.artifacts().preview().contains(words),
            "{}",
            plan.artifacts().preview()
        );
    }
}
