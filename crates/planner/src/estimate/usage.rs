//! How much everything is used: said, or taken for granted and then told.

mod rates;
mod told;

use cloudwhisper_api::amount::Amount;
use cloudwhisper_api::requirements::{AppType, Framework, Requirements, Usage};
use rust_decimal::Decimal;

use super::sent::{self, Answer};
use super::{Base, Billed, between_zones, egress, kept};

use crate::blueprint::{Blueprint, Resource};
use crate::catalog::s3::Bucket;
use crate::catalog::{self, Service};
use crate::requirements::Guessed;
pub(crate) use rates::{READS, Rate, StoreUse, WRITES};
pub(super) use told::{assumptions, that_matters};

/// Requests of a small application in a month, and calls of its functions.
const REQUESTS: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
const STORED_GB: Decimal = Decimal::ONE;
/// Pages with their pictures and scripts: 100 MB. The median page weighs under 3 MB.
/// Source: HTTP Archive, Web Almanac 2024, "Page Weight".
const SITE_GB: Decimal = Decimal::from_parts(1, 0, 0, false, 1);
/// The least that is sent, where requests were said and send less.
const SENT_GB: Decimal = Decimal::ONE;
/// Of a hundred requests one sends a mail.
const REQUESTS_PER_MAIL: Decimal = Decimal::ONE_HUNDRED;
/// The word under which the part that sends mails has how many they are a month.
pub(crate) const MAILS: &str = "emailsPerMonth";
/// More than anybody uses of anything in a month. Keeps sums far from what a decimal can hold.
const MOST: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// How much everything is used in a month: said, or default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageProfile {
    /// Requests at the front door.
    pub api_requests: Decimal,
    /// Calls of functions.
    pub lambda_invocations: Decimal,
    /// Gigabytes kept, by the store that what was said is in.
    pub storage_gb: Decimal,
    /// Gigabytes that each other store keeps; the same where nothing was said.
    pub other_storage_gb: Decimal,
    /// Whether what was said is the size of one part, such as the disk of a database, which has it as its own.
    pub storage_is_of_a_part: bool,
    /// Gigabytes sent to the internet.
    pub data_transfer_gb: Decimal,
    /// Whether that was said.
    pub transfer_said: bool,
    /// Mails sent.
    pub mails: Decimal,
    /// Reads of the store that is billed, where they were said.
    pub reads: Option<Decimal>,
    /// Writes to it, where they were said.
    pub writes: Option<Decimal>,
    /// The stores of which that was said.
    pub(crate) rates: Vec<StoreUse>,
    /// How many times what is guessed of a request; one unless the ends of a range are looked for.
    pub times_per_request: Decimal,
    /// How many times what is guessed of a call.
    pub times_per_call: Decimal,
}

impl UsageProfile {
    /// What was said, and defaults for the rest: every request calls a function once.
    pub fn of(requirements: &Requirements) -> Self {
        Self::guessed(requirements, Guessed::default(), Decimal::ONE)
    }

    /// What was said, and so many times what was not: the defaults, and what was guessed from something else that was said.
    pub(super) fn guessed(requirements: &Requirements, guessed: Guessed, times: Decimal) -> Self {
        let stored = if keeps_pages_only(requirements) {
            SITE_GB
        } else {
            STORED_GB
        };
        let expected = Self::with_defaults(&requirements.usage, stored, sent::answer(requirements));
        let usage = &requirements.usage;
        let stretched = |expected: Decimal, is_said: bool| {
            let times = if is_said { Decimal::ONE } else { times };
            (expected * times).min(MOST)
        };
        let storage_said = usage.storage_gb.is_some() && !guessed.storage;
        let requests_said = usage.api_requests.is_some() && !guessed.requests;
        let calls_said = usage.lambda_invocations.is_some() || requests_said;
        Self {
            api_requests: stretched(expected.api_requests, requests_said),
            lambda_invocations: stretched(expected.lambda_invocations, calls_said),
            storage_gb: stretched(expected.storage_gb, storage_said),
            other_storage_gb: stretched(expected.other_storage_gb, storage_said),
            storage_is_of_a_part: is_of_a_part(requirements),
            data_transfer_gb: stretched(expected.data_transfer_gb, expected.transfer_said),
            transfer_said: expected.transfer_said,
            times_per_request: stretched(Decimal::ONE, !requests_said),
            times_per_call: stretched(Decimal::ONE, !calls_said),
            reads: None,
            writes: None,
            rates: rates::said(requirements),
            mails: mails_said(requirements)
                .map_or_else(|| stretched(expected.mails, requests_said), |said| said.min(MOST)),
        }
    }

    fn with_defaults(usage: &Usage, stored_gb: Decimal, answer: &Answer) -> Self {
        let count = |said: Option<u64>| said.map(Decimal::from);
        let amount = |said: Option<Amount>| said.map(Amount::value);
        let api_requests = count(usage.api_requests).unwrap_or(REQUESTS);
        Self {
            api_requests: api_requests.min(MOST),
            lambda_invocations: count(usage.lambda_invocations).unwrap_or(api_requests).min(MOST),
            storage_gb: amount(usage.storage_gb).unwrap_or(stored_gb).min(MOST),
            other_storage_gb: stored_gb,
            storage_is_of_a_part: false,
            transfer_said: usage.data_transfer_gb.is_some(),
            mails: api_requests.min(MOST) / REQUESTS_PER_MAIL,
            reads: None,
            writes: None,
            rates: Vec::new(),
            times_per_request: Decimal::ONE,
            times_per_call: Decimal::ONE,
            data_transfer_gb: amount(usage.data_transfer_gb)
                .unwrap_or_else(|| sent_gb(usage, answer))
                .min(MOST),
        }
    }
}

/// Gigabytes sent where that was not said: more with the requests that were said, since every one has an answer.
fn sent_gb(usage: &Usage, answer: &Answer) -> Decimal {
    let said = usage.api_requests.map(|said| Decimal::from(said).min(MOST));
    said.map_or(SENT_GB, |requests| answer.sent(requests).max(SENT_GB))
}

/// The mails a month that were said.
fn mails_said(requirements: &Requirements) -> Option<Decimal> {
    let mut parts = requirements.services.iter();
    parts.find_map(|part| part.properties.get(MAILS)?.parse::<Decimal>().ok())
}

/// Whether the storage that was said is the size of one of the parts, which was noted with it.
fn is_of_a_part(requirements: &Requirements) -> bool {
    const SIZES: [&str; 5] = ["allocatedStorage", "storageGB", "storage", "volumeSize", "size"];
    let Some(said) = requirements.usage.storage_gb else {
        return false;
    };
    let is_it = |text: &String| text.parse::<Amount>().is_ok_and(|size| size == said);
    let mut parts = requirements.services.iter();
    parts.any(|part| {
        SIZES
            .into_iter()
            .any(|size| part.properties.get(size).is_some_and(is_it))
    })
}

/// Whether nothing is kept but the files of a site. Parts that keep nothing may be named, and the bucket of the site itself.
fn keeps_pages_only(requirements: &Requirements) -> bool {
    let is_static = requirements.app_type == Some(AppType::StaticSite);
    let is_site = is_static || requirements.framework == Some(Framework::Nextjs);
    let stores: Vec<&str> = requirements
        .services
        .iter()
        .map(|service| service.kind.as_str())
        .filter(|kind| catalog::service(kind).is_some_and(Service::stateful))
        .collect();
    let only_its_own = stores.is_empty() || (is_static && stores == [Bucket::KIND]);
    is_site && requirements.storage.is_empty() && only_its_own
}

/// What AWS bills this resource by.
pub(super) fn quantities(resource: &Resource, blueprint: &Blueprint, usage: &UsageProfile) -> Vec<Billed> {
    let mut own = kept::own(resource, blueprint, usage);
    if let Some(rate) = usage.rates.iter().find(|rate| rate.of == resource.id) {
        let own = own.to_mut();
        (own.reads, own.writes) = (rate.reads, rate.writes);
    }
    let mut billed = catalog::service(resource.kind)
        .map(|service| service.billed_in(resource, blueprint, &own))
        .unwrap_or_default();
    for it in &mut billed {
        // What rests on a number that is stretched itself is not stretched twice: the profile knows.
        match it.guess.map(|guess| guess.of) {
            Some(Base::Requests) => it.quantity *= usage.times_per_request,
            Some(Base::Calls) => it.quantity *= usage.times_per_call,
            None => {}
        }
    }
    billed.extend(egress::quantity(resource, blueprint, usage));
    billed.extend(between_zones::quantity(resource, blueprint, usage));
    billed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(usage: &Usage) -> UsageProfile {
        UsageProfile::with_defaults(usage, STORED_GB, &sent::TEXT)
    }

    #[test]
    fn what_was_said_wins_and_the_rest_is_a_small_application() {
        let none = profile(&Usage::default());
        assert_eq!(none.api_requests, Decimal::from(10_000));
        assert_eq!(none.lambda_invocations, Decimal::from(10_000));
        assert_eq!(
            (none.storage_gb, none.data_transfer_gb),
            (Decimal::ONE, Decimal::ONE)
        );
        let busy = profile(&Usage {
            api_requests: Some(200_000),
            ..Usage::default()
        });
        assert_eq!(
            busy.lambda_invocations,
            Decimal::from(200_000),
            "each request is a call"
        );
        let quiet = profile(&Usage {
            lambda_invocations: Some(7),
            ..Usage::default()
        });
        assert_eq!(
            (quiet.api_requests, quiet.lambda_invocations),
            (REQUESTS, Decimal::from(7))
        );
        assert_eq!(MOST, Decimal::from(1_000_000_000_000_i64));
        let absurd = profile(&Usage {
            api_requests: Some(u64::MAX),
            ..Usage::default()
        });
        assert_eq!(absurd.api_requests, MOST);
    }
}
