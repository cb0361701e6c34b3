//! "A canary that checks shop.example.in": the address that a visitor is to visit. Here: which one was said. Not here: where there is
//! none, the application's own (`catalog/synthetics.rs`).

use cloudwhisper_api::requirements::NamedService;

use crate::requirements::read::{Reading, What};

const CANARY: &str = "AWS::Synthetics::Canary";
/// The longest address that is taken.
const LONGEST: usize = 1024;

/// Notes the addresses that were said, in order. A bare host name is one only where no application is to have it.
pub(in crate::requirements) fn note_visits(
    reading: &Reading<'_>,
    has_application: bool,
    services: &mut [NamedService],
) {
    let written = reading.text.split_whitespace().filter_map(address);
    let hosts = reading
        .items
        .iter()
        .enumerate()
        .filter(|(_, item)| item.live && item.what == What::Domain && !has_application);
    let mut addresses: Vec<String> = written.collect();
    if addresses.is_empty() {
        addresses.extend(hosts.map(|(at, _)| format!("https://{}", reading.written(at))));
    }
    let canaries = services.iter_mut().filter(|it| it.kind == CANARY);
    for (canary, address) in canaries.zip(addresses) {
        canary.properties.insert("url".to_owned(), address);
    }
}

/// The encrypted address that a word is, without what a sentence puts around it.
fn address(word: &str) -> Option<String> {
    let at = word.find("https://")?;
    let address = word
        .get(at..)?
        .trim_end_matches(['.', ',', ';', ':', ')', '"', '\'', '!', '?', '।']);
    let host = address.trim_start_matches("https://");
    let is_whole = host.contains('.') && address.len() <= LONGEST;
    is_whole.then(|| address.to_owned())
}
