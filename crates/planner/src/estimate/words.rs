//! What an estimate says, in each language. Sums are for people: rounded, with commas, in both currencies.

mod account;
mod budget;
mod hidden;

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};

use super::Price;
use super::bill::{Charge, Unpriced};
use super::currency::{ExchangeRate, both, count};
use crate::catalog::plain::say;

pub(super) use self::account::{credits, first_year};
pub(super) use self::budget::{
    above_budget, budget_too_low, may_break_budget, saves, tax_breaks_budget, together,
};
pub(super) use self::hidden::{
    backups, between_zones, data_transfer, grows_with_use, log_ingestion, nat_gateway, private_endpoints,
    public_addresses, runs_always, visitors_in_india,
};

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
