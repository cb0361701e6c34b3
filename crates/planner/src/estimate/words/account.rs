//! What is said of an account's credits and its first year.

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};
use rust_decimal::Decimal;

use crate::catalog::plain::say;
use crate::estimate::currency::both;

/// `months` is how long they pay, where anything is to be paid; AWS takes them back after twelve.
pub(in crate::estimate) fn credits(language: Language, left: Option<(&Money, Option<Decimal>)>) -> String {
    let Some((left, months)) = left else {
        return match language {
            English => "The account's credits pay for this while they last; how much is left was not said.",
            Hindi => "खाते के क्रेडिट जब तक हैं, इसका भुगतान करेंगे; कितने बचे हैं, नहीं बताया गया।",
            Hinglish => {
                "Account ke credits jab tak hain, iska payment karenge; kitne bache hain, nahi bataya gaya."
            }
        }
        .to_owned();
    };
    let left = both(left);
    let Some(months) = months else {
        return match language {
            English => format!("The account's credits of {left} are not needed for this."),
            Hindi => format!("इसके लिए खाते के {left} के क्रेडिट की ज़रूरत नहीं है।"),
            Hinglish => format!("Iske liye account ke {left} ke credits ki zaroorat nahi hai."),
        };
    };
    if months >= Decimal::from(12) {
        return match language {
            English => format!(
                "The account's credits of {left} pay for this until AWS ends them, 12 months after the account was made."
            ),
            Hindi => format!(
                "खाते के {left} के क्रेडिट से यह तब तक चलेगा जब तक AWS उन्हें समाप्त न कर दे, खाता बनने के 12 महीने बाद।"
            ),
            Hinglish => format!(
                "Account ke {left} ke credits se yeh tab tak chalega jab tak AWS unhein khatm na kar de, account banne ke 12 mahine baad."
            ),
        };
    }
    match language {
        English => format!(
            "The account's credits of {left} pay for {months} whole months of this, unless AWS ends them before: 12 months after the account was made."
        ),
        Hindi => format!(
            "खाते के {left} के क्रेडिट से यह पूरे {months} महीने चलेगा, अगर AWS उन्हें पहले समाप्त न कर दे: खाता बनने के 12 महीने बाद।"
        ),
        Hinglish => format!(
            "Account ke {left} ke credits se yeh poore {months} mahine chalega, agar AWS unhein pehle khatm na kar de: account banne ke 12 mahine baad."
        ),
    }
}

pub(in crate::estimate) fn first_year(language: Language) -> &'static str {
    say(
        language,
        [
            "Some of this is free only in the account's first twelve months; it is paid for after that.",
            "इसमें से कुछ केवल खाते के पहले बारह महीनों में मुफ़्त है; उसके बाद भुगतान करना होगा।",
            "Ismein se kuch sirf account ke pehle barah mahinon mein free hai; uske baad payment karna hoga.",
        ],
    )
}
