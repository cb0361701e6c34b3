//! Machines that AWS has left over, and what runs on them.

use cloudwhisper_api::requirements::{AppType, Compute};

use super::hosts::is_host;
use crate::language::lexicon::{Concept, Grammar, Unit, Vague};
use crate::requirements::read::{Reading, Wanted, What};

/// "spot instances", "spot capacity", "on spot": machines that AWS has left over. A parking spot is none.
pub(super) fn is_spot(reading: &Reading<'_>, at: usize) -> bool {
    let written = reading.written(at).to_lowercase();
    if !matches!(written.as_str(), "spot" | "स्पॉट") {
        return false;
    }
    let is_machine = |place: usize| {
        let concept = reading.concept(place);
        let item = reading.items.get(place);
        matches!(
            concept,
            Some(Concept::Compute(Compute::Ec2 | Compute::Ecs) | Concept::Unit(Unit::Copies))
        ) || item.is_some_and(|it| it.what == What::InstanceType || it.aws.is_some_and(is_host))
            || matches!(
                reading.written(place).to_lowercase().as_str(),
                "capacity" | "pricing" | "fleet" | "node" | "vms" | "vm"
            )
    };
    let means = |place: usize| reading.concept(place) == Some(Concept::Grammar(Grammar::In));
    is_machine(at + 1)
        || at
            .checked_sub(1)
            .is_some_and(|before| is_machine(before) || means(before))
}

/// "A Node API on spot instances": machines for a program where nothing else is said to run it.
pub(super) fn is_of_a_program(reading: &Reading<'_>, at: usize) -> bool {
    let machines = matches!(
        reading.written(at + 1).to_lowercase().as_str(),
        "instance" | "instances" | "machine" | "machines" | "vm" | "vms" | "इंस्टेंस" | "मशीन" | "मशीनें"
    );
    let program = reading.live().any(|(_, concept)| {
        matches!(
            concept,
            Concept::App(AppType::Api | AppType::WebApp) | Concept::Framework(_) | Concept::Vague(Vague::App)
        )
    });
    let placed = reading
        .live()
        .any(|(_, concept)| matches!(concept, Concept::Compute(_) | Concept::Docker));
    let mut named = reading
        .items
        .iter()
        .filter(|item| item.live)
        .filter_map(|item| item.aws);
    machines && program && !placed && !named.any(is_host)
}

/// Whether something is named that runs on what is left over, and is no jobs.
pub(super) fn runs_elsewhere(reading: &Reading<'_>) -> bool {
    const RUNS: [&str; 5] = [
        "AWS::AutoScaling::AutoScalingGroup",
        "AWS::EC2::Instance",
        "AWS::ECS::Service",
        "AWS::EKS::Cluster",
        "AWS::EKS::Nodegroup",
    ];
    let mut named = reading
        .items
        .iter()
        .filter(|item| item.live)
        .filter_map(|item| item.aws);
    named.any(|kind| RUNS.contains(&kind))
}

/// "An ECS service on spot instances": what is left over is for that one, and brings no jobs of its own.
pub(super) fn forget_jobs(reading: &mut Reading<'_>, at: usize) {
    let of_jobs =
        |wanted: &&mut Wanted| wanted.purpose.kind.starts_with("AWS::Batch::") && wanted.items.contains(&at);
    for wanted in reading.purposes.iter_mut().filter(of_jobs) {
        wanted.live = false;
    }
}
