//! AWS Price List API: today's prices for what the built-in list has. Here: asking. Not here: what an answer says
//! (`answer`), which products are asked for (`products`), keeping answers for a day (`cache`).
//!
//! Nothing asks by itself: `plan` needs no network unless it is told to.

mod answer;
mod cache;
mod products;

use aws_sdk_pricing::Client;
use aws_sdk_pricing::types::{Filter, FilterType};
use cloudwhisper_lifecycle::Fault;
use cloudwhisper_planner::estimate::Quote;

pub use self::answer::{Unusable, usd_per_unit};
pub use self::cache::{LIFETIME, fresh, keep};
pub use self::products::{Product, products};
use super::fault::fault;

/// Products that are looked at an answer: the filters leave one, and a few more where AWS splits them by tenancy.
const MOST_RESULTS: i32 = 10;

/// Where the API for a region's prices is asked; it stands in a few regions only.
pub fn endpoint_region(region: &str) -> &'static str {
    if region.starts_with("ap-") {
        "ap-south-1"
    } else {
        "us-east-1"
    }
}

/// What came of asking.
#[derive(Debug, Default)]
pub struct Asked {
    /// Prices that AWS told.
    pub quotes: Vec<Quote>,
    /// Products without a usable answer: the built-in list's prices stand for them.
    pub unusable: Vec<(&'static Product, Unusable)>,
}

/// Asks for every product's price in this region. `today` is the day of the answer, `YYYY-MM-DD`.
///
/// # Errors
/// When AWS can't be reached, refuses, or keeps throttling after the SDK's own attempts. An answer that says nothing usable is
/// no error; it is in [`Asked::unusable`].
pub async fn ask(client: &Client, region: &str, today: &str) -> Result<Asked, Fault> {
    let mut asked = Asked::default();
    for product in products() {
        let answer = client
            .get_products()
            .service_code(product.service_code)
            .set_filters(Some(filters(product, region)))
            .format_version("aws_v1")
            .max_results(MOST_RESULTS)
            .send()
            .await
            .map_err(|error| fault("pricing:GetProducts", &error))?;
        match usd_per_unit(answer.price_list(), product) {
            Ok(usd) => asked.quotes.push(Quote {
                service: product.service.to_owned(),
                dimension: product.dimension.to_owned(),
                region: region.to_owned(),
                usd_per_single_unit: usd,
                as_of: today.to_owned(),
            }),
            Err(unusable) => asked.unusable.push((product, unusable)),
        }
    }
    Ok(asked)
}

fn filters(product: &Product, region: &str) -> Vec<Filter> {
    let region = ("regionCode", region);
    let all = std::iter::once(region).chain(product.attributes.iter().copied());
    all.filter_map(|(field, value)| {
        Filter::builder()
            .r#type(FilterType::TermMatch)
            .field(field)
            .value(value)
            .build()
            .ok()
    })
    .collect()
}

#[cfg(test)]
mod tests;
