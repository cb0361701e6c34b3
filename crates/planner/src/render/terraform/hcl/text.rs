//! Texts: quoted on one line, or as a heredoc where they have several.

use std::fmt::Write;

/// How a heredoc begins.
pub(super) const HEREDOC: &str = "<<";

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// Stands for itself.
    Literal(String),
    /// Is worked out.
    Code(String),
}

/// Adds a text to the last one: two halves of a mark would be escaped wrongly, each for itself.
pub(super) fn add(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(Part::Literal(last)) => last.push_str(text),
        _ => parts.push(Part::Literal(text.to_owned())),
    }
}

/// The text in quotes.
pub(in super::super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The key of an object: bare where the language takes it for a name.
pub(super) fn key(key: &str) -> String {
    let starts = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let word = key
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    // `{ for …` begins a loop; the others are values.
    let reserved = ["for", "null", "true", "false"].contains(&key);
    if starts && word && !reserved {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// The whole text. One of several lines becomes a heredoc, unless more has to follow on the line.
pub(super) fn written(parts: &[Part], indent: usize, inline: bool) -> String {
    if let [Part::Code(code)] = parts {
        return code.clone();
    }
    let literals = || {
        parts.iter().filter_map(|part| match part {
            Part::Literal(text) => Some(text.as_str()),
            Part::Code(_) => None,
        })
    };
    let plain = literals().all(|text| text.chars().all(|c| c == '\n' || c == '\t' || !c.is_control()));
    let several_lines = literals().any(|text| text.trim_end_matches('\n').contains('\n'));
    if inline || !plain || !several_lines {
        return one_line(parts);
    }
    let content = join(parts, template_escaped);
    let mark = mark(&content);
    match parts.last() {
        Some(Part::Literal(last)) if last.ends_with('\n') => format!("{HEREDOC}{mark}\n{content}{mark}"),
        // A heredoc ends with a line break, whether the text does or not.
        _ => format!(
            "chomp({HEREDOC}{mark}\n{content}\n{mark}\n{})",
            " ".repeat(indent)
        ),
    }
}

fn one_line(parts: &[Part]) -> String {
    format!("\"{}\"", join(parts, escaped))
}

fn join(parts: &[Part], escape: fn(&str) -> String) -> String {
    let mut joined = String::new();
    for part in parts {
        match part {
            Part::Literal(text) if is_plain(text) => joined.push_str(text),
            Part::Literal(text) => joined.push_str(&escape(text)),
            Part::Code(code) => {
                // `$${` would be read as an escaped mark.
                if joined.ends_with('$') {
                    joined.pop();
                    joined.push_str("${\"$\"}");
                }
                let _ = write!(joined, "${{{code}}}");
            }
        }
    }
    joined
}

/// A word that no line of the text begins with: Terraform ends at a line that is nothing else, other readers earlier.
fn mark(content: &str) -> String {
    let mut mark = "EOT".to_owned();
    while content.lines().any(|line| line.trim_start().starts_with(&mark)) {
        mark.push('_');
    }
    mark
}

/// Whether there is nothing to escape, as in nearly every text.
fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| matches!(c, '"' | '\\' | '$' | '%') || c.is_control())
}

/// `${` and `%{` would begin something to be worked out.
fn template_escaped(text: &str) -> String {
    text.replace("${", "$${").replace("%{", "%%{")
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in template_escaped(text).chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(escaped, "\\u{:04x}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}
