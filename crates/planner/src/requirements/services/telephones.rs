//! Telephone numbers: "SMS to +91 98765 43210". Here: which number was said, and of which part. Not here: the subscription
//! (`catalog/sns.rs`).

use super::TOPIC;
use super::list::List;
use crate::catalog::sns;
use crate::requirements::read::Reading;

/// Notes the first telephone number of the topic that there is.
pub(super) fn note(reading: &Reading<'_>, list: &mut List) {
    if !list.has(TOPIC) {
        return;
    }
    let mut rest = reading.text;
    while let Some(at) = rest.find('+') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let number = format!("+{}", digits(rest));
        if sns::is_number(&number) {
            list.set(TOPIC, sns::SMS, number);
            return;
        }
    }
}

/// The digits that a text begins with, over single spaces, hyphens and brackets.
fn digits(text: &str) -> String {
    let mut digits = String::new();
    let mut gap = 0;
    for c in text.chars() {
        match c {
            '0'..='9' => {
                digits.push(c);
                gap = 0;
            }
            ' ' | '-' | '(' | ')' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn digits_may_stand_in_groups() {
        for (text, told) in [
            ("919876543210.", "919876543210"),
            ("91 98765-43210 when", "919876543210"),
            ("1 (206) 555-0100", "12065550100"),
            (" autoscaling", ""),
        ] {
            assert_eq!(digits(text), told);
        }
    }
}
