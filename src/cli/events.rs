//! `events`: the story of a request, oldest first.

use cloudwhisper_api::language::Language;
use jiff::Timestamp;
use k8s_openapi::api::core::v1::Event;
use kube::Api;
use kube::api::ListParams;
use serde_json::{Value, json};

use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::get::duration;
use super::output::FormatArgs;
use super::say::{say, spoken};
use super::style::{CAREFUL, FAINT, PLAIN};
use super::table::{Cell, Table, terminal_width};
use super::words::{Lang, words};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    #[command(flatten)]
    format: FormatArgs,
}

/// What happened, and when.
#[derive(Clone, Debug)]
struct Happened {
    at: Option<Timestamp>,
    warning: bool,
    reason: String,
    message: String,
    times: i32,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let events: Api<Event> = Api::namespaced(cluster.client.clone(), &cluster.namespace);
    let about = format!(
        "involvedObject.kind=DeploymentRequest,involvedObject.name={}",
        args.name
    );
    let listed = events.list(&ListParams::default().fields(&about)).await;
    let listed = listed.map_err(|error| cluster.attempt_on("list", "events").failed(&error))?;
    // A name that does not exist has no events either, and should say so; the events of what is gone are still told.
    let language = match cluster.request(&args.name).await {
        Ok(request) => spoken(lang, &request),
        Err(_) if !listed.items.is_empty() => words(lang, None).language,
        Err(missing) => return Err(missing),
    };
    let mut story: Vec<_> = listed.items.into_iter().map(happened).collect();
    story.sort_by_key(|happened| happened.at);
    let document: Vec<_> = story.iter().map(document).collect();
    args.format
        .show(&document, || text(&story, Timestamp::now(), language))?;
    Ok(Exit::Done)
}

fn happened(event: Event) -> Happened {
    let series = event.series.as_ref();
    let repeated = series.and_then(|series| Some(series.last_observed_time.as_ref()?.0));
    let at = repeated
        .or(event.event_time.map(|time| time.0))
        .or(event.last_timestamp.map(|time| time.0));
    Happened {
        at: at.or(event.metadata.creation_timestamp.map(|time| time.0)),
        warning: event.type_.as_deref() == Some("Warning"),
        reason: event.reason.unwrap_or_default(),
        message: event.message.unwrap_or_default(),
        times: series
            .and_then(|series| series.count)
            .or(event.count)
            .unwrap_or(1),
    }
}

fn document(happened: &Happened) -> Value {
    json!({
        "at": happened.at,
        "type": if happened.warning { "Warning" } else { "Normal" },
        "reason": happened.reason,
        "message": happened.message,
        "times": happened.times,
    })
}

fn text(story: &[Happened], now: Timestamp, language: Language) -> String {
    if story.is_empty() {
        let none = say!(
            language,
            "No events are kept (Kubernetes drops them after an hour).",
            "कोई event नहीं रखा है (Kubernetes उन्हें एक घंटे बाद हटा देता है)।",
            "Koi event nahi rakha hai (Kubernetes unhe ek ghante baad hata deta hai).",
        );
        return format!("{none}\n");
    }
    let mut table = Table::default();
    for happened in story {
        let ago = happened
            .at
            .map(|at| duration(now.as_second() - at.as_second()))
            .unwrap_or_default();
        let style = if happened.warning { CAREFUL } else { PLAIN };
        let times = if happened.times > 1 {
            format!(" (×{})", happened.times)
        } else {
            String::new()
        };
        table.row([
            Cell::styled(FAINT, ago),
            Cell::styled(style, &happened.reason),
            format!("{}{times}", happened.message).into(),
        ]);
    }
    table.render(terminal_width())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::at;

    #[test]
    fn the_story_is_told_with_ages_and_repetitions() {
        let event = |at_seconds: i64, warning: bool, reason: &str, message: &str, times: i32| Happened {
            at: Some(at(at_seconds)),
            warning,
            reason: reason.to_owned(),
            message: message.to_owned(),
            times,
        };
        let story = [
            event(
                0,
                false,
                "Planned",
                "revision 1: 7 resources, 0.10 USD a month",
                1,
            ),
            event(60, true, "AwsThrottled", "AWS asks for fewer calls", 4),
        ];
        insta::assert_snapshot!(
            anstream::adapter::strip_str(&text(&story, at(3700), Language::English)).to_string()
        );
    }
}
