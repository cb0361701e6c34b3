//! A function with everything that belongs to it: its role, its log and its settings.

use super::access::Access;
use super::wishes::{named, number, said};
use super::{database, monitoring, sample};
use crate::blueprint::architectures::{Design, Profile, System, Workload};
use crate::blueprint::{Blueprint, LogicalId, Resource, Value};
use crate::catalog::component::Part;
use crate::catalog::iam::{self, Statement};
use crate::catalog::lambda::{self, Runtime};
use crate::catalog::logs;
use crate::properties;

/// What Lambda takes, in megabytes and seconds.
const MEMORY_LIMITS: (i64, i64) = (128, 10_240);
const TIMEOUT_LIMITS: (i64, i64) = (1, 900);
/// Keys that X-Ray takes are those of no resource: AWS wants `*` for these two actions and for nothing else here.
const TRACE_ACTIONS: &[&str] = &["xray:PutTelemetryRecords", "xray:PutTraceSegments"];
/// Name of the function that runs the application.
pub(crate) const HANDLER: &str = "HandlerFunction";

/// Adds the function that runs the application and may do what `access` says, and nothing more.
pub(crate) fn function(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    mut access: Access,
    key: Option<&LogicalId>,
) -> LogicalId {
    let requirements = design.requirements;
    access.tell("PROJECT_NAME", requirements.project_name.as_str());
    let database = database::for_function(blueprint, design, key);
    let network = database.as_ref().map(|database| database.vpc_config.clone());
    access.extend(database.map(|database| database.access).unwrap_or_default());
    let variables = Access::said(named(requirements, lambda::Function::KIND).next());
    let named = Named {
        id: HANDLER,
        role: "HandlerRole",
        logs: "HandlerLogs",
        runtime: sample::runtime(requirements),
    };
    let id = add(blueprint, design, &named, access, key, |function| {
        as_said(function, design).with_some("VpcConfig", network)
    });
    blueprint.say(&id, variables);
    id
}

/// Adds a function that works in the background.
pub(crate) fn background(system: &mut System<'_>, id: &str, access: Access, part: &Part<'_>) -> LogicalId {
    let key = system.key();
    let named = Named {
        id,
        role: &format!("{id} Role"),
        logs: &format!("{id} Logs"),
        runtime: part
            .text("runtime")
            .and_then(sample::language)
            .unwrap_or_else(|| sample::runtime(system.design.requirements)),
    };
    // The person's own program is the application's; what works in the background has none yet.
    let design = Design {
        workload: &Workload::Sample,
        ..*system.design
    };
    let id = add(
        &mut system.blueprint,
        &design,
        &named,
        access,
        key.as_ref(),
        |function| {
            let runtime = part
                .text("runtime")
                .filter(|said| lambda::runs_like(&function, said));
            let runtime = runtime.map(str::to_owned);
            function
                .with_some("FunctionName", part.name(lambda::is_name))
                .with_some("Runtime", runtime)
                .with_some("Architectures", architecture(part.text("architecture")))
                .with_some("MemorySize", part.number("memory", MEMORY_LIMITS))
                .with_some("Timeout", part.number("timeout", TIMEOUT_LIMITS))
        },
    );
    system.blueprint.say(&id, Access::said(part.said));
    id
}

/// Names of a function's resources.
struct Named<'a> {
    id: &'a str,
    role: &'a str,
    logs: &'a str,
    runtime: Runtime,
}

fn add(
    blueprint: &mut Blueprint,
    design: &Design<'_>,
    named: &Named<'_>,
    mut access: Access,
    key: Option<&LogicalId>,
    finish: impl FnOnce(Resource) -> Resource,
) -> LogicalId {
    let logs = monitoring::log_group(named.logs, design, key);
    access.allow(Statement::allow(logs::WRITE, [logs.attribute("Arn")]));
    if design.profile == Profile::Hardened {
        access.allow(Statement::allow(TRACE_ACTIONS, ["*".into()]));
    }
    let role = iam::role(named.role, "lambda.amazonaws.com", &access.statements);
    let code = sample::code(blueprint, design.workload, (named.id, named.runtime));
    let function = lambda::function(named.id, named.runtime, code, &role, &logs)
        .with("Environment", properties! { "Variables": access.variables() });
    let function = finish(function);
    let function = match key {
        Some(key) => function
            .with("KmsKeyArn", Value::Attribute(key.clone(), "Arn"))
            .with("TracingConfig", properties! { "Mode": "Active" }),
        None => function,
    };
    let id = blueprint.add(function);
    blueprint.add(role);
    blueprint.add(logs);
    id
}

/// The other one of Lambda's two processors, where it was asked for.
fn architecture(said: Option<&str>) -> Option<Value> {
    said.filter(|said| *said == "x86_64")
        .map(|said| Value::list([said]))
}

/// Sets what was said of the function: its name, memory and time limit.
fn as_said(function: Resource, design: &Design<'_>) -> Resource {
    let requirements = design.requirements;
    let kind = lambda::Function::KIND;
    let name = named(requirements, kind)
        .find_map(|it| it.name.as_deref())
        .filter(|name| lambda::is_name(name));
    let memory = number(requirements, kind, &["memory", "memorySize"], MEMORY_LIMITS);
    let timeout = number(requirements, kind, &["timeout"], TIMEOUT_LIMITS);
    let runtime = said(requirements, kind, &["runtime"]).filter(|said| lambda::runs_like(&function, said));
    let runtime = runtime.map(str::to_owned);
    function
        .with_some("FunctionName", name)
        .with_some("Runtime", runtime)
        .with_some(
            "Architectures",
            architecture(said(requirements, kind, &["architecture"])),
        )
        .with_some("MemorySize", memory)
        .with_some("Timeout", timeout)
}
