//! Over how many availability zones subnets and NAT gateways are spread.

use super::{NAT, aws, number, number_before, word};
use crate::language::lexicon::{Concept, Grammar};
use crate::requirements::read::{Reading, What};

/// "One public and one private subnet in each zone": over how many zones the subnets at `at` are repeated; 1 where nobody said so.
pub(super) fn zones_of_each(reading: &Reading<'_>, at: usize) -> usize {
    const NEAR: usize = 4;
    let is_each = |place: &usize| matches!(word(reading, *place).as_str(), "each" | "every" | "per");
    let behind = at + 1..at + NEAR;
    let Some(each) = behind
        .clone()
        .take_while(|place| word(reading, *place) != ",")
        .find(is_each)
    else {
        return 1;
    };
    let next = word(reading, each + 1);
    let is_zone = ["az", "zone", "availability"]
        .iter()
        .any(|start| next.starts_with(start));
    // "Three zones, … in each": the zones were said before.
    let alone = reading.items.get(each + 1).is_none_or(|item| {
        matches!(
            item.what,
            What::Pause | What::Stop | What::Term(Concept::Grammar(Grammar::And))
        )
    });
    let zones_before = || {
        let mut before = reading.thought(at).start..at;
        before.any(|place| {
            word(reading, place).starts_with("availability zone")
                || matches!(word(reading, place).as_str(), "azs" | "zones")
        })
    };
    if is_zone || alone && zones_before() {
        zones(reading).unwrap_or(2)
    } else {
        1
    }
}

/// "Across three availability zones".
pub(super) fn zones(reading: &Reading<'_>) -> Option<usize> {
    (1..reading.items.len()).find_map(|at| {
        let written = word(reading, at);
        let is_zone = written.starts_with("availability zone")
            || matches!(written.as_str(), "az" | "azs" | "zones" | "az's")
            || written == "availability" && word(reading, at + 1).starts_with("zone");
        let number = number(reading, at - 1).filter(|it| (2..=3).contains(it));
        number.filter(|_| is_zone)
    })
}

/// "Two NAT gateways", "a NAT gateway in each zone".
pub(super) fn gateways(reading: &Reading<'_>) -> Option<usize> {
    const EACH: usize = 3;
    let named = (0..reading.items.len()).filter(|at| aws(reading, *at) == Some(NAT));
    named
        .filter_map(|at| {
            let each = (at.saturating_sub(2)..at + 5).any(|place| {
                matches!(word(reading, place).as_str(), "per" | "each" | "every")
                    && (place + 1..place + 3).any(|next| {
                        let next = word(reading, next);
                        next.starts_with("az")
                            || next.starts_with("availability")
                            || next.starts_with("zone")
                            || next.contains("subnet")
                    })
            });
            if each {
                return Some(EACH);
            }
            number_before(reading, at).filter(|it| *it > 1)
        })
        .max()
}
