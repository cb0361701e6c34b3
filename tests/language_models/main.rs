//! Language models beside the rules, against a STUB that speaks the wire protocols of Bedrock and of `OpenAI`'s chat completions: what the
//! command line does with them, and what the operator does.

#[path = "../support/mod.rs"]
mod support;

mod cli;
mod operator;

use cloudwhisper_testbed::language_model::{Reply, StubLanguageModel};
use serde_json::{Value, json};

const PROMPT: &str = "A REST API in Node.js for the readings of our water meters, in Mumbai";
/// What no rule hears in that prompt.
const QUEUE: &str = "AWS::SQS::Queue";

/// How a model of one of the protocols is set up.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Protocol {
    Bedrock,
    OpenAi,
}

const BOTH: [Protocol; 2] = [Protocol::Bedrock, Protocol::OpenAi];

impl Protocol {
    fn environment(self, stub: &StubLanguageModel) -> Vec<(&'static str, String)> {
        match self {
            Self::Bedrock => vec![
                ("CLOUDWHISPER_BEDROCK_MODEL", "amazon.nova-lite-v1:0".to_owned()),
                ("CLOUDWHISPER_BEDROCK_REGION", "ap-south-1".to_owned()),
                ("CLOUDWHISPER_BEDROCK_ENDPOINT_URL", stub.bedrock()),
                ("AWS_ACCESS_KEY_ID", "made-up".to_owned()),
                ("AWS_SECRET_ACCESS_KEY", "made-up".to_owned()),
            ],
            Self::OpenAi => vec![
                ("CLOUDWHISPER_OPENAI_MODEL", "llama3.2".to_owned()),
                ("CLOUDWHISPER_OPENAI_BASE_URL", stub.openai()),
                ("OPENAI_API_KEY", "sk-made-up".to_owned()),
            ],
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Bedrock => "Bedrock",
            Self::OpenAi => "OpenAI",
        }
    }
}

/// The form with nothing in it but these fields.
fn form(fields: &Value) -> Reply {
    let mut form = json!({
        "appType": null, "framework": null, "compute": null, "storage": [],
        "networking": { "publicAccess": null, "customDomain": null },
        "budget": { "amount": null, "currency": null, "period": null },
        "region": null, "projectName": null,
        "usage": { "apiRequests": null, "lambdaInvocations": null, "storageGB": null, "dataTransferGB": null },
        "services": [], "questions": [],
    });
    for (name, value) in fields.as_object().into_iter().flatten() {
        form[name] = value.clone();
    }
    Reply::Form(form)
}

fn with_queue() -> Reply {
    form(&json!({ "services": [{ "type": QUEUE, "name": null, "properties": [] }] }))
}
