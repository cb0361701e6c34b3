//! What AWS picks when the plan is carried out, because AWS keeps it up to date: told, so that nobody takes it for pinned.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Assumption;

use crate::blueprint::{Blueprint, Resource, Value};
use crate::catalog::ec2::OperatingSystem;
use crate::catalog::plain::say;

/// The assumption that machines start from the newest image, where any does.
pub(super) fn assumptions(blueprint: &Blueprint, language: Language) -> Vec<Assumption> {
    let mut systems: Vec<&str> = blueprint.resources().iter().filter_map(newest_image).collect();
    systems.dedup();
    let value = systems.join(", ");
    (!value.is_empty())
        .then(|| Assumption {
            field: "services.imageId".to_owned(),
            value,
            reason: say(
                language,
                [
                    "The newest image on the day of the deployment (a public SSM parameter), so that no old fault is installed; a later \
                     change of the stack can bring a newer one, which replaces the machine.",
                    "डिप्लॉय के दिन की सबसे नई इमेज (सार्वजनिक SSM parameter), ताकि कोई पुरानी कमी न आए; बाद में स्टैक बदलने पर नई इमेज आ सकती \
                     है, जिससे मशीन बदल जाती है।",
                    "Deployment ke din ki sabse nayi image (public SSM parameter), taaki koi purani kami na aaye; baad mein stack badalne par \
                     nayi image aa sakti hai, jisse machine badal jaati hai.",
                ],
            )
            .to_owned(),
        })
        .into_iter()
        .collect()
}

/// What a machine starts with, where it takes the newest image.
fn newest_image(resource: &Resource) -> Option<&'static str> {
    let of_template = resource
        .properties
        .get("LaunchTemplateData")
        .and_then(|data| data.get("ImageId"));
    let image = resource.properties.get("ImageId").or(of_template);
    match image {
        Some(Value::SsmParameter(path)) => Some(OperatingSystem::of_image(path).name()),
        _ => None,
    }
}
