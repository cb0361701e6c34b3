//! `outputs`: what the stack gave back.

use cloudwhisper_api::language::Language;
use indexmap::IndexMap;
use kube::ResourceExt;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::{FormatArgs, note};
use super::say::{say, spoken};
use super::style::FAINT;
use super::table::{Cell, Table};
use super::words::Lang;

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let outputs = request
        .status
        .as_ref()
        .map(|status| status.outputs.clone())
        .unwrap_or_default();
    if outputs.is_empty() {
        note(&none(&request.name_any(), spoken(lang, &request)));
    }
    args.format.show(&outputs, || text(&outputs))?;
    Ok(Exit::Done)
}

fn none(name: &str, language: Language) -> String {
    say!(
        language,
        "{name} has no outputs yet; see `cloudwhisper status {name}`",
        "{name} के अभी कोई outputs नहीं हैं; `cloudwhisper status {name}` देखिए",
        "{name} ke abhi koi outputs nahi hain; `cloudwhisper status {name}` dekhein",
    )
}

/// Never wrapped: URLs are copied from here.
fn text(outputs: &IndexMap<String, String>) -> String {
    let mut table = Table::default();
    for (name, value) in outputs {
        table.row([Cell::styled(FAINT, name), value.into()]);
    }
    table.render(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::say::in_each_language;

    #[test]
    fn that_there_are_none_is_said_in_each_language() {
        insta::assert_snapshot!(in_each_language(|language| none("orders", language)));
    }
}
