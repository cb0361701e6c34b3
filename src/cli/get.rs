//! `get`: requests in a table, as `kubectl get` shows them.

use cloudwhisper_api::deployment_request::DeploymentRequest;
use cloudwhisper_api::language::Language;
use jiff::Timestamp;
use kube::api::ListParams;
use kube::{Api, ResourceExt};
use serde_json::json;

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::output::FormatArgs;
use super::say::{say, words_for};
use super::status::style_of;
use super::table::{Cell, Table, terminal_width};
use super::words::{Lang, Words, words};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// Only this request.
    name: Option<String>,
    /// Requests of every namespace.
    #[arg(short = 'A', long, conflicts_with = "name")]
    all_namespaces: bool,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    if let Some(name) = &args.name {
        let request = cluster.request(name).await?;
        args.format.show(&request, || {
            let words = words_for(lang, &request);
            table(std::slice::from_ref(&request), false, Timestamp::now(), words)
        })?;
        return Ok(Exit::Done);
    }
    // Requests of several languages may stand side by side: what was chosen counts alone.
    let words = words(lang, None);
    let requests = list(args, cluster).await?;
    let document = json!({ "apiVersion": "v1", "kind": "List", "items": requests });
    args.format.show(&document, || {
        if requests.is_empty() {
            let namespace = Some(cluster.namespace.as_str()).filter(|_| !args.all_namespaces);
            return format!("{}\n", none(namespace, words.language));
        }
        table(&requests, args.all_namespaces, Timestamp::now(), words)
    })?;
    Ok(Exit::Done)
}

/// There are no requests, in this namespace or at all.
fn none(namespace: Option<&str>, language: Language) -> String {
    match namespace {
        Some(namespace) => say!(
            language,
            "There are no requests in {namespace}.",
            "{namespace} में कोई अनुरोध नहीं है।",
            "{namespace} mein koi request nahi hai.",
        ),
        None => say!(
            language,
            "There are no requests in this cluster.",
            "इस cluster में कोई अनुरोध नहीं है।",
            "Is cluster mein koi request nahi hai.",
        ),
    }
}

async fn list(args: &Args, cluster: &Cluster) -> Result<Vec<DeploymentRequest>, Failure> {
    let requests = if args.all_namespaces {
        Api::all(cluster.client.clone())
    } else {
        cluster.requests()
    };
    let listed = requests.list(&ListParams::default()).await;
    let mut requests = listed
        .map_err(|error| cluster.attempt("list").failed(&error))?
        .items;
    for request in &mut requests {
        request.metadata.managed_fields = None;
    }
    Ok(requests)
}

fn table(requests: &[DeploymentRequest], with_namespace: bool, now: Timestamp, words: &Words) -> String {
    let mut table = Table::new([words.request, words.phase, "USD", "INR", words.age, "URL"]);
    for request in requests {
        let status = request.status.as_ref();
        let name = request.name_any();
        let namespace = request.namespace().unwrap_or_default();
        let phase = status.and_then(|status| status.phase);
        let monthly = status.and_then(|status| Some(&status.plan.as_ref()?.estimate.monthly));
        let url = status
            .and_then(|status| status.outputs.get("url"))
            .cloned()
            .unwrap_or_default();
        let age = request
            .creation_timestamp()
            .map(|created| duration(now.as_second() - created.0.as_second()));
        table.row([
            if with_namespace {
                format!("{namespace}/{name}")
            } else {
                name
            }
            .into(),
            phase.map_or_else(
                || Cell::from("…"),
                |phase| Cell::styled(style_of(phase), words.phase(phase)),
            ),
            Cell::right(monthly.map(|monthly| monthly.usd.clone()).unwrap_or_default()),
            Cell::right(monthly.map(|monthly| monthly.inr.clone()).unwrap_or_default()),
            age.unwrap_or_default().into(),
            url.into(),
        ]);
    }
    table.render(terminal_width())
}

/// Seconds in the two largest units, such as `3d4h`.
pub(crate) fn duration(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds}s"),
        (0, 0, _) => format!("{minutes}m{}s", seconds % 60),
        (0, ..) => format!("{hours}h{minutes}m"),
        _ => format!("{days}d{hours}h"),
    }
}

/// A moment without fractions that nobody reads.
pub(crate) fn to_the_second(moment: Timestamp) -> String {
    Timestamp::from_second(moment.as_second())
        .unwrap_or(moment)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{at, awaiting_approval, deploying, ready};
    use crate::cli::say::in_each_language;

    #[test]
    fn that_there_are_none_is_said_in_each_language() {
        insta::assert_snapshot!(in_each_language(|language| {
            [none(Some("shop"), language), none(None, language)].join("\n")
        }));
    }

    #[test]
    fn requests_line_up_with_phase_cost_age_and_url() {
        let requests = [awaiting_approval(), deploying(), ready()];
        let plain = |text: String| anstream::adapter::strip_str(&text).to_string();
        let english = plain(table(&requests, false, at(7200), Words::of(Language::English)));
        let hindi = plain(table(&requests, true, at(90_000), Words::of(Language::Hindi)));
        insta::assert_snapshot!(format!("{english}\n{hindi}"));
    }

    #[test]
    fn a_duration_has_its_two_largest_units() {
        for (seconds, expected) in [
            (-5, "0s"),
            (59, "59s"),
            (61, "1m1s"),
            (7380, "2h3m"),
            (93_600, "1d2h"),
        ] {
            assert_eq!(duration(seconds), expected);
        }
    }
}
