//! What an estimate says, in the three languages.

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};
use rust_decimal::Decimal;

use super::budget::Saving;
use super::prices::Price;
use super::{Billed, FreeTier, Query, Usd};

/// `10000 × 0.2 USD per 1M requests, 10000 free (source, date)`.
pub(super) fn calculation(language: Language, billed: &Billed, free: Decimal, price: &Price) -> String {
    let Price {
        service,
        usd_per_unit,
        unit,
        source,
        date,
        ..
    } = price;
    let quantity = billed.quantity.round_dp(4).normalize();
    let free = if free.is_zero() {
        String::new()
    } else {
        let free = free.round_dp(4).normalize();
        match language {
            English => format!(", {free} of them free"),
            Hindi => format!(", जिनमें {free} मुफ़्त"),
            Hinglish => format!(", jinmein {free} free"),
        }
    };
    format!("{service}: {quantity} × {usd_per_unit} USD / {unit}{free} ({source}, {date})")
}

pub(super) fn allowances(language: Language, pools: &[&str]) -> String {
    let pools = pools.join(", ");
    match language {
        English => format!("free every month for the whole account: {pools}"),
        Hindi => format!("पूरे खाते के लिए हर महीने मुफ़्त: {pools}"),
        Hinglish => format!("poore account ke liye har mahine free: {pools}"),
    }
}

pub(super) fn no_price(language: Language, resource: &str, billed: &Billed) -> String {
    let Billed {
        service, dimension, ..
    } = billed;
    match language {
        English => {
            format!("{resource}: no sourced price is known for {service} {dimension}; it is not in the sum")
        }
        Hindi => {
            format!("{resource}: {service} {dimension} की कोई प्रमाणित क़ीमत नहीं मिली; यह जोड़ में शामिल नहीं है")
        }
        Hinglish => format!(
            "{resource}: {service} {dimension} ki koi pakki keemat nahi mili; yeh total mein nahi hai"
        ),
    }
}

pub(super) fn price_of_another_region(language: Language, service: &str, region: &str) -> String {
    match language {
        English => {
            format!("{service}: the price of this region is not known, {region}'s is used; yours may differ")
        }
        Hindi => format!("{service}: इस क्षेत्र की क़ीमत ज्ञात नहीं है, {region} की ली गई है; आपकी अलग हो सकती है"),
        Hinglish => format!(
            "{service}: is region ki keemat pata nahi, {region} ki li gayi hai; aapki alag ho sakti hai"
        ),
    }
}

pub(super) fn small_application(language: Language) -> String {
    match language {
        English => "nothing was said; this is a small application's use in a month",
        Hindi => "कुछ नहीं कहा गया; यह एक छोटे ऐप का महीने भर का उपयोग है",
        Hinglish => "kuch nahi kaha gaya; yeh ek chhote app ka mahine bhar ka use hai",
    }
    .to_owned()
}

/// What can make the real bill differ, for every plan that holds such resources.
pub(super) fn standing_warnings(query: &Query<'_>, total: Usd) -> Vec<String> {
    let language = query.language;
    let has = |kind: &str| query.blueprint.of_kind(kind).next().is_some();
    let mut warnings = Vec::new();
    if has("AWS::Lambda::Function") || has("AWS::ApiGateway::RestApi") || has("AWS::ApiGatewayV2::Api") {
        warnings.push(match language {
            English => "You pay per request: more visitors cost more, fewer cost less",
            Hindi => "आप हर अनुरोध का भुगतान करते हैं: ज़्यादा आगंतुक, ज़्यादा ख़र्च; कम आगंतुक, कम ख़र्च",
            Hinglish => {
                "Aap har request ka paisa dete hain: zyada visitors, zyada kharch; kam visitors, kam kharch"
            }
        });
    }
    if has("AWS::CloudFront::Distribution") {
        warnings.push(match language {
            English => "Data sent to visitors is priced by where they are; India is assumed",
            Hindi => "आगंतुकों को भेजे गए डेटा की क़ीमत उनकी जगह पर निर्भर है; भारत माना गया है",
            Hinglish => "Visitors ko bheje data ki keemat unki jagah par hai; India maana gaya hai",
        });
    }
    if has("AWS::ECS::Service") || has("AWS::EC2::Instance") || has("AWS::RDS::DBInstance") {
        warnings.push(match language {
            English => "Some of it runs all the time and costs the same whether it is used or not",
            Hindi => "इसका कुछ हिस्सा हमेशा चलता है और इस्तेमाल हो या न हो, उतना ही ख़र्च करता है",
            Hinglish => "Iska kuch hissa hamesha chalta hai aur use ho ya na ho, utna hi kharch karta hai",
        });
    }
    let mut warnings: Vec<String> = warnings.into_iter().map(str::to_owned).collect();
    let rate = query.exchange_rate.inr_per_usd.normalize();
    let as_of = &query.exchange_rate.as_of;
    warnings.push(match language {
        English => format!(
            "List prices without tax (AWS India adds 18 % GST), at {rate} rupees per dollar ({as_of})"
        ),
        Hindi => format!("बिना कर की सूची क़ीमतें (AWS India 18 % GST जोड़ता है), {rate} रुपये प्रति डॉलर ({as_of})"),
        Hinglish => format!(
            "Bina tax ki list keemat (AWS India 18 % GST jodta hai), {rate} rupaye per dollar ({as_of})"
        ),
    });
    warnings.extend(credits(language, query.free_tier, total));
    warnings
}

fn credits(language: Language, free_tier: &FreeTier, total: Usd) -> Option<String> {
    let FreeTier::Credits {
        remaining: Some(remaining),
    } = free_tier
    else {
        return None;
    };
    let months = remaining.checked_div(total.rounded().0)?.floor();
    Some(match language {
        English => format!(
            "Your credits of {remaining} USD last for {months} months of this, unless they expire before"
        ),
        Hindi => format!("आपके {remaining} USD के क्रेडिट इससे {months} महीने चलेंगे, अगर पहले समाप्त न हो जाएँ"),
        Hinglish => format!(
            "Aapke {remaining} USD ke credit isse {months} mahine chalenge, agar pehle khatam na ho jaayein"
        ),
    })
}

pub(super) fn over_budget(language: Language, total: &Money, suggestions: &[String]) -> String {
    let Money { usd, inr } = total;
    let hint = suggestions.join("; ");
    match language {
        English => format!("Over budget: {usd} USD ({inr} INR) a month. {hint}"),
        Hindi => format!("बजट से ज़्यादा: {usd} USD ({inr} INR) प्रति माह। {hint}"),
        Hinglish => format!("Budget se zyada: {usd} USD ({inr} INR) har mahine. {hint}"),
    }
    .trim_end()
    .to_owned()
}

pub(super) fn saving(language: Language, saving: &Saving, saved: &Money) -> String {
    let what = match (saving, language) {
        (Saving::PayPerCall, English) => {
            "Run it on Lambda, paid per call, instead of a server that always runs"
        }
        (Saving::PayPerCall, Hindi) => "हमेशा चलने वाले सर्वर की जगह Lambda पर चलाएँ, भुगतान सिर्फ़ इस्तेमाल का",
        (Saving::PayPerCall, Hinglish) => {
            "Hamesha chalne wale server ki jagah Lambda par chalaiye, paisa sirf use ka"
        }
        (Saving::TableInsteadOfSql, English) => "Keep the data in DynamoDB instead of an SQL database",
        (Saving::TableInsteadOfSql, Hindi) => "SQL डेटाबेस की जगह डेटा DynamoDB में रखें",
        (Saving::TableInsteadOfSql, Hinglish) => "SQL database ki jagah data DynamoDB mein rakhiye",
        (Saving::HttpApi, English) => "Use an HTTP API instead of a REST API",
        (Saving::HttpApi, Hindi) => "REST API की जगह HTTP API इस्तेमाल करें",
        (Saving::HttpApi, Hinglish) => "REST API ki jagah HTTP API use kijiye",
        (Saving::SmallerSizes, English) => "Use the smallest sizes instead of those that were named",
        (Saving::SmallerSizes, Hindi) => "बताए गए आकारों की जगह सबसे छोटे आकार लें",
        (Saving::SmallerSizes, Hinglish) => "Bataye gaye size ki jagah sabse chhote size lijiye",
        (Saving::Baseline, English) => "Use the security profile Baseline instead of Hardened",
        (Saving::Baseline, Hindi) => "सुरक्षा प्रोफ़ाइल Hardened की जगह Baseline लें",
        (Saving::Baseline, Hinglish) => "Security profile Hardened ki jagah Baseline lijiye",
    };
    let Money { usd, inr } = saved;
    match language {
        English => format!("{what}: saves {usd} USD ({inr} INR) a month"),
        Hindi => format!("{what}: हर महीने {usd} USD ({inr} INR) की बचत"),
        Hinglish => format!("{what}: har mahine {usd} USD ({inr} INR) ki bachat"),
    }
}
