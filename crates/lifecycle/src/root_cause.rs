//! Why a deployment failed: the first real failure among the stack's events, in plain words. CloudFormation cancels
//! everything else after it, and those cancellations are no causes.

use cloudwhisper_api::error::{ErrorCode, UserError};
use cloudwhisper_api::language::Language;

use crate::stack::{Stack, StackEvent};
use crate::status::cut;
use crate::words::root_cause as words;

const STACK: &str = "AWS::CloudFormation::Stack";
/// Longest reason of AWS's that is shown, in characters.
const LONGEST_REASON: usize = 500;

/// What the texts of failures have in them, by code; the first that fits counts. CloudFormation has no codes in events.
const SIGNS: [(ErrorCode, &[&str]); 5] = [
    (
        ErrorCode::AccessDenied,
        &[
            "is not authorized to perform",
            "accessdenied",
            "access denied",
            "unauthorizedoperation",
            "not authorized",
        ],
    ),
    (
        ErrorCode::AwsThrottled,
        &["rate exceeded", "throttling", "toomanyrequests", "slow down"],
    ),
    (
        ErrorCode::QuotaExceeded,
        &[
            "limitexceeded",
            "limit exceeded",
            "quota",
            "maximum number of",
            "toomanybuckets",
            "insufficient capacity",
        ],
    ),
    (
        ErrorCode::NameTaken,
        &[
            "already exists",
            "alreadyexists",
            "alreadyownedbyyou",
            "already in use",
        ],
    ),
    (
        ErrorCode::ValidationFailed,
        &[
            "validation",
            "invalid",
            "template error",
            "template format error",
            "malformed",
            "must have values",
        ],
    ),
];

/// Why the last operation on the stack failed.
pub fn root_cause(stack: &Stack, language: Language) -> UserError {
    let failures = || stack.events.iter().filter(|event| is_failure(event));
    let first = failures()
        .find(|event| event.kind != STACK)
        .or_else(|| failures().next());
    match first {
        Some(event) if event.kind != STACK && event.status == "DELETE_FAILED" => {
            let what = format!("{} ({})", event.logical_id, event.kind);
            undeleted(&what, event.reason.as_deref(), language)
        }
        Some(event) if event.kind != STACK => {
            let what = format!("{} ({})", event.logical_id, event.kind);
            explain(&what, event.reason.as_deref(), ErrorCode::StackFailed, language)
        }
        Some(event) => {
            let reason = event.reason.as_deref().or(stack.status_reason.as_deref());
            explain(
                &words::the_stack(language),
                reason,
                ErrorCode::StackFailed,
                language,
            )
        }
        None => {
            let what = words::the_stack(language);
            explain(
                &what,
                stack.status_reason.as_deref(),
                ErrorCode::StackFailed,
                language,
            )
        }
    }
}

/// Why AWS found a plan unusable.
pub(crate) fn refused(reason: &str, language: Language) -> UserError {
    explain(
        &words::the_plan(language),
        Some(reason),
        ErrorCode::ValidationFailed,
        language,
    )
}

fn explain(what: &str, reason: Option<&str>, otherwise: ErrorCode, language: Language) -> UserError {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    let code = reason.map_or(otherwise, |reason| code(reason).unwrap_or(otherwise));
    let action = reason.and_then(denied_action).map(for_people);
    let reason = reason.map_or_else(|| words::no_reason(language), for_people);
    let said = words::cause(language, code, &for_people(what), &reason, action.as_deref());
    UserError {
        code,
        message: said.message,
        details: said.remedy,
        retryable: code == ErrorCode::AwsThrottled,
    }
}

/// What was there could not be deleted. Only what is said of any call is read from the reason: "already in use" is no name that is
/// taken.
fn undeleted(what: &str, reason: Option<&str>, language: Language) -> UserError {
    let known = reason
        .and_then(code)
        .filter(|code| matches!(code, ErrorCode::AccessDenied | ErrorCode::AwsThrottled));
    if known.is_some() {
        return explain(what, reason, ErrorCode::StackFailed, language);
    }
    let reason = reason.map_or_else(|| words::no_reason(language), for_people);
    words::undeleted(language, &for_people(what), &reason).error(ErrorCode::StackFailed)
}

fn is_failure(event: &StackEvent) -> bool {
    let cancelled = event.reason.as_deref().is_some_and(|reason| {
        let reason = reason.to_lowercase();
        reason.contains("cancelled") || reason.contains("canceled")
    });
    event.status.ends_with("_FAILED") && !cancelled
}

fn code(reason: &str) -> Option<ErrorCode> {
    let reason = reason.to_lowercase();
    SIGNS
        .iter()
        .find(|(_, signs)| signs.iter().any(|sign| reason.contains(sign)))
        .map(|(code, _)| *code)
}

/// The action in `… is not authorized to perform: dynamodb:CreateTable on resource: …`.
fn denied_action(reason: &str) -> Option<&str> {
    let (_, after) = reason.split_once("not authorized to perform")?;
    let word = after.trim_start_matches([':', ' ']).split_whitespace().next()?;
    let action = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    action.contains(':').then_some(action)
}

/// AWS's words without what is nobody's business: ARNs keep their last part, account ids, keys and request ids go. Cut at
/// a character.
pub(crate) fn for_people(text: &str) -> String {
    let words: Vec<String> = without_request_ids(text).split_whitespace().map(scrub).collect();
    cut(words.join(" "), LONGEST_REASON)
}

/// `(Service: S3, Status Code: 409, Request ID: …, Extended Request ID: …)` says nothing to anybody, and differs each
/// time.
fn without_request_ids(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("(Service:") {
        let (before, from) = rest.split_at(start);
        kept.push_str(before.trim_end());
        rest = from.split_once(')').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    match kept.to_lowercase().find("request id:") {
        Some(start) => kept
            .get(..start)
            .unwrap_or_default()
            .trim_end_matches([' ', ',', '(', ';'])
            .to_owned(),
        None => kept,
    }
}

fn scrub(word: &str) -> String {
    if let Some(start) = word.find("arn:") {
        let (before, arn) = word.split_at(start);
        let end = arn.find(['"', '\'', ')', ']', ',', ';']).unwrap_or(arn.len());
        let (arn, after) = arn.split_at(end);
        let name = arn
            .rsplit([':', '/'])
            .find(|part| !part.is_empty())
            .unwrap_or("…");
        return format!("{before}{}{after}", hide(name));
    }
    hide(word)
}

/// A key of AWS's, or a number of twelve digits, as dots.
fn hide(word: &str) -> String {
    let is_key = |part: &str| {
        part.len() >= 16
            && ["AKIA", "ASIA", "AROA", "AIDA"]
                .iter()
                .any(|prefix| part.starts_with(prefix))
            && part.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let is_account = |part: &str| part.len() == 12 && part.chars().all(|c| c.is_ascii_digit());
    let parts = word.split_inclusive(|c: char| !c.is_ascii_alphanumeric());
    let shown = |part: &str| {
        let core = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        if is_key(core) || is_account(core) {
            part.replacen(core, "…", 1)
        } else {
            part.to_owned()
        }
    };
    parts.map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_shown() {
        let text = "User: arn:aws:sts::111122223333:assumed-role/Deploy/cw is not authorized to perform: iam:PassRole on \
                    resource: arn:aws:iam::111122223333:role/orders (Service: Iam, Status Code: 403, Request ID: 1-2-3) \
                    with AKIAIOSFODNN7EXAMPLE in 111122223333.";
        assert_eq!(
            for_people(text),
            "User: cw is not authorized to perform: iam:PassRole on resource: orders with … in …."
        );
        assert_eq!(denied_action(text), Some("iam:PassRole"));
    }

    #[test]
    fn the_kind_of_failure_is_told_by_its_text() {
        for (reason, expected) in [
            ("Table already exists: taken-x", Some(ErrorCode::NameTaken)),
            (
                "Resource of type 'AWS::S3::Bucket' with identifier 'x' already exists.",
                Some(ErrorCode::NameTaken),
            ),
            (
                "User is not authorized to perform: s3:CreateBucket",
                Some(ErrorCode::AccessDenied),
            ),
            (
                "The maximum number of VPCs has been reached.",
                Some(ErrorCode::QuotaExceeded),
            ),
            ("Rate exceeded", Some(ErrorCode::AwsThrottled)),
            (
                "Properties validation failed for resource B",
                Some(ErrorCode::ValidationFailed),
            ),
            ("Something else", None),
        ] {
            assert_eq!(code(reason), expected, "{reason}");
        }
    }
}
