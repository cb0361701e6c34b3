//! `-o dir=PATH`: a folder with everything of a plan.

use std::path::Path;
use std::{fs, io};

use cloudwhisper_api::language::Language;
use cloudwhisper_planner::Artifacts;
use cloudwhisper_planner::render::cdk::project;

use crate::cli::failure::Failure;
use crate::cli::output::note;
use crate::cli::say::say;

/// Writes template, preview, document, and the Terraform files and the CDK project in folders of their own. A folder with
/// something in it is left alone unless `force` is set.
pub(super) fn write(
    path: &Path,
    artifacts: &Artifacts<'_>,
    document: &str,
    force: bool,
    language: Language,
) -> Result<(), Failure> {
    let failed = |error| unwritable(path, &error, language);
    fs::create_dir_all(path).map_err(failed)?;
    if !force && fs::read_dir(path).map_err(failed)?.next().is_some() {
        return Err(not_empty(path, language));
    }
    for (name, content) in [
        ("template.yaml", artifacts.cloudformation()),
        ("preview.md", artifacts.preview()),
        ("plan.json", document),
    ] {
        file(&path.join(name), content, language)?;
    }
    let terraform = path.join("terraform");
    fs::create_dir_all(&terraform).map_err(failed)?;
    for (name, content) in artifacts.terraform().files() {
        file(&terraform.join(name), content, language)?;
    }
    let cdk = path.join("cdk");
    fs::create_dir_all(&cdk).map_err(failed)?;
    let app = [(project::APP, artifacts.cdk())];
    for (name, content) in app.into_iter().chain(project::FILES) {
        file(&cdk.join(name), content, language)?;
    }
    Ok(())
}

fn file(path: &Path, content: &str, language: Language) -> Result<(), Failure> {
    fs::write(path, content).map_err(|error| unwritable(path, &error, language))?;
    let name = path.display();
    note(&say!(
        language,
        "wrote {name}",
        "{name} लिखा गया",
        "{name} likha gaya"
    ));
    Ok(())
}

/// The cause is the system's own sentence.
fn unwritable(path: &Path, error: &io::Error, language: Language) -> Failure {
    let name = path.display();
    Failure::new(say!(
        language,
        "{name} can't be written: {error}",
        "{name} में लिखा नहीं जा सका: {error}",
        "{name} mein likha nahi ja saka: {error}",
    ))
}

fn not_empty(path: &Path, language: Language) -> Failure {
    let name = path.display();
    Failure::usage(say!(
        language,
        "{name} isn't empty",
        "{name} ख़ाली नहीं है",
        "{name} khaali nahi hai",
    ))
    .remedy(say!(
        language,
        "Choose another folder, or say --force to replace what stands in it under the same names.",
        "दूसरा folder चुनिए, या --force कहिए: तब उसी नाम की फ़ाइलें बदल दी जाएँगी।",
        "Doosra folder chunein, ya --force kahein: tab usi naam ki files badal di jayengi.",
    ))
}
