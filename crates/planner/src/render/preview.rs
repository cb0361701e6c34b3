//! The plan in plain language, Markdown, in the prompt's language: what you get, what it costs, what to watch, what was
//! taken for granted, what is left out, what happens next. Here: the order of things. Not here: the words
//! (`preview/words.rs`), and how to approve it, which depends on where it is shown.

mod groups;
mod hardened;
mod needed;
mod values;
mod words;

use std::cmp::Reverse;
use std::fmt::{self, Write as _};

use cloudwhisper_api::amount::Money;
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{Assumption, BreakdownLine, Finding, Severity, Warning};
use rust_decimal::Decimal;

use crate::blueprint::Parameter;
use crate::estimate::currency::{both, budget, for_people};
use crate::estimate::hardened::Hardened;
use crate::plan::Plan;
use words::Words;

/// Costly resources that are named one by one; the rest is one line.
const MOST_LINES: usize = 6;
/// Of what the catalogue does not know: nothing to watch, but something that is missing.
const LEFT_OUT: &str = "UNSUPPORTED_SERVICE";

/// The whole preview; `upgrade` is what the profile Hardened would make of a plan that has another.
pub(crate) fn markdown(plan: &Plan, upgrade: Option<&Hardened>) -> String {
    let mut page = String::new();
    // Writing to a String can't fail.
    let _ = write_page(&mut page, plan, upgrade);
    page
}

fn write_page(page: &mut String, plan: &Plan, upgrade: Option<&Hardened>) -> fmt::Result {
    let words = Words::of(plan.language);
    writeln!(page, "# {}\n", plan.requirements.project_name)?;
    writeln!(page, "{}", words.opening(&plan.region))?;
    what_you_get(page, plan, &words)?;
    what_it_costs(page, plan, &words)?;
    list(page, words.what_to_watch, watch(plan, &words))?;
    let assumptions = plan.assumptions.iter().map(|it| assumption(plan, it, &words));
    list(page, words.what_was_assumed, assumptions)?;
    list(page, words.what_is_left_out, left_out(plan).map(sentences))?;
    if let Some(upgrade) = upgrade {
        hardened::write(page, upgrade, &words)?;
    }
    let missing = plan
        .missing_parameters
        .iter()
        .map(|it| format!("{} (`{}`)", needed(it, plan.language), it.answer));
    list(page, words.what_is_needed, missing)?;
    list(page, words.what_happens_next, words.next_steps(plan).into_iter())
}

/// What a parameter is and where to find it, in plain words.
pub(crate) fn needed(parameter: &Parameter, language: Language) -> &'static str {
    needed::needed(parameter.answer, language).unwrap_or(parameter.description)
}

/// Whether an answer is one that some plan needs for a parameter of its template.
pub(crate) fn asks_for(answer: &str) -> bool {
    needed::is_known(answer)
}

/// Resources of one purpose in one line, in the order in which a person meets them.
fn what_you_get(page: &mut String, plan: &Plan, words: &Words) -> fmt::Result {
    writeln!(page, "\n## {}", words.what_you_get)?;
    for (group, purposes) in groups::of(&plan.resources) {
        writeln!(page, "\n### {}\n", words.group(group))?;
        for purpose in purposes {
            write!(page, "- {}", purpose.description)?;
            if purpose.count > 1 {
                write!(page, " (× {})", purpose.count)?;
            }
            for (place, name) in purpose.names.iter().enumerate() {
                write!(page, "{} `{name}`", if place == 0 { ":" } else { "," })?;
            }
            writeln!(page)?;
        }
    }
    Ok(())
}

fn what_it_costs(page: &mut String, plan: &Plan, words: &Words) -> fmt::Result {
    let estimate = &plan.estimate;
    let sum = |money: &Money| both(money);
    writeln!(page, "\n## {}\n", words.what_it_costs)?;
    writeln!(page, "{}", words.a_month(&sum(&estimate.monthly)))?;
    if let Some(range) = &estimate.range {
        writeln!(page, "{}", words.between(&sum(&range.low), &sum(&range.high)))?;
    }
    if !is_nothing(&estimate.free_tier_savings.usd) {
        writeln!(page, "{}", words.free_saves(&sum(&estimate.free_tier_savings)))?;
    }
    let mut lines: Vec<&BreakdownLine> = estimate
        .breakdown
        .iter()
        .filter(|line| !is_nothing(&line.usd))
        .collect();
    lines.sort_by_key(|line| Reverse(line.usd.parse::<Decimal>().unwrap_or_default()));
    if !lines.is_empty() {
        writeln!(page)?;
    }
    for line in lines.iter().take(MOST_LINES) {
        let money = Money {
            usd: line.usd.clone(),
            inr: line.inr.clone(),
        };
        let what = plan.resources.iter().find(|it| it.logical_id == line.logical_id);
        let what = what.map_or(line.logical_id.as_str(), |it| it.description.as_str());
        writeln!(page, "- {}: {what}", sum(&for_people(&money)))?;
    }
    if lines.len() > MOST_LINES {
        writeln!(page, "- {}", words.smaller_lines(lines.len() - MOST_LINES))?;
    }
    let (Some(said), Some(check)) = (&plan.requirements.budget, &estimate.budget) else {
        return Ok(());
    };
    writeln!(
        page,
        "\n{}",
        words.verdict(
            &budget(said),
            said.period,
            check.within,
            &estimate.unpriced_resources()
        )
    )?;
    let suggestions = check.suggestions.iter();
    if !check.suggestions.is_empty() {
        writeln!(page)?;
    }
    suggestions
        .into_iter()
        .try_for_each(|suggestion| writeln!(page, "- {suggestion}"))
}

/// Findings first, the worst one on top; then what the price depends on.
fn watch<'a>(plan: &'a Plan, words: &Words) -> impl Iterator<Item = String> + 'a {
    let mut findings: Vec<_> = plan.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    // One rule speaks once, of everything that it found: a list of ten times the same sentence is not read.
    let mut told: Vec<(&Finding, &'static str, Vec<&str>)> = Vec::new();
    for finding in findings {
        let known = told
            .iter_mut()
            .find(|(first, ..)| first.rule == finding.rule && first.message == finding.message);
        match known {
            Some((.., resources)) => resources.push(&finding.resource),
            None => told.push((finding, words.severity(finding.severity), vec![&finding.resource])),
        }
    }
    let findings = told.into_iter().map(|(finding, label, resources)| {
        let told = [finding.message.as_str(), finding.suggestion.as_str()];
        let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
        let told = told.join(" → ");
        match resources.as_slice() {
            [] | [_] => format!("**{label}** ({}): {told}", finding.rule),
            several => format!("**{label}** ({}, {}): {told}", finding.rule, several.join(", ")),
        }
    });
    let warnings = plan
        .warnings
        .iter()
        .filter(|warning| ![LEFT_OUT, crate::plan::needed::CODE].contains(&warning.code.as_str()))
        .map(sentences);
    findings
        .chain(warnings)
        .chain(plan.estimate.warnings.iter().cloned())
}

fn assumption(plan: &Plan, assumption: &Assumption, words: &Words) -> String {
    let Assumption { field, value, reason } = assumption;
    let value = values::told(&plan.requirements, field, value, plan.language);
    let stop = if plan.language == Language::Hindi {
        "।"
    } else {
        "."
    };
    match words.field(field) {
        Some(name) => format!("{name}: {value}{stop} {reason}"),
        None => format!("`{field}`: {value}{stop} {reason}"),
    }
}

fn left_out(plan: &Plan) -> impl Iterator<Item = &Warning> {
    plan.warnings.iter().filter(|warning| warning.code == LEFT_OUT)
}

fn sentences(warning: &Warning) -> String {
    format!("{} {}", warning.message, warning.suggestion)
        .trim_end()
        .to_owned()
}

fn is_nothing(amount: &str) -> bool {
    !amount.bytes().any(|digit| (b'1'..=b'9').contains(&digit))
}

/// A section, where there is something to list.
fn list(page: &mut String, title: &str, items: impl Iterator<Item = String>) -> fmt::Result {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return Ok(());
    }
    writeln!(page, "\n## {title}\n")?;
    items.try_for_each(|item| writeln!(page, "- {item}"))
}

impl Words {
    fn severity(&self, severity: Severity) -> &'static str {
        self.severities[match severity {
            Severity::Info => 0,
            Severity::Low => 1,
            Severity::Medium => 2,
            Severity::High => 3,
            Severity::Critical => 4,
        }]
    }
}
