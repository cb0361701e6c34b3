//! How much is sent to visitors where only the requests were said. Here: how large an answer is. Not here: what was said
//! of it (`usage`), what sending costs (`catalog`).

use cloudwhisper_api::requirements::{AppType, Framework, Requirements};
use rust_decimal::Decimal;

/// What an answer weighs, and why that is taken for granted.
pub(super) struct Answer {
    /// Gigabytes that one request sends.
    gigabytes: Decimal,
    /// Said in the plan, in English, Hindi and Hinglish.
    pub(super) reason: [&'static str; 3],
}

impl Answer {
    /// Gigabytes that so many requests send, to a tenth.
    pub(super) fn sent(&self, requests: Decimal) -> Decimal {
        (requests * self.gigabytes).round_dp(1)
    }
}

/// One of the files of a page: 35 KB. The median page on a telephone has 2,311 KB in 66 requests.
/// Source: HTTP Archive, Web Almanac 2024, "Page Weight" (October 2024).
const PAGE: Answer = Answer {
    gigabytes: Decimal::from_parts(35, 0, 0, false, 6),
    reason: [
        "How much will be sent to visitors was not said; the price is for 35 KB a request, as the median page has.",
        "लोगों को कितना डेटा भेजा जाएगा, नहीं बताया गया; कीमत हर अनुरोध पर 35 KB के हिसाब से है, जितना आम पन्ने में होता है।",
        "Logon ko kitna data bheja jayega, nahi bataya gaya; keemat har request par 35 KB ke hisaab se hai, jitna aam page mein hota hai.",
    ],
};

/// What a program answers another: 10 KB of text. An assumption: most answers in JSON are smaller, but the document of the
/// median page alone has 18 KB (same source), and a price that is too low surprises more than one that is too high.
pub(super) const TEXT: Answer = Answer {
    gigabytes: Decimal::from_parts(10, 0, 0, false, 6),
    reason: [
        "How much will be sent to visitors was not said; the price is for 10 KB a request, which is much for an answer in text.",
        "लोगों को कितना डेटा भेजा जाएगा, नहीं बताया गया; कीमत हर अनुरोध पर 10 KB के हिसाब से है, जो टेक्स्ट में जवाब के लिए काफ़ी है।",
        "Logon ko kitna data bheja jayega, nahi bataya gaya; keemat har request par 10 KB ke hisaab se hai, jo text mein jawab ke liye kaafi hai.",
    ],
};

/// What a request of this application is answered with: files of pages where it has pages, else text.
pub(super) fn answer(requirements: &Requirements) -> &'static Answer {
    let pages = matches!(requirements.app_type, Some(AppType::WebApp | AppType::StaticSite))
        || matches!(requirements.framework, Some(Framework::React | Framework::Nextjs));
    if pages { &PAGE } else { &TEXT }
}
