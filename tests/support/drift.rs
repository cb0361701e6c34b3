//! LocalStack has no drift detection (2026-11): a stub before it that speaks CloudFormation's wire protocol for just that, and passes
//! everything else on. A change set that puts drift back gets a change that LocalStack can see, since the template is the same.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::conversation::{self, answer, listen, lock, read_request, with_body};

/// What a queue's template begins its properties with, in a form.
const QUEUE: &str = "%22AWS%3A%3ASQS%3A%3AQueue%22%2C%22Properties%22%3A%7B";
/// A property that the queue has besides in the change set that puts drift back.
const CHANGED: &str = "%22DelaySeconds%22%3A1%2C";

#[derive(Default)]
struct Told {
    /// What differs, as AWS says it.
    drift: String,
    /// Detections begun.
    begun: usize,
    /// Looks at the newest.
    looks: usize,
    /// Names of change sets that put drift back.
    reverting: Vec<String>,
}

/// The stub; it ends with the test.
pub(crate) struct DriftStub {
    told: Arc<Mutex<Told>>,
    url: String,
}

impl DriftStub {
    /// Before `upstream`, such as `http://127.0.0.1:4566`.
    pub(crate) async fn start(upstream: &str) -> Result<Self> {
        let told: Arc<Mutex<Told>> = Arc::default();
        let serve = |stream, told: Arc<Mutex<Told>>, upstream: Arc<str>| async move {
            serve(stream, &told, &upstream).await
        };
        let url = listen(upstream, &told, serve).await?;
        Ok(Self { told, url })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// From now on the queue's property of this path is another, until that is put back.
    pub(crate) fn change(&self, path: &str, expected: &str, actual: &str) {
        lock(&self.told).drift = format!(
            "<member><LogicalResourceId>Queue</LogicalResourceId><ResourceType>AWS::SQS::Queue</ResourceType>\
             <StackResourceDriftStatus>MODIFIED</StackResourceDriftStatus><PropertyDifferences><member><PropertyPath>{path}\
             </PropertyPath><ExpectedValue>{expected}</ExpectedValue><ActualValue>{actual}</ActualValue>\
             <DifferenceType>NOT_EQUAL</DifferenceType></member></PropertyDifferences></member>"
        );
    }

    /// How many detections were begun.
    pub(crate) fn begun(&self) -> usize {
        lock(&self.told).begun
    }

    /// How many change sets were made that put drift back.
    pub(crate) fn reverting(&self) -> usize {
        lock(&self.told).reverting.len()
    }
}

async fn serve(mut client: TcpStream, told: &Mutex<Told>, upstream: &str) -> Result<()> {
    let request = read_request(&mut client).await?;
    let text = String::from_utf8_lossy(&request).into_owned();
    let answer = if let Some(body) = own_answer(&text, told) {
        answer("200 OK", &body).into_bytes()
    } else {
        let request = passed_on(&text, told).map_or(request, String::into_bytes);
        conversation::passed_on(upstream, &request).await?
    };
    client.write_all(&answer).await?;
    Ok(client.shutdown().await?)
}

fn own_answer(request: &str, told: &Mutex<Told>) -> Option<String> {
    let mut told = lock(told);
    let is = |action: &str| request.contains(&format!("Action={action}&"));
    let (action, result) = if is("DetectStackDrift") {
        told.begun += 1;
        told.looks = 0;
        let id = format!("<StackDriftDetectionId>d-{}</StackDriftDetectionId>", told.begun);
        ("DetectStackDrift", id)
    } else if is("DescribeStackDriftDetectionStatus") {
        told.looks += 1;
        let status = if told.looks > 1 { "COMPLETE" } else { "IN_PROGRESS" };
        let status = format!("<DetectionStatus>DETECTION_{status}</DetectionStatus>");
        ("DescribeStackDriftDetectionStatus", status)
    } else if is("DescribeStackResourceDrifts") {
        let drifts = format!("<StackResourceDrifts>{}</StackResourceDrifts>", told.drift);
        ("DescribeStackResourceDrifts", drifts)
    } else {
        return None;
    };
    Some(format!(
        "<{action}Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><{action}Result>{result}</{action}Result>\
         </{action}Response>"
    ))
}

/// The request as LocalStack gets it, where that is another.
fn passed_on(request: &str, told: &Mutex<Told>) -> Option<String> {
    let mut told = lock(told);
    let (head, body) = request.split_once("\r\n\r\n")?;
    let field = |name: &str| {
        let mut fields = body.split('&');
        fields.find_map(|field| field.strip_prefix(name)?.strip_prefix('=').map(str::to_owned))
    };
    if body.contains("Action=ExecuteChangeSet&") {
        let executed = field("ChangeSetName")?;
        if told.reverting.iter().any(|name| executed.contains(name.as_str())) {
            told.drift.clear();
        }
        return None;
    }
    if field("DeploymentMode").as_deref() != Some("REVERT_DRIFT") {
        return None;
    }
    told.reverting.push(field("ChangeSetName")?);
    let body =
        body.replace("&DeploymentMode=REVERT_DRIFT", "")
            .replacen(QUEUE, &format!("{QUEUE}{CHANGED}"), 1);
    Some(with_body(head, &body))
}
