//! Prints what can be asked for beside an application, in Markdown: `docs/catalogue.md` is this program's output.

#![expect(clippy::disallowed_macros, reason = "a program that prints")]

use std::collections::BTreeMap;

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::catalog;

const HEAD: &str = "# What can be asked for\n\n\
Every part that a prompt may name beside an application, or without one, by its AWS name or by what it is for, in any mix of the three languages. \
A part comes with all that it can't work without, and is connected with the others. Written by `make generate` from the catalogue's own files.\n";

fn main() {
    let mut services: BTreeMap<&str, Vec<(&str, [&str; 3])>> = BTreeMap::new();
    for (kind, terms) in catalog::part_terms() {
        let service = kind.split("::").nth(1).unwrap_or(kind);
        services.entry(service).or_default().push((kind, terms));
    }
    println!("{HEAD}");
    for (service, parts) in services {
        println!("## {service}\n");
        for (kind, terms) in parts {
            let what = catalog::service(kind).map_or("", |it| it.description(Language::English));
            println!("**`{kind}`** {what}");
            for terms in terms.iter().filter(|terms| !terms.is_empty()) {
                println!("- {}", terms.replace('|', ", "));
            }
            println!();
        }
    }
}
