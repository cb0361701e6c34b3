//! What was assumed, in words: "yes" for `true`, and no names of ours where people have one of their own.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::requirements::{AppType, Requirements};
use rust_decimal::Decimal;

use crate::catalog::plain::say;
use crate::estimate::currency::count;

/// The value of an assumption as people say it.
pub(super) fn told(requirements: &Requirements, field: &str, value: &str, language: Language) -> String {
    let static_site = requirements.app_type == Some(AppType::StaticSite);
    let words = match (field, value) {
        (_, "true") => ["yes", "हाँ", "haan"],
        (_, "false") => ["no", "नहीं", "nahi"],
        ("appType", "static-site") => ["pages only", "सिर्फ़ पन्ने", "sirf pages"],
        ("appType", "web-app") => ["a web application", "वेब ऐप", "web app"],
        ("appType", "api") => ["an API", "API", "API"],
        ("appType", "container") => ["a container", "कंटेनर", "container"],
        ("compute", _) if static_site => ["no server", "कोई सर्वर नहीं", "koi server nahi"],
        ("compute", "lambda") => ["AWS Lambda", "AWS Lambda", "AWS Lambda"],
        ("compute", "ecs") => ["containers on ECS", "ECS पर कंटेनर", "ECS par container"],
        ("compute", "ec2") => [
            "a virtual machine (EC2)",
            "वर्चुअल मशीन (EC2)",
            "virtual machine (EC2)",
        ],
        ("storage", "dynamodb") => ["DynamoDB", "DynamoDB", "DynamoDB"],
        ("storage", "s3") => ["S3", "S3", "S3"],
        ("framework", "express") => ["Express", "Express", "Express"],
        ("framework", "flask") => ["Flask", "Flask", "Flask"],
        ("budget.period", "Month") => ["month", "महीना", "mahina"],
        ("budget.currency", "INR") => ["rupees", "रुपये", "rupaye"],
        ("budget.currency", "USD") => ["dollars", "डॉलर", "dollar"],
        _ => return number(field, value, language),
    };
    say(language, words).to_owned()
}

/// Counts with their commas.
fn number(field: &str, value: &str, language: Language) -> String {
    match value.parse::<Decimal>() {
        Ok(amount) if field.starts_with("usage.") => count(amount, language),
        _ => value.to_owned(),
    }
}
