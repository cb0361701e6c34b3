//! A blueprint as an AWS CDK app in TypeScript, one file, with comments that teach. `cdk synth` makes of it the very
//! template that `cloudformation` writes. Here: the order of what is written. Not here: statements (`cdk/file.rs`),
//! resources and values (`cdk/resource.rs`, `cdk/values.rs`), what CDK calls things (`cdk/types.rs`, `cdk/names.rs`),
//! wording (`cdk/words.rs`), the files beside it (`cdk/project.rs`).
//!
//! Every resource is an L1 construct, a class that CDK generates from the CloudFormation type: an L2 would add resources
//! and settings of its own, and the plan that was approved would not be what is deployed. A type that CDK has no class for,
//! and a resource with a value that its class would refuse, is a `cdk.CfnResource` in CloudFormation's words; a property
//! newer than the library is set beside the others.

mod file;
mod layout;
mod names;
mod order;
pub mod project;
mod resource;
mod tags;
mod types;
mod values;
mod words;

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::BreakdownLine;

use crate::blueprint::Blueprint;
use file::File;

/// What the file says beside the blueprint.
#[derive(Clone, Copy, Debug)]
pub struct Stack<'a> {
    /// Name of the project; the stack is called after it.
    pub project: &'a str,
    /// Description of the stack.
    pub description: &'a str,
    /// AWS region.
    pub region: &'a str,
    /// Tags of the stack and of every resource that takes any.
    pub tags: &'a BTreeMap<String, String>,
    /// What the estimate says about each resource that is billed; the others cost nothing themselves.
    pub breakdown: &'a [BreakdownLine],
    /// The language of the comments.
    pub language: Language,
}

/// The file `app.ts`: the same blueprint gives the same bytes.
pub fn render(blueprint: &Blueprint, stack: &Stack<'_>) -> String {
    let mut file = File::new(blueprint, stack);
    for parameter in blueprint.parameters() {
        file.parameter(parameter);
    }
    for resource in order::references_first(blueprint.resources()) {
        file.resource(resource);
    }
    file.outputs(blueprint);
    file.finish()
}
