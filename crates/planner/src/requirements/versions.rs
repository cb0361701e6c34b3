//! "Redis 7 cache", "Debian 12 instance": a number behind the name of a product is its version, and counts nothing.

use rust_decimal::Decimal;

use super::read::{Reading, What};
use crate::language::lexicon::{Concept, Unit};

/// Products whose versions people say.
const PRODUCTS: [&str; 30] = [
    "almalinux",
    "aurora",
    "centos",
    "debian",
    "documentdb",
    "eks",
    "elasticsearch",
    "fedora",
    "kafka",
    "kubernetes",
    "linux",
    "mariadb",
    "memcached",
    "mongo",
    "mongodb",
    "mysql",
    "neptune",
    "opensearch",
    "oracle",
    "postgres",
    "postgresql",
    "rabbitmq",
    "redhat",
    "redis",
    "rhel",
    "suse",
    "ubuntu",
    "valkey",
    "उबंटू",
    "रेडिस",
];

/// Whether the number at `at` is the version of what stands before it.
pub(super) fn is_version(reading: &Reading<'_>, at: usize) -> bool {
    let low = match reading.items.get(at).map(|item| item.what) {
        Some(What::Number(value)) => value < Decimal::ONE_HUNDRED,
        _ => false,
    };
    let before = at
        .checked_sub(1)
        .map(|before| reading.written(before).to_lowercase());
    let product = before.is_some_and(|before| {
        before
            .split([' ', '-'])
            .next_back()
            .is_some_and(|word| PRODUCTS.contains(&word))
    });
    // ".NET 8 Lambda": a language with its release.
    let language = at
        .checked_sub(1)
        .is_some_and(|before| matches!(reading.concept(before), Some(Concept::Foreign(_))));
    is_release_of_windows(reading, at) || low && (product || language) && !counts(reading, at + 1)
}

/// "Two Windows Server 2022 machines", "SQL Server 2019": a year behind a server of Microsoft's is its release.
pub(super) fn is_release_of_windows(reading: &Reading<'_>, at: usize) -> bool {
    let year = match reading.items.get(at).map(|item| item.what) {
        Some(What::Number(value)) => value.is_integer() && (2008.into()..=2035.into()).contains(&value),
        _ => false,
    };
    let written = |places: usize| {
        let place = at.checked_sub(places)?;
        Some(reading.written(place).to_lowercase())
    };
    let says = |places: usize| {
        written(places).is_some_and(|word| {
            word.split([' ', '-'])
                .any(|word| matches!(word, "windows" | "mssql" | "विंडोज" | "विंडोज़"))
                || word.ends_with("sql server")
        })
    };
    year && (says(1) || says(2) && written(1).is_some_and(|word| matches!(word.as_str(), "server" | "सर्वर")))
}

/// "EKS 3 nodes", "Redis 2 GB", "Kafka 3 brokers": the number is of what follows.
pub(super) fn counts(reading: &Reading<'_>, next: usize) -> bool {
    let word = reading.written(next).to_lowercase();
    match reading.concept(next) {
        Some(Concept::Unit(Unit::Copies | Unit::Version)) => word.ends_with('s'),
        Some(
            Concept::Unit(_) | Concept::Currency(_) | Concept::Every(_) | Concept::Per | Concept::Time(_),
        ) => true,
        _ => word.len() > 3 && word.is_ascii() && word.ends_with('s') && !PRODUCTS.contains(&word.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use cloudwhisper_api::language::Language;

    use super::*;
    use crate::requirements::read::read;

    fn versions(prompt: &str) -> usize {
        let reading = read(prompt, Language::English);
        (0..reading.items.len())
            .filter(|at| is_version(&reading, *at))
            .count()
    }

    #[test]
    fn a_number_behind_a_product_is_its_version() {
        for prompt in [
            "a Redis 7 cache",
            "Debian 12 EC2 instance",
            "Ubuntu 22.04",
            "EKS 1.33 cluster",
            "Postgres 15 database",
            ".NET 8 Lambda",
        ] {
            assert_eq!(versions(prompt), 1, "{prompt}");
        }
        for prompt in [
            "EKS 3 nodes",
            "Redis 2 GB",
            "Kafka 3 brokers",
            "Postgres 2 read replicas",
            "Redis 2 replicas",
            "12 Redis caches",
        ] {
            assert_eq!(versions(prompt), 0, "{prompt}");
        }
    }
}
