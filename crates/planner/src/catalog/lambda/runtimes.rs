//! Languages that Lambda runs and that can't stand in a template: their programs are built first and come as a package. Here: which
//! there are, and what AWS calls their versions. Not here: who asked for one (`requirements/services/runtimes.rs`).

use crate::blueprint::{Blueprint, LogicalId, Parameter, Value};
use crate::properties;

/// A language whose programs come as a package.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Packaged {
    /// What the lexicon calls it, and frameworks that are written in it.
    pub names: &'static [&'static str],
    /// AWS's names for its versions, the one that is taken where none was said first.
    pub versions: &'static [&'static str],
    /// What Lambda calls in the package, by the example of AWS's own templates.
    pub handler: &'static str,
}

/// Every one. Only versions that AWS looks after for another year at least.
/// Source: Lambda developer guide, "Lambda runtimes", 2026-11.
pub(crate) const PACKAGED: [Packaged; 4] = [
    Packaged {
        names: &["Java", "Kotlin", "Spring Boot"],
        versions: &["java21", "java25"],
        handler: "example.Handler::handleRequest",
    },
    Packaged {
        names: &[".NET"],
        versions: &["dotnet10"],
        handler: "Function::Function.Handler::Handle",
    },
    Packaged {
        names: &["Ruby", "Ruby on Rails"],
        versions: &["ruby3.4"],
        handler: "function.handler",
    },
    // Programs that are their own runtime.
    Packaged {
        names: &["Go", "Rust"],
        versions: &["provided.al2023"],
        handler: "bootstrap",
    },
];

/// The runtime for a language or framework by its name, in the version that was said where AWS looks after it.
pub(crate) fn named(name: &str, version: Option<&str>) -> Option<&'static str> {
    let language = PACKAGED.iter().find(|it| it.names.contains(&name))?;
    let said = version.and_then(|version| language.versions.iter().find(|it| is_version(it, version)));
    said.or_else(|| language.versions.first()).copied()
}

/// Whether AWS's name for a runtime says this very version: the 3.4 of `ruby3.4`, and not the 4. What is its own runtime has none that
/// could be another one.
pub(crate) fn is_version(runtime: &str, version: &str) -> bool {
    runtime.starts_with("provided.") || runtime.trim_start_matches(|c: char| !c.is_ascii_digit()) == version
}

/// The language of a runtime by AWS's name for it.
pub(crate) fn packaged(runtime: &str) -> Option<&'static Packaged> {
    PACKAGED.iter().find(|it| it.versions.contains(&runtime))
}

/// Where a function's package is: a file of the function's name in a bucket that only its owner can name.
pub(crate) fn package(blueprint: &mut Blueprint, function: &str) -> Value {
    let bucket = blueprint.parameter(Parameter {
        id: LogicalId::new("PackageBucket"),
        description: "Bucket in this region with the functions' built packages, each a .zip or .jar called after its function: \
                      HandlerFunction.zip",
        pattern: "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$",
        answer: "packageBucket",
    });
    let key = format!("{}.zip", LogicalId::new(function));
    properties! { "S3Bucket": bucket, "S3Key": key }
}
