//! `--live-prices`: what AWS and the rupee cost today, in front of what is built in. Here: from where, and what is done when
//! nobody answers. Not here: the asking (`aws::pricing`, `exchange_rate`). Without the flag, `plan` needs no network.

use std::time::{Duration, SystemTime};

use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, Region};
use cloudwhisper_planner::estimate::{ExchangeRate, Prices, Quote};
use jiff::Timestamp;
use reqwest::Url;
use tokio::runtime::{Builder, Runtime};

use crate::aws::limits::Limits;
use crate::aws::pricing;
use crate::cli::output::note;
use crate::cli::words::Words;
use crate::outgoing::given;
use crate::{answer_cache, exchange_rate, outgoing};

/// A person is waiting, and what is built in will do.
const PATIENCE: Limits = Limits {
    connect: Duration::from_secs(5),
    attempt: Duration::from_secs(10),
    call: Duration::from_secs(20),
    attempts: 3,
};

/// Prices for this region and the rate of today. Where nobody answers, that is said on stderr and what is built in stands.
pub(super) fn today(region: &str, rate_source: Option<&str>, words: &Words) -> (Prices, ExchangeRate) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            note(&format!("{} {error}", words.no_live_prices));
            return (Prices::default(), ExchangeRate::default());
        }
    };
    let prices = prices(&runtime, region).unwrap_or_else(|reason| {
        note(&format!("{} {reason}", words.no_live_prices));
        Prices::default()
    });
    let rate = rate(&runtime, rate_source).unwrap_or_else(|reason| {
        note(&format!("{} {reason}", words.no_live_rate));
        ExchangeRate::default()
    });
    (prices, rate)
}

fn rate(runtime: &Runtime, source: Option<&str>) -> Result<ExchangeRate, String> {
    let source = given(source).unwrap_or(exchange_rate::SOURCE);
    let url: Url = source.parse().map_err(|error| format!("{source}: {error}"))?;
    let asked = exchange_rate::kept_or_asked(url, SystemTime::now());
    runtime.block_on(asked).map_err(|error| error.to_string())
}

fn prices(runtime: &Runtime, region: &str) -> Result<Prices, String> {
    let now = SystemTime::now();
    let file = answer_cache::file(&format!("prices-{region}"));
    if let Some(quotes) = file.as_deref().and_then(|file| pricing::fresh(file, now)) {
        return Ok(Prices::with(&quotes));
    }
    let quotes = runtime.block_on(asked(region))?;
    // Whoever can't write there asks again next time.
    if let Some(Err(error)) = file.map(|file| pricing::keep(&file, &quotes, now)) {
        tracing::debug!(%error, "prices not kept");
    }
    Ok(Prices::with(&quotes))
}

async fn asked(region: &str) -> Result<Vec<Quote>, String> {
    let today: String = Timestamp::now().to_string().chars().take(10).collect();
    let config = aws_config::defaults(BehaviorVersion::latest())
        .http_client(outgoing::aws_http())
        .region(Region::new(pricing::endpoint_region(region)))
        .retry_config(RetryConfig::standard().with_max_attempts(PATIENCE.attempts))
        .timeout_config(PATIENCE.timeouts())
        .load()
        .await;
    let client = aws_sdk_pricing::Client::new(&config);
    let asked = pricing::ask(&client, region, &today)
        .await
        .map_err(|fault| fault.reason)?;
    for (product, why) in &asked.unusable {
        tracing::debug!(
            service = product.service,
            dimension = product.dimension,
            ?why,
            "no usable price"
        );
    }
    Ok(asked.quotes)
}
