//! Approvals of something else than the plan.

use anyhow::{Context, Result};
use cloudwhisper_api::deployment_request::Phase;
use serde_json::json;

use crate::support::{World, condition};
use crate::{SITE, all_is_well_beside, plan};

#[tokio::test]
async fn an_approval_of_another_digest_carries_nothing_out_and_says_which_it_would_have_to_be() -> Result<()>
{
    let world = World::new("wrong-digests").await?;
    world.ask("site", SITE, json!({})).await?;
    let waiting = world.phase("site", Phase::AwaitingApproval).await;
    let digest = plan(&waiting).context("a plan")?.digest.to_string();
    let last = if digest.ends_with('0') { "1" } else { "0" };
    let almost = format!("{}{last}", &digest[..digest.len() - 1]);
    for wrong in [almost, format!("sha256:{}", "0".repeat(64))] {
        world.approve_digest("site", &wrong).await?;
        let refused = world
            .until("site", &format!("{wrong} to be refused"), |request| {
                let seen = condition(request, "Approved") == ("False".into(), "ApprovalOutdated".into());
                let status = request.status.as_ref()?;
                (seen && Some(status.observed_generation) == request.metadata.generation).then_some(())
            })
            .await;
        let status = refused.status.context("a status")?;
        assert_eq!(status.phase, Some(Phase::AwaitingApproval));
        assert!(status.approval.is_none() && status.history.is_empty());
        let said = status
            .conditions
            .iter()
            .find(|condition| condition.type_ == "Approved");
        let said = &said.context("a condition")?.message;
        assert!(said.contains("cloudwhisper approve site"), "{said}");
    }
    for malformed in [
        digest.to_uppercase(),
        digest.replace("sha256:", ""),
        format!("{digest}0"),
        digest.replace(':', "\u{202e}:"),
    ] {
        let refused = world.approve_digest("site", &malformed).await;
        let said = refused.err().context("it is no digest")?.to_string();
        assert!(said.contains("planDigest"), "{said}");
    }
    all_is_well_beside(&world, "wrong approvals").await?;
    world.approve("site").await?;
    world.phase("site", Phase::Ready).await;
    Ok(())
}
