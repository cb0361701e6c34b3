//! Whether a network has as many parts as were asked for. It has more where AWS wants two zones for what stands in it, and fewer
//! where its range of addresses has no room.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::architectures::parts::layout::{NETWORK_NUMBER, PRIVATE_SUBNETS, PUBLIC_SUBNETS};
use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{Blueprint, LogicalId};
use crate::catalog::vpc;

/// A warning for each sort of parts whose number is another than was said.
pub(super) fn check(blueprint: &Blueprint, requirements: &Requirements, language: Language) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for said in wishes::named(requirements, vpc::VPC.kind) {
        let number = said.properties.get(NETWORK_NUMBER);
        let network = number.map_or_else(|| "Network".to_owned(), |number| format!("Network {number}"));
        let network = LogicalId::new(&network);
        for (word, sort) in [(PUBLIC_SUBNETS, "Public"), (PRIVATE_SUBNETS, "Private")] {
            let wanted = said.properties.get(word).and_then(|it| it.parse::<usize>().ok());
            let there = parts(blueprint, &network, sort);
            if let Some(wanted) = wanted.filter(|wanted| there > 0 && *wanted != there) {
                warnings.push(warning(language, sort, wanted, there));
            }
        }
    }
    warnings
}

fn parts(blueprint: &Blueprint, network: &LogicalId, sort: &str) -> usize {
    let of_network = |it: &&crate::blueprint::Resource| {
        let vpc = it
            .properties
            .get("VpcId")
            .map(crate::blueprint::Value::references);
        vpc.is_some_and(|ids| ids.contains(&network)) && it.id.as_str().contains(sort)
    };
    blueprint.of_kind(vpc::SUBNET.kind).filter(of_network).count()
}

fn warning(language: Language, sort: &str, wanted: usize, there: usize) -> Warning {
    let sort = sort.to_lowercase();
    let more = there > wanted;
    let (message, suggestion) = match language {
        Language::English => (
            format!("{wanted} {sort} subnets were asked for, and the plan has {there}."),
            if more {
                "Something in it has to stand in two zones at least; subnets cost nothing."
            } else {
                "The network's range has no room for more; name a larger one, such as 10.0.0.0/16."
            },
        ),
        Language::Hindi => (
            format!("{wanted} {sort} सबनेट माँगे गए थे, योजना में {there} हैं।"),
            if more {
                "इसमें कुछ ऐसा है जिसे कम से कम दो ज़ोन चाहिए; सबनेट का कोई खर्च नहीं।"
            } else {
                "नेटवर्क की रेंज में और जगह नहीं; बड़ी रेंज बताइए, जैसे 10.0.0.0/16।"
            },
        ),
        Language::Hinglish => (
            format!("{wanted} {sort} subnets maange gaye the, plan mein {there} hain."),
            if more {
                "Isme kuch aisa hai jise kam se kam do zone chahiye; subnet ka koi kharch nahi."
            } else {
                "Network ki range mein aur jagah nahi; badi range bataiye, jaise 10.0.0.0/16."
            },
        ),
    };
    Warning {
        code: "SUBNETS_DIFFER".to_owned(),
        message,
        suggestion: suggestion.to_owned(),
    }
}
