//! Names as AWS CDK's code generator makes them, and names of constants that don't get into each other's way.

use std::collections::HashSet;
use std::fmt::Write;

/// CDK's name of a property or attribute that has the usual one: words are told apart by their capitals; the first is
/// small, the others begin with a capital (`DBInstanceIdentifier` → `dbInstanceIdentifier`). What is called otherwise is
/// in the table (see `types`).
pub(super) fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut rest = name;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(first_word(rest.as_bytes()));
        if camel.is_empty() {
            camel.push_str(&word.to_ascii_lowercase());
        } else {
            let (first, others) = word.split_at(1);
            camel.push_str(first);
            camel.push_str(&others.to_ascii_lowercase());
        }
        rest = after;
    }
    camel
}

/// Length of the first word: capitals up to the one that begins the next word, or one capital and what follows it.
fn first_word(text: &[u8]) -> usize {
    let until = |from: usize, stop: fn(&u8) -> bool| {
        text[from..]
            .iter()
            .position(stop)
            .map_or(text.len(), |at| from + at)
    };
    let capitals = until(0, |byte| !byte.is_ascii_uppercase());
    match (capitals, text.get(capitals).is_some_and(u8::is_ascii_lowercase)) {
        (0 | 1, true) | (0, false) => until(capitals, u8::is_ascii_uppercase),
        (_, true) => capitals - 1,
        (_, false) => capitals,
    }
}

/// What a constant can't be called: words of the language, and names that the file has for something else.
const TAKEN: &str = "app arguments as async await break case catch cdk class const continue debugger default delete do \
    else enum eval export extends false finally for function id if implements import in instanceof \
    interface let new null of package private process props protected public return scope static super \
    switch tagList tags this throw true try typeof undefined var void while with yield";

/// Gives out names of constants, each once.
#[derive(Debug)]
pub(super) struct Constants(HashSet<String>);

impl Constants {
    /// All names are free but the language's, the file's and these.
    pub(super) fn besides<'a>(aliases: impl IntoIterator<Item = &'a str>) -> Self {
        let taken = TAKEN.split(' ').chain(aliases);
        Self(taken.map(str::to_owned).collect())
    }

    /// A name that looks like this logical id.
    pub(super) fn name(&mut self, id: &str) -> String {
        let wanted = camel(id);
        let mut name = wanted.clone();
        let mut count = 1;
        while !self.0.insert(name.clone()) {
            count += 1;
            name = format!("{wanted}{count}");
        }
        name
    }
}

/// A text as a literal, in the quotes that it has fewer of.
pub(super) fn quoted(text: &str) -> String {
    let quote = if text.matches('\'').count() > text.matches('"').count() {
        '"'
    } else {
        '\''
    };
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push(quote);
    for c in text.chars() {
        if c == quote {
            literal.push('\\');
        }
        escape(c, &mut literal);
    }
    literal.push(quote);
    literal
}

/// One character within a literal, whatever quotes it has.
pub(super) fn escape(c: char, literal: &mut String) {
    match c {
        '\\' => literal.push_str("\\\\"),
        '\n' => literal.push_str("\\n"),
        '\r' => literal.push_str("\\r"),
        '\t' => literal.push_str("\\t"),
        // Separators of lines in Unicode, and characters that turn the direction of writing: invisible in an editor.
        c if c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => {
            let _ = write!(literal, "\\u{{{:x}}}", u32::from(c));
        }
        c => literal.push(c),
    }
}

/// A key of an object: bare where the language allows it.
pub(super) fn key(name: &str) -> String {
    let mut bytes = name.bytes();
    let begins = bytes
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$'));
    match name {
        // As a plain key it would set the object's prototype.
        "__proto__" => "['__proto__']".to_owned(),
        _ if begins && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')) => {
            name.to_owned()
        }
        _ => quoted(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_called_as_cdk_calls_them() {
        for (name, expected) in [
            ("QueueName", "queueName"),
            ("DBInstanceIdentifier", "dbInstanceIdentifier"),
            ("SSEAlgorithm", "sseAlgorithm"),
            ("VPCSecurityGroups", "vpcSecurityGroups"),
            ("S3Bucket", "s3Bucket"),
            ("RoleARN", "roleArn"),
            ("MinTTL", "minTtl"),
            ("KMSMasterKeyID", "kmsMasterKeyId"),
            ("CallbackURLs", "callbackUrLs"),
            ("Ipv6CidrBlock", "ipv6CidrBlock"),
            ("github", "github"),
            ("Id", "id"),
        ] {
            assert_eq!(camel(name), expected, "{name}");
        }
    }

    #[test]
    fn constants_get_names_that_are_free() {
        let mut constants = Constants::besides(["sqs"]);
        let names =
            ["Orders", "Function", "Sqs", "DBInstance", "DbInstance", "orders"].map(|id| constants.name(id));
        assert_eq!(
            names,
            [
                "orders",
                "function2",
                "sqs2",
                "dbInstance",
                "dbInstance2",
                "orders2"
            ]
        );
    }

    #[test]
    fn literals_mean_what_the_text_says() {
        assert_eq!(quoted("it's\n\\ ${x} `\u{202e}"), r#""it's\n\\ ${x} `\u{202e}""#);
        assert_eq!(quoted(r#"it's "so""#), r#"'it\'s "so"'"#);
        assert_eq!(
            ["aws:SourceArn", "Key", "2fa", "__proto__"].map(key),
            ["'aws:SourceArn'", "Key", "'2fa'", "['__proto__']"]
        );
    }
}
