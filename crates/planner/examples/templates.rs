//! Writes templates to a folder, for the field's checkers: each part of the catalogue by itself and beside a function,
//! each connection, in both security profiles. `cargo run -p cloudwhisper-planner --example templates -- FOLDER [TYPE…]`;
//! with types, only what has to do with them.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, which writes files; the planner is what must not"
)]

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
    for system in parts::systems() {
        if wanted.is_empty() || system.kinds.iter().any(|kind| wanted.iter().any(|it| it == kind)) {
            let template = cloudformation::template(&system.blueprint(), "For checkers", &tags);
            fs::write(
                Path::new(&folder).join(format!("{}.json", system.name)),
                template.to_string(),
            )?;
        }
    }
    Ok(())
}
