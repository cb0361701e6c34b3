//! Names of machine sizes as AWS writes them: `t4g.micro`, `db.r6g.2xlarge`, `cache.m7g.large`, and what an hour of one is
//! billed by.

use rust_decimal::Decimal;

use crate::estimate::{Billed, dimension_name};

/// What sizes of a service's own machines begin with, and the type whose machines they are.
pub(crate) const OWNED: [(&str, &str); 7] = [
    ("db.", "AWS::RDS::DBInstance"),
    ("cache.", "AWS::ElastiCache::ReplicationGroup"),
    ("ml.", "AWS::SageMaker::Endpoint"),
    ("mq.", "AWS::AmazonMQ::Broker"),
    ("kafka.", "AWS::MSK::Cluster"),
    ("dax.", "AWS::DAX::Cluster"),
    ("dms.", "AWS::DMS::ReplicationInstance"),
];

/// Whether a text reads like a size, with or without the `db.`, `cache.` or `ml.` of those services.
pub(crate) fn is_instance_type(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let text = OWNED
        .iter()
        .find_map(|(prefix, _)| text.strip_prefix(prefix))
        .unwrap_or(&text);
    let text = text.strip_suffix(".search").unwrap_or(text);
    let Some((family, size)) = text.split_once('.') else {
        return false;
    };
    let named = matches!(
        size,
        "nano" | "micro" | "small" | "medium" | "large" | "metal" | "xlplus"
    );
    let numbered = size
        .strip_suffix("xlarge")
        .is_some_and(|count| count.chars().all(|c| c.is_ascii_digit()));
    family.starts_with(|c: char| c.is_ascii_alphabetic())
        && family.chars().any(|c| c.is_ascii_digit())
        && family.len() <= 12
        && family.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && (named || numbered)
}

/// Whether a text is a size of any service: `t4g.micro`, `dax.t3.small`, `t3.small.search`, `ra3.xlplus`.
pub(crate) fn is_size(text: &str) -> bool {
    let text = ["dax.", "kafka.", "mq.", "dms.", "ml."]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(text);
    is_instance_type(text.strip_suffix(".search").unwrap_or(text)) || text.starts_with("ra3.")
}

/// How many `large` a size is in price: 2 for `xlarge`, 8 for `4xlarge`. AWS's prices go by size within a family.
/// Source: EC2 on-demand price lists, seen 2025-10-30.
pub(crate) fn times_large(size: &str) -> Option<i64> {
    match size.strip_suffix("xlarge")? {
        "" => Some(2),
        count => Some(2 * count.parse::<u16>().ok().map(i64::from)?),
    }
}

/// So many hours of a machine, billed by its size: the price list's dimension is `before`, the size, `after`. Where the
/// list has not this size but the `large` of its family, it is so many of those. A size without any price keeps its name,
/// so that the estimate can say what it has to leave out.
pub(crate) fn hours_of(
    service: &'static str,
    size: &str,
    [before, after]: [&str; 2],
    hours: Decimal,
) -> Billed {
    let exact = format!("{before}{size}{after}");
    let named = |name: &str, times: i64| {
        Some(Billed {
            service,
            dimension: dimension_name(service, name)?.into(),
            quantity: hours * Decimal::from(times),
            guess: None,
        })
    };
    let scaled = || {
        let (family, name) = size.rsplit_once('.')?;
        named(&format!("{before}{family}.large{after}"), times_large(name)?)
    };
    named(&exact, 1).or_else(scaled).unwrap_or_else(|| Billed {
        service,
        dimension: exact.into(),
        quantity: hours,
        guess: None,
    })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{hours_of, is_instance_type, times_large};

    #[test]
    fn sizes_are_told_from_other_names_with_dots() {
        for size in [
            "t4g.micro",
            "db.r5.24xlarge",
            "cache.t3.small",
            "ml.m5.large",
            "C5.XLARGE",
            "u-6tb1.metal",
        ] {
            assert!(is_instance_type(size), "{size}");
        }
        for other in [
            "node.js",
            "v1.2",
            "shop.example",
            "t4g",
            "t4g.huge",
            "db.",
            "axlarge",
        ] {
            assert!(!is_instance_type(other), "{other}");
        }
    }

    #[test]
    fn prices_double_with_the_size() {
        assert_eq!(times_large("xlarge"), Some(2));
        assert_eq!(times_large("24xlarge"), Some(48));
        assert_eq!(times_large("medium"), None);
    }

    #[test]
    fn a_size_is_billed_by_itself_or_by_the_large_of_its_family() {
        let of = |size| {
            let billed = hours_of("EC2", size, ["on_demand_linux_", ""], Decimal::TWO);
            (billed.dimension.into_owned(), billed.quantity)
        };
        let expected = |name: &str, hours: i64| (format!("on_demand_linux_{name}"), Decimal::from(hours));
        assert_eq!(of("t4g.micro"), expected("t4g.micro", 2));
        assert_eq!(of("m7g.4xlarge"), expected("m7g.large", 16));
        assert_eq!(
            of("p5.48xlarge"),
            expected("p5.48xlarge", 2),
            "no price, and its own name"
        );
    }
}
