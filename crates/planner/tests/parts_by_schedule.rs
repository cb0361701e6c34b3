//! Parts that are due at set times: what starts by itself has its own schedule, what else is due has one beside it, and neither
//! is taken for another place that the application could run on.

#[path = "support/planned.rs"]
mod support;

use support::{planned, whole_plan};

const SCHEDULE: &str = "AWS::Scheduler::Schedule";
const FUNCTION: &str = "AWS::Lambda::Function";

fn count(prompt: &str, kind: &str) -> usize {
    planned(prompt).of_kind(kind).count()
}

#[test]
fn glue_starts_by_itself_and_no_function_is_added_for_it() {
    for (prompt, kind, place) in [
        (
            "Glue crawler nightly on my S3 bucket",
            "AWS::Glue::Crawler",
            "/Schedule/ScheduleExpression",
        ),
        (
            "Glue job every night at 2 am UTC",
            "AWS::Glue::Trigger",
            "/Schedule",
        ),
        (
            "roz raat 2 baje UTC Glue job chalao",
            "AWS::Glue::Trigger",
            "/Schedule",
        ),
        ("हर रात 2 बजे UTC Glue जॉब चले", "AWS::Glue::Trigger", "/Schedule"),
    ] {
        let template: serde_json::Value =
            serde_json::from_str(&whole_plan(prompt).template).unwrap_or_default();
        let resources = template["Resources"].as_object().cloned().unwrap_or_default();
        let of_kind: Vec<_> = resources.values().filter(|it| it["Type"] == kind).collect();
        assert_eq!(of_kind.len(), 1, "{prompt}");
        let times = of_kind
            .first()
            .and_then(|it| it["Properties"].pointer(place)?.as_str());
        assert_eq!(times, Some("cron(0 2 * * ? *)"), "{prompt}");
        assert_eq!(
            (count(prompt, SCHEDULE), count(prompt, FUNCTION)),
            (0, 0),
            "{prompt}"
        );
    }
}

#[test]
fn of_two_rhythms_each_starts_its_own() {
    let prompt = "Glue crawler nightly and a Lambda every hour";
    let plan = whole_plan(prompt);
    let said = |kind: &str| {
        let part = plan.requirements.services.iter().find(|it| it.kind == kind);
        part.and_then(|it| it.properties.get("schedule").cloned())
    };
    assert_eq!(said("AWS::Glue::Crawler").as_deref(), Some("cron(0 2 * * ? *)"));
    assert_eq!(said(SCHEDULE).as_deref(), Some("rate(1 hour)"));
    assert_eq!(count(prompt, SCHEDULE), 1);
}

#[test]
fn a_workflow_starts_the_glue_job_that_it_runs() {
    let prompt = "Step Functions workflow that runs a Glue job every night";
    assert_eq!(count(prompt, SCHEDULE), 1);
    assert_eq!(count(prompt, FUNCTION), 0);
}

#[test]
fn what_a_function_does_every_hour_may_be_said_at_length() {
    for prompt in [
        "Lambda reading an S3 bucket and writing DynamoDB every hour",
        "Lambda jo har ghante S3 padhe aur DynamoDB mein likhe",
        "हर घंटे एक Lambda S3 पढ़े और DynamoDB में लिखे",
    ] {
        assert_eq!(count(prompt, SCHEDULE), 1, "{prompt}");
    }
    assert_eq!(count("API processing 5000 orders every hour", SCHEDULE), 0);
}

#[test]
fn a_function_with_work_of_its_own_is_a_part_beside_the_application() {
    for prompt in [
        "ECS Fargate service plus a nightly Lambda",
        "ECS service aur har raat ek Lambda",
        "ECS सर्विस और हर रात एक Lambda",
        "ECS Fargate service and a Lambda that resizes uploaded images in S3",
    ] {
        assert_eq!(count(prompt, "AWS::ECS::Service"), 1, "{prompt}");
        assert_eq!(count(prompt, FUNCTION), 1, "{prompt}");
    }
}
