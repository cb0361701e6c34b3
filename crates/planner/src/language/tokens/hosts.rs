//! Host names that only their neighbours tell: `go.tiny.li` behind "domain". Here: what stands there as one name, whatever its ending.
//! Not here: names by their endings (`shapes`), which of them is one's own (`requirements/domain`).

use super::shapes::labels_are_valid;
use super::{Shape, Token};

/// Words that say that a host name follows.
const BEFORE: [&str; 9] = [
    "domain",
    "subdomain",
    "hostname",
    "url",
    "dns",
    "website",
    "डोमेन",
    "वेबसाइट",
    "site",
];
/// How many words may stand between.
const NEAR: usize = 4;

/// Makes one token of every name behind such a word that has dots as a host name has them.
pub(super) fn join(text: &str, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while at < tokens.len() {
        let from = at.saturating_sub(NEAR);
        let cued = tokens
            .get(from..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|token| !matches!(token.shape, Shape::Mark('.' | ',' | ';' | '!' | '?' | '\n')))
            .any(|token| BEFORE.contains(&token.folded.as_str()));
        if let Some(count) = tokens.get(at).filter(|_| cued).and_then(|first| {
            let is_first = first.shape == Shape::Word && first.span.start == first.stretch.start;
            let name = text.get(first.stretch.clone()).filter(|_| is_first)?;
            is_host(name).then(|| {
                let of_name = |token: &&Token| token.span.start < first.stretch.end;
                tokens
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(of_name)
                    .count()
            })
        }) {
            if let Some(first) = tokens.get_mut(at) {
                first.shape = Shape::Domain;
                first.span = first.stretch.clone();
                first.folded = text.get(first.span.clone()).unwrap_or_default().to_lowercase();
            }
            tokens.drain(at + 1..at + count);
        }
        at += 1;
    }
}

/// `go.tiny.li`, and neither `Node.js` nor `index.html`.
fn is_host(name: &str) -> bool {
    const FILES: [&str; 10] = ["js", "ts", "py", "html", "htm", "php", "net", "css", "json", "md"];
    let Some((front, ending)) = name.rsplit_once('.') else {
        return false;
    };
    labels_are_valid(name)
        && front.chars().any(|c| c.is_ascii_alphabetic())
        && (2..=12).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_lowercase())
        && !FILES.contains(&ending)
}

#[cfg(test)]
mod tests {
    use crate::language::tokens::{Shape, tokenize};

    fn domains(text: &str) -> Vec<String> {
        let tokens = tokenize(text);
        let domains = tokens.into_iter().filter(|token| token.shape == Shape::Domain);
        domains.map(|token| text[token.span].to_owned()).collect()
    }

    #[test]
    fn a_name_behind_domain_is_one_whatever_its_ending() {
        assert_eq!(domains("custom domain go.tiny.li"), ["go.tiny.li"]);
        assert_eq!(
            domains("the domain should be kaffee.wien, please"),
            ["kaffee.wien"]
        );
        assert_eq!(domains("डोमेन dukaan.shubh है"), ["dukaan.shubh"]);
    }

    #[test]
    fn files_runtimes_and_sentences_are_none() {
        for text in [
            "my website node.js backend",
            "site index.html",
            "a custom domain. then go",
            "domain, Then.go",
            "main.rs of the crate",
        ] {
            assert_eq!(domains(text), Vec::<String>::new(), "{text}");
        }
    }
}
