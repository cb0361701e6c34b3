//! `--live-prices`: what AWS asks for today, in front of the built-in list. Here: from where, and for how long it is kept.
//! Not here: the asking (`aws::pricing`). Without the flag, `plan` needs no network.

use std::env;
use std::path::PathBuf;
use std::time::SystemTime;

use aws_config::{BehaviorVersion, Region};
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use cloudwhisper_planner::estimate::{Prices, Quote};
use jiff::Timestamp;

use crate::aws::pricing;
use crate::cli::output::note;
use crate::cli::words::Words;

/// Prices for this region. Where AWS can't be asked, that is said on stderr and the built-in list stands.
pub(super) fn prices(region: &str, words: &Words) -> Prices {
    let now = SystemTime::now();
    let file = cache_file(region);
    if let Some(quotes) = file.as_deref().and_then(|file| pricing::fresh(file, now)) {
        return Prices::with(&quotes);
    }
    match asked(region) {
        Ok(quotes) => {
            // Whoever can't write there asks again next time.
            let kept = file.map(|file| pricing::keep(&file, &quotes, now));
            if let Some(Err(error)) = kept {
                tracing::debug!(%error, "prices not kept");
            }
            Prices::with(&quotes)
        }
        Err(reason) => {
            note(&format!("{} {reason}", words.no_live_prices));
            Prices::default()
        }
    }
}

fn asked(region: &str) -> Result<Vec<Quote>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    let today: String = Timestamp::now().to_string().chars().take(10).collect();
    runtime.block_on(async {
        let http = aws_smithy_http_client::Builder::new()
            .tls_provider(Provider::Rustls(CryptoMode::Ring))
            .build_https();
        let config = aws_config::defaults(BehaviorVersion::latest())
            .http_client(http)
            .region(Region::new(pricing::endpoint_region(region)))
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
    })
}

/// In the folder that programs keep such files in; `None` where there is no home.
fn cache_file(region: &str) -> Option<PathBuf> {
    let folder = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cache")))?;
    Some(folder.join("cloudwhisper").join(format!("prices-{region}.json")))
}
