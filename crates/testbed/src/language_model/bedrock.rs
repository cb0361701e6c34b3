//! Converse, in Bedrock's own words: REST with JSON, kinds of errors in a header.

use serde_json::json;

use super::{
    Bytes, HeaderMap, Heard, Path, Reply, Response, Shared, State, Told, Value, authorization, out_of_turn,
    tell,
};

pub(super) async fn converse(
    State(shared): State<Shared>,
    Path(model): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(complaint) = wrong(&headers, &body) {
        return tell(Reply::ErrorWithin, |_| {
            error(400, "ValidationException", &complaint)
        })
        .await;
    }
    let form = body["toolConfig"]["toolChoice"]["tool"]["name"].clone();
    let heard = Heard {
        model,
        authorization: authorization(&headers),
        system: texts(&body["system"]),
        said: texts(&body["messages"]),
        body,
    };
    shared.answer(heard, |reply| told(reply, &form)).await
}

fn texts(value: &Value) -> String {
    match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(key, field)| match field {
                Value::String(text) if key == "text" => text.clone(),
                field => texts(field),
            })
            .collect(),
        Value::Array(items) => items.iter().map(texts).collect(),
        _ => String::new(),
    }
}

fn wrong(headers: &HeaderMap, body: &Value) -> Option<String> {
    let tools = &body["toolConfig"];
    let form = &tools["tools"][0]["toolSpec"];
    if authorization(headers).is_none_or(|signed| !signed.starts_with("AWS4-HMAC-SHA256 ")) {
        return Some("not signed".to_owned());
    }
    if form["inputSchema"]["json"]["type"] != "object" {
        return Some(
            "toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object."
                .to_owned(),
        );
    }
    if !form["name"].is_string() || form["name"] != tools["toolChoice"]["tool"]["name"] {
        return Some("toolConfig.toolChoice.tool.name names no tool".to_owned());
    }
    out_of_turn(&body["messages"], 0)
}

fn told(reply: Reply, form: &Value) -> Told {
    match reply {
        Reply::Form(input) => {
            let used = json!({ "toolUse": { "toolUseId": "tooluse_1", "name": form, "input": input } });
            answer(&used, "tool_use")
        }
        Reply::Text(text) => answer(&json!({ "text": text }), "end_turn"),
        Reply::CutOff(text) => answer(&json!({ "text": text }), "max_tokens"),
        Reply::Refusal | Reply::Filtered => answer(&json!({ "text": "Sorry." }), "content_filtered"),
        Reply::Throttled(after) => {
            let told = error(
                429,
                "ThrottlingException",
                "Too many requests, please wait before trying again.",
            );
            match after {
                Some(seconds) => told.with("retry-after", &seconds),
                None => told,
            }
        }
        Reply::Failure(status) => error(status, "InternalServerException", "Something went wrong."),
        Reply::Expired => error(
            403,
            "ExpiredTokenException",
            "The security token included in the request is expired",
        ),
        Reply::Forbidden => error(
            403,
            "AccessDeniedException",
            "You don't have access to the model with the specified model ID.",
        ),
        Reply::NoSuchModel => error(
            404,
            "ResourceNotFoundException",
            "Could not resolve the foundation model from the provided model identifier.",
        ),
        Reply::ErrorWithin => Told::json(200, &json!({ "message": "Something went wrong." })),
        Reply::Garbage(body) => Told {
            body,
            ..Told::json(200, &Value::Null)
        },
        Reply::After(_, reply) | Reply::Trickle(_, reply) | Reply::HangUp(reply) => told(*reply, form),
    }
}

fn answer(content: &Value, stop_reason: &str) -> Told {
    let body = json!({
        "metrics": { "latencyMs": 551 },
        "output": { "message": { "role": "assistant", "content": [content] } },
        "stopReason": stop_reason,
        "usage": { "inputTokens": 1200, "outputTokens": 150, "totalTokens": 1350, "cacheReadInputTokens": 800, "cacheWriteInputTokens": 0 },
    });
    Told::json(200, &body)
}

fn error(status: u16, kind: &str, message: &str) -> Told {
    Told::json(status, &json!({ "message": message })).with("x-amzn-errortype", &kind)
}
