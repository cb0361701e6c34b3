//! Which of the three languages a text is in. Here: scripts and small words, because "API", "deploy" and "React" are the
//! same in all of them. Not here: which language to answer in (the request may say so).

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use cloudwhisper_api::language::Language;

use super::lexicon::{self, Concept, entries, folded};
use super::tokens::{Shape, Token, tokenize};

/// The language of a text and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detected {
    /// The language; English wherever `confidence` is below 0.7.
    pub language: Language,
    /// From 0 to 1, rounded to two decimals.
    pub confidence: f64,
}

/// Below this nobody should be answered in Hindi.
const SURE_ENOUGH: f64 = 0.7;

/// Small words that give English away.
const ENGLISH: [&str; 72] = [
    "the", "a", "an", "with", "for", "and", "of", "under", "per", "need", "want", "create", "build", "make",
    "please", "i", "we", "my", "our", "your", "should", "must", "not", "without", "that", "which", "it",
    "on", "from", "using", "at", "most", "less", "than", "be", "will", "have", "has", "can", "could",
    "would", "this", "these", "who", "what", "how", "where", "when", "are", "was", "some", "any", "each",
    "every", "as", "by", "or", "but", "if", "so", "its", "their", "them", "they", "about", "into", "only",
    "also", "give", "let", "like", "in",
];

/// Small words of languages that we don't answer in: Spanish, French, German, Portuguese, Italian, Indonesian.
const OTHERS: [&str; 64] = [
    "una",
    "uno",
    "con",
    "para",
    "por",
    "los",
    "las",
    "del",
    "el",
    "que",
    "necesito",
    "quiero",
    "crear",
    "datos",
    "je",
    "le",
    "les",
    "des",
    "une",
    "un",
    "pour",
    "avec",
    "dans",
    "veux",
    "besoin",
    "ich",
    "brauche",
    "eine",
    "einen",
    "ein",
    "mit",
    "und",
    "fur",
    "für",
    "der",
    "die",
    "das",
    "auf",
    "bitte",
    "moglichst",
    "preciso",
    "uma",
    "com",
    "em",
    "quero",
    "criar",
    "il",
    "della",
    "di",
    "per favore",
    "voglio",
    "saya",
    "butuh",
    "dengan",
    "untuk",
    "yang",
    "dan",
    "en",
    "de",
    "la",
    "est",
    "sur",
    "et",
    "ist",
];

/// Words of our Hinglish columns that are English words too, or could be.
const EITHER: [&str; 49] = [
    "me",
    "main",
    "do",
    "is",
    "us",
    "par",
    "pe",
    "pr",
    "or",
    "to",
    "free",
    "band",
    "log",
    "logs",
    "men",
    "mat",
    "sat",
    "hi",
    "wo",
    "in",
    "k",
    "ha",
    "han",
    "on",
    "off",
    "alarm",
    "mail",
    "deploy",
    "setup",
    "host",
    "live",
    "delete",
    "hack",
    "sorry",
    "wait",
    "tier",
    "server",
    "container",
    "website",
    "app",
    "service",
    "jo",
    "zero",
    "sake",
    "aye",
    "pade",
    "lage",
    "bar",
    "tak",
];

/// Numbers in words, which no column of the lexicon holds.
const HINGLISH_NUMBERS: &str = "hazaar hazar hajaar hajar sau dedh derh dhai dhaai saadhe sadhe paune sawa sava paanch \
                                panch chaar chhah aath nau bees tees chalis pachas pachaas aadha";

static HINGLISH: LazyLock<HashSet<Cow<'static, str>>> = LazyLock::new(|| {
    let words = |terms: &'static str| {
        terms
            .split(['|', ' '])
            .filter(|word| !word.is_empty())
            .map(folded)
    };
    let own = entries().flat_map(|entry| words(entry.hinglish));
    let own = own.chain(words(HINGLISH_NUMBERS));
    let mut own: HashSet<_> = own.filter(|word| word.is_ascii()).collect();
    let english = entries().flat_map(|entry| words(entry.english));
    for word in english.chain(EITHER.map(Cow::Borrowed)) {
        own.remove(&word);
    }
    own
});

/// Tells the language of a normalised text.
pub fn detect(normalised: &str) -> Detected {
    let tokens = tokenize(normalised);
    let words: Vec<&Token> = tokens.iter().filter(|token| token.shape == Shape::Word).collect();
    let (language, confidence) = weigh(&words);
    let confidence = (confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    let language = if confidence < SURE_ENOUGH {
        Language::English
    } else {
        language
    };
    Detected { language, confidence }
}

/// How many nouns have "me" or "par" behind them, which in an English text without a verb before it they wouldn't: "Singapore me
/// Flask API", but "mail me".
fn postpositions(words: &[&Token]) -> f64 {
    let noun = |word: &&Token| {
        let term = lexicon::longest(std::slice::from_ref(*word), 0).map(|(entry, _)| entry.concept);
        term.is_some_and(|concept| {
            lexicon::is_content(concept)
                && !matches!(concept, Concept::Mail | Concept::Alarm | Concept::Unit(_))
        })
    };
    let behind = |pair: &&[&Token]| matches!(pair, [before, word] if matches!(word.folded.as_str(), "me" | "pe" | "par") && noun(before));
    words.windows(2).filter(behind).map(|_| 1.0).sum()
}

fn weigh(words: &[&Token]) -> (Language, f64) {
    let count = |test: &dyn Fn(&str) -> bool| {
        words
            .iter()
            .filter(|word| test(&word.folded))
            .map(|_| 1.0)
            .sum::<f64>()
    };
    let devanagari = count(&|word| word.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c)));
    let english = count(&|word| ENGLISH.contains(&word));
    let hinglish = count(&|word| HINGLISH.contains(word));
    let all = count(&|_| true);
    // "Per month" is said in Hindi, too.
    let own = count(&|word| ENGLISH.contains(&word) && word != "per");
    let hinglish = hinglish + if own == 0.0 { postpositions(words) } else { 0.0 };
    if devanagari > 0.0 {
        // Names of techniques stay in Latin letters; only other Latin words speak against Hindi.
        return (
            Language::Hindi,
            (devanagari + 0.5) / (devanagari + english + 0.7 * hinglish + 0.5),
        );
    }
    let foreign = count(&|word| OTHERS.contains(&word));
    if foreign > 1.0 && foreign > hinglish && foreign > english {
        return (Language::English, SURE_ENOUGH / 2.0);
    }
    if hinglish > 0.0 {
        return (
            Language::Hinglish,
            (1.5 * hinglish + 0.2) / (1.5 * hinglish + 0.5 * english + 0.4),
        );
    }
    let known = count(&|word| ENGLISH.contains(&word) || (word.is_ascii() && lexicon::knows(word)));
    (Language::English, (known + 1.0) / (all + 1.0))
}
