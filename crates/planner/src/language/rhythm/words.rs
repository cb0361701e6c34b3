//! The words of rhythms in three languages. Here: tables. Not here: how they are put together.

use super::{Days, Part, Unit};

/// What begins a rhythm.
pub(super) const EACH: [&str; 5] = ["every", "each", "har", "हर", "प्रत्येक"];
/// What stands before days.
pub(super) const ON: [&str; 3] = ["on", "ko", "को"];
/// What stands behind an hour.
pub(super) const OCLOCK: [&str; 4] = ["oclock", "baje", "बजे", "bje"];
/// What says that a time is of one day alone.
pub(super) const ONE_DAY: [&str; 9] = ["kal", "aaj", "aj", "parso", "parson", "कल", "आज", "परसों", "abhi"];
/// Monday to Friday.
pub(super) const WORKDAYS: Days = Days::Week(0b011_1110);
/// Saturday and Sunday.
pub(super) const WEEKEND: Days = Days::Week(0b100_0001);

/// A span of time.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "minute" | "minutes" | "min" | "mins" | "मिनट" | "minat" | "minut" => Unit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "घंटे" | "घंटा" | "घण्टे" | "ghante" | "ghanta" => {
            Unit::Hour
        }
        "day" | "days" | "दिन" | "रोज" | "din" | "roz" | "roj" => Unit::Day,
        "week" | "weeks" | "सप्ताह" | "हफ्ते" | "हफ्ता" | "hafte" | "hafta" => {
            Unit::Week
        }
        "month" | "months" | "महीने" | "माह" | "mahine" | "mahina" => Unit::Month,
        _ => return None,
    })
}

/// A part of the day.
pub(super) fn part(word: &str) -> Option<Part> {
    Some(match word {
        "night" | "nights" | "रात" | "raat" | "rat" => Part::Night,
        "morning" | "mornings" | "सुबह" | "subah" | "subha" => Part::Morning,
        "noon" | "afternoon" | "afternoons" | "दोपहर" | "dopahar" | "dopehar" => Part::Noon,
        "evening" | "evenings" | "शाम" | "shaam" | "sham" => Part::Evening,
        "midnight" | "आधीरात" | "aadhiraat" => Part::Midnight,
        _ => return None,
    })
}

/// A day of the week; 0 is Sunday.
pub(super) fn weekday(word: &str) -> Option<u8> {
    Some(match word {
        "sunday" | "sundays" | "रविवार" | "इतवार" | "ravivar" | "itwar" => 0,
        "monday" | "mondays" | "सोमवार" | "somvar" | "somwar" => 1,
        "tuesday" | "tuesdays" | "मंगलवार" | "mangalvar" | "mangalwar" => 2,
        "wednesday" | "wednesdays" | "बुधवार" | "budhvar" | "budhwar" => 3,
        "thursday" | "thursdays" | "गुरुवार" | "guruvar" | "guruwar" => 4,
        "friday" | "fridays" | "शुक्रवार" | "shukravar" | "shukrawar" => 5,
        "saturday" | "saturdays" | "शनिवार" | "shanivar" | "shaniwar" => 6,
        _ => return None,
    })
}

/// Whether the hour before is one of the afternoon.
pub(super) fn afternoon(word: &str) -> Option<bool> {
    match word {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

/// Minutes by which a clock is ahead of UTC. Only names that mean one clock the year round.
pub(super) fn zone(word: &str) -> Option<i32> {
    Some(match word {
        "ist" | "indian" => 330,
        "utc" | "gmt" => 0,
        "sgt" => 480,
        "jst" => 540,
        "gst" => 240,
        "cet" => 60,
        "cest" => 120,
        "est" => -300,
        "edt" => -240,
        "pst" => -480,
        "pdt" => -420,
        _ => return None,
    })
}
