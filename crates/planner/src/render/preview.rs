//! The plan in plain language, Markdown, in the prompt's language: what you get, what it costs, what to watch, what was
//! taken for granted. Not here: how to approve it; that depends on where it is shown.

use std::fmt::Write as _;

use cloudwhisper_api::language::Language::{self, English, Hindi, Hinglish};
use cloudwhisper_api::plan::PlannedResource;

use crate::plan::Plan;

/// The whole preview.
pub fn markdown(plan: &Plan) -> String {
    let mut page = String::new();
    // Writing to a String can't fail.
    let _ = write_page(&mut page, plan);
    page
}

fn write_page(page: &mut String, plan: &Plan) -> std::fmt::Result {
    let words = Words::of(plan.language);
    writeln!(page, "# {}\n", plan.requirements.project_name)?;
    writeln!(page, "## {}\n", words.what_you_get)?;
    for (description, names) in grouped(&plan.resources) {
        writeln!(page, "- {description} ({})", names.join(", "))?;
    }
    costs(page, plan, &words)?;
    section(page, words.what_to_watch, plan.estimate.warnings.iter().cloned())?;
    let findings = plan.findings.iter().map(|finding| {
        format!(
            "**{:?}** {}: {} {}",
            finding.severity, finding.rule, finding.message, finding.suggestion
        )
    });
    let warnings = plan
        .warnings
        .iter()
        .map(|warning| format!("{} {}", warning.message, warning.suggestion));
    section(page, words.safety, warnings.chain(findings))?;
    let assumed = plan
        .assumptions
        .iter()
        .map(|it| format!("`{}`: {} ({})", it.field, it.value, it.reason));
    section(page, words.what_was_assumed, assumed)?;
    let missing = plan
        .missing_parameters
        .iter()
        .map(|parameter| format!("`{}`: {}", parameter.answer, parameter.description));
    section(page, words.what_is_missing, missing)
}

fn costs(page: &mut String, plan: &Plan, words: &Words) -> std::fmt::Result {
    let estimate = &plan.estimate;
    let (usd, inr) = (
        &estimate.monthly.usd,
        rupees(&estimate.monthly.inr, plan.language),
    );
    writeln!(page, "\n## {}\n", words.what_it_costs)?;
    writeln!(page, "**${usd}** / **₹{inr}** {}\n", words.per_month)?;
    if estimate.free_tier_savings.usd != "0.00" {
        let saved = rupees(&estimate.free_tier_savings.inr, plan.language);
        writeln!(
            page,
            "{} ${} / ₹{saved}\n",
            words.free_tier_saves, estimate.free_tier_savings.usd
        )?;
    }
    for line in estimate.breakdown.iter().filter(|line| line.usd != "0.00") {
        writeln!(
            page,
            "- {}: ${} / ₹{}",
            line.logical_id,
            line.usd,
            rupees(&line.inr, plan.language)
        )?;
    }
    if let Some(budget) = &estimate.budget {
        writeln!(
            page,
            "\n{}",
            if budget.within {
                words.within_budget
            } else {
                words.over_budget
            }
        )?;
        for suggestion in &budget.suggestions {
            writeln!(page, "- {suggestion}")?;
        }
    }
    Ok(())
}

fn section(page: &mut String, title: &str, items: impl Iterator<Item = String>) -> std::fmt::Result {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return Ok(());
    }
    writeln!(page, "\n## {title}\n")?;
    items.try_for_each(|item| writeln!(page, "- {item}"))
}

/// Resources of one purpose in one line, in the order of their first.
fn grouped(resources: &[PlannedResource]) -> Vec<(&str, Vec<&str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for resource in resources {
        match groups
            .iter_mut()
            .find(|(description, _)| *description == resource.description)
        {
            Some((_, names)) => names.push(&resource.logical_id),
            None => groups.push((&resource.description, vec![&resource.logical_id])),
        }
    }
    groups
}

/// Rupees grouped as people of the language write them: `1,23,456.00` in Hindi and Hinglish, `123,456.00` in English.
fn rupees(amount: &str, language: Language) -> String {
    let (whole, rest) = amount.split_at(amount.find('.').unwrap_or(amount.len()));
    let step = if language == English { 3 } else { 2 };
    let mut grouped = String::new();
    for (place, digit) in whole.chars().rev().enumerate() {
        if place == 3 || (place > 3 && (place - 3).is_multiple_of(step)) {
            grouped.insert(0, ',');
        }
        grouped.insert(0, digit);
    }
    grouped + rest
}

struct Words {
    what_you_get: &'static str,
    what_it_costs: &'static str,
    per_month: &'static str,
    free_tier_saves: &'static str,
    within_budget: &'static str,
    over_budget: &'static str,
    what_to_watch: &'static str,
    safety: &'static str,
    what_was_assumed: &'static str,
    what_is_missing: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            English => Self {
                what_you_get: "What you get",
                what_it_costs: "What it costs",
                per_month: "a month",
                free_tier_saves: "The free tier saves",
                within_budget: "This is within your budget.",
                over_budget: "This is more than your budget. What would help:",
                what_to_watch: "What to watch",
                safety: "Safety",
                what_was_assumed: "What was assumed",
                what_is_missing: "What is still needed before it can be deployed",
            },
            Hindi => Self {
                what_you_get: "आपको क्या मिलेगा",
                what_it_costs: "कितना ख़र्च आएगा",
                per_month: "प्रति माह",
                free_tier_saves: "फ़्री टियर से बचत",
                within_budget: "यह आपके बजट में है।",
                over_budget: "यह आपके बजट से ज़्यादा है। इससे मदद मिलेगी:",
                what_to_watch: "किस बात का ध्यान रखें",
                safety: "सुरक्षा",
                what_was_assumed: "क्या मान लिया गया",
                what_is_missing: "लागू करने से पहले क्या चाहिए",
            },
            Hinglish => Self {
                what_you_get: "Aapko kya milega",
                what_it_costs: "Kitna kharch aayega",
                per_month: "har mahine",
                free_tier_saves: "Free tier se bachat",
                within_budget: "Yeh aapke budget mein hai.",
                over_budget: "Yeh aapke budget se zyada hai. Isse madad milegi:",
                what_to_watch: "Kis baat ka dhyan rakhein",
                safety: "Suraksha",
                what_was_assumed: "Kya maan liya gaya",
                what_is_missing: "Deploy karne se pehle kya chahiye",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rupees_are_grouped_as_people_write_them() {
        assert_eq!(rupees("1234567.50", Hinglish), "12,34,567.50");
        assert_eq!(rupees("1234567.50", English), "1,234,567.50");
        assert_eq!(rupees("999.00", Hindi), "999.00");
        assert_eq!(rupees("0.00", Hindi), "0.00");
    }
}
