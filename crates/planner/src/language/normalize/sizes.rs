//! Machine sizes as they are spoken: "t3 medium", "टी3 मीडियम". Here: writing them as AWS does, `t3.medium`. Not here: which of them
//! there are (`catalog/instance_types`).

use crate::catalog::instance_types::is_instance_type;

/// How the letters of families are spelt by ear.
const LETTERS: [(&str, &str); 6] = [
    ("टी", "t"),
    ("एम", "m"),
    ("सी", "c"),
    ("आर", "r"),
    ("आई", "i"),
    ("जी", "g"),
];
/// How sizes are spelt by ear.
const SIZES: [(&str, &str); 9] = [
    ("नैनो", "nano"),
    ("माइक्रो", "micro"),
    ("स्मॉल", "small"),
    ("स्माल", "small"),
    ("मीडियम", "medium"),
    ("मिडियम", "medium"),
    ("लार्ज", "large"),
    ("एक्सलार्ज", "xlarge"),
    ("एक्स्ट्रा-लार्ज", "xlarge"),
];

/// Puts the dot between a family and the size behind it. Every other word stays as it is.
pub(super) fn write_out(text: String) -> String {
    written_out(&text).unwrap_or(text)
}

/// The text with the dots; `None` where none is missing.
fn written_out(text: &str) -> Option<String> {
    let mut written = String::new();
    let mut copied = 0;
    let mut words = words(text).peekable();
    while let Some((from, first)) = words.next() {
        let Some((at, second)) = words.peek().copied() else {
            break;
        };
        if from + first.len() + 1 != at || from < copied {
            continue; // more than one space, or a line break, is no pause in one name
        }
        let size = second.trim_end_matches(|c: char| c.is_ascii_punctuation());
        if let Some(spoken) = family(first).and_then(|family| join(&family, size)) {
            written.push_str(text.get(copied..from)?);
            written.push_str(&spoken);
            copied = at + size.len();
        }
    }
    written.push_str(text.get(copied..)?);
    (copied > 0).then_some(written)
}

/// The words between single spaces, with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split(' ').map(move |word| {
        let at = from;
        from += word.len() + 1;
        (at, word)
    })
}

/// "t3" and "टी3", in lower case.
fn family(word: &str) -> Option<String> {
    let spoken = LETTERS.iter().find_map(|(said, letter)| {
        let rest = word.strip_prefix(said)?;
        Some(format!("{letter}{rest}"))
    });
    let family = spoken.unwrap_or_else(|| word.to_owned()).to_ascii_lowercase();
    let letters = family.starts_with(|c: char| c.is_ascii_lowercase());
    let generation = family.contains(|c: char| c.is_ascii_digit());
    let plain = family.len() < 8 && family.chars().all(|c| c.is_ascii_alphanumeric());
    (letters && generation && plain).then_some(family)
}

/// Both in one, where AWS has such a type.
fn join(family: &str, said: &str) -> Option<String> {
    let spoken = SIZES
        .iter()
        .find_map(|(by_ear, size)| (*by_ear == said).then_some(*size));
    let joined = format!("{family}.{}", spoken.unwrap_or(said).to_ascii_lowercase());
    is_instance_type(&joined).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::write_out;

    #[test]
    fn a_size_that_is_spoken_gets_its_dot() {
        for (said, written) in [
            ("EC2 t3 medium pe node app", "EC2 t3.medium pe node app"),
            ("टी3 मीडियम, मुंबई", "t3.medium, मुंबई"),
            (
                "one M5 2xlarge and a c6g large.",
                "one m5.2xlarge and a c6g.large.",
            ),
            ("db t4g micro", "db t4g.micro"),
            ("top 3 medium sites", "top 3 medium sites"),
            ("t3.medium large", "t3.medium large"),
            ("t3  medium", "t3  medium"),
            ("a medium t3", "a medium t3"),
        ] {
            assert_eq!(write_out(said.to_owned()), written, "{said}");
        }
    }
}
