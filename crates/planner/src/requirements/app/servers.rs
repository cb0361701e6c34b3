//! Servers that are machines: what is spread over several, has an address of its own, or comes in groups.

use rust_decimal::Decimal;

use crate::language::lexicon::{Concept, Vague};
use crate::requirements::draft::Case;
use crate::requirements::read::{Item, What};
use crate::requirements::{machines, purposes};

/// "Two to six servers behind a load balancer", "files that two servers share": what is spread over servers are machines.
pub(super) fn are_several(case: &Case<'_>) -> bool {
    let live = || case.reading.items.iter().filter(|item| item.live);
    let spread = live().any(|item| item.aws == Some("AWS::ElasticLoadBalancingV2::LoadBalancer"))
        || purposes::wants(&case.reading, "AWS::EFS::FileSystem");
    let grows = live().any(
        |item| matches!(item.what, What::Term(Concept::Detail(detail)) if detail.word == machines::AUTOSCALING),
    );
    let counted = || {
        case.reading.live().any(|(at, concept)| {
            let count = at
                .checked_sub(1)
                .and_then(|before| case.reading.items.get(before));
            concept == Concept::Vague(Vague::Server)
                && matches!(count.map(|it| it.what), Some(What::Number(count)) if count > Decimal::ONE)
        })
    };
    spread && (grows || counted())
}

/// "A server with a static IP": an address that stays is given to a machine.
pub(super) fn has_address_of_its_own(case: &Case<'_>) -> bool {
    let address = |item: &Item| item.live && item.aws == Some("AWS::EC2::EIP");
    case.reading.items.iter().any(address)
}

/// Whether what is named at `at` is there only for machines.
pub(super) fn is_of_machines(case: &Case<'_>, at: usize) -> bool {
    const OF_MACHINES: [&str; 4] = [
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::EC2::KeyPair",
        "AWS::EC2::LaunchTemplate",
        "AWS::EC2::PlacementGroup",
    ];
    let kind = case.reading.items.get(at).and_then(|item| item.aws);
    kind.is_some_and(|kind| OF_MACHINES.contains(&kind))
}
