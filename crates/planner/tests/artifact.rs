//! An artifact that can't run where the plan would put it is never silently replaced by the sample.

#[path = "support/input.rs"]
mod input;

use cloudwhisper_api::error::ErrorCode;
use cloudwhisper_planner::blueprint::architectures::Workload;
use cloudwhisper_planner::{PlanInput, Planned, plan};
use indexmap::IndexMap;
use input::input;

fn zip() -> Workload {
    Workload::Zip {
        bucket: "builds".to_owned(),
        key: "shop.zip".to_owned(),
        version: None,
    }
}

fn image(name: &str) -> Workload {
    Workload::Image(name.to_owned())
}

fn planned(prompt: &str, workload: Workload) -> Result<Planned, ErrorCode> {
    let none = IndexMap::new();
    let input = PlanInput {
        workload,
        ..input(prompt, &none)
    };
    plan(&input).map_err(|error| error.code)
}

#[test]
fn what_cannot_run_there_is_refused_in_words() {
    for (prompt, workload) in [
        ("Deploy a Flask API in a Docker container", zip()),
        ("Deploy a static website", image("nginx:1.29")),
        (
            "Create an Express API on Lambda",
            image("docker.io/shop/orders:1"),
        ),
    ] {
        let refused = planned(prompt, workload).err();
        assert_eq!(refused, Some(ErrorCode::ArtifactNotUsable), "{prompt}");
    }
}

#[test]
fn files_that_nothing_unpacks_are_warned_of() {
    for prompt in ["Deploy a static website", "Deploy a Next.js app"] {
        let plan = planned(prompt, zip()).ok().and_then(|planned| planned.plan);
        let codes: Vec<_> = plan
            .iter()
            .flat_map(|plan| plan.warnings.iter().map(|warning| warning.code.as_str()))
            .collect();
        assert!(codes.contains(&"ARTIFACT_NOT_UNPACKED"), "{prompt}: {codes:?}");
    }
}

#[test]
fn what_runs_there_is_in_the_template() {
    for (prompt, workload, sign) in [
        (
            "Deploy a Flask API in a Docker container",
            image("nginx:1.29"),
            "nginx:1.29",
        ),
        ("Create an Express API on Lambda", zip(), "shop.zip"),
        (
            "Create an Express API on Lambda",
            image("111122223333.dkr.ecr.ap-south-1.amazonaws.com/orders:1"),
            "orders:1",
        ),
        ("Run my Django app on EC2", zip(), "shop.zip"),
    ] {
        let plan = planned(prompt, workload).ok().and_then(|planned| planned.plan);
        assert!(plan.is_some_and(|plan| plan.template.contains(sign)), "{prompt}");
    }
}

/// The template of a prompt, and what was taken for granted.
fn template_and_assumptions(prompt: &str, workload: Workload) -> (String, Vec<(String, String)>) {
    let plan = planned(prompt, workload).ok().and_then(|planned| planned.plan);
    let plan = plan.unwrap_or_else(|| panic!("{prompt} has a plan"));
    let assumptions = plan
        .assumptions
        .into_iter()
        .map(|it| (it.field, it.value))
        .collect();
    (plan.template, assumptions)
}

#[test]
fn the_image_that_a_prompt_names_runs_unless_the_spec_says_otherwise() {
    let assumed = |image: &str| ("artifact".to_owned(), image.to_owned());
    for (prompt, image, port) in [
        (
            "Run ghcr.io/acme/api:1.2 on port 3000",
            "ghcr.io/acme/api:1.2",
            "3000",
        ),
        ("Deploy the image nginx:1.29 on ECS", "nginx:1.29", "80"),
        (
            "Run acme/orders:latest on a virtual machine",
            "acme/orders:latest",
            "80",
        ),
    ] {
        let (template, assumptions) = template_and_assumptions(prompt, Workload::Sample);
        assert!(template.contains(image), "{prompt}");
        assert!(assumptions.contains(&assumed(image)), "{prompt}: {assumptions:?}");
        let port_is_guessed = assumptions.iter().any(|(field, _)| field == "services.port");
        assert_eq!(port_is_guessed, port == "80", "{prompt}");
    }
    let own = self::image("111122223333.dkr.ecr.ap-south-1.amazonaws.com/orders:7");
    let (template, assumptions) = template_and_assumptions("Run ghcr.io/acme/api:1.2", own);
    assert!(template.contains("orders:7") && !template.contains("ghcr.io"));
    assert!(
        !assumptions.iter().any(|(field, _)| field == "artifact"),
        "{assumptions:?}"
    );
}

#[test]
fn an_image_that_cannot_run_where_it_was_asked_to_is_refused_in_words() {
    let refused = planned("Run ghcr.io/acme/api:1.2 on Lambda", Workload::Sample).err();
    assert_eq!(refused, Some(ErrorCode::ArtifactNotUsable));
}
