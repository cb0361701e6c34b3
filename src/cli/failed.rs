//! Programs that asked for a document get one whatever happens, bad arguments included. Here: whether one was asked for, which
//! has to be told from arguments that may make no sense, and writing it. People read the same on stderr.

use std::ffi::OsString;

use serde_json::json;

use super::code::CliCode;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{Format, json, show, yaml};
use super::plan::Document;

/// What is written to stdout when a command fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    format: Format,
    /// `plan` has a document of its own, with every field.
    plan: bool,
}

impl Wanted {
    /// What these arguments ask for, the program's name first.
    pub(super) fn of(arguments: &[OsString]) -> Self {
        let texts: Vec<&str> = arguments
            .iter()
            .skip(1)
            .filter_map(|text| text.to_str())
            .collect();
        let texts = texts.split(|text| *text == "--").next().unwrap_or_default();
        let mut format = Format::Text;
        for (place, text) in texts.iter().enumerate() {
            let value = match *text {
                "-o" | "--output" => texts.get(place + 1).copied(),
                other => other.strip_prefix("--output=").or_else(|| {
                    let short = other.strip_prefix("-o")?;
                    Some(short.strip_prefix('=').unwrap_or(short))
                }),
            };
            match value {
                Some("json") => format = Format::Json,
                Some("yaml") => format = Format::Yaml,
                Some(_) | None => {}
            }
        }
        let plan = texts.iter().find(|text| COMMANDS_OF_PLANS.contains(text)) == Some(&"plan");
        Self { format, plan }
    }

    /// Writes the document of a failure, where one was asked for.
    pub(super) fn show(self, failure: &Failure) {
        let document = || {
            if self.plan {
                return serde_json::to_value(Document::of_failure(failure)).unwrap_or_default();
            }
            json!({ "error": failure.document() })
        };
        let written = match self.format {
            Format::Text => return,
            Format::Json => json(&document()),
            Format::Yaml => yaml(&document()),
        };
        // Whoever closed stdout does not want to know; people are told on stderr in any case.
        let _ = written.and_then(|text| show(&text));
    }

    /// The same for arguments that could not be read. Help and version are no failures.
    pub(super) fn show_usage(self, error: &clap::Error) {
        if !error.use_stderr() || self.format == Format::Text {
            return;
        }
        self.show(&of_usage(&error.render().to_string()));
    }
}

/// Both understand prompts, and a prompt may hold any word: only the first of them is the command.
const COMMANDS_OF_PLANS: [&str; 2] = ["plan", "request"];

/// clap says what is wrong up to the first empty line, then what would be right.
fn of_usage(said: &str) -> Failure {
    let (wrong, right) = said.split_once("\n\n").unwrap_or((said, ""));
    let wrong = wrong.trim().strip_prefix("error: ").unwrap_or(wrong.trim());
    let right: Vec<&str> = right
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    Failure::new(wrong)
        .code(CliCode::InvalidArgument)
        .exit(Exit::Usage)
        .remedy(right.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(arguments: &[&str]) -> Wanted {
        let arguments: Vec<OsString> = std::iter::once(&"cloudwhisper")
            .chain(arguments)
            .map(OsString::from)
            .collect();
        Wanted::of(&arguments)
    }

    #[test]
    fn a_document_is_asked_for_in_every_way_that_clap_takes() {
        for arguments in [
            &["get", "-o", "json"][..],
            &["get", "-ojson"],
            &["get", "-o=json"],
            &["get", "--output", "json"],
            &["--output=json", "get"],
        ] {
            assert_eq!(wanted(arguments).format, Format::Json, "{arguments:?}");
        }
        assert_eq!(wanted(&["get", "-o", "yaml"]).format, Format::Yaml);
        for arguments in [
            &["get"][..],
            &["plan", "-o"],
            &["plan", "--", "-o", "json"],
            &["plan", "json"],
        ] {
            assert_eq!(wanted(arguments).format, Format::Text, "{arguments:?}");
        }
    }

    #[test]
    fn only_plan_has_the_document_of_a_plan() {
        assert!(wanted(&["--lang", "hi", "plan", "-o", "json"]).plan);
        assert!(!wanted(&["request", "plan", "-o", "json"]).plan);
        assert!(!wanted(&["get", "-o", "json"]).plan);
    }
}
