//! The file while it is written, statement by statement.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

use super::layout::{Expression, comment};
use super::names::{Constants, quoted};
use super::resource::Written;
use super::tags::CommonTags;
use super::values::{Constant, Declared};
use super::{Stack, order, types, words};
use crate::blueprint::{Blueprint, LogicalId, Parameter, Resource, Retention};
use crate::render::cloudformation::explicit_dependencies;

/// Names of constructs that CDK itself puts into every stack, or that it takes for no name at all.
const RESERVED: [&str; 5] = [
    "Default",
    "BootstrapVersion",
    "CheckBootstrapVersion",
    "CDKMetadata",
    "Exports",
];

/// Indent of the constructor's statements.
const BODY: usize = 4;

/// The file while it is written.
pub(super) struct File<'a> {
    stack: &'a Stack<'a>,
    tags: CommonTags<'a>,
    /// Resources that something refers to, so that they need a constant.
    referred: HashSet<&'a LogicalId>,
    constants: Constants,
    declared: Declared<'a>,
    constructs: HashSet<String>,
    modules: BTreeSet<String>,
    body: String,
}

impl<'a> File<'a> {
    /// A file with nothing in it yet.
    pub(super) fn new(blueprint: &'a Blueprint, stack: &'a Stack<'a>) -> Self {
        // Also those that are not imported in the end, because a resource doesn't fit its class.
        let modules: BTreeSet<String> = blueprint
            .resources()
            .iter()
            .filter_map(|resource| Some(types::find(resource.kind)?.class().0))
            .collect();
        Self {
            stack,
            tags: CommonTags::new(stack.tags),
            referred: order::referred(blueprint).collect(),
            constants: Constants::besides(modules.iter().map(|module| alias(module))),
            declared: Declared::default(),
            constructs: RESERVED.map(str::to_owned).into(),
            modules: BTreeSet::new(),
            body: String::new(),
        }
    }

    /// Adds a parameter.
    pub(super) fn parameter(&mut self, parameter: &'a Parameter) {
        let name = self.constants.name(parameter.id.as_str());
        self.comment(&words::parameter(&parameter.id, self.stack.language));
        self.begin(Some(&name));
        let properties = Expression::Object(vec![
            ("type".to_owned(), Expression::Code(quoted("String"))),
            (
                "description".to_owned(),
                Expression::Code(quoted(parameter.description)),
            ),
            (
                "allowedPattern".to_owned(),
                Expression::Code(quoted(parameter.pattern)),
            ),
        ]);
        let renamed = self.construct("cdk.CfnParameter", parameter.id.as_str(), &properties);
        if renamed {
            self.rename(&name, &parameter.id);
        }
        self.body.push('\n');
        self.declared
            .insert(&parameter.id, Constant { name, class: None });
    }

    /// Adds a resource; what it refers to has to be there already.
    pub(super) fn resource(&mut self, resource: &'a Resource) {
        self.comment(&words::purpose(resource.kind, self.stack.language));
        self.comment(&words::free_tier(resource, self.stack));
        let written = Written::of(resource, &self.declared, &self.tags);
        let waits_for = explicit_dependencies(resource);
        let id = resource.id.as_str();
        let needs_constant = self.referred.contains(&resource.id)
            || !written.overrides.is_empty()
            || !waits_for.is_empty()
            || resource.retention != Retention::Delete
            || self.constructs.contains(id);
        let name = needs_constant.then(|| self.constants.name(id));
        self.begin(name.as_deref());
        let class_name = written.class.map_or_else(
            || "cdk.CfnResource".to_owned(),
            |class| {
                let (module, class) = class.class();
                let name = format!("{}.{class}", alias(&module));
                self.modules.insert(module);
                name
            },
        );
        let renamed = self.construct(&class_name, id, &written.properties);
        if let Some(name) = name {
            if renamed {
                self.rename(&name, &resource.id);
            }
            self.particulars(&name, resource, &written.overrides, &waits_for);
            let class = written.class;
            self.declared.insert(&resource.id, Constant { name, class });
        }
        self.body.push('\n');
    }

    /// What a class has no property for.
    fn particulars(
        &mut self,
        name: &str,
        resource: &Resource,
        overrides: &[(&'static str, Expression)],
        waits_for: &[&LogicalId],
    ) {
        for (property, value) in overrides {
            let start = format!("{name}.addPropertyOverride({}, ", quoted(property));
            let _ = write!(self.body, "{:BODY$}{start}", "");
            value.write(&mut self.body, BODY, BODY + start.len() + 2);
            self.body.push_str(");\n");
        }
        let policy = match resource.retention {
            Retention::Delete => None,
            Retention::Retain => Some("RETAIN"),
            Retention::Snapshot => Some("SNAPSHOT"),
        };
        if let Some(policy) = policy {
            self.comment(words::retention(resource.retention, self.stack.language));
            let _ = writeln!(
                self.body,
                "{:BODY$}{name}.applyRemovalPolicy(cdk.RemovalPolicy.{policy});",
                ""
            );
        }
        for id in waits_for {
            let _ = match self.declared.name(id) {
                Some(other) => writeln!(self.body, "{:BODY$}{name}.addResourceDependency({other});", ""),
                // Only in a circle, which CloudFormation refuses as well.
                None => Ok(()),
            };
        }
    }

    /// Adds the outputs.
    pub(super) fn outputs(&mut self, blueprint: &'a Blueprint) {
        if blueprint.outputs().is_empty() {
            return;
        }
        self.comment(words::outputs(self.stack.language));
        for output in blueprint.outputs() {
            let value = self.declared.text(&output.value);
            let properties = Expression::Object(vec![
                (
                    "description".to_owned(),
                    Expression::Code(quoted(&output.description)),
                ),
                ("value".to_owned(), value),
            ]);
            let id = output.id.as_str();
            let name = self.constructs.contains(id).then(|| self.constants.name(id));
            self.begin(name.as_deref());
            self.construct("cdk.CfnOutput", id, &properties);
            if let Some(name) = name {
                self.rename(&name, &output.id);
            }
        }
    }

    /// The beginning of a statement that makes a construct.
    fn begin(&mut self, constant: Option<&str>) {
        let _ = match constant {
            Some(name) => write!(self.body, "{:BODY$}const {name} = ", ""),
            None => write!(self.body, "{:BODY$}", ""),
        };
    }

    /// `new Class(this, 'Id', …)`. Whether the construct is not called by its logical id, because something else is.
    fn construct(&mut self, class: &str, id: &str, properties: &Expression) -> bool {
        let mut construct = id.to_owned();
        while self.constructs.contains(&construct) {
            construct.push('0');
        }
        let start = format!("new {class}(this, {}, ", quoted(&construct));
        self.body.push_str(&start);
        properties.write(
            &mut self.body,
            BODY,
            BODY + "const  = ".len() + id.len() + start.len() + 2,
        );
        self.body.push_str(");\n");
        let renamed = construct != id;
        self.constructs.insert(construct);
        renamed
    }

    fn rename(&mut self, name: &str, id: &LogicalId) {
        let id = quoted(id.as_str());
        let _ = writeln!(self.body, "{:BODY$}{name}.overrideLogicalId({id});", "");
    }

    fn comment(&mut self, text: &str) {
        comment(&mut self.body, BODY, text);
    }

    /// All of it, with what stands around the constructor.
    pub(super) fn finish(self) -> String {
        let stack = self.stack;
        let mut file = String::with_capacity(self.body.len() + 2048);
        comment(&mut file, 0, &words::head(stack));
        file.push_str(
            "\nimport * as cdk from 'aws-cdk-lib';\nimport type { Construct } from 'constructs';\n",
        );
        for module in &self.modules {
            let _ = writeln!(file, "import * as {} from 'aws-cdk-lib/{module}';", alias(module));
        }
        self.tags.declare(&mut file, stack.language);
        let class = format!("{}Stack", LogicalId::new(stack.project));
        let _ = write!(
            file,
            "\nexport class {class} extends cdk.Stack {{\n  constructor(scope: Construct, id: string, props: \
             cdk.StackProps) {{\n    super(scope, id, props);\n\n{}  }}\n}}\n\nnew {class}(new cdk.App(), {}, {{\n",
            self.body,
            quoted(&stack_name(stack.project)),
        );
        let _ = writeln!(file, "  description: {},", quoted(stack.description));
        let region = quoted(stack.region);
        let _ = writeln!(
            file,
            "  env: {{ account: process.env.CDK_DEFAULT_ACCOUNT, region: {region} }},"
        );
        if !stack.tags.is_empty() {
            file.push_str("  tags,\n");
        }
        file.push_str("});\n");
        file
    }
}

/// The constant that a module is imported as.
fn alias(module: &str) -> &str {
    module.strip_prefix("aws-").unwrap_or(module)
}

/// The project's name where a stack may be called so, else one made of it.
fn stack_name(project: &str) -> String {
    let allowed = project.starts_with(|c: char| c.is_ascii_alphabetic())
        && project.len() <= 128
        && project
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if allowed {
        project.to_owned()
    } else {
        LogicalId::new(project).to_string()
    }
}
