//! Queues that were named for what failed: "order-intake, order-retry and order-dlq". Here: which queues put what failed aside in
//! them. Not here: the queue for failures that each queue has anyway (`catalog/sqs`).

use cloudwhisper_api::requirements::NamedService;

use super::List;
use crate::catalog::sqs;

/// How the name of a queue for failures ends.
const ENDINGS: [&str; 8] = [
    "dlq",
    "dead-letter",
    "dead-letters",
    "deadletter",
    "deadletters",
    "dead-letter-queue",
    "dead_letter",
    "dead_letter_queue",
];

/// The name without its ending; `None` where it is no queue for failures.
fn stem(name: &str) -> Option<&str> {
    let name = sqs::without_suffix(name);
    let is_it = |ending: &&str| {
        let start = name.len().checked_sub(ending.len());
        start.is_some_and(|start| {
            name.get(start..)
                .is_some_and(|end| end.eq_ignore_ascii_case(ending))
        })
    };
    let ending = ENDINGS.iter().filter(|it| is_it(it)).max_by_key(|it| it.len())?;
    let stem = name.get(..name.len() - ending.len())?;
    Some(stem.trim_end_matches(['-', '_']))
}

/// Makes the queues for failures that have a name of their own those of the others: of the queue whose name they begin with, else of
/// all that have none yet. One that stands alone is that of a queue without a name.
pub(super) fn put_aside(list: &mut List) {
    let aside: Vec<(usize, String)> = list
        .0
        .iter()
        .enumerate()
        .filter(|(_, it)| it.kind == sqs::Queue::KIND)
        .filter_map(|(at, it)| Some((at, it.name.clone()?)))
        .filter(|(_, name)| stem(name).is_some())
        .collect();
    let mut used = Vec::new();
    for (at, name) in &aside {
        let own = stem(name).unwrap_or_default();
        let works = |it: &NamedService| {
            it.kind == sqs::Queue::KIND
                && !it.properties.contains_key(sqs::PUT_ASIDE_IN)
                && it.name.as_deref().is_none_or(|name| stem(name).is_none())
        };
        let is_its = |it: &NamedService| {
            !own.is_empty() && it.name.as_deref().is_some_and(|name| name.starts_with(own))
        };
        let any = list.0.iter().any(|it| works(it) && is_its(it));
        let mut said = false;
        for service in list.0.iter_mut().filter(|it| works(it) && (is_its(it) || !any)) {
            service
                .properties
                .insert(sqs::PUT_ASIDE_IN.to_owned(), name.clone());
            said = true;
        }
        if said {
            used.push(*at);
        } else if let Some(service) = list.0.get_mut(*at) {
            service.name = None;
            service
                .properties
                .insert(sqs::PUT_ASIDE_IN.to_owned(), name.clone());
        }
    }
    let mut at = 0;
    list.0.retain(|_| {
        at += 1;
        !used.contains(&(at - 1))
    });
}
