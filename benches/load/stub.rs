//! A stub of AWS, named as such wherever its figures stand: it speaks the wire protocol of CloudFormation and STS (the query protocol, XML),
//! keeps stacks in memory, answers at once and counts. A change set is ready as soon as it is made; a stack is done after [`Stub::start`]'s
//! time, whatever is in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use axum::http::StatusCode;
use jiff::Timestamp;
use tokio::net::TcpListener;

/// Stacks in a page of the list. AWS documents pages of up to 1 MB and no number; a hundred is what `ListStacks` gives.
const PAGE: usize = 100;
const ACCOUNT: &str = "111122223333";
const REGION: &str = "ap-south-1";

struct Stack {
    change_set: String,
    begun: Option<(Instant, Timestamp)>,
}

struct State {
    stacks: BTreeMap<String, Stack>,
    calls: BTreeMap<String, u64>,
    takes: Duration,
}

/// The stub; it ends with the process.
#[derive(Clone)]
pub(crate) struct Stub {
    state: Arc<Mutex<State>>,
    url: String,
}

impl Stub {
    /// On a free port of the loopback interface. Each execution takes `takes`.
    pub(crate) async fn start(takes: Duration) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let state = Arc::new(Mutex::new(State {
            stacks: BTreeMap::new(),
            calls: BTreeMap::new(),
            takes,
        }));
        let stub = Self {
            url: format!("http://{}", listener.local_addr()?),
            state,
        };
        let answering = stub.clone();
        let pages = axum::Router::new()
            .fallback(move |body: String| std::future::ready(answering.lock().answer(&body)))
            .layer(axum::extract::DefaultBodyLimit::max(2 << 20));
        tokio::spawn(async move { axum::serve(listener, pages).await });
        Ok(stub)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Calls since the last time, by action.
    pub(crate) fn taken(&self) -> BTreeMap<String, u64> {
        std::mem::take(&mut self.lock().calls)
    }

    /// From now on each execution takes so long.
    pub(crate) fn takes(&self, takes: Duration) {
        self.lock().takes = takes;
    }

    /// Stacks that are being made now.
    pub(crate) fn in_flight(&self) -> usize {
        let state = self.lock();
        let busy = |stack: &&Stack| stack.status(state.takes) == "CREATE_IN_PROGRESS";
        state.stacks.values().filter(busy).count()
    }
}

impl Stack {
    fn status(&self, takes: Duration) -> &'static str {
        match self.begun {
            None => "REVIEW_IN_PROGRESS",
            Some((since, _)) if since.elapsed() < takes => "CREATE_IN_PROGRESS",
            Some(_) => "CREATE_COMPLETE",
        }
    }
}

type Answer = (StatusCode, String);

impl State {
    fn answer(&mut self, body: &str) -> Answer {
        let field = |name: &str| {
            let value = body
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .find_map(|(key, value)| (key == name).then(|| decoded(value)));
            value.unwrap_or_default()
        };
        let action = field("Action");
        let name = |text: String| match text.split('/').nth(1) {
            Some(name) if text.starts_with("arn:") => name.to_owned(),
            _ => text,
        };
        let (stack, change_set) = (name(field("StackName")), name(field("ChangeSetName")));
        *self.calls.entry(action.clone()).or_default() += 1;
        match action.as_str() {
            "GetCallerIdentity" => done(
                &action,
                &format!(
                    "<Arn>arn:aws:iam::{ACCOUNT}:user/stub</Arn><UserId>A</UserId><Account>{ACCOUNT}</Account>"
                ),
            ),
            "DescribeStacks" if stack.is_empty() => self.list(&action, &field("NextToken")),
            "CreateChangeSet" => {
                self.stacks.entry(stack.clone()).or_insert(Stack {
                    change_set: change_set.clone(),
                    begun: None,
                });
                let (arn, set) = (stack_arn(&stack), change_set_arn(&change_set));
                done(&action, &format!("<Id>{set}</Id><StackId>{arn}</StackId>"))
            }
            // By its ARN alone where the caller gives no stack.
            "ExecuteChangeSet" => {
                let now = (Instant::now(), Timestamp::now());
                let of = |entry: &&mut Stack| entry.change_set == change_set;
                let known = if stack.is_empty() {
                    self.stacks.values_mut().find(of)
                } else {
                    self.stacks.get_mut(&stack)
                };
                match known {
                    Some(entry) => {
                        entry.begun.get_or_insert(now);
                        done(&action, "")
                    }
                    None => missing(&stack),
                }
            }
            _ => match self.stacks.get(&stack) {
                None => missing(&stack),
                Some(entry) => done(&action, &self.one(&action, &stack, entry)),
            },
        }
    }

    fn one(&self, action: &str, name: &str, stack: &Stack) -> String {
        let status = stack.status(self.takes);
        match action {
            "DescribeStacks" => format!("<Stacks>{}</Stacks>", self.member(name, stack)),
            "DescribeChangeSet" => format!(
                "<ChangeSetId>{}</ChangeSetId><ChangeSetName>{}</ChangeSetName><StackId>{}</StackId><StackName>{name}</StackName>\
                 <Status>CREATE_COMPLETE</Status><ExecutionStatus>{}</ExecutionStatus>",
                change_set_arn(&stack.change_set),
                stack.change_set,
                stack_arn(name),
                match status {
                    "REVIEW_IN_PROGRESS" => "AVAILABLE",
                    "CREATE_IN_PROGRESS" => "EXECUTE_IN_PROGRESS",
                    _ => "EXECUTE_COMPLETE",
                }
            ),
            "DescribeStackEvents" => format!("<StackEvents>{}</StackEvents>", events(name, stack, status)),
            _ => String::new(),
        }
    }

    fn list(&self, action: &str, from: &str) -> Answer {
        let mut rest = self.stacks.range(from.to_owned()..);
        let mut page = String::from("<Stacks>");
        for (name, stack) in rest.by_ref().take(PAGE) {
            page += &self.member(name, stack);
        }
        page += "</Stacks>";
        if let Some((next, _)) = rest.next() {
            // Writing to a String can't fail.
            let _ = write!(page, "<NextToken>{next}</NextToken>");
        }
        done(action, &page)
    }

    fn member(&self, name: &str, stack: &Stack) -> String {
        let at = stack.begun.map_or(Timestamp::UNIX_EPOCH, |(_, at)| at);
        format!(
            "<member><StackId>{}</StackId><StackName>{name}</StackName><ChangeSetId>{}</ChangeSetId>\
             <CreationTime>{at:.3}</CreationTime><StackStatus>{}</StackStatus></member>",
            stack_arn(name),
            change_set_arn(&stack.change_set),
            stack.status(self.takes)
        )
    }
}

/// The newest first, as AWS tells them.
fn events(name: &str, stack: &Stack, status: &str) -> String {
    let Some((_, at)) = stack.begun else {
        return String::new();
    };
    let event = |status: &str| {
        format!(
            "<member><StackId>{arn}</StackId><EventId>{status}</EventId><StackName>{name}</StackName>\
             <LogicalResourceId>{name}</LogicalResourceId><PhysicalResourceId>{arn}</PhysicalResourceId>\
             <ResourceType>AWS::CloudFormation::Stack</ResourceType><Timestamp>{at:.3}</Timestamp>\
             <ResourceStatus>{status}</ResourceStatus></member>",
            arn = stack_arn(name)
        )
    };
    let begun = event("CREATE_IN_PROGRESS");
    match status {
        "CREATE_COMPLETE" => event(status) + &begun,
        _ => begun,
    }
}

fn stack_arn(name: &str) -> String {
    format!("arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/{name}/00000000-0000-0000-0000-000000000000")
}

fn change_set_arn(name: &str) -> String {
    format!("arn:aws:cloudformation:{REGION}:{ACCOUNT}:changeSet/{name}/00000000-0000-0000-0000-000000000000")
}

fn done(action: &str, result: &str) -> Answer {
    let answer = format!(
        "<{action}Response xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><{action}Result>{result}</{action}Result>\
         <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>"
    );
    (StatusCode::OK, answer)
}

fn missing(stack: &str) -> Answer {
    let answer = format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id {stack} does not exist</Message>\
         </Error><RequestId>1</RequestId></ErrorResponse>"
    );
    (StatusCode::BAD_REQUEST, answer)
}

/// Of `application/x-www-form-urlencoded`. Names and ARNs have nothing in them that isn't ASCII.
fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        plain.push(u8::from_str_radix(code, 16).map_or('?', char::from));
        plain += rest;
    }
    plain
}
