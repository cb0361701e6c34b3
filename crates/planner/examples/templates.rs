//! Writes templates to a folder, for the field's checkers: each part of the catalogue by itself and beside a function,
//! each connection, in both security profiles, and every architecture. `cargo run -p cloudwhisper-planner --example templates -- FOLDER [TYPE…]`;
//! with types, only what has to do with them.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, which writes files; the planner is what must not"
)]

#[path = "../tests/support/combinations.rs"]
mod combinations;
#[path = "../tests/support/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::path::Path;
use std::{env, fs, io};

use cloudwhisper_planner::render::cloudformation;

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments
        .next()
        .ok_or_else(|| io::Error::other("usage: templates FOLDER [TYPE…]"))?;
    let wanted: Vec<String> = arguments.collect();
    fs::create_dir_all(&folder)?;
    let tags = BTreeMap::from([("cloudwhisper:project".to_owned(), "orders".to_owned())]);
    let is_wanted = |it: &parts::System| it.kinds.iter().any(|kind| wanted.iter().any(|name| name == kind));
    let systems = parts::systems().into_iter();
    let systems = systems.filter(|it| wanted.is_empty() || is_wanted(it));
    let architectures = combinations::combinations().into_iter();
    let architectures = architectures.filter(|_| wanted.is_empty());
    let all = systems
        .map(|it| (it.name.clone(), it.blueprint()))
        .chain(architectures.map(|it| (it.name.clone(), it.blueprint())));
    for (name, blueprint) in all {
        let template = cloudformation::template(&blueprint, "For checkers", &tags);
        fs::write(
            Path::new(&folder).join(format!("{name}.json")),
            template.to_string(),
        )?;
    }
    Ok(())
}
