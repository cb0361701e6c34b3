//! Keys, tokens and passwords in a prompt. Here: shapes that are secrets whoever says them. A false alarm costs a person
//! one edit, a miss puts a key into etcd; still, "password login" is no secret.

/// Whether the text holds something that looks like a secret.
pub(super) fn contains_secret(text: &str) -> bool {
    (text.contains("-----BEGIN") && text.contains("PRIVATE KEY"))
        || text.split(is_separator).any(is_token)
        || text.split_whitespace().any(has_credentials_in_url)
        || is_assigned(text)
}

/// What stands between words that may be keys.
pub(crate) fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '"' | '\''
                | ','
                | ';'
                | '='
                | ':'
                | '('
                | ')'
                | '<'
                | '>'
                | '`'
                | '['
                | ']'
                | '{'
                | '}'
                | '&'
                | '?'
        )
}

/// Prefixes that providers give to their tokens, and how long such a token is at least.
const PREFIXES: [(&str, usize); 19] = [
    ("AKIA", 20),
    ("ASIA", 20),
    ("ABIA", 20),
    ("ACCA", 20),
    ("ghp_", 20),
    ("gho_", 20),
    ("ghs_", 20),
    ("ghu_", 20),
    ("github_pat_", 20),
    ("glpat-", 16),
    ("xoxb-", 16),
    ("xoxp-", 16),
    ("xoxa-", 16),
    ("sk_live_", 16),
    ("sk_test_", 16),
    ("sk-", 24),
    ("AIza", 30),
    ("npm_", 30),
    ("hf_", 24),
];

/// Whether a word has the shape of a provider's key or token.
pub(crate) fn is_token(word: &str) -> bool {
    let word = word.trim_end_matches(['.', '!']);
    let plain = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+'));
    let prefixed = PREFIXES
        .iter()
        .any(|(prefix, length)| word.starts_with(prefix) && word.len() >= *length);
    let with_digit = word.chars().any(|c| c.is_ascii_digit());
    (plain && with_digit && prefixed) || is_access_key(word) || is_web_token(word) || is_secret_key(word)
}

fn is_access_key(word: &str) -> bool {
    word.len() == 20
        && ["AKIA", "ASIA"].iter().any(|prefix| word.starts_with(prefix))
        && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn is_web_token(word: &str) -> bool {
    word.starts_with("eyJ") && word.len() > 40 && word.matches('.').count() == 2
}

/// Forty characters of base64 with both cases and digits: the shape of an AWS secret access key.
fn is_secret_key(word: &str) -> bool {
    word.len() == 40
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '+'))
        && word.chars().any(|c| c.is_ascii_lowercase())
        && word.chars().any(|c| c.is_ascii_uppercase())
        && word.chars().any(|c| c.is_ascii_digit())
}

/// `postgres://admin:hunter2@db.example.com`
pub(crate) fn has_credentials_in_url(word: &str) -> bool {
    let Some((_, rest)) = word.split_once("://") else {
        return false;
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority
        .rsplit_once('@')
        .and_then(|(user, _)| user.split_once(':'))
        .is_some_and(|(_, password)| !password.is_empty())
}

const LABELS: [&str; 14] = [
    "password",
    "passwd",
    "pwd",
    "passphrase",
    "secret_key",
    "secret key",
    "secret_access_key",
    "secret access key",
    "api_key",
    "api key",
    "apikey",
    "access_token",
    "auth token",
    "पासवर्ड",
];

/// `password=hunter2`, `api key: 9f8e…`, `password is Tr0ub4dor`.
fn is_assigned(text: &str) -> bool {
    let lower = text.to_lowercase();
    let written_in = HARD_CODED.iter().any(|word| lower.contains(word));
    LABELS.iter().any(|label| {
        lower.match_indices(label).any(|(at, _)| {
            let rest = &lower[at + label.len()..];
            value_follows(rest) || written_in && odd_word_follows(rest)
        })
    })
}

/// Words for a value that is written into the program.
const HARD_CODED: [&str; 5] = ["hardcode", "hard-code", "hard code", "हार्डकोड", "हार्ड कोड"];

/// `hardcode the password Raj@12345`: the word behind it is the value where it looks like no word.
fn odd_word_follows(rest: &str) -> bool {
    let rest = rest.strip_prefix(" as").unwrap_or(rest);
    rest.starts_with(' ') && rest.split_whitespace().next().is_some_and(is_odd)
}

fn is_odd(value: &str) -> bool {
    let value = value.trim_matches(['"', '\'', ',', '.']);
    let odd = value.is_ascii() && value.chars().any(|c| !c.is_alphabetic() && c != '.' && c != '-');
    odd && value.chars().count() >= 4
}

/// `password Raj@12345 hai`: Hindi puts the verb last, so the value stands between; it must look like no word.
fn value_before_verb(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let (Some(value), Some(verb)) = (words.next(), words.next()) else {
        return false;
    };
    let verb = verb.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '।');
    is_odd(value) && matches!(verb, "hai" | "है" | "h" | "rakho" | "रखो")
}

fn value_follows(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['"', '\'']).trim_start_matches(' ');
    let (value, certain) = if let Some(value) = rest.strip_prefix('=') {
        (value, true)
    } else if let Some(value) = rest.strip_prefix(':') {
        (value, false)
    } else if let Some(value) = rest.strip_prefix("is ").or_else(|| rest.strip_prefix("hai ")) {
        (value, false)
    } else {
        return value_before_verb(rest);
    };
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let value = value
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | ';'))
        .next()
        .unwrap_or_default();
    let odd = value.chars().any(|c| !c.is_alphabetic() && c != '.' && c != '-');
    value.chars().count() >= 4 && (certain || odd)
}
