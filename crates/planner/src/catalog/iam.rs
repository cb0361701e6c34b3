//! AWS IAM: who may do what. Every role here is for one service and every statement for one purpose.

pub(crate) mod identities;

use super::plain::Plain;
use super::{Resource, Tags};
use crate::blueprint::{LogicalId, Pseudo, Value};
use crate::properties;

pub(crate) const ROLE: Plain = Plain {
    kind: "AWS::IAM::Role",
    tags: Tags::List,
    purpose: [
        "What the application is allowed to do in your AWS account, and nothing more",
        "आपके AWS खाते में ऐप्लिकेशन क्या-क्या कर सकता है, बस उतना ही और कुछ नहीं",
        "Aapke AWS account mein application kya-kya kar sakta hai, bas utna hi aur kuch nahi",
    ],
};

pub(crate) const INSTANCE_PROFILE: Plain = Plain {
    kind: "AWS::IAM::InstanceProfile",
    tags: Tags::None,
    purpose: [
        "Hands the permissions to the virtual machine, so that no password is kept on it",
        "वर्चुअल मशीन को अनुमतियाँ देता है, ताकि उस पर कोई पासवर्ड न रखना पड़े",
        "Virtual machine ko permissions deta hai, taaki us par koi password na rakhna pade",
    ],
};

/// One permission: these actions on these resources.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Statement {
    /// Actions in IAM's words, such as `dynamodb:GetItem`.
    pub actions: &'static [&'static str],
    /// Exact ARNs.
    pub resources: Vec<Value>,
}

impl Statement {
    /// These actions on these resources.
    pub(crate) fn allow(
        actions: &'static [&'static str],
        resources: impl IntoIterator<Item = Value>,
    ) -> Self {
        Self {
            actions,
            resources: resources.into_iter().collect(),
        }
    }

    fn value(&self) -> Value {
        properties! {
            "Effect": "Allow",
            "Action": Value::list(self.actions.iter().copied()),
            "Resource": Value::list(self.resources.iter().cloned()),
        }
    }
}

/// A role that only this AWS service (such as `lambda.amazonaws.com`) can take on.
pub(crate) fn role(id: impl Into<LogicalId>, service: &str, statements: &[Statement]) -> Resource {
    let role = Resource::new(id, ROLE.kind).with("AssumeRolePolicyDocument", trust(service));
    if statements.is_empty() {
        return role;
    }
    let policy = properties! {
        "PolicyName": "least-privilege",
        "PolicyDocument": policy(statements.iter().map(Statement::value)),
    };
    role.with("Policies", vec![policy])
}

/// Allows a role something more, once.
pub(crate) fn allow(role: &mut Resource, statement: &Statement) {
    const NAME: &str = "least-privilege";
    let statement = statement.value();
    let policies = role
        .properties
        .entry("Policies")
        .or_insert_with(|| Value::List(Vec::new()));
    let Value::List(policies) = policies else { return };
    if policies.is_empty() {
        policies.push(properties! { "PolicyName": NAME, "PolicyDocument": policy([]) });
    }
    let document = policies.first_mut().and_then(|policy| match policy {
        Value::Map(entries) => entries.get_mut("PolicyDocument"),
        _ => None,
    });
    if let Some(Value::Map(document)) = document
        && let Some(Value::List(statements)) = document.get_mut("Statement")
        && !statements.contains(&statement)
    {
        statements.push(statement);
    }
}

/// Gives a role one of AWS's own policies, such as `service-role/AWSLambdaVPCAccessExecutionRole`.
pub(crate) fn with_aws_policy(role: Resource, name: &str) -> Resource {
    let arn = Value::Concat(vec![
        "arn:".into(),
        Pseudo::Partition.into(),
        format!(":iam::aws:policy/{name}").into(),
    ]);
    let mut arns = match role.properties.get("ManagedPolicyArns") {
        Some(Value::List(arns)) => arns.clone(),
        _ => Vec::new(),
    };
    arns.push(arn);
    role.with("ManagedPolicyArns", arns)
}

/// Hands a role to a virtual machine.
pub(crate) fn instance_profile(id: impl Into<LogicalId>, role: &Resource) -> Resource {
    Resource::new(id, INSTANCE_PROFILE.kind).with("Roles", vec![role.reference()])
}

/// A policy document of these statements.
pub(crate) fn policy(statements: impl IntoIterator<Item = Value>) -> Value {
    properties! { "Version": "2012-10-17", "Statement": Value::list(statements) }
}

fn trust(service: &str) -> Value {
    policy([properties! {
        "Effect": "Allow",
        "Principal": properties! { "Service": service },
        "Action": "sts:AssumeRole",
    }])
}
