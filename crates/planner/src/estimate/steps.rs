//! Prices that fall with quantity. AWS counts a month's use of the whole account, so two functions share one first step.

use std::borrow::Cow;

use rust_decimal::Decimal;

/// One dimension that is billed under two names: so much under the first, the rest under the second. Further steps are
/// cheaper still; whoever gets there pays a little less than estimated.
struct Steps {
    service: &'static str,
    first: &'static str,
    /// How much the first step holds, in single units.
    size: Decimal,
    next: &'static str,
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "cut into the three words that a decimal is made of"
)]
const fn units(count: u32, thousands: u32) -> Decimal {
    // `count` × 1,000^thousands, which `Decimal` has no constant for.
    let mut value = count as u128;
    let mut left = thousands;
    while left > 0 {
        value *= 1000;
        left -= 1;
    }
    Decimal::from_parts(value as u32, (value >> 32) as u32, (value >> 64) as u32, false, 0)
}

const STEPS: [Steps; 8] = [
    Steps {
        service: "Lambda",
        first: "duration_x86_first_6b_gb_s",
        size: units(6, 3),
        next: "duration_x86_next_9b_gb_s",
    },
    Steps {
        service: "Lambda",
        first: "duration_arm_first_7_5b_gb_s",
        size: units(7500, 2),
        next: "duration_arm_next_11_25b_gb_s",
    },
    Steps {
        service: "API Gateway",
        first: "rest_requests_first_333m",
        size: units(333, 2),
        next: "rest_requests_next_667m",
    },
    Steps {
        service: "API Gateway",
        first: "http_requests_first_300m",
        size: units(300, 2),
        next: "http_requests_over_300m",
    },
    Steps {
        service: "S3",
        first: "standard_storage_first_50tb",
        size: units(51_200, 0),
        next: "standard_storage_next_450tb",
    },
    Steps {
        service: "CloudFront",
        first: "data_out_india_first_10tb",
        size: units(10_240, 0),
        next: "data_out_india_next_40tb",
    },
    Steps {
        service: "Data transfer",
        first: "out_to_internet_first_10tb",
        size: units(10_240, 0),
        next: "out_to_internet_next_40tb",
    },
    Steps {
        service: "Route 53",
        first: "hosted_zone_first_25",
        size: units(25, 0),
        next: "hosted_zone_over_25",
    },
];

/// How much of each first step is used up.
#[derive(Debug, Default)]
pub(super) struct Climbed([Decimal; STEPS.len()]);

impl Climbed {
    /// The names that this quantity is billed under, and how much under each.
    pub(super) fn split(
        &mut self,
        service: &str,
        dimension: Cow<'static, str>,
        quantity: Decimal,
    ) -> Vec<(Cow<'static, str>, Decimal)> {
        let family =
            |steps: &Steps| steps.service == service && (steps.first == dimension || steps.next == dimension);
        let Some(at) = STEPS.iter().position(family) else {
            return vec![(dimension, quantity)];
        };
        let (steps, used) = (&STEPS[at], &mut self.0[at]);
        let first = quantity.min(steps.size - *used);
        *used += first;
        let rest = quantity - first;
        match (first.is_zero(), rest.is_zero()) {
            (_, true) => vec![(steps.first.into(), first)],
            (true, false) => vec![(steps.next.into(), rest)],
            (false, false) => vec![(steps.first.into(), first), (steps.next.into(), rest)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "standard_storage_first_50tb";
    const NEXT: &str = "standard_storage_next_450tb";

    #[test]
    fn one_step_is_shared_by_everything_that_is_billed_by_it() {
        let mut climbed = Climbed::default();
        let mut split = |gigabytes: i64| {
            let split = climbed.split("S3", FIRST.into(), gigabytes.into());
            split
                .into_iter()
                .map(|(name, much)| (name.into_owned(), much))
                .collect::<Vec<_>>()
        };
        let (first, next) = (|| FIRST.to_owned(), || NEXT.to_owned());
        assert_eq!(split(51_000), [(first(), Decimal::from(51_000))]);
        assert_eq!(
            split(300),
            [(first(), Decimal::from(200)), (next(), Decimal::from(100))]
        );
        assert_eq!(split(5), [(next(), Decimal::from(5))]);
        assert_eq!(split(0), [(first(), Decimal::ZERO)]);
    }

    #[test]
    fn every_step_has_prices() {
        for steps in &STEPS {
            for name in [steps.first, steps.next] {
                assert!(
                    crate::estimate::prices::dimension(steps.service, name).is_some(),
                    "{name}"
                );
            }
        }
        assert_eq!(units(7500, 2), Decimal::from(7_500_000_000_i64));
    }
}
