//! Expressions laid out as a person would: on one line where they fit, else a part a line.

use std::fmt::Write;

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Expression {
    /// Written as it is.
    Code(String),
    /// `[…]`
    List(Vec<Expression>),
    /// `{ key: … }`; a key is written as it is, where it is empty the value is spread, and where the value is a constant of
    /// this very name it is left out.
    Object(Vec<(String, Expression)>),
    /// `function(…)`
    Call(&'static str, Box<Expression>),
    /// Lines of a text: `[…].join('\n')`
    Lines(Vec<Expression>),
}

/// Longest line, as far as it is in our hands.
pub(super) const WIDTH: usize = 110;

const INDENT: usize = 2;

impl Expression {
    /// Appends it to a line that is indented by so much and already so long.
    pub(super) fn write(&self, out: &mut String, indent: usize, used: usize) {
        if self.fits(WIDTH.saturating_sub(used)).is_some() {
            self.write_flat(out);
            return;
        }
        match self {
            Self::Code(code) => out.push_str(code),
            Self::List(items) => write_items(out, items, indent),
            Self::Lines(lines) => {
                write_items(out, lines, indent);
                out.push_str(".join('\\n')");
            }
            Self::Call(function, argument) => {
                let _ = write!(out, "{function}(");
                argument.write(out, indent, used + function.len() + 1);
                out.push(')');
            }
            Self::Object(entries) => {
                out.push_str("{\n");
                for (key, value) in entries {
                    let start = opening(key, value);
                    let _ = write!(out, "{:width$}{start}", "", width = indent + INDENT);
                    value.write(out, indent + INDENT, indent + INDENT + start.chars().count() + 1);
                    out.push_str(",\n");
                }
                let _ = write!(out, "{:indent$}}}", "");
            }
        }
    }

    /// What is left of this much room after it, where it fits. Lines of a text never do: a text of several lines is
    /// shown as such.
    fn fits(&self, room: usize) -> Option<usize> {
        let all = |items: &[Self], room: usize| {
            items
                .iter()
                .try_fold(room.checked_sub(2)?, |room, item| item.fits(room)?.checked_sub(2))
        };
        match self {
            Self::Code(code) => room.checked_sub(code.chars().count()),
            Self::List(items) => all(items, room),
            Self::Lines(_) => None,
            Self::Call(function, argument) => argument.fits(room.checked_sub(function.len() + 2)?),
            Self::Object(entries) => entries
                .iter()
                .try_fold(room.checked_sub(4)?, |room, (key, value)| {
                    value
                        .fits(room.checked_sub(opening(key, value).chars().count())?)?
                        .checked_sub(2)
                }),
        }
    }

    /// Appends it on one line.
    pub(super) fn write_flat(&self, out: &mut String) {
        match self {
            Self::Code(code) => out.push_str(code),
            Self::List(items) | Self::Lines(items) => {
                out.push('[');
                for (n, item) in items.iter().enumerate() {
                    out.push_str(if n == 0 { "" } else { ", " });
                    item.write_flat(out);
                }
                out.push(']');
                if matches!(self, Self::Lines(_)) {
                    out.push_str(".join('\\n')");
                }
            }
            Self::Call(function, argument) => {
                let _ = write!(out, "{function}(");
                argument.write_flat(out);
                out.push(')');
            }
            Self::Object(entries) if entries.is_empty() => out.push_str("{}"),
            Self::Object(entries) => {
                out.push_str("{ ");
                for (n, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if n == 0 { "" } else { ", " });
                    out.push_str(&opening(key, value));
                    value.write_flat(out);
                }
                out.push_str(" }");
            }
        }
    }
}

/// What stands in front of an entry's value.
fn opening(key: &str, value: &Expression) -> String {
    match value {
        _ if key.is_empty() => "...".to_owned(),
        Expression::Code(code) if code == key => String::new(),
        _ => format!("{key}: "),
    }
}

fn write_items(out: &mut String, items: &[Expression], indent: usize) {
    out.push_str("[\n");
    for item in items {
        let _ = write!(out, "{:width$}", "", width = indent + INDENT);
        item.write(out, indent + INDENT, indent + INDENT + 1);
        out.push_str(",\n");
    }
    let _ = write!(out, "{:indent$}]", "");
}

/// Appends comment lines, broken at words.
pub(super) fn comment(out: &mut String, indent: usize, text: &str) {
    let mut line = String::new();
    let mut flush = |line: &mut String| {
        if !line.is_empty() {
            let _ = writeln!(out, "{:indent$}// {line}", "");
            line.clear();
        }
    };
    for word in text.split_whitespace() {
        if indent + 3 + line.chars().count() + 1 + word.chars().count() > WIDTH {
            flush(&mut line);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    flush(&mut line);
}
