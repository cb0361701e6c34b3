//! How often single stores are read and written, where that was said. Here: the words for it among a part's properties, and the part
//! of the plan that each is of. Not here: what a request costs (`catalog/`).

use cloudwhisper_api::requirements::{NamedService, Requirements};
use rust_decimal::Decimal;

use super::MOST;
use crate::blueprint::LogicalId;
use crate::blueprint::architectures::parts::storage;

/// The words under which a part has how often something is done with it.
pub(crate) struct Words {
    /// So often a month.
    pub(crate) per_month: Rate,
    /// So often a second, all the time.
    pub(crate) per_second: Rate,
}

/// The name of a property.
pub(crate) type Rate = &'static str;

/// How often it is read.
pub(crate) const READS: Words = Words {
    per_month: "readsPerMonth",
    per_second: "readsPerSecond",
};
/// How often it is written.
pub(crate) const WRITES: Words = Words {
    per_month: "writesPerMonth",
    per_second: "writesPerSecond",
};

/// A month of 30 days, as usage is counted.
const SECONDS_PER_MONTH: u64 = 2_592_000;

impl Words {
    /// How often a month it was said to be.
    fn of(&self, part: &NamedService) -> Option<Decimal> {
        let number = |word: &str| part.properties.get(word)?.trim().parse::<u64>().ok();
        let per_month = number(self.per_month);
        let per_second = || Some(number(self.per_second)?.saturating_mul(SECONDS_PER_MONTH));
        Some(Decimal::from(per_month.or_else(per_second)?).min(MOST))
    }
}

/// How often one store is read and written in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoreUse {
    /// The store.
    pub(super) of: LogicalId,
    /// Reads, where they were said.
    pub(super) reads: Option<Decimal>,
    /// Writes, where they were said.
    pub(super) writes: Option<Decimal>,
}

/// What was said of tables and buckets.
pub(super) fn said(requirements: &Requirements) -> Vec<StoreUse> {
    let of_kind = |kind: &'static str| {
        let parts = requirements.services.iter().filter(move |part| part.kind == kind);
        parts.enumerate().filter_map(move |(n, part)| {
            let (reads, writes) = (READS.of(part), WRITES.of(part));
            (reads.is_some() || writes.is_some()).then_some(StoreUse {
                of: storage::id_of(kind, n)?,
                reads,
                writes,
            })
        })
    };
    storage::KINDS.into_iter().flat_map(of_kind).collect()
}
