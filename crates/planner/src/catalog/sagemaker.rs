//! Amazon `SageMaker`: machine learning: a notebook to try things in, and a trained model that answers.

use rust_decimal::Decimal;

use super::component::{Component, Ends, Part, Wire};
use super::iam::{self, Statement};
use super::plain::{Metered, Plain, say};
use super::{Billed, HOURS_PER_MONTH, Resource, Service, Tags, UsageProfile, billed, hours_of, logs, s3};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::access::Access;
use crate::blueprint::architectures::parts::network::{self, Outbound, group_id};
use crate::blueprint::architectures::parts::storage;
use crate::blueprint::{Blueprint, LogicalId, Parameter, Pseudo, Value};
use crate::properties;
use cloudwhisper_api::language::Language;

const NOTEBOOK: &str = "AWS::SageMaker::NotebookInstance";
const ENDPOINT: &str = "AWS::SageMaker::Endpoint";
const SAGEMAKER: &str = "sagemaker.amazonaws.com";
/// The smallest machine for notebooks.
const MACHINE: &str = "ml.t3.medium";
/// Gigabytes of a notebook's disk.
const DISK_GB: i64 = 5;
const DISK_LIMITS: (i64, i64) = (DISK_GB, 16_384);
/// Megabytes of a model that answers without a machine of its own, and calls at once.
const MEMORY_MB: i64 = 2048;
const CONCURRENCY: i64 = 5;
/// Machines that a model may be asked to run on.
const COUNTS: (i64, i64) = (1, 100);
/// The one variant of the model.
const VARIANT: &str = "only";

const NOTEBOOK_TYPE: Metered = Metered {
    kind: NOTEBOOK,
    tags: Tags::List,
    stateful: true,
    purpose: [
        "A notebook in the browser to explore data and train models in",
        "ब्राउज़र में नोटबुक, जिसमें डेटा देखा और मॉडल सिखाए जाते हैं",
        "Browser mein notebook, jismein data dekha aur models train kiye jaate hain",
    ],
    billed: |notebook, _| {
        let kind = notebook.properties.get("InstanceType").and_then(Value::as_text);
        let names = ["notebook_", ""];
        vec![hours_of(
            "SageMaker",
            kind.unwrap_or(MACHINE),
            names,
            HOURS_PER_MONTH,
        )]
    },
};
const MODEL: Plain = Plain {
    kind: "AWS::SageMaker::Model",
    tags: Tags::List,
    purpose: [
        "A trained model: where its files are and which program runs it",
        "सिखाया हुआ मॉडल: उसकी फ़ाइलें कहाँ हैं और कौन सा प्रोग्राम उसे चलाता है",
        "Train kiya hua model: uski files kahan hain aur kaun sa program use chalata hai",
    ],
};
const ENDPOINT_CONFIG: Plain = Plain {
    kind: "AWS::SageMaker::EndpointConfig",
    tags: Tags::List,
    purpose: [
        "Says how much memory the model gets to answer with",
        "बताता है कि जवाब देने के लिए मॉडल को कितनी मेमोरी मिले",
        "Batata hai ki jawab dene ke liye model ko kitni memory mile",
    ],
};
/// Lets programs ask the model.
struct Endpoint;

impl Service for Endpoint {
    fn kind(&self) -> &'static str {
        ENDPOINT
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Lets programs ask the model; without machines of its own it is paid for while it answers",
                "प्रोग्रामों को मॉडल से पूछने देता है; अपनी मशीनें न हों तो पैसे सिर्फ़ जवाब देते समय लगते हैं",
                "Programs ko model se poochhne deta hai; apni machines na hon to paise sirf jawab dete samay lagte hain",
            ],
        )
    }

    /// Its machines by the hour, else the memory while it answers. No source for the prices yet; the estimate says so.
    fn billed_in(&self, endpoint: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
        let config = endpoint
            .properties
            .get("EndpointConfigName")
            .map(Value::references);
        let config = config
            .unwrap_or_default()
            .first()
            .and_then(|id| blueprint.resource(id));
        let machines = config.and_then(|config| match config.properties.get("ProductionVariants")? {
            Value::List(variants) => variants.first()?.get("InitialInstanceCount")?.as_integer(),
            _ => None,
        });
        if let Some(machines) = machines {
            let hours = HOURS_PER_MONTH * Decimal::from(machines);
            return vec![billed("SageMaker", "endpoint_hour", hours)];
        }
        let seconds = usage.api_requests * Decimal::from(MEMORY_MB / 1024);
        vec![billed("SageMaker", "serverless_inference_gb_seconds", seconds)]
    }
}

pub(crate) const TYPES: &[&dyn Service] = &[&NOTEBOOK_TYPE, &MODEL, &ENDPOINT_CONFIG, &Endpoint];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: NOTEBOOK,
        terms: [
            "sagemaker|sage maker|amazon sagemaker|aws sagemaker|sagemaker ai|sagemaker notebook|sagemaker notebook instance|\
             notebook instance|jupyter notebook|jupyter|jupyter server|ml notebook|machine learning notebook|data science notebook",
            "सेजमेकर|सेजमेकर नोटबुक|जुपिटर नोटबुक|मशीन लर्निंग नोटबुक",
            "jupiter notebook|ml ka notebook",
        ],
        build: notebook,
        uses: None,
    },
    Component {
        kind: ENDPOINT,
        terms: [
            "sagemaker endpoint|sagemaker model endpoint|sagemaker inference|sagemaker inference endpoint|inference endpoint|\
             ml inference endpoint|model endpoint|model hosting|host a model|ml model endpoint|machine learning endpoint|sagemaker model",
            "सेजमेकर एंडपॉइंट|मॉडल एंडपॉइंट",
            "model host karna|ml model ka endpoint",
        ],
        build: endpoint,
        uses: Some(asks),
    },
];

/// A notebook reads and writes the data of the system.
pub(crate) const WIRES: &[Wire] = &[Wire {
    from: NOTEBOOK,
    to: s3::Bucket::KIND,
    ends: Ends::All,
    connect: storage::use_bucket,
}];

fn arn(service: &str, rest: &str) -> Value {
    Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":{service}:").into(),
        Pseudo::Region.into(),
        ":".into(),
        Pseudo::AccountId.into(),
        format!(":{rest}").into(),
    ])
}

/// By itself it reaches the internet over the service's own network: a NAT gateway costs as much as the machine. Beside parts with a
/// network, and in hardened plans, it stands in the private subnets, and its way to the internet is the gateway. Nobody is its
/// system's own user.
fn notebook(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("Notebook");
    let walled = system.hardened() || network::existing(&system.blueprint).is_some();
    let place = walled.then(|| {
        let subnet = system.network_with_nat().private.into_iter().next();
        let group = system.security_group(&format!("{id} SecurityGroup"), "The notebook", Outbound::Https);
        (subnet, group)
    });
    let (subnet, group) = place.unzip();
    let key = system.key_arn();
    let mut statements = vec![Statement::allow(
        &["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
        [arn("logs", "log-group:/aws/sagemaker/NotebookInstances:*")],
    )];
    statements.extend(system.key_statement());
    if let Some(key) = &key {
        statements.push(Statement::allow(&["kms:CreateGrant"], [key.clone()]));
    }
    let role = iam::role(format!("{id} Role").as_str(), SAGEMAKER, &statements);
    let kind = part.text("instanceType").filter(|kind| kind.starts_with("ml."));
    let notebook = Resource::new(id.as_str(), NOTEBOOK)
        .kept(crate::blueprint::Retention::Retain)
        .with_some("NotebookInstanceName", part.name(is_name))
        .with("InstanceType", kind.unwrap_or(MACHINE))
        .with("RoleArn", role.attribute("Arn"))
        .with_some("SubnetId", subnet.flatten().as_ref())
        .with_some("SecurityGroupIds", group.map(|group| vec![group_id(&group)]))
        .with(
            "DirectInternetAccess",
            if walled { "Disabled" } else { "Enabled" },
        )
        .with("RootAccess", "Disabled")
        .with(
            "VolumeSizeInGB",
            part.number("storageGB", DISK_LIMITS).unwrap_or(DISK_GB),
        )
        .with(
            "InstanceMetadataServiceConfiguration",
            properties! { "MinimumInstanceMetadataServiceVersion": "2" },
        )
        .with_some("KmsKeyId", key);
    let id = system.add(notebook);
    system.add(role);
    let name = Value::Attribute(id.clone(), "NotebookInstanceName");
    system
        .blueprint
        .output(&format!("{id} Name"), "Name of the notebook", name);
    id
}

/// The model that the person has: its image and its files are theirs to name.
fn endpoint(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let id = system.free_id("ModelEndpoint");
    let image = system.blueprint.parameter(Parameter {
        id: "ModelImage".into(),
        description: "Image that runs the model, in Amazon ECR (account.dkr.ecr.region.amazonaws.com/name:tag)",
        pattern: "^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com/[A-Za-z0-9._/:@-]+$",
        answer: "modelImage",
    });
    let bucket = system.blueprint.parameter(Parameter {
        id: "ModelBucket".into(),
        description: "Name of the S3 bucket with the trained model",
        pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
        answer: "modelBucket",
    });
    let file = system.blueprint.parameter(Parameter {
        id: "ModelFile".into(),
        description: "Path of the trained model in its bucket, such as models/model.tar.gz",
        pattern: "^[A-Za-z0-9._/-]{1,900}\\.tar\\.gz$",
        answer: "modelFile",
    });
    let object = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        ":s3:::".into(),
        bucket.clone(),
        "/".into(),
        file.clone(),
    ]);
    let statements = [
        Statement::allow(&["s3:GetObject"], [object]),
        Statement::allow(&["ecr:GetAuthorizationToken"], ["*".into()]),
        Statement::allow(
            &[
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
            ],
            [arn("ecr", "repository/*")],
        ),
        Statement::allow(logs::WRITE, [arn("logs", "log-group:/aws/sagemaker/Endpoints/*")]),
    ];
    let role = iam::role(format!("{id} Role").as_str(), SAGEMAKER, &statements);
    let data = Value::Concat(vec!["s3://".into(), bucket, "/".into(), file]);
    let model = Resource::new(format!("{id} Model").as_str(), MODEL.kind)
        .with("ExecutionRoleArn", role.attribute("Arn"))
        .with("EnableNetworkIsolation", true)
        .with(
            "PrimaryContainer",
            properties! { "Image": image, "ModelDataUrl": data },
        );
    let mut variant = properties! { "VariantName": VARIANT, "ModelName": model.attribute("ModelName") };
    if let Value::Map(entries) = &mut variant {
        entries.extend(capacity(part));
    }
    let key = system.key_arn();
    let config = Resource::new(format!("{id} Config").as_str(), ENDPOINT_CONFIG.kind)
        .with("ProductionVariants", vec![variant])
        .with_some("KmsKeyId", key);
    let endpoint = Resource::new(id.as_str(), ENDPOINT)
        .with_some("EndpointName", part.name(is_name))
        .with("EndpointConfigName", config.attribute("EndpointConfigName"));
    let id = system.add(endpoint);
    for resource in [config, model, role] {
        system.add(resource);
    }
    let name = Value::Attribute(id.clone(), "EndpointName");
    system.blueprint.output(
        &format!("{id} Name"),
        "Name that programs ask the model under",
        name,
    );
    id
}

/// Machines where a size was said, since those cost whether somebody asks or not; else memory that is paid while it answers.
fn capacity(part: &Part<'_>) -> Vec<(String, Value)> {
    let Some(kind) = part.text("instanceType").filter(|kind| kind.starts_with("ml.")) else {
        let serverless = properties! { "MemorySizeInMB": MEMORY_MB, "MaxConcurrency": CONCURRENCY };
        return vec![("ServerlessConfig".to_owned(), serverless)];
    };
    let said = ["instanceCount", "count", "minCapacity"];
    let count = said.into_iter().find_map(|word| part.number(word, COUNTS));
    vec![
        ("InstanceType".to_owned(), kind.into()),
        ("InitialInstanceCount".to_owned(), count.unwrap_or(1).into()),
        ("InitialVariantWeight".to_owned(), 1.into()),
    ]
}

fn asks(system: &mut System<'_>, program: &LogicalId, endpoint: &LogicalId) {
    let mut access = Access::default();
    let name = Value::Attribute(endpoint.clone(), "EndpointName");
    access.tell(system.variable("MODEL_ENDPOINT", endpoint), name);
    access.allow(Statement::allow(
        &["sagemaker:InvokeEndpoint"],
        [Value::from(endpoint)],
    ));
    system.grant(program, access);
}

/// Whether AWS takes it as the name of a notebook or endpoint.
fn is_name(name: &str) -> bool {
    (1..=63).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}
