//! Days in short: "30d logs". Here: writing the word out. Not here: other units, which the lexicon knows in short.

/// Less is more often something else: "2D and 3D models".
const FEWEST: u32 = 5;

/// Writes "30d" as "30 days", where both stand alone in one word. Every other word stays as it is.
pub(super) fn write_out(text: String) -> String {
    let mut written = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices(['d', 'D']) {
        let before = text.get(..at).unwrap_or_default();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let from = at - digits;
        let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | '/' | ':');
        let alone = before.get(..from).and_then(|it| it.chars().next_back());
        let behind = text.get(at + 1..).unwrap_or_default();
        let closes = behind
            .trim_start_matches(['.', ':'])
            .chars()
            .next()
            .is_none_or(ends)
            || behind.starts_with(['.', ':']) && behind[1..].starts_with(char::is_whitespace);
        let count = before.get(from..).and_then(|it| it.parse::<u32>().ok());
        if alone.is_none_or(ends) && closes && count.is_some_and(|count| count >= FEWEST) {
            written.push_str(text.get(copied..at).unwrap_or_default());
            written.push_str(" days");
            copied = at + 1;
        }
    }
    if copied == 0 {
        return text;
    }
    written.push_str(text.get(copied..).unwrap_or_default());
    written
}

#[cfg(test)]
mod tests {
    use super::write_out;

    #[test]
    fn days_in_short_are_written_out_and_nothing_else_is() {
        for (said, written) in [
            ("30d logs, 7D backups", "30 days logs, 7 days backups"),
            ("logs 90d. done", "logs 90 days. done"),
            ("retention=14d", "retention=14 days"),
            ("a 3d model viewer", "a 3d model viewer"),
            ("sha 30dab", "sha 30dab"),
            ("subnet-0a30d", "subnet-0a30d"),
            ("30d-old", "30d-old"),
            ("app-30d", "app-30d"),
        ] {
            assert_eq!(write_out(said.to_owned()), written, "{said}");
        }
    }
}
