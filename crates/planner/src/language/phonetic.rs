//! Words by their sound: "डॉकर" is docker and "tasweer" is तस्वीर, however they are spelt. Here: the sound of a word in Latin letters
//! or Devanagari, and the word of the lexicon that sounds like one nobody listed. Not here: slips of the keyboard
//! (`lexicon::typos`), and what a word means.
//!
//! A sound is a row of consonants in broad classes (k for c, k, q and क, ख) with vowels between them. A vowel is a set of what its
//! letters can stand for (English "a" is heard as आ or ए), and two sounds are alike where each pair of vowels has one in common.
//! Devanagari's inherent vowel may be there or not.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::lexicon::{self, Concept, Entry, entries, fold, is_content, words_of};
use super::tokens::{Shape, Token};

/// One element of a word's sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phone {
    /// A class of consonants, by its most common letter.
    Consonant(char),
    /// A vowel: what its letters can stand for, as a set of `OPEN`, `FRONT` and `BACK`.
    Vowel(u8),
    /// The vowel that a Devanagari consonant brings along where nothing is written.
    Inherent,
}

const OPEN: u8 = 1;
const FRONT: u8 = 2;
const BACK: u8 = 4;
const ANY: u8 = OPEN | FRONT | BACK;

/// Shorter words sound like too many others: so many consonants in a word of English that is written in Devanagari, and one more in
/// a word of Hindi and in the name of a place.
const CONSONANTS: usize = 3;
/// Shorter words in Latin letters are abbreviations, which are spelt out and not read.
const READ: usize = 5;
/// Longer words are no words; and the comparison stays cheap.
const LETTERS: usize = 24;

fn is_devanagari(word: &str) -> bool {
    word.chars().all(|c| ('\u{900}'..='\u{97f}').contains(&c))
}

/// The sound of a folded word in either script; `None` where it is in neither.
fn sound(word: &str) -> Option<Vec<Phone>> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() > LETTERS {
        return None;
    }
    let phones = if is_devanagari(word) {
        devanagari(&letters)
    } else if word.chars().all(|c| c.is_ascii_lowercase()) {
        latin(&letters)
    } else {
        return None;
    };
    Some(tidy(phones))
}

/// Vowels that touch are one, as are two of the same consonant; "m" before a lip is heard as "n".
fn tidy(phones: Vec<Phone>) -> Vec<Phone> {
    let mut tidied: Vec<Phone> = Vec::with_capacity(phones.len());
    for phone in phones {
        match (tidied.last_mut(), phone) {
            (Some(Phone::Vowel(last)), Phone::Vowel(vowel)) => *last |= vowel,
            (Some(last @ Phone::Inherent), Phone::Vowel(_)) => *last = phone,
            (Some(Phone::Vowel(_)), Phone::Inherent) => {}
            (Some(last), phone) if *last == phone => {}
            (Some(last @ Phone::Consonant('m')), Phone::Consonant('p' | 'b')) => {
                *last = Phone::Consonant('n');
                tidied.push(phone);
            }
            _ => tidied.push(phone),
        }
    }
    if tidied.last() == Some(&Phone::Inherent) {
        tidied.pop();
    }
    tidied
}

fn devanagari(letters: &[char]) -> Vec<Phone> {
    let mut phones = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let consonant = match letter {
            'क' | 'ख' => 'k',
            'ग' | 'घ' | 'ज' | 'झ' => 'g',
            'च' | 'छ' => 'c',
            'ट' | 'ठ' | 'त' | 'थ' => 't',
            'ड' | 'ढ' | 'द' | 'ध' => 'd',
            'ण' | 'न' | 'ङ' | 'ञ' => 'n',
            'प' => 'p',
            'फ' => 'f',
            'ब' | 'भ' => 'b',
            'म' => 'm',
            'र' => 'r',
            'ल' | 'ळ' => 'l',
            'व' => 'v',
            'श' | 'ष' | 'स' => 's',
            'ह' if at == 0 => 'h',
            'ं' => {
                phones.push(Phone::Consonant('n'));
                continue;
            }
            '\u{94d}' => {
                if phones.last() == Some(&Phone::Inherent) {
                    phones.pop();
                }
                continue;
            }
            'अ' | 'आ' | 'ऑ' | 'ा' | 'ॉ' => {
                phones.push(Phone::Vowel(OPEN));
                continue;
            }
            'इ' | 'ई' | 'ए' | 'ऐ' | 'ऍ' | 'ि' | 'ी' | 'े' | 'ै' | 'ॅ' | 'य' => {
                phones.push(Phone::Vowel(FRONT));
                continue;
            }
            'उ' | 'ऊ' | 'ओ' | 'औ' | 'ु' | 'ू' | 'ो' | 'ौ' => {
                phones.push(Phone::Vowel(BACK));
                continue;
            }
            'ृ' => {
                phones.push(Phone::Consonant('r'));
                phones.push(Phone::Vowel(ANY));
                continue;
            }
            _ => continue,
        };
        phones.push(Phone::Consonant(consonant));
        phones.push(Phone::Inherent);
    }
    phones
}

fn latin(letters: &[char]) -> Vec<Phone> {
    let mut phones = Vec::new();
    let at = |place: usize| letters.get(place).copied().unwrap_or(' ');
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let last = letters.len().saturating_sub(1);
    let mut place = 0;
    while let Some(letter) = letters.get(place) {
        let next = at(place + 1);
        let (phone, length) = match letter {
            't' if letters
                .get(place..)
                .is_some_and(|rest| rest.starts_with(&['t', 'i', 'o', 'n'])) =>
            {
                ('s', 1)
            }
            'c' if next == 'h' => ('c', 2),
            's' if next == 'h' => ('s', 2),
            'p' if next == 'h' => ('f', 2),
            'c' if next == 'k' => ('k', 2),
            'c' if matches!(next, 'e' | 'i' | 'y') => ('s', 1),
            'q' if next == 'u' => {
                phones.push(Phone::Consonant('k'));
                ('v', 2)
            }
            'd' if next == 'g' => ('g', 2),
            'c' | 'k' | 'q' => ('k', 1),
            'g' | 'j' | 'z' => ('g', 1),
            't' => ('t', 1),
            'd' => ('d', 1),
            'w' if place > 0 && vowel(at(place - 1)) && !vowel(next) => ('-', 1),
            'v' | 'w' => ('v', 1),
            'x' => {
                phones.push(Phone::Consonant('k'));
                ('s', 1)
            }
            'h' if place > 0 => ('-', 1),
            'y' => ('i', 1),
            'e' if place == last && place > 0 && !vowel(at(place - 1)) => ('-', 1),
            other => (*other, 1),
        };
        match phone {
            '-' => {}
            'a' if place == last => phones.push(Phone::Vowel(OPEN)),
            'o' | 'u' if place == last => phones.push(Phone::Vowel(BACK)),
            'a' => phones.push(Phone::Vowel(OPEN | FRONT)),
            'e' | 'i' => phones.push(Phone::Vowel(FRONT)),
            'o' | 'u' => phones.push(Phone::Vowel(BACK | OPEN)),
            consonant => phones.push(Phone::Consonant(consonant)),
        }
        place += length;
    }
    phones
}

/// The consonants alone, by which words are filed.
fn skeleton(phones: &[Phone]) -> String {
    let consonant = |phone: &Phone| match phone {
        Phone::Consonant(letter) => Some(*letter),
        _ => None,
    };
    phones.iter().filter_map(consonant).collect()
}

/// Whether two sounds with the same consonants have the same vowels between them, as far as their letters tell.
#[expect(
    clippy::match_same_arms,
    reason = "an inherent vowel is first tried as one that is heard"
)]
fn alike(one: &[Phone], other: &[Phone]) -> bool {
    match (one, other) {
        ([], []) => true,
        ([Phone::Inherent, one @ ..], [Phone::Inherent | Phone::Vowel(_), other @ ..])
        | ([Phone::Vowel(_), one @ ..], [Phone::Inherent, other @ ..]) => alike(one, other),
        ([Phone::Inherent, one @ ..], other) | (one, [Phone::Inherent, other @ ..]) => alike(one, other),
        ([Phone::Vowel(one), rest @ ..], [Phone::Vowel(other), others @ ..]) => {
            one & other != 0 && alike(rest, others)
        }
        ([Phone::Consonant(one), rest @ ..], [Phone::Consonant(other), others @ ..]) => {
            one == other && alike(rest, others)
        }
        _ => false,
    }
}

/// A word of the lexicon and how it sounds.
struct Heard {
    word: Cow<'static, str>,
    phones: Vec<Phone>,
    devanagari: bool,
}

/// The words of all terms that say something of a deployment, by their consonants.
static WORDS: LazyLock<HashMap<String, Vec<Heard>>> = LazyLock::new(|| {
    let mut words: HashMap<String, Vec<Heard>> = HashMap::new();
    let mut seen = HashSet::new();
    let content = entries().filter(|entry| is_content(entry.concept));
    let words_of = |entry: &'static Entry| {
        let place = matches!(entry.concept, Concept::Region(_));
        let words = entry.terms().flat_map(words_of);
        words.map(move |word| (word, place))
    };
    for (word, place) in content.flat_map(words_of) {
        // Most words are in many terms.
        if !seen.insert((word.clone(), place)) {
            continue;
        }
        let Some(phones) = sound(&word) else {
            continue;
        };
        let skeleton = skeleton(&phones);
        let devanagari = is_devanagari(&word);
        let short = !devanagari && word.len() < READ;
        if short || skeleton.chars().count() < CONSONANTS + usize::from(devanagari || place) {
            continue;
        }
        let alike = words.entry(skeleton).or_default();
        if alike.iter().all(|heard| heard.word != word) {
            alike.push(Heard {
                word,
                phones,
                devanagari,
            });
        }
    }
    words
});

/// The word of the lexicon that `word` is in other letters. A word in Latin letters is only looked up among those of Devanagari: what
/// sounds like an English word and isn't spelt so is another word.
fn heard_as(word: &str) -> Option<&'static str> {
    let phones = sound(word)?;
    let in_devanagari = is_devanagari(word);
    let same = |heard: &&Heard| (in_devanagari || heard.devanagari) && alike(&heard.phones, &phones);
    let heard = WORDS.get(&skeleton(&phones))?.iter().find(same)?;
    Some(&heard.word)
}

/// Spells words as the lexicon does where it knows them by their sound only. `hinglish` says whether words in Latin letters may be
/// Hindi.
pub(crate) fn respell(tokens: &mut [Token], hinglish: bool) {
    for token in tokens.iter_mut().filter(|token| token.shape == Shape::Word) {
        let hindi = is_devanagari(&token.folded);
        if (hindi || hinglish) && !lexicon::has_word(&token.folded) {
            let respelt = if hindi { spelt_out(&token.folded) } else { None };
            if let Some(word) = respelt.or_else(|| heard_as(&token.folded).map(str::to_owned)) {
                token.written = Some(std::mem::replace(&mut token.folded, word));
            }
        }
    }
}

/// The names of the letters in Devanagari, the longest first.
const LETTER_NAMES: [(&str, char); 27] = [
    ("डब्ल्यू", 'w'),
    ("डबल्यू", 'w'),
    ("एक्स", 'x'),
    ("क्यू", 'q'),
    ("वाई", 'y'),
    ("जेड", 'z'),
    ("एफ", 'f'),
    ("एच", 'h'),
    ("आई", 'i'),
    ("एल", 'l'),
    ("एम", 'm'),
    ("एन", 'n'),
    ("आर", 'r'),
    ("एस", 's'),
    ("बी", 'b'),
    ("सी", 'c'),
    ("डी", 'd'),
    ("जी", 'g'),
    ("जे", 'j'),
    ("के", 'k'),
    ("ओ", 'o'),
    ("पी", 'p'),
    ("टी", 't'),
    ("यू", 'u'),
    ("वी", 'v'),
    ("ए", 'a'),
    ("ई", 'e'),
];

/// "एसएनएस" is SNS: an abbreviation, spelt out by the names of its letters.
fn spelt_out(word: &str) -> Option<String> {
    let mut rest = word;
    let mut letters = String::new();
    while !rest.is_empty() {
        let (name, letter) = LETTER_NAMES.iter().find(|(name, _)| rest.starts_with(name))?;
        letters.push(*letter);
        rest = &rest[name.len()..];
    }
    (letters.len() > 1 && lexicon::has_word(&fold(&letters))).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::{heard_as, spelt_out};

    #[test]
    fn a_word_in_the_other_script_is_known_by_its_sound() {
        for (written, word) in [
            ("क्लाउडफ्रंट", "cloudfront"),
            ("कंटेनर", "container"),
            ("कन्टेनर", "container"),
            ("डॉकर", "docker"),
            ("सर्वर", "server"),
            ("पोस्टग्रेस", "postgres"),
            ("फ़ारगेट", "fargate"),
            ("फ्रैंकफर्ट", "frankfurt"),
            ("मॉनिटरिंग", "monitoring"),
            ("स्प्रिंग", "spring"),
            ("एक्सप्रेस", "express"),
            ("टर्राफॉर्म", "-"),
            ("पर्वत", "-"),
            ("स्कूल", "-"),
            ("शिकायत", "-"),
            ("किसान", "kisan"),
            ("मंगा", "-"),
            ("tasweer", "तस्वीर"),
            ("vidyaarthi", "विद्यार्थी"),
        ] {
            let folded = crate::language::lexicon::fold(written);
            let heard = heard_as(&folded).unwrap_or("-");
            let same = heard == word
                || super::sound(heard)
                    .zip(super::sound(word))
                    .is_some_and(|(one, other)| super::alike(&one, &other));
            assert!(same, "{written}: {heard}");
        }
    }

    #[test]
    fn abbreviations_are_read_letter_by_letter() {
        assert_eq!(spelt_out("एसएनएस").as_deref(), Some("sns"));
        assert_eq!(spelt_out("एसक्यूएस").as_deref(), Some("sqs"));
        assert_eq!(spelt_out("वीपीसी").as_deref(), Some("vpc"));
        assert_eq!(spelt_out("सेवा"), None);
    }
}
