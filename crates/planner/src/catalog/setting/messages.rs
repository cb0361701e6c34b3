//! What numbers say of what passes messages on.

use super::{KEPT, Measure, Setting};
use crate::catalog::{dynamodb, kinesis, sqs};

pub(super) const SETTINGS: &[Setting] = &[
    Setting::new(
        &[sqs::Queue::KIND],
        "visibilityTimeout",
        Measure::Seconds,
        (0, 43_200),
    )
    .beside([
        "visibility|visibility timeout|invisible|hidden",
        "विज़िबिलिटी|विज़िबिलिटी टाइमआउट",
        "chhupa",
    ]),
    Setting::new(&[sqs::Queue::KIND], "retentionDays", Measure::Days, (1, 14)).beside(KEPT),
    Setting::new(
        &[sqs::Queue::KIND],
        "retentionSeconds",
        Measure::Seconds,
        (60, 1_209_600),
    )
    .beside(KEPT)
    .property(&["MessageRetentionPeriod"]),
    Setting::new(&[sqs::Queue::KIND], "delaySeconds", Measure::Seconds, (0, 900))
        .beside(["delay|delayed|delivery delay|later", "देरी|डिले|बाद", "baad|deri"])
        .property(&["DelaySeconds"]),
    Setting::new(&[sqs::Queue::KIND], "maxReceiveCount", Measure::Count, (1, 1000))
        .beside([
            "attempt|tries|try|failure|failed|retries|retry|receives|receive count|times",
            "बार|कोशिश|प्रयास",
            "baar|koshish|bar fail",
        ])
        .about([
            "dlq|dead|fail|retr|attempt|tries|receive",
            "डीएलक्यू|विफल|असफल|नाकाम|फेल|कोशिश",
            "fail|try|asafal|nakaam|nakam|koshish",
        ]),
    Setting::new(
        &[sqs::Queue::KIND, kinesis::Stream::KIND, dynamodb::Table::KIND],
        "batchSize",
        Measure::Count,
        (1, 10_000),
    )
    .beside([
        "batch size|batch of|batches of|batch|at once|at a time",
        "बैच साइज़|बैच|एक बार में",
        "ek baar mein|ek baar me",
    ])
    .about(["batch|lambda|function|worker", "बैच|लैम्ब्डा", ""]),
    Setting::new(&[kinesis::Stream::KIND], "shardCount", Measure::Count, (1, 500)).beside([
        "shard",
        "शार्ड",
        "",
    ]),
    Setting::new(&[kinesis::Stream::KIND], "retentionDays", Measure::Days, (1, 365)).beside(KEPT),
];
