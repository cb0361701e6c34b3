//! Chat completions, in `OpenAI`'s own words.

use serde_json::json;

use super::{
    Bytes, HeaderMap, Heard, Reply, Response, Shared, State, Told, Value, authorization, out_of_turn, tell,
};

pub(super) async fn complete(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    if let Some(complaint) = wrong(&body) {
        return tell(Reply::ErrorWithin, |_| {
            error(400, "invalid_request_error", Some("invalid_value"), &complaint)
        })
        .await;
    }
    let content = |message: &Value| message["content"].as_str().unwrap_or_default().to_owned();
    let messages = body["messages"].as_array().cloned().unwrap_or_default();
    let heard = Heard {
        model: body["model"].as_str().unwrap_or_default().to_owned(),
        authorization: authorization(&headers),
        system: messages.first().map(content).unwrap_or_default(),
        said: messages.iter().skip(1).map(content).collect(),
        body,
    };
    shared.answer(heard, told).await
}

fn wrong(body: &Value) -> Option<String> {
    let format = &body["response_format"];
    if !body["model"].is_string() {
        return Some("you must provide a model parameter".to_owned());
    }
    if format["type"] != "json_schema" || !format["json_schema"]["name"].is_string() {
        return Some("Missing required parameter: 'response_format.json_schema'.".to_owned());
    }
    if body["messages"][0]["role"] != "system" {
        return Some("no system message".to_owned());
    }
    let strict = format["json_schema"]["strict"] == true;
    let schema = &format["json_schema"]["schema"];
    out_of_turn(&body["messages"], 1).or_else(|| loose(schema, "").filter(|_| strict))
}

/// What a strict schema must not have: objects with fields beyond those that are named, or with fields that may be left out; and keywords
/// that aren't supported. Source: "Structured outputs", supported schemas, read 2026-11-22.
fn loose(schema: &Value, at: &str) -> Option<String> {
    const UNSUPPORTED: [&str; 8] = [
        "allOf",
        "oneOf",
        "not",
        "dependentRequired",
        "if",
        "then",
        "else",
        "patternProperties",
    ];
    let fields = match schema {
        Value::Object(fields) => fields,
        Value::Array(items) => {
            let each = items.iter().enumerate();
            return each
                .into_iter()
                .find_map(|(index, item)| loose(item, &format!("{at}/{index}")));
        }
        _ => return None,
    };
    let complaint = |what: &str| {
        Some(format!(
            "Invalid schema for response_format: In context={at}, {what}"
        ))
    };
    if let Some(properties) = fields.get("properties").and_then(Value::as_object) {
        if fields.get("additionalProperties") != Some(&Value::Bool(false)) {
            return complaint("'additionalProperties' is required to be supplied and to be false.");
        }
        let required = fields
            .get("required")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        if let Some(missing) = properties.keys().find(|key| !required.contains(&json!(key))) {
            return complaint(&format!(
                "'required' must include every key in properties. Missing '{missing}'."
            ));
        }
        // Names of properties may be any.
        return properties
            .iter()
            .find_map(|(key, property)| loose(property, &format!("{at}/{key}")));
    }
    if let Some(keyword) = UNSUPPORTED.iter().find(|keyword| fields.contains_key(**keyword)) {
        return complaint(&format!("'{keyword}' is not permitted."));
    }
    fields
        .iter()
        .find_map(|(key, field)| loose(field, &format!("{at}/{key}")))
}

fn told(reply: Reply) -> Told {
    let answered = |content: &str, finish_reason: &str| {
        let message = json!({ "role": "assistant", "content": content, "refusal": null });
        answer(&message, finish_reason)
    };
    match reply {
        Reply::Form(form) => answered(&form.to_string(), "stop"),
        Reply::Text(text) => answered(&text, "stop"),
        Reply::CutOff(text) => answered(&text, "length"),
        Reply::Refusal => {
            let message = json!({ "role": "assistant", "content": null, "refusal": "I'm sorry, I can't assist with that." });
            answer(&message, "stop")
        }
        Reply::Filtered => answered("", "content_filter"),
        Reply::Throttled(after) => {
            let told = error(
                429,
                "requests",
                Some("rate_limit_exceeded"),
                "Rate limit reached.",
            );
            match after {
                Some(seconds) => told.with("retry-after", &seconds),
                None => told,
            }
        }
        Reply::Failure(status) => error(status, "server_error", None, "The server had an error."),
        Reply::Expired => error(
            401,
            "invalid_request_error",
            Some("invalid_api_key"),
            "Incorrect API key provided.",
        ),
        Reply::Forbidden => error(
            403,
            "invalid_request_error",
            Some("model_not_allowed"),
            "Project does not have access to the model.",
        ),
        Reply::NoSuchModel => error(
            404,
            "invalid_request_error",
            Some("model_not_found"),
            "The model does not exist.",
        ),
        Reply::ErrorWithin => {
            let body = json!({ "error": { "message": "The server is overloaded.", "type": "server_error", "code": 503 } });
            Told::json(200, &body)
        }
        Reply::Garbage(body) => Told {
            body,
            ..Told::json(200, &Value::Null)
        },
        Reply::After(_, reply) | Reply::Trickle(_, reply) | Reply::HangUp(reply) => told(*reply),
    }
}

fn answer(message: &Value, finish_reason: &str) -> Told {
    let body = json!({
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1_795_000_000, "model": "stub",
        "choices": [{ "index": 0, "message": message, "logprobs": null, "finish_reason": finish_reason }],
        "usage": {
            "prompt_tokens": 1200, "completion_tokens": 150, "total_tokens": 1350,
            "prompt_tokens_details": { "cached_tokens": 800 },
        },
    });
    Told::json(200, &body)
}

fn error(status: u16, kind: &str, code: Option<&str>, message: &str) -> Told {
    let body = json!({ "error": { "message": message, "type": kind, "param": null, "code": code } });
    Told::json(status, &body)
}
