//! `reconcile`: a pass now instead of at the next interval.

use cloudwhisper_api::RECONCILE_REQUESTED_AT;
use jiff::Timestamp;
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{note, show};
use super::say::{say, spoken};
use super::words::Lang;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let asked = Timestamp::now().to_string();
    let patch = json!({ "metadata": { "annotations": { (RECONCILE_REQUESTED_AT): asked } } });
    let request = cluster.patch(&args.name, &patch).await?;
    let (name, language) = (&args.name, spoken(lang, &request));
    let told = say!(
        language,
        "The operator was asked to look at {name} now.",
        "operator से {name} को अभी देखने के लिए कहा गया।",
        "Operator se {name} ko abhi dekhne ke liye kaha gaya.",
    );
    show(&format!("{told}\n"))?;
    if request.spec.suspend {
        note(&say!(
            language,
            "It is suspended, so nothing will happen before `cloudwhisper resume {name}`.",
            "यह रोका हुआ है, इसलिए `cloudwhisper resume {name}` से पहले कुछ नहीं होगा।",
            "Yeh roka hua hai, isliye `cloudwhisper resume {name}` se pehle kuch nahi hoga.",
        ));
    }
    Ok(Exit::Done)
}
