//! What is written down, and for how long.

use cloudwhisper_api::plan::Severity;

use super::words::Words;
use super::{Rule, Subject};
use crate::blueprint::{Resource, Value};

pub(super) const RULES: &[Rule] = &[log_without_an_end];

/// RDS makes the log groups of a database that has no name of its own, and gives them no end.
fn log_without_an_end(subject: Subject<'_>) -> Vec<Words> {
    let sends = |it: &&Resource| {
        it.properties.contains_key("EnableCloudwatchLogsExports")
            && !it.properties.contains_key("SourceDBInstanceIdentifier")
    };
    let databases = subject.blueprint.of_kind("AWS::RDS::DBInstance").filter(sends);
    let kept = |database: &Resource| {
        let name = database
            .properties
            .get("DBInstanceIdentifier")
            .and_then(Value::as_text);
        name.is_some_and(|name| {
            let start = format!("/aws/rds/instance/{name}/");
            subject.blueprint.of_kind("AWS::Logs::LogGroup").any(|group| {
                let group = group.properties.get("LogGroupName").and_then(Value::as_text);
                group.is_some_and(|group| group.starts_with(&start))
            })
        })
    };
    databases
        .filter(|database| !kept(database))
        .map(|database| kept_for_ever().about(database))
        .collect()
}

fn kept_for_ever() -> Words {
    Words {
        rule: "CW-LOG-001",
        severity: Severity::Info,
        resource: None,
        message: [
            "AWS makes the log of this database by itself and keeps it without an end",
            "इस डेटाबेस का लॉग AWS ख़ुद बनाता है और हमेशा रखता है",
            "Is database ka log AWS khud banata hai aur hamesha rakhta hai",
        ],
        suggestion: [
            "Give the database a name in your request: then the plan makes its log and says for how many days it is kept",
            "अनुरोध में डेटाबेस को नाम दीजिए: तब योजना उसका लॉग बनाएगी और बताएगी कि कितने दिन रखा जाए",
            "Prompt mein database ko naam dijiye: tab plan uska log banayega aur batayega ki kitne din rakha jaye",
        ],
    }
}
