//! Amazon Bedrock's Converse API with one tool that the model has to fill in. Here: asking once. Not here: what is asked and what an
//! answer counts (`language_model`).
//!
//! Source: Amazon Bedrock API reference, Converse; user guide, "Prompt caching for faster model inference"; both read 2026-11-22.

mod document;

use std::sync::OnceLock;
use std::time::Duration;

use async_trait::async_trait;
use aws_config::SdkConfig;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_sdk_bedrockruntime::Client;
use aws_sdk_bedrockruntime::error::{BuildError, ProvideErrorMetadata, SdkError};
use aws_sdk_bedrockruntime::operation::converse::{ConverseError, ConverseOutput as Converse};
use aws_sdk_bedrockruntime::types::{
    CachePointBlock, CachePointType, ContentBlock, ConversationRole, ConverseOutput, InferenceConfiguration,
    Message, SpecificToolChoice, StopReason, SystemContentBlock, TokenUsage as Usage, Tool, ToolChoice,
    ToolConfiguration, ToolInputSchema, ToolResultBlock, ToolResultContentBlock, ToolResultStatus,
    ToolSpecification, ToolUseBlock,
};
use aws_smithy_types::Document;
use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_api::model_answer::TokenUsage;
use cloudwhisper_lifecycle::Fault;
use serde_json::Value;

use super::fault::fault;
use crate::language_model::{Answer, LanguageModel, Question, Repair, Unanswered, reason};
use document::{from_document, to_document};

/// Until the connection stands, TLS included.
const CONNECT: Duration = Duration::from_secs(3);
/// Name of the tool's use that a repair answers to; only within one conversation.
const USE: &str = "first";

/// A model of Bedrock, or an inference profile.
pub struct Bedrock {
    client: Client,
    model: String,
    /// The first schema, as the SDK has it. A map of the SDK's has no order but keeps the one it has when it is cloned; and what Bedrock
    /// keeps of a prompt begins with the tools, byte by byte.
    form: OnceLock<(Value, Document)>,
}

impl Bedrock {
    /// The model or inference profile of this id or ARN, in the region of `config`.
    pub fn new(config: &SdkConfig, model: &str) -> Self {
        let config = aws_sdk_bedrockruntime::config::Builder::from(config)
            // Whoever asks knows how long there is, and tries again in one place for every kind of model.
            .retry_config(RetryConfig::disabled())
            .timeout_config(TimeoutConfig::builder().connect_timeout(CONNECT).build());
        Self {
            client: Client::from_conf(config.build()),
            model: model.to_owned(),
            form: OnceLock::new(),
        }
    }

    fn schema(&self, question: &Question) -> Document {
        let anew = || to_document(&question.schema);
        let (schema, document) = self.form.get_or_init(|| (question.schema.clone(), anew()));
        if *schema == question.schema {
            document.clone()
        } else {
            anew()
        }
    }

    fn tools(&self, question: &Question) -> Result<ToolConfiguration, BuildError> {
        let form = ToolSpecification::builder()
            .name(&question.form)
            .description(&question.purpose)
            .input_schema(ToolInputSchema::Json(self.schema(question)))
            .build()?;
        let choice = SpecificToolChoice::builder().name(&question.form).build()?;
        ToolConfiguration::builder()
            .tools(Tool::ToolSpec(form))
            .tool_choice(ToolChoice::Tool(choice))
            .build()
    }

    fn system(&self, question: &Question) -> Result<Vec<SystemContentBlock>, BuildError> {
        let mut system = vec![SystemContentBlock::Text(question.system.clone())];
        if keeps_prompts(&self.model) {
            let point = CachePointBlock::builder().r#type(CachePointType::Default);
            system.push(SystemContentBlock::CachePoint(point.build()?));
        }
        Ok(system)
    }
}

/// Whether the model can keep what all questions begin with. Others refuse a question that asks for it. Source: the table of supported
/// models in the user guide; families of models, since each newer one has kept it so far.
fn keeps_prompts(model: &str) -> bool {
    /// Claude before prompt caching was there for everybody.
    const OLD: [&str; 6] = [
        "claude-v2",
        "claude-instant",
        "claude-3-haiku",
        "claude-3-sonnet",
        "claude-3-opus",
        "claude-3-5-sonnet",
    ];
    let claude = model.contains("anthropic.claude") && !OLD.iter().any(|old| model.contains(old));
    claude || model.contains("amazon.nova")
}

fn messages(question: &Question) -> Result<Vec<Message>, BuildError> {
    let said = |role, content| Message::builder().role(role).content(content).build();
    let mut messages = vec![said(
        ConversationRole::User,
        ContentBlock::Text(question.user.clone()),
    )?];
    let Some(Repair { answer, complaint }) = &question.repair else {
        return Ok(messages);
    };
    let (answered, complained) = if let Ok(form @ Value::Object(_)) = serde_json::from_str(answer) {
        let used = ToolUseBlock::builder()
            .tool_use_id(USE)
            .name(&question.form)
            .input(to_document(&form));
        let result = ToolResultBlock::builder()
            .tool_use_id(USE)
            .status(ToolResultStatus::Error)
            .content(ToolResultContentBlock::Text(complaint.clone()));
        (
            ContentBlock::ToolUse(used.build()?),
            ContentBlock::ToolResult(result.build()?),
        )
    } else {
        // No tool was used: text is answered by text, and none is empty.
        let answer = Some(answer.as_str()).filter(|answer| !answer.trim().is_empty());
        (
            ContentBlock::Text(answer.unwrap_or("(nothing)").to_owned()),
            ContentBlock::Text(complaint.clone()),
        )
    };
    messages.push(said(ConversationRole::Assistant, answered)?);
    messages.push(said(ConversationRole::User, complained)?);
    Ok(messages)
}

#[async_trait]
impl LanguageModel for Bedrock {
    fn name(&self) -> &str {
        &self.model
    }

    async fn ask(&self, question: &Question) -> Result<Answer, Unanswered> {
        let unbuilt = |error: BuildError| Unanswered::Unsuitable(reason(&error.to_string()));
        let limits = InferenceConfiguration::builder()
            .temperature(0.0)
            .max_tokens(i32::try_from(question.most_tokens).unwrap_or(i32::MAX))
            .build();
        let answered = self
            .client
            .converse()
            .model_id(&self.model)
            .set_system(Some(self.system(question).map_err(unbuilt)?))
            .set_messages(Some(messages(question).map_err(unbuilt)?))
            .inference_config(limits)
            .tool_config(self.tools(question).map_err(unbuilt)?)
            .send()
            .await;
        match answered {
            Ok(output) => answer(&output),
            Err(error) => Err(unanswered(&error)),
        }
    }
}

fn answer(output: &Converse) -> Result<Answer, Unanswered> {
    if matches!(
        output.stop_reason(),
        StopReason::ContentFiltered | StopReason::GuardrailIntervened
    ) {
        return Err(Unanswered::Refused);
    }
    if *output.stop_reason() == StopReason::MaxTokens {
        return Err(Unanswered::CutOff);
    }
    let content = match output.output() {
        Some(ConverseOutput::Message(message)) => message.content(),
        _ => &[],
    };
    let form = content.iter().find_map(|block| block.as_tool_use().ok());
    let text = match form {
        Some(form) => from_document(form.input()).to_string(),
        // It was told to fill in the form and wrote something instead: the reader finds what there is to find.
        None => content
            .iter()
            .filter_map(|block| block.as_text().ok().map(String::as_str))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    Ok(Answer {
        text,
        tokens: output.usage().map(tokens).unwrap_or_default(),
    })
}

/// Bedrock counts what was read from the cache, or written to it, apart from the rest of the input.
fn tokens(usage: &Usage) -> TokenUsage {
    let count = |tokens: i32| u64::try_from(tokens).unwrap_or_default();
    let cached = count(usage.cache_read_input_tokens().unwrap_or_default());
    let written = count(usage.cache_write_input_tokens().unwrap_or_default());
    TokenUsage {
        input: count(usage.input_tokens())
            .saturating_add(cached)
            .saturating_add(written),
        cached,
        output: count(usage.output_tokens()),
    }
}

/// What Bedrock's errors are in. Its sentences may repeat what was asked, and are left out but for what is wrong with the account.
fn unanswered(error: &SdkError<ConverseError>) -> Unanswered {
    let code = error
        .as_service_error()
        .and_then(|error| error.code())
        .map(reason);
    if let Some(code) = code.as_deref() {
        match code {
            "ModelTimeoutException" => return Unanswered::TimedOut,
            "ModelErrorException" | "ModelNotReadyException" => {
                return Unanswered::Unreachable(code.to_owned());
            }
            "ResourceNotFoundException" | "ValidationException" => {
                return Unanswered::Unsuitable(code.to_owned());
            }
            _ => {}
        }
    }
    of_fault(fault("bedrock:InvokeModel", error), code, retry_after(error))
}

fn of_fault(fault: Fault, code: Option<String>, retry_after: Option<Duration>) -> Unanswered {
    let said = code.unwrap_or(fault.reason);
    match fault.code {
        ErrorCode::AwsThrottled | ErrorCode::QuotaExceeded => Unanswered::Throttled { retry_after },
        ErrorCode::AccessDenied | ErrorCode::CredentialsExpired | ErrorCode::CredentialsInvalid => {
            Unanswered::NotAllowed(said)
        }
        ErrorCode::AwsUnreachable if said == "timed out" => Unanswered::TimedOut,
        ErrorCode::AwsUnreachable => Unanswered::Unreachable(said),
        _ => Unanswered::Unsuitable(said),
    }
}

fn retry_after(error: &SdkError<ConverseError>) -> Option<Duration> {
    let text = error.raw_response()?.headers().get("retry-after")?;
    text.trim().parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests;
