//! What a move between databases takes for granted: the engines that were not said.

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Assumption;
use cloudwhisper_api::requirements::Requirements;

use crate::blueprint::architectures::parts::wishes;
use crate::blueprint::{Blueprint, Value};
use crate::catalog::dms::{ENDPOINT, ReplicationInstance};
use crate::catalog::plain::say;

/// The assumption of each end whose engine nobody said.
pub(super) fn assumptions(
    blueprint: &Blueprint,
    requirements: &Requirements,
    language: Language,
) -> Vec<Assumption> {
    let ends = blueprint.of_kind(ENDPOINT.kind).filter_map(|endpoint| {
        let text = |property| endpoint.properties.get(property).and_then(Value::as_text);
        let side = text("EndpointType")?;
        let said = wishes::said(requirements, ReplicationInstance::KIND, &[side]);
        let engine = text("EngineName").filter(|_| said.is_none())?;
        Some(Assumption {
            field: format!("services.migration.{side}"),
            value: engine.to_owned(),
            reason: say(
                language,
                [
                    "Which database this end of the move is was not said; name both (\"from Oracle to Aurora PostgreSQL\") to have another.",
                    "इस सिरे पर कौन-सा डेटाबेस है, नहीं बताया गया; दूसरा चाहिए तो दोनों का नाम बताइए (\"Oracle से Aurora PostgreSQL में\")।",
                    "Is sire par kaun-sa database hai, nahi bataya gaya; doosra chahiye to dono ka naam batao (\"Oracle se Aurora PostgreSQL mein\").",
                ],
            )
            .to_owned(),
        })
    });
    ends.collect()
}
