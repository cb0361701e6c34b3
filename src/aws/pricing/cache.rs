//! The form in which prices are kept for a day: AWS changes a price a few times a year, and asks for few questions.

use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use cloudwhisper_planner::estimate::Quote;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::answer_cache;

/// How long answers are used before AWS is asked again.
pub const LIFETIME: Duration = Duration::from_hours(24);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptQuote {
    service: String,
    dimension: String,
    region: String,
    usd_per_single_unit: Decimal,
    as_of: String,
}

/// What was kept less than a day ago.
pub fn fresh(file: &Path, now: SystemTime) -> Option<Vec<Quote>> {
    let kept: Vec<KeptQuote> = answer_cache::fresh(file, LIFETIME, now)?;
    Some(kept.into_iter().map(Quote::from).collect())
}

/// Keeps answers for the next process.
///
/// # Errors
/// When the file can't be written.
pub fn keep(file: &Path, quotes: &[Quote], now: SystemTime) -> io::Result<()> {
    let quotes: Vec<KeptQuote> = quotes.iter().cloned().map(KeptQuote::from).collect();
    answer_cache::keep(file, &quotes, now)
}

impl From<KeptQuote> for Quote {
    fn from(kept: KeptQuote) -> Self {
        Self {
            service: kept.service,
            dimension: kept.dimension,
            region: kept.region,
            usd_per_single_unit: kept.usd_per_single_unit,
            as_of: kept.as_of,
        }
    }
}

impl From<Quote> for KeptQuote {
    fn from(quote: Quote) -> Self {
        Self {
            service: quote.service,
            dimension: quote.dimension,
            region: quote.region,
            usd_per_single_unit: quote.usd_per_single_unit,
            as_of: quote.as_of,
        }
    }
}
