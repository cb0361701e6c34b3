//! One spelling for each character, so that the tables need only one. Here: what no reader would call a change. Not
//! here: letter case and spelling of words (`lexicon::fold`), because names keep theirs.

mod days;
mod sizes;

use unicode_normalization::UnicodeNormalization as _;

/// The text in NFKC without invisible characters, with plain quotes and dashes, ASCII digits and `\n` line ends.
pub fn normalize(text: &str) -> String {
    let mut normalised = String::with_capacity(text.len());
    let mut after_return = false;
    for character in text.nfkc() {
        if !(after_return && character == '\n') {
            push(&mut normalised, character);
        }
        after_return = character == '\r';
    }
    if is_object(&normalised) {
        return as_words(&normalised);
    }
    days::write_out(sizes::write_out(normalised))
}

/// Whether the whole is one JSON object: nobody ends prose with a brace.
fn is_object(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('{') && text.ends_with('}') && text.contains("\":")
        || text.starts_with('{') && text.ends_with('}') && text.contains("\" :")
}

/// `{"db":"mysql","region":"eu-west-3"}` as somebody would type it who knows no JSON: `db: mysql , region: eu-west-3`.
fn as_words(text: &str) -> String {
    let text = text.replace("\":", ": ").replace("\" :", ": ");
    let mut words = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '{' | '}' | '[' | ']' | '"' => words.push(' '),
            ',' => words.push_str(", "),
            other => words.push(other),
        }
    }
    words
}

/// Characters that nobody sees: of no width, marks of direction, tags, choices between shapes of a letter.
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(
        character,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

fn push(text: &mut String, character: char) {
    match character {
        '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
        unseen if is_unseen(unseen) => {}
        '‘' | '’' | '‚' | '‛' | '`' | '´' => text.push('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' => text.push('"'),
        '–' | '‐' | '‑' | '‒' | '−' => text.push('-'),
        '—' | '―' => text.push_str(" - "),
        '।' | '॥' => text.push_str(". "),
        '₨' => text.push('₹'),
        '\u{966}'..='\u{96f}' => text.push(devanagari_digit(character)),
        '\t' => text.push(' '),
        other if other.is_control() && other != '\n' => text.push(' '),
        other => text.push(other),
    }
}

fn devanagari_digit(character: char) -> char {
    u32::from(character)
        .checked_sub(0x966)
        .and_then(|digit| char::from_digit(digit, 10))
        .unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn what_looks_alike_becomes_alike() {
        for (written, expected, because) in [
            ("१२,५००", "12,500", "Devanagari digits count like ours"),
            ("５００", "500", "full-width digits come from phone keyboards"),
            (
                "da\u{200b}ta",
                "data",
                "a zero-width space hides inside pasted words",
            ),
            (
                "da\u{2066}t\u{61c}a\u{e0061}\u{e007f}",
                "data",
                "marks of direction and tags hide a second text",
            ),
            (
                "{\"db\":\"mysql\",\"region\":\"eu-west-3\"}",
                "  db:  mysql ,  region:  eu-west-3  ",
                "a JSON object has words in it as any list has",
            ),
            ("“S3”", "\"S3\"", "word processors bend quotes"),
            ("a\r\nb\rc", "a\nb\nc", "a line ends once, whoever wrote it"),
            ("बस।", "बस. ", "a danda ends a sentence as a full stop does"),
        ] {
            assert_eq!(normalize(written), expected, "{because}");
        }
    }
}
