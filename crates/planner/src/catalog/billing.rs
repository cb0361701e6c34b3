//! How much of a dimension a resource uses in a month.

use rust_decimal::Decimal;

use crate::estimate::Billed;

/// Hours of AWS's billing month.
pub(crate) const HOURS_PER_MONTH: Decimal = Decimal::from_parts(730, 0, 0, false, 0);

/// So much of a dimension.
pub(crate) fn billed(service: &'static str, dimension: &'static str, quantity: Decimal) -> Billed {
    Billed {
        service,
        dimension: dimension.into(),
        quantity,
        guess: None,
    }
}

/// A quantity whose price falls after the first step: what is within it, and the rest where there is any.
pub(crate) fn tiered(
    service: &'static str,
    [first, next]: [&'static str; 2],
    quantity: Decimal,
    step: Decimal,
) -> Vec<Billed> {
    let mut steps = vec![billed(service, first, quantity.min(step))];
    if quantity > step {
        steps.push(billed(service, next, quantity - step));
    }
    steps
}
