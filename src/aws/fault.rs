//! From an SDK error to a [`Fault`]: its class decides what happens next, its code is for programs.

use aws_sdk_cloudformation::error::{ProvideErrorMetadata, SdkError};
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};

/// What an error of `action` (such as `cloudformation:CreateChangeSet`) means.
pub fn fault<E, R>(action: &str, error: &SdkError<E, R>) -> Fault
where
    E: ProvideErrorMetadata,
{
    let Some(service_error) = error.as_service_error() else {
        return unreachable(action, error);
    };
    let aws_code = service_error.code().unwrap_or("Unknown");
    let (class, code) = classify(aws_code);
    Fault {
        class,
        code,
        reason: format!("{aws_code}: {}", service_error.message().unwrap_or("no message")),
        action: Some(action.to_owned()),
    }
}

fn unreachable<E, R>(action: &str, error: &SdkError<E, R>) -> Fault {
    // A construction failure is mostly a credentials provider that gave nothing; all others are the network's.
    let (class, code, reason) = match error {
        SdkError::ConstructionFailure(_) => (
            Class::UserFixable,
            ErrorCode::CredentialsInvalid,
            "no credentials could be loaded",
        ),
        SdkError::TimeoutError(_) => (Class::Transient, ErrorCode::AwsUnreachable, "timed out"),
        SdkError::DispatchFailure(failure) if failure.is_user() || failure.is_other() => (
            Class::UserFixable,
            ErrorCode::CredentialsInvalid,
            "no credentials could be loaded",
        ),
        _ => (
            Class::Transient,
            ErrorCode::AwsUnreachable,
            "could not be reached",
        ),
    };
    Fault {
        class,
        code,
        reason: reason.to_owned(),
        action: Some(action.to_owned()),
    }
}

/// AWS's error codes (common errors of the Query protocol and CloudFormation's and STS's own, read 2026-11).
fn classify(aws_code: &str) -> (Class, ErrorCode) {
    match aws_code {
        "Throttling"
        | "ThrottlingException"
        | "RequestLimitExceeded"
        | "TooManyRequestsException"
        | "SlowDown" => (Class::Transient, ErrorCode::AwsThrottled),
        "ServiceUnavailable"
        | "InternalFailure"
        | "InternalError"
        | "InternalServerError"
        | "RequestTimeout" => (Class::Transient, ErrorCode::AwsUnreachable),
        "ExpiredToken" | "ExpiredTokenException" | "RequestExpired" => {
            (Class::UserFixable, ErrorCode::CredentialsExpired)
        }
        "InvalidClientTokenId"
        | "UnrecognizedClientException"
        | "SignatureDoesNotMatch"
        | "IncompleteSignature"
        | "InvalidAccessKeyId"
        | "MissingAuthenticationToken" => (Class::UserFixable, ErrorCode::CredentialsInvalid),
        "AccessDenied" | "AccessDeniedException" | "UnauthorizedOperation" => {
            (Class::UserFixable, ErrorCode::AccessDenied)
        }
        "LimitExceeded" | "LimitExceededException" | "ServiceQuotaExceededException" => {
            (Class::UserFixable, ErrorCode::QuotaExceeded)
        }
        "NoSuchBucket" => (Class::UserFixable, ErrorCode::ValidationFailed),
        // A change set that can't be executed any more, or an operation in progress: the next observation knows more.
        "InvalidChangeSetStatus" | "OperationInProgressException" | "OperationNotPermitted" => {
            (Class::Transient, ErrorCode::StackFailed)
        }
        _ => (Class::Terminal, ErrorCode::ValidationFailed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throttling_is_tried_again_and_a_lack_of_rights_waits_for_a_person() {
        assert_eq!(
            classify("Throttling"),
            (Class::Transient, ErrorCode::AwsThrottled)
        );
        assert_eq!(
            classify("AccessDenied"),
            (Class::UserFixable, ErrorCode::AccessDenied)
        );
        assert_eq!(
            classify("ExpiredToken"),
            (Class::UserFixable, ErrorCode::CredentialsExpired)
        );
    }

    #[test]
    fn an_error_that_nobody_foresaw_is_not_repeated_for_ever() {
        assert_eq!(classify("ValidationError").0, Class::Terminal);
        assert_eq!(classify("SomethingNew").0, Class::Terminal);
    }
}
