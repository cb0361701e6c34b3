//! What belongs to functions: layers that they share, and a version that callers are led to by a name of its own.

use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use super::{DEFAULT_MEMORY, Function, PERMISSION, URL, worker};
use crate::blueprint::architectures::System;
use crate::blueprint::architectures::parts::compute;
use crate::blueprint::{Blueprint, LogicalId, Parameter, Resource, Value};
use crate::catalog::component::{Component, Ends, Part, Variant, Wire};
use crate::catalog::plain::{Plain, say};
use crate::catalog::{Billed, HOURS_PER_MONTH, Service, Tags, UsageProfile, billed};
use crate::properties;
use cloudwhisper_api::language::Language;

const LAYER: &str = "AWS::Lambda::LayerVersion";
const VERSION: &str = "AWS::Lambda::Version";
const ALIAS: &str = "AWS::Lambda::Alias";
/// Name that callers know a function's version by.
const LIVE: &str = "live";
/// Copies of a function that are kept warm where no number was said.
const WARM: i64 = 1;
const SECONDS_PER_HOUR: i64 = 3600;
/// Word under which it is noted that copies are to be kept warm, and what names of such aliases begin with.
const SORT: &str = "capacity";
const PROVISIONED: &str = "warm";

const LAYER_TYPE: Plain = Plain {
    kind: LAYER,
    tags: Tags::None,
    purpose: [
        "Libraries that several functions share",
        "वे लाइब्रेरी जो कई फ़ंक्शन साझा करते हैं",
        "Woh libraries jo kai functions share karte hain",
    ],
};
const VERSION_TYPE: Plain = Plain {
    kind: VERSION,
    tags: Tags::None,
    purpose: [
        "A state of the code that doesn't change any more",
        "कोड की वह स्थिति जो अब नहीं बदलती",
        "Code ki woh haalat jo ab nahi badalti",
    ],
};

/// The name that callers use.
struct Alias;

impl Service for Alias {
    fn kind(&self) -> &'static str {
        ALIAS
    }

    fn description(&self, language: Language) -> &'static str {
        say(
            language,
            [
                "Leads callers to one version of the code, with copies kept warm where that was asked for",
                "बुलाने वालों को कोड के एक संस्करण तक ले जाता है; माँगने पर प्रतियाँ तैयार रखता है",
                "Callers ko code ke ek version tak le jata hai; maangne par copies taiyaar rakhta hai",
            ],
        )
    }

    fn tags(&self) -> Tags {
        Tags::None
    }

    /// Copies that are kept warm cost by the second, whether somebody calls or not.
    fn billed_in(&self, alias: &Resource, blueprint: &Blueprint, _usage: &UsageProfile) -> Vec<Billed> {
        let warm = alias.properties.get("ProvisionedConcurrencyConfig");
        let warm = warm.and_then(|it| it.get("ProvisionedConcurrentExecutions")?.as_integer());
        let Some(warm) = warm else { return Vec::new() };
        let function = function_of(alias).and_then(|id| blueprint.resource(&id));
        let memory = function.and_then(|it| it.properties.get("MemorySize")?.as_integer());
        let gigabytes = Decimal::from(memory.unwrap_or(DEFAULT_MEMORY)) / Decimal::from(1024);
        let seconds = HOURS_PER_MONTH * Decimal::from(SECONDS_PER_HOUR);
        let quantity = seconds * gigabytes * Decimal::from(warm);
        vec![billed("Lambda", "provisioned_concurrency_arm", quantity)]
    }
}

pub(crate) const TYPES: &[&dyn Service] = &[&LAYER_TYPE, &VERSION_TYPE, &Alias];

/// An alias whose copies are kept warm is another thing than a name.
pub(crate) const VARIANTS: &[Variant] = &[
    Variant {
        kind: ALIAS,
        word: SORT,
        value: Some(PROVISIONED),
        property: "",
        marks: &["provisioned", "warm", "cold start", "कोल्ड", "प्रोविज"],
    },
    Variant {
        kind: ALIAS,
        word: SORT,
        value: None,
        property: "",
        marks: &["alias", "एलियास"],
    },
];

pub(crate) const COMPONENTS: &[Component] = &[
    Component {
        kind: LAYER,
        terms: [
            "lambda layer|lambda layers|function layer|shared lambda layer|shared layer|lambda layer version|layer for lambda",
            "लैम्ब्डा लेयर|लैंब्डा लेयर",
            "",
        ],
        build: build_layer,
        uses: None,
    },
    Component {
        kind: ALIAS,
        terms: [
            "lambda alias|function alias|lambda aliases|lambda version and alias|lambda versions and aliases|live alias|prod alias|\
             provisioned concurrency|lambda provisioned concurrency|provisioned lambda concurrency|warm lambda|warm lambdas|\
             pre-warmed lambda|prewarmed lambda|pre-warmed functions|always warm|no cold start|no cold starts|without cold start|\
             without cold starts|avoid cold start|avoid cold starts|avoids cold starts",
            "लैम्ब्डा एलियास|प्रोविजन्ड कनकरेंसी|बिना कोल्ड स्टार्ट",
            "bina cold start|bina cold start ke",
        ],
        build: build_alias,
        uses: None,
    },
    Component {
        kind: VERSION,
        terms: [
            "lambda version|lambda versions|function version|lambda versioning|published version|published lambda version",
            "लैम्ब्डा संस्करण",
            "",
        ],
        build: build_version,
        uses: None,
    },
];

/// Made when everything else is: a version is of all that is said of its function.
pub(crate) const WIRES: &[Wire] = &[Wire {
    from: ALIAS,
    to: Function::KIND,
    ends: Ends::One,
    connect,
}];

fn function_of(alias: &Resource) -> Option<LogicalId> {
    let references = alias.properties.get("FunctionName")?.references();
    references.first().map(|id| (*id).clone())
}

/// Every function whose code is files shares it. The file is there before the stack is, so it is the person's to name.
fn build_layer(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let bucket = system.blueprint.parameter(Parameter {
        id: "LayerBucket".into(),
        description: "Name of the bucket, in the same region, that holds the ZIP file of the layer",
        pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
        answer: "layerBucket",
    });
    let file = system.blueprint.parameter(Parameter {
        id: "LayerFile".into(),
        description: "Name of the ZIP file of the layer in its bucket",
        pattern: "^[A-Za-z0-9!_.*'()/-]{1,1024}$",
        answer: "layerFile",
    });
    let id = system.free_id("Layer");
    let layer = Resource::new(id, LAYER)
        .with_some("LayerName", part.name(super::is_name))
        .with("Description", "Libraries that functions share")
        .with("CompatibleArchitectures", vec!["arm64"])
        .with("Content", properties! { "S3Bucket": bucket, "S3Key": file });
    let layer = system.add(layer);
    for function in system.all(Function::KIND) {
        let Some(function) = system.blueprint.resource_mut(&function) else {
            continue;
        };
        if function.properties.contains_key("PackageType") {
            continue; // an image brings its own libraries
        }
        let layers = function
            .properties
            .entry("Layers")
            .or_insert_with(|| Value::List(Vec::new()));
        if let Value::List(layers) = layers {
            layers.push(Value::from(&layer));
        }
    }
    layer
}

/// The function at the front door, else the first; one is added where there is none.
fn build_alias(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let all = system.all(Function::KIND);
    let front = all.iter().find(|id| id.as_str() == compute::HANDLER);
    let function = front.or(all.first()).cloned().unwrap_or_else(|| {
        let id = system.free_id("WorkerFunction");
        worker(system, id.as_str())
    });
    let warm = (part.text(SORT) == Some(PROVISIONED))
        .then(|| part.number("provisionedConcurrency", (1, 1000)).unwrap_or(WARM));
    let start = if warm.is_some() { PROVISIONED } else { "" };
    let id = system.free_id(&format!("{start} {function} Alias"));
    let alias = Resource::new(id, ALIAS)
        .with("FunctionName", &function)
        .with("FunctionVersion", "$LATEST")
        .with("Name", LIVE)
        .with_some(
            "ProvisionedConcurrencyConfig",
            warm.map(|warm| properties! { "ProvisionedConcurrentExecutions": warm }),
        );
    let id = system.add(alias);
    system.blueprint.output(
        &format!("{id} Arn"),
        "Name of the function's live version for programs",
        &id,
    );
    id
}

/// A version is what an alias leads to.
fn build_version(system: &mut System<'_>, part: &Part<'_>) -> LogicalId {
    let alias = system.all(ALIAS).into_iter().next();
    alias.unwrap_or_else(|| build_alias(system, part))
}

/// Gives the alias its version, and leads callers to the alias. A version is made once and never changes, so its name holds
/// a fingerprint of all that is said of the function: whatever changes there makes a new one.
fn connect(system: &mut System<'_>, alias: &LogicalId, _function: &LogicalId) {
    let Some(function) = system.blueprint.resource(alias).and_then(function_of) else {
        return;
    };
    let Some(state) = system
        .blueprint
        .resource(&function)
        .map(|it| format!("{:?}", it.properties))
    else {
        return;
    };
    let fingerprint = hex::encode(Sha256::digest(state));
    let fingerprint = fingerprint.get(..8).unwrap_or_default();
    let version = LogicalId::new(&format!("{function} Version {fingerprint}"));
    if system.blueprint.resource(&version).is_none() {
        let version = Resource::new(version.clone(), VERSION).with("FunctionName", &function);
        system.add(version);
    }
    system.set(alias, "FunctionVersion", Value::Attribute(version, "Version"));
    lead_to(system, alias, &function);
}

/// APIs and the function's own address call the alias from now on.
fn lead_to(system: &mut System<'_>, alias: &LogicalId, function: &LogicalId) {
    const CALLERS: [&str; 2] = ["AWS::ApiGateway::Method", "AWS::ApiGatewayV2::Integration"];
    const FRONT_DOORS: [&str; 2] = ["apigateway.amazonaws.com", "cloudfront.amazonaws.com"];
    for kind in CALLERS {
        for caller in system.all(kind) {
            if let Some(caller) = system.blueprint.resource_mut(&caller) {
                for value in caller.properties.values_mut() {
                    redirect(value, function, alias);
                }
            }
        }
    }
    for url in system.all(URL.kind) {
        let is_its = |it: &Resource| {
            let target = it.properties.get("TargetFunctionArn");
            target.is_some_and(|target| target.references().contains(&function))
        };
        if system.blueprint.resource(&url).is_some_and(is_its) {
            system.set(&url, "Qualifier", LIVE);
            if let Some(url) = system.blueprint.resource_mut(&url) {
                url.depends_on.push(alias.clone());
            }
        }
    }
    let of_front_doors = |it: &&Resource| {
        let principal = it.properties.get("Principal").and_then(Value::as_text);
        principal.is_some_and(|it| FRONT_DOORS.contains(&it))
            && it.properties.get("FunctionName") == Some(&Value::from(function))
    };
    let permissions = system.blueprint.of_kind(PERMISSION.kind).filter(of_front_doors);
    let for_alias = |permission: &Resource| {
        let mut permission = permission.clone();
        permission.id = LogicalId::new(&format!("{} {LIVE}", permission.id));
        permission.with("FunctionName", alias)
    };
    let permissions: Vec<Resource> = permissions.map(for_alias).collect();
    for permission in permissions {
        if system.blueprint.resource(&permission.id).is_none() {
            system.add(permission);
        }
    }
}

fn redirect(value: &mut Value, function: &LogicalId, alias: &LogicalId) {
    match value {
        Value::Attribute(id, "Arn") if id == function => *value = Value::Ref(alias.clone()),
        Value::List(values) | Value::Concat(values) => {
            for value in values {
                redirect(value, function, alias);
            }
        }
        Value::Map(entries) => {
            for value in entries.values_mut() {
                redirect(value, function, alias);
            }
        }
        _ => {}
    }
}
