//! Names of machine sizes as AWS writes them: `t4g.micro`, `db.r6g.2xlarge`, `cache.m7g.large`.

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

/// How many `large` a size is in price: 2 for `xlarge`, 8 for `4xlarge`. AWS's prices go by size within a family.
/// Source: EC2 on-demand price lists, seen 2025-10-30.
pub(crate) fn times_large(size: &str) -> Option<i64> {
    match size.strip_suffix("xlarge")? {
        "" => Some(2),
        count => Some(2 * count.parse::<u16>().ok().map(i64::from)?),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_instance_type, times_large};

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
}
