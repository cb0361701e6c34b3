//! Questions to a person at a terminal. They go to stderr, so that stdout stays what was asked for.

use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal, Write};

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Clarification;

use super::failure::Failure;
use super::say::say;
use super::style::{HEADING, paint};

/// Whether there is somebody to ask.
pub(crate) fn somebody_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for a yes; anything else is a no.
pub(crate) fn confirm(question: &str, language: Language) -> Result<bool, Failure> {
    let choice = say!(language, "[y/N]", "[हाँ/नहीं]", "[haan/nahi]");
    let answer = line(&format!("{} {choice} ", paint(HEADING, question)), language)?;
    Ok(is_yes(&answer))
}

fn is_yes(answer: &str) -> bool {
    ["y", "yes", "haan", "ha", "हाँ", "हां"].contains(&answer.trim().to_lowercase().as_str())
}

/// Asks an open question; an option may be named by its number.
pub(crate) fn clarify(question: &Clarification, language: Language) -> Result<String, Failure> {
    let mut text = format!("{}\n", paint(HEADING, &question.question));
    for (number, option) in question.options.iter().enumerate() {
        let _ = writeln!(text, "  {}. {option}", number + 1);
    }
    let answer = line(&format!("{text}> "), language)?;
    Ok(chosen(&question.options, answer.trim()))
}

fn chosen(options: &[String], answer: &str) -> String {
    let number = answer
        .parse::<usize>()
        .ok()
        .and_then(|number| number.checked_sub(1));
    number
        .and_then(|number| options.get(number))
        .map_or_else(|| answer.to_owned(), Clone::clone)
}

fn line(prompt: &str, language: Language) -> Result<String, Failure> {
    let unreadable = |error: io::Error| {
        Failure::new(say!(
            language,
            "the answer can't be read: {error}",
            "उत्तर को पढ़ा नहीं जा सका: {error}",
            "jawab ko padha nahi ja saka: {error}",
        ))
    };
    let mut stderr = anstream::stderr().lock();
    stderr
        .write_all(prompt.as_bytes())
        .and_then(|()| stderr.flush())
        .map_err(unreadable)?;
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer).map_err(unreadable)? == 0 {
        return Err(Failure::new(say!(
            language,
            "nobody answered",
            "किसी ने उत्तर नहीं दिया",
            "kisi ne jawab nahi diya",
        )));
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_is_a_yes() {
        for yes in ["y", "Yes\n", "haan", " हाँ "] {
            assert!(is_yes(yes), "{yes}");
        }
        for no in ["", "\n", "n", "yep", "nahi", "yes please"] {
            assert!(!is_yes(no), "{no}");
        }
    }

    #[test]
    fn an_option_is_chosen_by_number_or_by_name() {
        let options = ["api".to_owned(), "static-site".to_owned()];
        for (answer, expected) in [("2", "static-site"), ("api", "api"), ("0", "0"), ("3", "3")] {
            assert_eq!(chosen(&options, answer), expected);
        }
    }
}
