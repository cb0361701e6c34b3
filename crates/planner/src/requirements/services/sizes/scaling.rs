//! Between how many copies a program or a group of machines grows.

use cloudwhisper_api::requirements::Compute;

use super::{KUBERNETES, SCALING_GROUP};
use crate::language::lexicon::Concept;
use crate::requirements::machines;
use crate::requirements::read::Reading;
use crate::requirements::services::{List, runner};

/// "From 2 to 10 tasks", or only that there are to be more when there is more to do.
pub(in crate::requirements::services) fn scaling(
    reading: &Reading<'_>,
    compute: Option<Compute>,
    list: &mut List,
) -> Option<machines::Between> {
    let says = reading.live().any(
        |(_, concept)| matches!(concept, Concept::Detail(detail) if detail.word == machines::AUTOSCALING),
    );
    let between = machines::between(reading);
    let of_machines = [between.map(|it| it.at), Some(0)]
        .into_iter()
        .flatten()
        .find_map(|at| machines::owner(reading, at));
    let kind = match of_machines {
        Some(kind) if kind.starts_with("AWS::EKS::") => KUBERNETES,
        Some(kind) if kind.starts_with("AWS::SageMaker::") => kind,
        Some(SCALING_GROUP) => SCALING_GROUP,
        _ => match compute {
            Some(Compute::Ecs) => runner(Compute::Ecs),
            Some(Compute::Ec2) if says || between.is_some() => SCALING_GROUP,
            _ if list.0.iter().any(|it| it.kind == runner(Compute::Ecs)) => runner(Compute::Ecs),
            _ => return None,
        },
    };
    if let Some(between) = between {
        list.set(kind, "minCapacity", between.least);
        list.set(kind, "maxCapacity", between.most);
    } else if says {
        list.set(kind, machines::AUTOSCALING, "true");
    }
    between
}
