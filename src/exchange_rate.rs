//! Rupees for a dollar as of today. Here: asking for it, and keeping the answer for an hour. Not here: what is taken where
//! nobody can be asked (the planner's dated default), what is done with it (`estimate`).
//!
//! Nothing asks by itself: plans need no network unless they are told to.

use std::error::Error as _;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use cloudwhisper_planner::estimate::ExchangeRate;
use jiff::civil::Date;
use reqwest::{Client, Url};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Number;
use tokio_util::sync::CancellationToken;

use crate::{answer_cache, outgoing};

/// Who is asked where nobody else is named: the European Central Bank's reference rates, which need no account. Other
/// addresses have to answer in the same form. Source: <https://frankfurter.dev>, seen 2026-11-21.
pub const SOURCE: &str = "https://api.frankfurter.dev/v1/latest?base=USD&symbols=INR";
/// How long an answer is used.
pub const LIFETIME: Duration = Duration::from_hours(1);
/// How soon to ask again where nobody answered.
const AGAIN: Duration = Duration::from_mins(1);
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// What a rate can be at all, in rupees for a dollar, both ends included: outside of it, it is another currency's or upside down.
pub const PLAUSIBLE: (Decimal, Decimal) = (Decimal::TEN, Decimal::ONE_THOUSAND);

/// Whether so many rupees for a dollar can be right.
pub fn is_plausible(rate: Decimal) -> bool {
    (PLAUSIBLE.0..=PLAUSIBLE.1).contains(&rate)
}

/// Why there is no rate, so that the built-in or the last known one holds.
#[derive(Debug)]
pub enum NoRate {
    /// Nobody answered, or not in the form that was expected.
    Unanswered(reqwest::Error),
    /// The answer has no rupees for a dollar that can be believed.
    Unbelievable(Option<Decimal>),
}

impl fmt::Display for NoRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unanswered(error) => match error.source() {
                Some(source) => write!(f, "{error}: {source}"),
                None => write!(f, "{error}"),
            },
            Self::Unbelievable(Some(rate)) => write!(f, "{rate} rupees for a dollar can't be right"),
            Self::Unbelievable(None) => f.write_str("the answer has no rupees for a dollar"),
        }
    }
}

/// So many of each currency for one of the base.
#[derive(Deserialize)]
struct Answer {
    base: String,
    date: Date,
    rates: Rates,
}

#[derive(Deserialize)]
struct Rates {
    #[serde(rename = "INR")]
    rupees: Option<Number>,
}

impl Answer {
    /// A JSON number is read as a float; written again it has the digits that it came with.
    fn rupees_for_a_dollar(&self) -> Option<Decimal> {
        let rupees = self.rates.rupees.as_ref().filter(|_| self.base == "USD")?;
        rupees.to_string().parse().ok()
    }
}

/// A way to ask.
///
/// # Errors
/// When this machine's certificates can't be read.
pub fn client() -> Result<Client, reqwest::Error> {
    outgoing::http().timeout(PATIENCE).build()
}

/// Asks for the rate of today.
///
/// # Errors
/// When nobody answers within five seconds, or what they answer is no rate of the rupee.
pub async fn ask(client: &Client, source: Url) -> Result<ExchangeRate, NoRate> {
    let response = client.get(source).send().await;
    let response = response.and_then(reqwest::Response::error_for_status);
    let answer: Answer = response
        .map_err(NoRate::Unanswered)?
        .json()
        .await
        .map_err(NoRate::Unanswered)?;
    match answer.rupees_for_a_dollar() {
        Some(rate) if is_plausible(rate) => Ok(ExchangeRate {
            inr_per_usd: rate,
            as_of: answer.date.to_string(),
        }),
        other => Err(NoRate::Unbelievable(other)),
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptRate {
    /// Who answered: another one's rate is another's.
    source: String,
    inr_per_usd: Decimal,
    as_of: String,
}

/// The rate that was kept less than an hour ago, else today's.
///
/// # Errors
/// Those of [`ask`].
pub async fn kept_or_asked(source: Url, now: SystemTime) -> Result<ExchangeRate, NoRate> {
    let file = answer_cache::file("exchange-rate");
    let kept = file
        .as_deref()
        .and_then(|file| answer_cache::fresh::<KeptRate>(file, LIFETIME, now));
    if let Some(kept) = kept.filter(|kept| kept.source == source.as_str()) {
        return Ok(ExchangeRate {
            inr_per_usd: kept.inr_per_usd,
            as_of: kept.as_of,
        });
    }
    let rate = ask(&client().map_err(NoRate::Unanswered)?, source.clone()).await?;
    let kept = KeptRate {
        source: source.into(),
        inr_per_usd: rate.inr_per_usd,
        as_of: rate.as_of.clone(),
    };
    // Whoever can't write there asks again next time.
    if let Some(Err(error)) = file.map(|file| answer_cache::keep(&file, &kept, now)) {
        tracing::debug!(%error, "rate not kept");
    }
    Ok(rate)
}

/// The rate that an operator plans with: one for ever, or today's.
#[derive(Clone, Debug)]
pub struct Rate(Arc<RwLock<ExchangeRate>>);

impl Rate {
    /// This one, until another is known.
    pub fn new(rate: ExchangeRate) -> Self {
        Self(Arc::new(RwLock::new(rate)))
    }

    /// What holds now.
    pub fn now(&self) -> ExchangeRate {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks once. Where nobody answers, the last known rate holds, with its day. Returns when to ask again.
    pub async fn update(&self, client: &Client, source: &Url) -> Duration {
        match ask(client, source.clone()).await {
            Ok(rate) => {
                *self.0.write().unwrap_or_else(PoisonError::into_inner) = rate;
                LIFETIME
            }
            Err(error) => {
                tracing::warn!(%error, holds = self.now().as_of, "no exchange rate of today");
                AGAIN
            }
        }
    }

    /// Asks again after `wait`, and then as often as is due, until it is told to stop.
    pub async fn follow(self, client: Client, source: Url, mut wait: Duration, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(wait) => {}
            }
            wait = self.update(&client, &source).await;
        }
    }
}

#[cfg(test)]
mod tests;
