//! Terraform's language: what a file is made of, and how `tofu fmt` lays it out. Here: nothing about AWS. Not here: what
//! is written (`expression.rs`, `mapping.rs`, `awscc.rs`).
//!
//! Written by hand and not by a library, since those that write this language know neither comments nor the columns of
//! `tofu fmt`; the tests read everything back with `hcl-rs`.

mod text;

use std::fmt::Write;

use crate::blueprint::LogicalId;

pub(super) use text::quoted;

/// Two spaces a level, as `tofu fmt` has it.
const STEP: usize = 2;
/// A list that fits into so many characters stays on one line.
const SHORT: usize = 80;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    Bool(bool),
    Integer(i64),
    Text(String),
    /// What stands in the file as it is, such as `var.region`.
    Code(String),
    List(Vec<Expression>),
    Object(Vec<(String, Expression)>),
    /// Texts and other values, one after the other.
    Template(Vec<Expression>),
    Call(&'static str, Vec<Expression>),
    /// The n-th element.
    Element(Box<Expression>, usize),
    /// What `Ref` gives, or an attribute. Resolved when it is written: only then it is known who provides the resource.
    Reference(LogicalId, Option<&'static str>),
    /// The resource itself, for `depends_on`.
    Resource(LogicalId),
}

impl Expression {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn code(code: impl Into<String>) -> Self {
        Self::Code(code.into())
    }

    /// `jsonencode` of a value; a text is taken to be JSON already.
    pub(super) fn json(value: Self) -> Self {
        match value {
            Self::Object(_) | Self::List(_) => Self::Call("jsonencode", vec![value]),
            other => other,
        }
    }
}

/// A line or a part of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    Argument(String, Expression),
    Block(Block),
}

impl Item {
    pub(super) fn argument(name: impl Into<String>, value: Expression) -> Self {
        Self::Argument(name.into(), value)
    }

    /// A nested block without labels.
    pub(super) fn block(kind: &str, body: Vec<Self>) -> Self {
        Self::Block(Block::new(kind, &[], body))
    }
}

/// `kind "label" { … }`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// A line above it.
    pub comment: Option<String>,
    pub kind: String,
    pub labels: Vec<String>,
    pub body: Vec<Item>,
}

impl Block {
    pub(super) fn new(kind: &str, labels: &[&str], body: Vec<Item>) -> Self {
        Self {
            comment: None,
            kind: kind.to_owned(),
            labels: labels.iter().map(|label| (*label).to_owned()).collect(),
            body,
        }
    }

    #[must_use]
    pub(super) fn commented(mut self, comment: impl Into<String>) -> Self {
        self.comment = Some(comment.into());
        self
    }
}

/// Says how a resource, or a value of it, is called.
pub(super) trait Names {
    /// Such as `aws_s3_bucket.files.arn`; `None` is what `Ref` gives.
    fn value(&self, id: &LogicalId, attribute: Option<&str>) -> String;

    /// Such as `aws_s3_bucket.files`.
    fn resource(&self, id: &LogicalId) -> String;
}

/// Writes files.
pub(super) struct Writer<'a> {
    names: &'a dyn Names,
}

impl<'a> Writer<'a> {
    pub(super) fn new(names: &'a dyn Names) -> Self {
        Self { names }
    }

    /// A file of these blocks, an empty line between each two.
    pub(super) fn file<'b>(&self, blocks: impl IntoIterator<Item = &'b Block>) -> String {
        let mut text = String::new();
        for block in blocks {
            if !text.is_empty() {
                text.push('\n');
            }
            self.block(&mut text, block, 0);
        }
        text
    }

    fn block(&self, text: &mut String, block: &Block, indent: usize) {
        let pad = " ".repeat(indent);
        if let Some(comment) = &block.comment {
            let _ = writeln!(text, "{pad}# {}", comment.replace(['\n', '\r'], " "));
        }
        let _ = write!(text, "{pad}{}", block.kind);
        for label in &block.labels {
            let _ = write!(text, " {}", quoted(label));
        }
        if block.body.is_empty() {
            text.push_str(" {}\n");
            return;
        }
        text.push_str(" {\n");
        self.body(text, &block.body, indent + STEP);
        let _ = writeln!(text, "{pad}}}");
    }

    /// Arguments that stand together share a column; nested blocks stand apart.
    fn body(&self, text: &mut String, items: &[Item], indent: usize) {
        let mut together: Vec<(String, &Expression)> = Vec::new();
        for (n, item) in items.iter().enumerate() {
            match item {
                Item::Argument(name, value) => {
                    if n > 0 && matches!(items[n - 1], Item::Block(_)) {
                        text.push('\n');
                    }
                    together.push((name.clone(), value));
                }
                Item::Block(block) => {
                    self.assignments(text, &together, indent);
                    together.clear();
                    if n > 0 {
                        text.push('\n');
                    }
                    self.block(text, block, indent);
                }
            }
        }
        self.assignments(text, &together, indent);
    }

    /// `name = value` lines. Names that follow each other get the same width, as long as their values take one line each:
    /// a value that opens brackets over several lines ends the column. A heredoc doesn't, in `tofu fmt`'s eyes.
    fn assignments(&self, text: &mut String, entries: &[(String, &Expression)], indent: usize) {
        let written: Vec<(&str, String)> = entries
            .iter()
            .map(|(name, value)| (name.as_str(), self.value(value, indent, false)))
            .collect();
        let in_column = |value: &str| !value.contains('\n') || value.starts_with(text::HEREDOC);
        let pad = " ".repeat(indent);
        let mut rest = written.as_slice();
        while let Some((name, value)) = rest.first() {
            let length = rest.iter().take_while(|(_, value)| in_column(value)).count();
            if length == 0 {
                let _ = writeln!(text, "{pad}{name} = {value}");
                rest = &rest[1..];
                continue;
            }
            let (column, others) = rest.split_at(length);
            let width = column
                .iter()
                .map(|(name, _)| name.chars().count())
                .max()
                .unwrap_or(0);
            for (name, value) in column {
                let _ = writeln!(text, "{pad}{name:width$} = {value}");
            }
            rest = others;
        }
    }

    /// A value whose first line stands behind something, and whose last line ends at `indent`. Where more may follow on
    /// the line (`inline`), a text of several lines is written with escapes.
    fn value(&self, value: &Expression, indent: usize, inline: bool) -> String {
        match value {
            Expression::Bool(value) => value.to_string(),
            Expression::Integer(number) => number.to_string(),
            Expression::Code(code) => code.clone(),
            Expression::Reference(id, attribute) => self.names.value(id, *attribute),
            Expression::Resource(id) => self.names.resource(id),
            Expression::Element(list, n) => format!("{}[{n}]", self.value(list, indent, true)),
            Expression::Text(_) | Expression::Template(_) => {
                let mut parts = Vec::new();
                self.parts(value, indent, &mut parts);
                text::written(&parts, indent, inline)
            }
            Expression::List(values) => self.list(values, indent),
            Expression::Object(entries) if entries.is_empty() => "{}".to_owned(),
            Expression::Object(entries) => {
                let entries: Vec<(String, &Expression)> = entries
                    .iter()
                    .map(|(key, value)| (text::key(key), value))
                    .collect();
                let mut text = "{\n".to_owned();
                self.assignments(&mut text, &entries, indent + STEP);
                text + &" ".repeat(indent) + "}"
            }
            Expression::Call(function, arguments) => self.call(function, arguments, indent),
        }
    }

    fn list(&self, values: &[Expression], indent: usize) -> String {
        let written: Vec<String> = values
            .iter()
            .map(|value| self.value(value, indent + STEP, true))
            .collect();
        let one_line = written.join(", ");
        if !one_line.contains('\n') && (one_line.len() <= SHORT || values.len() == 1) {
            return format!("[{one_line}]");
        }
        let pad = " ".repeat(indent + STEP);
        let mut text = "[\n".to_owned();
        for value in written {
            let _ = writeln!(text, "{pad}{value},");
        }
        text + &" ".repeat(indent) + "]"
    }

    fn call(&self, function: &str, arguments: &[Expression], indent: usize) -> String {
        let written: Vec<String> = arguments
            .iter()
            .map(|argument| self.value(argument, indent, arguments.len() > 1))
            .collect();
        let arguments = written.join(", ");
        if arguments.starts_with(text::HEREDOC) {
            // The end of a heredoc has a line of its own.
            return format!("{function}({arguments}\n{})", " ".repeat(indent));
        }
        format!("{function}({arguments})")
    }

    /// The parts of a text, with templates within templates made one.
    fn parts(&self, value: &Expression, indent: usize, parts: &mut Vec<text::Part>) {
        match value {
            Expression::Text(text) => text::add(parts, text),
            Expression::Template(values) => values.iter().for_each(|value| self.parts(value, indent, parts)),
            other => parts.push(text::Part::Code(self.value(other, indent, true))),
        }
    }
}
