//! `diff`: what the newest plan changes about what is deployed, or one revision about another, and what was changed on AWS since.
//! Revisions never change.

mod compare;
mod drift;

use std::fmt::Write;

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::deployment_request::{DeploymentRequest, PlanStatus};
use cloudwhisper_api::digest::Digest;
use cloudwhisper_api::drift::DriftStatus;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Action, Estimate, PlannedResource};
use cloudwhisper_lifecycle::Revision;
use cloudwhisper_lifecycle::offer::fate;
use cloudwhisper_lifecycle::revision::Files;
use k8s_openapi::api::core::v1::ConfigMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::compare::{Change, PropertyChange, compare, fields};
use super::cluster::Cluster;
use super::exit::Exit;
use super::failure::Failure;
use super::history::running;
use super::output::FormatArgs;
use super::plan_view::{amount, section, sign_of};
use super::preview::newest;
use super::say::{say, spoken, words_for};
use super::style::{FAINT, paint};
use super::words::{Lang, Words};

#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Args {
    /// The request.
    name: String,
    /// Compare with this revision instead of the deployed one.
    #[arg(long, value_name = "REVISION")]
    from: Option<i64>,
    /// Compare this revision instead of the newest one.
    #[arg(long, value_name = "REVISION")]
    to: Option<i64>,
    #[command(flatten)]
    format: FormatArgs,
}

/// The part of a revision that is compared.
#[derive(Clone, Debug, Deserialize)]
struct Side {
    number: i64,
    digest: Digest,
    prompt: String,
    resources: Vec<PlannedResource>,
    estimate: Estimate,
    /// What was understood, compared field by field.
    #[serde(default)]
    requirements: Value,
    #[serde(skip)]
    template: Value,
}

/// What differs between two revisions.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Difference<'a> {
    from: Option<i64>,
    to: i64,
    prompt: Option<Changed<&'a str>>,
    requirements: Vec<PropertyChange>,
    monthly: Changed<Option<&'a cloudwhisper_api::amount::Money>>,
    resources: Vec<Change>,
    /// What was changed on AWS since it was deployed; of no two revisions in particular.
    #[serde(skip_serializing_if = "Option::is_none")]
    drift: Option<&'a DriftStatus>,
}

#[derive(Debug, Serialize)]
struct Changed<T> {
    from: T,
    to: T,
}

pub(crate) async fn run(args: &Args, cluster: &Cluster, lang: Option<Lang>) -> Result<Exit, Failure> {
    let request = cluster.request(&args.name).await?;
    let pair = Pair::read(&request, args.from, args.to, cluster, spoken(lang, &request)).await?;
    let words = words_for(lang, &request);
    let is_of_now = args.from.is_none() && args.to.is_none();
    let drift = drift::found(&request).filter(|_| is_of_now);
    let difference = Difference {
        drift,
        ..pair.difference()
    };
    args.format.show(&difference, || {
        let text = pair.text(words);
        match drift {
            Some(drift) => format!("{text}\n{}", drift::text(drift, words.language)),
            None => text,
        }
    })?;
    Ok(Exit::Done)
}

/// Two revisions of one request.
pub(super) struct Pair {
    old: Option<Side>,
    new: Side,
}

impl Pair {
    /// Revision `from`, else the one that runs, if any does; and `to`, else the newest.
    pub(super) async fn read(
        request: &DeploymentRequest,
        from: Option<i64>,
        to: Option<i64>,
        cluster: &Cluster,
        language: Language,
    ) -> Result<Self, Failure> {
        let name = request.metadata.name.as_deref().unwrap_or_default();
        let side = async |number: i64| {
            let map = cluster.revision(&Revision::config_map_name(name, number)).await?;
            read(map, language)
        };
        let number = match to {
            Some(number) => number,
            None => newest(request, language)?.0,
        };
        let shown = request.status.as_ref().and_then(|status| status.plan.as_deref());
        let new = as_shown(side(number).await?, shown);
        let old = match from.or(deployed(request)) {
            Some(number) => Some(side(number).await?),
            None => None,
        };
        Ok(Self { old, new })
    }

    fn difference(&self) -> Difference<'_> {
        differ(self.old.as_ref(), &self.new)
    }

    /// What differs, as a person reads it.
    pub(super) fn text(&self, words: &Words) -> String {
        text(&self.difference(), self.old.as_ref(), &self.new, words)
    }
}

/// The revision that runs. Not the one that was tried last: that may be under way, or have been taken back.
pub(super) fn deployed(request: &DeploymentRequest) -> Option<i64> {
    let history = &request.status.as_ref()?.history;
    running(history).map(|place| history[place].revision)
}

fn read(map: ConfigMap, language: Language) -> Result<Side, Failure> {
    let name = map.metadata.name.clone().unwrap_or_default();
    let mut files = Files::from(map);
    let unreadable = |error: serde_json::Error| {
        Failure::new(say!(
            language,
            "the revision {name} can't be read: {error}",
            "revision {name} पढ़ी नहीं जा सकती: {error}",
            "revision {name} padhi nahi ja sakti: {error}",
        ))
        .remedy(say!(
            language,
            "It was written by another version, or changed by hand.",
            "उसे किसी और संस्करण ने लिखा है, या हाथ से बदला गया है।",
            "Use kisi aur version ne likha hai, ya haath se badla gaya hai.",
        ))
    };
    let mut file = |name: &str| files.take(name).unwrap_or_default();
    let side: Side = serde_json::from_str(&file(Revision::METADATA)).map_err(unreadable)?;
    let template = serde_json::from_str(&file(Revision::TEMPLATE)).map_err(unreadable)?;
    Ok(Side { template, ..side })
}

/// A revision is written before AWS has checked it; the status of the request has the same plan with what AWS says of it since:
/// what is replaced or removed, what becomes of its data, and the digest that an approval has to name.
fn as_shown(side: Side, shown: Option<&PlanStatus>) -> Side {
    match shown.filter(|plan| plan.revision == side.number) {
        Some(plan) => Side {
            digest: plan.digest,
            resources: plan.resources.clone(),
            ..side
        },
        None => side,
    }
}

fn differ<'a>(old: Option<&'a Side>, new: &'a Side) -> Difference<'a> {
    let prompt = old.filter(|old| old.prompt != new.prompt);
    Difference {
        from: old.map(|old| old.number),
        to: new.number,
        prompt: prompt.map(|old| Changed {
            from: old.prompt.as_str(),
            to: new.prompt.as_str(),
        }),
        requirements: old.map_or_else(Vec::new, |old| fields(&old.requirements, &new.requirements)),
        monthly: Changed {
            from: old.map(|old| &old.estimate.monthly),
            to: Some(&new.estimate.monthly),
        },
        resources: compare(old.map(|old| &old.template), &new.template),
        drift: None,
    }
}

fn text(difference: &Difference<'_>, old: Option<&Side>, new: &Side, words: &Words) -> String {
    let heading = match old {
        Some(old) => format!(
            "r{} (sha256:{}) → r{} (sha256:{})",
            old.number,
            old.digest.short(12),
            new.number,
            new.digest.short(12)
        ),
        None => format!(
            "{} r{} (sha256:{})",
            words.not_deployed,
            new.number,
            new.digest.short(12)
        ),
    };
    let mut sections = vec![format!("{}\n", paint(FAINT, &heading))];
    if let Some(prompt) = &difference.prompt {
        let (removed, style) = sign_of(Action::Remove);
        let (added, new_style) = sign_of(Action::Add);
        let lines = [
            paint(style, &format!("{removed} {}", prompt.from)),
            paint(new_style, &format!("{added} {}", prompt.to)),
        ];
        sections.push(section(
            words.prompt,
            &format!("  {}\n  {}\n", lines[0], lines[1]),
        ));
    }
    if !difference.requirements.is_empty() {
        sections.push(section(
            words.understood,
            &properties(&difference.requirements, "  "),
        ));
    }
    sections.push(section(
        words.changes,
        &resources(&difference.resources, new, old, words),
    ));
    let from = old.map_or_else(|| "-".to_owned(), |old| sum(&old.estimate));
    let more = old.and_then(|old| delta(&old.estimate.monthly, &new.estimate.monthly));
    let more = more.map(|more| format!(" ({more})")).unwrap_or_default();
    sections.push(format!(
        "{}: {from} → {}{more}\n",
        words.monthly,
        sum(&new.estimate)
    ));
    sections.join("\n")
}

/// What the new revision costs more or less than the old one; `None` where both cost the same.
fn delta(old: &Money, new: &Money) -> Option<String> {
    let difference = |old: &str, new: &str| -> Option<Decimal> {
        Some(new.parse::<Decimal>().ok()? - old.parse::<Decimal>().ok()?)
    };
    let (usd, inr) = (difference(&old.usd, &new.usd)?, difference(&old.inr, &new.inr)?);
    let sign = if usd.is_sign_negative() { "−" } else { "+" };
    (!usd.is_zero()).then(|| format!("{sign}${:.2} / {sign}₹{:.2}", usd.abs(), inr.abs()))
}

fn sum(estimate: &Estimate) -> String {
    amount(&estimate.monthly)
}

fn resources(changes: &[Change], new: &Side, old: Option<&Side>, words: &Words) -> String {
    if changes.is_empty() {
        return format!("  {}\n", words.nothing_changes);
    }
    let mut text = String::new();
    for change in changes {
        let planned = new
            .resources
            .iter()
            .find(|resource| resource.logical_id == change.logical_id);
        // AWS knows better than a comparison of templates whether a change means a replacement.
        let action = planned
            .and_then(|resource| resource.action)
            .filter(|_| change.action == Action::Modify);
        let (sign, style) = sign_of(action.unwrap_or(change.action));
        let known = planned.or_else(|| {
            old?.resources
                .iter()
                .find(|resource| resource.logical_id == change.logical_id)
        });
        let description = known.map_or("", |resource| resource.description.as_str());
        let head = paint(style, &format!("{sign} {}", change.logical_id));
        let line = format!("  {head}  {}  {description}", paint(FAINT, &change.kind));
        let _ = writeln!(text, "{}", line.trim_end());
        let goes = known.filter(|_| change.action != Action::Add);
        if let Some(fate) = goes.and_then(|resource| fate(resource, words.language)) {
            let _ = writeln!(text, "      {}", paint(style, &fate));
        }
        text.push_str(&properties(&change.properties, "      "));
    }
    text
}

/// One line each: `path: from → to`.
fn properties(changes: &[PropertyChange], indent: &str) -> String {
    let mut text = String::new();
    for property in changes {
        let (from, to) = (in_short(&property.from), in_short(&property.to));
        let _ = writeln!(text, "{indent}{}: {from} → {to}", property.path);
    }
    text
}

/// A value as far as one line can hold it; all of it stands in `-o json`.
fn in_short(value: &Value) -> String {
    const LONGEST: usize = 100;
    if value.is_null() {
        return "-".to_owned();
    }
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::examples::{awaiting_approval, ready};
    use cloudwhisper_api::deployment_request::DeploymentResult;
    use cloudwhisper_api::language::Language;
    use cloudwhisper_api::plan::Retention;
    use serde_json::json;

    fn side(number: i64, prompt: &str, usd: &str, template: Value) -> Side {
        let plan = awaiting_approval()
            .status
            .and_then(|status| status.plan)
            .expect("an example plan");
        let mut estimate = plan.estimate;
        usd.clone_into(&mut estimate.monthly.usd);
        let digest = Digest::from_bytes([u8::try_from(number).unwrap_or_default(); 32]);
        let resources = plan
            .resources
            .into_iter()
            .map(|resource| PlannedResource {
                // As a revision is written: AWS has not been asked yet.
                action: None,
                replacement: None,
                data_at_risk: None,
                retention: None,
                ..resource
            })
            .collect();
        Side {
            number,
            digest,
            prompt: prompt.to_owned(),
            resources,
            estimate,
            requirements: json!({ "appType": "api", "storage": ["dynamodb"] }),
            template,
        }
    }

    fn template(billing: &str, with_queue: bool) -> Value {
        let mut template = json!({ "Resources": {
            "Table": { "Type": "AWS::DynamoDB::Table", "Properties": { "BillingMode": billing, "KeySchema": [{ "AttributeName": "id" }] } },
            "Handler": { "Type": "AWS::Lambda::Function", "Properties": { "MemorySize": 256 } },
        }});
        if with_queue {
            template["Resources"]["Queue"] = json!({ "Type": "AWS::SQS::Queue" });
        }
        template
    }

    fn told(old: Option<&Side>, new: &Side) -> String {
        let difference = differ(old, new);
        anstream::adapter::strip_str(&text(&difference, old, new, Words::of(Language::English))).to_string()
    }

    #[test]
    fn what_comes_goes_and_changes_is_told_with_prompt_and_price() {
        let old = side(
            1,
            "An API with a queue",
            "0.10",
            template("PAY_PER_REQUEST", true),
        );
        let new = side(2, "An API", "2.50", template("PROVISIONED", false));
        insta::assert_snapshot!(told(Some(&old), &new));
    }

    #[test]
    fn what_aws_says_since_is_told_with_the_digest_to_approve() {
        let old = side(1, "An API", "0.10", template("PAY_PER_REQUEST", true));
        let new = side(2, "An API", "0.10", template("PROVISIONED", false));
        let mut checked = awaiting_approval()
            .status
            .and_then(|status| status.plan)
            .expect("an example plan");
        (checked.revision, checked.digest) = (2, Digest::from_bytes([9; 32]));
        for resource in &mut checked.resources {
            (resource.action, resource.data_at_risk, resource.retention) = match resource.logical_id.as_str()
            {
                "Table" => (Some(Action::Replace), Some(false), Some(Retention::Retain)),
                _ => (None, None, None),
            };
        }
        let shown = told(Some(&old), &as_shown(new.clone(), Some(&checked)));
        assert!(
            shown.contains(&format!("sha256:{}", checked.digest.short(12))),
            "{shown}"
        );
        let (replace, _) = sign_of(Action::Replace);
        assert!(shown.contains(&format!("{replace} Table")), "{shown}");
        let fate = "AWS keeps the old one, with its data and its price";
        assert!(shown.contains(fate), "{shown}");
        checked.revision = 3;
        let other = told(Some(&old), &as_shown(new.clone(), Some(&checked)));
        assert_eq!(
            other,
            told(Some(&old), &new),
            "another revision's says nothing of this one"
        );
    }

    #[test]
    fn before_the_first_deployment_everything_is_new() {
        insta::assert_snapshot!(told(
            None,
            &side(1, "An API", "0.10", template("PAY_PER_REQUEST", false))
        ));
    }

    #[test]
    fn after_a_failure_the_plan_is_compared_with_what_runs_and_not_with_what_was_tried() {
        let mut request = ready();
        let running = deployed(&request).expect("something runs");
        let status = request.status.as_mut().expect("a status");
        let mut failed = status.history.first().cloned().expect("a deployment");
        failed.revision = running + 1;
        failed.result = DeploymentResult::RolledBack;
        status.history.insert(0, failed);
        status.deployment.as_mut().expect("a deployment").revision = Some(running + 1);
        assert_eq!(deployed(&request), Some(running));
        request.status.as_mut().expect("a status").history.truncate(1);
        assert_eq!(deployed(&request), None, "it never ran");
    }

    #[test]
    fn what_was_understood_otherwise_is_told_field_by_field() {
        let old = side(1, "An API", "0.10", template("PAY_PER_REQUEST", true));
        let mut new = side(2, "A site", "0.10", template("PAY_PER_REQUEST", true));
        new.requirements = json!({ "appType": "static-site", "storage": ["dynamodb"] });
        let told = told(Some(&old), &new);
        assert!(told.contains("appType: \"api\" → \"static-site\""), "{told}");
        assert!(!told.contains("storage"), "{told}");
    }

    #[test]
    fn the_same_twice_changes_nothing() {
        let same = side(1, "An API", "0.10", template("PAY_PER_REQUEST", false));
        assert!(told(Some(&same), &same).contains("Nothing changes."));
    }
}
