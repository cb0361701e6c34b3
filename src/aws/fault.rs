//! From an SDK error to a [`Fault`]: its class decides what happens next, its code is for programs.

use std::error::Error;

use aws_credential_types::provider::error::CredentialsError;
use aws_runtime::retries::classifiers::{THROTTLING_ERRORS, TRANSIENT_ERRORS};
use aws_sdk_cloudformation::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sts::operation::assume_role::AssumeRoleError;
use aws_sdk_sts::operation::assume_role_with_web_identity::AssumeRoleWithWebIdentityError;
use aws_smithy_runtime_api::client::result::ConnectorError;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_lifecycle::{Class, Fault};

/// What an error of `action` (such as `cloudformation:CreateChangeSet`) means.
pub fn fault<E>(action: &str, error: &SdkError<E>) -> Fault
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let Some(service_error) = error.as_service_error() else {
        return unreachable(action, error);
    };
    let aws_code = service_error.code().unwrap_or("Unknown");
    let message = service_error.message().unwrap_or("no message");
    let (class, code) = classify(aws_code, message, http_status(error));
    Fault {
        class,
        code,
        reason: format!("{aws_code}: {message}"),
        action: Some(action.to_owned()),
    }
}

fn http_status<E>(error: &SdkError<E>) -> u16 {
    error
        .raw_response()
        .map_or(0, |response| response.status().as_u16())
}

/// That there are no credentials to ask AWS with, on its way through the SDK.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.reason)]
pub(super) struct NoCredentials(pub(super) Fault);

/// What it means that a provider of the SDK gives no credentials.
pub(super) fn no_credentials(error: &CredentialsError) -> Fault {
    if matches!(error, CredentialsError::ProviderTimedOut(_)) {
        return passing("no credentials could be got in time");
    }
    of_credentials(error).unwrap_or_else(not_loaded)
}

fn passing(reason: &str) -> Fault {
    Fault {
        class: Class::Transient,
        code: ErrorCode::AwsUnreachable,
        reason: reason.to_owned(),
        action: None,
    }
}

fn not_loaded() -> Fault {
    Fault {
        class: Class::UserFixable,
        code: ErrorCode::CredentialsInvalid,
        reason: "no credentials could be loaded".to_owned(),
        action: None,
    }
}

/// AWS did not answer, or was not asked since there were no credentials to ask with. What stands in the way of those may
/// be the network as well.
fn unreachable<E: Error + 'static>(action: &str, error: &SdkError<E>) -> Fault {
    let known = match error {
        SdkError::TimeoutError(_) => passing("timed out"),
        SdkError::DispatchFailure(failure) if failure.as_connector_error().is_some_and(is_broken) => {
            passing("could not be reached")
        }
        SdkError::ConstructionFailure(_) | SdkError::DispatchFailure(_) => {
            of_credentials(error).unwrap_or_else(not_loaded)
        }
        _ => passing("could not be reached"),
    };
    Fault {
        action: known.action.or_else(|| Some(action.to_owned())),
        ..known
    }
}

/// What kept a provider of credentials from giving any, as far as its sources tell: the network, or AWS's own answer.
fn of_credentials(error: &(dyn Error + 'static)) -> Option<Fault> {
    let mut next = error.source();
    while let Some(source) = next {
        if let Some(NoCredentials(told)) = source.downcast_ref() {
            return Some(told.clone());
        }
        if is_network(source) {
            return Some(passing("no credentials could be got"));
        }
        let answer = of_sts::<AssumeRoleError>("sts:AssumeRole", source)
            .or_else(|| of_sts::<AssumeRoleWithWebIdentityError>("sts:AssumeRoleWithWebIdentity", source));
        if answer.is_some() {
            return answer;
        }
        next = source.source();
    }
    None
}

/// Whether the connection is to blame. One that ends before its answer is none of the SDK's own kinds of that, but has a kind of error:
/// that there are no credentials has none.
fn is_broken(connector: &ConnectorError) -> bool {
    connector.is_io() || connector.is_timeout() || connector.as_other().is_some()
}

fn is_network(source: &(dyn Error + 'static)) -> bool {
    use std::io::ErrorKind;
    if let Some(connector) = source.downcast_ref::<ConnectorError>() {
        return is_broken(connector);
    }
    if let Some(error) = source.downcast_ref::<CredentialsError>() {
        return matches!(error, CredentialsError::ProviderTimedOut(_));
    }
    if let Some(error) = source.downcast_ref::<std::io::Error>() {
        // A token file that isn't there is no matter of the network.
        return !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::PermissionDenied);
    }
    source.to_string().contains("timed out") // the SDK's own limit for getting credentials has no public type
}

fn of_sts<E>(action: &str, source: &(dyn Error + 'static)) -> Option<Fault>
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let error = source.downcast_ref::<SdkError<E>>()?;
    match error {
        SdkError::TimeoutError(_) | SdkError::ResponseError(_) => {
            Some(passing("no credentials could be got"))
        }
        SdkError::ServiceError(_) => Some(fault(action, error)),
        _ => None,
    }
}

/// AWS's error codes (common errors of the Query protocol and CloudFormation's and STS's own, read 2026-11).
fn classify(aws_code: &str, message: &str, http_status: u16) -> (Class, ErrorCode) {
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
        | "ConditionalRequestConflict"
        | "RequestTimeout"
        | "IDPCommunicationError" => (Class::Transient, ErrorCode::AwsUnreachable),
        "ExpiredToken" | "ExpiredTokenException" | "RequestExpired" => {
            (Class::UserFixable, ErrorCode::CredentialsExpired)
        }
        "InvalidClientTokenId"
        | "UnrecognizedClientException"
        | "SignatureDoesNotMatch"
        | "IncompleteSignature"
        | "InvalidAccessKeyId"
        | "InvalidIdentityToken"
        | "IDPRejectedClaim"
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
        // "Stack:… is in UPDATE_IN_PROGRESS state and can not be updated." has no code of its own.
        "ValidationError" if message.contains("_IN_PROGRESS state and can not be") => {
            (Class::Transient, ErrorCode::StackFailed)
        }
        _ if http_status == 429 || THROTTLING_ERRORS.contains(&aws_code) => {
            (Class::Transient, ErrorCode::AwsThrottled)
        }
        _ if http_status >= 500 || TRANSIENT_ERRORS.contains(&aws_code) => {
            (Class::Transient, ErrorCode::AwsUnreachable)
        }
        _ => (Class::Terminal, ErrorCode::ValidationFailed),
    }
}

#[cfg(test)]
mod tests {
    use aws_credential_types::Credentials;
    use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};

    use super::*;

    fn of(aws_code: &str) -> (Class, ErrorCode) {
        classify(aws_code, "", 400)
    }

    #[test]
    fn throttling_is_tried_again_and_a_lack_of_rights_waits_for_a_person() {
        assert_eq!(of("Throttling"), (Class::Transient, ErrorCode::AwsThrottled));
        assert_eq!(of("AccessDenied"), (Class::UserFixable, ErrorCode::AccessDenied));
        assert_eq!(
            of("ExpiredToken"),
            (Class::UserFixable, ErrorCode::CredentialsExpired)
        );
        assert_eq!(of("LimitExceededException").1, ErrorCode::QuotaExceeded);
    }

    #[test]
    fn an_error_that_nobody_foresaw_is_not_repeated_for_ever() {
        assert_eq!(of("ValidationError").0, Class::Terminal);
        assert_eq!(of("SomethingNew").0, Class::Terminal);
    }

    #[test]
    fn what_the_server_or_the_sdk_calls_passing_is_passing_whatever_its_name() {
        assert_eq!(classify("SomethingNew", "", 503).0, Class::Transient);
        assert_eq!(
            classify("SomethingNew", "", 429),
            (Class::Transient, ErrorCode::AwsThrottled)
        );
        assert_eq!(of("PriorRequestNotComplete").0, Class::Transient);
        assert_eq!(of("RequestTimeoutException").0, Class::Transient);
        let busy = "Stack:arn:aws:cloudformation:… is in UPDATE_IN_PROGRESS state and can not be updated.";
        assert_eq!(classify("ValidationError", busy, 400).0, Class::Transient);
    }

    /// What a call of STS comes to whose role can't be assumed, since nobody listens.
    #[tokio::test]
    async fn credentials_that_only_the_network_withholds_are_nobody_s_to_mend() {
        let base = aws_config::defaults(aws_config::BehaviorVersion::latest())
            .region(aws_config::Region::new("ap-south-1"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(aws_config::retry::RetryConfig::disabled())
            .endpoint_url("http://127.0.0.1:1")
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
                "a", "b", None, None, "test",
            )))
            .load()
            .await;
        let role =
            aws_config::sts::AssumeRoleProvider::builder("arn:aws:iam::111122223333:role/cloudwhisper")
                .session_name("test")
                .configure(&base)
                .build()
                .await;
        let config = base
            .into_builder()
            .credentials_provider(SharedCredentialsProvider::new(role))
            .build();
        let error = aws_sdk_sts::Client::new(&config)
            .get_caller_identity()
            .send()
            .await;
        let fault = fault("sts:GetCallerIdentity", &error.expect_err("nobody listens"));
        assert_eq!(
            (fault.class, fault.code),
            (Class::Transient, ErrorCode::AwsUnreachable)
        );
    }

    /// A server, or whatever is between, that takes the call and hangs up.
    #[tokio::test]
    async fn a_connection_that_ends_before_the_answer_is_no_matter_of_credentials() {
        use tokio::io::AsyncReadExt as _;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            while let Ok((mut taken, _)) = listener.accept().await {
                let _ = taken.read(&mut [0; 4096]).await;
            }
        });
        let config = aws_config::defaults(aws_config::BehaviorVersion::latest())
            .region(aws_config::Region::new("ap-south-1"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(aws_config::retry::RetryConfig::disabled())
            .endpoint_url(format!("http://{address}"))
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
                "a", "b", None, None, "test",
            )))
            .load()
            .await;
        let error = aws_sdk_sts::Client::new(&config)
            .get_caller_identity()
            .send()
            .await
            .expect_err("it hangs up");
        let fault = fault("sts:GetCallerIdentity", &error);
        assert_eq!(
            (fault.class, fault.code),
            (Class::Transient, ErrorCode::AwsUnreachable)
        );
    }

    #[tokio::test]
    async fn credentials_that_are_not_there_are_for_a_person_to_mend() {
        #[derive(Debug)]
        struct Nothing;
        impl ProvideCredentials for Nothing {
            fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
            where
                Self: 'a,
            {
                future::ProvideCredentials::ready(Err(CredentialsError::not_loaded("nothing is configured")))
            }
        }
        let config = aws_config::SdkConfig::builder()
            .behavior_version(aws_config::BehaviorVersion::latest())
            .region(aws_config::Region::new("ap-south-1"))
            .http_client(aws_smithy_http_client::Builder::new().build_http())
            .retry_config(aws_config::retry::RetryConfig::disabled())
            .endpoint_url("http://127.0.0.1:1")
            .credentials_provider(SharedCredentialsProvider::new(Nothing))
            .build();
        let error = aws_sdk_sts::Client::new(&config)
            .get_caller_identity()
            .send()
            .await;
        let fault = fault("sts:GetCallerIdentity", &error.expect_err("no credentials"));
        assert_eq!(
            (fault.class, fault.code),
            (Class::UserFixable, ErrorCode::CredentialsInvalid)
        );
    }
}
