//! `suspend` and `resume`.

use cloudwhisper_api::language::Language;
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::show;
use super::say::{say, spoken};
use super::words::Lang;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
}

pub(crate) async fn run(
    args: &Args,
    suspend: bool,
    cluster: &Cluster,
    lang: Option<Lang>,
) -> Result<Exit, Failure> {
    let request = cluster
        .patch(&args.name, &json!({ "spec": { "suspend": suspend } }))
        .await?;
    let told = told(&args.name, suspend, spoken(lang, &request));
    show(&format!("{told}\n"))?;
    Ok(Exit::Done)
}

fn told(name: &str, suspend: bool, language: Language) -> String {
    if suspend {
        say!(
            language,
            "{name} is suspended: nothing but deletion happens until `cloudwhisper resume {name}`.\n\
             What runs goes on running, and a deployment that AWS is at goes on to its end.",
            "{name} रोक दिया गया है: `cloudwhisper resume {name}` तक हटाने के सिवा कुछ नहीं होगा।\n\
             जो चल रहा है वह चलता रहेगा, और AWS जो डिप्लॉय कर रहा है उसे पूरा करेगा।",
            "{name} rok diya gaya hai: `cloudwhisper resume {name}` tak delete ke siwa kuch nahi hoga.\n\
             Jo chal raha hai woh chalta rahega, aur AWS jo deploy kar raha hai use poora karega.",
        )
    } else {
        say!(
            language,
            "{name} goes on.",
            "{name} आगे बढ़ रहा है।",
            "{name} aage badh raha hai."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::say::in_each_language;

    #[test]
    fn it_says_what_stops_and_what_goes_on() {
        insta::assert_snapshot!(in_each_language(|language| {
            [true, false]
                .map(|suspend| told("orders", suspend, language))
                .join("\n")
        }));
    }
}
