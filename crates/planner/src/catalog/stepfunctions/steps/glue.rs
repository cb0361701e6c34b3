//! Steps that AWS Glue does. A job can be waited for; a crawler can't, so that it is asked every minute whether it has ended.
//!
//! Source of the actions: Step Functions Developer Guide, "Start an AWS Glue job" and "AWS SDK service integrations", 2026-11.

use super::{caught, integration, named_in_account};
use crate::blueprint::{LogicalId, Value};
use crate::catalog::iam::Statement;
use crate::properties;

/// Seconds between two questions to a crawler.
const PAUSE_SECONDS: i64 = 60;
/// What a crawler that does nothing answers.
const READY: &str = "READY";

/// What it takes to run a job until it ends.
pub(super) fn run(job: &LogicalId) -> Statement {
    let run = &[
        "glue:BatchStopJobRun",
        "glue:GetJobRun",
        "glue:GetJobRuns",
        "glue:StartJobRun",
    ];
    Statement::allow(run, [named_in_account("glue", vec!["job/".into(), job.into()])])
}

/// What it takes to start a crawler and to see how far it is.
pub(super) fn crawl(crawler: &LogicalId) -> Statement {
    let crawl = &["glue:GetCrawler", "glue:StartCrawler"];
    let arn = named_in_account("glue", vec!["crawler/".into(), crawler.into()]);
    Statement::allow(crawl, [arn])
}

/// Name of the state that starts a crawler.
pub(super) fn start(crawler: &LogicalId) -> String {
    format!("Start {crawler}")
}

/// Starts a crawler and looks every minute whether it has ended; then goes on with `next`, or ends.
pub(super) fn states(crawler: &LogicalId, next: Option<&str>) -> Vec<(String, Value)> {
    let [wait, look, choose, done] =
        ["Wait for", "Look at", "Choose after", "Done with"].map(|verb| format!("{verb} {crawler}"));
    let ended = properties! {
        "Variable": "$.crawler.Crawler.State",
        "StringEquals": READY,
        "Next": next.unwrap_or(&done),
    };
    let mut states = vec![
        (start(crawler), call(crawler, "startCrawler", "$.started", &wait)),
        (
            wait.clone(),
            properties! { "Type": "Wait", "Seconds": PAUSE_SECONDS, "Next": look.clone() },
        ),
        (look, call(crawler, "getCrawler", "$.crawler", &choose)),
        (
            choose,
            properties! { "Type": "Choice", "Choices": vec![ended], "Default": wait },
        ),
    ];
    if next.is_none() {
        states.push((done, properties! { "Type": "Succeed" }));
    }
    states
}

/// A call of Glue's API about a crawler, and the state after it.
fn call(crawler: &LogicalId, action: &str, result: &str, next: &str) -> Value {
    properties! {
        "Type": "Task",
        "Resource": integration(&format!("aws-sdk:glue:{action}")),
        "Parameters": properties! { "Name": crawler },
        "ResultPath": result,
        "Next": next,
        "Catch": caught(),
    }
}
