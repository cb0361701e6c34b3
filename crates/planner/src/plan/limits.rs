//! Numbers that were said and that AWS does not take: that it is AWS's own limit, what is planned instead, and the way out. Here: the
//! bounds of the catalogue's settings and spans of time that AWS counts over. Not here: what nothing in the plan takes up for another
//! reason (`unused.rs`), what one template can't hold (`too_large.rs`).

mod words;

use cloudwhisper_api::language::Language;
use cloudwhisper_api::plan::Warning;
use cloudwhisper_api::requirements::{NamedService, Requirements};
use rust_decimal::Decimal;

use crate::catalog::setting::{self, Measure, Setting};
use crate::catalog::{apigateway, wafv2};
use crate::requirements::{Fact, Measure as Said};

/// A number that AWS doesn't take.
pub(super) struct Refused {
    /// As it was said, with what it was said of where that changes too.
    measures: Vec<Said>,
    /// What to tell of it.
    pub(super) warning: Warning,
}

impl Refused {
    /// Whether this fact is the number, which then is told of.
    pub(super) fn is(&self, fact: &Fact) -> bool {
        self.measures.contains(&fact.measure)
    }
}

/// Every such number in what is wanted.
pub(super) fn refused(requirements: &Requirements, language: Language) -> Vec<Refused> {
    let mut refused: Vec<Refused> = Vec::new();
    for said in &requirements.services {
        let numbers = said.properties.iter().filter_map(|(word, value)| {
            let setting =
                setting::all().find(|it| it.word == word && it.kinds.contains(&said.kind.as_str()))?;
            beyond(&said.kind, setting, value.trim().parse().ok()?, language)
        });
        let spans = [window(said, language), quota(said, language)];
        for one in numbers.chain(spans.into_iter().flatten()) {
            if refused.iter().all(|it| it.warning != one.warning) {
                refused.push(one);
            }
        }
    }
    refused
}

/// A number outside of what AWS takes for a setting.
fn beyond(kind: &str, setting: &Setting, said: i64, language: Language) -> Option<Refused> {
    let (least, most) = setting.limits;
    let is_span = setting.word == WINDOW; // told of by the windows that there are
    if (least..=most).contains(&said) || is_span {
        return None;
    }
    let bound = words::Bound {
        kind,
        word: setting.word,
        measure: setting.measure,
        limits: setting.limits,
    };
    Some(Refused {
        measures: vec![in_units_of_facts(setting.measure, said)],
        warning: words::beyond(&bound, said, language),
    })
}

/// The property that says over how many seconds a web firewall counts.
const WINDOW: &str = "rateWindow";

/// Requests that were to be counted over a span that AWS has no window of.
fn window(said: &NamedService, language: Language) -> Option<Refused> {
    let number = |word: &str| said.properties.get(word)?.trim().parse::<i64>().ok();
    let seconds = number(WINDOW).filter(|_| said.kind == wafv2::WebAcl::KIND)?;
    let limit = number("rateLimit").unwrap_or_default();
    let (counted, window) = wafv2::counted(limit, seconds);
    (window != seconds).then(|| Refused {
        measures: vec![
            Said::Seconds(Decimal::from(seconds)),
            Said::Number(Decimal::from(limit)),
        ],
        warning: words::window(seconds, window, counted, language),
    })
}

/// Calls that were to be counted over a span that AWS has no quota for.
fn quota(said: &NamedService, language: Language) -> Option<Refused> {
    let calls = said.properties.get("quota")?.trim().parse::<i64>().ok()?;
    let span = said.properties.get("quotaPeriod")?;
    let (counted, of_aws) = apigateway::quota(calls, span);
    let other = said.kind == apigateway::USAGE_PLAN.kind && of_aws != span;
    other.then(|| Refused {
        measures: vec![Said::Number(Decimal::from(calls))],
        warning: words::quota(calls, (counted, of_aws), language),
    })
}

/// The number as a fact of the prompt has it.
fn in_units_of_facts(measure: Measure, said: i64) -> Said {
    let value = Decimal::from(said);
    match measure {
        Measure::Seconds => Said::Seconds(value),
        Measure::Days => Said::Days(value),
        Measure::Megabytes => Said::Megabytes(value),
        Measure::Gigabytes => Said::Megabytes(value * Decimal::from(1024)),
        Measure::Count | Measure::PerSecond | Measure::Percent => Said::Number(value),
    }
}
