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
