//! Values of properties in TypeScript: as CDK's classes take them, and as CloudFormation takes them where CDK leaves a
//! property alone or has no class for it.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::layout::Expression;
use super::names::{escape, key, quoted};
use super::types::{Kind, Property, Shape, Taken, Type};
use crate::blueprint::{LogicalId, Pseudo, Value};

/// What can be referred to: constants that stand above the expression.
#[derive(Debug, Default)]
pub(super) struct Declared<'a>(HashMap<&'a LogicalId, Constant>);

/// A constant of the file.
#[derive(Clone, Debug)]
pub(super) struct Constant {
    /// Its name.
    pub(super) name: String,
    /// The type of the resource that it holds, where CDK has a class for it.
    pub(super) class: Option<Type>,
}

impl<'a> Declared<'a> {
    /// From here on there is a constant for this name.
    pub(super) fn insert(&mut self, id: &'a LogicalId, constant: Constant) {
        self.0.insert(id, constant);
    }

    /// The constant's name, where there is one yet.
    pub(super) fn name(&self, id: &LogicalId) -> Option<&str> {
        self.0.get(id).map(|constant| constant.name.as_str())
    }

    /// The value as CDK takes it for this property; none if it doesn't.
    pub(super) fn property(&self, value: &Value, property: &Property) -> Option<Expression> {
        // Whatever is called so has to be there when the app runs: CDK looks into tags to merge them.
        let refused = property.name == "tags" && !is_literal(only_part(value));
        (!refused).then(|| self.typed(value, property.kind)).flatten()
    }

    /// The value as CDK takes it for a property of this kind; none if it doesn't. References it takes everywhere, as tokens;
    /// anything else it checks, and fails on a text where it wants a number even if CloudFormation would not.
    pub(super) fn typed(&self, value: &Value, kind: Kind) -> Option<Expression> {
        let value = only_part(value);
        let token = |function| {
            let raw = || Box::new(self.raw(value));
            (!is_literal(value)).then(|| Expression::Call(function, raw()))
        };
        match (kind.taken(), value) {
            (Taken::Anything, _)
            | (Taken::Number, Value::Integer(_))
            | (Taken::Bool, Value::Bool(_))
            | (Taken::Text, Value::Text(_))
            | (Taken::Plain, Value::Text(_) | Value::Integer(_) | Value::Bool(_)) => Some(self.raw(value)),
            (Taken::Text | Taken::Plain, _) => (!is_literal(value)).then(|| self.raw(value)),
            (Taken::Number, _) => self
                .typed_attribute(value, |taken| matches!(taken, Taken::Number))
                .or_else(|| token("cdk.Token.asNumber")),
            (Taken::List(kind), Value::List(items)) => {
                let items = items.iter().map(|item| self.typed(item, kind));
                Some(Expression::List(items.collect::<Option<_>>()?))
            }
            (Taken::List(kind), _) if matches!(kind.taken(), Taken::Text) => {
                let is_list = |taken| matches!(taken, Taken::List(_));
                self.typed_attribute(value, is_list)
                    .or_else(|| token("cdk.Token.asList"))
            }
            (Taken::Map(kind), Value::Map(entries)) => {
                let entries = entries
                    .iter()
                    .map(|(name, value)| Some((key(name), self.typed(value, kind)?)));
                Some(Expression::Object(entries.collect::<Option<_>>()?))
            }
            (Taken::Shape(shape), Value::Map(entries)) => self.shaped(entries, shape),
            (Taken::Tag(shape), Value::Map(entries)) => {
                // One that lacks its key or value would fail.
                (entries.len() == 2)
                    .then(|| self.shaped(entries, shape))
                    .flatten()
            }
            // CDK sorts tags, so each has to be there.
            (Taken::Date | Taken::Tag(_), _) => None,
            (Taken::Bool | Taken::Several | Taken::List(_) | Taken::Map(_) | Taken::Shape(_), _) => {
                token("cdk.Token.asAny")
            }
        }
    }

    /// The value as a part of a text, or all of it.
    pub(super) fn text(&self, value: &Value) -> Expression {
        let value = only_part(value);
        let raw = self.raw(value);
        match value {
            Value::Bool(_) | Value::Integer(_) | Value::List(_) | Value::Map(_) => {
                Expression::Call("cdk.Token.asString", Box::new(raw))
            }
            _ => raw,
        }
    }

    /// The value as CloudFormation takes it: keys stay.
    pub(super) fn raw(&self, value: &Value) -> Expression {
        Expression::Code(match value {
            Value::Bool(value) => value.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Text(text) => return lines(vec![Part::Text(text)]),
            Value::List(values) => {
                return Expression::List(values.iter().map(|value| self.raw(value)).collect());
            }
            Value::Map(entries) => {
                let entries = entries.iter().map(|(name, value)| (key(name), self.raw(value)));
                return Expression::Object(entries.collect());
            }
            Value::Concat(parts) => {
                return match parts.as_slice() {
                    [only] => self.raw(only),
                    parts => lines(self.parts(parts)),
                };
            }
            Value::Base64(value) => {
                return Expression::Call("cdk.Fn.base64", Box::new(self.raw(value)));
            }
            Value::Secret(arn) => return self.raw(&Value::secret_reference(arn)),
            Value::Ref(id) => match self.name(id) {
                Some(name) => format!("{name}.ref"),
                None => format!("cdk.Fn.ref({})", quoted(id.as_str())),
            },
            Value::Parameter(id) => match self.name(id) {
                Some(name) => format!("{name}.valueAsString"),
                None => format!("cdk.Fn.ref({})", quoted(id.as_str())),
            },
            Value::Attribute(id, name) => self.attribute(id, name),
            Value::UrlHost(id, name) => {
                format!(
                    "cdk.Fn.select(2, cdk.Fn.split('/', {}))",
                    self.attribute(id, name)
                )
            }
            Value::Pseudo(pseudo) => pseudo_name(*pseudo).to_owned(),
            Value::AvailabilityZone(n) => format!("cdk.Fn.select({n}, cdk.Fn.getAzs())"),
            Value::SsmParameter(path) => quoted(&format!("{{{{resolve:ssm:{path}}}}}")),
        })
    }

    /// The entries under CDK's names; none if there is one that CDK doesn't know.
    fn shaped(&self, entries: &IndexMap<String, Value>, shape: Shape) -> Option<Expression> {
        let entries = entries.iter().map(|(name, value)| {
            let property = shape.property(name)?;
            Some((key(&property.name), self.property(value, &property)?))
        });
        Some(Expression::Object(entries.collect::<Option<_>>()?))
    }

    /// An attribute as a text.
    fn attribute(&self, id: &LogicalId, name: &str) -> String {
        if let Some((constant, attribute)) = self.known_attribute(id, name)
            && matches!(attribute.kind.taken(), Taken::Text)
        {
            return format!("{constant}.{}", attribute.name);
        }
        match self.name(id) {
            Some(constant) => format!("{constant}.getAtt({}).toString()", quoted(name)),
            None => format!(
                "cdk.Fn.getAtt({}, {}).toString()",
                quoted(id.as_str()),
                quoted(name)
            ),
        }
    }

    /// An attribute of this kind by the name that CDK has for it.
    fn typed_attribute(&self, value: &Value, is: impl Fn(Taken) -> bool) -> Option<Expression> {
        let Value::Attribute(id, name) = value else {
            return None;
        };
        let (constant, attribute) = self.known_attribute(id, name)?;
        is(attribute.kind.taken()).then(|| Expression::Code(format!("{constant}.{}", attribute.name)))
    }

    fn known_attribute(&self, id: &LogicalId, name: &str) -> Option<(&str, Property)> {
        let constant = self.0.get(id)?;
        Some((&constant.name, constant.class?.attribute(name)?))
    }

    fn parts<'v>(&self, parts: &'v [Value]) -> Vec<Part<'v>> {
        parts
            .iter()
            .flat_map(|part| match part {
                Value::Text(text) => vec![Part::Text(text)],
                Value::Concat(parts) => self.parts(parts),
                part => vec![Part::Code(self.text(part))],
            })
            .collect()
    }
}

/// Joining a single part changes nothing, and hides what it is.
fn only_part(value: &Value) -> &Value {
    match value {
        Value::Concat(parts) => match parts.as_slice() {
            [only] => only_part(only),
            _ => value,
        },
        _ => value,
    }
}

/// Whether it is the same wherever the stack runs.
fn is_literal(value: &Value) -> bool {
    match value {
        Value::Bool(_) | Value::Integer(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => true,
        Value::Concat(parts) => parts.iter().all(is_literal),
        Value::Ref(_)
        | Value::Attribute(..)
        | Value::UrlHost(..)
        | Value::Parameter(_)
        | Value::Pseudo(_)
        | Value::AvailabilityZone(_)
        | Value::SsmParameter(_)
        | Value::Secret(_)
        | Value::Base64(_) => false,
    }
}

fn pseudo_name(pseudo: Pseudo) -> &'static str {
    match pseudo {
        Pseudo::Region => "cdk.Aws.REGION",
        Pseudo::AccountId => "cdk.Aws.ACCOUNT_ID",
        Pseudo::Partition => "cdk.Aws.PARTITION",
        Pseudo::UrlSuffix => "cdk.Aws.URL_SUFFIX",
        Pseudo::StackName => "cdk.Aws.STACK_NAME",
    }
}

/// A part of a text.
#[derive(Clone, Debug)]
enum Part<'a> {
    Text(&'a str),
    Code(Expression),
}

/// The parts as one text; where it has several lines, line by line.
fn lines(parts: Vec<Part<'_>>) -> Expression {
    let mut lines = vec![Vec::new()];
    for part in parts {
        let Part::Text(text) = part else {
            lines
                .last_mut()
                .into_iter()
                .for_each(|line| line.push(part.clone()));
            continue;
        };
        for (n, text) in text.split('\n').enumerate() {
            if n > 0 {
                lines.push(Vec::new());
            }
            lines
                .last_mut()
                .into_iter()
                .for_each(|line| line.push(Part::Text(text)));
        }
    }
    match lines.as_slice() {
        [only] => Expression::Code(line(only)),
        lines => Expression::Lines(lines.iter().map(|parts| Expression::Code(line(parts))).collect()),
    }
}

fn line(parts: &[Part<'_>]) -> String {
    let texts: Option<String> = parts
        .iter()
        .map(|part| match part {
            Part::Text(text) => Some(*text),
            Part::Code(_) => None,
        })
        .collect();
    texts.map_or_else(|| template(parts), |text| quoted(&text))
}

/// A template literal. CDK turns its tokens into `Fn::Join`.
fn template(parts: &[Part<'_>]) -> String {
    let mut literal = String::from("`");
    for part in parts {
        match part {
            Part::Text(text) => {
                let mut letters = text.chars().peekable();
                while let Some(c) = letters.next() {
                    // The brace may also stand at the start of the next part.
                    let begins_code = c == '$' && letters.peek().is_none_or(|next| *next == '{');
                    if c == '`' || begins_code {
                        literal.push('\\');
                    }
                    escape(c, &mut literal);
                }
            }
            Part::Code(code) => {
                literal.push_str("${");
                code.write_flat(&mut literal);
                literal.push('}');
            }
        }
    }
    literal.push('`');
    literal
}
