//! Numbers in digits, words and mixes: `1,00,000`, `1.5 lakh`, `डेढ़ लाख`, `paanch sau`, `ten thousand`, `2.5k`. Here: the
//! value. Not here: what is counted (`requirements`).

use std::collections::HashMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::lexicon::fold;
use super::tokens::{Shape, Token};

/// Words for whole numbers below a hundred, three languages in one row; English makes those between the tens of two.
const UNITS: [(u32, &str); 100] = [
    (0, "zero शून्य shunya"),
    (1, "one एक ek"),
    (2, "two दो do"),
    (3, "three तीन teen tin"),
    (4, "four चार char chaar"),
    (5, "five पांच paanch panch paach"),
    (6, "six छह छः छे छ chhah chhe chhay cheh"),
    (7, "seven सात saat"),
    (8, "eight आठ aath"),
    (9, "nine नौ nau"),
    (10, "ten दस das dus"),
    (11, "eleven ग्यारह gyarah gyara"),
    (12, "twelve बारह barah baarah"),
    (13, "thirteen तेरह terah"),
    (14, "fourteen चौदह chaudah"),
    (15, "fifteen पंद्रह पन्द्रह pandrah pandra pandarah"),
    (16, "sixteen सोलह solah"),
    (17, "seventeen सत्रह satrah"),
    (18, "eighteen अठारह अट्ठारह atharah athara"),
    (19, "nineteen उन्नीस unnis"),
    (20, "twenty बीस bees bis"),
    (21, "इक्कीस ikkis"),
    (22, "बाईस बाइस bais"),
    (23, "तेईस तेइस teis"),
    (24, "चौबीस chaubis chaubees"),
    (25, "पच्चीस pachchis pachis pachees pacchis"),
    (26, "छब्बीस chhabbis chabbis"),
    (27, "सत्ताईस सत्ताइस sattais"),
    (28, "अट्ठाईस अठाईस अट्ठाइस atthais athais"),
    (29, "उनतीस उन्तीस untis"),
    (30, "thirty तीस tees tis"),
    (31, "इकतीस iktis"),
    (32, "बत्तीस battis"),
    (33, "तैंतीस taintis"),
    (34, "चौंतीस chauntis"),
    (35, "पैंतीस paintis"),
    (36, "छत्तीस chhattis chattis"),
    (37, "सैंतीस saintis"),
    (38, "अड़तीस adtis"),
    (39, "उनतालीस untalis"),
    (40, "forty fourty चालीस chalis chaalis chalees"),
    (41, "इकतालीस iktalis"),
    (42, "बयालीस bayalis"),
    (43, "तैंतालीस taintalis"),
    (44, "चौवालीस चवालीस chauvalis chavalis"),
    (45, "पैंतालीस paintalis"),
    (46, "छियालीस chhiyalis"),
    (47, "सैंतालीस saintalis"),
    (48, "अड़तालीस adtalis"),
    (49, "उनचास unchas"),
    (50, "fifty पचास pachas pachaas"),
    (51, "इक्यावन ikyavan"),
    (52, "बावन bavan"),
    (53, "तिरपन tirpan"),
    (54, "चौवन chauvan"),
    (55, "पचपन pachpan"),
    (56, "छप्पन chhappan chappan"),
    (57, "सत्तावन sattavan"),
    (58, "अट्ठावन अठावन atthavan"),
    (59, "उनसठ unsath"),
    (60, "sixty साठ saath"),
    (61, "इकसठ iksath"),
    (62, "बासठ basath"),
    (63, "तिरसठ tirsath"),
    (64, "चौंसठ chaunsath"),
    (65, "पैंसठ painsath"),
    (66, "छियासठ chhiyasath"),
    (67, "सड़सठ सरसठ sadsath"),
    (68, "अड़सठ adsath"),
    (69, "उनहत्तर unhattar"),
    (70, "seventy सत्तर sattar"),
    (71, "इकहत्तर ikhattar"),
    (72, "बहत्तर bahattar"),
    (73, "तिहत्तर tihattar"),
    (74, "चौहत्तर chauhattar"),
    (75, "पचहत्तर pachhattar pachahattar"),
    (76, "छिहत्तर chhihattar"),
    (77, "सतहत्तर satahattar"),
    (78, "अठहत्तर athahattar"),
    (79, "उनासी उन्यासी unasi"),
    (80, "eighty अस्सी assi"),
    (81, "इक्यासी ikyasi"),
    (82, "बयासी bayasi"),
    (83, "तिरासी tirasi"),
    (84, "चौरासी chaurasi"),
    (85, "पचासी pachasi"),
    (86, "छियासी chhiyasi"),
    (87, "सत्तासी sattasi"),
    (88, "अट्ठासी अठासी atthasi"),
    (89, "नवासी navasi"),
    (90, "ninety नब्बे nabbe"),
    (91, "इक्यानवे ikyanve"),
    (92, "बानवे banve"),
    (93, "तिरानवे tiranve"),
    (94, "चौरानवे chauranve"),
    (95, "पचानवे पंचानवे pachanve"),
    (96, "छियानवे chhiyanve"),
    (97, "सत्तानवे sattanve"),
    (98, "अट्ठानवे atthanve"),
    (99, "निन्यानवे ninyanve"),
];

/// Words that multiply what stands before them.
const SCALES: [(u64, &str); 6] = [
    (100, "hundred सौ sau"),
    (1_000, "thousand हजार hazar hazaar hajar hajaar thousands"),
    (100_000, "lakh lac lakhs lacs लाख laakh"),
    (1_000_000, "million millions mn"),
    (10_000_000, "crore crores करोड़ karod cr"),
    (1_000_000_000, "billion billions अरब arab"),
];

/// Scales that only India counts in.
const INDIAN_SCALES: [u64; 2] = [100_000, 10_000_000];

/// One and a half, two and a half, half: words in hundredths.
const FRACTIONS: [(i64, &str); 4] = [
    (150, "डेढ़ dedh derh"),
    (250, "ढाई अढ़ाई dhai dhaai adhai"),
    (50, "आधा aadha"),
    (125, "सवा sava sawa"),
];
/// Words in hundredths that change the number after them: साढ़े तीन is 3.5, पौने दो is 1.75.
const SHIFTS: [(i64, &str); 3] = [
    (50, "साढ़े saadhe sadhe saade"),
    (-25, "पौने paune"),
    (25, "सवा sava sawa"),
];

/// Every word that a number can be made of.
pub(super) fn words() -> impl Iterator<Item = String> {
    WORDS.keys().chain(SHIFT_WORDS.keys()).cloned()
}

#[derive(Clone, Copy)]
enum Numeral {
    Unit(Decimal),
    Scale(Decimal),
}

static WORDS: LazyLock<HashMap<String, Numeral>> = LazyLock::new(|| {
    let units = UNITS
        .iter()
        .map(|(value, words)| (*words, Numeral::Unit(Decimal::from(*value))));
    let scales = SCALES
        .iter()
        .map(|(value, words)| (*words, Numeral::Scale(Decimal::from(*value))));
    let fractions = FRACTIONS
        .iter()
        .map(|(value, words)| (*words, Numeral::Unit(Decimal::new(*value, 2))));
    let rows = units.chain(scales).chain(fractions);
    rows.flat_map(|(words, numeral)| words.split(' ').map(move |word| (fold(word), numeral)))
        .collect()
});

static SHIFT_WORDS: LazyLock<HashMap<String, Decimal>> = LazyLock::new(|| {
    let rows = SHIFTS
        .iter()
        .map(|(value, words)| (Decimal::new(*value, 2), *words));
    rows.flat_map(|(value, words)| words.split(' ').map(move |word| (fold(word), value)))
        .collect()
});

/// Words that are a number only where a counted thing or a scale follows: `do` (also "do"), `ek` and `one` (also "a"),
/// and the like.
const SHY: [&str; 8] = ["do", "दो", "ek", "एक", "one", "saath", "arab", "teen"];

/// The number that begins at `at` and how many tokens it is made of. `counts` tells whether a word is something that is
/// counted or measured, which makes a shy word a number.
pub fn read(tokens: &[Token], at: usize, counts: impl Fn(&Token) -> bool) -> Option<(Decimal, usize)> {
    if let Some(shift) = tokens.get(at).and_then(|token| SHIFT_WORDS.get(&token.folded))
        && let Some((scale, unit)) = shifted(tokens, at + 1)
    {
        let length = 2 + usize::from(scale.is_some());
        return Some(((unit + shift).checked_mul(scale.unwrap_or(Decimal::ONE))?, length));
    }
    part_of_scale(tokens, at)
        .or_else(|| half(tokens, at, &counts))
        .or_else(|| couple(tokens, at))
        .or_else(|| unsaid_hundred(tokens, at, &counts))
        .or_else(|| sum(tokens, at, counts))
}

/// "half a million", "a quarter million": English fractions are numbers before a scale only ("per quarter" is none).
fn part_of_scale(tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let hundredths = match tokens.get(at)?.folded.as_str() {
        "half" => 50,
        "quarter" => 25,
        _ => return None,
    };
    let article = |token: &&Token| matches!(token.folded.as_str(), "a" | "of");
    let between = tokens.get(at + 1..)?.iter().take(2).take_while(article).count();
    let scale = tokens.get(at + 1 + between).and_then(scale)?;
    Some((Decimal::new(hundredths, 2).checked_mul(scale)?, 2 + between))
}

/// "Half a TB": the half of one thing that is counted.
fn half(tokens: &[Token], at: usize, counts: impl Fn(&Token) -> bool) -> Option<(Decimal, usize)> {
    let next = tokens.get(at + 1)?;
    let article = usize::from(next.folded == "a");
    let counted = tokens.get(at + 1 + article).is_some_and(counts);
    (tokens.get(at)?.folded == "half" && article == 1 && counted).then(|| (Decimal::new(5, 1), 2))
}

/// "One fifty dollars", "two twenty a month": the hundred is left out where what is counted follows.
fn unsaid_hundred(tokens: &[Token], at: usize, counts: impl Fn(&Token) -> bool) -> Option<(Decimal, usize)> {
    let is_word = |token: &&Token| token.shape == Shape::Word && token.folded.is_ascii();
    let hundreds = tokens.get(at).filter(is_word).and_then(unit)?;
    let tens = tokens.get(at + 1).filter(is_word).and_then(unit)?;
    let counted = tokens.get(at + 2).is_some_and(counts);
    let fits = hundreds < Decimal::TEN && hundreds >= Decimal::ONE && is_round(tens);
    let value = hundreds.checked_mul(Decimal::ONE_HUNDRED)?.checked_add(tens)?;
    (counted && fits && tens < Decimal::ONE_HUNDRED).then_some((value, 2))
}

/// "A couple of hundred", "couple hundred".
fn couple(tokens: &[Token], at: usize) -> Option<(Decimal, usize)> {
    let of = usize::from(tokens.get(at + 1)?.folded == "of");
    let scale = tokens.get(at + 1 + of).and_then(scale)?;
    (tokens.get(at)?.folded == "couple").then_some((scale.checked_mul(Decimal::TWO)?, 2 + of))
}

/// The number after साढ़े and its scale: `तीन लाख` is (lakh, 3).
fn shifted(tokens: &[Token], at: usize) -> Option<(Option<Decimal>, Decimal)> {
    let unit = unit(tokens.get(at)?)?;
    Some((tokens.get(at + 1).and_then(scale), unit))
}

fn unit(token: &Token) -> Option<Decimal> {
    match (&token.shape, WORDS.get(&token.folded)) {
        (Shape::Number(value), _) | (Shape::Word, Some(Numeral::Unit(value))) => Some(*value),
        _ => None,
    }
}

fn scale(token: &Token) -> Option<Decimal> {
    match (&token.shape, WORDS.get(&token.folded)) {
        (Shape::Word, Some(Numeral::Scale(value))) => Some(*value),
        _ => None,
    }
}

/// Whether a number is written the Indian way: in lakh or crore, or grouped like `1,00,000`.
pub fn is_indian(written: &str) -> bool {
    let in_scale = |word: &str| {
        let letters = fold(word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',')));
        match WORDS.get(&letters) {
            Some(Numeral::Scale(scale)) => INDIAN_SCALES
                .iter()
                .any(|indian| Decimal::from(*indian) == *scale),
            _ => false,
        }
    };
    let grouped = |word: &str| {
        let mut groups = word.split(',').rev();
        groups.next().is_some_and(|last| last.len() == 3)
            && groups.next().is_some_and(|group| group.len() == 2)
    };
    written
        .split_whitespace()
        .any(|word| in_scale(word) || grouped(word))
}

/// `2.5k`, `1L`, `3M`, `2cr`: a letter that touches its number.
fn suffix(token: &Token, position: usize) -> Option<Decimal> {
    if position == 0 || !token.glued {
        return None;
    }
    match token.folded.as_str() {
        "k" => Some(Decimal::from(1_000)),
        "l" if token.upper => Some(Decimal::from(100_000)),
        "m" if token.upper => Some(Decimal::from(1_000_000)),
        _ => None,
    }
}

/// Adds up `do lakh pachas hazaar`: each scale is smaller than the one before it.
fn sum(tokens: &[Token], at: usize, counts: impl Fn(&Token) -> bool) -> Option<(Decimal, usize)> {
    let first = tokens.get(at)?;
    if matches!(first.shape, Shape::Word) && SHY.contains(&first.folded.as_str()) {
        let next = tokens.get(at + 1)?;
        if scale(next).is_none() && !counts(next) {
            return None;
        }
    }
    let (mut total, mut group, mut last_scale) = (Decimal::ZERO, None::<Decimal>, Decimal::MAX);
    let mut length = 0;
    while let Some(token) = tokens.get(at + length) {
        let next = tokens.get(at + length + 1);
        if let Some(value) = unit(token) {
            let digits = matches!(token.shape, Shape::Number(_));
            let fits = match group {
                None if length == 0 => true,
                None if digits || SHY.contains(&token.folded.as_str()) => {
                    next.and_then(scale).is_some_and(|scale| scale < last_scale)
                }
                None => value < last_scale,
                Some(group) => !digits && value < Decimal::TEN && is_round(group),
            };
            if !fits {
                break;
            }
            group = Some(group.unwrap_or_default() + value);
        } else if let Some(value) = scale(token).or_else(|| suffix(token, length)) {
            if value >= last_scale || (length > 0 && group.is_none()) {
                break;
            }
            if value == Decimal::ONE_HUNDRED {
                group = Some(group.unwrap_or(Decimal::ONE).checked_mul(value)?);
                if next.and_then(scale).is_none() {
                    total = total.checked_add(group.take()?)?;
                    last_scale = value;
                }
            } else {
                total = total.checked_add(group.take().unwrap_or(Decimal::ONE).checked_mul(value)?)?;
                last_scale = value;
            }
        } else if group.is_none() && joins(token, next, last_scale) {
            // the number goes on behind the "and"
        } else {
            break;
        }
        length += 1;
    }
    (length > 0).then(|| (total + group.unwrap_or_default(), length))
}

/// "One hundred and fifty": an "and" behind a scale, with the rest of the number in a word.
fn joins(token: &Token, next: Option<&Token>, last_scale: Decimal) -> bool {
    let Some(next) = next.filter(|next| matches!(next.shape, Shape::Word)) else {
        return false;
    };
    let rest = unit(next).is_some_and(|rest| rest < last_scale);
    token.folded == "and" && last_scale < Decimal::MAX && rest && !SHY.contains(&next.folded.as_str())
}

fn is_round(group: Decimal) -> bool {
    group >= Decimal::from(20) && (group % Decimal::TEN).is_zero()
}

#[cfg(test)]
mod tests {
    use super::super::normalize::normalize;
    use super::super::tokens::tokenize;
    use super::{is_indian, read};

    fn value(text: &str) -> String {
        let tokens = tokenize(&normalize(text));
        read(&tokens, 0, |_| false)
            .map_or_else(|| "none".to_owned(), |(value, _)| value.normalize().to_string())
    }

    #[test]
    fn lakh_crore_and_groups_of_two_are_indian() {
        for written in ["2 lakh", "1.5 crore", "डेढ़ लाख", "1,00,000", "2cr", "3 lacs"] {
            assert!(is_indian(written), "{written}");
        }
        for written in ["200", "100,000", "2 million", "ten thousand", "2.5k"] {
            assert!(!is_indian(written), "{written}");
        }
    }

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for (written, expected) in [
            ("1,00,000", "100000"),
            ("100,000", "100000"),
            ("1.5 lakh", "150000"),
            ("डेढ़ लाख", "150000"),
            ("dhai hazaar", "2500"),
            ("साढ़े तीन लाख", "350000"),
            ("saadhe 3 lakh", "350000"),
            ("पौने दो सौ", "175"),
            ("paanch sau", "500"),
            ("ten thousand", "10000"),
            ("ten thousand five hundred", "10500"),
            ("two hundred thousand", "200000"),
            ("twenty five", "25"),
            ("five hundred twenty", "520"),
            ("do lakh pachas hazaar", "250000"),
            ("2.5k", "2500"),
            ("10k", "10000"),
            ("1 crore", "10000000"),
            ("1L", "100000"),
            ("2M", "2000000"),
            ("512m", "512"),
            ("१,००,०००", "100000"),
            ("पाँच सौ", "500"),
            ("do", "none"),
            ("8080,443", "8080"),
            ("3 5", "3"),
        ] {
            assert_eq!(value(written), expected, "{written}");
        }
    }
}
