//! What Fargate and EC2 are only the means of: jobs and clusters.

use super::REACH;
use crate::language::lexicon::{Concept, Grammar, Unit};
use crate::requirements::read::{Reading, What};

/// What Fargate and EC2 are the means of, not the thing: jobs and clusters.
const HOSTS: [&str; 2] = ["AWS::Batch::", "AWS::EKS::"];

/// Whether parts of this type run on what is named as their means.
pub(super) fn is_host(kind: &str) -> bool {
    HOSTS.iter().any(|host| kind.starts_with(host))
}

fn names_host(reading: &Reading<'_>, at: usize) -> bool {
    let item = reading.items.get(at);
    item.is_some_and(|item| item.live && item.aws.is_some_and(is_host))
}

/// "Batch on Fargate": whether jobs or a cluster stand before `at`, with nothing of weight between.
pub(super) fn host_before(reading: &Reading<'_>, at: usize) -> bool {
    let light = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        matches!(
            what,
            Some(
                What::Word
                    | What::Term(
                        Concept::Detail(_)
                            | Concept::Filler
                            | Concept::Grammar(Grammar::In | Grammar::With | Grammar::Article | Grammar::Of)
                    )
            )
        )
    };
    let nearest = (0..at).rev().take(REACH).find(|place| !light(place));
    nearest.is_some_and(|place| names_host(reading, place))
}

/// "Fargate par Batch", "EC2 machines for AWS Batch".
pub(super) fn host_after(reading: &Reading<'_>, at: usize) -> bool {
    let light = |place: &usize| {
        let what = reading.items.get(*place).map(|item| item.what);
        matches!(
            what,
            Some(What::Term(
                Concept::Unit(Unit::Copies)
                    | Concept::Filler
                    | Concept::Grammar(Grammar::InAfter | Grammar::For | Grammar::Of | Grammar::Article)
            ))
        )
    };
    let words = (at + 1..at + 1 + REACH).take_while(light).count();
    words > 0 && names_host(reading, at + 1 + words)
}
