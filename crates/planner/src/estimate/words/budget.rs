//! What is said of a budget and of cheaper ways.

use cloudwhisper_api::amount::{Budget, Currency, Money};
use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};

use crate::estimate::budget;
use crate::estimate::currency::{self, both, dollars};

pub(in crate::estimate) fn saves(language: Language, change: &str, saving: &Money) -> String {
    let saving = both(saving);
    match language {
        English => format!("{change}: −{saving} a month"),
        Hindi => format!("{change}: हर महीने −{saving}"),
        Hinglish => format!("{change}: har mahine −{saving}"),
    }
}

pub(in crate::estimate) fn together(language: Language, sum: &Money, fits: bool) -> String {
    let sum = both(sum);
    match (language, fits) {
        (English, true) => format!("All that goes together: {sum} a month, which is within your budget."),
        (English, false) => {
            format!("All that goes together: {sum} a month, which is still above your budget.")
        }
        (Hindi, true) => format!("जो बदलाव साथ हो सकते हैं, सब मिलाकर: {sum} प्रति माह, जो आपके बजट में है।"),
        (Hindi, false) => {
            format!("जो बदलाव साथ हो सकते हैं, सब मिलाकर: {sum} प्रति माह, जो फिर भी आपके बजट से ज़्यादा है।")
        }
        (Hinglish, true) => {
            format!("Jo badlav saath ho sakte hain, sab milakar: {sum} har mahine, jo aapke budget mein hai.")
        }
        (Hinglish, false) => {
            format!(
                "Jo badlav saath ho sakte hain, sab milakar: {sum} har mahine, jo phir bhi aapke budget se zyada hai."
            )
        }
    }
}

/// What is known is what was tried: there may be cheaper ways that nobody tried.
pub(in crate::estimate) fn budget_too_low(language: Language, least: &Money) -> String {
    let least = both(least);
    match language {
        English => {
            format!(
                "None of the changes that we try goes below {least} a month: raise the budget to that, or ask for less."
            )
        }
        Hindi => format!(
            "जो बदलाव हम आज़माते हैं, उनमें से कोई भी {least} प्रति माह से नीचे नहीं जाता: बजट इतना बढ़ाएँ, या कम माँगें।"
        ),
        Hinglish => format!(
            "Jo badlav hum aazmate hain, unmein se koi bhi {least} har mahine se neeche nahi jata: budget itna badhaiye, ya kam mangiye."
        ),
    }
}

fn monthly_budget(said: &Budget) -> String {
    let amount = format!(
        "{:.2}",
        currency::Usd::new(budget::monthly(said)).rounded().value()
    );
    match said.currency {
        Currency::USD => dollars(&amount),
        Currency::INR => currency::rupees(&amount),
    }
}

pub(in crate::estimate) fn above_budget(language: Language, sum: &Money, said: &Budget) -> String {
    let sum = both(sum);
    let amount = monthly_budget(said);
    match language {
        English => format!("Over budget: this costs {sum} a month, and your budget is {amount} a month."),
        Hindi => format!("बजट से ज़्यादा: इसका खर्च {sum} प्रति माह है, और आपका बजट {amount} प्रति माह।"),
        Hinglish => format!(
            "Budget se zyada: iska kharch {sum} har mahine hai, aur aapka budget {amount} har mahine."
        ),
    }
}

/// Budgets are held against what is expected; this is said where more use than that would break it.
pub(in crate::estimate) fn may_break_budget(language: Language, high: &Money, said: &Budget) -> String {
    let high = both(high);
    let amount = monthly_budget(said);
    match language {
        English => format!(
            "With ten times the use that was guessed it is {high} a month, which is above your budget of {amount} a month."
        ),
        Hindi => format!(
            "अनुमान से दस गुना उपयोग होने पर खर्च {high} प्रति माह होगा, जो आपके {amount} प्रति माह के बजट से ज़्यादा है।"
        ),
        Hinglish => format!(
            "Andaaze se das guna upyog hone par kharch {high} har mahine hoga, jo aapke {amount} har mahine ke budget se zyada hai."
        ),
    }
}

/// Budgets are held against sums without tax; this is said where the tax would break one that is kept.
pub(in crate::estimate) fn tax_breaks_budget(language: Language, with_tax: &Money, said: &Budget) -> String {
    let sum = both(with_tax);
    let amount = monthly_budget(said);
    match language {
        English => format!(
            "Where 18 % GST applies it is {sum} a month, which is above your budget of {amount} a month."
        ),
        Hindi => {
            format!("जहाँ 18 % GST लागू हो, खर्च {sum} प्रति माह होगा, जो आपके {amount} प्रति माह के बजट से ज़्यादा है।")
        }
        Hinglish => format!(
            "Jahan 18 % GST lagu ho, kharch {sum} har mahine hoga, jo aapke {amount} har mahine ke budget se zyada hai."
        ),
    }
}
