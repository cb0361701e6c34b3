//! What a person said of a service beyond naming it, read with its limits.

use cloudwhisper_api::requirements::{NamedService, Requirements};

use crate::requirements::FROM;

/// Everything said of services of this type, in order.
pub(crate) fn named<'a>(
    requirements: &'a Requirements,
    kind: &'a str,
) -> impl Iterator<Item = &'a NamedService> {
    requirements
        .services
        .iter()
        .filter(move |service| service.kind == kind)
}

/// Whether a service of this type was named.
pub(crate) fn names(requirements: &Requirements, kind: &str) -> bool {
    named(requirements, kind).next().is_some()
}

/// What was said of a service of this type under any of these words.
pub(crate) fn said<'a>(requirements: &'a Requirements, kind: &'a str, words: &[&str]) -> Option<&'a str> {
    named(requirements, kind)
        .find_map(|service| words.iter().find_map(|word| service.properties.get(*word)))
        .map(|value| value.trim())
}

/// A whole number that was said, within what AWS takes.
pub(crate) fn number(
    requirements: &Requirements,
    kind: &str,
    words: &[&str],
    limits: (i64, i64),
) -> Option<i64> {
    let said = said(requirements, kind, words)?;
    let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
    digits
        .parse::<i64>()
        .ok()
        .map(|number| number.clamp(limits.0, limits.1))
}

/// Whether it was said to be wanted.
pub(crate) fn wanted(service: &NamedService, words: &[&str]) -> bool {
    words
        .iter()
        .filter_map(|word| service.properties.get(*word))
        .any(|value| {
            matches!(
                value.trim().to_ascii_lowercase().as_str(),
                "true" | "yes" | "on" | "enabled"
            )
        })
}

/// Whether it was said that a service of this type gets something from one of that type by itself, or is started by it.
pub(crate) fn comes_from(requirements: &Requirements, kind: &str, from: &str) -> bool {
    named(requirements, kind)
        .filter_map(|service| service.properties.get(FROM))
        .any(|kinds| kinds.split(' ').any(|kind| kind == from))
}

/// The e-mail address that warnings are to go to, wherever it was said.
pub(crate) fn email(requirements: &Requirements) -> Option<&str> {
    emails(requirements).next()
}

/// Every e-mail address that warnings are to go to.
pub(crate) fn emails(requirements: &Requirements) -> impl Iterator<Item = &str> {
    let said = requirements.services.iter().flat_map(|service| {
        ["email", "endpoint", "notificationEmail"]
            .into_iter()
            .filter_map(|word| service.properties.get(word))
    });
    said.map(|value| value.trim())
        .filter(|value| looks_like_email(value))
}

fn looks_like_email(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._%+-@".contains(c);
    match text.split_once('@') {
        Some((name, host)) => {
            !name.is_empty() && host.contains('.') && !host.contains('@') && text.chars().all(plain)
        }
        None => false,
    }
}
