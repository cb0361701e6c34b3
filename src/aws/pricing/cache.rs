//! Answers are kept on disk for a day: AWS changes a price a few times a year, and asks for few questions.

use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cloudwhisper_planner::estimate::Quote;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How long answers are used before AWS is asked again.
pub const LIFETIME: Duration = Duration::from_hours(24);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    /// Seconds since 1970.
    asked_at: u64,
    quotes: Vec<KeptQuote>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptQuote {
    service: String,
    dimension: String,
    region: String,
    usd_per_single_unit: Decimal,
    as_of: String,
}

/// What was kept less than a day ago; `None` where nothing was, where it is older, and where the file is not ours.
pub fn fresh(file: &Path, now: SystemTime) -> Option<Vec<Quote>> {
    let kept: Kept = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    let asked_at = UNIX_EPOCH.checked_add(Duration::from_secs(kept.asked_at))?;
    // A time that is still to come is a clock that was wrong: ask again.
    let age = now.duration_since(asked_at).ok()?;
    (age < LIFETIME).then(|| kept.quotes.into_iter().map(Quote::from).collect())
}

/// Keeps answers for the next process.
///
/// # Errors
/// When the file can't be written.
pub fn keep(file: &Path, quotes: &[Quote], now: SystemTime) -> io::Result<()> {
    let asked_at = now
        .duration_since(UNIX_EPOCH)
        .map_err(io::Error::other)?
        .as_secs();
    let quotes = quotes.iter().cloned().map(KeptQuote::from).collect();
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // Written beside it and then moved: nobody reads half a file.
    let unfinished = file.with_extension("unfinished");
    fs::write(&unfinished, serde_json::to_vec(&Kept { asked_at, quotes })?)?;
    fs::rename(unfinished, file)
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
