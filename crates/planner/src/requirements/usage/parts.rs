//! Numbers of what single parts have to do with: rows that a store keeps, mails that a sender sends.

use cloudwhisper_api::amount::Amount;
use cloudwhisper_api::requirements::{NamedService, Usage};
use rust_decimal::Decimal;

use super::{Rhythm, counted, rhythm, value_at, whole};
use crate::requirements::draft::Notes;
use crate::requirements::read::Reading;
use crate::requirements::words::Reason;

const MAILS: [&str; 9] = [
    "mail",
    "mails",
    "email",
    "emails",
    "e-mail",
    "e-mails",
    "मेल",
    "ईमेल",
    "ई-मेल",
];
pub(super) const ROWS: [&str; 8] = [
    "row",
    "rows",
    "record",
    "records",
    "entries",
    "पंक्तियाँ",
    "पंक्ति",
    "panktiyan",
];
/// Rows in a gigabyte, where one has a kilobyte: some fields of text and numbers with their index.
const ROWS_PER_GIGABYTE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// The gigabytes of the rows that were said to be kept.
pub(super) fn rows(reading: &Reading<'_>, given: &Usage, notes: &mut Notes) -> Option<Amount> {
    let found = (0..reading.items.len()).find_map(|at| {
        let value = value_at(reading, at).filter(|value| *value >= Decimal::ONE_THOUSAND)?;
        let place = counted(reading, at, &ROWS)?;
        rhythm(reading, at, place).is_none().then_some(value)
    });
    let gigabytes = (found? / ROWS_PER_GIGABYTE).round_dp(3).normalize();
    let amount = Amount::try_from(gigabytes).ok()?;
    if given.storage_gb.is_none() {
        notes.assume("usage.storageGB", gigabytes, Reason::KilobytePerRow);
    }
    Some(amount)
}

/// Notes how many mails a month are to be sent with the part that sends them.
pub(in crate::requirements) fn note_mails(reading: &Reading<'_>, services: &mut [NamedService]) {
    let sends = services.iter_mut().find(|service| service.kind == SENDER);
    let Some(sender) = sends else { return };
    let said = (0..reading.items.len()).find_map(|at| {
        let value = value_at(reading, at)?;
        let place = counted(reading, at, &MAILS)?;
        let rhythm = rhythm(reading, at, place).unwrap_or(Rhythm::Month);
        whole(value, rhythm.per_month())
    });
    if let Some(mails) = said {
        let word = crate::estimate::MAILS.to_owned();
        sender.properties.entry(word).or_insert_with(|| mails.to_string());
    }
}

const SENDER: &str = "AWS::SES::EmailIdentity";
