//! The month's bill of a blueprint: every quantity, less what is free of it, at its price. Here: adding up. Not here:
//! what is said about it.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::currency::Usd;
use super::free_tier::{Allowance, FreeTier, Left};
use super::guess::Guess;
use super::prices::{self, Dimension, Price, Prices};
use super::steps::Climbed;
use super::usage::{UsageProfile, quantities};
use crate::blueprint::{Blueprint, Resource};

/// One quantity of one dimension, priced.
#[derive(Clone, Debug)]
pub(super) struct Charge {
    /// What is billed.
    pub dimension: &'static Dimension,
    /// Its price.
    pub price: Price,
    /// How much of it, in single units.
    pub quantity: Decimal,
    /// How much of that is free.
    pub free: Decimal,
    /// What the rest costs.
    pub usd: Usd,
    /// What the free part would cost.
    pub saved: Usd,
    /// The factor of the quantity that nobody said.
    pub guess: Option<&'static Guess>,
}

/// What one resource costs.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The resource.
    pub resource: &'a Resource,
    /// What it is billed by.
    pub charges: Vec<Charge>,
    /// Allowances that cover some of it.
    pub allowances: Vec<&'static Allowance>,
    /// What no price is known of; the sum is without it.
    pub unpriced: Vec<Unpriced>,
}

impl Line<'_> {
    /// What it costs.
    pub(super) fn usd(&self) -> Usd {
        self.charges.iter().map(|charge| charge.usd).sum()
    }
}

/// A quantity that the price list has nothing about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unpriced {
    /// Name of the resource.
    pub resource: String,
    /// The service.
    pub service: &'static str,
    /// The dimension.
    pub dimension: Cow<'static, str>,
    /// How much of it, in single units.
    pub quantity: Decimal,
}

/// A month's bill.
#[derive(Clone, Debug)]
pub(super) struct Bill<'a> {
    /// Resources that are billed, in the blueprint's order.
    pub lines: Vec<Line<'a>>,
}

impl<'a> Bill<'a> {
    /// Adds up what these resources cost in a month. Allowances and price steps are the account's: what one resource
    /// takes is gone for the next.
    pub(super) fn of(
        blueprint: &'a Blueprint,
        usage: &UsageProfile,
        region: &str,
        account: &FreeTier,
        prices: &Prices,
    ) -> Self {
        let mut left = Left::of(account);
        let mut climbed = Climbed::default();
        let mut bill = Self { lines: Vec::new() };
        for resource in blueprint.resources() {
            let mut line = Line {
                resource,
                charges: Vec::new(),
                allowances: Vec::new(),
                unpriced: Vec::new(),
            };
            for billed in quantities(resource, blueprint, usage) {
                let quantity = billed.quantity.max(Decimal::ZERO);
                for (name, quantity) in climbed.split(billed.service, billed.dimension, quantity) {
                    let dimension = prices::dimension(billed.service, &name);
                    let Some((dimension, price)) =
                        dimension.and_then(|it| Some((it, prices.near(it, region)?)))
                    else {
                        let (resource, service) = (resource.id.to_string(), billed.service);
                        line.unpriced.push(Unpriced {
                            resource,
                            service,
                            dimension: name,
                            quantity,
                        });
                        continue;
                    };
                    let (free, allowance) = left.take(resource.kind, billed.service, &name, quantity);
                    line.charges.push(Charge {
                        dimension,
                        price: price.clone(),
                        quantity,
                        free,
                        usd: dimension.cost(quantity - free, price),
                        saved: dimension.cost(free, price),
                        guess: billed.guess,
                    });
                    line.allowances.extend(
                        allowance.filter(|new| !line.allowances.iter().any(|it| std::ptr::eq(*it, *new))),
                    );
                }
            }
            if !(line.charges.is_empty() && line.unpriced.is_empty()) {
                bill.lines.push(line);
            }
        }
        bill
    }

    /// What everything costs, not rounded.
    pub(super) fn total(&self) -> Usd {
        self.lines.iter().map(Line::usd).sum()
    }

    /// What the allowances save, not rounded.
    pub(super) fn saved(&self) -> Usd {
        self.charges().map(|charge| charge.saved).sum()
    }

    /// What no price is known of, in order.
    pub(super) fn unpriced(&self) -> impl Iterator<Item = &Unpriced> {
        self.lines.iter().flat_map(|line| &line.unpriced)
    }

    /// Everything that is charged, in order.
    pub(super) fn charges(&self) -> impl Iterator<Item = &Charge> {
        self.lines.iter().flat_map(|line| &line.charges)
    }

    /// What the charges of a service add up to.
    pub(super) fn of_service(&self, service: &str) -> Usd {
        self.charges()
            .filter(|charge| charge.dimension.service == service)
            .map(|charge| charge.usd)
            .sum()
    }
}
