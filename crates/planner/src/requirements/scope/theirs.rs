//! What stands elsewhere already: "our old Oracle database", "an on-premises NFS server". Here: such things are none of the plan's,
//! where another place for data is asked for. Not here: how what they hold gets into the plan (`purposes`).

use crate::language::lexicon::{Concept, Vague};
use crate::requirements::read::{Reading, What};

/// Words before a thing that is there already, as they are written.
const OLD: [&str; 9] = [
    "old",
    "legacy",
    "on-premises",
    "on-premise",
    "on-prem",
    "premises",
    "premise",
    "onprem",
    "existing",
];
/// How many words may stand between such a word and its noun.
const NEAR: usize = 3;

/// What is done to other people's sites: "scrape 3 news sites", "check my competitor's website".
const DONE_TO: [&str; 14] = [
    "scrape", "scrapes", "scraping", "scraper", "crawl", "crawls", "crawling", "crawler", "ping", "pings",
    "monitor", "monitors", "check", "checks",
];

/// "Scrape 3 news sites": the site at `at` is somebody's, and none to be built.
fn is_visited(reading: &Reading<'_>, at: usize) -> bool {
    let site = reading.concept(at) == Some(Concept::Vague(Vague::Website));
    let before = (at.saturating_sub(NEAR + 1)..at).rev();
    let mut before = before.take_while(|place| !reading.stops(*place));
    site && before.any(|place| DONE_TO.contains(&reading.written(place).to_lowercase().as_str()))
}

/// "A Lake Formation permission set": what directly follows a service that isn't planned is a piece of that service.
fn take_out_pieces(reading: &mut Reading<'_>) {
    let of_unplanned = |at: usize| matches!(reading.concept(at), Some(Concept::Unplanned(_)));
    let is_piece = |at: usize| reading.concept(at) == Some(Concept::Service);
    let pieces: Vec<usize> = (1..reading.items.len())
        .filter(|at| is_piece(*at) && of_unplanned(at - 1))
        .collect();
    for at in pieces {
        reading.take_out(at);
    }
}

/// Takes those things out.
pub(super) fn take_out(reading: &mut Reading<'_>) {
    let visited: Vec<usize> = (0..reading.items.len())
        .filter(|at| is_visited(reading, *at))
        .collect();
    for at in visited {
        reading.take_out(at);
    }
    take_out_pieces(reading);
    let places: Vec<usize> = (0..reading.items.len())
        .filter(|at| is_theirs(reading, *at))
        .collect();
    let elsewhere = (0..reading.items.len()).any(|at| !places.contains(&at) && holds_data(reading, at));
    for at in places.into_iter().filter(|_| elsewhere) {
        reading.take_out(at);
    }
}

fn is_theirs(reading: &Reading<'_>, at: usize) -> bool {
    let is_shared = reading
        .items
        .get(at)
        .is_some_and(|it| it.aws == Some("AWS::EFS::FileSystem"));
    let is_database = matches!(reading.concept(at), Some(Concept::Sql(_) | Concept::Database));
    let before = (at.saturating_sub(NEAR)..at).rev();
    let mut before = before.take_while(|place| {
        let what = reading.items.get(*place).map(|item| item.what);
        !matches!(what, None | Some(What::Pause | What::Stop))
    });
    (is_shared || is_database)
        && before.any(|place| OLD.contains(&reading.written(place).to_lowercase().as_str()))
}

fn holds_data(reading: &Reading<'_>, at: usize) -> bool {
    let Some(item) = reading.items.get(at).filter(|item| item.live) else {
        return false;
    };
    let warehouse = item.aws.is_some_and(|kind| {
        ["AWS::Redshift", "AWS::RDS::DBCluster", "AWS::FSx::"]
            .iter()
            .any(|start| kind.starts_with(start))
    });
    warehouse
        || matches!(item.what, What::Term(Concept::Sql(_) | Concept::Store(_)))
        || reading
            .purposes
            .iter()
            .any(|it| it.live && it.items.contains(&at) && it.purpose.kind.starts_with("AWS::Redshift"))
}
