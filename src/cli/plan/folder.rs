//! `-o dir=PATH`: a folder with everything of a plan.

use std::fs;
use std::path::Path;

use cloudwhisper_planner::Plan;
use cloudwhisper_planner::render::cdk::project;

use crate::cli::failure::Failure;
use crate::cli::output::note;

/// Writes template, preview, document and the CDK project. A folder with something in it is left alone unless `force` is set.
pub(super) fn write(path: &Path, plan: &Plan, document: &str, force: bool) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("{} can't be written: {error}", path.display()));
    fs::create_dir_all(path).map_err(failed)?;
    if !force && fs::read_dir(path).map_err(failed)?.next().is_some() {
        return Err(Failure::usage(format!("{} isn't empty", path.display())).remedy(
            "Choose another folder, or say --force to replace what stands in it under the same names.",
        ));
    }
    let template = plan.template_yaml();
    let plan_files = [
        ("template.yaml", template.as_str()),
        ("preview.md", &plan.preview),
        ("plan.json", document),
    ];
    let cdk = path.join("cdk");
    fs::create_dir_all(&cdk).map_err(failed)?;
    let cdk_files = [(project::APP, plan.cdk.as_str())]
        .into_iter()
        .chain(project::FILES);
    let files = plan_files
        .map(|(name, content)| (path.join(name), content))
        .into_iter()
        .chain(cdk_files.map(|(name, content)| (cdk.join(name), content)));
    for (file, content) in files {
        fs::write(&file, content).map_err(failed)?;
        note(&format!("wrote {}", file.display()));
    }
    Ok(())
}
