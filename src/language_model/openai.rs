//! Anything that speaks `OpenAI`'s chat completions with a JSON schema as response format: `OpenAI`, Groq, Ollama, vLLM, `LiteLLM`.
//! Protocol: <https://platform.openai.com/docs/api-reference/chat/create>, read 2026-11-22.

use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use cloudwhisper_api::model_answer::TokenUsage;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Answer, LanguageModel, Question, Repair, Unanswered, reason};
use crate::outgoing;

/// `OpenAI` itself.
pub const BASE_URL: &str = "https://api.openai.com/v1";
/// Bytes of an answer that are read; more is no answer to what is asked here.
const LONGEST_ANSWER: usize = 1024 * 1024;
/// Until the connection stands, TLS included.
const CONNECT: Duration = Duration::from_secs(3);

/// Where the key is: read anew for each question, so that a Secret that is changed counts at once.
#[derive(Clone, Default)]
pub enum Key {
    /// None: a server of one's own.
    #[default]
    None,
    /// The key itself.
    Given(String),
    /// In a file, such as a mounted Secret's.
    File(PathBuf),
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::Given(_) => "Given(…)",
            Self::File(_) => "File(…)",
        })
    }
}

/// A model behind such a server.
pub struct OpenAi {
    client: Client,
    completions: Url,
    model: String,
    key: Key,
}

impl OpenAi {
    /// The model of this name on the server at `base`, such as [`BASE_URL`].
    ///
    /// # Errors
    /// When this machine's certificates can't be read, or `base` can't have a path.
    pub fn new(base: &Url, model: &str, key: Key) -> Result<Self, String> {
        let mut completions = base.clone();
        completions
            .path_segments_mut()
            .map_err(|()| format!("{base} is no address of a server"))?
            .pop_if_empty()
            .extend(["chat", "completions"]);
        let client = outgoing::http()
            .connect_timeout(CONNECT)
            .redirect(reqwest::redirect::Policy::none()) // the key is for this server only
            .build();
        Ok(Self {
            client: client.map_err(|error| error.to_string())?,
            completions,
            model: model.to_owned(),
            key,
        })
    }

    async fn authorization(&self) -> Result<HeaderMap, Unanswered> {
        let key = match &self.key {
            Key::None => return Ok(HeaderMap::new()),
            Key::Given(key) => key.clone(),
            Key::File(file) => tokio::fs::read_to_string(file)
                .await
                .map_err(|error| Unanswered::NotAllowed(format!("the key can't be read: {error}")))?,
        };
        let mut value = HeaderValue::from_str(&format!("Bearer {}", key.trim()))
            .map_err(|_| Unanswered::NotAllowed("the key has characters that no key has".to_owned()))?;
        value.set_sensitive(true);
        Ok(HeaderMap::from_iter([(AUTHORIZATION, value)]))
    }

    fn body(&self, question: &Question) -> Value {
        let mut body = json!({
            "model": self.model,
            "messages": messages(question),
            "response_format": {
                "type": "json_schema",
                "json_schema": {
                    "name": question.form,
                    "description": question.purpose,
                    "strict": true,
                    "schema": question.schema,
                },
            },
        });
        // `OpenAI`'s models that reason take no `max_tokens`, and no temperature but their own; others know no other limit, and would write
        // without an end.
        if self.reasons() {
            body["max_completion_tokens"] = question.most_tokens.into();
        } else {
            body["max_tokens"] = question.most_tokens.into();
            body["temperature"] = 0.into();
        }
        body
    }

    /// Whether it is one of `OpenAI`'s own that reason: o1, o3, o4-mini, gpt-5 and their kin ("Reasoning models", read 2026-11-22).
    fn reasons(&self) -> bool {
        let own = self.completions.host_str() == Some("api.openai.com");
        own && ["o1", "o3", "o4", "gpt-5"]
            .iter()
            .any(|family| self.model.starts_with(family))
    }
}

fn messages(question: &Question) -> Vec<Value> {
    let mut messages = vec![
        json!({ "role": "system", "content": question.system }),
        json!({ "role": "user", "content": question.user }),
    ];
    if let Some(Repair { answer, complaint }) = &question.repair {
        messages.push(json!({ "role": "assistant", "content": answer }));
        messages.push(json!({ "role": "user", "content": complaint }));
    }
    messages
}

#[async_trait]
impl LanguageModel for OpenAi {
    fn name(&self) -> &str {
        &self.model
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Unanswered> {
        let response = self
            .client
            .post(self.completions.clone())
            .headers(self.authorization().await?)
            .json(&self.body(question))
            .send()
            .await
            .map_err(|error| unreachable(&error))?;
        let (status, retry_after) = (response.status(), retry_after(response.headers()));
        let bytes = read(response).await?;
        if status.is_success() {
            answer(&bytes)
        } else {
            Err(refused(status, retry_after, &bytes))
        }
    }
}

/// The whole body, if it isn't too long.
async fn read(mut response: reqwest::Response) -> Result<Vec<u8>, Unanswered> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreachable(&error))? {
        if bytes.len() + chunk.len() > LONGEST_ANSWER {
            return Err(Unanswered::Unreachable("the answer has no end".to_owned()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The address is left out: it may have been configured with a password in it.
fn unreachable(error: &reqwest::Error) -> Unanswered {
    if error.is_timeout() {
        return Unanswered::TimedOut;
    }
    Unanswered::Unreachable(reason(&outgoing::root_cause(error)))
}

/// Seconds, or a date (RFC 9110, 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    // One that has passed already means now.
    Some(Duration::try_from(at.duration_since(jiff::Timestamp::now())).unwrap_or_default())
}

#[derive(Deserialize)]
struct Completion {
    #[serde(default)]
    choices: Vec<Choice>,
    usage: Option<Usage>,
    /// Some servers answer 200 and say here what went wrong.
    error: Option<Value>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
    refusal: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Usage {
    prompt_tokens: u64,
    completion_tokens: u64,
    prompt_tokens_details: Option<PromptTokens>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct PromptTokens {
    cached_tokens: u64,
}

fn answer(bytes: &[u8]) -> Result<Answer, Unanswered> {
    let completion: Completion = serde_json::from_slice(bytes)
        .map_err(|_| Unanswered::Unreachable("the answer is none of this protocol".to_owned()))?;
    if let Some(error) = completion.error.filter(|error| !error.is_null()) {
        return Err(of_error(&error));
    }
    let Some(choice) = completion.choices.into_iter().next() else {
        return Err(Unanswered::Unreachable("the answer is empty".to_owned()));
    };
    if choice.message.refusal.is_some() || choice.finish_reason.as_deref() == Some("content_filter") {
        return Err(Unanswered::Refused);
    }
    if choice.finish_reason.as_deref() == Some("length") {
        return Err(Unanswered::CutOff);
    }
    let usage = completion.usage.unwrap_or_default();
    Ok(Answer {
        text: choice.message.content.unwrap_or_default(),
        tokens: TokenUsage {
            input: usage.prompt_tokens,
            cached: usage
                .prompt_tokens_details
                .map_or(0, |details| details.cached_tokens),
            output: usage.completion_tokens,
        },
    })
}

/// An error within an answer that claims to be well.
fn of_error(error: &Value) -> Unanswered {
    let status = ["code", "status"]
        .iter()
        .find_map(|key| error[*key].as_u64())
        .and_then(|code| u16::try_from(code).ok())
        .and_then(|code| StatusCode::from_u16(code).ok());
    let kind = error["code"]
        .as_str()
        .or_else(|| error["type"].as_str())
        .unwrap_or_default();
    match (status, kind) {
        (_, "rate_limit_exceeded" | "insufficient_quota") => Unanswered::Throttled { retry_after: None },
        (_, "content_filter") => Unanswered::Refused,
        (Some(status), _) => classified(status, None, said(error)),
        (None, _) => Unanswered::Unreachable(said(error)),
    }
}

fn refused(status: StatusCode, retry_after: Option<Duration>, bytes: &[u8]) -> Unanswered {
    let body: Value = serde_json::from_slice(bytes).unwrap_or_default();
    let error = &body["error"];
    if error["code"] == "content_filter" {
        return Unanswered::Refused; // Azure's
    }
    classified(
        status,
        retry_after,
        format!("{} {}", status.as_u16(), said(error)),
    )
}

fn classified(status: StatusCode, retry_after: Option<Duration>, said: String) -> Unanswered {
    match status {
        StatusCode::TOO_MANY_REQUESTS => Unanswered::Throttled { retry_after },
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => Unanswered::TimedOut,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::PAYMENT_REQUIRED => {
            Unanswered::NotAllowed(said)
        }
        status if status.is_client_error() || status.is_redirection() => Unanswered::Unsuitable(said),
        _ if retry_after.is_some() => Unanswered::Throttled { retry_after },
        _ => Unanswered::Unreachable(said),
    }
}

/// What the server calls the error: its kind and never its sentence, which may repeat what was asked.
fn said(error: &Value) -> String {
    let kind = error["code"]
        .as_str()
        .or_else(|| error["type"].as_str())
        .unwrap_or("an error");
    reason(kind)
}

#[cfg(test)]
mod tests;
