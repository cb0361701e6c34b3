//! In which framework the application is built: the one that was named, else its language's usual one.

use cloudwhisper_api::requirements::{AppType, Framework};

use super::named::Named;
use super::substitutes;
use crate::language::lexicon::{Concept, Runtime};
use crate::requirements::answers::FRAMEWORKS;
use crate::requirements::draft::{Case, Notes, tag};
use crate::requirements::scope::Slot;
use crate::requirements::words::Reason;

/// Decides the framework; `None` where nothing was said of it or a question is open.
pub(super) fn framework(
    case: &Case<'_>,
    named: &Named,
    app_type: Option<AppType>,
    notes: &mut Notes,
) -> Option<Framework> {
    if let Some(answer) = &case.answers.framework {
        return answer.chosen();
    }
    if let Some(choice) = case.choice(Slot::Framework) {
        let options = [choice.first, choice.second].map(|concept| match concept {
            Concept::Framework(framework) => tag(framework),
            _ => String::new(),
        });
        let both: Vec<_> = options
            .iter()
            .map(String::as_str)
            .filter(|option| !option.is_empty())
            .collect();
        notes.ask("framework", if both.len() == 2 { &both } else { &FRAMEWORKS });
        return None;
    }
    let front = |framework: &&Framework| matches!(framework, Framework::React | Framework::Nextjs);
    let wanted = match app_type {
        Some(AppType::Api) => named.frameworks.iter().find(|f| !front(f)),
        _ => named.frameworks.iter().find(front),
    };
    let any = named.frameworks.first().filter(|it| !(named.pages && front(it)));
    if let Some(framework) = wanted.or(any) {
        return Some(*framework);
    }
    if let Some(runtime) = named.runtimes.first() {
        let (framework, reason) = match runtime {
            Runtime::Node => (Framework::Express, Reason::NodeMeansExpress),
            Runtime::Python => (Framework::Flask, Reason::PythonMeansFlask),
        };
        // "Vue in front, a Node API behind": what shows the pages says nothing of what answers them.
        if named.foreign.iter().all(|name| substitutes::is_front(name)) {
            notes.assume("framework", tag(framework), reason);
            return Some(framework);
        }
    }
    if let Some(name) = named.foreign.first() {
        notes.assume("framework", name, substitutes::reason(name));
    }
    None
}
