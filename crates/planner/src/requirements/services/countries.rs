//! Countries that pages are seen in, or not: "geo restricted to India", "सिर्फ भारत के लिए", "block Russia". Here: their names and codes,
//! and which way they were meant. Not here: what the content network makes of it (`catalog/cloudfront.rs`).

use super::List;
use crate::catalog::cloudfront::{Distribution, NOT_COUNTRIES, ONLY_COUNTRIES};
use crate::language::lexicon::fold;
use crate::requirements::read::Reading;

/// Codes by ISO 3166-1 alpha-2, with the names that people use: lower case, separated by `|`.
const COUNTRIES: [(&str, &str); 48] = [
    ("AE", "uae|united arab emirates|यूएई"),
    ("AR", "argentina"),
    ("AT", "austria"),
    ("AU", "australia|ऑस्ट्रेलिया"),
    ("BD", "bangladesh|बांग्लादेश"),
    ("BE", "belgium"),
    ("BR", "brazil|ब्राज़ील"),
    ("BT", "bhutan|भूटान"),
    ("BY", "belarus"),
    ("CA", "canada|कनाडा"),
    ("CH", "switzerland"),
    ("CN", "china|चीन"),
    ("CU", "cuba"),
    ("DE", "germany|जर्मनी"),
    ("DK", "denmark"),
    ("EG", "egypt"),
    ("ES", "spain"),
    ("FI", "finland"),
    ("FR", "france|फ्रांस"),
    ("GB", "uk|united kingdom|britain|great britain|england|ब्रिटेन"),
    ("ID", "indonesia"),
    ("IE", "ireland"),
    ("IL", "israel"),
    ("IN", "india|bharat|hindustan|भारत|इंडिया|हिंदुस्तान"),
    ("IR", "iran|ईरान"),
    ("IT", "italy"),
    ("JP", "japan|जापान"),
    ("KE", "kenya"),
    ("KP", "north korea|उत्तर कोरिया"),
    ("KR", "south korea|korea"),
    ("LK", "sri lanka|श्रीलंका"),
    ("MX", "mexico"),
    ("MY", "malaysia"),
    ("NG", "nigeria"),
    ("NL", "netherlands|holland"),
    ("NO", "norway"),
    ("NP", "nepal|नेपाल"),
    ("NZ", "new zealand"),
    ("PK", "pakistan|पाकिस्तान"),
    ("PL", "poland"),
    ("PT", "portugal"),
    ("RU", "russia|रूस"),
    ("SA", "saudi arabia|saudi"),
    ("SE", "sweden"),
    ("SG", "singapore|सिंगापुर"),
    ("SY", "syria"),
    ("US", "usa|united states|america|अमेरिका"),
    ("ZA", "south africa"),
];
/// Words that say that others are kept out.
const ONLY: [&str; 20] = [
    "only",
    "restrict",
    "geo-restrict",
    "geo restrict",
    "geo",
    "limited",
    "allow",
    "whitelist",
    "allowlist",
    "sirf",
    "keval",
    "kewal",
    "bas",
    "केवल",
    "सिर्फ",
    "सिर्फ़",
    "बस",
    "geofenc",
    "inside",
    "within",
];
/// Words that say that these are kept out.
const NOT: [&str; 14] = [
    "block",
    "ban",
    "deny",
    "denied",
    "except",
    "blacklist",
    "blocklist",
    "exclude",
    "not from",
    "रोक",
    "ब्लॉक",
    "band",
    "rok",
    "na dikhe",
];

/// Notes the countries that were said of pages on a content network.
pub(super) fn apply(reading: &Reading<'_>, list: &mut List) {
    if !list.has(Distribution::KIND) {
        return;
    }
    for thought in reading.text.split(['.', '\n', ';', '।']) {
        let words = fold(thought);
        let codes: Vec<&str> = COUNTRIES
            .iter()
            .filter(|(_, names)| names.split('|').any(|name| says(&words, &fold(name), true)))
            .map(|(code, _)| *code)
            .collect();
        if codes.is_empty() {
            continue;
        }
        let any = |list: &[&str]| list.iter().any(|word| says(&words, &fold(word), false));
        if any(&NOT) {
            list.set(Distribution::KIND, NOT_COUNTRIES, codes.join(" "));
        } else if any(&ONLY) {
            list.set(Distribution::KIND, ONLY_COUNTRIES, codes.join(" "));
        }
    }
}

/// Whether a word begins with these letters, or is exactly that.
fn says(text: &str, word: &str, whole: bool) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() || ('\u{900}'..='\u{97f}').contains(&c);
    text.match_indices(word).any(|(from, _)| {
        let before = text.get(..from).and_then(|it| it.chars().next_back());
        let behind = text.get(from + word.len()..).and_then(|it| it.chars().next());
        before.is_none_or(|c| !is_letter(c)) && (!whole || behind.is_none_or(|c| !is_letter(c)))
    })
}
