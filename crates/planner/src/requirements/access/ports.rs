//! Ports and firewalls that are to be open to everyone: "port 3306 to the internet", "all ports open", "पोर्ट 22 दुनिया के लिए".
//! Here: which clause says so, and what lies behind the port. Not here: stores that are called public (`access`).

use std::ops::Range;

use rust_decimal::Decimal;

use crate::language::lexicon::{Concept, Grammar, Intent};
use crate::requirements::read::{Reading, What};

const PORT: [&str; 4] = ["port", "ports", "पोर्ट", "पोर्ट्स"];
const FIREWALL: [&str; 8] = [
    "security group",
    "security groups",
    "firewall",
    "firewall rule",
    "sg",
    "सिक्योरिटी ग्रुप",
    "सुरक्षा समूह",
    "फायरवॉल",
];
const EVERY: [&str; 14] = [
    "all",
    "every",
    "any",
    "sab",
    "sabhi",
    "sare",
    "saare",
    "sari",
    "saari",
    "सब",
    "सभी",
    "सारे",
    "सारी",
    "हर",
];
const OPEN: [&str; 8] = ["open", "expos", "allow", "khol", "khul", "खोल", "खुल", "ओपन"];
const CLOSED: [&str; 10] = [
    "block",
    "close",
    "closed",
    "deny",
    "restrict",
    "restricted",
    "band",
    "बंद",
    "limited",
    "ब्लॉक",
];
const WORLD: [&str; 13] = [
    "internet",
    "world",
    "duniya",
    "dunia",
    "everyone",
    "everybody",
    "public",
    "sabko",
    "sabke",
    "दुनिया",
    "इंटरनेट",
    "सबको",
    "सबके",
];
/// The usual ports of the databases: `MySQL`, `PostgreSQL`, SQL Server, Oracle, `MongoDB`, Redis and Redshift.
const DATABASE_PORTS: [u32; 7] = [3306, 5432, 1433, 1521, 27017, 6379, 5439];
/// SSH, RDP and, as the end of a range, all of them.
const LOGIN_PORTS: [u32; 3] = [22, 3389, 65535];
/// How far a port's number may stand from the word, and a "not" before what it denies.
const NEAR: usize = 3;

/// What lies behind the ports that are to be open to everyone, with the places that say so. All ports and a whole firewall
/// let in remote logins, which is the worst of it.
pub(super) fn open(reading: &Reading<'_>) -> Vec<(usize, Concept)> {
    let mut found = Vec::new();
    let mut from = 0;
    while from < reading.items.len() {
        let end = (from..reading.items.len())
            .find(|at| ends_clause(reading, *at))
            .unwrap_or(reading.items.len());
        clause(reading, from..end, &mut found);
        from = end + 1;
    }
    found
}

/// A pause or "and" ends a clause, except in a list of numbers: "ports 22, 80 and 443".
fn ends_clause(reading: &Reading<'_>, at: usize) -> bool {
    let number = |place: usize| number(reading, place).is_some();
    match reading.items.get(at).map(|item| item.what) {
        Some(What::Pause | What::Term(Concept::Grammar(Grammar::And | Grammar::But))) => !number(at + 1),
        _ => reading.stops(at),
    }
}

fn clause(reading: &Reading<'_>, clause: Range<usize>, found: &mut Vec<(usize, Concept)>) {
    let places = |test: &dyn Fn(usize) -> bool| clause.clone().filter(|at| test(*at)).collect::<Vec<_>>();
    let ports = places(&|at| says(reading, at, &PORT));
    let firewalls = places(&|at| is_firewall(reading, at));
    let everywhere = places(&|at| is_everywhere(reading, at));
    if ports.is_empty() && firewalls.is_empty() && everywhere.is_empty() {
        return;
    }
    let opens = places(&|at| {
        let said = written(reading, at);
        said.split_whitespace()
            .any(|word| OPEN.iter().any(|open| word.starts_with(open)))
    });
    let world = places(&|at| is_world(reading, at));
    let involved = [&ports[..], &firewalls[..], &opens[..], &world[..]].concat();
    if clause.clone().any(|at| takes_back(reading, at, &involved)) {
        return;
    }
    let numbers: Vec<(usize, Decimal)> = clause
        .clone()
        .filter(|at| {
            ports.iter().any(|port| port.abs_diff(*at) <= NEAR)
                || world.iter().any(|w| w.abs_diff(*at) <= NEAR)
        })
        .filter_map(|at| Some((at, number(reading, at)?)))
        .collect();
    if !world.is_empty() {
        let one_of = |value: Decimal, ports: &[u32]| ports.iter().any(|port| Decimal::from(*port) == value);
        for (at, value) in &numbers {
            if one_of(*value, &DATABASE_PORTS) {
                found.push((*at, Concept::Database));
            } else if one_of(*value, &LOGIN_PORTS) {
                found.push((*at, Concept::Ssh));
            }
        }
    }
    if !numbers.is_empty() {
        return;
    }
    if opens.is_empty() && (world.is_empty() || ports.is_empty()) {
        return;
    }
    let every = |at: usize| {
        (at.saturating_sub(2).max(clause.start)..at).any(|before| says(reading, before, &EVERY))
            || written(reading, at)
                .split_whitespace()
                .any(|word| EVERY.contains(&word))
    };
    // All of them are all of them, whatever else stands beside: "all ports open on my web server".
    let all = ports.iter().chain(&firewalls).copied().filter(|at| every(*at));
    found.extend(all.map(|at| (at, Concept::Ssh)));
    if !world.is_empty() && !says_web(reading, clause.clone()) {
        found.extend(firewalls.iter().map(|at| (*at, Concept::Ssh)));
    }
}

/// "Security group open to everyone for HTTPS": what a website has to open.
fn says_web(reading: &Reading<'_>, mut clause: Range<usize>) -> bool {
    clause.any(|at| {
        matches!(reading.concept(at), Some(Concept::Tls | Concept::PlainHttp))
            || says(reading, at, &["http", "https", "web"])
    })
}

fn is_world(reading: &Reading<'_>, at: usize) -> bool {
    let Some(item) = reading.items.get(at).filter(|item| item.live) else {
        return false;
    };
    matches!(item.what, What::Term(Concept::World | Concept::Public))
        || is_everywhere(reading, at)
        || says(reading, at, &WORLD)
}

/// `0.0.0.0/0`
fn is_everywhere(reading: &Reading<'_>, at: usize) -> bool {
    let address = matches!(
        reading.items.get(at).map(|item| item.what),
        Some(What::Network | What::Term(Concept::World))
    );
    address && reading.written(at).ends_with("/0")
}

/// A security group, or the traffic that one lets in; orders and mails come in elsewhere.
fn is_firewall(reading: &Reading<'_>, at: usize) -> bool {
    let traffic = |place: usize| says(reading, place, &["traffic", "rule", "rules", "ट्रैफिक"]);
    let incoming = says(reading, at, &["inbound", "incoming", "इनबाउंड"]);
    FIREWALL.contains(&written(reading, at).as_str()) || incoming && (traffic(at) || traffic(at + 1))
}

/// "Don't open", "closed", "खुला न हो", "only from the office": nothing is open to everyone there.
fn takes_back(reading: &Reading<'_>, at: usize, involved: &[usize]) -> bool {
    let before = || involved.iter().any(|place| *place > at && *place <= at + NEAR);
    let behind = || involved.iter().any(|place| *place < at && at <= *place + NEAR);
    match reading.concept(at) {
        Some(Concept::Grammar(Grammar::NotBefore | Grammar::Without) | Concept::Intent(Intent::No)) => {
            before()
        }
        Some(Concept::Grammar(Grammar::NotAfter)) => behind(),
        Some(Concept::Private | Concept::Intent(Intent::Disable)) => true,
        _ => says(reading, at, &CLOSED),
    }
}

fn number(reading: &Reading<'_>, at: usize) -> Option<Decimal> {
    match reading.items.get(at)?.what {
        What::Number(value) => Some(value),
        _ => None,
    }
}

fn written(reading: &Reading<'_>, at: usize) -> String {
    reading.written(at).to_lowercase()
}

fn says(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    written(reading, at)
        .split_whitespace()
        .any(|word| words.contains(&word))
}
