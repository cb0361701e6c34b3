//! Amazon Bedrock: language models by the question, with what keeps their answers decent, and agents that talk to people.
//! Which model it is, its owner decides: models differ by region and have to be allowed in the account first.

mod knowledge;

use super::component::{Component, Ends, Part, Wire};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain};
use super::{Resource, Service, Tags, billed};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::{LogicalId, Parameter, Pseudo, Value};
use crate::properties;

const GUARDRAIL: &str = "AWS::Bedrock::Guardrail";
const AGENT: &str = "AWS::Bedrock::Agent";
const BLOCKED: &str = "Sorry, I can't help with that.";
/// What nobody should read or be made to write, and how strictly.
const FILTERS: [&str; 5] = ["SEXUAL", "VIOLENCE", "HATE", "INSULTS", "MISCONDUCT"];
/// What is blacked out in answers.
const SECRETS: [&str; 5] = [
    "PASSWORD",
    "AWS_ACCESS_KEY",
    "AWS_SECRET_KEY",
    "CREDIT_DEBIT_CARD_NUMBER",
    "CREDIT_DEBIT_CARD_CVV",
];
/// Seconds that an agent remembers a talk.
const IDLE_SECONDS: i64 = 1800;

const GUARDRAIL_TYPE: Metered = Metered {
    kind: GUARDRAIL,
    tags: Tags::List,
    stateful: false,
    purpose: [
        "Keeps harmful words and secrets out of what a language model reads and writes",
        "भाषा मॉडल जो पढ़ता और लिखता है उसमें से हानिकारक शब्द और गुप्त बातें हटाता है",
        "Language model jo padhta aur likhta hai usmein se haanikarak shabd aur gupt baatein hatata hai",
    ],
    // No source for the prices yet; the estimate says so.
    billed: |_, usage| vec![billed("Bedrock", "guardrail_text_units", usage.api_requests)],
};
const AGENT_TYPE: Metered = Metered {
    kind: AGENT,
    tags: Tags::Map,
    stateful: false,
    purpose: [
        "Talks with people in their own words, by a language model, as it was told to",
        "भाषा मॉडल की मदद से लोगों से उनके ही शब्दों में बात करता है, जैसा उसे बताया गया",
        "Language model ki madad se logon se unke hi shabdon mein baat karta hai, jaisa use bataya gaya",
    ],
    // What it costs are its model's words, and the model is the owner's choice.
    billed: |_, usage| vec![billed("Bedrock", "agent_model_tokens", usage.api_requests)],
};
const ALIAS: Plain = Plain {
    kind: "AWS::Bedrock::AgentAlias",
    tags: Tags::Map,
    purpose: [
        "The name that programs call the agent by, whatever its version",
        "वह नाम जिससे प्रोग्राम एजेंट को बुलाते हैं, चाहे संस्करण कोई भी हो",
        "Woh naam jisse programs agent ko bulate hain, chahe version koi bhi ho",
    ],
};

pub(crate) const TYPES: &[&dyn Service] = &[&GUARDRAIL_TYPE, &AGENT_TYPE, &ALIAS];

pub(crate) use knowledge::{COMPONENTS as KNOWLEDGE, KIND as KNOWLEDGE_BASE, TYPES as KNOWLEDGE_TYPES};

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: GUARDRAIL,
        terms: [
            "bedrock|amazon bedrock|aws bedrock|bedrock guardrail|ai guardrail|llm guardrail|bedrock model|bedrock llm|foundation model|\
             language model|large language model|llm|generative ai|gen ai|genai",
            "बेडरॉक|अमेज़न बेडरॉक|भाषा मॉडल|जेनरेटिव एआई|जनरेटिव एआई|एलएलएम",
            "bed rock|bhasha model",
        ],
        build: guardrail,
        uses: Some(asks_model),
    },
    Component {
        kind: AGENT,
        terms: [
            "bedrock agent|amazon bedrock agent|aws bedrock agent|ai agent|llm agent|conversational agent|ai assistant",
            "बेडरॉक एजेंट|एआई एजेंट|एआई असिस्टेंट",
            "ai wala agent",
        ],
        build: agent,
        uses: Some(asks_agent),
    },
];

pub(crate) const WIRES: &[Wire] = &[
    Wire {
        from: GUARDRAIL,
        to: AGENT,
        ends: Ends::All,
        connect: guards,
    },
    knowledge::WIRE,
];

/// ARN of the model that turns words into vectors.
fn embedding() -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":bedrock:".into(),
        Pseudo::Region.into(),
        "::foundation-model/amazon.titan-embed-text-v2:0".into(),
    ])
}

/// The model, by its id, and its ARN.
fn model(system: &mut System<'_>) -> (Value, Value) {
    let id = system.blueprint.parameter(Parameter {
        id: "BedrockModel".into(),
        description: "Id of a model that is allowed in the account, such as amazon.nova-lite-v1:0 (Bedrock console, Model catalog)",
        pattern: "^[a-z0-9-]{1,63}\\.[A-Za-z0-9.:-]{1,99}$",
        answer: "bedrockModel",
    });
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":bedrock:".into(),
        Pseudo::Region.into(),
        "::foundation-model/".into(),
        id.clone(),
    ]);
    (id, arn)
}

fn guardrail(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Guardrail");
    let usual = named(system, &id);
    let name = part.name(is_name).map_or(usual, str::to_owned);
    let mut filters: Vec<Value> = FILTERS
        .into_iter()
        .map(|kind| properties! { "Type": kind, "InputStrength": "HIGH", "OutputStrength": "HIGH" })
        .collect();
    // Only questions can try to talk a model out of its rules.
    filters.push(properties! { "Type": "PROMPT_ATTACK", "InputStrength": "HIGH", "OutputStrength": "NONE" });
    let secrets: Vec<Value> = SECRETS
        .into_iter()
        .map(|kind| properties! { "Type": kind, "Action": "ANONYMIZE" })
        .collect();
    let key = system.key_arn();
    let guardrail = Resource::new(id.as_str(), GUARDRAIL)
        .with("Name", name)
        .with("BlockedInputMessaging", BLOCKED)
        .with("BlockedOutputsMessaging", BLOCKED)
        .with("ContentPolicyConfig", properties! { "FiltersConfig": filters })
        .with(
            "SensitiveInformationPolicyConfig",
            properties! { "PiiEntitiesConfig": secrets },
        )
        .with_some("KmsKeyArn", key);
    let id = system.add(guardrail);
    let what = "Id of the guardrail, for calls to the model";
    let value = Value::Attribute(id.clone(), "GuardrailId");
    system.blueprint.output(&format!("{id} Id"), what, value);
    id
}

/// A program asks the model, through the guardrail.
fn asks_model(system: &mut System<'_>, program: &LogicalId, guardrail: &LogicalId) {
    let (model, arn) = model(system);
    let mut access = Access::default();
    let id = Value::Attribute(guardrail.clone(), "GuardrailId");
    access.tell(system.variable("BEDROCK_GUARDRAIL_ID", guardrail), id);
    access.tell("BEDROCK_MODEL_ID", model);
    access.allow(Statement::allow(
        &["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        [arn],
    ));
    access.allow(Statement::allow(
        &["bedrock:ApplyGuardrail"],
        [Value::Attribute(guardrail.clone(), "GuardrailArn")],
    ));
    system.grant(program, access);
}

fn agent(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    const INSTRUCTION: &str = "You are a polite assistant. Answer questions of customers shortly and truthfully, in the language that they \
                               write in. Say so where you do not know an answer, and never make one up.";
    let id = system.free_id("Agent");
    let (model, arn) = model(system);
    let role_id = format!("{id} Role");
    let mut statements = vec![Statement::allow(
        &["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
        [arn],
    )];
    statements.extend(system.key_statement());
    let role = iam::role(role_id.as_str(), "bedrock.amazonaws.com", &statements);
    let usual = named(system, &id);
    let name = part.name(is_name).map_or(usual, str::to_owned);
    let key = system.key_arn();
    let agent = Resource::new(id.as_str(), AGENT)
        .with("AgentName", name)
        .with("AgentResourceRoleArn", role.attribute("Arn"))
        .with("FoundationModel", model)
        .with(
            "Instruction",
            part.text("instruction")
                .filter(|it| it.len() >= 40)
                .unwrap_or(INSTRUCTION),
        )
        .with("IdleSessionTTLInSeconds", IDLE_SECONDS)
        .with("AutoPrepare", true)
        .with_some("CustomerEncryptionKeyArn", key);
    let id = system.add(agent);
    system.add(role);
    let alias = Resource::new(alias_id(&id), ALIAS.kind)
        .with("AgentId", Value::Attribute(id.clone(), "AgentId"))
        .with("AgentAliasName", "live");
    system.add(alias);
    let value = Value::Attribute(id.clone(), "AgentId");
    system
        .blueprint
        .output(&format!("{id} Id"), "Id of the agent", value);
    id
}

fn alias_id(agent: &LogicalId) -> LogicalId {
    LogicalId::new(&format!("{agent} Alias"))
}

fn asks_agent(system: &mut System<'_>, program: &LogicalId, agent: &LogicalId) {
    let alias = alias_id(agent);
    if system.blueprint.resource(&alias).is_none() {
        return;
    }
    let mut access = Access::default();
    let id = Value::Attribute(agent.clone(), "AgentId");
    access.tell(system.variable("AGENT_ID", agent), id);
    let of_alias = |name| Value::Attribute(alias.clone(), name);
    access.tell(system.variable("AGENT_ALIAS_ID", agent), of_alias("AgentAliasId"));
    access.allow(Statement::allow(
        &["bedrock:InvokeAgent"],
        [of_alias("AgentAliasArn")],
    ));
    system.grant(program, access);
}

/// What the agent hears and says goes through the guardrail.
fn guards(system: &mut System<'_>, guardrail: &LogicalId, agent: &LogicalId) {
    let of = |name| Value::Attribute(guardrail.clone(), name);
    let configuration = properties! {
        "GuardrailIdentifier": of("GuardrailId"),
        "GuardrailVersion": "DRAFT",
    };
    system.set(agent, "GuardrailConfiguration", configuration);
    let role = LogicalId::new(&format!("{agent} Role"));
    if let Some(role) = system.blueprint.resource_mut(&role) {
        let apply = Statement::allow(&["bedrock:ApplyGuardrail"], [of("GuardrailArn")]);
        iam::allow(role, &apply);
    }
}

fn named(system: &System<'_>, id: &LogicalId) -> String {
    format!("{}-{}", system.project(), id.as_str().to_ascii_lowercase())
}

/// Whether AWS takes it as the name of a guardrail or agent.
fn is_name(name: &str) -> bool {
    (1..=50).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
