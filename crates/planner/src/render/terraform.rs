//! A blueprint as Terraform: the same graph gives the same bytes. Here: which files there are and what is in them. Not here:
//! how a type is written for the provider `aws` (`mapping/`), for `awscc` (`awscc.rs`) or for neither (`stack.rs`), and how
//! Terraform's language is laid out (`hcl.rs`).

mod addresses;
mod awscc;
mod expression;
mod hcl;
mod inputs;
mod mapping;
mod naming;
mod stack;

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;

use crate::blueprint::{Blueprint, LogicalId, Resource, Retention, Value};
use crate::catalog;

use addresses::{Addresses, Provider};
use hcl::{Block, Expression, Item, Writer};

/// The oldest Terraform, and `OpenTofu`, that have all that is used here.
const REQUIRED_VERSION: &str = ">= 1.6";
/// The providers, in the versions whose published schemas the tests check every argument against.
const AWS_VERSION: &str = "~> 6.25";
const AWSCC_VERSION: &str = "~> 1.106";

/// The files' names.
pub const MAIN: &str = "main.tf";
/// See [`MAIN`].
pub const VARIABLES: &str = "variables.tf";
/// See [`MAIN`].
pub const OUTPUTS: &str = "outputs.tf";

/// A plan as Terraform: three files of one folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terraform {
    /// Providers and resources.
    pub main_tf: String,
    /// What can be set.
    pub variables_tf: String,
    /// What it gives back.
    pub outputs_tf: String,
}

impl Terraform {
    /// The files with their names.
    pub fn files(&self) -> [(&'static str, &str); 3] {
        [
            (MAIN, &self.main_tf),
            (VARIABLES, &self.variables_tf),
            (OUTPUTS, &self.outputs_tf),
        ]
    }
}

/// The files, formatted as `tofu fmt` has them. `tags` go on every resource that takes any, `region` is what the variable of
/// this name says unless it is set, and comments are in `language`.
pub fn render(
    blueprint: &Blueprint,
    description: &str,
    tags: &BTreeMap<String, String>,
    region: &str,
    language: Language,
) -> Terraform {
    let mut addresses = Addresses::of(blueprint);
    let resources = blueprint.resources().iter();
    let bodies: Vec<_> = resources.map(|resource| addresses.take(&resource.id)).collect();
    let resources: Vec<Block> = blueprint
        .resources()
        .iter()
        .zip(bodies)
        .flat_map(|(resource, bodies)| blocks(resource, bodies, &addresses, language))
        .collect();
    let writer = Writer::new(&addresses);
    let resources = writer.file(&resources);
    let outputs_tf = writer.file(&inputs::outputs(blueprint));
    let mut head = settings(&addresses, description);
    head.extend(inputs::lookups(blueprint, &format!("{resources}{outputs_tf}")));
    let separator = if resources.is_empty() { "" } else { "\n" };
    Terraform {
        main_tf: writer.file(&head) + separator + &resources,
        variables_tf: writer.file(&inputs::variables(blueprint, tags, region)),
        outputs_tf,
    }
}

/// Which resources of Terraform stand for each of the blueprint's, in its order: the resource itself first, then what is part of
/// it and a resource of its own in Terraform alone.
pub fn counterparts(blueprint: &Blueprint) -> Vec<(LogicalId, Vec<String>)> {
    let addresses = Addresses::of(blueprint);
    let counterparts = |resource: &Resource| {
        let place = addresses.place(&resource.id)?;
        let parts = place.beside.iter().map(|part| place.address_of(part));
        let all = std::iter::once(place.address()).chain(parts).collect();
        Some((resource.id.clone(), all))
    };
    blueprint.resources().iter().filter_map(counterparts).collect()
}

/// Terraform's own settings and the providers. All three lists hold what is used, and nothing else.
fn settings(addresses: &Addresses<'_>, description: &str) -> Vec<Block> {
    let uses_awscc = addresses
        .places()
        .any(|place| matches!(place.provider, Provider::CloudControl(_)));
    let provider = |name: &str, version: &str| {
        let entries = [
            ("source", format!("hashicorp/{name}")),
            ("version", version.to_owned()),
        ];
        let entries = entries.map(|(key, value)| (key.to_owned(), Expression::text(value)));
        Item::argument(name, Expression::Object(entries.to_vec()))
    };
    let mut required = vec![provider("aws", AWS_VERSION)];
    let region = Item::argument("region", Expression::code("var.region"));
    let tags = Item::block(
        "default_tags",
        vec![Item::argument("tags", Expression::code("var.tags"))],
    );
    let mut providers = vec![Block::new("provider", &["aws"], vec![region.clone(), tags])];
    if uses_awscc {
        required.push(provider("awscc", AWSCC_VERSION));
        providers.push(Block::new("provider", &["awscc"], vec![region]));
    }
    let version = Item::argument("required_version", Expression::text(REQUIRED_VERSION));
    let terraform = Block::new(
        "terraform",
        &[],
        vec![version, Item::block("required_providers", required)],
    );
    std::iter::once(terraform.commented(description))
        .chain(providers)
        .collect()
}

/// A resource and what is part of it.
fn blocks(
    resource: &Resource,
    (mut body, parts): (Vec<Item>, Vec<Vec<Item>>),
    addresses: &Addresses<'_>,
    language: Language,
) -> Vec<Block> {
    let Some(place) = addresses.place(&resource.id) else {
        return Vec::new();
    };
    if resource.retention != Retention::Delete {
        let kept = Item::argument("prevent_destroy", Expression::Bool(true));
        match body.iter_mut().find_map(lifecycle) {
            Some(lifecycle) => lifecycle.body.push(kept),
            None => body.push(Item::block("lifecycle", vec![kept])),
        }
    }
    let waits_for = waits_for(resource, addresses);
    if !waits_for.is_empty() {
        body.push(Item::argument("depends_on", Expression::List(waits_for)));
    }
    let main = Block::new("resource", &[&place.kind, &place.label], body);
    let description = catalog::service(resource.kind).map(|service| service.description(language));
    let main = match description {
        Some(description) => main.commented(description),
        None => main,
    };
    let parts = place
        .beside
        .iter()
        .zip(parts)
        .map(|(part, body)| Block::new("resource", &[part.resource, &place.label_of(part)], body));
    std::iter::once(main).chain(parts).collect()
}

fn lifecycle(item: &mut Item) -> Option<&mut Block> {
    match item {
        Item::Block(block) if block.kind == "lifecycle" => Some(block),
        _ => None,
    }
}

/// What a resource waits for although no argument refers to it: what the blueprint says, and the permissions of a role, which
/// are resources of their own here. Without them a program could start before it may do anything.
fn waits_for(resource: &Resource, addresses: &Addresses<'_>) -> Vec<Expression> {
    let mut referred: Vec<&LogicalId> = resource.properties.values().flat_map(Value::references).collect();
    let explicit = resource.depends_on.iter().filter(|id| !referred.contains(id));
    let mut waits_for: Vec<Expression> = explicit.cloned().map(Expression::Resource).collect();
    referred.sort();
    referred.dedup();
    for place in referred.into_iter().filter_map(|id| addresses.place(id)) {
        let permissions = place
            .beside
            .iter()
            .filter(|part| part.resource.starts_with("aws_iam_role_policy"));
        waits_for.extend(permissions.map(|part| Expression::code(place.address_of(part))));
    }
    waits_for
}
