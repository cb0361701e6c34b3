//! What AWS gives away each month. Here: the allowances, whom they are for, and subtracting each of them once over
//! everything in the account that it covers. Not here: prices.
//!
//! Since 2025-07-15 new accounts get credits instead of the allowances of the first twelve months, which the last older
//! account lost on 2026-07-14. What is free for ever is free for everybody. As told by
//! <https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/free-tier-plans.html> and the pages named at each table.

mod always;
mod first_year;

use cloudwhisper_api::language::Language;
use rust_decimal::Decimal;

use self::always::ALWAYS;
use self::first_year::FIRST_YEAR;
use crate::catalog::plain::say;

/// What an account has for free.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FreeTier {
    /// Only what every account has for ever.
    #[default]
    AlwaysFreeOnly,
    /// Credits of an account made on or after 2025-07-15; allowances as above.
    Credits {
        /// US dollars that are left, where known.
        remaining: Option<Decimal>,
    },
    /// Twelve-month allowances too.
    Legacy12Month,
}

/// Something that is free up to a quantity a month, over the whole account.
#[derive(Debug)]
pub(super) struct Allowance {
    /// How much, in single units.
    quantity: Decimal,
    /// The service, and the dimensions that share it; a star at the end stands for anything.
    covers: (&'static str, &'static [&'static str]),
    /// Types whose use it covers; empty where it is nobody's in particular.
    kinds: &'static [&'static str],
    /// Whether it is taken from nobody but these types.
    exclusive: bool,
    /// How much of what, in words.
    words: [&'static str; 3],
}

const fn of(quantity: u32) -> Decimal {
    Decimal::from_parts(quantity, 0, 0, false, 0)
}

const fn allowance(
    quantity: Decimal,
    covers: (&'static str, &'static [&'static str]),
    kinds: &'static [&'static str],
    words: [&'static str; 3],
) -> Allowance {
    Allowance {
        quantity,
        covers,
        kinds,
        exclusive: false,
        words,
    }
}

/// Whether an always-free allowance covers some use of this type.
pub fn free_tier_eligible(kind: &str) -> bool {
    ALWAYS.iter().any(|allowance| allowance.kinds.contains(&kind))
}

impl Allowance {
    fn covers(&self, kind: &str, service: &str, dimension: &str) -> bool {
        let (its_service, names) = self.covers;
        let is = |name: &&str| match name.strip_suffix('*') {
            Some(start) => dimension.starts_with(start),
            None => *name == dimension,
        };
        service == its_service && names.iter().any(is) && (!self.exclusive || self.kinds.contains(&kind))
    }

    fn is_for_ever(&self) -> bool {
        ALWAYS.iter().any(|always| std::ptr::eq(always, self))
    }
}

/// What is left of the allowances while a bill is added up.
#[derive(Debug)]
pub(super) struct Left(Vec<(&'static Allowance, Decimal)>);

impl Left {
    /// All that an account of this kind has.
    pub(super) fn of(account: &FreeTier) -> Self {
        let first_year: &[Allowance] = match account {
            FreeTier::AlwaysFreeOnly | FreeTier::Credits { .. } => &[],
            FreeTier::Legacy12Month => &FIRST_YEAR,
        };
        Self(
            ALWAYS
                .iter()
                .chain(first_year)
                .map(|allowance| (allowance, allowance.quantity))
                .collect(),
        )
    }

    /// Takes what is free of this quantity: how much, and the allowance where there is one at all.
    pub(super) fn take(
        &mut self,
        kind: &str,
        service: &str,
        dimension: &str,
        quantity: Decimal,
    ) -> (Decimal, Option<&'static Allowance>) {
        let found = self
            .0
            .iter_mut()
            .find(|(allowance, _)| allowance.covers(kind, service, dimension));
        let Some((allowance, left)) = found else {
            return (Decimal::ZERO, None);
        };
        let free = quantity.min(*left);
        *left -= free;
        (free, Some(allowance))
    }
}

/// The allowances in a clause; `None` where there are none.
pub(super) fn details(allowances: &[&'static Allowance], language: Language) -> Option<String> {
    let words = |for_ever: bool| {
        let words: Vec<&str> = allowances
            .iter()
            .filter(|allowance| allowance.is_for_ever() == for_ever)
            .map(|allowance| say(language, allowance.words))
            .collect();
        (!words.is_empty()).then(|| words.join(", "))
    };
    let always = words(true).map(|words| match language {
        Language::English => format!("always free each month for the whole account: {words}"),
        Language::Hindi => format!("पूरे खाते के लिए हर महीने हमेशा मुफ़्त: {words}"),
        Language::Hinglish => format!("poore account ke liye har mahine hamesha free: {words}"),
    });
    let first_year = words(false).map(|words| match language {
        Language::English => format!("free each month in the account's first year: {words}"),
        Language::Hindi => format!("खाते के पहले साल में हर महीने मुफ़्त: {words}"),
        Language::Hinglish => format!("account ke pehle saal mein har mahine free: {words}"),
    });
    let told: Vec<String> = [always, first_year].into_iter().flatten().collect();
    (!told.is_empty()).then(|| told.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_is_something_that_has_a_price() {
        for allowance in ALWAYS.iter().chain(&FIRST_YEAR) {
            let (service, names) = allowance.covers;
            for name in names.iter().filter(|name| !name.ends_with('*')) {
                assert!(
                    crate::estimate::prices::dimension(service, name).is_some(),
                    "{service} {name}"
                );
            }
            assert!(allowance.quantity > Decimal::ZERO);
        }
    }

    #[test]
    fn an_allowance_is_given_once_however_many_ask() {
        let mut left = Left::of(&FreeTier::AlwaysFreeOnly);
        let mut take = |dimension, quantity: i64| {
            left.take("AWS::Lambda::Function", "Lambda", dimension, quantity.into())
                .0
        };
        assert_eq!(take("requests", 700_000), Decimal::from(700_000));
        assert_eq!(
            take("requests_arm", 700_000),
            Decimal::from(300_000),
            "both processors share it"
        );
        assert_eq!(take("requests", 1), Decimal::ZERO);
    }

    #[test]
    fn the_first_year_is_for_nobody_who_does_not_say_so() {
        let free = |account: &FreeTier| {
            let hours = Decimal::from(730);
            Left::of(account)
                .take("AWS::EC2::Instance", "EC2", "on_demand_linux_t2.micro", hours)
                .0
        };
        assert_eq!(free(&FreeTier::AlwaysFreeOnly), Decimal::ZERO);
        assert_eq!(
            free(&FreeTier::Credits {
                remaining: Some(Decimal::from(100))
            }),
            Decimal::ZERO
        );
        assert_eq!(free(&FreeTier::Legacy12Month), Decimal::from(730));
    }

    #[test]
    fn the_free_address_is_a_machines_and_not_a_load_balancers() {
        let free = |kind| {
            let hours = Decimal::from(730);
            Left::of(&FreeTier::Legacy12Month)
                .take(kind, "Public IPv4", "in_use_address", hours)
                .0
        };
        assert_eq!(free("AWS::EC2::Instance"), Decimal::from(730));
        assert_eq!(free("AWS::ElasticLoadBalancingV2::LoadBalancer"), Decimal::ZERO);
    }
}
