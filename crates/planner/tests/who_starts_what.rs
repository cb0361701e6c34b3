//! What a sentence says that a rule, a workflow, a pipe or a migration works on: each of them has that, and nothing is made up beside it.

#[path = "support/connections.rs"]
mod connections;
#[path = "support/planned.rs"]
mod support;

use connections::Connections;
use support::whole_plan;

const RULE: &str = "AWS::Events::Rule";
const FUNCTION: &str = "AWS::Lambda::Function";
const QUEUE: &str = "AWS::SQS::Queue";
const TOPIC: &str = "AWS::SNS::Topic";
const WORKFLOW: &str = "AWS::StepFunctions::StateMachine";

fn plan_of(prompt: &str) -> (Connections, String) {
    let template = whole_plan(prompt).template;
    let json = serde_json::from_str(&template).expect("JSON");
    (Connections::of(&json), template)
}

#[test]
fn each_of_several_rules_on_a_bus_has_the_target_that_was_said() {
    let (plan, _) = plan_of(
        "A Node.js order API on Lambda publishes to a custom EventBridge bus. Its rules route parcel events to a Step Functions \
         workflow, refund events to an SQS queue and loyalty events to a points Lambda function.",
    );
    assert_eq!(plan.count(RULE), 3);
    assert_eq!(
        plan.count("AWS::IoT::TopicRule"),
        0,
        "a bus of events is no vehicle"
    );
    for target in [WORKFLOW, QUEUE, FUNCTION] {
        assert!(plan.joins(RULE, target), "no rule starts {target}");
    }
}

#[test]
fn findings_go_to_everything_that_was_said() {
    let (plan, _) = plan_of(
        "Turn on GuardDuty. An EventBridge rule passes its findings to an SNS topic that mails soc@example.com and to a Lambda \
         function that closes the port.",
    );
    assert!(plan.joins(RULE, TOPIC));
    assert!(plan.joins(RULE, FUNCTION));
}

#[test]
fn a_workflow_runs_crawlers_and_jobs_without_a_function() {
    let (plan, template) = plan_of(
        "Files land in an S3 bucket. A Step Functions workflow starts the Glue crawler and then the Glue job every night.",
    );
    assert!(plan.joins(WORKFLOW, "AWS::Glue::Crawler"));
    assert!(plan.joins(WORKFLOW, "AWS::Glue::Job"));
    assert!(template.contains("states:::glue:startJobRun.sync"));
    assert!(
        template.contains("states:::aws-sdk:glue:getCrawler"),
        "it waits for the crawler"
    );
    assert!(!plan.joins(WORKFLOW, FUNCTION), "no function was said");
}

#[test]
fn a_step_may_be_named_without_a_verb_of_starting() {
    let (plan, _) = plan_of(
        "A Step Functions state machine validates the scan with a Lambda function, renders it in an AWS Batch job and stores the \
         result in an S3 bucket.",
    );
    assert!(plan.joins(WORKFLOW, "AWS::Batch::JobQueue"));
    assert!(plan.joins(WORKFLOW, FUNCTION));
}

#[test]
fn a_pipe_has_the_ends_that_were_said() {
    let firehose = "AWS::KinesisFirehose::DeliveryStream";
    for (prompt, from, to) in [
        (
            "An EventBridge pipe carries changes from the DynamoDB stream to an SQS queue with a worker function",
            "AWS::DynamoDB::Table",
            QUEUE,
        ),
        (
            "Changes of a DynamoDB table with a stream go from the DynamoDB stream through EventBridge Pipes into a Firehose delivery \
             stream that writes to S3",
            "AWS::DynamoDB::Table",
            firehose,
        ),
        (
            "EventBridge Pipes from an SQS queue to a Step Functions workflow",
            QUEUE,
            WORKFLOW,
        ),
    ] {
        let (plan, _) = plan_of(prompt);
        for end in [from, to] {
            assert!(plan.joins("AWS::Pipes::Pipe", end), "{end}: {prompt}");
        }
    }
}

#[test]
fn a_migration_may_end_in_a_bucket() {
    let (plan, template) =
        plan_of("AWS DMS replicates our Oracle billing database into the landing bucket in S3");
    assert!(plan.joins("AWS::DMS::Endpoint", "AWS::S3::Bucket"));
    assert!(template.contains("\"oracle\""));
    let (plan, _) = plan_of("DMS moves data from Oracle to Aurora PostgreSQL, reports go to a bucket in S3");
    assert!(
        !plan.joins("AWS::DMS::Endpoint", "AWS::S3::Bucket"),
        "a bucket beside a database"
    );
}

#[test]
fn what_happens_to_any_job_is_no_further_job() {
    let (plan, _) =
        plan_of("A Glue job cleans the data in S3. An SNS topic mails data@example.com when a job fails.");
    assert_eq!(plan.count("AWS::Glue::Job"), 1);
}

#[test]
fn what_is_due_is_done_by_what_its_sentence_names() {
    const SCHEDULE: &str = "AWS::Scheduler::Schedule";
    let (plan, _) = plan_of(
        "Alerts are pushed by an SNS topic, reports are mailed by SES every Monday at 7 am, and a Lambda function answers an HTTP API.",
    );
    assert!(
        plan.joins(SCHEDULE, FUNCTION),
        "a topic that is named apart mails no reports"
    );
    assert!(!plan.joins(SCHEDULE, TOPIC));
    let (plan, _) = plan_of(
        "Refunds run through a Step Functions workflow that calls Lambda functions. Stale carts are deleted every night.",
    );
    assert!(
        plan.joins(SCHEDULE, FUNCTION),
        "the workflow is no part of that sentence"
    );
    let (plan, _) = plan_of(
        "A Step Functions workflow calls Lambda functions that clean the data. It starts every night and mails a report.",
    );
    assert!(plan.joins(SCHEDULE, WORKFLOW), "it is the workflow");
}
