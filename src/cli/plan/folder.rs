//! `-o dir=PATH`: a folder with everything of a plan.

use std::fs;
use std::path::Path;

use cloudwhisper_planner::Artifacts;
use cloudwhisper_planner::render::cdk::project;

use crate::cli::failure::Failure;
use crate::cli::output::note;

/// Writes template, preview, document, and the Terraform files and the CDK project in folders of their own. A folder with
/// something in it is left alone unless `force` is set.
pub(super) fn write(
    path: &Path,
    artifacts: &Artifacts<'_>,
    document: &str,
    force: bool,
) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("{} can't be written: {error}", path.display()));
    fs::create_dir_all(path).map_err(failed)?;
    if !force && fs::read_dir(path).map_err(failed)?.next().is_some() {
        return Err(Failure::usage(format!("{} isn't empty", path.display())).remedy(
            "Choose another folder, or say --force to replace what stands in it under the same names.",
        ));
    }
    for (name, content) in [
        ("template.yaml", artifacts.cloudformation()),
        ("preview.md", artifacts.preview()),
        ("plan.json", document),
    ] {
        file(&path.join(name), content)?;
    }
    let terraform = path.join("terraform");
    fs::create_dir_all(&terraform).map_err(failed)?;
    for (name, content) in artifacts.terraform().files() {
        file(&terraform.join(name), content)?;
    }
    let cdk = path.join("cdk");
    fs::create_dir_all(&cdk).map_err(failed)?;
    let app = [(project::APP, artifacts.cdk())];
    for (name, content) in app.into_iter().chain(project::FILES) {
        file(&cdk.join(name), content)?;
    }
    Ok(())
}

fn file(path: &Path, content: &str) -> Result<(), Failure> {
    fs::write(path, content)
        .map_err(|error| Failure::new(format!("{} can't be written: {error}", path.display())))?;
    note(&format!("wrote {}", path.display()));
    Ok(())
}
