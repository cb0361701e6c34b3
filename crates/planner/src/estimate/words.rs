//! What an estimate says, in each language. Sums are for people: rounded, with commas, in both currencies.

use cloudwhisper_api::amount::{Budget, Currency, Money};
use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};
use rust_decimal::Decimal;

use super::bill::{Charge, Unpriced};
use super::currency::{self, ExchangeRate, both, count, dollars};
use super::{Price, budget};
use crate::catalog::plain::say;

/// `10,000 requests × 0.20 USD per 1M requests = 0.002 USD (source, date)`, in figures that need no translation.
pub(super) fn calculation(charge: &Charge) -> String {
    let dimension = charge.dimension;
    let number = |number| count(number, English);
    let billed = number(charge.quantity - charge.free);
    let quantity = if charge.free.is_zero() {
        format!("{billed} {}", dimension.noun)
    } else {
        format!(
            "({} − {} free) {}",
            number(charge.quantity),
            number(charge.free),
            dimension.noun
        )
    };
    let (usd, price) = (price(&charge.price), &charge.price);
    let (service, name, unit) = (dimension.service, dimension.name, dimension.unit);
    let sum = charge.usd.value().round_dp(6).normalize();
    format!(
        "{service} {name}: {quantity} × {usd} USD per {unit} = {sum} USD ({}, {})",
        price.source, price.date
    )
}

/// At least two digits behind the point, and all that there are.
fn price(price: &Price) -> String {
    let usd = price.usd.value().normalize();
    let digits = usd.scale().max(2) as usize;
    format!("{usd:.digits$}")
}

pub(super) fn saves(language: Language, change: &str, saving: &Money) -> String {
    let saving = both(saving);
    match language {
        English => format!("{change}: −{saving} a month"),
        Hindi => format!("{change}: हर महीने −{saving}"),
        Hinglish => format!("{change}: har mahine −{saving}"),
    }
}

pub(super) fn together(language: Language, sum: &Money, fits: bool) -> String {
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
pub(super) fn budget_too_low(language: Language, least: &Money) -> String {
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

pub(super) fn above_budget(language: Language, sum: &Money, said: &Budget) -> String {
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
pub(super) fn may_break_budget(language: Language, high: &Money, said: &Budget) -> String {
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
pub(super) fn tax_breaks_budget(language: Language, with_tax: &Money, said: &Budget) -> String {
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

pub(super) fn unpriced_resources(language: Language, count: usize) -> String {
    match (language, count) {
        (English, 1) => {
            "The real price is higher: the sum leaves out some of what 1 resource costs.".to_owned()
        }
        (English, _) => {
            format!("The real price is higher: the sum leaves out some of what {count} resources cost.")
        }
        (Hindi, _) => {
            format!("असली खर्च ज़्यादा होगा: कुल में {count} संसाधनों के खर्च का कुछ हिस्सा शामिल नहीं है।")
        }
        (Hinglish, _) => {
            format!(
                "Asli kharch zyada hoga: total mein {count} resources ke kharch ka kuch hissa shamil nahi hai."
            )
        }
    }
}

/// What has no checked price, how much of it, and where AWS tells it.
pub(super) fn to_look_up(language: Language, what: &Unpriced) -> String {
    let quantity = count(what.quantity, language);
    let Unpriced {
        service, dimension, ..
    } = what;
    match language {
        English => format!(
            "No checked price of {service} {dimension} (× {quantity}): look it up at https://calculator.aws or in the AWS Price List."
        ),
        Hindi => format!(
            "{service} {dimension} (× {quantity}) की जाँची हुई कीमत नहीं है: इसे https://calculator.aws या AWS Price List में देखिए।"
        ),
        Hinglish => format!(
            "{service} {dimension} (× {quantity}) ki jaanchi hui keemat nahi hai: ise https://calculator.aws ya AWS Price List mein dekhiye."
        ),
    }
}

pub(super) fn unpriced(language: Language, what: &Unpriced) -> String {
    let Unpriced {
        resource,
        service,
        dimension,
        quantity: _,
    } = what;
    match language {
        English => format!("{resource}: no price is known of {service} {dimension}; the sum leaves it out."),
        Hindi => format!("{resource}: {service} {dimension} की कीमत मालूम नहीं है; कुल में वह शामिल नहीं है।"),
        Hinglish => format!(
            "{resource}: {service} {dimension} ki keemat pata nahi hai; total mein woh shamil nahi hai."
        ),
    }
}

pub(super) fn other_region(language: Language, region: &str, taken: &str) -> String {
    match language {
        English => format!(
            "There is no price list of {region} here yet; prices are those of {taken}, the nearest that has one."
        ),
        Hindi => {
            format!("{region} की मूल्य सूची अभी यहाँ नहीं है; कीमतें {taken} की हैं, जो सबसे नज़दीकी है जिसकी सूची है।")
        }
        Hinglish => {
            format!(
                "{region} ki price list abhi yahan nahi hai; keematein {taken} ki hain, jo sabse nazdeeki hai jiski list hai."
            )
        }
    }
}

pub(super) fn other_regions_price(language: Language, region: &str, charge: &Charge) -> String {
    let (service, name, taken) = (
        charge.dimension.service,
        charge.dimension.name,
        &charge.price.region,
    );
    match language {
        English => format!("No checked price of {service} {name} in {region}; the one of {taken} is used."),
        Hindi => format!("{region} में {service} {name} की जाँची हुई कीमत नहीं मिली; {taken} की कीमत ली गई है।"),
        Hinglish => format!(
            "{region} mein {service} {name} ki jaanchi hui keemat nahi mili; {taken} ki keemat li gayi hai."
        ),
    }
}

/// "Lambda, DynamoDB and data transfer".
fn named_together(language: Language, services: &[&str]) -> String {
    let name = |service: &&str| match *service {
        "Data transfer" => say(language, ["data transfer", "डेटा ट्रांसफर", "data transfer"]).to_owned(),
        "ALB" => say(language, ["the load balancer", "लोड बैलेंसर", "load balancer"]).to_owned(),
        "NAT Gateway" => say(language, ["the NAT gateway", "NAT gateway", "NAT gateway"]).to_owned(),
        other => other.to_owned(),
    };
    let names: Vec<String> = services.iter().map(name).collect();
    let and = say(language, ["and", "और", "aur"]);
    match names.split_last() {
        Some((last, front)) if !front.is_empty() => format!("{} {and} {last}", front.join(", ")),
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

pub(super) fn grows_with_use(language: Language, what: &[&str], usage: &str) -> String {
    let what = named_together(language, what);
    match language {
        English => format!("The cost of {what} depends on use; this is for a month with {usage}."),
        Hindi => format!("{what} का खर्च उपयोग पर निर्भर है; यह इस मासिक उपयोग के लिए है: {usage}।"),
        Hinglish => format!(
            "{what} ka kharch upyog par nirbhar hai; yeh mahine bhar ke is upyog ke liye hai: {usage}."
        ),
    }
}

pub(super) fn visitors_in_india(language: Language) -> &'static str {
    say(
        language,
        [
            "What the content network (CloudFront) sends is priced by where visitors are; India is taken.",
            "कंटेंट नेटवर्क (CloudFront) जो भेजता है उसकी कीमत इस पर है कि लोग कहाँ हैं; भारत माना गया है।",
            "Content network (CloudFront) jo bhejta hai uski keemat is par hai ki log kahan hain; India maana gaya hai.",
        ],
    )
}

pub(super) fn runs_always(language: Language, sum: &Money) -> String {
    let sum = both(sum);
    match language {
        English => format!("{sum} of it runs all the time and costs the same whether it is used or not."),
        Hindi => format!("इसमें से {sum} उसका है जो हमेशा चलता है और उपयोग हो या न हो, उतना ही खर्च करता है।"),
        Hinglish => format!(
            "Ismein se {sum} uska hai jo hamesha chalta hai aur upyog ho ya na ho, utna hi kharch karta hai."
        ),
    }
}

pub(super) fn public_addresses(language: Language, sum: &Money) -> String {
    let sum = both(sum);
    match language {
        English => format!("Public internet addresses cost {sum} of it a month, used or not."),
        Hindi => format!("इसमें इंटरनेट के सार्वजनिक पतों का खर्च {sum} प्रति माह है, चाहे उपयोग हो या न हो।"),
        Hinglish => {
            format!("Ismein internet ke public addresses ka kharch {sum} har mahine hai, upyog ho ya na ho.")
        }
    }
}

pub(super) fn nat_gateway(language: Language, sum: &Money) -> String {
    let sum = both(sum);
    match language {
        English => format!(
            "The way out of the private network (NAT gateway) costs {sum} of it a month, used or not."
        ),
        Hindi => format!(
            "इसमें निजी नेटवर्क से बाहर जाने के रास्ते (NAT gateway) का खर्च {sum} प्रति माह है, चाहे उपयोग हो या न हो।"
        ),
        Hinglish => {
            format!(
                "Ismein private network se bahar jaane ke raaste (NAT gateway) ka kharch {sum} har mahine hai, upyog ho ya na ho."
            )
        }
    }
}

pub(super) fn data_transfer(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!(
            "Sending more to visitors costs {price} for each GB beyond the account's 100 free ones a month."
        ),
        Hindi => format!("खाते के हर महीने के 100 मुफ़्त GB के बाद लोगों को भेजे गए हर GB का खर्च {price} है।"),
        Hinglish => format!(
            "Account ke har mahine ke 100 free GB ke baad logon ko bheje gaye har GB ka kharch {price} hai."
        ),
    }
}

pub(super) fn between_zones(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!(
            "What programs and data stores send each other from one data centre to the next costs {price} for each GB in each direction."
        ),
        Hindi => {
            format!("प्रोग्राम और डेटा भंडार एक डेटा सेंटर से दूसरे में जो भेजते हैं, उसके हर GB का खर्च हर दिशा में {price} है।")
        }
        Hinglish => format!(
            "Programs aur data stores ek data centre se doosre mein jo bhejte hain, uske har GB ka kharch har disha mein {price} hai."
        ),
    }
}

pub(super) fn backups(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!(
            "Backups and snapshots of a database are free up to its own size; beyond that they cost {price} for each GB a month."
        ),
        Hindi => format!("डेटाबेस के बैकअप और स्नैपशॉट उसके आकार तक मुफ़्त हैं; उससे आगे हर GB का खर्च {price} प्रति माह है।"),
        Hinglish => format!(
            "Database ke backup aur snapshot uske size tak free hain; usse aage har GB ka kharch {price} har mahine hai."
        ),
    }
}

pub(super) fn log_ingestion(language: Language, price: &Money) -> String {
    let price = both(price);
    match language {
        English => format!("Logs beyond the account's 5 free GB a month cost {price} for each GB written."),
        Hindi => format!("खाते के हर महीने के 5 मुफ़्त GB के बाद लिखे गए लॉग के हर GB का खर्च {price} है।"),
        Hinglish => format!(
            "Account ke har mahine ke 5 free GB ke baad likhe gaye logs ke har GB ka kharch {price} hai."
        ),
    }
}

/// Told once a plan. `with_tax` is absent where the tax makes no difference to the cent.
pub(super) fn without_tax(language: Language, with_tax: Option<&Money>) -> String {
    let Some(sum) = with_tax.map(both) else {
        return say(
            language,
            [
                "All amounts are without tax: plus 18 % GST where it applies.",
                "सभी रक़में बिना कर के हैं: जहाँ लागू हो, 18 % GST अलग से।",
                "Saari rakam bina tax ke hain: jahan lagu ho, 18 % GST alag se.",
            ],
        )
        .to_owned();
    };
    match language {
        English => {
            format!("All amounts are without tax: plus 18 % GST where it applies, which makes {sum} a month.")
        }
        Hindi => format!("सभी रक़में बिना कर के हैं: जहाँ लागू हो, 18 % GST अलग से, यानी {sum} प्रति माह।"),
        Hinglish => {
            format!("Saari rakam bina tax ke hain: jahan lagu ho, 18 % GST alag se, yaani {sum} har mahine.")
        }
    }
}

pub(super) fn exchange_rate(language: Language, rate: &ExchangeRate) -> String {
    let (inr, day) = (rate.inr_per_usd.normalize(), &rate.as_of);
    match language {
        English => format!(
            "AWS's prices are in dollars; rupees are at ₹{inr} for a dollar ({day}) and change with the rate."
        ),
        Hindi => format!("AWS की कीमतें डॉलर में हैं; रुपये ₹{inr} प्रति डॉलर ({day}) की दर से हैं और दर के साथ बदलते हैं।"),
        Hinglish => {
            format!(
                "AWS ki keematein dollar mein hain; rupees ₹{inr} per dollar ({day}) ke rate se hain aur rate ke saath badalte hain."
            )
        }
    }
}

pub(super) fn list_prices(language: Language, oldest: &str, newest: &str) -> String {
    match language {
        English => format!(
            "Prices are AWS's list prices as read between {oldest} and {newest}; AWS may have changed some since."
        ),
        Hindi => format!("कीमतें AWS की सूची से {oldest} और {newest} के बीच ली गई हैं; तब से कुछ बदली हो सकती हैं।"),
        Hinglish => format!(
            "Keematein AWS ki list se {oldest} aur {newest} ke beech li gayi hain; tab se kuch badli ho sakti hain."
        ),
    }
}

/// `months` is how long they pay, where anything is to be paid; AWS takes them back after twelve.
pub(super) fn credits(language: Language, left: Option<(&Money, Option<Decimal>)>) -> String {
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

pub(super) fn first_year(language: Language) -> &'static str {
    say(
        language,
        [
            "Some of this is free only in the account's first twelve months; it is paid for after that.",
            "इसमें से कुछ केवल खाते के पहले बारह महीनों में मुफ़्त है; उसके बाद भुगतान करना होगा।",
            "Ismein se kuch sirf account ke pehle barah mahinon mein free hai; uske baad payment karna hoga.",
        ],
    )
}

pub(super) fn rate_reason(language: Language, rate: &ExchangeRate) -> String {
    let day = &rate.as_of;
    match language {
        English => {
            format!("No exchange rate was given; this is State Bank of India's selling rate of {day}.")
        }
        Hindi => format!("विनिमय दर नहीं दी गई; यह {day} की भारतीय स्टेट बैंक की विक्रय दर है।"),
        Hinglish => {
            format!("Exchange rate nahi diya gaya; yeh {day} ka State Bank of India ka selling rate hai.")
        }
    }
}
