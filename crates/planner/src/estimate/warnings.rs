//! What can make the real bill differ from the estimate. Here: which of it concerns this plan. Not here: the words.

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::plan::BudgetCheck;
use rust_decimal::Decimal;

use super::bill::{Bill, Charge, Line};
use super::currency::Usd;
use super::range::Range;
use super::{FreeTier, Query, UsageProfile, budget, prices, usage, words};
use crate::catalog::ecs::TaskDefinition;

/// Goods and services tax on what AWS India bills; no sum of a plan has it in.
const WITH_GST: Decimal = Decimal::from_parts(118, 0, 0, false, 2);

/// Everything to say, what matters most first.
pub(super) fn about(
    query: &Query<'_>,
    bill: &Bill<'_>,
    usage: &UsageProfile,
    check: Option<&BudgetCheck>,
    range: &Range,
) -> Vec<String> {
    let language = query.language;
    let total = bill.total();
    let money = |usd: Usd| usd.sum_as_money(query.exchange_rate);
    let with_tax = money(total.rounded() * WITH_GST);
    let mut warnings = Vec::new();
    if let (Some(said), Some(check)) = (&query.requirements().budget, check) {
        if check.within {
            if !budget::fits(&with_tax, said) {
                warnings.push(words::tax_breaks_budget(language, &with_tax, said));
            }
            if !budget::fits(&money(range.high), said) {
                warnings.push(words::may_break_budget(language, &money(range.high), said));
            }
        } else {
            warnings.push(words::above_budget(language, &money(total), said));
        }
    }
    warnings.extend(unpriced(query, bill));
    warnings.extend(other_regions(query, bill));
    let variable = variable(bill);
    if !variable.is_empty() {
        let usage = usage::that_matters(query.blueprint, usage, language);
        warnings.push(words::grows_with_use(language, &variable, &usage));
    }
    warnings.extend(hidden(query, bill, money));
    warnings.extend(credits(query, total, money));
    if *query.free_tier == FreeTier::Legacy12Month {
        warnings.push(words::first_year(language).to_owned());
    }
    // The tax on a few cents vanishes in rounding; the sum would be told twice.
    let taxed = Some(&with_tax).filter(|taxed| **taxed != money(total));
    warnings.push(words::without_tax(language, taxed));
    warnings.push(words::exchange_rate(language, query.exchange_rate));
    if let Some((oldest, newest)) = dates(bill) {
        warnings.push(words::list_prices(language, oldest, newest));
    }
    warnings
}

/// The first and the last day of the prices used.
pub(super) fn dates<'a>(bill: &'a Bill<'_>) -> Option<(&'a str, &'a str)> {
    let days = || bill.charges().map(|charge| charge.price.date.as_ref());
    Some((days().min()?, days().max()?))
}

/// How many resources the sum leaves something out of, and then each of those.
fn unpriced(query: &Query<'_>, bill: &Bill<'_>) -> Vec<String> {
    let resources = bill.lines.iter().filter(|line| !line.unpriced.is_empty()).count();
    let counted = (resources > 0).then(|| words::unpriced_resources(query.language, resources));
    let each = bill.unpriced().map(|what| words::unpriced(query.language, what));
    counted.into_iter().chain(each).collect()
}

/// Prices that are another region's: one sentence where the region has no list at all, else one a dimension.
fn other_regions(query: &Query<'_>, bill: &Bill<'_>) -> Vec<String> {
    let region = query.requirements().region.as_str();
    let foreign = || bill.charges().filter(|charge| !charge.price.holds_in(region));
    if !prices::has_region(region) {
        let taken = foreign().next().map(|charge| &charge.price.region);
        return taken
            .map(|taken| words::other_region(query.language, region, taken))
            .into_iter()
            .collect();
    }
    let mut warnings: Vec<String> = foreign()
        .map(|charge| words::other_regions_price(query.language, region, charge))
        .collect();
    warnings.dedup();
    warnings
}

/// Services that are paid by the hour from the first to the last, whoever calls.
const BY_THE_HOUR: [&str; 4] = ["ECS Fargate", "EC2", "RDS", "ALB"];

/// Services whose price goes by use, by the names that a bill calls them.
fn variable(bill: &Bill<'_>) -> Vec<&'static str> {
    const BY_USE: [&str; 8] = [
        "API Gateway",
        "Lambda",
        "CloudFront",
        "DynamoDB",
        "S3",
        "ALB",
        "NAT Gateway",
        "Data transfer",
    ];
    BY_USE
        .into_iter()
        .filter(|name| bill.charges().any(|charge| charge.dimension.service == *name))
        .collect()
}

/// What surprises people on their first bill.
fn hidden(query: &Query<'_>, bill: &Bill<'_>, money: impl Fn(Usd) -> Money) -> Vec<String> {
    let language = query.language;
    let paid = |service| {
        Some(bill.of_service(service))
            .filter(|sum| *sum > Usd::ZERO)
            .map(&money)
    };
    let price = |service, start: &str| {
        let charge = bill
            .charges()
            .find(|it| it.dimension.service == service && it.dimension.name.starts_with(start))?;
        Some(charge.price.usd.unit_as_money(query.exchange_rate))
    };
    let always =
        |charge: &&Charge| charge.dimension.name != "alb_lcu" && charge.dimension.unit.ends_with("hour");
    // A container that a schedule starts is paid by the hour too, but only while it runs.
    let runs_on = |line: &&Line<'_>| line.resource.kind != TaskDefinition::KIND;
    let by_the_hour: Usd = bill
        .lines
        .iter()
        .filter(runs_on)
        .flat_map(|line| &line.charges)
        .filter(|charge| BY_THE_HOUR.contains(&charge.dimension.service))
        .filter(always)
        .map(|charge| charge.usd)
        .sum();
    let abroad = bill
        .charges()
        .any(|charge| charge.dimension.name.contains("_india"));
    [
        (by_the_hour > Usd::ZERO).then(|| words::runs_always(language, &money(by_the_hour))),
        abroad.then(|| words::visitors_in_india(language).to_owned()),
        paid("Public IPv4").map(|sum| words::public_addresses(language, &sum)),
        paid("NAT Gateway").map(|sum| words::nat_gateway(language, &sum)),
        paid("VPC endpoint").map(|sum| words::private_endpoints(language, &sum)),
        price("Data transfer", "out_to_internet").map(|price| words::data_transfer(language, &price)),
        price("Data transfer", "between_azs").map(|price| words::between_zones(language, &price)),
        backups(query, bill).map(|price| words::backups(language, &price)),
        price("CloudWatch", "logs_ingest").map(|price| words::log_ingestion(language, &price)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a gigabyte of snapshots costs beyond the size of the database, where there is one.
fn backups(query: &Query<'_>, bill: &Bill<'_>) -> Option<Money> {
    let has_database = bill
        .charges()
        .any(|charge| charge.dimension.service == "RDS" && charge.dimension.name.contains("storage"));
    let dimension = prices::dimension("RDS", "backup_over_database_size").filter(|_| has_database)?;
    let price = query.prices.near(dimension, &query.requirements().region)?;
    Some(price.usd.unit_as_money(query.exchange_rate))
}

/// How long the credits last. They pay for what is left after the allowances.
fn credits(query: &Query<'_>, total: Usd, money: impl Fn(Usd) -> Money) -> Option<String> {
    let FreeTier::Credits { remaining } = query.free_tier else {
        return None;
    };
    let Some(left) = *remaining else {
        return Some(words::credits(query.language, None));
    };
    let months = left
        .checked_div(total.rounded().value())
        .map(|months| months.floor());
    Some(words::credits(
        query.language,
        Some((&money(Usd::new(left)), months)),
    ))
}
