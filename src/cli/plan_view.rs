//! A plan as a person at a terminal reads it, from the planner or from a request's status. Here: what is shown and in which
//! order. Not here: the preview in plain language, which belongs to the plan itself.

use std::fmt::Write;

use anstyle::Style;
use cloudwhisper_api::amount::Money;
use cloudwhisper_api::deployment_request::{DeploymentRequest, PlanStatus};
use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::{
    Action, Assumption, Clarification, Estimate, Finding, PlannedResource, Severity, Warning,
};
use cloudwhisper_api::requirements::{AppType, Requirements};
use cloudwhisper_lifecycle::offer::fate;
use cloudwhisper_planner::estimate::{dollars, rupees};
use cloudwhisper_planner::{Plan, Planned};
use serde::Serialize;

use super::say::say;
use super::style::{BAD, CAREFUL, FAINT, GOOD, HEADING, PLAIN, paint};
use super::table::{Cell, Table, wrap};
use super::words::Words;

/// Everything about a plan that a person decides by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlanView<'a> {
    pub(crate) requirements: Option<&'a Requirements>,
    pub(crate) assumptions: &'a [Assumption],
    pub(crate) warnings: &'a [Warning],
    pub(crate) clarifications: &'a [Clarification],
    pub(crate) body: Option<Body<'a>>,
}

/// What is there once no question is open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'a> {
    pub(crate) resources: &'a [PlannedResource],
    pub(crate) estimate: &'a Estimate,
    pub(crate) findings: &'a [Finding],
}

impl<'a> PlanView<'a> {
    /// A plan fresh from the planner.
    pub(crate) fn of_planned(planned: &'a Planned) -> Self {
        let body = |plan: &'a Plan| Body {
            resources: &plan.resources,
            estimate: &plan.estimate,
            findings: &plan.findings,
        };
        Self {
            requirements: planned.understood.requirements.as_ref(),
            assumptions: planned
                .plan
                .as_ref()
                .map_or(planned.understood.assumptions.as_slice(), |plan| {
                    &plan.assumptions
                }),
            // What came up while planning is in the plan's beside what was understood.
            warnings: planned
                .plan
                .as_ref()
                .map_or(planned.understood.warnings.as_slice(), |plan| &plan.warnings),
            clarifications: &planned.understood.clarifications,
            body: planned.plan.as_ref().map(body),
        }
    }

    /// The plan that a request's status tells of.
    pub(crate) fn of_request(request: &'a DeploymentRequest) -> Self {
        let Some(status) = &request.status else {
            return Self::default();
        };
        let parsed = status.parsed.as_ref();
        let body = |plan: &'a PlanStatus| Body {
            resources: &plan.resources,
            estimate: &plan.estimate,
            findings: &plan.findings,
        };
        Self {
            requirements: parsed.and_then(|parsed| parsed.requirements.as_ref()),
            assumptions: parsed.map_or(&[], |parsed| &parsed.assumptions),
            warnings: parsed.map_or(&[], |parsed| &parsed.warnings),
            clarifications: &status.clarifications,
            body: status.plan.as_deref().map(body),
        }
    }

    /// The whole view; the width is that of the terminal, where there is one.
    pub(crate) fn render(&self, words: &Words, width: Option<usize>) -> String {
        let mut sections = Vec::new();
        if let Some(requirements) = self.requirements {
            sections.push(section(words.understood, &understood(requirements, words, width)));
        }
        if !self.assumptions.is_empty() {
            sections.push(section(words.assumed, &assumed(self.assumptions, width)));
        }
        if let Some(body) = &self.body {
            sections.push(section(
                words.resources,
                &(resources(body, words, width) + &sums(body.estimate, self.requirements, words)),
            ));
            sections.push(section(words.security, &findings(body.findings, words, width)));
        }
        let notes = self.body.iter().flat_map(|body| &body.estimate.warnings);
        if !self.warnings.is_empty() || notes.clone().next().is_some() {
            sections.push(section(words.warnings, &warnings(self.warnings, notes, width)));
        }
        if !self.clarifications.is_empty() {
            sections.push(section(words.questions, &questions(self.clarifications, width)));
        }
        sections.join("\n")
    }
}

/// A heading and what stands under it.
pub(crate) fn section(heading: &str, content: &str) -> String {
    format!("{}\n{content}", paint(HEADING, heading))
}

/// A value of the contract by its own name there.
pub(crate) fn wire_name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

fn understood(requirements: &Requirements, words: &Words, width: Option<usize>) -> String {
    let Requirements {
        app_type,
        framework,
        compute,
        storage,
        networking,
        budget,
        region,
        project_name,
        ..
    } = requirements;
    let mut table = Table::default().indented(2);
    let mut fact = |label: &str, value: String| table.row([Cell::styled(FAINT, label), value.into()]);
    fact(words.project, project_name.clone());
    if let Some(app_type) = app_type {
        fact(words.kind, wire_name(app_type));
    }
    if let Some(framework) = framework {
        fact(words.framework, wire_name(framework));
    }
    // A site's files are served by nothing that runs.
    if let Some(compute) = compute
        && *app_type != Some(AppType::StaticSite)
    {
        fact(words.runs_on, wire_name(compute));
    }
    let kept: Vec<_> = storage.iter().map(wire_name).collect();
    fact(
        words.data,
        if kept.is_empty() {
            words.no_data.to_owned()
        } else {
            kept.join(", ")
        },
    );
    fact(words.public, words.truth(networking.public_access).to_owned());
    if let Some(domain) = &networking.custom_domain {
        fact(words.domain, domain.clone());
    }
    if let Some(budget) = budget {
        fact(words.budget, words.budget(budget));
    }
    fact(words.region, region.clone());
    table.render(width)
}

fn assumed(assumptions: &[Assumption], width: Option<usize>) -> String {
    let mut table = Table::default().indented(2);
    for Assumption { field, value, reason } in assumptions {
        table.row([field.into(), value.into(), Cell::styled(FAINT, reason)]);
    }
    table.render(width)
}

fn resources(body: &Body<'_>, words: &Words, width: Option<usize>) -> String {
    let planned_only = body.resources.iter().all(|resource| resource.action.is_none());
    let mut table = Table::new(["", words.name, words.type_, "USD", "INR", words.purpose]).indented(2);
    if planned_only {
        table = Table::new([words.name, words.type_, "USD", "INR", words.purpose]).indented(2);
    }
    for resource in body.resources {
        let line = body
            .estimate
            .breakdown
            .iter()
            .find(|line| line.logical_id == resource.logical_id);
        let (usd, inr) = line.map_or(("", ""), |line| (line.usd.as_str(), line.inr.as_str()));
        let mut purpose = resource.description.clone();
        if let Some(details) = line.and_then(|line| line.free_tier_details.as_deref()) {
            let _ = write!(purpose, " ({details})");
        }
        if let Some(fate) = fate(resource, words.language) {
            let _ = write!(purpose, " — {fate}");
        }
        let (id, kind) = (resource.logical_id.as_str(), Cell::styled(FAINT, &resource.kind));
        let (usd, inr) = (Cell::right(usd), Cell::right(inr));
        if planned_only {
            table.row([id.into(), kind, usd, inr, purpose.into()]);
        } else {
            let (sign, style) = resource.action.map_or((" ", PLAIN), sign_of);
            table.row([
                Cell::styled(style, sign),
                Cell::styled(style, id),
                kind,
                usd,
                inr,
                purpose.into(),
            ]);
        }
    }
    table.render(width)
}

/// The sign that stands for an action, and its colour.
pub(crate) fn sign_of(action: Action) -> (&'static str, Style) {
    match action {
        Action::Add => ("+", GOOD),
        Action::Modify => ("~", CAREFUL),
        Action::Replace => ("±", BAD),
        Action::Remove => ("-", BAD),
    }
}

/// A sum in both currencies: `$1,234.56 / ₹1,18,703.00`.
pub(crate) fn amount(sum: &Money) -> String {
    format!("{} / {}", dollars(&sum.usd), rupees(&sum.inr))
}

/// What a month costs more or less than what runs.
pub(crate) fn compared(delta: &Money, language: Language) -> String {
    let signed = |amount: &str, written: fn(&str) -> String| match amount.strip_prefix('-') {
        Some(less) => format!("−{}", written(less)),
        None => format!("+{}", written(amount)),
    };
    let (usd, inr) = (signed(&delta.usd, dollars), signed(&delta.inr, rupees));
    say!(
        language,
        "Compared with what runs: {usd} / {inr} per month.",
        "जो चल रहा है उसकी तुलना में: {usd} / {inr} प्रति माह।",
        "Jo chal raha hai uske muqable: {usd} / {inr} per month.",
    )
}

fn sums(estimate: &Estimate, requirements: Option<&Requirements>, words: &Words) -> String {
    let mut text = String::new();
    let monthly = &estimate.monthly;
    let total = format!(
        "{}  {}  {}",
        words.total,
        dollars(&monthly.usd),
        rupees(&monthly.inr)
    );
    let _ = writeln!(text, "\n  {}", paint(HEADING, &total));
    if let Some(range) = &estimate.range {
        let ends = format!("{} – {}", dollars(&range.low.usd), dollars(&range.high.usd));
        let _ = writeln!(text, "  {}", paint(FAINT, &format!("{} {ends}", words.between)));
    }
    for what in &estimate.unpriced {
        let what = format!("{} {} ({})", what.service, what.dimension, what.logical_id);
        let _ = writeln!(text, "  {} {what}", words.unpriced);
    }
    let saved = &estimate.free_tier_savings;
    if saved.usd.bytes().any(|digit| matches!(digit, b'1'..=b'9')) {
        let _ = writeln!(text, "  {} {}", words.saved, amount(saved));
    }
    let said = requirements.and_then(|requirements| requirements.budget.as_ref());
    if let Some(check) = &estimate.budget {
        let (style, words_for) = match (check.within, estimate.unpriced.is_empty()) {
            (true, true) => (GOOD, words.within_budget),
            (true, false) => (CAREFUL, words.budget_unknown),
            (false, _) => (BAD, words.over_budget),
        };
        let budget = said.map(|budget| words.budget(budget)).unwrap_or_default();
        let mut verdict = format!("{words_for} {budget}").trim_end().to_owned();
        if check.within && !estimate.unpriced.is_empty() {
            let _ = write!(verdict, " ({})", estimate.unpriced_resources().join(", "));
        }
        let _ = writeln!(text, "  {}", paint(style, &verdict));
        for suggestion in &check.suggestions {
            let _ = writeln!(text, "  → {suggestion}");
        }
    }
    let basis = words.basis(&estimate.exchange_rate, &estimate.prices_as_of);
    let _ = writeln!(text, "  {}", paint(FAINT, &basis));
    text
}

fn findings(findings: &[Finding], words: &Words, width: Option<usize>) -> String {
    if findings.is_empty() {
        return format!("  {}\n", paint(GOOD, words.no_findings));
    }
    let mut table = Table::default().indented(2);
    let mut worst_first: Vec<_> = findings.iter().collect();
    worst_first.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for Finding {
        rule,
        severity,
        resource,
        message,
        suggestion,
    } in worst_first
    {
        let style = match severity {
            Severity::Info | Severity::Low => FAINT,
            Severity::Medium => CAREFUL,
            Severity::High | Severity::Critical => BAD,
        };
        let words_for = [message.as_str(), suggestion.as_str()].join(" → ");
        table.row([
            Cell::styled(style, words.severity(*severity)),
            rule.into(),
            resource.into(),
            words_for.into(),
        ]);
    }
    table.render(width)
}

fn warnings<'a>(
    warnings: &[Warning],
    notes: impl Iterator<Item = &'a String>,
    width: Option<usize>,
) -> String {
    let mut lines = Vec::new();
    for Warning {
        message, suggestion, ..
    } in warnings
    {
        lines.push(if suggestion.is_empty() {
            message.clone()
        } else {
            format!("{message} → {suggestion}")
        });
    }
    lines.extend(notes.cloned());
    bullets(&lines, width)
}

fn questions(questions: &[Clarification], width: Option<usize>) -> String {
    let mut lines = Vec::new();
    for Clarification {
        field,
        question,
        options,
    } in questions
    {
        let choice = if options.is_empty() {
            "…".to_owned()
        } else {
            options.join("|")
        };
        lines.push(format!("{question}\n--answer {field}={choice}"));
    }
    bullets(&lines, width)
}

/// One `- ` a text; what does not fit goes on below it.
fn bullets(texts: &[String], width: Option<usize>) -> String {
    let room = width.map(|width| width.saturating_sub(4).max(20));
    let mut text = String::new();
    for entry in texts {
        let lines = entry.lines().flat_map(|line| wrap(line, room));
        for (number, line) in lines.enumerate() {
            let _ = writeln!(text, "  {} {line}", if number == 0 { "-" } else { " " });
        }
    }
    text
}
