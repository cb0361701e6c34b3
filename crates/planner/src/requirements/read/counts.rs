//! Words that are numbers only where something is counted: "do queue" are two, "bana do" is a wish.

use crate::language::lexicon::{self, Concept};
use crate::language::numerals;
use crate::language::tokens::Token;

/// Whether the word at `at`, which may be a number, counts what `next` is.
pub(super) fn may_count(tokens: &[Token], at: usize, next: &Token) -> bool {
    is_counted(next)
        || (!does(tokens, at)
            && (is_part(next)
                || begins_range(tokens, at)
                || counts_nodes(tokens, at)
                || counts_servers(tokens, at)
                || counts_subnets(tokens, at)))
}

/// Whether the word before makes `do` a verb: "bana do", "लगा दो".
fn does(tokens: &[Token], at: usize) -> bool {
    const STEMS: [&str; 24] = [
        "bana",
        "banaa",
        "kar",
        "kr",
        "de",
        "laga",
        "chala",
        "rakh",
        "daal",
        "dal",
        "hata",
        "bhej",
        "jod",
        "khol",
        "likh",
        "बना",
        "कर",
        "दे",
        "लगा",
        "चला",
        "रख",
        "डाल",
        "हटा",
        "भेज",
    ];
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    before.is_some_and(|token| STEMS.contains(&token.folded.as_str()))
}

/// "Do se das tak": a number before a second one, from which to which something goes.
fn begins_range(tokens: &[Token], at: usize) -> bool {
    let word = |at: usize| tokens.get(at).map(|token| token.folded.as_str());
    matches!(word(at + 1), Some("se" | "से"))
        && tokens.get(at + 2).is_some()
        && numerals::read(tokens, at + 2, |_| true).is_some()
}

/// "Kubernetes, teen node": a number before the machines of a cluster that is spoken of.
fn counts_nodes(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 8;
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.folded.as_str()))
    };
    let cluster = ["cluster", "kubernetes", "eks", "k8s", "क्लस्टर", "ईकेएस"];
    let near = at.saturating_sub(NEAR)..at + NEAR;
    is(at + 1, &["node", "nodes", "नोड"]) && near.into_iter().any(|place| is(place, &cluster))
}

/// "Do server load balancer ke peeche", "दो सर्वर": a number before machines, where Hindi goes on behind them or a load balancer stands
/// near; "to do server monitoring" is none.
fn counts_servers(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 12;
    const HINDI: [&str; 15] = [
        "chahiye", "chaiye", "chahie", "ho", "hon", "honge", "par", "pe", "mein", "me", "ke", "ki", "aur",
        "banao", "lagao",
    ];
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.folded.as_str()))
    };
    let balancer = ["balancer", "बैलेंसर", "बैलेन्सर", "alb", "elb"];
    let in_devanagari = tokens.get(at).is_some_and(|token| !token.folded.is_ascii());
    is(
        at + 1,
        &["server", "servers", "machine", "machines", "सर्वर", "मशीन", "मशीनें"],
    ) && (in_devanagari || is(at + 2, &HINDI) || (at + 2..at + NEAR).any(|place| is(place, &balancer)))
}

/// "Do public aur do private subnet": a number before the subnets of a sort.
fn counts_subnets(tokens: &[Token], at: usize) -> bool {
    const NEAR: usize = 8;
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.folded.as_str()))
    };
    let subnet = ["subnet", "subnets", "सबनेट"];
    is(
        at + 1,
        &["public", "private", "पब्लिक", "प्राइवेट", "निजी", "सार्वजनिक"],
    ) && (at + 2..at + NEAR).any(|place| is(place, &subnet))
}

/// Whether a word alone names a part of a system: "do queue", "तीन बकेट".
pub(super) fn is_part(token: &Token) -> bool {
    let term = lexicon::longest(std::slice::from_ref(token), 0);
    term.is_some_and(|(entry, _)| {
        entry.aws.is_some()
            || matches!(
                entry.concept,
                Concept::Store(_) | Concept::Table | Concept::Service
            )
    })
}

fn is_counted(token: &Token) -> bool {
    let term = lexicon::longest(std::slice::from_ref(token), 0);
    matches!(
        term.map(|(entry, _)| entry.concept),
        Some(Concept::Unit(_) | Concept::Time(_) | Concept::Every(_) | Concept::Currency(_))
    )
}
