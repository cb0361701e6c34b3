//! Amazon `CloudWatch` Logs: what the application writes down about itself.

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use super::plain::say;
use super::{Billed, Resource, Service, UsageProfile, billed};
use crate::blueprint::Value;

/// Gigabytes of log that a request leaves, for the estimate: about one kilobyte.
const GB_PER_REQUEST: Decimal = Decimal::from_parts(1, 0, 0, false, 6);
const DAYS_PER_MONTH: i64 = 30;
/// Days that a log is kept where nothing else was said: long enough to look into a fault, short enough to be cheap.
pub(crate) const DEFAULT_RETENTION_DAYS: i64 = 14;
/// The only numbers of days that AWS takes.
const RETENTIONS: [i64; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/// What whoever writes a log needs to be allowed.
pub(crate) const WRITE: &[&str] = &["logs:CreateLogStream", "logs:PutLogEvents"];

/// `AWS::Logs::LogGroup`.
pub(crate) struct LogGroup;

impl Service for LogGroup {
    fn kind(&self) -> &'static str {
        "AWS::Logs::LogGroup"
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Keeps what the application writes about itself for some days, then forgets it",
                "ऐप्लिकेशन अपने बारे में जो लिखता है उसे कुछ दिन रखता है, फिर मिटा देता है",
                "Application apne baare mein jo likhta hai use kuch din rakhta hai, phir mita deta hai",
            ],
        )
    }

    fn billed(&self, group: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let days = group
            .properties
            .get("RetentionInDays")
            .and_then(Value::as_integer)
            .unwrap_or(DAYS_PER_MONTH);
        let written = usage.api_requests * GB_PER_REQUEST;
        let kept = written * Decimal::from(days) / Decimal::from(DAYS_PER_MONTH);
        vec![
            billed("CloudWatch", "logs_ingest_standard", written),
            billed("CloudWatch", "logs_storage", kept),
        ]
    }
}

/// A log group that forgets after some days. Without a name it gets one of the stack's, and so never meets another.
pub(crate) fn log_group(id: &str, retention_days: i64) -> Resource {
    Resource::new(id, LogGroup.kind()).with("RetentionInDays", allowed_retention(retention_days))
}

/// The shortest time that AWS takes and that is no shorter than what was asked for.
pub(crate) fn allowed_retention(days: i64) -> i64 {
    let longest = RETENTIONS[RETENTIONS.len() - 1];
    RETENTIONS
        .into_iter()
        .find(|allowed| *allowed >= days)
        .unwrap_or(longest)
}
