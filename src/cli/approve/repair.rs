//! `approve` of a rollback that CloudFormation could not finish: shows what it stopped at, asks, and approves exactly one way on.

use std::fmt::Write as _;

use cloudwhisper_api::deployment_request::{DeploymentRequest, RepairStatus};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::language::Language;
use kube::ResourceExt;
use serde_json::json;

use super::super::ask::{confirm, somebody_is_there};
use super::super::cluster::Cluster;
use super::super::exit::Exit;
use super::super::failure::Failure;
use super::super::output::{note, show};
use super::super::say::{nobody_to_ask, say};
use super::super::style::{BAD, paint};
use super::Args;
use super::joint::{self, Standing};

/// Approves the way on that is meant: everything tried again, or with `--skip-failed` what failed left as it is.
pub(super) async fn run(
    args: &Args,
    request: &DeploymentRequest,
    repair: &RepairStatus,
    cluster: &Cluster,
    language: Language,
) -> Result<Exit, Failure> {
    let digest = meant(args, repair, language)?;
    let name = &args.name;
    show(&text(repair, digest, language))?;
    if !agreed(args, repair, digest, language)? {
        note(&say!(
            language,
            "Nothing was approved.",
            "कुछ स्वीकृत नहीं हुआ।",
            "Kuch approve nahi hua."
        ));
        return Ok(Exit::Failed);
    }
    let required = joint::required(cluster).await;
    let standing = if request.spec.approval.plan_digest == Some(digest) {
        joint::standing(request, digest, required, cluster).await?
    } else {
        Standing::First
    };
    let now = match standing {
        Standing::Open { caller } => joint::join(request, digest, &caller, cluster).await?,
        Standing::First | Standing::Given | Standing::Whole => give(request, digest, cluster).await?,
    };
    if let Some(so_far) = joint::so_far(&now, digest, required, language) {
        show(&format!("\n{so_far}\n"))?;
        return Ok(Exit::Done);
    }
    let done = say!(
        language,
        "CloudFormation may go on. Follow it with: cloudwhisper status {name} --watch",
        "CloudFormation आगे बढ़ सकता है। आगे देखने के लिए: cloudwhisper status {name} --watch",
        "CloudFormation aage badh sakta hai. Aage dekhne ke liye: cloudwhisper status {name} --watch",
    );
    show(&format!("\n{done}\n"))?;
    Ok(Exit::Done)
}

/// Gives the first approval.
async fn give(
    request: &DeploymentRequest,
    digest: Digest,
    cluster: &Cluster,
) -> Result<DeploymentRequest, Failure> {
    let patch = json!({
        // Of exactly the failure that was shown: another one has other digests, and so this approval counts for nothing then.
        "metadata": { "uid": request.uid() },
        // The approver is left out: the API server fills in who calls.
        // A repair parts with no data: what was accepted for a plan goes.
        "spec": { "approval": { "planDigest": digest, "acceptDataLoss": null } },
    });
    cluster.patch(&request.name_any(), &patch).await
}

/// The digest of the way on that the arguments mean.
fn meant(args: &Args, repair: &RepairStatus, language: Language) -> Result<Digest, Failure> {
    let chosen = match (args.digest, args.skip_failed) {
        (Some(wanted), false) => [Some(repair.digest), repair.skip_digest]
            .into_iter()
            .flatten()
            .find(|digest| *digest == wanted),
        (Some(wanted), true) => repair.skip_digest.filter(|digest| *digest == wanted),
        (None, true) => repair.skip_digest,
        (None, false) => Some(repair.digest),
    };
    let name = &args.name;
    chosen.ok_or_else(|| {
        Failure::new(say!(
            language,
            "{name} has no such way on: the stack needs repair, and nothing of that kind is offered",
            "{name} के लिए ऐसा कोई रास्ता नहीं है: stack को मरम्मत चाहिए, और ऐसा कुछ उपलब्ध नहीं है",
            "{name} ke liye aisa koi raasta nahi hai: stack ko marammat chahiye, aur aisa kuch available nahi hai",
        ))
        .remedy(say!(
            language,
            "Nothing was approved. See what is offered with `cloudwhisper status {name}`.",
            "कुछ स्वीकृत नहीं हुआ। `cloudwhisper status {name}` से देखिए कि क्या उपलब्ध है।",
            "Kuch approve nahi hua. `cloudwhisper status {name}` se dekhein ki kya available hai.",
        ))
    })
}

fn is_skipping(repair: &RepairStatus, digest: Digest) -> bool {
    repair.skip_digest == Some(digest)
}

fn text(repair: &RepairStatus, digest: Digest, language: Language) -> String {
    let mut text = if is_skipping(repair, digest) {
        say!(
            language,
            "CloudFormation leaves these as they are, and takes them for restored:\n",
            "CloudFormation इन्हें वैसे ही छोड़ेगा, और वापस आया हुआ मानेगा:\n",
            "CloudFormation inhe waise hi chhodega, aur wapas aaya hua maanega:\n",
        )
    } else {
        say!(
            language,
            "CloudFormation tries to take the whole update back again.\n",
            "CloudFormation पूरा अपडेट दोबारा वापस लेने की कोशिश करेगा।\n",
            "CloudFormation poora update dobara wapas lene ki koshish karega.\n",
        )
    };
    for resource in &repair.resources {
        let what = paint(BAD, &resource.logical_id);
        let reason = resource.reason.as_deref().unwrap_or_default();
        let _ = writeln!(text, "  {what} ({})  {reason}", resource.kind);
    }
    let _ = writeln!(text, "\n{digest}");
    text
}

fn agreed(args: &Args, repair: &RepairStatus, digest: Digest, language: Language) -> Result<bool, Failure> {
    if args.yes {
        return Ok(true);
    }
    if somebody_is_there() {
        let question = if is_skipping(repair, digest) {
            say!(
                language,
                "Go on without them?",
                "इनके बिना आगे बढ़ें?",
                "Inke bina aage badhein?"
            )
        } else {
            say!(
                language,
                "Is the cause mended, and shall it go on?",
                "क्या कारण ठीक हो गया है, और आगे बढ़ें?",
                "Kya kaaran theek ho gaya hai, aur aage badhein?"
            )
        };
        return confirm(&format!("\n{question}"), language);
    }
    if args.digest.is_some() {
        return Ok(true); // whoever names the whole digest has seen what it is of
    }
    let name = &args.name;
    Err(Failure::usage(nobody_to_ask(language)).remedy(say!(
        language,
        "Say --yes, or better name the way on: cloudwhisper approve {name} --digest {digest}",
        "--yes कहिए, या बेहतर, रास्ते का नाम दीजिए: cloudwhisper approve {name} --digest {digest}",
        "--yes kahein, ya behtar, raaste ka naam dein: cloudwhisper approve {name} --digest {digest}",
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::say::in_each_language;

    fn repair() -> RepairStatus {
        let digest = |digit: &str| format!("sha256:{}", digit.repeat(64));
        serde_json::from_value(json!({
            "digest": digest("a"), "skipDigest": digest("b"),
            "resources": [{ "logicalId": "Function", "type": "AWS::Lambda::Function", "reason": "The role cannot be assumed" }],
        }))
        .expect("a repair")
    }

    fn args(digest: Option<Digest>, skip_failed: bool) -> Args {
        Args {
            name: "orders".into(),
            digest,
            accept_data_loss: Vec::new(),
            skip_failed,
            yes: false,
        }
    }

    #[test]
    fn the_way_on_is_the_one_that_is_named() {
        let repair = repair();
        let skip = repair.skip_digest;
        let meant = |digest, skip_failed| meant(&args(digest, skip_failed), &repair, Language::English).ok();
        assert_eq!(meant(None, false), Some(repair.digest));
        assert_eq!(meant(None, true), skip);
        assert_eq!(meant(skip, false), skip);
        assert_eq!(meant(Some(repair.digest), true), None, "that one skips nothing");
        assert_eq!(
            meant(Some(Digest::from_bytes([7; 32])), false),
            None,
            "of another failure"
        );
    }

    #[test]
    fn what_is_approved_is_said_in_each_language() {
        let repair = repair();
        insta::assert_snapshot!(in_each_language(|language| {
            let told = [Some(repair.digest), repair.skip_digest].map(|digest| {
                let text = text(&repair, digest.expect("offered"), language);
                anstream::adapter::strip_str(&text).to_string()
            });
            let mut bare = repair.clone();
            bare.skip_digest = None;
            let refused = meant(&args(None, true), &bare, language)
                .expect_err("nothing to skip")
                .text();
            [
                told.join("\n"),
                anstream::adapter::strip_str(&refused).to_string(),
            ]
            .join("\n")
        }));
    }
}
