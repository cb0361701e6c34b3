//! What the private ways out of a network lead to: the endpoints of AWS's own services.

use cloudwhisper_api::requirements::NamedService;

use super::word;
use crate::catalog;
use crate::catalog::vpc_endpoint::SERVICES;
use crate::requirements::read::Reading;
use crate::requirements::scope::endpoints;
use crate::requirements::services::List;

/// What the private ways to AWS's own services lead to.
pub(in crate::requirements::services) fn private_ways(reading: &Reading<'_>, list: &mut List) {
    const ENDPOINT: &str = "AWS::EC2::VPCEndpoint";
    for at in 0..reading.items.len() {
        let names: Vec<&str> = endpoints::led_to(reading, at)
            .into_iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        if names.is_empty() {
            continue;
        }
        let term = word(reading, at);
        let sort = catalog::variants(ENDPOINT).find(|it| it.marks.iter().any(|mark| term.contains(mark)));
        let sort = sort.and_then(|sort| sort.value);
        let is_it = |it: &&mut NamedService| {
            it.kind == ENDPOINT && it.properties.get("type").map(String::as_str) == sort
        };
        if let Some(service) = list.0.iter_mut().find(is_it) {
            service.properties.shift_remove("count");
            let said = service.properties.entry(SERVICES.to_owned()).or_default();
            for name in names {
                if !said.split(' ').any(|it| it == name) {
                    said.push_str(if said.is_empty() { "" } else { " " });
                    said.push_str(name);
                }
            }
        }
    }
}
