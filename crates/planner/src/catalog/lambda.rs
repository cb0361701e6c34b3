//! AWS Lambda: code that runs when it is called and is paid by the call.

pub(crate) mod hardened;
pub(crate) mod runtimes;
pub(crate) mod versions;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use self::runtimes::Packaged;
use super::component::{Component, Part};
use super::plain::{Plain, say};
use super::{Billed, Resource, Service, Tags, UsageProfile, billed, tiered};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::{compute, wishes};
use crate::blueprint::{LogicalId, Value};
use crate::estimate::{Base, Guess};
use crate::properties;
use crate::requirements::OFFLINE;

/// Seconds that a call takes on average, for the estimate: an API that reads and writes a table takes less.
const AVERAGE_SECONDS: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
static SECONDS: Guess = Guess {
    field: "usage.secondsPerCall",
    value: "0.1",
    reason: [
        "How long a call takes was not said; a program that reads and writes a table takes less than this.",
        "एक कॉल में कितना समय लगता है, नहीं बताया गया; तालिका पढ़ने-लिखने वाला प्रोग्राम इससे कम लेता है।",
        "Ek call mein kitna samay lagta hai, nahi bataya gaya; table padhne-likhne wala program isse kam leta hai.",
    ],
    of: Base::Calls,
};
/// GB-seconds of the first price step on arm64.
const FIRST_STEP_GB_SECONDS: Decimal = Decimal::from_parts(3_205_032_704, 1, 0, false, 0);
/// The same on `x86_64`: six billion.
const X86_FIRST_STEP_GB_SECONDS: Decimal = Decimal::from_parts(1_705_032_704, 1, 0, false, 0);
const MEGABYTES_PER_GIGABYTE: i64 = 1024;
/// Memory of a function that nothing else was said of. Less makes the start of a Node.js function slow.
pub(crate) const DEFAULT_MEMORY: i64 = 256;
/// Seconds after which a call is given up.
pub(crate) const DEFAULT_TIMEOUT: i64 = 10;

/// Name of the function that says who may call an API.
pub(crate) const AUTHORIZER: &str = "AuthorizerFunction";

/// `AWS::Lambda::Function`.
pub(crate) struct Function;

impl Function {
    pub(crate) const KIND: &str = "AWS::Lambda::Function";
}

impl Service for Function {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Runs your code each time somebody calls it; while nobody does, it costs nothing",
                "जब भी कोई बुलाता है तब आपका कोड चलाता है; कोई न बुलाए तो कोई खर्च नहीं",
                "Jab bhi koi call karta hai tab aapka code chalata hai; koi call na kare to koi kharch nahi",
            ],
        )
    }

    fn billed(&self, function: &Resource, usage: &UsageProfile) -> Vec<Billed> {
        let memory = function
            .properties
            .get("MemorySize")
            .and_then(Value::as_integer)
            .unwrap_or(DEFAULT_MEMORY);
        let gigabytes = Decimal::from(memory) / Decimal::from(MEGABYTES_PER_GIGABYTE);
        let gb_seconds = usage.lambda_invocations * AVERAGE_SECONDS * gigabytes;
        let (calls, steps, first_step) = if is_x86(function) {
            let steps = ["duration_x86_first_6b_gb_s", "duration_x86_next_9b_gb_s"];
            ("requests", steps, X86_FIRST_STEP_GB_SECONDS)
        } else {
            let steps = ["duration_arm_first_7_5b_gb_s", "duration_arm_next_11_25b_gb_s"];
            ("requests_arm", steps, FIRST_STEP_GB_SECONDS)
        };
        let mut bill = vec![billed("Lambda", calls, usage.lambda_invocations)];
        let seconds = tiered("Lambda", steps, gb_seconds, first_step);
        bill.extend(seconds.into_iter().map(|it| it.guessed(&SECONDS)));
        bill
    }
}

/// Whether a function runs on the dearer of Lambda's two processors.
fn is_x86(function: &Resource) -> bool {
    let x86 = Value::from("x86_64");
    matches!(function.properties.get("Architectures"), Some(Value::List(said)) if said.contains(&x86))
}

pub(crate) const PERMISSION: Plain = Plain {
    kind: "AWS::Lambda::Permission",
    tags: Tags::None,
    purpose: [
        "Lets exactly one caller run the code, and nobody else",
        "सिर्फ़ एक तय सेवा को कोड चलाने देता है, और किसी को नहीं",
        "Sirf ek tay service ko code chalane deta hai, aur kisi ko nahi",
    ],
};

pub(crate) const EVENT_SOURCE_MAPPING: Plain = Plain {
    kind: "AWS::Lambda::EventSourceMapping",
    tags: Tags::None,
    purpose: [
        "Hands your code whatever arrives in a queue or stream",
        "कतार या स्ट्रीम में जो भी आता है उसे आपके कोड तक पहुँचाता है",
        "Queue ya stream mein jo bhi aata hai use aapke code tak pahunchata hai",
    ],
};

pub(crate) const URL: Plain = Plain {
    kind: "AWS::Lambda::Url",
    tags: Tags::None,
    purpose: [
        "A private address of the code, which only the content network in front may call",
        "कोड का निजी पता, जिसे केवल आगे लगा कंटेंट नेटवर्क ही बुला सकता है",
        "Code ka private address, jise sirf aage laga content network hi call kar sakta hai",
    ],
};

pub(crate) const COMPONENTS: &[Component] = &[Component {
    kind: Function::KIND,
    // Its names are the lexicon's own: they also say what an application runs on.
    terms: ["", "", ""],
    build,
    uses: None,
}];

/// Where a function was said to have no way to the internet, its firewall stands in private subnets without one.
pub(crate) fn keep_offline(system: &mut System<'_>) {
    if wishes::said(system.design.requirements, Function::KIND, &[OFFLINE]).is_none() {
        return;
    }
    for function in system.all(Function::KIND) {
        system.firewall_of(&function);
    }
}

/// A function that works in the background: nobody waits for it at a front door.
pub(crate) fn build(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("WorkerFunction");
    let mut access = Access::default();
    access.tell("PROJECT_NAME", system.project());
    compute::background(system, id.as_str(), access, part)
}

/// Adds a function that works in the background, with its role and its log.
pub(crate) fn worker(system: &mut System<'_>, id: &str) -> LogicalId {
    let mut access = Access::default();
    access.tell("PROJECT_NAME", system.project());
    compute::background(system, id, access, &Part { said: None })
}

/// The language that a function is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Runtime {
    /// Node.js 22.
    Node,
    /// Python 3.13.
    Python,
    /// A language whose programs come as a package.
    Packaged(&'static Packaged),
}

impl Runtime {
    fn identifier(self) -> &'static str {
        match self {
            Self::Node => "nodejs22.x",
            Self::Python => "python3.13",
            Self::Packaged(language) => language.versions.first().copied().unwrap_or("provided.al2023"),
        }
    }

    fn handler(self) -> &'static str {
        match self {
            Self::Node | Self::Python => "index.handler",
            Self::Packaged(language) => language.handler,
        }
    }
}

/// Versions that Lambda runs and AWS still looks after, of the two languages that the samples are written in.
/// Source: Lambda developer guide, "Lambda runtimes", 2026-11.
const VERSIONS: [&str; 4] = ["nodejs22.x", "python3.11", "python3.12", "python3.13"];

/// Whether a function's code runs on this version too: of the same language, and one that AWS looks after.
pub(crate) fn runs_like(function: &Resource, version: &str) -> bool {
    let language = |name: &str| name.get(..4).map(str::to_owned);
    let runtime = function.properties.get("Runtime").and_then(Value::as_text);
    let known = VERSIONS.contains(&version) || runtimes::packaged(version).is_some();
    known && runtime.is_some_and(|it| language(it) == language(version))
}

/// What a function runs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Code {
    /// A few lines that stand in the template itself, at most 4,096 bytes.
    Inline(&'static str),
    /// A zip file in Amazon S3.
    Zip(Value),
    /// A container image.
    Image(String),
}

/// A function on arm64, the cheaper of Lambda's two processors, writing to a log group of its own.
pub(crate) fn function(id: &str, runtime: Runtime, code: Code, role: &Resource, logs: &Resource) -> Resource {
    let function = Resource::new(id, Function::KIND);
    let function = match code {
        Code::Image(image) => function
            .with("PackageType", "Image")
            .with("Code", properties! { "ImageUri": image }),
        Code::Inline(text) => zipped(function, runtime, properties! { "ZipFile": text }),
        Code::Zip(place) => zipped(function, runtime, place),
    };
    function
        .with("Architectures", vec!["arm64"])
        .with("Role", role.attribute("Arn"))
        .with("MemorySize", DEFAULT_MEMORY)
        .with("Timeout", DEFAULT_TIMEOUT)
        .with(
            "LoggingConfig",
            properties! { "LogFormat": "JSON", "LogGroup": logs.reference() },
        )
}

fn zipped(function: Resource, runtime: Runtime, code: Value) -> Resource {
    function
        .with("Runtime", runtime.identifier())
        .with("Handler", runtime.handler())
        .with("Code", code)
}

/// Lets this service call the function on behalf of `source`.
pub(crate) fn permission(
    id: impl Into<LogicalId>,
    function: &LogicalId,
    service: &str,
    source: Value,
) -> Resource {
    Resource::new(id, PERMISSION.kind)
        .with("Action", "lambda:InvokeFunction")
        .with("FunctionName", Value::Ref(function.clone()))
        .with("Principal", service)
        .with("SourceArn", source)
}

/// Hands the function what arrives at `source`, a queue or stream; `ReportBatchItemFailures` and sizes are the caller's.
pub(crate) fn event_source_mapping(id: &str, function: &LogicalId, source: Value) -> Resource {
    Resource::new(id, EVENT_SOURCE_MAPPING.kind)
        .with("FunctionName", Value::Ref(function.clone()))
        .with("EventSourceArn", source)
}

/// An address for the function that answers only to signed calls.
pub(crate) fn url(id: &str, function: &LogicalId) -> Resource {
    Resource::new(id, URL.kind)
        .with("AuthType", "AWS_IAM")
        .with("TargetFunctionArn", Value::Attribute(function.clone(), "Arn"))
}

/// Lets `CloudFront` call the function's address on behalf of this distribution. AWS wants two permissions for it since
/// October 2025: one for the address, one for the function behind it.
pub(crate) fn url_permissions(id: &str, function: &LogicalId, distribution: &Value) -> [Resource; 2] {
    let service = "cloudfront.amazonaws.com";
    let address = permission(id, function, service, distribution.clone())
        .with("Action", "lambda:InvokeFunctionUrl")
        .with("FunctionUrlAuthType", "AWS_IAM");
    let behind = permission(
        format!("{id} Behind").as_str(),
        function,
        service,
        distribution.clone(),
    )
    .with("InvokedViaFunctionUrl", true);
    [address, behind]
}

/// Whether AWS takes it as the name of a function.
pub(crate) fn is_name(name: &str) -> bool {
    (1..=64).contains(&name.len())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
}
