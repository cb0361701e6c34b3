//! LocalStack's rollbacks always end well, and it has no `ContinueUpdateRollback` (2026-11): a stub before it that says of an update's
//! rollback that it failed, until somebody has it go on. Everything else is passed on as it is.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::conversation::{answer, listen, lock, passed_on, read_request, with_body};

/// As LocalStack says it, of a stack and in its events.
const WELL: &str = "UPDATE_ROLLBACK_COMPLETE<";
const BADLY: &str = "UPDATE_ROLLBACK_FAILED<";
const GOES_ON: &str = "UPDATE_ROLLBACK_IN_PROGRESS<";
/// So many looks at the stack see a rollback that goes on.
const LOOKS: usize = 2;

/// How it stands with the rollback of the next update that fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rollback {
    /// It ends as LocalStack says.
    #[default]
    Well,
    /// It fails.
    Badly,
    /// Somebody has it go on; so many looks at the stack are left that see it do so.
    GoesOn(usize),
}

/// The stub; it ends with the test.
pub(crate) struct UnfinishedRollback {
    rollback: Arc<Mutex<Rollback>>,
    url: String,
}

impl UnfinishedRollback {
    /// Before `upstream`, such as `http://127.0.0.1:4566`.
    pub(crate) async fn start(upstream: &str) -> Result<Self> {
        let rollback: Arc<Mutex<Rollback>> = Arc::default();
        let serve = |stream, rollback: Arc<Mutex<Rollback>>, upstream: Arc<str>| async move {
            serve(stream, &rollback, &upstream).await
        };
        let url = listen(upstream, &rollback, serve).await?;
        Ok(Self { rollback, url })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// From now on rollbacks fail, until one is told to go on. No rollback has ended before in the stacks that it stands before: their
    /// events would change.
    pub(crate) fn fail(&self) {
        *lock(&self.rollback) = Rollback::Badly;
    }
}

async fn serve(mut client: TcpStream, rollback: &Mutex<Rollback>, upstream: &str) -> Result<()> {
    let request = read_request(&mut client).await?;
    let text = String::from_utf8_lossy(&request).into_owned();
    let answer = if text.contains("Action=ContinueUpdateRollback&") {
        goes_on(rollback).into_bytes()
    } else {
        let answer = passed_on(upstream, &request).await?;
        told_otherwise(&answer, is_look(&text), rollback).unwrap_or(answer)
    };
    client.write_all(&answer).await?;
    Ok(client.shutdown().await?)
}

fn is_look(request: &str) -> bool {
    ["DescribeStacks", "ListStacks"]
        .iter()
        .any(|action| request.contains(&format!("Action={action}&")))
}

/// As AWS: only what has failed can go on.
fn goes_on(rollback: &Mutex<Rollback>) -> String {
    let mut rollback = lock(rollback);
    let (status, body) = if *rollback == Rollback::Badly {
        *rollback = Rollback::GoesOn(LOOKS);
        let result = "<ContinueUpdateRollbackResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\">\
                      <ContinueUpdateRollbackResult/></ContinueUpdateRollbackResponse>";
        ("200 OK", result)
    } else {
        let error = "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack can not be rolled back in its \
                     state</Message></Error><RequestId>1</RequestId></ErrorResponse>";
        ("400 Bad Request", error)
    };
    answer(status, body)
}

/// The answer as the operator gets it, where that is another.
fn told_otherwise(answer: &[u8], is_look: bool, rollback: &Mutex<Rollback>) -> Option<Vec<u8>> {
    let answer = std::str::from_utf8(answer).ok()?;
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .filter(|(_, body)| body.contains(WELL))?;
    let mut rollback = lock(rollback);
    let status = match *rollback {
        Rollback::Well => return None,
        Rollback::Badly => BADLY,
        Rollback::GoesOn(_) if !is_look => BADLY, // its events are as they were
        Rollback::GoesOn(0) => {
            *rollback = Rollback::Well;
            return None;
        }
        Rollback::GoesOn(looks) => {
            *rollback = Rollback::GoesOn(looks - 1);
            GOES_ON
        }
    };
    let body = body.replace(WELL, status);
    Some(with_body(head, &body).into_bytes())
}
