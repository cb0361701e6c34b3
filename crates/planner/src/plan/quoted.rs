//! What a person wrote, quoted back in a warning.

/// The first `most` of these words in quotation marks, and how many more there are: `“a”, “b”, +3`.
pub(super) fn first(most: usize, words: &[&str]) -> String {
    let mut told: Vec<String> = words
        .iter()
        .take(most)
        .map(|words| format!("“{words}”"))
        .collect();
    let more = words.len().saturating_sub(most);
    if more > 0 {
        told.push(format!("+{more}"));
    }
    told.join(", ")
}
