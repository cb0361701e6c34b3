//! CloudFormation's drift detection: begun, asked after, and what it found.

use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_cloudformation::types::{
    DifferenceType, PropertyDifference as Difference, StackDriftDetectionStatus, StackResourceDrift,
    StackResourceDriftStatus,
};
use cloudwhisper_api::drift::{DriftDifference, DriftState};
use cloudwhisper_lifecycle::drift::{PropertyDifference, ResourceDrift};
use cloudwhisper_lifecycle::{Class, DriftFact, DriftReport, Fault};

use super::super::fault::fault;
use super::is_missing;

/// Begins a detection: its id, or none where AWS is at one already, begun by somebody else or by us before a crash.
pub(super) async fn detect(client: &Client, arn: &str) -> Result<Option<String>, Fault> {
    match client.detect_stack_drift().stack_name(arn).send().await {
        Ok(answer) => Ok(answer.stack_drift_detection_id().map(str::to_owned)),
        Err(error) if is_under_way(&error) => Ok(None),
        Err(error) => Err(refused("cloudformation:DetectStackDrift", &error)),
    }
}

/// AWS has no code for it: "Drift detection is already in progress for stack …".
fn is_under_way<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>) -> bool {
    let service_error = error.as_service_error();
    let text = service_error.and_then(ProvideErrorMetadata::message);
    text.is_some_and(|text| text.to_lowercase().contains("already in progress"))
}

/// A server that has no drift detection at all (LocalStack, 2026-11) won't have one in a moment.
fn refused<E>(action: &str, error: &SdkError<E>) -> Fault
where
    E: ProvideErrorMetadata + std::error::Error + 'static,
{
    let known = fault(action, error);
    let status = error.raw_response().map(|response| response.status().as_u16());
    match status {
        Some(501) => Fault {
            class: Class::Terminal,
            ..known
        },
        _ => known,
    }
}

/// How far the detection is and, at its end, what was found.
pub(super) async fn found(client: &Client, arn: &str, detection: &str) -> Result<DriftFact, Fault> {
    let asked = client
        .describe_stack_drift_detection_status()
        .stack_drift_detection_id(detection)
        .send()
        .await;
    let told = match asked {
        Ok(told) => told,
        Err(error) if is_missing(&error) => return Ok(DriftFact::Lost),
        Err(error) => {
            return Err(refused(
                "cloudformation:DescribeStackDriftDetectionStatus",
                &error,
            ));
        }
    };
    let incomplete = match told.detection_status() {
        Some(StackDriftDetectionStatus::DetectionComplete) => None,
        Some(StackDriftDetectionStatus::DetectionFailed) => {
            let reason = told.detection_status_reason().unwrap_or("DETECTION_FAILED");
            Some(reason.to_owned())
        }
        _ => return Ok(DriftFact::UnderWay),
    };
    let resources = resources(client, arn).await?;
    Ok(DriftFact::Found(Box::new(DriftReport {
        incomplete,
        resources,
    })))
}

async fn resources(client: &Client, arn: &str) -> Result<Vec<ResourceDrift>, Fault> {
    let mut resources = Vec::new();
    let mut next = None;
    loop {
        let page = client
            .describe_stack_resource_drifts()
            .stack_name(arn)
            .stack_resource_drift_status_filters(StackResourceDriftStatus::Modified)
            .stack_resource_drift_status_filters(StackResourceDriftStatus::Deleted)
            .set_next_token(next.take())
            .send()
            .await
            .map_err(|error| refused("cloudformation:DescribeStackResourceDrifts", &error))?;
        resources.extend(page.stack_resource_drifts().iter().filter_map(resource));
        next = page.next_token().map(str::to_owned);
        if next.is_none() {
            return Ok(resources);
        }
    }
}

fn resource(drift: &StackResourceDrift) -> Option<ResourceDrift> {
    let state = match drift.stack_resource_drift_status()? {
        StackResourceDriftStatus::Modified => DriftState::Modified,
        StackResourceDriftStatus::Deleted => DriftState::Deleted,
        // Whatever the filter let through.
        _ => return None,
    };
    Some(ResourceDrift {
        logical_id: drift.logical_resource_id().unwrap_or_default().to_owned(),
        kind: drift.resource_type().unwrap_or_default().to_owned(),
        state,
        differences: drift.property_differences().iter().map(difference).collect(),
    })
}

fn difference(difference: &Difference) -> PropertyDifference {
    // Where there is nothing AWS says `null` or leaves the text empty.
    let value = |text: Option<&str>| {
        text.filter(|text| !text.is_empty() && *text != "null")
            .map(str::to_owned)
    };
    PropertyDifference {
        path: difference.property_path().unwrap_or_default().to_owned(),
        difference: match difference.difference_type() {
            Some(DifferenceType::Add) => DriftDifference::Added,
            Some(DifferenceType::Remove) => DriftDifference::Removed,
            _ => DriftDifference::Changed,
        },
        expected: value(difference.expected_value()),
        actual: value(difference.actual_value()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex, PoisonError};

    use axum::http::StatusCode;
    use cloudwhisper_api::error::ErrorCode;

    use super::*;

    const ARN: &str = "arn:aws:cloudformation:ap-south-1:111122223333:stack/cw/1";

    /// LocalStack has no drift detection (2026-11): a stub that speaks CloudFormation's wire protocol, answers each action with what
    /// is laid down for it, in turn, and remembers what it was asked.
    struct Stub {
        client: Client,
        asked: Arc<Mutex<Vec<String>>>,
    }

    impl Stub {
        async fn with(answers: &[(&'static str, StatusCode, String)]) -> Self {
            let asked: Arc<Mutex<Vec<String>>> = Arc::default();
            let heard = Arc::clone(&asked);
            let answers = Arc::new(Mutex::new(answers.to_vec()));
            let pages = axum::Router::new().fallback(move |request: String| {
                let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
                let of_action = |(action, ..): &(&str, StatusCode, String)| {
                    request.contains(&format!("Action={action}&"))
                };
                let answer = match answers.iter().position(of_action) {
                    Some(place) => {
                        let (_, status, body) = answers.remove(place);
                        (status, body)
                    }
                    None => (StatusCode::BAD_REQUEST, String::new()),
                };
                heard.lock().unwrap_or_else(PoisonError::into_inner).push(request);
                std::future::ready(answer)
            });
            let config = crate::aws::stub::served(pages).await;
            Self {
                client: Client::new(&config),
                asked,
            }
        }

        fn asked(&self) -> String {
            self.asked
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .join("\n")
        }
    }

    fn answer(action: &'static str, result: &str) -> (&'static str, StatusCode, String) {
        let body = format!(
            "<{action}Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><{action}Result>{result}\
             </{action}Result></{action}Response>"
        );
        (action, StatusCode::OK, body)
    }

    fn error(
        action: &'static str,
        status: StatusCode,
        code: &str,
        message: &str,
    ) -> (&'static str, StatusCode, String) {
        let body = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>\
             <RequestId>1</RequestId></ErrorResponse>"
        );
        (action, status, body)
    }

    fn ended(status: &str) -> (&'static str, StatusCode, String) {
        let reason =
            "<DetectionStatusReason>Failed to detect drift on resource [Function]</DetectionStatusReason>";
        answer(
            "DescribeStackDriftDetectionStatus",
            &format!(
                "<StackId>{ARN}</StackId><StackDriftDetectionId>d-1</StackDriftDetectionId><DetectionStatus>{status}\
                 </DetectionStatus>{reason}<Timestamp>2026-11-22T04:00:00Z</Timestamp>"
            ),
        )
    }

    const TABLE: &str = "<StackResourceDrifts><member><LogicalResourceId>Table</LogicalResourceId>\
        <ResourceType>AWS::DynamoDB::Table</ResourceType><StackResourceDriftStatus>MODIFIED</StackResourceDriftStatus>\
        <PropertyDifferences><member><PropertyPath>/BillingMode</PropertyPath><ExpectedValue>PAY_PER_REQUEST</ExpectedValue>\
        <ActualValue>PROVISIONED</ActualValue><DifferenceType>NOT_EQUAL</DifferenceType></member><member>\
        <PropertyPath>/Tags/1</PropertyPath><ExpectedValue>null</ExpectedValue><ActualValue>{}</ActualValue>\
        <DifferenceType>ADD</DifferenceType></member></PropertyDifferences></member></StackResourceDrifts>";
    const QUEUE: &str = "<StackResourceDrifts><member><LogicalResourceId>Queue</LogicalResourceId>\
        <ResourceType>AWS::SQS::Queue</ResourceType><StackResourceDriftStatus>DELETED</StackResourceDriftStatus></member>\
        </StackResourceDrifts>";

    #[tokio::test]
    async fn a_stub_is_asked_to_compare_and_one_that_is_at_it_already_is_not_told_twice() {
        let stub = Stub::with(&[
            answer(
                "DetectStackDrift",
                "<StackDriftDetectionId>d-1</StackDriftDetectionId>",
            ),
            error(
                "DetectStackDrift",
                StatusCode::BAD_REQUEST,
                "ValidationError",
                "Drift detection is already in progress for stack [arn]",
            ),
        ])
        .await;
        assert_eq!(detect(&stub.client, ARN).await, Ok(Some("d-1".to_owned())));
        assert_eq!(detect(&stub.client, ARN).await, Ok(None));
        assert!(stub.asked().contains("stack%2Fcw%2F1"), "{}", stub.asked());
    }

    #[tokio::test]
    async fn what_a_stub_refuses_is_told_by_its_action_and_class() {
        let cases = [
            (
                StatusCode::FORBIDDEN,
                "AccessDenied",
                Class::UserFixable,
                ErrorCode::AccessDenied,
            ),
            (
                StatusCode::BAD_REQUEST,
                "Throttling",
                Class::Transient,
                ErrorCode::AwsThrottled,
            ),
            (
                StatusCode::NOT_IMPLEMENTED,
                "InternalFailure",
                Class::Terminal,
                ErrorCode::AwsUnreachable,
            ),
        ];
        for (status, aws_code, class, code) in cases {
            let stub = Stub::with(&[
                error("DetectStackDrift", status, aws_code, "no"),
                error("DescribeStackDriftDetectionStatus", status, aws_code, "no"),
            ])
            .await;
            let begun = detect(&stub.client, ARN).await.expect_err("refused");
            assert_eq!((begun.class, begun.code), (class, code), "{aws_code}");
            assert_eq!(begun.action.as_deref(), Some("cloudformation:DetectStackDrift"));
            let asked = found(&stub.client, ARN, "d-1").await.expect_err("refused");
            assert_eq!(asked.class, class);
        }
    }

    #[tokio::test]
    async fn a_stub_tells_of_its_end_and_all_pages_of_what_it_found_are_read() {
        let more = format!("{TABLE}<NextToken>more</NextToken>");
        let stub = Stub::with(&[
            ended("DETECTION_IN_PROGRESS"),
            ended("DETECTION_COMPLETE"),
            answer("DescribeStackResourceDrifts", &more),
            answer("DescribeStackResourceDrifts", QUEUE),
            ended("DETECTION_FAILED"),
            answer("DescribeStackResourceDrifts", ""),
            error(
                "DescribeStackDriftDetectionStatus",
                StatusCode::BAD_REQUEST,
                "ValidationError",
                "Stack drift detection d-1 does not exist",
            ),
        ])
        .await;
        let look = async || found(&stub.client, ARN, "d-1").await;
        assert_eq!(look().await, Ok(DriftFact::UnderWay));
        let Ok(DriftFact::Found(report)) = look().await else {
            panic!("it has ended")
        };
        let ids: Vec<_> = report
            .resources
            .iter()
            .map(|it| (it.logical_id.as_str(), it.state))
            .collect();
        assert_eq!(
            ids,
            [("Table", DriftState::Modified), ("Queue", DriftState::Deleted)]
        );
        let [billing, tag] = report.resources[0].differences.as_slice() else {
            panic!("two differences")
        };
        assert_eq!(billing.actual.as_deref(), Some("PROVISIONED"));
        assert_eq!(
            (tag.difference, tag.expected.as_deref()),
            (DriftDifference::Added, None)
        );
        assert_eq!(report.incomplete, None);
        let Ok(DriftFact::Found(report)) = look().await else {
            panic!("it has ended")
        };
        assert!(report.incomplete.is_some_and(|why| why.contains("[Function]")));
        assert_eq!(look().await, Ok(DriftFact::Lost));
        let asked = stub.asked();
        for part in ["NextToken=more", "member.1=MODIFIED", "member.2=DELETED"] {
            assert!(asked.contains(part), "{part}: {asked}");
        }
    }
}
